"""Answers as plain data: how they leave the sandbox, and how they are read outside it.

`to_plain` runs beside the learner's code and may be lied to or broken by it. `from_plain` runs in
the trusted process and takes what came for hostile: it builds only numbers, texts, tables and the
like, never calls anything that came, and refuses what is malformed, too deep or too large. In
between is JSON. A table travels by columns; what can't travel is named by its type only.
"""

import datetime
import json
import math
import numbers
import re
from collections.abc import Collection

import numpy as np
import pandas as pd

MOST_BYTES = 8_000_000  # of one answer
MOST_VALUES = 400_000  # of one table or list
MOST_TEXT = 100_000  # characters of one text
DEEPEST = 4  # lists within lists

MISSING = {"None": None, "NaN": math.nan, "NA": pd.NA, "NaT": pd.NaT}


class Malformed(ValueError):
    """What came out of the sandbox isn't an answer in the agreed format."""


# Inside ------------------------------------------------------------------------------------------


def to_plain(value: object, keep: Collection[str] | None = None, depth: int = 0) -> object:
    """The value as what JSON can carry.

    keep: the columns of a table that are asked for; of the others only the names travel. Its index
    travels when a column is missing, since it may stand there. None keeps everything.
    """
    if depth > DEEPEST:
        return _other(value)
    if value is ...:
        return {"dots": True}
    if isinstance(value, pd.DataFrame):
        return _plain_table(value, keep)
    if isinstance(value, pd.Series):
        index = None if keep is None else _plain_index(value.index)
        return {"column": _plain_column(value), "name": _name(value.name), "index": index}
    if isinstance(value, np.ndarray):
        return _plain_array(value)
    if isinstance(value, pd.Index) and not isinstance(value, pd.MultiIndex):
        return {"column": _plain_column(value.to_series()), "name": None, "index": None}
    for kind, name in ((list, "list"), (tuple, "tuple"), (set | frozenset, "set")):
        if isinstance(value, kind):
            if len(value) > MOST_VALUES:
                return {"too_large": True}
            return {name: [to_plain(item, None, depth + 1) for item in value]}
    if isinstance(value, dict):
        return {"dictionary": len(value)}
    return _plain_scalar(value)


def _plain_scalar(value: object) -> object:
    if isinstance(value, np.generic) and not isinstance(value, np.datetime64 | np.timedelta64):
        value = value.item()
    if value is None:
        return None
    if value is pd.NA or value is pd.NaT:
        return {"missing": "NA" if value is pd.NA else "NaT"}
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return str(value) if len(value) <= MOST_TEXT else {"too_large": True}
    if isinstance(value, numbers.Integral) and abs(value) < 2**63:
        return int(value)
    if isinstance(value, np.datetime64):
        value = pd.Timestamp(value)
    if isinstance(value, pd.Timestamp) and value.tz is None:
        return {"time": value.isoformat()}
    if type(value) is datetime.date:
        return {"date": value.isoformat()}
    if isinstance(value, numbers.Real):
        return _plain_float(value)
    return _other(value)


def _plain_float(value: numbers.Real) -> object:
    try:
        number = float(value)
    except OverflowError:
        number = math.inf if value > 0 else -math.inf
    if math.isfinite(number):
        return number
    return {"missing": "NaN"} if math.isnan(number) else {"endless": 1 if number > 0 else -1}


def _other(value: object) -> dict:
    return {"other": type(value).__name__[:60], "callable": callable(value), "text": _text(value)}


def _text(value: object) -> str:
    try:
        return str(value)[:200]
    except Exception:
        return ""


def _name(name: object) -> str | None:
    return name[:200] if isinstance(name, str) else None if name is None else _text(name)


def _plain_table(table: pd.DataFrame, keep: Collection[str] | None) -> dict:
    wanted = table.columns if keep is None else keep
    columns, seen = [], set()
    for place, name in enumerate(table.columns[:1000]):
        values = None
        if name in wanted and name not in seen:
            values = _plain_column(table.iloc[:, place])
        seen.add(name)
        columns.append([_name(name), values])
    whole = set(wanted) <= seen and keep is not None
    return {
        "table": columns,
        "rows": len(table),
        "index": None if whole else _plain_index(table.index),
    }


def _plain_index(index: pd.Index) -> list:
    levels = [index.get_level_values(place) for place in range(min(index.nlevels, 10))]
    return [[_name(level.name), _plain_column(level.to_series())] for level in levels]


def _plain_array(array: np.ndarray) -> object:
    if array.size == 1:
        return to_plain(array.item(), None, DEEPEST)
    if array.ndim != 1:
        return {"grid": [int(size) for size in array.shape]}
    return {"array": _plain_column(pd.Series(array))}


def _plain_column(column: pd.Series) -> dict:
    """A column of one kind as a list under the kind's name; "mixed" where kinds are mixed."""
    if len(column) > MOST_VALUES:
        return {"too_large": True}
    kind = getattr(column.dtype, "kind", "O")
    numpy = isinstance(column.dtype, np.dtype)
    if numpy and kind == "b":
        return {"flags": column.tolist()}
    if numpy and kind in "iu":
        values = column.tolist()
        if all(-(2**63) <= value < 2**63 for value in values):
            return {"whole": values}
    if numpy and kind == "f" and not np.isinf(column.to_numpy()).any():
        return {"numbers": [None if value != value else float(value) for value in column.tolist()]}
    if numpy and kind == "M":
        stamps = column.to_numpy().astype("datetime64[ns]")
        missing = np.isnat(stamps)
        return {
            "times": [
                None if m else int(s) for s, m in zip(stamps.astype(np.int64), missing, strict=True)
            ]
        }
    values = column.tolist()
    if kind == "O" and all(type(value) is str and len(value) <= MOST_TEXT for value in values):
        return {"texts": values}
    return {"mixed": [_plain_scalar(value) for value in values]}


# Outside -----------------------------------------------------------------------------------------


class TooLarge:
    """Stands for an answer that was too large to travel."""


def loads(data: bytes) -> object:
    """JSON as it came; Malformed if it is anything else, or larger than an answer may be."""
    if len(data) > MOST_BYTES:
        raise Malformed("too large")
    try:
        return json.loads(data, parse_constant=_no_constant, parse_int=_int)
    except (ValueError, RecursionError) as error:
        raise Malformed("not in the agreed format") from error


def _no_constant(text: str):
    raise Malformed(text)


def _int(text: str) -> int:
    if len(text) > 20:
        raise Malformed("a number that is too long")
    return int(text)


def from_plain(plain: object, depth: int = 0) -> object:
    """The value that `to_plain` described; Malformed where nothing of the kind was described."""
    if plain is None or isinstance(plain, bool | int):
        return plain
    if isinstance(plain, float):
        return plain
    if isinstance(plain, str):
        return _clean(plain)
    if not isinstance(plain, dict) or depth > DEEPEST + 1:
        raise Malformed("not an answer")
    if "dots" in plain:
        return ...
    if "too_large" in plain:
        return TooLarge()
    if "table" in plain:
        return _table(plain)
    if "column" in plain:
        values = _column(plain["column"])
        index = _index(plain.get("index"), len(values))
        return pd.Series(values.array, index=index, name=_label(plain.get("name")))
    if "array" in plain:
        return _column(plain["array"]).to_numpy()
    if "grid" in plain:
        return np.empty((2, 2))
    for name, kind in (("list", list), ("tuple", tuple), ("set", _set)):
        if name in plain:
            items = _list(plain[name])
            return kind(from_plain(item, depth + 1) for item in items)
    if "dictionary" in plain:
        return {}
    return _scalar(plain)


def _set(items) -> set | list:
    items = list(items)
    try:
        return set(items)
    except TypeError:
        return items


def _list(value: object) -> list:
    if not isinstance(value, list) or len(value) > MOST_VALUES:
        raise Malformed("not a list")
    return value


def _clean(text: str) -> str:
    """Text without half characters, which no file can hold."""
    if len(text) > MOST_TEXT:
        raise Malformed("a text that is too long")
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _scalar(plain: dict) -> object:
    try:
        if "missing" in plain:
            return MISSING[plain["missing"]]
        if "endless" in plain:
            return math.inf if plain["endless"] == 1 else -math.inf
        if "time" in plain:
            return pd.Timestamp(datetime.datetime.fromisoformat(plain["time"][:26]))
        if "date" in plain:
            return datetime.date.fromisoformat(plain["date"])
        if "other" in plain:
            return stand_in(plain)
    except Malformed:
        raise
    except Exception as error:
        raise Malformed("not an answer") from error
    raise Malformed("not an answer")


def stand_in(plain: dict) -> object:
    """Something of the same type's name, for messages; it can do nothing but be shown."""
    shown = _clean(str(plain.get("text", ""))[:200])
    name = re.sub(r"\W", "", str(plain["other"]), flags=re.ASCII)[:60] or "object"
    methods = {"__str__": lambda self: shown, "__hash__": lambda self: hash(shown)}
    if plain.get("callable"):
        methods["__call__"] = lambda self, *arguments: None
    return type(name, (), methods)()


def _label(name: object) -> str | None:
    if name is not None and not isinstance(name, str):
        raise Malformed("a column's name")
    return None if name is None else _clean(name[:200])


COLUMNS = {
    "flags": (bool,),
    "whole": (int,),
    "numbers": (int, float),
    "texts": (str,),
    "times": (int,),
}


def _column(plain: object) -> pd.Series:
    if not isinstance(plain, dict) or len(plain) != 1:
        raise Malformed("not a column")
    ((kind, values),) = plain.items()
    if kind == "too_large":
        raise Malformed("too large")
    values = _list(values)
    if kind == "mixed":
        return pd.Series([from_plain(value) for value in values], dtype=object)
    if kind not in COLUMNS:
        raise Malformed("not a column")
    allowed = COLUMNS[kind]
    may_miss = kind in ("numbers", "times")
    if not all(type(value) in allowed or (may_miss and value is None) for value in values):
        raise Malformed("not a column")
    if kind == "texts":
        return pd.Series([_clean(value) for value in values], dtype=object)
    if kind == "numbers":
        return pd.Series(values, dtype=float)
    try:
        if kind == "times":
            stamps = [pd.NaT.value if value is None else value for value in values]
            return pd.Series(np.array(stamps, dtype=np.int64).view("datetime64[ns]"))
        return pd.Series(values, dtype=np.int64 if kind == "whole" else bool)
    except (OverflowError, ValueError) as error:
        raise Malformed("not a column") from error


def _table(plain: dict) -> pd.DataFrame:
    rows = plain.get("rows")
    if type(rows) is not int or not 0 <= rows <= MOST_VALUES:
        raise Malformed("not a table")
    columns = _list(plain["table"])
    if len(columns) > 1000:
        raise Malformed("too many columns")
    names, values = [], []
    for column in columns:
        if not isinstance(column, list) or len(column) != 2:
            raise Malformed("not a table")
        data = pd.Series([None] * rows, dtype=object) if column[1] is None else _column(column[1])
        if len(data) != rows:
            raise Malformed("columns of different lengths")
        names.append(_label(column[0]))
        values.append(data)
    table = pd.DataFrame(dict(enumerate(values)), index=range(rows))
    table.columns = pd.Index(names, dtype=object)
    index = _index(plain.get("index"), rows)
    return table if index is None else table.set_axis(index, axis=0)


def _index(plain: object, rows: int) -> pd.Index | None:
    if plain is None:
        return None
    levels = _list(plain)
    if not 1 <= len(levels) <= 10 or not all(
        isinstance(level, list) and len(level) == 2 for level in levels
    ):
        raise Malformed("not an index")
    values = [_column(level[1]) for level in levels]
    names = [_label(level[0]) for level in levels]
    if any(len(column) != rows for column in values):
        raise Malformed("an index of another length")
    if len(values) == 1:
        return pd.Index(values[0], name=names[0])
    return pd.MultiIndex.from_arrays(values, names=names)

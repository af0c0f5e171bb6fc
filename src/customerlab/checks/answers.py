"""The kinds of answer that an exercise can ask for.

A kind does two things, which may happen in two processes. `take` runs where the learner's answer
lives: it turns the answer into plain data, or refuses it with a sentence that helps. `differs` runs
where the right answer is known: it says in a sentence how the plain data differs from the right
one, or returns None where they agree. Neither ever raises because of what a learner handed in.
"""

import copy
import datetime
import math
import numbers
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from customerlab.language import _

SEQUENCES = (list, tuple, set, frozenset, pd.Series, pd.Index, np.ndarray)


class Refused(Exception):
    """An answer that can't be judged; its text tells the learner why and what to do."""


def shown(value: object) -> str:
    """How a value is quoted in a message: as Python writes it, cut to one short line."""
    if isinstance(value, float) and math.isnan(value):
        return "NaN"
    try:
        text = " ".join(repr(value).split())
    except Exception:
        text = type(value).__name__
    return text if len(text) <= 60 else text[:57] + "..."


def type_in_words(value: object) -> str:
    """The kind of thing that a learner handed in, in a trainee's words."""
    words = {
        str: _("text"),
        bool: _("a yes or no (True or False)"),
        type(None): _("nothing (None)"),
        list: _("a list"),
        tuple: _("a list in round brackets"),
        dict: _("a dictionary"),
        set: _("a set"),
        pd.DataFrame: _("a table"),
        pd.Series: _("a column"),
        np.ndarray: _("an array"),
    }
    if isinstance(value, numbers.Number) and not isinstance(value, bool):
        return _("a number")
    if callable(value):
        return _("a recipe (a function)")
    return words.get(type(value), type(value).__name__)


def _one_value(value: object) -> object:
    """The single element of a column, an array or a scalar of numpy; anything else as it came."""
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, pd.Series | np.ndarray) and value.size == 1:
        return value.item() if isinstance(value, np.ndarray) else value.iloc[0]
    return value


def _is_missing(value: object) -> bool:
    return value is None or value is pd.NA or value is pd.NaT or value != value


@dataclass(frozen=True)
class Number:
    """A number, right when it agrees with the reference to so many `decimals`.

    `whole` asks for a count; `share` for a share from 0 to 1, and then a percentage is named.
    """

    decimals: int = 2
    whole: bool = False
    share: bool = False

    def take(self, value: object, name: str) -> float:
        value = _one_value(value)
        if isinstance(value, pd.Timedelta | datetime.timedelta):
            raise Refused(
                _("`{name}` is a span of time; I need its days as a number: add `.days`.").format(
                    name=name
                )
            )
        if isinstance(value, str):
            raise Refused(
                _(
                    "`{name}` is text ({value}); I need a number. Take off the quotation marks."
                ).format(name=name, value=shown(value))
            )
        is_number = isinstance(value, numbers.Real) and not isinstance(value, bool)
        if not is_number:
            raise Refused(
                _("`{name}` is {what}; I need one number.").format(
                    name=name, what=type_in_words(value)
                )
            )
        value = float(value)
        if not math.isfinite(value):
            raise Refused(
                _(
                    "`{name}` is {value}, which is no number that one can use. "
                    "Look for a filter that found nothing, or a division by zero."
                ).format(name=name, value=value)
            )
        return value

    def differs(self, value: float, right: float, name: str) -> str | None:
        allowed = 0 if self.whole else 0.51 * 10**-self.decimals
        if abs(value - right) <= allowed + 1e-9:
            return None
        if self.share and abs(value / 100 - right) <= allowed + 1e-9:
            return _(
                "`{name}` is a percentage; I need a share between 0 and 1: divide by 100."
            ).format(name=name)
        if self.share and not 0 <= value <= 1:
            return _("`{name}` is {value:g}; a share lies between 0 and 1.").format(
                name=name, value=value
            )
        too = _("too high") if value > right else _("too low")
        return _("`{name}` is {value:g}, and that is {too}.").format(
            name=name, value=value, too=too
        )


@dataclass(frozen=True)
class Text:
    """A text; `options` limits it to a few, then upper and lower case don't matter."""

    options: tuple[str, ...] = ()

    def take(self, value: object, name: str) -> str:
        value = _one_value(value)
        if not isinstance(value, str):
            raise Refused(
                _("`{name}` is {what}; I need text.").format(name=name, what=type_in_words(value))
            )
        value = str(value).strip()
        if self.options:
            value = value.lower()
            if value not in self.options:
                raise Refused(
                    _("`{name}` is {value}; I need one of {options}.").format(
                        name=name, value=shown(value), options=", ".join(self.options)
                    )
                )
        return value

    def differs(self, value: str, right: str, name: str) -> str | None:
        if value == right:
            return None
        return _("`{name}` is {value}, and that is not it.").format(name=name, value=shown(value))


@dataclass(frozen=True)
class Items:
    """Several values (a list, a column, an array); the order counts only when `ordered`."""

    ordered: bool = False

    def take(self, value: object, name: str) -> list:
        if not isinstance(value, SEQUENCES) or (isinstance(value, np.ndarray) and value.ndim != 1):
            raise Refused(
                _("`{name}` is {what}; I need a list or a column of values.").format(
                    name=name, what=type_in_words(value)
                )
            )
        items = [_one_value(item) for item in value]
        if not all(isinstance(item, Hashable) for item in items):
            raise Refused(
                _("`{name}` holds lists within lists; I need one plain list.").format(name=name)
            )
        return items if self.ordered else sorted(items, key=lambda item: (str(type(item)), item))

    def differs(self, value: list, right: list, name: str) -> str | None:
        if not self.ordered:
            right = sorted(right, key=lambda item: (str(type(item)), item))
        if value == list(right):
            return None
        if len(value) != len(right):
            more = _("too many") if len(value) > len(right) else _("too few")
            return _("`{name}` holds {count} values, and that is {more}.").format(
                name=name, count=len(value), more=more
            )
        if sorted(map(str, value)) == sorted(map(str, right)):
            return _("`{name}` holds the right values in another order.").format(name=name)
        strangers = [item for item in value if item not in right]
        return _("`{name}` has the right number of values, but {value} doesn't belong.").format(
            name=name, value=shown(strangers[0] if strangers else value[0])
        )


@dataclass(frozen=True)
class Table:
    """A table with a row for each `key` and the named `columns`, each of a kind of its own.

    Other columns, the order of columns and, unless `ordered`, the order of rows don't matter.
    The key may also stand in the table's index.
    """

    key: str | tuple[str, ...]
    columns: dict[str, Number | Text]
    ordered: bool = False

    @property
    def keys(self) -> list[str]:
        return [self.key] if isinstance(self.key, str) else list(self.key)

    def take(self, value: object, name: str) -> pd.DataFrame:
        if isinstance(value, pd.Series) and value.dtype == bool:
            raise Refused(
                _(
                    "`{name}` is a column of True and False: put it between the square brackets "
                    "of the table, and you get the rows where it is True."
                ).format(name=name)
            )
        if isinstance(value, pd.Series):
            value = value.to_frame(name=value.name or next(iter(self.columns), "value"))
        if not isinstance(value, pd.DataFrame):
            raise Refused(
                _("`{name}` is {what}; I need a table.").format(
                    name=name, what=type_in_words(value)
                )
            )
        table = value.copy()
        if not set(self.keys) <= set(table.columns):
            table.index.names = [
                own or key for own, key in zip(table.index.names, self.keys, strict=False)
            ]
            table = table.reset_index(allow_duplicates=True)
        table = table.loc[:, ~table.columns.duplicated()]
        missing = [c for c in [*self.keys, *self.columns] if c not in table.columns]
        if missing:
            raise Refused(
                _("`{name}` has no column {missing}; its columns are {columns}.").format(
                    name=name,
                    missing=", ".join(map(shown, missing)),
                    columns=", ".join(map(str, value.columns)) or _("none"),
                )
            )
        if table.empty:
            raise Refused(
                _(
                    "`{name}` is an empty table. Look for a filter that lets nothing through."
                ).format(name=name)
            )
        return table[[*self.keys, *self.columns]].reset_index(drop=True)

    def differs(self, value: pd.DataFrame, right: pd.DataFrame, name: str) -> str | None:
        right = self.take(right, name)
        ours, theirs = (self._by_key(table) for table in (value, right))
        if len(ours) != len(value) and len(theirs) == len(right):
            return _("`{name}` has more than one row for the same {key}.").format(
                name=name, key=" and ".join(self.keys)
            )
        for own, other, sentence in (
            (theirs, ours, _("`{name}` has no row for {row}; such rows in all: {count}.")),
            (ours, theirs, _("`{name}` has a row too many, {row}; such rows in all: {count}.")),
        ):
            extra = [key for key in own if key not in other]
            if extra:
                row = " · ".join(map(str, extra[0]))
                return sentence.format(name=name, count=len(extra), row=row)
        for column, kind in self.columns.items():
            wrong = [k for k in theirs if not _same_cell(kind, ours[k][column], theirs[k][column])]
            if wrong:
                return _(
                    "In `{name}`, column {column} is right in {right} of {all} rows. "
                    "Look at {row}: you have {value}."
                ).format(
                    name=name,
                    column=column,
                    right=len(theirs) - len(wrong),
                    all=len(theirs),
                    row=" · ".join(map(str, wrong[0])),
                    value=shown(ours[wrong[0]][column]),
                )
        if self.ordered and list(ours) != list(theirs):
            return _("`{name}` holds the right rows in another order.").format(name=name)
        return None

    def _by_key(self, table: pd.DataFrame) -> dict[tuple, dict]:
        rows = table.astype(object).to_dict("records")
        return {tuple(str(row[key]) for key in self.keys): row for row in rows}


def _same_cell(kind: "Number | Text", value: object, right: object) -> bool:
    value, right = _one_value(value), _one_value(right)
    if _is_missing(value) or _is_missing(right):
        return _is_missing(value) and _is_missing(right)
    try:
        return kind.differs(kind.take(value, ""), kind.take(right, ""), "") is None
    except Refused:
        return False


@dataclass(frozen=True)
class Grouping:
    """Which entries belong together: a column of labels with the entries as its index.

    Labels are free: only who shares one counts. A table with the columns `key` and `label`
    is taken, too.
    """

    key: str
    label: str

    def take(self, value: object, name: str) -> dict[str, str]:
        if isinstance(value, pd.Series):
            value = value.rename(self.label).rename_axis(self.key)
        table = Table(key=self.key, columns={self.label: Text()}).take(value, name)
        if table[self.key].duplicated().any():
            raise Refused(
                _("`{name}` names {key} {row} more than once.").format(
                    name=name,
                    key=self.key,
                    row=shown(table.loc[table[self.key].duplicated(), self.key].iloc[0]),
                )
            )
        if table[self.label].isna().any():
            raise Refused(
                _("`{name}` leaves {count} rows without a {label}.").format(
                    name=name, count=int(table[self.label].isna().sum()), label=self.label
                )
            )
        return dict(zip(table[self.key].astype(str), table[self.label].astype(str), strict=True))

    def differs(self, value: dict, right: object, name: str) -> str | None:
        right = right if isinstance(right, dict) else self.take(right, name)
        if set(value) != set(right):
            return _("`{name}` has {count} rows; I expected {right}.").format(
                name=name, count=len(value), right=len(right)
            )
        forward, backward = {}, {}
        for entry, label in right.items():
            if backward.setdefault(value[entry], label) != label:
                return _(
                    "`{name}` puts {entry} together with somebody who belongs elsewhere."
                ).format(name=name, entry=entry)
            if forward.setdefault(label, value[entry]) != value[entry]:
                return _("`{name}` keeps {entry} apart from somebody it belongs to.").format(
                    name=name, entry=entry
                )
        return None


@dataclass(frozen=True)
class Function:
    """A function of the learner, judged by what it returns for given inputs.

    `inputs(seed)` are the examples, each a tuple of arguments; `returns` is the kind of what
    comes back. A table among the arguments is copied for each call, so that nothing is harmed.
    """

    returns: Number | Text | Items | Table | Grouping
    inputs: Callable[[str], Sequence[tuple]]

    def take(self, value: object, name: str, inputs: Sequence[tuple]) -> list:
        """What the function returns for each input, as plain data or as what was refused."""
        if not callable(value):
            raise Refused(
                _(
                    "`{name}` is {what}; I need your function: keep the line that begins "
                    "with `def {name}`."
                ).format(name=name, what=type_in_words(value))
            )
        return [self._call(value, name, arguments) for arguments in inputs]

    def _call(self, function: Callable, name: str, arguments: tuple) -> object:
        call = call_in_words(name, arguments)
        try:
            returned = function(*copy.deepcopy(arguments))
        except BaseException as error:  # a learner's function may raise anything, exit included
            says = _("`{call}` stops with {error}: {text}.")
            if any(isinstance(argument, float) and math.isnan(argument) for argument in arguments):
                says += _(" The value is missing there: ask first, with `pd.isna`.")
            return Refused(
                says.format(
                    call=call, error=type(error).__name__, text=" ".join(str(error).split())
                )
            )
        if returned is ...:
            return Refused(
                _("`{name}` still holds the three dots: write your lines below them.").format(
                    name=name
                )
            )
        if returned is None:
            if self._may_be_missing:
                return None
            return Refused(
                _(
                    "`{call}` gives nothing back: end with `return` and your result "
                    "(`print` only shows it)."
                ).format(call=call)
            )
        if self._may_be_missing and isinstance(returned, float) and math.isnan(returned):
            return None
        try:
            return self.returns.take(returned, call)
        except Refused as refused:
            return refused

    @property
    def _may_be_missing(self) -> bool:
        return isinstance(self.returns, Text | Number)

    def differs(self, value: list, right: list, name: str, inputs: Sequence[tuple]) -> str | None:
        for outcome, expected, arguments in zip(value, right, inputs, strict=True):
            call = call_in_words(name, arguments)
            if isinstance(outcome, Refused):
                return str(outcome)
            if outcome is None or expected is None:
                if outcome is expected:
                    continue
                if outcome is None:
                    return _(
                        "`{call}` gives nothing back; I expected {right}. Is there a `return`?"
                    ).format(call=call, right=shown(expected))
            elif self.returns.differs(outcome, expected, call) is None:
                continue
            if isinstance(self.returns, Table | Grouping):
                return self.returns.differs(outcome, expected, call)
            return _("`{call}` gives {value}; I expected {right}.").format(
                call=call, value=shown(outcome), right=shown(expected)
            )
        return None


def call_in_words(name: str, arguments: tuple) -> str:
    """A call as one would write it, with tables and other long arguments as an ellipsis."""
    words = [
        "…" if isinstance(a, pd.DataFrame | pd.Series | np.ndarray) else shown(a) for a in arguments
    ]
    return f"{name}({', '.join(words)})"

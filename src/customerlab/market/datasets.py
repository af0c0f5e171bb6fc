"""The tables of chapter 1 as files: what a row and a column of each is, and how to read one.

The builder writes the files and their data card from TABLES; `load` reads one back, and says in one
sentence what is wrong with a damaged one.
"""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from customerlab.language import Problem, _


@dataclass(frozen=True)
class Column:
    """kind: text, number, whole number, date or yes/no; what it means; its unit, if it has one."""

    kind: str
    meaning: str
    unit: str = ""


@dataclass(frozen=True)
class Table:
    row: str  # what a row is
    columns: dict[str, Column]
    traps: tuple[str, ...] = ()  # what a reader may stumble over


def _list(where: str, first: str, habits: str) -> Table:
    """A list of one channel: all four have the same columns."""
    return Table(
        row=f"an entry of {where}",
        columns={
            "entry": Column("text", f"number of the entry, from {first}"),
            "name": Column("text", "as written down on this list"),
            "phone": Column("text", "as written down; mobile, at home or at work"),
            "email": Column("text", "e-mail address"),
            "street": Column("text", "street with house number, at home or at work"),
            "postcode": Column("text", "six digits"),
            "birthday": Column("text", "year-month-day"),
            "firm": Column("text", "name of the employer"),
        },
        traps=(habits,),
    )


TABLES = {
    "till": _list(
        "the shops' list of loyalty cards",
        "T0001",
        "Names are in capitals, mostly family name first. Hardly any e-mail address.",
    ),
    "web": _list(
        "the web shop's list of accounts",
        "W0001",
        "Customers type themselves: some only an initial, some a nickname, phones in three ways. "
        "Most give no birthday.",
    ),
    "phone": _list(
        "the call centre's list of callers",
        "P0001",
        "Names are spelt as heard. The phone is the one that called, which others may use, too.",
    ),
    "sales": _list(
        "the salesmen's list of business cards",
        "S0001",
        "Phones at work are shared by a few colleagues, and have an extension. The street is the "
        'office\'s. "Dr." is a courtesy.',
    ),
    "clean": Table(
        row="an entry of any of the four lists, written in one form",
        columns={
            "entry": Column("text", "number of the entry, as on its list"),
            "channel": Column("text", "the list: till, web, phone or sales"),
            "name": Column(
                "text", "lower case, no titles and punctuation, words in alphabetical order"
            ),
            "phone": Column("text", "digits only, without country code and extension"),
            "email": Column("text", "e-mail address in lower case"),
            "street": Column("text", "lower case, abbreviations written out"),
            "postcode": Column("text", "six digits"),
            "birthday": Column("text", "year-month-day"),
            "firm": Column("text", "name of the employer"),
        },
        traps=(
            "Cleaning puts into one form; it mends no typing error.",
            "With the extension, what tells colleagues on one line apart is gone.",
        ),
    ),
    "labelled": Table(
        row="a pair of entries that two clerks decided by hand",
        columns={
            "entry_a": Column("text", "number of one entry"),
            "entry_b": Column("text", "number of the other"),
            "same": Column("yes/no", "True if both are the same customer"),
        },
        traps=(
            "A third of the pairs are the same, because they were picked so; among all pairs worth "
            "comparing it is about one in fifteen.",
        ),
    ),
    "contacts": Table(
        row="a contact of a customer with one of four departments, in 2025",
        columns={
            "date": Column("date", "day of the contact"),
            "department": Column("text", "marketing, call centre, web or sales"),
            "entry": Column(
                "text", "number of the entry by which the department knows the customer"
            ),
            "event": Column("text", "what happened"),
            "amount": Column("number", "value of the order; empty if nothing was ordered", "yuan"),
        },
        traps=(
            "A customer with several entries has a part of the story under each.",
            "Orders of employees for their firm, such as those under a master agreement, aren't "
            "here: they are a book of their own, orders.csv.",
        ),
    ),
    "accounts": Table(
        row="a firm with an account",
        columns={
            "account": Column("text", "number of the account"),
            "name": Column("text", "name of the firm or branch"),
            "parent": Column("text", "account of the firm above it; empty at the top"),
            "agreement": Column("text", "number of the master agreement"),
        },
        traps=(
            "A master agreement stands at the top company only, and covers all firms below it.",
            "Some groups have none.",
        ),
    ),
    "orders": Table(
        row="an order of an employee for the firm, in 2025",
        columns={
            "order": Column("text", "number of the order"),
            "date": Column("date", "day of the order"),
            "account": Column("text", "account of the employee's firm"),
            "entry": Column(
                "text",
                "number of the employee's entry: on the sales list, or else in the web shop",
            ),
            "amount": Column("number", "value of the order", "yuan"),
        },
        traps=(
            "None of these orders is in contacts.csv.",
            "Where an employee is on the sales list, the other entries show none of these orders.",
        ),
    ),
    "customers": Table(
        row="a customer, when all entries are matched rightly",
        columns={
            "customer": Column("text", "number of the customer"),
            "name": Column("text", "family name first"),
            "phone": Column("text", "digits only"),
            "street": Column("text", "at home if Wenlan knows it, or else at work"),
            "postcode": Column("text", "six digits"),
            "birthday": Column("text", "year-month-day"),
            "entries": Column("whole number", "entries on the four lists", "entries"),
        },
        traps=(
            "A street and postcode may be a student hostel or an office tower, where many live or "
            "work who have nothing to do with each other.",
            "The address may be an old one, from before the customer moved.",
        ),
    ),
    "buyers": Table(
        row="a customer's way of buying (the customers are those of customers.csv)",
        columns={
            "customer": Column("text", "number of the customer"),
            "years": Column("whole number", "how long with Wenlan", "years"),
            "orders": Column("whole number", "in the last 12 months", "orders"),
            "months_active": Column("whole number", "of the last 12, with an order", "months"),
            "discount_share": Column("number", "of the orders, bought on a promotion", "0 to 1"),
            "categories": Column("whole number", "different product groups bought", "groups"),
            "margin": Column("number", "of the last 12 months", "yuan"),
            "margin_before": Column("number", "of the 12 months before", "yuan"),
        },
        traps=("Drawn by themselves: they don't add up to contacts.csv or orders.csv.",),
    ),
}


def load(path) -> pd.DataFrame:
    """The table in a file such as "datasets/identification/web.csv", as in ChannelFiles.data.

    A Problem in one sentence if the file isn't there, is empty, lacks a column, or holds a value of
    the wrong kind.
    """
    path = Path(path)
    if path.stem not in TABLES:
        raise Problem(
            _("{file} is no file of this course; the files are {names}.").format(
                file=path.name, names=", ".join(f"{name}.csv" for name in TABLES)
            )
        )
    columns = TABLES[path.stem].columns
    table = _read(path)
    missing = [name for name in columns if name not in table.columns]
    if missing:
        raise _damaged(
            path,
            _("has no column {column!r}, only {columns}").format(
                column=missing[0], columns=", ".join(table.columns)
            ),
        )
    if len(table) == 0:
        raise _damaged(path, _("has column names but no rows"))
    return pd.DataFrame(
        {name: _converted(path, table[name], column.kind) for name, column in columns.items()}
    )


def _read(path):
    try:
        # All as text at first: a postcode or a phone is no number, and a zero in front counts.
        return pd.read_csv(path, dtype="str", keep_default_na=False, na_values=[""])
    except FileNotFoundError:
        raise Problem(
            _("There is no file {file}; the folder datasets/identification has it.").format(
                file=path
            )
        ) from None
    except (OSError, ValueError) as error:  # pandas' own errors are ValueErrors
        raise _damaged(path, _("can't be read as a table")) from error


def _damaged(path, what):
    return Problem(
        _("{file} {what}; take a fresh copy of the file from the course.").format(
            file=path.name, what=what
        )
    )


def _converted(path, values, kind):
    """The column as its kind; the first value that isn't one is named."""
    if kind == "text":
        return values
    if kind == "yes/no":
        converted = values.map({"True": True, "False": False})
    elif kind == "date":
        converted = pd.to_datetime(values, format="%Y-%m-%d", errors="coerce")
    else:
        converted = pd.to_numeric(values, errors="coerce")
    wrong = converted.isna() & values.notna()
    if kind == "whole number":
        wrong |= converted.isna() | (converted % 1 != 0)
    elif kind in ("yes/no", "date"):
        wrong |= converted.isna()
    if wrong.any():
        raise _damaged(
            path,
            _("holds {value!r} in the column {column!r}, where a {kind} should be").format(
                value=values[wrong].tolist()[0], column=values.name, kind=kind
            ),
        )
    return converted.astype(
        {"yes/no": "bool", "date": "datetime64[s]", "whole number": "int64", "number": "float64"}[
            kind
        ]
    )

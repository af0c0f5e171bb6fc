"""Writes datasets/: the default market's tables as files for a spreadsheet, and their data card."""

from pathlib import Path

import pandas as pd

from customerlab.market.datasets import TABLES, Table
from customerlab.market.randomness import DEFAULT_SEED
from customerlab.simulations import ChannelFiles

FOLDER = Path("datasets", "identification")

INTRODUCTION = """\
# Chapter 1, Identification: the data

The tables of Wenlan Office, an invented retailer of office supplies in an invented city. No row is
a real person, firm or order: all are drawn at random, though somebody may happen to have one of the
names. Phones begin with 101 to 109 or with 0574-1, as no subscriber's number does, e-mail addresses
end with example.com, example.net or example.org, and postcodes begin with 3190: none of them
reaches anybody.

**How they were made.** The program `customerlab.market` draws {people:,} people, their households
and firms from the seed "{seed}", and writes down what each of four channels would know of them,
with its habits and errors. Family names are about as frequent as in China, by rounded published
rankings; all other shares are invented, and declared in `src/customerlab/market/company.py` and
`src/customerlab/market/identification.py`. The same seed makes the same bytes: `python start.py
build` writes these files again.

**In Python** the same tables, of any seed, are in `ChannelFiles(seed="{seed}").data`, together with
`pairs`, which is too long for a spreadsheet. `customerlab.market.datasets.load` reads a file.

**Format.** CSV in UTF-8, comma between values, point before decimals, one line a row; an empty cell
is a missing value. A spreadsheet may turn phones and postcodes into numbers, and birthdays into its
own dates: import these columns as text.

**Licence.** CC BY 4.0. Cite as "Customer Lab, Wenlan Office data, chapter 1".
"""


def write(root: Path) -> None:
    """Write the tables and their card below `root`, byte for byte the same each time."""
    folder = Path(root) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    files = ChannelFiles(DEFAULT_SEED)
    card = [INTRODUCTION.format(people=files.people, seed=files.seed)]
    for name, table in TABLES.items():
        data = files.data[name]
        (folder / f"{name}.csv").write_bytes(_csv(data))
        card.append(_section(name, table, len(data)))
    (folder / "README.md").write_bytes("\n".join(card).encode("utf-8"))


def _csv(data: pd.DataFrame) -> bytes:
    # Money and shares have two decimals in the market, too, so nothing is rounded here.
    text = data.to_csv(
        index=False, lineterminator="\n", float_format="%.2f", date_format="%Y-%m-%d"
    )
    return text.encode("utf-8")


def _section(name: str, table: Table, rows: int) -> str:
    lines = [
        f"## {name}.csv",
        "",
        f"A row is {table.row}. {rows:,} rows.",
        "",
        "| column | kind | meaning | unit |",
        "|---|---|---|---|",
        *(
            f"| {column} | {each.kind} | {each.meaning} | {each.unit} |"
            for column, each in table.columns.items()
        ),
        "",
        *(f"- {trap}" for trap in table.traps),
        "",
    ]
    return "\n".join(lines)

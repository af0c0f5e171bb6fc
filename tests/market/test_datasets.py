"""The files of datasets/: the same at each run, read back unchanged, and told when damaged."""

import pandas as pd
import pytest

from coursebuilder.datasets import FOLDER, write
from customerlab.language import Problem
from customerlab.market.datasets import TABLES, load
from customerlab.simulations import ChannelFiles


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    root = tmp_path_factory.mktemp("datasets")
    write(root)
    return root / FOLDER


def test_writing_twice_makes_the_same_bytes(folder, tmp_path):
    write(tmp_path)
    for path in folder.iterdir():
        assert path.read_bytes() == (tmp_path / FOLDER / path.name).read_bytes(), path.name
        assert b"\r" not in path.read_bytes()


def test_the_files_are_small_enough_for_a_spreadsheet(folder):
    assert sum(path.stat().st_size for path in folder.iterdir()) < 3_000_000


def test_a_file_is_read_back_as_the_table_it_was_written_from(folder):
    files = ChannelFiles()
    for name in TABLES:
        pd.testing.assert_frame_equal(load(folder / f"{name}.csv"), files.data[name])


def test_every_table_of_the_market_is_described_column_by_column():
    files = ChannelFiles()
    assert set(TABLES) == set(files.data) - {"pairs"}
    for name, table in TABLES.items():
        assert list(table.columns) == list(files.data[name].columns)


def test_the_card_names_each_file_and_column(folder):
    card = (folder / "README.md").read_text(encoding="utf-8")
    for name, table in TABLES.items():
        assert f"## {name}.csv" in card
        assert all(f"| {column} |" in card for column in table.columns)
    assert "CC BY 4.0" in card


def without_column(text):
    return "\n".join(line.split(",", 1)[1] for line in text.splitlines())


DAMAGE = {
    "a missing column": ("orders", without_column, "has no column 'order'"),
    "no rows": ("orders", lambda text: text.splitlines()[0] + "\n", "has column names but no rows"),
    "nothing": ("orders", lambda text: "", "can't be read as a table"),
    "a torn line": ("web", lambda text: text + 'W1,"', "can't be read as a table"),
    "a word for money": (
        "orders",
        lambda text: text + "O1,2025-01-01,A01,S0001,much\n",
        "holds 'much' in the column 'amount', where a number should be",
    ),
    "no date": (
        "contacts",
        lambda text: text + "31.12.2025,web,W0001,ordered ink,3.00\n",
        "holds '31.12.2025' in the column 'date', where a date should be",
    ),
    "half an order": (
        "buyers",
        lambda text: text + "C1,1,2.5,1,0.50,1,9.00,9.00\n",
        "holds '2.5' in the column 'orders', where a whole number should be",
    ),
    "a missing answer": (
        "labelled",
        lambda text: text + "T0001,W0001,\n",
        "holds nan in the column 'same', where a yes/no should be",
    ),
}


@pytest.mark.parametrize("name, damage, says", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_file_is_told_in_one_sentence(folder, tmp_path, name, damage, says):
    text = (folder / f"{name}.csv").read_text(encoding="utf-8")
    damaged = tmp_path / f"{name}.csv"
    damaged.write_text(damage(text), encoding="utf-8")
    with pytest.raises(Problem) as caught:
        load(damaged)
    assert says in str(caught.value)
    assert str(caught.value).startswith(f"{name}.csv ")


def test_a_picture_in_place_of_a_table_is_told(tmp_path):
    damaged = tmp_path / "web.csv"
    damaged.write_bytes(bytes(range(256)) * 10)
    with pytest.raises(Problem, match="can't be read as a table"):
        load(damaged)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(Problem, match="There is no file"):
        load(tmp_path / "web.csv")
    with pytest.raises(Problem, match="is no file of this course"):
        load(tmp_path / "wbe.csv")

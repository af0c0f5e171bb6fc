"""What learners hand in, and what they are told: each kind of answer, right, wrong and odd."""

import numpy as np
import pandas as pd
import pytest

from customerlab.checks.answers import Function, Grouping, Items, Number, Refused, Table, Text


def told(kind, value, right, name="answer"):
    """The sentence that the learner reads, or None where the answer is right."""
    try:
        return kind.differs(kind.take(value, name), kind.take(right, name), name)
    except Refused as refused:
        return str(refused)


@pytest.mark.parametrize(
    "value", [12, 12.0, np.float64(12), np.int64(12), pd.Series([12]), np.array([12.001])]
)
def test_a_number_in_any_type_counts(value):
    assert told(Number(), value, 12) is None


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("12", "is text ('12'); I need a number. Take off the quotation marks."),
        (None, "is nothing (None); I need one number."),
        (True, "is a yes or no"),
        (pd.Timedelta(days=12), "is a span of time; I need its days as a number: add `.days`."),
        (float("nan"), "Look for a filter that found nothing, or a division by zero."),
        ([12], "is a list; I need one number."),
        (pd.DataFrame({"a": [1]}), "is a table; I need one number."),
        (12.02, "is 12.02, and that is too high."),
        (11.98, "too low"),
    ],
)
def test_what_is_no_number_or_another_is_said(value, says):
    assert says in told(Number(), value, 12)


def test_a_percentage_in_place_of_a_share_is_named():
    assert "divide by 100" in told(Number(share=True), 25, 0.25)
    assert "between 0 and 1" in told(Number(share=True), 26, 0.25)


def test_a_count_must_be_exact():
    assert told(Number(whole=True), 1000, 1000) is None
    assert told(Number(whole=True), 1000.01, 1000) is not None


def test_text_options_ignore_case_and_spaces():
    kind = Text(options=("a", "b"))
    assert told(kind, " B ", "b") is None
    assert "one of a, b" in told(kind, "c", "b")
    assert "is a number; I need text." in told(kind, 2, "b")


def test_items_in_any_order_unless_it_counts():
    assert told(Items(), {"b", "a"}, ["a", "b"]) is None
    assert told(Items(), pd.Series(["b", "a"]), ["a", "b"]) is None
    assert "another order" in told(Items(ordered=True), ["b", "a"], ["a", "b"])
    assert "too few" in told(Items(), ["a"], ["a", "b"])
    assert "'c' doesn't belong" in told(Items(), ["a", "c"], ["a", "b"])
    assert "list or a column" in told(Items(), "ab", ["a", "b"])


WEIGHTS = Table(key="field", columns={"m": Number(), "u": Number()})
RIGHT = pd.DataFrame({"field": ["name", "phone"], "m": [0.9, 0.8], "u": [0.1, 0.02]})


@pytest.mark.parametrize(
    "value",
    [
        RIGHT,
        RIGHT[["u", "field", "m"]],
        RIGHT.iloc[::-1],
        RIGHT.set_index("field"),
        RIGHT.set_index("field").rename_axis(None),
        RIGHT.assign(more=1),
    ],
    ids=["as is", "columns", "rows", "key in the index", "index without a name", "a column more"],
)
def test_a_table_counts_however_it_is_laid_out(value):
    assert told(WEIGHTS, value, RIGHT) is None


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (RIGHT.drop(columns="u"), "has no column 'u'; its columns are field, m."),
        (RIGHT.iloc[:0], "is an empty table"),
        (RIGHT.iloc[:1], "has no row for phone; such rows in all: 1."),
        (pd.concat([RIGHT, RIGHT]), "more than one row for the same field"),
        (RIGHT.assign(u=[0.1, 0.5]), "column u is right in 1 of 2 rows. Look at phone"),
        (RIGHT.assign(u=[0.1, np.nan]), "column u is right in 1 of 2 rows"),
        (RIGHT["m"] > 0.85, "put it between the square brackets of the table"),
        (RIGHT.assign(m="?"), "column m is right in 0 of 2 rows"),
        ([1, 2], "is a list; I need a table."),
    ],
)
def test_what_is_wrong_with_a_table_is_said(value, says):
    assert says in told(WEIGHTS, value, RIGHT)


def test_rows_in_order_where_the_order_counts():
    kind = Table(key="field", columns={"m": Number()}, ordered=True)
    assert "another order" in told(kind, RIGHT.iloc[::-1], RIGHT)


def test_a_table_is_left_as_it_was():
    table = RIGHT.set_index("field")
    WEIGHTS.take(table, "answer")
    assert table.index.name == "field" and list(table.columns) == ["m", "u"]


TOGETHER = Grouping(key="entry", label="customer")
GROUPS = pd.Series({"T1": 1, "W1": 1, "P1": 2})


def test_labels_of_groups_are_free():
    assert told(TOGETHER, pd.Series({"P1": "b", "W1": "a", "T1": "a"}), GROUPS) is None
    as_table = pd.DataFrame({"customer": [7, 7, 8], "entry": ["T1", "W1", "P1"]})
    assert told(TOGETHER, as_table, GROUPS) is None


def test_false_and_missed_merges_are_told_apart():
    assert "keeps W1 apart" in told(TOGETHER, pd.Series({"T1": 1, "W1": 3, "P1": 2}), GROUPS)
    assert "puts P1 together" in told(TOGETHER, pd.Series({"T1": 1, "W1": 1, "P1": 1}), GROUPS)
    assert "I expected 3" in told(TOGETHER, pd.Series({"T1": 1, "W1": 1}), GROUPS)
    assert "without a customer" in told(TOGETHER, pd.Series({"T1": 1, "W1": 1, "P1": None}), GROUPS)


def outcome(function, right=str.lower, inputs=(("AB",), ("",))):
    kind = Function(returns=Text(), inputs=lambda seed: inputs)
    try:
        taken = kind.take(function, "clean", inputs)
    except Refused as refused:
        return str(refused)
    return kind.differs(taken, kind.take(right, "clean", inputs), "clean", inputs)


def explode(text):
    raise SystemExit(text)


def test_functions_are_judged_by_what_they_return():
    assert outcome(lambda text: text.lower()) is None
    assert "`clean('AB')` gives 'AB'; I expected 'ab'." in outcome(lambda text: text)
    assert "gives nothing back; I expected 'ab'. Is there a `return`?" in outcome(lambda text: None)
    assert "still holds the three dots" in outcome(lambda text: ...)
    assert "stops with SystemExit" in outcome(explode)
    assert "stops with TypeError" in outcome(lambda: "")
    assert "`clean('AB')` is a number; I need text" in outcome(lambda text: 1)
    assert "keep the line that begins with `def clean`" in outcome("ab")


def test_a_function_can_not_harm_the_table_that_it_is_given():
    table = pd.DataFrame({"a": [1]})
    kind = Function(returns=Number(), inputs=lambda seed: [(table,)])

    def spoil(given):
        given["a"] = 0
        return 1

    kind.take(spoil, "spoil", [(table,)])
    assert table["a"].tolist() == [1]

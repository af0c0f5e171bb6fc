"""The grader on ordinary submissions: stock nbgrader's scores, everybody a row, no work twice."""

import json
import math

import nbformat
import numpy as np
import pandas as pd
import pytest
from nbgrader.api import Gradebook

from customerlab.market.randomness import DEFAULT_SEED
from grader import __main__ as command
from grader import grading, plain, saving
from grader.referee import visible
from tests.grading.classroom import (
    ASSIGNMENT,
    NOTEBOOK,
    ROOT,
    answered,
    hand_in,
    make_course,
    ordinary,
    run,
    scores,
    solutions,
)

# Answers as data ---------------------------------------------------------------------------------

VALUES = {
    "number": 2.5,
    "whole": 7,
    "numpy": np.int64(7),
    "text": "陈 Maria",
    "nothing": None,
    "dots": ...,
    "list": [1, 2.5, 3],
    "pair": (1, 2),
    "array": np.array([1.5, np.nan]),
    "date": pd.Timestamp("2025-03-04 05:06"),
}


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_values_travel(value):
    came = plain.from_plain(plain.loads(json.dumps(plain.to_plain(value)).encode()))
    if isinstance(value, np.ndarray):
        assert np.array_equal(came, value, equal_nan=True)
    else:
        assert came == value


def test_tables_travel_with_the_columns_that_are_asked_for():
    table = pd.DataFrame(
        {
            "key": ["a", "b"],
            "day": pd.to_datetime(["2025-01-01", None]),
            "sum": [1.5, math.nan],
            "left out": [object(), object()],
        }
    )
    came = plain.from_plain(
        plain.loads(json.dumps(plain.to_plain(table, ["key", "day", "sum"])).encode())
    )
    assert list(came.columns) == list(table.columns)
    for name in ("key", "day", "sum"):
        assert came[name].astype(object).equals(table[name].astype(object)) or name == "key"
    assert list(came["key"]) == ["a", "b"]
    indexed = plain.from_plain(plain.to_plain(table.set_index("key")["sum"], ["key", "sum"]))
    assert list(indexed.index) == ["a", "b"] and indexed.index.name == "key"


MALFORMED = [
    {"score": 600},
    {"other": 1, "missing": "x"},
    {"missing": []},
    {"time": "tomorrow"},
    {"table": [["a", {"whole": [1]}]], "rows": 2},
    {"table": [["a", {"whole": ["1"]}]], "rows": 1},
    {"table": [["a", {"whole": [2**70]}]], "rows": 1},
    {"table": 1, "rows": 1},
    {"table": [], "rows": 10**12},
    {"column": {"texts": [None]}, "name": "a"},
    {"column": {"evil": []}},
    {"column": {"whole": [1], "texts": ["a"]}},
    {"list": {"a": 1}},
    {"list": [[[1]]]},
    [1],
]


@pytest.mark.parametrize("came", MALFORMED, ids=str)
def test_what_is_malformed_is_refused(came):
    with pytest.raises(plain.Malformed):
        plain.from_plain(came)


@pytest.mark.parametrize(
    "data", [b"NaN", b"Infinity", b"1" * 30, b"[" * 10**6, b"\xff", b"{", b" " * 10**7]
)
def test_what_is_no_json_is_refused(data):
    with pytest.raises(plain.Malformed):
        plain.loads(data)


def test_what_is_shown_to_an_instructor_is_not_alive():
    assert visible("a\x1b[2J\u202eb\n") == "a\\u001b[2J\\u202eb\n"
    shown = saving.as_text(
        "<script>alert(1)</script>\n\n$\\href{javascript:x}{y}$ [a](javascript:b)"
    )
    for alive in ("<script", "\n", "$", "\\", "[", "]("):
        assert alive not in shown


# Where the sandbox can't be had ------------------------------------------------------------------


def test_it_says_which_layer_is_missing_and_refuses(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(
        command.sandbox, "missing_layer", lambda: "user namespace: Operation not permitted"
    )
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr("sys.argv", ["grader", "grade", ASSIGNMENT])
    assert command.main() == 2
    said = capsys.readouterr().err
    assert "user namespace" in said and "--without-sandbox" in said


# A class -----------------------------------------------------------------------------------------


@pytest.mark.slow
def test_scores_are_those_of_stock_nbgrader(tmp_path):
    stock, ours = (make_course(tmp_path / name) for name in ("stock", "ours"))
    for number in range(4):
        for course in (stock, ours):
            hand_in(course, f"learner{number}", ordinary(number))
    run(stock, "nbgrader", "autograde", ASSIGNMENT)
    run(ours, "grader", "grade", ASSIGNMENT)
    assert scores(ours) == scores(stock)


@pytest.mark.slow
def test_everybody_gets_a_row_and_marks_given_by_hand_stay(tmp_path):
    course = make_course(tmp_path / "course")
    hand_in(course, "ada", answered(solutions()))
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        gradebook.add_student("absent")
    report = run(course, "grader", "grade", ASSIGNMENT).stdout
    assert "Nothing was handed in." in report and "1 to mark" in report
    assert set(scores(course)["absent"].values()) == {0}
    notebook = nbformat.read(course / "autograded" / "ada" / ASSIGNMENT / NOTEBOOK, as_version=4)
    assert not any("HIDDEN" in cell.source for cell in notebook.cells)

    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        grade = gradebook.find_grade("may_link", "exercises", ASSIGNMENT, "ada")
        grade.manual_score, grade.needs_manual_grade = 3.5, False
        gradebook.db.commit()
    before = {path: path.stat().st_mtime_ns for path in (course / "autograded").rglob("*")}
    run(course, "grader", "grade", ASSIGNMENT)
    assert before == {path: path.stat().st_mtime_ns for path in (course / "autograded").rglob("*")}
    run(course, "grader", "grade", ASSIGNMENT, "--again")
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        grade = gradebook.find_grade("may_link", "exercises", ASSIGNMENT, "ada")
        assert grade.manual_score == 3.5 and grade.needs_manual_grade


@pytest.mark.slow
def test_a_real_kernel_gives_the_same_scores_on_every_exercise():
    texts = [
        (ROOT / kind / ASSIGNMENT / NOTEBOOK).read_text("utf-8")
        for kind in ("exercises", "solutions")
    ]
    got = []
    for kernel in (False, True):
        assignment = grading.Assignment(ASSIGNMENT, *texts, kernel=kernel)
        got.append(
            [
                grading.grade(assignment, nbformat.writes(notebook).encode(), DEFAULT_SEED)[
                    "scores"
                ]
                for notebook in (answered(solutions()), ordinary(3))
            ]
        )
    for kernel in (False, True):
        grading.finish(grading.Assignment(ASSIGNMENT, *texts, kernel=kernel))
    assert got[0] == got[1]

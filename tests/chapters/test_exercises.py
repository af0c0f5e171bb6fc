"""Every exercise, proved: its solution, its starter, its foreseen mistakes, other right answers,
answers so odd that nobody foresaw them, and mutations of the solution."""

import importlib.util
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from customerlab.checks import CHAPTERS, find_exercise
from customerlab.checks.answers import Function, Number
from customerlab.checks.exercise import Decision
from customerlab.market.randomness import market_seed
from tests.chapters.mutations import mutants
from tests.chapters.workbook import Workbook

WORKBOOKS = {chapter: Workbook(chapter) for chapter in CHAPTERS}
CASES = [(chapter, name) for chapter, book in WORKBOOKS.items() for name in book.exercises]
each_exercise = pytest.mark.parametrize(("chapter", "exercise"), CASES, ids=[c[1] for c in CASES])


def proof(chapter: str, exercise: str):
    """The file of other right answers and of wrong ones."""
    path = Path(__file__).parent / chapter.split("_", 1)[1] / f"{exercise}.py"
    spec = importlib.util.spec_from_file_location(exercise, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def kinds(exercise: str) -> dict[str, object]:
    return {part.name: part.kind for part in find_exercise(exercise).parts}


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_declared_exercises_are_those_of_the_notebook(chapter):
    prompts = [
        cell.metadata["exercise"]
        for cell in WORKBOOKS[chapter].cells
        if cell.metadata.get("role") == "prompt"
    ]
    assert prompts == [exercise.id for exercise in CHAPTERS[chapter]]


@each_exercise
def test_solution_earns_all_points(chapter, exercise):
    book = WORKBOOKS[chapter]
    feedback = book.feedback(exercise, book.solution(exercise))
    assert feedback.complete, [verdict.says for verdict in feedback.verdicts]
    assert feedback.earned == find_exercise(exercise).points


@each_exercise
def test_starter_earns_nothing_and_says_what_to_do(chapter, exercise):
    book = WORKBOOKS[chapter]
    for hidden in (False, True):
        feedback = book.feedback(exercise, book.starter(exercise), hidden=hidden)
        assert feedback.earned == 0
        assert all(verdict.says for verdict in feedback.verdicts)
        assert not any(verdict.mistake for verdict in feedback.verdicts)


@each_exercise
def test_three_hints(chapter, exercise):
    hints = WORKBOOKS[chapter].source(exercise, "hints")
    assert [line[:3] for line in hints.splitlines() if line[:1].isdigit()] == ["1. ", "2. ", "3. "]


@each_exercise
def test_other_right_answers_earn_all_points(chapter, exercise):
    right = proof(chapter, exercise).RIGHT
    assert len(right) >= 2
    for how, code in right.items():
        feedback = WORKBOOKS[chapter].feedback(exercise, code)
        assert feedback.complete, (how, [verdict.says for verdict in feedback.verdicts])


@each_exercise
def test_foreseen_mistakes_are_named(chapter, exercise):
    wrong = proof(chapter, exercise).WRONG
    parts = find_exercise(exercise).parts
    foreseen = {mistake.name for part in parts for mistake in part.mistakes}
    assert foreseen <= set(wrong) and len(wrong) >= 2
    for mistake, code in wrong.items():
        feedback = WORKBOOKS[chapter].feedback(exercise, code)
        assert mistake in [verdict.mistake for verdict in feedback.verdicts], (
            mistake,
            [verdict.says for verdict in feedback.verdicts],
        )
        assert feedback.earned < feedback.points


@pytest.mark.slow
@each_exercise
@pytest.mark.parametrize("seed", ["ada", "7", "陈"])
def test_mistakes_differ_from_the_right_answer_on_any_market(chapter, exercise, seed):
    for part in find_exercise(exercise).parts:
        for mistake in part.mistakes:
            answers = {part.name: mistake.answer(seed)}
            verdict = part.judge(part.take(answers, seed), seed)
            if isinstance(part.kind, Function) and verdict.right:
                continue  # seen only on the hidden inputs, which the notebook's check has
            assert verdict.earned < part.points, (part.name, mistake.name)


class Trap:
    """An answer that bites whoever looks at it."""

    def __getattr__(self, name):
        raise RuntimeError(name)

    def __eq__(self, other):
        raise RuntimeError

    def __repr__(self):
        raise RuntimeError

    __hash__ = None


def leave(*_):
    raise SystemExit


ODD = {
    "nothing": None,
    "text": "12",
    "not a number": float("nan"),
    "endless": float("inf"),
    "yes": True,
    "complex": 1j,
    "empty list": [],
    "nested list": [[1], [2]],
    "mixed list": [1, "a", None],
    "dictionary": {"a": 1},
    "empty table": pd.DataFrame(),
    "table": pd.DataFrame({"a": [1, 2]}),
    "column": pd.Series([1.0, np.nan]),
    "grid": np.zeros((2, 2)),
    "wrong number of arguments": lambda: 1,
    "returns a table": lambda *_: pd.DataFrame(),
    "returns itself": lambda *a: a,
    "leaves": leave,
    "class": Trap,
    "trap": Trap(),
    "missing date": pd.NaT,
    "missing value": pd.NA,
}


@each_exercise
def test_odd_answers_are_answered_in_words(chapter, exercise, capfd):
    declared = find_exercise(exercise)
    for what, value in ODD.items():
        answers = {part.name: value for part in declared.parts}
        feedback = declared.judge(answers, market_seed())
        assert 0 <= feedback.earned < feedback.points, what
        assert float(repr(feedback)) == feedback.earned
        assert "Traceback" not in feedback._repr_html_()
        assert all(verdict.says for verdict in feedback.verdicts)
    nothing = declared.judge({}, market_seed())
    assert nothing.earned == 0
    assert all(part.name in nothing._repr_html_() for part in declared.parts)
    assert capfd.readouterr() == ("", "")


def same(value, other, kind) -> bool:
    if isinstance(kind, Number) and not kind.whole:
        return abs(value - other) < 10**-kind.decimals  # rounding is free
    if isinstance(value, pd.DataFrame | pd.Series):
        return value.equals(other)
    try:
        return bool(np.all(value == other))
    except Exception:
        return False


def changes_the_result(book: Workbook, exercise: str, mutant: dict, probes: list) -> bool:
    """Whether a mutant's answers differ from the solution's; functions are tried on the probes."""
    solution = book.answers(book.solution(exercise))
    for name, kind in kinds(exercise).items():
        if isinstance(kind, Function):
            theirs = kind.take(mutant.get(name), name, probes) if callable(mutant.get(name)) else []
            ours = kind.take(solution[name], name, probes)
            if len(ours) != len(theirs) or kind.differs(theirs, ours, name, probes):
                return True
        elif isinstance(kind, Decision):
            continue  # any plan is an answer; how good it is, the simulation says
        elif not same(solution[name], mutant.get(name), kind):
            return True
    return False


@pytest.mark.slow
@each_exercise
def test_mutations_of_the_solution_are_caught(chapter, exercise, record_property):
    book = WORKBOOKS[chapter]
    proofs = proof(chapter, exercise)
    probes = getattr(proofs, "probes", lambda files: [])(book.opening["files"])
    harmless = getattr(proofs, "HARMLESS", {})
    caught, missed, unchanged = [], [], []
    for change, code in mutants(book.solution(exercise)):
        try:
            answers = book.answers(code)
        except Exception:
            caught.append(change)  # the learner sees it stop
            continue
        if not book.feedback(exercise, code).complete:
            caught.append(change)
        elif changes_the_result(book, exercise, answers, probes) and change not in harmless:
            missed.append(change)
        else:
            unchanged.append(change)
    record_property("mutations", f"{len(caught)} caught, {len(missed)} missed")
    print(f"{exercise}: {len(caught)} caught, {len(missed)} missed, {len(unchanged)} no change")
    assert caught, "a solution without anything to change can't be proved by mutation"
    assert not missed, missed

"""What a check shows to a learner, and what nbgrader reads of it."""

import pytest

from customerlab.checks import find_exercise
from customerlab.checks.answers import Function, Number, Text
from customerlab.checks.exercise import Decided, Decision, Exercise, Mistake, Part
from customerlab.language import Problem

DOUBLE = Part(
    "double",
    4,
    Function(returns=Number(), inputs=lambda seed: [(1,), (2,)]),
    right=lambda seed: lambda n: 2 * n,
    mistakes=(Mistake("added", "You added `2`.", lambda seed: lambda n: n + 2),),
    insight="Twice is twice.",
)
COUNT = Part("count", 1, Number(whole=True), right=lambda seed: 3)
EXERCISE = Exercise("demo", 5, (DOUBLE, COUNT), insight="Well done.")


def judge(also=None, **answers):
    return EXERCISE.judge(answers, "wenlan", also)


def test_all_right_earns_all_and_shows_the_insight():
    feedback = judge(double=lambda n: n + n, count=3)
    assert repr(feedback) == "5"
    assert "Well done." in feedback._repr_html_() and "Twice is twice." in feedback._repr_html_()


def test_a_part_that_is_right_counts():
    feedback = judge(double=lambda n: 2 * n, count=4)
    assert repr(feedback) == "4"
    assert "Well done." not in feedback._repr_html_()


def test_a_foreseen_mistake_is_named_and_earns_nothing():
    verdict = judge(double=lambda n: n + 2, count=3).verdicts[0]
    assert (verdict.mistake, verdict.earned) == ("added", 0)
    assert verdict.says == "You added `2`."


def test_what_nobody_has_seen_is_half_of_a_function():
    feedback = judge(double=lambda n: 2 * n if n < 9 else 0, count=3, also={"double": [(10,)]})
    assert feedback.earned == 3
    assert "double(10)" in feedback.verdicts[0].says


def test_full_points_are_only_so_far_while_cases_are_unseen():
    right = {"double": lambda n: 2 * n, "count": 3}
    assert "Right so far" in judge(**right)._repr_html_()
    assert "Right so far" in judge(**right | {"count": 4})._repr_html_()
    assert "so far" not in judge(**right, also={"double": [(10,)]})._repr_html_()


def test_missing_names_and_dots_are_told():
    feedback = judge(count=...)
    assert "Nothing has this name yet: run the cell above." in feedback.verdicts[0].says
    assert "Still the three dots" in feedback.verdicts[1].says


def test_what_holds_for_several_answers_is_said_once():
    page = judge()._repr_html_()
    assert page.count("Nothing has this name yet") == 1
    assert "double" in page and "count" in page


def test_nothing_that_a_learner_wrote_is_live_in_the_page():
    part = Part("text", 1, Text(), right=lambda seed: "a")
    page = Exercise("x", 1, (part,)).judge({"text": "<script>alert(1)</script>"}, "w")._repr_html_()
    assert "<script>" not in page and "&lt;script&gt;" in page


def test_prints_and_warnings_of_a_learner_do_not_reach_nbgrader(capfd):
    def noisy(n):
        import sys
        import warnings

        print("hello")
        print("hello", file=sys.stderr)
        warnings.warn("careful", stacklevel=1)
        return 2 * n

    assert judge(double=noisy, count=3).earned == 5
    assert capfd.readouterr() == ("", "")


def test_a_decision_earns_by_how_it_came_out():
    game = Decision(
        lambda seed, line: Decided(line / 100, "Played.", "bold" if line < 50 else None)
    )
    exercise = Exercise("s", 1, (Part("line", 3, game),))
    assert exercise.judge({"line": 100}, "w").earned == 3
    assert exercise.judge({"line": 60}, "w").earned == 1.5
    assert exercise.judge({"line": 20}, "w").verdicts[0].mistake == "bold"
    assert exercise.judge({"line": "20"}, "w").earned == 0


def test_an_unknown_exercise_is_one_sentence():
    with pytest.raises(Problem, match="There is no exercise 'clean_nmaes'"):
        find_exercise("clean_nmaes")

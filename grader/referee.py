"""The referee: what to ask a submission, and what its answers earn. It runs outside the sandbox.

The questions come from the same declarations as the check in the learner's notebook, and the
answers are judged by the same code. The further inputs that the hidden tests try come from the
check cells of the solution notebook, which the referee runs with a `check` of its own.
"""

import builtins
import functools
import os
import threading
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from customerlab.checks import find_exercise
from customerlab.checks.answers import Function as FunctionKind
from customerlab.checks.answers import Grouping, Number, Table
from customerlab.checks.feedback import Feedback, Verdict
from grader.channel import GONE, TOO_LONG
from grader.execution import Function, Question
from grader.plain import Malformed, TooLarge, from_plain, to_plain

SEED_VARIABLE = "CUSTOMERLAB_SEED"  # from which a notebook takes its market
MOST_WORDS = 700  # characters of a message, since it may quote the learner

Inputs = Mapping[str, Sequence[tuple]]


@dataclass(frozen=True)
class Test:
    """One check cell: which exercise, and the further inputs on which functions are tried."""

    __test__ = False  # no test of pytest's

    exercise: str
    also: Inputs | None = None


_judging = threading.Lock()  # so that two threads don't work out the same right answer twice


def read_tests(opening: list[str], checks: list[str], seed: str) -> list[Test]:
    """What the check cells of the solution notebook try, on the market `seed`.

    opening: the cells that run first. They are the course's own and are run in this process.
    """
    with _judging:
        variables = _opened(tuple(opening), seed)
        tests = []
        for source in checks:
            heard = []

            def check(exercise: str, also: Inputs | None = None, heard=heard) -> None:
                heard.append(Test(exercise, also))

            exec(source, {**variables, "check": check})
            tests.append(heard[-1])
        return tests


@functools.lru_cache(maxsize=4)
def _opened(opening: tuple[str, ...], seed: str) -> dict:
    variables = {"__name__": "__main__"}
    before = os.environ.get(SEED_VARIABLE)
    os.environ[SEED_VARIABLE] = seed
    try:
        for source in opening:
            if not source.rstrip().endswith("begin()"):  # it sets up a notebook's display
                exec(source, variables)
    finally:
        del os.environ[SEED_VARIABLE]
        if before is not None:
            os.environ[SEED_VARIABLE] = before
    return variables


def question(test: Test, seed: str) -> Question:
    """What to ask inside the sandbox for this test."""
    variables, functions = [], []
    for part in find_exercise(test.exercise).parts:
        keep = _columns(part.kind)
        variables.append((part.name, keep))
        if isinstance(part.kind, FunctionKind):
            inputs = [*part.kind.inputs(seed), *(test.also or {}).get(part.name, ())]
            plain = tuple(tuple(to_plain(argument) for argument in given) for given in inputs)
            functions.append(Function(part.name, _columns(part.kind.returns), plain))
    return Question(test.exercise, tuple(variables), tuple(functions))


def _columns(kind: object) -> tuple[str, ...] | None:
    """The columns of a table that this kind of answer looks at."""
    if isinstance(kind, Table):
        return (*kind.keys, *kind.columns)
    if isinstance(kind, Grouping):
        return (kind.key, kind.label)
    return None


class Recorded:
    """Stands for the learner's function: gives the outcomes that were recorded, one a call."""

    def __init__(self, outcomes: list):
        self._outcomes = iter(outcomes)

    def __call__(self, *_):
        outcome = next(self._outcomes, None)
        if not isinstance(outcome, dict):
            raise type("NoAnswer", (Exception,), {})("it ended the program, or took too long")
        if "raised" in outcome:
            kind = outcome["raised"]
            name = kind if isinstance(kind, str) and kind.isidentifier() else "Error"
            raise type(name, (Exception,), {})(str(outcome.get("text", ""))[:200])
        return from_plain(outcome.get("returned"))


def judge(test: Test, seed: str, answers: object, outcomes: object) -> Feedback:
    """What these answers earn, judged by the exercise's own check.

    answers: by variable, as they left the sandbox; outcomes: of each function's calls. Both are
    taken for hostile; what can't be read earns nothing.
    """
    exercise = find_exercise(test.exercise)
    answers = answers if isinstance(answers, dict) else {}
    outcomes = outcomes if isinstance(outcomes, dict) else {}
    read = {}
    for part in exercise.parts:
        value = _read(answers.get(part.name, {"other": "object"}))
        if isinstance(part.kind, FunctionKind) and callable(value):
            value = Recorded(outcomes.get(part.name) or [])
        if value is not ABSENT:
            read[part.name] = value
    with _judging:
        feedback = exercise.judge(read, seed, test.also)
    return replace(feedback, verdicts=tuple(map(_in_short, feedback.verdicts)))


ABSENT = object()


def _read(plain: object) -> object:
    if plain == {"absent": True}:
        return ABSENT
    try:
        return from_plain(plain)
    except Malformed:
        return TooLarge()


def _in_short(verdict: Verdict) -> Verdict:
    """The verdict with a message that may be shown anywhere: short, and nothing invisible in it."""
    says = visible(verdict.says)
    return replace(verdict, says=says if len(says) <= MOST_WORDS else says[: MOST_WORDS - 1] + "…")


def visible(text: str) -> str:
    """The text with characters that can't be seen, such as those that turn the direction of writing
    or control a terminal, written out."""
    return "".join(
        character
        if character in "\n\t" or unicodedata.category(character) not in HIDDEN
        else f"\\u{ord(character):04x}"
        for character in text
    )


HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def numbers(test: Test, answers: object) -> dict[str, float]:
    """The numbers among the answers, by exercise and name, rounded as the exercise asks."""
    found = {}
    for part in find_exercise(test.exercise).parts:
        if isinstance(part.kind, Number) and isinstance(answers, dict):
            value = answers.get(part.name)
            if isinstance(value, int | float) and not isinstance(value, bool):
                found[f"{test.exercise}.{part.name}"] = round(float(value), part.kind.decimals)
    return found


def right_numbers(test: Test, seed: str) -> dict[str, float]:
    """The numbers that are right on the market `seed`, in the same form."""
    with _judging:
        parts = find_exercise(test.exercise).parts
        right = {p.name: p.right(seed) for p in parts if isinstance(p.kind, Number)}
    return numbers(test, {name: float(value) for name, value in right.items()})


def how_it_stopped(stop: dict | None, broke: str | None) -> str | None:
    """One sentence on a cell that stopped or broke; of what came out only known names are said."""
    if broke:
        return {
            TOO_LONG: "This cell took too long and was stopped. The rest was run without it.",
            GONE: "This cell ended the program. The rest was run without it.",
        }.get(broke, "This cell disturbed the grading. The rest was run without it.")
    if not stop:
        return None
    name, line = stop.get("stopped"), stop.get("line")
    if name == "TimeIsUp":
        return "This cell took too long and was stopped."
    known = isinstance(name, str) and isinstance(getattr(builtins, name, None), type)
    where = f" in line {line}" if type(line) is int and 0 < line < 100_000 else ""
    return f"This cell stopped{where} with {name if known else 'an error'}."

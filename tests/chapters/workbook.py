"""A chapter's exercises, run without a notebook: what the proofs of every exercise stand on."""

import ast
import re
import signal
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from coursebuilder.course import read_cells
from customerlab.checks.feedback import Feedback

ROOT = Path(__file__).resolve().parents[2]
SOLUTION = re.compile(r"^[ \t]*### BEGIN SOLUTION\n(.*?)^[ \t]*### END SOLUTION\n?", re.M | re.S)
HIDDEN = re.compile(r"^### BEGIN HIDDEN TESTS\n.*?^### END HIDDEN TESTS\n?", re.M | re.S)


class Workbook:
    """The cells of `chapters/<chapter>/exercises.py`, by exercise."""

    def __init__(self, chapter: str):
        self.cells = read_cells(ROOT / "chapters" / chapter / "exercises.py")

    def source(self, exercise: str, role: str) -> str:
        return "\n".join(
            cell.source
            for cell in self.cells
            if cell.metadata.get("exercise") == exercise and cell.metadata.get("role") == role
        )

    @property
    def exercises(self) -> list[str]:
        """Those that the computer judges, in order."""
        return [c.metadata["exercise"] for c in self.cells if c.metadata.get("role") == "check"]

    def solution(self, exercise: str) -> str:
        return self.source(exercise, "answer")

    def starter(self, exercise: str) -> str:
        """What the learner is given, as nbgrader makes it."""
        return SOLUTION.sub("", self.solution(exercise))

    @cached_property
    def opening(self) -> dict:
        """The variables after the cells that belong to no exercise."""
        variables = {"__name__": "__main__"}
        for cell in self.cells:
            if cell.cell_type == "code" and "role" not in cell.metadata:
                exec(cell.source, variables)
        return variables

    def answers(self, code: str) -> dict:
        """The variables after running `code` as an answer cell; nothing else stands before it."""
        variables = dict(self.opening)
        with _time_limit(60):
            exec(compile(code, "answer", "exec"), variables)
        return variables

    def feedback(self, exercise: str, code: str, *, hidden: bool = True) -> Feedback:
        """What the check cell shows after `code`, when graded (`hidden`) or at the learner's."""
        check = self.source(exercise, "check")
        return _last_value(check if hidden else HIDDEN.sub("", check), self.answers(code))


def _last_value(code: str, variables: dict) -> object:
    """The value that a notebook shows under a cell: that of its last expression."""
    *before, last = ast.parse(code).body
    exec(compile(ast.Module(before, []), "check", "exec"), variables)
    with _time_limit(60):
        return eval(compile(ast.Expression(last.value), "check", "eval"), variables)


@contextmanager
def _time_limit(seconds: int):
    def stop(*_):
        raise TimeoutError(f"no end after {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)

"""A class for tests of the grader: a course in a folder of its own, and what is handed in."""

import importlib.util
import os
import random
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook

from customerlab.checks import CHAPTERS

ROOT = Path(__file__).resolve().parents[2]
ASSIGNMENT = "01_identification"
NOTEBOOK = "exercises.ipynb"
JUDGED = [exercise.id for exercise in CHAPTERS[ASSIGNMENT] if exercise.parts]


def run(folder: Path, *command: str, check: bool = True) -> subprocess.CompletedProcess:
    """Run a module of Python in `folder`; nbgrader finds alembic beside the Python that runs it."""
    programs = str(Path(sys.executable).parent)
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env={**os.environ, "PATH": programs + os.pathsep + os.environ["PATH"]},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert done.returncode == 0 or not check, done.stdout
    return done


def make_course(folder: Path) -> Path:
    """A copy of the course's root with what grading needs, and the assignment released."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    shutil.copytree(ROOT / "solutions", folder / "solutions")
    run(folder, "nbgrader", "generate_assignment", ASSIGNMENT)
    return folder


@cache
def _notebook(kind: str) -> str:
    return (ROOT / kind / ASSIGNMENT / NOTEBOOK).read_text("utf-8")


def released() -> nbformat.NotebookNode:
    return nbformat.reads(_notebook("exercises"), as_version=4)


@cache
def solutions() -> dict[str, str]:
    """The solution of each answer cell, by grade id."""
    cells = nbformat.reads(_notebook("solutions"), as_version=4).cells
    return {
        cell.id: cell.source for cell in cells if cell.metadata.get("nbgrader", {}).get("solution")
    }


def answered(answers: dict[str, str]) -> nbformat.NotebookNode:
    """The released notebook with these sources in its answer cells."""
    notebook = released()
    for cell in notebook.cells:
        cell.source = answers.get(cell.id, cell.source)
    return notebook


def hand_in(course: Path, learner: str, notebook: nbformat.NotebookNode) -> Path:
    path = course / "submitted" / learner / ASSIGNMENT / NOTEBOOK
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(nbformat.writes(notebook, version=4), encoding="utf-8")
    return path


@cache
def variants() -> dict[str, list[str]]:
    """Of each exercise the right answers written in other ways and the foreseen wrong ones."""
    found = {}
    for exercise in JUDGED:
        path = ROOT / "tests" / "chapters" / ASSIGNMENT.split("_", 1)[1] / f"{exercise}.py"
        spec = importlib.util.spec_from_file_location(exercise, path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        found[exercise] = [*module.RIGHT.values(), *module.WRONG.values()]
    return found


def ordinary(number: int) -> nbformat.NotebookNode:
    """What an ordinary learner hands in: of each exercise the solution, another right answer, a
    wrong one, or nothing."""
    dice = random.Random(number)
    answers = {}
    for exercise in JUDGED:
        others = variants()[exercise]
        kind = dice.random()
        if kind < 0.5:
            answers[exercise] = solutions()[exercise]
        elif kind < 0.85:
            answers[exercise] = others[number % len(others)]
    if dice.random() < 0.7:
        answers["may_link"] = "They agreed to it, so it *may* be linked."
    return answered(answers)


def scores(course: Path) -> dict[str, dict[str, float | None]]:
    """What the gradebook holds: by learner, the automatic score of each cell."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        return {
            submission.student_id: {
                grade.name: grade.auto_score
                for notebook in submission.notebooks
                for grade in notebook.grades
            }
            for submission in gradebook.assignment_submissions(ASSIGNMENT)
        }

"""The instructor's way with stock nbgrader: three submissions, graded and fed back."""

import csv
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from customerlab.checks import CHAPTERS

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
ASSIGNMENT = "01_identification"
NOTEBOOK = "exercises.ipynb"
JUDGED = [exercise for exercise in CHAPTERS[ASSIGNMENT] if exercise.parts]
HALF = {exercise.id for exercise in JUDGED[: len(JUDGED) // 2]}


def nbgrader(folder: Path, *command: str) -> str:
    """Run an nbgrader command in `folder`; it finds alembic beside the Python that runs it."""
    programs = str(Path(sys.executable).parent)
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *command],
        cwd=folder,
        env={**os.environ, "PATH": programs + os.pathsep + os.environ["PATH"]},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def hand_in(folder: Path, learner: str, solved: set[str]) -> None:
    """The released notebook with the solutions of the exercises `solved` in it."""
    released = nbformat.read(folder / "exercises" / ASSIGNMENT / NOTEBOOK, as_version=4)
    source = nbformat.read(folder / "solutions" / ASSIGNMENT / NOTEBOOK, as_version=4)
    solutions = {cell.id: cell.source for cell in source.cells}
    for cell in released.cells:
        if cell.metadata.get("nbgrader", {}).get("solution") and cell.id in solved:
            cell.source = solutions[cell.id]
    target = folder / "submitted" / learner / ASSIGNMENT / NOTEBOOK
    target.parent.mkdir(parents=True)
    nbformat.write(released, target)


@pytest.fixture(scope="module")
def graded(tmp_path_factory) -> Path:
    """A class of three, graded in a copy of the repository's root."""
    folder = tmp_path_factory.mktemp("class")
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    for name in ("solutions", "exercises"):
        shutil.copytree(ROOT / name, folder / name)
    hand_in(folder, "right", {exercise.id for exercise in JUDGED})
    hand_in(folder, "half", HALF)
    hand_in(folder, "untouched", set())
    for step in ("grading", "feedback"):
        for command in commands_of_readme(step):
            nbgrader(folder, *command)
    return folder


def commands_of_readme(step: str) -> list[list[str]]:
    """The words behind nbgrader of each command in that block of README.md."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(rf"<!-- {step} -->\n```\n(.*?)```", readme, re.DOTALL)[1]
    return [line.split()[1:] for line in block.splitlines()]


def test_the_generate_step_makes_the_committed_exercises(graded):
    made = nbformat.read(graded / "exercises" / ASSIGNMENT / NOTEBOOK, as_version=4)
    committed = nbformat.read(ROOT / "exercises" / ASSIGNMENT / NOTEBOOK, as_version=4)
    assert made == committed


def test_points_are_as_expected(graded):
    with open(graded / "grades.csv", encoding="utf-8") as file:
        scores = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    assert scores == {
        "right": sum(exercise.points for exercise in JUDGED),
        "half": sum(exercise.points for exercise in JUDGED if exercise.id in HALF),
        "untouched": 0,
    }


@pytest.mark.parametrize("learner", ["right", "half", "untouched"])
def test_feedback_shows_the_checks_words_and_no_traceback(graded, learner):
    page = (graded / "feedback" / learner / ASSIGNMENT / "exercises.html").read_text("utf-8")
    assert "Traceback (most recent call last)" not in page
    assert page.count(" points.</strong>") == len(JUDGED)


def test_validate_tells_a_learner_what_is_missing(graded):
    untouched = graded / "submitted" / "untouched" / ASSIGNMENT / NOTEBOOK
    right = graded / "submitted" / "right" / ASSIGNMENT / NOTEBOOK
    told = nbgrader(graded, "validate", str(untouched))
    assert told.count("Partial credit; passed some but not all of the tests") == len(JUDGED)
    assert "Partial credit" not in nbgrader(graded, "validate", str(right))

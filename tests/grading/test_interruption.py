"""Killed at any moment, the next run goes on: the gradebook is as if nothing had happened."""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from grader import saving
from tests.grading.classroom import ASSIGNMENT, hand_in, make_course, ordinary, run

pytestmark = pytest.mark.slow

CLASS = 10
KILLS = 20


def class_in(folder: Path) -> Path:
    course = make_course(folder)
    for number in range(CLASS):
        hand_in(course, f"learner{number}", ordinary(number))
    (course / "submitted" / "nothing-yet").mkdir()
    return course


def grades(course: Path) -> list[tuple]:
    """Everything that the gradebook holds about grades, but for its random ids."""
    with sqlite3.connect(course / "gradebook.db") as book:
        return sorted(
            book.execute(
                "select s.student_id, c.name, g.auto_score, g.manual_score, g.needs_manual_grade"
                " from grade g join base_cell c on g.cell_id = c.id"
                " join submitted_notebook n on g.notebook_id = n.id"
                " join submitted_assignment s on n.assignment_id = s.id"
            )
        )


def graded_notebooks(course: Path) -> dict[str, bytes]:
    folder = course / "autograded"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def orphans() -> list[str]:
    """Warm processes whose parent is gone."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = (folder / "stat").read_text().rsplit(")", 1)[1].split()[1]
            if b"grader.warm" in (folder / "cmdline").read_bytes() and parent == "1":
                found.append(folder.name)
        except OSError:
            continue  # it has ended meanwhile
    return found


def test_killed_at_twenty_random_moments(tmp_path):
    whole, killed = class_in(tmp_path / "whole"), class_in(tmp_path / "killed")
    run(whole, "grader", "grade", ASSIGNMENT)
    dice = random.Random(20)
    ended = 0
    for number in range(KILLS):
        again = ["--again"] if number % 2 else []
        started = subprocess.Popen(
            [sys.executable, "-m", "grader", "grade", ASSIGNMENT, *again],
            cwd=killed,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(dice.uniform(0.2, 4))
        ended += started.poll() is not None
        started.send_signal(signal.SIGKILL)
        started.wait()
    assert ended < KILLS / 2, "most should have been killed in the middle"
    run(killed, "grader", "grade", ASSIGNMENT)
    assert grades(killed) == grades(whole)
    assert graded_notebooks(killed) == graded_notebooks(whole)
    assert not orphans()


def test_full_disk_loses_nothing(tmp_path, monkeypatch):
    path = tmp_path / "record.json"
    saving.write_whole(path, b"before")

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(saving.os, "fsync", full)
        with pytest.raises(OSError):
            saving.write_whole(path, b"after")
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]

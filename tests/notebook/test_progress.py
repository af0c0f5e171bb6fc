"""A learner's progress: one file that survives mishaps and that grading leaves alone."""

import json

import pytest

from customerlab.language import Problem
from customerlab.notebook import progress


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course's folder, with the working directory in one of its chapters."""
    for folder in ("course/01_identification", "exercises/01_identification"):
        (tmp_path / folder).mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "exercises" / "01_identification")
    return tmp_path


def test_the_best_try_is_kept(course):
    for earned in (1, 3, 2):
        progress.record("blocking", earned)
    progress.record(lesson="01_identification/1_who_is_the_customer")
    kept = progress.load(course)
    assert kept.points == {"blocking": 3}
    assert kept.lessons == ["01_identification/1_who_is_the_customer"]


def test_nothing_is_kept_outside_of_course_and_exercises(course, monkeypatch):
    elsewhere = course / "autograded" / "ada" / "01_identification"
    elsewhere.mkdir(parents=True)
    monkeypatch.chdir(elsewhere)
    progress.record("blocking", 3)
    assert not (course / "progress.json").exists()


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"points": 3, "lessons": []}', '{"points": {"a": "b"}}']
)
def test_a_damaged_file_is_set_aside_and_said_once(course, text):
    (course / "progress.json").write_text(text)
    with pytest.raises(Problem, match="was damaged; I kept it as progress-damaged-1.json"):
        progress.load(course)
    assert (course / "progress-damaged-1.json").read_text() == text
    assert progress.load(course) == progress.Progress()


def test_a_full_disk_costs_no_feedback_and_no_progress(course, monkeypatch):
    progress.record("blocking", 1)

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(progress.Path, "write_text", full)
    progress.record("blocking", 3)
    monkeypatch.undo()
    assert json.loads((course / "progress.json").read_text())["points"] == {"blocking": 1}

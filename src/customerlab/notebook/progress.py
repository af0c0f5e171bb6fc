"""How far a learner is: one small file, `progress.json`, in the course's folder.

It holds the best points earned for each exercise and the lessons that were finished. It is written
only from notebooks in `course/` and `exercises/`, so grading other people's work leaves it alone.
"""

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

from customerlab.language import Problem, _

FILE_NAME = "progress.json"


@dataclass
class Progress:
    """Points by exercise id (the best so far), and the finished lessons by name."""

    points: dict[str, float] = field(default_factory=dict)
    lessons: list[str] = field(default_factory=list)


def course_folder(start: Path | None = None) -> Path | None:
    """The folder that holds the course, if `start` is in its `course/` or `exercises/`."""
    start = (start or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        if folder.name in ("course", "exercises") and (folder.parent / "course").is_dir():
            return folder.parent
    return None


def load(folder: Path) -> Progress:
    """What is kept in `folder`; nothing yet is a fresh Progress.

    A damaged file is set aside under another name, so that nothing in it is lost, and a Problem
    says so once.
    """
    file = folder / FILE_NAME
    if not file.exists():
        return Progress()
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        points = {str(name): float(earned) for name, earned in kept["points"].items()}
        return Progress(points, [str(name) for name in kept["lessons"]])
    except (ValueError, TypeError, KeyError, AttributeError):
        aside = _free_name(file)
        os.replace(file, aside)
        raise Problem(
            _(
                "{file} was damaged; I kept it as {aside} and begin a new one. Run the cell again."
            ).format(file=FILE_NAME, aside=aside.name)
        ) from None


def record(exercise: str | None = None, earned: float = 0, lesson: str | None = None) -> bool:
    """Keep the points of an exercise, if they are more than before, or a finished lesson.

    Returns whether it was kept.

    A full disk or a folder that can't be written to must not cost the learner the feedback, so
    then nothing is kept and nothing is said.
    """
    folder = course_folder()
    if folder is None:
        return False
    try:
        progress = load(folder)
    except Problem:
        progress = Progress()
    if exercise is not None:
        progress.points[exercise] = max(earned, progress.points.get(exercise, 0))
    if lesson is not None and lesson not in progress.lessons:
        progress.lessons.append(lesson)
    try:
        _write(folder / FILE_NAME, json.dumps(asdict(progress), indent=1, sort_keys=True))
    except OSError:
        return False
    return True


def _write(file: Path, text: str) -> None:
    """All or nothing: a reader, or a power cut, never meets half a file."""
    half = file.with_name(f"{file.name}.{os.getpid()}.part")
    half.write_text(text + "\n", encoding="utf-8")
    os.replace(half, file)


def _free_name(file: Path) -> Path:
    number = 1
    while (aside := file.with_name(f"{file.stem}-damaged-{number}.json")).exists():
        number += 1
    return aside

"""The instructor's desk: who is graded, what is graded already, what is saved and reported."""

import hashlib
import os
import re
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.plugins import LateSubmissionPlugin

from grader import markets, saving
from grader.course import CannotGrade, Course, checks_fingerprint
from grader.grading import Assignment, grade_all, not_graded
from grader.intake import Unreadable, list_folder, read_file

LEARNER = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.@+-]{0,99}")
TIMESTAMP = "timestamp.txt"  # in which nbgrader keeps when something was handed in


def open_gradebook(course: Course) -> Gradebook:
    """The course's gradebook; nbgrader, when it makes a new one, looks for alembic on the PATH."""
    beside_python = str(Path(sys.executable).parent)
    if beside_python not in os.environ["PATH"].split(os.pathsep):
        os.environ["PATH"] += os.pathsep + beside_python
    return Gradebook(course.gradebook)


def roster(course: Course) -> list[str]:
    """The learners that the gradebook knows, and those who have handed something in."""
    with open_gradebook(course) as gradebook:
        known = {student.id for student in gradebook.students}
    folders = list_folder(course.submitted) if course.submitted.is_dir() else []
    return sorted(known | {name for name in folders if LEARNER.fullmatch(name)})


class Desk:
    """One assignment of a course, being graded.

    Raises CannotGrade where the gradebook doesn't know the assignment, or knows another form of it.
    """

    def __init__(self, course: Course, assignment: Assignment, notebook: str):
        self.course, self.assignment, self.notebook = course, assignment, notebook
        self.records = saving.Records(course.root, assignment.name)
        self.gradebook = open_gradebook(course)
        self._secret = markets.class_secret(course.root)
        self._version = [checks_fingerprint(), assignment.released, assignment.solutions]
        plugin = course.config.AssignLatePenalties.get("plugin_class", LateSubmissionPlugin)
        self._late = plugin(config=course.config)
        self._insist_on_same_cells()

    def _insist_on_same_cells(self) -> None:
        wanted = set(not_graded(self.assignment, "")["scores"])
        try:
            known = self.gradebook.find_notebook(
                self.notebook.removesuffix(".ipynb"), self.assignment.name
            )
            cells = {cell.name for cell in known.grade_cells}
        except MissingEntry:
            cells = set()
        if cells != wanted:
            raise CannotGrade(
                "The gradebook doesn't know this form of the exercises. Run first: "
                f"nbgrader generate_assignment {self.assignment.name}"
            )

    def roster(self) -> list[str]:
        for name in list_folder(self.course.submitted) if self.course.submitted.is_dir() else []:
            if not LEARNER.fullmatch(name):
                print(
                    f"Left out: the folder {ascii(name)}, whose name is no learner's.",
                    file=sys.stderr,
                )
        return roster(self.course)

    def grade(
        self, executor: Executor, learners: Iterable[str], again: bool = False
    ) -> dict[str, str]:
        """Grade and save whoever isn't graded yet, or everybody `again`.

        Returns who could not be graded, and why. OSError where nothing more can be saved.
        """
        self._saved = saving.read_scores(self.gradebook, self.assignment.name)
        self._stamps, self._prints = {}, {}
        saving.sweep(self.course.graded, self.records.folder)
        failed = {}
        for learner, future in grade_all(executor, self.assignment, self._to_do(learners, again)):
            try:
                self._save(learner, future.result(), handed_in=True)
            except OSError:  # such as a full disk: the next ones would fail, too
                raise
            except Exception as error:
                self.gradebook.db.rollback()
                failed[learner] = f"{type(error).__name__}: {error}"
        return failed

    def _to_do(self, learners: Iterable[str], again: bool) -> Iterator[tuple[str, bytes, str]]:
        """Whose notebook has to be run; who handed in none that can be read is saved at once."""
        for learner in learners:
            place = (learner, self.assignment.name)
            try:
                submitted = (
                    read_file(self.course.submitted, *place, self.notebook)
                    if self.course.submitted.is_dir()
                    else None
                )
                why = None if submitted is not None else "Nothing was handed in."
            except Unreadable as unreadable:
                submitted, why = None, f"What was handed in can't be read. {unreadable}"
            self._stamps[learner] = self._timestamp(place) if not why else None
            seed = markets.seed_of(self._secret, learner, self.assignment.name)
            self._prints[learner] = self._fingerprint(submitted, why, self._stamps[learner], seed)
            if not again and self._is_done(learner):
                continue
            if why:
                self._save(learner, not_graded(self.assignment, why), handed_in=False)
            else:
                yield learner, submitted, seed

    def _timestamp(self, place: tuple[str, str]) -> str | None:
        try:
            text = (read_file(self.course.submitted, *place, TIMESTAMP, most=100) or b"").decode(
                "ascii"
            )
        except (Unreadable, UnicodeDecodeError):
            return None
        return text.strip() if text.strip() and saving.valid_timestamp(text.strip()) else None

    def _fingerprint(self, *of) -> str:
        whole = hashlib.sha256()
        for thing in (*self._version, *of):
            data = thing if isinstance(thing, bytes) else repr(thing).encode()
            whole.update(hashlib.sha256(data).digest())
        return whole.hexdigest()

    def _is_done(self, learner: str) -> bool:
        record = self.records.read(learner)
        return (
            record is not None
            and record.fingerprint == self._prints[learner]
            and record.scores == self._saved.get(learner)
            and self._graded_path(learner).is_file()
        )

    def _graded_path(self, learner: str) -> Path:
        return self.course.graded / learner / self.assignment.name / self.notebook

    def _save(self, learner: str, result: dict, handed_in: bool) -> None:
        stamp = self._stamps[learner]
        path = self._graded_path(learner)
        saving.write_whole(path, saving.graded_notebook(result))
        if stamp:
            saving.write_whole(path.with_name(TIMESTAMP), stamp.encode())
        saving.save_scores(
            self.gradebook,
            self._late,
            learner,
            self.assignment.name,
            self.notebook.removesuffix(".ipynb"),
            result["scores"],
            result["answered"],
            stamp,
        )
        self.records.write(
            saving.Record(
                learner,
                self._prints[learner],
                handed_in,
                result["scores"],
                result["notes"],
                result["numbers"],
                result["right_numbers"],
            )
        )

    def report(self, learners: Iterable[str], failed: dict[str, str]) -> None:
        """Print each learner's points and notes, and who could not be graded."""
        records = {learner: self.records.read(learner) for learner in learners}
        records = {learner: record for learner, record in records.items() if record}
        borrowed = markets.borrowed(
            {learner: record.numbers for learner, record in records.items()},
            {learner: record.right_numbers for learner, record in records.items()},
        )
        for learner, record in records.items():
            points = sum(score or 0 for score in record.scores.values())
            to_mark = sum(score is None for score in record.scores.values())
            mark = f", {to_mark} to mark" if to_mark else ""
            print(f"{learner:30} {points:5g} points{mark}")
            for note in record.notes:
                print(f"    {note}")
            if learner in borrowed:
                print(
                    f"    The numbers are those of {borrowed[learner]}'s market: please ask both."
                )
        for learner, why in failed.items():
            print(f"{learner:30} could not be graded: {why}")

"""Every damaged and hostile submission: what it earns, and that it harms nothing."""

import hashlib
import os
import re
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest

from customerlab.checks import find_exercise
from grader import execution, grading
from grader.course import Course
from grader.desk import Desk
from tests.grading import hostile
from tests.grading.classroom import (
    ASSIGNMENT,
    NOTEBOOK,
    ROOT,
    answered,
    hand_in,
    make_course,
    run,
    scores,
    solutions,
)

pytestmark = pytest.mark.slow

DAMAGED = hostile.damaged()


def learner(kind: str, name: str) -> str:
    return f"{kind}-{re.sub(r'[^a-zA-Z]+', '_', name)}"


EXPECTED = {
    **{learner("attack", name): hostile.KEPT for name in hostile.ATTACKS},
    **{learner("attack", name): hostile.SPOILED for name in hostile.SPOILING},
    **{learner("answer", name): hostile.KEPT for name in hostile.ANSWERS},
    **{learner("function", n): hostile.KEPT - 3 + p for n, (_, p) in hostile.FUNCTIONS.items()},
    **{learner("damaged", name): points for name, (_, points) in DAMAGED.items()},
    "innocent-first": 18,
    "innocent-last": 18,
}


def hand_in_all(course: Path, port: int) -> dict[str, float]:
    def filled(code: str) -> str:
        shown = len(find_exercise("clean_names").parts[0].kind.inputs("wenlan"))
        known = {"course": course, "root": ROOT, "port": port, "shown": shown}
        for name, value in {**known, "solution": solutions()["clean_names"]}.items():
            code = code.replace("{" + name + "}", str(value))
        return code

    for name, code in hostile.ATTACKS.items():
        hand_in(course, learner("attack", name), hostile.attack(filled(code)))
    for name, code in hostile.ANSWERS.items():
        hand_in(course, learner("answer", name), hostile.attack(filled(code)))
    for name, (code, _) in hostile.FUNCTIONS.items():
        notebook = hostile.attack(filled(code), "clean_names")
        hand_in(course, learner("function", name), notebook)
    for name, (data, _) in DAMAGED.items():
        path = hand_in(course, learner("damaged", name), answered({}))
        path.write_bytes(data)
    for name in ("innocent-first", "innocent-last"):
        hand_in(course, name, hostile.attack("pass"))
    return hostile.put_odd_files(course)


@pytest.fixture(scope="module")
def batch(tmp_path_factory):
    """The whole corpus, graded in one go, with short limits; what it left behind."""
    course = make_course(tmp_path_factory.mktemp("hostile") / "course")
    (course / "class-of-others.txt").write_text("mine")
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket(socket.AF_UNIX) as other:
        server.setblocking(False)
        other.bind("\0customerlab-test")
        other.listen()
        other.setblocking(False)
        odd = hand_in_all(course, server.getsockname()[1])
        before = files(course)
        patch = pytest.MonkeyPatch()
        for name, seconds in (
            ("CELL_SECONDS", 2),
            ("CALL_SECONDS", 1),
            ("ASK_SECONDS", 1),
            ("GRACE", 1),
        ):
            patch.setattr(execution, name, seconds)
        grade(course)
        patch.undo()
        calls = [accepted(server), accepted(other)]
    return {
        "course": course,
        "scores": {who: sum(v or 0 for v in s.values()) for who, s in scores(course).items()},
        "expected": EXPECTED | odd,
        "changed": {
            path for path in before | files(course) if before.get(path) != files(course).get(path)
        },
        "calls": calls,
    }


def grade(course: Path) -> None:
    assignment = grading.Assignment(
        ASSIGNMENT,
        (course / "exercises" / ASSIGNMENT / NOTEBOOK).read_text("utf-8"),
        (course / "solutions" / ASSIGNMENT / NOTEBOOK).read_text("utf-8"),
        stations=2,
    )
    try:
        with ThreadPoolExecutor(2) as executor:
            desk = Desk(Course.at(course), assignment, NOTEBOOK)
            assert desk.grade(executor, desk.roster()) == {}
    finally:
        grading.finish(assignment)


def files(course: Path) -> dict[str, str]:
    """By path, what each file of the course holds, but for those that grading is to write."""
    written = ("autograded", "grading", "gradebook.db", "feedback", "submitted/odd-hard-link")
    found = {}
    for path in course.rglob("*"):
        name = path.relative_to(course).as_posix()
        if path.is_file() and not path.is_symlink() and not name.startswith(written):
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def accepted(server: socket.socket) -> bool:
    try:
        server.accept()
        return True
    except BlockingIOError:
        return False


def test_it_is_at_least_sixty_kinds():
    assert len(EXPECTED) >= 60


@pytest.mark.parametrize("who", EXPECTED)
def test_it_earns_what_its_answers_earn(batch, who):
    assert batch["scores"][who] == batch["expected"][who]


def test_odd_files_earn_what_they_are_worth(batch):
    odd = {who: points for who, points in batch["scores"].items() if who.startswith("odd-")}
    assert odd == {
        who: points for who, points in batch["expected"].items() if who.startswith("odd-")
    }


def test_nobody_else_has_a_row(batch):
    assert set(batch["scores"]) == set(batch["expected"])


def test_no_file_changed(batch):
    assert not batch["changed"]


def test_nobody_was_called(batch):
    assert batch["calls"] == [False, False]


def test_no_process_is_left(batch):
    left = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and int(folder.name) != os.getpid():
            try:
                command = (folder / "cmdline").read_bytes()
            except OSError:
                continue
            if b"987654" in command or b"grader.warm" in command:
                left.append(command)
    assert not left


def test_graded_notebooks_hold_no_hidden_test_and_nothing_alive(batch):
    for path in (batch["course"] / "autograded").rglob("*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            outputs = str(cell.get("outputs", ""))
            assert "HIDDEN" not in cell.source or "own-" in cell.id
            assert "<script" not in outputs and "<img" not in outputs and "\x1b" not in outputs
            assert "MISSY DREXLER" not in outputs or "clean_name" in outputs
            if cell.cell_type == "markdown" and (
                cell.id.startswith("own-") or cell.id == "may_link"
            ):
                assert "<script" not in cell.source


def test_feedback_and_export_go_on_from_here(batch):
    course = batch["course"]
    run(course, "nbgrader", "generate_feedback", ASSIGNMENT, "--student", "attack-leaves")
    page = course / "feedback" / "attack-leaves" / ASSIGNMENT / "exercises.html"
    assert "This cell ended the program" in page.read_text("utf-8")
    run(course, "nbgrader", "export")

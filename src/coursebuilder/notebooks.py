"""From the authors' text to notebooks: lessons for `course/`, exercises for `solutions/`."""

import re
from collections import Counter
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from coursebuilder.course import Chapter, Course, Lesson, heading, read_cells
from customerlab.checks import find_exercise

SET_UP = """\
# Set-up: run this cell first.
try:
    from customerlab.notebook import begin
except ModuleNotFoundError as missing:
    sentence = "Customer Lab isn't installed here: start the course as README.md says."
    missing._render_traceback_ = lambda: [sentence]
    raise
begin()"""

KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def _set_up() -> nbformat.NotebookNode:
    """The set-up cell, folded away: the first that a learner meets would be the least easy."""
    return new_code_cell(SET_UP, metadata={"jupyter": {"source_hidden": True}})


def home_notebook(course: Course) -> nbformat.NotebookNode:
    """The home page, on which JupyterLab opens."""
    cells = read_cells(course.root / "chapters" / "home.py")
    return _notebook([cells[0], _set_up(), *cells[1:]], "home")


def lesson_notebook(lesson: Lesson) -> nbformat.NotebookNode:
    """A lesson with its set-up cell, and a last cell that keeps it as finished."""
    closing = f'# Run this cell to keep this lesson as finished.\n{{call}}("{lesson.name}")'
    imported = "from customerlab.notebook import finish\n\n"
    cells = [
        lesson.cells[0],
        _set_up(),
        *lesson.cells[1:],
        new_code_cell(imported + closing.format(call="finish")),
    ]
    for cell in cells:
        cell.metadata.pop("role", None)
    return _notebook(cells, lesson.name.replace("/", "-"))


def exercises_notebook(chapter: Chapter) -> nbformat.NotebookNode:
    """The instructor's version of a chapter's exercises, with nbgrader's metadata."""
    cells = read_cells(chapter.exercises)
    numbers = {}
    for cell in cells:
        if "exercise" in cell.metadata:
            numbers.setdefault(cell.metadata["exercise"], len(numbers) + 1)
    made = [cells[0], _set_up()]
    for cell in cells[1:]:
        if "role" not in cell.metadata:
            made.append(cell)
            continue
        role, exercise = cell.metadata.pop("role"), cell.metadata.pop("exercise")
        made.append(EXERCISE_CELLS[role](cell, exercise, numbers[exercise]))
    return _notebook(made, chapter.name)


def _prompt(cell, exercise_id: str, number: int):
    exercise = find_exercise(exercise_id)
    title = heading(cell.source)
    points = f"{exercise.points:g} point{'s' if exercise.points != 1 else ''}"
    full = f"### {number} · {title} — {points}, about {exercise.minutes} minutes"
    cell.source = re.sub(r"^### .+$", lambda _: full, cell.source, count=1, flags=re.MULTILINE)
    return _graded(cell, f"{exercise_id}_prompt", locked=True)


def _hints(cell, exercise_id: str, number: int):
    """Three hints, each inside the one before, so that they open one at a time."""
    hints = [hint.strip() for hint in re.split(r"^\d\. ", cell.source, flags=re.MULTILINE)[1:]]
    folded = ""
    for place, hint in reversed(list(enumerate(hints, start=1))):
        indented = re.sub(r"\n {3}", "\n", hint)
        folded = (
            f"<details>\n<summary>Hint {place} of {len(hints)}</summary>\n\n{indented}\n\n"
            f"{folded}\n</details>"
        )
    cell.source = folded
    return _graded(cell, f"{exercise_id}_hints", locked=True)


def _answer(cell, exercise_id: str, number: int):
    return _graded(cell, exercise_id, solution=True)


def _check(cell, exercise_id: str, number: int):
    return _graded(
        cell,
        f"check_{exercise_id}",
        grade=True,
        locked=True,
        points=find_exercise(exercise_id).points,
    )


def _text(cell, exercise_id: str, number: int):
    points = find_exercise(exercise_id).points
    return _graded(cell, exercise_id, grade=True, solution=True, points=points)


def _solution(cell, exercise_id: str, number: int):
    """Why the answer is so: for `solutions/` only; nbgrader's generate step leaves it out."""
    cell.metadata["tags"] = ["solution"]
    cell.id = f"{exercise_id}_solution"
    return cell


EXERCISE_CELLS = {
    "prompt": _prompt,
    "hints": _hints,
    "answer": _answer,
    "check": _check,
    "text": _text,
    "solution": _solution,
}


def _graded(
    cell,
    grade_id: str,
    *,
    grade: bool = False,
    locked: bool = False,
    solution: bool = False,
    points: float | None = None,
):
    """The cell with what nbgrader needs to know of it."""
    cell.metadata["nbgrader"] = {
        "grade": grade,
        "grade_id": grade_id,
        "locked": locked,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }
    if points is not None:
        cell.metadata["nbgrader"]["points"] = points
    if locked:
        cell.metadata["deletable"] = False
        cell.metadata["editable"] = False
    cell.id = grade_id
    return cell


def _notebook(cells: list, name: str) -> nbformat.NotebookNode:
    """A notebook of these cells; a cell without a name of its own is named by its place."""
    made, counts = [], Counter()
    for cell in cells:
        new_cell = new_code_cell if cell.cell_type == "code" else new_markdown_cell
        kept_id = cell.id if "nbgrader" in cell.metadata or "tags" in cell.metadata else None
        counts["cells"] += 1
        made.append(
            new_cell(
                cell.source,
                id=kept_id or f"{name}-{counts['cells']:02d}"[-64:],
                metadata=dict(cell.metadata),
            )
        )
    notebook = new_notebook(cells=made, metadata=KERNEL)
    nbformat.validate(notebook)
    return notebook


def write_notebook(notebook: nbformat.NotebookNode, path: Path) -> None:
    """Write it as nbformat does, with the same bytes on every system."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = nbformat.writes(notebook, version=4)
    path.write_text(text.rstrip("\n") + "\n", encoding="utf-8", newline="\n")

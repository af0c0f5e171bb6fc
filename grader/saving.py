"""Saving: the gradebook and the graded notebooks. Only this, in the trusted process, writes them.

The gradebook is written through nbgrader's own interface, so that its formgrader, manual grading,
late penalties and exporters go on from there. A learner's graded notebook is written first, then
the gradebook in one transaction, then a record that both are done. Whenever it is stopped in
between, the next run finds no record and does the same again.
"""

import html
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook
from nbgrader.plugins import BasePlugin
from nbgrader.utils import parse_utc

from grader.referee import visible

RECORDS = "grading"  # the folder of records, beside the gradebook


@dataclass
class Record:
    """That a learner's submission was graded and saved.

    `fingerprint` says of what: the submission, the notebooks and the checks. `notes` is what was
    mended or noticed, in words that can be passed on. `numbers` were handed in on a personal
    market, and `right_numbers` would have been right there.
    """

    learner: str
    fingerprint: str
    handed_in: bool
    scores: dict[str, float | None]
    notes: list[str]
    numbers: dict[str, float]
    right_numbers: dict[str, float]


class Records:
    """The records of an assignment, one small file a learner."""

    def __init__(self, course: Path, assignment: str):
        self.folder = course / RECORDS / assignment

    def read(self, learner: str) -> Record | None:
        """None where there is none that can be used."""
        try:
            return Record(**json.loads((self.folder / f"{learner}.json").read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def write(self, record: Record) -> None:
        text = json.dumps(vars(record), indent=1, ensure_ascii=True)
        write_whole(self.folder / f"{record.learner}.json", text.encode())


def write_whole(path: Path, data: bytes, mode: int = 0o644) -> None:
    """All or nothing: whoever reads it, even after a power cut, never meets half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(part, mode)
        os.replace(part, path)
    except BaseException:
        os.unlink(part)
        raise


def sweep(*folders: Path) -> None:
    """Remove the half files that a run left which was killed while it wrote."""
    for folder in folders:
        for part in folder.rglob(".part-*"):
            part.unlink()


# The graded notebook -----------------------------------------------------------------------------


def graded_notebook(result: dict) -> bytes:
    """The notebook that the instructor and, as feedback, the learner see.

    Its outputs are the checks' own feedback and nothing that the learner's code made. What the
    learner wrote is shown as text: no markup of theirs comes to life.
    """
    cells = []
    for given in result["cells"]:
        cell = nbformat.from_dict(given)
        is_theirs = "nbgrader" not in cell.metadata or cell.metadata.nbgrader.solution
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
            cell.source = visible(cell.source) if is_theirs else cell.source
            feedback = result["feedback"].get(name)
            if feedback:
                shown = {"text/plain": f"{feedback['score']:g}", "text/html": feedback["html"]}
                cell.outputs = [nbformat.v4.new_output("execute_result", shown)]
            elif cell.id in result["stops"]:
                sentence = {"text/html": f"<p>{html.escape(result['stops'][cell.id])}</p>"}
                cell.outputs = [nbformat.v4.new_output("display_data", sentence)]
        elif cell.id.startswith("own-") or name in result["answered"]:
            cell.source = as_text(cell.source)
        cells.append(cell)
    cells[:0] = [
        nbformat.v4.new_markdown_cell(f"*{said}*", id=f"note-{n}")
        for n, said in enumerate(result["notes"])
    ]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=result["metadata"])
    return (nbformat.writes(notebook, version=4) + "\n").encode()


def as_text(source: str) -> str:
    """A learner's text for a markdown cell: shown as it was written, with nothing in it alive.

    In a <pre>, neither Markdown nor formulas are worked on; entities keep HTML from being HTML.
    """
    written = "".join(
        character
        if character.isalnum() or character in " ,.:;?!'()-+=\n" or ord(character) > 127
        else f"&#{ord(character)};"
        for character in visible(source)
    )
    lines = written.replace(
        "\n", "&#10;"
    )  # an empty line would end it for some readers of Markdown
    return f'<pre style="white-space: pre-wrap; font-family: inherit">{lines}</pre>'


# The gradebook -----------------------------------------------------------------------------------


def read_scores(gradebook: Gradebook, assignment: str) -> dict[str, dict[str, float | None]]:
    """By learner, the automatic score of each cell, as the gradebook has it."""
    scores = {}
    for submission in gradebook.assignment_submissions(assignment):
        scores[submission.student_id] = {
            grade.name: grade.auto_score
            for notebook in submission.notebooks
            for grade in notebook.grades
        }
    return scores


def save_scores(
    gradebook: Gradebook,
    late: BasePlugin,
    learner: str,
    assignment: str,
    notebook_name: str,
    scores: dict[str, float | None],
    answered: list[str],
    timestamp: str | None,
) -> None:
    """Put a learner's automatic scores into the gradebook, in one transaction.

    A score of None waits for the instructor; a score that the instructor gave before stays, and
    is marked to be looked at again, as nbgrader does.
    """
    gradebook.update_or_create_student(learner)
    when = {"timestamp": timestamp} if timestamp else {}
    with gradebook.db.no_autoflush:
        submission = gradebook.update_or_create_submission(assignment, learner, **when)
    for notebook in submission.notebooks:
        if notebook.name != notebook_name:
            continue
        for grade in notebook.grades:
            grade.auto_score = scores.get(grade.name, 0)
            grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None
        for comment in notebook.comments:
            comment.auto_comment = None if comment.name in answered else "No response."
        gradebook.db.flush()
        gradebook.db.refresh(notebook)
        notebook.late_submission_penalty = _penalty(late, learner, submission, notebook)
    gradebook.db.commit()


def _penalty(late: BasePlugin, learner: str, submission, notebook) -> float | None:
    """What the class's own rule takes off for being late; never more than there is."""
    if submission.total_seconds_late <= 0:
        return None
    penalty = late.late_submission_penalty(learner, notebook.score, submission.total_seconds_late)
    return None if penalty is None else min(max(penalty, 0), notebook.score)


def valid_timestamp(text: str) -> bool:
    """Whether nbgrader can read it as a time."""
    try:
        parse_utc(text)
    except (ValueError, OverflowError, TypeError):
        return False
    return True

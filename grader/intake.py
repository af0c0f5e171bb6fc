"""Intake: what a learner handed in, put into the notebook that was handed out.

The submission is rebuilt from the released notebook by grade id. Only the sources of answer cells
are taken, and of cells that the learner added; everything else, all metadata included, is as it was
handed out. That mends deleted, edited, demoted, duplicated and mis-versioned cells, and the learner
is told in words what was mended.
"""

import json
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

import nbformat

from grader.execution import Cell

MOST_BYTES = 30_000_000  # of a notebook file, pictures included
MOST_CELLS = 500
MOST_SOURCE = 100_000  # characters of a cell


class Unreadable(Exception):
    """The file can't be graded at all; its text says why, in words for the learner."""


@dataclass
class Handed:
    """What a learner handed in.

    notebook: the released one with the learner's answers and own cells in it. notes: what was
    mended. answered: grade ids of answer cells that differ from what was handed out.
    """

    notebook: nbformat.NotebookNode
    notes: list[str] = field(default_factory=list)
    answered: set[str] = field(default_factory=set)


# Files -------------------------------------------------------------------------------------------


def read_file(root: Path, *parts: str, most: int = MOST_BYTES) -> bytes | None:
    """A regular file below `root`; None where there is none.

    No part of the way may be a link, so nothing outside is read. Unreadable if it is anything but a
    regular file, or larger than `most`.
    """
    folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for part in parts[:-1]:
            inner = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=folder)
            os.close(folder)
            folder = inner
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
        file = os.open(parts[-1], flags, dir_fd=folder)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Unreadable("It is a link or something else that is no file.") from error
    finally:
        os.close(folder)
    try:
        facts = os.fstat(file)
        if not stat.S_ISREG(facts.st_mode):
            raise Unreadable("It is no regular file.")
        if facts.st_size > most:
            size = f"{facts.st_size / 1e6:.0f} MB"
            raise Unreadable(f"It has {size}; at most {most / 1e6:.0f} are taken.")
        with os.fdopen(file, "rb", closefd=False) as opened:
            return opened.read(most)
    finally:
        os.close(file)


def list_folder(root: Path, *parts: str) -> list[str]:
    """The names in a folder below `root`, reached without links; nothing where there is none."""
    folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for part in parts:
            inner = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=folder)
            os.close(folder)
            folder = inner
        return sorted(os.listdir(folder))
    except OSError:
        return []
    finally:
        os.close(folder)


# Notebooks ---------------------------------------------------------------------------------------


def rebuild(released: nbformat.NotebookNode, submitted: bytes) -> Handed:
    """The released notebook with the answers from the bytes of a submitted one; or Unreadable."""
    cells = _cells(submitted)
    places = {_grade_id(cell) or cell.id: place for place, cell in enumerate(released.cells)}
    taken: dict[int, list[str]] = {}  # sources handed in for a released cell, in order
    own: dict[
        int, list[tuple[str, str]]
    ] = {}  # kind and source of own cells, after a released cell
    after, seen_twice = -1, set()
    for cell in cells:
        place = _place(cell, places, released)
        if place is None:
            own.setdefault(after, []).append((cell["kind"], cell["source"]))
            continue
        if place in taken and _is_answer(released.cells[place]):
            # the last one counts, as in nbgrader; what came before it is run where it stood
            own.setdefault(place - 1, []).append((cell["kind"], taken[place][-1]))
            seen_twice.add(place)
        taken.setdefault(place, []).append(cell["source"])
        after = place
    return _put_together(released, taken, own, seen_twice)


def _put_together(released, taken, own, seen_twice) -> Handed:
    notebook = nbformat.from_dict({**released, "cells": []})
    handed = Handed(notebook)
    notebook.cells += _own_cells(own.get(-1, ()), -1)
    changed = 0
    for place, cell in enumerate(released.cells):
        cell = nbformat.from_dict(cell)
        name = _grade_id(cell)
        sources = taken.get(place)
        if _is_answer(cell):
            if sources is None:
                handed.notes.append(
                    f"The answer cell of “{name}” was missing. It counts as not answered."
                )
            elif sources[-1].strip() != cell.source.strip():
                cell.source = sources[-1]
                handed.answered.add(name)
            if place in seen_twice:
                handed.notes.append(
                    f"There were two answer cells for “{name}”. The last one counts."
                )
        elif sources is None or any(source.strip() != cell.source.strip() for source in sources):
            changed += 1
        notebook.cells.append(cell)
        notebook.cells += _own_cells(own.get(place, ()), place)
    if changed:
        handed.notes.append(
            f"{changed} cells that are not for answers had been changed or deleted. They were put "
            "back as they were handed out."
        )
    return handed


def _own_cells(cells, place: int) -> list[nbformat.NotebookNode]:
    make = {"code": nbformat.v4.new_code_cell, "markdown": nbformat.v4.new_markdown_cell}
    return [
        make["code" if kind == "code" else "markdown"](source, id=f"own-{place + 1}-{number}")
        for number, (kind, source) in enumerate(cells)
    ]


def _cells(submitted: bytes) -> list[dict]:
    """Of each cell the kind, the source, and the names by which it can be found."""
    try:
        notebook = json.loads(submitted.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Unreadable(
            "It is no notebook: perhaps it was damaged on the way, or renamed."
        ) from error
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if cells is None and isinstance(notebook, dict):
        sheets = notebook.get("worksheets")  # as notebooks were before 2015
        sheet = sheets[0] if isinstance(sheets, list) and sheets else {}
        cells = sheet.get("cells") if isinstance(sheet, dict) else None
    if not isinstance(cells, list):
        raise Unreadable("It holds no cells.")
    if len(cells) > MOST_CELLS:
        raise Unreadable(f"It has {len(cells)} cells; at most {MOST_CELLS} are taken.")
    return [_read(cell) for cell in cells if isinstance(cell, dict)]


def _read(cell: dict) -> dict:
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    source = source if isinstance(source, str) else ""
    if len(source) > MOST_SOURCE:
        raise Unreadable(f"One of its cells has more than {MOST_SOURCE:,} characters.")
    metadata = cell.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    return {
        "kind": "code" if cell.get("cell_type") == "code" else "markdown",
        "source": source.encode("utf-8", "replace").decode(),
        "names": [name for name in (grade_id, cell.get("id")) if isinstance(name, str)],
    }


def _place(cell: dict, places: dict[str, int], released) -> int | None:
    """The released cell that this one is, by its names; a cell without names by what it says."""
    for name in cell["names"]:
        if name in places:
            return places[name]
    if not cell["names"]:
        for place, known in enumerate(released.cells):
            if _grade_id(known) is None and known.source.strip() == cell["source"].strip():
                return place
    return None


def _grade_id(cell) -> str | None:
    return cell.metadata.get("nbgrader", {}).get("grade_id")


def _is_answer(cell) -> bool:
    return cell.metadata.get("nbgrader", {}).get("solution", False)


# What is run -------------------------------------------------------------------------------------


def opening(released: nbformat.NotebookNode) -> list[str]:
    """The sources of the cells with which the notebook begins, before the first that is graded."""
    sources = []
    for cell in released.cells:
        if cell.cell_type == "code":
            if _grade_id(cell) is not None:
                break
            sources.append(cell.source)
    return sources


def program(handed: Handed, questions: dict) -> list:
    """The steps of a submission: its code cells after the opening, and a question at each check.

    questions: by the check cell's grade id.
    """
    steps, begun = [], False
    for cell in handed.notebook.cells:
        begun = begun or _grade_id(cell) is not None
        if cell.cell_type != "code":
            continue
        if _grade_id(cell) in questions:
            steps.append(questions[_grade_id(cell)])
        elif begun or cell.id.startswith("own-"):
            steps.append(Cell(cell.id, cell.source))
    return steps

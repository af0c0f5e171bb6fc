"""What the course consists of: its chapters, and their lessons and exercises as notebooks."""

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import jupytext
from nbformat import NotebookNode


@dataclass(frozen=True)
class Lesson:
    """One lesson: the text that its author edits."""

    source: Path

    @property
    def name(self) -> str:
        """Chapter and lesson, such as `01_identification/1_who_is_the_customer`."""
        return f"{self.source.parent.name}/{self.source.stem}"

    @cached_property
    def cells(self) -> list[NotebookNode]:
        return read_cells(self.source)

    @property
    def title(self) -> str:
        return heading(self.cells[0].source)

    @property
    def minutes(self) -> int:
        return int(re.search(r"\*\*It takes\*\* about (\d+) minutes", self.cells[0].source)[1])

    @property
    def concepts(self) -> list[int]:
        """The numbers of the concepts that its cells say they teach."""
        marks = [cell.metadata.get("concepts", "") for cell in self.cells]
        return sorted({int(number) for mark in marks for number in re.findall(r"\d+", mark)})


@dataclass(frozen=True)
class Chapter:
    """A chapter: its folder in `chapters/`, its title, its lessons and its exercises."""

    folder: Path
    title: str

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def lessons(self) -> list[Lesson]:
        return [Lesson(path) for path in sorted(self.folder.glob("[0-9]_*.py"))]

    @property
    def exercises(self) -> Path | None:
        source = self.folder / "exercises.py"
        return source if source.exists() else None


@dataclass(frozen=True)
class Course:
    """The whole course, as `chapters/course.toml` lists it."""

    root: Path

    @cached_property
    def settings(self) -> dict:
        with open(self.root / "chapters" / "course.toml", "rb") as file:
            return tomllib.load(file)

    @property
    def chapters(self) -> list[Chapter]:
        return [
            Chapter(self.root / "chapters" / chapter["folder"], chapter["title"])
            for chapter in self.settings["chapters"]
        ]


def read_cells(source: Path) -> list[NotebookNode]:
    """The cells of a percent-format file."""
    return jupytext.reads(source.read_text(encoding="utf-8"), fmt="py:percent").cells


def heading(markdown: str) -> str:
    """The text of the first heading."""
    return re.search(r"^#+ +(.+)$", markdown, re.MULTILINE)[1]

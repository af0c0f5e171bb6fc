"""The contract of a lesson, checked by a program rather than by a reader."""

import re
from pathlib import Path

import pytest

from coursebuilder.course import Course

ROOT = Path(__file__).resolve().parents[2]
COURSE = Course(ROOT)
LESSONS = [lesson for chapter in COURSE.chapters for lesson in chapter.lessons]
each_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=[lesson.name for lesson in LESSONS])

# The numbers of the curriculum's concepts that each finished chapter has to teach.
TAUGHT = {"01_identification": {6, 7, 8, 9, 11, 12, 38, 39, 40, 41, 42, 43, 44, 160}}


def markdown(lesson) -> str:
    return "\n\n".join(cell.source for cell in lesson.cells if cell.cell_type == "markdown")


@each_lesson
def test_the_opening_says_what_for_and_how_long(lesson):
    opening = lesson.cells[0].source
    assert opening.startswith("# ")
    for paragraph in ("Questions", "Afterwards you can", "You need", "It takes"):
        assert f"**{paragraph}**" in opening, paragraph
    assert 15 <= lesson.minutes <= 45


@each_lesson
def test_the_parts_of_a_lesson_are_there_in_order(lesson):
    headings = re.findall(r"^## (.+)$", markdown(lesson), re.MULTILINE)
    assert headings[-3:] == ["Key points", "Words", "Read on"]
    if not lesson.name.startswith("00_"):
        assert any(heading.startswith("Play") for heading in headings)
        assert any(heading.startswith("Where it breaks") for heading in headings)
    assert len(re.findall("<details>", markdown(lesson))) >= 2, "predict, then run"


@each_lesson
def test_something_is_seen_within_the_first_three_code_cells(lesson):
    first = [cell for cell in lesson.cells if cell.cell_type == "code"][0]
    assert lesson.cells.index(first) <= 3


@each_lesson
def test_code_is_short_enough_to_read_aloud(lesson):
    sizes = sorted(
        len(cell.source.splitlines()) for cell in lesson.cells if cell.cell_type == "code"
    )
    assert sizes[-1] <= 12
    assert sizes[len(sizes) // 2] <= 6


@each_lesson
def test_no_wall_of_text(lesson):
    for cell in lesson.cells:
        if cell.cell_type == "markdown":
            for paragraph in re.split(r"\n\s*\n|\n(?=[-|])", cell.source):
                assert len(paragraph.split()) <= 120, paragraph[:80]


@each_lesson
def test_words_are_explained_in_one_sentence(lesson):
    words = [cell.source for cell in lesson.cells if cell.metadata.get("role") == "words"]
    assert len(words) == 1
    lines = [line for line in words[0].splitlines() if line.startswith("- ")]
    assert lines and all(re.match(r"- \*\*.+\*\*: \S.+\.$", line) for line in lines)


@pytest.mark.parametrize("chapter", TAUGHT)
def test_every_concept_of_a_chapter_has_its_place(chapter):
    found = {
        number
        for lesson in LESSONS
        if lesson.name.startswith(chapter)
        for number in lesson.concepts
    }
    assert found >= TAUGHT[chapter], sorted(TAUGHT[chapter] - found)


def test_a_written_solution_for_every_exercise():
    for chapter in COURSE.chapters:
        if chapter.exercises:
            text = chapter.exercises.read_text(encoding="utf-8")
            prompts = re.findall(r'role="prompt" exercise="(\w+)"', text)
            assert prompts == re.findall(r'role="solution" exercise="(\w+)"', text)

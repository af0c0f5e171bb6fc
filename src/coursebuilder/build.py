"""One builder for all derived files; CONTRIBUTING.md has the table of what comes from what."""

import shutil
from pathlib import Path

from coursebuilder import catalogue, datasets, environment, readme
from coursebuilder.course import Course
from coursebuilder.notebooks import (
    exercises_notebook,
    home_notebook,
    lesson_notebook,
    write_notebook,
)
from coursebuilder.release import generate_exercises


def build(root: Path) -> None:
    """Derive everything from the sources in `root`, and write it there."""
    course = Course(root)
    catalogue.write(course)
    datasets.write(root)
    environment.write(root)
    readme.write(course)
    for folder in ("course", "solutions", "exercises"):
        shutil.rmtree(root / folder, ignore_errors=True)
    write_notebook(home_notebook(course), root / "course" / "home.ipynb")
    for chapter in course.chapters:
        for lesson in chapter.lessons:
            write_notebook(lesson_notebook(lesson), root / "course" / f"{lesson.name}.ipynb")
        if chapter.exercises:
            path = root / "solutions" / chapter.name / "exercises.ipynb"
            write_notebook(exercises_notebook(chapter), path)
    generate_exercises(root)

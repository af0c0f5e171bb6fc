"""The list of chapters that the home page shows, derived from the chapters' sources."""

import json

from coursebuilder.course import Chapter, Course
from customerlab.checks import CHAPTERS


def write(course: Course) -> None:
    """Write `catalogue.json` into the notebook layer of the package."""
    chapters = [_chapter(chapter) for chapter in course.chapters]
    text = json.dumps(chapters, indent=1, ensure_ascii=False) + "\n"
    path = course.root / "src" / "customerlab" / "notebook" / "catalogue.json"
    path.write_text(text, encoding="utf-8", newline="\n")


def _chapter(chapter: Chapter) -> dict:
    lessons = [
        {
            "lesson": lesson.name,
            "title": lesson.title,
            "minutes": lesson.minutes,
            "path": f"{lesson.name}.ipynb",
        }
        for lesson in chapter.lessons
    ]
    exercises = None
    if chapter.exercises:
        declared = CHAPTERS[chapter.name]
        exercises = {
            "title": "Exercises",
            "minutes": sum(exercise.minutes for exercise in declared),
            "path": f"../exercises/{chapter.name}/exercises.ipynb",
            "points": {exercise.id: exercise.points for exercise in declared if exercise.parts},
            "points_by_hand": sum(exercise.text_points for exercise in declared),
        }
    return {"title": chapter.title, "lessons": lessons, "exercises": exercises}

"""Every chapter's exercises as the package knows them: what is right, and which mistakes exist."""

from customerlab.checks import identification
from customerlab.checks.exercise import Exercise
from customerlab.language import Problem, _

CHAPTERS: dict[str, tuple[Exercise, ...]] = {"01_identification": identification.EXERCISES}


def find_exercise(exercise_id: str) -> Exercise:
    """The exercise of that id; a Problem that lists the ids where there is none."""
    known = {exercise.id: exercise for chapter in CHAPTERS.values() for exercise in chapter}
    if exercise_id not in known:
        raise Problem(
            _("There is no exercise {id!r}; the exercises are {known}.").format(
                id=exercise_id, known=", ".join(known)
            )
        )
    return known[exercise_id]

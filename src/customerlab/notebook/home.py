"""The learner's way through the course: where a notebook begins and ends, and the home page."""

import html
import json
from pathlib import Path

import numpy as np
from IPython import get_ipython
from IPython.display import HTML

from customerlab.language import _
from customerlab.notebook import progress

CATALOGUE = Path(__file__).with_name("catalogue.json")


def catalogue() -> list[dict]:
    """The chapters in order, each with title, lessons and exercises; derived by the builder."""
    return json.loads(CATALOGUE.read_text(encoding="utf-8"))


def begin() -> None:
    """The first call of every notebook: errors are one line, and a number looks like a number."""
    shell = get_ipython()
    shell.InteractiveTB.set_mode("Minimal")
    np.set_printoptions(legacy="1.25")  # 12.0 rather than np.float64(12.0)
    shell.display_formatter.formatters["text/plain"].singleton_printers[id(...)] = (
        lambda dots, printer, cycle: printer.text(_("... (your turn)"))
    )


def finish(lesson: str) -> HTML:
    """The last call of a lesson: keeps it as finished, and shows what comes next."""
    kept = progress.record(lesson=lesson)
    said = _("Finished.") if kept else _("Finished, but not kept: progress.json can't be written.")
    step = _step_after(lesson)
    return HTML(
        f'<p role="status"><strong>{said}</strong> '
        f'{_("Next:")} <a href="../{step["path"]}">{html.escape(step["title"])}</a> · '
        f'<a href="../home.ipynb">{_("Home")}</a></p>'
    )


def home() -> HTML:
    """Every chapter with a progress bar, its lessons and its exercises, and what to do next."""
    folder = progress.course_folder()
    kept = progress.load(folder) if folder else progress.Progress()
    steps = [step for chapter in catalogue() for step in _steps(chapter)]
    todo = [step for step in steps if not _is_done(step, kept)]
    if todo:
        ahead = (
            f"<p><strong>{_('Do this next:')}</strong> "
            f'<a href="{todo[0]["path"]}">{html.escape(todo[0]["title"])}</a></p>'
        )
    else:
        ahead = f"<p><strong>{_('You have finished everything that is here.')}</strong></p>"
    # Said again at the end: JupyterLab scrolls down to it.
    chapters = "".join(_chapter_in_html(chapter, kept) for chapter in catalogue())
    return HTML(ahead + chapters + ahead)


def _steps(chapter: dict) -> list[dict]:
    """The chapter's notebooks in the order in which a learner takes them."""
    exercises = [chapter["exercises"]] if chapter["exercises"] else []
    return [*chapter["lessons"], *exercises]


def _step_after(lesson: str) -> dict:
    steps = [step for chapter in catalogue() for step in _steps(chapter)]
    place = [step.get("lesson") for step in steps].index(lesson)
    return (steps + [{"path": "home.ipynb", "title": _("the home page")}])[place + 1]


def _is_done(step: dict, kept: progress.Progress) -> bool:
    if "lesson" in step:
        return step["lesson"] in kept.lessons
    return all(kept.points.get(name, 0) >= points for name, points in step["points"].items())


def _chapter_in_html(chapter: dict, kept: progress.Progress) -> str:
    parts = _steps(chapter)
    lessons = [step for step in parts if "lesson" in step]
    read = sum(_is_done(step, kept) for step in lessons)
    rows = [_bar(_("Lessons finished"), read, len(lessons))]
    if chapter["exercises"]:
        points = chapter["exercises"]["points"]
        earned = sum(min(kept.points.get(name, 0), most) for name, most in points.items())
        rows.append(_bar(_("Points earned"), earned, sum(points.values())))
        if by_hand := chapter["exercises"]["points_by_hand"]:
            note = _("and {points:g} points for a text that an instructor marks").format(
                points=by_hand
            )
            rows.append(f"<p>{note}</p>")
    links = "".join(
        f"<li>{'✓ ' if _is_done(step, kept) else ''}"
        f'<a href="{step["path"]}">{html.escape(step["title"])}</a>'
        f"{_(', about {minutes} minutes').format(minutes=step['minutes'])}"
        f"{_(' (done)') if _is_done(step, kept) else ''}</li>"
        for step in parts
    )
    return f"<h3>{html.escape(chapter['title'])}</h3>{''.join(rows)}<ol>{links}</ol>"


def _bar(label: str, value: float, most: float) -> str:
    text = f"{label}: {value:g} / {most:g}"
    return (
        f'<p><progress value="{value:g}" max="{most:g}" aria-label="{text}" '
        f'style="width: 16em; height: 1em; vertical-align: middle"></progress> {text}</p>'
    )

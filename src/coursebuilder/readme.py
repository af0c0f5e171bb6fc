"""The parts of README.md that follow from the course: its links and its table of lessons."""

import re
from urllib.parse import quote

from coursebuilder.course import Course


def write(course: Course) -> None:
    """Fill in what stands between the marks `<!-- binder -->` and `<!-- lessons -->`."""
    path = course.root / "README.md"
    text = path.read_text(encoding="utf-8")
    for mark, made in {"binder": binder_button(course), "lessons": lesson_table(course)}.items():
        text = re.sub(
            rf"(<!-- {mark} -->\n).*?(<!-- end -->)",
            lambda found, made=made: f"{found[1]}{made}\n{found[2]}",
            text,
            flags=re.DOTALL,
        )
    path.write_text(text, encoding="utf-8", newline="\n")


def binder_link(course: Course, notebook: str) -> str:
    """Where Binder opens a notebook of the course in JupyterLab."""
    owner_and_name = course.settings["repository"].split("github.com/")[1]
    path = quote(f"lab/tree/{notebook}", safe="")
    branch = course.settings["branch"]
    return f"https://mybinder.org/v2/gh/{owner_and_name}/{branch}?urlpath={path}"


def colab_link(course: Course, notebook: str) -> str:
    """Where Google Colab opens a notebook of the course."""
    owner_and_name = course.settings["repository"].split("github.com/")[1]
    branch = course.settings["branch"]
    return f"https://colab.research.google.com/github/{owner_and_name}/blob/{branch}/{notebook}"


def binder_button(course: Course) -> str:
    """The button that starts the course in a browser."""
    link = binder_link(course, "course/home.ipynb")
    return f"[![Start in the browser, on Binder](https://mybinder.org/badge_logo.svg)]({link})"


def lesson_table(course: Course) -> str:
    """Every lesson with its minutes and its links."""
    rows = ["| lesson | minutes | open |", "|---|---|---|"]
    for chapter in course.chapters:
        for lesson in chapter.lessons:
            path = f"course/{lesson.name}.ipynb"
            rows.append(
                f"| [{chapter.title.split()[0]}.{lesson.source.stem[0]} {lesson.title}]({path}) "
                f"| {lesson.minutes} | [Binder]({binder_link(course, path)}) · "
                f"[Colab]({colab_link(course, path)}) |"
            )
    return "\n".join(rows)

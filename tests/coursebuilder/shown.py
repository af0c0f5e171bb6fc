"""What the cells of each lesson show, kept as text beside the tests.

The prose of a lesson quotes what its cells show. When a test says that a lesson shows something
else now, read its prose against the new outputs, then keep them:

    python -m tests.coursebuilder.shown
"""

import shutil
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[2]
KEPT = Path(__file__).parent / "shown"


def run(path: Path) -> nbformat.NotebookNode:
    """The notebook after running all of its cells, in the folder that holds it."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook, timeout=120, resources={"metadata": {"path": str(path.parent)}}
    ).execute()
    return notebook


def shown(notebook: nbformat.NotebookNode) -> str:
    """The outputs of its cells as text; a figure is its text alternative."""
    texts = []
    for number, cell in enumerate(notebook.cells[:-1], start=1):  # the last keeps progress
        for output in cell.get("outputs", []):
            text = output["text"] if "text" in output else output.data.get("text/plain", "")
            if "<IPython" not in text and "VBox" not in text:
                texts.append(f"--- cell {number}\n{text.rstrip()}\n")
    return "".join(texts)


def kept_file(lesson: Path) -> Path:
    return KEPT / lesson.parent.name / f"{lesson.stem}.txt"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        course = Path(shutil.copytree(ROOT / "course", Path(folder, "course")))
        for lesson in sorted(course.rglob("[0-9]_*.ipynb")):
            kept_file(lesson).parent.mkdir(parents=True, exist_ok=True)
            kept_file(lesson).write_text(shown(run(lesson)), encoding="utf-8", newline="\n")

"""Every notebook runs from the top, as a learner runs it, without an error or a warning."""

import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted(
    path
    for folder in ("course", "exercises", "solutions")
    for path in (ROOT / folder).rglob("*.ipynb")
    if ".ipynb_checkpoints" not in path.parts
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A copy, so that running keeps no progress in the repository."""
    folder = tmp_path_factory.mktemp("course")
    for name in ("course", "exercises", "solutions"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: str(path.relative_to(ROOT)))
def test_notebook_runs_from_the_top(path, folder):
    copy = folder / path.relative_to(ROOT)
    notebook = nbformat.read(copy, as_version=4)
    NotebookClient(
        notebook, timeout=120, resources={"metadata": {"path": str(copy.parent)}}
    ).execute()
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            assert output.output_type != "error", output
            assert output.get("name") != "stderr", output

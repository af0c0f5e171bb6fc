"""Every notebook runs from the top, as a learner runs it, and shows what its prose says."""

import shutil
from pathlib import Path

import pytest

from tests.coursebuilder.shown import ROOT, kept_file, run, shown

pytestmark = pytest.mark.slow

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
def test_notebook_runs_from_the_top_and_shows_what_its_prose_was_read_against(path, folder):
    notebook = run(folder / path.relative_to(ROOT))
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            assert output.output_type != "error", output
            assert output.get("name") != "stderr", output
    if path.name[0].isdigit():  # a lesson
        assert shown(notebook) == kept_file(path).read_text(encoding="utf-8")

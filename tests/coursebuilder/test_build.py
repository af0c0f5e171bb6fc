"""Derived files are what the builder makes of the sources now, byte for byte."""

import json
import shutil
import subprocess
from pathlib import Path

import nbformat
import pytest

from coursebuilder.build import build

ROOT = Path(__file__).resolve().parents[2]
DERIVED = ("course", "solutions", "exercises", "datasets")
FILES = ("environment.yml", "README.md", "src/customerlab/notebook/catalogue.json")
NOTEBOOKS = sorted(path for folder in DERIVED[:3] for path in (ROOT / folder).rglob("*.ipynb"))


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory) -> Path:
    """A copy of the sources, without anything derived but README.md, built anew."""
    folder = tmp_path_factory.mktemp("rebuilt")
    ignore = shutil.ignore_patterns("__pycache__", "*.egg-info", "catalogue.json")
    for name in ("chapters", "src"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignore)
    for name in ("README.md", "nbgrader_config.py", "requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    build(folder)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    paths = [path for name in DERIVED for path in (folder / name).rglob("*") if path.is_file()]
    paths += [folder / name for name in FILES]
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in paths
        if ".ipynb_checkpoints" not in path.parts
    }


def test_derived_files_are_up_to_date(rebuilt):
    made, committed = contents(rebuilt), contents(ROOT)
    assert sorted(made) == sorted(committed)
    changed = [name for name in made if made[name] != committed[name]]
    assert not changed, f"run `python start.py build`: {changed}"


def test_building_twice_makes_the_same_bytes(rebuilt):
    before = contents(rebuilt)
    build(rebuilt)
    assert contents(rebuilt) == before


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: str(path.relative_to(ROOT)))
def test_notebooks_are_valid_and_hold_no_outputs(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert not any(cell.get("outputs") for cell in notebook.cells)
    ids = [cell.id for cell in notebook.cells]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "path", sorted((ROOT / "exercises").rglob("*.ipynb")), ids=lambda p: p.parent.name
)
def test_a_learner_gets_no_solution_and_no_hidden_test(path):
    text = path.read_text(encoding="utf-8")
    for mark in ("BEGIN SOLUTION", "HIDDEN TESTS", "_solution", "also="):
        assert mark not in text


def test_points_are_one_number_everywhere():
    for path in (ROOT / "exercises").rglob("*.ipynb"):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        promised = [
            "".join(cell["source"]).split("— ")[1].split(" point")[0]
            for cell in cells
            if cell["metadata"].get("nbgrader", {}).get("grade_id", "").endswith("_prompt")
        ]
        graded = [
            f"{cell['metadata']['nbgrader']['points']:g}"
            for cell in cells
            if cell["metadata"].get("nbgrader", {}).get("grade")
        ]
        assert promised == graded


def test_nothing_committed_names_this_machine_or_a_package_registry():
    names = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    hosts = [".".join(words) for words in (("files", "pythonhosted"), ("pypi", "org", "simple"))]
    for name in filter(None, names):
        path = ROOT / name
        if path.suffix != ".png" and path.is_file():
            text = path.read_text(encoding="utf-8")
            assert str(ROOT) + "/" not in text, name
            assert not any(host in text for host in [*hosts, "registry" + ".npmjs"]), name

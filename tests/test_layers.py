"""Data flows one way through the package: no layer imports one on its right."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "customerlab"
LAYERS = ["language", "market", "models", "simulations", "checks", "notebook"]
FILES = sorted(PACKAGE.rglob("*.py"))


def imported_layers(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    words = [name.split(".") for name in names if name.startswith("customerlab.")]
    return {word[1] for word in words if word[1] in LAYERS}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_nothing_on_the_left_imports_anything_on_its_right(path):
    place = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if place in LAYERS:
        allowed = set(LAYERS[: LAYERS.index(place) + 1])
        assert imported_layers(path) <= allowed


@pytest.mark.parametrize(
    "path",
    [path for path in FILES if path.relative_to(PACKAGE).parts[0] != "notebook"],
    ids=lambda path: path.relative_to(PACKAGE).as_posix(),
)
def test_the_core_does_its_work_without_a_notebook_and_without_nbgrader(path):
    text = path.read_text(encoding="utf-8")
    for library in ("IPython", "ipywidgets", "nbgrader", "jupyter", "matplotlib"):
        assert f"import {library}" not in text and f"from {library}" not in text

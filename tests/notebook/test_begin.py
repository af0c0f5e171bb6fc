"""What a learner meets when something is missing or wrong: one sentence, and no traceback."""

import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from coursebuilder.notebooks import SET_UP


def errors(*cells: str) -> list:
    """The error outputs of a notebook with these cells, in which errors may happen."""
    notebook = new_notebook(cells=[new_code_cell(source) for source in cells])
    NotebookClient(notebook, timeout=60, allow_errors=True, kernel_name="python3").execute()
    outputs = [output for cell in notebook.cells for output in cell.outputs]
    return [output for output in outputs if output.output_type == "error"]


@pytest.fixture
def without_the_package(tmp_path, monkeypatch):
    """A Python in which `customerlab` can't be imported, as in a notebook opened elsewhere."""
    hook = "import sys; sys.modules['customerlab'] = None"
    (tmp_path / "sitecustomize.py").write_text(hook, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))


def test_a_notebook_without_the_package_says_so_in_one_sentence(without_the_package):
    (error,) = errors(SET_UP)
    assert error.traceback == [
        "Customer Lab isn't installed here: start the course as README.md says."
    ]


def test_a_plan_out_of_range_and_a_slip_of_the_pen_are_one_line_each():
    plan = "from customerlab.simulations import ChannelFiles\nChannelFiles.Plan(merge_from=700)"
    refused, slip = errors(SET_UP, plan, "flies")
    assert refused.traceback == ["`merge_from` is 700; I need a number from -20 to 40 (weight)."]
    assert len("".join(slip.traceback).strip().splitlines()) == 1
    assert "name 'flies' is not defined" in slip.traceback[0]


def test_numbers_are_shown_as_numbers_and_dots_as_an_invitation():
    notebook = new_notebook(
        cells=[
            new_code_cell(source)
            for source in (SET_UP, "import numpy as np\n[np.float64(1.5), np.int64(2)]", "...")
        ]
    )
    NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
    shown = [cell.outputs[0].data["text/plain"] for cell in notebook.cells[1:]]
    assert shown == ["[1.5, 2]", "... (your turn)"]

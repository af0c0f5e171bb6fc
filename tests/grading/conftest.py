"""The course's own grader is in the making: its tests run when CUSTOMERLAB_GRADER is set.

They take turns on a machine, since they fill it and look for processes that were left over.
"""

import fcntl
import os
import tempfile
from pathlib import Path

import pytest

IN_THE_MAKING = ("test_grader", "test_hostile", "test_interruption", "test_many_machines")


def pytest_collection_modifyitems(items):
    if os.environ.get("CUSTOMERLAB_GRADER"):
        return
    skip = pytest.mark.skip(reason="the grader is in the making: set CUSTOMERLAB_GRADER to test it")
    for item in items:
        if item.path.stem in IN_THE_MAKING and item.path.parent == Path(__file__).parent:
            item.add_marker(skip)


@pytest.fixture(scope="module", autouse=True)
def alone_on_this_machine():
    """Wait until no other worker is in a module of this folder."""
    with open(Path(tempfile.gettempdir(), "customerlab-grading.lock"), "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield

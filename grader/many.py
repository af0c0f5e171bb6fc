"""Grading on many machines, by a dask scheduler: `python -m grader grade … --scheduler tcp://…`.

Each worker keeps its own warm processes and sandbox; between machines go bytes and plain data, over
dask's own connections. A worker that dies costs nothing: what it had is graded by another.
"""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from grader.course import CannotGrade


@contextmanager
def executor_of(scheduler: str) -> Iterator[Executor]:
    """The workers of this scheduler, as an executor; CannotGrade where dask isn't installed or
    nobody answers."""
    try:
        from distributed import Client
    except ImportError as missing:
        raise CannotGrade("For --scheduler, install the package `distributed` first.") from missing
    try:
        client = Client(scheduler, timeout="20s", set_as_default=False)
    except (OSError, ValueError) as problem:
        raise CannotGrade(f"No scheduler answers at {scheduler}: {problem}") from problem
    with client:
        yield client.get_executor(pure=False, retries=3)

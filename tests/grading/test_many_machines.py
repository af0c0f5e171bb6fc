"""On a dask scheduler with two workers: the same scores, also when a worker is killed halfway."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.grading.classroom import ASSIGNMENT, hand_in, make_course, ordinary, run, scores

pytest.importorskip("distributed", reason="the package `distributed` isn't installed")
pytestmark = pytest.mark.slow

CLASS = 12


def start(folder: Path, *command: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def wait_for(there, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < until
        time.sleep(0.1)


def test_a_worker_killed_halfway_costs_nothing(tmp_path):
    here, there = make_course(tmp_path / "here"), make_course(tmp_path / "there")
    for number in range(CLASS):
        for course in (here, there):
            hand_in(course, f"learner{number:02}", ordinary(number))
    run(here, "grader", "grade", ASSIGNMENT)

    address = tmp_path / "scheduler.json"
    nobody = ["--no-dashboard", "--scheduler-file", str(address)]
    processes = [
        start(
            tmp_path,
            "distributed.cli.dask_scheduler",
            "--host",
            "127.0.0.1",
            "--port",
            "0",
            *nobody,
        )
    ]
    try:
        wait_for(address.exists)
        for number in range(2):
            home = tmp_path / f"worker{number}"
            home.mkdir()
            options = ["--nthreads", "1", "--no-nanny", *nobody]
            processes.append(start(home, "distributed.cli.dask_worker", *options))
        scheduler = json.loads(address.read_text())["address"]
        grading = start(there, "grader", "grade", ASSIGNMENT, "--scheduler", scheduler)
        records = there / "grading" / ASSIGNMENT
        wait_for(lambda: records.is_dir() and len(list(records.iterdir())) >= CLASS // 3)
        processes[1].kill()
        assert grading.wait(120) == 0
    finally:
        for process in processes:
            process.kill()
            process.wait()
    assert scores(there) == scores(here)

"""Grading one submission, from bytes to plain data: the piece of work that is done in parallel.

An executor of any kind can carry it: what goes in is picklable and small, what comes out is plain
data, and no folder is shared. Each process that grades keeps its own warm stations and referee.
"""

import hashlib
import json
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, as_completed, wait
from dataclasses import dataclass
from functools import lru_cache

import nbformat

from customerlab.market.randomness import DEFAULT_SEED
from grader import execution, intake, referee
from grader.execution import Cell


@dataclass(frozen=True)
class Assignment:
    """One notebook of an assignment, as every worker gets it.

    released and solutions: the notebooks as text. stations: how many submissions a process carries
    out at a time. sandboxed: whether learners' code is locked in. kernel: whether each submission
    gets a real kernel.
    """

    name: str
    released: str
    solutions: str
    stations: int = 1
    sandboxed: bool = True
    kernel: bool = False


@dataclass
class Work:
    """What a process keeps for an assignment: the parsed notebook, stations and verdicts."""

    released: nbformat.NotebookNode
    opening: list[str]
    checks: dict[str, str]  # of the solution notebook, by grade id
    stations: execution.Stations
    verdicts: dict[bytes, dict]


MOST_VERDICTS = 20_000
MOST_UNDER_WAY = 64


_preparing = threading.Lock()


def prepare(assignment: Assignment) -> Work:
    """Start the warm stations of this process and read the notebooks, once for each assignment."""
    with _preparing:
        return _prepare(assignment)


@lru_cache(maxsize=4)
def _prepare(assignment: Assignment) -> Work:
    released = nbformat.reads(assignment.released, as_version=4)
    solutions = nbformat.reads(assignment.solutions, as_version=4)
    opening = intake.opening(released)
    checks = {
        cell.metadata.nbgrader.grade_id: cell.source
        for cell in solutions.cells
        if cell.cell_type == "code"
        and cell.metadata.get("nbgrader", {}).get("grade")
        and not cell.metadata.nbgrader.solution
    }
    stations = execution.Stations(
        opening, assignment.stations, assignment.sandboxed, assignment.kernel
    )
    return Work(released, opening, checks, stations, {})


@lru_cache(maxsize=64)
def tests(assignment: Assignment, seed: str) -> dict[str, referee.Test]:
    """What the checks of this assignment try on the market `seed`, by grade id."""
    work = prepare(assignment)
    read = referee.read_tests(work.opening, list(work.checks.values()), seed)
    return dict(zip(work.checks, read, strict=True))


@lru_cache(maxsize=64)
def questions(assignment: Assignment, seed: str) -> dict[str, execution.Question]:
    return {name: referee.question(test, seed) for name, test in tests(assignment, seed).items()}


def grade(assignment: Assignment, submitted: bytes, seed: str) -> dict:
    """Everything that saving needs to know of one submission, as plain data.

    `cells` and `metadata` are those of the graded notebook; `scores` by grade id, None where the
    instructor marks; `feedback` by check cell; `answered` the answers that aren't as they were
    handed out; `stops` by cell how it stopped; `notes` what was mended; `numbers` handed in, and
    `right_numbers`, on a personal market.
    """
    work = prepare(assignment)
    try:
        handed = intake.rebuild(work.released, submitted)
    except intake.Unreadable as unreadable:
        return not_graded(assignment, f"What was handed in can't be read. {unreadable}")
    steps = intake.program(handed, questions(assignment, seed))
    if seed != DEFAULT_SEED:  # the warm process has the default market
        steps = [Cell(f"opening {n}", source) for n, source in enumerate(work.opening)] + steps
    with work.stations.house() as house:
        performance = execution.perform(house, steps, {referee.SEED_VARIABLE: seed})
    feedback = {
        name: _judge(work, name, test, seed, performance)
        for name, test in tests(assignment, seed).items()
    }
    result = _result(handed, feedback, performance)
    if seed != DEFAULT_SEED:
        for test in tests(assignment, seed).values():
            answers = performance.answers.get(test.exercise)
            result["numbers"] |= referee.numbers(test, answers)
            result["right_numbers"] |= referee.right_numbers(test, seed)
    return result


def _judge(work: Work, name: str, test, seed: str, performance) -> dict:
    """The verdict as plain data; the same answers are judged once, however many hand them in."""
    answers = performance.answers.get(test.exercise)
    outcomes = performance.outcomes.get(test.exercise)
    broke = performance.broke.get(f"check {test.exercise}")
    came = json.dumps([name, seed, answers, outcomes])
    key = hashlib.sha256(came.encode()).digest()
    if key not in work.verdicts:
        feedback = referee.judge(test, seed, answers, outcomes)
        verdict = {"score": float(repr(feedback)), "html": feedback._repr_html_()}
        if len(work.verdicts) < MOST_VERDICTS:
            work.verdicts[key] = verdict
    return work.verdicts[key] | {"broke": broke}


def finish(assignment: Assignment) -> None:
    """End the warm stations of this process."""
    prepare(assignment).stations.close()
    _prepare.cache_clear()


def not_graded(assignment: Assignment, why: str) -> dict:
    """The result of a submission that is missing or can't be read: nothing earned, and why."""
    released = nbformat.reads(assignment.released, as_version=4)
    return _result(intake.Handed(released, [why]), {}, execution.Performance())


def _result(handed: intake.Handed, feedback: dict[str, dict], performance) -> dict:
    scores, stops = {}, {}
    for cell in handed.notebook.cells:
        graded = cell.metadata.get("nbgrader", {})
        if graded.get("grade"):
            name = graded["grade_id"]
            earned = feedback[name]["score"] if name in feedback else 0
            scores[name] = None if name in handed.answered else earned
        said = referee.how_it_stopped(
            performance.stops.get(cell.id), performance.broke.get(cell.id)
        )
        if said:
            stops[cell.id] = said
    return {
        "cells": [dict(cell) for cell in handed.notebook.cells],
        "metadata": dict(handed.notebook.metadata),
        "scores": scores,
        "feedback": feedback,
        "answered": sorted(handed.answered),
        "stops": stops,
        "notes": handed.notes,
        "numbers": {},
        "right_numbers": {},
    }


def grade_all(
    executor: Executor, assignment: Assignment, submissions: Iterable[tuple[str, bytes, str]]
) -> Iterator[tuple[str, Future]]:
    """Grade on the executor; yield each learner with the future of the result, as they are done.

    submissions: learner, bytes and the market's seed. Only some are read and under way at a time.
    """
    running = {}
    for learner, submitted, seed in submissions:
        running[executor.submit(grade, assignment, submitted, seed)] = learner
        if len(running) >= MOST_UNDER_WAY:
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                yield running.pop(future), future
    for future in as_completed(running):
        yield running[future], future

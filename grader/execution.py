"""One submission, carried out in a sandbox: its cells in order, its answers as plain data.

A program of steps goes in: cells to run, and questions to ask at the points where the notebook has
its checks. When a cell breaks its room (it ends the process, never ends, hands out nonsense), a new
room is opened and everything is run again without that cell, so that it costs no other answer.

Functions are called last of all, in copies of the process that were made where the notebook has its
checks, and that wait until everything else is sealed. So what a hidden test calls a function with
can leave the sandbox only as that function's own result.
"""

import os
import queue
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from grader.channel import NONSENSE, TOO_LONG, Lost, receive, send

CELL_SECONDS = 30
CALL_SECONDS = 5
ASK_SECONDS = 10
GRACE = 5  # seconds beyond a limit after which the room is closed from outside
SUBMISSION_SECONDS = 180  # after which only cells are run that have ended well before
MOST_ROOMS = 20
WARM_SECONDS = 120


@dataclass(frozen=True)
class Cell:
    """Code to run; `name` says whose it is."""

    name: str
    source: str


@dataclass(frozen=True)
class Function:
    """A function to call: with which arguments, as plain data, and what of a table to keep."""

    name: str
    keep: tuple[str, ...] | None
    inputs: tuple[tuple, ...]


@dataclass(frozen=True)
class Question:
    """The answers of one exercise: variables with the columns to keep of each, and functions."""

    exercise: str
    variables: tuple[tuple[str, tuple[str, ...] | None], ...]
    functions: tuple[Function, ...] = ()

    @property
    def name(self) -> str:
        return f"check {self.exercise}"


@dataclass
class Performance:
    """What came out of the sandbox. Nothing in it is to be trusted, and nothing in it is a score.

    answers: by exercise and variable. outcomes: by exercise and function, one for each call that
    came to an end. stops: by cell, the error that stopped it. broke: by step, why the room had to
    be closed; such a step was left out of what came after.
    """

    answers: dict[str, dict[str, object]] = field(default_factory=dict)
    outcomes: dict[str, dict[str, list]] = field(default_factory=dict)
    stops: dict[str, dict] = field(default_factory=dict)
    broke: dict[str, str] = field(default_factory=dict)


class Room:
    """One sandboxed process, from outside."""

    def __init__(self, house: socket.socket, environment: dict[str, str], snapshots: int):
        pairs = [socket.socketpair() for _ in range(1 + snapshots)]
        socket.send_fds(house, [b"o"], [theirs.fileno() for _, theirs in pairs])
        receive(house, 60)
        for ours, theirs in pairs:
            theirs.close()
            ours.settimeout(CELL_SECONDS)
        self._house = house
        self.main, *self.snapshots = [ours for ours, _ in pairs]
        self.kept: set[str] = set()  # exercises of which a copy of the process waits
        try:
            send(self.main, environment)
            _reply("ready", receive(self.main, WARM_SECONDS))  # nothing of the learner's ran yet
        except Lost as lost:
            self.close()
            raise RuntimeError("No room could be opened in the sandbox.") from lost

    def close(self) -> None:
        for channel in (self.main, *self.snapshots):
            channel.close()
        self._house.sendall(b"c")
        receive(self._house, 60)

    def run(self, source: str) -> object:
        send(self.main, {"run": source, "seconds": CELL_SECONDS})
        return _reply("ended", receive(self.main, CELL_SECONDS + GRACE))

    def ask(self, variables) -> object:
        send(self.main, {"ask": variables, "seconds": ASK_SECONDS})
        seconds = ASK_SECONDS * len(variables) + GRACE
        return _reply("answers", receive(self.main, seconds))

    def keep_snapshot(self, number: int, exercise: str) -> None:
        send(self.main, {"snapshot": number})
        if _reply("kept", receive(self.main, ASK_SECONDS)) is True:
            self.kept.add(exercise)


def _reply(kind: str, message: object) -> object:
    """What a reply of this kind holds; Lost if it is another kind of message."""
    if not isinstance(message, dict) or kind not in message:
        raise Lost(NONSENSE)
    return message[kind]


def call_on_all(channel: socket.socket, function: Function) -> list:
    """The outcome of each call, as far as they came to an end."""
    outcomes = []
    with suppress(Lost):
        for arguments in function.inputs:
            send(
                channel,
                {
                    "call": function.name,
                    "arguments": arguments,
                    "keep": function.keep,
                    "seconds": CALL_SECONDS,
                },
            )
            outcome = _reply("outcome", receive(channel, CALL_SECONDS + GRACE))
            outcomes.append(outcome)
            if isinstance(outcome, dict) and outcome.get("raised") == "TimeIsUp":
                break  # each further call may take as long
    return outcomes


class Stations:
    """Some warm processes on this machine, for one notebook; each carries out one submission at a
    time.

    opening: the cells with which the notebook begins, run once for all. sandboxed=False runs what
    learners handed in with the rights of whoever grades. kernel=True starts a real kernel for each
    submission, which is slow.
    """

    def __init__(
        self, opening: list[str], count: int, sandboxed: bool = True, kernel: bool = False
    ):
        pairs = [socket.socketpair() for _ in range(count)]
        numbers = [theirs.fileno() for _, theirs in pairs]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "grader.warm", *map(str, numbers)],
            pass_fds=numbers,
            env=_environment(),
            stdin=subprocess.DEVNULL,
        )
        for _, theirs in pairs:
            theirs.close()
        self._houses = [ours for ours, _ in pairs]
        self._free = queue.SimpleQueue()
        for house in self._houses:
            self._free.put((house, False))
        send(self._houses[0], {"opening": opening, "sandboxed": sandboxed, "kernel": kernel})

    @contextmanager
    def house(self) -> Iterator[socket.socket]:
        """A warm process that is free; RuntimeError where none could be started."""
        house, is_warm = self._free.get()
        try:
            if not is_warm:
                _wait_until_warm(house)
            yield house
        finally:
            self._free.put((house, True))

    def close(self) -> None:
        for house in self._houses:
            house.close()
        try:
            self._process.wait(1)
        except subprocess.TimeoutExpired:  # it isn't warm yet
            self._process.kill()  # what it forked dies with it
            self._process.wait()


def _wait_until_warm(house: socket.socket) -> None:
    try:
        said = receive(house, WARM_SECONDS)
    except Lost as lost:
        raise RuntimeError("The warm process did not start; what it said stands above.") from lost
    if "missing" in said:
        raise RuntimeError(f"The sandbox lacks a layer: {said['missing']}")


def _environment() -> dict[str, str]:
    """What the warm process is told of this machine: no secrets, one thread for each library."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TZ") if name in os.environ}
    threads = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    # Memory that large arrays leave is kept for the next; to fetch it anew costs more than sums.
    memory = {"MALLOC_MMAP_THRESHOLD_": "1000000000", "MALLOC_TRIM_THRESHOLD_": "1000000000"}
    return {**kept, **threads, **memory, "MPLBACKEND": "agg", "PYTHONHASHSEED": "0"}


def perform(
    house: socket.socket, program: list[Cell | Question], environment: dict[str, str]
) -> Performance:
    """Carry out a submission's program in rooms of this house; nothing that it does raises."""
    return _Attempts(house, program, environment).carry_out()


class _Attempts:
    """A submission on its way: which cells ended well, which broke a room, what was answered."""

    def __init__(self, house: socket.socket, program: list, environment: dict[str, str]):
        self.house, self.program, self.environment = house, program, environment
        self.performance = Performance()
        self.functions = [s for s in program if isinstance(s, Question) and s.functions]
        self.ended_well: set[str] = set()
        self.until = time.monotonic() + SUBMISSION_SECONDS

    def carry_out(self) -> Performance:
        for _ in range(MOST_ROOMS):
            if self._in_a_room():
                break
        for question in self.functions:
            outcomes = self.performance.outcomes.get(question.exercise, {})
            if not all(outcomes.get(function.name) for function in question.functions):
                self._call_again(question)
        return self.performance

    def _in_a_room(self) -> bool:
        """Run everything, then call the functions; whether it came to the end."""
        room = Room(self.house, self.environment, len(self.functions))
        try:
            if not self._run_through(room):
                return False
            for question, channel in zip(self.functions, room.snapshots, strict=True):
                if question.exercise in room.kept:
                    self._call(channel, question)
            return True
        finally:
            room.close()

    def _call_again(self, question: Question) -> None:
        """For a copy of the process that was gone when asked: run up to there, ask at once."""
        room = Room(self.house, self.environment, 0)
        try:
            if self._run_through(room, only=question):
                self._call(room.main, question)
        finally:
            room.close()

    def _run_through(self, room: Room, only: Question | None = None) -> bool:
        """Run cells and take answers; whether it came to the end. A cell that breaks it is noted.

        With `only`, nothing is asked, and it ends where that question stands.
        """
        for step in self.program:
            if step.name in self.performance.broke:
                continue
            try:
                if isinstance(step, Cell):
                    self._run(room, step)
                elif step is only:
                    return True
                elif only is None:
                    self._ask(room, step)
            except Lost as lost:
                self.performance.broke[step.name] = lost.reason
                return False
        return True

    def _run(self, room: Room, cell: Cell) -> None:
        if time.monotonic() > self.until and cell.name not in self.ended_well:
            self.performance.broke[cell.name] = TOO_LONG
            return
        ended = room.run(cell.source)
        if not isinstance(ended, dict):
            raise Lost(NONSENSE)
        self.ended_well.add(cell.name)
        if ended.get("stopped"):
            self.performance.stops[cell.name] = ended

    def _ask(self, room: Room, question: Question) -> None:
        if question.variables and question.exercise not in self.performance.answers:
            self.performance.answers[question.exercise] = room.ask(question.variables)
        if question.functions:
            room.keep_snapshot(self.functions.index(question), question.exercise)

    def _call(self, channel: socket.socket, question: Question) -> None:
        self.performance.outcomes[question.exercise] = {
            function.name: call_on_all(channel, function) for function in question.functions
        }

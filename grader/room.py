"""What runs inside the sandbox, beside the learner's code: it runs cells and hands out answers.

Everything here may be patched, lied to or killed by the learner's code, and nothing outside trusts
it: what it hands out are answers, and an answer is all that a submission can forge.
"""

import json
import os
import signal
import socket
import traceback
from contextlib import contextmanager
from pathlib import Path

from IPython.core.interactiveshell import InteractiveShell
from jupyter_client.manager import KernelManager
from traitlets.config import Config

from grader.channel import Lost, receive, send
from grader.plain import from_plain, to_plain


class TimeIsUp(KeyboardInterrupt):
    """As if the learner had pressed the stop button, which a cell's own `except` lets through."""


@contextmanager
def _time_limit(seconds: float):
    def stop(*_):
        raise TimeIsUp

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


class Shell:
    """IPython without a kernel: cells, magics and top-level await, and nothing is shown."""

    can_fork = True

    def __init__(self):
        config = Config()
        config.HistoryManager.enabled = False
        self.shell = InteractiveShell.instance(config=config)
        for name in ("showtraceback", "showsyntaxerror", "showindentationerror"):
            setattr(self.shell, name, lambda *_, **__: None)

    @property
    def variables(self) -> dict:
        return self.shell.user_ns

    def run(self, source: str, seconds: float) -> dict:
        """Run a cell; how it ended: nothing, or the error's type and the line that raised it."""
        error = None
        try:
            with _time_limit(seconds):
                result = self.shell.run_cell(source, silent=True)
            error = result.error_before_exec or result.error_in_exec
        except BaseException as raised:  # whatever the cell did to the shell
            error = raised
        if error is None:
            return {"stopped": None}
        return {"stopped": type(error).__name__, "line": _line(error)}

    def ask(self, names: list, seconds: float) -> dict:
        return ask(self.variables, names, seconds)

    def call(self, name: str, arguments: list, keep: list[str] | None, seconds: float) -> dict:
        return call(self.variables, name, arguments, keep, seconds)


class KernelShell:
    """A real kernel in the same room, to check that nothing comes out differently there.

    It hands over answers in a file of the room.
    """

    can_fork = False  # a kernel has threads

    def __init__(self, opening: list[str]):
        folder = Path.cwd()
        os.environ["JUPYTER_RUNTIME_DIR"] = os.environ["IPYTHONDIR"] = str(folder)
        self._manager = KernelManager(transport="ipc", connection_file=str(folder / "kernel.json"))
        self._manager.start_kernel(extra_arguments=["--HistoryManager.enabled=False"])
        self._client = self._manager.blocking_client()
        self._client.start_channels()
        self._client.wait_for_ready(60)
        self._file = folder / "answers.json"
        for source in opening:
            self.run(source, 120)

    def run(self, source: str, seconds: float) -> dict:
        try:
            reply = self._client.execute_interactive(
                source, allow_stdin=False, timeout=seconds, output_hook=lambda message: None
            )["content"]
        except TimeoutError:
            self._manager.interrupt_kernel()
            return {"stopped": "TimeIsUp"}
        return {"stopped": reply.get("ename") if reply["status"] == "error" else None}

    def ask(self, names: list, seconds: float) -> dict:
        return self._handed_over("ask", names, seconds)

    def call(self, name: str, arguments: list, keep: list[str] | None, seconds: float) -> dict:
        return self._handed_over("call", name, arguments, keep, seconds)

    def _handed_over(self, what: str, *arguments) -> dict:
        """Do it in the kernel, with its own variables."""
        told = json.dumps(arguments)
        work = f"room.{what}(globals(), *__import__('json').loads({told!r}))"
        self.run(
            "from grader import room\n"
            f"room.Path({str(self._file)!r}).write_text(room.json.dumps({work}))\ndel room",
            120,
        )
        return json.loads(self._file.read_text())


def ask(variables: dict, names: list, seconds: float) -> dict:
    """The answers by these names, as plain data; each with the columns to keep."""
    return {
        name: _plain(lambda name=name: variables[name], keep, seconds)
        if name in variables
        else {"absent": True}
        for name, keep in names
    }


def call(
    variables: dict, name: str, arguments: list, keep: list[str] | None, seconds: float
) -> dict:
    """What the learner's function returns, or how it stopped."""
    given = [from_plain(argument) for argument in arguments]
    try:
        with _time_limit(seconds):
            returned = variables[name](*given)
    except BaseException as raised:  # a learner's function may raise anything, exit included
        return {"raised": type(raised).__name__[:60], "text": _text_of(raised)}
    return {"returned": _plain(lambda: returned, keep, seconds)}


def _plain(value, keep: list[str] | None, seconds: float) -> object:
    """The value as plain data; one that can't be looked at, or is too large, is named so."""
    try:
        with _time_limit(seconds):
            return to_plain(value(), keep)
    except BaseException:
        return {"other": "object", "callable": False, "text": ""}


def _line(error: BaseException) -> int | None:
    """The line of the cell at which it stopped."""
    try:
        if isinstance(error, SyntaxError):
            return error.lineno
        for frame in traceback.extract_tb(error.__traceback__):
            if "ipython-input" in frame.filename:
                return frame.lineno
    except BaseException:
        return None
    return None


def _text_of(error: BaseException) -> str:
    try:
        return str(error)[:200]
    except BaseException:
        return ""


def serve(channel: socket.socket, shell, snapshots: list[socket.socket]) -> None:
    """Do what is asked over the channel until nobody asks any more."""
    mine = os.getpid()
    while True:
        try:
            request = receive(channel)
        except Lost:
            os._exit(0)
        if "run" in request:
            reply = {"ended": shell.run(request["run"], request["seconds"])}
        elif "ask" in request:
            reply = {"answers": shell.ask(request["ask"], request["seconds"])}
        elif "call" in request:
            outcome = shell.call(
                request["call"], request["arguments"], request["keep"], request["seconds"]
            )
            reply = {"outcome": outcome}
        elif "snapshot" in request and not shell.can_fork:
            reply = {"kept": False}
        elif "snapshot" in request:
            keeper = snapshots[request["snapshot"]]
            if os.fork() == 0:
                for other in (channel, *snapshots):
                    if other is not keeper:
                        other.close()  # so that whoever asks sees at once when another is gone
                serve(keeper, shell, [])
            keeper.close()
            reply = {"kept": True}
        if os.getpid() != mine:
            os._exit(0)  # a child that the learner's code forked and forgot
        try:
            send(channel, reply)
        except Lost:
            os._exit(0)
        except ValueError:  # a reply that is no JSON, such as of code that patched us
            os._exit(1)

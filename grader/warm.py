"""The warm process: it has imported what a submission needs and made the market, and forks rooms.

It runs only the course's own code and knows no secret: no submission, no solution, no hidden test.
`python -m grader.warm` takes the numbers of its sockets as arguments, and over the first of them
its orders: which cells open the notebook, and whether to sandbox. It then forks one house for each
socket, so that the imports are paid for once.
"""

import gc
import importlib
import os
import signal
import socket
import sys
import tempfile

from grader import sandbox
from grader.channel import Lost, receive, send
from grader.room import KernelShell, Shell, serve

IMPORTS = (
    "matplotlib.pyplot",
    "pandas",
    "scipy.stats",
    "customerlab.notebook",
    "customerlab.checks",
)


def main() -> None:
    sandbox.die_with_parent()
    channels = [socket.socket(fileno=int(number)) for number in sys.argv[1:]]
    orders = receive(channels[0])
    shell = _warm_shell(orders["opening"])
    houses = []
    for channel in channels:
        house = os.fork()
        if house == 0:
            sandbox.die_with_parent()
            for other in channels:
                if other is not channel:
                    other.close()
            _keep_house(channel, shell, orders)
        houses.append(house)
    for channel in channels:
        channel.close()
    for house in houses:
        os.waitpid(house, 0)


def _warm_shell(opening: list[str]) -> Shell:
    for name in IMPORTS:
        importlib.import_module(name)
    shell = Shell()
    for source in opening:
        stopped = shell.run(source, 120)
        if stopped["stopped"]:
            sys.exit(f"The notebook's own first cells stop with {stopped['stopped']}.")
    _make_tables(shell.variables)
    gc.collect()
    gc.freeze()  # so that collecting garbage in a child doesn't copy what it shares
    return shell


def _make_tables(variables: dict) -> None:
    """Have every simulation make all its tables once, before there are children."""
    from customerlab.simulations.protocol import Simulation

    for value in list(variables.values()):
        if isinstance(value, Simulation):
            for name in value.data:
                value.data[name]


def _keep_house(channel: socket.socket, shell: Shell, orders: dict) -> None:
    """Open and close rooms as asked, until nobody asks any more."""
    try:
        if orders["sandboxed"]:
            sandbox.enter_house(sandbox.shown_paths())
            if orders["kernel"]:
                sandbox.allow_loopback()
    except sandbox.LayerMissing as missing:
        send(channel, {"missing": str(missing)})
        os._exit(1)
    send(channel, {"ready": True})
    room = None
    while True:
        try:
            message, descriptors, *_ = socket.recv_fds(channel, 1, 64)
        except OSError:
            message = b""
        if message == b"o":
            room = _open_room(
                channel, shell, orders, [socket.socket(fileno=d) for d in descriptors]
            )
            send(channel, {"open": True})
        elif message == b"c":
            send(channel, {"ended": _close_room(room)})
        else:
            os._exit(0)


def _open_room(
    house: socket.socket, shell: Shell, orders: dict, channels: list[socket.socket]
) -> int:
    """Fork a room that serves the first channel, with the others for its snapshots."""
    sockets = sandbox.WITH_NETLINK if orders["kernel"] else sandbox.SOCKETS
    limits = sandbox.Limits(sockets=sockets)
    room = sandbox.fork_into_room(limits) if orders["sandboxed"] else os.fork()
    if room:
        for channel in channels:
            channel.close()
        return room
    house.close()
    if not orders["sandboxed"]:
        os.setsid()
        os.chdir(tempfile.mkdtemp(prefix="submission-"))
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    os.close(nothing)
    os.environ["HOME"] = os.getcwd()
    os.environ.update(receive(channels[0]))
    if orders["kernel"]:
        shell = KernelShell(orders["opening"])
    send(channels[0], {"ready": True})
    serve(channels[0], shell, channels[1:])


def _close_room(room: int) -> int:
    """End the room and everything in it; how it ended, as the system counts."""
    try:
        os.kill(room, signal.SIGKILL)
    except ProcessLookupError:
        return 0
    return os.waitstatus_to_exitcode(os.waitpid(room, 0)[1])


if __name__ == "__main__":
    try:
        main()
    except Lost:
        sys.exit(0)

"""Messages between processes: JSON with its length before it, over a socket, with a deadline."""

import json
import select
import socket
import struct
import time

from grader.plain import MOST_BYTES, Malformed, loads


class Lost(Exception):
    """The other side is gone, or what it sends can't be used; `reason` says how it went."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


GONE, TOO_LONG, NONSENSE = "gone", "too long", "nonsense"


def send(channel: socket.socket, message: object) -> None:
    """Lost where nobody is there to take it."""
    data = json.dumps(message, allow_nan=False).encode()
    try:
        channel.sendall(struct.pack("!I", len(data)) + data)
    except OSError as error:
        raise Lost(GONE) from error


def receive(channel: socket.socket, seconds: float | None = None) -> object:
    """The next message; Lost if there is none in time, or if it is no message.

    Never waits longer than `seconds`, however slowly the other side writes.
    """
    until = None if seconds is None else time.monotonic() + seconds
    (length,) = struct.unpack("!I", _exactly(channel, 4, until))
    if length > MOST_BYTES:
        raise Lost(NONSENSE)
    try:
        return loads(_exactly(channel, length, until))
    except Malformed as error:
        raise Lost(NONSENSE) from error


def _exactly(channel: socket.socket, count: int, until: float | None) -> bytes:
    data = bytearray()
    while len(data) < count:
        left = None if until is None else max(0, until - time.monotonic())
        if not select.select([channel], [], [], left)[0]:
            raise Lost(TOO_LONG)
        try:
            came = channel.recv(min(count - len(data), 1 << 20))
        except OSError as error:
            raise Lost(GONE) from error
        if not came:
            raise Lost(GONE)
        data += came
    return bytes(data)

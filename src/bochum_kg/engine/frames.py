"""Messages between the processes of the embedded engine: a JSON header and a body, each with its length in front."""

import asyncio
import json
import socket
import struct
from collections.abc import Mapping
from time import monotonic
from typing import Any, Final

__all__ = ["Message", "pack", "receive", "receive_async", "send"]

_LENGTHS: Final = struct.Struct("!II")
#: Bytes that are asked for before the length of a message is known: most messages fit.
_FIRST: Final = 16_384


def pack(header: Mapping[str, Any], body: bytes = b"") -> bytes:
    """Return a message as it is sent."""
    head = json.dumps(header).encode()
    return _LENGTHS.pack(len(head), len(body)) + head + body


def send(channel: socket.socket, header: Mapping[str, Any], body: bytes = b"") -> None:
    """Send one message.

    Raises:
        OSError: the other side is gone.
    """
    channel.sendall(pack(header, body))


def receive(
    channel: socket.socket, *, seconds: float | None = None, arriving: "Message | None" = None
) -> tuple[dict[str, Any], bytes]:
    """Wait for one message; the other side sends the next one only after an answer.

    Args:
        channel: where it comes from.
        seconds: how long to wait; None waits without end.
        arriving: what has come of it so far, to wait on after a time-out.

    Raises:
        TimeoutError: it did not arrive whole in time.
        EOFError: the other side is gone.
    """
    deadline = None if seconds is None else monotonic() + seconds
    message = arriving or Message()
    while room := message.room:
        channel.settimeout(None if deadline is None else max(deadline - monotonic(), 0.000_1))
        try:
            count = channel.recv_into(room)
        except ConnectionError:
            count = 0
        message.took(count)
    return message.parts


async def receive_async(channel: socket.socket) -> tuple[dict[str, Any], bytes]:
    """Wait for one message without blocking the event loop; the channel is non-blocking.

    Raises:
        EOFError: the other side is gone.
    """
    loop = asyncio.get_running_loop()
    message = Message()
    while room := message.room:
        try:
            count = await loop.sock_recv_into(channel, room)
        except ConnectionError:
            count = 0
        message.took(count)
    return message.parts


class Message:
    """A message that arrives bit by bit."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._buffer = bytearray(_FIRST)
        self._filled = 0
        self._length: int | None = None

    @property
    def room(self) -> memoryview:
        """Return where the next bytes belong; nothing once the message is whole."""
        return memoryview(self._buffer)[self._filled : self._length]

    def took(self, count: int) -> None:
        """Take into account that so many bytes came; none at all is the end of the other side."""
        if count == 0:
            raise EOFError
        self._filled += count
        if self._length is None and self._filled >= _LENGTHS.size:
            self._length = _LENGTHS.size + sum(_LENGTHS.unpack_from(self._buffer))
            if self._length > _FIRST:
                self._buffer = self._buffer[: self._filled] + bytes(self._length - self._filled)

    @property
    def parts(self) -> tuple[dict[str, Any], bytes]:
        """Return header and body."""
        start = _LENGTHS.size + _LENGTHS.unpack_from(self._buffer)[0]
        return json.loads(self._buffer[_LENGTHS.size : start]), bytes(memoryview(self._buffer)[start : self._length])

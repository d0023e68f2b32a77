"""Messages between the processes of the embedded engine: a JSON header and a body, each with its length in front."""

import json
import socket
import struct
from collections.abc import Mapping
from time import monotonic
from typing import Any, Final

__all__ = ["receive", "send"]

_LENGTHS: Final = struct.Struct("!II")


def send(channel: socket.socket, header: Mapping[str, Any], body: bytes = b"") -> None:
    """Send one message.

    Raises:
        OSError: the other side is gone.
    """
    head = json.dumps(header).encode()
    channel.sendall(_LENGTHS.pack(len(head), len(body)) + head + body)


def receive(channel: socket.socket, *, seconds: float | None = None) -> tuple[dict[str, Any], bytes]:
    """Wait for one message.

    Raises:
        TimeoutError: it did not arrive whole in time.
        EOFError: the other side is gone.
    """
    deadline = None if seconds is None else monotonic() + seconds
    head_length, body_length = _LENGTHS.unpack(_read(channel, _LENGTHS.size, deadline))
    content = _read(channel, head_length + body_length, deadline)
    return json.loads(bytes(content[:head_length])), bytes(content[head_length:])


def _read(channel: socket.socket, length: int, deadline: float | None) -> memoryview:
    buffer = memoryview(bytearray(length))
    position = 0
    while position < length:
        channel.settimeout(None if deadline is None else max(deadline - monotonic(), 0.000_1))
        try:
            count = channel.recv_into(buffer[position:])
        except ConnectionError:
            count = 0
        if count == 0:
            raise EOFError
        position += count
    return buffer

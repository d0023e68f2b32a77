"""Two ways to wait, for one and the same course of events: in a thread of one's own, or in the event loop."""

import asyncio
import socket
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from concurrent.futures import wait as wait_for
from typing import Any, Final, ParamSpec, Protocol, TypeVar

from bochum_kg.engine.frames import receive, receive_async

__all__ = ["BLOCKING", "LOOPING", "Reply", "Waits", "finish"]

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")
Reply = tuple[dict[str, Any], bytes]


class Waits(Protocol):
    """What takes time when a query is handed to a worker."""

    async def settle(self, place: "Future[Any]", seconds: float) -> None:
        """Wait until a place in the line is served, at most so many seconds."""
        ...

    async def exchange(self, channel: socket.socket, message: bytes, seconds: float) -> Reply:
        """Send a message and return the answer to it.

        Raises:
            TimeoutError: it did not come in time.
            EOFError, OSError: the other side is gone.
        """
        ...

    async def call(
        self, function: Callable[Parameters, Result], *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> Result:
        """Call a function that blocks for a moment."""
        ...


class _Blocking:
    """Waits in the thread that asks; nothing here ever suspends."""

    async def settle(self, place: "Future[Any]", seconds: float) -> None:
        wait_for([place], seconds)

    async def exchange(self, channel: socket.socket, message: bytes, seconds: float) -> Reply:
        channel.settimeout(seconds)
        channel.sendall(message)
        return receive(channel, seconds=seconds)

    async def call(
        self, function: Callable[Parameters, Result], *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> Result:
        return function(*args, **kwargs)


class _Looping:
    """Waits in the event loop, so that a query costs no thread."""

    async def settle(self, place: "Future[Any]", seconds: float) -> None:
        await asyncio.wait([asyncio.wrap_future(place)], timeout=seconds)

    async def exchange(self, channel: socket.socket, message: bytes, seconds: float) -> Reply:
        channel.settimeout(0)
        async with asyncio.timeout(seconds):
            await asyncio.get_running_loop().sock_sendall(channel, message)
            return await receive_async(channel)

    async def call(
        self, function: Callable[Parameters, Result], *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> Result:
        return await asyncio.to_thread(function, *args, **kwargs)


BLOCKING: Final[Waits] = _Blocking()
LOOPING: Final[Waits] = _Looping()


def finish(course: Coroutine[Any, Any, Result]) -> Result:
    """Run a coroutine to its end that waits by ``BLOCKING`` only, and so never suspends."""
    try:
        course.send(None)
    except StopIteration as end:
        result: Result = end.value
        return result
    problem = "A course that should have blocked was suspended."
    raise RuntimeError(problem)

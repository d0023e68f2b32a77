"""Two ways to wait, for one and the same course of events: in a thread of one's own, or in the event loop."""

import asyncio
import socket
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from concurrent.futures import wait as wait_for
from contextlib import suppress
from typing import Any, Final, ParamSpec, Protocol, TypeVar

from bochum_kg.engine.frames import Message, receive, receive_async

__all__ = ["BLOCKING", "LOOPING", "Reply", "Talk", "Waits", "finish"]

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")
Reply = tuple[dict[str, Any], bytes]


class Talk(Protocol):
    """A question that was put to a worker."""

    async def reply(self, seconds: float) -> Reply:
        """Return the answer; after a time-out it can be waited for again.

        Raises:
            TimeoutError: it did not come in time.
            EOFError, OSError: the other side is gone.
        """
        ...

    async def stop(self) -> None:
        """Wait for no answer any more; the channel is of no use then."""
        ...


class Waits(Protocol):
    """What takes time when a query is handed to a worker."""

    async def settle(self, place: "Future[Any]", seconds: float) -> None:
        """Wait until a place in the line is served, at most so many seconds."""
        ...

    async def talk(self, channel: socket.socket, message: bytes) -> Talk:
        """Send a message, to which an answer will come.

        Raises:
            OSError: the other side is gone.
        """
        ...

    async def call(
        self, function: Callable[Parameters, Result], *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> Result:
        """Call a function that blocks for a moment, to its end even if nobody waits for it any more."""
        ...


class _Blocking:
    """Waits in the thread that asks; nothing here ever suspends."""

    async def settle(self, place: "Future[Any]", seconds: float) -> None:
        wait_for([place], seconds)

    async def talk(self, channel: socket.socket, message: bytes) -> Talk:
        channel.settimeout(None)
        channel.sendall(message)
        return _BlockingTalk(channel)

    async def call(
        self, function: Callable[Parameters, Result], *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> Result:
        return function(*args, **kwargs)


class _BlockingTalk:
    def __init__(self, channel: socket.socket) -> None:
        self._channel, self._arriving = channel, Message()

    async def reply(self, seconds: float) -> Reply:
        return receive(self._channel, seconds=seconds, arriving=self._arriving)

    async def stop(self) -> None:
        """Do nothing: nobody waits."""


class _Looping:
    """Waits in the event loop, so that a query costs no thread."""

    async def settle(self, place: "Future[Any]", seconds: float) -> None:
        await asyncio.wait([asyncio.wrap_future(place)], timeout=seconds)

    async def talk(self, channel: socket.socket, message: bytes) -> Talk:
        channel.settimeout(0)
        loop = asyncio.get_running_loop()
        await loop.sock_sendall(channel, message)
        return _LoopingTalk(loop.create_task(receive_async(channel)))

    async def call(
        self, function: Callable[Parameters, Result], *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> Result:
        task = asyncio.ensure_future(asyncio.to_thread(function, *args, **kwargs))
        try:
            return await asyncio.shield(task)
        finally:
            while not task.done():
                with suppress(asyncio.CancelledError):
                    await asyncio.wait([task])


class _LoopingTalk:
    def __init__(self, task: "asyncio.Task[Reply]") -> None:
        self._task = task

    async def reply(self, seconds: float) -> Reply:
        # Not cancelled at a time-out: bytes that had just been read would be lost.
        done, _ = await asyncio.wait([self._task], timeout=seconds)
        if not done:
            raise TimeoutError
        return self._task.result()

    async def stop(self) -> None:
        # Only when the loop has let go of the channel may it be closed.
        if self._task.cancel():
            await asyncio.wait([self._task])


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

"""The pool of workers as the web process sees it: it hands queries out, keeps the clock, and replaces what died."""

import asyncio
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any, Final

from bochum_kg.engine.embedded.lane import Lane, SlowQueries, over
from bochum_kg.engine.embedded.waits import BLOCKING, Reply, Talk, Waits, finish
from bochum_kg.engine.frames import pack, receive, send
from bochum_kg.engine.waiting import quick
from bochum_kg.errors import EngineError, LimitError, ReleaseError
from bochum_kg.settings import Settings

__all__ = ["WorkerPool"]

#: Seconds in which a zygote that is told to end has ended.
_PATIENCE: Final = 5.0
#: How nice a worker with a slow query is to all others (nice(1)).
_NICE: Final = 10
#: What the end of a worker tells about its query.
_CAUSES: Final = {
    signal.SIGABRT: "memory_limit",
    signal.SIGSEGV: "nesting_limit",
    signal.SIGBUS: "nesting_limit",
    signal.SIGALRM: "time_limit",
}


@dataclass(frozen=True, slots=True)
class _Worker:
    """A worker process, the channel to it, and the zygote that it comes from."""

    pid: int
    channel: socket.socket
    zygote: "_Zygote"

    @property
    def ended(self) -> bool:
        """Say whether an idle worker is gone: nothing but the end can be read from it."""
        if self.channel.fileno() < 0:
            return True
        poll = select.poll()
        poll.register(self.channel, select.POLLIN)
        return bool(poll.poll(0))


class _Zygote:
    """The zygote process and the socket over which workers are asked for."""

    def __init__(self, file: Path, prefixes: Mapping[str, str], settings: Settings) -> None:
        """Start it and wait until it has loaded the file.

        Raises:
            ReleaseError: the file cannot be loaded.
        """
        self.control, theirs = socket.socketpair()
        command = [sys.executable, "-P", "-m", "bochum_kg.engine.embedded.zygote", str(theirs.fileno())]
        self.process = subprocess.Popen(  # noqa: S603 - our own module, run by our own interpreter
            command,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        theirs.close()
        limits = {"memory": settings.memory_limit, "result": settings.result_limit, "seconds": settings.time_limit}
        try:
            send(self.control, {"file": os.fspath(file), "prefixes": dict(prefixes), "limits": limits})
            loaded, _ = receive(self.control)
        except (EOFError, OSError):
            loaded = {"error": "the process that loads it ended"}
        if "error" in loaded:
            self.close()
            problem = f"{file} cannot be loaded as N-Quads: {loaded['error']}; build the release anew."
            raise ReleaseError(problem)
        self.graphs = tuple(loaded["graphs"])

    def worker(self, *, instead_of: _Worker | None = None) -> tuple[_Worker, int]:
        """End a worker of this zygote and start another; return it with the signal that ended the first."""
        send(self.control, {"end": instead_of.pid if instead_of and instead_of.zygote is self else None})
        _, descriptors, _, _ = socket.recv_fds(self.control, 1, 1)
        if not descriptors:
            raise EOFError
        channel = socket.socket(fileno=descriptors[0])
        started, _ = receive(self.control)
        return _Worker(started["pid"], channel, self), started["signal"]

    def close(self) -> None:
        """End it and all its workers."""
        self.control.close()
        try:
            self.process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@dataclass(slots=True)
class _Loan:
    """A worker that is lent to a query, the lane that gets it back, and whether it was slowed down for good."""

    lane: Lane[_Worker]
    worker: _Worker
    slowed: bool = False

    def slow_down(self) -> None:
        """Let all other processes go first; only the superuser could undo that."""
        os.setpriority(os.PRIO_PROCESS, self.worker.pid, _NICE)
        self.slowed = True


class WorkerPool:
    """Processes that answer queries over one file of N-Quads, each killed when its query runs over a limit."""

    def __init__(self, file: Path, *, prefixes: Mapping[str, str], base: str, settings: Settings) -> None:
        """Load the file and start the workers.

        Raises:
            ReleaseError: the file cannot be loaded.
        """
        self._file, self._prefixes, self._base, self._settings = file, prefixes, base, settings
        self._replacing = threading.Lock()
        self._closed = False
        self._zygote = _Zygote(file, prefixes, settings)
        self._workers = [self._zygote.worker()[0] for _ in range(settings.workers)]
        self._slow_queries = SlowQueries()
        self._fast: Lane[_Worker] | None = None
        slow = self._workers
        if len(slow) > 1 and settings.fast_lane < settings.time_limit:
            self._fast = Lane(slow[:-1], settings.fast_lane, settings)
            slow = slow[-1:]
        self._slow = Lane(slow, settings.time_limit, settings)

    @property
    def graphs(self) -> tuple[str, ...]:
        """Return the IRIs of the named graphs."""
        return self._zygote.graphs

    @property
    def processes(self) -> tuple[int, ...]:
        """Return the process ids, the zygote first."""
        return (self._zygote.process.pid, *(worker.pid for worker in self._workers))

    def run(self, request: Mapping[str, Any]) -> Reply:
        """Have a worker answer a request and return its header and body, blocking this thread; see ``answer``."""
        return finish(self.answer(request, BLOCKING))

    async def answer(self, request: Mapping[str, Any], waits: Waits) -> Reply:
        """Have a worker answer a request and return its header and body.

        What runs over the time of the fast lane goes on in the slow one if that is idle; else it is stopped, waits
        there, and begins anew. A repeat goes there at once, until one is answered in the time of the fast lane.

        Raises:
            LimitError: the line is too long, or the query went over a limit.
            EngineError: the worker died for another reason.
            ReleaseError: the zygote died, and the file cannot be loaded again.
        """
        message = pack({"base": self._base, **request})
        if self._fast and message not in self._slow_queries:
            loan, seconds = await self._quick(self._fast, waits), min(self._fast.seconds, quick())
            try:
                return await self._exchange(message, loan, seconds, waits)
            except TimeoutError:
                self._note(message, seconds)
        loan, started = _Loan(self._slow, await self._slow.take(waits)), monotonic()
        try:
            reply = await self._exchange(message, loan, self._slow.seconds, waits)
        except TimeoutError:
            raise over(self._settings, limit="time_limit") from None
        if self._fast and monotonic() - started < self._fast.seconds:
            self._slow_queries.discard(message)  # it was slow by chance
        return reply

    def close(self) -> None:
        """End all processes."""
        self._closed = True
        for lane in (self._fast, self._slow):
            if lane:
                lane.close()
        with self._replacing:
            self._zygote.close()
            for worker in self._workers:
                worker.channel.close()

    async def _quick(self, fast: Lane[_Worker], waits: Waits) -> _Loan:
        """Return a worker for a quick query: while no slow query runs, the slow lane helps out."""
        for lane in (fast, self._slow):
            if (worker := lane.take_idle()) is not None:
                return _Loan(lane, worker)
        return _Loan(fast, await fast.take(waits))

    async def _exchange(self, message: bytes, loan: _Loan, seconds: float, waits: Waits) -> Reply:
        """Have a worker answer within so many seconds, or in those of the slow lane if it may go on there.

        Raises:
            TimeoutError: it was killed since it ran over that time.
            LimitError, EngineError, ReleaseError: as ``answer``.
        """
        try:
            if loan.worker.ended:
                await self._renew(loan, waits)
            if self._fast and seconds >= self._slow.seconds:
                loan.slow_down()
            talk = await waits.talk(loan.worker.channel, message)
            try:
                header, body = await self._reply(message, talk, loan, seconds)
            finally:
                await talk.stop()
        except (TimeoutError, LimitError, asyncio.CancelledError):
            await self._renew(loan, waits)
            raise
        except (EOFError, OSError):
            raise self._died(await self._renew(loan, waits)) from None
        else:
            if header["last"] or loan.slowed:
                with suppress(ReleaseError, EOFError, OSError):  # the next query tries again
                    await self._renew(loan, waits)
            return header, body
        finally:
            loan.lane.give_back(loan.worker)

    async def _reply(self, message: bytes, talk: Talk, loan: _Loan, seconds: float) -> Reply:
        try:
            return await talk.reply(seconds)
        except TimeoutError:
            if seconds >= self._slow.seconds or not self._move(loan):
                raise
        loan.slow_down()
        self._note(message, seconds)
        try:
            return await talk.reply(self._slow.seconds - seconds)
        except TimeoutError:
            raise over(self._settings, limit="time_limit") from None

    def _note(self, message: bytes, seconds: float) -> None:
        """Remember a query that ran over the time of the fast lane, unless its client had less."""
        if self._fast and seconds >= self._fast.seconds:
            self._slow_queries.add(message)

    def _move(self, loan: _Loan) -> bool:
        """Move a worker with its query to the slow lane, whose idle one takes its place; say whether there was one."""
        if loan.lane is not self._slow:
            idle = self._slow.take_idle()
            if idle is None:
                return False
            loan.lane.give_back(idle)
            loan.lane = self._slow
        return True

    async def _renew(self, loan: _Loan, waits: Waits) -> int:
        """Replace the worker that is lent; return the signal that ended it."""
        return await waits.call(self._replace, loan)

    def _replace(self, loan: _Loan) -> int:
        """Start a worker in the place of one that is dead or has to die; return the signal that ended that."""
        with self._replacing:
            if self._closed:
                return 0
            place = self._workers.index(loan.worker)
            loan.worker.channel.close()
            try:
                fresh, cause = self._zygote.worker(instead_of=loan.worker)
            except (EOFError, OSError):
                self._zygote.close()
                self._zygote = _Zygote(self._file, self._prefixes, self._settings)
                fresh, cause = self._zygote.worker()[0], 0
            self._workers[place] = loan.worker = fresh
            return cause

    def _died(self, cause: int) -> LimitError | EngineError:
        if cause in _CAUSES:
            return over(self._settings, limit=_CAUSES[signal.Signals(cause)])
        problem = f"The worker of this query ended unexpectedly (signal {cause}); another one has taken its place."
        return EngineError(problem)

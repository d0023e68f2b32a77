"""The pool of workers as the web process sees it: it hands queries out, keeps the clock, and replaces what died."""

import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bochum_kg.engine.frames import receive, send
from bochum_kg.errors import EngineError, LimitError, ReleaseError
from bochum_kg.settings import Settings

__all__ = ["WorkerPool"]

#: Seconds in which a zygote that is told to end has ended.
_PATIENCE: Final = 5.0
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


class WorkerPool:
    """Processes that answer queries over one file of N-Quads, each killed when its query runs over a limit."""

    def __init__(self, file: Path, *, prefixes: Mapping[str, str], base: str, settings: Settings) -> None:
        """Load the file and start the workers.

        Raises:
            ReleaseError: the file cannot be loaded.
        """
        self._file, self._prefixes, self._base, self._settings = file, prefixes, base, settings
        self._replacing = threading.Lock()
        self._lock = threading.Lock()
        self._line: deque[Future[_Worker]] = deque()
        self._closed = False
        self._zygote = _Zygote(file, prefixes, settings)
        self._workers = [self._zygote.worker()[0] for _ in range(settings.workers)]
        self._idle = list(self._workers)

    @property
    def graphs(self) -> tuple[str, ...]:
        """Return the IRIs of the named graphs."""
        return self._zygote.graphs

    @property
    def processes(self) -> tuple[int, ...]:
        """Return the process ids, the zygote first."""
        return (self._zygote.process.pid, *(worker.pid for worker in self._workers))

    def run(self, request: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Have a worker answer a request and return its header and body.

        Raises:
            LimitError: the line is too long, or the query went over a limit.
            EngineError: the worker died for another reason.
            ReleaseError: the zygote died, and the file cannot be loaded again.
        """
        worker = self._take()
        try:
            if worker.ended:
                worker, _ = self._replace(worker)
            send(worker.channel, {"base": self._base, **request})
            header, body = receive(worker.channel, seconds=self._settings.time_limit)
        except TimeoutError:
            worker, _ = self._replace(worker)
            raise self._over(limit="time_limit") from None
        except (EOFError, OSError):
            worker, cause = self._replace(worker)
            raise self._died(cause) from None
        else:
            if header["last"]:
                worker, _ = self._replace(worker)
            return header, body
        finally:
            self._give_back(worker)

    def close(self) -> None:
        """End all processes."""
        with self._lock:
            self._closed = True
            for place in self._line:
                place.set_exception(_closed())
            self._line.clear()
        with self._replacing:
            self._zygote.close()
            for worker in self._workers:
                worker.channel.close()

    def _take(self) -> _Worker:
        """Return a free worker, or the next one to become free: who came first is served first."""
        with self._lock:
            if self._closed:
                raise _closed()
            if self._idle:
                return self._idle.pop()
            if len(self._line) >= self._settings.queue_limit:
                raise self._over(limit="queue_limit")
            place: Future[_Worker] = Future()
            self._line.append(place)
        try:
            return place.result(self._settings.queue_time)
        except TimeoutError:
            with self._lock:
                if place.done():
                    return place.result()
                self._line.remove(place)
            raise self._over(limit="queue_time") from None

    def _give_back(self, worker: _Worker) -> None:
        with self._lock:
            if self._line:
                self._line.popleft().set_result(worker)
            else:
                self._idle.append(worker)

    def _replace(self, worker: _Worker) -> tuple[_Worker, int]:
        """Start a worker in the place of one that is dead or has to die; return it with the signal that ended that."""
        with self._replacing:
            if self._closed:
                return worker, 0
            worker.channel.close()
            try:
                fresh, cause = self._zygote.worker(instead_of=worker)
            except (EOFError, OSError):
                self._zygote.close()
                self._zygote = _Zygote(self._file, self._prefixes, self._settings)
                fresh, cause = self._zygote.worker()[0], 0
            self._workers[self._workers.index(worker)] = fresh
            return fresh, cause

    def _over(self, *, limit: str) -> LimitError:
        sentences = {
            "time_limit": "The query took longer than {} seconds and was stopped; ask for less, or narrow it down.",
            "memory_limit": "The query needed more than {} bytes of memory and was stopped; ask for less at once.",
            "nesting_limit": "The query nests so deeply that the engine could not hold it; {} brackets are safe.",
            "queue_limit": "{} queries are waiting already; try again in a moment.",
            "queue_time": "No worker was free within {} seconds; try again in a moment.",
        }
        return LimitError(sentences[limit].format(getattr(self._settings, limit)), limit=limit)

    def _died(self, cause: int) -> LimitError | EngineError:
        if cause in _CAUSES:
            return self._over(limit=_CAUSES[signal.Signals(cause)])
        problem = f"The worker of this query ended unexpectedly (signal {cause}); another one has taken its place."
        return EngineError(problem)


def _closed() -> EngineError:
    return EngineError("The engine is closed; start it again.")

"""A lane: some of the workers, the time that a query has there, and the line of those who wait for a free worker."""

import asyncio
import hashlib
import threading
from collections import OrderedDict, deque
from collections.abc import Iterable
from concurrent.futures import Future
from typing import Final, Generic, TypeVar

from bochum_kg.engine.embedded.waits import Waits
from bochum_kg.engine.waiting import waiting
from bochum_kg.errors import EngineError, LimitError
from bochum_kg.settings import Settings

__all__ = ["Lane", "SlowQueries", "closed", "over"]

Worker = TypeVar("Worker")
#: Slow queries that are remembered; the one that was seen least recently is forgotten first.
_MOST: Final = 1_000
_SENTENCES: Final = {
    "time_limit": "The query took longer than {} seconds and was stopped; ask for less, or narrow it down.",
    "memory_limit": "The query needed more than {} bytes of memory and was stopped; ask for less at once.",
    "nesting_limit": "The query nests so deeply that the engine could not hold it; {} brackets are safe.",
    "queue_limit": "{} queries are waiting already; try again in a moment.",
    "queue_time": "No worker was free within {} seconds; try again in a moment.",
}


def over(settings: Settings, *, limit: str) -> LimitError:
    """Return what tells that a limit was passed."""
    return LimitError(_SENTENCES[limit].format(getattr(settings, limit)), limit=limit)


def closed() -> EngineError:
    """Return what tells that nothing is answered any more."""
    return EngineError("The engine is closed; start it again.")


class Lane(Generic[Worker]):
    """Workers that are lent to one query at a time, in the order in which the queries came."""

    def __init__(self, workers: Iterable[Worker], seconds: float, settings: Settings) -> None:
        """Begin with all workers free."""
        self.seconds, self._settings = seconds, settings
        self._lock = threading.Lock()
        self._line: deque[Future[Worker]] = deque()
        self._idle = list(workers)
        self._closed = False

    def take_idle(self) -> Worker | None:
        """Return a free worker, or None where all are busy.

        Raises:
            EngineError: the lane is closed.
        """
        with self._lock:
            if self._closed:
                raise closed()
            return self._idle.pop() if self._idle else None

    async def take(self, waits: Waits) -> Worker:
        """Return a free worker, or the next one to become free: who came first is served first.

        Raises:
            LimitError: the line is too long, or no worker became free in time.
            EngineError: the lane is closed.
        """
        worker = self.take_idle()
        if worker is not None:
            return worker
        place = self._join()
        try:
            with waiting():
                await waits.settle(place, self._settings.queue_time)
        except asyncio.CancelledError:
            if not self._leave(place):
                self.give_back(place.result())
            raise
        if self._leave(place):
            raise over(self._settings, limit="queue_time")
        return place.result()

    def give_back(self, worker: Worker) -> None:
        """Hand a worker to the first in the line, or keep it for the next query."""
        with self._lock:
            if self._line:
                self._line.popleft().set_result(worker)
            else:
                self._idle.append(worker)

    def _join(self) -> "Future[Worker]":
        """Return a place at the end of the line; a worker that became free meanwhile stands at it already."""
        place: Future[Worker] = Future()
        with self._lock:
            if self._idle:
                place.set_result(self._idle.pop())
            elif len(self._line) >= self._settings.queue_limit:
                raise over(self._settings, limit="queue_limit")
            else:
                self._line.append(place)
        return place

    def _leave(self, place: "Future[Worker]") -> bool:
        """Give up a place at which nobody was served; say whether that was so."""
        with self._lock:
            if place.done():
                return False
            self._line.remove(place)
            return True

    def close(self) -> None:
        """Send all who wait away, and all who come."""
        with self._lock:
            self._closed = True
            for place in self._line:
                place.set_exception(closed())
            self._line.clear()


class SlowQueries:
    """The messages whose queries ran over the time of the fast lane, by their hash."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lock = threading.Lock()
        self._keys: OrderedDict[bytes, None] = OrderedDict()

    def __contains__(self, message: bytes) -> bool:
        """Say whether a message is among them."""
        with self._lock:
            return hashlib.sha256(message).digest() in self._keys

    def add(self, message: bytes) -> None:
        """Remember a message."""
        key = hashlib.sha256(message).digest()
        with self._lock:
            self._keys[key] = None
            self._keys.move_to_end(key)
            if len(self._keys) > _MOST:
                self._keys.popitem(last=False)

    def discard(self, message: bytes) -> None:
        """Forget a message, if it is among them."""
        with self._lock:
            self._keys.pop(hashlib.sha256(message).digest(), None)

"""How representations are made: in a few threads, each once at a time, and kept."""

from collections.abc import Callable, Hashable
from functools import partial
from typing import Final, TypeVar

from anyio import CapacityLimiter, to_thread

from bochum_kg.errors import LimitError
from bochum_kg.settings import Settings
from bochum_kg.web.cache import Cache
from bochum_kg.web.pages.stored import Stored

__all__ = ["Maker"]

#: Threads that make pages; queries and searches have others, so that many new pages at once do not hold them up.
_THREADS: Final = 8
Result = TypeVar("Result")


class Maker:
    """Makes representations, and keeps them for as long as one release is served."""

    def __init__(self, settings: Settings) -> None:
        """Begin with nothing kept, and nothing to make."""
        self._cache = Cache[Stored](settings.cache_size)
        self._threads, self._queue_limit = CapacityLimiter(_THREADS), settings.queue_limit

    async def stored(self, wish: Hashable, make: Callable[[], Stored]) -> Stored:
        """Return the representation that was made for an equal wish, or make it and keep it.

        Raises:
            LimitError: as ``run``.
            KnowledgeGraphError: as ``make``.
        """
        return await self._cache.get_or_make(wish, partial(self.run, make))

    async def run(self, make: Callable[[], Result]) -> Result:
        """Make something in a thread, as soon as one is free.

        Raises:
            LimitError: too many wait for one already.
            KnowledgeGraphError: as ``make``.
        """
        waiting = self._threads.statistics().tasks_waiting
        if not self._threads.available_tokens and waiting >= self._queue_limit:
            problem = f"{waiting} pages are waiting to be made already; try again in a moment."
            raise LimitError(problem, limit="queue_limit")
        return await to_thread.run_sync(make, limiter=self._threads)

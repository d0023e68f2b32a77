"""What a client has left of worker time and errors, in buckets that fill up again, and how much it asks at once."""

import math
import threading
from collections import Counter, OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from time import monotonic, perf_counter
from typing import Final

from bochum_kg.engine.waiting import hurried, waited
from bochum_kg.errors import KnowledgeGraphError
from bochum_kg.settings import Settings
from bochum_kg.web.problems import Problem, ProblemError, problem_of

__all__ = ["Budget"]

_MINUTE: Final = 60.0
#: Clients that are remembered; the one that was seen least recently is forgotten first.
_MOST: Final = 10_000
#: Queries a minute that run over the time given to them in the fast lane; each halves it for those that follow.
_SLOW: Final = 5.0
#: Limits that a query goes over while it runs; they are told as 503.
_COSTLY: Final = frozenset({"time_limit", "memory_limit"})


class Budget:
    """What a client may use per minute and at once; without seconds for a client nothing is limited."""

    def __init__(self, settings: Settings) -> None:
        """Give every client the same."""
        self._on = settings.client_budget is not None
        self._parallel = settings.client_parallel
        self._seconds = _Buckets(settings.client_budget or 0.0)
        self._errors = _Buckets(settings.client_errors, least=1.0)
        self._slow, self._fast_lane = _Buckets(_SLOW), settings.fast_lane
        self._lock = threading.Lock()
        self._running: Counter[str] = Counter()

    @contextmanager
    def account(self, client: str) -> Iterator[None]:
        """Run a query on the account of a client: its time counts, but not what it waits in line.

        Raises:
            ProblemError: the client has used up something; the answer says when to come back.
        """
        if not self._on:
            yield
            return
        self._check(client)
        self._enter(client)
        haste = self._haste(client)
        started = perf_counter() - waited()
        try:
            with hurried(haste):
                yield
        finally:
            took = perf_counter() - waited() - started
            self._seconds.take(client, took)
            if took > haste:
                self._slow.take(client, 1.0)
            self._leave(client)

    def _haste(self, client: str) -> float:
        """Return the seconds that a query has in the fast lane: half as many for each late slow one of this client."""
        slow = self._slow.full - max(self._slow.take(client, 0.0), 0.0)
        return self._fast_lane * math.pow(0.5, slow)

    def fault(self, client: str, error: KnowledgeGraphError) -> KnowledgeGraphError:
        """Count an error, and return what the client is told: the error, or that there were too many."""
        if not self._on or not _counts(problem_of(error)):
            return error
        if wait := self._errors.wait(client):
            return self._too_many_errors(wait)
        self._errors.take(client, 1)
        return error

    def _check(self, client: str) -> None:
        if wait := self._seconds.wait(client):
            detail = (
                f"This address has used its {self._seconds.full:g} seconds of computing per minute;"
                f" come back in {wait} seconds, or take the downloads."
            )
            raise _refusal(detail, wait, limit="client_budget")
        if wait := self._errors.wait(client):
            raise self._too_many_errors(wait)

    def _too_many_errors(self, wait: int) -> ProblemError:
        detail = (
            f"More than {self._errors.full:g} queries per minute of this address failed;"
            f" correct them, and come back in {wait} seconds."
        )
        return _refusal(detail, wait, limit="client_errors")

    def _enter(self, client: str) -> None:
        with self._lock:
            if self._running[client] < self._parallel:
                self._running[client] += 1
                return
        detail = f"{self._parallel} queries of this address are being answered already; wait for one of them to end."
        raise _refusal(detail, 1, limit="client_parallel")

    def _leave(self, client: str) -> None:
        with self._lock:
            self._running[client] -= 1
            if not self._running[client]:
                del self._running[client]


class _Buckets:
    """A bucket per client that is filled within a minute."""

    def __init__(self, full: float, *, least: float = 0.0) -> None:
        """Begin with full buckets; one that holds less than the least, or nothing, is empty."""
        self.full, self._least = full, least
        self._lock = threading.Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str) -> int:
        """Return the seconds until there is something in the bucket again; 0 when there is."""
        left = self.take(client, 0.0)
        if left > 0 and left >= self._least:
            return 0
        return math.ceil((self._least - left) * _MINUTE / self.full) + 1

    def take(self, client: str, taken: float) -> float:
        """Return what is left after filling the bucket and taking from it."""
        now = monotonic()
        with self._lock:
            left, seen = self._left.pop(client, (self.full, now))
            left = min(self.full, left + (now - seen) * self.full / _MINUTE) - taken
            self._left[client] = (left, now)
            if len(self._left) > _MOST:
                self._left.popitem(last=False)
        return left


def _counts(problem: Problem) -> bool:
    """Say whether a problem is the fault of the query, and not of a busy service."""
    if problem.members.get("limit") in _COSTLY:
        return True
    return problem.status < HTTPStatus.INTERNAL_SERVER_ERROR and problem.status != HTTPStatus.TOO_MANY_REQUESTS


def _refusal(detail: str, wait: int, *, limit: str) -> ProblemError:
    members = {"limit": limit, "downloads": "/downloads"}
    return ProblemError(Problem(429, "limit", "Too many queries", detail, members, {"Retry-After": str(wait)}))

"""What a client and an engine tell each other: how long a query waited in line, and how much haste it has."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf
from time import perf_counter

__all__ = ["hurried", "quick", "waited", "waiting"]

_SECONDS: ContextVar[float] = ContextVar("_SECONDS", default=0.0)
_QUICK: ContextVar[float] = ContextVar("_QUICK", default=inf)


@contextmanager
def waiting() -> Iterator[None]:
    """Count the time of a block as time in line."""
    started = perf_counter()
    try:
        yield
    finally:
        _SECONDS.set(waited() + perf_counter() - started)


def waited() -> float:
    """Return the seconds in line so far, of all queries in this context."""
    return _SECONDS.get()


@contextmanager
def hurried(seconds: float) -> Iterator[None]:
    """Give the queries of a block no more time than this in a lane for quick ones."""
    token = _QUICK.set(seconds)
    try:
        yield
    finally:
        _QUICK.reset(token)


def quick() -> float:
    """Return the seconds that a query of this context may take in a lane for quick ones."""
    return _QUICK.get()

"""How long a query has waited in line, which is nobody's computing."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import perf_counter

__all__ = ["waited", "waiting"]

_SECONDS: ContextVar[float] = ContextVar("_SECONDS", default=0.0)


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

"""How much worker time a client has left: a bucket for each that fills up again with time."""

import ipaddress
import math
import threading
from collections import OrderedDict
from time import monotonic
from typing import Final

from bochum_kg.web.problems import Problem, ProblemError

__all__ = ["Budget", "client_of"]

_MINUTE: Final = 60.0
#: Clients that are remembered; the one that was seen least recently is forgotten first.
_MOST: Final = 10_000
#: A client with IPv6 is its network: within it, addresses cost nothing.
_NETWORK: Final = 64


def client_of(host: str | None) -> str:
    """Return what stands for a client.

    >>> client_of("192.0.2.7"), client_of("2001:db8::1:2")
    ('192.0.2.7', '2001:db8::/64')
    """
    try:
        address = ipaddress.ip_address(host or "")
    except ValueError:
        return host or ""
    if address.version == 4:  # noqa: PLR2004 - of the Internet Protocol
        return str(address)
    return str(ipaddress.ip_network((address, _NETWORK), strict=False))


class Budget:
    """Seconds of worker time per minute and client; None lifts the limit."""

    def __init__(self, seconds: float | None) -> None:
        """Give every client the same."""
        self._seconds = seconds
        self._lock = threading.Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def check(self, client: str) -> None:
        """Make sure that a client has time left.

        Raises:
            ProblemError: it has used all of it; the answer says when to come back.
        """
        if self._seconds is None:
            return
        left = self._fill(client, 0.0)
        if left <= 0:
            wait = math.ceil(-left * _MINUTE / self._seconds) + 1
            detail = (
                f"This address has used its {self._seconds:g} seconds of computing per minute;"
                f" come back in {wait} seconds, or take the downloads."
            )
            members = {"limit": "client_budget", "downloads": "/downloads"}
            raise ProblemError(Problem(429, "limit", "Too many queries", detail, members, {"Retry-After": str(wait)}))

    def charge(self, client: str, seconds: float) -> None:
        """Take the time of a query from a client."""
        if self._seconds is not None:
            self._fill(client, seconds)

    def _fill(self, client: str, taken: float) -> float:
        """Return what is left after filling the bucket and taking from it."""
        full, now = self._seconds or 0.0, monotonic()
        with self._lock:
            left, seen = self._left.pop(client, (full, now))
            left = min(full, left + (now - seen) * full / _MINUTE) - taken
            self._left[client] = (left, now)
            if len(self._left) > _MOST:
                self._left.popitem(last=False)
        return left

"""A representation as it is kept and sent: its bytes, its headers, and whether the client has it already."""

import hashlib
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

__all__ = ["CACHE_CONTROL", "Cache", "Stored", "has_already", "see"]

#: Browsers and proxies may keep a page this long; a new release shows at once afterwards.
CACHE_CONTROL: Final = "public, max-age=300, stale-while-revalidate=86400"
#: The headers that go with 304 too (RFC 9110 §15.4.5).
_KEPT: Final = frozenset({"cache-control", "content-location", "etag", "link", "vary"})


@dataclass(frozen=True, slots=True)
class Stored:
    """A representation: the same tag always means the same bytes in the same format and language."""

    body: bytes
    content_type: str
    language: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    status: int = 200

    @property
    def etag(self) -> str:
        """Return the strong tag of this representation (RFC 9110 §8.8.3)."""
        location = self.headers.get("Content-Location", "")
        digest = hashlib.sha256(f"{self.content_type} {self.language} {location}\n".encode() + self.body)
        return f'"{digest.hexdigest()[:24]}"'

    def response(self, request: Request) -> Response:
        """Answer a request: with the bytes, without them to HEAD, or that nothing changed."""
        headers = {"Cache-Control": CACHE_CONTROL, "Content-Type": self.content_type, **self.headers}
        if self.language:
            headers["Content-Language"] = self.language
        if self.status == 200:  # noqa: PLR2004 - the status of what can be kept
            headers["ETag"] = self.etag
            if has_already(request, self.etag):
                kept = {name: value for name, value in headers.items() if name.lower() in _KEPT}
                return Response(status_code=304, headers=kept)
        headers["Content-Length"] = str(len(self.body))
        return Response(b"" if request.method == "HEAD" else self.body, self.status, headers)


def see(target: str) -> Stored:
    """Send on with 303, to a path of this service and never to another host (RFC 9110 §15.4.4)."""
    headers = {"Location": target, "Vary": "Accept, Accept-Language"}
    return Stored(f"{target}\n".encode(), "text/plain; charset=utf-8", headers=headers, status=303)


def has_already(request: Request, etag: str) -> bool:
    """Tell whether a client has the representation with this tag (RFC 9110 §13.1.2)."""
    members = [one.strip() for line in request.headers.getlist("if-none-match") for one in line.split(",")]
    return "*" in members or etag in {one.removeprefix("W/") for one in members}


class Cache:
    """Representations in memory, the least recently used given up first; safe for threads."""

    def __init__(self, limit: int) -> None:
        """Begin empty; ``limit`` is how many bytes of bodies are kept at most."""
        self._limit, self._size = limit, 0
        self._kept: OrderedDict[Hashable, Stored] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> Stored | None:
        """Return what is kept under a key."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def put(self, key: Hashable, stored: Stored) -> None:
        """Keep a representation, unless it alone is over the limit."""
        if len(stored.body) > self._limit:
            return
        with self._lock:
            before = self._kept.pop(key, None)
            self._size += len(stored.body) - (len(before.body) if before else 0)
            self._kept[key] = stored
            while self._size > self._limit:
                _, given_up = self._kept.popitem(last=False)
                self._size -= len(given_up.body)

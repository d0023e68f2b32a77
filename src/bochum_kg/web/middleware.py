"""Layers around every request: what is refused before it is read, and the headers that every answer carries."""

from collections import Counter
from typing import Final

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bochum_kg.web.metrics import Metrics
from bochum_kg.web.notices import tell
from bochum_kg.web.problems import CLOSE, Problem, long_address, long_headers

__all__ = ["Headers", "Refusal"]

_ONCE: Final = (b"host", b"content-length", b"content-type", b"transfer-encoding")
#: Bytes of a header line beside name and value.
_AROUND: Final = 4
#: A page loads nothing but our own styles, scripts and pictures; nothing is ever framed.
_PAGE_POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_DATA_POLICY: Final = "default-src 'none'; frame-ancestors 'none'; sandbox"
_ALWAYS: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"Content-Language, ETag, Link, Memento-Datetime, Retry-After"),
)


class Refusal:
    """Refuses requests that two programs could read differently, and addresses without end."""

    def __init__(self, app: ASGIApp, *, url_limit: int, header_limit: int) -> None:
        """Stand before an application."""
        self.app, self.url_limit, self.header_limit = app, url_limit, header_limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it and close the connection."""
        problem = self._problem(scope) if scope["type"] == "http" else None
        if problem is None:
            await self.app(scope, receive, send)
        else:
            await tell(Request(scope), problem)(scope, receive, send)

    def _problem(self, scope: Scope) -> Problem | None:
        if not _is_clear(scope):
            detail = (
                "Host, Content-Length, Content-Type and Transfer-Encoding may stand once, one length only,"
                " and the only transfer coding is chunked."
            )
            return Problem(400, "ambiguous", "Ambiguous request", detail, {}, CLOSE)
        length = len(scope["raw_path"]) + len(scope["query_string"])
        if length > self.url_limit:
            return long_address(length, self.url_limit)
        if sum(len(name) + len(value) + _AROUND for name, value in scope["headers"]) > self.header_limit:
            return long_headers(self.header_limit)
        return None


def _is_clear(scope: Scope) -> bool:
    """Say whether every program finds the same host, type and end of a request (RFC 9112 §6)."""
    counts = Counter(name for name, _ in scope["headers"])
    if any(counts[name] > 1 for name in _ONCE) or not counts[b"host"]:
        return False
    coding = next((value for name, value in scope["headers"] if name == b"transfer-encoding"), None)
    if coding is None:
        return True
    return coding.lower() == b"chunked" and not counts[b"content-length"] and scope["http_version"] == "1.1"


class Headers:
    """Adds the headers that every answer carries, and counts the answers."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics) -> None:
        """Stand before an application."""
        self.app, self.metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and the answer back with its headers."""

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = list(message["headers"])
                present = {name for name, _ in headers}
                content_type = next((value for name, value in headers if name == b"content-type"), b"")
                policy = _PAGE_POLICY if content_type.startswith(b"text/html") else _DATA_POLICY
                wanted = (*_ALWAYS, (b"content-security-policy", policy.encode()))
                message["headers"] = headers + [header for header in wanted if header[0] not in present]
                self.metrics.count_response(message["status"])
            await send(message)

        await self.app(scope, receive, complete if scope["type"] == "http" else send)

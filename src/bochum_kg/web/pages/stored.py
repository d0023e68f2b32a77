"""A representation as it is kept and sent: its bytes, its headers, and whether the client has it already."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from bochum_kg.web.cache import is_known

__all__ = ["CACHE_CONTROL", "Stored", "see"]

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
        named = " ".join(self.headers.get(name, "") for name in ("Content-Location", "Content-Profile"))
        digest = hashlib.sha256(f"{self.content_type} {self.language} {named}\n".encode() + self.body)
        return f'"{digest.hexdigest()[:24]}"'

    def response(self, request: Request) -> Response:
        """Answer a request: with the bytes, without them to HEAD, or that nothing changed."""
        headers = {"Cache-Control": CACHE_CONTROL, "Content-Type": self.content_type, **self.headers}
        if self.language:
            headers["Content-Language"] = self.language
        if self.status == 200:  # noqa: PLR2004 - the status of what can be kept
            headers["ETag"] = self.etag
            if is_known(self.etag, ",".join(request.headers.getlist("if-none-match"))):
                kept = {name: value for name, value in headers.items() if name.lower() in _KEPT}
                return Response(status_code=304, headers=kept)
        headers["Content-Length"] = str(len(self.body))
        return Response(b"" if request.method == "HEAD" else self.body, self.status, headers)


def see(target: str) -> Stored:
    """Send on to what tells of something (RFC 9110 §15.4.4): a path of this service and never another host."""
    headers = {"Location": target, "Vary": "Accept, Accept-Language"}
    return Stored(f"{target}\n".encode(), "text/plain; charset=utf-8", headers=headers, status=303)

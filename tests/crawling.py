"""A walk over the whole site: every address that a page or a ``Link`` header names, and what answered."""

import http.client
import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final
from urllib.parse import parse_qsl, urljoin, urlsplit

import weblinks
from serving import Reply, Service

__all__ = ["BROWSER", "MOST", "Anchor", "Visit", "anchors", "crawl"]

BROWSER: Final = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
#: Addresses that are visited at most, and of one shape: the same folder, suffix and parameters.
MOST: Final = 4_000
_MOST_OF_A_SHAPE: Final = 6
#: Parameters that an address may have beside the language: facets can be combined without end.
_DEEPEST: Final = 2
_SUFFIX: Final = re.compile(r"\.[a-z]+$")
_REFERRING: Final = {"a": "href", "form": "action", "img": "src", "link": "href", "script": "src"}


_Shape = tuple[tuple[str, ...], str, str, tuple[str, ...]]


@dataclass(frozen=True)
class Anchor:
    """A reference in a page."""

    tag: str
    href: str
    relation: str


@dataclass(frozen=True)
class Visit:
    """An address, where it was first met, and what answered."""

    address: str
    origin: str
    reply: Reply


class _References(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Anchor] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        href = named.get(_REFERRING.get(tag, ""))
        if href is not None:
            self.found.append(Anchor(tag, href, named.get("rel") or ""))


def anchors(reply: Reply) -> list[Anchor]:
    """Return the references of a page; data have none."""
    if reply.media_type != "text/html":
        return []
    parser = _References()
    parser.feed(reply.text)
    return parser.found


def crawl(service: Service, start: str) -> list[Visit]:
    """Visit an address and all that it leads to on this service, breadth first."""
    waiting, known = deque([(start, "")]), {start}
    shapes, visits = Counter[_Shape](), list[Visit]()
    connection = http.client.HTTPConnection(service.host, service.port, timeout=20)
    try:
        while waiting and len(visits) < MOST:
            address, origin = waiting.popleft()
            shape = _shape(address)
            shapes[shape] += 1
            if shapes[shape] > _MOST_OF_A_SHAPE or len(shape[-1]) > _DEEPEST:
                continue
            visit = Visit(address, origin, _get(connection, address))
            visits.append(visit)
            for found in _local(visit):
                if found not in known:
                    known.add(found)
                    waiting.append((found, address))
    finally:
        connection.close()
    return visits


def _get(connection: http.client.HTTPConnection, address: str) -> Reply:
    connection.request("GET", address, headers={"Accept": BROWSER, "Accept-Language": "de"})
    response = connection.getresponse()
    headers = {name.lower(): value for name, value in response.getheaders()}
    return Reply(response.status, headers, response.read())


def _shape(address: str) -> _Shape:
    """Return what addresses that are answered alike have in common: kind, suffix, language and other parameters."""
    parts = urlsplit(address)
    suffix = _SUFFIX.search(parts.path)
    given = dict(parse_qsl(parts.query))
    language, names = given.pop("lang", ""), tuple(sorted(given))
    folders = parts.path.split("/")[1:-1]
    kind = tuple(folders[:2] if folders[:1] == ["doc"] else folders[:1])
    return kind or (parts.path,), suffix[0] if suffix else "", language, names


def _local(visit: Visit) -> Iterator[str]:
    """Return the addresses on this service that an answer names."""
    headers = visit.reply.headers
    named = [anchor.href for anchor in anchors(visit.reply)]
    named += [link.target for link in weblinks.read(headers.get("link", ""))]
    named += [headers[name] for name in ("location", "content-location") if name in headers]
    for href in named:
        whole = urljoin(f"http://site{visit.address}", href)
        if whole.startswith("http://site/"):
            yield whole.removeprefix("http://site").partition("#")[0]

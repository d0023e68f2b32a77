"""Whole answers kept in memory, so that what was said once is said again without the framework or the engine."""

from asyncio import Future, get_running_loop, wait
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Final, Generic, Protocol, TypeVar

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bochum_kg.errors import EngineError, LimitError, UnknownNameError
from bochum_kg.web.metrics import Metrics

__all__ = ["Cache", "KeptAnswers", "is_known"]

#: The request headers that an answer may depend on; one that depends on others is not kept.
_SELECTING: Final = (b"accept", b"accept-language", b"accept-profile", b"accept-datetime")
#: The headers that go with 304 too (RFC 9110 §15.4.5).
_OF_304: Final = frozenset({b"cache-control", b"content-location", b"etag", b"link", b"vary"})
#: How an answer from here is marked (RFC 9211).
_HIT: Final = (b"cache-status", b"bochum-kg; hit")
#: Bytes that an entry takes beside its body, its key and its headers.
_OVERHEAD: Final = 1_000


class _Bytes(Protocol):
    @property
    def body(self) -> bytes: ...


Kept = TypeVar("Kept", bound=_Bytes)


class Cache(Generic[Kept]):
    """Things with a body, the least recently used given up first; keeping and looking up are safe for threads."""

    def __init__(self, limit: int) -> None:
        """Begin empty; ``limit`` is how many bytes are kept at most, keys and headers included."""
        self._limit, self._size = limit, 0
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._lock = Lock()
        #: What is being made, by key; the event loop alone looks here.
        self._making: dict[Hashable, Future[Kept]] = {}

    def get(self, key: Hashable) -> Kept | None:
        """Return what is kept under a key."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def put(self, key: Hashable, thing: Kept) -> None:
        """Keep a thing, unless it alone is over the limit."""
        if _weight(key, thing) > self._limit:
            return
        with self._lock:
            before = self._kept.pop(key, None)
            self._size += _weight(key, thing) - (_weight(key, before) if before else 0)
            self._kept[key] = thing
            while self._size > self._limit:
                self._size -= _weight(*self._kept.popitem(last=False))

    async def get_or_make(self, key: Hashable, make: Callable[[], Awaitable[Kept]]) -> Kept:
        """Return what is kept, or make and keep it; who asks for what is being made waits for it.

        That the engine fails, a limit is passed or a name is unknown is told to all who wait. After anything else, as a
        client that goes away or has used up its budget, the next of them makes it.

        Raises:
            KnowledgeGraphError: as ``make``.
        """
        while (found := self.get(key)) is None:
            under_way = self._making.get(key)
            if under_way is None:
                return await self._make(key, make)
            await wait([under_way])
            if not under_way.cancelled():
                return under_way.result()
        return found

    async def _make(self, key: Hashable, make: Callable[[], Awaitable[Kept]]) -> Kept:
        told = self._making[key] = get_running_loop().create_future()
        try:
            made = await make()
        except (EngineError, LimitError, UnknownNameError) as error:
            told.set_exception(error)
            told.exception()  # seen by this one, also where nobody waits
            raise
        else:
            self.put(key, made)
            told.set_result(made)
            return made
        finally:
            del self._making[key]
            told.cancel()


def _weight(key: Hashable, thing: _Bytes) -> int:
    headers = getattr(thing, "headers", "")
    return len(repr(key)) + len(repr(headers)) + len(thing.body) + _OVERHEAD


def is_known(tag: str, if_none_match: str, *, exists: bool = True) -> bool:
    """Tell whether a client has the representation with this tag already (RFC 9110 §13.1.2).

    Args:
        tag: the tag.
        if_none_match: the header; ``*`` stands for any representation.
        exists: whether it is certain that there is one.

    >>> is_known('"a"', 'W/"b", W/"a"'), is_known('"a"', "*"), is_known('"a"', "*", exists=False)
    (True, True, False)
    """
    members = {one.strip().removeprefix("W/") for one in if_none_match.split(",")}
    return tag in members or (exists and "*" in members)


@dataclass(slots=True)
class _Answer:
    """An answer as it was sent."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    chunks: list[bytes] = field(default_factory=list)
    body: bytes = b""

    @property
    def keepable(self) -> bool:
        """Say whether it may be sent again to whoever asks the same (RFC 9111 §3)."""
        named = dict(self.headers)
        vary = {name.strip().lower() for name in named.get(b"vary", b"").split(b",")}
        public = named.get(b"cache-control", b"").startswith(b"public")
        return self.status == 200 and public and b"etag" in named and vary <= {*_SELECTING, b""}  # noqa: PLR2004 - OK


class KeptAnswers:
    """Stands before an application and repeats its public answers, for as long as it serves one release."""

    def __init__(self, app: ASGIApp, *, limit: int, metrics: Metrics) -> None:
        """Keep at most so many bytes."""
        self.app, self.metrics = app, metrics
        self._kept: Cache[_Answer] = Cache(limit)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Repeat an answer, or pass the request on and keep what comes back."""
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            await self.app(scope, receive, send)
            return
        key = _key(scope)
        kept = self._kept.get(key)
        if kept is not None:
            self.metrics.count_kept()
            await _repeat(kept, scope, send)
        elif scope["method"] == "GET":
            await self._record(key, scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _record(self, key: Hashable, scope: Scope, receive: Receive, send: Send) -> None:
        answer: _Answer | None = None

        async def record(message: Message) -> None:
            nonlocal answer
            if message["type"] == "http.response.start":
                answer = _Answer(message["status"], tuple(message["headers"]))
            elif answer is not None and answer.keepable:
                answer.chunks.append(message.get("body", b""))
                if not message.get("more_body", False):
                    answer.body = b"".join(answer.chunks)
                    answer.chunks.clear()
                    self._kept.put(key, answer)
            await send(message)

        await self.app(scope, receive, record)


def _key(scope: Scope) -> Hashable:
    headers: Sequence[tuple[bytes, bytes]] = scope["headers"]
    selecting = tuple(tuple(value for name, value in headers if name == wanted) for wanted in _SELECTING)
    return scope["raw_path"], scope["query_string"], selecting


async def _repeat(kept: _Answer, scope: Scope, send: Send) -> None:
    known = b",".join(value for name, value in scope["headers"] if name == b"if-none-match").decode("latin-1")
    tag = next(value for name, value in kept.headers if name == b"etag").decode("latin-1")
    status, headers, body = kept.status, kept.headers, kept.body
    if known and is_known(tag, known):
        status, headers, body = 304, tuple(header for header in headers if header[0] in _OF_304), b""
    await send({"type": "http.response.start", "status": status, "headers": [*headers, _HIT]})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

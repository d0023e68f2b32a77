"""Connections that wait for no client without end: what uvicorn leaves to a proxy in front of it."""

from asyncio import BaseTransport, TimerHandle, Transport
from collections.abc import Iterator, Sequence
from itertools import count
from typing import ClassVar, Final, cast

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from bochum_kg.settings import Settings
from bochum_kg.web.problems import CLOSE, RETRY, Problem, long_address, long_headers
from bochum_kg.web.requests import client_of

__all__ = ["connections"]

#: Bytes of an answer that a client has to take in each period, unless fewer are left.
_LEAST: Final = 65_536
#: Seconds in which a client that was refused may read why (RFC 9112 §9.6).
_LINGER: Final = 2.0
#: Numbers the moments at which a connection began to wait for its client; the clock of a loop has ties.
_TURNS: Final[Iterator[int]] = count()


def connections(settings: Settings) -> type[HttpToolsProtocol]:
    """Return the class of connections that keep to the settings."""

    class Connection(_Connection):
        limits = settings

    return Connection


class _Connection(HttpToolsProtocol):
    """A connection that is closed when its client takes too long, or when others need its place."""

    limits: ClassVar[Settings]

    def connection_made(self, transport: BaseTransport) -> None:
        """Make room where there are too many, and begin to wait."""
        super().connection_made(cast("Transport", transport))
        self.url = b""
        self._receiving: TimerHandle | None = None
        self._sending: TimerHandle | None = None
        self._in_head, self._refused = True, False
        #: Bytes of the request that are not its body: head, sizes of chunks, trailers.
        self._frame = 0
        self.turn = next(_TURNS)
        self._make_room()
        if len(self.connections) > self.limits.connection_limit:
            self._refuse(_full(self.limits.connection_limit))
        else:
            self._await(self.limits.header_time)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the clocks."""
        super().connection_lost(exc)
        self._stop_waiting()
        if self._sending:
            self._sending.cancel()

    def data_received(self, data: bytes) -> None:
        """Read on, unless what stands around the body has no end."""
        if self._refused:
            return
        self._frame += len(data)
        super().data_received(data)
        if self._refused:
            return
        if self._frame > self.limits.header_limit:
            self.send_400_response("")
        elif self._frame and self._receiving is None:
            self._await(self.limits.header_time if self._in_head else self.limits.body_time)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header; what comes after the body comes too late to count (RFC 9110 §6.5.1)."""
        if self._in_head:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Stop waiting for the head."""
        self._in_head = False
        self._stop_waiting()
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Count the body apart; it has a limit of its own where it is read."""
        self._frame -= len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Stop waiting: the next byte begins another request."""
        self._frame, self._in_head = 0, True
        self._stop_waiting()
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """See that the answer is taken."""
        super().on_response_complete()
        self.turn = next(_TURNS)
        self._see_taken()

    def pause_writing(self) -> None:
        """See that the answer is taken that cannot even be handed over whole."""
        super().pause_writing()
        self._see_taken()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is not HTTP, or too long for it."""
        if len(self.url) > self.limits.url_limit:
            self._refuse(long_address(len(self.url), self.limits.url_limit))
        elif self._frame > self.limits.header_limit:
            self._refuse(long_headers(self.limits.header_limit))
        else:
            self._refuse(Problem(400, "http", "Not HTTP", msg, {}, CLOSE))

    @property
    def waits(self) -> bool:
        """Say whether it is the turn of the client: to ask, to go on asking, or to take the answer."""
        return self.cycle is None or self.cycle.response_complete or self.cycle.more_body

    @property
    def owner(self) -> str:
        """Return what stands for the client."""
        return client_of(self.client)

    def _await(self, seconds: float) -> None:
        """Give the client so long for what has to come now."""
        self._stop_waiting()
        self._receiving = self.loop.call_later(seconds, self._give_up, seconds)

    def _stop_waiting(self) -> None:
        if self._receiving:
            self._receiving.cancel()
            self._receiving = None

    def _give_up(self, seconds: float) -> None:
        """Close the connection, unless an answer is under way, which has its own limits."""
        if self._refused:
            self.transport.abort()
        elif self.cycle and not self.cycle.response_complete:
            self._await(seconds)
        elif self._in_head and self._frame:
            detail = f"The headers did not arrive within {seconds:g} seconds; send them again."
            self._refuse(Problem(408, "limit", "Request too slow", detail, {"limit": "header_time"}, CLOSE))
        else:
            self.transport.close()
            self._see_taken()

    def _refuse(self, problem: Problem) -> None:
        """Say what is wrong, listen to nothing more, and close as soon as the client has had time to read it."""
        self._refused = True
        if self.cycle:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        response = problem.response()
        headers = [name + b": " + value + b"\r\n" for name, value in response.raw_headers]
        self.transport.write(b"".join([STATUS_LINE[problem.status], *headers, b"\r\n", bytes(response.body)]))
        self.transport.write_eof()
        self._await(_LINGER)

    def _see_taken(self) -> None:
        """Cut the connection when the client does not go on taking an answer, which is always written whole."""
        left = self.transport.get_write_buffer_size()
        if left and self._sending is None:
            self._sending = self.loop.call_later(self.limits.stall_seconds, self._check_taken, left, self.turn)

    def _check_taken(self, before: int, turn: int) -> None:
        self._sending = None
        taken = before - self.transport.get_write_buffer_size()
        if turn == self.turn and taken < min(before, _LEAST):
            self.transport.abort()
        else:
            self._see_taken()

    def _make_room(self) -> None:
        """Cut the connections that have waited longest, where this client or all together have too many."""
        others = [one for one in self.connections if isinstance(one, _Connection) and one is not self]
        if self.limits.client_budget and not self.limits.trusted_proxy:
            mine = [one for one in others if one.owner == self.owner]
            _cut(mine, self.limits.connections_per_client - 1)
        _cut(others, self.limits.connection_limit - 2)


def _full(limit: int) -> Problem:
    detail = f"All {limit} connections of this service are in use; come back in a moment."
    headers = {**CLOSE, "Retry-After": RETRY}
    return Problem(503, "limit", "Limit reached", detail, {"limit": "connection_limit"}, headers)


def _cut(connections: Sequence[_Connection], limit: int) -> None:
    """Cut as many connections as are over the limit, those first that have waited longest for their client."""
    excess = len(connections) - limit
    if excess > 0:
        waiting = sorted((one for one in connections if one.waits), key=lambda one: one.turn)
        for one in waiting[:excess]:
            one.connections.discard(one)
            one.transport.abort()

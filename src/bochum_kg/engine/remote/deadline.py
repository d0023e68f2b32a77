"""The end of a request to another server, however slowly that answers."""

import socket
from functools import partial
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from threading import Timer
from time import monotonic
from typing import Any, Self
from urllib.request import HTTPHandler, HTTPSHandler, Request

__all__ = ["Deadline", "Handler"]


class Deadline:
    """The end of a request: connections are shut down then, so that no server is waited for that drips."""

    def __init__(self, seconds: float) -> None:
        """Say how many seconds there are, counted from now."""
        self._end = monotonic() + seconds
        self._sockets: list[socket.socket] = []
        self._timer = Timer(seconds, self._shut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        """Start the clock."""
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the clock."""
        self._timer.cancel()

    @property
    def passed(self) -> bool:
        """Whether the time is over."""
        return monotonic() >= self._end

    def watch(self, one: socket.socket) -> None:
        """Shut a socket down at the deadline, or at once if that has passed."""
        self._sockets.append(one)
        if self.passed:
            self._shut()

    def _shut(self) -> None:
        for one in self._sockets:
            try:
                # Not the method of a TLS socket, which would take away what another thread reads from.
                socket.socket.shutdown(one, socket.SHUT_RDWR)
            except OSError:  # it is closed already
                continue


class _Connection(HTTPConnection):
    """A connection that a deadline ends."""

    def __init__(self, deadline: Deadline, host: str, **options: Any) -> None:  # noqa: ANN401 - those of the base
        super().__init__(host, **options)
        self._deadline = deadline

    def connect(self) -> None:
        super().connect()
        self._deadline.watch(self.sock)


class _SecureConnection(_Connection, HTTPSConnection):
    """A connection by TLS that a deadline ends."""


class Handler(HTTPHandler, HTTPSHandler):
    """Opens connections that a deadline ends."""

    def __init__(self, deadline: Deadline) -> None:
        """Name the deadline."""
        super().__init__()
        self._deadline = deadline

    def http_open(self, req: Request) -> HTTPResponse:
        """Open a connection."""
        return self.do_open(partial(_Connection, self._deadline), req)

    def https_open(self, req: Request) -> HTTPResponse:
        """Open a connection by TLS."""
        return self.do_open(partial(_SecureConnection, self._deadline), req)

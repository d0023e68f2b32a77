"""HTTP as bytes on a socket, against the real command: what is refused, what is cut, and what it costs others."""

import asyncio
import gzip
import http.client
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from uvicorn import Config
from uvicorn.server import ServerState

from bochum_kg.build import Release
from bochum_kg.settings import Settings
from bochum_kg.web.connections import connections
from bochum_kg.web.requests import client_of
from hostile import ENDLESS
from serving import Service, serving

QUERY = b"Content-Type: application/sparql-query\r\n"
HOST = b"Host: a\r\n"
LIVE = b"GET /health/live HTTP/1.1\r\nHost: a\r\n"
POST = b"POST /sparql HTTP/1.1\r\n" + HOST + QUERY
CHUNKED = POST + b"Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
ASK = b"6\r\nASK {}\r\n0\r\n\r\n"
TRUE = b'{"head":{},"boolean":true}'
#: Seconds that the service of these tests gives a client for each thing.
SECONDS = 1.0
ZIPPED = gzip.compress(b" " * 20_000_000)
#: About 7 MB, more than the buffers of a connection hold.
VALUES = " ".join(f"VALUES ?v{number} {{ 1 2 3 4 5 6 7 8 9 10 }}" for number in range(4))
LONG = f'SELECT * {{ BIND("{"x" * 300}" AS ?x) {VALUES} }}'


@dataclass(frozen=True)
class Command:
    """The command, running."""

    port: int
    log: Path

    def connect(self, address: str = "127.0.0.1") -> socket.socket:
        """Open a connection as the client with an address of this machine."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=10, source_address=(address, 0))

    def lives(self) -> bool:
        """Say whether the service answers rightly."""
        return b"\r\n\r\nok\n" in said(self, LIVE + b"Connection: close\r\n\r\n")


@pytest.fixture(scope="module")
def command(city_release: Release, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Command]:
    """The command ``serve`` over the small city, with short times."""
    log = tmp_path_factory.mktemp("log") / "stderr"
    settings = {"CLIENT_BUDGET": "off", "HEADER_TIME": SECONDS, "BODY_TIME": SECONDS, "STALL_SECONDS": SECONDS}
    environment = {**os.environ, **{f"BOCHUM_KG_{name}": str(value) for name, value in settings.items()}}
    arguments = [sys.executable, "-m", "bochum_kg", "serve", "--port", "0", "--release", str(city_release.folder)]
    with (
        log.open("wb") as errors,
        subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=errors, env=environment, text=True) as process,
    ):
        try:
            assert process.stdout is not None
            yield Command(int(process.stdout.readline().rpartition(":")[2]), log)
        finally:
            process.terminate()
            process.wait(20)


def read(connection: socket.socket) -> bytes:
    """Read until the server closes the connection."""
    received = b""
    with suppress(ConnectionResetError):
        while chunk := connection.recv(65_536):
            received += chunk
    return received


def said(command: Command, request: bytes) -> bytes:
    """Send bytes and return all that comes until the server closes."""
    with command.connect() as connection:
        with suppress(BrokenPipeError, ConnectionResetError):
            connection.sendall(request)
        return read(connection)


def statuses(received: bytes) -> list[int]:
    """Return the statuses of the answers in what was received."""
    return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3}) ", received)]


REFUSED = {
    "two-hosts": (b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
    "no-host": (b"GET / HTTP/1.1\r\n\r\n", 400),
    "two-lengths": (POST + b"Content-Length: 6\r\nContent-Length: 7\r\n\r\nASK {}", 400),
    "two-equal-lengths": (POST + b"Content-Length: 6\r\nContent-Length: 6\r\n\r\nASK {}", 400),
    "list-of-lengths": (POST + b"Content-Length: 6, 6\r\n\r\nASK {}", 400),
    "negative-length": (POST + b"Content-Length: -6\r\n\r\nASK {}", 400),
    "length-with-sign": (POST + b"Content-Length: +6\r\n\r\nASK {}", 400),
    "length-of-23-digits": (POST + b"Content-Length: 99999999999999999999999\r\n\r\nASK {}", 400),
    "length-and-chunks": (POST + b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    "two-codings": (POST + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n" + ASK, 400),
    "unknown-coding": (POST + b"Transfer-Encoding: xchunked\r\n\r\n" + ASK, 400),
    "coding-before-chunked": (POST + b"Transfer-Encoding: gzip, chunked\r\n\r\n" + ASK, 400),
    "chunks-in-http-1.0": (
        POST.replace(b"HTTP/1.1", b"HTTP/1.0") + b"Transfer-Encoding: chunked\r\n\r\n" + ASK,
        400,
    ),
    "chunk-size-no-number": (CHUNKED + b"zz\r\nASK {}\r\n0\r\n\r\n", 400),
    "chunk-size-negative": (CHUNKED + b"-6\r\nASK {}\r\n0\r\n\r\n", 400),
    "chunk-size-over-64-bits": (CHUNKED + b"ffffffffffffffffff\r\nASK {}\r\n0\r\n\r\n", 400),
    "chunk-size-too-small": (CHUNKED + b"3\r\nASK {}\r\n0\r\n\r\n", 400),
    "chunk-extension-without-end": (CHUNKED + b"6;" + b"a" * 200_000 + b"\r\nASK {}\r\n0\r\n\r\n", 431),
    "trailers-without-end": (CHUNKED + b"6\r\nASK {}\r\n0\r\n" + b"X: y\r\n" * 50_000, 431),
    "100000-headers": (LIVE + b"".join(b"X-%d: y\r\n" % n for n in range(100_000)) + b"\r\n", 431),
    "header-of-5-mb": (LIVE + b"X: " + b"y" * 5_000_000 + b"\r\n\r\n", 431),
    "header-name-of-5-mb": (LIVE + b"y" * 5_000_000 + b": x\r\n\r\n", 431),
    "header-just-over-the-limit": (LIVE + b"X: " + b"y" * 33_000 + b"\r\n\r\n", 431),
    "address-of-5-mb": (b"GET /" + b"y" * 5_000_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n", 414),
    "address-just-over-the-limit": (b"GET /" + b"y" * 16_400 + b" HTTP/1.1\r\n" + HOST + b"\r\n", 414),
    "body-of-16-mb": (POST + b"Connection: close\r\nContent-Length: 16000000\r\n\r\n" + b" " * 16_000_000, 413),
    "gzip-bomb": (
        POST + b"Connection: close\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(ZIPPED) + ZIPPED,
        415,
    ),
    "folded-header": (LIVE + b"X: y\r\n  z\r\n\r\n", 400),
    "space-before-colon": (b"GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400),
    "line-feeds-alone": (b"GET / HTTP/1.1\nHost: a\n\n", 400),
    "null-in-header": (LIVE + b"X: a\0b\r\n\r\n", 400),
    "null-in-address": (b"GET /hea\0lth HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    "latin-1-in-address": (b"GET /sparql?query=ASK{\xe4} HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    "address-without-slash": (b"GET health/live HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    "connect": (b"CONNECT evil.example:80 HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    "unknown-method": (b"BREW /sparql HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    "http-9": (b"GET / HTTP/9.9\r\nHost: a\r\n\r\n", 400),
    "http-2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
    "tls": (bytes.fromhex("16030100c8010000c40303") + b"x" * 190, 400),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_clear_request_is_refused_once(command: Command, name: str) -> None:
    """One answer with this status, then the connection is closed: what follows in it is never read as a request."""
    request, status = REFUSED[name]
    received = said(command, request + b"GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n")
    assert statuses(received) == [status]
    assert b"application/problem+json" in received
    assert b"bochum_kg_" not in received
    assert command.lives()


ANSWERED = {
    "absolute-address": (b"GET http://evil.example/health/live HTTP/1.1\r\nHost: a\r\n", 200),
    "absolute-address-of-the-endpoint": (b"GET https://evil.example/sparql HTTP/1.1\r\nHost: a\r\n", 200),
    "asterisk": (b"OPTIONS * HTTP/1.1\r\nHost: a\r\n", 404),
    "slash-slash": (b"GET //evil.example/x HTTP/1.1\r\nHost: a\r\n", 404),
    "false-host": (b"GET /sparql/ HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\n", 404),
    "websocket": (b"GET /sparql HTTP/1.1\r\nHost: evil.example\r\nUpgrade: websocket\r\nX: Connection\r\n", 200),
    "expect-of-nonsense": (LIVE + b"Expect: 200-ok\r\n", 200),
    "headers-of-a-proxy": (
        LIVE + b"X-Forwarded-For: evil.example\r\nForwarded: host=evil.example\r\n",
        200,
    ),
}


@pytest.mark.parametrize("name", ANSWERED)
def test_what_names_another_host_is_answered_without_it(command: Command, name: str) -> None:
    """A host in address or headers is never repeated."""
    request, status = ANSWERED[name]
    received = said(command, request + b"Connection: close\r\n\r\n")
    assert statuses(received) == [status]
    assert b"evil.example" not in received


def test_a_body_in_good_chunks_is_read(command: Command) -> None:
    """Extensions are passed over, and trailers count for nothing: not even those that would be ambiguous."""
    received = said(command, CHUNKED + b"3;a=b\r\nASK\r\n3\r\n {}\r\n0\r\nHost: b\r\nAccept: text/csv\r\n\r\n")
    assert statuses(received) == [200]
    assert received.endswith(TRUE)


def test_requests_that_follow_each_other_are_answered_in_order(command: Command) -> None:
    """A hundred at once over one connection get a hundred answers; none is lost or mixed up."""
    asked = b"".join(
        b"GET /sparql?query=SELECT%%20(%d%%20AS%%20%%3Fx)%%7B%%7D&format=csv HTTP/1.1\r\nHost: a\r\n\r\n" % n
        for n in range(99)
    )
    received = said(command, asked + LIVE + b"Connection: close\r\n\r\n")
    assert statuses(received) == [200] * 100
    assert [int(n) for n in re.findall(rb"\r\n\r\nx\r\n(\d+)\r\n", received)] == list(range(99))
    assert received.endswith(b"ok\n")


def test_a_body_that_nobody_reads_does_not_become_a_request(command: Command) -> None:
    """The body of a GET is passed over whole."""
    hidden = b"GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n"
    received = said(
        command, LIVE + b"Content-Length: %d\r\n\r\n" % len(hidden) + hidden + LIVE + b"Connection: close\r\n\r\n"
    )
    assert statuses(received) == [200, 200]
    assert b"bochum_kg_" not in received


DRIPS = {
    "nothing": (b"", b"", None),
    "half-a-header": (LIVE + b"X-", b"", 408),
    "a-header-letter-by-letter": (LIVE + b"X-", b"a", 408),
    "header-after-header": (LIVE, b"X: y\r\n", 408),
    "address-letter-by-letter": (b"GET /", b"a", 408),
    "empty-lines": (b"\r\n", b"\r\n", 408),
    "half-a-body": (POST + b"Content-Length: 60\r\n\r\nASK", b"", 408),
    "a-body-letter-by-letter": (POST + b"Content-Length: 60\r\n\r\nASK", b" ", 408),
    "a-body-of-1-tb": (POST + b"Content-Length: 1000000000000\r\n\r\nASK", b" ", 408),
    "chunk-by-chunk": (POST + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n", 408),
    "a-body-after-100-continue": (POST + b"Expect: 100-continue\r\nContent-Length: 60\r\n\r\n", b"a", 408),
    "a-body-that-nobody-reads": (LIVE + b"Content-Length: 60\r\n\r\n", b"a", 200),
    "trailer-after-trailer": (LIVE + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X: y\r\n", 200),
    "a-second-request": (LIVE + b"\r\n" + LIVE, b"X: y\r\n", 200),
}


@pytest.mark.parametrize("name", DRIPS)
def test_a_client_that_sends_too_slowly_is_not_waited_for(command: Command, name: str) -> None:
    """The connection is closed after the time for headers or body, however steadily bytes drip in."""
    begin, drop, status = DRIPS[name]
    started = time.monotonic()
    with command.connect() as connection:
        connection.sendall(begin)
        connection.settimeout(0.1)
        received, open_ = b"", True
        while open_ and time.monotonic() < started + 10 * SECONDS:
            try:
                chunk = connection.recv(65_536)
                received, open_ = received + chunk, bool(chunk)
            except TimeoutError:
                connection.sendall(drop)
            except ConnectionError:
                open_ = False
    assert not open_
    assert time.monotonic() > started + 0.9 * SECONDS
    found = [one for one in statuses(received) if one != 100]
    assert found[:1] == ([] if status is None else [status])
    assert found[1:] == ([408] if name == "a-second-request" else [])


def ask_long(command: Command, number: int) -> socket.socket:
    """Ask for a long answer over a connection that takes little at once; each number is another question."""
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    connection.settimeout(10)
    connection.connect(("127.0.0.1", command.port))
    path = f"/sparql?format=json&query={quote(LONG)}%20%23{number}"
    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode())
    return connection


@pytest.mark.parametrize("drop", [0, 1_000])
def test_a_client_that_does_not_take_its_answer_is_cut(command: Command, drop: int) -> None:
    """Who reads nothing, or hardly anything, loses the connection, and the service the memory that it held."""
    with ask_long(command, 1) as connection:
        received = connection.recv(1_000)
        assert statuses(received) == [200]
        end = time.monotonic() + 3.5 * SECONDS
        while time.monotonic() < end:
            received += connection.recv(drop) if drop else b""
            time.sleep(0.1)
        received += read(connection)
    length = re.search(rb"content-length: (\d+)", received)
    assert length is not None
    assert len(received) < int(length[1])


def test_a_client_that_reads_slowly_but_steadily_gets_everything(command: Command) -> None:
    """An answer that takes several times the limit arrives whole."""
    started = time.monotonic()
    with ask_long(command, 2) as connection:
        received = b""
        while chunk := connection.recv(65_536):
            received += chunk
            if time.monotonic() < started + 3 * SECONDS:
                time.sleep(0.02)
    head, _, body = received.partition(b"\r\n\r\n")
    assert f"content-length: {len(body)}".encode() in head
    assert time.monotonic() > started + 2 * SECONDS


def test_a_client_that_goes_away_leaves_no_trace_in_the_log(command: Command) -> None:
    """Connections that end in the middle of headers, body or answer are nobody's error."""
    for begin in (b"GET / HT", POST + b"Content-Length: 60\r\n\r\nASK", CHUNKED + b"6\r\nASK", LIVE + b"\r\n"):
        with command.connect() as connection:
            connection.sendall(begin)
    ask_long(command, 3).close()
    assert command.lives()
    time.sleep(0.2)
    assert "Traceback" not in command.log.read_text(encoding="utf-8")


def test_nothing_that_a_client_says_reaches_the_log(command: Command) -> None:
    """Line ends and terminal codes in address, headers and query are not written down."""
    code = "\x1b[31m"
    connection = http.client.HTTPConnection("127.0.0.1", command.port, timeout=10)
    for query in (f"INJECTED {code}\nERROR injected", "SELECT * { INJECTED"):
        connection.request("GET", f"/INJECTED?query={quote(query)}", headers={"User-Agent": "INJECTED"})
        connection.getresponse().read()
        connection.request("POST", "/sparql", query.encode(), {"Content-Type": "application/sparql-query"})
        connection.getresponse().read()
    connection.close()
    said(command, b"INJECTED \x1b[31m\r\n\r\n")
    written = command.log.read_text(encoding="utf-8")
    assert "INJECTED" not in written.upper()
    assert written.replace("\n", "").isprintable()


def is_open(connection: socket.socket) -> bool:
    """Say whether the server has kept a connection."""
    connection.settimeout(0.05)
    try:
        return bool(connection.recv(1))
    except TimeoutError:
        return True
    except ConnectionError:
        return False


def idle(service: Service, address: str, stack: ExitStack) -> socket.socket:
    """Open a connection that says nothing, as the client with an address of this machine."""
    return stack.enter_context(socket.create_connection((service.host, service.port), 10, (address, 0)))


SMALL = Settings(workers=1, connections_per_client=4, connection_limit=10)


def test_a_client_keeps_only_so_many_connections(tmp_path: Path) -> None:
    """With one more than allowed, its own longest waiting one is cut, and nobody else's; the new one is served."""
    with serving(tmp_path, SMALL) as service, ExitStack() as stack:
        other = idle(service, "127.0.0.3", stack)
        mine = [idle(service, "127.0.0.2", stack) for _ in range(6)]
        mine[-1].sendall(LIVE + b"\r\n")
        assert mine[-1].recv(65_536).startswith(b"HTTP/1.1 200")
        assert [is_open(one) for one in mine] == [False, False, True, True, True, True]
        assert is_open(other)


def test_idle_connections_of_many_clients_lock_nobody_out(tmp_path: Path) -> None:
    """Where all connections are taken by those who say nothing, the longest waiting ones make room."""
    with serving(tmp_path, SMALL) as service, ExitStack() as stack:
        many = [idle(service, f"127.0.0.{number // 3 + 10}", stack) for number in range(30)]
        assert service.get("/health/live").status == 200
        kept = [is_open(one) for one in many]
        assert sum(kept) < SMALL.connection_limit
        assert kept == sorted(kept)


def test_without_budgets_or_behind_a_proxy_a_client_has_no_number_of_its_own(tmp_path: Path) -> None:
    """The one switch for limits per client counts here too, and a proxy is not a client."""
    for number, change in enumerate(({"client_budget": None}, {"trusted_proxy": "127.0.0.2"})):
        folder = tmp_path / str(number)
        folder.mkdir()
        settings = Settings(workers=1, connections_per_client=4, connection_limit=20, **change)  # type: ignore[arg-type]  # names and values fit
        with serving(folder, settings) as service, ExitStack() as stack:
            mine = [idle(service, "127.0.0.2", stack) for _ in range(8)]
            assert service.get("/health/live").status == 200
            assert all(is_open(one) for one in mine)


def test_a_service_whose_connections_are_all_at_work_says_when_to_come_back(tmp_path: Path) -> None:
    """Nobody is cut while an answer is made for them; the newcomer gets 503 with Retry-After as problem details."""
    settings = Settings(workers=1, connection_limit=3, client_budget=None, time_limit=20.0, queue_time=20.0)
    with serving(tmp_path, settings) as service, ExitStack() as stack:
        for number in range(4):
            busy = idle(service, f"127.0.0.{number + 2}", stack)
            query = quote(f"{ENDLESS['count']} # {number}")
            busy.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
            time.sleep(0.1)
        received = b""
        newcomer = idle(service, "127.0.0.9", stack)
        while chunk := newcomer.recv(65_536):
            received += chunk
    head, _, body = received.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 503")
    assert b"retry-after: 2" in head.lower()
    assert json.loads(body)["limit"] == "connection_limit"


class _Wire(asyncio.Transport):
    """What a connection is made over: it knows where the other end is, and whether it was cut."""

    def __init__(self, host: str) -> None:
        super().__init__({"peername": (host, 50_000)})
        self.cut = False

    def abort(self) -> None:
        self.cut = True

    def close(self) -> None:
        """Nothing is left to be sent."""


@pytest.mark.parametrize(
    ("hosts", "cut"),
    [
        (["2001:db8::1", "2001:db8::2", "2001:db8:0:1::1", "2001:db8::3"], [True, False, False, False]),
        (["::ffff:192.0.2.7", "::ffff:192.0.2.8", "192.0.2.7", "192.0.2.7"], [True, False, False, False]),
    ],
    ids=["the network of IPv6", "IPv4 written as IPv6"],
)
def test_room_is_made_by_client_and_not_by_address(hosts: list[str], cut: list[bool]) -> None:
    """Another address of the same client does not give it more connections; other clients keep theirs."""
    kind = connections(Settings(connections_per_client=2))
    wires = [_Wire(host) for host in hosts]

    async def connect() -> None:
        config, state = Config(FastAPI(), http=kind, log_config=None), ServerState()
        made = [kind(config, state, {}) for _ in wires]
        for connection, wire in zip(made, wires, strict=True):
            connection.connection_made(wire)
        for connection in made:
            connection.connection_lost(None)

    asyncio.run(connect())
    assert [wire.cut for wire in wires] == cut


def test_an_address_of_ipv4_is_one_client_however_it_is_written() -> None:
    """Where a service listens for both, connections over IPv4 come from mapped addresses."""
    assert client_of(("::ffff:198.51.100.7", 1)) == client_of(("198.51.100.7", 2))
    one, same, other = (client_of((host, 1)) for host in ("2001:db8:0:1::7", "2001:db8:0:1:a:b:c:d", "2001:db8:0:2::7"))
    assert one == same != other

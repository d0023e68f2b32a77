"""The service in front of another SPARQL server: the same answers as alone, and a clear word when that one fails."""

import json
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from bochum_kg import queries
from bochum_kg.build import Release
from bochum_kg.engine import Engine
from bochum_kg.engine.binding import bind
from bochum_kg.engine.remote import UNION, RemoteEngine
from bochum_kg.engine.remote.client import Client
from bochum_kg.errors import EngineError, ForbiddenQueryError
from bochum_kg.formats import CSV, JSON, TSV, XML, Format
from bochum_kg.namespaces import BO
from bochum_kg.settings import Settings
from bochum_kg.web import urls
from engine_contract import EngineContract
from peers import COMMANDS, faulty, free_port, oxigraph, union, wait_for
from serving import GRAPH_A, GRAPH_B, NQUADS, Reply, Service, running, serving
from test_competency import HERE, UNPLANTED, bindings
from test_pages import PAGES

LIMITS = Settings(workers=1, time_limit=1.0, result_limit=200_000, client_budget=None)


@pytest.fixture(scope="module")
def small() -> Iterator[Engine]:
    """A client of an Oxigraph server that holds the two small graphs."""
    with oxigraph(NQUADS.encode()) as url:
        yield RemoteEngine(url, settings=LIMITS)


class TestOxigraph(EngineContract):
    """A real Oxigraph server does what every engine does."""

    @pytest.fixture
    def engine(self, small: Engine) -> Engine:
        """The engine under test."""
        return small

    def test_default_graphs_are_merged_without_duplicates(self, engine: Engine) -> None:
        """Oxigraph would give a triple of two default graphs twice: such a request is refused."""
        with pytest.raises(ForbiddenQueryError, match="twice"):
            engine.query("ASK { ?s ?p ?o }", default_graphs=[GRAPH_A, GRAPH_B])


@pytest.fixture(scope="module")
def united() -> Iterator[Engine]:
    """A client of an Oxigraph server that holds the two small graphs and, in a third, their union."""
    nquads = NQUADS.encode()
    with oxigraph(nquads) as url:
        empty(url)
        address = f"{url.replace('/query', '/store')}?{urlencode({'graph': UNION})}"
        urlopen(Request(address, union(nquads), {"Content-Type": "application/n-triples"})).close()
        yield RemoteEngine(url, settings=LIMITS)


class TestUnitedByName(EngineContract):
    """A server whose default graph is empty, with the union of the graphs in a graph of its own."""

    @pytest.fixture
    def engine(self, united: Engine) -> Engine:
        """The engine under test."""
        return united


def empty(url: str) -> None:
    """Take everything out of the default graph of an Oxigraph server."""
    urlopen(Request(url.replace("/query", "/store?default"), method="DELETE")).close()


def test_graphs_are_united_where_the_server_does_not() -> None:
    """A server whose default graph is empty is told which graphs it consists of, if they share no triple."""
    apart = "".join(line for line in NQUADS.splitlines(keepends=True) if f"<{GRAPH_A}>" in line or "zwei" in line)
    for nquads, expected in ((apart, "6"), (NQUADS, None)):
        with oxigraph(nquads.encode()) as url:
            empty(url)
            engine = RemoteEngine(url, settings=LIMITS)
            if expected is None:
                with pytest.raises(EngineError, match="twice"):
                    engine.query("ASK {}")
            else:
                (row,) = engine.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
                assert str(row["n"]) == expected


@pytest.fixture(scope="module")
def peer(city_release: Release) -> Iterator[str]:
    """The address of an Oxigraph server that holds the small city."""
    with oxigraph(city_release.nquads.read_bytes()) as url:
        yield url


@pytest.fixture(scope="module")
def in_front(city_release: Release, peer: str) -> Iterator[Service]:
    """The service in front of the Oxigraph server."""
    with running(city_release, RemoteEngine(peer)) as service:
        yield service


@pytest.fixture(scope="module")
def alone(city_release: Release, city: Engine) -> Iterator[Service]:
    """The service with its own engine."""
    with running(city_release, city) as service:
        yield service


def asked(case: dict[str, Any]) -> str:
    """Return the text of a competency question with its parameters."""
    query = queries.read(f"competency/{case['question']}")
    return bind(query.text, bindings(query, case.get("parameters", {})))


class TestInFront:
    """``serve --engine`` over the small city."""

    @pytest.mark.parametrize("case", UNPLANTED, ids=[case["rows"] for case in UNPLANTED])
    def test_every_question_has_the_same_answer(self, in_front: Service, case: dict[str, Any]) -> None:
        """The rows are exactly those that the built-in engine has to give, in their order."""
        reply = in_front.ask(asked(case), accept="text/csv")
        assert reply.status == 200
        assert reply.text.replace("\r\n", "\n") == (HERE / case["rows"]).read_text(encoding="utf-8")

    @pytest.mark.parametrize("one", [CSV, TSV, XML, JSON], ids=lambda one: one.name)
    def test_every_format_is_the_same(self, in_front: Service, alone: Service, one: Format) -> None:
        """A question answered by either engine is the same bytes with the same headers."""
        for case in UNPLANTED[::6]:
            replies = [service.ask(asked(case), accept=one.media_type) for service in (in_front, alone)]
            assert replies[0].body == replies[1].body
            assert len({(reply.status, reply.media_type, reply.headers["etag"]) for reply in replies}) == 1

    @pytest.mark.parametrize("path", PAGES)
    def test_pages_are_the_same(self, in_front: Service, alone: Service, path: str) -> None:
        """Each kind of page, in German and in English."""
        for language in ("de", "en"):
            replies = [service.get(path, Accept="text/html", Accept_Language=language) for service in (in_front, alone)]
            assert replies[0].status == 200
            bodies = [
                reply.body.replace(service.url.encode(), b"http://here")
                for reply, service in zip(replies, (in_front, alone), strict=True)
            ]
            assert bodies[0] == bodies[1]

    def test_things_are_the_same_in_every_format(self, in_front: Service, alone: Service, city: Engine) -> None:
        """What is dereferenced comes as the same bytes, whichever engine is asked."""
        rows = city.select(f"SELECT DISTINCT ?s {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), '{BO}')) }} ORDER BY ?s")
        paths = [path for row in rows[::10] if (path := urls.local(str(row["s"])))]
        assert len(paths) > 5
        for path in paths:
            for form in urls.OFFERED:
                found = []
                for service in (in_front, alone):
                    reply = service.get(path, Accept=form.media_type)
                    assert reply.status == 303
                    reply = service.get(reply.headers["location"], Accept=form.media_type)
                    assert (reply.status, reply.media_type) == (200, form.media_type)
                    found.append(reply.body.replace(service.url.encode(), b"http://here"))
                assert found[0] == found[1]

    def test_the_commands_take_the_address(self, city_release: Release, peer: str) -> None:
        """``query --engine`` and ``serve --engine`` ask the server named; no worker is started for it."""
        command = [str(COMMANDS / "bochum-kg"), "query", "cq-01", "--engine", peer, "--format", "csv"]
        answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        assert answer.splitlines() == (HERE / "city/cq-01.csv").read_text(encoding="utf-8").splitlines()
        port = free_port()
        serve = [str(COMMANDS / "bochum-kg"), "serve", "--engine", peer, "--port", str(port)]
        with subprocess.Popen([*serve, "--release", str(city_release.folder)]) as process:
            try:
                wait_for(process, port)
                service = Service("127.0.0.1", port, RemoteEngine(peer))
                assert json.loads(service.get("/health/ready").body)["ready"] is True
                assert service.ask("ASK { ?s ?p ?o }", accept="application/sparql-results+json").text.endswith("true}")
                assert service.get("/doc/kernaktivitaet/buergerhaus").status == 200
                assert service.get("/metrics").text.count("bochum_kg_process_resident_bytes{") <= 1
            finally:
                process.terminate()

    def test_what_is_cached_goes_on_when_the_engine_is_gone(self, city_release: Release) -> None:
        """Pages that were shown are shown, the others say when to come back, and the service lives."""
        page, other = PAGES[1], PAGES[2]
        with oxigraph(city_release.nquads.read_bytes()) as url, running(city_release, RemoteEngine(url)) as service:
            kept = service.get(page)
            assert kept.status == 200
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(service.engine, "_client", Client(f"http://127.0.0.1:{free_port()}/query", LIMITS))
                assert service.get(page).body == kept.body
                for path in (other, "/sparql?query=ASK%7B%7D", "/sparql"):
                    reply = service.get(path, Accept="application/json, text/turtle;q=0.9, */*;q=0.1")
                    assert (reply.status, reply.media_type) == (503, "application/problem+json")
                    assert int(reply.headers["retry-after"]) > 0
                assert service.get("/health/live").status == 200
                assert service.get("/health/ready").status == 503
            assert service.get(other).status == 200
            assert service.get("/health/ready").status == 200


_OK = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: "
_ROWS = _OK + b"application/sparql-results+json\r\n"
_TRIPLES = _OK + b"application/n-triples\r\n\r\n"
_GRAPHS = b'{"head":{"vars":["graph"]},"results":{"bindings":[{"graph":{"type":"uri","value":"urn:g"}}]}}'
_CUT = b'{"head":{"vars":["s","p","o"]},"results":{"bindings":[{"s":{"type":"uri","value":"urn:a"'
_SELECT, _CONSTRUCT, _ASK = "SELECT * { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }", "ASK { ?s ?p ?o }"


def said(*parts: bytes) -> Callable[[socket.socket], None]:
    """Return what sends these bytes and closes the connection."""
    return lambda connection: connection.sendall(b"".join(parts))


def _drip(head: bytes) -> Callable[[socket.socket], None]:
    def drip(connection: socket.socket) -> None:
        connection.sendall(head)
        for _ in range(60):
            connection.sendall(b" " if head.endswith(b"\n") else b"a")
            time.sleep(0.1)

    return drip


def _endless(connection: socket.socket) -> None:
    connection.sendall(_ROWS + b"\r\n")
    while True:
        connection.sendall(b" " * 65_536)


#: What the other server does to which query, and the status that a client has to get.
FAULTS: dict[str, tuple[str, Callable[[socket.socket], None], int]] = {
    "closes without a word": (_SELECT, said(), 503),
    "says nothing": (_SELECT, lambda _: time.sleep(6), 503),
    "drips its headers": (_SELECT, _drip(b"HTTP/1.1 200 OK\r\nX-Slow: "), 503),
    "drips its body": (_SELECT, _drip(_ROWS + b"\r\n"), 503),
    "drips triples": (_CONSTRUCT, _drip(_TRIPLES + b"<urn:a> <urn:b> <urn:c> .\n"), 503),
    "drips an error": (_SELECT, _drip(b"HTTP/1.1 400 Bad\r\nConnection: close\r\n\r\n"), 503),
    "has no end": (_SELECT, _endless, 422),
    "is no HTTP server": (_SELECT, said(b"SSH-2.0-OpenSSH_9.6\r\n"), 503),
    "has an error": (_SELECT, said(b"HTTP/1.1 500 Oops\r\nConnection: close\r\n\r\n<h1>Stack trace</h1>"), 503),
    "is busy": (_SELECT, said(b"HTTP/1.1 503 Busy\r\nConnection: close\r\nRetry-After: 7\r\n\r\n"), 503),
    "has had enough of us": (_SELECT, said(b"HTTP/1.1 429 Slow\r\nConnection: close\r\n\r\n"), 503),
    "has limits for its clients": (
        _SELECT,
        said(b'HTTP/1.1 429 Slow\r\nConnection: close\r\n\r\n{"limit": "client_budget", "detail": "Wait."}'),
        503,
    ),
    "blames its client": (
        _SELECT,
        said(b'HTTP/1.1 400 No\r\nConnection: close\r\n\r\n{"limit": "client_budget", "detail": "Wait."}'),
        503,
    ),
    "names a limit of its own": (
        _SELECT,
        said(b'HTTP/1.1 400 No\r\nConnection: close\r\n\r\n{"limit": ["\\"}"], "detail": "Wait."}'),
        503,
    ),
    "is elsewhere": (_SELECT, said(b"HTTP/1.1 404 No\r\nConnection: close\r\n\r\n"), 503),
    "wants a password": (_SELECT, said(b"HTTP/1.1 401 Who\r\nConnection: close\r\n\r\n"), 503),
    "sends a page": (_SELECT, said(_OK, b"text/html\r\n\r\n<h1>Welcome</h1>"), 503),
    "says no type": (_SELECT, said(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{}"), 503),
    "breaks off before its length": (_SELECT, said(_ROWS, b"Content-Length: 999\r\n\r\n", _CUT), 503),
    "breaks off in a chunk": (
        _SELECT,
        said(_ROWS, b"Transfer-Encoding: chunked\r\n\r\nfff\r\n", _CUT),
        503,
    ),
    "breaks off between chunks": (
        _SELECT,
        said(_ROWS, b"Transfer-Encoding: chunked\r\n\r\n", f"{len(_CUT):x}\r\n".encode(), _CUT, b"\r\n"),
        503,
    ),
    "breaks off in silence": (_SELECT, said(_ROWS, b"\r\n", _CUT), 503),
    "sends other JSON": (_SELECT, said(_ROWS, b'\r\n{"rows": []}'), 503),
    "sends no JSON": (_SELECT, said(_ROWS, b"\r\n<html>"), 503),
    "sends nothing": (_SELECT, said(_ROWS, b"Content-Length: 0\r\n\r\n"), 503),
    "sends a truth value for rows": (_SELECT, said(_ROWS, b'\r\n{"head":{},"boolean":true}'), 503),
    "sends rows for a truth value": (_ASK, said(_ROWS, b"\r\n", _GRAPHS), 503),
    "compresses unasked": (_SELECT, said(_ROWS, b"Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x00"), 503),
    "answers in part at its time limit": (_SELECT, said(_ROWS, b"X-SQL-State: S1TAT\r\n\r\n", _GRAPHS), 503),
    "answers in part at its limit of rows": (_SELECT, said(_ROWS, b"X-SPARQL-MaxRows: 1\r\n\r\n", _GRAPHS), 422),
    "sends no triples": (_CONSTRUCT, said(_TRIPLES, b"<html>\n"), 503),
    "breaks off in a triple": (_CONSTRUCT, said(_TRIPLES, b"<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b"), 503),
    "breaks off among triples": (
        _CONSTRUCT,
        said(_TRIPLES[:-2], b"Content-Length: 999\r\n\r\n<urn:a> <urn:b> <urn:c> .\n"),
        503,
    ),
    "sends no UTF-8": (_CONSTRUCT, said(_TRIPLES, b'<urn:a> <urn:b> "\xff" .\n'), 503),
    "offers a number": (
        _SELECT,
        said(b'HTTP/1.1 406 No\r\nConnection: close\r\n\r\n{"offered": 5, "detail": "No."}'),
        406,
    ),
    "places its errors in words": (
        _SELECT,
        said(b'HTTP/1.1 400 No\r\nConnection: close\r\n\r\n{"line": ["two"], "column": {}, "detail": "No."}'),
        400,
    ),
    "does not understand": (_SELECT, said(b"HTTP/1.1 400 Bad\r\nConnection: close\r\n\r\nerror at 1:7: no"), 400),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_faulty_engine_is_told_with_a_status_and_never_waited_for(name: str, tmp_path: Path) -> None:
    """No fault of the other server hangs this one, looks like an answer, or is taken for a bug of ours."""
    text, answer, status = FAULTS[name]
    settings = replace(LIMITS, time_limit=0.5)
    graphs = b"".join([_ROWS, b"\r\n", _GRAPHS])
    with (
        faulty(answer, graphs) as url,
        serving(tmp_path, settings, engine=RemoteEngine(url, settings=settings)) as service,
    ):
        started = time.monotonic()
        reply: Reply = service.ask(text, ("default-graph-uri", "urn:g"))
        assert time.monotonic() - started < 2.5
        assert (reply.status, reply.media_type) == (status, "application/problem+json"), reply.text
        assert service.get("/health/live").status == 200
    assert status not in {502, 503} or int(reply.headers["retry-after"]) > 0


#: What a server, or a proxy before it, says while it refuses a query, and whether clients are told of it.
REFUSALS: dict[str, tuple[bytes, bytes, bool]] = {
    "a proxy that has had enough": (b"429 Slow", b"<h1>db7.internal is busy</h1>", False),
    "problem details that it has had enough": (b"429 Slow", b'{"detail": "db7.internal is busy"}', False),
    "a proxy that forbids": (b"403 No", b"<h1>db7.internal says no</h1>", False),
    "a limit that is none of ours": (b"400 No", b'{"limit": "quota", "detail": "db7.internal is busy"}', False),
    "a limit of ours without a word": (b"400 No", b'{"limit": "nesting_limit", "host": "db7.internal"}', False),
    "a limit of ours": (b"400 No", b'{"limit": "nesting_limit", "detail": "db7.internal nests less"}', True),
    "what a server like ours forbids": (b"400 No", b'{"type": "urn:x:forbidden", "detail": "no db7.internal"}', True),
    "a mistake in the query": (b"400 No", b"error at 1:7: db7.internal", True),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_what_another_server_says_reaches_clients_only_where_it_is_about_the_query(name: str, tmp_path: Path) -> None:
    """A page of a proxy can name hosts; in its place stands a sentence of ours."""
    status, body, is_told = REFUSALS[name]
    graphs = b"".join([_ROWS, b"\r\n", _GRAPHS])
    with (
        faulty(said(b"HTTP/1.1 ", status, b"\r\nConnection: close\r\n\r\n", body), graphs) as url,
        serving(tmp_path, LIMITS, engine=RemoteEngine(url, settings=LIMITS)) as service,
    ):
        reply = service.ask(_SELECT, ("default-graph-uri", "urn:g"))
    assert reply.media_type == "application/problem+json"
    assert ("db7" in reply.text) == is_told, reply.text


def test_no_other_server_is_asked_than_the_one_that_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A redirect is a failure, and a proxy that the environment names is not used."""
    asked: list[str] = []
    graphs = b"".join([_ROWS, b"\r\n", _GRAPHS])
    with faulty(lambda _: asked.append("other"), graphs) as other:
        monkeypatch.setenv("http_proxy", other)
        away = f"HTTP/1.1 302 Found\r\nLocation: {other}\r\nConnection: close\r\n\r\n".encode()
        with (
            faulty(said(away), graphs) as url,
            serving(tmp_path, LIMITS, engine=RemoteEngine(url, settings=LIMITS)) as service,
        ):
            assert service.ask(_SELECT, ("default-graph-uri", "urn:g")).status == 503
    assert not asked


@pytest.mark.parametrize(("times", "status"), [(1, 200), (2, 503)])
def test_a_query_whose_threads_were_killed_is_asked_once_more(times: int, status: int, tmp_path: Path) -> None:
    """Virtuoso does that under load, and says so with 500; what fails twice is told."""
    killed = b"HTTP/1.1 500 No\r\nConnection: close\r\n\r\nVirtuoso 23000 Error SR175: Transaction killed."
    graphs = b"".join([_ROWS, b"\r\n", _GRAPHS])
    answers = iter([killed] * times + [graphs])
    with (
        faulty(lambda connection: connection.sendall(next(answers)), graphs) as url,
        serving(tmp_path, LIMITS, engine=RemoteEngine(url, settings=LIMITS)) as service,
    ):
        assert service.ask(_SELECT, ("default-graph-uri", "urn:g")).status == status

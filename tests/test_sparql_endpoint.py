"""The SPARQL endpoint over HTTP: protocol, formats, caching, refusals, and what a browser sees."""

import html
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NoReturn
from urllib.parse import quote, urlencode

import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

from bochum_kg import queries
from bochum_kg.engine.base import Answer, Engine
from bochum_kg.engine.waiting import quick
from bochum_kg.errors import EngineError
from bochum_kg.formats import GRAPH_FORMATS, RESULTS_FORMATS, Format
from bochum_kg.settings import Settings
from bochum_kg.web.sparql.budget import Budget
from hostile import CROSS, DEEP, ENDLESS, all_gone
from serving import GRAPH_A, GRAPH_B, NQUADS, Service, serving, write_nquads

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
ALL = "SELECT * { ?s ?p ?o }"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
TRUE = b'{"head":{},"boolean":true}'
FALSE = b'{"head":{},"boolean":false}'
LIMITS = Settings(time_limit=1.0, memory_limit=150_000_000, result_limit=200_000, client_budget=None)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A running service over the two small graphs."""
    with serving(tmp_path_factory.mktemp("service"), LIMITS) as service:
        yield service


def encoded(*parameters: tuple[str, str]) -> bytes:
    """Write parameters as the body of a form."""
    return urlencode(parameters).encode()


class TestProtocol:
    """SPARQL 1.1 Protocol, §2.1."""

    @pytest.mark.parametrize(
        ("method", "path", "body", "content_type"),
        [
            ("GET", "/sparql?query=ASK%20%7B%3Fs%20%3Fp%2042%7D", None, ""),
            ("GET", "/sparql?query=ASK+%7B%3Fs+%3Fp+42%7D&format=json", None, ""),
            ("POST", "/sparql", encoded(("query", "ASK {?s ?p 42}")), FORM),
            ("POST", "/sparql", encoded(("query", "ASK {?s ?p 42}")), f"{FORM}; charset=UTF-8"),
            ("POST", "/sparql", b"ASK {?s ?p 42}", QUERY),
            ("POST", "/sparql", b"ASK {?s ?p 42}", f'{QUERY}; charset="utf-8"'),
            ("QUERY", "/sparql", b"ASK {?s ?p 42}", QUERY),
            ("QUERY", "/sparql", encoded(("query", "ASK {?s ?p 42}")), FORM),
        ],
    )
    def test_a_query_comes_in_every_way(
        self, service: Service, method: str, path: str, body: bytes | None, content_type: str
    ) -> None:
        """GET, POST with a form, POST of the query itself, and QUERY give the same answer."""
        reply = service.request(method, path, body, **({"Content_Type": content_type} if content_type else {}))
        assert (reply.status, reply.body) == (200, TRUE)

    def test_head_is_get_without_the_body(self, service: Service) -> None:
        """HEAD has the headers of GET, the length too."""
        path = f"/sparql?{urlencode({'query': ALL})}"
        head, get = service.request("HEAD", path), service.get(path)
        assert (head.status, head.body) == (200, b"")
        for name in ("content-length", "content-type", "etag", "vary", "cache-control"):
            assert head.headers[name] == get.headers[name]

    def test_options_allow_every_origin(self, service: Service) -> None:
        """A preflight is answered, and every answer may be read from anywhere, without credentials."""
        reply = service.request("OPTIONS", "/sparql", Origin="https://elsewhere.example")
        assert reply.status == 204
        assert reply.headers["allow"] == "GET, HEAD, OPTIONS, POST, QUERY"
        assert reply.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS, POST, QUERY"
        for one in (reply, service.ask(ALL), service.ask("NONSENSE"), service.get("/nothing")):
            assert one.headers["access-control-allow-origin"] == "*"
            assert "access-control-allow-credentials" not in one.headers

    @pytest.mark.parametrize(
        ("parameters", "expected"),
        [
            ([], "6,7"),
            ([("default-graph-uri", GRAPH_A)], "3,0"),
            ([("default-graph-uri", GRAPH_A), ("default-graph-uri", GRAPH_B)], "6,0"),
            ([("named-graph-uri", GRAPH_B)], "0,4"),
            ([("default-graph-uri", GRAPH_A), ("named-graph-uri", GRAPH_B)], "3,4"),
        ],
    )
    def test_the_dataset_of_the_request_counts(
        self, service: Service, parameters: list[tuple[str, str]], expected: str
    ) -> None:
        """default-graph-uri and named-graph-uri mean what §2.1.4 says, by every method."""
        text = (
            "SELECT ?union ?quads { { SELECT (COUNT(*) AS ?union) { ?s ?p ?o } }"
            " { SELECT (COUNT(*) AS ?quads) { GRAPH ?g { ?s ?p ?o } } } }"
        )
        replies = [
            service.ask(text, *parameters, accept="text/csv"),
            service.request(
                "POST", "/sparql", encoded(("query", text), *parameters), Content_Type=FORM, Accept="text/csv"
            ),
            service.request(
                "POST", f"/sparql?{urlencode(parameters)}", text.encode(), Content_Type=QUERY, Accept="text/csv"
            ),
        ]
        assert [reply.text.split() for reply in replies] == [["union,quads", expected]] * 3

    @pytest.mark.parametrize(
        ("method", "path", "said", "status"),
        [
            ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", (None, {}), 400),
            ("POST", "/sparql?query=ASK%7B%7D", (b"ASK {}", {"Content_Type": QUERY}), 400),
            ("POST", "/sparql?query=ASK%7B%7D", (b"query=ASK%7B%7D", {"Content_Type": FORM}), 400),
            ("GET", "/sparql?query=", (None, {}), 400),
            ("GET", "/sparql?query=%FF", (None, {}), 400),
            ("GET", "/sparql?default-graph-uri=urn:a", (None, {}), 400),
            ("GET", "/sparql?query=ASK%7B%7D&using-graph-uri=urn:a", (None, {}), 400),
            ("GET", "/sparql?query=ASK%20FROM%20%3Cfile:///etc/passwd%3E%7B%7D", (None, {}), 400),
            ("GET", "/sparql?query=ASK%7B%7D" + "&a=b" * 80, (None, {}), 400),
            ("GET", "/sparql?query=ASK%7B%7D&update=CLEAR+ALL", (None, {}), 403),
            ("GET", "/sparql?update=CLEAR+ALL", (None, {}), 403),
            ("GET", "/sparql?query=CLEAR+ALL", (None, {}), 403),
            ("POST", "/sparql", (b"update=CLEAR+ALL", {"Content_Type": FORM}), 403),
            ("POST", "/sparql", (b"CLEAR ALL", {"Content_Type": "application/sparql-update"}), 403),
            ("POST", "/sparql", (b"LOAD <http://192.0.2.1/>", {"Content_Type": QUERY}), 403),
            ("POST", "/sparql", (b"ASK {}", {"Content_Type": "text/plain"}), 415),
            ("POST", "/sparql", (b"query=ASK%7B%7D", {}), 415),
            ("POST", "/sparql", (b"\x1f\x8b", {"Content_Type": QUERY, "Content_Encoding": "gzip"}), 415),
            ("POST", "/sparql", ("ASK {}".encode("utf-16"), {"Content_Type": f"{QUERY}; charset=UTF-16"}), 400),
            ("POST", "/sparql", ("ASK {}".encode("utf-16"), {"Content_Type": QUERY}), 400),
            ("POST", "/sparql", (b"x" * 300_000, {"Content_Type": QUERY}), 413),
            ("POST", "/sparql", (b"ASK {}" + b" " * 70_000, {"Content_Type": QUERY}), 413),
            ("GET", "/sparql?query=" + "x" * 17_000, (None, {}), 414),
            ("PUT", "/sparql?query=ASK%7B%7D", (b"", {}), 405),
            ("DELETE", "/sparql", (None, {}), 405),
            ("GET", "/sparql/", (None, {}), 404),
            ("GET", "/sparql?query=ASK%7B%7D", (None, {"Accept": "image/png"}), 406),
            ("GET", "/sparql?query=ASK%7B%7D", (None, {"Accept": "text/turtle"}), 406),
            ("GET", "/sparql?query=ASK%7B%7D&format=turtle", (None, {}), 406),
            ("GET", "/sparql?query=ASK%7B%7D&format=pdf", (None, {}), 406),
            ("GET", "/sparql?query=DESCRIBE%20%3Curn:a%3E&format=csv", (None, {}), 406),
        ],
    )
    def test_a_request_out_of_order_is_told_why(
        self, service: Service, method: str, path: str, said: tuple[bytes | None, dict[str, str]], status: int
    ) -> None:
        """Every refusal is problem details with its own status, a sentence and a stable name."""
        body, headers = said
        reply = service.request(method, path, body, **headers)
        assert (reply.status, reply.media_type) == (status, "application/problem+json")
        problem = json.loads(reply.body)
        assert problem["status"] == status
        assert problem["type"].startswith("urn:bochum-kg:problem:")
        assert problem["title"]
        assert problem["detail"].endswith((".", ")"))
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert reply.headers["cache-control"] == "no-store"

    def test_refusals_say_what_would_be_right(self, service: Service) -> None:
        """405 names the methods, 406 the formats, 415 the types, a mistake its place."""
        assert service.request("PUT", "/sparql").headers["allow"] == "GET, HEAD, OPTIONS, POST, QUERY"
        offered = json.loads(service.ask("ASK {}", accept="image/png").body)["offered"]
        assert offered == [*(one.media_type for one in RESULTS_FORMATS), "text/html"]
        assert service.request("POST", "/sparql", b"").headers["accept-post"] == f"{FORM}, {QUERY}"
        problem = json.loads(service.ask("SELECT * {\n ?s ?p ?o FOO }").body)
        assert problem["type"] == "urn:bochum-kg:problem:syntax"
        assert (problem["line"], problem["column"] >= len(" ?s ?p ?o F")) == (2, True)
        undeclared = json.loads(service.ask("SELECT * {\n ?s a foo:Bar }").body)
        assert undeclared["detail"].endswith("here or just before: Prefix not found (line 2, column 14)")

    def test_several_accept_headers_are_one(self, service: Service) -> None:
        """A header that is sent twice is read as a whole (RFC 9110 §5.3)."""
        connection = http.client.HTTPConnection(service.host, service.port)
        connection.putrequest("GET", "/sparql?query=ASK%7B%7D")
        connection.putheader("Accept", "text/csv;q=0.1")
        connection.putheader("Accept", "application/sparql-results+xml")
        connection.endheaders()
        assert connection.getresponse().headers["Content-Type"] == "application/sparql-results+xml"
        connection.close()


class TestFormats:
    """What an answer is written in."""

    @pytest.mark.parametrize("one", RESULTS_FORMATS, ids=lambda one: one.name)
    def test_rows_come_in_every_format(self, service: Service, one: Format) -> None:
        """By Accept and by format=, with the right type, the same rows."""
        reply = service.ask(ALL, accept=one.media_type)
        assert (reply.status, reply.headers["content-type"]) == (200, one.content_type)
        assert service.ask(ALL, ("format", one.name)).body == reply.body
        if one.name in {"json", "xml", "tsv"}:
            format_ = {
                "json": QueryResultsFormat.JSON,
                "xml": QueryResultsFormat.XML,
                "tsv": QueryResultsFormat.TSV,
            }[one.name]
            rows = parse_query_results(reply.body, format=format_)
            assert len(list(rows)) == 6  # type: ignore[arg-type]  # it is no truth value
        else:
            assert reply.body.count(b"\r\n") == 7

    @pytest.mark.parametrize("one", GRAPH_FORMATS, ids=lambda one: one.name)
    def test_triples_come_in_every_format(self, service: Service, one: Format) -> None:
        """By Accept and by format=, with the right type, the same graph."""
        text = "CONSTRUCT WHERE { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?o }"
        reply = service.ask(text, accept=one.media_type)
        assert (reply.status, reply.headers["content-type"]) == (200, one.content_type)
        assert service.ask(text, ("format", one.name)).body == reply.body
        expected = parse(service.ask(text, ("format", "nt")).body, format=RdfFormat.N_TRIPLES)
        assert set(parse(reply.body, format=RdfFormat.from_media_type(one.media_type))) == set(expected)

    def test_who_does_not_choose_gets_the_usual(self, service: Service) -> None:
        """JSON for rows, Turtle for triples, a page for browsers."""
        assert service.ask(ALL).media_type == "application/sparql-results+json"
        assert service.ask("DESCRIBE <urn:a>").media_type == "text/turtle"
        assert service.ask(ALL, accept=BROWSER).media_type == "text/html"
        assert service.ask(ALL, ("format", "json"), accept=BROWSER).media_type == "application/sparql-results+json"

    @pytest.mark.parametrize("one", GRAPH_FORMATS, ids=lambda one: one.name)
    def test_the_service_describes_itself(self, service: Service, one: Format) -> None:
        """Without a query the endpoint is described in every graph format."""
        reply = service.get("/sparql", Accept=one.media_type)
        assert (reply.status, reply.headers["content-type"]) == (200, one.content_type)
        quads = {quad.triple for quad in parse(reply.body, format=RdfFormat.from_media_type(one.media_type))}
        lines = {str(triple).replace("<<", "").strip() for triple in quads}
        assert any(f"{service.url}/sparql>" in line and "#endpoint" in line for line in lines)
        assert any("#UnionDefaultGraph" in line for line in lines)
        assert not any("BasicFederatedQuery" in line for line in lines)
        assert sum("#namedGraph" in line for line in lines) == 2
        assert any("time_limit: 1.0" in line for line in lines)


class TestCaching:
    """Validators and what depends on what."""

    def test_an_answer_is_known_by_its_tag(self, service: Service) -> None:
        """If-None-Match with the tag, or one like it among others, gives 304 without a body."""
        path = f"/sparql?{urlencode({'query': ALL})}"
        tag = service.get(path).headers["etag"]
        assert tag.startswith('"')
        for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
            reply = service.get(path, If_None_Match=known)
            assert (reply.status, reply.body, reply.headers["etag"]) == (304, b"", tag)
            assert reply.headers["vary"] == "Accept, Accept-Language"
        assert service.get(path, If_None_Match='"other"').status == 200

    def test_any_answer_is_known_only_where_there_is_one(self, service: Service) -> None:
        """``*`` stands for whatever exists, and a failure is nothing (RFC 9110 §13.1.2)."""
        for text, status in (("SELECT (1/0 AS", 400), ("SELECT * { ?new ?p ?o }", 304)):
            assert service.get(f"/sparql?{urlencode({'query': text})}", If_None_Match="*").status == status
        assert service.get("/doc/ziel/nichts", If_None_Match="*").status == 404

    def test_what_differs_has_another_tag(self, service: Service) -> None:
        """Query, dataset, format and, for pages, language make the tag."""
        replies = [
            service.ask(ALL),
            service.ask(ALL + " "),
            service.ask(ALL, ("default-graph-uri", GRAPH_A)),
            service.ask(ALL, ("named-graph-uri", GRAPH_A)),
            service.ask(ALL, accept="text/csv"),
            service.ask(ALL, ("lang", "de"), accept="text/html"),
            service.ask(ALL, ("lang", "en"), accept="text/html"),
            service.get("/sparql", Accept="text/turtle"),
        ]
        assert len({reply.headers["etag"] for reply in replies}) == len(replies)
        assert all(reply.headers["cache-control"] == "public, max-age=300" for reply in replies)

    def test_the_same_query_gives_the_same_bytes(self, service: Service) -> None:
        """A strong tag promises it."""
        for text in (ALL, "CONSTRUCT { [] ?p ?o } WHERE { ?s ?p ?o }"):
            assert service.ask(text).body == service.ask(text).body

    @pytest.mark.parametrize(
        "text", ["SELECT (RAND() AS ?x) {}", "SELECT (now() AS ?x) {}", "SELECT (UUID() AS ?x) {}"]
    )
    def test_what_changes_with_each_call_is_not_kept(self, service: Service, text: str) -> None:
        """Chance and time are asked for anew each time."""
        reply = service.ask(text)
        assert reply.headers["cache-control"] == "no-store"
        assert "etag" not in reply.headers
        assert service.get(f"/sparql?{urlencode({'query': text})}", If_None_Match="*").status == 200


class TestAttacks:
    """What a public endpoint has to survive, over HTTP; the engine has its own list."""

    @pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
    def test_nesting_is_refused(self, service: Service, text: str) -> None:
        """Deep nesting gets 400 or 413 with the limit's name, and the next query its answer."""
        reply = service.request("POST", "/sparql", text.encode(), Content_Type=QUERY)
        assert reply.status in {400, 413}
        assert json.loads(reply.body)["limit"] in {"nesting_limit", "token_limit", "operator_limit", "query_limit"}
        assert service.ask("ASK {}").body == TRUE

    def test_a_query_without_end_gets_503_with_the_limit(self, service: Service) -> None:
        """The worker is killed at the limit; nothing is sent as an answer, and the next query is answered."""
        started = time.monotonic()
        reply = service.ask(ENDLESS["count"])
        assert time.monotonic() - started < LIMITS.time_limit + 0.5
        assert (reply.status, json.loads(reply.body)["limit"]) == (503, "time_limit")
        assert service.ask("ASK {}").body == TRUE

    def test_an_answer_over_the_cap_gets_422_and_the_way_to_the_downloads(self, service: Service) -> None:
        """Nothing is cut."""
        reply = service.ask(f"SELECT * {{ {CROSS} }}", accept="text/csv")
        problem = json.loads(reply.body)
        assert (reply.status, problem["limit"], problem["downloads"]) == (422, "result_limit", "/downloads")
        assert "200000 bytes" in problem["detail"]

    def test_nothing_goes_out(self, service: Service) -> None:
        """SERVICE and FROM of a listener on this machine are refused, its graphs are empty; it sees no connection."""
        with socket.create_server(("127.0.0.1", 0)) as listener:
            address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
            texts = [
                f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}",
                f"SELECT * {{ SERVICE SILENT <{address}> {{ ?s ?p ?o }} }}",
                f"ASK FROM <{address}> {{ ?s ?p ?o }}",
                "ASK FROM <file:///etc/passwd> { ?s ?p ?o }",
            ]
            replies = [service.ask(text) for text in texts]
            assert [reply.status for reply in replies] == [400] * 4
            assert {json.loads(reply.body)["type"] for reply in replies} == {"urn:bochum-kg:problem:forbidden"}
            for parameter in ("default-graph-uri", "named-graph-uri"):
                for graph in (address, "file:///etc/passwd"):
                    assert service.ask("ASK { ?s ?p ?o }", (parameter, graph)).body == FALSE
            listener.settimeout(0.1)
            with pytest.raises(TimeoutError):
                listener.accept()

    def test_updates_change_nothing(self, service: Service) -> None:
        """After every kind of update the graph is what it was."""
        before = service.ask(ALL, ("format", "csv")).body
        for text in ("CLEAR ALL", "DELETE WHERE { ?s ?p ?o }", "INSERT DATA { <urn:a> <urn:b> <urn:c> }", "DROP ALL"):
            assert service.request("POST", "/sparql", encoded(("update", text)), Content_Type=FORM).status == 403
            assert service.request("POST", "/sparql", text.encode(), Content_Type=QUERY).status == 403
        assert service.ask(ALL, ("format", "csv")).body == before

    def test_a_killed_worker_is_replaced(self, service: Service) -> None:
        """Kill -9 of every worker costs no later query."""
        processes = service.engine.processes  # type: ignore[attr-defined]  # of the built-in engine
        for pid in processes[1:]:
            os.kill(pid, signal.SIGKILL)
        time.sleep(0.05)
        assert [service.ask("ASK {}").body for _ in range(4)] == [TRUE] * 4

    @pytest.mark.parametrize(
        "head",
        [
            "Host: a\r\nHost: b\r\n",
            "Host: a\r\nContent-Length: 2\r\nContent-Length: 6\r\n",
            "Host: a\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n",
            "",
        ],
    )
    def test_ambiguous_requests_are_refused_and_the_connection_closed(self, service: Service, head: str) -> None:
        """What two programs could read differently gets 400 once, and nothing after it is answered."""
        smuggled = "GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n"
        with socket.create_connection((service.host, service.port), timeout=5) as connection:
            request = f"POST /sparql HTTP/1.1\r\nContent-Type: {QUERY}\r\n{head}\r\n0\r\n\r\n{smuggled}"
            connection.sendall(request.encode())
            received = b""
            while chunk := connection.recv(65_536):
                received += chunk
        assert received.startswith(b"HTTP/1.1 400")
        assert received.count(b"HTTP/1.1 ") == 1

    def test_the_host_of_a_request_is_never_repeated(self, service: Service) -> None:
        """A false Host reaches neither addresses nor redirects."""
        for path in ("/sparql", "/sparql/", "/openapi.json", "/nothing"):
            reply = service.get(path, Host="evil.example", X_Forwarded_Host="evil.example")
            assert b"evil.example" not in reply.body
            assert "evil.example" not in str(reply.headers)

    def test_a_client_that_uses_up_its_budget_waits(self, tmp_path: Path) -> None:
        """Worker time is counted per client; over it there is 429 with Retry-After, but known answers stay free."""
        settings = replace(LIMITS, time_limit=0.2, client_budget=0.3)
        with serving(tmp_path, settings) as service:
            tag = service.ask("ASK {}").headers["etag"]
            assert [service.ask(ENDLESS["count"]).status for _ in range(2)] == [503, 503]
            reply = service.ask("ASK { }")
            assert (reply.status, json.loads(reply.body)["limit"]) == (429, "client_budget")
            assert int(reply.headers["retry-after"]) > 0
            assert service.ask("ASK {}").status == 200
            assert service.get("/sparql?query=ASK+%7B%7D", If_None_Match=tag).status == 304

    @pytest.mark.parametrize("bad", ["ASK {", "ASK { SERVICE <http://a/> {} }", "INSERT DATA {}", "ASK " + "{" * 99])
    def test_a_client_whose_queries_fail_too_often_waits(self, tmp_path: Path, bad: str) -> None:
        """Mistakes and refusals count, answers do not; over the limit there is 429, but known answers stay free."""
        with serving(tmp_path, replace(LIMITS, client_budget=30.0, client_errors=2)) as service:
            tags = [service.ask("ASK {}").headers["etag"] for _ in range(5)]
            assert {service.ask(bad).status for _ in range(2)} <= {400, 403}
            for query in (bad, "ASK { }"):
                reply = service.ask(query)
                assert (reply.status, json.loads(reply.body)["limit"]) == (429, "client_errors")
                assert int(reply.headers["retry-after"]) > 0
            assert service.get("/sparql?query=ASK+%7B%7D", If_None_Match=tags[0]).status == 304

    def test_a_query_without_end_counts_as_failed(self, tmp_path: Path) -> None:
        """A query that is stopped at its limit is an error of the client."""
        with serving(tmp_path, replace(LIMITS, time_limit=0.2, client_budget=60.0, client_errors=1)) as service:
            assert service.ask(ENDLESS["count"]).status == 503
            reply = service.ask("ASK {}")
        assert (reply.status, json.loads(reply.body)["limit"]) == (429, "client_errors")

    def test_waiting_in_line_is_not_charged(self, tmp_path: Path) -> None:
        """What a query waits for a worker is not computing: a budget shorter than that is not used up."""
        settings = replace(LIMITS, workers=1, queue_time=5.0)
        with serving(tmp_path, settings) as service:
            budget = Budget(replace(settings, client_budget=0.5))
            thread = threading.Thread(target=service.ask, args=(ENDLESS["count"],))
            thread.start()
            time.sleep(0.2)
            with budget.account("a"):
                service.engine.query("ASK {}")
            thread.join()
            with budget.account("a"):
                assert service.engine.query("ASK {}").body

    def test_a_client_asks_only_so_much_at_once(self, tmp_path: Path) -> None:
        """A query beyond the limit is refused with 429; when the one before has ended, the next is answered."""
        with serving(tmp_path, replace(LIMITS, client_budget=30.0, client_parallel=1)) as service:
            thread = threading.Thread(target=service.ask, args=(ENDLESS["count"],))
            thread.start()
            time.sleep(0.3)
            reply = service.ask("ASK {}")
            thread.join()
            assert (reply.status, json.loads(reply.body)["limit"]) == (429, "client_parallel")
            assert reply.headers["retry-after"] == "1"
            assert service.ask("ASK {}").status == 200

    def test_each_slow_query_halves_what_a_client_has_of_the_fast_lane(self) -> None:
        """Down to a thirty-second of it, and for nobody else; the next minute gives it back bit by bit."""
        budget, seen = Budget(replace(LIMITS, client_budget=60.0, fast_lane=0.05)), []
        for _ in range(7):
            with budget.account("a"):
                seen.append(quick())
                time.sleep(0.06)
        assert seen == pytest.approx([0.05 * max(0.5**slow, 1 / 32) for slow in range(7)], rel=0.05)
        with budget.account("b"):
            assert quick() == pytest.approx(0.05)

    def test_without_a_budget_a_client_may_err_and_ask_at_once(self, tmp_path: Path) -> None:
        """One switch lifts all limits per client."""
        with serving(tmp_path, replace(LIMITS, client_errors=1, client_parallel=1)) as service:
            assert [service.ask("ASK {").status for _ in range(3)] == [400, 400, 400]
            thread = threading.Thread(target=service.ask, args=(ENDLESS["count"],))
            thread.start()
            time.sleep(0.3)
            assert service.ask("ASK {}").status == 200
            thread.join()

    def test_a_body_that_does_not_come_is_not_waited_for(self, tmp_path: Path) -> None:
        """A client that stops in the middle of its body gets 408, and the connection is closed."""
        head = f"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: {QUERY}\r\nContent-Length: 60\r\n\r\nASK"
        with (
            serving(tmp_path, replace(LIMITS, body_time=0.2)) as service,
            socket.create_connection((service.host, service.port), timeout=5) as connection,
        ):
            connection.sendall(head.encode())
            received = b""
            while chunk := connection.recv(65_536):
                received += chunk
        assert received.startswith(b"HTTP/1.1 408")

    def test_a_busy_service_says_when_to_come_back(self, tmp_path: Path) -> None:
        """When no worker becomes free there is 503 with Retry-After, and other pages are answered meanwhile."""
        settings = replace(LIMITS, workers=1, queue_time=0.1)
        with serving(tmp_path, settings) as service:
            thread = threading.Thread(target=service.ask, args=(ENDLESS["count"],))
            thread.start()
            time.sleep(0.2)
            reply = service.ask("ASK {}")
            assert service.get("/health/live").status == 200
            thread.join()
        assert (reply.status, json.loads(reply.body)["limit"]) == (503, "queue_time")
        assert reply.headers["retry-after"] == "2"

    def test_the_query_of_a_client_that_went_away_is_stopped(self, tmp_path: Path) -> None:
        """The only worker is free for the next one long before its time limit, and the metrics tell why."""
        settings = Settings(workers=1, time_limit=20.0, queue_time=2.0)
        with serving(tmp_path, settings) as service:
            address = f"/sparql?query={quote(ENDLESS['count'])}"
            with socket.create_connection((service.host, service.port), timeout=5) as connection:
                connection.sendall(f"GET {address} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
                time.sleep(0.3)
            assert service.ask("ASK {}").status == 200
            assert 'bochum_kg_queries_total{outcome="left"} 1' in service.get("/metrics").text


class TestPage:
    """What a browser shows, without JavaScript."""

    def test_without_a_query_there_is_a_form_in_the_readers_language(self, service: Service) -> None:
        """German for those who do not choose, English for those who do."""
        german, english = service.get("/sparql", Accept=BROWSER), service.get("/sparql?lang=en", Accept=BROWSER)
        assert '<html lang="de">' in german.text
        assert "Abfrage ausführen" in german.text
        assert '<html lang="en">' in english.text
        assert "Run query" in english.text
        assert not re.search(
            r"<script(?! type=\"application/ld\+json\">|( type=\"module\")? src=\"/static/bundle/)", german.text
        )
        assert german.headers["content-language"] == "de"
        assert "script-src 'self'" in german.headers["content-security-policy"]
        assert service.get("/sparql", Accept=BROWSER, Accept_Language="en").headers["content-language"] == "en"

    def test_the_examples_are_answered(self, service: Service) -> None:
        """The query that the form begins with is in the grammar."""
        text = service.get("/sparql", Accept=BROWSER).text
        shown = text.partition('translate="no">\n')[2].partition("</textarea>")[0]
        query = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&#34;", '"')
        assert query.startswith("PREFIX")
        assert service.ask(query).status == 200

    def test_rows_are_a_table_with_links_to_our_pages(self, service: Service) -> None:
        """Things of ours lead to local pages; nothing that a literal or an IRI says becomes active."""
        text = service.ask(ALL, accept=BROWSER).text
        assert '<caption id="rows">6 Zeilen</caption>' in text
        assert '<th scope="col">s</th>' in text
        assert '<a href="/doc/ziel/eins">Ziel eins</a>' in text
        assert '<a href="/id/ziel/zwei">bo:ziel/zwei</a>' in text
        assert '<td lang="de" dir="auto">Ziel eins</td>' in text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
        assert "<script>alert" not in text
        assert 'href="javascript:' not in text
        assert "javascript:alert(1)" in text

    def test_the_other_forms_are_shown_too(self, service: Service) -> None:
        """A truth value as a word, triples as text, nothing as a sentence."""
        assert "<strong>Ja</strong>" in service.ask("ASK {}", accept=BROWSER).text
        assert "<strong>No</strong>" in service.ask("ASK { ?s ?p 43 }", ("lang", "en"), accept=BROWSER).text
        assert "skos:prefLabel" in service.ask("DESCRIBE ?s { ?s a ?t }", accept=BROWSER).text
        assert "keine Ergebnisse" in service.ask("SELECT * { ?s ?p 43 }", accept=BROWSER).text
        assert "keine Ergebnisse" in service.ask("DESCRIBE <urn:a>", accept=BROWSER).text

    def test_many_rows_are_cut_on_the_page_only_and_it_says_so(self, service: Service) -> None:
        """The page shows a thousand rows; the downloads it links hold all."""
        values = " ".join(f"VALUES ?v{number} {{ 1 2 3 4 5 6 7 8 9 10 }}" for number in range(3))
        nearly = f"SELECT ?v0 {{ {values} VALUES ?v3 {{ 1 2 }} }}"
        text = service.ask(nearly, accept=BROWSER).text
        assert "Die ersten 1000 von 2000 Zeilen" in text
        assert text.count("<tr>") == 1_001
        assert service.ask(nearly, ("format", "csv")).body.count(b"\r\n") == 2_001

    def test_the_form_keeps_the_graphs_of_the_address(self, service: Service) -> None:
        """Whoever corrects a query asks the same graphs again, after an answer and after a mistake."""
        kept = f'<input type="hidden" name="named-graph-uri" value="{GRAPH_A}">'
        for text in ("SELECT * { GRAPH ?g { ?s ?p ?o } }", "SELECT * {"):
            assert kept in service.ask(text, ("named-graph-uri", GRAPH_A), accept=BROWSER).text
        assert "named-graph-uri" not in service.ask(ALL, accept=BROWSER).text

    @pytest.mark.parametrize("sign", ["\u2028", "\x0b", "\x85"], ids=["LS", "VT", "NEL"])
    def test_only_line_feeds_end_lines(self, service: Service, sign: str) -> None:
        """Other signs at which texts may be broken stand within a line, so the one shown is the one that is wrong."""
        text = service.ask(f"# a{sign}b\nASK {{\n ?here ?p }}", accept=BROWSER).text
        shown = text.partition('id="error"')[2].partition("</section>")[0]
        assert "?here ?p }" in shown
        assert "ASK {" not in shown

    def test_a_mistake_is_shown_with_its_line(self, service: Service) -> None:
        """The page has the status of the refusal, the form with the query, and the line that is wrong."""
        reply = service.ask("SELECT * {\n ?s ?p <b>FOO }", accept=BROWSER)
        assert (reply.status, reply.media_type) == (400, "text/html")
        assert "Zeile 2: <code> ?s ?p &lt;b&gt;FOO }</code>" in reply.text
        assert "SELECT * {\n ?s ?p &lt;b&gt;FOO }</textarea>" in reply.text
        assert 'role="alert"' in reply.text
        assert reply.headers["cache-control"] == "no-store"

    def test_a_limit_is_shown_on_the_page(self, service: Service) -> None:
        """A query over a limit keeps its status in a browser."""
        reply = service.ask(ENDLESS["count"], accept=BROWSER)
        assert (reply.status, reply.media_type) == (503, "text/html")
        assert "1.0 seconds" in reply.text

    def test_every_prepared_question_is_listed_by_topic(self, service: Service) -> None:
        """Each opens here, and its page is beside it."""
        text = service.get("/sparql?lang=en", Accept=BROWSER).text
        assert re.findall(r"<summary>(.*?)</summary>", text)[:3] == [one["en"] for one in queries.TOPICS.values()]
        for query in map(queries.read, queries.names()):
            assert f'data-page="/queries/{query.short_name}?lang=en"' in text
            assert urlencode({"query": query.body}) in text

    @pytest.mark.parametrize(
        ("query", "said"),
        [
            ("SELECT * { ?s a 'ü<&' }", "read.csv"),
            ("CONSTRUCT { ?s ?p 1 } { ?s ?p 2 }", "text/turtle"),
            ("not a query yet", "read.csv"),
        ],
    )
    def test_the_code_of_a_query_is_a_page_without_an_answer(self, service: Service, query: str, said: str) -> None:
        """For every tool and in every format, without a worker; nothing of it is kept."""
        reply = service.get(f"/sparql/code?{urlencode({'query': query, 'lang': 'en'})}", Accept=BROWSER)
        text = html.unescape(reply.text)
        assert (reply.status, reply.headers["cache-control"]) == (200, "no-store")
        assert text.count("<h3>") == 4
        assert query in text
        assert said in text
        assert f"/sparql?{urlencode({'query': query, 'format': 'csv'})}" in text or "CONSTRUCT" in query
        assert 'class="answer"' not in reply.text

    def test_the_code_of_nothing_leads_to_the_form(self, service: Service) -> None:
        """Without a query there is nothing to write."""
        reply = service.get("/sparql/code")
        assert (reply.status, reply.headers["location"]) == (303, "/sparql")
        assert service.get("/sparql/code?query=a&query=b", Accept=BROWSER).status == 400

    def test_an_answer_is_shown_when_names_cannot_be_had(
        self, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        """The rows that were asked for come with short identifiers, and the log says why."""
        with serving(tmp_path, LIMITS) as service, pytest.MonkeyPatch.context() as patch:
            patch.setattr(service.engine, "query", _unable)
            text = service.ask(ALL, accept=BROWSER).text
        assert '<a href="/id/ziel/eins">bo:ziel/eins</a>' in text
        assert "without names" in caplog.text


def _unable(_text: str, **_options: object) -> NoReturn:
    problem = "The engine is tired."
    raise EngineError(problem)


class TestService:
    """The service around the endpoint."""

    def test_health_says_which_release_answers(self, service: Service) -> None:
        """Live is the process, ready is the engine."""
        assert service.get("/health/live").body == b"ok\n"
        assert json.loads(service.get("/health/ready").body) == {"ready": True, "release": "tiny"}

    def test_metrics_count_what_happened(self, service: Service) -> None:
        """Responses by status, queries by outcome, memory by process."""
        service.ask("ASK {}")
        service.ask("NONSENSE")
        text = service.get("/metrics").text
        assert 'bochum_kg_queries_total{outcome="answered"}' in text
        assert 'bochum_kg_queries_total{outcome="syntax"}' in text
        assert 'bochum_kg_responses_total{status="200"}' in text
        sizes = [line for line in text.splitlines() if line.startswith("bochum_kg_process_resident_bytes{")]
        assert 2 <= len(sizes) <= 3
        assert all(int(line.rpartition(" ")[2]) > 1_000_000 for line in sizes)

    def test_openapi_knows_the_endpoint(self, service: Service) -> None:
        """Both usual methods are described."""
        described = json.loads(service.get("/openapi.json").body)["paths"]["/sparql"]
        assert set(described) == {"get", "post"}
        assert described["get"]["parameters"][0]["name"] == "query"

    def test_openapi_knows_what_answers_programs(self, service: Service) -> None:
        """Every address with JSON or files is described with its parameters; those in the path are required."""
        paths = json.loads(service.get("/openapi.json").body)["paths"]
        described = {
            path: {(one["name"], one["required"]) for one in operations["get"]["parameters"]}
            for path, operations in paths.items()
            if path != "/sparql"
        }
        assert described == {
            "/downloads/{name}": {("name", True)},
            "/network.json": {("iri", False), ("lang", False)},
            "/queries/{name}": {("name", True), ("format", False), ("lang", False)},
            "/reconcile": {("queries", False), ("extend", False), ("lang", False)},
            "/search.json": {("q", False), ("kind", False), ("page", False), ("lang", False)},
            "/search/suggest.json": {("q", False), ("lang", False)},
        }

    def test_serve_runs_until_it_is_told_to_end_and_leaves_nothing(self, tmp_path: Path) -> None:
        """A service in a process of its own says its address, answers, and ends with all its processes on SIGTERM."""
        write_nquads(tmp_path, NQUADS)
        code = (
            "import sys; from pathlib import Path\n"
            "from serving import TinyRelease\n"
            "from bochum_kg.settings import Settings\n"
            "from bochum_kg.web.app import serve\n"
            "serve(TinyRelease(Path(sys.argv[1])), Settings(port=0), announce=lambda url: print(url, flush=True))\n"
        )
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
        command = [sys.executable, "-c", code, str(tmp_path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
            assert process.stdout is not None
            url = process.stdout.readline().strip()
            connection = http.client.HTTPConnection(url.removeprefix("http://"), timeout=10)
            connection.request("GET", f"/sparql?query={quote('ASK {}')}")
            assert connection.getresponse().read() == TRUE
            connection.request("GET", "/metrics")
            lines = connection.getresponse().read().decode().splitlines()
            connection.close()
            pids = tuple(int(line.split('"')[1]) for line in lines if line.startswith("bochum_kg_process_resident"))
            assert len(pids) == 3
            process.terminate()
            process.wait(10)
        assert all_gone(pids)

    def test_a_mistake_of_ours_is_answered_and_counted_as_any_other(self, tmp_path: Path) -> None:
        """With the headers of every answer, without a word of what went wrong, and where an operator looks."""

        class Wrong(Engine):
            def query(self, text: str, **_: object) -> Answer:
                raise ZeroDivisionError(text)

            def close(self) -> None:
                pass

        with serving(tmp_path, engine=Wrong()) as service:
            reply = service.ask("ASK {}")
            assert (reply.status, reply.media_type) == (500, "application/problem+json")
            assert reply.headers["access-control-allow-origin"] == "*"
            assert reply.headers["content-security-policy"].startswith("default-src 'none'")
            assert "ZeroDivision" not in reply.text
            assert 'bochum_kg_responses_total{status="500"} 1' in service.get("/metrics").text

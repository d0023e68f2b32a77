"""Answers kept in memory: the same bytes again without framework or engine, never more of them than allowed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bochum_kg.settings import Settings
from bochum_kg.web.cache import Cache
from serving import Reply, Service, serving

NAMES = "SELECT ?s ?name { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?name } ORDER BY ?name"
FORM = {"Content_Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Thing:
    """Something with a body."""

    body: bytes


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """A small graph, served."""
    with serving(tmp_path, Settings(client_budget=None)) as one:
        yield one


def repeated(reply: Reply) -> bool:
    """Say whether an answer came from memory (RFC 9211)."""
    return reply.headers.get("cache-status") == "bochum-kg; hit"


def same(first: Reply, second: Reply) -> bool:
    """Say whether two answers differ in nothing but where they came from."""
    headers = [{k: v for k, v in one.headers.items() if k not in {"date", "cache-status"}} for one in (first, second)]
    return first.status == second.status and first.body == second.body and headers[0] == headers[1]


class TestKeptAnswers:
    """What stands before the framework."""

    @pytest.mark.parametrize("path", ["/", "/sparql", "/doc/ziel/eins.ttl", "/static/site.css"])
    def test_an_answer_is_repeated_to_the_byte(self, service: Service, path: str) -> None:
        """Status, headers and body are those of the first answer."""
        first, second = service.get(path), service.get(path)
        assert not repeated(first)
        assert repeated(second)
        assert same(first, second)

    def test_a_query_is_asked_once(self, service: Service) -> None:
        """The second answer takes no worker: it comes although the engine is closed."""
        first = service.ask(NAMES, accept="text/csv")
        service.engine.close()
        second = service.ask(NAMES, accept="text/csv")
        assert repeated(second)
        assert same(first, second)
        assert service.ask(f"{NAMES} ", accept="text/csv").status == 503

    @pytest.mark.parametrize("headers", [{"Accept": "text/csv"}, {"Accept": "*/*", "Accept_Language": "de"}])
    def test_other_wishes_are_other_answers(self, service: Service, headers: dict[str, str]) -> None:
        """Format and language belong to what is asked for."""
        service.get("/sparql?query=ASK%20%7B%7D")
        assert not repeated(service.get("/sparql?query=ASK%20%7B%7D", **headers))

    def test_a_client_that_has_it_is_told_so(self, service: Service) -> None:
        """If-None-Match is heeded with 304, and another tag gets the answer."""
        tag = service.get("/").headers["etag"]
        known, other = service.get("/", If_None_Match=f'"x", W/{tag}'), service.get("/", If_None_Match='"x"')
        assert (known.status, known.body, known.headers["etag"]) == (304, b"", tag)
        assert "content-type" not in known.headers
        assert (other.status, other.headers["etag"]) == (200, tag)
        assert repeated(known)
        assert repeated(other)

    def test_head_gets_the_headers_of_get(self, service: Service) -> None:
        """HEAD is answered from what GET left, without a body."""
        whole = service.get("/")
        head = service.request("HEAD", "/")
        assert repeated(head)
        assert (head.body, head.headers["content-length"]) == (b"", str(len(whole.body)))

    @pytest.mark.parametrize(
        "path",
        ["/health/ready", "/sparql?query=SELECT%20(RAND()%20AS%20%3Fr)%20%7B%7D", "/sparql?query=SELEC", "/nowhere"],
    )
    def test_what_may_change_is_asked_again(self, service: Service, path: str) -> None:
        """State, chance and refusals are never repeated."""
        service.get(path)
        assert not repeated(service.get(path))

    def test_a_form_shares_the_answer_of_the_engine(self, service: Service) -> None:
        """POST is not kept as a whole, but its query is not asked twice."""
        body = b"query=ASK%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D"
        first = service.request("POST", "/sparql", body, **FORM)
        service.engine.close()
        second = service.request("POST", "/sparql", body, **FORM)
        assert second.headers["cache-control"] == "no-store"
        assert same(first, second)

    def test_a_refused_request_is_refused_also_where_the_answer_is_kept(self, service: Service) -> None:
        """Two hosts in one request stay ambiguous."""
        import socket

        service.get("/")
        with socket.create_connection((service.host, service.port)) as raw:
            raw.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n")
            assert raw.makefile("rb").readline().split()[1] == b"400"

    def test_the_metrics_count_what_was_repeated(self, service: Service) -> None:
        """An operator sees how much the memory serves."""
        service.get("/")
        service.get("/")
        assert "bochum_kg_kept_answers_total 1\n" in service.get("/metrics").text

    def test_nothing_is_kept_without_memory(self, tmp_path: Path) -> None:
        """A limit of 0 switches it off."""
        with serving(tmp_path, replace(Settings(), cache_size=0)) as service:
            service.get("/")
            assert not repeated(service.get("/"))


class TestCache:
    """The store behind it."""

    def test_the_least_recently_used_goes_first(self) -> None:
        """What was read stays; keys and entries weigh too."""
        cache = Cache[Thing](4_500)
        for key in ("a", "b", "c"):
            cache.put(key, Thing(b"x" * 400))
        cache.get("a")
        cache.put("d", Thing(b"x" * 400))
        assert [key for key in ("a", "b", "c", "d") if cache.get(key)] == ["a", "c", "d"]

    def test_long_keys_weigh_as_much_as_bodies(self) -> None:
        """Nobody fills the memory with long addresses of small answers."""
        cache = Cache[Thing](4_000)
        cache.put("k" * 5_000, Thing(b""))
        assert cache.get("k" * 5_000) is None

    def test_the_same_key_counts_once(self) -> None:
        """Replacing an answer does not use up the memory."""
        cache = Cache[Thing](3_000)
        cache.put("kept", Thing(b""))
        for _ in range(10):
            cache.put("same", Thing(b"x" * 500))
        assert cache.get("kept")

"""Answers kept in memory: the same bytes again without framework or engine, never more of them than allowed."""

import asyncio
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from bochum_kg.engine.embedded import EmbeddedEngine
from bochum_kg.errors import KnowledgeGraphError, LimitError
from bochum_kg.settings import Settings
from bochum_kg.web.cache import Cache
from bochum_kg.web.pages.site import Site, Wish
from bochum_kg.web.pages.stored import Stored
from bochum_kg.web.problems import Problem, ProblemError
from serving import Reply, Service, serving

NAMES = "SELECT ?s ?name { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?name } ORDER BY ?name"
FORM = {"Content_Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Thing:
    """Something with a body."""

    body: bytes


@dataclass(frozen=True)
class Headed(Thing):
    """Something with headers too."""

    headers: Mapping[str, str]


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

    def test_headers_weigh_as_much_as_bodies(self) -> None:
        """Nobody fills the memory with redirects to long addresses."""
        cache = Cache[Headed](4_000)
        cache.put("long", Headed(b"", {"Location": "x" * 5_000}))
        cache.put("short", Headed(b"", {"Location": "x"}))
        assert [key for key in ("long", "short") if cache.get(key)] == ["short"]

    def test_the_same_key_counts_once(self) -> None:
        """Replacing an answer does not use up the memory."""
        cache = Cache[Thing](3_000)
        cache.put("kept", Thing(b""))
        for _ in range(10):
            cache.put("same", Thing(b"x" * 500))
        assert cache.get("kept")


def at_once(service: Service, path: str, clients: int = 8) -> list[Reply]:
    """Ask for the same from several threads."""
    with ThreadPoolExecutor(clients) as pool:
        return list(pool.map(lambda _: service.get(path), range(clients)))


class TestOnceAtATime:
    """What many ask for while nobody has it yet."""

    @pytest.mark.parametrize(
        "path",
        [
            "/doc/ziel/eins.ttl",
            "/doc/kernaktivitaet/?sort=name",
            "/network.json?iri=https://w3id.org/bochum-strategie/id/ziel/eins",
        ],
    )
    def test_a_page_is_made_once(self, service: Service, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
        """Eight clients ask for the same page, and get the same bytes from one making."""
        made, make = [], Site.make

        def slow(site: Site, wish: Wish) -> Stored:
            made.append(wish)
            time.sleep(0.5)
            return make(site, wish)

        monkeypatch.setattr(Site, "make", slow)
        replies = at_once(service, path)
        assert len(made) == 1
        assert len({(reply.status, reply.headers.get("etag"), reply.body) for reply in replies}) == 1

    def test_a_query_is_asked_once(self, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
        """Eight clients ask the same query, and one worker answers it."""
        asked, answer = [], EmbeddedEngine.answer

        async def slow(engine: EmbeddedEngine, query: str, **options: Any) -> Any:  # noqa: ANN401 - passed on
            asked.append(query)
            await asyncio.sleep(0.5)
            return await answer(engine, query, **options)

        monkeypatch.setattr(EmbeddedEngine, "answer", slow)
        replies = at_once(service, "/sparql?query=ASK%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D")
        assert len(asked) == 1
        assert {reply.status for reply in replies} == {200}

    def test_where_the_client_goes_away_the_next_makes_it(self) -> None:
        """Who waits does not wait for what nobody makes any more."""

        async def asking() -> Thing:
            cache = Cache[Thing](10_000)
            first = asyncio.create_task(cache.get_or_make("key", asyncio.get_running_loop().create_future))
            await asyncio.sleep(0)
            second = asyncio.create_task(cache.get_or_make("key", made))
            await asyncio.sleep(0)
            first.cancel()
            return await second

        async def made() -> Thing:
            return Thing(b"made")

        assert asyncio.run(asyncio.wait_for(asking(), 5)) == Thing(b"made")

    @pytest.mark.parametrize(
        ("error", "times"),
        [
            (LimitError("Too slow.", limit="time_limit"), 1),
            (ProblemError(Problem(429, "limit", "Too many queries", "Come back.")), 3),
        ],
    )
    def test_what_goes_wrong_is_told_to_all_but_the_budget_of_one(self, error: KnowledgeGraphError, times: int) -> None:
        """A query that is too slow is so for everyone; a budget is that of one client."""
        made = []

        async def fail() -> Thing:
            made.append(1)
            await asyncio.sleep(0)
            raise error

        async def asking() -> list[Thing | BaseException]:
            cache = Cache[Thing](10_000)
            return await asyncio.gather(*(cache.get_or_make("key", fail) for _ in range(3)), return_exceptions=True)

        assert asyncio.run(asking()) == [error] * 3
        assert len(made) == times


class TestManyNewPages:
    """Pages that nobody asked for before, more of them at once than are made at once."""

    def test_they_leave_the_endpoint_free_and_the_line_is_bounded(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Who comes when all threads are taken and the line is full is told to come back, and queries go on."""
        free, began = threading.Event(), threading.Semaphore(0)

        def stuck(_site: Site, _wish: Wish) -> Stored:
            began.release()
            free.wait(20)
            return Stored(b"", "text/plain")

        monkeypatch.setattr(Site, "make", stuck)
        settings = Settings(client_budget=None, queue_limit=0)
        with serving(tmp_path, settings) as service, ThreadPoolExecutor(8) as pool:
            first = [pool.submit(service.get, f"/doc/ziel/{number}.ttl") for number in range(8)]
            try:
                assert all(began.acquire(timeout=10) for _ in first)
                late, asked = service.get("/doc/ziel/late.ttl"), service.ask("ASK {}")
            finally:
                free.set()
            assert (late.status, late.headers["retry-after"]) == (503, "2")
            assert asked.status == 200
            assert {one.result().status for one in first} == {200}

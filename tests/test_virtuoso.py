"""Virtuoso behind this service: what it does as every engine does, and what it does otherwise, query by query."""

import json
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from bochum_kg import queries
from bochum_kg.build import Release
from bochum_kg.engine import Engine
from bochum_kg.engine.remote import RemoteEngine
from bochum_kg.errors import EngineError, ForbiddenQueryError, KnowledgeGraphError, LimitError, QueryError
from bochum_kg.formats import CSV, N_TRIPLES, TSV, TURTLE
from bochum_kg.namespaces import BO
from bochum_kg.settings import Settings
from bochum_kg.web import urls
from engine_contract import EngineContract
from peers import union
from serving import GRAPH_A, GRAPH_B, NQUADS, Service, running, serving
from test_competency import bindings
from test_pages import PAGES
from virtuoso import virtuoso

LIMITS = Settings(workers=1, time_limit=20.0, result_limit=200_000, client_budget=None)
DOCUMENT = Path(__file__).parent.parent / "docs" / "engines.md"
TEN = "{ 1 2 3 4 5 6 7 8 9 10 }"


@pytest.fixture(scope="module")
def small() -> Iterator[Engine]:
    """A client of a Virtuoso that holds the two small graphs."""
    with virtuoso(NQUADS.encode()) as server:
        yield RemoteEngine(server.url, settings=LIMITS)


@dataclass(frozen=True)
class Deviation:
    """A query that Virtuoso answers otherwise.

    Args:
        name: what it does.
        query: what fails.
        right: the values that the answer should have.
        found: those that it has, or the exception in their place.
    """

    name: str
    query: str
    right: str
    found: str | type[KnowledgeGraphError]


_DRAWN = f"SELECT (COUNT(DISTINCT ?r) AS ?x) {{ VALUES ?y {TEN} BIND(RAND() AS ?r) }}"
_SPOILT = 'SELECT (CONCAT(STR(?y), " – ") AS ?x) { VALUES ?y { "ü"@de } }'
_SORTED = 'SELECT ?x { VALUES ?x { "a" <urn:x> } } ORDER BY ?x'
_TAGGED = 'SELECT (IF("a"@de = "a", "same", "other") AS ?x) {}'
_COMPARED = "SELECT (COUNT(*) AS ?x) { ?s ?p ?o FILTER(?o > 41) }"
_NAMED = "ASK { GRAPH ?g { ?s ?p ?o } FILTER(?g = <urn:nowhere>) }"
_IN_EVERY = 'SELECT (COUNT(*) AS ?x) { FILTER(CONTAINS("a", "")) }'
_ONE_ARM = (
    "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> SELECT (COUNT(?c) AS ?x) { ?a a ?b OPTIONAL {"
    " { ?a skos:prefLabel ?c } UNION { ?b skos:prefLabel ?c FILTER NOT EXISTS { ?a skos:prefLabel ?d } } } }"
)
#: What differs beside the contract; every query stands in docs/engines.md.
DEVIATIONS = (
    Deviation("computed truth values are integers", "SELECT (1 = 1 AS ?x) {}", "true", "1"),
    Deviation("dividing integers gives an integer", "SELECT (1/2 AS ?x) {}", "0.5", "0"),
    Deviation("dividing by zero fails the query", "SELECT (1/0 AS ?x) {}", "", EngineError),
    Deviation("an unbound argument fails the query", 'SELECT (SUBSTR("a", STRLEN(?y)) AS ?x) {}', "", EngineError),
    Deviation("random numbers are drawn once", _DRAWN, "10", "1"),
    Deviation("equality passes over language tags", _TAGGED, '"other"', '"same"'),
    Deviation("terms of all kinds are compared", _COMPARED, "1", "6"),
    Deviation("joined characters are spoilt", _SPOILT, '"ü – "', '"Ã¼ – "'),
    Deviation("characters are encoded badly", 'SELECT (ENCODE_FOR_URI("ü") AS ?x) {}', '"%C3%BC"', '"ü%00"'),
    Deviation("strings come before IRIs", _SORTED, '<urn:x> "a"', '"a" <urn:x>'),
    Deviation("an optional step is lost", "SELECT ?x { ?s <http://example.org/number>/<urn:x>? ?x }", "42", ""),
    Deviation("NOT EXISTS in one arm empties the other", _ONE_ARM, "2", "0"),
    Deviation("an empty string is in none", _IN_EVERY, "1", "0"),
    Deviation("a path wants a start", "SELECT (COUNT(*) AS ?x) { ?s <urn:x>? ?o }", "8", EngineError),
    Deviation("VALUES after a query is refused", "SELECT ?x {} VALUES ?x { 1 }", "1", ForbiddenQueryError),
    Deviation("unknown graphs are refused", "ASK { GRAPH <urn:nowhere> { ?s ?p ?o } }", "false", ForbiddenQueryError),
    Deviation("unknown graphs match a variable", _NAMED, "false", "true"),
)


def told(engine: Engine, text: str) -> str:
    """Return the values of an answer in one line."""
    words = engine.query(text, results_format=TSV).body.decode().split()
    return " ".join(word for word in words if not word.startswith("?"))


class TestVirtuoso(EngineContract):
    """A real Virtuoso does what every engine does; what it does otherwise overrides the test."""

    @pytest.fixture
    def engine(self, small: Engine) -> Engine:
        """The engine under test."""
        return small

    def test_a_mistake_is_told_with_its_place(self, engine: Engine) -> None:
        """A query that is not in the grammar names the line; Virtuoso tells no column."""
        with pytest.raises(QueryError, match=r"\(line 2\)$") as refusal:
            engine.query("SELECT * {\n ?s ?p ?o FOO }")
        assert (refusal.value.line, refusal.value.column) == (2, None)

    def test_a_base_may_be_relative_to_the_one_before(self, engine: Engine) -> None:
        """A second BASE is refused as a mistake."""
        with pytest.raises(QueryError, match="'BASE'"):
            engine.query("BASE <http://example.org/> BASE <a/> ASK { ?s ?p ?o }")

    def test_blank_nodes_of_rows_are_told_apart(self, engine: Engine) -> None:
        """A query that draws a node is refused."""
        with pytest.raises(QueryError, match="not implemented"):
            engine.select("SELECT (BNODE() AS ?x) {}")

    def test_an_answer_that_is_too_long_is_no_answer(self, engine: Engine) -> None:
        """Nothing is cut; a million rows take Virtuoso longer than any limit, and RAND is one triple."""
        values = " ".join(f"VALUES ?v{number} {TEN}" for number in range(5))
        joined = ", ".join(f"STR(?v{number})" for number in range(5))
        for text in (
            f"SELECT * {{ {values} }}",
            f"CONSTRUCT {{ <urn:a> <urn:b> ?x }} {{ {values} BIND(CONCAT({joined}) AS ?x) }}",
        ):
            with pytest.raises(LimitError) as refusal:
                engine.query(text)
            assert refusal.value.limit == "result_limit"
        drawn = engine.graph(f"CONSTRUCT {{ <urn:a> <urn:b> ?x }} {{ {values} BIND(RAND() AS ?x) }}", N_TRIPLES)
        assert drawn.count(b"\n") == 1

    @pytest.mark.parametrize("one", DEVIATIONS, ids=lambda one: one.name)
    def test_what_differs_is_known(self, engine: Engine, one: Deviation) -> None:
        """The documented query is answered in the documented way; where Virtuoso mends it, this fails."""
        if isinstance(one.found, str):
            assert told(engine, one.query) == one.found
        else:
            with pytest.raises(one.found):
                engine.query(one.query)

    def test_columns_that_virtuoso_makes_up_are_left_out(self, engine: Engine) -> None:
        """A table without variables has rows and no column."""
        assert engine.select("SELECT * {}") == ({},)


@pytest.mark.parametrize("one", DEVIATIONS, ids=lambda one: one.name)
def test_what_differs_is_right_in_the_built_in_engine_and_documented(own: Engine, one: Deviation) -> None:
    """Each query has its right answer from the built-in engine, and stands in the document."""
    assert told(own, one.query) == one.right
    assert one.query in DOCUMENT.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The built-in engine over the two small graphs."""
    with serving(tmp_path_factory.mktemp("own"), LIMITS) as service:
        yield service.engine


def test_a_server_without_the_union_is_refused_before_it_counts_wrongly() -> None:
    """The default graph of Virtuoso is a bag; one graph by itself is right."""
    with virtuoso(NQUADS.encode(), united=False) as server:
        engine = RemoteEngine(server.url, settings=LIMITS)
        with pytest.raises(EngineError, match="urn:bochum-kg:union"):
            engine.query("ASK {}")
        with pytest.raises(ForbiddenQueryError, match="twice"):
            engine.query("ASK {}", default_graphs=[GRAPH_A, GRAPH_B])
        answer = engine.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", results_format=CSV, default_graphs=[GRAPH_B])
    assert answer.body.split() == [b"n", b"4"]


@pytest.fixture(scope="module")
def peer(bochum_release: Release) -> Iterator[Engine]:
    """A client of a Virtuoso that holds the real release."""
    with virtuoso(bochum_release.nquads.read_bytes()) as server:
        yield RemoteEngine(server.url, settings=Settings(time_limit=60.0))


#: Queries that derive triples when a release is built, and are asked of the built-in engine only.
DERIVING = {
    "derive/09-bounds": "rdf_substr_impl needs an integer",
    "derive/12-relation-labels": "Ã¼",
}


class TestRelease:
    """The real release in Virtuoso."""

    def test_the_turtle_of_a_release_holds_the_union(self, bochum_release: Release) -> None:
        """Its triples are those of all graphs, each once."""
        quads = parse(bochum_release.nquads.with_suffix(".ttl").read_bytes(), format=RdfFormat.TURTLE)
        written = [f"{quad.triple} .".encode() for quad in quads]
        assert sorted(written) == sorted(union(bochum_release.nquads.read_bytes()).splitlines())

    @pytest.mark.parametrize("name", sorted({*queries.names("")} - DERIVING.keys()))
    def test_every_saved_query_has_the_same_answer(self, peer: Engine, bochum: Engine, name: str) -> None:
        """Row for row; where a query asks for no complete order, the rows are the same in any."""
        query = queries.read(name)
        found = [
            engine.query(query.text, results_format=CSV, graph_format=N_TRIPLES, bindings=bindings(query, {})).body
            for engine in (peer, bochum)
        ]
        if not name.startswith("competency/"):
            found = [b"\n".join(sorted(body.splitlines())) for body in found]
        assert found[0] == found[1]

    @pytest.mark.parametrize("name", [name for name in queries.names() if queries.read(name).parameters])
    def test_every_question_about_everything_has_the_same_answer(self, peer: Engine, bochum: Engine, name: str) -> None:
        """Without a parameter, as the file stands, the rows are the same."""
        found = [engine.query(queries.read(name).text, results_format=CSV).body for engine in (peer, bochum)]
        assert found[0] == found[1]

    def test_queries_that_derive_are_not_for_virtuoso(self, peer: Engine) -> None:
        """One is refused and one is spoilt; docs/engines.md names both."""
        said = []
        for name in DERIVING:
            try:
                said.append(peer.graph(queries.read(name).text, N_TRIPLES).decode())
            except EngineError as error:
                said.append(str(error))
        assert all(sign in text for sign, text in zip(DERIVING.values(), said, strict=True))
        assert all(name in DOCUMENT.read_text(encoding="utf-8") for name in DERIVING)

    def test_a_thing_of_every_kind_is_the_same(self, bochum_release: Release, peer: Engine, bochum: Engine) -> None:
        """One thing of every class comes as the same Turtle."""
        text = (
            f"SELECT ?class (MIN(STR(?s)) AS ?one) {{ ?s a ?class FILTER(STRSTARTS(STR(?s), '{BO}')) }} GROUP BY ?class"
        )
        paths = {path for row in bochum.select(text) if (path := urls.local(str(row["one"])))}
        assert len(paths) > 20
        with running(bochum_release, peer) as in_front, running(bochum_release, bochum) as alone:
            for path in sorted(paths):
                found = [service.get(f"{path}.ttl".replace("/id/", "/doc/")) for service in (in_front, alone)]
                assert (found[0].status, found[0].media_type) == (200, TURTLE.media_type)
                assert found[0].body == found[1].body


def test_pages_are_the_same(city_release: Release, city: Engine) -> None:
    """Each kind of page of the small city, in German and in English."""

    def shown(service: Service, path: str, language: str) -> bytes:
        reply = service.get(path, Accept="text/html", Accept_Language=language)
        assert reply.status == 200
        return reply.body.replace(service.url.encode(), b"http://here")

    with (
        virtuoso(city_release.nquads.read_bytes()) as server,
        running(city_release, RemoteEngine(server.url)) as in_front,
        running(city_release, city) as alone,
    ):
        for path in PAGES:
            for language in ("de", "en"):
                assert shown(in_front, path, language) == shown(alone, path, language), path


def test_a_server_that_stops_is_told_and_not_waited_for(tmp_path: Path) -> None:
    """Frozen it costs the time limit, ended it costs nothing; the service lives and says when to come back."""
    settings = replace(LIMITS, time_limit=1.0, cache_size=0)
    with (
        virtuoso(NQUADS.encode()) as server,
        serving(tmp_path, settings, engine=RemoteEngine(server.url, settings=settings)) as service,
    ):
        assert service.ask("ASK { ?s ?p ?o }").status == 200
        server.process.send_signal(signal.SIGSTOP)
        started = time.monotonic()
        frozen = service.ask("ASK { ?s ?p 1 }")
        assert time.monotonic() - started < 3
        assert (frozen.status, json.loads(frozen.body)["limit"]) == (503, "time_limit")
        server.stop()
        started = time.monotonic()
        for path, media_type in (
            ("/sparql?query=ASK%20%7B%20%3Fs%20%3Fp%202%20%7D", "application/problem+json"),
            ("/doc/ziel/eins.ttl", "text/turtle"),  # errors below the documents come in the format of RDF asked for
        ):
            ended = service.get(path)
            assert (ended.status, ended.media_type) == (503, media_type)
            assert int(ended.headers["retry-after"]) > 0
        assert time.monotonic() - started < 1
        assert service.get("/health/live").status == 200
        assert service.get("/health/ready").status == 503

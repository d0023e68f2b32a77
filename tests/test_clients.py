"""Clients written by others, against a real server over the small city: they get exactly what the release holds."""

import csv
import io
import urllib.error
from collections.abc import Iterator
from typing import Any, Literal
from xml.dom.minidom import Document

import pytest
from pyoxigraph import (
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    parse,
    parse_query_results,
)
from rdflib import RDF, SKOS, Dataset, Graph, URIRef
from rdflib import Literal as RdfLiteral
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from rdflib.query import ResultRow
from rdflib.term import Node
from SPARQLWrapper import SPARQLWrapper, Wrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from bochum_kg.build import Release
from bochum_kg.engine import Engine
from bochum_kg.formats import CSV, GRAPH_FORMATS, JSON, TSV, XML, Format
from bochum_kg.namespaces import BO, GRAPHS, STRAT
from serving import Service, running

HOUSE = URIRef(f"{BO}kernaktivitaet/buergerhaus")
ACTIVITY = URIRef(f"{STRAT}CoreActivity")
ALL = "SELECT ?s ?p ?o { ?s ?p ?o }"
LABELS = f"PREFIX skos: <{SKOS}>\nSELECT ?name {{ <{HOUSE}> skos:prefLabel ?name }} ORDER BY LANG(?name)"
CONSTRUCT = f"CONSTRUCT {{ ?s <{SKOS.prefLabel}> ?o }} WHERE {{ ?s a <{ACTIVITY}> ; <{SKOS.prefLabel}> ?o }}"


@pytest.fixture(scope="module")
def service(city_release: Release, city: Engine) -> Iterator[Service]:
    """The small city, served."""
    with running(city_release, city) as service:
        yield service


@pytest.fixture(scope="module")
def quads(city_release: Release) -> set[Quad]:
    """What the release holds, read from its file."""
    return set(parse(path=str(city_release.nquads), format=RdfFormat.N_QUADS))


@pytest.fixture(scope="module")
def dataset(city_release: Release) -> Dataset:
    """The same in rdflib."""
    dataset = Dataset(default_union=True)
    dataset.parse(city_release.nquads, format="nquads")
    return dataset


@pytest.fixture(scope="module")
def labels(dataset: Dataset) -> set[tuple[Node, Node, Node]]:
    """The names of the core activities, as triples."""
    return {
        (activity, SKOS.prefLabel, name)
        for activity in dataset.subjects(RDF.type, ACTIVITY)
        for name in dataset.objects(activity, SKOS.prefLabel)
    }


class TestParser:
    """The parser of pyoxigraph, and the one of Python for CSV, read every term of the city back."""

    @pytest.mark.parametrize(
        ("one", "known"),
        [(JSON, QueryResultsFormat.JSON), (XML, QueryResultsFormat.XML), (TSV, QueryResultsFormat.TSV)],
        ids=lambda one: one.name if isinstance(one, Format) else "",
    )
    def test_all_triples_come_back_as_the_same_terms(
        self, service: Service, quads: set[Quad], one: Format, known: QueryResultsFormat
    ) -> None:
        """IRIs, languages, datatypes, quotes and line breaks survive in JSON, XML and TSV."""
        found = parse_query_results(service.ask(ALL, accept=one.media_type).body, format=known)
        assert isinstance(found, QuerySolutions)
        assert [variable.value for variable in found.variables] == ["s", "p", "o"]
        rows = [tuple(row) for row in found]
        assert set(rows) == {(quad.subject, quad.predicate, quad.object) for quad in quads}
        assert len(rows) == len(set(rows)) > 1_000

    @pytest.mark.parametrize(("one", "known"), [(JSON, QueryResultsFormat.JSON), (XML, QueryResultsFormat.XML)])
    def test_a_truth_value_comes_back(self, service: Service, one: Format, known: QueryResultsFormat) -> None:
        """ASK is read as true or false."""
        for text, expected in ((f"ASK {{ <{HOUSE}> ?p ?o }}", True), (f"ASK {{ ?s <{HOUSE}> ?o }}", False)):
            found = parse_query_results(service.ask(text, accept=one.media_type).body, format=known)
            assert isinstance(found, QueryBoolean)
            assert bool(found) is expected

    def test_csv_holds_every_value(self, service: Service, quads: set[Quad]) -> None:
        """CSV has the characters of each term and nothing of its kind (SPARQL 1.1 CSV Results §3)."""
        text = service.ask(ALL, accept=CSV.media_type).text
        header, *rows = csv.reader(io.StringIO(text, newline=""))
        terms = [(quad.subject, quad.predicate, quad.object) for quad in quads]
        expected = {tuple(term.value for term in triple if hasattr(term, "value")) for triple in terms}
        assert header == ["s", "p", "o"]
        assert {tuple(row) for row in rows} == expected


def wrapper(service: Service, text: str, form: str, method: str = "GET", way: str = "urlencoded") -> SPARQLWrapper:
    """Return a client as its documentation shows it."""
    client = SPARQLWrapper(f"{service.url}/sparql")
    client.setMethod(method)
    client.setRequestMethod(way)
    client.setReturnFormat(form)
    client.setQuery(text)
    return client


class TestSPARQLWrapper:
    """SPARQLWrapper with its own defaults: it sends format, output and results beside Accept."""

    @pytest.mark.parametrize(
        ("method", "way"), [("GET", "urlencoded"), ("POST", "urlencoded"), ("POST", "postdirectly")]
    )
    @pytest.mark.parametrize("only_accept", [False, True])
    def test_rows_come_by_every_method(
        self, service: Service, dataset: Dataset, method: str, way: str, *, only_accept: bool
    ) -> None:
        """GET, POST of a form and POST of the query give the same rows, by parameters or by Accept alone."""
        client = wrapper(service, LABELS, Wrapper.JSON, method, way)
        client.setOnlyConneg(only_accept)
        found: Any = client.queryAndConvert()
        rows = {(row["name"]["value"], row["name"]["xml:lang"]) for row in found["results"]["bindings"]}
        expected = dataset.objects(HOUSE, SKOS.prefLabel)
        assert rows == {(str(name), name.language) for name in expected if isinstance(name, RdfLiteral)}
        assert len(rows) == 2

    def test_rows_come_in_every_format(self, service: Service) -> None:
        """JSON as objects, XML as a document, CSV and TSV as bytes."""
        found: Any = wrapper(service, LABELS, Wrapper.JSON).queryAndConvert()
        names = [row["name"]["value"] for row in found["results"]["bindings"]]
        document: Any = wrapper(service, LABELS, Wrapper.XML).queryAndConvert()
        assert isinstance(document, Document)
        literals: list[Any] = list(document.getElementsByTagName("literal"))
        assert [literal.firstChild.data for literal in literals] == names
        table: Any = wrapper(service, LABELS, Wrapper.CSV).queryAndConvert()
        assert table.decode().splitlines() == ["name", *names]
        table = wrapper(service, LABELS, Wrapper.TSV).queryAndConvert()
        assert table.decode().splitlines() == ["?name", *(f'"{name}"@{tag}' for name, tag in zip(names, ("de", "en")))]  # noqa: B905 - as many as there are

    @pytest.mark.parametrize("expected", [True, False])
    def test_a_truth_value_comes_in_json_and_xml(self, service: Service, *, expected: bool) -> None:
        """ASK is what it is in both."""
        text = f"ASK {{ <{HOUSE}> a <{ACTIVITY if expected else HOUSE}> }}"
        found: Any = wrapper(service, text, Wrapper.JSON).queryAndConvert()
        assert found["boolean"] is expected
        document: Any = wrapper(service, text, Wrapper.XML).queryAndConvert()
        assert document.getElementsByTagName("boolean")[0].firstChild.data == str(expected).lower()

    @pytest.mark.parametrize(
        ("form", "syntax"),
        [
            (Wrapper.TURTLE, "turtle"),
            (Wrapper.N3, "turtle"),
            (Wrapper.RDFXML, "xml"),
            (Wrapper.XML, "xml"),
            (Wrapper.JSONLD, "json-ld"),
        ],
    )
    @pytest.mark.parametrize("only_accept", [False, True])
    def test_triples_come_in_every_format(
        self, service: Service, labels: set[tuple[Node, Node, Node]], form: str, syntax: str, *, only_accept: bool
    ) -> None:
        """Each format that the client knows holds the same graph, read by rdflib."""
        client = wrapper(service, CONSTRUCT, form)
        client.setOnlyConneg(only_accept)
        converted: Any = client.queryAndConvert()
        graph = converted
        if not isinstance(converted, Graph):
            graph = Graph().parse(data=client.query().response.read(), format=syntax)
        assert set(graph) == labels
        assert len(labels) > 2

    def test_a_thing_is_described(self, service: Service, dataset: Dataset) -> None:
        """DESCRIBE returns what the release says of the thing."""
        found: Any = wrapper(service, f"DESCRIBE <{HOUSE}>", Wrapper.RDFXML).queryAndConvert()
        assert set(found) == {(HOUSE, predicate, value) for predicate, value in dataset.predicate_objects(HOUSE)}

    def test_the_dataset_is_chosen_by_the_client(self, service: Service, quads: set[Quad]) -> None:
        """Its parameters for graphs restrict what is counted."""
        client = wrapper(service, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", Wrapper.CSV)
        client.addDefaultGraph(str(GRAPHS["vocabulary"]))
        counted: Any = client.queryAndConvert()
        expected = sum(quad.graph_name == NamedNode(str(GRAPHS["vocabulary"])) for quad in quads)
        assert counted.split() == [b"n", str(expected).encode()]
        client = wrapper(service, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", Wrapper.CSV)
        client.addNamedGraph(str(GRAPHS["data"]))
        named: Any = client.queryAndConvert()
        assert named.split() == [b"g", str(GRAPHS["data"]).encode()]

    def test_mistakes_and_updates_are_told_by_its_own_exceptions(self, service: Service) -> None:
        """A syntax error says where it is, and an update is forbidden."""
        with pytest.raises(QueryBadFormed, match="line 1"):
            wrapper(service, "SELECT * { ?s ?p }", Wrapper.JSON).query()
        for way in ("urlencoded", "postdirectly"):
            with pytest.raises(urllib.error.HTTPError, match="403"):
                wrapper(service, "DELETE WHERE { ?s ?p ?o }", Wrapper.JSON, "POST", way).query()


class TestRdflib:
    """The parsers of rdflib, which share no code with the one that writes, read every triple of the city back."""

    @pytest.mark.parametrize("one", GRAPH_FORMATS, ids=lambda one: one.name)
    def test_all_triples_come_back(self, service: Service, dataset: Dataset, one: Format) -> None:
        """In every graph format, those with quads included, and all of them in the default graph."""
        reply = service.ask("CONSTRUCT WHERE { ?s ?p ?o }", accept=one.media_type)
        assert (reply.status, reply.media_type) == (200, one.media_type)
        found = Dataset()
        found.parse(data=reply.body, format=one.media_type)
        expected = {(*triple, DATASET_DEFAULT_GRAPH_ID) for triple in dataset.triples((None, None, None))}
        assert set(found.quads()) == expected
        assert len(expected) > 1_000


class TestSPARQLStore:
    """The store of rdflib that stands for a remote graph."""

    @pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
    @pytest.mark.parametrize("form", ["xml", "json", "csv"])
    def test_queries_are_answered_by_every_method(
        self,
        service: Service,
        labels: set[tuple[Node, Node, Node]],
        method: Literal["GET", "POST", "POST_FORM"],
        form: str,
    ) -> None:
        """SELECT and ASK through a graph that lies elsewhere; CSV has no truth values."""
        graph = Graph(SPARQLStore(f"{service.url}/sparql", method=method, returnFormat=form))
        rows = graph.query(
            "SELECT ?o { ?s a ?class ; skos:prefLabel ?o }", initNs={"skos": SKOS}, initBindings={"class": ACTIVITY}
        )
        assert {str(row[0]) for row in rows if isinstance(row, ResultRow)} == {str(name) for _, _, name in labels}
        if form != "csv":
            assert graph.query(f"ASK {{ <{HOUSE}> ?p ?o }}").askAnswer is True
            assert graph.query(f"ASK {{ ?s <{HOUSE}> ?o }}").askAnswer is False

    def test_triples_are_constructed(self, service: Service, labels: set[tuple[Node, Node, Node]]) -> None:
        """CONSTRUCT and DESCRIBE return a graph."""
        graph = Graph(SPARQLStore(f"{service.url}/sparql"))
        assert set(graph.query(CONSTRUCT).graph or ()) == labels
        assert len(graph.query(f"DESCRIBE <{HOUSE}>").graph or ()) > 3

    def test_it_is_read_like_a_graph(self, service: Service, dataset: Dataset) -> None:
        """Length, patterns and membership are those of the release."""
        graph = Graph(SPARQLStore(f"{service.url}/sparql"))
        assert len(graph) == len(set(dataset.triples((None, None, None))))
        assert set(graph.triples((HOUSE, None, None))) == set(dataset.triples((HOUSE, None, None)))
        assert set(graph.subjects(RDF.type, ACTIVITY)) == set(dataset.subjects(RDF.type, ACTIVITY))
        assert (HOUSE, RDF.type, ACTIVITY) in graph
        assert (HOUSE, RDF.type, HOUSE) not in graph

    def test_its_graphs_are_those_of_the_release(self, service: Service, dataset: Dataset) -> None:
        """As a dataset it names the graphs, and each holds its own triples only."""
        store = SPARQLStore(f"{service.url}/sparql")
        assert {str(name) for name in store.contexts()} == {str(name) for name in GRAPHS.values()}
        for name in map(URIRef, GRAPHS.values()):
            graph = Graph(store, identifier=name)
            assert len(graph) == len(dataset.graph(name))
            assert set(graph.subjects(RDF.type, ACTIVITY)) == set(dataset.graph(name).subjects(RDF.type, ACTIVITY))

    def test_nothing_can_be_written(self, service: Service, dataset: Dataset) -> None:
        """The store for updates is told that it may not, and the data stay."""
        store = SPARQLUpdateStore(f"{service.url}/sparql", f"{service.url}/sparql")
        with pytest.raises(urllib.error.HTTPError, match="403"):
            Graph(store, identifier=URIRef(GRAPHS["data"])).update("DELETE WHERE { ?s ?p ?o }")
        assert len(Graph(SPARQLStore(f"{service.url}/sparql"))) == len(set(dataset.triples((None, None, None))))

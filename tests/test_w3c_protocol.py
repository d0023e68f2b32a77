"""The W3C's tests of protocol and service description over HTTP, and what they never ask: that something be absent."""

import json
from collections.abc import Callable, Iterator
from urllib.parse import urlencode

import pytest
from pyoxigraph import QueryBoolean, QueryResultsFormat, RdfFormat, parse, parse_query_results
from rdflib import RDF, BNode, Graph, Literal, Namespace, URIRef

from bochum_kg.formats import GRAPH_FORMATS, RESULTS_FORMATS, Format
from bochum_kg.settings import Settings
from serving import Reply, Service, serving
from w3c import GRAPHS, Case, needs_manifests, protocol_cases, read_graph, service_cases

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
FOAF_DOCUMENT = "http://xmlns.com/foaf/0.1/Document"
UNLIMITED = Settings(workers=1, client_budget=None)
CASES = protocol_cases()
QUERIES = [case for case in CASES if not case.updates]
UPDATES = [case for case in CASES if case.updates]

#: The media types that a case means by a kind of answer.
TRUTHS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
}
KINDS = {
    "boolean": set(TRUTHS),
    "tabular": {*TRUTHS, "text/csv", "text/tab-separated-values"},
    "RDF": {"text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"},
}
EVERYTHING = "SELECT ?g ?s ?p ?o { { GRAPH ?g { ?s ?p ?o } } UNION { ?s ?p ?o } } ORDER BY ?g ?s ?p ?o"
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")


def truth(reply: Reply) -> bool:
    """Return the truth value of an answer."""
    assert reply.status == 200, reply.text
    found = parse_query_results(reply.body, format=TRUTHS[reply.media_type])
    assert isinstance(found, QueryBoolean)
    return bool(found)


def send(service: Service, case: Case, number: int) -> Reply:
    """Send one of the requests of a case as the manifest writes it."""
    one = case.exchanges[number]
    return service.request(one.method, one.path("/sparql"), one.body, **dict(one.headers))


@pytest.fixture(scope="module")
def w3c(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A server that holds the three graphs of the cases, read from the files of the W3C."""
    quads = [
        str(quad)
        for number, graph in enumerate(GRAPHS, 1)
        for triple in parse(read_graph(number), format=RdfFormat.N_TRIPLES)
        for quad in [f"{triple.subject} {triple.predicate} {triple.object} <{graph}> .\n"]
    ]
    with serving(tmp_path_factory.mktemp("w3c"), UNLIMITED, nquads="".join(quads)) as service:
        yield service


@needs_manifests
class TestProtocol:
    """SPARQL 1.1 Protocol as the W3C tests it."""

    def test_no_case_is_missing(self) -> None:
        """There are 20 cases of queries and 14 of updates."""
        names = {case.name for case in protocol_cases()}
        assert len(names) == 34
        assert sum(case.updates for case in protocol_cases()) == 14
        assert {graph for case in CASES for graph in case.graphs} == set(GRAPHS)

    @pytest.mark.parametrize("case", QUERIES, ids=lambda case: case.name)
    def test_a_query_is_answered_as_the_case_says(self, w3c: Service, case: Case) -> None:
        """Status, kind of answer and truth value are those of the manifest."""
        for number, expected in enumerate(case.exchanges):
            reply = send(w3c, case, number)
            assert reply.status // 100 in expected.statuses, reply.text
            if expected.format is not None:
                assert reply.media_type in KINDS[expected.format]
            if expected.boolean is not None:
                assert truth(reply) is expected.boolean

    @pytest.mark.parametrize("case", UPDATES, ids=lambda case: case.name)
    def test_an_update_is_refused_and_changes_nothing(self, w3c: Service, case: Case) -> None:
        """Every case of an update turned round: a status 4xx with the reason, and afterwards the same data."""
        before = w3c.ask(EVERYTHING, accept="text/csv").body
        for number, expected in enumerate(case.exchanges):
            reply = send(w3c, case, number)
            if expected.boolean is None:
                assert reply.status in ({403} if 2 in expected.statuses else range(400, 500))
                assert reply.media_type == "application/problem+json"
                assert json.loads(reply.body)["detail"]
            else:
                assert truth(reply) is not expected.boolean
        assert w3c.ask(EVERYTHING, accept="text/csv").body == before
        assert before.count(b"\n") == 7


#: Three graphs, each with a triple of its own; the first two share another one.
NQUADS = "".join(f"<{graph}> <{RDF.type}> <{FOAF_DOCUMENT}> <{graph}> .\n" for graph in GRAPHS) + "".join(
    f'<http://example.org/shared> <{RDF.value}> "shared" <{graph}> .\n' for graph in GRAPHS[:2]
)
UNKNOWN = "http://example.org/nowhere"
#: What the tables below call the graphs; 0 is one that the server does not hold.
NUMBERS = {0: UNKNOWN, **dict(enumerate(GRAPHS, 1))}
#: Which of the triples that each graph has for itself stand in the default graph, and which in a graph that GRAPH sees.
SEEN = (
    f"{{ {{ ?graph a <{FOAF_DOCUMENT}> BIND('default' AS ?place) }}"
    f" UNION {{ GRAPH ?g {{ ?graph a <{FOAF_DOCUMENT}> }} BIND('named' AS ?place) }} }}"
)

Parameters = tuple[tuple[str, str], ...]


def _by_get(service: Service, query: str, parameters: Parameters, accept: str) -> Reply:
    return service.get(f"/sparql?{urlencode([('query', query), *parameters])}", Accept=accept)


def _by_form(method: str) -> Callable[[Service, str, Parameters, str], Reply]:
    def ask(service: Service, query: str, parameters: Parameters, accept: str) -> Reply:
        body = urlencode([*parameters, ("query", query)]).encode()
        return service.request(method, "/sparql", body, Content_Type=FORM, Accept=accept)

    return ask


def _by_body(method: str) -> Callable[[Service, str, Parameters, str], Reply]:
    def ask(service: Service, query: str, parameters: Parameters, accept: str) -> Reply:
        path = f"/sparql?{urlencode(parameters)}"
        return service.request(method, path, query.encode(), Content_Type=QUERY, Accept=accept)

    return ask


#: The ways in which a query is sent (SPARQL 1.1 Protocol §2.1.1 to §2.1.3; QUERY is RFC 10008).
WAYS = {
    "GET": _by_get,
    "POST form": _by_form("POST"),
    "POST direct": _by_body("POST"),
    "QUERY form": _by_form("QUERY"),
    "QUERY direct": _by_body("QUERY"),
}
ways = pytest.mark.parametrize("way", WAYS)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A server over the three graphs of this file."""
    with serving(tmp_path_factory.mktemp("twins"), UNLIMITED, nquads=NQUADS) as service:
        yield service


def ask(service: Service, way: str, query: str, *parameters: tuple[str, str], accept: str = "text/csv") -> list[str]:
    """Return the rows of an answer as lines, without the header."""
    reply = WAYS[way](service, query, parameters, accept)
    assert (reply.status, reply.media_type) == (200, accept), reply.text
    return reply.text.splitlines()[1:]


def parameters(dataset: str) -> Parameters:
    """Return the parameters that name a dataset, given in the notation of the tables."""
    kinds = zip(("default-graph-uri", "named-graph-uri"), dataset.split("/"), strict=True)
    return tuple((kind, NUMBERS[int(one)]) for kind, names in kinds for one in names)


def written(clauses: str) -> str:
    """Return the clauses that name a dataset, given in the notation of the tables."""
    kinds = zip(("FROM", "FROM NAMED"), clauses.split("/"), strict=True)
    return " ".join(f"{kind} <{NUMBERS[int(one)]}>" for kind, names in kinds for one in names)


def seen(service: Service, way: str, dataset: str, clauses: str) -> str:
    """Return the dataset that a query sees, in the notation of the tables: ``default graphs/named graphs``."""
    text = f"SELECT ?place ?graph {written(clauses)} {SEEN} ORDER BY ?graph"
    rows = ask(service, way, text, *parameters(dataset))
    places = {"default": "", "named": ""}
    for place, graph in (row.split(",") for row in rows):
        places[place] += str(GRAPHS.index(graph) + 1)
    return "/".join(places.values())


class TestDataset:
    """What the W3C's cases leave open: a dataset does not only let see, it also hides (SPARQL 1.1 Protocol §2.1.4).

    A dataset is written as the numbers of the default graphs, a slash, and those of the named graphs.
    """

    @ways
    @pytest.mark.parametrize(
        ("dataset", "expected"),
        [
            ("/", "123/123"),
            ("1/", "1/"),
            ("12/", "12/"),
            ("123/", "123/"),
            ("/1", "/1"),
            ("/12", "/12"),
            ("/123", "/123"),
            ("3/12", "3/12"),
            ("1/1", "1/1"),
            ("11/22", "1/2"),
            ("0/", "/"),
            ("/0", "/"),
            ("0/0", "/"),
            ("01/02", "1/2"),
        ],
    )
    def test_only_the_graphs_of_the_request_are_seen(
        self, service: Service, way: str, dataset: str, expected: str
    ) -> None:
        """What is not named is not there; naming one kind of graph leaves the other empty."""
        assert seen(service, way, dataset, "/") == expected

    @ways
    @pytest.mark.parametrize(
        ("clauses", "expected"), [("1/", "1/"), ("12/", "12/"), ("/1", "/1"), ("/12", "/12"), ("3/12", "3/12")]
    )
    def test_only_the_graphs_of_the_query_are_seen(
        self, service: Service, way: str, clauses: str, expected: str
    ) -> None:
        """FROM alone leaves no named graphs, FROM NAMED alone an empty default graph (SPARQL 1.1 §13.2)."""
        assert seen(service, way, "/", clauses) == expected

    @ways
    @pytest.mark.parametrize(
        ("dataset", "clauses"),
        [("2/", "1/"), ("2/", "1/1"), ("/2", "1/"), ("/2", "/1"), ("/2", "13/13"), ("2/3", "1/1"), ("0/", "1/1")],
    )
    def test_the_dataset_of_the_request_replaces_that_of_the_query(
        self, service: Service, way: str, dataset: str, clauses: str
    ) -> None:
        """Where both name graphs, nothing of FROM and FROM NAMED is left."""
        assert seen(service, way, dataset, clauses) == dataset.replace("0", "")

    @ways
    @pytest.mark.parametrize("dataset", ["1/", "/12", "3/12", "0/"])
    def test_a_graph_outside_the_dataset_has_no_triples(self, service: Service, way: str, dataset: str) -> None:
        """GRAPH with the name of a graph that is not named finds nothing, though the server holds it."""
        hidden = set(GRAPHS) - {NUMBERS[int(one)] for one in dataset.partition("/")[2]}
        for graph in hidden:
            assert ask(service, way, f"SELECT ?s {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}", *parameters(dataset)) == []

    @ways
    @pytest.mark.parametrize(
        ("dataset", "clauses", "expected"),
        [
            ("/", "/", "4"),
            ("123/", "/", "4"),
            ("12/", "/", "3"),
            ("13/", "/", "3"),
            ("/", "123/", "4"),
            ("/", "12/", "3"),
        ],
    )
    def test_the_default_graph_is_a_set_of_triples(
        self, service: Service, way: str, dataset: str, clauses: str, expected: str
    ) -> None:
        """A triple of two graphs stands in their merge once (SPARQL 1.1 §13.2)."""
        text = f"SELECT (COUNT(*) AS ?n) {written(clauses)} {{ ?s ?p ?o }}"
        assert ask(service, way, text, *parameters(dataset)) == [expected]

    @pytest.mark.parametrize(
        ("place", "dataset", "expected"), [("form address", "/", "123"), ("form address", "1/", "1")]
    )
    def test_a_dataset_in_the_address_of_a_form_is_not_passed_over(
        self, service: Service, place: str, dataset: str, expected: str
    ) -> None:
        """A case of the W3C sends it there, where §2.1.2 has no place for it: it is refused or heeded."""
        assert place == "form address"
        body = urlencode({"query": f"SELECT ?graph {SEEN}"}).encode()
        path = f"/sparql?{urlencode(parameters(dataset))}"
        reply = service.request("POST", path, body, Content_Type=FORM, Accept="text/csv")
        found = {str(GRAPHS.index(graph) + 1) for graph in reply.text.split()[1:]}
        assert reply.status == 400 or found == set(expected)

    @ways
    def test_every_query_form_sees_the_dataset_of_the_request(self, service: Service, way: str) -> None:
        """CONSTRUCT and DESCRIBE return nothing of a graph that is not named, and what is named."""
        for text in ("CONSTRUCT WHERE { ?s ?p ?o }", f"DESCRIBE <{GRAPHS[2]}>"):
            for graph, expected in ((GRAPHS[0], False), (GRAPHS[2], True)):
                reply = WAYS[way](service, text, (("default-graph-uri", graph),), "application/n-triples")
                assert (reply.status, f"<{GRAPHS[2]}>" in reply.text) == (200, expected)

    def test_a_dataset_is_part_of_what_a_validator_stands_for(self, service: Service) -> None:
        """No two datasets share an ETag, so a cache cannot answer for another dataset."""
        found = [
            WAYS["GET"](service, "ASK {}", dataset, "*/*").headers["etag"]
            for dataset in (
                (),
                (("default-graph-uri", GRAPHS[0]),),
                (("default-graph-uri", GRAPHS[1]),),
                (("named-graph-uri", GRAPHS[0]),),
            )
        ]
        assert len(set(found)) == len(found)


class TestRefusals:
    """The negative twins of the cases ``bad_*``: neighbours that are right, and neighbours that are wrong."""

    @pytest.mark.parametrize(
        ("content_type", "body"),
        [
            (QUERY, b"ASK {}"),
            (QUERY.upper(), b"ASK {}"),
            (f"{QUERY};charset=UTF-8", b"ASK {}"),
            (f'{QUERY} ; Charset="utf-8"', b"ASK {}"),
            (FORM, b"query=ASK+%7B%7D"),
            (FORM.title(), b"query=ASK%20%7b%7d"),
            (f"{FORM};charset=utf-8", b"&a=b&query=ASK{}&"),
            (QUERY, 'ASK { FILTER("ü" = "\\u00FC") }'.encode()),
        ],
    )
    def test_what_only_looks_different_is_right(self, service: Service, content_type: str, body: bytes) -> None:
        """Case, charset, unknown parameters and escapes change nothing."""
        assert truth(service.request("POST", "/sparql", body, Content_Type=content_type))

    @pytest.mark.parametrize("method", ["POST", "QUERY"])
    @pytest.mark.parametrize(
        ("content_type", "body", "status"),
        [
            (FORM, b"query=ASK+%7B%7D&query=ASK+%7B%7D", 400),
            (FORM, b"", 400),
            (FORM, b"format=json", 400),
            (FORM, b"query=", 400),
            (FORM, b"query=%FF", 400),
            (FORM, b"query=ASK+%7B", 400),
            (FORM, b"query=ASK+%7B%7D&using-graph-uri=urn:a", 400),
            (FORM, b"query=ASK+%7B%7D&update=CLEAR+ALL", 403),
            (FORM, b"query=CLEAR+ALL", 403),
            (QUERY, b"", 400),
            (QUERY, b"query=ASK+%7B%7D", 400),
            (QUERY, b"ASK { FILTER('\xfc' = '') }", 400),
            (QUERY, b"INSERT DATA { <urn:a> <urn:b> <urn:c> }", 403),
            (f"{QUERY}; charset=iso-8859-1", b"ASK {}", 400),
            (f"{FORM}; charset=utf-16", b"query=ASK+%7B%7D", 400),
            ("application/sparql-update", b"ASK {}", 403),
            ("application/json", b"ASK {}", 415),
            ("multipart/form-data; boundary=a", b"--a--", 415),
            ("*/*", b"ASK {}", 415),
        ],
    )
    def test_what_looks_nearly_right_is_told_apart(
        self, service: Service, method: str, content_type: str, body: bytes, status: int
    ) -> None:
        """Each mistake has its own status, by POST and by QUERY, and nothing is changed."""
        reply = service.request(method, "/sparql", body, Content_Type=content_type)
        assert (reply.status, reply.media_type) == (status, "application/problem+json"), reply.text
        assert len(ask(service, "GET", "SELECT * { ?s ?p ?o }")) == 4

    @pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE"])
    def test_other_methods_are_told_which_there_are(self, service: Service, method: str) -> None:
        """405 with Allow."""
        reply = service.request(method, "/sparql?query=ASK%20%7B%7D")
        assert (reply.status, reply.headers["allow"]) == (405, "GET, HEAD, OPTIONS, POST, QUERY")

    def test_a_method_that_nobody_knows_is_refused(self, service: Service) -> None:
        """The reader of HTTP refuses it as no request, or the endpoint as none of its methods."""
        assert service.request("FOO", "/sparql?query=ASK%20%7B%7D").status in {400, 405}

    @ways
    def test_relative_names_have_a_base_that_the_query_may_change(self, service: Service, way: str) -> None:
        """The service defines a base, the same by every way, and BASE goes before it (Protocol §2.1.6)."""
        (row,) = ask(service, way, "SELECT (<x> AS ?iri) {}")
        assert row == ask(service, "GET", "SELECT (<x> AS ?iri) {}")[0]
        assert row.startswith(("http://", "https://"))
        assert row.endswith("/x")
        assert ask(service, way, "BASE <http://example.org/a/> SELECT (<x> AS ?iri) {}") == ["http://example.org/a/x"]

    @pytest.mark.parametrize(
        ("query", "right", "wrong"),
        [
            ("SELECT * { ?s ?p ?o }", RESULTS_FORMATS, GRAPH_FORMATS),
            ("ASK {}", RESULTS_FORMATS, GRAPH_FORMATS),
            ("CONSTRUCT WHERE { ?s ?p ?o }", GRAPH_FORMATS, RESULTS_FORMATS),
            (f"DESCRIBE <{GRAPHS[0]}>", GRAPH_FORMATS, RESULTS_FORMATS),
        ],
        ids=["select", "ask", "construct", "describe"],
    )
    def test_a_query_form_has_its_own_formats(
        self, service: Service, query: str, right: tuple[Format, ...], wrong: tuple[Format, ...]
    ) -> None:
        """Rows never come as triples nor triples as rows, and what is excluded with q=0 does not come."""
        for one in right:
            assert service.ask(query, accept=one.media_type).media_type == one.media_type
            assert service.ask(query, accept=f"{one.media_type};q=0, */*;q=0.1").media_type not in {
                one.media_type,
                "application/problem+json",
            }
        for one in wrong:
            reply = service.ask(query, accept=one.media_type)
            assert reply.status == 406
            assert set(json.loads(reply.body)["offered"]) == {*(form.media_type for form in right), "text/html"}
            assert service.ask(query, accept=f"{one.media_type}, {right[0].media_type};q=0.1").status == 200


#: Subject and object of each property (SPARQL 1.1 Service Description §3); of other properties the schema says nothing.
SCHEMA = {
    SD.endpoint: (SD.Service, None),
    SD.feature: (SD.Service, SD.Feature),
    SD.supportedLanguage: (SD.Service, SD.Language),
    SD.resultFormat: (SD.Service, None),
    SD.defaultDataset: (SD.Service, SD.Dataset),
    SD.defaultGraph: (SD.Dataset, SD.Graph),
    SD.namedGraph: (SD.Dataset, SD.NamedGraph),
    SD.name: (SD.NamedGraph, None),
    SD.graph: (SD.NamedGraph, SD.Graph),
}
#: The instances that the vocabulary itself defines.
INSTANCES = {
    SD.Feature: {
        SD.DereferencesURIs,
        SD.UnionDefaultGraph,
        SD.RequiresDataset,
        SD.EmptyGraphs,
        SD.BasicFederatedQuery,
    },
    SD.Language: {SD.SPARQL10Query, SD.SPARQL11Query, SD.SPARQL11Update},
}
#: https://www.w3.org/ns/formats/
FORMATS = {
    "Turtle": "text/turtle",
    "JSON-LD": "application/ld+json",
    "N-Triples": "application/n-triples",
    "RDF_XML": "application/rdf+xml",
    "N-Quads": "application/n-quads",
    "TriG": "application/trig",
    "SPARQL_Results_JSON": "application/sparql-results+json",
    "SPARQL_Results_XML": "application/sparql-results+xml",
    "SPARQL_Results_CSV": "text/csv",
    "SPARQL_Results_TSV": "text/tab-separated-values",
}


def described(service: Service) -> Graph:
    """Return the service description as rdflib reads it."""
    return Graph().parse(data=service.get("/sparql").body, format="turtle")


def returns_rdf(service: Service) -> None:
    """A GET of the endpoint alone returns RDF, and in each format asked for the same triples."""
    assert service.get("/sparql").media_type == "text/turtle"
    expected = {quad.triple for quad in parse(service.get("/sparql").body, format=RdfFormat.TURTLE)}
    for one in GRAPH_FORMATS:
        reply = service.get("/sparql", Accept=one.media_type)
        assert (reply.status, reply.media_type) == (200, one.media_type)
        quads = parse(reply.body, format=RdfFormat.from_media_type(one.media_type))
        assert {quad.triple for quad in quads} == expected


def has_endpoint_triple(service: Service) -> None:
    """There is one service, and its endpoint is the address that the description was fetched from."""
    assert list(described(service).objects(None, SD.endpoint)) == [URIRef(f"{service.url}/sparql")]


def conforms_to_schema(service: Service) -> None:
    """Only terms of the vocabulary are used, each with subject and object of the right class."""
    graph = described(service)
    for subject, predicate, value in graph:
        assert isinstance(predicate, URIRef)
        if not predicate.startswith(SD):
            continue
        domain, class_ = SCHEMA[predicate]
        assert (subject, RDF.type, domain) in graph
        assert not isinstance(value, (BNode, Literal))
        assert class_ is None or value in INSTANCES.get(class_, ()) or (value, RDF.type, class_) in graph
    assert len(list(graph.subjects(RDF.type, SD.Service))) == 1
    for class_, predicate in ((SD.Dataset, SD.defaultGraph), (SD.NamedGraph, SD.name), (SD.NamedGraph, SD.graph)):
        for subject in graph.subjects(RDF.type, class_):
            assert len(list(graph.objects(subject, predicate))) == 1


#: The cases have a name and no machine-readable form, so what they ask is written here.
CHECKS = {
    "returns-rdf": returns_rdf,
    "has-endpoint-triple": has_endpoint_triple,
    "conforms-to-schema": conforms_to_schema,
}


class TestServiceDescription:
    """SPARQL 1.1 Service Description as the W3C tests it, and whether it is true."""

    @needs_manifests
    def test_no_case_is_missing(self) -> None:
        """Each case of the manifest is one of the checks."""
        assert set(service_cases()) == set(CHECKS)

    @pytest.mark.parametrize("name", CHECKS)
    def test_the_service_description_is_as_the_case_says(self, service: Service, name: str) -> None:
        """The three cases of the W3C, made concrete."""
        CHECKS[name](service)

    def test_every_format_that_is_named_is_given(self, service: Service) -> None:
        """A format of the description is one that answers come in, and there is no other."""
        said = {str(one).rpartition("/")[2] for one in described(service).objects(None, SD.resultFormat)}
        assert said == set(FORMATS)
        for name in said:
            text = "ASK {}" if name.startswith("SPARQL_Results_") else "CONSTRUCT WHERE { ?s ?p ?o }"
            assert service.ask(text, accept=FORMATS[name]).media_type == FORMATS[name]
        assert {FORMATS[name] for name in said} == {one.media_type for one in (*RESULTS_FORMATS, *GRAPH_FORMATS)}

    def test_the_graphs_are_those_that_a_query_sees(self, service: Service) -> None:
        """Names and numbers of triples are those that COUNT finds, in each graph and in their union."""
        graph = described(service)
        void = Namespace("http://rdfs.org/ns/void#")
        said = {
            str(graph.value(one, SD.name)): graph.value(graph.value(one, SD.graph), void.triples)
            for one in graph.objects(None, SD.namedGraph)
        }
        counted = ask(service, "GET", "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
        assert {f"{name},{number}" for name, number in said.items()} == set(counted)
        (union,) = graph.objects(None, SD.defaultGraph)
        assert [str(graph.value(union, void.triples))] == ask(service, "GET", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")

    def test_nothing_is_claimed_that_is_refused(self, service: Service) -> None:
        """A union as default graph is claimed and given; updates, federation and loading are neither."""
        graph = described(service)
        assert set(graph.objects(None, SD.feature)) == {SD.UnionDefaultGraph}
        assert set(graph.objects(None, SD.supportedLanguage)) == {SD.SPARQL11Query}
        assert seen(service, "GET", "/", "/") == "123/123"
        assert service.ask("SELECT * { SERVICE <http://127.0.0.1:9/> {} }").status == 400
        assert service.ask(f"ASK FROM <{UNKNOWN}> {{ ?s ?p ?o }}").status == 400
        assert service.ask("CLEAR ALL").status == 403

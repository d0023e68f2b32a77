"""The endpoint described by itself (SPARQL 1.1 Service Description)."""

from collections.abc import Iterator
from typing import Final

from bochum_kg.engine.base import IRI, Engine, Literal, Term
from bochum_kg.engine.binding import write_term
from bochum_kg.engine.writing import write_graph
from bochum_kg.formats import GRAPH_FORMATS, RESULTS_FORMATS, Format
from bochum_kg.namespaces import DATASET, GRAPHS, PREFIXES
from bochum_kg.settings import TABLE, Settings

__all__ = ["describe_service"]

_SD: Final = PREFIXES["sd"]
_RDF_TYPE: Final = IRI(f"{PREFIXES['rdf']}type")
_INTEGER: Final = f"{PREFIXES['xsd']}integer"
#: https://www.w3.org/ns/formats/
_FORMATS: Final = {
    "turtle": "Turtle",
    "jsonld": "JSON-LD",
    "ntriples": "N-Triples",
    "rdfxml": "RDF_XML",
    "nquads": "N-Quads",
    "trig": "TriG",
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
}
_COUNTS: Final = "SELECT ?graph (COUNT(*) AS ?triples) { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
_COUNT: Final = "SELECT (COUNT(*) AS ?triples) { ?s ?p ?o }"

_Triple = tuple[IRI, IRI, Term]


def describe_service(engine: Engine, settings: Settings, one: Format) -> bytes:
    """Return the service description in a graph format.

    Raises:
        EngineError, LimitError: as the engine.
    """
    triples = [*_service(settings), *_dataset(engine, settings)]
    lines = (" ".join(_write(term) for term in triple) + " .\n" for triple in triples)
    return write_graph("".join(lines).encode(), one, PREFIXES)


def _write(term: Term) -> str:
    if isinstance(term, (IRI, Literal)):
        return write_term(term)
    return str(term)


def _sd(name: str) -> IRI:
    return IRI(_SD + name)


def _service(settings: Settings) -> Iterator[_Triple]:
    endpoint = IRI(f"{settings.address}/sparql")
    service = IRI(f"{endpoint}#service")
    yield service, _RDF_TYPE, _sd("Service")
    yield service, _sd("endpoint"), endpoint
    yield service, _sd("supportedLanguage"), _sd("SPARQL11Query")
    yield service, _sd("feature"), _sd("UnionDefaultGraph")
    yield service, _sd("defaultDataset"), IRI(f"{endpoint}#dataset")
    for one in (*RESULTS_FORMATS, *GRAPH_FORMATS):
        yield service, _sd("resultFormat"), IRI(f"http://www.w3.org/ns/formats/{_FORMATS[one.name]}")
    for language in ("de", "en"):
        yield service, IRI(f"{PREFIXES['rdfs']}comment"), Literal(_limits(settings, language), language)


def _limits(settings: Settings, language: str) -> str:
    """Return the limits in words: the line of help of each setting, and its value."""
    limits = [setting for setting in TABLE if setting.name.endswith(("_limit", "_budget", "_errors", "_parallel"))]
    return " ".join(
        f"{setting.helps[language]} ({setting.name}: {getattr(settings, setting.name)})" for setting in limits
    )


def _dataset(engine: Engine, settings: Settings) -> Iterator[_Triple]:
    endpoint = f"{settings.address}/sparql"
    dataset, default = IRI(f"{endpoint}#dataset"), IRI(f"{endpoint}#default-graph")
    short = {str(iri): name for name, iri in GRAPHS.items()}
    yield dataset, _RDF_TYPE, _sd("Dataset")
    yield dataset, IRI(f"{PREFIXES['dct']}source"), IRI(str(DATASET))
    yield dataset, _sd("defaultGraph"), default
    yield from _graph(default, engine.select(_COUNT)[0]["triples"])
    for number, row in enumerate(engine.select(_COUNTS)):
        name = row["graph"]
        node = IRI(f"{endpoint}#graph-{short.get(str(name), number)}")
        yield dataset, _sd("namedGraph"), node
        yield node, _RDF_TYPE, _sd("NamedGraph")
        yield node, _sd("name"), name
        yield node, _sd("graph"), IRI(f"{node}-content")
        yield from _graph(IRI(f"{node}-content"), row["triples"])


def _graph(node: IRI, triples: Term) -> Iterator[_Triple]:
    yield node, _RDF_TYPE, _sd("Graph")
    yield node, IRI(f"{PREFIXES['void']}triples"), Literal(str(triples), None, _INTEGER)

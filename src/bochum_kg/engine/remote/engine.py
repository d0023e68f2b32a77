"""Any SPARQL 1.1 server as engine: what is asked of it, and what its answers become."""

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from pyoxigraph import QueryBoolean, QueryResultsFormat, RdfFormat, parse, parse_query_results, serialize

from bochum_kg.engine.base import Answer, Bindings, Engine, Form, read_boolean, read_table
from bochum_kg.engine.binding import bind
from bochum_kg.engine.guard import Shape, check, check_graphs
from bochum_kg.engine.remote.client import Client, Dataset
from bochum_kg.engine.remote.dialect import graphs_asked, has_values_after, standard_results, without_dataset
from bochum_kg.engine.tokens import unescape
from bochum_kg.engine.writing import check_xml, write_graph
from bochum_kg.errors import EngineError, ForbiddenQueryError, QueryError
from bochum_kg.formats import CSV, JSON, N_TRIPLES, TSV, TURTLE, XML, Format
from bochum_kg.namespaces import PREFIXES
from bochum_kg.settings import Settings

__all__ = ["UNION", "RemoteEngine"]

#: The graph that holds the union of all others, on a server whose default graph is not that (see docs/engines.md).
UNION: Final = "urn:bochum-kg:union"
#: The name of a graph that exists nowhere and that nothing can fetch.
_EMPTY: Final = "urn:bochum-kg:empty"
#: Virtuoso answers this at once, but takes seconds with DISTINCT.
_GRAPHS: Final = "SELECT ?graph { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
_APART: Final = "ASK { GRAPH ?g { ?s ?p ?o } FILTER NOT EXISTS { ?s ?p ?o } }"
_TWICE: Final = "SELECT ?s { ?s ?p ?o } GROUP BY ?s ?p ?o HAVING (COUNT(*) > 1) LIMIT 1"
#: What is false everywhere, but true in Virtuoso, which takes a graph that is not in the dataset for a match.
_NOWHERE: Final = "ASK { GRAPH <urn:bochum-kg:nowhere> { ?s ?p ?o } }"
#: What has one row everywhere, but none in Virtuoso, which loses the rows before VALUES.
_VALUES: Final = "SELECT ?x {} VALUES ?x { 1 }"
_WRITERS: Final = {
    JSON.name: QueryResultsFormat.JSON,
    XML.name: QueryResultsFormat.XML,
    CSV.name: QueryResultsFormat.CSV,
    TSV.name: QueryResultsFormat.TSV,
}


class RemoteEngine(Engine):
    """Answers from a SPARQL 1.1 server.

    The default graph is the union of the named graphs: the graph ``UNION`` where the server has it, else the server's
    own default graph where that holds all triples, else all graphs, named in each request. Rows are fetched as JSON and
    triples as N-Triples, read, and written here: every engine gives the same bytes, and nothing that is cut or no
    answer is passed on.
    """

    def __init__(self, url: str, *, settings: Settings | None = None) -> None:
        """Name the address of the SPARQL endpoint; it is first asked when the first query comes.

        Raises:
            SettingError: it is no web address.
        """
        self._settings = settings or Settings()
        self._client = Client(url, self._settings)

    @cached_property
    def graphs(self) -> tuple[str, ...]:
        """Return the IRIs of the named graphs, asked for once; the union of them is none.

        Raises:
            EngineError: the server does not answer.
        """
        return tuple(sorted(self._stored - {UNION}))

    @cached_property
    def _stored(self) -> frozenset[str]:
        answer = Answer(self._results(_GRAPHS, Form.SELECT, JSON, {}), JSON, Form.SELECT)
        return frozenset(str(row["graph"]) for row in read_table(answer).rows)

    @cached_property
    def _whole(self) -> Dataset:
        """The dataset of a query that names none, found out once.

        Raises:
            EngineError: the server would count triples twice.
        """
        if UNION in self._stored:
            return _dataset([UNION], self.graphs)
        whole = {} if self._united else _dataset(self.graphs, self.graphs)
        if self._doubles(whole):
            problem = (
                f"The engine counts a triple of two graphs twice, so that answers would be wrong;"
                f" load the union of all graphs into the graph <{UNION}> as docs/engines.md says."
            )
            raise EngineError(problem)
        return whole

    @property
    def _united(self) -> bool:
        """Whether the server's own default graph holds all triples of the named graphs."""
        return not read_boolean(Answer(self._results(_APART, Form.ASK, JSON, {}), JSON, Form.ASK))

    def _doubles(self, dataset: Dataset) -> bool:
        """Say whether the server gives a triple of the default graph twice, which is a set (SPARQL 1.1 §13.2)."""
        answer = Answer(self._results(_TWICE, Form.SELECT, JSON, dataset), JSON, Form.SELECT)
        return read_table(answer).total > 0

    @cached_property
    def _finds_all_graphs(self) -> bool:
        """Whether the server takes a graph that is not in the dataset for one that matches, found out once."""
        return read_boolean(Answer(self._results(_NOWHERE, Form.ASK, JSON, self._whole), JSON, Form.ASK))

    @cached_property
    def _loses_values(self) -> bool:
        """Whether the server does not join what stands in VALUES after a query, found out once."""
        answer = Answer(self._results(_VALUES, Form.SELECT, JSON, {}), JSON, Form.SELECT)
        return read_table(answer).total == 0

    def query(  # noqa: PLR0913 - the parameters of Engine.query
        self,
        text: str,
        *,
        graph_format: Format = TURTLE,
        results_format: Format = JSON,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
        bindings: Bindings | None = None,
    ) -> Answer:
        """Answer a query in the format for its form; see ``Engine.query``."""
        shape = check(text, self._settings)
        if shape.form is None:
            problem = "The query does not begin with SELECT, ASK, CONSTRUCT or DESCRIBE; write one of them first."
            raise QueryError(problem)
        if shape.graphs:
            check_graphs(shape.graphs, self.graphs)
            text = without_dataset(text)
        dataset = self._chosen(shape, default_graphs, named_graphs)
        self._check_dialect(text, dataset)
        bound = bind(text, bindings) if bindings else text
        if shape.form in {Form.SELECT, Form.ASK}:
            one, body = results_format, self._results(bound, shape.form, results_format, dataset)
        else:
            n_triples = self._triples(bound, shape.form, dataset)
            one, body = graph_format, write_graph(n_triples, graph_format, PREFIXES)
        if len(body) > self._settings.result_limit:
            raise self._client.too_long()
        return Answer(body, one, shape.form)

    def close(self) -> None:
        """Do nothing: no connection is kept."""

    def _chosen(
        self, shape: Shape, default_graphs: Sequence[str] | None, named_graphs: Sequence[str] | None
    ) -> Dataset:
        """Return the dataset that the request names, or else the query, or else all there is.

        Raises:
            ForbiddenQueryError: the server cannot merge the default graphs.
        """
        if default_graphs is None and named_graphs is None:
            if not shape.graphs:
                return self._whole
            default_graphs, named_graphs = shape.default_graphs, shape.named_graphs
        default = self._here(default_graphs or ())
        if UNION in self._stored and set(default) >= set(self.graphs):
            default = [UNION]
        chosen = _dataset(default, self._here(named_graphs or ()))
        if len(default) > 1 and self._doubles(chosen):
            problem = "The engine counts a triple that stands in two of these default graphs twice; name one, or none."
            raise ForbiddenQueryError(problem)
        return chosen

    def _check_dialect(self, text: str, dataset: Dataset) -> None:
        """Make sure that the server does not misread what is known to be misread.

        Raises:
            ForbiddenQueryError: it would answer wrongly.
        """
        named = dataset.get("named-graph-uri", self.graphs)
        if absent := next((graph for graph in graphs_asked(unescape(text)) if graph not in named), None):
            problem = f"<{absent}> is not in the dataset, and the engine would answer wrongly for it; leave it out."
            if self._finds_all_graphs:
                raise ForbiddenQueryError(problem)
        if has_values_after(text) and self._loses_values:
            problem = "The engine misreads VALUES after a query; put it between the braces of WHERE."
            raise ForbiddenQueryError(problem)

    def _here(self, graphs: Sequence[str]) -> list[str]:
        """Return those graphs that are here; the others are empty, and a server might fetch them by their names."""
        return [iri for iri in dict.fromkeys(graphs) if iri in self.graphs]

    def _results(self, text: str, form: Form, one: Format, dataset: Dataset) -> bytes:
        """Fetch rows or a truth value, and write them in a format."""
        body = self._client.fetch(text, form, JSON, dataset)
        try:
            body = standard_results(body, form, text)
            # No name for what is parsed: a traceback would keep it, and it must not be dropped by another thread.
            if isinstance(parse_query_results(body, format=_WRITERS[JSON.name]), QueryBoolean) is not (
                form is Form.ASK
            ):
                problem = f"The engine did not answer what was asked: the query was {form.upper()}."
                raise EngineError(problem)
            written = parse_query_results(body, format=_WRITERS[JSON.name]).serialize(format=_WRITERS[one.name]) or b""
        except (SyntaxError, ValueError) as error:
            raise self._client.rubbish(JSON, error) from error
        if one is XML:
            check_xml(written, XML, (JSON.media_type, CSV.media_type, TSV.media_type))
        return written

    def _triples(self, text: str, form: Form, dataset: Dataset) -> bytes:
        """Fetch triples as N-Triples, written as they are written here."""
        body = self._client.fetch(text, form, N_TRIPLES, dataset)
        try:
            return serialize(parse(body, format=RdfFormat.N_TRIPLES), format=RdfFormat.N_TRIPLES) or b""
        except (SyntaxError, ValueError) as error:
            raise self._client.rubbish(N_TRIPLES, error) from error


def _dataset(default_graphs: Sequence[str], named_graphs: Sequence[str]) -> Dataset:
    """Return the parameters of a dataset; a kind of graph that is left out would be all of them on some servers."""
    return {"default-graph-uri": default_graphs or [_EMPTY], "named-graph-uri": named_graphs or [_EMPTY]}

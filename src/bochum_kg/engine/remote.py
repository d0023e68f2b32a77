"""Any SPARQL 1.1 server as engine, asked through SPARQLWrapper."""

import ast
import json
import math
from collections.abc import Mapping, Sequence
from functools import cached_property
from http import HTTPStatus
from time import monotonic
from typing import Any, Final
from urllib.error import HTTPError, URLError

from SPARQLWrapper import POST, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, SPARQLWrapperException

from bochum_kg.engine.base import Answer, Bindings, Engine, Form, read_table
from bochum_kg.engine.binding import bind
from bochum_kg.engine.guard import Shape, check, check_graphs
from bochum_kg.engine.writing import check_xml, write_graph
from bochum_kg.errors import EngineError, ForbiddenQueryError, LimitError, NotAcceptableError, QueryError, SettingError
from bochum_kg.formats import CSV, JSON, N_TRIPLES, TSV, TURTLE, XML, Format
from bochum_kg.namespaces import PREFIXES
from bochum_kg.settings import Settings

__all__ = ["RemoteEngine"]

_GRAPHS: Final = "SELECT DISTINCT ?graph { GRAPH ?graph { ?s ?p ?o } }"
#: The name of a graph that exists nowhere and that nothing can fetch.
_EMPTY: Final = "urn:bochum-kg:empty"
_CHUNK: Final = 65_536
#: How much of what another server says goes into a message.
_LONGEST: Final = 300


class RemoteEngine(Engine):
    """Answers from a SPARQL 1.1 server.

    The default graph is the union of its named graphs, named in each request since servers differ in what they take
    for it; where there are no named graphs it is the server's own. Triples are fetched as N-Triples and written here,
    so that every engine gives the same bytes.
    """

    def __init__(self, url: str, *, settings: Settings | None = None) -> None:
        """Name the address of the SPARQL endpoint; it is first asked when the first query comes.

        Raises:
            SettingError: it is no web address.
        """
        if not url.startswith(("http://", "https://")):
            problem = f"The engine {url!r} is no address of a SPARQL server; one that begins with http:// was expected."
            raise SettingError(problem)
        self._url, self._settings = url, settings or Settings()

    @cached_property
    def graphs(self) -> tuple[str, ...]:
        """Return the IRIs of the named graphs, asked for once.

        Raises:
            EngineError: the server does not answer.
        """
        body = self._ask(_GRAPHS, Form.SELECT, JSON, {})
        return tuple(sorted(str(row["graph"]) for row in read_table(Answer(body, JSON, Form.SELECT)).rows))

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
        dataset = self._dataset(shape, default_graphs, named_graphs)
        bound = bind(text, bindings) if bindings else text
        if shape.form in {Form.SELECT, Form.ASK}:
            body = self._ask(bound, shape.form, results_format, dataset)
            if results_format is XML:
                check_xml(body, XML, (JSON.media_type, CSV.media_type, TSV.media_type))
            return Answer(body, results_format, shape.form)
        n_triples = self._ask(bound, shape.form, N_TRIPLES, dataset)
        return Answer(write_graph(n_triples, graph_format, PREFIXES), graph_format, shape.form)

    def close(self) -> None:
        """Do nothing: no connection is kept."""

    def _dataset(
        self, shape: Shape, default_graphs: Sequence[str] | None, named_graphs: Sequence[str] | None
    ) -> dict[str, Sequence[str]]:
        """Return the dataset parameters of the SPARQL 1.1 Protocol (§2.1.4).

        A graph that is not there is empty; its name is not passed on, since a server might fetch it.
        """
        if default_graphs is None and named_graphs is None:
            if shape.graphs:
                return {}
            default_graphs = named_graphs = self.graphs
        asked = {"default-graph-uri": default_graphs or (), "named-graph-uri": named_graphs or ()}
        return {name: [iri if iri in self.graphs else _EMPTY for iri in iris] for name, iris in asked.items()}

    def _ask(self, text: str, form: Form, one: Format, dataset: Mapping[str, Sequence[str]]) -> bytes:
        """Send a query and return the body of the answer."""
        wrapper = SPARQLWrapper(self._url, agent="bochum-kg")
        wrapper.setMethod(POST)
        wrapper.setOnlyConneg(onlyConneg=True)
        wrapper.setTimeout(math.ceil(self._settings.time_limit))
        wrapper.addCustomHttpHeader("Accept", one.media_type)
        for name, iris in dataset.items():
            for iri in iris:
                wrapper.addParameter(name, iri)
        # setQuery would guess the form from the text, and might send as an update what it takes for one.
        wrapper.queryString, wrapper.queryType = text, form.value.upper()
        deadline = monotonic() + self._settings.time_limit
        try:
            response = wrapper.query().response
            return self._read(response, one, deadline)
        except TimeoutError as error:
            raise self._late() from error
        except QueryBadFormed as error:
            raise _refusal(HTTPStatus.BAD_REQUEST, _body(error)) from error
        except HTTPError as error:
            raise _refusal(error.code, error.read(_CHUNK)) from error
        except (SPARQLWrapperException, OSError) as error:
            if isinstance(error, URLError) and isinstance(error.reason, TimeoutError):
                raise self._late() from error
            problem = f"The engine at {self._url} does not answer: {str(error)[:_LONGEST]}; see whether it runs."
            raise EngineError(problem) from error

    def _read(self, response: Any, one: Format, deadline: float) -> bytes:  # noqa: ANN401 - SPARQLWrapper has no types
        media_type = response.headers.get_content_type()
        if media_type not in {one.media_type, *one.other_media_types}:
            problem = f"The engine at {self._url} answered with {media_type}, but {one.media_type} was asked for."
            raise EngineError(problem)
        body = bytearray()
        while chunk := response.read(_CHUNK):
            body += chunk
            if len(body) > self._settings.result_limit:
                problem = f"The answer is longer than {self._settings.result_limit} bytes; ask for less."
                raise LimitError(problem, limit="result_limit")
            if monotonic() > deadline:
                raise self._late()
        return bytes(body)

    def _late(self) -> LimitError:
        problem = f"The engine took longer than {self._settings.time_limit} seconds; ask for less, or narrow it down."
        return LimitError(problem, limit="time_limit")


def _body(error: SPARQLWrapperException) -> bytes:
    """Return the server's answer, which SPARQLWrapper keeps only as a part of its message."""
    literal = str(error).partition("Response:\n")[2]
    body = ast.literal_eval(literal) if literal else b""
    return bytes(body)


def _refusal(status: int, body: bytes) -> Exception:
    """Return our exception for an error that the server reports, with the place or limit where it tells one."""
    said = _problem(body)
    sentence = str(said.get("detail") or body[:_LONGEST].decode(errors="replace"))
    if "limit" in said:
        return LimitError(sentence, limit=str(said["limit"]))
    if status == HTTPStatus.NOT_ACCEPTABLE:
        return NotAcceptableError("what was asked for", tuple(said.get("offered", ())))
    if status == HTTPStatus.FORBIDDEN or str(said.get("type")).endswith(":forbidden"):
        return ForbiddenQueryError(sentence)
    if status == HTTPStatus.BAD_REQUEST:
        return QueryError(sentence, line=said.get("line"), column=said.get("column"))
    return EngineError(f"The engine refused the query with status {status}: {sentence}")


def _problem(body: bytes) -> dict[str, Any]:
    """Return the members of problem details (RFC 9457 §3), or nothing if the body is something else."""
    try:
        said = json.loads(body)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}

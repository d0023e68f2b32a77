"""Any SPARQL 1.1 server as engine, asked through SPARQLWrapper."""

import json
import re
import socket
from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from threading import Timer
from time import monotonic
from typing import Any, Final, Self
from urllib.error import HTTPError
from urllib.request import HTTPHandler, HTTPSHandler, Request, build_opener

from pyoxigraph import QueryBoolean, QueryResultsFormat, RdfFormat, parse, parse_query_results, serialize
from SPARQLWrapper import POST, SPARQLWrapper

from bochum_kg.engine.base import Answer, Bindings, Engine, Form, read_boolean, read_table
from bochum_kg.engine.binding import bind
from bochum_kg.engine.guard import Shape, check, check_graphs
from bochum_kg.engine.writing import check_xml, write_graph
from bochum_kg.errors import (
    EngineError,
    ForbiddenQueryError,
    KnowledgeGraphError,
    LimitError,
    NotAcceptableError,
    QueryError,
    SettingError,
)
from bochum_kg.formats import CSV, JSON, N_TRIPLES, TSV, TURTLE, XML, Format
from bochum_kg.namespaces import PREFIXES
from bochum_kg.settings import Settings

__all__ = ["RemoteEngine"]

_GRAPHS: Final = "SELECT DISTINCT ?graph { GRAPH ?graph { ?s ?p ?o } }"
_APART: Final = "ASK { GRAPH ?g { ?s ?p ?o } FILTER NOT EXISTS { ?s ?p ?o } }"
#: The name of a graph that exists nowhere and that nothing can fetch.
_EMPTY: Final = "urn:bochum-kg:empty"
_CHUNK: Final = 65_536
#: How much of what another server says goes into a message.
_LONGEST: Final = 300
#: What is fetched, as JSON or N-Triples, can be this many times as long as the format that is asked for.
_FACTOR: Final = 4
#: What Virtuoso says with status 200 when it cut the answer: its state after a time limit, and its limit of rows.
_STATE: Final = "X-SQL-State"
_TIMED_OUT: Final = "S1TAT"
_MAX_ROWS: Final = "X-SPARQL-MaxRows"
_WRITERS: Final = {
    JSON.name: QueryResultsFormat.JSON,
    XML.name: QueryResultsFormat.XML,
    CSV.name: QueryResultsFormat.CSV,
    TSV.name: QueryResultsFormat.TSV,
}
#: Where a server says the mistake is: Oxigraph "error at 2:5", Jena and RDF4J "at line 2, column 5".
_PLACE: Final = re.compile(r"(?:error at |line )(\d+)(?::|, column )(\d+)", re.IGNORECASE)


class _Deadline:
    """The end of a request: connections are shut down then, so that no server is waited for that drips."""

    def __init__(self, seconds: float) -> None:
        self._end = monotonic() + seconds
        self._sockets: list[socket.socket] = []
        self._timer = Timer(seconds, self._shut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    @property
    def passed(self) -> bool:
        return monotonic() >= self._end

    def watch(self, one: socket.socket) -> None:
        """Shut a socket down at the deadline, or at once if that has passed."""
        self._sockets.append(one)
        if self.passed:
            self._shut()

    def _shut(self) -> None:
        for one in self._sockets:
            try:
                # Not the method of a TLS socket, which would take away what another thread reads from.
                socket.socket.shutdown(one, socket.SHUT_RDWR)
            except OSError:  # it is closed already
                continue


class _Connection(HTTPConnection):
    """A connection that a deadline ends."""

    def __init__(self, deadline: _Deadline, host: str, **options: Any) -> None:  # noqa: ANN401 - those of the base
        super().__init__(host, **options)
        self._deadline = deadline

    def connect(self) -> None:
        super().connect()
        self._deadline.watch(self.sock)


class _SecureConnection(_Connection, HTTPSConnection):
    """A connection by TLS that a deadline ends."""


class _Handler(HTTPHandler, HTTPSHandler):
    """Opens connections that a deadline ends."""

    def __init__(self, deadline: _Deadline) -> None:
        super().__init__()
        self._deadline = deadline

    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(partial(_Connection, self._deadline), req)

    def https_open(self, req: Request) -> HTTPResponse:
        return self.do_open(partial(_SecureConnection, self._deadline), req)


class RemoteEngine(Engine):
    """Answers from a SPARQL 1.1 server.

    The default graph is the union of the named graphs: where the server has it so, no dataset is sent; otherwise all
    graphs are named in each request. Rows are fetched as JSON and triples as N-Triples, read, and written here: every
    engine gives the same bytes, and nothing that is cut or no answer is passed on.
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
        answer = Answer(self._results(_GRAPHS, Form.SELECT, JSON, {}), JSON, Form.SELECT)
        return tuple(sorted(str(row["graph"]) for row in read_table(answer).rows))

    @cached_property
    def _united(self) -> bool:
        """Whether the server's own default graph holds all triples of the named graphs, asked for once."""
        return not read_boolean(Answer(self._results(_APART, Form.ASK, JSON, {}), JSON, Form.ASK))

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
            one, body = results_format, self._results(bound, shape.form, results_format, dataset)
        else:
            n_triples = self._triples(bound, shape.form, dataset)
            one, body = graph_format, write_graph(n_triples, graph_format, PREFIXES)
        if len(body) > self._settings.result_limit:
            raise self._too_long()
        return Answer(body, one, shape.form)

    def close(self) -> None:
        """Do nothing: no connection is kept."""

    def _dataset(
        self, shape: Shape, default_graphs: Sequence[str] | None, named_graphs: Sequence[str] | None
    ) -> dict[str, Sequence[str]]:
        """Return the dataset parameters of the SPARQL 1.1 Protocol (§2.1.4).

        A graph that is not there is empty; its name is not passed on, since a server might fetch it. A triple that
        stands in two of the default graphs counts once (SPARQL 1.1 §13.2), but Oxigraph gives it twice where they are
        named in a request or after FROM; no query can be worded so that it does not.
        """
        if default_graphs is None and named_graphs is None:
            if shape.graphs or self._united:
                return {}
            default_graphs = named_graphs = self.graphs
        asked = {"default-graph-uri": default_graphs or (), "named-graph-uri": named_graphs or ()}
        return {name: [iri if iri in self.graphs else _EMPTY for iri in iris] for name, iris in asked.items()}

    def _results(self, text: str, form: Form, one: Format, dataset: Mapping[str, Sequence[str]]) -> bytes:
        """Fetch rows or a truth value, and write them in a format."""
        body = self._fetch(text, form, JSON, dataset)
        try:
            # No name for what is parsed: a traceback would keep it, and it must not be dropped by another thread.
            if isinstance(parse_query_results(body, format=_WRITERS[JSON.name]), QueryBoolean) is not (
                form is Form.ASK
            ):
                problem = f"The engine at {self._url} did not answer what was asked: the query was {form.upper()}."
                raise EngineError(problem)
            written = parse_query_results(body, format=_WRITERS[JSON.name]).serialize(format=_WRITERS[one.name]) or b""
        except (SyntaxError, ValueError) as error:
            raise self._rubbish(JSON, error) from error
        if one is XML:
            check_xml(written, XML, (JSON.media_type, CSV.media_type, TSV.media_type))
        return written

    def _triples(self, text: str, form: Form, dataset: Mapping[str, Sequence[str]]) -> bytes:
        """Fetch triples as N-Triples, written as they are written here."""
        body = self._fetch(text, form, N_TRIPLES, dataset)
        try:
            return serialize(parse(body, format=RdfFormat.N_TRIPLES), format=RdfFormat.N_TRIPLES) or b""
        except (SyntaxError, ValueError) as error:
            raise self._rubbish(N_TRIPLES, error) from error

    def _fetch(self, text: str, form: Form, one: Format, dataset: Mapping[str, Sequence[str]]) -> bytes:
        """Send a query and return the whole body of the answer."""
        request = self._request(text, form, one, dataset)
        with _Deadline(self._settings.time_limit) as deadline:
            try:
                body = self._open(request, one, deadline)
            except (KnowledgeGraphError, HTTPException, OSError) as error:
                if deadline.passed:
                    raise self._late() from error
                if isinstance(error, KnowledgeGraphError):
                    raise
                problem = f"The engine at {self._url} does not answer: {str(error)[:_LONGEST]}; see whether it runs."
                raise EngineError(problem) from error
            if deadline.passed:  # the end of the body may be ours
                raise self._late()
            return body

    def _request(self, text: str, form: Form, one: Format, dataset: Mapping[str, Sequence[str]]) -> Request:
        wrapper = SPARQLWrapper(self._url, agent="bochum-kg")
        wrapper.setMethod(POST)
        wrapper.setOnlyConneg(onlyConneg=True)
        wrapper.addCustomHttpHeader("Accept", one.media_type)
        for name, iris in dataset.items():
            for iri in iris:
                wrapper.addParameter(name, iri)
        # setQuery would guess the form from the text, and might send as an update what it takes for one.
        wrapper.queryString, wrapper.queryType = text, form.value.upper()
        request: Request = wrapper._createRequest()  # noqa: SLF001 - what it sends by itself has no deadline
        return request

    def _open(self, request: Request, one: Format, deadline: _Deadline) -> bytes:
        opener = build_opener(_Handler(deadline))
        try:
            with opener.open(request, timeout=self._settings.time_limit) as response:
                self._check_head(response, one)
                return self._read(response)
        except HTTPError as error:
            with error:
                raise _refusal(error.code, error.read(_CHUNK)) from error

    def _check_head(self, response: HTTPResponse, one: Format) -> None:
        media_type = response.headers.get_content_type()
        if media_type not in {one.media_type, *one.other_media_types}:
            problem = f"The engine at {self._url} answered with {media_type}, but {one.media_type} was asked for."
            raise EngineError(problem)
        coding = response.headers.get("Content-Encoding", "identity")
        if coding.lower() != "identity":
            problem = f"The engine at {self._url} coded its answer as {coding[:40]!r}, which was not asked for."
            raise EngineError(problem)
        self._check_whole(response)

    def _check_whole(self, response: HTTPResponse) -> None:
        """Refuse an answer of which the server says that it is a part."""
        if response.headers.get(_STATE, "").strip().upper() == _TIMED_OUT:
            problem = f"The engine at {self._url} answered in part, at its own time limit; ask for less."
            raise LimitError(problem, limit="time_limit")
        if rows := response.headers.get(_MAX_ROWS):
            problem = f"The engine at {self._url} answered in part, with at most {rows[:40]} rows; ask for less."
            raise LimitError(problem, limit="result_limit")

    def _read(self, response: HTTPResponse) -> bytes:
        """Return the body if it is as long as its Content-Length says; http.client looks after chunks."""
        length = response.length
        body = bytearray()
        while chunk := response.read1(_CHUNK if length is None else min(_CHUNK, length - len(body))):
            body += chunk
            if len(body) > self._settings.result_limit * _FACTOR:
                raise self._too_long()
        if length is not None and len(body) < length:
            problem = f"The engine at {self._url} broke off after {len(body)} of {length} bytes; ask again."
            raise EngineError(problem)
        return bytes(body)

    def _rubbish(self, one: Format, error: Exception) -> EngineError:
        said = str(error)[:_LONGEST]
        return EngineError(f"The engine at {self._url} sent what is not {one.media_type}: {said}; ask it directly.")

    def _too_long(self) -> LimitError:
        problem = f"The answer is longer than {self._settings.result_limit} bytes; ask for less."
        return LimitError(problem, limit="result_limit")

    def _late(self) -> LimitError:
        problem = f"The engine took longer than {self._settings.time_limit} seconds; ask for less, or narrow it down."
        return LimitError(problem, limit="time_limit")


def _refusal(status: int, body: bytes) -> KnowledgeGraphError:
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
        place = _PLACE.search(sentence)
        line, column = (int(place[1]), int(place[2])) if place else (None, None)
        return QueryError(sentence, line=said.get("line", line), column=said.get("column", column))
    return EngineError(f"The engine refused the query with status {status}: {sentence}")


def _problem(body: bytes) -> dict[str, Any]:
    """Return the members of problem details (RFC 9457 §3), or nothing if the body is something else."""
    try:
        said = json.loads(body)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}

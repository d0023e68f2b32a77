"""Requests to a SPARQL 1.1 server through SPARQLWrapper, with a deadline, and what its refusals mean here."""

import json
import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse
from typing import Any, Final, TypeGuard
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from SPARQLWrapper import POST, SPARQLWrapper

from bochum_kg.engine.base import Form
from bochum_kg.engine.remote.deadline import Deadline, Handler
from bochum_kg.errors import (
    EngineError,
    ForbiddenQueryError,
    KnowledgeGraphError,
    LimitError,
    NotAcceptableError,
    QueryError,
    SettingError,
)
from bochum_kg.formats import Format
from bochum_kg.settings import TABLE, Settings

__all__ = ["Client", "Dataset"]

#: The dataset parameters of the SPARQL 1.1 Protocol (§2.1.4) and the graphs that each of them names.
Dataset = Mapping[str, Sequence[str]]

_CHUNK: Final = 65_536
#: How much of what another server says goes into a message.
_LONGEST: Final = 300
#: Limits of a query that a server like ours may name; those of a client would blame ours for what this service asks.
_LIMITS: Final = frozenset(one.name for one in TABLE if one.is_limit and not one.name.startswith("client_"))
#: What is fetched, as JSON or N-Triples, can be this many times as long as the format that is asked for.
_FACTOR: Final = 4
#: What Virtuoso says with status 200 when it cut the answer: its state after a time limit, and its limit of rows.
_STATE: Final = "X-SQL-State"
_TIMED_OUT: Final = "S1TAT"
_MAX_ROWS: Final = "X-SPARQL-MaxRows"
#: Where a server says the mistake is: Oxigraph "error at 2:5", Jena and RDF4J "at line 2, column 5", Virtuoso "line 2".
_PLACE: Final = re.compile(r"(?:error at |line )(\d+)(?:(?::|, column )(\d+))?", re.IGNORECASE)
#: What Virtuoso says before it repeats the query.
_ECHO: Final = b"\n\nSPARQL query:"
#: What Virtuoso says when threads of one query got in each other's way; asked again, it answers.
_KILLED: Final = b"Transaction killed"
#: What clients are told where the words may be those of anything before the server, such as a proxy that names hosts.
_FULL: Final = "The engine takes no more queries of this service now; ask again in a few seconds."
_NOT_ALLOWED: Final = "The engine does not allow this query; ask for it in another way."


class _StayHere(HTTPRedirectHandler):
    """Follows no redirect: the operator named one server, and no other is ever asked."""

    def redirect_request(self, *_: object) -> None:
        """Leave the answer as the refusal that it is."""


class Client:
    """Asks one SPARQL server; no connection is kept."""

    def __init__(self, url: str, settings: Settings) -> None:
        """Name the address of the SPARQL endpoint.

        Raises:
            SettingError: it is no web address, or holds a password, which errors could repeat.
        """
        if "@" in url.partition("://")[2].partition("/")[0]:
            problem = (
                "The engine's address holds a user or password, which is never sent; give it without what is before @."
            )
            raise SettingError(problem)
        if not url.startswith(("http://", "https://")):
            problem = f"The engine {url!r} is no address of a SPARQL server; one that begins with http:// was expected."
            raise SettingError(problem)
        self.url, self._settings = url, settings

    def fetch(self, text: str, form: Form, one: Format, dataset: Dataset) -> bytes:
        """Send a query and return the whole body of the answer.

        Raises:
            As ``Engine.query``.
        """
        request = self._request(text, form, one, dataset)
        with Deadline(self._settings.time_limit) as deadline:
            try:
                body = self._open(request, one, deadline)
            except (KnowledgeGraphError, HTTPException, OSError) as error:
                if deadline.passed:
                    raise self._late() from error
                if isinstance(error, KnowledgeGraphError):
                    raise
                problem = f"The engine does not answer: {str(error)[:_LONGEST]}; see whether it runs."
                raise EngineError(problem) from error
            if deadline.passed:  # the end of the body may be ours
                raise self._late()
            return body

    def _request(self, text: str, form: Form, one: Format, dataset: Dataset) -> Request:
        wrapper = SPARQLWrapper(self.url, agent="bochum-kg")
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

    def _open(self, request: Request, one: Format, deadline: Deadline, *, again: bool = True) -> bytes:
        opener = build_opener(Handler(deadline), ProxyHandler({}), _StayHere())
        try:
            with opener.open(request, timeout=self._settings.time_limit) as response:
                self._check_head(response, one)
                return self._read(response)
        except HTTPError as error:
            with error:
                said = error.read(_CHUNK)
            if again and _KILLED in said:
                return self._open(request, one, deadline, again=False)
            raise _refusal(error.code, said) from error

    def _check_head(self, response: HTTPResponse, one: Format) -> None:
        media_type = response.headers.get_content_type()
        if media_type not in {one.media_type, *one.other_media_types}:
            problem = f"The engine answered with {media_type}, but {one.media_type} was asked for."
            raise EngineError(problem)
        coding = response.headers.get("Content-Encoding", "identity")
        if coding.lower() != "identity":
            problem = f"The engine coded its answer as {coding[:40]!r}, which was not asked for."
            raise EngineError(problem)
        self._check_whole(response)

    def _check_whole(self, response: HTTPResponse) -> None:
        """Refuse an answer of which the server says that it is a part."""
        if response.headers.get(_STATE, "").strip().upper() == _TIMED_OUT:
            problem = "The engine answered in part, at its own time limit; ask for less."
            raise LimitError(problem, limit="time_limit")
        if rows := response.headers.get(_MAX_ROWS):
            problem = f"The engine answered in part, with at most {rows[:40]} rows; ask for less."
            raise LimitError(problem, limit="result_limit")

    def _read(self, response: HTTPResponse) -> bytes:
        """Return the body if it is as long as its Content-Length says; http.client looks after chunks."""
        length = response.length
        body = bytearray()
        while chunk := response.read1(_CHUNK if length is None else min(_CHUNK, length - len(body))):
            body += chunk
            if len(body) > self._settings.result_limit * _FACTOR:
                raise self.too_long()
        if length is not None and len(body) < length:
            problem = f"The engine broke off after {len(body)} of {length} bytes; ask again."
            raise EngineError(problem)
        return bytes(body)

    def rubbish(self, one: Format, error: Exception) -> EngineError:
        """Return the exception for an answer that cannot be read."""
        said = str(error)[:_LONGEST]
        return EngineError(f"The engine sent what is not {one.media_type}: {said}; ask it directly.")

    def too_long(self) -> LimitError:
        """Return the exception for an answer that goes over the limit."""
        problem = f"The answer is longer than {self._settings.result_limit} bytes; ask for less."
        return LimitError(problem, limit="result_limit")

    def _late(self) -> LimitError:
        problem = f"The engine took longer than {self._settings.time_limit} seconds; ask for less, or narrow it down."
        return LimitError(problem, limit="time_limit")


def _refusal(status: int, body: bytes) -> KnowledgeGraphError:
    """Return our exception for an error that the server reports, with the place or limit where it tells one."""
    said = _problem(body)
    plain = body.partition(_ECHO)[0][:_LONGEST].decode(errors="replace")
    detail = str(said.get("detail") or "")[:_LONGEST]
    sentence, limit = detail or plain, said.get("limit")
    if status == HTTPStatus.TOO_MANY_REQUESTS or (limit is not None and not _is_ours(limit)):
        return LimitError(_FULL, limit="queue_limit")
    if limit is not None:
        return LimitError(detail or f"The engine stopped the query at its {limit}; ask for less.", limit=limit)
    if status == HTTPStatus.NOT_ACCEPTABLE:
        return NotAcceptableError("what was asked for", _names(said.get("offered")))
    is_told = str(said.get("type")).endswith(":forbidden")
    if is_told or status == HTTPStatus.FORBIDDEN:
        return ForbiddenQueryError((detail if is_told else "") or _NOT_ALLOWED)
    if status == HTTPStatus.BAD_REQUEST:
        place = _PLACE.search(sentence)
        line, column = (int(place[1]), int(place[2]) if place[2] else None) if place else (None, None)
        return QueryError(sentence, line=_number(said.get("line"), line), column=_number(said.get("column"), column))
    return EngineError(f"The engine refused the query with status {status}: {sentence}")


def _is_ours(limit: object) -> TypeGuard[str]:
    """Tell whether a limit that another server names is one that a server like ours has."""
    return isinstance(limit, str) and limit in _LIMITS


def _names(offered: object) -> tuple[str, ...]:
    """Return the media types that another server names, or none if it names them in some other way."""
    return tuple(one for one in offered if isinstance(one, str)) if isinstance(offered, list) else ()


def _number(said: object, read: int | None) -> int | None:
    """Return a line or column that another server names, or else the one that was read in its sentence."""
    return said if type(said) is int else read


def _problem(body: bytes) -> dict[str, Any]:
    """Return the members of problem details (RFC 9457 §3), or nothing if the body is something else."""
    try:
        said = json.loads(body)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}

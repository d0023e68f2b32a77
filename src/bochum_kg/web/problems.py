"""Every failure as problem details (RFC 9457), each with its status in one table."""

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final, Literal
from urllib.parse import urlsplit
from weakref import WeakSet

from starlette.responses import Response

from bochum_kg.errors import (
    EngineError,
    ForbiddenQueryError,
    KnowledgeGraphError,
    LimitError,
    NotAcceptableError,
    QueryError,
    ReleaseError,
    UnknownNameError,
)

__all__ = [
    "BRIEFLY",
    "CLOSE",
    "MEDIA_TYPE",
    "RETRY",
    "Name",
    "Problem",
    "ProblemError",
    "long_address",
    "long_headers",
    "problem_of",
    "report",
    "status_of",
]

MEDIA_TYPE: Final = "application/problem+json"
#: The header that ends a connection whose next request nobody should read.
CLOSE: Final = {"Connection": "close"}
#: What the ``type`` of every problem begins with; the name of the problem follows.
_TYPE: Final = "urn:bochum-kg:problem:"
#: Characters of a request that an answer repeats at most.
_LONGEST: Final = 200
#: Seconds after which a busy service is worth another try.
RETRY: Final = "2"
#: That something is not there may be kept for a moment.
BRIEFLY: Final = {"Cache-Control": "public, max-age=60"}
#: What ends the ``type`` of a problem; each has a sentence for people in `bochum_kg.web.texts.problems`.
Name = Literal[
    "accept-datetime",
    "ambiguous",
    "encoding",
    "engine",
    "forbidden",
    "gone",
    "http",
    "incomplete",
    "internal",
    "limit",
    "media-type",
    "method-not-allowed",
    "moved",
    "not-acceptable",
    "not-found",
    "parameter",
    "parameters",
    "reconciliation",
    "syntax",
    "type",
    "unknown",
    "update",
    "url-too-long",
]

logger = logging.getLogger(__name__)
#: Failures that the log tells of already; many clients may be told of the same one.
_reported: Final[WeakSet[KnowledgeGraphError]] = WeakSet()


@dataclass(frozen=True, slots=True)
class Problem:
    """A failure as a client sees it.

    Args:
        status: the status code.
        name: the stable name of the problem, the end of its ``type``.
        title: what kind of problem it is, the same for every occurrence.
        detail: what happened this time, and what to do.
        members: what a program may want to know beside that.
        headers: what the status asks for, such as ``Allow`` or ``Retry-After``.
    """

    status: int
    name: Name
    title: str
    detail: str
    members: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def response(self) -> Response:
        """Return it as problem+json."""
        said = {
            "type": _TYPE + self.name,
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            **{name: value for name, value in self.members.items() if value is not None},
        }
        body = json.dumps(said, ensure_ascii=False).encode(errors="replace")
        headers = {"Cache-Control": "no-store", **self.headers, "X-Content-Type-Options": "nosniff"}
        return Response(body, self.status, headers, media_type=MEDIA_TYPE)


class ProblemError(KnowledgeGraphError):
    """A request that is refused before anything is asked."""

    def __init__(self, problem: Problem) -> None:
        """Carry the problem."""
        super().__init__(problem.detail)
        self.problem = problem


#: Status and title by the limit that a query went over.
_LIMITS: Final = {
    "body_limit": (413, "Body too long"),
    "body_time": (408, "Body too slow"),
    "header_limit": (431, "Headers too long"),
    "header_time": (408, "Request too slow"),
    "url_limit": (414, "Address too long"),
    "query_limit": (413, "Query too long"),
    "token_limit": (400, "Query too large"),
    "pattern_limit": (400, "Query too large"),
    "operator_limit": (400, "Query too large"),
    "nesting_limit": (400, "Query nested too deeply"),
    "result_limit": (422, "Answer too long"),
}
#: All other limits, and those of one client, which is told to come back later.
_OTHER_LIMIT: Final = (503, "Limit reached")
_CLIENT_LIMIT: Final = (429, "Too many queries")
#: Seconds after which a query that a limit stopped is worth another try: what was busy then may be idle.
_RETRY_STOPPED: Final = "60"
_BUSY: Final = frozenset({"connection_limit", "queue_limit", "queue_time"})


def _told_of(limit: str) -> tuple[int, str]:
    """Return status and title for a limit that was passed."""
    return _LIMITS.get(limit, _CLIENT_LIMIT if limit.startswith("client_") else _OTHER_LIMIT)


def status_of(limit: str) -> int:
    """Return the status that answers a request over a limit.

    >>> status_of("result_limit"), status_of("client_budget"), status_of("time_limit")
    (422, 429, 503)
    """
    return _told_of(limit)[0]


def long_address(length: int, limit: int) -> Problem:
    """Return what tells that an address is too long."""
    detail = f"The address is {length} bytes long, and {limit} are allowed; send the query by POST."
    return Problem(414, "url-too-long", "Address too long", detail, {"limit": "url_limit"}, CLOSE)


def long_headers(limit: int) -> Problem:
    """Return what tells that there is too much around a body."""
    detail = f"The headers are longer than {limit} bytes; send fewer or shorter ones."
    return Problem(431, "limit", "Headers too long", detail, {"limit": "header_limit"}, CLOSE)


def _of_limit(error: LimitError) -> Problem:
    status, title = _told_of(error.limit)
    retry = RETRY if error.limit in _BUSY else _RETRY_STOPPED
    headers = {"Retry-After": retry} if status == HTTPStatus.SERVICE_UNAVAILABLE else {}
    members = {"limit": error.limit}
    if error.limit == "result_limit":
        members["downloads"] = "/downloads"
    return Problem(status, "limit", title, str(error), members, headers)


def _of_engine(_error: KnowledgeGraphError) -> Problem:
    """Tell nothing of what is inside; that is for the log."""
    detail = "The engine cannot answer at the moment; try again in a few seconds."
    return Problem(503, "engine", "Engine not available", detail, {}, {"Retry-After": RETRY})


def _of_forbidden(error: ForbiddenQueryError) -> Problem:
    return Problem(400, "forbidden", "Query not allowed", str(error))


def _of_format(error: NotAcceptableError) -> Problem:
    said = NotAcceptableError(error.accept[:_LONGEST], error.offered)
    return Problem(406, "not-acceptable", "No such format", str(said), {"offered": error.offered})


def _of_name(error: UnknownNameError) -> Problem:
    return Problem(404, "unknown", "Not found", str(error), {"near": error.near}, BRIEFLY)


def _of_query(error: QueryError) -> Problem:
    members = {"line": error.line, "column": error.column}
    return Problem(400, "syntax", "Query not understood", str(error), members)


_PROBLEMS: Final[Mapping[type[KnowledgeGraphError], Callable[[Any], Problem]]] = {
    EngineError: _of_engine,
    ForbiddenQueryError: _of_forbidden,
    LimitError: _of_limit,
    NotAcceptableError: _of_format,
    ProblemError: lambda error: error.problem,
    QueryError: _of_query,
    ReleaseError: _of_engine,
    UnknownNameError: _of_name,
}


def problem_of(error: KnowledgeGraphError) -> Problem:
    """Return how a client is told of one of our exceptions."""
    make = next((make for kind, make in _PROBLEMS.items() if isinstance(error, kind)), None)
    if make:
        return make(error)
    return Problem(500, "internal", "Internal error", "Something went wrong here; the log of the service says what.")


def report(error: KnowledgeGraphError, engine: str | None) -> None:
    """Tell the log, once, of a failure of ours of which clients are told nothing else.

    Args:
        error: the failure; others are passed over.
        engine: the address of the engine; None for the built-in one.
    """
    if error in _reported:
        return
    _reported.add(error)
    if isinstance(error, EngineError | ReleaseError):
        logger.error("%s: %s", _called(engine) if isinstance(error, EngineError) else "release", error)
    elif problem_of(error).name == "internal":
        logger.error("unexpected error", exc_info=error)


def _called(engine: str | None) -> str:
    """Return what the log calls an engine: its address, without what may be secret in it.

    >>> _called("https://user:word@db.example:8890/sparql?key=1"), _called(None)
    ('https://db.example:8890/sparql', 'built-in engine')
    """
    if engine is None:
        return "built-in engine"
    parts = urlsplit(engine)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"

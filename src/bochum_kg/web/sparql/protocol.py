"""Reads a request as the SPARQL 1.1 Protocol (§2.1) means it: pure, from its parts to its parameters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bochum_kg.web.bodies import FORM, media_type, parameters
from bochum_kg.web.problems import Name, Problem, ProblemError

__all__ = ["QUERY", "Operation", "read", "refuse_update"]

QUERY: Final = "application/sparql-query"
_UPDATE: Final = "application/sparql-update"


@dataclass(frozen=True, slots=True)
class Operation:
    """What a client asks of the endpoint; without a query it asks what the endpoint is."""

    query: str | None
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    formats: tuple[str, ...] = ()
    language: str | None = None

    @property
    def dataset(self) -> tuple[tuple[str, str], ...]:
        """Return the parameters that name the dataset."""
        return (
            *(("default-graph-uri", iri) for iri in self.default_graphs or ()),
            *(("named-graph-uri", iri) for iri in self.named_graphs or ()),
        )


def _refuse(status: int, name: Name, title: str, detail: str, headers: Mapping[str, str] | None = None) -> ProblemError:
    return ProblemError(Problem(status, name, title, detail, {}, headers or {}))


def _direct(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        detail = "The query is not UTF-8; the protocol knows no other encoding."
        raise _refuse(400, "encoding", "Not UTF-8", detail) from None


def _unsupported(*, found: str) -> ProblemError:
    detail = f"The body is {found[:80] or 'without Content-Type'}; {FORM} or {QUERY} was expected."
    return _refuse(415, "media-type", "Unsupported media type", detail, {"Accept-Post": f"{FORM}, {QUERY}"})


def read(*, has_body: bool, query_string: bytes, content_type: str, coding: str, body: bytes) -> Operation:
    """Read a request.

    Args:
        has_body: whether the method carries the query in its body (POST, QUERY).
        query_string: what follows the question mark of the address.
        content_type: the header of that name, or nothing.
        coding: the header Content-Encoding, or nothing.
        body: the body.

    Raises:
        ProblemError: it is not in the protocol, or asks for an update.
    """
    address = parameters(query_string)
    if not has_body:
        return _operation(address)
    if coding not in {"", "identity"}:
        raise _unsupported(found=f"coded as {coding[:40]!r}")
    sent = media_type(content_type)
    if sent == _UPDATE:
        raise refuse_update()
    if sent == FORM:
        # The dataset belongs into the body (§2.1.2), but the tests of the W3C send it in the address.
        return _with_query(_operation([*address, *parameters(body)]))
    if sent != QUERY:
        raise _unsupported(found=sent)
    return _operation([*address, ("query", _direct(body))])


def _with_query(operation: Operation) -> Operation:
    if operation.query is None:
        raise _refuse(400, "parameters", "No query", "The form has no query; send the parameter 'query'.")
    return operation


def refuse_update() -> ProblemError:
    """Return the answer to every update."""
    detail = "The graph is read-only; ask with SELECT, ASK, CONSTRUCT or DESCRIBE in the parameter 'query'."
    return _refuse(403, "update", "Updates are not allowed", detail)


def _operation(parameters: Sequence[tuple[str, str]]) -> Operation:
    """Return the operation that parameters of the protocol, and our own beside them, ask for.

    A graph that is named twice is one graph (SPARQL 1.1 §13.2).
    """
    names = [name for name, _ in parameters]
    if "update" in names:
        raise refuse_update()
    if names.count("query") > 1:
        raise _refuse(400, "parameters", "More than one query", "There is more than one query; send one at a time.")
    if "using-graph-uri" in names or "using-named-graph-uri" in names:
        detail = "using-graph-uri and using-named-graph-uri belong to updates; a query has default-graph-uri."
        raise _refuse(400, "parameters", "Parameter of an update", detail)
    query = next((value for name, value in parameters if name == "query"), None)
    default = tuple(dict.fromkeys(value for name, value in parameters if name == "default-graph-uri"))
    named = tuple(dict.fromkeys(value for name, value in parameters if name == "named-graph-uri"))
    if query is None and (default or named):
        raise _refuse(400, "parameters", "No query", "There is a dataset but no query; send the parameter 'query'.")
    return Operation(
        query,
        default_graphs=default or None,
        named_graphs=named or None,
        formats=tuple(value for name, value in parameters if name in {"format", "output"}),
        language=next((value for name, value in parameters if name == "lang" and value in {"de", "en"}), None),
    )

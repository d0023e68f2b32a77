"""What is sent in place of an answer: a page to people, triples to who asks for them, problem details to others."""

import logging
from collections.abc import Iterable
from contextlib import suppress
from http import HTTPStatus
from typing import Final

from fastapi import FastAPI
from rdflib import RDFS, BNode, Graph, Literal, URIRef
from rdflib.term import Node
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bochum_kg.errors import KnowledgeGraphError, NotAcceptableError, UnknownNameError
from bochum_kg.formats import HTML, Format, negotiate
from bochum_kg.web import urls, views
from bochum_kg.web.problems import MEDIA_TYPE, Name, Problem, problem_of, report
from bochum_kg.web.render import page
from bochum_kg.web.requests import named_format, reader_of
from bochum_kg.web.views.facets import PAGE

__all__ = ["Triple", "add_handlers", "is_choice", "tell"]

Triple = tuple[Node, URIRef, Node]

_JSON: Final = Format("problem", MEDIA_TYPE, "", "page", "Problem details", other_media_types=("application/json",))
_RDF: Final = tuple(one for one in urls.OFFERED if one is not HTML)
#: What rdflib calls them.
_WRITERS: Final = {"turtle": "turtle", "jsonld": "json-ld", "ntriples": "nt", "rdfxml": "xml"}
#: What the framework refuses by itself, by status.
_REFUSED: Final[dict[int, Name]] = {404: "not-found", 405: "method-not-allowed"}
#: Kinds of names that are called otherwise as a parameter of an address.
_PARAMETERS: Final = {"kind of link": "by", "thing": "iri"}
#: Where that lies which has a name but is nothing that the graph knows, by kind.
_PLACES: Final = {"file": "/downloads/", "release": "/release/"}

logger = logging.getLogger(__name__)


def tell(
    request: Request, problem: Problem, view: views.ErrorView | None = None, triples: Iterable[Triple] = ()
) -> Response:
    """Return a problem as the client wants it: as a page, as triples where documents lie, or as problem details.

    Args:
        request: what was asked.
        problem: why it is not answered.
        view: the page, where it is another than the one of the problem.
        triples: what it says as data, where that is more than the sentence for programs.
    """
    form, path = _format(request), request.scope["path"]
    if form is _JSON:
        response = problem.response()
    elif form is HTML:
        response = page("error.html", view or views.failure(problem, path, reader_of(request)), status=problem.status)
    else:
        response = Response(_written(triples or _said(problem, path), form), problem.status)
        response.headers["Content-Type"] = form.content_type
    response.headers.update({"Cache-Control": "no-store", "Vary": "Accept, Accept-Language", **problem.headers})
    return response


def _format(request: Request) -> Format:
    """Return the format of RDF that the address names, or the one that Accept likes best of those it leaves open.

    Who names neither RDF nor HTML gets problem details, also where an answer would have been a page.
    """
    path = urls.documented(request.scope["path"])
    named = None if path is None else _named(request, path)
    if named in _RDF:
        return named
    offered = (_JSON, HTML, *(_RDF if path is not None and named is None else ()))
    try:
        return negotiate(", ".join(request.headers.getlist("accept")), offered)
    except NotAcceptableError:
        return _JSON


def _named(request: Request, path: str) -> Format | None:
    """Return the format that the address of a document names, as a parameter or, where that names none, as a suffix."""
    with suppress(NotAcceptableError):
        if named := named_format(request, urls.OFFERED):
            return named
    return next((one for one in urls.OFFERED if path.endswith(one.suffix)), None)


def _said(problem: Problem, path: str) -> list[Triple]:
    """Return a problem as data: the sentence for programs, and the things that may have been meant.

    It is said of the thing only where it is that there is none; any other belongs to this answer, and has no name.
    """
    address = urls.address(path) if problem.status == HTTPStatus.NOT_FOUND else None
    subject = URIRef(address.iri) if address else BNode()
    near = (URIRef(iri) for iri in problem.members.get("near", ()) if urls.local(iri))
    return [
        (subject, RDFS.comment, Literal(problem.detail, lang="en")),
        *((subject, RDFS.seeAlso, one) for one in near),
    ]


def _written(triples: Iterable[Triple], form: Format) -> bytes:
    graph = Graph()
    for triple in triples:
        graph.add(triple)
    return graph.serialize(format=_WRITERS[form.name], encoding="utf-8")


def is_choice(request: Request, error: UnknownNameError) -> bool:
    """Say whether a name that is not there is the value of a parameter of the address; a page may be no number."""
    given = request.query_params.get(_PARAMETERS.get(error.kind, error.kind))
    return given is not None and (error.kind == PAGE or given.strip() == error.name)


def _misfit(request: Request, error: UnknownNameError) -> views.ErrorView:
    given = {name: value for name, value in request.query_params.items() if name != "lang"}
    parameter = _PARAMETERS.get(error.kind, error.kind)
    return views.misfit(error, parameter, request.scope["path"], given, reader_of(request))


def _missing(request: Request, error: UnknownNameError) -> views.ErrorView:
    reader, place = reader_of(request), _PLACES[error.kind]
    near = (views.Span(name, reader.href(place + name)) for name in error.near)
    return views.missing(request.scope["path"], near, reader)


def _answer(request: Request, error: Exception) -> Response:
    if not isinstance(error, KnowledgeGraphError):
        raise error
    report(error, request.app.state.settings.engine)
    if not isinstance(error, UnknownNameError):
        return tell(request, problem_of(error))
    if is_choice(request, error):
        told = UnknownNameError(PAGE, request.query_params[PAGE], error.near) if error.kind == PAGE else error
        return tell(request, problem_of(told), _misfit(request, told))
    return tell(request, problem_of(error), _missing(request, error) if error.kind in _PLACES else None)


def _answer_http(request: Request, error: Exception) -> Response:
    """Return what the framework refuses by itself: unknown paths and methods."""
    if not isinstance(error, HTTPException):
        raise error
    headers = dict(error.headers or {})
    if "Allow" in headers:
        headers["Allow"] = ", ".join(sorted(headers["Allow"].split(", ")))
    name = _REFUSED.get(error.status_code, "http")
    return tell(request, Problem(error.status_code, name, error.detail, f"{error.detail}.", {}, headers))


def _answer_bug(request: Request, error: Exception) -> Response:
    logger.error("unexpected error", exc_info=error)
    return tell(request, problem_of(KnowledgeGraphError()))


def add_handlers(app: FastAPI) -> None:
    """Have every exception answered, each in one way for people, for RDF and for other programs."""
    app.add_exception_handler(KnowledgeGraphError, _answer)
    app.add_exception_handler(HTTPException, _answer_http)
    app.add_exception_handler(Exception, _answer_bug)

"""What is said in the place of a document that is not there: missing, moved or withdrawn, in the format asked for."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Final

from rdflib import DCTERMS, OWL, RDFS, Graph, Literal, URIRef
from rdflib.term import Node
from starlette.requests import Request
from starlette.responses import Response

from bochum_kg.errors import UnknownNameError
from bochum_kg.formats import HTML, Format
from bochum_kg.history import Step
from bochum_kg.namespaces import DATASET
from bochum_kg.web import memento, urls, views
from bochum_kg.web.pages.site import Wish
from bochum_kg.web.pages.stored import Stored
from bochum_kg.web.render import page
from bochum_kg.web.requests import reader_of

__all__ = ["gone", "lost", "misfit", "missing", "moved", "stray"]

_Triple = tuple[URIRef, URIRef, Node]
_WITHDRAWN: Final = (OWL.deprecated, Literal(True))  # noqa: FBT003 - a literal of RDF


def gone(request: Request, form: Format, reader: views.Reader, iri: str) -> Response:
    """Say that something was withdrawn (RFC 9110 §15.5.11)."""
    view = views.withdrawn(iri, reader)
    return _told(request, form, view, (URIRef(iri), *_WITHDRAWN), status=HTTPStatus.GONE)


def lost(request: Request, form: Format, reader: views.Reader, last: Step) -> Response:
    """Say that a thing is gone, and link to what the last release that had it said (RFC 9110 §15.5.11)."""
    address = urls.address(request.scope["path"])
    iri = address.iri if address else ""
    document = urls.document(iri, HTML) or "/"
    original = document.removesuffix(HTML.suffix) if document.startswith("/doc/") else document
    headers = {
        "Vary": "Accept, Accept-Language, Accept-Datetime",
        "Link": f"{memento.links_in_time(original)}, {memento.neighbours((last,), last, original)}",
    }
    text = (RDFS.comment, Literal(views.lost(original, last, views.Reader("en")).text.text, lang="en"))
    state = (DCTERMS.hasVersion, URIRef(urls.version(iri, last.release)))
    said = [(URIRef(iri), *one) for one in (text, state)]
    return _told(request, form, views.lost(original, last, reader), *said, status=HTTPStatus.GONE, headers=headers)


def moved(request: Request, form: Format, iri: str, successor: str, target: str) -> Response:
    """Send on for good to what took the place of something that was withdrawn (RFC 9110 §15.4.2)."""
    name = URIRef(iri)
    said = ((name, *_WITHDRAWN), (name, DCTERMS.isReplacedBy, URIRef(successor)))
    view = views.replaced(iri, successor, target, reader_of(request))
    return _told(request, form, view, *said, status=HTTPStatus.MOVED_PERMANENTLY, headers={"Location": target})


def misfit(request: Request, wish: Wish, error: UnknownNameError) -> Response:
    """Say that a parameter of a page names nothing, and link to the values that are near."""
    kept = dict(wish.values)
    near = [views.Span(name, wish.reader.href(wish.name, **{**kept, error.kind: name})) for name in error.near]
    asked = f"{wish.name}?{error.kind}={error.name}"
    return _told(request, HTML, views.missing_value(asked, near, wish.reader), status=HTTPStatus.NOT_FOUND)


def stray(request: Request, wish: Wish, parameter: str, paths: Iterable[str]) -> Response:
    """Say that a page has no such parameter, and link to pages that go without it, under the choices that are known."""
    near = [views.Span(path, wish.reader.href(path, **dict(wish.values))) for path in paths]
    asked = f"{request.scope['path']}?{parameter}={request.query_params[parameter]}"
    return _told(request, HTML, views.missing_value(asked, near, wish.reader), status=HTTPStatus.NOT_FOUND)


def missing(request: Request, form: Format, reader: views.Reader, path: str, error: UnknownNameError) -> Response:
    """Say in the format asked for that nothing is there, and what is near."""
    near = tuple(name for name in error.near if urls.local(name))
    address = urls.address(path)
    subject = URIRef(address.iri if address else str(DATASET))
    said: list[tuple[URIRef, URIRef, Node]] = [(subject, RDFS.comment, Literal(str(error), lang="en"))]
    said += [(subject, RDFS.seeAlso, URIRef(name)) for name in error.near]
    return _told(request, form, views.missing(path, near, reader), *said, status=HTTPStatus.NOT_FOUND)


def _told(
    request: Request,
    form: Format,
    view: views.ErrorView,
    *triples: _Triple,
    status: HTTPStatus,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Say something instead of a document: as a page, or as triples in the format asked for."""
    kept = {"Vary": "Accept, Accept-Language", "Cache-Control": "public, max-age=60", **(headers or {})}
    if form is HTML:
        body = bytes(page("error.html", view).body)
        return Stored(body, form.content_type, view.language, kept, status).response(request)
    graph = Graph()
    for triple in triples:
        graph.add(triple)
    names = {"jsonld": "json-ld", "ntriples": "nt", "rdfxml": "xml"}
    text = graph.serialize(format=names.get(form.name, form.name))
    return Stored(text.encode(), form.content_type, "", kept, status).response(request)

"""What is said of a thing that an earlier release had and the current one has not: 410, and where it was last."""

from typing import Final

from rdflib import DCTERMS, RDFS, Graph, Literal, URIRef
from starlette.requests import Request
from starlette.responses import Response

from bochum_kg.formats import HTML, Format
from bochum_kg.history import Step
from bochum_kg.web import memento, urls
from bochum_kg.web.pages.stored import Stored
from bochum_kg.web.render import page
from bochum_kg.web.views import ErrorView, Reader, Span
from bochum_kg.web.views.frame import frame
from bochum_kg.web.views.words import date

__all__ = ["gone"]

_GONE: Final = 410
_WRITERS: Final = {"jsonld": "json-ld", "ntriples": "nt", "rdfxml": "xml"}


def gone(request: Request, form: Format, reader: Reader, last: Step) -> Response:
    """Say that a thing is gone, and link to what the last release that had it said (RFC 9110 §15.5.11)."""
    address = urls.address(request.scope["path"])
    iri = address.iri if address else ""
    document = urls.document(iri, HTML) or "/"
    original = document.removesuffix(HTML.suffix) if document.startswith("/doc/") else document
    headers = {
        "Vary": "Accept, Accept-Language, Accept-Datetime",
        "Cache-Control": "public, max-age=60",
        "Link": f"{memento.links_in_time(original)}, {memento.neighbours((last,), last, original)}",
    }
    if form is HTML:
        body = bytes(page("error.html", _view(original, last, reader)).body)
        return Stored(body, form.content_type, reader.language, headers, _GONE).response(request)
    graph = Graph()
    said = _text(original, last, Reader("en"))
    graph.add((URIRef(iri), RDFS.comment, Literal(said, lang="en")))
    graph.add((URIRef(iri), DCTERMS.hasVersion, URIRef(urls.version(iri, last.release))))
    text = graph.serialize(format=_WRITERS.get(form.name, form.name))
    return Stored(text.encode(), form.content_type, "", headers, _GONE).response(request)


def _view(original: str, last: Step, reader: Reader) -> ErrorView:
    link = Span(_text(original, last, reader), reader.href(urls.fixed(original, last.release)))
    return ErrorView(frame(reader, reader.say("past.missing"), original), link)


def _text(original: str, last: Step, reader: Reader) -> str:
    day = date(last.data_date, reader.language)
    return reader.say("past.missing.text", path=original, release=last.release, date=day)

"""What is said in the place of a document that was there: withdrawn, moved, lost; and of a parameter that never was."""

from collections.abc import Iterable
from typing import Final

from rdflib import DCTERMS, OWL, RDFS, Literal, URIRef
from starlette.requests import Request
from starlette.responses import Response

from bochum_kg.formats import HTML
from bochum_kg.history import Step
from bochum_kg.web import memento, urls, views
from bochum_kg.web.notices import tell
from bochum_kg.web.pages.site import Wish
from bochum_kg.web.problems import BRIEFLY, Problem
from bochum_kg.web.requests import reader_of

__all__ = ["gone", "lost", "moved", "stray"]

_WITHDRAWN: Final = (OWL.deprecated, Literal(True))  # noqa: FBT003 - a literal of RDF
#: What the pages are called that take no parameters but their own.
_TITLES: Final = {views.ANALYSIS: "nav.analysis", views.REPORT: "analysis.report.whole"}


def gone(request: Request, iri: str) -> Response:
    """Say that something was withdrawn (RFC 9110 §15.5.11)."""
    problem = Problem(410, "gone", "Withdrawn", f"{iri} was withdrawn, and nothing took its place.", {}, BRIEFLY)
    return tell(request, problem, views.withdrawn(iri, reader_of(request)), [(URIRef(iri), *_WITHDRAWN)])


def lost(request: Request, last: Step) -> Response:
    """Say that a thing is gone, and link to what the last release that had it said (RFC 9110 §15.5.11)."""
    address = urls.address(request.scope["path"])
    iri = address.iri if address else ""
    document = urls.document(iri, HTML) or "/"
    original = document.removesuffix(HTML.suffix) if document.startswith("/doc/") else document
    headers = {
        **BRIEFLY,
        "Vary": "Accept, Accept-Language, Accept-Datetime",
        "Link": f"{memento.links_in_time(original)}, {memento.neighbours((last,), last, original)}",
    }
    detail, version = views.lost(original, last, views.Reader("en")).text.text, urls.version(iri, last.release)
    problem = Problem(410, "gone", "No longer there", detail, {"version": version}, headers)
    said = (
        (URIRef(iri), RDFS.comment, Literal(detail, lang="en")),
        (URIRef(iri), DCTERMS.hasVersion, URIRef(version)),
    )
    return tell(request, problem, views.lost(original, last, reader_of(request)), said)


def moved(request: Request, iri: str, successor: str, target: str) -> Response:
    """Send on for good to what took the place of something that was withdrawn (RFC 9110 §15.4.2)."""
    name, headers = URIRef(iri), {**BRIEFLY, "Location": target}
    said = ((name, *_WITHDRAWN), (name, DCTERMS.isReplacedBy, URIRef(successor)))
    problem = Problem(301, "moved", "Moved", f"{iri} is now {successor}.", {"successor": successor}, headers)
    return tell(request, problem, views.replaced(iri, successor, target, reader_of(request)), said)


def stray(request: Request, wish: Wish, parameter: str, paths: Iterable[str]) -> Response:
    """Say that a page has no such parameter, and link to pages that go without it, under the choices that are known."""
    reader = wish.reader
    near = [views.Span(reader.say(_TITLES[path]), reader.href(path, **dict(wish.values))) for path in paths]
    detail = f"This page has no parameter {parameter[:80]!r}; leave it out."
    problem = Problem(404, "parameter", "No such parameter", detail, {"near": list(paths)}, BRIEFLY)
    return tell(request, problem, views.stray(parameter, near, reader))

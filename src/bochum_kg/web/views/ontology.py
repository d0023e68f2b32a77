"""The page of the ontology: its versions, and every class and property with what belongs to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rdflib import DCTERMS, OWL

from bochum_kg.describe.terms import Term
from bochum_kg.engine.base import Row
from bochum_kg.namespaces import STRAT, curie
from bochum_kg.web.views.frame import Framed, frame, listing
from bochum_kg.web.views.terms import ExamplesView, ShapeView
from bochum_kg.web.views.words import Reader, Span, date

__all__ = ["OntologyView", "TermSection", "TermView", "VersionView", "ontology", "term_view", "versions"]


@dataclass(frozen=True, slots=True)
class TermView:
    """A class or a property: its anchor on the page, its name and meaning, what belongs to it, and examples."""

    anchor: str
    name: Span
    about: Span
    shape: ShapeView | None = None
    examples: ExamplesView | None = None


@dataclass(frozen=True, slots=True)
class TermSection:
    """Terms of one kind under a heading."""

    anchor: str
    heading: str
    terms: tuple[TermView, ...]


@dataclass(frozen=True, slots=True)
class VersionView:
    """The version of the ontology that is shown, and those before it."""

    name: str
    iri: str
    dates: str
    earlier: tuple[Span, ...]


@dataclass(frozen=True)
class OntologyView(Framed):
    """The ontology: diagram, terms and versions."""

    lead: str
    diagram: str
    sections: tuple[TermSection, ...]
    links: tuple[Span, ...]
    version: VersionView | None


def ontology(
    sections: Iterable[TermSection], version: VersionView | None, reader: Reader, *, documented: bool
) -> OntologyView:
    """Lay out the page of the ontology.

    Args:
        sections: its terms.
        version: which version it is.
        reader: who reads.
        documented: whether the release has the diagrams and the full documentation.
    """
    links = [Span(reader.say("ontology.full"), "/ontology.html")] if documented else []
    lead, shown = reader.say("ontology.lead"), tuple(one for one in sections if one.terms)
    framed = frame(reader, reader.say("nav.ontology"), "/def.html", iri=str(STRAT), about=lead)
    return OntologyView(
        frame=listing(framed, (one.name for part in shown for one in part.terms if one.name.href.startswith("/"))),
        lead=lead,
        diagram=f"/downloads/ontology-{reader.language}.svg" if documented else "",
        sections=shown,
        links=tuple(links),
        version=version,
    )


def term_view(
    term: Term, reader: Reader, *, shape: ShapeView | None = None, examples: ExamplesView | None = None
) -> TermView:
    """Lay out a term; the anchor of one of ours is its name, that of another's its name with the prefix."""
    iri = term.thing.iri
    ours = iri.startswith(str(STRAT))
    anchor = iri.removeprefix(str(STRAT)) if ours else curie(iri).replace(":", "-")
    return TermView(anchor, reader.thing(term.thing), reader.words(term.definition), shape, examples)


def versions(rows: Iterable[Row], reader: Reader) -> VersionView | None:
    """Lay out the version of the ontology as it names it; None if it names none."""
    known: Mapping[str, list[str]] = _grouped(rows)
    number = next(iter(known.get(str(OWL.versionInfo), ())), "")
    if not number:
        return None
    created, modified = (
        date(next(iter(known.get(str(name), ())), ""), reader.language) for name in (DCTERMS.created, DCTERMS.modified)
    )
    dates = reader.say("def.version.dates", created=created, modified=modified) if created and modified else ""
    earlier = tuple(Span(one.rpartition("/")[2], reader.link(one)) for one in known.get(str(OWL.priorVersion), ()))
    iri = next(iter(known.get(str(OWL.versionIRI), ())), "")
    return VersionView(reader.say("def.version", version=number), iri, dates, earlier)


def _grouped(rows: Iterable[Row]) -> dict[str, list[str]]:
    known: dict[str, list[str]] = {}
    for row in rows:
        if "value" in row:
            known.setdefault(str(row["property"]), []).append(str(row["value"]))
    return known

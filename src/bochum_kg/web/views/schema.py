"""A page as search engines read it: JSON-LD in the words of schema.org (https://schema.org), embedded in its HTML."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from rdflib import DCAT, DCTERMS, ORG, OWL, SKOS

from bochum_kg.describe import Description
from bochum_kg.namespaces import DATASET, STRAT
from bochum_kg.web.views.words import Reader

__all__ = ["absolute", "collection", "page", "results", "thing", "type_of"]

_LICENCE: Final = "https://creativecommons.org/publicdomain/zero/1.0/"
_CONTEXT: Final = "https://schema.org"
#: What schema.org calls things of our classes; the first class that fits counts, all others are a Thing.
_TYPES: Final = {
    str(ORG.Organization): "Organization",
    str(DCTERMS.Location): "Place",
    str(STRAT.Event): "Event",
    str(STRAT.CoreActivity): "Project",
    str(STRAT.CandidateActivity): "Project",
    str(STRAT.Source): "CreativeWork",
    str(DCAT.Dataset): "Dataset",
    str(SKOS.ConceptScheme): "DefinedTermSet",
    str(OWL.Ontology): "DefinedTermSet",
    str(SKOS.Concept): "DefinedTerm",
    str(OWL.Class): "DefinedTerm",
    str(OWL.ObjectProperty): "DefinedTerm",
    str(OWL.DatatypeProperty): "DefinedTerm",
}
_DATASET: Final[Mapping[str, str]] = {"@type": "Dataset", "@id": str(DATASET)}
_SAME: Final = "https://schema.org/sameAs"


def type_of(description: Description) -> str:
    """Return what schema.org calls a thing."""
    types = {one.iri for one in description.types}
    return next((name for iri, name in _TYPES.items() if iri in types), "Thing")


def page(title: str, about: str, language: str) -> dict[str, Any]:
    """Describe a page that is about no single thing."""
    said = {"@context": _CONTEXT, "@type": "WebPage", "name": title, "inLanguage": language, "license": _LICENCE}
    return said | ({"description": about} if about else {}) | {"isPartOf": dict(_DATASET)}


def collection(said: Mapping[str, Any], entries: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Describe a page that lists things.

    Args:
        said: what is said of every page.
        entries: name and path of each thing that it shows, in their order.
    """
    shown = [
        {"@type": "ListItem", "position": place, "name": name} | ({"url": path} if path else {})
        for place, (name, path) in enumerate(entries, 1)
    ]
    listed = {"@type": "ItemList", "numberOfItems": len(shown), "itemListElement": shown}
    return {**said, "@type": "CollectionPage", "mainEntity": listed}


def results(said: Mapping[str, Any], entries: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Describe a page that lists what a search found; the arguments are those of `collection`."""
    return collection(said, entries) | {"@type": "SearchResultsPage"}


def absolute(said: Any, address: str) -> Any:  # noqa: ANN401 - any JSON
    """Return the same with the address of the service before each path.

    >>> absolute({"url": "/goals", "name": "/", "mainEntity": [{"url": "https://example.org/"}]}, "http://kg.example")
    {'url': 'http://kg.example/goals', 'name': '/', 'mainEntity': [{'url': 'https://example.org/'}]}
    """
    if isinstance(said, list):
        return [absolute(one, address) for one in said]
    if not isinstance(said, Mapping):
        return said
    return {
        name: address + one if name == "url" and one.startswith("/") else absolute(one, address)
        for name, one in said.items()
    }


def thing(description: Description, reader: Reader, *, about: str) -> dict[str, Any]:
    """Describe the page of a thing, and the thing as its main entity.

    Args:
        description: what the graph says of it.
        reader: who reads the page.
        about: one sentence on it.
    """
    name = description.thing.name(reader.language).value
    kind = type_of(description)
    entity: dict[str, Any] = {"@type": kind, "@id": description.thing.iri, "name": name}
    entity |= {"description": about} if about else {}
    same = [one.iri for one in description.facts.get(_SAME, ())]
    entity |= {"sameAs": same} if same else {}
    return page(name, about, reader.language) | {"mainEntity": entity}

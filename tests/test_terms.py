"""The words that the editor offers, all of them from the release."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from rdflib import OWL, SKOS

from bochum_kg.build import Release
from bochum_kg.engine import Engine
from bochum_kg.engine.base import IRI
from bochum_kg.namespaces import BO, BOV, PREFIXES, STRAT
from bochum_kg.web import urls
from bochum_kg.web.sparql.terms import PATH
from serving import Service, running


@pytest.fixture(scope="module")
def service(city_release: Release, city: Engine) -> Iterator[Service]:
    """The small city, served."""
    with running(city_release, city) as service:
        yield service


def listed(service: Service, language: str) -> dict[str, Any]:
    """Return the terms by their IRI."""
    found = json.loads(service.get(f"{PATH}?lang={language}").body)
    assert found["prefixes"] == PREFIXES
    return {one["iri"]: one for one in found["terms"]}


@pytest.mark.parametrize(
    ("type_", "kind"),
    [
        (OWL.Class, "class"),
        (OWL.ObjectProperty, "property"),
        (OWL.DatatypeProperty, "property"),
        (SKOS.Concept, "concept"),
        (SKOS.ConceptScheme, "concept"),
        (STRAT.CoreActivity, "thing"),
    ],
)
def test_everything_of_a_kind_is_listed(service: Service, city: Engine, type_: str, kind: str) -> None:
    """What is ours has names in both languages."""
    found = listed(service, "de")
    wanted = {str(row["term"]) for row in city.select("SELECT ?term WHERE { ?term a ?type }", type=IRI(str(type_)))}
    assert wanted <= found.keys()
    assert {found[iri]["kind"] for iri in wanted} == {kind}
    assert {frozenset(found[iri]["names"]) for iri in wanted if urls.local(iri)} == {frozenset({"de", "en"})}


@pytest.mark.parametrize(("language", "start"), [("de", "Vorhaben, Dienst"), ("en", "Undertaking, service")])
def test_definitions_are_in_the_language_of_the_page(service: Service, language: str, start: str) -> None:
    """Names stay in both, since people search in either."""
    term = listed(service, language)[str(STRAT.CoreActivity)]
    assert term["about"].startswith(start)
    assert term["names"] == {"de": "Kernaktivität", "en": "Core activity"}


def test_the_list_is_cached_by_its_tag(service: Service) -> None:
    """A client that has it is told so."""
    reply = service.get(f"{PATH}?lang=de")
    assert (reply.media_type, reply.headers["content-language"]) == ("application/json", "de")
    assert service.get(f"{PATH}?lang=de", If_None_Match=reply.headers["etag"]).status == 304


def test_things_and_concepts_are_found(service: Service) -> None:
    """An activity of the city by its name, and a concept of its vocabulary."""
    found = listed(service, "en")
    assert found[str(BO["kernaktivitaet/buergerhaus"])]["names"]["en"] == "Community house on the market"
    assert found[str(BOV["status/im-bau"])]["about"]

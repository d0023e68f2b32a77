"""FAIR Signposting (https://signposting.org/FAIR/): from every page a program finds data, files, licence and type."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

import pytest

import weblinks
from bochum_kg.build import Release
from bochum_kg.engine import Engine
from bochum_kg.formats import HTML
from bochum_kg.namespaces import BO, BOV, DATASET, SHAPES, STRAT
from bochum_kg.web import urls
from serving import Service, running
from test_pages import HOUSE, INCOMING

CC0: Final = "https://creativecommons.org/publicdomain/zero/1.0/"
SCHEMA: Final = "https://schema.org/"
#: A page of each kind that is about something, what it is about, and what schema.org calls that.
ABOUT: Final = (
    (HOUSE, str(BO["kernaktivitaet/buergerhaus"]), "Project"),
    ("/doc/organisation/stadt-musterstadt.html", str(BO["organisation/stadt-musterstadt"]), "Organization"),
    ("/doc/ziel/werkstatt-1", str(BO["ziel/werkstatt-1"]), "Thing"),
    ("/dataset/strategie.html", str(DATASET), "Dataset"),
    ("/vocab/status.html", str(BOV["status"]), "DefinedTermSet"),
    ("/vocab/status/laufend.html", str(BOV["status/laufend"]), "DefinedTerm"),
    ("/vocab.html", str(BOV), "Collection"),
    ("/shapes.html", str(SHAPES), "Collection"),
    ("/def.html", str(STRAT), "DefinedTermSet"),
    ("/def/Milestone.html", str(STRAT.Milestone), "DefinedTerm"),
)


@pytest.fixture(scope="module")
def service(city_release: Release, city: Engine) -> Iterator[Service]:
    """The small city, served."""
    with running(city_release, city) as service:
        yield service


def _links(service: Service, path: str) -> dict[str, list[weblinks.Link]]:
    """Return the links of an answer by relation."""
    reply = service.get(path)
    assert reply.status == 200, path
    found: dict[str, list[weblinks.Link]] = {}
    for link in weblinks.read(reply.headers["link"]):
        assert set(link.relations) <= weblinks.REGISTERED
        assert link.target.startswith("/") or urlsplit(link.target).scheme in {"http", "https"}
        for relation in link.relations:
            found.setdefault(relation, []).append(link)
    return found


def _targets(links: list[weblinks.Link]) -> list[str]:
    return [link.target for link in links]


@pytest.mark.parametrize(("path", "iri", "kind"), ABOUT, ids=lambda value: value if value.startswith("/") else "")
def test_a_page_says_what_it_is_about(service: Service, path: str, iri: str, kind: str) -> None:
    """One name to cite, one licence, two types, and the dataset that it belongs to."""
    links = _links(service, path)
    assert _targets(links["cite-as"]) == _targets(links["describes"]) == [iri]
    assert _targets(links["license"]) == [CC0]
    assert _targets(links["type"]) == [f"{SCHEMA}AboutPage", SCHEMA + kind]
    collections = [(link.target, link.type) for link in links.get("collection", [])]
    assert collections == ([] if iri == str(DATASET) else [("/dataset/strategie.html", "text/html")])
    assert ("item" in links) is (iri == str(DATASET))


@pytest.mark.parametrize(("path", "iri", "kind"), ABOUT, ids=lambda value: value if value.startswith("/") else "")
def test_a_page_and_its_data_name_each_other(service: Service, path: str, iri: str, kind: str) -> None:
    """Each format of the data is named with its type, comes in it, and says which page and thing it describes."""
    assert kind
    described = _links(service, path)["describedby"]
    assert [link.type for link in described] == [one.media_type for one in urls.OFFERED if one is not HTML]
    for link in described:
        assert service.get(link.target).media_type == link.type
        back = _links(service, link.target)
        page = urls.document(iri, HTML)
        assert _targets(back["cite-as"]) == [iri]
        assert _targets(back["describes"]) == [iri, page]
        assert _targets(back["license"]) == [CC0]
        assert "type" not in back


@pytest.mark.parametrize(("path", "iri", "kind"), ABOUT, ids=lambda value: value if value.startswith("/") else "")
def test_what_is_offered_comes_as_it_is_announced(service: Service, path: str, iri: str, kind: str) -> None:
    """Every alternate answers in its format and profile, and every other one is named by it."""
    assert iri
    assert kind
    alternates = _links(service, path)["alternate"]
    assert len({(link.type, link.attributes["formats"]) for link in alternates}) == len(alternates)
    for link in alternates:
        reply = service.get(link.target)
        assert (reply.status, reply.media_type) == (200, link.type)
        assert reply.headers["content-profile"] == f"<{link.attributes['formats']}>"
        assert len(weblinks.read(reply.headers["link"])) > len(alternates)


def test_the_dataset_leads_to_its_files_and_they_lead_back(service: Service) -> None:
    """Each file is named with its type, and says what it belongs to and under which licence."""
    items = _links(service, "/dataset/strategie.html")["item"]
    assert {link.target for link in items} >= {"/downloads/strategie.nq", "/downloads/strategie.ttl"}
    for link in items:
        assert service.get(link.target).media_type == link.type
        back = _links(service, link.target)
        assert [(one.target, one.type) for one in back["collection"]] == [("/dataset/strategie.html", "text/html")]
        assert _targets(back["license"]) == [CC0]


def test_a_list_of_what_points_at_a_thing_is_not_the_thing(service: Service) -> None:
    """It has no name to cite and no other formats."""
    reply = service.get(INCOMING)
    assert reply.status == 200
    assert "link" not in reply.headers


@pytest.mark.parametrize(
    "header",
    ["", "/a; rel=item", '</a>; rel="item', "</a>", '</a>; rel="item" </b>; rel="item"', "<%zz>; rel=x", "</ä>; rel=x"],
)
def test_the_reader_is_strict(header: str) -> None:
    """What is no header is an error; nothing at all is no link."""
    if header:
        with pytest.raises(ValueError, match="link"):
            weblinks.read(header)
    else:
        assert weblinks.read(header) == []

"""What programs read that arrive without knowing the service."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest

from bochum_kg.build import Release
from bochum_kg.engine import Engine
from serving import Service, running

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module")
def service(city_release: Release, city: Engine) -> Iterator[Service]:
    """A service over the small city."""
    with running(city_release, city) as service:
        yield service


def _locations(service: Service, path: str) -> list[str]:
    reply = service.get(path)
    assert (reply.status, reply.media_type) == (200, "application/xml")
    found = [str(one.text) for one in ET.fromstring(reply.text).iter(f"{SITEMAP}loc")]  # noqa: S314 - our own
    assert all(one.startswith(service.url) for one in found)
    return [one.removeprefix(service.url) for one in found]


def test_every_page_of_the_sitemaps_answers(service: Service) -> None:
    """The index lists sitemaps, these list pages, and each of them is a page in both languages."""
    pages = [page for part in _locations(service, "/sitemap.xml") for page in _locations(service, part)]
    assert len(pages) == len(set(pages))
    for page in pages:
        reply = service.get(page, Accept="text/html")
        assert (page, reply.status, reply.media_type) == (page, 200, "text/html")


def test_every_thing_that_stands_for_itself_is_in_a_sitemap(service: Service) -> None:
    """Activities and sources are listed; a milestone, which is a detail of its activity, is not."""
    pages = [page for part in _locations(service, "/sitemap.xml") for page in _locations(service, part)]
    assert [page for page in pages if page.startswith("/doc/kernaktivitaet/")]
    assert not [page for page in pages if "/meilenstein/" in page]
    assert "/" in pages


def test_robots_are_told_where_the_sitemap_is(service: Service) -> None:
    """All may be read but the endless answers of the endpoint (RFC 9309)."""
    text = service.get("/robots.txt").text
    assert "User-agent: *\nDisallow: /sparql?\n" in text
    assert text.endswith(f"Sitemap: {service.url}/sitemap.xml\n")


def test_a_language_model_learns_how_to_ask(service: Service, city_release: Release) -> None:
    """The text names endpoint, prefixes and release, and each question and file with an address that answers."""
    text = service.get("/llms.txt").text
    assert text.startswith("# ")
    assert city_release.id in text
    assert "prefix strat: <https://w3id.org/stadtstrategie/def/>" in text
    addresses = [line.partition("](")[2].partition(")")[0] for line in text.splitlines() if "](" in line]
    assert len(addresses) > len(city_release.manifest["files"])
    for address in addresses:
        assert service.get(address.removeprefix(service.url)).status == 200


def test_an_unknown_sitemap_is_not_found(service: Service) -> None:
    """The answer is 404."""
    assert service.get("/sitemap/nichts.xml").status == 404

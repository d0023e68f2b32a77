"""The laws of the site, over every address that can be reached from its first page."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import urlsplit

import pytest

from bochum_kg.build import Release
from bochum_kg.engine import Engine
from bochum_kg.formats import HTML
from bochum_kg.namespaces import LANGUAGES
from bochum_kg.web import urls
from bochum_kg.web.profiles import LABELLED, PLAIN
from crawling import BROWSER, MOST, Visit, anchors, crawl
from serving import Reply, Service, running

#: A page of another tool, in English, whose links are its own.
_DOCUMENTATION: Final = "ontology.html"
#: Headers that tell of the moment or of the cache, not of the representation.
_PASSING: Final = frozenset({"date", "cache-status"})


@pytest.fixture(scope="module")
def service(city_release: Release, city: Engine) -> Iterator[Service]:
    """The small city, served."""
    with running(city_release, city) as service:
        yield service


@pytest.fixture(scope="module")
def met(service: Service) -> Sequence[Visit]:
    """Every address that was reached from the first page, which leads to both of its languages."""
    return crawl(service, "/")


def test_every_link_of_the_site_answers(met: Sequence[Visit]) -> None:
    """Each address gives what it promises, or sends on to one that does; all parts of the site were reached."""
    wrong = [(visit.address, visit.origin, visit.reply.status) for visit in met if visit.reply.status not in {200, 303}]
    assert wrong == []
    parts = {urlsplit(visit.address).path.split("/")[1] for visit in met}
    assert parts >= {"", "context.jsonld", "dataset", "def", "doc", "downloads", "fields", "goals", "graph"}
    assert parts >= {"opensearch.xml", "quality", "queries", "search", "shapes", "sparql", "static", "vocab"}
    assert 1_000 < len(met) < MOST


def test_where_one_is_sent_on_there_is_an_answer(met: Sequence[Visit], service: Service) -> None:
    """One step, to this service."""
    for visit in met:
        if visit.reply.status == 303:
            assert visit.reply.headers["location"].startswith("/")
            assert service.get(visit.reply.headers["location"], Accept=BROWSER).status == 200, visit.address


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chosen_language_is_kept(met: Sequence[Visit], language: str) -> None:
    """Every page whose address names a language is in it."""
    pages = [visit for visit in met if f"lang={language}" in visit.address and visit.reply.media_type == "text/html"]
    others = {visit.address for visit in pages if visit.reply.headers.get("content-language") != language}
    assert {address for address in others if _DOCUMENTATION not in address} == set()
    assert len(pages) > 200


def test_what_leads_elsewhere_says_so(met: Sequence[Visit]) -> None:
    """Links to other sites have ``rel=external``; none runs a script; nothing is loaded from elsewhere."""
    elsewhere = set()
    for visit in met:
        for anchor in anchors(visit.reply) if _DOCUMENTATION not in visit.address else ():
            scheme = urlsplit(anchor.href).scheme
            assert scheme in {"", "http", "https", "mailto", "tel"}, (visit.address, anchor)
            if scheme and anchor.tag == "a":
                elsewhere.add(anchor.href)
                assert "external" in anchor.relation.split(), (visit.address, anchor)
            assert not scheme or anchor.tag in {"a", "link"}, (visit.address, anchor)
    assert len(elsewhere) > 10


class TestTags:
    """What a tag promises (RFC 9110 §8.8.3)."""

    def test_the_same_tag_means_the_same_bytes(self, met: Sequence[Visit]) -> None:
        """Over all addresses; tags are strong, and the same address has the same tag again."""
        bodies: dict[str, set[tuple[str, bytes]]] = defaultdict(set)
        for visit in met:
            if "etag" in visit.reply.headers:
                bodies[visit.reply.headers["etag"]].add((visit.reply.headers["content-type"], visit.reply.body))
        assert all(tag.startswith('"') for tag in bodies)
        assert {tag for tag, found in bodies.items() if len(found) > 1} == set()
        assert len(bodies) > 700

    def test_what_a_client_has_is_not_sent_again(self, service: Service, sample: Sequence[Visit]) -> None:
        """304 with the headers that caches update, and without a body."""
        for visit in sample:
            tag = visit.reply.headers["etag"]
            again = _ask(service, "GET", visit.address, If_None_Match=tag)
            assert (again.status, again.body) == (304, b""), visit.address
            for name in ("etag", "vary", "cache-control", "content-location", "link"):
                assert again.headers.get(name) == visit.reply.headers.get(name), (visit.address, name)
            assert not {"content-type", "content-length"} & again.headers.keys()

    def test_head_tells_what_get_would_send(self, service: Service, sample: Sequence[Visit]) -> None:
        """The same headers, the length included, and no body."""
        for visit in sample:
            head = _ask(service, "HEAD", visit.address)
            assert (head.status, head.body) == (200, b"")
            assert _lasting(head) == _lasting(visit.reply), visit.address

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_another_representation_has_another_tag(
        self, service: Service, met: Sequence[Visit], language: str
    ) -> None:
        """Formats and profiles of a document, and its page in both languages, are told apart by their tags."""
        paths = sorted({path for visit in met if (path := _document(visit))})
        other = next(one for one in LANGUAGES if one != language)
        for path in paths[:: len(paths) // 25]:
            replies = [
                service.get(path, Accept=one.media_type, Accept_Profile=f"<{profile.iri}>", Accept_Language=language)
                for one in urls.OFFERED
                if one is not HTML
                for profile in (PLAIN, LABELLED)
            ]
            replies += [service.get(path, Accept_Language=one) for one in (language, other)]
            assert {reply.status for reply in replies} == {200}
            assert len({reply.headers["etag"] for reply in replies}) == len(replies), path


@pytest.fixture(scope="module")
def sample(met: Sequence[Visit]) -> Sequence[Visit]:
    """A few hundred of the answers that have a tag, of all parts of the site."""
    tagged = sorted((visit for visit in met if "etag" in visit.reply.headers), key=lambda visit: visit.address)
    chosen = tagged[:: max(1, len(tagged) // 300)]
    assert len(chosen) >= 300
    return chosen


def _ask(service: Service, method: str, address: str, **headers: str) -> Reply:
    return service.request(method, address, Accept=BROWSER, Accept_Language="de", **headers)


def _lasting(reply: Reply) -> dict[str, str]:
    return {name: value for name, value in reply.headers.items() if name not in _PASSING}


def _document(visit: Visit) -> str:
    """Return the path of a document whose format is open; empty if the address is of another kind."""
    path = urlsplit(visit.address).path
    is_document = path.startswith("/doc/") and not path.endswith("/") and "content-location" in visit.reply.headers
    return path if is_document and "?" not in visit.address else ""

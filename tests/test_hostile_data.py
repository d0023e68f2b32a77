"""A city whose texts try to break out of every place that they are shown in: they stay text everywhere."""

import json
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any, Final
from urllib.parse import quote

import pytest
from rdflib import SKOS, Graph, Literal

import weblinks
from bochum_kg.build import build
from bochum_kg.engine.embedded import EmbeddedEngine
from bochum_kg.namespaces import BO, LANGUAGES
from bochum_kg.settings import Settings
from bochum_kg.sources import read
from bochum_kg.validate import validate
from bochum_kg.web.topics import TOPICS
from conftest import CITY
from crawling import BROWSER, anchors
from serving import Service, running
from test_pages import HOUSE

#: Ends an attribute, a script, a comment and a template; begins a tag; turns the direction of writing.
HOSTILE: Final = (
    "Haus \"'><script>alert(1)</script></title></textarea><!-- <img src=x onerror=alert(1)> "
    "{{ 7*7 }} ${7*7} \\u003c \u202e\u2028 &lt;b&gt; javascript:alert(1) ]]>"
)
#: What is replaced in the data of the small city: names of an activity, an organisation and a place in the structure.
PLANTED: Final = (
    "{de: Bürgerhaus am Markt, en: Community house on the market}",
    "{de: Stadt Musterstadt, en: City of Musterstadt}",
    "{de: Neugier, en: Curiosity}",
)
QUERY: Final = 'SELECT * { ?s ?p ?o FILTER (isLiteral(?o) && CONTAINS(?o, "alert")) }'
ADDRESSES: Final = (
    *TOPICS,
    HOUSE,
    "/doc/organisation/stadt-musterstadt",
    "/doc/saeule/neugier",
    "/search?q=Haus",
    f"/search?q={quote(HOSTILE)}",
    f"/queries/cq-09?activity={quote(HOSTILE)}",
    f"/doc/kernaktivitaet/?status={quote(HOSTILE)}",
    f"/doc/{quote(HOSTILE)}",
    f"/sparql?query={quote(QUERY)}",
    f"/sparql?query={quote(HOSTILE)}",
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A release built from hostile data, with its search index and tables, served."""
    folder = tmp_path_factory.mktemp("hostile")
    data, planted = shutil.copytree(CITY, folder / "data"), 0
    names = json.dumps({"de": f"A {HOSTILE}", "en": f"B {HOSTILE}"}, ensure_ascii=True)
    for path in data.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        planted += sum(text.count(one) for one in PLANTED)
        for one in PLANTED:
            text = text.replace(one, names)
        path.write_text(text, encoding="utf-8")
    assert planted >= len(PLANTED)
    sources = read(folder=data)
    release = build(sources, folder / "release", report=validate(sources, engine="shacl"))
    with (
        EmbeddedEngine.start(release.nquads, settings=Settings(workers=1)) as engine,
        running(release, engine) as service,
    ):
        yield service


class _Page(HTMLParser):
    """The elements of a page, and its text without that of scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text, self.blocks = "", list[str]()
        self._script = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self._script = tag == "script"

    def handle_endtag(self, tag: str) -> None:
        self._script = self._script and tag != "script"

    def handle_data(self, data: str) -> None:
        if self._script:
            self.blocks.append(data)
        else:
            self.text += data


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ADDRESSES)
def test_what_is_hostile_is_text_on_every_page(hostile: Service, path: str, language: str) -> None:
    """No element, attribute or link comes of it; the block for search engines is JSON that holds it as it is."""
    reply = hostile.get(path, Accept=BROWSER, Accept_Language=language)
    assert reply.media_type == "text/html"
    assert reply.status in {200, 400, 404}
    page = _Page(reply.text)
    assert "alert(1)</script>" not in reply.text
    assert not [one for one in page.elements if one[0] == "img" and one[1]["src"] == "x"]
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    scripts = [attributes for tag, attributes in page.elements if tag == "script"]
    assert all(one.get("type") == "application/ld+json" for one in scripts if "src" not in one)
    assert not [one for one in anchors(reply) if one.href.lower().startswith(("javascript:", "data:"))]
    assert all(json.loads(block)["@context"] == "https://schema.org" for block in page.blocks if block.strip())
    assert weblinks.read(reply.headers.get("link", "")) is not None


def test_what_is_hostile_is_shown_as_it_is(hostile: Service) -> None:
    """In titles, headings, facets, results of the search, and the words for search engines."""
    house = _Page(hostile.get(HOUSE, Accept=BROWSER, Accept_Language="de").text)
    assert house.text.count(f"A {HOSTILE}") >= 2
    said: dict[str, Any] = json.loads("".join(house.blocks))
    assert said["mainEntity"]["name"] == f"A {HOSTILE}"
    for path in ("/", "/goals", "/doc/kernaktivitaet/", "/doc/organisation/"):
        assert HOSTILE in _Page(hostile.get(path, Accept=BROWSER).text).text, path
    results = _Page(hostile.get("/search?q=Haus", Accept=BROWSER).text).text
    assert f"A {HOSTILE}" in results


def test_what_is_hostile_comes_back_whole(hostile: Service) -> None:
    """From every format that is offered, and from the search for programs."""
    name = Literal(f"A {HOSTILE}", lang="de")
    for suffix, form in ((".ttl", "turtle"), (".nt", "nt"), (".jsonld", "json-ld"), (".rdf", "xml")):
        graph = Graph().parse(data=hostile.get(f"{HOUSE}{suffix}").body, format=form)
        assert (BO["kernaktivitaet/buergerhaus"], SKOS.prefLabel, name) in graph, suffix
    found = json.loads(hostile.get("/search.json?q=Haus&lang=de").body)
    assert f"A {HOSTILE}" in set(_strings(found))


def _strings(said: object) -> Iterator[str]:
    """Return every text in some JSON."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, dict | list):
        for one in said.values() if isinstance(said, dict) else said:
            yield from _strings(one)


def test_no_header_is_broken(hostile: Service) -> None:
    """What stands in an address reaches no header as it is."""
    for path in ("/id/x%0d%0aSet-Cookie:%20a=b", f"/doc/kernaktivitaet/?sort={quote(HOSTILE)}%0d%0aX: y"):
        headers = hostile.get(path.replace(" ", "%20"), Accept=BROWSER).headers
        assert not {"set-cookie", "x"} & headers.keys()

"""The pages over HTTP: a real server on the small city, and one on hostile data."""

import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from rdflib import SKOS, Graph

from bochum_kg.build import Release
from bochum_kg.engine import Engine
from bochum_kg.filenames import NQUADS
from bochum_kg.formats import HTML, JSON_LD, N_TRIPLES, RDF_XML, TURTLE, Format
from bochum_kg.namespaces import BO, STRAT
from bochum_kg.settings import Settings
from bochum_kg.web import assets, urls
from bochum_kg.web.pages.site import Site, Wish
from bochum_kg.web.profiles import LABELLED, PLAIN
from bochum_kg.web.views import Reader
from bochum_kg.web.views.navigation import FURTHER, MAIN
from serving import Reply, Service, running, serving

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
HOUSE = "/doc/kernaktivitaet/buergerhaus"
INCOMING = "/doc/strategie/musterstadt-strategie?by=https%3A%2F%2Fw3id.org%2Fstadtstrategie%2Fdef%2FpartOfStrategy"
BY_ASSIGNMENT = {"by": str(STRAT.assignedTo)}
#: One page of each kind.
PAGES = (
    "/",
    HOUSE,
    "/doc/organisation/stadt-musterstadt.html",
    "/doc/kompetenz/werkstatt-der-ideen",
    "/doc/kernaktivitaet/",
    "/doc/organisation/",
    "/doc/organisation/?kind=kommune&field=unknown",
    "/doc/organisation/?sort=leads",
    "/doc/quelle/?sort=name",
    "/fields",
    "/goals",
    "/analysis",
    "/quality",
    "/doc/kernaktivitaet/?status=laufend&sort=end",
    "/timeline",
    "/timeline?state=overdue",
    "/def.html",
    "/def/Milestone.html",
    "/vocab.html",
    "/vocab/status.html",
    "/shapes.html",
    "/dataset/strategie.html",
    "/graph/data.html",
    "/downloads",
    "/changes",
    "/queries/cq-09",
    "/queries/cq-12",
    "/sparql/limits",
    "/search",
    "/search?q=haus",
    "/search?q=haus&kind=organisation",
    "/queries",
    "/sparql",
    INCOMING,
)


@pytest.fixture(scope="module")
def service(city_release: Release, city: Engine) -> Iterator[Service]:
    """The small city, served."""
    with running(city_release, city) as service:
        yield service


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A graph with scripts in its literals and IRIs, served."""
    with serving(tmp_path_factory.mktemp("hostile")) as service:
        yield service


class Page(HTMLParser):
    """What a test looks at in a page."""

    def __init__(self, reply: Reply) -> None:
        """Read a page."""
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(reply.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag with its attributes."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.text += data

    @property
    def line(self) -> str:
        """Return the text in one line."""
        return " ".join(self.text.split())

    def all(self, tag: str, attribute: str) -> list[str]:
        """Return the values of an attribute of all tags of a name."""
        return [attributes[attribute] for name, attributes in self.tags if name == tag and attribute in attributes]


def _schema_org(reply: Reply) -> dict[str, Any]:
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', reply.text, re.DOTALL)
    page: dict[str, Any] = json.loads(block)
    return page


class TestDereferencing:
    """Names lead to documents, and documents come in the format that is asked for."""

    def test_a_thing_leads_to_its_document(self, service: Service) -> None:
        """303, to a path of this service whatever the request calls its host."""
        reply = service.get("/id/kernaktivitaet/buergerhaus", Host="evil.example", Accept="text/turtle")
        assert (reply.status, reply.headers["location"]) == (303, HOUSE)
        assert "evil" not in str(reply.headers)
        assert reply.headers["vary"] == "Accept, Accept-Language"

    @pytest.mark.parametrize(
        ("path", "accept", "location"),
        [
            ("/vocab/status/laufend", BROWSER, "/vocab/status/laufend.html"),
            ("/vocab/status/laufend", "text/turtle", "/vocab/status/laufend.ttl"),
            ("/vocab/status/laufend", "*/*", "/vocab/status/laufend.html"),
            ("/vocab/", "application/ld+json", "/vocab.jsonld"),
            ("/def/", BROWSER, "/def.html"),
            ("/def", "text/turtle", "/def.ttl"),
            ("/def/Milestone", "application/rdf+xml", "/def/Milestone.rdf"),
            ("/def/0.1.0", "application/n-triples", "/def.nt"),
            ("/shapes/", BROWSER, "/shapes.html"),
            ("/dataset/strategie", "text/turtle", "/dataset/strategie.ttl"),
            ("/dataset/", "text/turtle", "/dataset/strategie"),
            ("/graph/data", BROWSER, "/graph/data.html"),
            ("/id/", BROWSER, "/"),
            ("/id/kernaktivitaet", BROWSER, "/doc/kernaktivitaet/"),
            ("/.well-known/void", "*/*", "/dataset/strategie.ttl"),
            ("/id/saeule/neugier?lang=en", BROWSER, "/doc/saeule/neugier?lang=en"),
            ("/id/saeule/neugier?lang=//evil.example", BROWSER, "/doc/saeule/neugier"),
        ],
    )
    def test_every_other_name_leads_to_a_suffix(self, service: Service, path: str, accept: str, location: str) -> None:
        """303, and one or two steps later a document in the format that was asked for."""
        reply = service.get(path, Accept=accept)
        assert (reply.status, reply.headers["location"]) == (303, location)
        for _ in range(2):
            if reply.status == 303:
                reply = service.get(reply.headers["location"], Accept=accept)
        assert reply.status == 200

    @pytest.mark.parametrize(
        ("accept", "form"),
        [
            ("", HTML),
            ("*/*", HTML),
            (BROWSER, HTML),
            ("text/turtle", TURTLE),
            ("text/turtle;q=0.4, application/ld+json;q=0.9", JSON_LD),
            ("application/n-triples", N_TRIPLES),
            ("application/rdf+xml", RDF_XML),
            ("*/*, text/html;q=0", TURTLE),
        ],
    )
    def test_a_document_comes_as_it_is_asked_for(self, service: Service, accept: str, form: Format) -> None:
        """The answer names its format, where it lies by itself, and what it depends on."""
        reply = service.get(HOUSE, Accept=accept)
        assert (reply.status, reply.headers["content-type"]) == (200, form.content_type)
        assert reply.headers["content-location"] == HOUSE + form.suffix
        assert reply.headers["vary"].startswith("Accept")
        assert service.get(HOUSE + form.suffix, Accept="image/png").body == reply.body

    def test_a_format_that_nobody_offers_is_refused_with_the_list(self, service: Service) -> None:
        """406 names what there is."""
        for path in (HOUSE, "/id/kernaktivitaet/buergerhaus", "/vocab/status"):
            reply = service.get(path, Accept="image/png")
            assert reply.status == 406
            assert json.loads(reply.body)["offered"] == [form.media_type for form in urls.OFFERED]

    @pytest.mark.parametrize("form", urls.OFFERED, ids=lambda form: form.name)
    def test_what_is_not_there_is_said_in_the_format_asked_for(self, service: Service, form: Format) -> None:
        """404 with the names that may have been meant, from the name as from the document."""
        for path in ("/id/kernaktivitaet/buergerhau", "/doc/kernaktivitaet/buergerhau"):
            reply = service.get(path, Accept=form.media_type)
            assert (reply.status, reply.headers["content-type"]) == (404, form.content_type)
            assert "kernaktivitaet/buergerhaus" in reply.text

    @pytest.mark.parametrize(
        "path",
        [
            "/id/%2F%2Fevil.example",
            "/id//evil.example",
            "/doc/..%2f..%2fetc%2fpasswd",
            "/doc/%00",
            "/doc/%ff",
            "/def/%0d%0aSet-Cookie:%20a",
            "/doc/kernaktivitaet/buergerhaus%22%3E%3Cscript%3E",
            "/downloads/..%2fmanifest.json",
            "/downloads/nothing.ttl",
            "/static/..%2fapp.py",
            "/doc/nichts/",
            "/doc/kernaktivitaet/?page=9",
            "/doc/kernaktivitaet/?page=x",
            f"{HOUSE}?by=urn:nothing",
        ],
    )
    def test_a_path_of_nothing_is_not_found(self, service: Service, path: str) -> None:
        """404, whatever the path tries; nothing of it becomes active or reaches a header."""
        reply = service.get(path, Accept=BROWSER)
        assert reply.status == 404
        assert "<script>" not in reply.text
        assert not {"location", "set-cookie"} & reply.headers.keys()

    def test_only_reading_is_possible(self, service: Service) -> None:
        """405 names what is allowed."""
        for path in ("/", HOUSE, "/downloads", "/id/saeule/neugier"):
            reply = service.request("POST", path)
            assert reply.status == 405
            assert set(reply.headers["allow"].split(", ")) == {"GET", "HEAD"}

    @pytest.mark.parametrize(
        ("method", "path", "status", "title"),
        [
            ("GET", "/nowhere?lang=en", 404, "There is no such thing here"),
            ("GET", "/queries/", 404, "Das gibt es hier nicht"),
            ("POST", f"{HOUSE}?lang=en", 405, "That cannot be done here"),
            ("PUT", "/sparql", 405, "Das geht hier nicht"),
        ],
    )
    def test_what_the_framework_refuses_is_a_page_in_a_browser(
        self, service: Service, method: str, path: str, status: int, title: str
    ) -> None:
        """Unknown paths and methods are told as a page to people, and as problem details to programs."""
        reply = service.request(method, path, Accept=BROWSER)
        assert (reply.status, reply.media_type, reply.headers["vary"]) == (
            status,
            "text/html",
            "Accept, Accept-Language",
        )
        assert f"<h1>{title}</h1>" in reply.text
        assert service.request(method, path, Accept="*/*").media_type == "application/problem+json"

    def test_a_slash_too_many_is_seen(self, service: Service) -> None:
        """The name without it is offered."""
        reply = service.get(f"{HOUSE}/", Accept=BROWSER)
        assert reply.status == 404
        assert f'href="{HOUSE}"' in reply.text


def test_the_start_page_counts_what_its_lists_hold(service: Service) -> None:
    """Each number is that of the list it leads to."""
    tiles = re.findall(r'<a href="(/doc/[^"]+/)"><b>(\d+)</b>', service.get("/", Accept=BROWSER).text)
    assert len(tiles) > 3
    for path, number in tiles:
        assert re.search(rf"<p>{number} Eintr", service.get(path, Accept=BROWSER).text), path


class TestCaching:
    """The same tag always means the same bytes."""

    def test_every_representation_has_a_tag_of_its_own(self, service: Service) -> None:
        """Formats, languages and things differ in their tags; asking again gives the same."""
        asked = [
            (f"{thing}{form.suffix}", language)
            for thing in (HOUSE, "/doc/saeule/neugier")
            for form in urls.OFFERED
            for language in (("de", "en") if form is HTML else ("de",))
        ]
        replies = [service.get(path, Accept_Language=language) for path, language in asked]
        tags = [reply.headers["etag"] for reply in replies]
        assert len(set(tags)) == len(asked) == 12
        assert [service.get(path, Accept_Language=language).headers["etag"] for path, language in asked] == tags

    @pytest.mark.parametrize("path", [*PAGES[:-3], f"{HOUSE}.ttl", "/downloads/strategie.nq", "/static/site.css"])
    def test_what_a_client_has_is_not_sent_again(self, service: Service, path: str) -> None:
        """304 without a body for the tag, in a list and as a weak one; 200 for another."""
        reply = service.get(path)
        tag = reply.headers["etag"]
        assert tag.startswith('"')
        for condition in (tag, f'"other", W/{tag}', "*"):
            again = service.get(path, If_None_Match=condition)
            assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
            assert again.headers.get("vary") == reply.headers.get("vary")
        assert service.get(path, If_None_Match='"other"').status == 200

    @pytest.mark.parametrize(
        "path", [*PAGES, f"{HOUSE}.jsonld", "/id/saeule/neugier", "/doc/nichts/x", "/downloads/dcat.ttl"]
    )
    def test_head_is_get_without_a_body(self, service: Service, path: str) -> None:
        """The same status and headers, the length of the body included."""
        get, head = service.get(path), service.request("HEAD", path)
        assert head.body == b""
        assert head.status == get.status
        changing = {"date", "cache-status"}
        assert {name: text for name, text in head.headers.items() if name not in changing} == {
            name: text for name, text in get.headers.items() if name not in changing
        }

    def test_what_may_be_kept_says_how_long(self, service: Service) -> None:
        """Pages, data, files and redirects may be kept for a while by everyone."""
        for path in (HOUSE, f"{HOUSE}.ttl", "/id/saeule/neugier", "/downloads/strategie.ttl"):
            assert service.get(path).headers["cache-control"].startswith("public, max-age=")


class TestLinks:
    """What a machine needs to go on from a document."""

    @pytest.mark.parametrize("path", [HOUSE, "/def.html", "/vocab/status.ttl", "/dataset/strategie.jsonld"])
    def test_the_header_names_the_other_formats_the_licence_and_what_to_cite(self, service: Service, path: str) -> None:
        """Each alternate answers in the format that it announces."""
        reply = service.get(path)
        links = re.findall(r'<([^>]*)>; rel="([^"]*)"(?:; type="([^"]*)")?', reply.headers["link"])
        by_relation = {relation: target for target, relation, _ in links}
        assert by_relation["cite-as"].startswith("https://w3id.org/")
        assert by_relation["license"] == "https://creativecommons.org/publicdomain/zero/1.0/"
        alternates = [(target, media_type) for target, relation, media_type in links if relation == "alternate"]
        assert len(alternates) == 2 * (len(urls.OFFERED) - 1)
        for target, media_type in alternates:
            found = service.get(target)
            assert (found.status, found.media_type) == (200, media_type)

    def test_a_page_names_the_other_formats_too(self, service: Service) -> None:
        """The same alternates in the head of the page and as links at its foot."""
        page = Page(service.get(HOUSE))
        formats = [(one["type"], one["href"]) for tag, one in page.tags if tag == "link" and one["rel"] == "alternate"]
        assert formats == [(form.media_type, HOUSE + form.suffix) for form in urls.OFFERED if form is not HTML]
        assert set(page.all("a", "href")) >= {href for _, href in formats}

    def test_everyone_may_read_the_data_from_a_page_of_theirs(self, service: Service) -> None:
        """CORS without credentials."""
        for path in (HOUSE, f"{HOUSE}.ttl", "/downloads/strategie.ttl"):
            reply = service.get(path, Origin="https://other.example")
            assert reply.headers["access-control-allow-origin"] == "*"
            assert "access-control-allow-credentials" not in reply.headers


class TestReading:
    """What people see."""

    @pytest.mark.parametrize("language", ["de", "en"])
    @pytest.mark.parametrize("path", PAGES)
    def test_every_page_is_sound(self, service: Service, path: str, language: str) -> None:
        """One heading of the first rank, no identifier twice, language and title set, nothing active or foreign."""
        reply = service.get(path, Accept=BROWSER, Accept_Language=language)
        page = Page(reply)
        assert (reply.status, reply.headers["content-language"]) == (200, language)
        assert page.all("html", "lang") == [language]
        assert [tag for tag, _ in page.tags].count("h1") == 1
        ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
        assert len(ids) == len(set(ids))
        assert not [tag for tag, attributes in page.tags if tag == "style" or "style" in attributes]
        scripts = [one for tag, one in page.tags if tag == "script" and one.get("type") != "application/ld+json"]
        assert all(one["src"].startswith("/static/bundle/") for one in scripts)
        blocking = [one["src"] for one in scripts if one.get("type") != "module"]
        assert blocking == [one for one in [assets.address("look.js")] if one]
        assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
        loaded = page.all("img", "src") + [
            one["href"] for tag, one in page.tags if tag == "link" and one["rel"] in {"stylesheet", "icon"}
        ]
        assert all(one.startswith("/") for one in loaded)
        assert all("alt" in one for tag, one in page.tags if tag == "img")
        ranks = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
        assert all(after <= before + 1 for before, after in pairwise(ranks))
        inside = {href[1:] for href in page.all("a", "href") if href.startswith("#")}
        assert inside <= set(ids)

    def test_the_language_is_that_of_the_address_then_of_the_browser(self, service: Service) -> None:
        """``lang`` wins and is kept by the links; without it the browser decides and the links stay plain."""
        chosen = service.get(f"{HOUSE}?lang=en", Accept_Language="de")
        assert "Community house on the market" in chosen.text
        assert "/doc/kompetenz/werkstatt-der-ideen?lang=en" in Page(chosen).all("a", "href")
        plain = service.get(HOUSE, Accept_Language="fr, en;q=0.5")
        assert "Community house on the market" in plain.text
        assert "/doc/kompetenz/werkstatt-der-ideen" in Page(plain).all("a", "href")
        assert f"{HOUSE}?lang=de" in Page(plain).all("a", "href")

    def test_a_thing_shows_facts_sources_and_disagreement(self, service: Service) -> None:
        """The house: its sentence, two costs that disagree, its sources with addresses, its IRI to cite."""
        page = Page(service.get(HOUSE, Accept_Language="de"))
        text = re.sub(r"[ \n]+", " ", page.text)
        for expected in (
            "„Bürgerhaus am Markt“ ist eine Kernaktivität der Strategie; federführend: Stadt Musterstadt; Stand:",
            "Quellen weichen voneinander ab",
            "12.000.000\N{NO-BREAK SPACE}€",
            "15.000.000\N{NO-BREAK SPACE}€",
            "20.\N{NO-BREAK SPACE}Juni 2019",
            "maschinell abgeleitet",
            "Steckbriefe der ersten Kernaktivitäten",
            "https://w3id.org/bochum-strategie/id/kernaktivitaet/buergerhaus",
        ):
            assert expected in text
        assert "https://tageblatt.example/buergerhaus-kosten" in page.all("a", "href")

    def test_the_start_page_tells_the_structure_and_what_is_not_known(self, service: Service) -> None:
        """Pillars, competences, goals, commitments, activities with their status, candidates apart, and the gaps."""
        text = " ".join(Page(service.get("/", Accept_Language="de")).text.split())
        order = [
            "Säule Neugier",
            "Kompetenz Werkstatt der Ideen",
            "Mehr Ideen werden gebaut",
            "Offene Werkstatt",
            "Werkhallen öffnen",
            "Bürgerhaus am Markt im Bau (Stand Mai 2023)",
            "Säule Zusammenhalt",
            "Kompetenz Stadt im Grünen",
            "Kandidaten",
            "Was offen ist",
        ]
        places = [text.find(one) for one in order]
        assert -1 not in places
        assert places == sorted(places)

    @pytest.mark.parametrize("language", ["de", "en"])
    def test_a_page_has_one_name(self, service: Service, language: str) -> None:
        """A link of the navigation, the title and the heading say the same; the data set has the name that it bears."""
        for path in (one.path for one in (*MAIN, *FURTHER) if one.path != "/dataset/strategie.html"):
            html = service.get(path, Accept=BROWSER, Accept_Language=language).text
            (linked,) = re.findall(r'<a [^>]*aria-current="page"[^>]*>([^<]+)<', html)
            (title,) = re.findall(r"<title>([^<]+) · Bochum Strateg", html)
            (heading,) = re.findall(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
            assert linked == title == heading

    def test_a_milestone_stands_on_its_pages_as_on_the_timeline(self, service: Service) -> None:
        """The day of the data is past the opening that one source announced, not that of the other; pages say so."""
        house = Page(service.get(HOUSE, Accept_Language="de")).line
        assert re.search(r"2025 Eröffnung laut Steckbrief[^A-Z]*überfällig März 2027", house)
        assert re.search(r"März 2027 Eröffnung laut Presse[^A-Z]*angekündigt", house)
        for number, state in (("1", "reached"), ("2", "overdue"), ("3", "announced")):
            page = Page(service.get(f"{HOUSE}/meilenstein/{number}", Accept_Language="en"))
            assert re.search(rf"is a milestone of “Community house on the market”; status: {state}\.", page.line)

    @pytest.mark.parametrize(
        "path", ["/doc/kompetenz/werkstatt-der-ideen", f"/doc/kompetenz/werkstatt-der-ideen?{urlencode(BY_ASSIGNMENT)}"]
    )
    def test_an_assignment_leads_to_its_activity(self, service: Service, path: str) -> None:
        """The page of a competence, and that of all assigned to it, link the activity itself and tell its status."""
        html = service.get(path, Accept=BROWSER, Accept_Language="de").text
        assert re.search(rf'<li><a href="{HOUSE}">Bürgerhaus am Markt</a>[^\n]* <small>im Bau</small></li>', html)

    @pytest.mark.parametrize(
        ("name", "counts"),
        [
            ("stadt-musterstadt", "; leads 2 core activities."),
            ("verein-offene-werkstatt", "; leads one core activity; partner in one core activity."),
            ("tu-musterstadt", "; partner in 2 core activities."),
            ("netzwerk-lernende-stadt", "kind: Network; scope: in Bochum."),
        ],
    )
    def test_a_sentence_counts_what_an_organisation_leads_and_joins(
        self, service: Service, name: str, counts: str
    ) -> None:
        """Only what there is, and one as a word."""
        page = Page(service.get(f"/doc/organisation/{name}", Accept=BROWSER, Accept_Language="en"))
        (sentence,) = re.findall(r"“[^”]+” is an organisation;[^.]*\.", page.line)
        assert sentence.endswith(counts)
        assert ("leads" in sentence, "partner" in sentence) == ("leads" in counts, "partner" in counts)

    def test_a_term_opens_with_its_definition(self, service: Service) -> None:
        """It stands at the top and not again among the facts; how mature the term is, is told in words."""
        reply = service.get("/def/CoreActivity.html", Accept_Language="en")
        (lead,), page = re.findall(r'<p class="lead">(.*?)</p>', reply.text), Page(reply)
        assert lead.startswith("Undertaking, service, programme or place")
        assert page.line.partition("What is known")[2].count(lead) == 0
        assert "Maturity in testing" in page.line

    def test_all_of_a_kind_is_written_as_within_a_sentence(self, service: Service) -> None:
        """In English without a capital."""
        assert "All core activities" in Page(service.get(HOUSE, Accept_Language="en")).line
        assert "Alle Kernaktivitäten" in Page(service.get(HOUSE, Accept_Language="de")).line

    def test_every_link_of_each_kind_of_page_answers(self, service: Service) -> None:
        """No link of a page of each kind leads nowhere, and those of the pages behind the start page neither."""
        start = [href for href in Page(service.get("/?lang=de")).all("a", "href") if href.startswith("/doc/")]
        links = {
            href.partition("#")[0]
            for path in (*PAGES, *start)
            for href in Page(service.get(path, Accept=BROWSER)).all("a", "href")
            if href.startswith("/") and not href.startswith("/sparql?")
        }
        answers = {path: service.get(path, Accept=BROWSER).status for path in sorted(links)}
        assert {path: status for path, status in answers.items() if status not in {200, 303}} == {}
        assert len(answers) > 200

    def test_hostile_data_is_shown_and_does_nothing(self, hostile: Service) -> None:
        """A script in a literal is text, an IRI of another scheme is no link, and a strict policy stands behind."""
        reply = hostile.get("/doc/ziel/zwei", Accept=BROWSER)
        page = Page(reply)
        assert "<script>alert(1)</script>" in page.text
        assert "javascript:alert(1)" in page.text
        scripts = [one for tag, one in page.tags if tag == "script"]
        assert all(one.get("src", "/static/bundle/").startswith("/static/bundle/") for one in scripts)
        assert [one["type"] for one in scripts if "src" not in one] == ["application/ld+json"]
        assert not [href for href in page.all("a", "href") if "script:" in href]
        policy = reply.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert reply.headers["x-content-type-options"] == "nosniff"


class TestRepresentations:
    """Formats and profiles that an address names, and names that are no more."""

    def test_a_parameter_fixes_the_format_as_a_suffix_does(self, service: Service) -> None:
        """By name or media type, on the document as on the name; an unknown one is refused with those there are."""
        assert service.get(f"{HOUSE}?_mediatype=text/turtle", Accept=BROWSER).media_type == "text/turtle"
        for name in ("turtle", "ttl", "text/turtle"):
            assert service.get(f"{HOUSE}?{urlencode({'format': name})}", Accept=BROWSER).media_type == "text/turtle"
        reply = service.get("/id/kernaktivitaet/buergerhaus?format=jsonld", Accept=BROWSER)
        assert (reply.status, reply.headers["location"]) == (303, f"{HOUSE}.jsonld")
        reply = service.get(f"{HOUSE}?format=doc", Accept="application/json")
        assert (reply.status, "turtle" in json.loads(reply.body)["offered"]) == (406, True)

    @pytest.mark.parametrize(
        ("address", "headers"),
        [
            (f"{HOUSE}.ttl?_profile=labelled", {}),
            (f"{HOUSE}.ttl?_profile={LABELLED.iri}", {}),
            (f"{HOUSE}.ttl", {"Accept_Profile": f"<{LABELLED.iri}>"}),
            (f"{HOUSE}.ttl", {"Accept_Profile": f"<urn:x>, <{PLAIN.iri}>;q=0.5, <{LABELLED.iri}>;q=0.6"}),
        ],
    )
    def test_the_labelled_profile_adds_the_names_of_what_occurs(
        self, service: Service, address: str, headers: dict[str, str]
    ) -> None:
        """It has every triple of the plain one, and a name for each class, property and thing that has one."""
        reply, plain = service.get(address, **headers), service.get(f"{HOUSE}.ttl")
        assert reply.media_type == plain.media_type == "text/turtle"
        assert (reply.headers["content-profile"], plain.headers["content-profile"]) == (
            f"<{LABELLED.iri}>",
            f"<{PLAIN.iri}>",
        )
        assert "Accept-Profile" in plain.headers["vary"]
        assert reply.headers["etag"] != plain.headers["etag"]
        labelled, less = Graph().parse(data=reply.body), Graph().parse(data=plain.body)
        assert set(less) < set(labelled)
        status = less.value(BO["kernaktivitaet/buergerhaus"], STRAT.currentStatus)
        assert (less.value(status, SKOS.prefLabel), labelled.value(status, SKOS.prefLabel) is not None) == (None, True)

    @pytest.mark.parametrize(
        ("path", "location"),
        [
            ("/id/saeule/neugier?_profile=labelled&lang=en", "/doc/saeule/neugier?lang=en&_profile=labelled"),
            ("/id/saeule/neugier?_profile=plain", "/doc/saeule/neugier?_profile=plain"),
            (f"/id/saeule/neugier?_profile={LABELLED.iri}", "/doc/saeule/neugier?_profile=labelled"),
            ("/vocab/status?_profile=labelled&_mediatype=text/turtle", "/vocab/status.ttl?_profile=labelled"),
        ],
    )
    def test_the_way_from_a_name_keeps_what_was_chosen(self, service: Service, path: str, location: str) -> None:
        """Language and profile are parameters of the document too; the format becomes its suffix."""
        reply = service.get(path, Accept="text/turtle")
        assert (reply.status, reply.headers["location"]) == (303, location)
        assert service.get(location, Accept="text/turtle").media_type == "text/turtle"

    @pytest.mark.parametrize("path", [f"{HOUSE}.ttl", f"{HOUSE}.html", "/id/saeule/neugier", "/vocab/", "/def"])
    def test_an_unknown_profile_is_refused(self, service: Service, path: str) -> None:
        """406 names those there are, also where the answer would be a page or a redirect."""
        reply = service.get(f"{path}?_profile=pretty", Accept="text/turtle")
        assert (reply.status, "labelled" in reply.text) == (406, True)

    @pytest.mark.parametrize(
        ("path", "kind"),
        [
            (HOUSE, "Project"),
            ("/doc/organisation/stadt-musterstadt.html", "Organization"),
            ("/dataset/strategie.html", "Dataset"),
            ("/vocab/status.html", "DefinedTermSet"),
            ("/", None),
            ("/sparql", None),
        ],
    )
    def test_every_page_says_what_it_is_in_the_words_of_schema_org(
        self, service: Service, path: str, kind: str | None
    ) -> None:
        """A block of JSON-LD, in the language of the page, with its whole address; its main entity has our IRI."""
        page = _schema_org(service.get(path, Accept=BROWSER, Accept_Language="en"))
        assert (page["@context"], page["@type"], page["inLanguage"]) == ("https://schema.org", "WebPage", "en")
        assert page["url"].removesuffix(".html") == service.url + path.removesuffix(".html")
        assert page.get("mainEntity", {}).get("@type") == kind
        assert kind is None or page["mainEntity"]["@id"].startswith("https://w3id.org/bochum-strategie/")

    @pytest.mark.parametrize(
        "path",
        [
            "/doc/kernaktivitaet/",
            "/vocab.html",
            "/def.html",
            "/queries",
            "/doc/organisation/",
            "/fields",
            "/goals",
            "/doc/quelle/",
            "/search?q=haus",
            INCOMING,
        ],
    )
    def test_a_page_that_lists_says_what_it_lists(self, service: Service, path: str) -> None:
        """Each entry with its place, its name and a whole address that answers."""
        page = _schema_org(service.get(path, Accept=BROWSER))
        listed = page["mainEntity"]
        assert page["@type"] == ("SearchResultsPage" if path.startswith("/search") else "CollectionPage")
        assert listed["@type"] == "ItemList"
        entries = listed["itemListElement"]
        assert [one["position"] for one in entries] == [*range(1, listed["numberOfItems"] + 1)]
        assert entries
        assert all(one["name"] for one in entries)
        for one in (entries[0], entries[-1]):
            assert one["url"].startswith(service.url)
            assert service.get(one["url"].removeprefix(service.url), Accept=BROWSER).status == 200

    def test_an_error_is_no_page_to_describe(self, service: Service) -> None:
        """It has no block for search engines."""
        assert "application/ld+json" not in service.get("/doc/nichts/x", Accept=BROWSER).text

    def test_json_ld_reads_like_json(self, service: Service) -> None:
        """The thing is the root, details stand inside it, and keys are the words in which the data are written."""
        tree = json.loads(service.get(f"{HOUSE}.jsonld").body)
        assert (tree["id"], tree["type"]) == ("kernaktivitaet/buergerhaus", "CoreActivity")
        assert sorted(tree["name"]) == ["de", "en"]
        (milestone, *_) = tree["milestone"]
        assert milestone["type"] == "Milestone"
        assert milestone["id"].startswith("kernaktivitaet/buergerhaus/meilenstein/")
        published = json.loads(service.get("/context.jsonld").body)["@context"]
        words = {name: word for name, word in tree["@context"].items() if name in published and name in tree}
        assert {"name", "milestone", "source"} <= words.keys()
        assert {name: published[name] for name in words} == words

    def test_what_was_withdrawn_leads_to_its_successor_or_is_gone(self, city_release: Release, city: Engine) -> None:
        """301 where something took its place, else 410 in the format that is asked for."""
        gone, moved = str(BO["ziel/nie"]), str(BO["ziel/alt"])
        manifest = {**city_release.manifest, "withdrawn": {gone: None, moved: str(BO["kernaktivitaet/buergerhaus"])}}
        with running(Release(city_release.folder, city_release.id, manifest), city) as service:
            for path, target in (
                ("/id/ziel/alt", "/id/kernaktivitaet/buergerhaus"),
                ("/doc/ziel/alt", HOUSE),
                ("/doc/ziel/alt.ttl", f"{HOUSE}.ttl"),
                ("/id/ziel/alt?format=jsonld&lang=en", f"{HOUSE}.jsonld?lang=en"),
                ("/doc/ziel/alt.ttl?_profile=labelled", f"{HOUSE}.ttl?_profile=labelled"),
            ):
                reply = service.get(path)
                assert (reply.status, reply.headers["location"]) == (301, target)
            for form in urls.OFFERED:
                reply = service.get("/id/ziel/alt", Accept=form.media_type)
                assert (reply.status, reply.media_type) == (301, form.media_type)
                assert "kernaktivitaet/buergerhaus" in reply.text
            for form in urls.OFFERED:
                reply = service.get("/doc/ziel/nie", Accept=form.media_type)
                assert (reply.status, reply.media_type) == (410, form.media_type)
                assert "ziel/nie" in reply.text
                assert ".." not in re.sub(r"<[^>]*>", "", reply.text)


class TestFiles:
    """The release as files."""

    def test_each_file_is_listed_with_its_size_and_sum_and_can_be_had(
        self, service: Service, city_release: Release
    ) -> None:
        """The bytes that arrive have the sum that the page shows, and the type that the manifest names."""
        text = service.get("/downloads").text
        for name, file in city_release.manifest["files"].items():
            reply = service.get(f"/downloads/{name}")
            assert hashlib.sha256(reply.body).hexdigest() == file["sha256"]
            assert file["sha256"] in text
            assert (reply.status, reply.media_type) == (200, file["media_type"])

    def test_a_rebuild_does_not_change_what_is_served(
        self, city_release: Release, city: Engine, tmp_path: Path
    ) -> None:
        """A running service goes on giving the files of its release after the folder was replaced."""
        folder = shutil.copytree(city_release.folder, tmp_path / "release")
        site = Site(Release(folder, city_release.id, city_release.manifest), city, Settings())
        shutil.rmtree(folder)
        assert hashlib.sha256(site.files[NQUADS]).hexdigest() == city_release.manifest["files"][NQUADS]["sha256"]
        assert site.make(Wish("documentation", "", HTML, Reader("de"))).status == 200

    def test_the_documentation_of_the_ontology_leads_back(self, service: Service) -> None:
        """The page of the other tool is whole, loads nothing, and links to the site."""
        reply = service.get("/ontology.html?lang=de")
        assert reply.status == 200
        assert '<a href="/def.html?lang=de">Zurück zur Seite</a>' in reply.text
        assert "script-src" not in reply.headers["content-security-policy"]
        assert "default-src 'none'" in reply.headers["content-security-policy"]

    def test_a_question_can_be_run_with_one_click(self, service: Service) -> None:
        """The link of the first question answers with a table."""
        page = Page(service.get("/queries?lang=en"))
        run = next(href for href in page.all("a", "href") if href.startswith("/sparql?") and "query=" in href)
        reply = service.get(run, Accept=BROWSER)
        assert reply.status == 200
        assert "<table>" in reply.text

    def test_our_names_lie_under_our_namespace(self, service: Service) -> None:
        """What a document says it is about is the IRI that leads to it."""
        assert f"<{BO['saeule/neugier']}>" in service.get("/doc/saeule/neugier.nt").text

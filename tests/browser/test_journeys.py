"""Four people and how they get what they came for, over the real data: in a browser, over HTTP, at the terminal."""

import csv
import hashlib
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from rdflib import RDF, VOID, Graph, URIRef

from bochum_kg.build import Release
from bochum_kg.engine import Engine
from bochum_kg.namespaces import BO
from bochum_kg.resources import folder
from bochum_kg.settings import Settings
from bochum_kg.web import assets
from bochum_kg.web.texts import say
from chromium import launched, window
from serving import Service, running
from test_cli import run

#: Benches that citizens paid for: the city says how much, and that it is done.
BENCHES, SEARCHED = "kernaktivitaet/tausend-baenke", "Bänke"
DONATED: Final = {"de": "202.035,88", "en": "202,035.88"}
FIELD, QUESTION = "kreativwirtschaft", "cq-08"
#: Language, keys instead of a mouse, scripts: each value meets each of the others.
VISITORS: Final = (("de", False, True), ("en", False, False), ("en", True, True), ("de", True, False))


@dataclass
class Visitor:
    """Somebody in front of a page, with a mouse or with nothing but keys."""

    page: Page
    service: Service
    language: str
    keys: bool
    scripts: bool
    steps: int = 0

    def say(self, key: str) -> str:
        """Return what is written on a control."""
        return say(key, self.language)

    def arrive(self) -> None:
        """Open the home page."""
        self.page.goto(f"{self.service.url}/?lang={self.language}")
        self.steps = 0

    def link(self, name: str) -> Locator:
        """Find a link by its whole name."""
        return self.page.get_by_role("link", name=name, exact=True)

    def reach(self, target: Locator) -> None:
        """Step back and come again with Tab: whoever goes through the page comes by here, and sees it."""
        target.focus()
        self.page.keyboard.press("Shift+Tab")
        self.page.keyboard.press("Tab")
        expect(target).to_be_focused()
        assert target.evaluate("one => getComputedStyle(one).outlineStyle") != "none"

    def follow(self, target: Locator) -> None:
        """Click, or go there and press Enter; either is a step."""
        self.steps += 1
        if self.keys:
            self.reach(target)
            self.page.keyboard.press("Enter")
        else:
            target.click()

    def write(self, target: Locator, text: str) -> None:
        """Write into a field in place of what is there, and send it."""
        if self.keys:
            self.reach(target)
        else:
            target.click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")

    def download(self, target: Locator) -> tuple[str, bytes]:
        """Follow a link to a file; return its address without the host, and what it holds."""
        with self.page.expect_download() as waiting:
            self.follow(target)
        return waiting.value.url.removeprefix(self.service.url), Path(waiting.value.path()).read_bytes()


@pytest.fixture(scope="module")
def service(bochum_release: Release, bochum: Engine) -> Iterator[Service]:
    """The real data, served with the bundle, by somebody who wants to hear of mistakes."""
    assert assets.address("site.js"), "There is no bundle; build it with 'npm ci && npm run build' in frontend/."
    settings = Settings(client_budget=None, report_address="mailto:strategie@example.org")
    with running(bochum_release, bochum, settings) as service:
        yield service


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests of this file."""
    with launched() as browser:
        yield browser


def _told(visitor: tuple[str, bool, bool]) -> str:
    language, keys, scripts = visitor
    return f"{language}, {'keyboard' if keys else 'mouse'}{'' if scripts else ', no scripts'}"


@pytest.fixture(params=VISITORS, ids=_told)
def visitor(request: pytest.FixtureRequest, browser: Browser, service: Service) -> Iterator[Visitor]:
    """A visitor on the home page; nothing may be asked of any other host, and nothing complained about."""
    language, keys, scripts = request.param
    with window(browser, javascript=scripts) as opened:
        visitor = Visitor(opened.page, service, language, keys, scripts)
        visitor.arrive()
        yield visitor


class TestConsumer:
    """A journalist looks something up, asks in SPARQL and downloads."""

    def test_two_clicks_lead_to_a_cost_and_its_source(self, visitor: Visitor) -> None:
        """From the wheel to the activity, from the amount to the source; the search is as short."""
        page = visitor.page
        visitor.follow(page.locator(f".wheel a.leaf[href*='{BENCHES}']"))
        cost = page.locator(".facts dd").filter(has_text=DONATED[visitor.language])
        note = cost.locator(".notes a").first
        anchor = note.get_attribute("href")
        visitor.follow(note)
        source = page.locator(f"{anchor}:target")
        expect(source).to_be_in_viewport()
        expect(source.locator("cite")).not_to_be_empty()
        expect(source.locator(".address a")).to_have_attribute("href", re.compile("^https://"))
        assert visitor.steps == 2
        if visitor.keys:
            page.keyboard.press("Tab")
            expect(source.get_by_role("link").first).to_be_focused()

        visitor.arrive()
        visitor.write(page.locator("#q"), SEARCHED)
        visitor.follow(page.locator(".results a").first)
        expect(page).to_have_url(f"{visitor.service.url}/doc/{BENCHES}?lang={visitor.language}")

    def test_a_page_is_a_query_whose_answer_is_a_table(self, visitor: Visitor) -> None:
        """The page explains itself; the query runs, and its answer, with the amount, is there as CSV."""
        page = visitor.page
        visitor.follow(page.locator(f".wheel a.leaf[href*='{BENCHES}']"))
        visitor.follow(visitor.link(visitor.say("explain")))
        if visitor.scripts:
            expect(page.locator(".cm-content")).to_be_visible()
        visitor.follow(page.get_by_role("button", name=visitor.say("sparql.run"), exact=True))
        if visitor.scripts:
            expect(page.locator(".answer caption")).to_contain_text(" ms")
        expect(page.locator(".answer td", has_text="202035.88").first).to_be_visible()
        address, content = visitor.download(page.locator("#elsewhere").get_by_role("link", name="CSV"))
        rows = list(csv.DictReader(io.StringIO(content.decode())))
        amount = next(row for row in rows if row["value"] == "202035.88")
        assert amount["source"].startswith(BO["quelle/"])
        assert visitor.service.get(address, Accept="text/csv").body == content

    def test_a_download_is_what_its_checksum_says(self, visitor: Visitor) -> None:
        """From the home page by one link; the sum stands in the row of the file."""
        visitor.follow(visitor.link(visitor.say("home.use.downloads")))
        row = visitor.page.get_by_role("row").filter(has=visitor.link("strategie.jsonld.gz"))
        _, content = visitor.download(row.get_by_role("link"))
        expect(row.locator(".sum")).to_have_text(hashlib.sha256(content).hexdigest())


class TestResearcher:
    """A researcher of innovation goes from a field to its organisations, asks and cites."""

    def test_a_field_leads_to_its_organisations(self, visitor: Visitor) -> None:
        """From the table of fields down to the field, and on to the list of its organisations."""
        page = visitor.page
        visitor.follow(page.get_by_role("navigation").get_by_role("link", name=visitor.say("nav.fields"), exact=True))
        visitor.follow(page.locator(f".matrix a[href='#{FIELD}']:not([rel])"))
        field = page.locator(f"#{FIELD}:target")
        expect(field.locator("h2")).to_be_in_viewport()
        members = field.locator("ul.columns").first.get_by_role("link").all_inner_texts()
        visitor.follow(field.get_by_role("link", name=visitor.say("fields.all")))
        expect(page.locator(".rows > li")).not_to_have_count(0)
        assert {one.strip() for one in members} <= set(page.locator(".rows > li a").all_inner_texts())

    def test_a_question_is_asked_anew_and_the_page_cited(self, visitor: Visitor, bochum_release: Release) -> None:
        """Another value, an answer as CSV at an address that stays; a thing in it is cited from a fixed release."""
        page = visitor.page
        visitor.follow(visitor.link(visitor.say("home.use.queries")))
        visitor.follow(page.locator(f"h2 a[href^='/queries/{QUESTION}']"))
        visitor.write(page.get_by_role("main").get_by_role("textbox"), f"bo:{BENCHES}")
        expect(page).to_have_url(re.compile(rf"/queries/{QUESTION}\?.*tausend-baenke$"))
        address, content = visitor.download(page.locator("#elsewhere").get_by_role("link", name="CSV"))
        assert address.startswith(f"/queries/{QUESTION}.csv?activity=")
        assert {row["activity"] for row in csv.DictReader(io.StringIO(content.decode()))} == {str(BO[BENCHES])}
        assert visitor.service.get(address).body == content

        visitor.follow(page.locator(f".answer td a[href*='{BENCHES}']").first)
        name = page.locator("h1").inner_text()
        visitor.follow(page.locator("details.cite summary"))
        cited = page.locator("details.cite blockquote")
        expect(cited).to_contain_text(bochum_release.id)
        fixed = page.locator("details.cite a.iri")
        expect(cited).to_contain_text(fixed.inner_text())
        visitor.follow(fixed)
        expect(page).to_have_url(re.compile(f"/release/{bochum_release.id}/doc/{BENCHES}"))
        expect(page.locator("h1")).to_contain_text(name)


class TestSteward:
    """A steward of the data sees what is wrong, and is told how to mend it."""

    def test_a_finding_leads_to_its_thing_and_a_mistake_is_reported(
        self, visitor: Visitor, bochum_release: Release
    ) -> None:
        """From any page to quality, to the thing concerned, to a report that says which thing in which release."""
        page = visitor.page
        visitor.follow(page.get_by_role("contentinfo").get_by_role("link", name=visitor.say("nav.quality")))
        concerned = page.locator(".rule li a").first
        name = concerned.inner_text()
        visitor.follow(concerned)
        expect(page.locator("h1")).to_have_text(name)
        report = visitor.link(visitor.say("report"))
        if visitor.keys:
            visitor.reach(report)
        told = unquote(report.get_attribute("href") or "")
        assert told.startswith("mailto:strategie@example.org?subject=")
        assert page.locator(".identity code.iri").first.inner_text() in told.splitlines()[0]
        assert bochum_release.id in told

    @pytest.mark.parametrize("language", ["de", "en"])
    def test_a_mistake_is_told_with_file_line_and_remedy(self, tmp_path: Path, language: str) -> None:
        """One letter is missing; the sentence says where, what and what to do."""
        changed = tmp_path / "kernaktivitaeten.yaml"
        text = (folder("data") / changed.name).read_text(encoding="utf-8")
        before, found, after = text.partition("vocab:status/umgesetzt")
        changed.write_text(f"{before}vocab:status/umgesezt{after}", encoding="utf-8")
        told = run("validate", changed, "--validator", "shacl", "--lang", language)
        assert (told.exit_code, found) == (1, "vocab:status/umgesetzt")
        place = re.escape(f"{changed}:{before.count(chr(10)) + 1}: ")
        assert re.search(rf"{place}\[.+\] .+ → .+\. \(.+\)", told.output)


class TestMachine:
    """Another system of the city dereferences, harvests and follows changes, with nothing but HTTP."""

    def test_an_iri_leads_to_turtle_that_is_not_sent_twice(self, service: Service) -> None:
        """303 to the document, the document with its other forms, and 304 to whoever has it."""
        see = service.get(f"/id/{BENCHES}", Accept="text/turtle")
        assert see.status == 303
        document = service.get(see.headers["location"], Accept="text/turtle")
        assert (document.status, document.media_type) == (200, "text/turtle")
        assert (BO[BENCHES], RDF.type, None) in Graph().parse(data=document.text, format="turtle")
        for media_type in ("text/html", "application/ld+json", "application/rdf+xml", "application/n-triples"):
            href = re.search(rf'<([^>]+)>; rel="alternate"; type="{re.escape(media_type)}"', document.headers["link"])
            assert href, media_type
            assert service.get(href[1]).media_type == media_type
        again = service.get(see.headers["location"], Accept="text/turtle", If_None_Match=document.headers["etag"])
        assert (again.status, again.body) == (304, b"")

    def test_changes_are_followed_as_atom_and_as_events(self, service: Service) -> None:
        """The feed has entries and leads on; the stream of events has members and leads on."""
        atom = "{http://www.w3.org/2005/Atom}"
        feed = ET.fromstring(service.get("/changes.atom").text)  # noqa: S314 - our own answer
        onward = {one.get("rel"): one.get("href", "") for one in feed.findall(f"{atom}link")}
        reply = service.get(onward["next"].removeprefix(service.url))
        following = ET.fromstring(reply.text)  # noqa: S314 - our own answer
        ids = [{entry.findtext(f"{atom}id") for entry in one.findall(f"{atom}entry")} for one in (feed, following)]
        assert all(ids)
        assert not ids[0] & ids[1]
        tree = "https://w3id.org/tree#"
        stream = Graph().parse(data=service.get("/changes/feed", Accept="text/turtle").text, format="turtle")
        nodes = sorted(str(node) for node in stream.objects(None, URIRef(f"{tree}node")))
        page = Graph().parse(data=service.get(nodes[0].removeprefix(service.url)).text, format="turtle")
        assert list(page.objects(None, URIRef(f"{tree}member")))

    def test_a_harvester_finds_everything_from_fixed_addresses(self, service: Service) -> None:
        """VoID names dumps and endpoint; robots.txt names the map of the site, whose pages answer."""
        see = service.get("/.well-known/void")
        assert see.status == 303
        described = Graph().parse(data=service.get(see.headers["location"]).text, format="turtle")
        dumps = [str(one) for one in described.objects(None, VOID.dataDump)]
        assert dumps
        assert list(described.objects(None, VOID.sparqlEndpoint))
        address = service.get("/robots.txt").text.rpartition("Sitemap: ")[2].strip()
        for _ in ("the map of maps", "the last of its maps"):
            address = re.findall("<loc>(.+?)</loc>", service.get(address.removeprefix(service.url)).text)[-1]
        assert service.get(address.removeprefix(service.url), Accept="text/html").status == 200

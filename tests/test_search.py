"""Finding things by words: the index by itself, then the page and what programs get, over a real server."""

import json
import random
import re
import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
from rdflib import DCTERMS, RDFS, SKOS, Graph, Literal, URIRef

from bochum_kg import search
from bochum_kg.build import Release
from bochum_kg.engine import Engine
from bochum_kg.errors import LimitError, ReleaseError
from bochum_kg.namespaces import BO, BOV, STRAT
from bochum_kg.search import finding
from bochum_kg.search.folding import fold, mark
from bochum_kg.settings import Settings
from serving import Service, running, serving
from test_pages import BROWSER, Page

HOUSE = str(BO["kernaktivitaet/buergerhaus"])
#: What the milestone of the handful is called.
PART = "Bürgerhaus am Markt: Eröffnung der Straße"
#: Questions that some parser would take for something else than words.
HOSTILE = (
    '"',
    '""',
    "'; DROP TABLE entry; --",
    "NEAR(markt haus, 2)",
    "names : markt",
    "{names texts} : (markt)",
    "markt AND",
    "OR NOT markt",
    "^markt *",
    "*",
    "(((((",
    "-markt",
    "%_%",
    "\\",
    "\x00markt\x00",
    "\u202emarkt",
    "½ ⑴ ﷽ 🏙",
    "m\u0308" * 60,
    "markt " * 5_000,
    "x" * 100_000,
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}",
)


def city() -> Graph:
    """Return a handful of things in which the same words stand in different places."""
    graph = Graph()
    for iri, german, english, text in (
        (
            BO["kernaktivitaet/buergerhaus"],
            "Bürgerhaus am Markt",
            "Community centre",
            "Räume und IT-Sicherheitsberatung",
        ),
        (BO["ort/markt"], "Markt", "Market square", "In der Mitte"),
        (BO["ort/marktplatz"], "Marktplatz Süd", "South market place", "Davor"),
        (BO["ort/wochenmarkt"], "Wochenmarkt", "Weekly market", "Jede Woche"),
        (BO["organisation/verein"], "Verein der Händler", "Traders", "Vom Markt für den Markt"),
        (BO["beziehung/rel-0001"], "Markt – ist Ort von – Verein der Händler", "Market – place of – Traders", ""),
        (BO["kernaktivitaet/buergerhaus/meilenstein/1"], "Eröffnung der Straße", "Opening", ""),
        (BOV["status/laufend"], "laufend", "ongoing", ""),
        (BOV["zielgruppe/alle"], "Bürger und Gäste", "Citizens and guests", ""),
        (STRAT.Milestone, "Meilenstein", "Milestone", "Ein Schritt"),
    ):
        graph.add((iri, SKOS.prefLabel, Literal(german, lang="de")))
        graph.add((iri, SKOS.prefLabel, Literal(english, lang="en")))
        if text:
            graph.add((iri, DCTERMS.description, Literal(text, lang="de")))
    graph.add((BO["organisation/verein"], STRAT.shortName, Literal("VdH")))
    graph.add((URIRef("https://example.org/markt"), RDFS.label, Literal("Markt anderswo", lang="de")))
    return graph


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index over the handful."""
    path = tmp_path_factory.mktemp("index") / search.FILE
    path.write_bytes(search.write(city()))
    return path


@pytest.fixture(scope="module")
def index(file: Path) -> Iterator[search.Index]:
    """The index, open."""
    index = search.Index(file, time_limit=5)
    yield index
    index.close()


@contextmanager
def named(folder: Path, things: dict[URIRef, str]) -> Iterator[search.Index]:
    """Open the index over the handful and further things with their German names."""
    graph = city()
    for iri, name in things.items():
        graph.add((iri, SKOS.prefLabel, Literal(name, lang="de")))
    path = folder / search.FILE
    path.write_bytes(search.write(graph))
    index = search.Index(path, time_limit=5)
    yield index
    index.close()


def names(found: search.Found) -> list[str]:
    """Return the German names of what was found."""
    return [hit.names["de"] for hit in found.hits]


class TestIndex:
    """What is found, and in which order."""

    def test_an_exact_name_goes_first_then_words_beginnings_parts_and_texts(self, index: search.Index) -> None:
        """A whole word is what was typed, a beginning may be chance; relations and parts go after the others."""
        assert names(index.find("markt")) == [
            "Markt",
            "Bürgerhaus am Markt",
            "Marktplatz Süd",
            "Wochenmarkt",
            "Verein der Händler",
            "Markt – ist Ort von – Verein der Händler",
            PART,
        ]

    def test_the_strategy_goes_before_terms(self, index: search.Index) -> None:
        """Even where a term holds the whole word; one that is called so goes first."""
        assert names(index.find("bürger")) == ["Bürgerhaus am Markt", "Bürger und Gäste", PART]
        assert [kind for kind, _ in index.find("bürger").counts] == ["kernaktivitaet", "vocab", "meilenstein"]
        assert names(index.find("bürger und gäste"))[0] == "Bürger und Gäste"
        assert names(index.find("meilenstein"))[0] == "Meilenstein"

    def test_a_whole_word_goes_before_the_beginning_of_one(self, tmp_path: Path) -> None:
        """Wherever it stands in the name, and whatever bears it."""
        things = {BO["ort/bahnhof"]: "Am Bahnhof: Alter Markt", BO["kernaktivitaet/tag"]: "Markttag"}
        with named(tmp_path, things) as index:
            found = names(index.complete("markt", limit=9))
        assert found[1:] == [
            "Bürgerhaus am Markt",
            "Am Bahnhof: Alter Markt",
            "Markttag",
            "Marktplatz Süd",
            "Wochenmarkt",
        ]

    def test_a_part_tells_what_it_is_a_part_of(self, tmp_path: Path) -> None:
        """In each language, is found by both names, and is not told twice."""
        with named(tmp_path, {BO["organisation/verein/angabe/1"]: "Verein der Händler: Sitz"}) as index:
            (part,) = index.find("eröffnung bürgerhaus").hits
            assert part.names == {"de": PART, "en": "Community centre: Opening"}
            assert names(index.find("sitz")) == ["Verein der Händler: Sitz"]

    def test_a_place_is_a_place_once(self, tmp_path: Path) -> None:
        """The site of an activity is a detail of it, though it is called as the place is."""
        with named(tmp_path, {BO["kernaktivitaet/buergerhaus/ort/markt"]: "Markt"}) as index:
            assert names(index.find("markt", kind="ort")) == ["Markt", "Marktplatz Süd", "Wochenmarkt"]
            assert names(index.find("markt", kind="detail")) == ["Bürgerhaus am Markt: Markt"]
            assert names(index.find("markt"))[0] == "Markt"
            assert "Bürgerhaus am Markt: Markt" not in names(index.complete("markt", limit=9))

    @pytest.mark.parametrize("text", ["Bürgerhaus", "buergerhaus", "burgerhaus", "BÜRGERHAUS", "Bu\u0308rgerhaus"])
    def test_umlauts_may_be_written_in_any_way(self, index: search.Index, text: str) -> None:
        """ä, ae and a are the same, composed or not, whatever the case; the milestone tells whose it is."""
        assert names(index.find(text)) == ["Bürgerhaus am Markt", PART]
        assert names(index.find("strasse")) == names(index.find("Straße")) == [PART]

    @pytest.mark.parametrize(
        ("text", "first"),
        [
            ("sicherheit", "Bürgerhaus am Markt"),
            ("bürger mar", "Bürgerhaus am Markt"),
            ("weekly", "Wochenmarkt"),
            ("community", "Bürgerhaus am Markt"),
            ("vdh", "Verein der Händler"),
            (HOUSE, "Bürgerhaus am Markt"),
            ("bo:ort/wochenmarkt", "Wochenmarkt"),
            ("strat:Milestone", "Meilenstein"),
            ("ongo", "laufend"),
        ],
        ids=lambda text: text[-20:],
    )
    def test_parts_other_languages_short_names_and_identifiers_are_found(
        self, index: search.Index, text: str, first: str
    ) -> None:
        """Within compounds, by beginnings, in English, by IRI and its short form."""
        assert names(index.find(text))[0] == first

    @pytest.mark.parametrize(
        ("text", "instead"),
        [
            ("Bürgerhuas", "Bürgerhaus"),
            ("Wochenmakrt", "Wochenmarkt"),
            ("wochenmrakd", "Wochenmarkt"),
            ("Händlre Verein", "Händler Verein"),
            ("Mraket", "market"),
        ],
    )
    def test_slips_are_forgiven_and_told(self, index: search.Index, text: str, instead: str) -> None:
        """Up to two in a long word; what was looked for instead is said."""
        found = index.find(text)
        assert found.instead.lower() == instead.lower()
        assert found.total == index.find(instead).total > 0

    @pytest.mark.parametrize("text", ["xyz", "qqqqqqqq", "mrk", ""])
    def test_what_is_near_nothing_is_not_found(self, index: search.Index, text: str) -> None:
        """Short words are never corrected, and nothing is made up."""
        found = index.find(text)
        assert (found.total, found.instead, found.hits) == (0, "", ())

    def test_where_nothing_holds_all_words_those_with_any_are_found(self, index: search.Index) -> None:
        """And that is said."""
        found = index.find("wochenmarkt ongoing")
        assert found.how == "any"
        assert set(names(found)) == {"Wochenmarkt", "laufend"}
        assert index.find("markt am").how == "all"

    def test_counts_are_those_of_the_lists(self, index: search.Index) -> None:
        """Of each kind as many as its list holds; pages are disjoint and complete."""
        found = index.find("markt", limit=100)
        assert found.total == len(found.hits) == 7
        for kind, count in found.counts:
            assert [hit.kind for hit in index.find("markt", kind=kind, limit=100).hits] == [kind] * count
        paged = [name for offset in range(0, 7, 2) for name in names(index.find("markt", limit=2, offset=offset))]
        assert paged == names(found)
        assert [hit.kind for hit in index.overview("markt", each=1).hits].count("ort") == 1

    def test_a_name_is_looked_for_among_some_kinds_only(self, index: search.Index) -> None:
        """Minor ones too where they are asked for; texts are not read, and a slip in the name is forgiven."""
        assert names(index.named("markt", kinds={"ort", "organisation"}, limit=9)) == [
            "Markt",
            "Marktplatz Süd",
            "Wochenmarkt",
        ]
        assert names(index.named("markt", kinds={"ort"}, limit=1, offset=1)) == ["Marktplatz Süd"]
        assert names(index.named("Händler", kinds={"beziehung"}, limit=9)) == [
            "Markt – ist Ort von – Verein der Händler"
        ]
        assert names(index.named("Wochenmakrt", kinds={"ort"}, limit=9)) == ["Wochenmarkt"]

    def test_an_entry_is_had_by_its_iri(self, index: search.Index) -> None:
        """With every name in its language; what the words of the IRI are is not enough."""
        found = index.entry(str(BO["organisation/verein"]))
        assert found is not None
        assert (found.names["en"], found.others) == ("Traders", {"de": (), "en": (), "": ("VdH",)})
        assert index.entry(str(BO["organisation-verein"])) is None

    def test_completion_offers_names_only(self, index: search.Index) -> None:
        """What says the word elsewhere is none, relations and parts would hide the rest; all words count."""
        assert names(index.complete("markt", limit=8)) == [
            "Markt",
            "Bürgerhaus am Markt",
            "Marktplatz Süd",
            "Wochenmarkt",
        ]
        assert index.complete("wochenmarkt verein", limit=8).total == 0
        assert names(index.complete("woch", limit=8)) == ["Wochenmarkt"]

    @pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
    def test_no_question_is_more_than_words(self, index: search.Index, text: str) -> None:
        """Nothing of it reaches the grammar of the index, and it goes on answering."""
        for ask in (index.find, lambda text: index.overview(text, each=3), lambda text: index.complete(text, limit=3)):
            assert len(ask(text).terms) <= 16
        assert index.find("markt").total == 7

    def test_many_threads_ask_at_once_though_the_file_is_gone(self, file: Path, tmp_path: Path) -> None:
        """A new build may replace the folder while the old release is served."""
        path = tmp_path / "copy.sqlite"
        path.write_bytes(file.read_bytes())
        index = search.Index(path, time_limit=5)
        path.unlink()
        with ThreadPoolExecutor(20) as threads:
            answers = list(threads.map(lambda text: tuple(names(index.find(text))), ["markt", "händler"] * 100))
        assert len(set(answers)) == 2
        index.close()

    def test_a_question_ends_in_time(self, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Over the limit it is stopped, and the next one is answered."""
        index = search.Index(file, time_limit=1)
        monkeypatch.setattr(finding, "_STEPS", 1)
        monkeypatch.setattr(finding, "monotonic", iter(range(0, 10_000, 2)).__next__)
        with pytest.raises(LimitError, match="longer than 1 seconds"):
            index.find("markt")
        monkeypatch.undo()
        assert index.find("markt").total == 7
        index.close()

    def test_what_is_no_index_is_refused(self, tmp_path: Path) -> None:
        """With a word on what to do."""
        (tmp_path / "notes.txt").write_text("no database " * 100, encoding="utf-8")
        with pytest.raises(ReleaseError, match="make the release again"):
            search.Index(tmp_path / "notes.txt", time_limit=1)

    def test_the_same_triples_give_the_same_bytes(self) -> None:
        """In whatever order they come."""
        triples = sorted(city())
        shuffled = random.Random(4711).sample(triples, len(triples))
        assert search.write(triples) == search.write(shuffled)


class TestMarking:
    """The words found, in the text as it is written."""

    @pytest.mark.parametrize(
        ("text", "terms", "found"),
        [
            ("Bürgerhaus und Bürger", ["burger"], ["Bürger", "Bürger"]),
            ("IT-Sicherheit mit Sinn", ["it"], ["IT"]),
            ("Straße", ["strasse"], ["Straße"]),
            ("Neue Häuser", ["hauser"], ["Häuser"]),
            ("abc", ["ab", "abc", "bc"], ["abc"]),
            ("nichts", ["markt"], []),
        ],
    )
    def test_they_are_marked_where_they_stand(self, text: str, terms: list[str], found: list[str]) -> None:
        """Each piece is a part of the text; together they are the text."""
        pieces = mark(text, terms, most=100)
        assert [one.text for one in pieces if one.found] == found
        assert "".join(one.text for one in pieces) == text

    def test_a_long_text_is_cut_around_them(self) -> None:
        """Between words, with dots where something is left out."""
        text = f"{'vorher ' * 40}Markt{' nachher' * 40}"
        pieces = mark(text, ["markt"], most=100)
        shown = "".join(one.text for one in pieces)
        assert [one.text for one in pieces if one.found] == ["Markt"]
        assert shown.startswith("… vorher")
        assert shown.endswith("nachher …")
        assert len(shown) < 110

    def test_folding_leaves_nothing_to_fold(self) -> None:
        """Folded twice is folded once, for every letter of the Latin scripts."""
        letters = "".join(map(chr, range(0x20, 0x250)))
        assert not any(unicodedata.combining(one) for one in fold(letters))
        assert fold(fold("Größe, Maß, œuvre, Ærø, ŠKODA")) == fold("Größe, Maß, œuvre, Ærø, ŠKODA")


@pytest.fixture(scope="module")
def service(city_release: Release, city: Engine) -> Iterator[Service]:
    """The small city, served."""
    with running(city_release, city) as service:
        yield service


def results(page: str) -> list[str]:
    """Return where the results of a page lead."""
    lists = re.findall(r'<ul class="results">(.*?)</ul>', page, re.DOTALL)
    return [unescape(href) for one in lists for href in re.findall(r'<li><a href="([^"]+)"', one)]


class TestPage:
    """What people see."""

    def test_results_are_listed_by_kind_with_the_words_marked(self, service: Service) -> None:
        """As many as the kinds say, each leading to its page."""
        reply = service.get("/search?q=buerger&lang=de", Accept=BROWSER)
        assert "<mark>Bürger</mark>haus am Markt" in reply.text
        page = Page(reply)
        targets = [href for href in page.all("a", "href") if href.startswith("/doc/") and href.endswith("?lang=de")]
        assert "/doc/kernaktivitaet/buergerhaus?lang=de" in targets
        facets = re.findall(r'<a href="(/search\?[^"]+)"[^>]*>[^<]+<span class="count">(\d+)</span>', reply.text)
        assert len(facets) > 2
        for href, count in facets[1:]:
            assert len(results(service.get(unescape(href), Accept=BROWSER).text)) == min(int(count), 20), href

    @pytest.mark.parametrize(("language", "title", "hint"), [("de", "Suche", "Umlaute"), ("en", "Search", "umlauts")])
    def test_without_a_question_there_is_a_form_with_examples(
        self, service: Service, language: str, title: str, hint: str
    ) -> None:
        """The examples lead to results."""
        reply = service.get("/search", Accept=BROWSER, Accept_Language=language)
        assert f"<h1>{title}</h1>" in reply.text
        assert hint in reply.text
        examples = re.findall(r'<li><a href="(/search\?q=[^"]+)">', reply.text)
        assert len(examples) >= 2
        assert all("<mark>" in service.get(unescape(one), Accept=BROWSER).text for one in examples)

    def test_a_slip_is_told_and_forgiven(self, service: Service) -> None:
        """In the words of the reader."""
        text = service.get("/search?q=Buergerhuas&lang=en", Accept=BROWSER).text
        assert "“Buergerhuas” does not occur; what is nearest is shown: “Bürgerhaus”." in unescape(text)
        assert "<mark>Bürgerhaus</mark>" in text
        assert "Nothing is known about “qqqqqq”." in unescape(service.get("/search?q=qqqqqq&lang=en").text)

    @pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
    @pytest.mark.parametrize("path", ["/search", "/search.json", "/search/suggest.json"])
    def test_a_hostile_question_is_shown_as_text(self, service: Service, path: str, text: str) -> None:
        """200 always, and nothing of it becomes active."""
        reply = service.get(f"{path}?q={quote(text[:2_000])}", Accept="*/*")
        assert reply.status == 200
        assert "49" not in re.findall(r"value=\"([^\"]*)\"", reply.text)
        if path == "/search":
            assert "<script>alert" not in reply.text
            assert len(Page(reply).all("input", "value")[0]) <= search.LONGEST

    @pytest.mark.parametrize(
        "query", ["q=markt&kind=nichts", "q=markt&kind=ort&page=99", "q=markt&page=2", "page=x&q=a"]
    )
    def test_what_is_not_there_is_not_found(self, service: Service, query: str) -> None:
        """404 with where to go instead."""
        reply = service.get(f"/search?{query}", Accept=BROWSER)
        assert reply.status == 404
        assert 'href="/search?q=' in reply.text

    def test_the_answer_is_an_answer_like_others(self, service: Service) -> None:
        """A tag, a language, HEAD, 406, 405, and every other site may read the data."""
        reply = service.get("/search.json?q=markt")
        assert service.get("/search.json?q=markt", If_None_Match=reply.headers["etag"]).status == 304
        assert service.request("HEAD", "/search?q=markt").body == b""
        assert reply.headers["access-control-allow-origin"] == "*"
        assert reply.headers["vary"] == "Accept-Language"
        assert service.get("/search?q=markt", Accept="text/turtle").status == 406
        assert service.request("POST", "/search").status == 405

    def test_words_of_the_data_are_shown_as_text(self, tmp_path: Path) -> None:
        """Also from a release without an index, which is then made."""
        goal = "<https://w3id.org/bochum-strategie/id/ziel/drei>"
        label, graph = "<http://www.w3.org/2004/02/skos/core#prefLabel>", "<http://example.org/graph>"
        nquads = f'{goal} {label} "<script>alert(1)</script> & Ziel <b>drei</b>"@de {graph} .\n'
        with serving(tmp_path, nquads=nquads) as service:
            for query in ("ziel", "script", "drei", "b"):
                text = service.get(f"/search?q={query}&lang=de", Accept=BROWSER).text
                assert "/doc/ziel/drei?lang=de" in text
                assert "<mark>" in text
                assert "<script>alert" not in text
                assert "<b>" not in text


class TestPrograms:
    """What programs get."""

    def test_they_get_the_results_of_the_page(self, service: Service) -> None:
        """The same things of a kind in the same order, with name, kind, IRI and the text around the words."""
        said = json.loads(service.get("/search.json?q=buergerhaus&lang=de").body)
        assert (said["query"], said["didYouMean"], said["words"]) == ("buergerhaus", None, "all")
        assert said["total"] == sum(one["count"] for one in said["kinds"])
        first = said["results"][0]
        assert (first["iri"], first["label"], first["kind"]) == (HOUSE, "Bürgerhaus am Markt", "kernaktivitaet")
        assert first["kindLabel"] == "Kernaktivitäten"
        assert first["page"] == f"{service.url}/doc/kernaktivitaet/buergerhaus?lang=de"
        for kind in said["kinds"]:
            address = f"q=buergerhaus&kind={kind['kind']}&lang=de"
            listed = json.loads(service.get(f"/search.json?{address}").body)
            hrefs = results(service.get(f"/search?{address}", Accept=BROWSER).text)
            assert [service.url + href for href in hrefs] == [one["page"] for one in listed["results"]]
        assert json.loads(service.get("/search.json?q=Buergerhuas").body)["didYouMean"] == "Bürgerhaus"

    def test_pages_are_linked_to_the_last(self, service: Service) -> None:
        """Every result once, as many as the total says."""
        address, iris, total = "/search.json?q=a", [], 0
        while address:
            said = json.loads(service.get(address).body)
            iris += [one["iri"] for one in said["results"]]
            total, address = said["total"], (said["next"] or "").removeprefix(service.url)
        assert len(iris) == len(set(iris)) == total > 20
        assert service.get("/search.json?q=a&page=999").status == 404
        unknown = service.get("/search.json?q=markt&kind=orr")
        assert (unknown.status, "ort" in json.loads(unknown.body)["near"]) == (404, True)

    @pytest.mark.parametrize(
        ("language", "label", "kind"), [("de", "Bürgerhaus am Markt", "Kernaktivitäten"), ("en", "", "Core activities")]
    )
    def test_suggestions_are_names_kinds_and_addresses(
        self, service: Service, language: str, label: str, kind: str
    ) -> None:
        """As browsers expect them (OpenSearch Suggestions)."""
        reply = service.get("/search/suggest.json?q=b%C3%BCrgerh", Accept_Language=language)
        query, labels, kinds, addresses = json.loads(reply.body)
        assert reply.media_type == "application/x-suggestions+json"
        assert query == "bürgerh"
        assert label in labels[0]
        assert kinds[0] == kind
        assert len(labels) == len(kinds) == len(addresses) <= 8
        assert all(service.get(one.removeprefix(service.url)).status == 200 for one in addresses)
        assert json.loads(service.get("/search/suggest.json").body) == ["", [], [], []]

    def test_a_browser_can_be_told_to_search_here(self, service: Service) -> None:
        """Every page links the description, and its addresses answer."""
        assert 'rel="search" href="/opensearch.xml"' in service.get("/", Accept=BROWSER).text
        reply = service.get("/opensearch.xml")
        assert reply.media_type == "application/opensearchdescription+xml"
        space = "{http://a9.com/-/spec/opensearch/1.1/}"
        root = ET.fromstring(reply.body)  # noqa: S314 - our own answer
        assert len(root.findtext(f"{space}ShortName") or "") <= 16
        for url in root.iter(f"{space}Url"):
            address = url.attrib["template"].replace("{searchTerms}", "markt").replace("{startPage?}", "1")
            found = service.get(address.removeprefix(service.url))
            assert (found.status, found.media_type) == (200, url.attrib["type"])


def test_a_client_searches_on_its_account(tmp_path: Path) -> None:
    """As at the endpoint: who has used up the time of a minute is told when to come back; kept answers cost nothing."""
    with serving(tmp_path, Settings(client_budget=0.02)) as service:
        replies = [service.get(f"/search.json?q=ziel+{number}") for number in range(60)]
        refused = next(one for one in replies if one.status != 200)
        assert (refused.status, json.loads(refused.body)["limit"]) == (429, "client_budget")
        assert int(refused.headers["retry-after"]) > 0
        assert service.get("/search.json?q=ziel+0").status == 200


def test_the_real_release_is_found_in_both_languages(bochum_release: Release) -> None:
    """Journeys of readers: a name, a slip, a compound, an English word; the index is listed among the files."""
    assert bochum_release.manifest["files"][search.FILE]["media_type"] == "application/vnd.sqlite3"
    index = search.Index(bochum_release.folder / search.FILE, time_limit=5)
    assert index.find("haus des wissens").hits[0].iri == str(BO["kernaktivitaet/haus-des-wissens"])
    assert index.find("Hochschuhle Bochm").instead == "Hochschule Bochum"
    assert "Zentrum für IT-Sicherheit (ZITS)" in names(index.find("sicherheit"))
    assert index.find("city library").hits[0].iri == str(BO["organisation/stadtbuecherei-bochum"])
    assert index.find("Laer").counts[0] == ("ort", 1)
    assert [hit.kind for hit in index.complete("mark 51", limit=2).hits] == ["kernaktivitaet", "ort"]
    assert index.find("eröffnung haus des wissens").counts[0][0] == "meilenstein"
    index.close()

"""The pages of a thing, a term, a list and the ontology over HTTP: what each offers beside the facts."""

import json
from collections.abc import Iterator
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from bochum_kg.build import Release
from bochum_kg.describe.questions import question
from bochum_kg.engine import Engine
from bochum_kg.namespaces import BO, BOV, STRAT
from bochum_kg.settings import Settings
from bochum_kg.web.pages.things import Things
from bochum_kg.web.views import Reader
from serving import Service, running
from test_pages import BROWSER, HOUSE, Page

IRI = str(BO["kernaktivitaet/buergerhaus"])


@pytest.fixture(scope="module")
def service(city_release: Release, city: Engine) -> Iterator[Service]:
    """The small city, served by someone who wants to hear of mistakes."""
    settings = Settings(report_address="mailto:strategie@example.org", public_url="https://graph.example")
    with running(city_release, city, settings) as service:
        yield service


def href_of(page: Page, start: str) -> str:
    """Return the link that begins so."""
    return next(href for href in page.all("a", "href") if href.startswith(start))


class TestNetwork:
    """The neighbourhood as data."""

    def address(self, iri: str, lang: str = "") -> str:
        """Return where the neighbourhood of a thing is."""
        return f"/network.json?iri={quote(iri, safe='')}" + (f"&lang={lang}" if lang else "")

    def test_it_is_laid_out_and_says_what_connects(self, service: Service, city_release: Release) -> None:
        """Every line has ends that are there, words, and a basis where no source says it outright."""
        reply = service.get(self.address(IRI, "en"))
        assert (reply.status, reply.headers["content-type"]) == (200, "application/json; charset=utf-8")
        found = json.loads(reply.body)
        assert (found["iri"], found["release"]) == (IRI, city_release.id)
        ids = [one["id"] for one in found["nodes"]]
        assert ids[0] == IRI
        assert len(ids) == len(set(ids)) == 12
        lines = found["edges"] + found["between"]
        assert all({one["source"], one["target"]} <= set(ids) and one["label"] for one in lines)
        bases = {one["target"]: one["basis"] for one in found["edges"]}
        assert bases[str(BO["ziel/werkstatt-1"])] == "derived by rule"
        assert bases[str(BO["organisation/tu-musterstadt"])] == ""

    def test_every_thing_of_it_has_a_page(self, service: Service) -> None:
        """A click leads on, in the language that was asked for."""
        for node in json.loads(service.get(self.address(IRI, "en")).body)["nodes"]:
            assert node["href"].endswith("?lang=en")
            assert service.get(node["href"], Accept=BROWSER).status == 200

    def test_it_is_the_same_each_time_and_known_again(
        self, service: Service, city: Engine, city_release: Release
    ) -> None:
        """The bytes do not depend on when they are made; a client that has them gets none."""
        first = service.get(self.address(IRI, "de"))
        again = Things(city_release, city, b"", address="", report="").network(IRI, Reader("de", chosen=True))
        assert first.body == again
        known = service.get(self.address(IRI, "de"), If_None_Match=first.headers["etag"])
        assert (known.status, known.body) == (304, b"")
        assert first.headers["vary"] == "Accept-Language"
        assert first.headers["etag"] != service.get(self.address(IRI, "en")).headers["etag"]

    @pytest.mark.parametrize("iri", ["urn:x", f"{IRI}x", "https://example.org/", "<>", "javascript:alert(1)"])
    def test_what_is_not_there_has_none(self, service: Service, iri: str) -> None:
        """404, whatever is asked for."""
        assert service.get(self.address(iri)).status == 404

    @pytest.mark.parametrize(
        ("path", "marked"), [("/network.json", True), ("/network.json?lang=en", False), ("/network.json?iri=", True)]
    )
    def test_without_a_thing_the_parameter_is_named(self, service: Service, path: str, *, marked: bool) -> None:
        """400 with an example; on a page in German, with the sentence for programs marked as English."""
        said = json.loads(service.get(path).body)
        assert (said["status"], said["parameters"]) == (400, ["iri"])
        assert "/network.json?iri=https://" in said["detail"]
        page = service.get(path, Accept=BROWSER, Accept_Language="de")
        assert page.status == 400
        assert "The parameter &#39;iri&#39; is missing" in page.text
        assert ('<span lang="en">The parameter' in page.text) == marked


class TestPage:
    """The page of a thing."""

    @pytest.mark.parametrize(("language", "named"), [("de", "Diese Seite zitieren"), ("en", "Cite this page")])
    def test_it_can_be_cited(self, service: Service, city_release: Release, language: str, named: str) -> None:
        """The citation names the release, the date of the data and the address that does not change."""
        page = Page(service.get(f"{HOUSE}?lang={language}"))
        assert named in page.text
        assert f"https://graph.example/release/{city_release.id}{HOUSE}" in page.text
        assert f"@misc{{bo-kernaktivitaet-buergerhaus-{city_release.id[:8]}" in page.text
        assert city_release.manifest["data_date"][:4] in page.text

    def test_a_mistake_can_be_reported_where_the_operator_says(self, service: Service, city_release: Release) -> None:
        """The link carries IRI and release."""
        href = href_of(Page(service.get(f"{HOUSE}?lang=en")), "mailto:strategie@example.org?")
        body = parse_qs(urlsplit(href).query)["body"][0]
        assert IRI in body
        assert city_release.id in body

    def test_without_an_address_no_report_is_offered(self, city_release: Release, city: Engine) -> None:
        """The page says nothing of reports."""
        with running(city_release, city) as service:
            assert "Report a mistake" not in service.get(f"{HOUSE}?lang=en").text

    @pytest.mark.parametrize("path", [HOUSE, "/doc/organisation/stadt-musterstadt", "/vocab/status/laufend.html"])
    def test_it_explains_itself_as_a_query(self, service: Service, path: str) -> None:
        """The query says in both languages what it asks, and its rows hold statements with their sources."""
        page = Page(service.get(f"{path}?lang=en"))
        query = parse_qs(urlsplit(href_of(page, "/sparql?lang=en&query=")).query)["query"][0]
        assert query.startswith("# Was ist über diese Sache bekannt")
        assert query.splitlines()[1].startswith("# What is known of this thing")
        answer = json.loads(service.ask(query, accept="application/sparql-results+json").body)
        rows = answer["results"]["bindings"]
        assert len(rows) > 3
        assert path.startswith("/vocab") or any("source" in row and "basis" in row for row in rows)

    def test_it_says_once_what_no_mark_means(self, service: Service) -> None:
        """The legend stands above the facts and leads to the list of marks."""
        text = service.get(f"{HOUSE}?lang=en").text
        assert text.count("A statement without a mark stands in its source like that.") == 1
        assert 'href="/vocab/aussagegrundlage.html?lang=en"' in text

    def test_values_that_disagree_are_marked_one_by_one(self, service: Service) -> None:
        """Of a row with a dispute only the values that disagree carry the line."""
        page = Page(service.get(HOUSE))
        assert sum(one.get("class") == "rival" for tag, one in page.tags if tag == "dd") >= 4

    def test_the_neighbourhood_is_told_without_scripts(self, service: Service) -> None:
        """A sentence names neighbours and links to the data; the lists above and below have all of them."""
        page = Page(service.get(f"{HOUSE}?lang=en"))
        assert "Directly connected with 11 others, among them" in page.text
        assert href_of(page, "/network.json?lang=en&iri=")


class TestOntology:
    """The ontology and its terms."""

    @pytest.mark.parametrize("language", ["de", "en"])
    def test_every_term_has_an_anchor(self, service: Service, city: Engine, language: str) -> None:
        """Each class and property of ours can be linked to on the page; no anchor is there twice."""
        page = Page(service.get(f"/def.html?lang={language}"))
        anchors = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
        assert len(anchors) == len(set(anchors))
        rows = city.select(question("terms"))
        ours = {name.removeprefix(str(STRAT)) for row in rows if (name := str(row["term"])).startswith(str(STRAT))}
        assert len(ours) > 100
        assert ours <= set(anchors)

    def test_it_says_what_belongs_to_each_class_and_shows_examples(self, service: Service) -> None:
        """The table of a class stands under its anchor, with links to rules and to three things."""
        page = Page(service.get("/def.html?lang=en"))
        assert "What must and may stand with “Core activity”" in page.text
        assert "/shapes/ActivityConfirmed.html?lang=en" in page.all("a", "href")
        assert "org-Organization" in [one.get("id") for _, one in page.tags]

    def test_it_says_which_version_it_is(self, service: Service) -> None:
        """The first version has none before it and says so."""
        text = service.get("/def.html?lang=en").text
        assert "Version 0.1.0 (this version)" in text
        assert "there is no earlier one" in text

    def test_the_page_of_a_class_has_its_rules(self, service: Service) -> None:
        """What a core activity must have is a table with a caption; every rule leads to its page."""
        page = Page(service.get("/def/CoreActivity.html?lang=en"))
        rules = {href for href in page.all("a", "href") if href.startswith("/shapes/")}
        assert len(rules) > 5
        assert all(service.get(href, Accept=BROWSER).status == 200 for href in rules)
        assert "caption" in [tag for tag, _ in page.tags]
        assert "Examples from the data" in page.text

    def test_the_page_of_a_property_shows_how_it_is_used(self, service: Service) -> None:
        """A thing, and what the property says of it."""
        text = Page(service.get("/def/milestone.html?lang=en")).text
        assert "→" in text
        assert "in all" in text


class TestLists:
    """Lists of concepts."""

    def test_a_list_is_a_tree_that_counts(self, service: Service) -> None:
        """Each concept is there once with how often it is used; the plain list of the same is gone."""
        page = Page(service.get("/vocab/organisationsart.html?lang=en"))
        library = "/vocab/organisationsart/bibliothek.html?lang=en"
        assert page.all("a", "href").count(library) == 1
        assert "tree" in page.all("ul", "class")
        assert "not used" in page.text

    def test_a_concept_shows_its_place(self, service: Service) -> None:
        """The way down from the list, and the concepts beside it."""
        page = Page(service.get("/vocab/organisationsart/bibliothek.html?lang=en"))
        hrefs = page.all("a", "href")
        assert hrefs.index("/vocab/organisationsart.html?lang=en") < hrefs.index(
            "/vocab/organisationsart/bereich-zivilgesellschaft.html?lang=en"
        )
        assert "Beside it" in page.text
        assert str(BOV["organisationsart/bibliothek"]) in page.text

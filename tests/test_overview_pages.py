"""The pages on actors, fields, goals, sources and quality: what they say is what the graph says."""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from rdflib import RDF, SH, Graph

from bochum_kg.build import Release
from bochum_kg.engine import Engine
from bochum_kg.namespaces import BO, BOV
from bochum_kg.web.texts import say
from bochum_kg.web.views import Reader
from bochum_kg.web.views.rows import asked
from serving import Service, running
from test_pages import BROWSER, Page

PREFIXES = """
PREFIX cv: <http://data.europa.eu/m8g/>
PREFIX dc: <http://purl.org/dc/elements/1.1/>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX relation: <https://w3id.org/bochum-strategie/vocab/beziehungsart/>
PREFIX role: <https://w3id.org/bochum-strategie/vocab/rolle/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX strat: <https://w3id.org/stadtstrategie/def/>
"""
WITHOUT_FIELD = "FILTER NOT EXISTS { ?thing strat:innovationField ?field }"
ACTORS, FIELDS, GOALS, SOURCES, QUALITY = "/doc/organisation/", "/fields", "/goals", "/doc/quelle/", "/quality"


@pytest.fixture(scope="module")
def service(bochum_release: Release, bochum: Engine) -> Iterator[Service]:
    """The real data, served."""
    with running(bochum_release, bochum) as service:
        yield service


@pytest.fixture(scope="module")
def town(city_release: Release, city: Engine) -> Iterator[Service]:
    """The small city, served."""
    with running(city_release, city) as service:
        yield service


def text_of(service: Service, path: str, language: str = "de") -> str:
    """Return a page that is there."""
    reply = service.get(path, Accept=BROWSER, Accept_Language=language)
    assert reply.status == 200, path
    return reply.text


def words(html: str) -> str:
    """Return the text of some HTML in one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def entries(html: str) -> list[tuple[str, str]]:
    """Return the entries of a list: path of the thing, and the HTML of the entry."""
    found = re.findall(
        r'<li><b><a href="([^"?]+)[^>]*>(.*?)(?=<li><b>|</section>|<nav class="pager|<nav class="facets)',
        html,
        re.DOTALL,
    )
    return [(path, rest) for path, rest in found]


def column(engine: Engine, name: str, text: str) -> list[str]:
    """Return one column of the answer to a query."""
    return [str(row[name]) for row in engine.select(PREFIXES + text) if name in row]


def document(iri: str) -> str:
    """Return the path of the page about a thing of ours."""
    return iri.replace(str(BO), "/doc/")


def parameters(href: str) -> dict[str, str]:
    """Return the parameters of a link."""
    return dict(parse_qsl(urlsplit(unescape(href)).query))


def facet_links(html: str) -> list[tuple[str, int]]:
    """Return the links of the facets that choose, each with its count."""
    facets = html[html.index('<nav class="facets"') :]
    found = re.findall(r'<li><a href="([^"]+)"><span>[^<]*</span> <span class="count">([\d.]+)</span>', facets)
    return [(unescape(href), int(count.replace(".", ""))) for href, count in found]


def asked_by(html: str) -> str:
    """Return the query that a page offers as its own."""
    href = re.search(r'href="(/sparql\?[^"]+)">(?:Diese Seite als Abfrage|This page as a query)', html)
    assert href is not None
    return parameters(href[1])["query"]


class TestEveryPage:
    """What holds for each of them."""

    @pytest.mark.parametrize("language", ["de", "en"])
    @pytest.mark.parametrize("path", [ACTORS, f"{ACTORS}?kind=universitaet", FIELDS, GOALS, SOURCES, QUALITY])
    def test_a_page_shows_the_query_it_is_made_of(self, service: Service, path: str, language: str) -> None:
        """The link leads to the editor with a query that has an answer."""
        text = text_of(service, path, language)
        assert service.engine.select(asked_by(text))

    @pytest.mark.parametrize(
        "path",
        [
            f"{ACTORS}?kind=universitat",
            f"{ACTORS}?field=it-sicherhet",
            f"{ACTORS}?place=o-werkk",
            f"{ACTORS}?page=9",
            f"{ACTORS}?sort=nam",
            f"{SOURCES}?kind=presse-",
            f"{SOURCES}?publisher=stadt-bochu",
            f"{SOURCES}?sort=titel",
        ],
    )
    def test_a_value_that_nothing_has_is_not_found_and_near_ones_are(self, service: Service, path: str) -> None:
        """404 with links that answer."""
        reply = service.get(path, Accept=BROWSER)
        assert reply.status == 404
        near = [href for href in Page(reply).all("a", "href") if href.startswith(path.partition("=")[0])]
        assert near
        assert {service.get(href, Accept=BROWSER).status for href in near if href != path} == {200}

    @pytest.mark.parametrize("value", ['"><script>alert(1)</script>', "} DROP ALL {", "\u202e", "x" * 3000, "\\u0022"])
    @pytest.mark.parametrize("parameter", ["kind", "field", "place", "publisher", "sort", "page"])
    def test_a_hostile_value_is_not_found_either(self, service: Service, parameter: str, value: str) -> None:
        """It never becomes active, and never an error of ours."""
        path = ACTORS if parameter in {"field", "place"} else SOURCES
        reply = service.get(f"{path}?{parameter}={quote(value)}", Accept=BROWSER)
        assert reply.status == 404
        assert "<script>alert" not in reply.text

    def test_the_language_and_the_filter_are_kept_together(self, service: Service) -> None:
        """Links of a narrowed English page stay English; the switch of the language keeps the filter."""
        text = text_of(service, f"{ACTORS}?kind=universitaet&lang=en")
        assert all(parameters(href)["lang"] == "en" for href, _ in facet_links(text))
        switch = re.search(r'hreflang="de"[^>]* href="([^"]+)"', text)
        assert switch is not None
        assert parameters(switch[1]) == {"kind": "universitaet", "lang": "de"}


class TestActors:
    """Organisations by kind, field and place, with what they lead and join."""

    def test_every_organisation_stands_there_once(self, service: Service) -> None:
        """All pages together list what the graph knows."""
        listed = [path for page in ("1", "2", "3") for path, _ in entries(text_of(service, f"{ACTORS}?page={page}"))]
        known = column(service.engine, "thing", "SELECT DISTINCT ?thing { ?thing a org:Organization }")
        assert sorted(listed) == sorted(map(document, known))

    @pytest.mark.parametrize("choice", ["", "?kind=unternehmen", "?field=it-sicherheit", "?place=unknown"])
    def test_every_count_is_that_of_the_list_behind_it(self, service: Service, choice: str) -> None:
        """Each facet under each filter leads to as many entries as it says."""
        links = facet_links(text_of(service, ACTORS + choice))
        assert len(links) > 10
        for href, count in links[::5]:
            said = re.search(r"<p>(\d+) (?:von \d+ )?Eintr", text_of(service, href))
            assert said is not None
            assert int(said[1]) == count, href

    @pytest.mark.parametrize(
        ("choice", "pattern"),
        [
            ("kind=universitaet", f"?thing org:classification <{BOV['organisationsart/universitaet']}>"),
            ("field=it-sicherheit", f"?thing strat:innovationField <{BOV['innovationsfeld/it-sicherheit']}>"),
            ("place=o-werk", f"?thing strat:locatedAt <{BO['ort/o-werk']}>"),
            (
                "kind=unternehmen&field=unknown",
                f"?thing org:classification <{BOV['organisationsart/unternehmen']}> . {WITHOUT_FIELD}",
            ),
        ],
    )
    def test_a_filter_leaves_what_the_graph_says(self, service: Service, choice: str, pattern: str) -> None:
        """The entries, and the organisations of the page's own query, are those of a query written by hand."""
        text = text_of(service, f"{ACTORS}?{choice}")
        query = f"SELECT DISTINCT ?thing {{ ?thing a org:Organization . {pattern} }}"
        expected = {document(iri) for iri in column(service.engine, "thing", query)}
        assert expected
        assert {path for path, _ in entries(text)} == expected
        assert {document(iri) for iri in column(service.engine, "thing", asked_by(text))} == expected

    def test_an_organisation_shows_what_it_leads_and_joins(self, service: Service) -> None:
        """Every participation of the graph stands with its organisation, in its role, and no other does."""
        pages = [text_of(service, f"{ACTORS}?page={page}") for page in ("1", "2", "3")]
        shown = {
            (path, label, href)
            for text in pages
            for path, entry in entries(text)
            for label, links in re.findall(r"<dt>(Federführend bei|Partner bei)</dt> <dd>(.*?)</dd>", entry, re.DOTALL)
            for href in re.findall(r'href="(/doc/kernaktivitaet/[^"]+)"', links)
        }
        rows = service.engine.select(
            PREFIXES + "SELECT ?activity ?organisation ?role { ?activity strat:participation ?part ."
            " ?part strat:organisation ?organisation ; cv:role ?role }"
        )
        roles = {
            "federfuehrung": "Federführend bei",
            "gemeinsame-federfuehrung": "Federführend bei",
            "partner": "Partner bei",
        }
        assert shown == {
            (
                document(str(row["organisation"])),
                roles[str(row["role"]).rpartition("/")[2]],
                document(str(row["activity"])),
            )
            for row in rows
        }
        assert len(shown) == 81

    @pytest.mark.parametrize(("order", "by"), [("leads", "leads"), ("joins", "takesPartIn")])
    def test_organisations_are_ordered_by_what_they_lead_or_join(self, service: Service, order: str, by: str) -> None:
        """The highest number first and level ones by name, over all pages; the kind is told with each."""
        pages = [text_of(service, f"{ACTORS}?sort={order}&page={page}") for page in ("1", "2", "3")]
        listed = [path for text in pages for path, _ in entries(text)]
        numbers = Counter(
            map(document, column(service.engine, "thing", f"SELECT ?thing {{ ?thing strat:{by} ?what }}"))
        )
        assert len(listed) == len(set(listed)) == 284
        assert [numbers[path] for path in listed] == sorted((numbers[path] for path in listed), reverse=True)
        assert numbers[listed[0]] > 1
        assert all("<dt>Art</dt>" in entry for _, entry in entries(pages[0]))
        assert "<h2 id=" not in pages[0].partition('<nav class="facets"')[0]

    def test_organisations_are_ordered_by_name(self, town: Service) -> None:
        """Across kinds; the order that holds is no link, the others keep the filter."""
        text = text_of(town, f"{ACTORS}?sort=name&field=unknown")
        names = re.findall(r'<li><b><a href="/doc/organisation/[^>]*>([^<]+)<', text)
        assert names == sorted(names)
        assert names[0] == "Amt für Digitales"
        assert "<b>Name</b>" in text
        assert f'href="{ACTORS}?field=unknown&amp;sort=leads"' in text
        assert f'href="{ACTORS}?field=unknown"' in text

    @pytest.mark.parametrize("order", ["kind", "name", "leads"])
    def test_choices_that_fit_nothing_are_told_in_every_order(self, service: Service, order: str) -> None:
        """A sentence, not an empty list."""
        text = text_of(service, f"{ACTORS}?kind=unternehmen&place=campus-rub&sort={order}")
        assert "0 von 284 Einträgen" in text
        assert say("facets.nothing", "de") in text
        assert '<ul class="rows">' not in text

    def test_what_is_inferred_is_marked(self, town: Service) -> None:
        """The field of the radio works is inferred, that of the university stated."""
        found = dict(entries(text_of(town, f"{ACTORS}?field=it-sicherheit")))
        assert "erschlossen" in words(found["/doc/organisation/funkwerk"])
        assert "erschlossen" not in words(found["/doc/organisation/tu-musterstadt"])

    def test_a_choice_that_nothing_fits_says_so(self, service: Service) -> None:
        """An empty list is a page with a sentence and the way back."""
        text = text_of(service, f"{ACTORS}?kind=universitaet&field=it-sicherheit")
        assert "<p>0 von 284 Einträgen" in text
        assert "Nichts passt zu allen gewählten Filtern" in text


class TestFields:
    """Who is active in which field."""

    MEMBERS = """SELECT ?field ?thing ?basis {
      ?relation strat:relationKind relation:gehoert-zum-feld ; strat:object ?field ; strat:subject ?thing ;
        strat:assertionBasis ?basis .
      ?thing strat:innovationField ?field }"""

    def test_every_field_lists_its_institutions_and_marks_the_inferred_ones(self, service: Service) -> None:
        """Section by section the members are those of the graph; as many are marked as are inferred."""
        text = text_of(service, FIELDS)
        sections = dict(re.findall(r'<section class="innovation" id="([^"]+)"(.*?)</section>', text, re.DOTALL))
        shown = set()
        for slug, section in sections.items():
            group = re.search(r"gehört zum Innovationsfeld <span.*?<ul[^>]*>(.*?)</ul>", section, re.DOTALL)
            for entry in re.findall(r"<li>(.*?)</li>", group[1] if group else "", re.DOTALL):
                href = re.match(r'<a href="([^"]+)"', entry)
                assert href is not None
                shown.add((slug, href[1], "erschlossen" in entry))
        rows = service.engine.select(PREFIXES + self.MEMBERS)
        assert shown == {
            (
                str(row["field"]).rpartition("/")[2],
                document(str(row["thing"])),
                str(row["basis"]).endswith("/erschlossen"),
            )
            for row in rows
        }
        assert sum(inferred for *_, inferred in shown) == 10
        scheme = f"SELECT ?field {{ ?field skos:inScheme <{BOV['innovationsfeld']}> }}"
        assert sections.keys() == {iri.rpartition("/")[2] for iri in column(service.engine, "field", scheme)}

    def test_the_table_adds_up_to_the_list_of_organisations(self, service: Service) -> None:
        """A row's sectors sum to its total, which is the number of organisations behind the link of its section."""
        text = text_of(service, FIELDS)
        table = text[text.index("<table") : text.index("</table>")]
        rows = re.findall(r'<th scope="row"><a href="#([^"]+)".*?</th>(.*?)</tr>', table, re.DOTALL)
        assert len(rows) == 19
        for slug, cells in rows:
            total, *parts = (int(cell) if cell else 0 for cell in re.findall(r"<td[^>]*>(?:<b>)?(\d*)", cells))
            assert sum(parts) == total
            assert f"<p>{total} von 284 Eintr" in text_of(service, f"{ACTORS}?field={slug}")

    def test_a_field_without_an_institution_is_a_gap(self, town: Service) -> None:
        """It has a section, and the section says so."""
        text = text_of(town, FIELDS)
        without = "FILTER NOT EXISTS { ?x strat:innovationField ?field }"
        empty = [
            slug
            for slug, section in re.findall(r'<section class="innovation" id="([^"]+)"(.*?)</section>', text, re.DOTALL)
            if "nennt keine Quelle eine Organisation" in section
        ]
        fields = f"SELECT ?field {{ ?field skos:inScheme <{BOV['innovationsfeld']}> {without} }}"
        assert empty
        assert set(empty) == {iri.rpartition("/")[2] for iri in column(town.engine, "field", fields)}


class TestGoals:
    """The path from the goals to the actors."""

    def test_four_competences_have_a_gap_and_say_so(self, service: Service) -> None:
        """Only one competence lists goals; each other says that no source states them."""
        text = text_of(service, GOALS)
        parts = re.split(r'<section class="competence">', text)[1:]
        silent = [part for part in parts if "Lücke: Die Ziele dieser Kompetenz nennt keine gelesene Quelle." in part]
        assert (len(parts), len(silent)) == (5, 4)
        assert not [part for part in silent if 'href="/doc/ziel/' in part]
        assert "Die Ziele von 4 der 5 Kompetenzen nennt keine gelesene Quelle." in words(text)
        english = text_of(service, GOALS, "en")
        assert english.count("Gap: no source read so far states the goals of this competence.") == 4

    def test_activities_without_a_path_are_listed_with_their_number(self, service: Service) -> None:
        """The list is what the graph finds without a served goal; the number stands at its head."""
        text = text_of(service, GOALS)
        listed = re.findall(r'<li><a href="(/doc/kernaktivitaet/[^"]+)"', text[text.index('<h2 id="pathless">') :])
        query = "SELECT ?thing { ?thing a strat:CoreActivity FILTER NOT EXISTS { ?thing strat:servesGoal ?goal } }"
        assert sorted(listed) == sorted(map(document, column(service.engine, "thing", query)))
        assert f"Kernaktivitäten ohne Weg zu einem Ziel ({len(listed)})" in text
        assert len(listed) == 32

    def test_the_tree_leads_from_a_focus_area_to_activities_and_actors(self, service: Service) -> None:
        """Under each focus area stand the activities assigned to it, each with all its actors."""
        text = text_of(service, GOALS)
        shown = {
            (focus, activity, actor)
            for focus, below in re.findall(
                r'href="(/doc/schwerpunkt/[^"]+)"(.*?)(?=<h[234]|</section>)', text, re.DOTALL
            )
            for activity, entry in re.findall(
                r'<li><a href="(/doc/kernaktivitaet/[^"]+)"(.*?</ul></li>)', below, re.DOTALL
            )
            for actor in re.findall(r'href="(/doc/organisation/[^"]+)"', entry)
        }
        rows = service.engine.select(
            PREFIXES + "SELECT ?focus ?activity ?actor { ?activity a strat:CoreActivity ; strat:focusArea ?focus ;"
            " strat:participation/strat:organisation ?actor }"
        )
        assert shown
        assert shown == {tuple(document(str(row[name])) for name in ("focus", "activity", "actor")) for row in rows}

    def test_no_activity_is_lost(self, service: Service) -> None:
        """Each core activity stands in the tree or among those without a path."""
        query = "SELECT ?thing { ?thing a strat:CoreActivity }"
        links = set(Page(service.get(GOALS, Accept=BROWSER)).all("a", "href"))
        assert links >= {document(iri) for iri in column(service.engine, "thing", query)}

    def test_a_focus_area_without_an_activity_is_a_gap(self, service: Service) -> None:
        """As many say so as the graph finds."""
        query = (
            "SELECT ?focus { ?competence a strat:Competence ; strat:focusArea ?focus ."
            " FILTER NOT EXISTS { ?activity a strat:CoreActivity ; strat:focusArea ?focus } }"
        )
        gaps = text_of(service, GOALS).count("Lücke: Diesem Schwerpunkt ist keine Kernaktivität zugeordnet.")
        assert gaps == len(column(service.engine, "focus", query)) > 0


class TestSources:
    """What each document supports."""

    COUNTS = """SELECT ?thing (COUNT(DISTINCT ?x) AS ?count) {
      ?thing a strat:Source OPTIONAL { ?x dct:source ?thing } } GROUP BY ?thing"""

    def shown(self, service: Service, choice: str = "") -> list[tuple[str, str]]:
        """Return the sources of all pages, with what is said of each."""
        pages = [f"{SOURCES}?page={page}{choice}" for page in range(1, 6)]
        return [(path, words(entry)) for page in pages for path, entry in entries(text_of(service, page))]

    def test_each_source_shows_how_many_statements_rest_on_it(self, service: Service) -> None:
        """The numbers are those of the graph, and the list begins with the greatest."""
        shown = self.shown(service)
        found = [re.search(r"(\d+) Angaben?", entry) for _, entry in shown]
        counts = [int(one[1]) for one in found if one]
        rows = service.engine.select(PREFIXES + self.COUNTS)
        assert dict(zip([path for path, _ in shown], counts, strict=True)) == {
            document(str(row["thing"])): int(str(row["count"])) for row in rows
        }
        assert len(counts) == 469
        assert counts == sorted(counts, reverse=True)

    def test_titles_and_dates_order_the_list_too(self, service: Service) -> None:
        """Each order shows the same sources; by date the newest comes first and what has none last."""
        by_date = self.shown(service, "&sort=date")
        assert sorted(path for path, _ in by_date) == sorted(path for path, _ in self.shown(service, "&sort=name"))
        undated = ["ohne Datum" in entry for _, entry in by_date]
        assert undated == sorted(undated)
        assert undated.count(True) == 378
        days = {
            document(str(row["thing"])): str(row["date"])
            for row in service.engine.select(
                PREFIXES + "SELECT ?thing ?date { ?thing a strat:Source ; strat:date ?date }"
            )
        }
        dated = [days[path] for path, _ in by_date if path in days]
        assert dated == sorted(dated, reverse=True)

    def test_filters_leave_what_the_graph_says(self, service: Service) -> None:
        """A kind and a publisher, by a query written by hand and by the page's own."""
        for choice, pattern in (
            ("kind=partei", f"?thing strat:sourceKind <{BOV['quellenart/partei']}>"),
            ("publisher=ruhr-universitaet-bochum", '?thing dc:publisher "Ruhr-Universität Bochum"'),
        ):
            text = text_of(service, f"{SOURCES}?{choice}")
            expected = {
                document(iri)
                for iri in column(service.engine, "thing", f"SELECT ?thing {{ ?thing a strat:Source . {pattern} }}")
            }
            assert expected
            assert {path for path, _ in entries(text)} == expected
            assert {document(iri) for iri in column(service.engine, "thing", asked_by(text))} == expected

    def test_addresses_are_read_decoded_and_followed_as_they_are(self, service: Service) -> None:
        """The text shows the slashes of the path, the link keeps them encoded."""
        text = text_of(service, "/doc/kernaktivitaet/gute-schule-bochum")
        encoded = [address for address in re.findall(r'href="(https://bochum\.de/[^"]+)"', text) if "%2F" in address]
        assert encoded
        for address in encoded:
            assert re.search(rf'<a href="{re.escape(address)}"[^>]*>{re.escape(address.replace("%2F", "/"))}</a>', text)

    def test_every_count_is_that_of_the_list_behind_it(self, service: Service) -> None:
        """Each facet leads to as many sources as it says."""
        for href, count in facet_links(text_of(service, f"{SOURCES}?kind=presse"))[::9]:
            said = re.search(r"<p>(\d+) (?:von \d+ )?Eintr", text_of(service, href))
            assert said is not None
            assert int(said[1]) == count, href


class TestQuality:
    """How good the data are, and what is open."""

    @pytest.mark.parametrize(
        ("kind", "cells"),
        [
            ("Organisationen", ("284", "284 von 284 (100 %)", "284 von 284 (100 %)", "284 von 284 (100 %)", "–")),
            (
                "Quellen",
                ("469", "469 von 469 (100 %)", "0 von 469 (0 %)", "–", "91 von 469 (19 %) 378 ausdrücklich undatiert"),
            ),
            ("Beziehungen", ("694", "–", "–", "694 von 694 (100 %)", "164 von 694 (23 %)")),
            ("Orte", ("39", "39 von 39 (100 %)", "39 von 39 (100 %)", "39 von 39 (100 %)", "–")),
        ],
    )
    def test_the_table_shows_how_many_of_how_many(self, service: Service, kind: str, cells: tuple[str, ...]) -> None:
        """Names in both languages, sources and dates, with what is missing."""
        text = text_of(service, QUALITY)
        row = re.search(rf"<tr><th scope=\"row\"><a[^>]*>{kind}</a></th>(.*?)</tr>", text)
        assert row is not None
        assert tuple(map(words, re.findall(r"<td[^>]*>(.*?)</td>", row[1]))) == cells

    @pytest.mark.parametrize(
        ("feature", "share", "pattern"),
        [
            ("heutiger Stand", "37 von 37 (100 %)", "strat:CoreActivity ; strat:currentStatus ?o"),
            ("Federführung", "35 von 37 (94 %)", "strat:CoreActivity ; strat:leadOrganization ?o"),
            ("Weg zu einem Ziel", "5 von 37 (13 %)", "strat:CoreActivity ; strat:servesGoal ?o"),
            ("Ziele", "1 von 5 (20 %)", "strat:Competence ; strat:goal ?o"),
            ("Innovationsfeld", "103 von 284 (36 %)", "org:Organization ; strat:innovationField ?o"),
        ],
    )
    def test_what_only_some_kinds_have_is_told_too(
        self, service: Service, feature: str, share: str, pattern: str
    ) -> None:
        """Status, lead, goals and fields; the number is that of a query written by hand."""
        text = text_of(service, QUALITY)
        assert f"<td>{feature}</td><td" in text
        assert share in words(text[text.index(f"<td>{feature}</td>") :])[:80]
        things = column(service.engine, "thing", f"SELECT DISTINCT ?thing {{ ?thing a {pattern} }}")
        assert len(things) == int(share.split(maxsplit=1)[0])

    def test_every_finding_of_the_report_stands_there_with_its_thing_and_its_rule(
        self, service: Service, bochum_release: Release
    ) -> None:
        """Rules and things are those of the report, in its severities; each link answers."""
        report = Graph().parse(bochum_release.folder / "report.ttl")
        results = set(report.subjects(RDF.type, SH.ValidationResult))
        expected = {(report.value(one, SH.sourceShape), report.value(one, SH.focusNode)) for one in results}
        text = text_of(service, QUALITY)
        rules = re.findall(r'<section class="rule">\s*<h4><a href="([^"]+)".*?<ul[^>]*>(.*?)</ul>', text, re.DOTALL)
        shown = {(rule, thing) for rule, below in rules for thing in re.findall(r'<li><a href="([^"]+)"', below)}
        assert {(urlsplit(rule).path, thing) for rule, thing in shown} == {
            (f"/shapes/{str(rule).rpartition('/')[2]}.html", document(str(thing))) for rule, thing in expected
        }
        counts = {
            name: len(list(report.subjects(SH.resultSeverity, SH[name]))) for name in ("Violation", "Warning", "Info")
        }
        assert "{Violation} Verstöße, {Warning} Warnungen, {Info} Hinweise.".format(**counts) in text
        links = sorted({href for pair in shown for href in pair})
        assert {service.get(href, Accept=BROWSER).status for href in links} == {200}

    def test_gaps_and_contradictions_of_the_data_are_listed(self, service: Service) -> None:
        """Each statement that names one stands there with its text."""
        text = unescape(text_of(service, QUALITY))
        for aspect in ("luecke", "widerspruch"):
            of = f"?x strat:aspect <{BOV[f'aspekt/{aspect}']}> ; strat:text ?text"
            query = f'SELECT ?text {{ {of} FILTER (LANG(?text) = "de") }}'
            found = column(service.engine, "text", query)
            assert found
            assert not [one for one in found if one not in text]
            assert re.search(rf'<h3 id="{aspect}">.*<span class="count">{len(found)}</span>', text)

    def test_it_says_when_the_data_were_last_changed(self, service: Service, bochum_release: Release) -> None:
        """The day of the manifest, and the release."""
        text = text_of(service, QUALITY, "en")
        assert "The data were last changed on 23\N{NO-BREAK SPACE}November 2026" in text
        assert bochum_release.id in text

    def test_queries_that_look_for_mistakes_can_be_run(self, service: Service) -> None:
        """One link for each, with the query in the editor."""
        text = text_of(service, QUALITY)
        checks = re.findall(r'<li><a href="(/sparql\?[^"]+)"', text[text.index('<h2 id="checks">') :])
        assert len(checks) > 10
        assert all(parameters(href)["query"] for href in checks)


def test_a_pattern_joins_the_query_and_nothing_else() -> None:
    """It stands in the outermost group, on a line of its own."""
    plain, narrowed = (
        parameters(asked("fields", Reader("de"), patterns).href)["query"] for patterns in ((), ("?field ?p ?o .",))
    )
    assert narrowed == plain.replace("WHERE {", "WHERE {\n  ?field ?p ?o .", 1)

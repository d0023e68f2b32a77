"""The wheel, the list of core activities and the timeline: what they say is what the graph says."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from itertools import pairwise

import pytest
from rdflib import DCTERMS

from bochum_kg.build import Release
from bochum_kg.describe import Thing, Words
from bochum_kg.engine import Engine
from bochum_kg.engine.base import IRI, Literal, Row
from bochum_kg.namespaces import BO, STRAT
from bochum_kg.web.views import Reader
from bochum_kg.web.views.activity import Activity, read_activities
from bochum_kg.web.views.bars import bars
from bochum_kg.web.views.milestones import Milestone, State, states
from bochum_kg.web.views.statuses import legend
from serving import Service, running
from test_pages import BROWSER, Page

LIST, TIMELINE = "/doc/kernaktivitaet/", "/timeline"
PREFIXES = """
PREFIX basis: <https://w3id.org/bochum-strategie/vocab/aussagegrundlage/>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX strat: <https://w3id.org/stadtstrategie/def/>
"""


@pytest.fixture(scope="module")
def service(bochum_release: Release, bochum: Engine) -> Iterator[Service]:
    """The real data, served."""
    with running(bochum_release, bochum) as service:
        yield service


@pytest.fixture(scope="module")
def town(city_release: Release, city: Engine) -> Iterator[Service]:
    """The small city, served; its data are of 30 June 2026."""
    with running(city_release, city) as service:
        yield service


def page_of(service: Service, path: str, language: str = "de") -> str:
    """Return a page that is there."""
    reply = service.get(path, Accept=BROWSER, Accept_Language=language)
    assert reply.status == 200, path
    return reply.text


def words(html: str) -> str:
    """Return the text of some HTML in one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split()).replace(" ,", ",")


def asked(engine: Engine, pattern: str) -> set[str]:
    """Return the things that a pattern finds, by the last part of their IRI."""
    rows = engine.select(f"{PREFIXES} SELECT DISTINCT ?thing WHERE {{ {pattern} }}")
    return {str(row["thing"]).rpartition("/")[2] for row in rows}


def listed(html: str) -> list[str]:
    """Return the activities of a page of the list, in order."""
    return re.findall(r'<li><b><a href="/doc/kernaktivitaet/([^"?]+)', html)


def shown(service: Service, path: str) -> list[str]:
    """Return the activities on all pages of a list."""
    html = page_of(service, path)
    following = re.search(r'<a href="([^"]+)" rel="next"', html)
    return listed(html) + (shown(service, unescape(following[1])) if following else [])


def dated(html: str) -> list[str]:
    """Return the milestones of a page of the timeline, in order."""
    return re.findall(r'<div><a href="/doc/(kernaktivitaet/[^"?]+/meilenstein/[^"?]+)', html)


def facets(html: str) -> list[tuple[str, str, int]]:
    """Return the values to choose from: the facet, where the link leads, and the count that it promises."""
    found = []
    for name, section in re.findall(r'aria-labelledby="facet-(\w+)">(.*?)</section>', html, re.DOTALL):
        links = re.findall(r'<a href="([^"]+)"><span>.*?class="count">([\d.]+)<', section, re.DOTALL)
        found += [(name, unescape(href), int(count)) for href, count in links]
    return found


class TestWheel:
    """The start page draws the strategy."""

    def test_each_activity_stands_at_each_of_its_competences(self, service: Service, bochum: Engine) -> None:
        """The links at the rim are the assignments in the graph, those that are inferred with a dashed spoke."""
        html = page_of(service, "/")
        leaves = re.findall(r'<a class="leaf [\w-]+" href="/doc/kernaktivitaet/([^"]+)"(.*?)</a>', html, re.DOTALL)
        rows = bochum.select(
            f"{PREFIXES} SELECT ?thing ?basis WHERE {{ ?thing strat:assignment ?one . "
            "?one strat:assignedTo ?to ; strat:assertionBasis ?basis . ?to a strat:Competence }"
        )
        expected = Counter(
            (str(row["thing"]).rpartition("/")[2], str(row["basis"]).endswith("/erschlossen")) for row in rows
        )
        assert Counter((name, "spoke inferred" in leaf) for name, leaf in leaves) == expected
        assert len(leaves) > 30

    def test_pillars_and_competences_are_written_and_lead_to_their_pages(self, service: Service) -> None:
        """All names stand in the rings, whole, and each part is a link with a title."""
        wheel = page_of(service, "/").partition('<figure class="wheel">')[2].partition("</svg>")[0]
        text = words(re.sub(r"<title>.*?</title>", "", wheel))
        for name in ("Wissen", "Wandel", "Wir-Gefühl", "Vorreiterin modernen Stadtmanagements"):
            assert name in text
        assert '<a href="/doc/kompetenz/hotspot" aria-label="Kompetenz: Hotspot der Live-Kultur">' in wheel
        assert wheel.count("<title>") == wheel.count("aria-label=") - 2

    def test_a_status_is_told_by_shape_and_words(self, service: Service, bochum: Engine) -> None:
        """The legend counts every activity once; shapes differ; a title says name, status and its date."""
        html = page_of(service, "/")
        entries = re.findall(r'<path class="shape (\w+)"[^>]*/></svg> ([^<]+) <span class="count">(\d+)<', html)
        assert len({shape for shape, _, _ in entries}) == len(entries) > 4
        assert sum(int(count) for _, _, count in entries) == len(asked(bochum, "?thing a strat:CoreActivity"))
        told = "Haus des Wissens, im Bau, Stand 16. Oktober 2024 (Zuordnung erschlossen)"
        assert f"<title>{told}</title>" in html.replace("\N{NO-BREAK SPACE}", " ")

    def test_the_list_below_is_folded_by_competence_and_says_how_much_there_is(self, service: Service) -> None:
        """One fold for each competence; what the picture leaves out is said."""
        html = page_of(service, "/")
        folds = [words(one) for one in re.findall(r"<summary>(<h4>.*?)</summary>", html, re.DOTALL)]
        assert len(folds) == 5
        assert folds[0] == "Kompetenz Shootingstar der Wissensarbeit 3 Ziele · 5 Schwerpunkte · 5 Kernaktivitäten"
        assert "Nur in der Liste steht eine Kernaktivität, deren Kompetenz nicht bekannt ist." in words(html)
        assert "Kernaktivitäten mehrerer Kompetenzen stehen bei jeder von ihnen." in words(html)

    def test_an_unknown_status_has_a_sign_of_its_own(self) -> None:
        """It is counted like the others and comes last."""
        activities = [Activity(Thing(str(BO["kernaktivitaet/x"])), core=True)]
        assert [(one.name, one.tone, one.shape, one.count) for one in legend(activities, Reader("de"))] == [
            ("Stand unbekannt", "none", "dashed", "1")
        ]


class TestList:
    """Core activities are narrowed down by links."""

    def test_every_number_is_that_of_the_list_behind_it(self, service: Service) -> None:
        """Following any value of any facet gives as many entries as promised, with and without another filter."""
        for start in (LIST, f"{LIST}?competence=grossstadt"):
            values = facets(page_of(service, start))
            assert {name for name, _, _ in values} == {"competence", "focus", "status", "lead", "field", "place"}
            assert {href: len(listed(page_of(service, href))) for _, href, _ in values} == {
                href: count for _, href, count in values
            }

    @pytest.mark.parametrize(
        ("query", "pattern"),
        [
            ("competence=vorreiterin", "?thing strat:competence <{bo}kompetenz/vorreiterin>"),
            ("competence=unknown", "?thing a strat:CoreActivity MINUS { ?thing strat:competence ?any }"),
            (
                "focus=offene-innovationskultur",
                "?thing a strat:CoreActivity ; strat:focusArea <{bo}schwerpunkt/offene-innovationskultur>",
            ),
            ("status=im-bau", "?thing strat:currentStatus <https://w3id.org/bochum-strategie/vocab/status/im-bau>"),
            ("lead=bochum-marketing", "?thing strat:leadOrganization <{bo}organisation/bochum-marketing>"),
            (
                "field=energie",
                (
                    "?who strat:innovationField <https://w3id.org/bochum-strategie/vocab/innovationsfeld/energie> . "
                    "?thing strat:leadOrganization|strat:partnerOrganization ?who"
                ),
            ),
            ("place=mark-51-7", "?thing dct:relation <{bo}ort/mark-51-7>"),
            (
                "place=bochum-laer",
                (
                    '{ ?thing strat:site/strat:quarter "Laer" } UNION '
                    "{ ?thing dct:relation/dct:isPartOf* <{bo}ort/bochum-laer> }"
                ),
            ),
            (
                "place=bochum-innenstadt",
                "?thing a strat:CoreActivity ; dct:relation/dct:isPartOf <{bo}ort/bochum-innenstadt>",
            ),
            ("place=other", '?thing strat:site ?site MINUS { ?site strat:quarter "Laer" }'),
            (
                "place=unknown",
                (
                    "?thing a strat:CoreActivity MINUS { ?thing strat:site ?site } "
                    "MINUS { ?thing dct:relation ?place . ?place a dct:Location }"
                ),
            ),
            (
                "competence=grossstadt&status=umgesetzt",
                (
                    "?thing strat:competence <{bo}kompetenz/grossstadt> ; "
                    "strat:currentStatus <https://w3id.org/bochum-strategie/vocab/status/umgesetzt>"
                ),
            ),
        ],
    )
    def test_a_filter_shows_what_the_graph_says_and_so_does_its_query(
        self, service: Service, bochum: Engine, query: str, pattern: str
    ) -> None:
        """The page, the query behind it as CSV, and an independent query find the same activities."""
        html = page_of(service, f"{LIST}?{query}")
        expected = asked(bochum, pattern.replace("{bo}", str(BO)))
        assert expected
        assert set(listed(html)) == expected
        assert len(listed(html)) == len(expected)
        href = next(unescape(one) for one in re.findall(r'href="(/sparql\?[^"]+)">CSV<', html))
        rows = csv.DictReader(io.StringIO(service.get(href).text))
        assert {row["thing"].rpartition("/")[2] for row in rows} == expected

    def test_the_query_behind_the_page_can_be_read_and_gives_json(self, service: Service) -> None:
        """The link opens the query with its answer; as JSON it is in the language of the page."""
        html = page_of(service, f"{LIST}?status=im-bau", "en")
        query, data = (
            next(unescape(one) for one in re.findall(rf'href="(/sparql\?[^"]+)">{name}<', html))
            for name in ("This page as a query", "JSON")
        )
        assert "<table>" in page_of(service, query, "en")
        rows = json.loads(service.get(data).text)["results"]["bindings"]
        assert sorted({row["name"]["value"] for row in rows}) == ["Eventbühne Lohrheidestadion", "Haus des Wissens"]
        assert {row["status"]["value"] for row in rows} == {"under construction"}

    def test_the_order_is_that_of_the_link(self, service: Service) -> None:
        """By name without a choice; by status in the order of a life; by the last milestone, unknown ones last."""
        names = [words(one) for one in re.findall(r"<li><b>(.*?)</b>", page_of(service, LIST))]
        assert names[0] == "1.000 Bänke für Bochum"
        assert len(names) == 37
        html = page_of(service, f"{LIST}?sort=status")
        tones = [tone for tone, _ in pairwise(re.findall(r'class="status ([\w-]+)"', html))]
        assert list(dict.fromkeys(tones))[:3] == ["geplant", "im-bau", "laufend"]
        assert Counter(tones).keys() == set(tones)
        assert len(list(dict.fromkeys(tones))) == sum(1 for one, other in pairwise(tones) if one != other) + 1
        html = page_of(service, f"{LIST}?sort=end")
        years = [
            int(re.findall(r"\d{4}", told)[-1]) for told in re.findall(r"<dt>Meilensteine</dt> <dd>(.*?)</dd>", html)
        ]
        assert years == sorted(years)
        assert "Meilensteine" not in html.rpartition("<li><b>")[2].partition("</li>")[0]

    def test_an_entry_says_where_it_belongs_and_what_of_that_is_inferred(self, service: Service) -> None:
        """Status with date, competence, lead, place and dates; the mark stands where no source states it."""
        entries = page_of(service, LIST).split("<li><b>")
        house = words(next(one for one in entries if one.startswith('<a href="/doc/kernaktivitaet/haus-des-wissens"')))
        assert "Haus des Wissens im Bau (Stand 16. Oktober 2024)" in house
        assert "Kompetenz Großstadt mit Lebensgefühl erschlossen" in house
        assert "Federführung Stadt Bochum, Zentrale Dienste" in house
        assert "Meilensteine 2017 bis 2027" in house
        school = words(next(one for one in entries if one.startswith('<a href="/doc/kernaktivitaet/tausend-baenke"')))
        assert "erschlossen" not in school

    def test_each_site_stands_once_and_a_place_before_its_detail(self, service: Service) -> None:
        """The library and its quarter are one entry; the site that is a place of the graph is shown as that place."""
        entries = page_of(service, LIST).split("<li><b>")

        def places(name: str) -> list[tuple[str, str]]:
            html = next(one for one in entries if one.startswith(f'<a href="/doc/kernaktivitaet/{name}"'))
            line = html.partition("<dt>Ort</dt>")[2].partition("</dd>")[0]
            return re.findall(r'<a href="/doc/([^"]+)">([^<]+)</a>', line)

        assert places("gute-stuben") == [
            ("kernaktivitaet/gute-stuben/ort/1", "Quartiershalle in der KoFabrik"),
            ("kernaktivitaet/gute-stuben/ort/2", "Zweigbücherei Linden (Open Library)"),
        ]
        assert places("mark-51-7") == [("ort/mark-51-7", "MARK 51°7"), ("ort/bochum-laer", "Bochum-Laer")]
        assert ("kernaktivitaet/pocket-parks/ort/2", "Pocket Park Am Eschenbruch (Grumme)") in places("pocket-parks")

    def test_only_places_with_a_page_can_be_chosen(self, service: Service, bochum: Engine) -> None:
        """Names that a source gives a site are no values, but one for all of them; an old one is not found."""
        slugs = {href.rpartition("place=")[2] for name, href, _ in facets(page_of(service, LIST)) if name == "place"}
        assert slugs - {"other", "unknown"} <= asked(bochum, "?thing a dct:Location ; strat:placeKind ?kind")
        assert slugs == {"bochum-innenstadt", "bochum-laer", "haus-des-wissens", "mark-51-7", "other", "unknown"}
        assert service.get(f"{LIST}?place=hofstede", Accept=BROWSER).status == 404

    def test_a_quarter_finds_the_sites_that_only_its_name_ties(self, town: Service) -> None:
        """The house stands in a quarter that its source calls Altstadt; page and query find it there."""
        html = page_of(town, f"{LIST}?place=musterstadt-altstadt")
        assert listed(html) == ["buergerhaus"]
        href = next(unescape(one) for one in re.findall(r'href="(/sparql\?[^"]+)">CSV<', html))
        rows = csv.DictReader(io.StringIO(town.get(href).text))
        assert {row["thing"].rpartition("/")[2] for row in rows} == {"buergerhaus"}

    @pytest.mark.parametrize(
        ("names", "expected"),
        [
            (("Stadt-Hain", "Stadt-Wald"), ["urn:0", "urn:district"]),
            (("Hain", "Stadt-Wald"), ["urn:0", "urn:district"]),
            (("Stadt-Hain", "Dorf-Hain"), []),
            (("Alter Hain", "Hainstadt"), []),
        ],
        ids=["after-the-city", "alone", "two-of-that-name", "longer-names"],
    )
    def test_a_quarter_leads_to_the_one_place_of_its_name(self, names: tuple[str, ...], expected: list[str]) -> None:
        """And to the district that this lies in; to none where names only resemble, or two places have it."""
        part, site, quarter = IRI(str(DCTERMS.isPartOf)), IRI(str(STRAT.site)), IRI(str(STRAT.quarter))
        activity, yard, district = IRI("urn:activity"), IRI("urn:yard"), IRI("urn:district")
        rows: list[Row] = [
            {"thing": activity, "class": IRI(str(STRAT.CoreActivity)), "label": Literal("Markt", language="de")},
            {"thing": activity, "by": site, "value": yard},
            {"thing": activity, "by": quarter, "value": yard, "label": Literal("Hain")},
            {"value": yard, "label": Literal("Hof", language="de")},
            {"value": district, "label": Literal("Stadt-Mitte", language="de")},
        ]
        for number, name in enumerate(names):
            place = IRI(f"urn:{number}")
            rows.append({"value": place, "label": Literal(name, language="de")})
            rows += [{"thing": place, "by": part, "value": value} for value in (place, district)]
        (found,) = read_activities(rows)
        assert [(one.thing.iri, one.quarter) for one in found.sites] == [("urn:yard", "Hain")]
        assert [place.iri for one in found.sites for place in one.places] == expected

    def test_choices_stand_above_the_list_and_can_be_taken_back(self, service: Service) -> None:
        """Each choice is a chip that leads to the list without it; the language is kept."""
        html = page_of(service, f"{LIST}?competence=grossstadt&status=umgesetzt&sort=end&lang=en")
        chips = [
            (unescape(href), words(text)) for href, text in re.findall(r'class="chip" href="([^"]+)">(.*?)</a>', html)
        ]
        assert chips == [
            (
                f"{LIST}?lang=en&status=umgesetzt&sort=end",
                "Competence: Big city with a zest for life ×, remove filter",
            ),
            (f"{LIST}?lang=en&competence=grossstadt&sort=end", "Status: implemented ×, remove filter"),
        ]

    def test_nothing_found_is_said_with_the_way_back(self, town: Service) -> None:
        """A sentence, and the link that removes all filters."""
        html = page_of(town, f"{LIST}?status=im-bau&competence=stadt-im-gruenen")
        assert "Nichts passt zu allen gewählten Filtern" in html
        assert (
            f'<p class="gap">Nichts passt zu allen gewählten Filtern; einen davon zu entfernen hilft. <a href="{LIST}">'
            in html
        )

    def test_only_core_activities_are_listed(self, town: Service) -> None:
        """A candidate is none; the way to the candidates is shown."""
        html = page_of(town, LIST)
        assert sorted(listed(html)) == ["buergerhaus", "gruenderfabrik", "leihrad", "neuer-markt", "stadtportal"]
        assert 'href="/doc/kandidat/"' in html

    @pytest.mark.parametrize(
        ("query", "near"),
        [
            ("competence=grosstadt", "competence=grossstadt"),
            ("status=laufen", "status=laufend"),
            ("place=bochum-lear", "place=bochum-laer"),
            ("sort=nam", "sort=name"),
            ("page=2", "page=1"),
        ],
    )
    def test_a_value_of_nothing_is_told_with_the_near_ones(self, service: Service, query: str, near: str) -> None:
        """404, never an empty list or an error of the server."""
        reply = service.get(f"{LIST}?{query}", Accept=BROWSER)
        assert reply.status == 404
        assert f'href="{LIST}?{near}"' in reply.text


def milestone(name: str, date: str, latest: str, *, planned: bool = True, rivals: tuple[str, ...] = ()) -> Milestone:
    """Return a milestone of some activity."""
    activity = Activity(Thing("urn:activity", Words.of(de="Haus")), core=True)
    return Milestone(Thing(f"urn:{name}"), activity, date, latest, planned, frozenset(f"urn:{one}" for one in rivals))


class TestTimeline:
    """Milestones, seen from the date of the data."""

    @pytest.mark.parametrize(
        ("found", "state"),
        [
            ((milestone("a", "2026", "2026-12-31"),), State.DUE),
            ((milestone("a", "2026-06-30", "2026-06-30"),), State.DUE),
            ((milestone("a", "2026-06-29", "2026-06-29"),), State.UNREPORTED),
            ((milestone("a", "2025", "2025-12-31", planned=False),), State.REACHED),
            (
                (milestone("a", "2025", "2025-12-31", rivals=("b",)), milestone("b", "2027", "2027-12-31")),
                State.OVERDUE,
            ),
            (
                (milestone("a", "2024", "2024-12-31", rivals=("b",)), milestone("b", "2025", "2025-12-31")),
                State.UNREPORTED,
            ),
            (
                (
                    milestone("a", "2024", "2024-12-31", rivals=("b",)),
                    milestone("b", "2025", "2025-12-31", planned=False),
                ),
                State.UNREPORTED,
            ),
            ((milestone("a", "2024", "2024-12-31", rivals=("gone",)),), State.UNREPORTED),
        ],
        ids=["year-not-over", "last-day", "day-after", "reported", "expected-later", "both-over", "other", "elsewhere"],
    )
    def test_a_milestone_is_overdue_only_where_the_data_say_so(
        self, found: tuple[Milestone, ...], state: State
    ) -> None:
        """Announced until its last day is over; then not reported, unless another source still expects it."""
        assert states(found, "2026-06-30")["urn:a"] is state

    def test_states_and_dates_are_told_as_the_sources_give_them(self, town: Service) -> None:
        """The precision of each date is kept, and sources that disagree are marked."""
        lines = [words(one) for one in re.findall(r'<li class="dated">(.*?)</li>', page_of(town, TIMELINE), re.DOTALL)]
        assert lines == [
            "März 2027 Eröffnung laut Presse angekündigt Quellen weichen voneinander ab Bürgerhaus am Markt",
            "1. Dezember 2026 Zweite Halle wird bezogen angekündigt Gründerfabrik",
            "2025 Eröffnung laut Steckbrief überfällig Quellen weichen voneinander ab Bürgerhaus am Markt",
            "1. Februar 2022 Start mit zwanzig Diensten erreicht Stadtportal",
            "20. Juni 2019 Beschluss des Rates erreicht Bürgerhaus am Markt",
        ]

    @pytest.mark.parametrize(
        ("state", "told"),
        [("due", "angekündigt"), ("overdue", "überfällig"), ("unreported", "nicht gemeldet"), ("reached", "erreicht")],
    )
    def test_a_milestone_stands_on_its_page_as_on_the_timeline(self, service: Service, state: str, told: str) -> None:
        """Its sentence says the state under which the timeline lists it."""
        found = dated(page_of(service, f"{TIMELINE}?state={state}"))
        assert found
        for path in found[:5]:
            assert f"; Stand: {told}." in words(page_of(service, f"/doc/{path}"))

    def test_all_milestones_stand_under_their_years(self, service: Service, bochum: Engine) -> None:
        """Every milestone in the graph once, latest year first; headings, bars and table give the same numbers."""
        html = page_of(service, TIMELINE)
        rows = bochum.select(
            f"{PREFIXES} SELECT ?thing ?date WHERE {{ ?any strat:milestone ?thing . ?thing strat:date ?date }}"
        )
        years = Counter(str(row["date"])[:4] for row in rows)
        assert sorted(dated(html)) == sorted(str(row["thing"]).removeprefix(str(BO)) for row in rows)
        headings = re.findall(r'<h2 id="year-(\d+)">\d+ <span class="count">(\d+)<', html)
        assert headings == [(year, str(years[year])) for year in sorted(years, reverse=True)]
        table = re.findall(r'<th scope="row"><a[^>]*>(\d+)</a></th>((?:<td class="number">\d+</td>)+)', html)
        numbers = {year: [int(one) for one in re.findall(r">(\d+)<", cells)] for year, cells in table}
        assert {year: row[0] for year, row in numbers.items()} == years
        assert all(row[0] == sum(row[1:]) for row in numbers.values())
        chart = html.partition('<svg class="bars"')[2].partition("</svg>")[0]
        shown = re.findall(r'<text class="year"[^>]*>(\d+)</text>\s*</a>\s*<text[^>]*>(\d+)<', chart)
        assert {year: int(count) for year, count in shown} == years

    @pytest.mark.parametrize(
        "query",
        [
            "state=due",
            "state=unreported",
            "competence=grossstadt",
            "year=2024",
            "state=due&year=2027",
            "competence=unknown",
        ],
    )
    def test_a_filter_and_its_query_find_the_same(self, service: Service, query: str) -> None:
        """The milestones on the page are the rows of the query behind it."""
        html = page_of(service, f"{TIMELINE}?{query}")
        found = dated(html)
        assert found
        href = next(unescape(one) for one in re.findall(r'href="(/sparql\?[^"]+)">CSV<', html))
        rows = list(csv.DictReader(io.StringIO(service.get(href).text)))
        assert sorted(row["thing"].removeprefix(str(BO)) for row in rows) == sorted(found)

    def test_every_number_is_that_of_the_list_behind_it(self, service: Service) -> None:
        """Following any value of any facet gives as many milestones as promised."""
        for start in (TIMELINE, f"{TIMELINE}?state=due"):
            values = facets(page_of(service, start))
            assert {name for name, _, _ in values} >= {"competence", "year"}
            assert {href: len(dated(page_of(service, href))) for _, href, _ in values} == {
                href: count for _, href, count in values
            }

    def test_home_and_list_lead_to_the_timeline(self, service: Service) -> None:
        """In the language that was chosen."""
        for path in ("/", LIST):
            assert f"{TIMELINE}?lang=en" in Page(service.get(f"{path}?lang=en")).all("a", "href")

    def test_bars_are_as_long_as_there_is_to_tell(self) -> None:
        """The longest bar fills the height, years without anything keep their place, and the day stands in its year."""
        drawn = bars({2024: {"reached": 3, "due": 1}, 2026: {"due": 2}}, ("reached", "due"), "2026-07-02")
        assert drawn is not None
        assert [(bar.year, bar.count, [piece.height for piece in bar.pieces]) for bar in drawn.bars] == [
            (2024, 4, ["90.0", "30.0"]),
            (2025, 0, []),
            (2026, 2, ["60.0"]),
        ]
        assert drawn.bars[0].pieces[1].y == "34.0"
        assert drawn.bars[2].x < float(drawn.today) < drawn.width
        assert bars({}, (), "2026-07-02") is None

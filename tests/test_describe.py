"""Descriptions: what the small city says of a thing, in the order and grouping in which a person would tell it."""

from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse

from bochum_kg.describe import (
    Description,
    Group,
    Thing,
    Value,
    Words,
    describe,
    find,
    graph,
    incoming,
    names,
    near,
    plain,
)
from bochum_kg.engine import Answer, Engine
from bochum_kg.errors import UnknownNameError
from bochum_kg.formats import GRAPH_FORMATS, JSON_LD, N_TRIPLES, RDF_XML, TURTLE, Format
from bochum_kg.namespaces import BO, BOV, DATASET, GRAPHS, STRAT

HOUSE = str(BO["kernaktivitaet/buergerhaus"])
CITY_HALL = str(BO["organisation/stadt-musterstadt"])
PARSERS = {
    TURTLE: RdfFormat.TURTLE,
    N_TRIPLES: RdfFormat.N_TRIPLES,
    RDF_XML: RdfFormat.RDF_XML,
    JSON_LD: RdfFormat.JSON_LD,
}


class Counting(Engine):
    """An engine that counts what it is asked."""

    def __init__(self, engine: Engine) -> None:
        """Pass everything on to an engine."""
        self.engine, self.count = engine, 0

    def query(self, text: str, **arguments: Any) -> Answer:  # noqa: ANN401 - whatever an engine takes
        """Count and pass on."""
        self.count += 1
        return self.engine.query(text, **arguments)

    def close(self) -> None:
        """Leave the other engine open."""


@pytest.fixture(scope="module")
def house(city: Engine) -> Description:
    """The description of the community house."""
    return describe(city, HOUSE)


def headings(description: Description) -> list[str]:
    """Return the names of the groups."""
    return [group.property.name("de").value for group in description.groups]


def group(description: Description, name: str) -> Group:
    """Return the group of that name."""
    return next(one for one in description.groups if one.property.name("de").value == name)


def said(value: Value) -> list[str]:
    """Return what a value says in German."""
    spoken = (
        one.name("de") if isinstance(one, Thing) else one.say("de") if isinstance(one, Words) else one
        for one in value.terms
    )
    return [one.value for one in spoken if one]


def test_a_thing_is_told_in_the_order_of_a_person(house: Description) -> None:
    """First how it stands and whose it is, then details, dates and money, at last where it is documented."""
    assert house.thing.name("en").value == "Community house on the market"
    assert [one.name("de").value for one in house.types] == ["Kernaktivität"]
    assert headings(house) == [
        "Stand",
        "Kompetenz",
        "Schwerpunkte",
        "Staffel",
        "Zahlt ein auf",
        "Federführung",
        "Partner",
        "Art des Vorhabens",
        "Einzelheit",
        "Fläche",
        "Eröffnung",
        "Meilensteine",
        "Kosten",
        "Kosten und Mittel",
        "Orte",
        "Kontakt",
        "Als Kernaktivität bestätigt durch",
        "Teil der Strategie",
    ]


def test_each_value_has_its_own_sources(house: Description) -> None:
    """The two status reports rest on different documents, with publisher, date and address."""
    sources = [source for value in group(house, "Stand").values for source in value.sources]
    assert [(one.thing.name("de").value, one.publisher, one.date) for one in sources] == [
        ("Steckbriefe der ersten Kernaktivitäten", "Stadt Musterstadt", "2020"),
        ("Zwischenbilanz 2023", "Stadt Musterstadt", "2023-05"),
    ]
    assert sources[1].address == "https://www.musterstadt.example/strategie/bilanz-2023"


def test_competing_values_stand_side_by_side(house: Description) -> None:
    """Two costs and two openings disagree and are marked; the floor area stands alone."""
    assert [(value.competing, said(value)[1]) for value in group(house, "Kosten").values] == [
        (True, "12 Millionen Euro laut Steckbrief."),
        (True, "15 Millionen Euro laut Presse."),
    ]
    assert [(value.when, value.competing) for value in group(house, "Eröffnung").values] == [
        (("2025",), True),
        (("2027-03",), True),
    ]
    assert [value.competing for value in group(house, "Fläche").values] == [False]


def test_what_follows_by_rule_says_so_and_what_has_evidence_is_not_repeated(house: Description) -> None:
    """Goals served are derived; the current status and the lead are told by the node that has the source."""
    goals = group(house, "Zahlt ein auf").values
    assert {value.basis.kind.name("de").value for value in goals if value.basis} == {"maschinell abgeleitet"}
    assert all(value.basis for value in goals)
    shown = {group.property.iri for group in house.groups}
    assert not shown & {str(STRAT.currentStatus), str(STRAT.leadOrganization), str(STRAT.partnerOrganization)}


def test_relations_are_told_from_both_ends(city: Engine) -> None:
    """The office says what it is part of, with the relation as evidence; the city hall says who is part of it."""
    office = describe(city, str(BO["organisation/amt-fuer-digitales"]))
    part = group(office, "ist Teil von").values[0]
    assert (said(part), part.node) == (["Stadt Musterstadt"], str(BO["beziehung/rel-0001"]))
    links = {one.by.name("de").value: one for one in describe(city, CITY_HALL).incoming}
    assert [(one.thing.name("de").value, one.node and one.node.iri) for one in links["… ist Teil von"].links] == [
        ("Amt für Digitales", str(BO["beziehung/rel-0001"]))
    ]


def test_an_inferred_relation_keeps_its_reason(city: Engine) -> None:
    """The field of the radio works is inferred, and the description says why in both languages."""
    field = group(describe(city, str(BO["organisation/funkwerk"])), "gehört zum Innovationsfeld").values[0]
    assert field.basis is not None
    assert field.basis.kind.iri == str(BOV["aussagegrundlage/erschlossen"])
    assert [text.language for text in field.basis.reason.texts] == ["de", "en"]


def test_an_ended_relation_shows_its_span(city: Engine) -> None:
    """Start and end stand with the value."""
    member = group(describe(city, str(BO["organisation/funkwerk"])), "ist Mitglied von").values[0]
    assert member.when == ("2016", "2020-12")


def test_incoming_links_are_counted_and_paged(city: Engine) -> None:
    """Pages of one link each cover all of them once; a page past the end is not there."""
    by = str(STRAT.partOfStrategy)
    strategy = str(BO["strategie/musterstadt-strategie"])
    total = next(one.count for one in describe(city, strategy).incoming if one.by.iri == by)
    pages = [incoming(city, strategy, by, page, 2) for page in range(1, -(-total // 2) + 1)]
    found = [link.thing.iri for page in pages for link in page.links]
    assert len(found) == len(set(found)) == total > 2
    assert {page.pages for page in pages} == {len(pages)}
    for page in (0, len(pages) + 1):
        with pytest.raises(UnknownNameError):
            incoming(city, strategy, by, page, 2)
    with pytest.raises(UnknownNameError):
        incoming(city, strategy, str(STRAT.mergedInto))


@pytest.mark.parametrize(
    "iri", [CITY_HALL, str(BOV["status/laufend"]), str(BOV.status), str(STRAT.Milestone), str(STRAT)]
)
def test_no_group_of_links_is_empty(city: Engine, iri: str) -> None:
    """A large group, or one that the page tells elsewhere, takes no place from the others."""
    assert all(one.links for one in describe(city, iri).incoming)


def test_a_vocabulary_lists_its_concepts(city: Engine) -> None:
    """All concepts of a scheme are on its page, though their IRIs lie under its own."""
    links = next(one for one in describe(city, str(BOV.status)).incoming)
    assert len(links.links) == links.count == 8


@pytest.mark.parametrize(
    "iri", [HOUSE, CITY_HALL, str(BOV["status/laufend"]), str(STRAT.Milestone), str(STRAT), str(DATASET)]
)
def test_a_page_takes_at_most_five_queries(city: Engine, iri: str) -> None:
    """However much a page shows, it does not ask value by value."""
    counting = Counting(city)
    describe(counting, iri)
    assert counting.count <= 5


def triples(body: bytes, form: Format) -> set[object]:
    """Return the triples of a body."""
    return {quad.triple for quad in parse(body, format=PARSERS[form])}


def test_the_graph_of_a_thing_is_the_same_in_every_format(city: Engine) -> None:
    """Turtle, JSON-LD, N-Triples and RDF/XML hold the same triples: the thing and the details under it."""
    offered = [form for form in GRAPH_FORMATS if form in PARSERS]
    graphs = [triples(graph(city, HOUSE, form), form) for form in offered]
    assert all(one == graphs[0] for one in graphs)
    text = graph(city, HOUSE, N_TRIPLES).decode()
    subjects = {line.split()[0].strip("<>") for line in text.splitlines()}
    assert {HOUSE, f"{HOUSE}/meilenstein/1", f"{HOUSE}/foerderung/2", f"{HOUSE}/ort/1"} <= subjects
    assert all(one == HOUSE or one.startswith(f"{HOUSE}/") for one in subjects)
    assert str(BO["beziehung/rel-0101"]) in text


def test_a_scheme_brings_its_concepts_and_the_ontology_its_terms(city: Engine) -> None:
    """Who takes a vocabulary or the ontology gets all of it."""
    assert str(BOV["status/im-bau"]) in graph(city, str(BOV.status), TURTLE).decode().replace(
        "bov:status", str(BOV.status)
    )
    terms = {line.split()[0] for line in graph(city, str(STRAT), N_TRIPLES).decode().splitlines()}
    assert {f"<{STRAT.Milestone}>", f"<{STRAT.partOfStrategy}>"} <= terms


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        (HOUSE, HOUSE),
        ("bo:kernaktivitaet/buergerhaus", HOUSE),
        ("kernaktivitaet/buergerhaus", HOUSE),
        ("buergerhaus", HOUSE),
        ("strat:Milestone", str(STRAT.Milestone)),
        ("Milestone", str(STRAT.Milestone)),
        ("status/laufend", str(BOV["status/laufend"])),
        (str(GRAPHS["data"]), str(GRAPHS["data"])),
    ],
)
def test_a_thing_is_found_by_each_of_its_names(city: Engine, name: str, iri: str) -> None:
    """Whole IRI, short form, path and slug lead to the same thing."""
    assert find(city, name) == iri


def test_a_name_that_is_not_there_is_answered_with_near_ones(city: Engine) -> None:
    """A typing error gets what was meant; a slug of two things gets both."""
    with pytest.raises(UnknownNameError) as typo:
        find(city, "bürgerhaus")
    assert "buergerhaus" in typo.value.near
    with pytest.raises(UnknownNameError) as both:
        find(city, "stadt-musterstadt")
    assert set(both.value.near) == {"kontakt/stadt-musterstadt", "organisation/stadt-musterstadt"}
    with pytest.raises(UnknownNameError) as unknown:
        describe(city, f"{HOUSE}s")
    assert HOUSE in unknown.value.near
    assert near(city, "https://example.org/") == []
    assert near(city, str(BO["kernaktivitaet/markt"])) == [str(BO["kernaktivitaet/neuer-markt"])]


def test_the_terminal_shows_the_same_in_both_languages(city: Engine) -> None:
    """Names, values, footnotes and what points here, as text."""
    market = describe(city, str(BO["kernaktivitaet/neuer-markt"]))
    german, english = plain(market, "de"), plain(market, "en")
    assert german.startswith(
        "Neuer Markt\nhttps://w3id.org/bochum-strategie/id/kernaktivitaet/neuer-markt\nKernaktivität\n"
    )
    assert "\nAufgegangen in\n  Bürgerhaus am Markt\n" in german
    assert "\nMerged into\n  Community house on the market\n" in english
    assert "\n  [1] " in german
    assert "\n  [1] " in english


def test_things_are_called_by_one_query(city: Engine) -> None:
    """Only ours that have a name; what could end the list of IRIs in the query never gets into it."""
    counting = Counting(city)
    hostile = f"{BO}a> }} SELECT"
    found = names(
        counting, [HOUSE, HOUSE, "https://example.org/", hostile, str(BO["nothing/here"]), str(BOV["status/im-bau"])]
    )
    assert {iri: thing.name("en").value for iri, thing in found.items()} == {
        HOUSE: "Community house on the market",
        str(BOV["status/im-bau"]): "under construction",
    }
    assert counting.count == 1
    assert names(counting, ["https://example.org/", hostile]) == {}
    assert counting.count == 1


def test_of_very_many_things_only_the_first_are_called_by_name(city: Engine) -> None:
    """The query stays within what the engine reads."""
    many = [str(BO[f"kernaktivitaet/{'x' * 100}-{number}"]) for number in range(5_000)]
    assert names(city, [HOUSE, *many, CITY_HALL]).keys() == {HOUSE}

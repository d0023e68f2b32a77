"""What pages of terms tell: what the rules ask of a class, lists of concepts as trees, examples from the data."""

import pytest
from rdflib import DCTERMS, OWL

from bochum_kg.describe import Thing
from bochum_kg.describe.schemes import Concept, scheme
from bochum_kg.describe.shapes import Requirement, Shapes
from bochum_kg.describe.terms import Term, examples, property_examples, terms
from bochum_kg.engine import Engine
from bochum_kg.engine.base import IRI, Literal
from bochum_kg.namespaces import BO, BOV, STRAT, curie
from bochum_kg.resources import folder
from bochum_kg.web.views import Reader
from bochum_kg.web.views.ontology import versions
from bochum_kg.web.views.schemes import place, tree
from bochum_kg.web.views.terms import shape_view

ACTIVITY = str(STRAT.CoreActivity)
REPORT = str(STRAT.StatusReport)
RULES = """
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix strat: <https://w3id.org/stadtstrategie/def/> .
@prefix : <https://w3id.org/stadtstrategie/shapes/> .
:Lead a sh:PropertyShape ; sh:targetClass strat:CoreActivity ; sh:path strat:leadOrganization ; sh:minCount 1 ;
  sh:maxCount 1 ; sh:severity sh:Warning ; sh:name "Leitung"@de, "Lead"@en .
:Kinds a sh:PropertyShape ; sh:targetClass strat:CoreActivity ; sh:path strat:activityKind ; sh:maxCount 3 ;
  sh:severity sh:Violation .
:Sites a sh:PropertyShape ; sh:targetClass strat:CoreActivity ; sh:path strat:site ; sh:minCount 2 ; sh:maxCount 4 ;
  sh:severity sh:Violation .
:Names a sh:PropertyShape ; sh:targetSubjectsOf strat:shortName ; sh:path strat:shortName ; sh:minCount 2 ;
  sh:uniqueLang true ; sh:severity sh:Violation .
:Keys a sh:NodeShape ; sh:targetClass strat:CoreActivity ; sh:closed true ;
  sh:ignoredProperties ( strat:leadOrganization strat:shortName strat:funding ) .
:Across a sh:NodeShape ; sh:targetNode <https://example.org/> ; rdfs:label "Quer"@de ;
  sh:sparql [ sh:select "SELECT $this WHERE { ?a a strat:CoreActivity }" ] .
:Other a sh:NodeShape ; sh:targetNode <https://example.org/> ;
  sh:sparql [ sh:select "SELECT $this WHERE { ?a a strat:CoreActivityKind }" ] .
"""


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    """The rules of the project."""
    return Shapes.read(b"\n".join(path.read_bytes() for path in sorted(folder("shapes").glob("*.ttl"))))


def asked(shapes: Shapes, class_: str) -> dict[str, Requirement]:
    """Return what is asked of a class, by the shortened names of the properties."""
    return {" ".join(map(curie, one.path)): one for one in shapes.requirements([class_])}


class TestRules:
    """What a core activity must have."""

    def test_what_must_stand_there_comes_first_and_names_its_rule(self, shapes: Shapes) -> None:
        """A core activity must have a status report and a source that confirms it; the rule has a page."""
        found = asked(shapes, ACTIVITY)
        assert [name for name, one in found.items() if one.need == "Violation"] == list(found)[:4]
        confirmed = found["strat:confirmedBy"]
        assert (confirmed.need, confirmed.least, confirmed.most) == ("Violation", 1, None)
        assert [one.thing.iri for one in confirmed.rules] == [
            "https://w3id.org/stadtstrategie/shapes/ActivityConfirmed"
        ]
        assert found["strat:mergedInto"].most == 1

    def test_every_key_of_an_entry_is_told(self, shapes: Shapes) -> None:
        """What a closed shape lets pass is optional where no rule asks for it."""
        found = asked(shapes, ACTIVITY)
        assert (found["strat:milestone"].need, found["strat:milestone"].rules) == ("", ())
        assert {"strat:participation", "strat:funding", "schema:sameAs"} <= found.keys()

    def test_one_of_several_is_one_requirement(self, shapes: Shapes) -> None:
        """A status report is dated or says that it is not; neither property is told a second time."""
        found = asked(shapes, REPORT)
        assert (found["strat:asOf strat:undated"].least, found["strat:asOf strat:undated"].most) == (1, 1)
        assert not {"strat:asOf", "strat:undated"} & found.keys()

    def test_what_points_here_is_told_the_other_way_round(self, shapes: Shapes) -> None:
        """A participation stands with exactly one activity."""
        found = asked(shapes, str(STRAT.Participation))["strat:participation"]
        assert (found.inverse, found.least, found.most) == (True, 1, 1)

    def test_rules_across_things_name_the_class_they_speak_of(self) -> None:
        """A class whose name only begins like another's is another."""
        found = Shapes.read(RULES.encode()).further(ACTIVITY)
        assert [one.thing.name("de").value for one in found] == ["Quer"]

    def test_requirements_are_words_in_both_languages(self) -> None:
        """Needed or not, how often, by which rule."""
        own = Shapes.read(RULES.encode())
        wanted = own.requirements([ACTIVITY])
        for language, expected in (
            (
                "de",
                {
                    "strat:site": ("Pflicht", "2 bis 4"),
                    "strat:leadOrganization": ("erwartet", "genau 1"),
                    "strat:activityKind": ("möglich", "höchstens 3"),
                    "strat:shortName": ("möglich", "je einmal auf Deutsch und Englisch"),
                    "strat:funding": ("möglich", "beliebig viele"),
                },
            ),
            (
                "en",
                {
                    "strat:site": ("required", "2 to 4"),
                    "strat:leadOrganization": ("expected", "exactly 1"),
                    "strat:activityKind": ("optional", "at most 3"),
                    "strat:shortName": ("optional", "once in German and once in English"),
                    "strat:funding": ("optional", "any number"),
                },
            ),
        ):
            view = shape_view(Term(Thing(ACTIVITY)), wanted, own.further(ACTIVITY), {}, Reader(language))
            assert view is not None
            assert {row.names[0].text: (row.said, row.count) for row in view.rows} == expected
            assert [one.text for one in view.rows[1].rules] == [{"de": "Leitung", "en": "Lead"}[language]]

    def test_a_class_without_rules_has_no_table(self) -> None:
        """Nothing is asked of what no rule speaks of."""
        assert shape_view(Term(Thing("https://example.org/")), (), (), {}, Reader("de")) is None


class TestVersions:
    """Which version of the ontology it is."""

    def test_those_before_it_are_linked(self) -> None:
        """A predecessor has its number and leads to its page; the dates are in words."""
        known = (
            (OWL.versionInfo, Literal("0.2.0")),
            (OWL.priorVersion, IRI(f"{STRAT}0.1.0")),
            (DCTERMS.created, Literal("2026-11-23")),
            (DCTERMS.modified, Literal("2026-12")),
        )
        rows = [{"ontology": IRI(str(STRAT)), "property": IRI(str(name)), "value": value} for name, value in known]
        found = versions(rows, Reader("en"))
        assert found is not None
        assert (found.name, [one.text for one in found.earlier]) == ("Version 0.2.0", ["0.1.0"])
        assert found.dates == "created 23\N{NO-BREAK SPACE}November 2026, modified December 2026"

    def test_without_a_number_nothing_is_said(self) -> None:
        """An ontology that names no version has none here."""
        assert versions([], Reader("de")) is None


class TestSchemes:
    """A list of concepts as a tree."""

    def test_concepts_lie_below_their_broader_ones(self, city: Engine) -> None:
        """A library belongs to civil society; every concept is there once."""
        found = scheme(city, Thing(str(BOV.organisationsart)))
        way = found.way(str(BOV["organisationsart/bibliothek"]))
        assert [one.thing.iri.rpartition("/")[2] for one in way] == ["bereich-zivilgesellschaft", "bibliothek"]
        everything = [one.thing.iri for one in _all(found.top)]
        assert len(everything) == len(set(everything)) > 40

    def test_uses_are_those_in_the_data(self, city: Engine) -> None:
        """Three reports say that something is running; what the derived graph repeats does not count again."""
        uses = {one.thing.iri: one.uses for one in scheme(city, Thing(str(BOV.status))).top}
        assert uses[str(BOV["status/laufend"])] == 3
        assert uses[str(BOV["status/abgeschlossen"])] == 0

    def test_the_tree_says_how_often_in_words(self, city: Engine) -> None:
        """Never, once, several times."""
        said = {one.name.text: one.uses for one in tree(scheme(city, Thing(str(BOV.status))), Reader("de"))}
        assert {said[name] for name in ("abgeschlossen", "im Bau", "laufend")} == {
            "nicht verwendet",
            "einmal verwendet",
            "3-mal verwendet",
        }

    def test_a_concept_knows_its_place(self, city: Engine) -> None:
        """What lies above, below and beside it."""
        lists = scheme(city, Thing(str(BOV.organisationsart)))
        library = place(lists, str(BOV["organisationsart/bibliothek"]), Reader("de"))
        society = place(lists, str(BOV["organisationsart/bereich-zivilgesellschaft"]), Reader("de"))
        assert library is not None
        assert society is not None
        assert [one.href for one in library.way][1:] == ["/vocab/organisationsart/bereich-zivilgesellschaft.html"]
        assert "/vocab/organisationsart/bibliothek.html" in [one.name.href for one in society.narrower]
        assert "/vocab/organisationsart/bereich-staat.html" in [one.name.href for one in society.beside]
        assert place(lists, "https://example.org/", Reader("de")) is None


def _all(concepts: tuple[Concept, ...]) -> list[Concept]:
    return [one for concept in concepts for one in (concept, *_all(concept.narrower))]


class TestExamples:
    """Examples from the data."""

    def test_a_class_has_at_most_three_examples_and_its_whole_count(self, city: Engine) -> None:
        """The examples are things of the class; VoID knows how many there are."""
        found = examples(city, [ACTIVITY, REPORT])
        assert {len(them) for them in found.values()} == {3}
        assert all(one.thing.iri.startswith(str(BO["kernaktivitaet/"])) for one in found[ACTIVITY])
        known = terms(city, [ACTIVITY])[ACTIVITY]
        assert known.uses == len(city.select(f"SELECT ?thing {{ ?thing a <{ACTIVITY}> }}"))
        assert known.definition.say("de")

    def test_a_property_shows_what_it_connects(self, city: Engine) -> None:
        """A status report of a core activity, by name."""
        (first, *_) = property_examples(city, str(STRAT.statusReport))
        assert isinstance(first.value, Thing)
        assert first.value.iri.startswith(f"{first.thing.iri}/")

    def test_a_class_that_nothing_is_of_has_none(self, city: Engine) -> None:
        """There is no measurable target in the data yet."""
        assert examples(city, ["https://example.org/Nothing"]) == {}
        assert examples(city, []) == {}

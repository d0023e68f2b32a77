"""The neighbourhood of a thing: who its neighbours are, what connects them, and where they stand in the picture."""

from itertools import pairwise
from typing import Any

import pytest

from bochum_kg.describe import Basis, Description, Group, Link, Links, Thing, Value, Words, describe
from bochum_kg.describe.neighbours import MOST, Neighbourhood, count, nearest, neighbours
from bochum_kg.engine import Answer, Engine
from bochum_kg.engine.base import Form
from bochum_kg.formats import JSON
from bochum_kg.namespaces import BO, BOV, STRAT
from bochum_kg.web.views import Reader
from bochum_kg.web.views.neighbourhood import network

HOUSE = str(BO["kernaktivitaet/buergerhaus"])
CITY_HALL = str(BO["organisation/stadt-musterstadt"])
GERMAN = Reader("de")


def named(iri: str, name: str = "") -> Thing:
    """Return a thing with a German name."""
    return Thing(iri, Words.of(de=name or iri.rpartition("/")[2]))


def described(*groups: Group, incoming: tuple[Links, ...] = ()) -> Description:
    """Describe a thing that has these values and links."""
    return Description(named(HOUSE), (), Words(), groups, (), None, incoming)


class Silent(Engine):
    """An engine that knows nothing."""

    def query(self, text: str, **arguments: Any) -> Answer:  # noqa: ANN401, ARG002 - whatever an engine takes
        """Return no rows."""
        return Answer(b'{"head": {"vars": []}, "results": {"bindings": []}}', JSON, Form.SELECT)

    def close(self) -> None:
        """Have nothing to close."""


def around(description: Description) -> Neighbourhood:
    """Return the neighbourhood of what is described, whose neighbours are not connected."""
    return neighbours(Silent(), description)


def test_neighbours_are_whole_things_and_not_their_details(city: Engine) -> None:
    """Of the city hall: who it leads, joins and owns, its contact and its office; no relation, detail or source."""
    found = neighbours(city, describe(city, CITY_HALL))
    assert {one.iri.removeprefix(str(BO)) for one in found.things} == {
        "kernaktivitaet/buergerhaus",
        "kernaktivitaet/neuer-markt",
        "kontakt/stadt-musterstadt",
        "organisation/amt-fuer-digitales",
        "organisation/netzwerk-lernende-stadt",
        "organisation/stadtwerke-musterstadt",
    }
    assert found.count == len(found.things)


def test_what_connects_two_things_twice_is_one_line(city: Engine) -> None:
    """The city hall takes part in its utility, which is its subsidiary: one connection with two names."""
    found = neighbours(city, describe(city, CITY_HALL))
    (line,) = [one for one in found.own if "stadtwerke" in one.start + one.end]
    assert [one.name("de").value for one in line.by] == ["ist beteiligt an", "… ist Tochter von"]


def test_neighbours_are_connected_with_each_other(city: Engine) -> None:
    """Both activities of the city hall belong together; what only follows by rule says so."""
    found = neighbours(city, describe(city, CITY_HALL))
    pairs = {frozenset((one.start, one.end)): one for one in found.between}
    market = str(BO["kernaktivitaet/neuer-markt"])
    assert pairs[frozenset((HOUSE, market))].basis is None
    around_house = neighbours(city, describe(city, HOUSE))
    derived = [one for one in around_house.between if {one.start, one.end} == {market, CITY_HALL}]
    assert [one.basis.iri if one.basis else "" for one in derived] == [str(BOV["aussagegrundlage/abgeleitet"])]


def test_a_connection_is_marked_only_if_nothing_plain_says_it() -> None:
    """Stated once and inferred once is stated; inferred alone is inferred."""
    inferred = Basis(named(str(BOV["aussagegrundlage/erschlossen"]), "erschlossen"))
    place, field = named(str(BO["ort/markt"])), named(str(BO["ziel/eins"]))
    groups = (
        Group(named(str(STRAT.site)), (Value((place,), basis=inferred), Value((field,), basis=inferred))),
        Group(named(str(STRAT.place)), (Value((place,)),)),
    )
    found = {other.end: other.basis for other in around(described(*groups)).own}
    assert found == {place.iri: None, field.iri: inferred.kind}


def test_a_large_neighbourhood_takes_some_by_each_property() -> None:
    """Of sixty partners and one competence the competence is not left out, and the count is that of all."""
    partners = tuple(Value((named(str(BO[f"organisation/o{number:02}"])),)) for number in range(60))
    competence = Value((named(str(BO["kompetenz/k"])),))
    description = described(
        Group(named(str(STRAT.partnerOrganization)), partners), Group(named(str(STRAT.competence)), (competence,))
    )
    shown = nearest(description)
    assert len(shown) == MOST - 1
    assert str(BO["kompetenz/k"]) in {one.iri for one in shown}
    assert count(description) == 61


def test_links_that_were_not_read_are_counted() -> None:
    """Ten of thirty links are read; thirty neighbours are counted."""
    links = tuple(Link(named(str(BO[f"ziel/z{number}"]))) for number in range(10))
    assert count(described(incoming=(Links(named(str(STRAT.about)), 30, links),))) == 30


def test_a_detail_stands_for_what_it_belongs_to() -> None:
    """An assignment of an activity points here: the neighbour is the activity."""
    detail = named(str(BO["kernaktivitaet/markt/zuordnung/1"]))
    link = Link(detail, named(str(BO["kernaktivitaet/markt"])))
    (found,) = nearest(described(incoming=(Links(named(str(STRAT.assignedTo)), 1, (link,)),)))
    assert found.iri == str(BO["kernaktivitaet/markt"])


@pytest.mark.parametrize("size", [1, 2, 7, 39])
def test_every_thing_has_a_place_of_its_own(size: int) -> None:
    """Names beside each other on one side are an even step apart, and nothing leaves the picture."""
    values = tuple(Value((named(str(BO[f"organisation/o{number:02}"])),)) for number in range(size))
    found = network(around(described(Group(named(str(STRAT.partnerOrganization)), values))), GERMAN)
    places = [(one.x, one.y, one.side) for one in found.nodes[1:]]
    assert len(set(places)) == size
    assert all(abs(x) <= 1 and abs(y) <= 1 and abs(x) >= 0.5 for x, y, _ in places)
    for side in ("left", "right"):
        heights = sorted(y for _, y, one in places if one == side)
        assert all(after - before >= 1.9 / found.rows for before, after in pairwise(heights))

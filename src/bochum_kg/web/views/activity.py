"""Core activities and candidates, read from the rows of the query ``pages/activities``."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from bochum_kg.describe import Thing, Words
from bochum_kg.engine.base import Row
from bochum_kg.namespaces import BO, STRAT
from bochum_kg.web.views.rows import Link, inferred, name_slug, named, slug

__all__ = ["Activity", "Place", "read_activities"]

#: How many parts the name of a thing with a page of its own has; a detail of another has more.
_PARTS: Final = 2


@dataclass(frozen=True, slots=True)
class Place:
    """Where an activity is: the IRI that ties it to the place, the place as a value of a parameter, and its name."""

    iri: str
    slug: str
    name: Words


@dataclass(frozen=True, slots=True)
class Activity:
    """An undertaking.

    Args:
        thing: what it is.
        core: whether a source shows that it is a core activity.
        links: what it is tied to by each property.
        places: its sites, their quarters, and the places that they lie in.
        as_of: the date of the newest report on its current status; empty if none is known.
    """

    thing: Thing
    core: bool
    links: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)
    places: tuple[Place, ...] = ()
    as_of: str = ""

    def of(self, name: object) -> tuple[Link, ...]:
        """Return what it is tied to by a property."""
        return self.links.get(str(name), ())

    @property
    def competences(self) -> tuple[Link, ...]:
        """Return the competences that it is assigned to."""
        return self.of(STRAT.competence)

    @property
    def status(self) -> Thing | None:
        """Return its current status; None where no source states one."""
        return next((one.thing for one in self.of(STRAT.currentStatus)), None)


def read_activities(rows: Iterable[Row]) -> tuple[Activity, ...]:
    """Read the rows of the query ``pages/activities``."""
    of_thing: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if "thing" in row:
            of_thing[str(row["thing"])].append(row)
    return tuple(_activity(found) for found in of_thing.values())


def _activity(rows: Sequence[Row]) -> Activity:
    by: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by[str(row.get("by", ""))].append(row)
    places = (*_places(by.pop(str(STRAT.site), ())), *_places(by.pop(str(STRAT.quarter), ())))
    return Activity(
        next(iter(named(rows, "thing", "name").values())),
        str(rows[0]["class"]) == str(STRAT.CoreActivity),
        {name: _links(found) for name, found in by.items() if name},
        places,
        max((str(row["asOf"]) for row in by[str(STRAT.currentStatus)] if "asOf" in row), default=""),
    )


def _links(rows: Sequence[Row]) -> tuple[Link, ...]:
    """Return what the rows lead to; inferred is what no row states."""
    stated = {str(row["value"]) for row in rows if not inferred(row)}
    return tuple(Link(thing, iri not in stated) for iri, thing in named(rows, "value", "label").items())


def _places(rows: Iterable[Row]) -> tuple[Place, ...]:
    return tuple(Place(iri, _slug(thing), thing.words) for iri, thing in named(rows, "value", "label").items())


def _slug(place: Thing) -> str:
    """Return the last part of the IRI of a place; of a site or quarter, which have no page of their own, the name."""
    parts = place.iri.removeprefix(str(BO)).split("/")
    return slug(place) if len(parts) == _PARTS else name_slug(place.name("de").value)

"""Core activities and candidates, read from the rows of the query ``pages/activities``."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from bochum_kg.describe import Text, Thing, Words
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


def read_activities(rows: Sequence[Row]) -> tuple[Activity, ...]:
    """Read the rows of the query ``pages/activities``."""
    names = named((row for row in rows if "value" not in row), "thing", "label")
    values = named((row for row in rows if "thing" not in row), "value", "label")
    classes = {str(row["thing"]): str(row["class"]) for row in rows if "class" in row}
    told: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if "by" in row and str(row["thing"]) in names:
            told[str(row["thing"])][str(row["by"])].append(row)
    return tuple(
        Activity(
            thing,
            classes[iri] == str(STRAT.CoreActivity),
            {name: _links(found, values) for name, found in told[iri].items()},
            _places(told[iri], values),
            max((str(row["asOf"]) for row in told[iri][str(STRAT.currentStatus)] if "asOf" in row), default=""),
        )
        for iri, thing in names.items()
    )


def _links(rows: Sequence[Row], values: Mapping[str, Thing]) -> tuple[Link, ...]:
    """Return what the rows lead to; inferred is what no row states."""
    stated = {str(row["value"]) for row in rows if not inferred(row)}
    found = dict.fromkeys(str(row["value"]) for row in rows)
    return tuple(Link(values[iri], iri not in stated) for iri in found if iri in values)


def _places(told: Mapping[str, Sequence[Row]], values: Mapping[str, Thing]) -> tuple[Place, ...]:
    """Return the quarters, which have no IRI of their own, and the sites and districts."""
    quarters = [
        Place(str(row["value"]), name_slug(str(row["label"])), Words((Text(str(row["label"])),)))
        for row in told.get(str(STRAT.quarter), ())
    ]
    sites = (values[iri] for row in told.get(str(STRAT.site), ()) if (iri := str(row["value"])) in values)
    return (*quarters, *(Place(one.iri, _slug(one), one.words) for one in sites))


def _slug(place: Thing) -> str:
    """Return the last part of the IRI of a place; of a site or quarter, which have no page of their own, the name."""
    parts = place.iri.removeprefix(str(BO)).split("/")
    return slug(place) if len(parts) == _PARTS else name_slug(place.name("de").value)

"""Core activities and candidates, read from the rows of the query ``pages/activities``."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rdflib import DCTERMS

from bochum_kg.describe import Thing
from bochum_kg.engine.base import Row
from bochum_kg.namespaces import STRAT
from bochum_kg.web.views.rows import Link, inferred, named

__all__ = ["Activity", "Site", "read_activities"]


@dataclass(frozen=True, slots=True)
class Site:
    """Where an activity is.

    Args:
        thing: a place, or a detail of the activity that names one.
        quarter: the part of the city in which it lies, by the name in its source; empty if none is given.
        places: the place itself and the districts that it lies in; of a detail, those that its quarter leads to.
    """

    thing: Thing
    quarter: str = ""
    places: tuple[Thing, ...] = ()


@dataclass(frozen=True, slots=True)
class Activity:
    """An undertaking.

    Args:
        thing: what it is.
        core: whether a source shows that it is a core activity.
        links: what it is tied to by each property.
        sites: where it is.
        as_of: the date of the newest report on its current status; empty if none is known.
    """

    thing: Thing
    core: bool
    links: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)
    sites: tuple[Site, ...] = ()
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
    around = _around(rows, values)
    told: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if "by" in row and str(row["thing"]) in names:
            told[str(row["thing"])][str(row["by"])].append(row)
    return tuple(
        Activity(
            thing,
            classes[iri] == str(STRAT.CoreActivity),
            {name: _links(found, values) for name, found in told[iri].items()},
            _sites(told[iri], values, around),
            max((str(row["asOf"]) for row in told[iri][str(STRAT.currentStatus)] if "asOf" in row), default=""),
        )
        for iri, thing in names.items()
    )


def _links(rows: Sequence[Row], values: Mapping[str, Thing]) -> tuple[Link, ...]:
    """Return what the rows lead to; inferred is what no row states."""
    stated = {str(row["value"]) for row in rows if not inferred(row)}
    found = dict.fromkeys(str(row["value"]) for row in rows)
    return tuple(Link(values[iri], iri not in stated) for iri in found if iri in values)


def _around(rows: Sequence[Row], values: Mapping[str, Thing]) -> dict[str, tuple[Thing, ...]]:
    """Return for each place with a page of its own itself and the districts that it lies in, by its IRI."""
    found: dict[str, tuple[Thing, ...]] = defaultdict(tuple)
    for row in rows:
        if str(row.get("by")) == str(DCTERMS.isPartOf) and (value := str(row["value"])) in values:
            found[str(row["thing"])] += (values[value],)
    return found


def _sites(
    told: Mapping[str, Sequence[Row]], values: Mapping[str, Thing], around: Mapping[str, tuple[Thing, ...]]
) -> tuple[Site, ...]:
    """Return the sites of an activity, each once."""
    quarters = {str(row["value"]): str(row["label"]) for row in told.get(str(STRAT.quarter), ())}
    iris = dict.fromkeys(str(row["value"]) for row in told.get(str(STRAT.site), ()))
    return tuple(
        Site(values[iri], quarter, around.get(iri) or _in_quarter(quarter, values, around))
        for iri, quarter in ((iri, quarters.get(iri, "")) for iri in iris if iri in values)
    )


def _in_quarter(
    quarter: str, values: Mapping[str, Thing], around: Mapping[str, tuple[Thing, ...]]
) -> tuple[Thing, ...]:
    """Return the place that a quarter names, alone or after the name of the city, and what it lies in.

    Nothing is returned where no place or more than one has that name.
    """
    found = [iri for iri in around if quarter and _bears(values.get(iri), quarter)]
    return around[found[0]] if len(found) == 1 else ()


def _bears(place: Thing | None, name: str) -> bool:
    return any(f"-{text.value}".endswith(f"-{name}") for text in place.words.texts) if place else False

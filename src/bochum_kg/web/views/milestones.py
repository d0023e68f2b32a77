"""Milestones of core activities, and how each stands on the date of the data."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bochum_kg.describe import Thing
from bochum_kg.engine.base import Row
from bochum_kg.web.views.activity import Activity
from bochum_kg.web.views.rows import named

__all__ = ["Milestone", "State", "read_milestones", "spans", "states"]

_YEAR: Final = len("2026")


class State(StrEnum):
    """How a milestone stands on a day."""

    DUE = "due"
    OVERDUE = "overdue"
    UNREPORTED = "unreported"
    REACHED = "reached"


@dataclass(frozen=True, slots=True)
class Milestone:
    """A milestone of a core activity.

    Args:
        thing: what it is.
        activity: whose it is.
        date: when, as exactly as the source says.
        latest: the last day that may be meant.
        planned: whether the source announces it rather than reports it.
        rivals: the IRIs of milestones by which sources say something else of the same.
    """

    thing: Thing
    activity: Activity
    date: str
    latest: str
    planned: bool
    rivals: frozenset[str] = frozenset()

    @property
    def year(self) -> str:
        """Return the year in which it is."""
        return self.date[:_YEAR]


def read_milestones(rows: Sequence[Row], activities: Iterable[Activity]) -> tuple[Milestone, ...]:
    """Read the rows of the query ``pages/milestones``; milestones of other activities than these are left out."""
    known, names = {one.thing.iri: one for one in activities}, named(rows, "thing", "name")
    dated: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if "date" in row and str(row["activity"]) in known:
            dated[str(row["thing"])].append(row)
    return tuple(
        Milestone(
            names.get(iri, Thing(iri)),
            known[str(found[0]["activity"])],
            str(found[0]["date"]),
            str(found[0]["latest"]),
            planned=str(found[0].get("planned", "")) in {"true", "1"},
            rivals=frozenset(str(row["rival"]) for row in found if "rival" in row),
        )
        for iri, found in dated.items()
    )


def states(milestones: Iterable[Milestone], day: str) -> dict[str, State]:
    """Return how each milestone stands on a day, by IRI.

    What a source reports is reached; what is announced is due up to the last day that may be meant. After that the
    data say that it was not reached only where another source expects the same on a day still ahead; else nobody
    reported.
    """
    known = {one.thing.iri: one for one in milestones}
    return {iri: _state(one, known, day) for iri, one in known.items()}


def _state(one: Milestone, known: Mapping[str, Milestone], day: str) -> State:
    if not one.planned:
        return State.REACHED
    if one.latest >= day:
        return State.DUE
    rivals = (known[iri] for iri in one.rivals if iri in known)
    ahead = any(rival.planned and rival.latest >= day for rival in rivals)
    return State.OVERDUE if ahead else State.UNREPORTED


def spans(milestones: Iterable[Milestone]) -> dict[str, tuple[Milestone, Milestone]]:
    """Return the first and the last milestone of each activity that has any, by the IRI of the activity."""
    found: dict[str, list[Milestone]] = defaultdict(list)
    for one in milestones:
        found[one.activity.thing.iri].append(one)
    return {
        iri: (min(of, key=lambda one: one.date), max(of, key=lambda one: (one.latest, one.date)))
        for iri, of in found.items()
    }

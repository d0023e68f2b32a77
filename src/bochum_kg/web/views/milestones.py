"""Milestones of core activities, and how each stands on the date of the data."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bochum_kg.describe import Thing
from bochum_kg.engine.base import Row
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
        earliest: the first day that may be meant.
        latest: the last day that may be meant.
        planned: whether the source announces it rather than reports it.
        rivals: the IRIs of milestones by which sources say something else of the same.
        competences: the competences of the activity.
    """

    thing: Thing
    activity: Thing
    date: str
    earliest: str
    latest: str
    planned: bool
    rivals: frozenset[str] = frozenset()
    competences: tuple[Thing, ...] = ()

    @property
    def year(self) -> str:
        """Return the year in which it is, or begins to be possible."""
        return self.earliest[:_YEAR]


def read_milestones(rows: Sequence[Row]) -> tuple[Milestone, ...]:
    """Read the rows of the query ``pages/milestones``, the earliest first."""
    activities, competences = named(rows, "activity", "activityName"), named(rows, "competence", "competenceName")
    of_thing: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if "thing" in row:
            of_thing[str(row["thing"])].append(row)
    return tuple(
        _milestone(thing, of_thing[iri], activities, competences) for iri, thing in named(rows, "thing", "name").items()
    )


def _milestone(
    thing: Thing, rows: Sequence[Row], activities: Mapping[str, Thing], competences: Mapping[str, Thing]
) -> Milestone:
    first = rows[0]
    return Milestone(
        thing,
        activities[str(first["activity"])],
        str(first["date"]),
        str(first["earliest"]),
        str(first["latest"]),
        planned=str(first.get("planned", "")) in {"true", "1"},
        rivals=frozenset(_column(rows, "rival")),
        competences=tuple(competences[iri] for iri in _column(rows, "competence")),
    )


def _column(rows: Iterable[Row], name: str) -> dict[str, None]:
    """Return the values in a column, each once and in order."""
    return dict.fromkeys(str(row[name]) for row in rows if name in row)


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
        found[one.activity.iri].append(one)
    return {
        iri: (min(of, key=lambda one: one.earliest), max(of, key=lambda one: (one.latest, one.earliest)))
        for iri, of in found.items()
    }

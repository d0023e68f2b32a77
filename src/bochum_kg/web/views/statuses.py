"""How the status of an activity is told without colour: each has a shape, and they come in the order of a life."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bochum_kg.describe import Thing
from bochum_kg.web.views.activity import Activity
from bochum_kg.web.views.rows import slug
from bochum_kg.web.views.words import Reader, date, number

__all__ = ["StatusView", "as_of", "legend", "rank", "status_of"]

#: The shapes by the last part of the IRI of a status, in the order in which an activity goes through them.
_SHAPES: Final = {
    "geplant": "ring",
    "im-bau": "triangle",
    "laufend": "disc",
    "regelbetrieb": "target",
    "abgeschlossen": "frame",
    "umgesetzt": "square",
    "zusammengelegt": "diamond",
    "eingestellt": "cross",
}
#: The shape of a status that another vocabulary may add, and of an activity whose status nobody reports.
_OTHER: Final = "half"
_NONE: Final = "dashed"


@dataclass(frozen=True, slots=True)
class StatusView:
    """A status: its words, its name for the style sheet, its shape, and how many activities have it."""

    name: str
    tone: str
    shape: str
    count: str = ""


def status_of(status: Thing | None, reader: Reader, count: int = 0) -> StatusView:
    """Lay out a status, or that none is known."""
    told = number(str(count), reader.language) if count else ""
    if status is None:
        return StatusView(reader.say("status.none"), "none", _NONE, told)
    name = slug(status)
    return StatusView(status.name(reader.language).value, name, _SHAPES.get(name, _OTHER), told)


def as_of(day: str, reader: Reader) -> str:
    """Say on which day a status held; empty where that is not known."""
    return reader.say("status.as-of", date=date(day, reader.language)) if day else ""


def rank(status: Thing | None) -> int:
    """Return the place of a status in the order of a life; the unknown one comes last."""
    order = [*_SHAPES]
    if status is None:
        return len(order) + 1
    return order.index(slug(status)) if slug(status) in order else len(order)


def legend(activities: Iterable[Activity], reader: Reader) -> tuple[StatusView, ...]:
    """Return the statuses that some activities have, each with their number."""
    found: dict[Thing | None, int] = {}
    for one in activities:
        found[one.status] = found.get(one.status, 0) + 1
    return tuple(status_of(status, reader, found[status]) for status in sorted(found, key=rank))

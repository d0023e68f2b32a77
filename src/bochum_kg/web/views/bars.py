"""The geometry of a small overview: a bar for each year, built up of the states of what falls into it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

__all__ = ["Bar", "Bars", "Piece", "bars"]

#: The width of a year, the height of the longest bar, and the room above and below.
_STEP: Final = 38
_HEIGHT: Final = 120
_ABOVE: Final = 34
_BELOW: Final = 24
_GAP: Final = 6
_DAYS: Final = 366


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a bar: the state that it stands for, its upper edge and its height."""

    state: str
    y: str
    height: str


@dataclass(frozen=True, slots=True)
class Bar:
    """The bar of a year: its left edge, its middle, its upper edge, how many it stands for, and its pieces."""

    year: int
    x: int
    middle: int
    top: str
    count: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """All bars; ``today`` is where the day stands that parts what was from what will be, empty if it is not shown."""

    width: int
    height: int
    base: int
    thickness: int
    bars: tuple[Bar, ...]
    today: str


def bars(counts: Mapping[int, Mapping[str, int]], order: Sequence[str], day: str) -> Bars | None:
    """Lay out the bars of all years from the first to the last; None where there is nothing to show.

    Args:
        counts: how many of each state fall into each year.
        order: the states, from the foot of a bar to its top.
        day: the date of the data.
    """
    if not counts:
        return None
    first, last = min(counts), max(counts)
    most = max(sum(one.values()) for one in counts.values())
    years = range(first, last + 1)
    return Bars(
        width=len(years) * _STEP,
        height=_ABOVE + _HEIGHT + _BELOW,
        base=_ABOVE + _HEIGHT,
        thickness=_STEP - _GAP,
        bars=tuple(_bar(year, first, counts.get(year, {}), order, most) for year in years),
        today=_today(day, first, last),
    )


def _bar(year: int, first: int, counts: Mapping[str, int], order: Sequence[str], most: int) -> Bar:
    x, y, pieces = (year - first) * _STEP + _GAP // 2, float(_ABOVE + _HEIGHT), []
    for state in order:
        if counts.get(state):
            height = counts[state] / most * _HEIGHT
            y -= height
            pieces.append(Piece(state, f"{y:.1f}", f"{height:.1f}"))
    return Bar(year, x, x + (_STEP - _GAP) // 2, f"{y - _GAP:.1f}", sum(counts.values()), tuple(pieces))


def _today(day: str, first: int, last: int) -> str:
    moment = date.fromisoformat(day)
    if not first <= moment.year <= last:
        return ""
    return f"{(moment.year - first + (moment.timetuple().tm_yday - 1) / _DAYS) * _STEP:.1f}"

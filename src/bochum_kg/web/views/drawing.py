"""A network as a picture that needs no script: marks, lines and as many names as find room."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

__all__ = ["SHAPES", "Drawing", "Mark", "draw"]

#: The shapes of sectors in the order of their slugs, as paths around a place; the last one is for those without.
SHAPES: Final = (
    "M-1 0a1 1 0 1 0 2 0a1 1 0 1 0-2 0z",
    "M-.9-.9H.9V.9H-.9z",
    "M0-1.1 1 .8H-1z",
    "M0-1.2 1.2 0 0 1.2-1.2 0z",
    "M-1.3-.65H1.3V.65H-1.3z",
    "M-.6 0a.6.6 0 1 0 1.2 0a.6.6 0 1 0-1.2 0z",
)
_WIDTH, _HEIGHT, _MARGIN = 1000, 700, 40
_NAMED: Final = 40
_LETTERS: Final = 30
#: How high a line of text is and how wide a letter, near enough.
_LINE, _LETTER = 14, 6.6

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Mark:
    """An institution: where it is, how large, which of the shapes, what it is called, and its name beside it if any."""

    x: float
    y: float
    size: float
    shape: int
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture in units of its own; a line has two ends and a width."""

    width: int
    height: int
    lines: tuple[tuple[float, float, float, float, float], ...]
    marks: tuple[Mark, ...]


def draw(
    places: Mapping[int, tuple[float, float]],
    ties: Iterable[tuple[int, int, float]],
    marks: Sequence[tuple[int, int, int, str]],
) -> Drawing:
    """Draw a network.

    Args:
        places: where each node is, in the unit square.
        ties: both ends and the strength of each tie.
        marks: number, undertakings, shape and name of each node.
    """
    at = {one: _scaled(places[one]) for one, *_ in marks}
    lines = tuple((*at[a], *at[b], round(min(4.0, 0.6 + weight), 1)) for a, b, weight in ties)
    sizes = {one: round(4 + min(9.0, 1.7 * sqrt(count)), 1) for one, count, _, _ in marks}
    named = _named(marks, at, sizes)
    drawn = (Mark(*at[one], sizes[one], shape, name, named.get(one, "")) for one, _, shape, name in marks)
    return Drawing(_WIDTH, _HEIGHT, lines, tuple(drawn))


def _scaled(place: tuple[float, float]) -> tuple[float, float]:
    x, y = place
    return round(_MARGIN + x * (_WIDTH - 2 * _MARGIN), 1), round(_MARGIN + y * (_HEIGHT - 2 * _MARGIN), 1)


def _named(
    marks: Sequence[tuple[int, int, int, str]], at: Mapping[int, tuple[float, float]], sizes: Mapping[int, float]
) -> dict[int, str]:
    """Give names to those with most undertakings, as long as they cover neither each other nor larger marks."""
    named: dict[int, str] = {}
    taken: list[Box] = []
    for one, _, _, name in sorted(marks, key=lambda mark: (-mark[1], mark[3]))[:_NAMED]:
        text = name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1].rstrip()}…"
        (x, y), size = at[one], sizes[one]
        box = (x + size, y - _LINE / 2, x + size + 4 + _LETTER * len(text), y + _LINE / 2)
        if box[2] <= _WIDTH and not any(_overlap(box, other) for other in taken):
            named[one] = text
            taken += [box, (x - size, y - size, x + size, y + size)]
    return named


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]

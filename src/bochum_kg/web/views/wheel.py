"""The geometry of the wheel: stems within, their branches around them, leaves at the rim. Nothing here knows of cities.

Angles are degrees, clockwise from the right as in SVG, whose vertical axis points down; lengths are units of the
drawing. Names are set along arcs within and radially at the rim; how wide letters are is estimated on the safe side,
and names that would not fit are left out rather than cut.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, pi, radians, sin
from typing import Final

__all__ = ["Branch", "Leaf", "Line", "Part", "Stem", "Wheel", "wheel", "wrapped"]

#: The radii of the rings from the inside.
_HUB: Final = 68.0
_MIDDLE: Final = 112.0
_RIM: Final = 196.0
#: Where leaves stand, and where their names begin.
_LEAVES: Final = 216.0
_NAMES: Final = 230.0
#: Around everything.
_MARGIN: Final = 6.0
#: The part of the circle that branches share evenly, tried in this order; their leaves share out the rest.
_EVEN: Final = (0.25, 0.4, 0.55)
#: The sizes of letters, from the one that is liked best to the smallest that can be read.
_SIZES: Final = (15.0, 14.0, 13.0, 12.0)
_LEAF_SIZE: Final = 12.5
#: The width of a letter and the height of a line, in sizes of letters.
_LETTER: Final = 0.6
_LEADING: Final = 1.16
#: How far the line that letters stand on lies below their middle.
_MIDST: Final = 0.35
#: Between a name and the edges of what it stands in.
_PADDING: Final = 7.0
#: What leaves without names take of their row.
_SPOT: Final = 15.0
#: The letters that a line at the rim may have.
_SHORTEST: Final = 12
_LONGEST: Final = 40
_QUARTER: Final = 90.0
_HALF: Final = 180.0
_WHOLE: Final = 360.0
#: An arc that ends where it begins is drawn as nothing (SVG 2, 9.5.1).
_ALMOST: Final = 359.99


@dataclass(frozen=True, slots=True)
class Branch:
    """A name, and the names of the leaves at it."""

    name: str
    leaves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stem:
    """A name, and the branches that grow from it."""

    name: str
    branches: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a name: its text, and the path that it runs along or, at the rim, how far down it stands."""

    text: str
    path: str = ""
    down: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a ring: its outline, the lines of its name, and the size of their letters."""

    outline: str
    lines: tuple[Line, ...]
    size: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf: where it stands, the spoke that leads to it, and its name.

    Args:
        x: how far right of the hub.
        y: how far below the hub.
        spoke: the path from the rim; empty in an outer row.
        turn: how its name is turned and moved.
        flipped: whether its name ends at the leaf, so that it is not read upside down.
        lines: the lines of its name; none where there is no room.
    """

    x: str
    y: str
    spoke: str
    turn: str
    flipped: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Wheel:
    """The wheel around the middle of a square: how far it reaches, its parts and leaves in the order of their names."""

    reach: str
    hub: tuple[Line, ...]
    stems: tuple[Part, ...]
    branches: tuple[Part, ...]
    leaves: tuple[Leaf, ...]
    letters: str


@dataclass(frozen=True, slots=True)
class _Sector:
    """What lies between two angles."""

    start: float
    end: float

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2

    def arc(self, radius: float) -> float:
        """Return how long the arc is at a radius."""
        return radians(self.end - self.start) * radius


def wheel(stems: Sequence[Stem], hub: str = "") -> Wheel:
    """Lay out a wheel so that all names have room, if that can be; ``hub`` is the name in its middle."""
    tried = (_drawn(stems, hub, even) for even in _EVEN)
    return next((one for one in tried if _is_whole(one)), _drawn(stems, hub, _EVEN[0]))


def _is_whole(drawn: Wheel) -> bool:
    return all(one.lines for one in drawn.branches) and all(one.lines for one in drawn.leaves)


def _drawn(stems: Sequence[Stem], hub: str, even: float) -> Wheel:
    branches = [one for stem in stems for one in stem.branches]
    sectors = _sectors(branches, even)
    letters = _letters(branches, sectors)
    leaves = [
        leaf for one, sector in zip(branches, sectors, strict=True) for leaf in _leaves(one.leaves, sector, letters)
    ]
    rows = max((row for row, _ in leaves), default=0)
    reach = _NAMES + letters * _LETTER * _LEAF_SIZE if letters else _LEAVES + (rows + 0.5) * _SPOT
    return Wheel(
        _number(reach + _MARGIN),
        _hub(hub),
        _ring([one.name for one in stems], _joined(stems, sectors), _HUB, _MIDDLE),
        _ring([one.name for one in branches], sectors, _MIDDLE, _RIM),
        tuple(leaf for _, leaf in leaves),
        _number(_LEAF_SIZE),
    )


def wrapped(text: str, letters: int) -> list[str]:
    """Break a text into lines of at most so many letters; a longer word stands alone in a line that is too long.

    >>> wrapped("Vorreiterin modernen Stadtmanagements", 20)
    ['Vorreiterin modernen', 'Stadtmanagements']
    """
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _sectors(branches: Sequence[Branch], even: float) -> list[_Sector]:
    """Share the circle out, from the top on: a part of it evenly, the rest by the number of leaves."""
    leaves = sum(len(one.leaves) for one in branches)
    alike = even if leaves else 1.0
    angle, found = -_QUARTER, list[_Sector]()
    for one in branches:
        share = alike / len(branches) + (1 - alike) * len(one.leaves) / max(leaves, 1)
        found.append(_Sector(angle, angle + share * _WHOLE))
        angle = found[-1].end
    return found


def _joined(stems: Iterable[Stem], sectors: Sequence[_Sector]) -> list[_Sector]:
    """Return the sector of each stem: those of its branches together; a stem without branches has none of its own."""
    found, first, angle = [], 0, -_QUARTER
    for stem in stems:
        mine = sectors[first : first + len(stem.branches)]
        first += len(stem.branches)
        found.append(_Sector(angle, mine[-1].end if mine else angle))
        angle = found[-1].end
    return found


def _ring(names: Sequence[str], sectors: Sequence[_Sector], inner: float, outer: float) -> tuple[Part, ...]:
    """Lay out a ring whose names all have letters of one size."""

    def fitting(size: float) -> list[list[str]]:
        return [
            _fitted(name, sector, inner, outer, size) if sector.end > sector.start else []
            for name, sector in zip(names, sectors, strict=True)
        ]

    size = next((one for one in _SIZES if all(fitting(one))), _SIZES[-1])
    return tuple(
        Part(_outline(sector, inner, outer), _along(lines, sector, (inner + outer) / 2, size), _number(size))
        for lines, sector in zip(fitting(size), sectors, strict=True)
    )


def _fitted(name: str, sector: _Sector, inner: float, outer: float, size: float) -> list[str]:
    """Return the lines of a name that fit a part of a ring; none if they do not."""
    most = int((outer - inner - _PADDING) / (size * _LEADING))
    for count in range(1, most + 1):
        lowest = (inner + outer) / 2 - ((count - 1) * _LEADING / 2 + _MIDST) * size
        letters = int((sector.arc(lowest) - 2 * _PADDING) / (size * _LETTER))
        lines = wrapped(name, letters)
        if len(lines) <= count and all(len(one) <= letters for one in lines):
            return lines
    return []


def _along(lines: Sequence[str], sector: _Sector, radius: float, size: float) -> tuple[Line, ...]:
    """Set lines along arcs around a radius, upright: in the lower half they run the other way."""
    lower = sin(radians(sector.middle)) > 0
    found = []
    for place, text in enumerate(lines):
        offset = ((len(lines) - 1) / 2 - place) * _LEADING * size
        line = radius - offset + _MIDST * size if lower else radius + offset - _MIDST * size
        found.append(Line(text, _curve(line, sector.end, sector.start) if lower else _curve(line, *_ends(sector))))
    return tuple(found)


def _hub(name: str) -> tuple[Line, ...]:
    """Set a name in the middle, line below line; left out if a line is too long."""
    size = _SIZES[1]
    letters = int(2 * (_HUB - _PADDING) * cos(pi / 6) / (size * _LETTER))
    lines = wrapped(name, letters)
    if any(len(one) > letters for one in lines):
        return ()
    return _stacked(lines, size)


def _stacked(lines: Sequence[str], size: float) -> tuple[Line, ...]:
    top = _MIDST - (len(lines) - 1) * _LEADING / 2
    return tuple(Line(text, down=_number((top + place * _LEADING) * size)) for place, text in enumerate(lines))


def _letters(branches: Sequence[Branch], sectors: Sequence[_Sector]) -> int:
    """Return how many letters the lines of names at the rim have; 0 if there is no room for all names."""
    rooms = [
        (name, int(sector.arc(_NAMES) / len(one.leaves) / (_LEAF_SIZE * _LEADING)))
        for one, sector in zip(branches, sectors, strict=True)
        for name in one.leaves
    ]

    def fits(letters: int) -> bool:
        return all(
            len(lines) <= room and all(len(line) <= letters for line in lines)
            for name, room in rooms
            for lines in [wrapped(name, letters)]
        )

    if not all(room for _, room in rooms):
        return 0
    return next((one for one in range(_SHORTEST, _LONGEST + 1) if rooms and fits(one)), 0)


def _leaves(names: Sequence[str], sector: _Sector, letters: int) -> list[tuple[int, Leaf]]:
    """Set leaves along the rim, each with the number of its row: in one row with names, else in as many as it takes."""
    if letters:
        return [
            (0, _leaf(angle, 0, wrapped(name, letters)))
            for name, angle in zip(names, _spread(sector, len(names)), strict=True)
        ]
    found: list[tuple[int, Leaf]] = []
    row = 0
    while len(found) < len(names):
        room = max(1, int(sector.arc(_LEAVES + row * _SPOT) / _SPOT))
        angles = _spread(sector, min(room, len(names) - len(found)))
        found += [(row, _leaf(angle, row, ())) for angle in angles]
        row += 1
    return found


def _spread(sector: _Sector, count: int) -> list[float]:
    """Return the middles of so many equal parts of a sector."""
    step = (sector.end - sector.start) / count if count else 0.0
    return [sector.start + (place + 0.5) * step for place in range(count)]


def _leaf(angle: float, row: int, lines: Sequence[str]) -> Leaf:
    flipped = cos(radians(angle)) < 0
    along = -_NAMES if flipped else _NAMES
    turned = angle + _HALF if flipped else angle
    x, y = _point(_LEAVES + row * _SPOT, angle)
    spoke = f"M{_pair(*_point(_RIM, angle))}L{_pair(*_point(_LEAVES, angle))}" if row == 0 else ""
    turn = f"rotate({_number(turned)}) translate({_number(along)})"
    return Leaf(_number(x), _number(y), spoke, turn, flipped, _stacked(lines, _LEAF_SIZE))


def _ends(sector: _Sector) -> tuple[float, float]:
    return sector.start, sector.end


def _curve(radius: float, start: float, end: float) -> str:
    """Return an arc from one angle to another, in whichever direction that is."""
    span = min(abs(end - start), _ALMOST)
    sweep = end > start
    stop = start + span if sweep else start - span
    first, last = _pair(*_point(radius, start)), _pair(*_point(radius, stop))
    return f"M{first}A{_pair(radius, radius)} 0 {int(span > _HALF)} {int(sweep)} {last}"


def _outline(sector: _Sector, inner: float, outer: float) -> str:
    """Return the outline of a part of a ring."""
    if sector.end <= sector.start:
        return ""
    back = _curve(inner, sector.start + min(sector.end - sector.start, _ALMOST), sector.start)
    return f"{_curve(outer, *_ends(sector))}L{back.removeprefix('M')}Z"


def _point(radius: float, angle: float) -> tuple[float, float]:
    return radius * cos(radians(angle)), radius * sin(radians(angle))


def _pair(x: float, y: float) -> str:
    return f"{_number(x)} {_number(y)}"


def _number(value: float) -> str:
    """Write a length or an angle as short as is exact enough to see.

    >>> _number(12.0), _number(-0.001), _number(3.14159)
    ('12', '0', '3.14')
    """
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")

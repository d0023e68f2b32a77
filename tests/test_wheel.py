"""The geometry of the wheel: nothing is cut, nothing overlaps, nothing stands upside down."""

import re
from itertools import combinations
from math import atan2, degrees, dist, hypot

import pytest

from bochum_kg.web.views.wheel import Branch, Leaf, Part, Stem, Wheel, wheel

LONG = "SchwimmMit! Kampagne zur Schwimmfähigkeit bei Kindern in Bochum"
STEMS = (
    Stem("Wissen", (Branch("Shootingstar der Wissensarbeit", (LONG, "Werk X")), Branch("Talentschmiede", ("A", "B")))),
    Stem("Wandel", (Branch("Vorreiterin modernen Stadtmanagements", ("C",) * 7),)),
    Stem("Wir-Gefühl", (Branch("Großstadt mit Lebensgefühl", ("D",) * 9), Branch("Hotspot der Live-Kultur"))),
)


def numbers(path: str) -> list[float]:
    """Return the numbers in a path."""
    return [float(one) for one in re.findall(r"-?\d+(?:\.\d+)?", path)]


def corners(part: Part) -> tuple[float, float]:
    """Return the angles at which the outer edge of a part begins and ends, from 0 to 360."""
    found = numbers(part.outline)
    begin, end = found[:2], found[7:9]
    return tuple(degrees(atan2(y, x)) % 360 for x, y in (begin, end))  # type: ignore[return-value]


def span(part: Part) -> float:
    """Return how many degrees a part takes."""
    start, end = corners(part)
    return (end - start) % 360


def place(leaf: Leaf) -> tuple[float, float]:
    """Return where a leaf stands."""
    return float(leaf.x), float(leaf.y)


def named(part: Part) -> str:
    """Return the name that is written in a part."""
    return " ".join(line.text for line in part.lines)


@pytest.fixture
def drawn() -> Wheel:
    """A wheel like that of a city."""
    return wheel(STEMS, "Bochum Strategie")


def test_every_name_is_written_whole(drawn: Wheel) -> None:
    """The lines of each name make up the name, in the hub, in both rings and at the rim."""
    branches = [one for stem in STEMS for one in stem.branches]
    assert " ".join(line.text for line in drawn.hub) == "Bochum Strategie"
    assert [named(one) for one in drawn.stems] == [one.name for one in STEMS]
    assert [named(one) for one in drawn.branches] == [one.name for one in branches]
    assert [" ".join(line.text for line in one.lines) for one in drawn.leaves] == [
        leaf for one in branches for leaf in one.leaves
    ]


def test_parts_close_the_circle_from_the_top_on(drawn: Wheel) -> None:
    """Each part begins where the one before it ends, the first at the top; stems are as wide as their branches."""
    for ring in (drawn.stems, drawn.branches):
        assert sum(span(one) for one in ring) == pytest.approx(360, abs=0.2)
        ends = [corners(one) for one in ring]
        for (_, end), (start, _) in zip(ends, [*ends[1:], ends[0]], strict=True):
            assert end == pytest.approx(start, abs=0.1)
    assert corners(drawn.branches[0])[0] == pytest.approx(270, abs=0.1)
    assert span(drawn.stems[0]) == pytest.approx(span(drawn.branches[0]) + span(drawn.branches[1]), abs=0.2)


def test_more_leaves_get_more_room_and_none_are_no_reason_to_vanish(drawn: Wheel) -> None:
    """Widths follow the number of leaves; a branch without any keeps a part."""
    widths = [span(one) for one in drawn.branches]
    assert widths[3] > widths[2] > widths[0]
    assert widths[0] == pytest.approx(widths[1], abs=0.1)
    assert widths[4] > 10


def test_names_are_read_from_left_to_right(drawn: Wheel) -> None:
    """On the left half names at the rim end at their leaf; in the lower half names within run the other way."""
    assert all(leaf.flipped == (float(leaf.x) < 0) for leaf in drawn.leaves)
    for part in drawn.branches:
        for line in part.lines:
            first, last = numbers(line.path)[0], numbers(line.path)[-2]
            start, end = corners(part)
            middle = (start + ((end - start) % 360) / 2) % 360
            if 30 < middle % 180 < 150:
                assert first < last, line.text


def test_everything_lies_within_reach(drawn: Wheel) -> None:
    """No leaf, and no name as wide as letters commonly are, goes over the edge."""
    for leaf in drawn.leaves:
        assert hypot(*place(leaf)) + 8 <= float(drawn.reach)
        longest = max(len(line.text) for line in leaf.lines)
        assert 230 + longest * 0.55 * float(drawn.letters) <= float(drawn.reach)


def test_many_leaves_stand_in_rows_without_names_and_apart() -> None:
    """Where names have no room the leaves stay, in as many rows as it takes, and do not cover each other."""
    drawn = wheel([Stem("S", (Branch("One", ("leaf",) * 300), Branch("Two", ("leaf",) * 5)))])
    assert not any(leaf.lines for leaf in drawn.leaves)
    assert len(drawn.leaves) == 305
    assert len({round(hypot(*place(leaf))) for leaf in drawn.leaves}) > 1
    assert all(hypot(*place(leaf)) + 8 <= float(drawn.reach) for leaf in drawn.leaves)
    assert min(dist(place(one), place(other)) for one, other in combinations(drawn.leaves, 2)) > 12
    assert [bool(leaf.spoke) for leaf in drawn.leaves if round(hypot(*place(leaf))) > 216] == [False] * sum(
        round(hypot(*place(leaf))) > 216 for leaf in drawn.leaves
    )


def test_a_name_without_room_is_left_out_rather_than_cut() -> None:
    """A hundred branches are drawn, but their names are not."""
    drawn = wheel([Stem("S", tuple(Branch("Grundstücksverkehrsgenehmigung", ("x",)) for _ in range(100)))], "A" * 60)
    assert len(drawn.branches) == 100
    assert not any(part.lines for part in drawn.branches)
    assert drawn.hub == ()


@pytest.mark.parametrize(
    "stems", [(), (Stem("Alone"),), (Stem("Alone", (Branch("Only", ("leaf",)),)),)], ids=["none", "bare", "one"]
)
def test_small_wheels_can_be_drawn(stems: tuple[Stem, ...]) -> None:
    """Nothing, a stem without branches, and one branch that takes the whole circle."""
    drawn = wheel(stems)
    assert len(drawn.stems) == len(stems)
    if drawn.branches:
        assert span(drawn.branches[0]) == pytest.approx(360, abs=0.2)
        assert numbers(drawn.branches[0].outline)[:2] != numbers(drawn.branches[0].outline)[7:9]

"""The figures of a report, drawn as scenes."""

from collections.abc import Iterable, Mapping, Sequence

from bochum_kg.analysis.pictures import Mark, Scene, short, style
from bochum_kg.analysis.projections import Network

__all__ = ["bars", "grid", "matrix", "scatter"]

_WIDE = 1000
_INK = "#0072B2"
#: Where the squares of a matrix begin, and how far apart they are.
_LEFT, _TOP, _CELL = 300, 30, 16

Word = tuple[float, float, str, float, str]


def matrix(
    network: Network, circles: Sequence[Sequence[str]], *, title: str, language: str, most: int
) -> tuple[Scene, int, int]:
    """Draw who takes part in what, rows ordered by circle; return how many rows and columns are shown too.

    Where there are more, the institutions and undertakings with most ties are shown.
    """
    rows, columns = _busiest(network, circles, most)
    names = {node: network.label(node, language) for node in (*rows, *columns)}
    marks: list[Mark] = []
    words: list[Word] = []
    for y, node in enumerate(rows):
        words.append((_LEFT - 8, _TOP + _CELL * y + 11.0, short(names[node], 46), 11.0, "end"))
        marks.append(Mark(_LEFT - 2, _TOP + _CELL * y + 8, 3, *style(network.graph.nodes[node]), names[node]))
        marks += [
            Mark(_LEFT + 12 + _CELL * x, _TOP + _CELL * y + 8, 6, _INK, "square", f"{names[node]} – {names[other]}")
            for x, other in enumerate(columns)
            if other in network.graph[node]
        ]
    right = _LEFT + 12.0 + _CELL * len(columns)
    lines = [(_LEFT + 4.0, y, right, y, 0.3) for y in (_TOP + _CELL * (row + 1.0) for row, _ in enumerate(rows))]
    below = _TOP + _CELL * len(rows) + 14
    words += [*_numbers(len(columns)), *_key([names[node] for node in columns], below)]
    height = below + 14 * _half(columns) + 20
    return Scene(_WIDE, int(height), title, lines, marks, words), len(rows), len(columns)


def _busiest(network: Network, circles: Sequence[Sequence[str]], most: int) -> tuple[list[str], list[str]]:
    """Return institutions by circle, and undertakings by ties: those with most ties."""
    graph = network.graph

    def first(nodes: Iterable[str]) -> list[str]:
        return sorted(nodes, key=lambda node: (-graph.degree[node], node))[:most]

    columns = first(node for node in network.second if graph.degree[node])
    busy = set(first(node for node in network.first if any(one in graph[node] for one in columns)))
    return [node for group in circles for node in group if node in busy], columns


def _numbers(columns: int) -> list[Word]:
    return [(_LEFT + 12 + _CELL * x, _TOP - 8.0, str(x + 1), 9.0, "middle") for x in range(columns)]


def _key(names: Sequence[str], below: float) -> list[Word]:
    """Return the names of the columns below the matrix, in two halves side by side."""
    half = _half(names)
    return [
        (20 if x < half else 510, below + 14.0 * (x % half + 1), f"{x + 1}  {short(name, 70)}", 11.0, "start")
        for x, name in enumerate(names)
    ]


def _half(columns: Sequence[str]) -> int:
    return (len(columns) + 1) // 2


def bars(rows: Sequence[tuple[str, float, str]], *, title: str) -> Scene:
    """Draw a horizontal bar for each name, value and what is written behind the bar."""
    most = max((value for _, value, _ in rows), default=0) or 1
    lines, words = [], []
    for number, (name, value, text) in enumerate(rows):
        y = 16.0 + 20 * number
        words.append((330.0, y + 4, short(name, 52), 12.0, "end"))
        lines.append((340.0, y, 340.0 + max(1.0, 520 * value / most), y, 11.0))
        words.append((350.0 + 520 * value / most, y + 4, text, 12.0, "start"))
    return Scene(_WIDE, 20 * len(rows) + 16, title, lines, (), words)


def scatter(
    points: Sequence[tuple[str, float, float, Mapping[str, object]]],
    *,
    title: str,
    axes: tuple[str, str],
    named: int = 8,
) -> Scene:
    """Draw points by two figures, and name those highest on the second and above 0."""
    left, bottom, wide, high = 70.0, 330.0, 880.0, 300.0
    most_x = max((x for _, x, _, _ in points), default=0) or 1
    most_y = max((y for _, _, y, _ in points), default=0) or 1
    marks, words = [], []
    order = sorted(points, key=lambda point: (-point[2], point[0]))
    for number, (name, x, y, data) in enumerate(order):
        place = left + wide * 0.82 * x / most_x, bottom - high * 0.95 * y / most_y
        marks.append(Mark(*place, 6, *style(data), name))
        if number < named and y > 0:
            words.append((place[0] + 9, place[1] + 4, short(name, 34), 11.0, "start"))
    words += [(left + wide / 2, bottom + 34, axes[0], 12.0, "middle"), (left - 50, 18.0, axes[1], 12.0, "start")]
    words += [
        (left, bottom + 16, "0", 10.0, "middle"),
        (left + wide * 0.82, bottom + 16, f"{most_x:.3g}", 10.0, "middle"),
    ]
    words += [(left - 6, bottom - high * 0.95 + 4, f"{most_y:.3g}", 10.0, "end")]
    lines = [(left, bottom, left + wide, bottom, 1.0), (left, bottom, left, bottom - high, 1.0)]
    return Scene(_WIDE, 375, title, lines, marks, words)


def grid(pairs: Mapping[tuple[str, str], tuple[float, str]], *, title: str) -> Scene:
    """Draw a square for each pair of names, as large as its value; what it stands for is its title."""
    names = sorted({name for pair in pairs for name in pair})
    most = max((value for value, _ in pairs.values()), default=0) or 1
    left, cell = 330.0, 22.0
    words = [(left - 10, 28 + cell * y + 4, f"{short(name, 44)}  {y + 1}", 12.0, "end") for y, name in enumerate(names)]
    words += [(left + cell * x + 10, 14.0, str(x + 1), 11.0, "middle") for x, _ in enumerate(names)]
    places = {name: number for number, name in enumerate(names)}
    marks = [
        Mark(left + cell * places[a] + 10, 28 + cell * places[b], 2.5 + 8.5 * value / most, _INK, "square", text)
        for (one, other), (value, text) in pairs.items()
        for a, b in ((one, other), (other, one))
    ]
    return Scene(_WIDE, int(40 + cell * len(names)), title, (), marks, words)

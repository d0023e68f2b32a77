"""Networks as pictures: a layout from a seed, drawn alike as SVG and as PNG."""

import io
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import sqrt
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

import networkx as nx

from bochum_kg.errors import AnalysisError

__all__ = ["COLOURS", "SHAPES", "Mark", "Scene", "layout", "network_scene", "png", "short", "style", "svg"]

Point = tuple[float, float]

#: A colour for each sector that stays apart for colour-blind eyes (Okabe & Ito 2008), and a shape, so that colour is
#: never alone.
COLOURS: Final[Mapping[str, str]] = {
    "bereich-stadt": "#D55E00",
    "bereich-wissenschaft": "#0072B2",
    "bereich-wirtschaft": "#009E73",
    "bereich-staat": "#CC79A7",
    "bereich-zivilgesellschaft": "#E69F00",
}
SHAPES: Final[Mapping[str, str]] = {
    "bereich-stadt": "square",
    "bereich-wissenschaft": "circle",
    "bereich-wirtschaft": "triangle",
    "bereich-staat": "diamond",
    "bereich-zivilgesellschaft": "pentagon",
}
_OTHER: Final = ("#56657A", "small")
#: Corners of the shapes, on a circle around the place.
_CORNERS: Final[Mapping[str, tuple[Point, ...]]] = {
    "square": ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
    "small": ((-0.6, -0.6), (0.6, -0.6), (0.6, 0.6), (-0.6, 0.6)),
    "triangle": ((0.0, -1.1), (1.0, 0.75), (-1.0, 0.75)),
    "diamond": ((0.0, -1.15), (1.15, 0.0), (0.0, 1.15), (-1.15, 0.0)),
    "pentagon": ((0.0, -1.05), (1.0, -0.32), (0.62, 0.85), (-0.62, 0.85), (-1.0, -0.32)),
}
_STEPS: Final = 150
_LABELS: Final = 60
_SIZE: Final = (1000, 760)


@dataclass(frozen=True)
class Mark:
    """A shape at a place; ``title`` is what it stands for."""

    x: float
    y: float
    size: float
    colour: str
    shape: str
    title: str


@dataclass(frozen=True)
class Scene:
    """What is drawn: lines first, then marks, then words (x, y, text, size, anchor)."""

    width: int
    height: int
    title: str
    lines: Sequence[tuple[float, float, float, float, float]] = ()
    marks: Sequence[Mark] = ()
    words: Sequence[tuple[float, float, str, float, str]] = field(default_factory=tuple)


def style(data: Mapping[str, object]) -> tuple[str, str]:
    """Return colour and shape of a node by its sector; what has none, and the second mode, is small and grey."""
    sector = str(data.get("sector")) if data.get("bipartite") != 1 else ""
    return COLOURS.get(sector, _OTHER[0]), SHAPES.get(sector, _OTHER[1])


def layout(graph: nx.Graph, *, seed: int = 0) -> dict[str, Point]:
    """Place nodes in the unit square by springs (Fruchterman & Reingold 1991), with a pull to the middle.

    Only additions, products and square roots are used, in the order of the nodes, so a seed gives the same places on
    every machine.
    """
    nodes = sorted(graph)
    places = {node: number for number, node in enumerate(nodes)}
    edges = sorted((min(pair), max(pair)) for a, b in graph.edges for pair in [(places[a], places[b])])
    return dict(zip(nodes, _settled(len(nodes), tuple(edges), seed), strict=True))


@lru_cache(maxsize=4)
def _settled(size: int, edges: tuple[tuple[int, int], ...], seed: int) -> tuple[Point, ...]:
    """Return the places of nodes, which are the same for the same ties; a report draws them once in each language."""
    drawing = random.Random(seed)  # noqa: S311 - a layout, not a secret
    x, y = ([drawing.random() for _ in range(size)] for _ in range(2))
    ideal = sqrt(1 / max(size, 1))
    for step in range(_STEPS):
        move_x, move_y = [0.0] * size, [0.0] * size
        _push(x, y, ideal, move_x, move_y)
        for a, b in edges:
            dx, dy = x[a] - x[b], y[a] - y[b]
            pull = sqrt(dx * dx + dy * dy) / ideal
            move_x[a], move_y[a] = move_x[a] - dx * pull, move_y[a] - dy * pull
            move_x[b], move_y[b] = move_x[b] + dx * pull, move_y[b] + dy * pull
        most = 0.1 * (1 - step / _STEPS)
        for one in range(size):
            dx, dy = move_x[one] + (0.5 - x[one]) * 2, move_y[one] + (0.5 - y[one]) * 2
            length = sqrt(dx * dx + dy * dy) or 1.0
            x[one] += dx / length * min(length, most)
            y[one] += dy / length * min(length, most)
    return tuple(_unit(x, y))


def _push(x: Sequence[float], y: Sequence[float], ideal: float, move_x: list[float], move_y: list[float]) -> None:
    """Let all nodes push each other away."""
    square = ideal * ideal
    for a, (own_x, own_y) in enumerate(zip(x, y, strict=True)):
        pushed_x = pushed_y = 0.0
        for b in range(a):
            dx, dy = own_x - x[b], own_y - y[b]
            force = square / (dx * dx + dy * dy + 1e-9)
            dx *= force
            dy *= force
            pushed_x += dx
            pushed_y += dy
            move_x[b] -= dx
            move_y[b] -= dy
        move_x[a] += pushed_x
        move_y[a] += pushed_y


def _unit(x: Sequence[float], y: Sequence[float]) -> list[Point]:
    low_x, low_y = min(x, default=0.0), min(y, default=0.0)
    wide, high = (max(x, default=1.0) - low_x) or 1.0, (max(y, default=1.0) - low_y) or 1.0
    return [(round((a - low_x) / wide, 5), round((b - low_y) / high, 5)) for a, b in zip(x, y, strict=True)]


def network_scene(graph: nx.Graph, *, title: str, language: str = "en", seed: int = 0) -> Scene:
    """Draw the nodes that have ties; sectors by colour and shape, a key below, names of at most 60 nodes.

    Raises:
        AnalysisError: no node has a tie.
    """
    tied = graph.subgraph([node for node in graph if graph.degree[node]])
    if not tied:
        problem = "There is nothing to draw: no node of the network has a tie; choose another network or field."
        raise AnalysisError(problem)
    width, height = _SIZE
    room = height - 90
    places = {node: (40 + a * (width - 80), 30 + b * (room - 60)) for node, (a, b) in layout(tied, seed=seed).items()}
    lines = [(*places[a], *places[b], 0.7 + min(2.5, float(data.get("weight", 1.0)))) for a, b, data in _edges(tied)]
    named = set(sorted(tied, key=lambda node: (-tied.degree[node], node))[:_LABELS])
    marks, words = [], []
    for node in sorted(tied):
        data = tied.nodes[node]
        text, size = str(data.get(f"label_{language}", node)), 4 + min(7.0, sqrt(tied.degree[node]) * 1.6)
        marks.append(Mark(*places[node], size, *style(data), text))
        if node in named:
            words.append((places[node][0] + size + 2, places[node][1] + 3, short(text, 32), 9.0, "start"))
    key_marks, key_words = _key((tied.nodes[node] for node in sorted(tied)), language, height - 40)
    return Scene(width, height, title, lines, [*marks, *key_marks], [*words, *key_words])


def _edges(graph: nx.Graph) -> list[tuple[str, str, Mapping[str, float]]]:
    return sorted(((*sorted((a, b)), data) for a, b, data in graph.edges(data=True)), key=lambda edge: edge[:2])


def short(text: str, most: int) -> str:
    """Return a text of so many characters at most; what is left out is told by an ellipsis."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _key(
    nodes: Iterable[Mapping[str, Any]], language: str, y: float
) -> tuple[list[Mark], list[tuple[float, float, str, float, str]]]:
    names: dict[str, str] = {
        data["sector"]: data[f"sector_{language}"] for data in nodes if "sector" in data and data.get("bipartite") != 1
    }
    other = {"de": "Vorhaben, Felder, Ziele, ohne Angabe", "en": "undertakings, fields, goals, not known"}
    marks, words, x = [], [], 30.0
    for sector, name in [*sorted(names.items()), ("", other[language])]:
        marks.append(Mark(x, y, 6, *style({"sector": sector}), name))
        words.append((x + 12, y + 4, name, 11.0, "start"))
        x += 30 + 6.2 * len(name)
    return marks, words


def svg(scene: Scene) -> str:
    """Write a scene as SVG; marks carry a title, so that they can be read without colours."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {scene.width} {scene.height}" role="img">',
        f"<title>{escape(scene.title)}</title>",
        f'<rect width="{scene.width}" height="{scene.height}" fill="#fff"/>',
        '<g stroke="#8a949e" stroke-opacity=".6">',
    ]
    parts += [
        f'<line x1="{a:.1f}" y1="{b:.1f}" x2="{c:.1f}" y2="{d:.1f}" stroke-width="{wide:.1f}"/>'
        for a, b, c, d, wide in scene.lines
    ]
    parts.append('</g><g stroke="#fff" stroke-width=".8">')
    parts += [_svg_mark(mark) for mark in scene.marks]
    parts.append('</g><g fill="#1a1f24" font-family="Helvetica, Arial, sans-serif">')
    parts += [
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" text-anchor={quoteattr(anchor)}>{escape(text)}</text>'
        for x, y, text, size, anchor in scene.words
    ]
    return "\n".join([*parts, "</g></svg>\n"])


def _svg_mark(mark: Mark) -> str:
    title = f"<title>{escape(mark.title)}</title>"
    if mark.shape == "circle":
        return f'<circle cx="{mark.x:.1f}" cy="{mark.y:.1f}" r="{mark.size:.1f}" fill="{mark.colour}">{title}</circle>'
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in _corners(mark))
    return f'<polygon points="{points}" fill="{mark.colour}">{title}</polygon>'


def _corners(mark: Mark, scale: float = 1.0) -> list[Point]:
    return [((mark.x + x * mark.size) * scale, (mark.y + y * mark.size) * scale) for x, y in _CORNERS[mark.shape]]


def png(scene: Scene) -> bytes:
    """Write a scene as PNG, with a typeface from a package, so that no font of the machine matters.

    Raises:
        AnalysisError: a package is missing.
    """
    try:
        from font_source_sans_pro import font_files_ttf
        from PIL import Image, ImageDraw, ImageFont
    except ImportError as error:
        problem = (
            "PNG needs the packages pillow and font-source-sans-pro; pip install 'bochum-kg[analysis]' brings them."
        )
        raise AnalysisError(problem) from error
    scale = 4
    image = Image.new("RGB", (scene.width * scale, scene.height * scale), "white")
    draw = ImageDraw.Draw(image)
    for a, b, c, d, wide in scene.lines:
        draw.line((a * scale, b * scale, c * scale, d * scale), fill="#b9bfc5", width=max(1, round(wide * scale)))
    for mark in scene.marks:
        if mark.shape == "circle":
            radius = mark.size * scale
            x, y = mark.x * scale, mark.y * scale
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=mark.colour, outline="white")
        else:
            draw.polygon(_corners(mark, scale), fill=mark.colour, outline="white")
    anchors = {"start": "ls", "middle": "ms", "end": "rs"}
    for x, y, text, size, anchor in scene.words:
        face = ImageFont.truetype(font_files_ttf["SourceSansPro"], round(size * scale * 1.1))
        draw.text((x * scale, y * scale), text, fill="#1a1f24", font=face, anchor=anchors[anchor])
    out = io.BytesIO()
    image.resize((scene.width * 2, scene.height * 2), Image.Resampling.LANCZOS).save(out, "PNG")
    return out.getvalue()

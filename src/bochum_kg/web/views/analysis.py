"""The network of institutions: whom the filters leave, drawn and measured, and the report on the whole city."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from bochum_kg.errors import UnknownNameError
from bochum_kg.web.views.drawing import SHAPES, Drawing, draw
from bochum_kg.web.views.facets import Dimension, Facet, FacetValue, Narrowed, common_first, narrow
from bochum_kg.web.views.files import NETWORK
from bochum_kg.web.views.frame import Framed, frame
from bochum_kg.web.views.lists import sort_key
from bochum_kg.web.views.words import Reader, Span, number

__all__ = [
    "ANALYSIS",
    "FILE",
    "PARAMETERS",
    "REPORT",
    "AnalysisView",
    "Institution",
    "Networks",
    "analysis",
    "read_networks",
]

#: Where the page is, where the report is, and the file of a release that both are about.
ANALYSIS: Final = "/analysis"
REPORT: Final = "/analysis/report"
FILE: Final = NETWORK
PARAMETERS: Final = ("basis", "city", "field", "kind", "sector", "sort")
#: What can be switched, and the one value that does it.
_SWITCHES: Final = {"city": "without", "basis": "stated"}
_VARIANTS: Final = {
    (False, False): "all",
    (False, True): "stated",
    (True, False): "without-city",
    (True, True): "without-city-stated",
}
#: The columns of the table that can be sorted by; the first is what it is sorted by unasked.
_MEASURES: Final = ("undertakings", "partners", "strength", "betweenness", "core")
_NAME: Final = "name"
_TIES: Final = 30
_INTERVAL: Final = 3


@dataclass(frozen=True, slots=True)
class Institution:
    """An institution of the network: names and sorts by language, fields, place, and its measures in one variant."""

    number: int
    content: Mapping[str, Any]
    measures: Mapping[str, float] = field(default_factory=dict)

    def slug(self, sort: str) -> tuple[str, ...]:
        """Return the kind or sector, where it is known."""
        return (self.content[sort]["id"],) if sort in self.content else ()

    def name(self, language: str) -> str:
        """Return the name in a language, or in the one there is."""
        return _named(self.content, language)


@dataclass(frozen=True, slots=True)
class Networks:
    """What the file of a release says: institutions with places, undertakings, fields, and the ties of each variant."""

    content: Mapping[str, Any]

    def institutions(self, variant: str) -> tuple[Institution, ...]:
        """Return the institutions that have ties in a variant, with their measures there."""
        measured = self.content["networks"][variant]["measures"]
        nodes = self.content["nodes"]
        return tuple(Institution(int(one), nodes[int(one)], measures) for one, measures in measured.items())

    def ties(self, variant: str, among: frozenset[int]) -> list[tuple[int, int, float, Sequence[int]]]:
        """Return the ties between some institutions: both, strength, and the undertakings behind it."""
        ties = self.content["networks"][variant]["ties"]
        return [(a, b, weight, via) for a, b, weight, via in ties if a in among and b in among]


@dataclass(frozen=True, slots=True)
class ColumnView:
    """The head of a column: its name, the link that sorts by it, and whether that is so now."""

    name: Span
    sorted: bool
    about: str = ""


@dataclass(frozen=True, slots=True)
class RowView:
    """An institution in the table; ``number`` is the one that the file gives it."""

    number: int
    name: Span
    kind: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TieView:
    """A pair and what it shares."""

    first: Span
    second: Span
    strength: str
    through: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field: the link that narrows down to it, how many institutions are left, and the command for its report."""

    name: Span
    count: str
    command: str


@dataclass(frozen=True, slots=True)
class FigureView:
    """A key figure with and without the city administration."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NetworkView:
    """The network that the filters leave: picture, legend and tables."""

    variant: str
    shown: tuple[int, ...]
    count: str
    narrowed: Narrowed[Institution]
    legend: tuple[tuple[int, str], ...]
    drawing: Drawing
    shapes: Mapping[int, int]
    caption: str
    ranked: bool
    columns: tuple[ColumnView, ...]
    rows: tuple[RowView, ...]
    ties: tuple[TieView, ...]
    ties_caption: str


@dataclass(frozen=True)
class AnalysisView(Framed):
    """The page; without a network it says so."""

    lead: str
    network: NetworkView | None = None
    figures: tuple[FigureView, ...] = ()
    figures_caption: str = ""
    report: Span | None = None
    fields: tuple[FieldView, ...] = ()
    file: Span | None = None
    repeat: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
    paths: tuple[str, ...] = SHAPES


def read_networks(content: bytes) -> Networks:
    """Read the file of a release."""
    return Networks(json.loads(content))


def analysis(networks: Networks | None, values: Mapping[str, str], reader: Reader) -> AnalysisView:
    """Lay out the network that the parameters of the address leave.

    Raises:
        UnknownNameError: a parameter names what is not there.
    """
    title, lead = reader.say("nav.analysis"), reader.say("analysis.lead")
    framed = frame(reader, title, ANALYSIS, about=lead, **values)
    if networks is None:
        return AnalysisView(framed, lead)
    content = networks.content
    before, _, after = reader.say(
        "analysis.repeat.about", release=content["release"], seed=content["seed"], file="\0"
    ).partition("\0")
    report = f"{content['command']} --lang {reader.language}"
    return AnalysisView(
        framed,
        lead,
        _network(networks, values, reader),
        tuple(_figures(content["figures"], reader)),
        reader.say("analysis.figures", draws=content["draws"]),
        Span(reader.say("analysis.report.whole"), reader.href(REPORT)),
        tuple(_fields(networks, reader)),
        Span(FILE, f"/downloads/{FILE}"),
        (before, after),
        (report, "bochum-kg export gexf --projection inst-inst-joint --out network.gexf"),
    )


def _figures(figures: Iterable[Mapping[str, Any]], reader: Reader) -> Iterator[FigureView]:
    for one in figures:
        values = (tuple(number(text, reader.language) for text in value) for value in one["values"])
        yield FigureView(reader.say(f"analysis.measure.{one['measure']}"), tuple(map(_with_interval, values)))


def _with_interval(value: Sequence[str]) -> str:
    if not value:
        return "–"
    return f"{value[0]} [{value[1]}; {value[2]}]" if len(value) == _INTERVAL else value[0]


def _fields(networks: Networks, reader: Reader) -> Iterator[FieldView]:
    members = [one for node in networks.content["nodes"] for one in node["field"]]
    names = {slug: _named(one, reader.language) for slug, one in networks.content["fields"].items()}
    for slug, name in sorted(names.items(), key=lambda one: sort_key(one[1])):
        link = reader.href(ANALYSIS, field=slug) if slug in members else ""
        command = f"bochum-kg analyse report --field {slug} --lang {reader.language}"
        yield FieldView(Span(name, link), str(members.count(slug)), command)


def _network(networks: Networks, values: Mapping[str, str], reader: Reader) -> NetworkView:
    for name, value in _SWITCHES.items():
        if values.get(name) not in {"", None, value}:
            labels = {value: reader.say(f"analysis.{name}.{value}")}
            raise UnknownNameError(name, values[name], labels, labels=labels, called=reader.say(f"analysis.{name}"))
    variant = _VARIANTS[bool(values.get("city")), bool(values.get("basis"))]
    every = networks.institutions(variant)
    narrowed = _switched(
        narrow(every, _dimensions(networks, reader), values, reader, ANALYSIS), networks, values, reader
    )
    among = frozenset(one.number for one in narrowed.entries)
    ties = networks.ties(variant, among)
    sectors = _sectors(networks)
    legend = _legend(sectors, narrowed.entries, networks, reader)
    columns, rows = _table(narrowed.entries, values, reader)
    counts = {"shown": len(among), "tied": len(every), "ties": len(ties), "all": networks.content["institutions"]}
    said = ", ".join(reader.say(f"analysis.{name}.{value}") for name, value in _SWITCHES.items() if values.get(name))
    strongest = sorted(ties, key=lambda tie: (-tie[2], tie[0], tie[1]))[:_TIES]
    return NetworkView(
        variant,
        tuple(sorted(among)),
        reader.say("analysis.count", **{name: number(str(one), reader.language) for name, one in counts.items()}),
        narrowed,
        legend,
        _drawing(narrowed.entries, ties, sectors, reader),
        {one.number: _shape(one, sectors) for one in narrowed.entries},
        reader.say("analysis.table", variant=f" ({said})" if said else ""),
        networks.content["networks"][variant]["ranked"],
        columns,
        rows,
        tuple(_tie(networks, tie, reader) for tie in strongest),
        reader.say("analysis.ties.about", shown=len(strongest), all=len(ties)),
    )


def _dimensions(networks: Networks, reader: Reader) -> tuple[Dimension[Institution], ...]:
    every = [Institution(place, node) for place, node in enumerate(networks.content["nodes"])]
    fields = {slug: _named(one, reader.language) for slug, one in networks.content["fields"].items()}
    sorts = []
    for sort in ("sector", "kind"):
        names = {one.content[sort]["id"]: _named(one.content[sort], reader.language) for one in every if one.slug(sort)}
        keys = _keys(sort)
        sorts.append(Dimension(sort, reader.say(f"analysis.{sort}"), keys, common_first(every, keys, names)))
    keys = _keys("field")
    return (*sorts, Dimension("field", reader.say("analysis.field"), keys, common_first(every, keys, fields)))


def _keys(name: str) -> Any:  # noqa: ANN401 - a function of an institution
    if name == "field":
        return lambda one: tuple(one.content["field"])
    return lambda one: one.slug(name)


def _switched(
    narrowed: Narrowed[Institution], networks: Networks, values: Mapping[str, str], reader: Reader
) -> Narrowed[Institution]:
    """Add what leaves ties out to the filters."""
    facets, chips = [], []
    for name, value in _SWITCHES.items():
        chosen = bool(values.get(name))
        label, said = reader.say(f"analysis.{name}"), reader.say(f"analysis.{name}.{value}")
        href = reader.href(ANALYSIS, **{**values, name: "" if chosen else value})
        switched = {one: bool(values.get(one)) or one == name for one in _SWITCHES}
        count = len(networks.institutions(_VARIANTS[switched["city"], switched["basis"]]))
        facets.append(Facet(name, label, (FacetValue(said, str(count), href, chosen),)))
        if chosen:
            chips.append(Span(f"{label}: {said}", href))
    cleared = reader.href(ANALYSIS, sort=values.get("sort", ""))
    clear = Span(reader.say("facets.clear"), cleared) if chips or narrowed.chips else None
    return replace(narrowed, facets=(*facets, *narrowed.facets), chips=(*chips, *narrowed.chips), clear=clear)


def _sectors(networks: Networks) -> list[str]:
    """Return the sectors in an order that no filter changes."""
    return sorted({node["sector"]["id"] for node in networks.content["nodes"] if "sector" in node})


def _shape(one: Institution, sectors: Sequence[str]) -> int:
    last = len(SHAPES) - 1
    return min(sectors.index(one.content["sector"]["id"]), last) if "sector" in one.content else last


def _legend(
    sectors: Sequence[str], entries: Iterable[Institution], networks: Networks, reader: Reader
) -> tuple[tuple[int, str], ...]:
    names = {
        node["sector"]["id"]: _named(node["sector"], reader.language)
        for node in networks.content["nodes"]
        if "sector" in node
    }
    found = {_shape(one, sectors): one.content.get("sector", {}).get("id") for one in entries}
    return tuple((shape, names.get(found[shape], reader.say("unknown"))) for shape in sorted(found))


def _drawing(
    entries: Iterable[Institution],
    ties: Iterable[tuple[int, int, float, Sequence[int]]],
    sectors: Sequence[str],
    reader: Reader,
) -> Drawing:
    shown = sorted(entries, key=lambda one: one.number)
    return draw(
        {one.number: (one.content["x"], one.content["y"]) for one in shown},
        ((a, b, weight) for a, b, weight, _ in ties),
        [
            (one.number, int(one.measures["undertakings"]), _shape(one, sectors), one.name(reader.language))
            for one in shown
        ],
    )


def _table(
    entries: Iterable[Institution], values: Mapping[str, str], reader: Reader
) -> tuple[tuple[ColumnView, ...], tuple[RowView, ...]]:
    chosen = values.get("sort") or _MEASURES[0]
    if chosen not in {_NAME, *_MEASURES}:
        kind, labels = "sort", {name: reader.say(f"analysis.{name}") for name in (_NAME, *_MEASURES)}
        raise UnknownNameError(kind, chosen, labels, labels=labels)
    heads = tuple(_column(name, chosen, values, reader) for name in (_NAME, *_MEASURES))

    def order(one: Institution) -> tuple[float, object]:
        value = 0.0 if chosen == _NAME else -one.measures.get(chosen, 0.0)
        return value, sort_key(one.name(reader.language))

    return heads, tuple(_row(one, reader) for one in sorted(entries, key=order))


def _column(name: str, chosen: str, values: Mapping[str, str], reader: Reader) -> ColumnView:
    link = reader.href(ANALYSIS, **{**values, "sort": "" if name == _MEASURES[0] else name})
    about = "" if name == _NAME else reader.say(f"analysis.{name}.about")
    return ColumnView(Span(reader.say(f"analysis.{name}"), link), name == chosen, about)


def _row(one: Institution, reader: Reader) -> RowView:
    def cell(name: str) -> str:
        return number(str(one.measures[name]), reader.language) if name in one.measures else "–"

    cells = [cell(name) for name in _MEASURES]
    ranks = [cell(name) for name in ("rank", "best", "worst")]
    cells.append(f"{ranks[0]} ({ranks[1]}–{ranks[2]})" if "rank" in one.measures else "–")
    kind = _named(one.content["kind"], reader.language) if "kind" in one.content else reader.say("unknown")
    return RowView(one.number, _span(one.content, reader), kind, tuple(cells))


def _tie(networks: Networks, tie: tuple[int, int, float, Sequence[int]], reader: Reader) -> TieView:
    nodes, undertakings = networks.content["nodes"], networks.content["undertakings"]
    a, b, weight, via = tie
    return TieView(
        _span(nodes[a], reader),
        _span(nodes[b], reader),
        number(str(weight), reader.language),
        tuple(_span(undertakings[one], reader) for one in via),
    )


def _named(names: Mapping[str, Any], language: str) -> str:
    """Return a name in a language, or in the one there is."""
    return str(names.get(language) or next(names[one] for one in ("de", "en", "id") if one in names))


def _span(thing: Mapping[str, Any], reader: Reader) -> Span:
    return Span(_named(thing, reader.language), reader.link(str(thing["id"]).partition("#")[0]))

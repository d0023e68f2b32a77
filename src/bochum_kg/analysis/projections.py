"""The named networks: SPARQL in ``queries/projections/`` becomes a networkx graph whose ties keep their evidence."""

import hashlib
import platform
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import networkx as nx

from bochum_kg import queries
from bochum_kg.analysis.choosing import Options, checked_choice, chosen, in_field, left_out
from bochum_kg.analysis.evidence import DERIVED, Tie, derive_evidence
from bochum_kg.analysis.measures.twomode import newman_projection
from bochum_kg.analysis.nodes import CIRCLE, Attributes, read_nodes, slug
from bochum_kg.build import Release
from bochum_kg.engine import Engine
from bochum_kg.errors import AnalysisError, UnknownChoiceError
from bochum_kg.namespaces import LANGUAGES
from bochum_kg.settings import Settings

__all__ = ["DEFAULT", "PROJECTIONS", "Network", "Projection", "Source", "open_release", "project"]


@dataclass(frozen=True)
class Projection:
    """How a named network is made: from its own query, or from a two-mode network by projection onto one mode."""

    query: str
    first: tuple[str, ...]
    second: tuple[str, ...] = ()
    directed: bool = False
    onto: str | None = None

    @property
    def two_mode(self) -> bool:
        """Say whether the network has two kinds of nodes."""
        return bool(self.second) and self.onto is None


_AIMS: Final = ("competence", "focus area", "goal")
_INSTITUTION: Final = ("institution",)
#: The networks by name.
PROJECTIONS: Final[Mapping[str, Projection]] = MappingProxyType(
    {
        "field-field": Projection("inst-field", _INSTITUTION, ("field",), onto="second"),
        "goal-act": Projection("goal-act", ("activity",), _AIMS),
        "goal-goal": Projection("goal-act", ("activity",), _AIMS, onto="second"),
        "goal-inst": Projection("goal-inst", _INSTITUTION, _AIMS),
        "inst-act": Projection("inst-act", _INSTITUTION, ("activity",)),
        "inst-field": Projection("inst-field", _INSTITUTION, ("field",)),
        "inst-inst": Projection("inst-act", _INSTITUTION, ("activity",), onto="first"),
        "inst-inst-joint": Projection("inst-joint", _INSTITUTION, ("activity", "circle"), onto="first"),
        "inst-inst-stated": Projection("inst-inst-stated", _INSTITUTION),
        "inst-joint": Projection("inst-joint", _INSTITUTION, ("activity", "circle")),
        "inst-relations": Projection("inst-relations", _INSTITUTION, directed=True),
    }
)
#: The network of a verb that is asked without a name.
DEFAULT: Final = "inst-joint"


@dataclass(frozen=True)
class Source:
    """Where networks come from: an engine and the name of the release it answers from."""

    engine: Engine
    release: str = "not known"

    @cached_property
    def nodes(self) -> Mapping[str, Attributes]:
        """Return the attributes of everything that can be a node, by IRI; asked once."""
        return read_nodes(self.engine)


@dataclass(frozen=True)
class Network:
    """A named network: its graph, the nodes of its first mode, and the manifest that tells how to make it again.

    ``origin`` is the two-mode graph that a derived network was projected from: null models draw there.
    """

    name: str
    graph: nx.Graph
    first: tuple[str, ...]
    manifest: Mapping[str, Any] = field(repr=False)
    options: Options = field(default_factory=Options)
    origin: nx.Graph | None = field(default=None, repr=False)

    @property
    def second(self) -> tuple[str, ...]:
        """Return the nodes of the second mode, sorted; none in a one-mode network."""
        first = set(self.first)
        return tuple(node for node in self.graph if node not in first)

    @property
    def two_mode(self) -> bool:
        """Say whether the network has two kinds of nodes."""
        return PROJECTIONS[self.name].two_mode

    def label(self, node: str, language: str = "en") -> str:
        """Return the name of a node in a language."""
        return str(self.graph.nodes[node].get(f"label_{language}", node))


@contextmanager
def open_release(folder: Path | str = "build/release") -> Iterator[Source]:
    """Open a release folder for the time of a ``with`` block.

    Raises:
        ReleaseError: the folder is no release, or was changed.
    """
    from bochum_kg.engine.embedded import EmbeddedEngine

    release = Release.open(Path(folder))
    with EmbeddedEngine.start(release.nquads, settings=Settings(workers=1)) as engine:
        yield Source(engine, release.id)


def project(source: Source, name: str, options: Options | None = None) -> Network:
    """Ask for a named network.

    Nodes and ties are inserted sorted by IRI, so every measure sees the same order on every machine. A one-mode
    network that is derived carries ``weight`` (strength, Newman 2001), ``distance`` (1/weight), ``n_shared``, ``via``
    and the evidence of the ties beneath, as `derive_evidence` joins it.

    Args:
        source: where to ask.
        name: one of `PROJECTIONS`.
        options: what to leave out.

    Raises:
        UnknownChoiceError: there is no such network, or no such field.
        AnalysisError: an option does not fit the network, or nothing is left of it.
    """
    if name not in PROJECTIONS:
        kind = "projection"
        raise UnknownChoiceError(kind, name, PROJECTIONS)
    asked, spec = options or Options(), PROJECTIONS[name]
    known, ties = source.nodes, _ties(source.engine, spec.query)
    checked_choice(known, ties, asked, name)
    recorded = _recorded(name, known, [tie for tie in ties if not left_out(tie, asked)], asked)
    if not recorded:
        problem = f"Nothing is left of the network {name} with these options; take one away."
        raise AnalysisError(problem)
    graph, first = _projected(spec, recorded)
    manifest = _manifest(source, name, asked, graph, _counted(name, known, ties, asked))
    if asked.field is not None:
        manifest["field_labels"] = _field_labels(known, asked.field)
    return Network(name, graph, first, manifest, asked, recorded if spec.onto else None)


def _field_labels(known: Mapping[str, Attributes], name: str) -> dict[str, str]:
    node = next(one for iri, one in known.items() if one["type"] == "field" and slug(iri) == name)
    return {language: node[f"label_{language}"] for language in LANGUAGES}


def _ties(engine: Engine, name: str) -> list[Tie]:
    ties: dict[tuple[str, ...], Tie] = {}
    for row in engine.select(queries.read(f"projections/{name}").text):
        cell = {key: str(value) for key, value in row.items()}
        key = (cell["first"], cell["second"], cell["relation"], cell.get("via", ""))
        weak = cell.get("sourceKind", "").endswith("/schwach-oder-spiegel")
        old = ties.get(key) or Tie.read(cell)
        sources = {**old.sources, cell["source"]: old.sources.get(cell["source"], False) or weak}
        inferred = cell["basis"].endswith("/erschlossen") and (key not in ties or old.inferred)
        ties[key] = replace(old, sources=sources, inferred=inferred)
    return [ties[key] for key in sorted(ties)]


def _nodes(spec: Projection, known: Mapping[str, Attributes], ties: list[Tie]) -> dict[str, Attributes]:
    """Return what can be a node of this network, isolates too; a circle is one as soon as somebody belongs to it."""
    nodes = {node: {**found, "bipartite": 0} for node, found in known.items() if found["type"] in spec.first}
    nodes |= {node: {**found, "bipartite": 1} for node, found in known.items() if found["type"] in spec.second}
    for circle in sorted({tie.second for tie in ties if tie.second.endswith(CIRCLE)}):
        body = known[circle.removesuffix(CIRCLE)]
        nodes[circle] = {**body, "type": "circle", "bipartite": 1, "iri": circle.removesuffix(CIRCLE)}
    return nodes


def _recorded(name: str, known: Mapping[str, Attributes], ties: list[Tie], options: Options) -> nx.Graph | nx.DiGraph:
    """Return the network of some ties, cut to the nodes that are chosen."""
    spec = PROJECTIONS[name]
    nodes = _nodes(spec, known, ties)
    graph = _graph(spec, nodes, chosen(nodes, options), ties)
    if options.field is not None:
        graph = graph.subgraph(in_field(graph, known, options.field, name))
    return _sorted(graph)


def _counted(name: str, known: Mapping[str, Attributes], ties: list[Tie], options: Options) -> dict[str, int]:
    """Count the ties that are left out by reason, of those that the network would have if none were."""
    whole = _recorded(name, known, ties, options)
    reasons = [left_out(tie, options) for tie in ties if whole.has_edge(tie.first, tie.second)]
    return dict(sorted(Counter(reason for reason in reasons if reason).items()))


def _graph(spec: Projection, nodes: Mapping[str, Attributes], kept: set[str], ties: list[Tie]) -> nx.Graph | nx.DiGraph:
    graph: nx.Graph = nx.DiGraph() if spec.directed else nx.Graph()
    graph.add_nodes_from((node, nodes[node]) for node in sorted(kept))
    for tie in ties:
        if tie.first in kept and tie.second in kept and tie.first != tie.second:
            old = dict(graph.get_edge_data(tie.first, tie.second) or {})
            graph.add_edge(tie.first, tie.second, **tie.merged(old))
            if not tie.end:
                graph.edges[tie.first, tie.second].pop("end", None)
    if spec.query == "inst-field":
        for first, second in graph.edges:
            institution = first if graph.nodes[first]["bipartite"] == 0 else second
            degree = graph.degree[institution]
            graph.edges[first, second].update(weight=1 / degree, distance=float(degree))
    return graph


def _sorted(graph: nx.Graph) -> nx.Graph:
    """Return the graph with nodes and ties in the order of their IRIs."""
    fresh = graph.__class__()
    fresh.add_nodes_from((node, graph.nodes[node]) for node in sorted(graph))
    edges = graph.edges(data=True)
    pairs = ((a, b, data) if graph.is_directed() or a < b else (b, a, data) for a, b, data in edges)
    fresh.add_edges_from(sorted(pairs, key=lambda edge: edge[:2]))
    return fresh


def _projected(spec: Projection, graph: nx.Graph) -> tuple[nx.Graph, tuple[str, ...]]:
    first = tuple(node for node, mode in graph.nodes(data="bipartite") if mode == 0)
    if spec.onto is None:
        return graph, first
    keep = first if spec.onto == "first" else tuple(node for node in graph if node not in set(first))
    if not graph.number_of_edges():
        return _sorted(graph.subgraph(keep)), keep
    derived = newman_projection(graph, keep)
    derive_evidence(derived, graph)
    return derived, keep


def _manifest(
    source: Source, name: str, options: Options, graph: nx.Graph, missing: Mapping[str, int]
) -> dict[str, Any]:
    spec = PROJECTIONS[name]
    texts = {one: queries.read(f"projections/{one}").text for one in (spec.query, "nodes")}
    isolates = sorted(nx.isolates(graph))
    return {
        "projection": name,
        "release": source.release,
        "options": {key: value for key, value in asdict(options).items() if value not in (None, False)},
        "weighting": "Newman (2001): sum of 1/(k-1) over shared neighbours with k ties" if spec.onto else "recorded",
        "evidence": DERIVED if spec.onto else "of the statements behind a tie",
        "queries": {
            one: {"file": f"queries/projections/{one}.rq", "sha256": hashlib.sha256(text.encode()).hexdigest()}
            for one, text in texts.items()
        },
        "query_text": texts[spec.query],
        "counts": {
            "nodes": len(graph),
            "ties": graph.number_of_edges(),
            "isolates": len(isolates),
            "ties_left_out": dict(missing),
        },
        "isolates": isolates,
        "versions": {
            "python": ".".join(platform.python_version_tuple()[:2]),
            **{package: version(package) for package in ("bochum-kg", "networkx", "igraph")},
        },
        "backend_priority": list(nx.config.backend_priority.algos),
    }

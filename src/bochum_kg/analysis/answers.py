"""What each verb says of a network, as tables with the notes that honest reading needs."""

from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from typing import TYPE_CHECKING, Final

import networkx as nx

from bochum_kg.analysis.measures.centralities import betweenness
from bochum_kg.analysis.measures.change import centralisation, evolve
from bochum_kg.analysis.measures.checks import Node
from bochum_kg.analysis.measures.cores import core_numbers, core_periphery
from bochum_kg.analysis.measures.failing import coverage, cut_points, robustness
from bochum_kg.analysis.measures.fields import bridges, relatedness
from bochum_kg.analysis.measures.grouping import communities, consensus
from bochum_kg.analysis.measures.holes import brokerage, structural_holes
from bochum_kg.analysis.measures.mixing import attribute_mixing
from bochum_kg.analysis.measures.significance import pair_significance, weave
from bochum_kg.analysis.measures.summary import rank_ranges, summary
from bochum_kg.analysis.measures.twomode import two_mode_centrality
from bochum_kg.analysis.projections import Network
from bochum_kg.analysis.tables import Cell, Table
from bochum_kg.analysis.texts import note
from bochum_kg.errors import AnalysisError, UnknownChoiceError

if TYPE_CHECKING:
    from bochum_kg.analysis.verbs import Request

#: Below so many institutions or undertakings with partners, ranks end at five and no pair is tested.
FEW_NODES: Final = 30
FEW_UNDERTAKINGS: Final = 20
FEW_RANKS: Final = 5
#: Attributes that a network can be split by.
ATTRIBUTES: Final = ("kind", "scope", "sector")
RUNS: Final = 50
#: The false-discovery rate that pairs are held to.
LEVEL: Final = 0.05


def few(network: Network, language: str) -> str | None:
    """Return the note of a network that is too small for ranks and single ties, or None."""
    institutions = sum(network.graph.degree[node] > 0 for node in network.first)
    joint = sum(network.graph.degree[node] > 1 for node in network.second)
    if institutions >= FEW_NODES and joint >= FEW_UNDERTAKINGS:
        return None
    limits = {"nodes": FEW_NODES, "undertakings": FEW_UNDERTAKINGS}
    return note(language, "small", institutions=institutions, joint=joint, **limits)


def _label(network: Network, request: "Request", node: Node) -> str:
    return network.label(str(node), request.language)


def _rows(found: Iterable[Iterable[object]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(one if one is None or isinstance(one, Cell) else str(one) for one in row) for row in found)


def project_table(network: Network, request: "Request") -> Sequence[Table]:
    """List nodes and ties with their evidence."""
    graph = network.graph
    nodes = [
        (node, _label(network, request, node), data["type"], data.get("sector"), data.get("kind"), graph.degree[node])
        for node, data in graph.nodes(data=True)
    ]
    ties = [
        (
            a,
            b,
            data.get("weight"),
            data.get("basis", "derived"),
            "|".join(map(str, data.get("kind", ()))),
            "|".join(map(str, data.get("via", data.get("relation", ())))),
            "|".join(map(str, data.get("source", ()))),
            data.get("start"),
        )
        for a, b, data in graph.edges(data=True)
    ]
    return (
        Table("nodes", ("node", "label", "type", "sector", "kind", "degree"), _rows(nodes)),
        Table("ties", ("first", "second", "weight", "basis", "kind", "evidence", "source", "start"), _rows(ties)),
    )


def summary_table(network: Network, request: "Request") -> Sequence[Table]:
    """Give the size and thickness of a network, and for two modes the weave beside its null interval."""
    graph = network.graph.to_undirected() if network.graph.is_directed() else network.graph
    found = summary(graph, network.first if network.two_mode else None)
    rows: list[tuple[Cell, ...]] = [
        (name, value, None, None, None) for name, value in vars(found).items() if value is not None
    ]
    notes = [note(request.language, "on_record")]
    if network.two_mode:
        try:
            null = weave(graph, network.first, draws=request.draws, seed=request.seed)
            rows += [(name, one.value, one.low, one.high, one.p) for name, one in null.items()]
        except AnalysisError:
            notes.append(note(request.language, "no_weave"))
    return (Table("summary", ("measure", "value", "null_low", "null_high", "p"), tuple(rows), tuple(notes)),)


def centrality_table(network: Network, request: "Request") -> Sequence[Table]:
    """Rank the nodes of the first mode with rank ranges, and list the two-mode centralities of both modes."""
    graph = network.graph
    both = two_mode_centrality(graph, network.first)
    tied = [node for node in network.first if graph.degree[node]]
    ranked = rank_ranges(
        graph.subgraph([*tied, *network.second]), tied, lambda one: betweenness(one, distance="distance")
    )
    order = sorted(tied, key=lambda node: (ranked[node].rank, node))
    small = few(network, request.language)
    rows = [
        (
            node,
            _label(network, request, node),
            graph.nodes[node].get("sector"),
            graph.degree[node],
            both.degree[node],
            both.closeness[node],
            both.betweenness[node],
            ranked[node].value,
            ranked[node].rank,
            ranked[node].best,
            ranked[node].worst,
        )
        for node in order[: FEW_RANKS if small else None]
    ]
    head = ("node", "label", "sector", "ties", "degree", "closeness", "betweenness", "projected_betweenness")
    other = [
        (
            node,
            _label(network, request, node),
            graph.degree[node],
            both.degree[node],
            both.closeness[node],
            both.betweenness[node],
        )
        for node in sorted(network.second, key=lambda node: (-both.betweenness[node], node))
        if graph.degree[node]
    ]
    notes = (note(request.language, "on_record"), note(request.language, "ranks"), *([small] if small else ()))
    return (
        Table("institutions", (*head, "rank", "best_rank", "worst_rank"), _rows(rows), notes),
        Table("undertakings", ("node", "label", "ties", "degree", "closeness", "betweenness"), _rows(other)),
    )


def _attribute(request: "Request") -> str:
    if request.by not in ATTRIBUTES:
        kind = "attribute"
        raise UnknownChoiceError(kind, request.by, ATTRIBUTES)
    return request.by


def _labelled(network: Network, request: "Request") -> tuple[nx.Graph, tuple[str, ...]]:
    """Return the tied nodes that have the attribute asked for, and a note where some have not."""
    attribute = _attribute(request)
    tied = [node for node in network.graph if network.graph.degree[node]]
    kept = [node for node in tied if network.graph.nodes[node].get(attribute)]
    lacking = len(tied) - len(kept)
    said = note(request.language, "unlabelled", lacking=lacking, tied=len(tied), attribute=attribute)
    return network.graph.subgraph(kept).copy(), (said,) if lacking else ()


def brokers_table(network: Network, request: "Request") -> Sequence[Table]:
    """List structural holes and Gould-Fernandez roles of the nodes that broker."""
    graph, notes = _labelled(network, request)
    plain = graph.to_undirected() if graph.is_directed() else graph
    holes, roles = structural_holes(plain, weight="weight"), brokerage(graph, request.by)
    between = betweenness(plain, distance="distance")
    order = sorted(holes.constraint, key=lambda node: (-between[node], node))
    rows = [
        (
            node,
            _label(network, request, node),
            graph.nodes[node][request.by],
            holes.constraint[node],
            holes.effective_size[node],
            between[node],
            *(getattr(roles[node], role) for role in _ROLES),
        )
        for node in order
    ]
    kept = (note(request.language, "on_record"), note(request.language, "holes"))
    head = ("node", "label", request.by, "constraint", "effective_size", "betweenness", *_ROLES)
    return (Table("brokers", head, _rows(rows), (*kept, *notes)),)


_ROLES: Final = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")


def bridges_table(network: Network, request: "Request") -> Sequence[Table]:
    """List who reaches across fields, and the pairs of fields that one actor alone joins."""
    found = bridges(network.graph, network.first)
    rows = [
        (
            node,
            _label(network, request, node),
            network.graph.degree[node],
            found.participation[node],
            len(pairs),
            len(found.only_link.get(node, ())),
            "; ".join(
                " – ".join(_label(network, request, one) for one in pair) for pair in found.only_link.get(node, ())
            ),
        )
        for node, pairs in found.pairs.items()
    ]
    rows.sort(key=lambda row: (-row[2], -row[5], row[0]))
    single = len(found.participation) - len(found.pairs)
    notes = (
        note(request.language, "on_record"),
        note(request.language, "one_field", single=single, all=len(found.participation)),
    )
    head = ("node", "label", "fields", "participation", "pairs", "only_link", "pairs_joined_alone")
    return (Table("bridges", head, _rows(rows), notes),)


def communities_table(network: Network, request: "Request") -> Sequence[Table]:
    """List circles of closer contact, with the agreement of many runs."""
    tied = network.graph.subgraph([node for node in network.graph if network.graph.degree[node]]).copy()
    plain = tied.to_undirected() if tied.is_directed() else tied
    communities(plain, request.method, seed=request.seed, weight="weight")
    found = consensus(plain, method=request.method, runs=RUNS, seed=request.seed, weight="weight")
    rows = [
        (number, node, _label(network, request, node), network.graph.nodes[node].get("sector"))
        for number, group in enumerate(found.groups, start=1)
        for node in sorted(group, key=str)
    ]
    figures: list[tuple[Cell, ...]] = [
        ("communities", len(found.groups)),
        ("modularity", found.modularity),
        ("agreement", found.agreement),
        ("runs", 1 if request.method == "exact" else RUNS),
    ]
    said = note(request.language, "modularity")
    return (
        Table("quality", ("measure", "value"), tuple(figures), (said,)),
        Table("communities", ("community", "node", "label", "sector"), _rows(rows)),
    )


def core_table(network: Network, request: "Request") -> Sequence[Table]:
    """List k-cores, and whether there is one core with a periphery."""
    tied = network.graph.subgraph([node for node in network.graph if network.graph.degree[node]]).copy()
    plain = tied.to_undirected() if tied.is_directed() else tied
    numbers = core_numbers(plain)
    split = core_periphery(plain, draws=min(request.draws, 200), seed=request.seed)
    rows = [
        (node, _label(network, request, node), numbers[node], node in split.core)
        for node in sorted(numbers, key=lambda node: (-numbers[node], str(node)))
    ]
    figures: list[tuple[Cell, ...]] = [
        ("largest_k", max(numbers.values())),
        ("core_size", len(split.core)),
        ("core_fit", split.fit),
        ("core_p", split.p),
    ]
    said = note(request.language, "core")
    return (
        Table("fit", ("measure", "value"), tuple(figures), (said,)),
        Table("cores", ("node", "label", "core_number", "in_core"), _rows(rows)),
    )


def mixing_table(network: Network, request: "Request") -> Sequence[Table]:
    """Give assortativity and E-I with expectation and interval, and the matrix of ties between groups."""
    graph, notes = _labelled(network, request)
    plain = graph.to_undirected() if graph.is_directed() else graph
    found = attribute_mixing(plain, request.by, draws=request.draws, seed=request.seed)
    low, high = found.ei_interval or (None, None)
    figures: list[tuple[Cell, ...]] = [
        ("assortativity", found.assortativity, None, None, None),
        ("ei_index", found.ei_index, low, high, found.ei_p),
        ("ei_expected", found.ei_expected, None, None, None),
    ]
    rows = [
        (one, other, found.sizes[one], found.sizes[other], found.matrix[one][other], found.expected[one][other])
        for one in found.matrix
        for other in found.matrix
        if one <= other
    ]
    head = ("group", "other", "size", "size_other", "ties", "expected")
    return (
        Table("mixing", ("measure", "value", "null_low", "null_high", "p"), tuple(figures), notes),
        Table("matrix", head, _rows(rows)),
    )


def relatedness_table(network: Network, request: "Request") -> Sequence[Table]:
    """List pairs of fields that share actors."""
    found = relatedness(network.graph, network.second)
    rows = [
        (
            _label(network, request, one),
            _label(network, request, other),
            found.shared[one, other],
            found.proximity[one, other],
            found.association[one, other],
            found.shared[one, other] == 1,
        )
        for one, other in sorted(found.shared, key=lambda pair: (-found.proximity[pair], pair))
    ]
    said = note(request.language, "fields")
    return (
        Table("relatedness", ("field", "other", "shared", "proximity", "association", "thin"), _rows(rows), (said,)),
    )


def coverage_table(network: Network, request: "Request") -> Sequence[Table]:
    """Count who carries each goal, and which goals rest on whom."""
    found = coverage(network.graph, network.second)
    graph = network.graph
    rows = [
        (
            goal,
            _label(network, request, goal),
            graph.nodes[goal]["type"],
            found.actors[goal],
            found.activities[goal],
            found.sectors[goal],
            found.concentration.get(goal),
        )
        for goal in sorted(found.actors, key=lambda goal: (graph.nodes[goal]["type"], found.actors[goal], goal))
    ]
    alone = [
        (_label(network, request, actor), _label(network, request, goal), graph.nodes[goal]["type"])
        for actor, goals in found.rests_on.items()
        for goal in goals
    ]
    said = note(request.language, "goals")
    head = ("goal", "label", "level", "actors", "activities", "sectors", "concentration")
    return (
        Table("coverage", head, _rows(rows), (said,)),
        Table("rests_on", ("actor", "goal", "level"), _rows(alone)),
    )


def robustness_table(network: Network, request: "Request") -> Sequence[Table]:
    """Say what is left without single institutions: the named ones, or each cut point."""
    tied = network.graph.subgraph([node for node in network.graph if network.graph.degree[node]]).copy()
    plain = tied.to_undirected() if tied.is_directed() else tied
    named = [_found(plain, one) for one in request.remove]
    cases = [tuple(named)] if named else [(node,) for node in cut_points(plain)]
    rows = []
    for case in cases:
        one = robustness(plain, case)
        rows.append(
            (
                "; ".join(_label(network, request, node) for node in case),
                one.components_before,
                one.components_after,
                one.largest_after,
                one.efficiency_before,
                one.efficiency_after,
            )
        )
    rows.sort(key=lambda row: (-row[2], row[0]))
    head = (
        "removed",
        "components_before",
        "components_after",
        "largest_after",
        "efficiency_before",
        "efficiency_after",
    )
    said = note(request.language, "removed")
    return (Table("robustness", head, _rows(rows), (said,)),)


def _found(graph: nx.Graph, name: str) -> str:
    """Return the node of an IRI or of the last part of one."""
    named = [node for node in graph if node == name or node.endswith(f"/{name}")]
    if not named:
        problem = f"{name!r} is no node with ties in this network; give its IRI or the last part of it."
        raise AnalysisError(problem)
    return str(named[0])


def evolve_table(
    network: Network, request: "Request", networks: Mapping[int, Network] | None = None
) -> Sequence[Table]:
    """Compare the years with each other."""
    series = networks or {request.options.year or 0: network}
    changes = evolve({year: one.graph for year, one in series.items()})
    rows = [tuple(vars(one).values()) for one in changes]
    figures = [
        (
            year,
            one.graph.number_of_edges(),
            sum(degree > 0 for _, degree in one.graph.degree),
            centralisation({node: one.graph.degree[node] for node in one.first if one.graph.degree[node]})
            if sum(one.graph.degree[node] > 0 for node in one.first) > 2  # noqa: PLR2004 - the smallest star
            else None,
            one.manifest["counts"]["ties_left_out"].get("undated", 0),
        )
        for year, one in series.items()
    ]
    said = note(request.language, "dated")
    return (
        Table("years", ("year", "ties", "actors", "centralisation", "undated_ties"), _rows(figures), (said,)),
        Table("changes", tuple(vars(changes[0])), _rows(rows)),
    )


def significance_table(network: Network, request: "Request") -> Sequence[Table]:
    """Compare the weave with draws that keep the margins, and test single pairs where the sample carries it."""
    null = weave(network.graph, network.first, draws=request.draws, seed=request.seed)
    rows = [(name, one.value, one.mean, one.low, one.high, one.p) for name, one in null.items()]
    small = few(network, request.language)
    weaves = Table(
        "weave", ("measure", "value", "null_mean", "null_low", "null_high", "p"), _rows(rows), (small,) if small else ()
    )
    if small:
        return (weaves,)
    tests = pair_significance(network.graph, network.first, draws=request.draws, seed=request.seed)
    pairs = [
        (
            _label(network, request, one.first),
            _label(network, request, one.second),
            one.n_shared,
            one.expected,
            one.p,
            one.q,
        )
        for one in tests
        if one.n_shared
    ]
    found = sum(one.q < LEVEL for one in tests)
    notes = [note(request.language, "discoveries", found=found, pairs=len(tests))]
    wanted = ceil(20 * len(tests) / LEVEL)
    if request.draws < wanted:
        notes.append(note(request.language, "draws", draws=request.draws, pairs=len(tests), wanted=wanted))
    return (weaves, Table("pairs", ("first", "second", "n_shared", "expected", "p", "q"), _rows(pairs), tuple(notes)))

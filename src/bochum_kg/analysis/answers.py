"""What each verb says of a network, as tables with the notes that honest reading needs."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

import networkx as nx

from bochum_kg.analysis.measures.centralities import betweenness
from bochum_kg.analysis.measures.change import centralisation, evolve
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

ON_RECORD: Final = (
    "Degree and rank follow in part how much was read about a node; absence here is not absence in the city."
)


def few(network: Network) -> str | None:
    """Return the note of a network that is too small for ranks and single ties, or None."""
    institutions = sum(network.graph.degree[node] > 0 for node in network.first)
    joint = sum(network.graph.degree[node] > 1 for node in network.second)
    if institutions >= FEW_NODES and joint >= FEW_UNDERTAKINGS:
        return None
    return (
        f"Small sample: {institutions} institutions with ties and {joint} undertakings with partners; no ranks beyond "
        f"five and no test of single pairs (at least {FEW_NODES} and {FEW_UNDERTAKINGS} are needed)."
    )


def _label(network: Network, request: "Request", node: str) -> str:
    return network.label(node, request.language)


def _rows(found: Sequence[Sequence[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(row) for row in found)


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
    notes = [ON_RECORD]
    if network.two_mode:
        try:
            null = weave(graph, network.first, draws=request.draws, seed=request.seed)
            rows += [(name, one.value, one.low, one.high, one.p) for name, one in null.items()]
        except AnalysisError as error:
            notes.append(str(error))
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
    note = few(network)
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
        for node in order[: FEW_RANKS if note else None]
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
    notes = (ON_RECORD, "best_rank and worst_rank: with any one undertaking left out.", *([note] if note else ()))
    return (
        Table("institutions", (*head, "rank", "best_rank", "worst_rank"), _rows(rows), notes),
        Table("undertakings", ("node", "label", "ties", "degree", "closeness", "betweenness"), _rows(other)),
    )


def _attribute(request: "Request") -> str:
    if request.by not in ATTRIBUTES:
        kind = "attribute"
        raise UnknownChoiceError(kind, request.by, ATTRIBUTES)
    return request.by


def _labelled(network: Network, attribute: str) -> tuple[nx.Graph, tuple[str, ...]]:
    """Return the tied nodes that have the attribute, and a note where some have not."""
    tied = [node for node in network.graph if network.graph.degree[node]]
    kept = [node for node in tied if network.graph.nodes[node].get(attribute)]
    lacking = len(tied) - len(kept)
    note = f"{lacking} of {len(tied)} nodes with ties have no {attribute} on record and are left out."
    return network.graph.subgraph(kept).copy(), (note,) if lacking else ()


def brokers_table(network: Network, request: "Request") -> Sequence[Table]:
    """List structural holes and Gould-Fernandez roles of the nodes that broker."""
    graph, notes = _labelled(network, _attribute(request))
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
    kept = (ON_RECORD, "A projection fills holes with cliques, so constraint is too high; compare within this table.")
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
    notes = (ON_RECORD, f"{single} of {len(found.participation)} institutions with a field have one field only.")
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
        for node in sorted(group)
    ]
    figures: list[tuple[Cell, ...]] = [
        ("communities", len(found.groups)),
        ("modularity", found.modularity),
        ("agreement", found.agreement),
        ("runs", 1 if request.method == "exact" else RUNS),
    ]
    note = (
        "Modularity alone says nothing: random networks have a high one too; below the resolution limit circles merge."
    )
    return (
        Table("quality", ("measure", "value"), tuple(figures), (note,)),
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
        for node in sorted(numbers, key=lambda node: (-numbers[node], node))
    ]
    figures: list[tuple[Cell, ...]] = [
        ("largest_k", max(numbers.values())),
        ("core_size", len(split.core)),
        ("core_fit", split.fit),
        ("core_p", split.p),
    ]
    note = "One undertaking with k partners is itself a (k-1)-core; a core is always found, core_p says if it means anything."
    return (
        Table("fit", ("measure", "value"), tuple(figures), (note,)),
        Table("cores", ("node", "label", "core_number", "in_core"), _rows(rows)),
    )


def mixing_table(network: Network, request: "Request") -> Sequence[Table]:
    """Give assortativity and E-I with expectation and interval, and the matrix of ties between groups."""
    graph, notes = _labelled(network, _attribute(request))
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
    note = "Fields follow the list that the editors chose; with few members a share jumps with each."
    return (
        Table("relatedness", ("field", "other", "shared", "proximity", "association", "thin"), _rows(rows), (note,)),
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
    note = "Nobody on record is not nobody in the city; levels stand in each other and must not be added up."
    head = ("goal", "label", "level", "actors", "activities", "sectors", "concentration")
    return (
        Table("coverage", head, _rows(rows), (note,)),
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
    note = "Ties are those on record; what others would do in the place of the one removed is not said."
    return (Table("robustness", head, _rows(rows), (note,)),)


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
    note = "Only ties whose beginning a source dates; undated ones are counted in the last column and missing here."
    return (
        Table("years", ("year", "ties", "actors", "centralisation", "undated_ties"), _rows(figures), (note,)),
        Table("changes", tuple(vars(changes[0])), _rows(rows)),
    )


def significance_table(network: Network, request: "Request") -> Sequence[Table]:
    """Compare the weave with draws that keep the margins, and test single pairs where the sample carries it."""
    null = weave(network.graph, network.first, draws=request.draws, seed=request.seed)
    rows = [(name, one.value, one.mean, one.low, one.high, one.p) for name, one in null.items()]
    note = few(network)
    weaves = Table(
        "weave", ("measure", "value", "null_mean", "null_low", "null_high", "p"), _rows(rows), (note,) if note else ()
    )
    if note:
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
    wanted = 20 * len(tests) * 20
    notes = [f"{sum(one.q < 0.05 for one in tests)} of {len(tests)} pairs pass a false-discovery rate of 5 %."]  # noqa: PLR2004 - the rate named
    if request.draws < wanted:
        notes.append(f"{request.draws} draws cannot reach it for {len(tests)} pairs; {wanted} would be needed.")
    return (weaves, Table("pairs", ("first", "second", "n_shared", "expected", "p", "q"), _rows(pairs), tuple(notes)))

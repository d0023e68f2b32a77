"""Answers that list nodes: who connects, who brokers, who carries what, without whom what is left."""

from collections.abc import Sequence
from typing import Final

import networkx as nx

from bochum_kg.analysis.answers.shared import FEW_RANKS, few, label, labelled, table_rows, tied_part
from bochum_kg.analysis.measures.centralities import betweenness
from bochum_kg.analysis.measures.failing import coverage, cut_points, robustness
from bochum_kg.analysis.measures.fields import bridges
from bochum_kg.analysis.measures.holes import brokerage, structural_holes
from bochum_kg.analysis.measures.summary import rank_ranges
from bochum_kg.analysis.measures.twomode import two_mode_centrality
from bochum_kg.analysis.projections import Network
from bochum_kg.analysis.request import Request
from bochum_kg.analysis.tables import Table
from bochum_kg.analysis.texts import note
from bochum_kg.errors import AnalysisError

__all__ = ["bridges_table", "brokers_table", "centrality_table", "coverage_table", "project_table", "robustness_table"]


def project_table(network: Network, request: Request) -> Sequence[Table]:
    """List nodes and ties with their evidence."""
    graph = network.graph
    nodes = [
        (node, label(network, request, node), data["type"], data.get("sector"), data.get("kind"), graph.degree[node])
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
        Table("nodes", ("node", "label", "type", "sector", "kind", "degree"), table_rows(nodes)),
        Table("ties", ("first", "second", "weight", "basis", "kind", "evidence", "source", "start"), table_rows(ties)),
    )


def centrality_table(network: Network, request: Request) -> Sequence[Table]:
    """Rank the nodes of the first mode with rank ranges, and list the two-mode centralities of both modes."""
    graph = network.graph
    both = two_mode_centrality(graph, network.first)
    tied = [node for node in network.first if graph.degree[node]]
    ranked = rank_ranges(
        graph.subgraph([*tied, *network.second]), tied, lambda one: betweenness(one, distance="distance")
    )
    order = sorted(tied, key=lambda node: (ranked[node].rank, node))
    small = few(network, request.language)
    if small:
        order = [node for node in order if ranked[node].rank <= FEW_RANKS and ranked[node].value > 0]
    rows = [
        (
            node,
            label(network, request, node),
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
        for node in order
    ]
    head = ("node", "label", "sector", "ties", "degree", "closeness", "betweenness", "projected_betweenness")
    other = [
        (
            node,
            label(network, request, node),
            graph.degree[node],
            both.degree[node],
            both.closeness[node],
            both.betweenness[node],
        )
        for node in sorted(network.second, key=lambda node: (-both.betweenness[node], node))
        if graph.degree[node]
    ]
    ranks = note(request.language, "ranks" if rows else "unranked")
    notes = (note(request.language, "on_record"), ranks, *([small] if small else ()))
    return (
        Table("institutions", (*head, "rank", "best_rank", "worst_rank"), table_rows(rows), notes),
        Table("undertakings", ("node", "label", "ties", "degree", "closeness", "betweenness"), table_rows(other)),
    )


def brokers_table(network: Network, request: Request) -> Sequence[Table]:
    """List structural holes and Gould-Fernandez roles of the nodes that broker."""
    graph, notes = labelled(network, request)
    plain = graph.to_undirected() if graph.is_directed() else graph
    holes, roles = structural_holes(plain, weight="weight"), brokerage(graph, request.by)
    between = betweenness(plain, distance="distance")
    order = sorted(holes.constraint, key=lambda node: (-between[node], node))
    rows = [
        (
            node,
            label(network, request, node),
            graph.nodes[node][request.by],
            holes.constraint[node],
            holes.effective_size[node],
            between[node],
            *(getattr(roles[node], role) for role in _ROLES),
        )
        for node in order
    ]
    kept = (note(request.language, "on_record"), note(request.language, "holes"))
    head = ("node", "label", request.by, "constraint", "effective_size", "projected_betweenness", *_ROLES)
    return (Table("brokers", head, table_rows(rows), (*kept, *notes)),)


_ROLES: Final = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")


def bridges_table(network: Network, request: Request) -> Sequence[Table]:
    """List who reaches across fields, and the pairs of fields that one actor alone joins."""
    found = bridges(network.graph, network.first)
    rows = [
        (
            node,
            label(network, request, node),
            network.graph.degree[node],
            found.participation[node],
            len(pairs),
            len(found.only_link.get(node, ())),
            "; ".join(
                " – ".join(label(network, request, one) for one in pair) for pair in found.only_link.get(node, ())
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
    return (Table("bridges", head, table_rows(rows), notes),)


def coverage_table(network: Network, request: Request) -> Sequence[Table]:
    """Count who carries each goal, and which goals rest on whom."""
    found = coverage(network.graph, network.second)
    graph = network.graph
    rows = [
        (
            goal,
            label(network, request, goal),
            graph.nodes[goal]["type"],
            found.actors[goal],
            found.activities.get(goal),
            found.sectors.get(goal),
            found.concentration.get(goal),
        )
        for goal in sorted(found.actors, key=lambda goal: (graph.nodes[goal]["type"], found.actors[goal], goal))
    ]
    alone = [
        (label(network, request, actor), label(network, request, goal), graph.nodes[goal]["type"])
        for actor, goals in found.rests_on.items()
        for goal in goals
    ]
    said = note(request.language, "goals")
    head = ("goal", "label", "level", "actors", "activities", "sectors", "concentration")
    return (
        Table("coverage", head, table_rows(rows), (said,)),
        Table("rests_on", ("actor", "goal", "level"), table_rows(alone)),
    )


def robustness_table(network: Network, request: Request) -> Sequence[Table]:
    """Say what is left without single institutions: the named ones, or each cut point."""
    plain = tied_part(network.graph)
    named = [_found(plain, one) for one in request.remove]
    cases = [tuple(named)] if named else [(node,) for node in cut_points(plain)]
    rows = []
    for case in cases:
        one = robustness(plain, case)
        rows.append(
            (
                "; ".join(label(network, request, node) for node in case),
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
    return (Table("robustness", head, table_rows(rows), (said,)),)


def _found(graph: nx.Graph, name: str) -> str:
    """Return the node of an IRI or of the last part of one."""
    named = [node for node in graph if node == name or node.endswith(f"/{name}")]
    if not named:
        problem = f"{name!r} is no node with ties in this network; give its IRI or the last part of it."
        raise AnalysisError(problem)
    return str(named[0])

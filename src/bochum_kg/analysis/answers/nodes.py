"""Answers that list nodes: who connects, who brokers, who carries what, without whom what is left."""

from collections.abc import Sequence
from dataclasses import astuple
from typing import Final

import networkx as nx

from bochum_kg.analysis.answers.shared import (
    FEW_RANKS,
    across,
    few,
    label,
    labelled,
    plurals,
    table_rows,
    tied_part,
    touches,
)
from bochum_kg.analysis.measures.centralities import betweenness
from bochum_kg.analysis.measures.checks import Node
from bochum_kg.analysis.measures.failing import Coverage, coverage, cut_points, robustness
from bochum_kg.analysis.measures.fields import bridges
from bochum_kg.analysis.measures.holes import brokerage, structural_holes
from bochum_kg.analysis.measures.summary import rank_ranges
from bochum_kg.analysis.measures.twomode import TwoModeCentrality, two_mode_centrality
from bochum_kg.analysis.projections import Network
from bochum_kg.analysis.request import Request
from bochum_kg.analysis.tables import Table
from bochum_kg.analysis.texts import note, term
from bochum_kg.errors import AnalysisError

__all__ = ["bridges_table", "brokers_table", "centrality_table", "coverage_table", "project_table", "robustness_table"]


def project_table(network: Network, request: Request) -> Sequence[Table]:
    """List nodes and ties with their evidence."""
    graph = network.graph
    nodes = [
        (node, label(network, request, node), data["type"], data.get("sector"), data.get("kind"), graph.degree[node])
        for node, data in graph.nodes(data=True)
    ]
    ties = [(a, b, *(_evidence(data.get(name)) for name in _EVIDENCE)) for a, b, data in graph.edges(data=True)]
    return (
        Table("nodes", ("node", "label", "type", "sector", "kind", "degree"), table_rows(nodes)).spare(
            "sector", "kind"
        ),
        Table("ties", ("first", "second", *_EVIDENCE), table_rows(ties)).spare("via"),
    )


#: What a tie says of itself.
_EVIDENCE: Final = ("weight", "basis", "weak_source", "kind", "via", "relation", "source", "start", "end")


def _evidence(value: object) -> object:
    """Return several values in one cell, as exports have them."""
    return "|".join(map(str, value)) if isinstance(value, tuple) else value


def centrality_table(network: Network, request: Request) -> Sequence[Table]:
    """Rank the nodes of the first mode with rank ranges, and list the two-mode centralities of both modes.

    Raises:
        AnalysisError: one mode has one node only, so that nothing can lie between the nodes of the other.
    """
    sizes = len(network.first), len(network.second)
    if min(sizes) == 1:
        problem = (
            f"Two-mode centralities need at least two nodes of each kind, but the network {network.name} has "
            f"{sizes[0]} and {sizes[1]} with these options; choose a larger one."
        )
        raise AnalysisError(problem)
    both = two_mode_centrality(network.graph, network.first)
    return _ranked(network, request, both), _unranked(network, request, both)


_CENTRALITIES: Final = ("degree", "closeness", "betweenness")


def _ranked(network: Network, request: Request, both: TwoModeCentrality) -> Table:
    """Return the first mode by rank, of a small network the leading ranks only."""
    graph, (firsts, seconds) = network.graph, plurals(network)
    tied = [node for node in network.first if graph.degree[node]]
    ranked = rank_ranges(
        graph.subgraph([*tied, *network.second]), tied, lambda one: betweenness(one, distance="distance")
    )
    order = sorted(tied, key=lambda node: (ranked[node].rank, node))
    small = few(network, request.language)
    if small:
        order = [node for node in order if ranked[node].rank <= FEW_RANKS and ranked[node].value > 0]
    rows = [
        (node, label(network, request, node), graph.nodes[node].get("sector"), *_central(graph, node, both), *one)
        for node in order
        for one in [astuple(ranked[node])]
    ]
    ranks = note(request.language, "ranks", others=term(request.language, seconds)) if rows else None
    notes = (note(request.language, "on_record"), ranks or note(request.language, "unranked"))
    ranges = ("projected_betweenness", "rank", "best_rank", "worst_rank")
    head = ("node", "label", "sector", "ties", *_CENTRALITIES, *ranges)
    return Table(firsts, head, table_rows(rows), (*notes, *([small] if small else ()))).spare("sector")


def _unranked(network: Network, request: Request, both: TwoModeCentrality) -> Table:
    """Return the second mode by betweenness."""
    graph, (_, seconds) = network.graph, plurals(network)
    rows = [
        (node, label(network, request, node), *_central(graph, node, both))
        for node in sorted(network.second, key=lambda node: (-both.betweenness[node], node))
        if graph.degree[node]
    ]
    return Table(seconds, ("node", "label", "ties", *_CENTRALITIES), table_rows(rows))


def _central(graph: nx.Graph, node: str, both: TwoModeCentrality) -> tuple[int, float, float, float]:
    return graph.degree[node], both.degree[node], both.closeness[node], both.betweenness[node]


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
    actors = [node for node in found.participation if touches(network, request, node)]
    rows = [
        (
            node,
            label(network, request, node),
            network.graph.degree[node],
            found.participation[node],
            len(found.pairs[node]),
            len(found.only_link.get(node, ())),
            "; ".join(
                " – ".join(label(network, request, one) for one in pair) for pair in found.only_link.get(node, ())
            ),
        )
        for node in actors
        if node in found.pairs
    ]
    _, others = plurals(network)
    said = "one_field" if others == "fields" else "one_tie"
    notes = (
        note(request.language, "on_record"),
        note(request.language, said, single=len(actors) - len(rows), all=len(actors)),
        *across(network, request),
    )
    rows.sort(key=lambda row: (-row[2], -row[5], row[0]))
    head = ("node", "label", others, "participation", "pairs", "only_link", "pairs_joined_alone")
    return (Table("bridges", head, table_rows(rows), notes),)


def coverage_table(network: Network, request: Request) -> Sequence[Table]:
    """Count who carries each goal, and which goals rest on whom."""
    found, types = _covered(network), dict(network.graph.nodes(data="type"))
    rows = [
        (
            goal,
            label(network, request, goal),
            types[goal],
            actors,
            _known(found.activities.get(goal), actors),
            _known(found.sectors.get(goal), actors),
            found.concentration.get(goal),
        )
        for goal, actors in sorted(found.actors.items(), key=lambda one: (types[one[0]], one[1], one[0]))
    ]
    alone = [
        (label(network, request, actor), label(network, request, goal), types[goal])
        for actor, goals in found.rests_on.items()
        for goal in goals
    ]
    by_institution = plurals(network)[0] == "institutions"
    counts = ("actors", "activities", "sectors", "concentration") if by_institution else ("activities",)
    head = ("goal", "label", "level", *counts)
    return (
        Table("coverage", head, table_rows(row[: len(head)] for row in rows), (note(request.language, "goals"),)),
        Table("rests_on", ("actor" if by_institution else "activity", "goal", "level"), table_rows(alone)),
    )


def _covered(network: Network) -> Coverage:
    """Measure the coverage; where nobody has a tie, every goal has nobody."""
    if network.graph.number_of_edges():
        return coverage(network.graph, network.second)
    nobody: dict[Node, int] = dict.fromkeys(network.second, 0)
    return Coverage(nobody, nobody, nobody, {}, {})


def _known(count: int | None, actors: int) -> int | None:
    """Return a count of what actors have, or None where there are actors but nothing is known of them."""
    return count or (None if actors else 0)


def robustness_table(network: Network, request: Request) -> Sequence[Table]:
    """Say what is left without single institutions: the named ones, or each cut point."""
    plain = tied_part(network)
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
    said = note(request.language, "removed" if cases else "no_cuts")
    return (Table("robustness", head, table_rows(rows), (said,)),)


def _found(graph: nx.Graph, name: str) -> str:
    """Return the node of an IRI or of the last part of one."""
    named = [node for node in graph if node == name or node.endswith(f"/{name}")]
    if not named:
        problem = f"{name!r} is no node with ties in this network; give its IRI or the last part of it."
        raise AnalysisError(problem)
    return str(named[0])

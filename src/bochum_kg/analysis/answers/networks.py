"""Answers on a network as a whole: size, weave, circles, core, mixing, change, significance."""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Final

import networkx as nx

from bochum_kg.analysis.answers.shared import (
    LEVEL,
    NULL_DRAWS,
    RUNS,
    SINGULARS,
    across,
    few,
    label,
    labelled,
    null_fits,
    null_modularities,
    null_projections,
    plurals,
    table_rows,
    tied_part,
    touches,
)
from bochum_kg.analysis.measures.change import centralisation, evolve
from bochum_kg.analysis.measures.checks import Node
from bochum_kg.analysis.measures.cores import chance_of, core_numbers, core_periphery
from bochum_kg.analysis.measures.fields import relatedness
from bochum_kg.analysis.measures.grouping import communities, consensus
from bochum_kg.analysis.measures.mixing import attribute_mixing
from bochum_kg.analysis.measures.significance import interval, pair_significance, weave
from bochum_kg.analysis.measures.summary import summary
from bochum_kg.analysis.measures.twomode import newman_projection
from bochum_kg.analysis.projections import Network
from bochum_kg.analysis.request import Request
from bochum_kg.analysis.tables import Cell, Table
from bochum_kg.analysis.texts import note
from bochum_kg.errors import AnalysisError

__all__ = [
    "communities_table",
    "core_table",
    "evolve_table",
    "mixing_table",
    "relatedness_table",
    "significance_table",
    "summary_table",
]


#: More nodes than these can be a star.
_STAR: Final = 2


def summary_table(network: Network, request: Request) -> Sequence[Table]:
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
    else:
        notes.append(note(request.language, "one_mode"))
    return (Table("summary", _MEASURED, tuple(rows), tuple(notes)).spare(*_NULL),)


#: What stands behind a measure: the interval and p of its null model, where there is one.
_NULL: Final = ("null_low", "null_high", "p")
_MEASURED: Final = ("measure", "value", *_NULL)


def communities_table(network: Network, request: Request) -> Sequence[Table]:
    """List circles of closer contact, with the agreement of many runs."""
    plain = tied_part(network)
    communities(plain, request.method, seed=request.seed, weight="weight")
    found = consensus(plain, method=request.method, runs=RUNS, seed=request.seed, weight="weight")
    rows = [
        (number, node, label(network, request, node), network.graph.nodes[node].get("sector"))
        for number, group in enumerate(found.groups, start=1)
        for node in sorted(group, key=str)
    ]
    drawn = null_modularities(null_projections(network, request), request.seed)
    null = interval(found.modularity, drawn) if drawn else None
    figures: list[tuple[Cell, ...]] = [
        ("communities", len(found.groups), None, None, None),
        ("modularity", found.modularity, *((null.low, null.high, null.p) if null else (None, None, None))),
        ("agreement", found.agreement, None, None, None),
        ("runs", 1 if request.method == "exact" else RUNS, None, None, None),
    ]
    notes = [note(request.language, said) for said in ("modularity", *(() if null else ("one_mode",)))]
    return (
        Table("quality", _MEASURED, tuple(figures), tuple(notes)).spare(*_NULL),
        Table("communities", ("community", "node", "label", "sector"), table_rows(rows)).spare("sector"),
    )


def core_table(network: Network, request: Request) -> Sequence[Table]:
    """List k-cores, and whether there is one core with a periphery."""
    plain = tied_part(network)
    numbers = core_numbers(plain)
    drawn = null_projections(network, request)
    split = core_periphery(plain, draws=0 if drawn else NULL_DRAWS, seed=request.seed)
    chance = chance_of(split.fit, null_fits(drawn)) if drawn else split.p
    rows = [
        (node, label(network, request, node), numbers[node], node in split.core)
        for node in sorted(numbers, key=lambda node: (-numbers[node], str(node)))
    ]
    figures: list[tuple[Cell, ...]] = [
        ("largest_k", max(numbers.values())),
        ("core_size", len(split.core)),
        ("core_fit", split.fit),
        ("core_p", chance),
    ]
    said = note(request.language, "core")
    return (
        Table("fit", ("measure", "value"), tuple(figures), (said,)),
        Table("cores", ("node", "label", "core_number", "in_core"), table_rows(rows)),
    )


def mixing_table(network: Network, request: Request) -> Sequence[Table]:
    """Give assortativity and E-I with expectation and interval, and the matrix of ties between groups."""
    graph, notes = labelled(network, request)
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
        Table("mixing", _MEASURED, tuple(figures), notes),
        Table("matrix", head, table_rows(rows)),
    )


def relatedness_table(network: Network, request: Request) -> Sequence[Table]:
    """List pairs of fields that share actors."""
    found = relatedness(network.graph, network.second)
    rows = [
        (
            label(network, request, one),
            label(network, request, other),
            found.shared[one, other],
            found.proximity[one, other],
            found.association[one, other],
            found.shared[one, other] == 1,
        )
        for one, other in sorted(found.shared, key=lambda pair: (-found.proximity[pair], pair))
        if touches(network, request, one) or touches(network, request, other)
    ]
    _, others = plurals(network)
    said = note(request.language, ("fields" if others == "fields" else "shares") if rows else "no_shared")
    head = (SINGULARS[others], "other", "shared", "proximity", "association", "thin")
    return (Table("relatedness", head, table_rows(rows), (said, *across(network, request))),)


def evolve_table(network: Network, request: Request, networks: Mapping[int, Network] | None = None) -> Sequence[Table]:
    """Compare the years with each other."""
    series = networks or {request.options.year or 0: network}
    actors = {node for one in series.values() for node in one.first}
    changes = evolve({year: one.graph for year, one in series.items()}, actors)
    rows = [tuple(vars(one).values()) for one in changes]
    figures = [(year, *_year(one)) for year, one in series.items()]
    said = note(request.language, "dated")
    return (
        Table("years", ("year", "ties", "actors", "centralisation", "undated_ties"), table_rows(figures), (said,)),
        Table("changes", tuple(vars(changes[0])), table_rows(rows)),
    )


def _year(network: Network) -> tuple[Cell, ...]:
    """Return ties, actors with ties, how far partners gather at one of them, and how many ties were left undated.

    Partners are counted in the network of one mode, since the formula is not one for two (Borgatti & Everett 1997).
    """
    partners = {node: count for node, count in _partners(network).items() if count}
    gathered = centralisation(partners) if len(partners) > _STAR else None
    undated = network.manifest["counts"]["ties_left_out"].get("undated", 0)
    return (
        network.graph.number_of_edges(),
        sum(bool(network.graph.degree[one]) for one in network.first),
        gathered,
        undated,
    )


def _partners(network: Network) -> dict[Node, int]:
    graph = network.graph
    if network.two_mode and graph.number_of_edges():
        graph = newman_projection(graph, network.first)
    return {node: len(set(nx.all_neighbors(graph, node))) for node in network.first}


def significance_table(network: Network, request: Request) -> Sequence[Table]:
    """Compare the weave with draws that keep the margins, and test single pairs where the sample carries it."""
    null = weave(network.graph, network.first, draws=request.draws, seed=request.seed)
    rows = [(name, one.value, one.mean, one.low, one.high, one.p) for name, one in null.items()]
    small = few(network, request.language)
    head = ("measure", "value", "null_mean", "null_low", "null_high", "p")
    weaves = Table("weave", head, table_rows(rows), (small,) if small else ())
    return (weaves,) if small else (weaves, _pairs(network, request))


def _pairs(network: Network, request: Request) -> Table:
    """Return the pairs that share something, with the p and q of each among all pairs."""
    tests = pair_significance(network.graph, network.first, draws=request.draws, seed=request.seed)
    rows = [
        (*(label(network, request, node) for node in (one.first, one.second)), one.n_shared, one.expected, one.p, one.q)
        for one in tests
        if one.n_shared
    ]
    found = sum(one.q < LEVEL for one in tests)
    notes = [note(request.language, "discoveries", found=found, pairs=len(tests))]
    wanted = ceil(20 * len(tests) / LEVEL)
    if request.draws < wanted:
        notes.append(note(request.language, "draws", draws=request.draws, pairs=len(tests), wanted=wanted))
    return Table("pairs", ("first", "second", "n_shared", "expected", "p", "q"), table_rows(rows), tuple(notes))

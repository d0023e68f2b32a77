"""What the answers have in common: names, rows, notes, null models."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import networkx as nx

from bochum_kg.analysis.measures.checks import Node
from bochum_kg.analysis.measures.cores import fit_of
from bochum_kg.analysis.measures.grouping import communities
from bochum_kg.analysis.measures.twomode import projected_draws
from bochum_kg.analysis.projections import PROJECTIONS, Network
from bochum_kg.analysis.request import Request
from bochum_kg.analysis.tables import Cell
from bochum_kg.analysis.texts import note, term
from bochum_kg.errors import AnalysisError, UnknownChoiceError

__all__ = [
    "ATTRIBUTES",
    "FEW_NODES",
    "FEW_RANKS",
    "FEW_UNDERTAKINGS",
    "LEVEL",
    "NULL_DRAWS",
    "RUNS",
    "SINGULARS",
    "attribute_of",
    "few",
    "label",
    "labelled",
    "null_fits",
    "null_modularities",
    "null_projections",
    "plurals",
    "table_rows",
    "tied_part",
    "touches",
]


#: Below so many institutions or undertakings with partners, ranks end at five and no pair is tested.
FEW_NODES: Final = 30
FEW_UNDERTAKINGS: Final = 20
FEW_RANKS: Final = 5
#: Attributes that a network can be split by.
ATTRIBUTES: Final = ("kind", "scope", "sector")
#: What the nodes of a mode are called, by the last of its types.
_PLURALS: Final = {
    "activity": "activities",
    "circle": "undertakings",
    "field": "fields",
    "goal": "goals",
    "institution": "institutions",
}
#: One of them.
SINGULARS: Final = {
    "activities": "activity",
    "fields": "field",
    "goals": "goal",
    "institutions": "institution",
    "undertakings": "undertaking",
}
RUNS: Final = 50
#: Draws of a null model where each costs a projection and a search.
NULL_DRAWS: Final = 200
#: The false-discovery rate that pairs are held to.
LEVEL: Final = 0.05


def plurals(network: Network) -> tuple[str, str]:
    """Return what the nodes of the first and of the second mode of a two-mode network are called."""
    spec = PROJECTIONS[network.name]
    return _PLURALS[spec.first[-1]], _PLURALS[spec.second[-1]]


def few(network: Network, language: str) -> str | None:
    """Return the note of a network that is too small for ranks and single ties, or None."""
    tied = sum(network.graph.degree[node] > 0 for node in network.first)
    joint = sum(network.graph.degree[node] > 1 for node in network.second)
    if tied >= FEW_NODES and joint >= FEW_UNDERTAKINGS:
        return None
    firsts, seconds = (term(language, name) for name in plurals(network))
    found = {"first": tied, "firsts": firsts, "second": joint, "seconds": seconds}
    return note(language, "small", **found, nodes=FEW_NODES, undertakings=FEW_UNDERTAKINGS)


def label(network: Network, request: Request, node: Node) -> str:
    """Return the name of a node in the language asked for."""
    return network.label(str(node), request.language)


def table_rows(found: Iterable[Iterable[object]]) -> tuple[tuple[Cell, ...], ...]:
    """Return rows of cells; what is no figure or word is named."""
    return tuple(tuple(one if one is None or isinstance(one, Cell) else str(one) for one in row) for row in found)


def attribute_of(request: Request) -> str:
    """Return the attribute to split by.

    Raises:
        UnknownChoiceError: there is no such attribute.
    """
    if request.by not in ATTRIBUTES:
        kind = "attribute"
        raise UnknownChoiceError(kind, request.by, ATTRIBUTES)
    return request.by


def labelled(network: Network, request: Request) -> tuple[nx.Graph, tuple[str, ...]]:
    """Return the tied nodes that have the attribute asked for, and a note where some have not.

    Raises:
        UnknownChoiceError: there is no such attribute.
        AnalysisError: no node has a tie, or none of these has it.
    """
    attribute = attribute_of(request)
    tied = _tied(network)
    kept = [node for node in tied if network.graph.nodes[node].get(attribute)]
    if not kept:
        problem = (
            f"None of the {len(tied)} nodes with ties of the network {network.name} has a {attribute} on record; "
            "choose another attribute or network."
        )
        raise AnalysisError(problem)
    lacking = len(tied) - len(kept)
    said = note(request.language, "unlabelled", lacking=lacking, tied=len(tied), attribute=attribute)
    return network.graph.subgraph(kept).copy(), (said,) if lacking else ()


def null_projections(network: Network, request: Request) -> tuple[nx.Graph, ...]:
    """Return projections of two-mode draws with the same margins; none of a network that was recorded as one-mode."""
    if network.origin is None:
        return ()
    tied = network.origin.subgraph([node for node in network.origin if network.origin.degree[node]])
    nodes = [node for node in network.first if node in tied]
    return projected_draws(tied, nodes, min(request.draws, NULL_DRAWS), request.seed)


@lru_cache(maxsize=4)
def null_fits(drawn: tuple[nx.Graph, ...]) -> tuple[float, ...]:
    """Return how well a core and a periphery fit each draw; kept, as the draws are, for another language."""
    return tuple(fit_of(one) for one in drawn)


@lru_cache(maxsize=4)
def null_modularities(drawn: tuple[nx.Graph, ...], seed: int) -> tuple[float, ...]:
    """Return the modularity of the communities of each draw; kept as the fits are."""
    return tuple(communities(one, seed=seed, weight="weight").modularity for one in drawn)


def touches(network: Network, request: Request, node: Node) -> bool:
    """Tell whether a node belongs to the field that is asked for, where the network was not cut to it."""
    return not across(network, request) or request.options.field in network.graph.nodes[node]["field"]


def across(network: Network, request: Request) -> tuple[str, ...]:
    """Return what to know of a table that is about a field and measured over all of them."""
    whole = network.options.field != request.options.field
    return (note(request.language, "across"),) if whole else ()


def tied_part(network: Network) -> nx.Graph:
    """Return the nodes that have ties, without directions.

    Raises:
        AnalysisError: no node has a tie.
    """
    fresh = network.graph.subgraph(_tied(network)).copy()
    return fresh.to_undirected() if fresh.is_directed() else fresh


def _tied(network: Network) -> list[str]:
    tied = [node for node in network.graph if network.graph.degree[node]]
    if not tied:
        problem = (
            f"No node of the network {network.name} has a tie with these options; choose another network or field."
        )
        raise AnalysisError(problem)
    return tied

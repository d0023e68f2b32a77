"""What a measure asks of a network before it is taken, so that nothing is ever NaN or silently zero."""

from collections.abc import Collection, Hashable, Iterable
from math import inf, isnan

import networkx as nx

from bochum_kg.errors import AnalysisError

__all__ = [
    "Node",
    "checked",
    "checked_directed",
    "checked_draws",
    "checked_modes",
    "checked_values",
    "is_label",
    "missing",
    "ordered",
    "relabelled",
]

#: Whatever names a node.
Node = Hashable


def ordered(nodes: Iterable[Node]) -> list[Node]:
    """Return nodes in an order that depends on their names alone.

    >>> ordered({"b", "a"}), ordered({2, "a"})
    (['a', 'b'], ['a', 2])
    """
    found = list(nodes)
    same = len({type(node) for node in found}) <= 1
    if same and all(isinstance(node, str | int) for node in found):
        return sorted(found)  # type: ignore[type-var]  # all strings or all numbers
    return sorted(found, key=repr)


def checked(graph: nx.Graph, measure: str, *, nodes: int = 2, ties: int = 1) -> nx.Graph:
    """Return an undirected copy with nodes and ties in order, once the network can carry the measure.

    Raises:
        AnalysisError: it is directed, has parallel ties, self-loops, too few nodes or too few ties.
    """
    _network(graph, measure)
    if graph.is_directed() or graph.is_multigraph():
        problem = f"The {measure} is defined for undirected simple networks; pass nx.Graph(network) to drop directions."
        raise AnalysisError(problem)
    return _fresh(graph, measure, nodes=nodes, ties=ties)


def _network(graph: nx.Graph, measure: str) -> None:
    if not isinstance(graph, nx.Graph):
        problem = f"The {measure} needs a networkx graph, not a value of type {type(graph).__name__}; make one of it."
        raise AnalysisError(problem)


def checked_values(graph: nx.Graph, attribute: str | None, measure: str) -> None:
    """Make sure that every tie has a positive number as an attribute; without an attribute nothing is asked.

    Raises:
        AnalysisError: a tie lacks it, or has what is no positive, finite number.
    """
    if attribute is None:
        return
    for a, b, value in graph.edges(data=attribute):
        if not isinstance(value, int | float) or not 0 < value < inf:
            problem = (
                f"The {measure} needs a positive number {attribute!r} on every tie, but that between {a!r} and {b!r} "
                f"has {'none' if value is None else repr(value)}; set it or leave the tie out."
            )
            raise AnalysisError(problem)


def checked_draws(draws: int, measure: str, *, least: int = 1) -> None:
    """Make sure that so many draws can be made.

    Raises:
        AnalysisError: there are fewer than the least.
    """
    if not isinstance(draws, int) or draws < least:
        problem = f"The {measure} needs at least {least} draw{'s' if least != 1 else ''}, not {draws!r}; say how many."
        raise AnalysisError(problem)


def _fresh(graph: nx.Graph, measure: str, *, nodes: int, ties: int) -> nx.Graph:
    loops = ordered(nx.nodes_with_selfloops(graph))
    if loops:
        problem = f"The {measure} does not allow self-loops, but {loops[0]!r} has one; remove them first."
        raise AnalysisError(problem)
    if len(graph) < nodes:
        problem = f"The {measure} needs at least {nodes} nodes, but the network has {len(graph)}; choose a larger one."
        raise AnalysisError(problem)
    if graph.number_of_edges() < ties:
        problem = (
            f"The {measure} needs at least {ties} tie{'s' if ties > 1 else ''}, but the {len(graph)} nodes of the "
            f"network have {graph.number_of_edges()}; choose a network with ties."
        )
        raise AnalysisError(problem)
    fresh = graph.__class__()
    fresh.add_nodes_from((node, graph.nodes[node]) for node in ordered(graph))
    place = {node: number for number, node in enumerate(fresh)}
    turned = (
        (a, b, data) if graph.is_directed() or place[a] < place[b] else (b, a, data)
        for a, b, data in graph.edges(data=True)
    )
    fresh.add_edges_from(sorted(turned, key=lambda edge: (place[edge[0]], place[edge[1]])))
    return fresh


def checked_directed(graph: nx.Graph, measure: str, *, nodes: int = 2, ties: int = 1) -> nx.Graph:
    """Return a copy in order that may be directed; see `checked`."""
    _network(graph, measure)
    if graph.is_multigraph():
        problem = f"The {measure} is defined for simple networks; join parallel ties first."
        raise AnalysisError(problem)
    return _fresh(graph, measure, nodes=nodes, ties=ties)


def checked_modes(graph: nx.Graph, nodes: Iterable[Node], measure: str) -> tuple[nx.Graph, list[Node], list[Node]]:
    """Return the two-mode network in order, with the nodes of each mode.

    Raises:
        AnalysisError: as `checked`; also if a node is not in it, one mode is empty, or a tie stays within a mode.
    """
    if isinstance(nodes, str) or not isinstance(nodes, Iterable):
        problem = f"The {measure} needs the nodes of one mode as a list, not {nodes!r} alone."
        raise AnalysisError(problem)
    _network(graph, measure)
    named = set(nodes)
    strange = ordered(named - set(graph))
    if strange:
        problem = f"The {measure} was given {strange[0]!r}, which is no node of the network; name nodes of one mode."
        raise AnalysisError(problem)
    fresh = checked(graph, measure)
    first, second = [one for one in fresh if one in named], [one for one in fresh if one not in named]
    if not first or not second:
        problem = f"The {measure} needs two kinds of nodes, but one kind is empty; name the nodes of one mode only."
        raise AnalysisError(problem)
    for a, b in fresh.edges:
        if (a in named) == (b in named):
            problem = f"The {measure} needs a two-mode network, but {a!r} and {b!r} are of one mode and tied."
            raise AnalysisError(problem)
    return fresh, first, second


def relabelled(graph: nx.Graph) -> tuple[nx.Graph, list[Node]]:
    """Return an ordered network with numbers for nodes, and the nodes by number: free of the process's hash seed."""
    names: list[Node] = list(graph)
    place = {node: number for number, node in enumerate(names)}
    fresh: nx.Graph = nx.Graph()
    fresh.add_nodes_from(range(len(names)))
    fresh.add_edges_from((place[a], place[b], data) for a, b, data in graph.edges(data=True))
    return fresh, names


def is_label(value: object) -> bool:
    """Tell whether a value names a group; None, NaN and the empty text stand for a missing one."""
    return value is not None and value != "" and not (isinstance(value, float) and isnan(value))


def missing(graph: nx.Graph, labels: Collection[Node]) -> list[Node]:
    """Return the nodes without a label."""
    return [node for node in graph if node not in labels]

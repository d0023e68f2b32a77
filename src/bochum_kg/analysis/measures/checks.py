"""What a measure asks of its input before anything is computed, so that nothing is ever NaN or silently zero.

Each check returns what it was given in the form that the measures work on, or raises one sentence.
"""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping
from math import isnan
from numbers import Integral, Real
from typing import Any, Final, TypeGuard, cast

import networkx as nx

from bochum_kg.errors import AnalysisError

__all__ = [
    "Node",
    "checked",
    "checked_count",
    "checked_directed",
    "checked_groups",
    "checked_labels",
    "checked_list",
    "checked_modes",
    "checked_name",
    "checked_nodes",
    "checked_numbers",
    "checked_seed",
    "checked_share",
    "checked_values",
    "is_label",
    "missing",
    "ordered",
    "relabelled",
]

#: Whatever names a node.
Node = Hashable

#: Values of ties whose sums, squares and ratios are numbers too.
_SMALLEST: Final = 1e-30
_GREATEST: Final = 1e30


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
        AnalysisError: it is no network, is directed, has parallel ties, self-loops, too few nodes or too few ties.
    """
    _network(graph, measure)
    if graph.is_directed() or graph.is_multigraph():
        problem = f"The {measure} is defined for undirected simple networks; pass nx.Graph(network) to drop directions."
        raise AnalysisError(problem)
    return _fresh(graph, measure, nodes=nodes, ties=ties)


def checked_directed(graph: nx.Graph, measure: str, *, nodes: int = 2, ties: int = 1) -> nx.Graph:
    """Return a copy in order that may be directed; see `checked`."""
    _network(graph, measure)
    if graph.is_multigraph():
        problem = f"The {measure} is defined for simple networks; join parallel ties first."
        raise AnalysisError(problem)
    return _fresh(graph, measure, nodes=nodes, ties=ties)


def _network(graph: object, measure: str) -> None:
    if not isinstance(graph, nx.Graph):
        problem = f"The {measure} needs a networkx graph, not a value of type {type(graph).__name__}; make one of it."
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
    return _in_order(graph)


def _in_order(graph: nx.Graph) -> nx.Graph:
    fresh = nx.DiGraph() if graph.is_directed() else nx.Graph()
    fresh.add_nodes_from((node, graph.nodes[node]) for node in ordered(graph))
    place = {node: number for number, node in enumerate(fresh)}
    turned = (
        (a, b, data) if graph.is_directed() or place[a] < place[b] else (b, a, data)
        for a, b, data in graph.edges(data=True)
    )
    fresh.add_edges_from(sorted(turned, key=lambda edge: (place[edge[0]], place[edge[1]])))
    return fresh


def checked_name(name: object, measure: str) -> str:
    """Return the name of an attribute.

    Raises:
        AnalysisError: it is no text.
    """
    if not isinstance(name, str):
        problem = f"The {measure} needs the name of an attribute as text, not {name!r}; name one."
        raise AnalysisError(problem)
    return name


def _between(value: object, least: float, most: float) -> TypeGuard[float]:
    """Tell whether a value is a number within bounds, whoever made it; NaN never is."""
    return isinstance(value, Real) and not isinstance(value, bool) and least <= cast("float", value) <= most


def checked_values(graph: nx.Graph, attribute: str | None, measure: str) -> None:
    """Turn an attribute of the ties into numbers of Python's own; without an attribute nothing is asked.

    Raises:
        AnalysisError: a tie lacks it, or has what is no positive number that sums and squares can be made of.
    """
    if attribute is None:
        return
    checked_name(attribute, measure)
    for a, b, data in graph.edges(data=True):
        value = data.get(attribute)
        if not _between(value, _SMALLEST, _GREATEST):
            problem = (
                f"The {measure} needs a number {attribute!r} from {_SMALLEST} to {_GREATEST} on every tie, but that "
                f"between {a!r} and {b!r} has {'none' if value is None else repr(value)}; set it or leave the tie out."
            )
            raise AnalysisError(problem)
        data[attribute] = float(value)


def checked_count(count: object, measure: str, *, least: int = 1, what: str = "draw") -> int:
    """Return how many draws or runs are asked for.

    Raises:
        AnalysisError: it is no whole number, or there are fewer than the least.
    """
    if not isinstance(count, Integral) or isinstance(count, bool) or count < least:
        problem = (
            f"The {measure} needs at least {least} {what}{'s' if least != 1 else ''}, not {count!r}; say how many."
        )
        raise AnalysisError(problem)
    return int(count)


def checked_seed(seed: object, measure: str) -> int:
    """Return the seed of what is drawn.

    Raises:
        AnalysisError: it is no whole number from 0, so that the draws could not be repeated.
    """
    if not isinstance(seed, Integral) or isinstance(seed, bool) or seed < 0:
        problem = f"The {measure} needs a whole number from 0 as its seed, not {seed!r}; give one to repeat the draws."
        raise AnalysisError(problem)
    return int(seed)


def checked_share(share: object, measure: str) -> float:
    """Return a share.

    Raises:
        AnalysisError: it is no number from 0 to 1.
    """
    if not _between(share, 0, 1):
        problem = f"The {measure} needs a share from 0 to 1, not {share!r}; give a number."
        raise AnalysisError(problem)
    return float(share)


def checked_list(values: object, measure: str, what: str) -> list[Any]:
    """Return what was given as a list, a generator gone through once.

    Raises:
        AnalysisError: it is a text, or cannot be gone through.
    """
    if isinstance(values, str | bytes) or not isinstance(values, Iterable):
        problem = f"The {measure} needs {what} as a list, not {values!r} alone; put it into one."
        raise AnalysisError(problem)
    return list(values)


def checked_nodes(nodes: object, measure: str) -> list[Node]:
    """Return nodes as a list.

    Raises:
        AnalysisError: it is no list, or what is in it cannot be a name.
    """
    found = checked_list(nodes, measure, "nodes")
    for node in found:
        if not _hashable(node):
            problem = f"The {measure} needs names, and {node!r} cannot be one; give texts or numbers."
            raise AnalysisError(problem)
    return found


def _hashable(value: object) -> bool:
    try:
        hash(value)
    except TypeError:
        return False
    return True


def checked_groups(groups: object, measure: str) -> list[frozenset[Node]]:
    """Return groups of nodes.

    Raises:
        AnalysisError: they are no lists of nodes, there is no node in them, or a node is in two of them.
    """
    found = [checked_nodes(group, measure) for group in checked_list(groups, measure, "groups of nodes")]
    times = Counter(node for group in found for node in group)
    twice = [node for node, count in times.items() if count > 1]
    if twice or not times:
        said = f"{twice[0]!r} is named twice" if twice else "there is no node in them"
        problem = f"The {measure} needs groups that share no node, but {said}; check the groups."
        raise AnalysisError(problem)
    return [frozenset(group) for group in found]


def checked_modes(graph: nx.Graph, nodes: Iterable[Node], measure: str) -> tuple[nx.Graph, list[Node], list[Node]]:
    """Return the two-mode network in order, with the nodes of each mode.

    Raises:
        AnalysisError: as `checked`; also if a node is not in it, one mode is empty, or a tie stays within a mode.
    """
    named = set(checked_nodes(nodes, measure))
    _network(graph, measure)
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
            problem = (
                f"The {measure} needs a two-mode network, but {a!r} and {b!r} are of one mode and tied; name the nodes "
                "of one mode, all of them."
            )
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
    if isinstance(value, Real) and not isinstance(value, Integral):
        return not isnan(value)
    return value is not None and not (isinstance(value, str) and not value)


def checked_labels(nodes: Iterable[Node], given: object, measure: str) -> dict[Node, str]:
    """Return the labels of the nodes that have one, as text.

    Raises:
        AnalysisError: they are no mapping by node, one cannot name a group, or two that differ are written alike.
    """
    if not isinstance(given, Mapping):
        problem = f"The {measure} needs the group of each node as a mapping, not {given!r}; give one by node."
        raise AnalysisError(problem)
    found = {node: label for node in nodes if is_label(label := given.get(node))}
    names: dict[object, str] = {}
    written: dict[str, object] = {}
    for node, label in found.items():
        if not _hashable(label):
            problem = f"The {measure} needs one label for each node, but {node!r} has {label!r}; give it a text."
            raise AnalysisError(problem)
        name = names.setdefault(label, str(label))
        if written.setdefault(name, label) != label:
            problem = f"The {measure} cannot tell the labels {written[name]!r} and {label!r} apart; write one of them."
            raise AnalysisError(problem)
    return {node: names[label] for node, label in found.items()}


def missing(graph: nx.Graph, labels: Collection[Node]) -> list[Node]:
    """Return the nodes without a label."""
    return [node for node in graph if node not in labels]


def checked_numbers(values: object, nodes: Iterable[Node], measure: str) -> dict[Node, Any]:
    """Return the number of each node.

    Raises:
        AnalysisError: they are no mapping by node, or a node has no number that sums can be made of.
    """
    if not isinstance(values, Mapping):
        problem = f"The {measure} needs a number for each node as a mapping, not {values!r}; give one by node."
        raise AnalysisError(problem)
    for node in nodes:
        value = values.get(node)
        if not _between(value, -_GREATEST, _GREATEST):
            problem = (
                f"The {measure} needs a number from {-_GREATEST} to {_GREATEST} for each node, but {node!r} has "
                f"{value!r}; give it one."
            )
            raise AnalysisError(problem)
    return {node: values[node] for node in nodes}

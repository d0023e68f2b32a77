"""What of the record goes into a network: of today or a year, stated or inferred, of a field, without the city."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import networkx as nx

from bochum_kg.analysis.evidence import CURRENT, Tie
from bochum_kg.analysis.nodes import Attributes, slug
from bochum_kg.errors import AnalysisError, UnknownChoiceError

__all__ = ["Options", "checked_choice", "chosen", "in_field", "left_out"]

#: How many members of a field make an undertaking one of the field.
_MEMBERS: Final = 2


@dataclass(frozen=True)
class Options:
    """What is left out of a network.

    ``year`` keeps the ties that a source dates and that held in that year; without it the ties that hold today are
    kept, dated or not. ``field`` keeps an innovation field with its subfields.
    """

    without_administration: bool = False
    without_inferred: bool = False
    without_weak: bool = False
    field: str | None = None
    year: int | None = None

    def __post_init__(self) -> None:
        """Make sure that the year is a number, since no tie would fit another.

        Raises:
            AnalysisError: it is none.
        """
        if self.year is not None and (not isinstance(self.year, int) or isinstance(self.year, bool)):
            problem = f"A network is asked for a year as a whole number, not {self.year!r}; give one such as 2024."
            raise AnalysisError(problem)


def left_out(tie: Tie, options: Options) -> str | None:
    """Return why the options leave a tie out, or None for one that they leave in."""
    if options.without_inferred and tie.inferred:
        return "inferred"
    if options.without_weak and tie.weak:
        return "weak_source"
    if options.year is None:
        return "not_current" if tie.end or tie.state != CURRENT else None
    if tie.start is None:
        return "undated"
    begun = int(tie.start[:4]) <= options.year
    ended = tie.end is not None and int(tie.end[:4]) < options.year
    return None if begun and not ended else "other_year"


def checked_choice(known: Mapping[str, Attributes], ties: Sequence[Tie], options: Options, projection: str) -> None:
    """Make sure that there is what the options choose.

    Raises:
        UnknownChoiceError: there is no such field.
        AnalysisError: a year is chosen, but no tie has a date.
    """
    fields = {slug(iri) for iri, node in known.items() if node["type"] == "field"}
    if options.field is not None and options.field not in fields:
        kind = "field"
        raise UnknownChoiceError(kind, options.field, fields)
    if options.year is not None and not any(tie.start for tie in ties):
        problem = (
            f"No tie of the network {projection} has a date, so nothing can be said of the year {options.year}; choose "
            "another network or ask without a year."
        )
        raise AnalysisError(problem)


def chosen(nodes: Mapping[str, Attributes], options: Options) -> set[str]:
    """Return the nodes that the options leave."""
    return {
        node
        for node, found in nodes.items()
        if not (options.without_administration and found["administration"] and found["bipartite"] == 0)
    }


def in_field(graph: nx.Graph, known: Mapping[str, Attributes], name: str, projection: str) -> set[str]:
    """Return the nodes of a field: its members, the undertakings that are of the field, and who takes part in these.

    An undertaking is of the field where the consortium itself belongs to it or at least two members take part. Goals
    belong to no field, so all of them stay: one that no member pursues is a gap. Of a one-mode network only the members
    remain.

    Raises:
        AnalysisError: the nodes of this network belong to no field.
    """
    members = {
        node
        for node, found in graph.nodes(data=True)
        if found["type"] == "institution" and name in known[node]["field"]
    }
    if not any(found["type"] == "institution" for _, found in graph.nodes(data=True)):
        problem = (
            f"The network {projection} has no institutions, so it cannot be cut to the field {name!r}; ask without it."
        )
        raise AnalysisError(problem)
    second = [node for node, found in graph.nodes(data=True) if found["bipartite"] == 1]
    if not second:
        return members
    nx.set_node_attributes(graph, {node: node in members for node in graph if node not in set(second)}, "in_field")
    if projection == "goal-inst":
        return members | set(second)
    if projection in {"inst-field", "field-field"}:
        return members | {other for node in members for other in graph[node]}
    own = {node for node in second if name in graph.nodes[node]["field"]}
    joined = {node for node in second if len(members & set(graph[node])) >= _MEMBERS}
    return members | own | joined | {other for node in own for other in graph[node]}

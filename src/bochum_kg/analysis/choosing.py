"""What of the record goes into a network: of today or a year, stated or inferred, of a field, without the city."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import networkx as nx

from bochum_kg.analysis.nodes import Attributes, slug
from bochum_kg.errors import AnalysisError, UnknownChoiceError

__all__ = ["Options", "Tie", "chosen", "in_field", "on_record"]

_CURRENT: Final = "bestehend"
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


@dataclass(frozen=True)
class Tie:
    """A recorded tie with its evidence; ``sources`` says of each source whether it is a weak one."""

    first: str
    second: str
    relation: str
    kind: str
    start: str | None = None
    end: str | None = None
    state: str = _CURRENT
    via: str | None = None
    inferred: bool = False
    sources: Mapping[str, bool] = field(default_factory=dict)

    @classmethod
    def read(cls, cell: Mapping[str, str]) -> "Tie":
        """Read the columns of a row that are the same in each row of the tie."""
        return cls(
            cell["first"],
            cell["second"],
            cell["relation"],
            slug(cell["kind"]),
            start=cell.get("start"),
            end=cell.get("end"),
            state=slug(cell.get("state", _CURRENT)),
            via=cell.get("via"),
        )

    @property
    def weak(self) -> bool:
        """Say whether only weak sources stand behind the tie."""
        return all(self.sources.values())

    def merged(self, old: Mapping[str, Any]) -> dict[str, Any]:
        """Return the attributes of an edge that this tie joins."""
        lists = {
            "kind": {self.kind},
            "relation": {self.relation},
            "source": set(self.sources),
            "via": {self.via} if self.via else set(),
        }
        starts = [one for one in (old.get("start"), self.start) if one]
        attributes: dict[str, Any] = {
            key: tuple(sorted({*old.get(key, ()), *values})) for key, values in lists.items() if values or key in old
        }
        attributes["basis"] = "inferred" if self.inferred and old.get("basis") != "stated" else "stated"
        attributes["weak_source"] = self.weak and bool(old.get("weak_source", True))
        attributes |= {"weight": 1.0, "distance": 1.0}
        if starts:
            attributes["start"] = min(starts)
        if self.end and (not old or "end" in old):
            attributes["end"] = max(self.end, old.get("end", ""))
        return attributes


def on_record(ties: Sequence[Tie], options: Options) -> tuple[list[Tie], Mapping[str, int]]:
    """Return the ties that the options leave, and why how many were left out."""
    kept, left_out = [], Counter[str]()
    for tie in ties:
        reason = _reason(tie, options)
        if reason:
            left_out[reason] += 1
        else:
            kept.append(tie)
    return kept, dict(sorted(left_out.items()))


def _reason(tie: Tie, options: Options) -> str | None:
    if options.without_inferred and tie.inferred:
        return "inferred"
    if options.without_weak and tie.weak:
        return "weak_source"
    if options.year is None:
        return "not_current" if tie.end or tie.state != _CURRENT else None
    if tie.start is None:
        return "undated"
    begun = int(tie.start[:4]) <= options.year
    ended = tie.end is not None and int(tie.end[:4]) < options.year
    return None if begun and not ended else "other_year"


def chosen(
    nodes: Mapping[str, Attributes], ties: Sequence[Tie], known: Mapping[str, Attributes], options: Options
) -> tuple[set[str], list[Tie]]:
    """Return the nodes that the options leave and the ties between them.

    Raises:
        UnknownChoiceError: there is no such field.
    """
    fields = {slug(iri) for iri, node in known.items() if node["type"] == "field"}
    if options.field is not None and options.field not in fields:
        kind = "field"
        raise UnknownChoiceError(kind, options.field, fields)
    kept = {
        node
        for node, found in nodes.items()
        if not (options.without_administration and found["administration"] and found["bipartite"] == 0)
    }
    return kept, [tie for tie in ties if tie.first in kept and tie.second in kept]


def in_field(graph: nx.Graph, known: Mapping[str, Attributes], name: str, projection: str) -> set[str]:
    """Return the nodes of a field: its members, the undertakings that are of the field, and who takes part in these.

    An undertaking is of the field where the consortium itself belongs to it or at least two members take part. Of a
    one-mode network only the members remain.

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
    if projection in {"inst-field", "field-field", "goal-inst"}:
        return members | {other for node in members for other in graph[node]}
    own = {node for node in second if name in graph.nodes[node]["field"]}
    joined = {node for node in second if len(members & set(graph[node])) >= _MEMBERS}
    return members | own | joined | {other for node in own for other in graph[node]}

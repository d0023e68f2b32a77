"""What stands behind a tie: statements, sources, basis and dates, and how those of several ties are joined."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import networkx as nx

from bochum_kg.analysis.nodes import slug

__all__ = ["CURRENT", "DERIVED", "Tie", "derive_evidence"]

#: The state of a tie that holds today.
CURRENT: Final = "bestehend"
#: How the evidence of a derived tie comes from that of the ties beneath it, for a manifest.
DERIVED: Final = (
    "via: the shared nodes; kind, relation, source: of all ties to them, sorted; basis: inferred if any of these is; "
    "weak_source: true if any of these has weak sources only; start: the earliest year or day from which both ends are "
    "tied to a shared node, of those that sources date; end: the last until which they are, if each shared node has one"
)
_LISTS: Final = ("kind", "relation", "source")


@dataclass(frozen=True)
class Tie:
    """A recorded tie with its evidence; ``sources`` says of each source whether it is a weak one."""

    first: str
    second: str
    relation: str
    kind: str
    start: str | None = None
    end: str | None = None
    state: str = CURRENT
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
            state=slug(cell.get("state", CURRENT)),
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


def derive_evidence(derived: nx.Graph, recorded: nx.Graph) -> None:
    """Give each tie of a derived network the evidence of the recorded ties to the nodes that its ends share (``via``).

    ``kind``, ``relation`` and ``source`` are those of all ties beneath. The basis is ``inferred`` if any tie beneath is
    inferred, ``weak_source`` is true if any beneath has weak sources only: a chain is as good as its weakest link. Both
    ends are tied to a shared node from the later of two beginnings to the earlier of two endings; ``start`` is the
    first of these beginnings that sources date, ``end`` the last of these endings, if each shared node has one.
    """
    for a, b, data in derived.edges(data=True):
        shared = [(recorded.edges[a, one], recorded.edges[b, one]) for one in data["via"]]
        data.update(_joined(tie for pair in shared for tie in pair))
        data.update(_lasting(shared))


def _joined(ties: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    beneath = list(ties)
    lists = {name: tuple(sorted({value for tie in beneath for value in tie[name]})) for name in _LISTS}
    return {
        **lists,
        "basis": "inferred" if any(tie["basis"] == "inferred" for tie in beneath) else "stated",
        "weak_source": any(tie["weak_source"] for tie in beneath),
    }


def _lasting(shared: Iterable[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> dict[str, str]:
    """Return since when and until when both ends are tied to a shared node, as far as that is known."""
    pairs = list(shared)
    starts = [max(one["start"], other["start"]) for one, other in pairs if "start" in one and "start" in other]
    ends = [min(tie["end"] for tie in pair if "end" in tie) for pair in pairs if any("end" in tie for tie in pair)]
    dates = {"start": min(starts)} if starts else {}
    return {**dates, "end": max(ends)} if len(ends) == len(pairs) else dates

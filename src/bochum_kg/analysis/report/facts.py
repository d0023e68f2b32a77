"""What a cluster report is made of: the results of the verbs, and what the data cover."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from bochum_kg.analysis.measures.grouping import communities
from bochum_kg.analysis.measures.twomode import newman_projection
from bochum_kg.analysis.projections import DEFAULT, Network, Source, project
from bochum_kg.analysis.request import Request
from bochum_kg.analysis.tables import Cell, Table
from bochum_kg.analysis.verbs import Result, analyse
from bochum_kg.errors import AnalysisError

__all__ = ["Facts", "collect"]

#: The verbs of a report, in the order of its sections.
VERBS: Final = (
    "summary",
    "centrality",
    "brokers",
    "communities",
    "core",
    "mixing",
    "relatedness",
    "bridges",
    "coverage",
    "evolve",
    "robustness",
)


@dataclass(frozen=True)
class Facts:
    """Networks and results; a verb that the network cannot carry has no result."""

    network: Network
    circles: tuple[tuple[str, ...], ...]
    results: Mapping[str, Result | None]
    without_city: Mapping[str, Result | None]
    covered: Mapping[str, tuple[int, int]]

    def table(self, verb: str, name: str) -> Table | None:
        """Return a table of a verb, or None where the verb has no result."""
        result = self.results.get(verb)
        return None if result is None else next((one for one in result.tables if one.name == name), None)

    def figure(self, verb: str, name: str, measure: str, *, without_city: bool = False) -> tuple[Cell, ...] | None:
        """Return the row of a measure: value, and interval and p where there are any."""
        result = (self.without_city if without_city else self.results).get(verb)
        tables = () if result is None else result.tables
        rows = (row for one in tables if one.name == name for row in one.rows if row[0] == measure)
        return next(rows, None)


def collect(source: Source, request: Request, show: Callable[[str], None]) -> Facts:
    """Ask everything that a report says.

    Raises:
        UnknownChoiceError: there is no such field.
        AnalysisError: the network has no tie at all.
    """
    network = project(source, DEFAULT, request.options)
    if not network.graph.number_of_edges():
        problem = "There is nothing to report: no node of this network has a tie; choose another field."
        raise AnalysisError(problem)
    results = {verb: _asked(source, replace(request, verb=verb, projection=None), show) for verb in VERBS}
    without = _without_city(source, request, results, show)
    return Facts(network, _circles(network, request), results, without, _covered(network))


def _without_city(
    source: Source, request: Request, results: Mapping[str, Result | None], show: Callable[[str], None]
) -> Mapping[str, Result | None]:
    """Return what page one compares, without the city administration; the results themselves where it is left out."""
    if request.options.without_administration:
        return results
    fewer = replace(request, projection=None, options=replace(request.options, without_administration=True))
    return {verb: _asked(source, replace(fewer, verb=verb), show) for verb in ("summary", "mixing", "core")}


def _asked(source: Source, request: Request, show: Callable[[str], None]) -> Result | None:
    """Return the result of a verb, or None where the network cannot carry it."""
    show(request.verb)
    try:
        return analyse(source, request)
    except AnalysisError:
        return None


def _circles(network: Network, request: Request) -> tuple[tuple[str, ...], ...]:
    projected = newman_projection(network.graph, network.first)
    if not projected.number_of_edges():
        return (network.first,)
    found = communities(projected, seed=request.seed, weight="weight")
    return tuple(tuple(sorted(map(str, group))) for group in found.groups)


def _covered(network: Network) -> dict[str, tuple[int, int]]:
    """Return how much of the network says what: so many of so many."""
    tied = [node for node in network.first if network.graph.degree[node]]
    ties = [data for _, _, data in network.graph.edges(data=True)]
    return {
        "with_ties": (len(tied), len(network.first)),
        "with_sector": (sum("sector" in network.graph.nodes[node] for node in tied), len(tied)),
        "with_field": (sum(bool(network.graph.nodes[node]["field"]) for node in tied), len(tied)),
        "dated": (sum("start" in data for data in ties), len(ties)),
        "stated": (sum(data["basis"] == "stated" for data in ties), len(ties)),
        "better_source": (sum(not data["weak_source"] for data in ties), len(ties)),
    }

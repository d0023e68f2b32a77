"""The verbs of ``bochum-kg analyse``: each takes networks and returns tables."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

from bochum_kg.analysis import answers
from bochum_kg.analysis.measures.twomode import newman_projection
from bochum_kg.analysis.projections import PROJECTIONS, Network, Source, project
from bochum_kg.analysis.request import Request
from bochum_kg.analysis.tables import Table
from bochum_kg.analysis.usage import USAGES, command
from bochum_kg.errors import AnalysisError, UnknownChoiceError

__all__ = ["VERBS", "Result", "analyse"]


@dataclass(frozen=True)
class Result:
    """Tables, and the manifest that tells how to make them again."""

    tables: tuple[Table, ...]
    manifest: Mapping[str, Any]

    def files(self) -> dict[str, bytes]:
        """Return each table as CSV and the manifest as JSON, by file name."""
        written = {f"{table.name}.csv": table.as_csv() for table in self.tables}
        return {**written, "manifest.json": dump(self.manifest)}


def dump(manifest: Mapping[str, Any]) -> bytes:
    """Write a manifest as JSON with sorted keys."""
    return (json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


@dataclass(frozen=True)
class Verb:
    """A verb: its table function, the network it is asked of by default, and which kind of network it needs.

    One that compares fields with each other measures over ``all_fields``, and shows what touches the one asked for.
    """

    answer: Callable[[Network, Request], Sequence[Table]]
    projection: str
    needs: str
    all_fields: bool = False


#: The verbs by name. A verb that needs one mode projects a two-mode network itself.
VERBS: Final[Mapping[str, Verb]] = MappingProxyType(
    {
        "bridges": Verb(answers.bridges_table, "inst-field", "two modes", all_fields=True),
        "brokers": Verb(answers.brokers_table, "inst-joint", "one mode"),
        "centrality": Verb(answers.centrality_table, "inst-joint", "two modes"),
        "communities": Verb(answers.communities_table, "inst-joint", "one mode"),
        "core": Verb(answers.core_table, "inst-joint", "one mode"),
        "coverage": Verb(answers.coverage_table, "goal-inst", "goals"),
        "evolve": Verb(answers.evolve_table, "inst-joint", "years"),
        "mixing": Verb(answers.mixing_table, "inst-joint", "one mode"),
        "project": Verb(answers.project_table, "inst-joint", "any"),
        "relatedness": Verb(answers.relatedness_table, "inst-field", "two modes", all_fields=True),
        "robustness": Verb(answers.robustness_table, "inst-joint", "one mode"),
        "significance": Verb(answers.significance_table, "inst-joint", "two modes"),
        "summary": Verb(answers.summary_table, "inst-joint", "any"),
    }
)


def analyse(source: Source, request: Request) -> Result:
    """Answer a request.

    Raises:
        UnknownChoiceError: there is no such verb, projection, field or method.
        AnalysisError: the network cannot carry the measure.
    """
    if request.verb not in VERBS:
        kind = "verb"
        raise UnknownChoiceError(kind, request.verb, VERBS)
    verb = VERBS[request.verb]
    name = request.projection or verb.projection
    if verb.needs == "years":
        return _over_years(source, request, name)
    chosen = _fitting(project(source, name, request.options), verb.needs)
    beside_others = verb.all_fields and request.options.field and PROJECTIONS[name].second == ("field",)
    network = project(source, name, replace(request.options, field=None)) if beside_others else chosen
    tables = tuple(verb.answer(network, request))
    return Result(tables, _manifest(chosen.manifest, request, tables))


def _fitting(network: Network, needs: str) -> Network:
    """Return the network in the mode that a verb needs.

    Raises:
        AnalysisError: it cannot be brought into that mode.
    """
    if needs == "one mode" and network.two_mode:
        projected = newman_projection(network.graph, network.first)
        return replace(network, graph=projected, first=tuple(projected), origin=network.graph)
    if needs == "goals" and not network.name.startswith("goal-"):
        raise _unfit(network, (one for one in PROJECTIONS if one in {"goal-act", "goal-inst"}))
    if needs in {"two modes", "goals"} and not network.two_mode:
        raise _unfit(network, (one for one, spec in PROJECTIONS.items() if spec.two_mode))
    return network


def _unfit(network: Network, fitting: Iterable[str]) -> AnalysisError:
    return AnalysisError(f"The network {network.name} does not fit this verb; it takes: {', '.join(sorted(fitting))}.")


def _over_years(source: Source, request: Request, name: str) -> Result:
    """Answer for the networks of several years.

    Raises:
        AnalysisError: none of them has a tie.
    """
    years = tuple(sorted(set(request.years))) or (2005, 2010, 2015, 2020, 2025)
    networks = {year: project(source, name, replace(request.options, year=year)) for year in years}
    if not any(one.graph.number_of_edges() for one in networks.values()):
        problem = (
            f"No tie of the network {name} is dated to any of the years {', '.join(map(str, years))} with these "
            "options; choose other years or another network."
        )
        raise AnalysisError(problem)
    last = networks[years[-1]]
    tables = tuple(answers.evolve_table(last, request, networks))
    manifest = _manifest(last.manifest, replace(request, years=years), tables)
    return Result(tables, {**manifest, "counts": {str(year): one.manifest["counts"] for year, one in networks.items()}})


def _manifest(made: Mapping[str, Any], request: Request, tables: Sequence[Table]) -> dict[str, Any]:
    return {
        **made,
        "verb": request.verb,
        "settings": {name: getattr(request, name) for name in USAGES[request.verb].settings},
        "notes": [note for table in tables for note in table.notes],
        "command": command(request),
    }

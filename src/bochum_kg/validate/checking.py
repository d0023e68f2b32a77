"""Validate the sources: run an engine, bring its results to a line, add what reading found."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final, Literal, TypeAlias

from rdflib import DCTERMS, ORG, RDF, RDFS, SH, SKOS, Graph, URIRef
from rdflib.term import Node

from bochum_kg.namespaces import BO, BOV, DATASET, LANGUAGES, SHAPES, STRAT
from bochum_kg.sources import Mistake, Sources, without_collection
from bochum_kg.validate.engines import Triple, report_of_pyshacl, report_of_shacl
from bochum_kg.validate.report import Finding, Report, sorted_findings
from bochum_kg.validate.rules import Rule, read_rules, texts

__all__ = ["ENGINES", "EngineName", "validate"]

EngineName: TypeAlias = Literal["pyshacl", "shacl"]
#: How each engine makes a report graph from data and shapes.
ENGINES: Final[dict[str, Callable[[Iterable[Triple], Graph], Graph]]] = {
    "pyshacl": report_of_pyshacl,
    "shacl": report_of_shacl,
}
#: Shortcuts that the rules follow over any number of steps.
_LINEAGE: Final = {DCTERMS.isPartOf, ORG.subOrganizationOf, SKOS.broader, STRAT.shareholderOf}
_READING: Final = SHAPES.ReadingConstraintComponent


@dataclass(frozen=True)
class _Result:
    """A validation result as both engines give it."""

    rule: URIRef
    component: URIRef
    focus: Node
    path: URIRef | None
    value: Node | None


def validate(
    sources: Sources, *, engine: EngineName = "pyshacl", progress: Callable[[str], None] = lambda _: None
) -> Report:
    """Hold data and vocabularies against the shapes; both engines find the same.

    Args:
        sources: what was read, with what reading found.
        engine: ``pyshacl`` is the reference, ``shacl`` the fast one.
        progress: is told each step before it begins.
    """
    progress(f"shapes ({engine})")
    with without_collection():
        report = ENGINES[engine](_checked(sources), sources.shapes)
    progress("findings")
    rules = read_rules(sources.shapes)
    graphs = (sources.data, sources.vocabulary)
    results = {placed for result in _results(report) for placed in _placed(result, graphs)}
    found = [_finding(result, rules[result.rule], sources) for result in _without_doubles(results)]
    return Report(sorted_findings([*found, *(_finding_of_reading(mistake, sources) for mistake in sources.findings)]))


def _checked(sources: Sources) -> Iterator[Triple]:
    return chain(sources.data, sources.vocabulary, _lineage(sources))


def _lineage(sources: Sources) -> Iterator[Triple]:
    """Yield what contains what as direct properties, as the build derives them: rules follow them step by step."""
    for kind, shortcut in sources.vocabulary.subject_objects(STRAT.shortcut):
        if shortcut in _LINEAGE:
            for relation in sources.data.subjects(STRAT.relationKind, kind):
                if _is_current(sources.data, relation):
                    yield from _direct(sources.data, relation, shortcut)


def _is_current(data: Graph, relation: Node) -> bool:
    state = data.value(relation, STRAT.relationState)
    return state in (None, BOV["beziehungsstand/bestehend"]) and (relation, STRAT.end, None) not in data


def _direct(data: Graph, relation: Node, shortcut: Node) -> Iterator[Triple]:
    for subject in data.objects(relation, STRAT.subject):
        for thing in data.objects(relation, STRAT.object):
            yield (subject, shortcut, thing)


def _results(report: Graph) -> Iterator[_Result]:
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus, path = report.value(result, SH.focusNode), report.value(result, SH.resultPath)
        rule, component = report.value(result, SH.sourceShape), report.value(result, SH.sourceConstraintComponent)
        if focus is not None and isinstance(rule, URIRef) and isinstance(component, URIRef):
            followed = path if isinstance(path, URIRef) else None
            yield _Result(rule, component, focus, followed, report.value(result, SH.value))


def _placed(result: _Result, graphs: tuple[Graph, ...]) -> Iterator[_Result]:
    """Bring a result to the things it is about.

    A rule on the whole graph names the thing as ``?value``. Where the thing is not described here, because it is a text
    or a reference that leads nowhere, the result belongs to every statement that carries it.
    """
    on_graph = result.focus == DATASET
    thing = result.value if on_graph and result.value is not None else result.focus
    if any((thing, None, None) in graph for graph in graphs):
        yield replace(result, focus=thing, value=None) if on_graph else result
        return
    for graph in graphs:
        for subject, predicate, value in graph.triples((None, result.path if on_graph else None, thing)):
            if isinstance(predicate, URIRef):
                yield replace(result, focus=subject, path=predicate, value=value)


def _without_doubles(results: Iterable[_Result]) -> Iterable[_Result]:
    """Keep one result where several components of one rule object to the same."""
    by_component = sorted(results, key=lambda result: result.component, reverse=True)
    return {(result.rule, result.focus, result.path, result.value): result for result in by_component}.values()


def _finding(result: _Result, rule: Rule, sources: Sources) -> Finding:
    path = result.path or sources.data.value(predicate=None, subject=result.focus, object=result.value, any=True)
    origin = sources.locate(result.focus, path, result.value)
    return Finding(
        rule=rule.iri,
        severity=rule.severity,
        focus=result.focus,
        path=result.path,
        value=result.value,
        component=result.component,
        labels=_labels(result.focus, sources),
        messages=rule.messages,
        remedies=rule.remedies,
        file=origin.file if origin else "",
        line=origin.line if origin else 0,
    )


def _finding_of_reading(mistake: Mistake, sources: Sources) -> Finding:
    return Finding(
        rule=mistake.rule,
        severity="Violation",
        focus=mistake.subject,
        path=None,
        value=None,
        component=_READING,
        labels=_labels(mistake.subject, sources),
        messages=mistake.messages,
        remedies=mistake.remedies,
        file=mistake.origin.file,
        line=mistake.origin.line,
    )


def _labels(subject: Node | None, sources: Sources) -> dict[str, str]:
    """Name a thing in each language: by its label; a detail by the thing it belongs to; else by its identifier."""
    if subject is None:
        return dict.fromkeys(LANGUAGES, "–")
    identifier = str(subject).removeprefix(BO)
    if named := _names(subject, sources):
        return named
    around = [*sources.data.subjects(None, subject), *sources.data.objects(subject, STRAT.subject)]
    owners = (_names(owner, sources) for owner in sorted(around, key=str))
    owner = next((names for names in owners if names), {})
    detail = "/".join(identifier.split("/")[-2:])
    return {language: f"{owner[language]} ({detail})" if owner else identifier for language in LANGUAGES}


def _names(thing: Node, sources: Sources) -> dict[str, str]:
    named: dict[str, str] = {}
    for graph, predicate in (
        (sources.data, SKOS.prefLabel),
        (sources.vocabulary, SKOS.prefLabel),
        (sources.data, DCTERMS.title),
        (sources.vocabulary, RDFS.label),
    ):
        named = texts(graph, thing, predicate) | named
    known = next(iter(named.values()), "")
    return {language: named.get(language, known) for language in LANGUAGES} if named else {}

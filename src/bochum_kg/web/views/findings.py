"""What the rules found in the data of a release, read from its SHACL report."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rdflib import RDF, SH, Graph, Literal

from bochum_kg.describe import Words
from bochum_kg.describe.model import Text

__all__ = ["SEVERITIES", "Finding", "read_findings"]

#: By how grave they are.
SEVERITIES: Final = tuple(str(SH[name]) for name in ("Violation", "Warning", "Info"))


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that something breaks: the IRIs of both, how grave it is, what the rule says, and the value found."""

    rule: str
    severity: str
    focus: str
    message: Words
    value: str


def read_findings(report: bytes) -> tuple[Finding, ...]:
    """Read a validation report (SHACL, section 3.6) in Turtle; the gravest first, then by rule and thing."""
    graph = Graph().parse(data=report, format="turtle")
    return tuple(sorted(_read(graph), key=lambda one: (_rank(one), one.rule, one.focus, one.value)))


def _rank(finding: Finding) -> int:
    return SEVERITIES.index(finding.severity) if finding.severity in SEVERITIES else len(SEVERITIES)


def _read(graph: Graph) -> Iterator[Finding]:
    for result in graph.subjects(RDF.type, SH.ValidationResult):
        texts = [one for one in graph.objects(result, SH.resultMessage) if isinstance(one, Literal)]
        said = sorted((one.language or "", str(one)) for one in texts)
        rule, severity, focus, value = (
            str(graph.value(result, name) or "") for name in (SH.sourceShape, SH.resultSeverity, SH.focusNode, SH.value)
        )
        yield Finding(rule, severity, focus, Words(tuple(Text(text, language) for language, text in said)), value)

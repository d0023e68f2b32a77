"""What was found, as values, and as text for a terminal, JSON and SHACL in Turtle."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from rdflib import RDF, SH, XSD, Literal, URIRef
from rdflib.term import Node

from bochum_kg.namespaces import BO, BOV, DATASET, PREFIXES, SHAPES, curie
from bochum_kg.validate.rules import SEVERITIES
from bochum_kg.validate.terms import as_ntriples

__all__ = ["Finding", "Report"]

_SEVERITY_NAMES: Final = {
    "de": {"Violation": "Verstoß", "Warning": "Warnung", "Info": "Hinweis"},
    "en": {"Violation": "violation", "Warning": "warning", "Info": "note"},
}
_HEADINGS: Final = {
    "de": {"Violation": "Verstöße", "Warning": "Warnungen", "Info": "Hinweise"},
    "en": {"Violation": "Violations", "Warning": "Warnings", "Info": "Notes"},
}
_VERDICTS: Final = {
    "de": {True: "Die Daten enthalten keinen Verstoß", False: "Die Daten verstoßen gegen Regeln"},
    "en": {True: "The data conform", False: "The data do not conform"},
}
#: Characters of a found value that a line shows.
_SHOWN: Final = 70
_REPORT: Final = URIRef(f"{DATASET}/pruefbericht")
_SIMPLE_NAME: Final = re.compile(r"[\w-]+:[A-Za-z][\w-]*")


@dataclass(frozen=True)
class Finding:
    """One rule broken at one place; ``file`` is empty and ``line`` 0 where the place is not in a file."""

    rule: URIRef
    severity: str
    focus: Node | None
    path: URIRef | None
    value: Node | None
    component: URIRef
    labels: Mapping[str, str] = field(hash=False)
    messages: Mapping[str, str] = field(hash=False)
    remedies: Mapping[str, str] = field(hash=False)
    file: str
    line: int

    def sort_key(self) -> tuple[int, str, int, str, str, str, str]:
        """Order by severity, then by place, then by what was found."""
        terms = (_written(self.focus), _written(self.path), _written(self.value))
        return (SEVERITIES.index(self.severity), self.file, self.line, str(self.rule), *terms)

    def as_text(self, language: str) -> str:
        """Write ``file:line: [severity] label: message → remedy (rule)``."""
        place = f"{self.file}:{self.line}: " if self.file else ""
        what = f"{self.labels[language]}: {self.messages[language]}"
        shown = f" [{_shown(self.value)}]" if self.value is not None else ""
        severity = _SEVERITY_NAMES[language][self.severity]
        rule = self.rule.removeprefix(SHAPES)
        return f"{place}[{severity}] {what}{shown} → {self.remedies[language]} ({rule})"

    def as_json(self) -> dict[str, object]:
        """Return plain values for JSON."""
        return {
            "rule": str(self.rule),
            "severity": self.severity,
            "file": self.file,
            "line": self.line,
            "focus": _plain(self.focus),
            "path": _plain(self.path),
            "value": _plain(self.value),
            "label": dict(self.labels),
            "message": dict(self.messages),
            "remedy": dict(self.remedies),
        }


@dataclass(frozen=True)
class Report:
    """All findings, sorted; the data conform where none is a violation."""

    findings: tuple[Finding, ...]

    @property
    def conforms(self) -> bool:
        """Say whether no finding is a violation."""
        return all(finding.severity != "Violation" for finding in self.findings)

    @property
    def counts(self) -> dict[str, int]:
        """Count the findings by severity, the gravest first."""
        found = Counter(finding.severity for finding in self.findings)
        return {severity: found[severity] for severity in SEVERITIES}

    def as_text(self, language: str = "de") -> str:
        """Write the findings for a terminal, grouped by severity, with the verdict at the end."""
        return "\n".join(self._lines(language)) + "\n"

    def _lines(self, language: str) -> Iterator[str]:
        for severity, heading in _HEADINGS[language].items():
            group = [finding for finding in self.findings if finding.severity == severity]
            if group:
                yield f"{heading} ({len(group)})"
                yield from (f"  {finding.as_text(language)}" for finding in group)
                yield ""
        headings = _HEADINGS[language]
        numbers = ", ".join(f"{headings[severity]}: {number}" for severity, number in self.counts.items())
        yield f"{_VERDICTS[language][self.conforms]} ({numbers})."

    def as_json(self) -> str:
        """Write verdict, counts and findings as JSON."""
        document = {
            "conforms": self.conforms,
            "counts": self.counts,
            "findings": [finding.as_json() for finding in self.findings],
        }
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n"

    def as_turtle(self) -> str:
        """Write a SHACL validation report (SHACL, section 3.6) without blank nodes, always in the same order.

        There ``sh:conforms`` is true only where nothing at all was found, so a note makes it false, while `conforms`
        and the exit code of the command ask for violations.
        """
        prefixes = [f"@prefix {prefix}: <{namespace}> ." for prefix, namespace in PREFIXES.items()]
        results = sorted({_result_iri(finding): finding for finding in self.findings}.items(), key=lambda item: item[0])
        listed = [(SH.result, iri) for iri, _ in results]
        conforms = Literal(not self.findings, datatype=XSD.boolean)
        head = _block(_REPORT, [(RDF.type, SH.ValidationReport), (SH.conforms, conforms), *listed])
        return "\n".join([*prefixes, head, *(_block(iri, _statements(finding)) for iri, finding in results), ""])


def _result_iri(finding: Finding) -> URIRef:
    terms = [_written(term) for term in (finding.rule, finding.focus, finding.path, finding.value)]
    place = [] if finding.focus is not None else [f"{finding.file}:{finding.line}"]
    digest = hashlib.sha256("\n".join(terms + place).encode()).hexdigest()
    return URIRef(f"{_REPORT}/{digest[:16]}")


def _statements(finding: Finding) -> Iterator[tuple[URIRef, Node]]:
    yield RDF.type, SH.ValidationResult
    yield SH.resultSeverity, SH[finding.severity]
    yield SH.sourceShape, finding.rule
    yield SH.sourceConstraintComponent, finding.component
    yield SH.focusNode, finding.focus if finding.focus is not None else DATASET
    for predicate, term in ((SH.resultPath, finding.path), (SH.value, finding.value)):
        if term is not None:
            yield predicate, term
    for language, message in finding.messages.items():
        yield SH.resultMessage, Literal(message, lang=language)


def _block(subject: URIRef, statements: Iterable[tuple[URIRef, Node]]) -> str:
    lines = [f"    {_turtle(predicate)} {_turtle(term)}" for predicate, term in statements]
    return f"\n{_turtle(subject)}\n" + " ;\n".join(lines) + " ."


def _turtle(term: Node) -> str:
    short = curie(str(term)) if isinstance(term, URIRef) else ""
    return short if _SIMPLE_NAME.fullmatch(short) else as_ntriples(term)


def _written(term: Node | None) -> str:
    return "" if term is None else as_ntriples(term)


def _plain(term: Node | None) -> str | None:
    return None if term is None else str(term)


def _shown(term: Node) -> str:
    text = _shortened(str(term)) if isinstance(term, URIRef) else str(term)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _shortened(iri: str) -> str:
    for base, prefix in ((BO, ""), (BOV, "vocab:")):
        if iri.startswith(base):
            return prefix + iri.removeprefix(base)
    return curie(iri)


def sorted_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Order findings as a report shows them."""
    return tuple(sorted(findings, key=Finding.sort_key))

"""How good the data are: what is covered, what the rules found, what is open; nothing prettified."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from bochum_kg.describe import Thing
from bochum_kg.engine.base import Literal, Row
from bochum_kg.queries import Query
from bochum_kg.web.views.findings import SEVERITIES, Finding
from bochum_kg.web.views.frame import Framed, frame
from bochum_kg.web.views.kinds import KINDS
from bochum_kg.web.views.lists import sort_key
from bochum_kg.web.views.rows import asked
from bochum_kg.web.views.words import Reader, Span, date, number

__all__ = ["QUALITY", "QualityView", "Report", "mentioned", "quality"]

#: Where the quality of the data is told.
QUALITY: Final = "/quality"
#: How many findings of a rule are listed; the file of the report has all of them.
_MOST: Final = 100
_HUNDRED: Final = 100
#: What every kind of thing is asked for; other features are asked of some kinds only.
_COMMON: Final = ("label-de", "label-en", "source", "date")
#: What is said beside the date.
_UNDATED: Final = "undated"


@dataclass(frozen=True, slots=True)
class Report:
    """What the page is made of.

    Args:
        coverage: the rows of the query ``pages/coverage``.
        gaps: the rows of the query ``pages/gaps``.
        findings: what the rules found.
        names: what the rules, the things found and the classes are called, by IRI.
        checks: the queries that look for mistakes.
    """

    coverage: Sequence[Row]
    gaps: Sequence[Row]
    findings: Sequence[Finding]
    names: Mapping[str, Thing]
    checks: Sequence[Query]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many, in words, and what else there is to say; empty where a kind is not asked for it."""

    text: str
    whole: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A kind of thing, how many there are of it, and its shares in the order of the columns."""

    name: Span
    count: str
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class FeatureRow:
    """A feature that is asked of one kind of thing."""

    kind: Span
    feature: str
    share: Share


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule and what breaks it; the messages stand with the things where they differ."""

    name: Span
    count: str
    message: Span | None
    things: tuple[tuple[Span, Span | None], ...]
    more: str


@dataclass(frozen=True, slots=True)
class SeverityView:
    """The findings of a severity, rule by rule."""

    name: str
    count: str
    rules: tuple[RuleView, ...]


@dataclass(frozen=True, slots=True)
class QuestionView:
    """Something open: the thing, what is said of it, and where the statement stands."""

    thing: Span
    text: Span
    statement: str


@dataclass(frozen=True, slots=True)
class OpenView:
    """All open questions of a sort."""

    anchor: str
    name: Span
    count: str
    questions: tuple[QuestionView, ...]


@dataclass(frozen=True)
class QualityView(Framed):
    """The quality of the data."""

    lead: str
    changed: str
    columns: tuple[str, ...]
    coverage: tuple[CoverageRow, ...]
    features: tuple[FeatureRow, ...]
    verdict: str
    severities: tuple[SeverityView, ...]
    open: tuple[OpenView, ...]
    checks: tuple[Span, ...]
    coverage_query: Span
    gaps_query: Span


def mentioned(coverage: Iterable[Row], findings: Iterable[Finding]) -> list[str]:
    """Return the IRIs that the page names."""
    classes = [str(row["class"]) for row in coverage if "class" in row]
    return [*classes, *(iri for one in findings for iri in (one.rule, one.focus, one.value) if iri)]


def quality(report: Report, manifest: Mapping[str, Any], release: str, reader: Reader) -> QualityView:
    """Lay out the page."""
    title, lead = reader.say("nav.quality"), reader.say("quality.lead")
    day = date(str(manifest["data_date"]), reader.language)
    rows = [row for row in report.coverage if "class" in row]
    return QualityView(
        frame=frame(reader, title, QUALITY, about=lead),
        lead=lead,
        changed=reader.say("quality.changed", date=day, release=release),
        columns=tuple(reader.say(f"quality.{one}") for one in _COMMON),
        coverage=tuple(_coverage(rows, report.names, reader)),
        features=tuple(_features(rows, report.names, reader)),
        verdict=_verdict(report.findings, reader),
        severities=tuple(_severities(report, reader)),
        open=tuple(_open(report.gaps, reader)),
        checks=tuple(_check(one, reader) for one in report.checks),
        coverage_query=asked("coverage", reader),
        gaps_query=asked("gaps", reader),
    )


def _share(row: Row | None, reader: Reader, note: str = "") -> Share:
    """Say how many of how many; rounded down, so that only what is whole counts as 100 per cent.

    >>> _share({"count": Literal("468"), "all": Literal("469")}, Reader("en")).text
    '468 of 469 (99%)'
    """
    if row is None:
        return Share("", whole=True)
    count, every = int(str(row["count"])), int(str(row["all"]))
    percent = count * _HUNDRED // every if every else 0
    key = "quality.share.little" if count and not percent else "quality.share"
    written = {name: number(str(one), reader.language) for name, one in (("count", count), ("all", every))}
    return Share(reader.say(key, percent=percent, **written), count == every, note)


def _name(class_: str, names: Mapping[str, Thing], reader: Reader) -> Span:
    kind = next((one for one in KINDS.values() if one.class_ == class_), None)
    if kind is not None:
        return Span(reader.say(kind.key), reader.href(kind.path))
    return reader.thing(names.get(class_, Thing(class_)))


def _coverage(rows: Sequence[Row], names: Mapping[str, Thing], reader: Reader) -> Iterable[CoverageRow]:
    found: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in rows:
        found[str(row["class"])][str(row["feature"])] = row
    order = [one.class_ for one in KINDS.values()]
    for class_ in sorted(found, key=lambda one: (order.index(one) if one in order else len(order), one)):
        features = found[class_]
        every = number(str(next(iter(features.values()))["all"]), reader.language)
        shares = tuple(_share(features.get(one), reader, _undated(one, features, reader)) for one in _COMMON)
        yield CoverageRow(_name(class_, names, reader), every, shares)


def _undated(feature: str, features: Mapping[str, Row], reader: Reader) -> str:
    """Say beside the dates how many things are expressly undated."""
    row = features.get(_UNDATED)
    if feature != "date" or row is None:
        return ""
    return reader.say("quality.undated", count=number(str(row["count"]), reader.language))


def _features(rows: Iterable[Row], names: Mapping[str, Thing], reader: Reader) -> Iterable[FeatureRow]:
    for row in rows:
        if str(row["feature"]) not in {*_COMMON, _UNDATED}:
            feature = reader.say(f"quality.{row['feature']}")
            yield FeatureRow(_name(str(row["class"]), names, reader), feature, _share(row, reader))


def _verdict(findings: Sequence[Finding], reader: Reader) -> str:
    counts = {name: sum(one.severity == name for one in findings) for name in SEVERITIES}
    violations, warnings, notes = (number(str(counts[name]), reader.language) for name in SEVERITIES)
    return reader.say("quality.verdict", violations=violations, warnings=warnings, notes=notes)


def _severities(report: Report, reader: Reader) -> Iterable[SeverityView]:
    for severity in SEVERITIES:
        found = [one for one in report.findings if one.severity == severity]
        rules = tuple(
            _rule(rule, list(group), report.names, reader) for rule, group in groupby(found, key=lambda one: one.rule)
        )
        name = reader.say(f"quality.{severity.rpartition('#')[2].lower()}")
        yield SeverityView(name, number(str(len(found)), reader.language), rules)


def _rule(rule: str, found: Sequence[Finding], names: Mapping[str, Thing], reader: Reader) -> RuleView:
    shared = len({one.message for one in found}) == 1
    message = reader.words(found[0].message) if shared else None
    things = tuple((_thing(one, names, reader), None if shared else reader.words(one.message)) for one in found[:_MOST])
    rest = len(found) - _MOST
    more = reader.say("quality.more", count=number(str(rest), reader.language)) if rest > 0 else ""
    return RuleView(
        reader.thing(names.get(rule, Thing(rule))), number(str(len(found)), reader.language), message, things, more
    )


def _thing(finding: Finding, names: Mapping[str, Thing], reader: Reader) -> Span:
    """Return what a finding is about."""
    iri = finding.focus or finding.value
    return reader.thing(names.get(iri, Thing(iri))) if iri else Span(reader.say("unknown"))


def _open(rows: Iterable[Row], reader: Reader) -> Iterable[OpenView]:
    spoken = [row for row in rows if isinstance(text := row.get("text"), Literal) and text.language == reader.language]
    for aspect, group in groupby(spoken, key=lambda row: (str(row["aspect"]), str(row["aspectName"]))):
        questions = sorted((_question(row, reader) for row in group), key=lambda one: sort_key(one.thing.text))
        iri, name = aspect
        count = number(str(len(questions)), reader.language)
        yield OpenView(iri.rpartition("/")[2], Span(name, reader.link(iri)), count, tuple(questions))


def _question(row: Row, reader: Reader) -> QuestionView:
    thing = Span(str(row["name"]), reader.link(str(row["thing"])))
    return QuestionView(thing, Span(str(row["text"])), reader.link(str(row["statement"])))


def _check(query: Query, reader: Reader) -> Span:
    return Span(query.titles[reader.language], reader.href("/sparql", query=query.body))

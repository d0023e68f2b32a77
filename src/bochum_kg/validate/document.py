"""The page of rules: its tables come from the shapes and from what reading can find."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from rdflib import URIRef

from bochum_kg.sources.origin import RULES
from bochum_kg.validate.rules import SEVERITIES, Rule

__all__ = ["with_tables"]

_TABLE: Final = re.compile(r"(<!-- (rules|reading) (de|en) -->\n).*?(<!-- end -->)", re.DOTALL)
_RULE_HEADER: Final = {
    "de": ("Nr.", "Regel", "Schwere", "Was gilt", "Was zu tun ist"),
    "en": ("No.", "Rule", "Severity", "What holds", "What to do"),
}
_READING_HEADER: Final = {"de": ("Regel", "Meldung", "Was zu tun ist"), "en": ("Rule", "Message", "What to do")}


def with_tables(text: str, rules: Mapping[URIRef, Rule]) -> str:
    """Put the current tables between their marks (``<!-- rules de -->`` to ``<!-- end -->``) in a Markdown text."""

    def table(match: re.Match[str]) -> str:
        start, kind, language, end = match.groups()
        rows = _rule_rows(rules, language) if kind == "rules" else _reading_rows(language)
        return f"{start}{_table(rows)}{end}"

    return _TABLE.sub(table, text)


def _rule_rows(rules: Mapping[URIRef, Rule], language: str) -> list[tuple[str, ...]]:
    ordered = sorted(rules.values(), key=lambda rule: (rule.number, SEVERITIES.index(rule.severity), rule.name))
    return [_RULE_HEADER[language], *(_cells(rule, language) for rule in ordered)]


def _cells(rule: Rule, language: str) -> tuple[str, ...]:
    what = f"**{rule.labels[language]}.** {rule.descriptions[language]}"
    return (str(rule.number), f"`{rule.name}`", rule.severity, what, rule.remedies[language])


def _reading_rows(language: str) -> list[tuple[str, ...]]:
    first = 0 if language == "de" else 1
    return [_READING_HEADER[language], *((f"`{name}`", *texts[first::2]) for name, texts in sorted(RULES.items()))]


def _table(rows: list[tuple[str, ...]]) -> str:
    header, *body = rows
    return "".join(f"{_row(row)}\n" for row in (header, ["---"] * len(header), *body))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"

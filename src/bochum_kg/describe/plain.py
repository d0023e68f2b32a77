"""A description as plain text for the terminal, in German or English."""

from collections.abc import Iterator
from typing import Final

from bochum_kg.describe.model import Description, Group, Links, Source, Text, Thing, Value, Words

__all__ = ["plain"]

_TEXTS: Final = {
    "sources": {"de": "Quellen", "en": "Sources"},
    "competing": {"de": "Quellen weichen ab", "en": "sources disagree"},
    "incoming": {"de": "Was hierher verweist", "en": "What points here"},
    "more": {"de": "… und {count} weitere", "en": "… and {count} more"},
}


def plain(description: Description, language: str = "de") -> str:
    """Write a description as text: the name, what is said with its sources, and what points here."""
    lines = [description.thing.name(language).value, description.thing.iri]
    lines += [" · ".join(one.name(language).value for one in description.types)] if description.types else []
    summary = description.summary.say(language)
    lines += ["", summary.value] if summary else []
    numbers: dict[str, int] = {}
    for group in description.groups:
        lines += ["", *_group(group, language, numbers, "")]
    cited = _cited(description)
    if cited:
        lines += ["", _TEXTS["sources"][language]]
        lines += [f"  [{_number(one, numbers)}] {_source(one, language)}" for one in cited]
    if description.incoming:
        lines += ["", _TEXTS["incoming"][language]]
    for links in description.incoming:
        lines += _links(links, language)
    return "\n".join(lines) + "\n"


def _cited(description: Description) -> tuple[Source, ...]:
    """Return each source once, in the order of the footnotes, those of the whole entry last."""
    found = [source for group in description.groups for value in group.values for source in _of(value)]
    return tuple({one.thing.iri: one for one in (*found, *description.sources)}.values())


def _of(value: Value) -> Iterator[Source]:
    yield from value.sources
    for group in value.details:
        for one in group.values:
            yield from _of(one)


def _number(source: Source, numbers: dict[str, int]) -> int:
    return numbers.setdefault(source.thing.iri, len(numbers) + 1)


def _group(group: Group, language: str, numbers: dict[str, int], indent: str) -> list[str]:
    competing = any(value.competing for value in group.values)
    note = f" ({_TEXTS['competing'][language]})" if competing else ""
    lines = [f"{indent}{group.property.name(language).value}{note}"]
    for value in group.values:
        lines.append(f"{indent}  {_value(value, language, numbers)}")
        for detail in value.details:
            lines += _group(detail, language, numbers, f"{indent}    ")
    return lines


def _value(value: Value, language: str, numbers: dict[str, int]) -> str:
    said = "; ".join(_term(term, language) for term in value.terms)
    when = "–".join(value.when)
    basis = ""
    if value.basis:
        reason = value.basis.reason.say(language)
        basis = f" ({value.basis.kind.name(language).value}{f': {reason.value}' if reason else ''})"
    notes = "".join(f"[{_number(source, numbers)}]" for source in value.sources)
    return f"{f'{when}: ' if when else ''}{said}{basis}{f' {notes}' if notes else ''}"


def _term(term: Thing | Words | Text, language: str) -> str:
    match term:
        case Thing():
            return term.name(language).value
        case Words():
            said = term.say(language)
            return said.value if said else ""
        case Text():
            return term.value


def _source(source: Source, language: str) -> str:
    withheld = source.withheld.say(language)
    parts = (source.thing.name(language).value, source.publisher, source.date, source.address)
    return ", ".join(part for part in (*parts, withheld.value if withheld else "") if part)


def _links(links: Links, language: str) -> list[str]:
    lines = [f"  {links.by.name(language).value} ({links.count})"]
    lines += [f"    {link.thing.name(language).value}" for link in links.links]
    rest = links.count - len(links.links)
    return lines + ([f"    {_TEXTS['more'][language].format(count=rest)}"] if rest > 0 else [])

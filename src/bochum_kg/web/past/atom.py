"""What changed, as an Atom feed (RFC 4287) in pages (RFC 5005 §3): an entry for each thing and release."""

import re
from itertools import islice
from typing import Final
from xml.etree import ElementTree as ET

from bochum_kg.errors import UnknownNameError
from bochum_kg.history import History, Listed, Step
from bochum_kg.namespaces import DATASET
from bochum_kg.web import urls
from bochum_kg.web.pages.links import LICENCE
from bochum_kg.web.views import Reader, Span
from bochum_kg.web.views.changes import Told, tell

__all__ = ["MEDIA_TYPE", "feed"]

MEDIA_TYPE: Final = "application/atom+xml"
_PATH: Final = "/changes.atom"
_ATOM: Final = "http://www.w3.org/2005/Atom"
#: Entries on a page.
_PAGE: Final = 100
#: Characters that XML 1.0 §2.2 cannot hold.
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def feed(history: History, reader: Reader, base: str, page: int) -> bytes:
    """Write a page of the feed; pages count from 1.

    Raises:
        UnknownNameError: there is no such page.
    """
    entries = [(step, one) for step in reversed(history.steps) for one in step.listed()]
    pages = max(1, -(-len(entries) // _PAGE))
    if not 1 <= page <= pages:
        kind = "page"
        raise UnknownNameError(kind, str(page), [str(pages)])
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": reader.language})
    _add(root, "id", f"{DATASET}#changes")
    _add(root, "title", reader.say("changes.feed"))
    _add(root, "subtitle", reader.say("changes.lead"))
    _add(root, "updated", history.steps[-1].moment if history.steps else "1970-01-01T00:00:00Z")
    ET.SubElement(ET.SubElement(root, "author"), "name").text = "bochum-kg"
    _add(root, "rights", f"CC0 1.0, {LICENCE}")
    _link(root, "alternate", base + urls.href("/changes", lang=reader.language), "text/html")
    neighbours = {"self": page, "first": 1, "previous": page - 1, "next": page + 1, "last": pages}
    for relation, number in neighbours.items():
        if 1 <= number <= pages:
            _link(root, relation, base + _page(number, reader), MEDIA_TYPE)
    for step, told in _told(entries[(page - 1) * _PAGE : page * _PAGE], reader):
        _entry(root, step, told, reader, base)
    ET.indent(root, " ")
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _page(number: int, reader: Reader) -> str:
    return urls.href(_PATH, lang=reader.language, page=str(number) if number > 1 else "")


def _told(entries: list[tuple[Step, Listed]], reader: Reader) -> list[tuple[Step, Told]]:
    """Tell of entries, release by release."""
    told: list[tuple[Step, Told]] = []
    while len(told) < len(entries):
        step = entries[len(told)][0]
        listed = [one for of, one in islice(entries, len(told), None) if of is step]
        told += [(step, one) for one in tell(step, listed, reader)]
    return told


def _entry(root: ET.Element, step: Step, told: Told, reader: Reader, base: str) -> None:
    entry = ET.SubElement(root, "entry")
    _add(entry, "id", urls.version(told.iri, step.release))
    _add(entry, "title", reader.say("changes.entry", name=told.name.text, how=told.word))
    _add(entry, "updated", step.moment)
    target = told.name.href or urls.href("/changes", release=step.release, lang=reader.language)
    _link(entry, "alternate", base + target if target.startswith("/") else target)
    ET.SubElement(entry, "category", {"term": told.how, "label": told.word})
    _add(entry, "category", "", term=told.kind)
    _add(entry, "content", _content(told, reader), type="text")


def _content(told: Told, reader: Reader) -> str:
    """Write in lines what changed."""
    lines = [reader.say("changes.entry", name=told.name.text, how=told.word)]
    for one in told.altered:
        sides = ((reader.say("changes.before"), one.before), (reader.say("changes.after"), one.after))
        lines.append(f"{one.name} – " + "; ".join(f"{word}: {_values(values, reader)}" for word, values in sides))
    return "\n".join([*lines, *([told.more] if told.more else [])])


def _values(values: tuple[Span, ...], reader: Reader) -> str:
    return ", ".join(one.text for one in values) or reader.say("changes.empty")


def _add(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, name, attributes).text = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text) or None


def _link(parent: ET.Element, relation: str, target: str, media_type: str = "") -> None:
    attributes = {"rel": relation, "href": target, **({"type": media_type} if media_type else {})}
    ET.SubElement(parent, "link", attributes)

"""What changed from release to release, in the words of one language; page and feed are made of it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bochum_kg.changes import Edit, How
from bochum_kg.describe.model import Text, Thing
from bochum_kg.describe.words import WORDS
from bochum_kg.engine.base import IRI, XSD_STRING, Literal
from bochum_kg.errors import UnknownNameError
from bochum_kg.filenames import PACKED
from bochum_kg.history import History, Listed, Step
from bochum_kg.namespaces import BO, LANGUAGES, curie
from bochum_kg.web import urls
from bochum_kg.web.views.frame import Framed, Pager, frame, pager
from bochum_kg.web.views.kinds import KINDS
from bochum_kg.web.views.words import Reader, Span, date, number

__all__ = ["PAGE", "ChangesView", "ReleaseView", "Told", "changes", "kind_of_change", "release_changes", "tell"]

#: How many things a page shows.
PAGE: Final = 50
#: How many edits of one thing are shown.
_EDITS: Final = 12
#: The order of the kinds: those of the strategy as everywhere, then what they are described with.
_KINDS: Final = (*KINDS, "vocab", "def", "shapes", "dataset", "other")
_RANKS: Final = {kind: rank for rank, kind in enumerate(_KINDS)}
_THINGS: Final = str(BO)


@dataclass(frozen=True, slots=True)
class Altered:
    """A detail that changed: its name, and the values that went and came."""

    name: str
    before: tuple[Span, ...]
    after: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A thing that changed, as a reader is told of it."""

    iri: str
    how: How
    word: str
    name: Span
    kind: str
    altered: tuple[Altered, ...] = ()
    more: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """A release in a list: name, date, what it changed, and where to read on."""

    title: str
    date: str
    said: str
    note: str
    details: Span
    dump: Span | None


@dataclass(frozen=True)
class ChangesView(Framed):
    """All releases on record, newest first."""

    lead: str
    note: str
    releases: tuple[Summary, ...]
    feeds: tuple[tuple[str, Span], ...]


@dataclass(frozen=True)
class ReleaseView(Framed):
    """What one release changed."""

    summary: Summary
    compared: str
    fixed: Span
    kinds: tuple[tuple[str, tuple[Told, ...]], ...]
    back: Span
    pager: Pager | None = None


def kind_of_change(iri: str) -> str:
    """Return which kind of thing an IRI names, as the texts call it.

    >>> kind_of_change("https://w3id.org/bochum-strategie/id/ziel/shootingstar-1")
    'ziel'
    """
    path = f"/{iri[len(_THINGS) :]}" if iri.startswith(_THINGS) else urls.local(iri) or "/"
    folder = path.split("/")[1]
    return folder if folder in _RANKS else "other"


def changes(history: History, reader: Reader) -> ChangesView:
    """Lay out all releases on record."""
    steps = history.steps[::-1]
    note = {0: reader.say("changes.none"), 1: reader.say("changes.only")}.get(len(steps), "")
    lead, title = reader.say("changes.lead"), reader.say("nav.changes")
    feeds = (
        ("application/atom+xml", Span(reader.say("changes.atom"), reader.href("/changes.atom"))),
        ("text/turtle", Span(reader.say("changes.ldes"), "/changes/feed")),
    )
    found = tuple(_summary(one, reader, current=one is steps[0]) for one in steps)
    return ChangesView(frame(reader, title, "/changes", about=lead), lead, note, found, feeds)


def _summary(step: Step, reader: Reader, *, current: bool) -> Summary:
    notes = [reader.say("changes.current")] if current else []
    notes += [] if step.previous else [reader.say("changes.first")]
    path = urls.fixed(f"/downloads/{PACKED}", step.release)
    return Summary(
        reader.say("changes.release", release=step.release),
        reader.say("changes.date", date=date(step.data_date, reader.language)),
        _said(step.listed(), reader),
        " · ".join(notes),
        Span(reader.say("changes.details"), reader.href("/changes", release=step.release)),
        Span(reader.say("changes.dump"), path) if step.packed else None,
    )


def _said(listed: Iterable[Listed], reader: Reader) -> str:
    """Say in a sentence how many things of which kind are new, changed and gone."""
    counts = Counter((one.how, kind_of_change(one.iri)) for one in listed)
    parts = []
    for how in How:
        of = [_count(count, kind, reader) for kind in _KINDS if (count := counts[how, kind])]
        parts += [f"{_large(reader.say(f'changes.how.{how}'))}: {', '.join(of)}."] if of else []
    return " ".join(parts) or reader.say("changes.nothing")


def _count(count: int, kind: str, reader: Reader) -> str:
    return f"{number(str(count), reader.language)} {_kind(kind, reader, count)}"


def _large(text: str) -> str:
    """Begin with a capital letter."""
    return text[:1].upper() + text[1:]


def _kind(kind: str, reader: Reader, count: int) -> str:
    one, many = reader.say(f"changes.kind.{kind}").split("|")
    return one if count == 1 else many


def release_changes(step: Step, reader: Reader, page: int, *, current: bool) -> ReleaseView:
    """Lay out a page of what a release changed.

    Raises:
        UnknownNameError: there is no such page.
    """
    listed = step.listed()
    pages = max(1, -(-len(listed) // PAGE))
    if not 1 <= page <= pages:
        kind = "page"
        raise UnknownNameError(kind, str(page), [str(pages)])
    ordered = sorted(listed, key=lambda one: _RANKS[kind_of_change(one.iri)])
    shown = tell(step, ordered[(page - 1) * PAGE : page * PAGE], reader)
    kinds = {kind: tuple(one for one in shown if one.kind == kind) for kind in dict.fromkeys(one.kind for one in shown)}
    title = reader.say("changes.of", release=step.release)

    def parameters(number: int) -> dict[str, str]:
        return {"release": step.release, "page": str(number) if number > 1 else ""}

    return ReleaseView(
        frame(reader, title, "/changes", about=_said(listed, reader), **parameters(page)),
        _summary(step, reader, current=current),
        _compared(step, reader),
        Span(reader.say("changes.fixed"), urls.fixed("/dataset/strategie", step.release)),
        tuple((_heading(kind, reader), told) for kind, told in kinds.items()),
        Span(reader.say("changes.all"), reader.href("/changes")),
        pager(page, pages, reader, lambda number: reader.href("/changes", **parameters(number))),
    )


def _heading(kind: str, reader: Reader) -> str:
    return _large(_kind(kind, reader, 2))


def _compared(step: Step, reader: Reader) -> str:
    if step.previous is None:
        return ""
    day = date(step.previous.data_date, reader.language)
    return reader.say("changes.previous", release=step.previous.release, date=day)


def tell(step: Step, listed: Sequence[Listed], reader: Reader) -> tuple[Told, ...]:
    """Tell how some things changed; of those that came or went, only that they did."""
    edits = {one.iri: step.change(one.iri).edits() for one in listed if one.how is How.CHANGED}
    iris = {one.iri for one in listed} | {iri for some in edits.values() for edit in some for iri in _mentioned(edit)}
    names = {**(step.previous.names(iris) if step.previous else {}), **step.names(iris)}
    return tuple(_told(step, one, edits.get(one.iri, ()), names, reader) for one in listed)


def _mentioned(edit: Edit) -> Iterable[str]:
    return (edit.node, edit.property, *(one.value for one in (*edit.before, *edit.after) if isinstance(one, IRI)))


def _told(step: Step, one: Listed, edits: tuple[Edit, ...], names: Mapping[str, Thing], reader: Reader) -> Told:
    thing = names.get(one.iri, Thing(one.iri))
    name = reader.thing(thing)
    if one.how is How.REMOVED and step.previous:
        path = urls.document(one.iri)
        name = Span(name.text, reader.href(urls.fixed(path, step.previous.release)) if path else "", name.lang)
    altered = [found for edit in edits for found in _altered(edit, one.iri, names, reader)]
    rest = len(altered) - _EDITS
    return Told(
        one.iri,
        one.how,
        reader.say(f"changes.how.{one.how}"),
        name,
        kind_of_change(one.iri),
        tuple(altered[:_EDITS]),
        reader.say("changes.more", count=rest) if rest > 0 else "",
    )


def _altered(edit: Edit, iri: str, names: Mapping[str, Thing], reader: Reader) -> Iterable[Altered]:
    """Tell of an edit, language by language."""
    label = WORDS.get(edit.property) or names.get(edit.property, Thing(edit.property)).words
    said = label.say(reader.language)
    name = _large(said.value) if said else curie(edit.property)
    if edit.node != iri:
        detail = names.get(edit.node)
        part = detail.name(reader.language).value if detail else edit.node.removeprefix(f"{iri}/")
        name = f"{part}: {name}"
    for language in sorted({_language(one) for one in (*edit.before, *edit.after)}):
        suffix = f" ({reader.say(f'changes.language.{language}')})" if language in LANGUAGES else ""
        sides = (
            tuple(_span(one, names, reader) for one in values if _language(one) == language)
            for values in (edit.before, edit.after)
        )
        yield Altered(f"{name}{suffix}", *sides)


def _language(value: IRI | Literal) -> str:
    return (value.language or "") if isinstance(value, Literal) else ""


def _span(value: IRI | Literal, names: Mapping[str, Thing], reader: Reader) -> Span:
    if isinstance(value, IRI):
        return reader.thing(names.get(value.value, Thing(value.value)))
    return reader.text(Text(value.value, value.language or "", "" if value.datatype == XSD_STRING else value.datatype))

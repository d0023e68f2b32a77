"""The page of a thing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeGuard

from rdflib import SKOS, XSD

from bochum_kg import queries
from bochum_kg.describe import Basis, Description, Group, Incoming, Link, Links, Source, Text, Thing, Value, Words
from bochum_kg.engine.base import IRI
from bochum_kg.engine.binding import bind
from bochum_kg.namespaces import CV, LANGUAGES, STRAT
from bochum_kg.web.views import schema
from bochum_kg.web.views.extras import Extras
from bochum_kg.web.views.frame import Framed, Pager, frame, listing, pager, short
from bochum_kg.web.views.kinds import Kind, kind_of
from bochum_kg.web.views.milestones import State
from bochum_kg.web.views.sentence import sentence
from bochum_kg.web.views.words import Reader, Span, date, entries_count, number

__all__ = [
    "Badge",
    "Entry",
    "Footnote",
    "IncomingView",
    "LinkEntry",
    "LinkGroup",
    "Note",
    "ResourceView",
    "Row",
    "incoming",
    "resource",
]

#: The query that a page is explained by.
_EXPLANATION: Final = "pages/statements"
#: What the tree of a list of concepts says already.
_TOLD_BY_TREE: Final = frozenset(map(str, (SKOS.inScheme, SKOS.hasTopConcept)))
_NOTHING: Final = Extras()
_EURO: Final = "http://publications.europa.eu/resource/authority/currency/EUR"


@dataclass(frozen=True, slots=True)
class Note:
    """A mark in the text that leads to a source at the foot of the page."""

    number: int
    label: str


@dataclass(frozen=True, slots=True)
class Badge:
    """A word on how a statement came about, and why."""

    text: Span
    reason: Span | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a row."""

    spans: tuple[Span, ...]
    when: str = ""
    details: tuple["Row", ...] = ()
    notes: tuple[Note, ...] = ()
    tags: tuple[str, ...] = ()
    badge: Badge | None = None
    node: str = ""
    competing: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A property and its values."""

    label: Span
    entries: tuple[Entry, ...]
    competing: bool = False


@dataclass(frozen=True, slots=True)
class Footnote:
    """A source at the foot of the page."""

    number: int
    title: Span
    about: str
    address: Span | None = None
    withheld: Span | None = None


@dataclass(frozen=True, slots=True)
class LinkEntry:
    """Something that points here."""

    thing: Span
    aside: Span | None = None
    node: str = ""
    badge: Span | None = None


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """What points here by one property or kind of relation."""

    label: Span
    count: str
    entries: tuple[LinkEntry, ...]
    more: Span | None = None


@dataclass(frozen=True)
class ResourceView(Framed):
    """All that the page of a thing shows."""

    name: Span
    types: tuple[Span, ...]
    sentence: str
    lead: Span
    rows: tuple[Row, ...]
    footnotes: tuple[Footnote, ...]
    entry_notes: tuple[Note, ...]
    badge: Badge | None
    incoming: tuple[LinkGroup, ...]
    iri: str
    curie: str
    following: tuple[Span, ...]
    explained: str
    extras: Extras


@dataclass(frozen=True)
class IncomingView(Framed):
    """A page of what points at a thing by one property."""

    name: Span
    label: str
    count: str
    entries: tuple[LinkEntry, ...]
    pager: Pager | None


@dataclass(slots=True)
class _Notes:
    """The footnotes of a page, numbered as they are first met."""

    reader: Reader
    sources: dict[str, Source]

    def of(self, sources: tuple[Source, ...]) -> tuple[Note, ...]:
        """Return the marks for some sources."""
        for one in sources:
            self.sources.setdefault(one.thing.iri, one)
        numbers = {iri: number for number, iri in enumerate(self.sources, 1)}
        return tuple(
            Note(numbers[one.thing.iri], self.reader.say("source.number", number=numbers[one.thing.iri]))
            for one in sources
        )

    def footnotes(self) -> tuple[Footnote, ...]:
        """Return the sources with their numbers."""
        return tuple(self._footnote(number, one) for number, one in enumerate(self.sources.values(), 1))

    def _footnote(self, number: int, source: Source) -> Footnote:
        reason = self.reader.words(source.withheld)
        said = self.reader.say("source.withheld", reason=reason.text)
        withheld = Span(said, "", reason.lang) if reason.text else None
        about = ", ".join(one for one in (source.publisher, date(source.date, self.reader.language)) if one)
        address = self.reader.text(Text(source.address)) if source.address else None
        return Footnote(number, self.reader.thing(source.thing), about, address, withheld)


def resource(description: Description, reader: Reader, path: str, extras: Extras = _NOTHING) -> ResourceView:
    """Lay out the page of a thing.

    Args:
        description: what the graph says of it.
        reader: who reads.
        path: the address of the page, without the language.
        extras: what the page shows beside that.
    """
    iri = description.thing.iri
    notes = _Notes(reader, {})
    left_out = _TOLD_BY_TREE if extras.tree else frozenset()
    groups = (one for one in description.groups if one.property.iri not in left_out)
    rows = tuple(_row(_standing(group, extras.states, reader), reader, notes) for group in groups)
    name = reader.text(description.thing.name(reader.language))
    said = sentence(description, reader, extras.states.get(iri))
    lead = reader.words(description.summary)
    about = lead.text or said
    return ResourceView(
        frame=replace(
            frame(reader, name.text, path, iri=iri, about=about),
            schema_org=schema.thing(description, reader, about=about),
        ),
        name=name,
        types=tuple(reader.thing(one) for one in description.types),
        sentence=said,
        lead=lead,
        rows=rows,
        entry_notes=notes.of(description.sources),
        footnotes=notes.footnotes(),
        badge=_badge(description.basis, reader),
        incoming=tuple(
            _links(one, reader, path, extras.statuses) for one in description.incoming if one.by.iri not in left_out
        ),
        iri=iri,
        curie=short(iri),
        following=tuple(_following(iri, reader)),
        explained=reader.href("/sparql", query=_explained(iri)),
        extras=extras,
    )


def _standing(group: Group, states: Mapping[str, State], reader: Reader) -> Group:
    """Say of each announced milestone how it stands, instead of that it was announced."""

    def told(value: Value) -> Value:
        state = states.get(value.node or "")
        if state is None:
            return value
        words = Words.of(**{reader.language: reader.say(f"timeline.{state}")})
        details = (
            replace(one, property=Thing(one.property.iri, words)) if one.property.iri == str(STRAT.planned) else one
            for one in value.details
        )
        return replace(value, details=tuple(details))

    return replace(group, values=tuple(map(told, group.values)))


def _row(group: Group, reader: Reader, notes: _Notes) -> Row:
    label = reader.thing(group.property)
    shown = Span(_capital(label.text), label.href, label.lang)
    values = _readable(group.values, reader)
    entries = tuple(_entry(value, group.property.iri, reader, notes) for value in values)
    return Row(shown, entries, any(value.competing for value in values))


def _readable(values: tuple[Value, ...], reader: Reader) -> tuple[Value, ...]:
    """Return the values in the reader's language where the same list is there in several, such as keywords."""
    languages = [{one.language for one in term.texts} for value in values for term in value.terms if _is_words(term)]
    if len(languages) != len(values) or not any(reader.language in one for one in languages):
        return values
    return tuple(value for value, one in zip(values, languages, strict=True) if reader.language in one)


def _is_words(term: Thing | Words | Text) -> TypeGuard[Words]:
    return isinstance(term, Words)


def _capital(text: str) -> str:
    """Begin with a capital letter, as headings do; what is not a word stays."""
    return text[:1].upper() + text[1:] if ":" not in text else text


def _entry(value: Value, name: str, reader: Reader, notes: _Notes) -> Entry:
    euros = any(_is_euro(group) for group in value.details)
    tags = [group for group in value.details if _is_true(group)]
    spans = _without_echo([_span(term, name, reader) for term in value.terms])
    if euros and spans:
        spans[0] = Span(reader.say("euro", amount=spans[0].text), spans[0].href, spans[0].lang)
    names = {group.property.iri for group in value.details}
    told = tags + [group for group in value.details if (euros and _is_euro(group)) or _is_percent_again(group, names)]
    rest = [group for group in value.details if group not in told]
    return Entry(
        spans=tuple(spans),
        when=reader.when(value.when),
        details=tuple(_row(group, reader, notes) for group in rest),
        notes=notes.of(value.sources),
        tags=tuple(group.property.name(reader.language).value for group in tags),
        badge=_badge(value.basis, reader),
        node=reader.link(value.node) if value.node else "",
        competing=value.competing,
    )


def _is_percent_again(group: Group, names: set[str]) -> bool:
    """Tell whether a share in words already says the percentage."""
    return group.property.iri == str(STRAT.sharePercent) and str(STRAT.share) in names


def _without_echo(spans: list[Span]) -> list[Span]:
    """Leave out words that only say again what the ones before them say: a status and its text."""
    return [one for place, one in enumerate(spans) if place == 0 or _bare(one.text) != _bare(spans[place - 1].text)]


def _bare(text: str) -> str:
    return text.casefold().strip(" .")


def _is_true(group: Group) -> bool:
    """Tell whether a detail is a plain yes, which its own name says well enough."""
    return [term for value in group.values for term in value.terms] == [Text("true", "", str(XSD.boolean))]


def _is_euro(group: Group) -> bool:
    """Tell whether a detail names the euro, which is then written behind the amount."""
    terms = [term for value in group.values for term in value.terms]
    return group.property.iri == str(STRAT.currency) and [getattr(one, "iri", "") for one in terms] == [_EURO]


def _span(term: Thing | Words | Text, name: str, reader: Reader) -> Span:
    """Return a value; mail addresses and telephone numbers can be called."""
    span = reader.term(term)
    schemes = {str(CV.email): "mailto:", str(CV.telephone): "tel:"}
    if name in schemes and not span.href:
        return Span(span.text, reader.link(schemes[name] + span.text.replace(" ", "")), span.lang)
    return span


def _badge(basis: Basis | None, reader: Reader) -> Badge | None:
    if basis is None:
        return None
    reason = reader.words(basis.reason)
    return Badge(reader.thing(basis.kind), reason if reason.text else None)


def _links(links: Links, reader: Reader, path: str, statuses: Mapping[str, Thing]) -> LinkGroup:
    label = reader.text(links.by.name(reader.language))
    more = None
    if links.count > len(links.links):
        href = reader.href(path, by=links.by.iri)
        more = Span(reader.say("incoming.all", count=number(str(links.count), reader.language)), href)
    shown = Span(_capital(label.text), reader.link(links.by.iri), label.lang)
    entries = _entries(links, reader, statuses)
    return LinkGroup(shown, number(str(links.count), reader.language), entries, more)


def _entries(found: Links | Incoming, reader: Reader, statuses: Mapping[str, Thing]) -> tuple[LinkEntry, ...]:
    """Show links; those to activities that are assigned to a thing with their status."""
    entries = tuple(_link(one, reader) for one in found.links)
    if found.by.iri != str(STRAT.assignedTo):
        return entries
    told = (statuses.get(one.thing.iri) for one in found.links)
    return tuple(
        replace(entry, aside=Span(reader.thing(status).text)) if status else entry
        for entry, status in zip(entries, told, strict=True)
    )


def _link(link: Link, reader: Reader) -> LinkEntry:
    """Show a link; the name of a relation or a detail that holds the other's name is not said twice."""
    thing, badge = reader.thing(link.thing), reader.thing(link.basis) if link.basis else None
    aside = reader.thing(link.node) if link.node else None
    if aside and thing.text in aside.text:
        return LinkEntry(thing, None, aside.href, badge)
    return LinkEntry(thing, None if aside and aside.text in thing.text else aside, "", badge)


def _following(iri: str, reader: Reader) -> Iterator[Span]:
    """Say where a reader may go from here: to all of its kind."""
    kind: Kind | None = kind_of(iri)
    if kind is not None:
        name = reader.say(kind.key)
        within = name[:1].lower() + name[1:] if reader.language == "en" else name
        yield Span(reader.say("next.all", name=within), reader.href(kind.path))


def _explained(iri: str) -> str:
    """Return the query whose rows are the statements of a page, with what it asks in both languages on top."""
    asked = queries.read(_EXPLANATION)
    comments = "".join(f"# {asked.titles[language]}\n" for language in LANGUAGES)
    return comments + bind(asked.body, {"thing": IRI(iri)})


def incoming(page: Incoming, name: Thing, reader: Reader, path: str, statuses: Mapping[str, Thing]) -> IncomingView:
    """Lay out a page of what points at a thing; ``statuses`` are those of activities, by IRI."""
    label = reader.text(page.by.name(reader.language)).text
    title = reader.say("incoming.title", label=_capital(label), name=name.name(reader.language).value)

    def there(target: int) -> str:
        return reader.href(path, by=page.by.iri, page=str(target))

    shown = str(page.page) if page.page > 1 else ""
    entries = _entries(page, reader, statuses)
    return IncomingView(
        frame=listing(frame(reader, title, path, by=page.by.iri, page=shown), (one.thing for one in entries)),
        name=Span(name.name(reader.language).value, reader.href(path)),
        label=_capital(label),
        count=entries_count(page.count, reader),
        entries=entries,
        pager=pager(page.page, page.pages, reader, there),
    )

"""The list of core activities: narrowed by what each is tied to, in an order that the reader chooses."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from rdflib import DCTERMS

from bochum_kg.namespaces import STRAT
from bochum_kg.web.views.activity import Activity, Site
from bochum_kg.web.views.facets import (
    SORT,
    UNKNOWN,
    Dimension,
    Narrowed,
    OrderView,
    common_first,
    counted,
    narrow,
    ordered,
    paged,
)
from bochum_kg.web.views.frame import Framed, Pager, frame, listing
from bochum_kg.web.views.kinds import KINDS
from bochum_kg.web.views.lists import SIZE, sort_key
from bochum_kg.web.views.milestones import Milestone
from bochum_kg.web.views.rows import LinkView, asked, linked, slug
from bochum_kg.web.views.statuses import StatusView, as_of, rank, status_of
from bochum_kg.web.views.words import Reader, Span

__all__ = ["ACTIVITIES", "PARAMETERS", "ActivitiesView", "Spans", "activities"]

#: Where the core activities are listed.
ACTIVITIES: Final = KINDS["kernaktivitaet"].path
#: The parameter for places, which more than one property leads to.
PLACE: Final = "place"
#: The value for sites that are no place with a page of its own, nor in a quarter that is one.
OTHER: Final = "other"
#: The parameters that narrow the list, and the property that each looks at; the field is that of those involved.
_FACETS: Final = {
    "competence": STRAT.competence,
    "focus": STRAT.focusArea,
    "status": STRAT.currentStatus,
    "lead": STRAT.leadOrganization,
    "field": STRAT.innovationField,
}
#: The paths in the graph from an activity to what a parameter names, in SPARQL.
_PATHS: Final = {
    **{name: f"<{by}>" for name, by in _FACETS.items()},
    "field": f"(<{STRAT.leadOrganization}>|<{STRAT.partnerOrganization}>)/<{STRAT.innovationField}>",
    PLACE: f"(<{STRAT.site}>|<{DCTERMS.relation}>)/<{DCTERMS.isPartOf}>*",
}
#: The parameters of the list.
PARAMETERS: Final = (*_FACETS, PLACE, SORT, "page")
#: The keys of the names of what is told of an activity, where they are not those of the parameters.
_LABELS: Final = {"lead": "activities.led"}
#: What an entry tells beside its status.
_TOLD: Final = ("competence", "focus", "lead", "field")

Order = Callable[[Activity], tuple[Any, ...]]
#: The first and the last milestone of activities, by the IRI of the activity.
Spans = Mapping[str, tuple[Milestone, Milestone]]


@dataclass(frozen=True, slots=True)
class LineView:
    """A line about an activity: what is told, and of what."""

    label: str
    links: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class EntryView:
    """An activity in the list; ``when`` is the date of its status."""

    name: Span
    status: StatusView
    when: str
    lines: tuple[LineView, ...]


@dataclass(frozen=True)
class ActivitiesView(Framed):
    """The list of core activities."""

    lead: str
    count: str
    narrowed: Narrowed[Any]
    orders: tuple[OrderView, ...]
    entries: tuple[EntryView, ...]
    pager: Pager | None
    query: Span
    ways: tuple[Span, ...]


def activities(found: Iterable[Activity], spanned: Spans, values: Mapping[str, str], reader: Reader) -> ActivitiesView:
    """Lay out the core activities that fit the parameters of the address, in the order that it chooses.

    Args:
        found: all core activities and candidates.
        spanned: the first and the last milestone of each.
        values: the parameters of the address.
        reader: who reads.

    Raises:
        UnknownNameError: a parameter names what is not there.
    """
    core = [one for one in found if one.core]
    narrowed = narrow(core, _dimensions(core, reader), values, reader, ACTIVITIES)
    order, orders = ordered(_orders(spanned, reader), values, reader, ACTIVITIES, "activities.sort")
    shown = paged(sorted(narrowed.entries, key=order), values, reader, ACTIVITIES, size=SIZE)
    lead, title = reader.say("activities.lead"), reader.say(KINDS["kernaktivitaet"].key)
    entries = tuple(_entry(one, spanned.get(one.thing.iri), reader) for one in shown.entries)
    return ActivitiesView(
        listing(frame(reader, title, ACTIVITIES, about=lead, **values), (one.name for one in entries)),
        lead,
        counted(len(narrowed.entries), len(core), reader),
        narrowed,
        orders,
        entries,
        shown.pager,
        asked("activity-list", reader, _patterns(core, values, reader)),
        _ways(reader),
    )


def _ways(reader: Reader) -> tuple[Span, ...]:
    """Return where to go on from the list."""
    return (
        Span(reader.say("activities.timeline"), reader.href("/timeline")),
        Span(reader.say("activities.candidates"), reader.href(KINDS["kandidat"].path)),
    )


def _orders(spanned: Spans, reader: Reader) -> Mapping[str, Order]:
    """Return the orders by the value of the parameter; the first one holds where none is chosen."""

    def name(one: Activity) -> tuple[Any, ...]:
        return sort_key(one.thing.name(reader.language).value)

    def status(one: Activity) -> tuple[Any, ...]:
        return rank(one.status), name(one)

    def end(one: Activity) -> tuple[Any, ...]:
        span = spanned.get(one.thing.iri)
        return not span, span[1].latest if span else "", name(one)

    def competence(one: Activity) -> tuple[Any, ...]:
        names = sorted(sort_key(link.thing.name(reader.language).value) for link in one.competences)
        return not names, names, name(one)

    return {"name": name, "status": status, "end": end, "competence": competence}


def _dimensions(found: Sequence[Activity], reader: Reader) -> tuple[Dimension[Activity], ...]:
    return (*(_dimension(name, found, reader) for name in _FACETS), _place_dimension(found, reader))


def _dimension(name: str, found: Sequence[Activity], reader: Reader) -> Dimension[Activity]:
    by = _FACETS[name]

    def keys(activity: Activity) -> tuple[str, ...]:
        return tuple(slug(one.thing) for one in activity.of(by))

    names = {slug(one.thing): one.thing.name(reader.language).value for entry in found for one in entry.of(by)}
    return Dimension(name, _label(name, reader), keys, common_first(found, keys, names))


def _label(name: str, reader: Reader) -> str:
    return reader.say(_LABELS.get(name, f"activities.{name}"))


def _place_dimension(found: Sequence[Activity], reader: Reader) -> Dimension[Activity]:
    def keys(activity: Activity) -> frozenset[str]:
        return frozenset(one for site in activity.sites for one in _slugs(site))

    places = {slug(place): place for activity in found for site in activity.sites for place in site.places}
    names = common_first(found, keys, {name: one.name(reader.language).value for name, one in places.items()})
    label = reader.say("activities.place")
    return Dimension(PLACE, label, keys, {**names, OTHER: reader.say("activities.place.other")})


def _slugs(site: Site) -> tuple[str, ...]:
    """Return the values of the parameter that find a site."""
    return tuple(map(slug, site.places)) or (OTHER,)


def _places(activity: Activity, reader: Reader) -> tuple[LinkView, ...]:
    """Show each site once, as a place rather than a detail of the same name, then the districts that they lie in."""
    shown: dict[str, Span] = {}
    for site in sorted(activity.sites, key=lambda one: one.thing not in one.places):
        span = reader.thing(site.thing)
        quarter = "" if site.places or site.quarter in span.text else f" ({site.quarter})"
        shown.setdefault(span.text, Span(span.text + quarter, span.href, span.lang))
    for place in (one for site in activity.sites for one in site.places):
        shown.setdefault(reader.thing(place).text, reader.thing(place))
    return tuple(map(LinkView, shown.values()))


def _entry(activity: Activity, span: tuple[Milestone, Milestone] | None, reader: Reader) -> EntryView:
    lines = [LineView(_label(name, reader), _linked(activity, name, reader)) for name in _TOLD]
    lines.append(LineView(reader.say("activities.place"), _places(activity, reader)))
    if span:
        told = reader.when(tuple(dict.fromkeys(one.date for one in span)))
        lines.append(LineView(reader.say("activities.milestones"), (LinkView(Span(told)),)))
    return EntryView(
        reader.thing(activity.thing),
        status_of(activity.status, reader),
        as_of(activity.as_of, reader),
        tuple(one for one in lines if one.links),
    )


def _linked(activity: Activity, name: str, reader: Reader) -> tuple[LinkView, ...]:
    views = (linked(one, reader) for one in activity.of(_FACETS[name]))
    return tuple(sorted(views, key=lambda one: sort_key(one.name.text)))


def _patterns(found: Iterable[Activity], values: Mapping[str, str], reader: Reader) -> Iterable[str]:
    """Write the choices as patterns that the activities fit."""
    yield f'FILTER (LANG(?name) = "{reader.language}")'
    for name, path in _PATHS.items():
        chosen = values.get(name)
        if chosen == UNKNOWN:
            kind = f" ?chosen_{name} a <{DCTERMS.Location}> ." if name == PLACE else ""
            yield f"FILTER NOT EXISTS {{ ?thing {path} ?chosen_{name} .{kind} }}"
        elif chosen:
            listed = " ".join(f"<{iri}>" for iri in sorted(_meant(found, name, chosen)))
            yield f"?thing {path} ?chosen_{name} . VALUES ?chosen_{name} {{ {listed} }}"


def _meant(found: Iterable[Activity], name: str, chosen: str) -> set[str]:
    """Return the IRIs that a value of a parameter stands for; of a place also the sites that it is told of."""
    if name == PLACE:
        sites = [site for one in found for site in one.sites if chosen in _slugs(site)]
        return {one.thing.iri for one in sites} | {
            one.iri for site in sites for one in site.places if slug(one) == chosen
        }
    by = _FACETS[name]
    return {link.thing.iri for one in found for link in one.of(by) if slug(link.thing) == chosen}

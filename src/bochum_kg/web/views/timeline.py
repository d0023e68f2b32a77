"""The timeline: the milestones of all core activities by year, and how each stands on the date of the data."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from bochum_kg.describe import Thing
from bochum_kg.namespaces import STRAT
from bochum_kg.web.views.bars import Bars, bars
from bochum_kg.web.views.facets import UNKNOWN, Dimension, Narrowed, common_first, counted, narrow, paged
from bochum_kg.web.views.frame import Framed, Pager, frame
from bochum_kg.web.views.lists import SIZE, sort_key
from bochum_kg.web.views.milestones import Milestone, State, states
from bochum_kg.web.views.rows import asked, slug
from bochum_kg.web.views.statuses import StatusView
from bochum_kg.web.views.words import Reader, Span, date, number

__all__ = ["PARAMETERS", "TIMELINE", "TimelineView", "timeline"]

#: Where the milestones are listed, and the parameters that narrow the list.
TIMELINE: Final = "/timeline"
PARAMETERS: Final = ("state", "competence", "year", "page")
#: The shapes of the states, in the order in which they are told.
_SHAPES: Final = {
    State.DUE: "ring",
    State.OVERDUE: "triangle",
    State.UNREPORTED: "dashed",
    State.REACHED: "disc",
}
#: The states from the foot of a bar to its top.
_STACKED: Final = (State.REACHED, State.UNREPORTED, State.OVERDUE, State.DUE)


@dataclass(frozen=True, slots=True)
class EntryView:
    """A milestone in the list; ``competing`` tells that sources say different things of it."""

    name: Span
    when: str
    activity: Span
    state: StatusView
    competing: bool


@dataclass(frozen=True, slots=True)
class YearView:
    """The milestones of a year on this page, and how many of it there are on all pages."""

    year: str
    count: str
    entries: tuple[EntryView, ...]


@dataclass(frozen=True, slots=True)
class RowView:
    """The numbers of a year: in all and by state; the link narrows the list to the year or takes that back."""

    year: Span
    chosen: bool
    total: str
    counts: tuple[str, ...]
    told: str


@dataclass(frozen=True)
class TimelineView(Framed):
    """The timeline."""

    lead: str
    count: str
    narrowed: Narrowed[Any]
    legend: tuple[StatusView, ...]
    meanings: tuple[tuple[StatusView, str], ...]
    bars: Bars | None
    rows: tuple[RowView, ...]
    years: tuple[YearView, ...]
    pager: Pager | None
    query: Span
    today: str


def timeline(found: Sequence[Milestone], day: str, values: Mapping[str, str], reader: Reader) -> TimelineView:
    """Lay out the milestones that fit the parameters of the address, the latest year first.

    Args:
        found: all milestones.
        day: the date of the data.
        values: the parameters of the address.
        reader: who reads.

    Raises:
        UnknownNameError: a parameter names what is not there.
    """
    standing = states(found, day)
    dimensions = _dimensions(found, standing, reader)
    narrowed = narrow(found, dimensions, values, reader, TIMELINE)
    every_year = narrow(found, dimensions[:-1], {**values, "year": ""}, reader, TIMELINE).entries
    shown = paged(sorted(narrowed.entries, key=_place(reader)), values, reader, TIMELINE, size=SIZE)
    totals = _totals(every_year, standing)
    lead = reader.say("timeline.lead", date=date(day, reader.language))
    return TimelineView(
        frame(reader, reader.say("nav.timeline"), TIMELINE, about=lead, **values),
        lead,
        counted(len(narrowed.entries), len(found), reader),
        narrowed,
        _legend(every_year, standing, reader),
        tuple((_state(one, reader), reader.say(f"timeline.{one}.meaning")) for one in _SHAPES),
        bars(totals, _STACKED, day),
        tuple(_row(year, totals[year], values, reader) for year in sorted(totals)),
        tuple(_years(shown.entries, narrowed.entries, standing, reader)),
        shown.pager,
        asked("milestone-list", reader, _patterns(found, narrowed.entries, values, reader)),
        reader.say("timeline.today", date=date(day, reader.language)),
    )


def _dimensions(
    found: Sequence[Milestone], standing: Mapping[str, State], reader: Reader
) -> tuple[Dimension[Milestone], ...]:
    def competences(one: Milestone) -> tuple[str, ...]:
        return tuple(slug(link.thing) for link in one.activity.competences)

    names = {slug(link.thing): reader.thing(link.thing).text for one in found for link in one.activity.competences}
    years = sorted({one.year for one in found}, reverse=True)
    return (
        Dimension(
            "state",
            reader.say("timeline.state"),
            lambda one: (str(standing[one.thing.iri]),),
            {str(one): reader.say(f"timeline.{one}") for one in _SHAPES},
        ),
        Dimension(
            "competence", reader.say("activities.competence"), competences, common_first(found, competences, names)
        ),
        Dimension("year", reader.say("timeline.year"), lambda one: (one.year,), dict(zip(years, years, strict=True))),
    )


def _place(reader: Reader) -> Callable[[Milestone], tuple[Any, ...]]:
    """Return the key that puts the latest year first, and within it the latest date."""

    def key(one: Milestone) -> tuple[Any, ...]:
        latest = tuple(-int(part) for part in one.latest.split("-"))
        return -int(one.year), latest, sort_key(one.activity.thing.name(reader.language).value)

    return key


def _state(state: State, reader: Reader, count: int = 0) -> StatusView:
    told = number(str(count), reader.language) if count else ""
    return StatusView(reader.say(f"timeline.{state}"), str(state), _SHAPES[state], told)


def _legend(found: Iterable[Milestone], standing: Mapping[str, State], reader: Reader) -> tuple[StatusView, ...]:
    counts = Counter(standing[one.thing.iri] for one in found)
    return tuple(_state(one, reader, counts[one]) for one in _SHAPES if counts[one])


def _totals(found: Iterable[Milestone], standing: Mapping[str, State]) -> dict[int, Counter[str]]:
    totals: dict[int, Counter[str]] = defaultdict(Counter)
    for one in found:
        totals[int(one.year)][standing[one.thing.iri]] += 1
    return totals


def _row(year: int, counts: Mapping[str, int], values: Mapping[str, str], reader: Reader) -> RowView:
    chosen = values.get("year") == str(year)
    href = reader.href(TIMELINE, **{**values, "page": "", "year": "" if chosen else str(year)})
    told = ", ".join(f"{counts[one]} {reader.say(f'timeline.{one}')}" for one in _SHAPES if counts.get(one))
    return RowView(
        Span(str(year), href),
        chosen,
        number(str(sum(counts.values())), reader.language),
        tuple(number(str(counts.get(one, 0)), reader.language) for one in _SHAPES),
        f"{year}: {told}",
    )


def _years(
    shown: Iterable[Milestone], every: Iterable[Milestone], standing: Mapping[str, State], reader: Reader
) -> Iterable[YearView]:
    totals = Counter(one.year for one in every)
    for year, members in groupby(shown, key=lambda one: one.year):
        count = number(str(totals[year]), reader.language)
        yield YearView(year, count, tuple(_entry(one, standing[one.thing.iri], reader) for one in members))


def _entry(one: Milestone, state: State, reader: Reader) -> EntryView:
    return EntryView(
        reader.thing(one.thing),
        date(one.date, reader.language),
        reader.thing(one.activity.thing),
        _state(state, reader),
        bool(one.rivals),
    )


def _patterns(
    found: Iterable[Milestone], fitting: Iterable[Milestone], values: Mapping[str, str], reader: Reader
) -> Iterable[str]:
    """Write the choices as patterns that the milestones fit."""
    yield f'FILTER (LANG(?name) = "{reader.language}")'
    chosen = values.get("competence")
    if chosen == UNKNOWN:
        yield f"FILTER NOT EXISTS {{ ?activity <{STRAT.competence}> ?chosen_competence }}"
    elif chosen:
        meant = _listed(link.thing for one in found for link in one.activity.competences if slug(link.thing) == chosen)
        yield f"?activity <{STRAT.competence}> ?chosen_competence . VALUES ?chosen_competence {{ {meant} }}"
    if year := values.get("year"):
        yield f'FILTER (STRSTARTS(STR(?date), "{year}"))'
    if values.get("state"):
        yield f"VALUES ?thing {{ {_listed(one.thing for one in fitting)} }}"


def _listed(things: Iterable[Thing]) -> str:
    return " ".join(sorted({f"<{one.iri}>" for one in things}))

"""The path from the goals to those who work on them: competence, focus area, activity, actor; gaps shown as gaps."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from bochum_kg.describe import Thing
from bochum_kg.engine.base import Row
from bochum_kg.namespaces import BOV, STRAT
from bochum_kg.web.views.frame import Framed, frame, listing
from bochum_kg.web.views.lists import sort_key
from bochum_kg.web.views.rows import Link, LinkView, asked, badge, inferred, linked, named
from bochum_kg.web.views.structure import Part, read_parts, under
from bochum_kg.web.views.words import Reader, Span

__all__ = ["GOALS", "Activity", "GoalsView", "goals", "read_activities"]

#: Where the goals are shown.
GOALS: Final = "/goals"
_LEADING: Final = tuple(str(BOV[f"rolle/{name}"]) for name in ("federfuehrung", "gemeinsame-federfuehrung"))
_PARTNER: Final = str(BOV["rolle/partner"])
_ASSIGNED: Final = (str(STRAT.Competence), str(STRAT.FocusArea))


@dataclass(frozen=True, slots=True)
class Activity:
    """A core activity, what it is assigned to by IRI, who leads it and who joins, and whether it reaches a goal."""

    thing: Thing
    assigned: Mapping[str, Link] = field(default_factory=dict)
    leads: tuple[Link, ...] = ()
    partners: tuple[Link, ...] = ()
    reaches: bool = False


@dataclass(frozen=True, slots=True)
class ActivityView:
    """A core activity with its actors, and the mark of an inferred assignment."""

    name: Span
    badge: Span | None
    leads: tuple[LinkView, ...]
    partners: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class FocusView:
    """A focus area and the activities assigned to it; ``gap`` says that there is none."""

    name: Span
    activities: tuple[ActivityView, ...]
    gap: str


@dataclass(frozen=True, slots=True)
class CompetenceView:
    """A competence: its goals, the ways from them, and what is missing on the way."""

    name: Span
    goals: tuple[Span, ...]
    gap: str
    note: str
    focus: tuple[FocusView, ...]
    focus_gap: str
    direct_title: str
    direct: tuple[ActivityView, ...]


@dataclass(frozen=True, slots=True)
class PillarView:
    """A pillar and its competences."""

    name: Span
    competences: tuple[CompetenceView, ...]


@dataclass(frozen=True, slots=True)
class PathlessView:
    """An activity from which no path leads to a goal, and why."""

    name: Span
    reason: str


@dataclass(frozen=True)
class GoalsView(Framed):
    """Goals and the paths to those who work on them."""

    lead: str
    count: str
    pillars: tuple[PillarView, ...]
    pathless_title: str
    pathless: tuple[PathlessView, ...]
    query: Span


def read_activities(rows: Sequence[Row]) -> tuple[Activity, ...]:
    """Read the rows of the query ``pages/goals``."""
    values = named(rows, "value", "label")
    links: dict[str, dict[str, dict[str, Link]]] = defaultdict(lambda: defaultdict(dict))
    for row in rows:
        if (value := str(row.get("value", ""))) in values:
            links[str(row["activity"])][str(row["by"])][value] = Link(values[value], inferred(row))
    return tuple(_activity(thing, links[iri]) for iri, thing in named(rows, "activity", "name").items())


def _activity(thing: Thing, links: Mapping[str, Mapping[str, Link]]) -> Activity:
    leads = {iri: link for role in _LEADING for iri, link in links.get(role, {}).items()}
    return Activity(
        thing,
        {iri: link for by in _ASSIGNED for iri, link in links.get(by, {}).items()},
        tuple(leads.values()),
        tuple(links.get(_PARTNER, {}).values()),
        str(STRAT.servesGoal) in links,
    )


def goals(structure: Sequence[Row], activities: Sequence[Row], reader: Reader) -> GoalsView:
    """Lay out the goals from the rows of the queries ``structure`` and ``goals`` in ``queries/pages``."""
    parts = read_parts(structure)
    found = sorted(read_activities(activities), key=lambda one: sort_key(one.thing.name(reader.language).value))
    pathless = tuple(_pathless(one, parts, reader) for one in found if not one.reaches)
    title, lead = reader.say("nav.goals"), reader.say("goals.lead")
    competences = [one for one in parts if one.class_ == str(STRAT.Competence)]
    listed = [one for one in parts if one.class_ == str(STRAT.StrategicGoal)]
    silent = sum(not under(parts, one.thing.iri, "StrategicGoal") for one in competences)
    return GoalsView(
        listing(frame(reader, title, GOALS, about=lead), (reader.thing(one.thing) for one in listed)),
        lead,
        reader.say(
            "goals.count",
            reaching=len(found) - len(pathless),
            all=len(found),
            silent=silent,
            competences=len(competences),
        ),
        tuple(_pillar(one, parts, found, reader) for one in parts if one.class_ == str(STRAT.Pillar)),
        reader.say("goals.pathless", count=len(pathless)),
        pathless,
        asked("goals", reader),
    )


def _pillar(pillar: Part, parts: Sequence[Part], found: Sequence[Activity], reader: Reader) -> PillarView:
    competences = under(parts, pillar.thing.iri, "Competence")
    return PillarView(reader.thing(pillar.thing), tuple(_competence(one, parts, found, reader) for one in competences))


def _competence(competence: Part, parts: Sequence[Part], found: Sequence[Activity], reader: Reader) -> CompetenceView:
    iri = competence.thing.iri
    targets, focus = under(parts, iri, "StrategicGoal"), under(parts, iri, "FocusArea")
    placed = {one.thing.iri: [each for each in found if one.thing.iri in each.assigned] for one in focus}
    inside = {each.thing.iri for members in placed.values() for each in members}
    direct = [one for one in found if iri in one.assigned and one.thing.iri not in inside]
    return CompetenceView(
        name=reader.thing(competence.thing),
        goals=tuple(reader.thing(one.thing) for one in targets),
        gap=_gap(competence, len(targets), len(inside) + len(direct), reader),
        note=reader.say("goals.note") if targets and focus else "",
        focus=tuple(_focus(one, placed[one.thing.iri], reader) for one in focus),
        focus_gap="" if focus else reader.say("goals.focus.unknown"),
        direct_title=reader.say("goals.direct" if focus else "goals.direct.all", count=len(direct)),
        direct=tuple(_view(one, iri, reader) for one in direct),
    )


def _gap(competence: Part, targets: int, members: int, reader: Reader) -> str:
    """Say what is not known of the goals of a competence, and what follows for its activities."""
    if targets:
        return "" if competence.complete else reader.say("goals.partial")
    unknown = reader.say("goals.unknown")
    key = "goals.unknown.one" if members == 1 else "goals.unknown.activities"
    return f"{unknown} {reader.say(key, count=members)}" if members else unknown


def _focus(focus: Part, members: Iterable[Activity], reader: Reader) -> FocusView:
    activities = tuple(_view(one, focus.thing.iri, reader) for one in members)
    return FocusView(reader.thing(focus.thing), activities, "" if activities else reader.say("goals.focus.none"))


def _view(activity: Activity, target: str, reader: Reader) -> ActivityView:
    return ActivityView(
        reader.thing(activity.thing),
        badge(reader) if activity.assigned[target].inferred else None,
        tuple(linked(one, reader) for one in activity.leads),
        tuple(linked(one, reader) for one in activity.partners),
    )


def _pathless(activity: Activity, parts: Sequence[Part], reader: Reader) -> PathlessView:
    """Say why no path leads from an activity to a goal."""
    mine = [one for one in parts if one.thing.iri in activity.assigned]
    of = {one.parent if one.class_ == str(STRAT.FocusArea) else one.thing.iri for one in mine}
    names = sorted({one.thing.name(reader.language).value for one in parts if one.thing.iri in of})
    reason = (
        reader.say("goals.pathless.unknown", names=", ".join(names)) if names else reader.say("goals.pathless.none")
    )
    return PathlessView(reader.thing(activity.thing), reason)

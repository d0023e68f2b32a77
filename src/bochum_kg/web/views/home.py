"""The start page: the strategy's structure, what is known of it and what is not."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rdflib import DCTERMS

from bochum_kg.describe import Thing
from bochum_kg.engine.base import Row
from bochum_kg.namespaces import STRAT
from bochum_kg.web.views.activity import Activity
from bochum_kg.web.views.frame import Framed, frame
from bochum_kg.web.views.kinds import KINDS
from bochum_kg.web.views.lists import sort_key
from bochum_kg.web.views.picture import PictureView, picture
from bochum_kg.web.views.rows import badge
from bochum_kg.web.views.statuses import StatusView, as_of, status_of
from bochum_kg.web.views.structure import Part, names_of, read_parts, under
from bochum_kg.web.views.words import Reader, Span, date, number

__all__ = ["ActivityView", "CompetenceView", "HomeView", "home"]

_PLANNED: Final = "kennzahl/geplante-kernaktivitaeten"
#: The kinds that the start page counts.
_COUNTED: Final = ("kernaktivitaet", "organisation", "beziehung", "ort", "ereignis", "quelle")
#: What there is beside the things of a kind and is no entry of its list: class, whether it is a detail, and text.
_BESIDE: Final = {
    "beziehung": (str(STRAT.Participation), "false", "home.participations"),
    "ort": (str(DCTERMS.Location), "true", "home.sites"),
}


@dataclass(frozen=True, slots=True)
class ActivityView:
    """An activity and how it stands; ``when`` is the date of its status."""

    name: Span
    status: StatusView
    when: str
    inferred: Span | None = None


@dataclass(frozen=True, slots=True)
class FocusView:
    """A focus area and its commitments."""

    name: Span
    commitments: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class CompetenceView:
    """A competence with all that stands under it; ``gap`` says what is not known, ``sizes`` how much there is."""

    name: Span
    sizes: tuple[str, ...]
    goals: tuple[Span, ...]
    focus: tuple[FocusView, ...]
    gap: str
    activities: tuple[ActivityView, ...]
    activities_title: str


@dataclass(frozen=True, slots=True)
class PillarView:
    """A pillar and its competences."""

    name: Span
    competences: tuple[CompetenceView, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, what it counts, and what else there is to say of it, such as when it held."""

    number: str
    name: Span
    note: str = ""


@dataclass(frozen=True)
class HomeView(Framed):
    """The start page."""

    wheel: PictureView | None
    counts: tuple[Figure, ...]
    pillars: tuple[PillarView, ...]
    unassigned: tuple[ActivityView, ...]
    candidates: tuple[Span, ...]
    figures: tuple[Figure, ...]
    gaps: tuple[str, ...]
    gaps_more: Span | None


def home(
    structure: Sequence[Row],
    activities: Sequence[Activity],
    figures: Sequence[Row],
    counts: Sequence[Row],
    reader: Reader,
) -> HomeView:
    """Lay out the start page from the rows of the queries in ``queries/pages``, and from the activities."""
    parts, core = read_parts(structure), [one for one in activities if one.core]
    placed = _placed(core, reader)
    of_class = {name: [one for one in parts if one.class_ == str(STRAT[name])] for name in ("Pillar", "Strategy")}
    pillars = tuple(_pillar(one, parts, placed, reader) for one in of_class["Pillar"])
    strategy = of_class["Strategy"][0].thing.iri if of_class["Strategy"] else ""
    lead = reader.say("home.lead")
    return HomeView(
        frame=frame(reader, reader.say("home.title"), "/", about=lead),
        wheel=picture(parts, placed, core, reader),
        counts=tuple(_counted(counts, reader)),
        pillars=pillars,
        unassigned=tuple(_activity(one, "", reader) for one in placed.get("", ())),
        candidates=_candidates(activities, reader),
        figures=_figures(figures, reader),
        gaps=tuple(_gaps(parts, core, figures, reader)),
        gaps_more=Span(reader.say("home.gaps.more"), reader.link(strategy)) if strategy else None,
    )


def _pillar(
    pillar: Part, parts: Sequence[Part], placed: Mapping[str, Sequence[Activity]], reader: Reader
) -> PillarView:
    competences = under(parts, pillar.thing.iri, "Competence")
    return PillarView(reader.thing(pillar.thing), tuple(_competence(one, parts, placed, reader) for one in competences))


def _competence(
    competence: Part, parts: Sequence[Part], placed: Mapping[str, Sequence[Activity]], reader: Reader
) -> CompetenceView:
    iri = competence.thing.iri
    goals = under(parts, iri, "StrategicGoal")
    focus = under(parts, iri, "FocusArea")
    activities = tuple(_activity(one, iri, reader) for one in placed.get(iri, ()))
    gap = "" if competence.complete else reader.say("home.goals.partial" if goals else "home.goals.unknown")
    return CompetenceView(
        name=reader.thing(competence.thing),
        sizes=tuple(_sizes({"goals": len(goals), "focus": len(focus), "activities": len(activities)}, reader)),
        goals=tuple(reader.thing(one.thing) for one in goals),
        focus=tuple(
            FocusView(
                reader.thing(one.thing),
                tuple(reader.thing(inner.thing) for inner in under(parts, one.thing.iri, "Commitment")),
            )
            for one in focus
        ),
        gap=gap,
        activities=activities,
        activities_title=reader.say("home.activities", count=len(activities)),
    )


def _sizes(counts: Mapping[str, int], reader: Reader) -> Iterable[str]:
    """Say how many there are of what there is."""
    for name, count in counts.items():
        if count:
            yield reader.say(f"home.{name}.count.one" if count == 1 else f"home.{name}.count", count=count)


def _placed(core: Iterable[Activity], reader: Reader) -> dict[str, list[Activity]]:
    """Return core activities by the IRI of each of their competences, those without one by the empty name, sorted."""
    placed: dict[str, list[Activity]] = defaultdict(list)
    for one in sorted(core, key=lambda one: sort_key(one.thing.name(reader.language).value)):
        for iri in [link.thing.iri for link in one.competences] or [""]:
            placed[iri].append(one)
    return placed


def _activity(activity: Activity, competence: str, reader: Reader) -> ActivityView:
    inferred = any(one.inferred for one in activity.competences if one.thing.iri == competence)
    return ActivityView(
        name=reader.thing(activity.thing),
        status=status_of(activity.status, reader),
        when=as_of(activity.as_of, reader),
        inferred=Span(reader.say("home.inferred"), badge(reader).href) if inferred else None,
    )


def _candidates(activities: Iterable[Activity], reader: Reader) -> tuple[Span, ...]:
    spans = (reader.thing(one.thing) for one in activities if not one.core)
    return tuple(sorted(spans, key=lambda one: sort_key(one.text)))


def _figures(rows: Sequence[Row], reader: Reader) -> tuple[Figure, ...]:
    names = names_of(rows)
    found = {(str(row["thing"]), str(row["number"]), str(row.get("asOf", ""))): None for row in rows if "thing" in row}
    return tuple(
        Figure(number(value, reader.language), reader.thing(Thing(iri, names[iri])), date(day, reader.language))
        for iri, value, day in found
    )


def _counted(rows: Sequence[Row], reader: Reader) -> Iterable[Figure]:
    """Return how many there are of the kinds that a reader asks for first."""
    found = {
        (str(row["class"]), str(row["detail"])): number(str(row["count"]), reader.language)
        for row in rows
        if "class" in row
    }
    for folder in _COUNTED:
        kind = KINDS[folder]
        count = found.get((kind.class_, "false"))
        if count is not None:
            class_, detail, key = _BESIDE.get(folder, ("", "", ""))
            beside = found.get((class_, detail))
            note = reader.say(key, count=beside) if beside else ""
            yield Figure(count, Span(reader.say(kind.key), reader.href(kind.path)), note)


def _gaps(parts: Sequence[Part], core: Sequence[Activity], figures: Sequence[Row], reader: Reader) -> Iterable[str]:
    """Say in sentences what is not known."""
    planned = next((str(row["number"]) for row in figures if str(row["thing"]).endswith(_PLANNED)), "")
    if planned:
        yield reader.say("home.gaps.activities", known=len(core), planned=number(planned, reader.language))
    competences = [one for one in parts if one.class_ == str(STRAT.Competence)]
    unknown = sum(not one.complete for one in competences)
    if unknown:
        yield reader.say("home.gaps.goals", unknown=unknown, all=len(competences))
    without = sum(one.status is None for one in core)
    if without:
        yield reader.say("home.gaps.status", count=without)

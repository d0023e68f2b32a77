"""The start page: the strategy's structure, what is known of it and what is not."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rdflib import DCTERMS

from bochum_kg.describe import Thing
from bochum_kg.engine.base import Literal, Row
from bochum_kg.namespaces import BOV, STRAT
from bochum_kg.web.views.frame import Framed, frame
from bochum_kg.web.views.kinds import KINDS
from bochum_kg.web.views.lists import sort_key
from bochum_kg.web.views.structure import Part, names_of, read_parts, under
from bochum_kg.web.views.words import Reader, Span, date, number

__all__ = ["ActivityView", "CompetenceView", "HomeView", "home"]

_INFERRED: Final = str(BOV["aussagegrundlage/erschlossen"])
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
    """An activity and how it stands; ``tone`` names the status for the style sheet."""

    name: Span
    status: str
    tone: str
    when: str
    inferred: Span | None = None


@dataclass(frozen=True, slots=True)
class FocusView:
    """A focus area and its commitments."""

    name: Span
    commitments: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class CompetenceView:
    """A competence with all that stands under it; ``gap`` says what is not known."""

    name: Span
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

    counts: tuple[Figure, ...]
    pillars: tuple[PillarView, ...]
    unassigned: tuple[ActivityView, ...]
    candidates: tuple[Span, ...]
    figures: tuple[Figure, ...]
    gaps: tuple[str, ...]
    gaps_more: Span | None


def home(
    structure: Sequence[Row], activities: Sequence[Row], figures: Sequence[Row], counts: Sequence[Row], reader: Reader
) -> HomeView:
    """Lay out the start page from the rows of the queries of the same names in ``queries/pages``."""
    parts = read_parts(structure)
    placed = _activities(activities, reader)
    of_class = {name: [one for one in parts if one.class_ == str(STRAT[name])] for name in ("Pillar", "Strategy")}
    unassigned = placed.pop("", ())
    pillars = tuple(_pillar(one, parts, placed, reader) for one in of_class["Pillar"])
    strategy = of_class["Strategy"][0].thing.iri if of_class["Strategy"] else ""
    lead = reader.say("home.lead")
    return HomeView(
        frame=frame(reader, reader.say("home.title"), "/", about=lead),
        counts=tuple(_counted(counts, reader)),
        pillars=pillars,
        unassigned=unassigned,
        candidates=_candidates(activities, reader),
        figures=_figures(figures, reader),
        gaps=tuple(_gaps(parts, activities, figures, reader)),
        gaps_more=Span(reader.say("home.gaps.more"), reader.link(strategy)) if strategy else None,
    )


def _pillar(
    pillar: Part, parts: Sequence[Part], placed: Mapping[str, tuple[ActivityView, ...]], reader: Reader
) -> PillarView:
    competences = under(parts, pillar.thing.iri, "Competence")
    return PillarView(reader.thing(pillar.thing), tuple(_competence(one, parts, placed, reader) for one in competences))


def _competence(
    competence: Part, parts: Sequence[Part], placed: Mapping[str, tuple[ActivityView, ...]], reader: Reader
) -> CompetenceView:
    iri = competence.thing.iri
    goals = under(parts, iri, "StrategicGoal")
    focus = under(parts, iri, "FocusArea")
    activities = placed.get(iri, ())
    gap = "" if competence.complete else reader.say("home.goals.partial" if goals else "home.goals.unknown")
    return CompetenceView(
        name=reader.thing(competence.thing),
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


def _activities(rows: Sequence[Row], reader: Reader) -> dict[str, tuple[ActivityView, ...]]:
    """Return the core activities by the IRI of their competence; those without one under the empty name."""
    names = names_of(rows)
    placed: dict[str, dict[str, ActivityView]] = defaultdict(dict)
    for row in rows:
        if str(row["class"]) == str(STRAT.CoreActivity) and _speaks(row, reader):
            thing = str(row["thing"])
            placed[str(row.get("competence", ""))][thing] = _activity(row, Thing(thing, names[thing]), reader)
    return {
        competence: tuple(sorted(found.values(), key=lambda one: sort_key(one.name.text)))
        for competence, found in placed.items()
    }


def _speaks(row: Row, reader: Reader) -> bool:
    name = row.get("name")
    return isinstance(name, Literal) and name.language == reader.language


def _activity(row: Row, thing: Thing, reader: Reader) -> ActivityView:
    status = str(row.get("status", ""))
    inferred = str(row.get("basis", "")) == _INFERRED
    return ActivityView(
        name=reader.thing(thing),
        status=str(row["statusName"]) if "statusName" in row else reader.say("status.none"),
        tone=status.rpartition("/")[2],
        when=date(str(row["asOf"]), reader.language) if "asOf" in row else "",
        inferred=Span(reader.say("home.inferred"), reader.link(_INFERRED)) if inferred else None,
    )


def _candidates(rows: Sequence[Row], reader: Reader) -> tuple[Span, ...]:
    mine = [row for row in rows if str(row["class"]) == str(STRAT.CandidateActivity)]
    spans = (reader.thing(Thing(iri, words)) for iri, words in names_of(mine).items())
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


def _gaps(parts: Sequence[Part], activities: Sequence[Row], figures: Sequence[Row], reader: Reader) -> Iterable[str]:
    """Say in sentences what is not known."""
    core = {str(row["thing"]): row for row in activities if str(row["class"]) == str(STRAT.CoreActivity)}
    planned = next((str(row["number"]) for row in figures if str(row["thing"]).endswith(_PLANNED)), "")
    if planned:
        yield reader.say("home.gaps.activities", known=len(core), planned=number(planned, reader.language))
    competences = [one for one in parts if one.class_ == str(STRAT.Competence)]
    unknown = sum(not one.complete for one in competences)
    if unknown:
        yield reader.say("home.gaps.goals", unknown=unknown, all=len(competences))
    without = sum("status" not in row for row in core.values())
    if without:
        yield reader.say("home.gaps.status", count=without)

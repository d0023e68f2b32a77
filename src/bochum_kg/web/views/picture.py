"""The strategy as a wheel: what stands in its parts, where each leads, and what is said beside the picture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bochum_kg.describe import Thing
from bochum_kg.web.views.activity import Activity
from bochum_kg.web.views.statuses import StatusView, legend, status_of
from bochum_kg.web.views.structure import Part as Member
from bochum_kg.web.views.structure import under
from bochum_kg.web.views.wheel import Branch, Leaf, Line, Part, Stem, wheel
from bochum_kg.web.views.words import Reader, Span, date, number

__all__ = ["PictureView", "picture"]


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of a ring: its whole name, and where it leads."""

    name: Span
    part: Part


@dataclass(frozen=True, slots=True)
class LeafView:
    """A core activity at the rim: name with status, and whether its assignment is inferred."""

    name: Span
    status: StatusView
    inferred: bool
    leaf: Leaf


@dataclass(frozen=True, slots=True)
class PictureView:
    """The wheel as it is drawn; ``box`` is the part of the plane that is shown, ``side`` its width and height."""

    box: str
    side: str
    hub: Span
    hub_lines: tuple[Line, ...]
    pillars: tuple[PartView, ...]
    competences: tuple[PartView, ...]
    activities: tuple[LeafView, ...]
    letters: str
    legend: tuple[StatusView, ...]
    notes: tuple[str, ...]


def picture(
    members: Sequence[Member], placed: Mapping[str, Sequence[Activity]], activities: Sequence[Activity], reader: Reader
) -> PictureView | None:
    """Lay out the wheel of a strategy; None where no competence stands under a pillar.

    Args:
        members: the parts of the strategy.
        placed: the core activities by the IRI of their competence, in the order in which they are drawn.
        activities: all core activities.
        reader: who reads.
    """
    pillars = [one for one in members if under(members, one.thing.iri, "Competence")]
    competences = [one for pillar in pillars for one in under(members, pillar.thing.iri, "Competence")]
    if not competences:
        return None
    strategy = next((one.thing for one in members if one.thing.iri == one.parent), None)
    hub = reader.thing(strategy) if strategy else Span("")
    drawn = wheel([_stem(one.thing, members, placed, reader) for one in pillars], hub.text)
    leaves = [(one, each) for one in competences for each in placed.get(one.thing.iri, ())]
    side = f"{2 * float(drawn.reach):g}"
    return PictureView(
        f"-{drawn.reach} -{drawn.reach} {side} {side}",
        side,
        hub,
        drawn.hub,
        tuple(_part(one.thing, part, "wheel.pillar", reader) for one, part in zip(pillars, drawn.stems, strict=True)),
        tuple(
            _part(one.thing, part, "wheel.competence", reader)
            for one, part in zip(competences, drawn.branches, strict=True)
        ),
        tuple(
            _leaf(one, competence.thing, leaf, reader)
            for (competence, one), leaf in zip(leaves, drawn.leaves, strict=True)
        ),
        drawn.letters,
        legend(activities, reader),
        _notes(activities, reader),
    )


def _stem(pillar: Thing, members: Sequence[Member], placed: Mapping[str, Sequence[Activity]], reader: Reader) -> Stem:
    def name(thing: Thing) -> str:
        return thing.name(reader.language).value

    return Stem(
        name(pillar),
        tuple(
            Branch(name(one.thing), tuple(name(each.thing) for each in placed.get(one.thing.iri, ())))
            for one in under(members, pillar.iri, "Competence")
        ),
    )


def _part(thing: Thing, part: Part, key: str, reader: Reader) -> PartView:
    span = reader.thing(thing)
    return PartView(Span(reader.say(key, name=span.text), span.href), part)


def _leaf(activity: Activity, competence: Thing, leaf: Leaf, reader: Reader) -> LeafView:
    span, status = reader.thing(activity.thing), status_of(activity.status, reader)
    inferred = any(one.inferred for one in activity.competences if one.thing.iri == competence.iri)
    when = (date(activity.as_of, reader.language),) if activity.as_of else ()
    told = ", ".join((span.text, status.name, *when))
    return LeafView(
        Span(reader.say("wheel.inferred", name=told) if inferred else told, span.href), status, inferred, leaf
    )


def _notes(activities: Sequence[Activity], reader: Reader) -> tuple[str, ...]:
    """Return what the picture cannot show by itself."""
    notes = [reader.say("wheel.caption")]
    if any(len(one.competences) > 1 for one in activities):
        notes.append(reader.say("wheel.several"))
    without = sum(not one.competences for one in activities)
    if without:
        key = "wheel.unassigned.one" if without == 1 else "wheel.unassigned"
        notes.append(reader.say(key, count=number(str(without), reader.language)))
    return tuple(notes)

"""The strategy as a wheel: what stands in its parts, where each leads, and what is said beside the picture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bochum_kg.describe import Thing
from bochum_kg.web.views.activity import Activity
from bochum_kg.web.views.statuses import StatusView, as_of, legend, status_of
from bochum_kg.web.views.structure import Part as Member
from bochum_kg.web.views.structure import under
from bochum_kg.web.views.wheel import Branch, Leaf, Line, Part, Stem, wheel
from bochum_kg.web.views.words import Reader, Span, number

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
    pillars = [one.thing for one in members if under(members, one.thing.iri, "Competence")]
    competences = [one.thing for pillar in pillars for one in under(members, pillar.iri, "Competence")]
    if not competences:
        return None
    strategy = next((one.thing for one in members if one.thing.iri == one.parent), None)
    hub = reader.thing(strategy) if strategy else Span("")
    drawn = wheel([_stem(one, members, placed, reader) for one in pillars], hub.text)
    side = f"{2 * float(drawn.reach):g}"
    rim = [(one, competence) for competence in competences for one in placed.get(competence.iri, ())]
    return PictureView(
        f"-{drawn.reach} -{drawn.reach} {side} {side}",
        side,
        hub,
        drawn.hub,
        _ring(pillars, drawn.stems, "wheel.pillar", reader),
        _ring(competences, drawn.branches, "wheel.competence", reader),
        tuple(_leaf(*one, leaf, reader) for one, leaf in zip(rim, drawn.leaves, strict=True)),
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


def _ring(things: Sequence[Thing], parts: Sequence[Part], key: str, reader: Reader) -> tuple[PartView, ...]:
    spans = (reader.thing(one) for one in things)
    return tuple(
        PartView(Span(reader.say(key, name=span.text), span.href), part)
        for span, part in zip(spans, parts, strict=True)
    )


def _leaf(activity: Activity, competence: Thing, leaf: Leaf, reader: Reader) -> LeafView:
    span, status = reader.thing(activity.thing), status_of(activity.status, reader)
    inferred = any(one.inferred for one in activity.competences if one.thing.iri == competence.iri)
    told = ", ".join(one for one in (span.text, status.name, as_of(activity.as_of, reader)) if one)
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

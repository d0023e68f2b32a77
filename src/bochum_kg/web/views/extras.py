"""What the page of a thing shows beside what the graph says of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice

from bochum_kg.describe import Description, Thing
from bochum_kg.describe.neighbours import nearest
from bochum_kg.web.views.citation import Citation
from bochum_kg.web.views.milestones import State
from bochum_kg.web.views.schemes import Branch, PlaceView
from bochum_kg.web.views.terms import ExamplesView, ShapeView
from bochum_kg.web.views.words import Reader, Span, ended, number

__all__ = ["Extras", "Surroundings", "surroundings"]

#: How many neighbours a sentence names.
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The neighbourhood in a sentence, and where the network is."""

    text: str
    data: str


@dataclass(frozen=True, slots=True)
class Extras:
    """How to cite the page and report a mistake, what surrounds the thing, and what belongs to terms and concepts.

    ``states`` says how milestones on the page stand, ``statuses`` how activities do that are assigned to the thing;
    both by IRI.
    """

    citation: Citation | None = None
    report: Span | None = None
    surroundings: Surroundings | None = None
    shape: ShapeView | None = None
    examples: ExamplesView | None = None
    tree: tuple[Branch, ...] = ()
    place: PlaceView | None = None
    states: Mapping[str, State] = field(default_factory=dict)
    statuses: Mapping[str, Thing] = field(default_factory=dict)


def surroundings(description: Description, count: int, reader: Reader) -> Surroundings | None:
    """Say what a thing is directly connected with; None if with nothing."""
    things = nearest(description)
    if not things:
        return None
    names = reader.names(islice(things, _NAMED))
    key = "network.lead.one" if count == 1 else "network.lead" if count <= _NAMED else "network.lead.more"
    data = reader.href("/network.json", iri=description.thing.iri)
    return Surroundings(ended(reader.say(key, count=number(str(count), reader.language), names=names)), data)

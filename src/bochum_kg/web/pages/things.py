"""The pages about one thing, and about the ontology: what the graph says, with all that a page adds to it."""

import json
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final

from rdflib import OWL, SKOS

from bochum_kg import describe
from bochum_kg.describe import Description, Thing
from bochum_kg.describe.dataset import published
from bochum_kg.describe.neighbours import count, neighbours
from bochum_kg.describe.questions import question
from bochum_kg.describe.schemes import Scheme, scheme
from bochum_kg.describe.shapes import Shapes
from bochum_kg.describe.terms import Term, examples, property_examples, terms
from bochum_kg.engine.base import IRI, Engine
from bochum_kg.filenames import DOCUMENTATION
from bochum_kg.namespaces import BOV, STRAT
from bochum_kg.web import views
from bochum_kg.web.release import Release
from bochum_kg.web.views.activity import Activity
from bochum_kg.web.views.citation import Edition, cite
from bochum_kg.web.views.extras import Extras, surroundings
from bochum_kg.web.views.lists import sort_key
from bochum_kg.web.views.milestones import State, read_milestones, states
from bochum_kg.web.views.neighbourhood import network
from bochum_kg.web.views.ontology import OntologyView, TermSection, TermView, ontology, term_view, versions
from bochum_kg.web.views.report import report
from bochum_kg.web.views.rows import named
from bochum_kg.web.views.schemes import place, tree
from bochum_kg.web.views.terms import ExamplesView, ShapeView, examples_view, shape_view, used

__all__ = ["Things"]

_PROPERTIES: Final = frozenset(map(str, (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)))
#: The classes whose pages show milestones.
_DATED: Final = frozenset(map(str, (STRAT.CoreActivity, STRAT.Milestone)))
#: What stands in the IRI of a milestone after that of its activity.
_MILESTONE: Final = "/meilenstein/"
#: The property by which activities are assigned to a thing.
_ASSIGNED: Final = str(STRAT.assignedTo)
#: The kinds of property on the page of the ontology, with heading and class.
_SECTIONS: Final = (
    ("ontology.properties", OWL.ObjectProperty),
    ("ontology.properties.values", OWL.DatatypeProperty),
    ("ontology.properties.notes", OWL.AnnotationProperty),
)


class Things:
    """What is said about one thing, over one release and one engine."""

    def __init__(self, release: Release, engine: Engine, shapes: bytes, *, address: str, report: str) -> None:
        """Take what the pages are made of.

        Args:
            release: what is served.
            engine: answers for it.
            shapes: its rules, as Turtle.
            address: where the service is, without a slash at the end.
            report: where mistakes are reported; empty for nowhere.
        """
        self._release, self._engine, self._turtle = release, engine, shapes
        self._address, self._report = address, report

    @cached_property
    def _shapes(self) -> Shapes:
        return Shapes.read(self._turtle)

    @cached_property
    def _edition(self) -> Edition:
        data_date = str(self._release.manifest.get("data_date", ""))
        return Edition(published(self._engine), self._release.id, data_date, self._address)

    def page(self, iri: str, reader: views.Reader, path: str) -> views.ResourceView:
        """Lay out the page of a thing.

        Raises:
            UnknownNameError: the graph does not know it.
            EngineError, LimitError: as the engine.
        """
        description = describe.describe(self._engine, iri)
        return views.resource(description, reader, path, self._extras(description, reader))

    def network(self, iri: str, reader: views.Reader) -> bytes:
        """Return the neighbourhood of a thing as JSON.

        Raises:
            UnknownNameError: the graph does not know it.
            EngineError, LimitError: as the engine.
        """
        found = neighbours(self._engine, describe.describe(self._engine, iri))
        laid = {"release": self._release.id, **network(found, reader).as_json()}
        return json.dumps(laid, ensure_ascii=False, separators=(",", ":")).encode()

    def _extras(self, description: Description, reader: views.Reader) -> Extras:
        """Return what a page shows beside what the graph says of the thing itself."""
        thing, types = description.thing, {one.iri for one in description.types}
        shape, shown = self._of_term(thing, types, reader)
        lists = self._scheme(description, types)
        return Extras(
            citation=cite(thing, self._edition, reader),
            report=report(self._report, thing, self._release.id, reader),
            surroundings=surroundings(description, count(description), reader),
            shape=shape,
            examples=shown,
            tree=tree(lists, reader) if lists and str(SKOS.ConceptScheme) in types else (),
            place=place(lists, thing.iri, reader) if lists else None,
            states=self._states(thing.iri, types),
            statuses=self.statuses(thing.iri) if any(one.by.iri == _ASSIGNED for one in description.incoming) else {},
        )

    def _states(self, iri: str, types: set[str]) -> Mapping[str, State]:
        """Return how the milestones of an activity stand on the date of the data; those of no other thing."""
        if not types & _DATED:
            return {}
        activity = iri.partition(_MILESTONE)[0]
        rows = self._engine.select(question("milestones"), activity=IRI(activity))
        found = read_milestones(rows, [Activity(Thing(activity), core=True)])
        return states(found, str(self._release.manifest["data_date"]))

    def statuses(self, iri: str) -> Mapping[str, Thing]:
        """Return the current status of each activity that is assigned to a thing, by its IRI.

        Raises:
            EngineError, LimitError: as the engine.
        """
        rows = self._engine.select(question("assigned"), thing=IRI(iri))
        known = named(rows, "status", "name")
        return {str(row["activity"]): known[str(row["status"])] for row in rows if "status" in row}

    def _of_term(
        self, thing: Thing, types: set[str], reader: views.Reader
    ) -> tuple[ShapeView | None, ExamplesView | None]:
        """Return what belongs to a class, and examples of a class or a property of ours."""
        if not thing.iri.startswith(str(STRAT)) or not types & {str(OWL.Class), *_PROPERTIES}:
            return None, None
        term = terms(self._engine, [thing.iri])[thing.iri]
        if str(OWL.Class) in types:
            told = self._told([term], reader)[thing.iri]
            return told.shape, told.examples
        found = property_examples(self._engine, thing.iri)
        return None, examples_view(found, term.uses, reader, said="examples.uses")

    def _told(self, classes: list[Term], reader: views.Reader) -> dict[str, TermView]:
        """Lay out classes with what belongs to each and some examples; two queries, however many they are."""
        asked = {one.thing.iri: self._shapes.requirements((one.thing.iri, *one.above)) for one in classes}
        names = terms(self._engine, (iri for found in asked.values() for one in found for iri in one.path))
        shown = examples(self._engine, asked)
        return {
            one.thing.iri: term_view(
                one,
                reader,
                shape=shape_view(one, asked[one.thing.iri], self._shapes.further(one.thing.iri), names, reader),
                examples=examples_view(shown.get(one.thing.iri, ()), one.uses, reader, said="examples.all"),
            )
            for one in classes
        }

    def _scheme(self, description: Description, types: set[str]) -> Scheme | None:
        """Return the list of concepts that a thing is or belongs to."""
        if not description.thing.iri.startswith(str(BOV)):
            return None
        if str(SKOS.ConceptScheme) in types:
            return scheme(self._engine, description.thing)
        above = description.facts.get(str(SKOS.inScheme), ())
        return scheme(self._engine, above[0]) if above else None

    def ontology(self, reader: views.Reader) -> OntologyView:
        """Lay out the page of the ontology.

        Raises:
            EngineError, LimitError: as the engine.
        """
        classes = self._terms(str(OWL.Class))
        elsewhere = sorted(one for one in self._shapes.classes if not one.startswith(str(STRAT)))
        others = list(terms(self._engine, elsewhere).values())
        told = self._told([*classes, *others], reader)
        sections = [
            _section("ontology.classes", (told[one.thing.iri] for one in classes), reader),
            *(self._plain(key, self._terms(str(class_)), reader) for key, class_ in _SECTIONS),
            _section("def.others", (told[one.thing.iri] for one in others), reader),
        ]
        rows = self._engine.select(question("versions"), ontology=IRI(str(STRAT)))
        documented = DOCUMENTATION in self._release.manifest["files"]
        return ontology(sections, versions(rows, reader), reader, documented=documented)

    def _terms(self, class_: str) -> list[Term]:
        """Return our own terms of a class, without those of others that the ontology speaks of."""
        rows = self._engine.select(question("list"), **{"class": IRI(class_)})
        iris = [str(row["thing"]) for row in rows if str(row.get("thing", "")).startswith(str(STRAT))]
        return list(terms(self._engine, iris).values())

    def _plain(self, key: str, found: list[Term], reader: views.Reader) -> TermSection:
        return _section(key, [term_view(one, reader, examples=used(one.uses, reader)) for one in found], reader)


def _section(key: str, shown: Iterable[TermView], reader: views.Reader) -> TermSection:
    ordered = sorted(shown, key=lambda one: sort_key(one.name.text))
    return TermSection(key.replace(".", "-"), reader.say(key), tuple(ordered))

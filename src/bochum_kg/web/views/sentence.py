"""One sentence in plain words that says what a thing is."""

from collections.abc import Iterator
from typing import Final

from rdflib import DCAT, DCTERMS, ORG, OWL, SKOS, VOID

from bochum_kg.describe import Description, Thing
from bochum_kg.namespaces import CV, STRAT
from bochum_kg.web.views.milestones import State
from bochum_kg.web.views.words import Reader, ended

__all__ = ["sentence"]

#: What people call something of a class; the first class that fits counts.
_KINDS: Final = {
    str(iri): (german, english)
    for iri, german, english in (
        (STRAT.Strategy, "die Strategie der Stadt", "the city's strategy"),
        (STRAT.Formula, "eine Leitformel der Strategie", "a guiding formula of the strategy"),
        (STRAT.FormulaTerm, "ein Begriff einer Leitformel", "a term of a guiding formula"),
        (STRAT.Vision, "das Leitbild der Strategie", "the vision of the strategy"),
        (STRAT.Pillar, "eine Säule der Strategie", "a pillar of the strategy"),
        (STRAT.Competence, "eine Kompetenz der Strategie", "a competence of the strategy"),
        (STRAT.StrategicGoal, "ein strategisches Ziel", "a strategic goal"),
        (STRAT.FocusArea, "ein Schwerpunkt der Strategie", "a focus area of the strategy"),
        (STRAT.Commitment, "eine Selbstverpflichtung der Stadt", "a commitment of the city"),
        (STRAT.CoreActivity, "eine Kernaktivität der Strategie", "a core activity of the strategy"),
        (
            STRAT.CandidateActivity,
            "ein Kandidat: Keine Quelle belegt, dass es eine Kernaktivität ist",
            "a candidate: no source proves that it is a core activity",
        ),
        (STRAT.Milestone, "ein Meilenstein", "a milestone"),
        (STRAT.StatusReport, "eine Angabe zum Stand", "a status report"),
        (STRAT.FundingContribution, "eine Angabe zu Kosten oder Mitteln", "a statement on costs or funds"),
        (STRAT.Assignment, "eine Zuordnung", "an assignment"),
        (STRAT.Statement, "eine Angabe mit eigener Quelle", "a statement with a source of its own"),
        (STRAT.Participation, "eine belegte Beteiligung", "a documented participation"),
        (STRAT.Relation, "eine belegte Beziehung", "a documented relation"),
        (STRAT.Event, "ein Ereignis", "an event"),
        (STRAT.Source, "ein Dokument, auf das sich Angaben stützen", "a document that statements rest on"),
        (STRAT.Indicator, "eine Kennzahl", "an indicator"),
        (STRAT.IndicatorValue, "der Wert einer Kennzahl", "the value of an indicator"),
        (STRAT.Tranche, "eine Staffel von Kernaktivitäten", "a tranche of core activities"),
        (ORG.Organization, "eine Organisation", "an organisation"),
        (DCTERMS.Location, "ein Ort", "a place"),
        (CV.ContactPoint, "eine Kontaktstelle", "a contact point"),
        (OWL.Ontology, "die Ontologie, also das Begriffsgerüst der Daten", "the ontology that the data use"),
        (OWL.Class, "eine Klasse der Ontologie", "a class of the ontology"),
        (OWL.ObjectProperty, "eine Eigenschaft, die Dinge verbindet", "a property that connects things"),
        (OWL.DatatypeProperty, "eine Eigenschaft mit einem Wert", "a property with a value"),
        (OWL.AnnotationProperty, "eine Eigenschaft zur Erläuterung", "an annotation property"),
        (SKOS.ConceptScheme, "eine Liste fester Begriffe", "a list of fixed concepts"),
        (SKOS.Concept, "ein fester Begriff", "a fixed concept"),
        (DCAT.Dataset, "der Datensatz hinter diesen Seiten", "the dataset behind these pages"),
        (VOID.Dataset, "ein Teil des Datensatzes", "a part of the dataset"),
    )
}
#: What a sentence goes on to say, in this order, where the graph knows it.
_CLAUSES: Final = (
    (str(STRAT.leadOrganization), "sentence.lead"),
    (str(STRAT.currentStatus), "sentence.status"),
    (str(STRAT.competence), "sentence.competence"),
    (str(STRAT.pillar), "sentence.pillar"),
    (str(ORG.classification), "sentence.kind"),
    (str(STRAT.scope), "sentence.scope"),
    (str(SKOS.inScheme), "sentence.scheme"),
)
#: What it then counts.
_COUNTED: Final = ((str(STRAT.leads), "sentence.leads"), (str(STRAT.takesPartIn), "sentence.joins"))


def sentence(description: Description, reader: Reader, state: State | None = None) -> str:
    """Say what a thing is, and how it stands if it is a milestone; empty where the graph does not tell."""
    types = {one.iri for one in description.types}
    kind = next((words for iri, words in _KINDS.items() if iri in types), None)
    if kind is None:
        return ""
    what = kind[0] if reader.language == "de" else kind[1]
    about = description.facts.get(str(STRAT.about), ())
    if about:
        what = f"{what} {reader.say('sentence.of', name=_quoted(about[0], reader))}"
    start = reader.say("sentence.is", name=_quoted(description.thing, reader), what=what)
    return ended(
        "; ".join((start, *_clauses(description, reader), *_counts(description, reader), *_state(state, reader)))
    )


def _clauses(description: Description, reader: Reader) -> Iterator[str]:
    for name, key in _CLAUSES:
        things = description.facts.get(name, ())
        if things and not (name == str(STRAT.pillar) and len(things) > 1):
            yield reader.say(key, names=reader.names(things))


def _counts(description: Description, reader: Reader) -> Iterator[str]:
    for name, key in _COUNTED:
        count = len(description.facts.get(name, ()))
        if count:
            yield reader.say(f"{key}.one" if count == 1 else key, count=count)


def _state(state: State | None, reader: Reader) -> Iterator[str]:
    if state:
        yield reader.say("sentence.status", names=reader.say(f"timeline.{state}"))


def _quoted(thing: Thing, reader: Reader) -> str:
    return reader.say("quoted", name=thing.name(reader.language).value)

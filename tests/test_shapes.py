"""The shapes: complete, well formed, and each proved by an example."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pyshacl
import pytest
from rdflib import DCTERMS, RDF, RDFS, SH, Graph, Literal, URIRef

from bochum_kg.namespaces import BO, DATASET, EDTF, LANGUAGES, SHAPES, STRAT
from bochum_kg.resources import folder
from bochum_kg.sources import Sources, read
from bochum_kg.validate import Report, Rule, read_rules, validate
from bochum_kg.validate.rules import SEVERITIES

INVALID = folder("ontology") / "examples" / "invalid"
VALID = sorted((folder("ontology") / "examples" / "valid").glob("*.ttl"))
EXAMPLES = sorted(INVALID.glob("*.ttl"))
SOURCES = read()
SHAPES_GRAPH = SOURCES.shapes
RULES = read_rules(SHAPES_GRAPH)
#: Keys whose references lead out of our own things.
EXTERNAL_KEYS = {"contactPage", "currency", "link", "sameAs", "url"}
#: Rules that name one thing of Bochum; their examples keep its IRI where all examples are put together.
ABOUT_ONE_THING = {"FiveCompetences", "LeadOfTheCity"}


def _general_vocabulary() -> Graph:
    """Return the vocabularies without what they say about the real data: an example holds all that it refers to."""
    vocabulary = Graph()
    for triple in SOURCES.vocabulary:
        if not str(triple[2]).startswith(BO):
            vocabulary.add(triple)
    return vocabulary


VOCABULARY = _general_vocabulary()


def _of_example(data: Graph) -> Sources:
    return replace(SOURCES, data=data, vocabulary=VOCABULARY, findings=())


def _names(report: Report) -> set[str]:
    return {finding.rule.removeprefix(SHAPES) for finding in report.findings}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_invalid_example_breaks_exactly_its_rule(path: Path) -> None:
    """An example breaks the rule it is named for, and nothing else speaks, not even a note."""
    assert _names(validate(_of_example(Graph().parse(path)), engine="shacl")) == {path.stem}


def test_every_rule_has_its_example() -> None:
    """For each rule there is an example, and each example names a rule."""
    assert {path.stem for path in EXAMPLES} == {rule.name for rule in RULES.values()}


def test_both_engines_find_the_same_in_all_examples() -> None:
    """All examples put side by side, each with things of its own, give the same findings with both engines."""
    together = Graph()
    for path in EXAMPLES:
        text = path.read_text(encoding="utf-8")
        own = text if path.stem in ABOUT_ONE_THING else text.replace(BO, f"{BO}{path.stem.lower()}/")
        together.parse(data=own.replace("pruefbegriff", f"begriff-{path.stem.lower()}"), format="turtle")
    together.remove((DATASET, DCTERMS.modified, None))
    together.parse(INVALID / "StatusNotFromTheFuture.ttl")
    sources = _of_example(together)
    fast, reference = validate(sources, engine="shacl"), validate(sources, engine="pyshacl")
    assert reference.findings == fast.findings
    assert {rule.name for rule in RULES.values()} - _names(fast) <= {"DatasetDated"}


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_valid_example_conforms(path: Path) -> None:
    """The examples of the ontology break no rule."""
    assert validate(_of_example(Graph().parse(path)), engine="shacl").findings == ()


def test_there_are_valid_examples() -> None:
    """The folder of valid examples is not empty."""
    assert VALID


def test_the_shapes_pass_shacl_shacl() -> None:
    """The shapes are well formed (SHACL, appendix C)."""
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=SHAPES_GRAPH, meta_shacl=True)
    assert conforms, text


def test_the_shapes_use_known_terms_of_shacl() -> None:
    """Every term of the SHACL namespace exists; a mistyped one would be ignored by every engine."""
    used = {node for triple in SHAPES_GRAPH for node in triple if isinstance(node, URIRef) and node.startswith(str(SH))}
    assert {node for node in used if node not in SH} == set()


def test_the_shapes_use_known_terms_of_the_ontology() -> None:
    """Every term of our ontology that the shapes or their queries name is declared there."""
    named = {node for triple in SHAPES_GRAPH for node in triple if isinstance(node, URIRef) and node.startswith(STRAT)}
    queries = " ".join(str(text) for text in SHAPES_GRAPH.objects(None, SH.select))
    named |= {STRAT[local] for local in re.findall(r"\bstrat:(\w+)", queries)}
    assert {node for node in named if (node, RDF.type, None) not in SOURCES.ontology} == set()


def test_the_queries_use_known_concepts() -> None:
    """Every concept that a query names by a prefix of a vocabulary is declared there."""
    prefixes = {
        str(SHAPES_GRAPH.value(node, SH.prefix)): str(SHAPES_GRAPH.value(node, SH.namespace))
        for node in SHAPES_GRAPH.objects(None, SH.declare)
    }
    queries = " ".join(str(text) for text in SHAPES_GRAPH.objects(None, SH.select))
    named = {
        URIRef(prefixes[prefix] + local)
        for prefix, local in re.findall(r"\b([a-z]+):([\w-]+)", queries)
        if "/vocab/" in prefixes.get(prefix, "")
    }
    assert named
    assert {concept for concept in named if (concept, RDF.type, None) not in SOURCES.vocabulary} == set()


def test_every_shape_is_a_rule() -> None:
    """Each node shape and property shape carries a number, so that each result leads to a rule."""
    shapes = {shape for kind in (SH.NodeShape, SH.PropertyShape) for shape in SHAPES_GRAPH.subjects(RDF.type, kind)}
    assert shapes == set(RULES)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_a_rule_speaks_german_and_english(rule: Rule) -> None:
    """A rule has a severity, and label, description, message and remedy in both languages, once each."""
    assert rule.severity in SEVERITIES
    assert re.fullmatch(r"[A-Z][A-Za-z]+", rule.name)
    for texts in (rule.labels, rule.descriptions, rule.messages, rule.remedies):
        assert tuple(texts) == LANGUAGES
        assert all(text == text.strip() and "  " not in text for text in texts.values())
    sentences = [*rule.descriptions.values(), *rule.messages.values(), *rule.remedies.values()]
    assert all(sentence.endswith((".", "…")) for sentence in sentences)


@pytest.mark.parametrize("predicate", [SH.name, SH.description, SH.message, RDFS.label, RDFS.comment, SHAPES.remedy])
def test_a_text_stands_once_per_language(predicate: URIRef) -> None:
    """No rule has two texts of one kind in one language."""
    tags = [(rule, text.language) for rule in RULES for text in SHAPES_GRAPH.objects(rule, predicate)]  # type: ignore[attr-defined]  # every text is a literal
    assert len(tags) == len(set(tags))


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_rules_are_unique(language: str) -> None:
    """Two rules never have the same name."""
    names = [rule.labels[language] for rule in RULES.values()]
    assert len(names) == len(set(names))


def test_the_thirty_rules_are_held() -> None:
    """Each of the thirty rules is held by at least one constraint, and the numbers of the others follow on."""
    assert {rule.number for rule in RULES.values()} == set(range(1, 52))


def test_every_reference_is_watched() -> None:
    """Each key of the data that refers to a thing of our own is watched by the rule on dangling references."""
    context = json.loads((folder("data") / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    prefixes = {name: value for name, value in context.items() if isinstance(value, str)}
    references = {
        URIRef(prefixes[term["@id"].split(":")[0]] + term["@id"].split(":")[1])
        for key, term in context.items()
        if isinstance(term, dict) and term.get("@type") == "@id" and key not in EXTERNAL_KEYS
    }
    watched = set(SHAPES_GRAPH.objects(SHAPES.DanglingReference, SH.targetObjectsOf))
    assert references - watched == set()


def test_every_key_is_allowed_somewhere() -> None:
    """Each key of the data is allowed by the closed shape of at least one class."""
    context = json.loads((folder("data") / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    prefixes = {name: value for name, value in context.items() if isinstance(value, str)}
    properties = {
        URIRef(prefixes[prefix] + local)
        for term in context.values()
        if isinstance(term, dict) and "@id" in term and ":" in term["@id"] and "@prefix" not in term
        for prefix, local in [term["@id"].split(":")]
    }
    allowed = {
        item
        for shape in SHAPES_GRAPH.subjects(SH.closed)
        for items in SHAPES_GRAPH.objects(shape, SH.ignoredProperties)
        for item in SHAPES_GRAPH.items(items)
    }
    of_concepts_and_the_dataset = {STRAT.fieldStatus, STRAT.plannedCount, STRAT.cumulativeCount, DCTERMS.modified}
    assert properties - allowed == of_concepts_and_the_dataset


def test_every_class_of_the_data_has_a_shape() -> None:
    """Each class of which the data have members is the target of a closed shape, or a finer class of one."""
    finer = {"FormalOrganization", "OrganizationalUnit", "OrganizationalCollaboration", "PublicOrganisation"}
    closed = {
        target for shape in SHAPES_GRAPH.subjects(SH.closed) for target in SHAPES_GRAPH.objects(shape, SH.targetClass)
    }
    classes = {kind for kind in SOURCES.data.objects(None, RDF.type) if re.split("[/#]", str(kind))[-1] not in finer}
    assert {re.split("[/#]", str(kind))[-1] for kind in classes - closed} == {"Dataset"}


MAILBOXES = {
    "info@bochum.de": None,
    "buergerbuero.mitte@bochum.de": None,
    "amt61@bochum.de": None,
    "stadtbaurat@bochum.de": None,
    "presse-und-kommunikation@bochum.de": None,
    "mission2030@bochum-marketing.de": None,
    "max.mustermann@bochum.de": "FunctionalEmail",
    "max_mustermann@bochum.de": "FunctionalEmail",
    "Max-Mustermann@bochum.de": "FunctionalEmail",
    "m.bauer@bochum.de": "FunctionalEmail",
    "k.ritter@rub.de": "FunctionalEmail",
    "info@bochum": "FunctionalEmail",
    "Auskunft": "FunctionalEmail",
    "mmustermann@bochum.de": "MailboxNamesFunction",
    "mustermann@bochum.de": "MailboxNamesFunction",
    "bochum-info@gmx.de": "OfficialMailDomain",
}


@pytest.mark.parametrize(("address", "rule"), MAILBOXES.items())
def test_a_mailbox_of_a_person_is_told_from_one_of_an_office(address: str, rule: str | None) -> None:
    """First name and surname are a violation, a lone unknown word a warning; what names a function passes."""
    example = (INVALID / "FunctionalEmail.ttl").read_text(encoding="utf-8")
    data = Graph().parse(data=example.replace("vorname.nachname@example.org", address), format="turtle")
    assert _names(validate(_of_example(data), engine="shacl")) == ({rule} if rule else set())


TEXTS = {
    "Zentrale: 0234 910-0": None,
    "Telefon +49 234 32-201, seit 2017": None,
    "Vom 17.01.2015 bis 16.05.2017 kamen 1500000 Gäste": None,
    "Anteil 0.1666 im Jahr 2016": None,
    "mobil 0171 1234567": "NoMobileNumber",
    "(0171) 1234567": "NoMobileNumber",
    "0171/123 45 67": "NoMobileNumber",
    "0160.123.4567": "NoMobileNumber",
    "+49 (0)152 / 12 34 56 78": "NoMobileNumber",
    "0049-176-12345678": "NoMobileNumber",
    "Dr.-Ruer-Platz in der Innenstadt": None,
    "Beratungsstelle Frau und Beruf": None,
    "Der Oberbürgermeister der Stadt Bochum": None,
    "Professur für Arbeit": None,
    "mit Frau Mustermann": "NoSalutedPerson",
    "Herrn Dr. Mustermann": "NoSalutedPerson",
    "Prof. Dr.-Ing. Mustermann": "NoSalutedPerson",
    "Dr.-Ing. Mustermann": "NoSalutedPerson",
    "Dr. h.c. Mustermann": "NoSalutedPerson",
    "Dr. rer. nat. Mustermann": "NoSalutedPerson",
    "Professorin Mustermann": "NoSalutedPerson",
    "Dipl.-Ing. Mustermann": "NoSalutedPerson",
    "Oberbürgermeister Max Mustermann eröffnet": "NoSalutedPerson",
    "die Geschäftsführerin Erika Mustermann": "NoSalutedPerson",
}


@pytest.mark.parametrize(("text", "rule"), TEXTS.items())
def test_a_text_that_names_a_person_is_told_from_one_that_does_not(text: str, rule: str | None) -> None:
    """Mobile numbers and salutations as people write them are found; switchboards, streets and dates pass."""
    example = (INVALID / "FunctionalEmail.ttl").read_text(encoding="utf-8").replace("vorname.nachname", "info")
    data = Graph().parse(data=example.replace("Eine Organisation zum Prüfen.", text), format="turtle")
    assert _names(validate(_of_example(data), engine="shacl")) == ({rule} if rule else set())


def test_a_lead_may_change_but_not_overlap() -> None:
    """Two leads one after the other break no rule; two at a time do."""
    data = Graph().parse(INVALID / "OneLead.ttl")
    first, second = BO["beziehung/rel-a"], BO["beziehung/rel-z"]
    data.add((URIRef(first), STRAT.end, Literal("2020-05", datatype=EDTF)))
    assert _names(validate(_of_example(data), engine="shacl")) == {"OneLead"}
    data.add((URIRef(second), STRAT.start, Literal("2020-06", datatype=EDTF)))
    assert _names(validate(_of_example(data), engine="shacl")) == set()

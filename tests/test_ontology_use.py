"""The ontology in use by data, shapes, queries and examples. Numbers are those of docs/ontology-checks.md."""

import dataclasses
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import owlrl
import pytest
from rdflib import OWL, RDF, RDFS, SH, XSD, Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, ORG, PROV, SDO, SKOS, VANN, VOID
from rdflib.term import Node

from bochum_kg.namespaces import BASES, BO, BOV, PREFIXES, SHAPES, STRAT, curie
from bochum_kg.validate import EngineName, validate
from ontology_graphs import (
    BOTH,
    FOLDER,
    ONTOLOGY,
    ROOT,
    alignments,
    classes,
    core,
    derived,
    languages,
    local,
    sources,
    terms,
    union,
    unstable,
    vocabularies,
)

EXTERNAL: Final = Path(__file__).parent / "external-terms.txt"
#: Vocabularies of which rdflib carries the complete list of terms.
LISTED: Final = (DCAT, DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SH, SKOS, VANN, VOID, XSD)
FORBIDDEN: Final = ("http://w3.org/ns/locn#", "http://schema.org/", "https://purl.eu/ns/shacl#")
#: Schemes that speak of Bochum, so that another city brings its own.
OF_BOCHUM: Final = ("innovationsfeld", "querschnittsthema", "tranche")
#: Predicates whose objects are terms.
ABOUT_TERMS: Final = (
    RDF.type,
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    OWL.disjointWith,
    OWL.inverseOf,
    STRAT.shortcut,
    SH.path,
    SH.targetClass,
)
#: Stated, stable properties that no shape holds, and why.
UNHELD: Final = {
    "shortcut": "annotation of the schemes of aspects and relations, which are written once",
}


#: What the vocabularies of others say of the subject and the object of their properties (ORG, CPOV, SKOS, FOAF).
SAID_BY_OTHERS: Final = {
    ORG.classification: (ORG.Organization, SKOS.Concept),
    ORG.subOrganizationOf: (ORG.Organization, ORG.Organization),
    ORG.purpose: (ORG.Organization, None),
    ORG.unitOf: (ORG.OrganizationalUnit, ORG.FormalOrganization),
    ORG.memberOf: (ORG.Organization, ORG.Organization),
    URIRef(PREFIXES["cv"] + "role"): (STRAT.Participation, SKOS.Concept),
    **{
        SKOS[name]: (SKOS.Concept, SKOS.Concept)
        for name in (
            *("broader", "narrower", "related", "broaderTransitive", "narrowerTransitive", "semanticRelation"),
            *("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch", "mappingRelation"),
        )
    },
    SKOS.inScheme: (None, SKOS.ConceptScheme),
    SKOS.topConceptOf: (SKOS.Concept, SKOS.ConceptScheme),
}

#: Classes of others and what they lie under there. Municipalities are formal organisations: they act in law.
UNDER: Final = {
    ORG.FormalOrganization: ORG.Organization,
    ORG.OrganizationalCollaboration: ORG.Organization,
    ORG.OrganizationalUnit: ORG.Organization,
    URIRef(PREFIXES["cv"] + "PublicOrganisation"): ORG.FormalOrganization,
    SDO.Project: SDO.Organization,
}


@cache
def others() -> Graph:
    """Write what the vocabularies of others say as axioms for a reasoner."""
    axioms = Graph()
    for reused, kinds in SAID_BY_OTHERS.items():
        for predicate, kind in zip((RDFS.domain, RDFS.range), kinds, strict=True):
            if kind is not None:
                axioms.add((reused, predicate, kind))
    for lower, upper in UNDER.items():
        axioms.add((lower, RDFS.subClassOf, upper))
    return axioms


def everything() -> Iterator[Graph]:
    """Yield every graph in which our identifiers or terms may occur."""
    read = sources()
    yield from (read.data, read.vocabulary, read.ontology, read.shapes, derived(), union("examples/valid/*.ttl"))


def queries() -> dict[str, str]:
    """Return the text of every query by its path."""
    return {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted((ROOT / "queries").rglob("*.rq"))
    }


def names_in(text: str) -> set[str]:
    """Collect the names of our terms that a text mentions."""
    return set(re.findall(r"\bstrat:([A-Za-z]+)\b", text))


def declared() -> set[str]:
    """Collect what is declared: all that has a type, the versions, and the shapes with a path or a query."""
    read = sources()
    graphs = (core(), alignments(), vocabularies(), read.data, read.shapes)
    described = {str(subject) for graph in graphs for subject in graph.subjects(RDF.type)}
    versions = {str(version) for graph in (core(), alignments()) for version in graph.objects(None, OWL.versionIRI)}
    prefixes = {str(subject) for subject in read.shapes.subjects(SH.prefix)}
    return described | versions | prefixes


def test_every_identifier_in_use_is_declared() -> None:
    """Check 19: no graph speaks of a thing, concept, term or shape of ours that nothing declares."""
    ours = (str(STRAT), str(SHAPES), str(BOV), str(BO))
    used = {str(node) for graph in everything() for triple in graph for node in triple if isinstance(node, URIRef)}
    assert {iri for iri in used if iri.startswith(ours)} - declared() == set()


@pytest.mark.parametrize("path", queries())
def test_every_term_in_a_query_is_declared(path: str) -> None:
    """Check 19: a query asks only for what exists, so that a slip does not look like an empty answer."""
    text = queries()[path]
    assert names_in(text) <= {local(term) for term in terms()}
    concepts = {
        iri for iri in re.findall(r"<(https://w3id\.org/[^>\s]+)>", text) if iri not in BASES and not iri.endswith("/")
    }
    known = declared()
    assert {iri for iri in concepts if iri.startswith((str(BOV), str(BO), str(STRAT)))} <= known


def external() -> list[str]:
    """Read the list of terms of others that this project uses."""
    return EXTERNAL.read_text(encoding="utf-8").splitlines()


def test_every_external_term_is_a_known_one() -> None:
    """Check 20: classes, properties and datatypes of others that are in use stand in the list of those looked up."""
    used: set[Node] = set()
    for graph in everything():
        used |= set(graph.predicates()) | {o for predicate in ABOUT_TERMS for o in graph.objects(None, predicate)}
        used |= {o.datatype for o in graph.objects() if isinstance(o, Literal) and o.datatype is not None}
    foreign = {str(node) for node in used if isinstance(node, URIRef) and not str(node).startswith(tuple(BASES))}
    assert foreign - set(external()) == set()


def test_the_list_of_external_terms_is_true() -> None:
    """Check 20: the list is sorted, names nothing twice, and agrees with the vocabularies that rdflib carries."""
    assert external() == sorted(set(external()))
    spaces = {iri: next((space for space in LISTED if iri.startswith(str(space))), None) for iri in external()}
    assert [iri for iri, space in spaces.items() if space is not None and URIRef(iri) not in space] == []


def test_no_namespace_is_a_known_misspelling() -> None:
    """Check 21: no term comes from a namespace that looks like another one and is not."""
    used = {str(node) for graph in everything() for triple in graph for node in triple if isinstance(node, URIRef)}
    assert [iri for iri in used if iri.startswith(FORBIDDEN)] == []


def test_no_thing_belongs_to_classes_that_exclude_each_other() -> None:
    """Check 27: on the real data with all that the hierarchy implies, no thing is in two disjoint classes."""
    hierarchy = core() + alignments() + others()
    disjoint = set(hierarchy.subject_objects(OWL.disjointWith))
    clashes = []
    for thing in set(sources().data.subjects(RDF.type)):
        above = {
            up
            for kind in sources().data.objects(thing, RDF.type)
            for up in hierarchy.transitive_objects(kind, RDFS.subClassOf)
        }
        clashes += [(thing, *pair) for pair in disjoint if above.issuperset(pair)]
    assert clashes == []


def test_reasoning_types_no_activity_as_an_organisation() -> None:
    """Check 27: the OWL RL closure of ontology, alignments and examples finds no contradiction and no such type."""
    closed = core() + alignments() + others() + union("examples/valid/*.ttl")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(closed)
    activities = set(closed.subjects(RDF.type, STRAT.CoreActivity))
    assert activities
    assert not activities & set(closed.subjects(RDF.type, ORG.Organization))
    assert list(closed.subjects(RDF.type, URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage"))) == []
    assert [pair for pair in closed.subject_objects(RDF.type) if pair[1] == OWL.Nothing] == []


def test_every_class_has_a_shape() -> None:
    """Check 29: for each class that data may use there is a shape that targets it."""
    targeted = set(sources().shapes.objects(None, SH.targetClass))
    assert [local(term) for term in classes() - unstable() if term not in targeted] == []


def test_every_stated_property_is_held_by_a_shape() -> None:
    """Check 29: each property that people write occurs in a shape; derived ones are written by no one."""
    shapes = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "shapes").glob("*.ttl"))
    stated = set(sources().data.predicates()) | set(vocabularies().predicates())
    properties = {local(term) for term in stated if term in terms()}
    assert properties - names_in(shapes) == set(UNHELD)


def test_shapes_explain_themselves_in_both_languages() -> None:
    """Check 30: each property shape has name, description and message, each node shape label and comment, in both."""
    shapes = sources().shapes
    asked = {SH.PropertyShape: (SH.name, SH.description, SH.message), SH.NodeShape: (RDFS.label, RDFS.comment)}
    silent = [
        (local(shape), local(predicate))
        for kind, predicates in asked.items()
        for shape in shapes.subjects(RDF.type, kind)
        for predicate in predicates
        if languages(shapes, shape, predicate) != BOTH
    ]
    assert silent == []


@pytest.mark.parametrize(
    ("name", "engine"),
    [*((path.stem, "shacl") for path in sorted(FOLDER.glob("examples/valid/*.ttl"))), ("core-activity", "pyshacl")],
)
def test_a_valid_example_conforms(name: str, engine: EngineName) -> None:
    """Check 33: each valid example passes; only the profile of Bochum may remark that its town is not Bochum."""
    example = Graph().parse(FOLDER / "examples" / "valid" / f"{name}.ttl")
    lists = Graph()
    for scheme in sorted(FOLDER.glob("vocab/*.ttl")):
        if scheme.stem not in OF_BOCHUM:
            lists.parse(scheme)
    report = validate(dataclasses.replace(sources(), data=example, vocabulary=lists, findings=()), engine=engine)
    assert report.conforms
    assert {local(URIRef(finding.rule.replace(SHAPES, STRAT))) for finding in report.findings} <= {"LeadOfTheCity"}


def listed_without_question() -> set[str]:
    """Read the terms that docs/ontology-checks.md lists as asked for by no competency question."""
    text = (ROOT / "docs" / "ontology-checks.md").read_text(encoding="utf-8")
    section = text.split("<!-- terms without a question -->")[1]
    return set(re.findall(r"`strat:([A-Za-z]+)`", section))


def test_every_term_answers_a_question_or_says_why_not() -> None:
    """Check 34: each term is used by a competency question, or is listed with the reason why none needs it."""
    asked = names_in("".join(text for path, text in queries().items() if "/competency/" in path))
    shortcuts = {local(target) for target in vocabularies().objects(None, STRAT.shortcut)}
    expected = {local(term) for term in terms()} - asked - shortcuts - {local(term) for term in unstable()}
    assert listed_without_question() == expected


def test_every_stable_term_is_used_and_no_unstable_one() -> None:
    """Check 36: data, vocabularies or what is derived from them use each term; those they do not use are unstable."""
    used: set[Node] = set()
    for graph in (sources().data, vocabularies(), derived()):
        used |= set(graph.predicates()) | set(graph.objects(None, RDF.type))
    assert {local(term) for term in terms() if term not in used} == {local(term) for term in unstable()}


def test_withdrawn_terms_say_what_replaces_them() -> None:
    """Check 37: a deprecated term names its successor, is used nowhere, and a query migrates data."""
    for term in core().subjects(OWL.deprecated, Literal(lexical_or_value=True)):
        assert (term, DCTERMS.isReplacedBy, None) in core()
        assert (FOLDER / "migrations" / f"{local(term)}.rq").is_file()
        assert not any((None, term, None) in graph or (None, RDF.type, term) in graph for graph in everything())


def test_no_term_disappears() -> None:
    """Check 38: the ledger of terms is sorted and holds the terms there are; to withdraw one, deprecate it."""
    ledger = (FOLDER / "terms.txt").read_text(encoding="utf-8").splitlines()
    assert ledger == sorted(set(ledger))
    assert ledger == [str(term) for term in terms()]


def test_derived_properties_say_that_they_are() -> None:
    """A steward who meets a property that the build writes reads in its note that it is not for people to enter."""
    stated = set(sources().data.predicates()) | set(vocabularies().predicates())
    made = {term for term in set(derived().predicates()) - stated if str(term).startswith(STRAT)}
    assert len(made) > 40
    silent = [
        local(term)
        for term in made
        if not any("bgeleitet" in str(note) for note in core().objects(term, SKOS.scopeNote))
    ]
    assert silent == []


def test_the_ontology_is_what_its_files_say() -> None:
    """The package reads the same header that the files state, so that the service shows the right version."""
    assert sources().ontology.value(ONTOLOGY, OWL.versionInfo) == core().value(ONTOLOGY, OWL.versionInfo)


def test_the_page_of_checks_names_forty_and_tests_that_exist() -> None:
    """The page that lists the checks has each number once, and every test that it names is there."""
    text = (ROOT / "docs" / "ontology-checks.md").read_text(encoding="utf-8")
    assert [int(number) for number in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)] == list(range(1, 41))
    named = set(re.findall(r"`(test_\w+)`", text))
    tests = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert named - set(re.findall(r"^def (test_\w+)", tests, re.MULTILINE)) == set()


@pytest.mark.parametrize("reused", SAID_BY_OTHERS, ids=curie)
def test_reused_properties_mean_what_their_makers_say(reused: URIRef) -> None:
    """A reasoner that knows ORG and SKOS learns nothing false: no organisation becomes a concept, no place a unit."""
    known = sources().data + vocabularies() + derived()
    for lower, upper in UNDER.items():
        for thing in list(known.subjects(RDF.type, lower)):
            known.add((thing, RDF.type, upper))
    for kind, things in zip(SAID_BY_OTHERS[reused], (known.subjects(reused), known.objects(None, reused)), strict=True):
        ours = {thing for thing in things if str(thing).startswith((str(BO), str(BOV)))}
        assert [thing for thing in ours if kind is not None and (thing, RDF.type, kind) not in known] == []

"""The ontology by itself: header, terms, texts, names and axioms. Numbers are those of docs/ontology-checks.md."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, SDO, VANN

from bochum_kg.namespaces import BOV, PREFIXES, STRAT
from ontology_graphs import (
    BOTH,
    FOLDER,
    KINDS,
    ONTOLOGY,
    ROOT,
    STATUS,
    alignments,
    classes,
    core,
    labels,
    languages,
    local,
    terms,
    texts,
    union,
    unstable,
    vocabularies,
)

FILES = [
    *sorted(FOLDER.rglob("*.ttl")),
    *sorted((ROOT / "shapes").glob("*.ttl")),
    *sorted((ROOT / "data").glob("*.ttl")),
]
WRITTEN = [path for path in FILES if "shapes" not in path.parts]
LICENCES = {
    "https://creativecommons.org/publicdomain/zero/1.0/",
    "https://creativecommons.org/licenses/by/4.0/",
    "https://www.govdata.de/dl-de/zero-2-0",
}
SEMVER = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
#: Schemes whose definitions retell what sources say on a thing, its name included.
RETOLD = ("innovationsfeld", "querschnittsthema", "tranche")


def shown(path: Path) -> str:
    """Name a file in a test's id."""
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", FILES, ids=shown)
def test_every_file_parses(path: Path) -> None:
    """Check 1: each Turtle file is read and says something."""
    assert len(Graph().parse(path)) > 0


def test_one_ontology_header() -> None:
    """Check 2: the files of the core state one ontology."""
    assert list(core().subjects(RDF.type, OWL.Ontology)) == [ONTOLOGY]


@pytest.mark.parametrize("name", ["title", "description", "creator", "publisher", "license", "created", "modified"])
def test_the_header_says(name: str) -> None:
    """Check 3: the header has title, description, creator, publisher, licence and dates."""
    assert (ONTOLOGY, DCTERMS[name], None) in core()


@pytest.mark.parametrize("name", ["title", "description"])
def test_the_header_speaks_both_languages(name: str) -> None:
    """Check 4: title and description are there once in German and once in English, here and in every scheme."""
    described = [
        (core(), ONTOLOGY),
        *((vocabularies(), one) for one in vocabularies().subjects(RDF.type, SKOS.ConceptScheme)),
    ]
    assert [subject for graph, subject in described if languages(graph, subject, DCTERMS[name]) != BOTH] == []


def test_prefix_and_namespace_are_those_of_the_code() -> None:
    """Check 5: the preferred prefix and namespace are the ones that the package uses."""
    assert str(core().value(ONTOLOGY, VANN.preferredNamespacePrefix)) == "strat"
    assert str(core().value(ONTOLOGY, VANN.preferredNamespaceUri)) == PREFIXES["strat"] == str(STRAT)


def test_the_version_iri_is_namespace_and_version() -> None:
    """Check 6: the version is semantic, and the version IRI is the namespace followed by it."""
    version = str(core().value(ONTOLOGY, OWL.versionInfo))
    assert SEMVER.fullmatch(version)
    assert core().value(ONTOLOGY, OWL.versionIRI) == STRAT[version]


def test_a_later_version_names_its_predecessor() -> None:
    """Check 7: the first version has no prior version; every later one names one that is older."""
    current = [int(part) for part in str(core().value(ONTOLOGY, OWL.versionInfo)).split(".")]
    prior = [local(version).split(".") for version in core().objects(ONTOLOGY, OWL.priorVersion)]
    assert len(prior) == (current != [0, 1, 0])
    assert all([int(part) for part in version] < current for version in prior)


def test_the_licence_is_a_known_one() -> None:
    """Check 8: the licence is an IRI from the list of licences that suit open data."""
    assert {str(licence) for licence in core().objects(ONTOLOGY, DCTERMS.license)} <= LICENCES


@pytest.mark.parametrize(
    "predicate", [DCTERMS.bibliographicCitation, SDO.codeRepository, URIRef(PREFIXES["bibo"] + "status")]
)
def test_the_header_can_be_cited(predicate: URIRef) -> None:
    """Check 9: citation, place of the sources and status are given; the citation names the version."""
    assert (ONTOLOGY, predicate, None) in core()
    assert str(core().value(ONTOLOGY, OWL.versionInfo)) in str(core().value(ONTOLOGY, DCTERMS.bibliographicCitation))


def test_every_term_is_defined_by_the_ontology() -> None:
    """Check 10: each class and property points to the ontology, each concept to its scheme."""
    assert [term for term in terms() if list(core().objects(term, RDFS.isDefinedBy)) != [ONTOLOGY]] == []
    concepts = vocabularies().subject_objects(SKOS.inScheme)
    assert [c for c, scheme in concepts if list(vocabularies().objects(c, RDFS.isDefinedBy)) != [scheme]] == []


def test_every_term_has_one_label_per_language() -> None:
    """Check 11: each class and property has exactly one label in German and one in English."""
    assert [local(term) for term in terms() if languages(core(), term, RDFS.label) != BOTH] == []


def test_every_term_has_one_definition_per_language() -> None:
    """Check 12: each class and property is defined once in German and once in English, and so is each concept."""
    assert [local(term) for term in terms() if languages(core(), term, SKOS.definition) != BOTH] == []
    concepts = vocabularies().subjects(RDF.type, SKOS.Concept)
    assert [c for c in concepts if languages(vocabularies(), c, SKOS.definition) != BOTH] == []


def test_definitions_have_the_form_of_a_definition() -> None:
    """Check 13: capital first, full stop last, at most 300 characters, no stray blanks."""
    form = re.compile(r"[A-ZÄÖÜ\d](?!.* {2}).{0,298}\.")
    found = (*core().objects(None, SKOS.definition), *vocabularies().objects(None, SKOS.definition))
    assert [str(text) for text in found if not form.fullmatch(str(text))] == []


@pytest.mark.parametrize("graph", [core, vocabularies], ids=["terms", "concepts"])
def test_definitions_do_not_explain_a_term_by_itself(graph: object) -> None:
    """Check 14: no definition holds the label of its own term as a word."""
    read = core() if graph is core else vocabularies()
    circular = [
        f"{subject}: {text}"
        for subject, text in read.subject_objects(SKOS.definition)
        if isinstance(text, Literal) and not any(f"/vocab/{scheme}/" in str(subject) for scheme in RETOLD)
        for label in labels(read, subject, text.language)
        if re.search(rf"(?<!\w){re.escape(label)}(?!\w)", text, re.IGNORECASE)
    ]
    assert circular == []


def test_labels_tell_the_terms_apart() -> None:
    """Check 15: within a language no two terms have the same label, whatever its capitals."""
    found = Counter((label.lower(), text) for term in terms() for text in BOTH for label in labels(core(), term, text))
    assert [label for label, count in found.items() if count > 1] == []


def test_every_term_has_an_example() -> None:
    """Check 16: each class and property is shown by an example, in both languages where it is a text."""
    assert [local(term) for term in terms() if languages(core(), term, SKOS.example) != BOTH] == []


def test_names_follow_the_custom_of_the_field() -> None:
    """Check 17: classes are in PascalCase, properties in camelCase, all in ASCII letters."""
    wrong = [
        local(term)
        for term in terms()
        if not re.fullmatch(r"[A-Z][A-Za-z]+" if term in classes() else r"[a-z][A-Za-z]+", local(term))
    ]
    assert wrong == []


def test_no_term_carries_a_version_or_a_file_name() -> None:
    """Check 18: no IRI of a term has a number in it or ends like a file."""
    assert [local(term) for term in terms() if re.search(r"[\d.]", local(term))] == []


def test_the_kind_of_each_term_is_clear() -> None:
    """Check 22: each term is a class or one of the three kinds of property, and only that."""
    kinds = {term: [kind for kind in KINDS if (term, RDF.type, kind) in core()] for term in terms()}
    assert {local(term): found for term, found in kinds.items() if len(found) != 1} == {}


@pytest.mark.parametrize("predicate", [RDFS.subClassOf, RDFS.subPropertyOf])
def test_hierarchies_have_no_cycle(predicate: URIRef) -> None:
    """Check 23: no class and no property lies below itself."""
    hierarchy = core() + alignments()
    below = {
        child: set(hierarchy.transitive_objects(parent, predicate))
        for child, parent in hierarchy.subject_objects(predicate)
    }
    assert [child for child, above in below.items() if child in above] == []


def test_inverses_are_single_and_nothing_is_made_equivalent() -> None:
    """Check 24: no property has two inverses, and the core has no equivalent classes or properties."""
    pairs = [pair for one in core().subject_objects(OWL.inverseOf) for pair in (one, one[::-1])]
    assert [term for term, count in Counter(term for term, _ in pairs).items() if count > 1] == []
    assert not set(core().predicates()) & {OWL.equivalentClass, OWL.equivalentProperty, OWL.sameAs}


def test_the_core_imports_nothing_and_constrains_nothing() -> None:
    """Check 25: no imports, domains, ranges or restrictions; how data must look is for the shapes to say."""
    forbidden = {OWL.imports, RDFS.domain, RDFS.range, OWL.onProperty}
    assert not (set(core().predicates()) | set(alignments().predicates())) & forbidden


@pytest.mark.parametrize("path", WRITTEN, ids=shown)
def test_no_blank_nodes(path: Path) -> None:
    """Check 26: every node of ontology, vocabularies, examples and catalogue has a name."""
    assert [triple for triple in Graph().parse(path) if any(isinstance(node, BNode) for node in triple)] == []


@pytest.mark.parametrize("path", sorted(FOLDER.glob("alignments/*.ttl")), ids=shown)
def test_an_alignment_says_how_strong_it_is(path: Path) -> None:
    """Check 28: each alignment is a file with a header of its own that says in both languages that it is hard."""
    graph = Graph().parse(path)
    [header] = graph.subjects(RDF.type, OWL.Ontology)
    assert header == STRAT[f"alignment/{path.stem}"]
    said = {text.language: str(text).split(":", 1)[0] for text in texts(graph, header, DCTERMS.description)}
    assert said == {"de": "Hart", "en": "Hard"}
    assert (header, DCTERMS.license, None) in graph


def test_soft_mappings_infer_nothing() -> None:
    """Check 28: soft mappings lie in SSSOM beside the graph, start from our terms and only say "near"."""
    lines = (FOLDER / "alignments" / "mappings.sssom.tsv").read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))
    assert {row["predicate_id"] for row in rows} <= {"skos:closeMatch", "skos:relatedMatch"}
    assert {row["subject_id"] for row in rows} <= {f"strat:{local(term)}" for term in terms()}
    prefixes = {line.split(":", 1)[0].strip("# ") for line in lines if line.startswith("#   ")}
    assert {row["object_id"].split(":")[0] for row in rows if row["object_id"]} <= prefixes
    assert all(row["object_id"] or row["object_type"] == "rdfs literal" for row in rows)


def test_terms_in_no_use_are_called_unstable_and_say_why() -> None:
    """Check 36: each term has a known status, and an unstable one says in both languages why it is."""
    assert {str(status) for term in terms() for status in core().objects(term, STATUS)} <= {
        "testing",
        "stable",
        "unstable",
    }
    assert [local(term) for term in terms() if len(texts(core(), term, STATUS)) != 1] == []
    notes = {term: " ".join(texts(core(), term, SKOS.scopeNote)) for term in unstable()}
    assert [
        local(term) for term, note in notes.items() if "Noch instabil" not in note or "Still unstable" not in note
    ] == []


def test_no_class_of_activities_is_a_project_of_schema_org() -> None:
    """Check 27: schema.org files projects under organisations, so no term is placed under one of its classes."""
    placed = (core() + alignments()).objects(None, RDFS.subClassOf)
    assert [target for target in placed if "schema.org" in str(target)] == []


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ttl")), ids=shown)
def test_terms_stand_in_alphabetical_order(path: Path) -> None:
    """A reader of the files finds a term by its name: classes first, then properties, each from A to Z."""
    stated = re.findall(r"^strat:(\w+) a owl:", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert stated == sorted(stated, key=lambda name: (name[0].islower(), name.lower()))


def test_every_concept_is_at_home_in_one_scheme() -> None:
    """Each concept lies in exactly the scheme that its IRI names, at the top or below another concept of it."""
    for concept in vocabularies().subjects(RDF.type, SKOS.Concept):
        [scheme] = vocabularies().objects(concept, SKOS.inScheme)
        assert str(concept).rpartition("/")[0] == str(scheme)
        at_top = (concept, SKOS.topConceptOf, scheme) in vocabularies()
        assert at_top or (concept, SKOS.broader, None) in vocabularies()


@pytest.mark.parametrize("path", sorted(FOLDER.glob("vocab/*.ttl")), ids=shown)
def test_concepts_of_a_scheme_have_labels_of_their_own(path: Path) -> None:
    """Within a scheme and a language no two concepts have the same label, and each has one in both languages."""
    graph = Graph().parse(path)
    concepts = list(graph.subjects(RDF.type, SKOS.Concept))
    found = Counter((label, text) for concept in concepts for text in BOTH for label in labels(graph, concept, text))
    assert set(found.values()) == {1}
    assert len(found) == len(BOTH) * len(concepts)


def test_the_valid_examples_are_of_another_city() -> None:
    """The examples show that the ontology is not Bochum's alone: they describe nothing under Bochum's identifiers."""
    described = union("examples/valid/*.ttl").subjects(RDF.type)
    assert [thing for thing in described if "bochum" in str(thing)] == []


def test_every_kind_of_organisation_belongs_to_a_sector() -> None:
    """A query that asks for city, science or business needs no list of kinds; only what is unknown has no sector."""
    scheme = BOV["organisationsart"]
    sectors = set(vocabularies().subjects(SKOS.topConceptOf, scheme))
    kinds = set(vocabularies().subjects(SKOS.inScheme, scheme)) - sectors
    assert all(len(sectors.intersection(vocabularies().objects(kind, SKOS.broader))) == 1 for kind in kinds)
    without_kinds = {sector for sector in sectors if (None, SKOS.broader, sector) not in vocabularies()}
    assert without_kinds == {BOV["organisationsart/ohne-angabe"]}

"""What the dataset says about itself."""

import os
from collections.abc import Iterator
from pathlib import Path

import pyshacl
import pytest
from rdflib import DCAT, DCTERMS, RDF, RDFS, SH, VOID, XSD, BNode, Graph, Literal, URIRef

from bochum_kg.catalogue import catalogue, distributions, statistics
from bochum_kg.errors import UnknownNameError
from bochum_kg.namespaces import DATASET, GRAPHS, PREFIXES

CONFORMANCE = os.environ.get("BOCHUM_KG_CONFORMANCE", "")
#: The published DCAT-AP and DCAT-AP.de shapes lie outside this repository (licences in their own README).
needs_conformance = pytest.mark.skipif(
    not CONFORMANCE, reason="BOCHUM_KG_CONFORMANCE names no folder with the DCAT-AP shapes; .ci/run sets it"
)

DATA = """
    @prefix bo: <https://w3id.org/bochum-strategie/id/> .
    @prefix dct: <http://purl.org/dc/terms/> .
    @prefix strat: <https://w3id.org/stadtstrategie/def/> .
    bo:kernaktivitaet\\/b a strat:CoreActivity ; dct:source bo:quelle\\/q .
    bo:kernaktivitaet\\/a a strat:CoreActivity ; dct:source bo:quelle\\/q .
    bo:quelle\\/q a strat:Source .
"""
DERIVED = """
    @prefix bo: <https://w3id.org/bochum-strategie/id/> .
    @prefix strat: <https://w3id.org/stadtstrategie/def/> .
    bo:quelle\\/q a strat:Source ; strat:leadOrganization bo:kernaktivitaet\\/a .
"""
RELEASE: dict[str, dict[str, str | int]] = {
    name: {"bytes": size, "media_type": "text/plain", "sha256": f"{size:064x}"}
    for name, size in (
        ("strategie.nq", 30),
        ("strategie.ttl", 20),
        ("strategie.jsonld", 10),
        ("strategie.nq.gz", 3),
        ("tabellen.zip", 2),
        ("report.ttl", 5),
    )
}


def _graphs() -> dict[str, Graph]:
    return {"data": Graph().parse(data=DATA), "derived": Graph().parse(data=DERIVED)}


def _harvested() -> Graph:
    return distributions(RELEASE, data_date="2026-11-23", version="0123456789abcdef")


def _canonical(graph: Graph) -> list[str]:
    return sorted(graph.serialize(format="nt").splitlines())


def test_the_union_is_counted_and_each_graph_by_itself() -> None:
    """A triple that stands in two graphs counts once in the dataset, and once in each graph."""
    counts = statistics(_graphs())
    whole = {str(term).rpartition("#")[2]: int(number) for term, number in _numbers(counts, DATASET)}
    assert whole == {
        "triples": 6,
        "entities": 3,
        "distinctSubjects": 3,
        "distinctObjects": 4,
        "classes": 2,
        "properties": 3,
    }
    assert [int(number) for name in ("data", "derived") for _, number in _numbers(counts, GRAPHS[name])] == [5, 2]


def _numbers(graph: Graph, subject: URIRef) -> Iterator[tuple[URIRef, Literal]]:
    for term, value in graph.predicate_objects(subject):
        if isinstance(value, Literal) and isinstance(term, URIRef):
            yield term, value


def test_a_class_is_counted_at_an_iri_made_of_its_name() -> None:
    """The partition of a class says how many there are and is labelled in both languages."""
    counts = statistics(_graphs())
    partition = URIRef(f"{DATASET}/klasse/strat-core-activity")
    assert (DATASET, VOID.classPartition, partition) in counts
    assert (partition, VOID["class"], URIRef(f"{PREFIXES['strat']}CoreActivity")) in counts
    assert (partition, VOID.entities, Literal(2)) in counts
    labels = {label for label in counts.objects(partition, RDFS.label) if isinstance(label, Literal)}
    assert {label.language for label in labels} == {"de", "en"}


def test_a_property_is_counted_at_an_iri_made_of_its_name() -> None:
    """The partition of a property says how many triples use it."""
    counts = statistics(_graphs())
    partition = URIRef(f"{DATASET}/eigenschaft/strat-lead-organization")
    assert (DATASET, VOID.propertyPartition, partition) in counts
    assert (partition, VOID.triples, Literal(1)) in counts


def test_examples_and_vocabularies_are_those_in_use() -> None:
    """The first thing of a class is its example; a class that nothing has gives none."""
    counts = statistics(_graphs())
    assert list(map(str, counts.objects(DATASET, VOID.exampleResource))) == [
        "https://w3id.org/bochum-strategie/id/kernaktivitaet/a"
    ]
    assert sorted(map(str, counts.objects(DATASET, VOID.vocabulary))) == [
        "http://purl.org/dc/terms/",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "https://w3id.org/stadtstrategie/def/",
    ]


def test_each_class_and_property_has_up_to_three_examples() -> None:
    """They are the first by IRI of what is of the class or has the property."""
    things = [URIRef(f"https://w3id.org/bochum-strategie/id/ort/{name}") for name in "dbca"]
    places = Graph()
    for thing in things:
        places.add((thing, RDF.type, DCTERMS.Location))
    counts = statistics({"data": places})
    for partition in ("klasse/dct-location", "eigenschaft/rdf-type"):
        shown = counts.objects(URIRef(f"{DATASET}/{partition}"), VOID.exampleResource)
        assert sorted(str(one).rpartition("/")[2] for one in shown) == ["a", "b", "c"]


def test_the_catalogue_is_the_same_each_time_and_has_no_blank_node() -> None:
    """Two descriptions of the same graphs are the same triples, every node with an IRI."""
    first, second = (catalogue(_graphs(), data_date="2026-11-23") for _ in range(2))
    assert _canonical(first) == _canonical(second)
    assert not [node for triple in first for node in triple if isinstance(node, BNode)]


def test_the_catalogue_carries_the_date_of_the_data() -> None:
    """Dataset, catalogue, record and files are as new as the data."""
    description = catalogue(_graphs(), data_date="2026-11-23")
    dated = set(description.subjects(DCTERMS.modified, Literal("2026-11-23", datatype=XSD.date)))
    assert len(dated) == 8
    assert DATASET in dated


def test_the_catalogue_counts_as_no_place_concept_or_organisation() -> None:
    """Codes of other lists get their class in dcat.ttl only: who counts places in the graph must not count them."""
    kinds = {str(kind) for kind in catalogue({}, data_date="2026-11-23").objects(None, RDF.type)}
    assert not kinds & {
        f"{PREFIXES['dct']}Location",
        f"{PREFIXES['skos']}Concept",
        f"{PREFIXES['org']}Organization",
        f"{PREFIXES['foaf']}Document",
    }


def test_no_address_of_a_machine_is_named() -> None:
    """Every address is a public one."""
    assert "localhost" not in _harvested().serialize() + catalogue(_graphs(), data_date="2026-11-23").serialize()


def test_every_title_and_description_is_in_german_and_english() -> None:
    """What a person reads stands in both languages, once each."""
    description = catalogue(_graphs(), data_date="2026-11-23")
    texts = (DCTERMS.title, DCTERMS.description, RDFS.label, URIRef(f"{PREFIXES['skos']}prefLabel"))
    for term in texts:
        for subject in set(description.subjects(term)):
            languages = [one.language for one in description.objects(subject, term) if isinstance(one, Literal)]
            assert sorted(map(str, languages)) == ["de", "en"], (subject, term)


def test_each_file_carries_its_size_and_checksum() -> None:
    """A harvester can check what it downloaded."""
    harvested = _harvested()
    file = URIRef(f"{DATASET}/datei/n-quads")
    assert harvested.value(file, DCAT.byteSize) == Literal(30, datatype=XSD.nonNegativeInteger)
    checksum = harvested.value(file, URIRef(f"{PREFIXES['spdx']}checksum"))
    assert str(harvested.value(checksum, URIRef(f"{PREFIXES['spdx']}checksumValue"))) == f"{30:064x}"


def test_a_release_without_an_offered_file_is_refused() -> None:
    """The catalogue never offers a file that the release does not hold."""
    with pytest.raises(UnknownNameError, match="strategie"):
        distributions({}, data_date="2026-11-23", version="0")


def _shapes(folder: str) -> Graph:
    shapes = Graph()
    for path in sorted(Path(CONFORMANCE, folder).glob("*.ttl")):
        shapes.parse(path)
    return shapes


def _without_undefined(shapes: Graph) -> Graph:
    """Leave out the property shapes that DCAT-AP 3.0.1 refers to and nowhere defines: pySHACL stops at them."""
    for shape, part in list(shapes.subject_objects(SH.property)):
        if (part, SH.path, None) not in shapes:
            shapes.remove((shape, SH.property, part))
    return shapes


def test_the_feeds_of_changes_are_services_of_the_catalogue() -> None:
    """A harvester finds the event stream and the Atom feed beside the endpoint, each with the standard it follows."""
    harvested = _harvested()
    found = {
        str(harvested.value(service, DCAT.endpointURL)).removeprefix("https://w3id.org/bochum-strategie/"): str(
            harvested.value(service, DCTERMS.conformsTo)
        )
        for service in harvested.objects(None, DCAT.service)
    }
    assert found == {
        "sparql": "http://www.w3.org/TR/sparql11-protocol/",
        "changes/feed": "https://w3id.org/ldes/specification",
        "changes.atom": "https://www.rfc-editor.org/rfc/rfc4287",
    }


@needs_conformance
@pytest.mark.parametrize("profile", ["dcat-ap", "dcat-ap-de"])
def test_the_description_conforms_to_the_published_shapes(profile: str) -> None:
    """No violation and no warning of DCAT-AP 3.0.1 and DCAT-AP.de 3.0, code lists included.

    The shapes ask for the class and list of each code; ``data/codelisten.ttl`` states both, so what this proves is
    that each property takes a code of the right list. That the list holds the code is not shown: the lists are not
    here, the codes were compared with their published use by hand.
    """
    conforms, _, report = pyshacl.validate(_harvested(), shacl_graph=_without_undefined(_shapes(profile)))
    assert conforms, report


@needs_conformance
@pytest.mark.parametrize(
    ("profile", "term"),
    [("dcat-ap", DCTERMS.title), ("dcat-ap-de", DCTERMS.publisher), ("dcat-ap-de", DCTERMS.license)],
)
def test_the_published_shapes_notice_what_is_missing(profile: str, term: URIRef) -> None:
    """Without its titles, its publisher or its licences the description does not conform."""
    harvested = _harvested()
    harvested.remove((None, term, None))
    conforms, _, _ = pyshacl.validate(harvested, shacl_graph=_without_undefined(_shapes(profile)))
    assert not conforms


@needs_conformance
def test_five_published_property_shapes_are_undefined() -> None:
    """DCAT-AP 3.0.1 names five property shapes without defining them; a new edition may define them."""
    shapes = _shapes("dcat-ap")
    before = len(list(shapes.subject_objects(SH.property)))
    assert before - len(list(_without_undefined(shapes).subject_objects(SH.property))) == 5

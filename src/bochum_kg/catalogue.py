"""What the dataset says about itself: DCAT-AP.de 3 for catalogues, VoID for programs.

What is fixed stands in ``data/katalog.ttl``; here is what a build counts.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from typing import Final

from rdflib import DCAT, DCTERMS, RDF, RDFS, VOID, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from bochum_kg.errors import UnknownNameError
from bochum_kg.namespaces import BO, DATASET, GRAPHS, PREFIXES, curie
from bochum_kg.resources import folder

__all__ = ["catalogue", "distributions", "statistics"]

_CATALOGUE: Final = URIRef("https://w3id.org/bochum-strategie/dataset/katalog")
_RECORD: Final = URIRef(f"{_CATALOGUE}/eintrag")
_VERSION: Final = URIRef(f"{DCAT}version")  # DCAT 3; rdflib 7.6 knows DCAT 2
_SPDX: Final = Namespace(PREFIXES["spdx"])

_Triple = tuple[Node, Node, Node]


@dataclass(frozen=True, slots=True)
class _Partition:
    """How VoID counts the members of one kind (VoID §4.5)."""

    path: str
    link: URIRef
    of: URIRef
    counts: URIRef
    words: Mapping[str, str]


_CLASS: Final = _Partition(
    "klasse", VOID.classPartition, VOID["class"], VOID.entities, {"de": "Anzahl der Klasse", "en": "Count of the class"}
)
_PROPERTY: Final = _Partition(
    "eigenschaft",
    VOID.propertyPartition,
    VOID.property,
    VOID.triples,
    {"de": "Anzahl der Eigenschaft", "en": "Count of the property"},
)

#: Classes of which one instance stands as an example (VoID §4.1), the first by IRI.
_EXAMPLES: Final = tuple(
    URIRef(f"{PREFIXES['strat']}{name}") for name in ("Strategy", "Competence", "StrategicGoal", "CoreActivity")
)

#: How many examples each class and property has, the first by IRI.
_SHOWN: Final = 3


def catalogue(graphs: Mapping[str, Graph], *, data_date: str) -> Graph:
    """Describe the dataset for the graph ``…/graph/catalogue``.

    Args:
        graphs: the other named graphs of the release by short name, as in ``namespaces.GRAPHS``.
        data_date: the date of the data, ``YYYY-MM-DD``.
    """
    return _dated(data_date) + statistics(graphs)


def distributions(files: Mapping[str, Mapping[str, str | int]], *, data_date: str, version: str) -> Graph:
    """Describe the dataset and its files for harvesters, as ``dcat.ttl``.

    Beside what ``catalogue`` says of the dataset this names the version, the size and checksum of each file (which
    cannot stand inside the file) and the class and list of every code, for those who do not load the lists.

    Args:
        files: ``bytes`` and ``sha256`` of each file of the release, by name; only those that ``data/katalog.ttl``
            offers for download are distributions.
        data_date: the date of the data, ``YYYY-MM-DD``.
        version: the version of the release.

    Raises:
        UnknownNameError: a file that ``data/katalog.ttl`` offers is not in the release.
    """
    graph = _dated(data_date) + _read("codelisten.ttl")
    graph.add((DATASET, _VERSION, Literal(version)))
    for node, url in sorted(graph.subject_objects(DCAT.downloadURL)):
        name = str(url).rpartition("/")[2]
        if name not in files:
            raise UnknownNameError(kind="file of the release", name=name, known=files)
        _add_content(graph, node, files[name])
    return graph


def _dated(data_date: str) -> Graph:
    """Read what is fixed, and date it."""
    graph = _read("katalog.ttl")
    modified = Literal(data_date, datatype=XSD.date)
    for node in (_CATALOGUE, _RECORD, DATASET, *graph.objects(DATASET, DCAT.distribution)):
        graph.add((node, DCTERMS.modified, modified))
    return graph


def _read(name: str) -> Graph:
    return Graph().parse(folder("data") / name, format="turtle")


def _add_content(graph: Graph, distribution: Node, file: Mapping[str, str | int]) -> None:
    """Say how long a file is and what its SHA-256 is (DCAT 3 §6.8, SPDX)."""
    checksum = URIRef(f"{distribution}/pruefsumme")
    graph.add((distribution, DCAT.byteSize, Literal(file["bytes"], datatype=XSD.nonNegativeInteger)))
    graph.add((distribution, _SPDX.checksum, checksum))
    graph.add((checksum, RDF.type, _SPDX.Checksum))
    graph.add((checksum, _SPDX.algorithm, _SPDX.checksumAlgorithm_sha256))
    graph.add((checksum, _SPDX.checksumValue, Literal(file["sha256"], datatype=XSD.hexBinary)))


def statistics(graphs: Mapping[str, Graph]) -> Graph:
    """Count the graphs as VoID does (VoID §4.6); the dataset is their union, without this description."""
    graph = Graph()
    for name, one in graphs.items():
        graph.add((GRAPHS[name], VOID.triples, Literal(len(one))))
    triples = {triple for one in graphs.values() for triple in one}
    classes, properties = defaultdict[Node, set[Node]](set), defaultdict[Node, set[Node]](set)
    for subject, predicate, value in triples:
        properties[predicate].add(subject)
        if predicate == RDF.type:
            classes[value].add(subject)
    uses = Counter(predicate for _, predicate, _ in triples)
    _add_totals(graph, triples, classes=len(classes), properties=len(properties))
    for kind, members in ((_CLASS, classes), (_PROPERTY, properties)):
        for iri, subjects in members.items():
            number = len(subjects) if kind is _CLASS else uses[iri]
            _add_partition(graph, kind, str(iri), number, nsmallest(_SHOWN, map(str, subjects)))
    for prefix in {curie(str(iri)).partition(":")[0] for iri in (*classes, *properties)} & PREFIXES.keys():
        graph.add((DATASET, VOID.vocabulary, URIRef(PREFIXES[prefix])))
    for example in _EXAMPLES:
        things = [str(subject) for one in graphs.values() for subject in one.subjects(RDF.type, example)]
        if things:
            graph.add((DATASET, VOID.exampleResource, URIRef(min(things))))
    return graph


def _add_totals(graph: Graph, triples: Collection[_Triple], *, classes: int, properties: int) -> None:
    subjects = {subject for subject, _, _ in triples}
    totals = {
        VOID.triples: len(triples),
        VOID.entities: sum(str(subject).startswith(BO) for subject in subjects),
        VOID.distinctSubjects: len(subjects),
        VOID.distinctObjects: len({value for _, _, value in triples}),
        VOID.classes: classes,
        VOID.properties: properties,
    }
    for term, number in totals.items():
        graph.add((DATASET, term, Literal(number)))


def _add_partition(graph: Graph, kind: _Partition, iri: str, number: int, examples: Iterable[str]) -> None:
    """Count one class or property and name examples, at an IRI made of its prefixed name.

    The name is kept apart from its prefix by a hyphen, as in ``…/klasse/strat-core-activity``.
    """
    name = curie(iri)
    slug = re.sub(r"[^a-z0-9]+", "-", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name).lower()).strip("-")
    partition = URIRef(f"{DATASET}/{kind.path}/{slug}")
    graph.add((DATASET, kind.link, partition))
    graph.add((partition, kind.of, URIRef(iri)))
    graph.add((partition, kind.counts, Literal(number)))
    for example in examples:
        graph.add((partition, VOID.exampleResource, URIRef(example)))
    for language, word in kind.words.items():
        graph.add((partition, RDFS.label, Literal(f"{word} {name}", lang=language)))

"""JSON-LD as a tree: it means what the triples mean, in every context of ours, and reads like JSON."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import RDFS, SKOS, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from bochum_kg import describe
from bochum_kg.describe.framed import framed
from bochum_kg.describe.questions import question
from bochum_kg.engine import Engine
from bochum_kg.engine.base import IRI
from bochum_kg.formats import JSON_LD, N_TRIPLES, TURTLE
from bochum_kg.namespaces import BO, BOV, DATASET, PREFIXES, STRAT

HOUSE = str(BO["kernaktivitaet/buergerhaus"])
#: A thing, a scheme, the ontology, a term, a class, a shape, and the dataset.
ABOUT = (
    HOUSE,
    str(BO["organisation/stadt-musterstadt"]),
    str(BOV["status"]),
    str(BOV["status/laufend"]),
    str(STRAT),
    str(STRAT.Milestone),
    str(DATASET),
)


def _graph(data: bytes, form: str) -> Graph:
    return Graph().parse(data=data, format=form)


def _tree(ntriples: str, top: str = "urn:top", names: str = "") -> dict[str, Any]:
    document: dict[str, Any] = json.loads(framed(ntriples.encode(), top, names.encode()))
    return document


@pytest.mark.parametrize("labelled", [False, True])
@pytest.mark.parametrize("iri", ABOUT)
def test_the_published_context_can_take_the_place_of_the_one_inside(city: Engine, iri: str, *, labelled: bool) -> None:
    """The same triples come out of both, and out of N-Triples, for rdflib; and for pyoxigraph out of the inline one."""
    document = json.loads(describe.graph(city, iri, JSON_LD, labelled=labelled))
    plain = _graph(describe.graph(city, iri, N_TRIPLES, labelled=labelled), "nt")
    inline = json.dumps(document).encode()
    published = json.dumps({**document, **json.loads(describe.context())}).encode()
    assert len(plain) > 3
    assert isomorphic(_graph(inline, "json-ld"), plain)
    assert isomorphic(_graph(published, "json-ld"), plain)
    assert len({quad.triple for quad in parse(inline, format=RdfFormat.JSON_LD)}) == len(plain)


def test_the_published_context_knows_all_prefixes() -> None:
    """Every prefix of ours, beside the words of the data."""
    words: Mapping[str, Any] = json.loads(describe.context())["@context"]
    assert PREFIXES.items() <= words.items()
    assert {"@base", "@vocab", "name", "milestone"} <= words.keys()


def test_names_stand_where_things_are_referred_to(city: Engine) -> None:
    """With labels, what is referred to comes with its name; the thing stays at the root."""
    tree = json.loads(describe.graph(city, HOUSE, JSON_LD, labelled=True))
    assert tree["id"] == "kernaktivitaet/buergerhaus"
    assert tree["activityKind"]["name"]["de"]
    assert json.loads(describe.graph(city, HOUSE, JSON_LD))["activityKind"].startswith("vocab:")


def test_labels_reach_the_concepts_of_a_scheme(city: Engine) -> None:
    """What only the concepts refer to has its name too."""
    iri = str(BOV["innovationsfeld"])
    less, labelled = (_graph(describe.graph(city, iri, TURTLE, labelled=one), "turtle") for one in (False, True))
    added = {subject for subject, _, _ in set(labelled) - set(less)}
    assert added <= set(less.objects()) | set(less.predicates())
    assert added - set(less.predicates(URIRef(iri))) - set(less.objects(URIRef(iri)))


def test_labels_reach_the_terms_of_the_ontology(city: Engine) -> None:
    """What only the terms refer to, such as the domain of a property, is named."""
    names = _graph(city.graph(question("names-graph"), TURTLE, thing=IRI(str(STRAT))), "turtle")
    assert (STRAT.Milestone, RDFS.label, Literal("Milestone", lang="en")) in names


def test_blank_nodes_stay_blank(planted_city: Engine) -> None:
    """They are written as such, not as names relative to the base, and the same each time."""
    place = str(BO["ort/werkhalle"])
    body = describe.graph(planted_city, place, JSON_LD)
    assert body == describe.graph(planted_city, place, JSON_LD)
    assert json.loads(body)["skos:related"] == {"id": "_:b0"}
    assert isomorphic(_graph(body, "json-ld"), _graph(describe.graph(planted_city, place, N_TRIPLES), "nt"))


def test_a_described_blank_node_stands_where_it_is_referred_to() -> None:
    """Its properties are nested."""
    tree = _tree('<urn:top> <urn:p> _:x .\n_:x <urn:q> "v" .\n')
    assert tree["urn:p"] == {"id": "_:x", "urn:q": "v"}


def test_numbers_and_truth_are_those_of_json() -> None:
    """Where they can be read back as they were written; other forms keep their datatype."""
    integer, position = "<http://www.w3.org/2001/XMLSchema#integer>", f"<{STRAT.position}>"
    tree = _tree(f'<urn:top> {position} "7"^^{integer} .\n<urn:top> <urn:p> "07"^^{integer} .\n')
    assert tree["position"] == 7
    assert tree["urn:p"] == {"@value": "07", "@type": "xsd:integer"}


def test_a_scheme_that_is_called_like_a_prefix_is_left_alone() -> None:
    """An IRI that begins like a prefix of ours is not expanded."""
    triples = f"<urn:top> <{SKOS.related}> <skos:x> .\n"
    assert set(_graph(framed(triples.encode(), "urn:top"), "json-ld")) == set(_graph(triples.encode(), "nt"))

"""The graph holds what the facts hold, kind by kind.

``facts_counts.yaml`` records how many of each kind the facts hold, how many the graph holds, and why the two differ.
The second half compares item by item. It needs the folder of the facts, which is no part of this repository: it is
skipped, and says so, unless the environment variable ``BOCHUM_KG_FACTS`` names that folder.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from rdflib import DCTERMS, ORG, RDF, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from bochum_kg.namespaces import BO, BOV, CV, STRAT
from bochum_kg.sources import read

Facts = dict[str, Any]


def scalars_as_strings(path: Path) -> Facts:
    """Read a YAML file without turning any scalar into a number, a date or a truth value."""
    text = path.read_text(encoding="utf-8")
    return dict(yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506  the base loader builds strings, lists and maps only


RECORD: Final = scalars_as_strings(Path(__file__).parent / "facts_counts.yaml")
PREFIXES: Final = {
    "strat": STRAT,
    "org": Namespace(str(ORG)),
    "dct": Namespace(str(DCTERMS)),
    "cv": CV,
    "skos": Namespace(str(SKOS)),
}
ROOT: Final = "https://w3id.org/bochum-strategie/"


@cache
def graph() -> Graph:
    """The data and the vocabularies as one graph."""
    sources = read()
    return sources.data + sources.vocabulary


def term(name: str) -> URIRef:
    """Expand a prefixed name of the record."""
    prefix, local = name.split(":")
    return PREFIXES[prefix][local]


def counted(entry: Facts) -> int:
    """Count the things of one entry of the record in the graph."""
    below = ROOT + entry.get("under", "")
    things = {thing for thing in graph().subjects(RDF.type, term(entry["class"])) if str(thing).startswith(below)}
    if "property" in entry:
        things &= set(graph().subjects(term(entry["property"])))
    return len(things)


@pytest.mark.parametrize("entry", RECORD["counts"], ids=lambda entry: str(entry["kind"]))
def test_the_graph_holds_the_recorded_number_of_each_kind(entry: Facts) -> None:
    """For every kind of the facts the graph holds exactly the number that the record states."""
    assert counted(entry) == int(entry["graph"])


@pytest.mark.parametrize("entry", RECORD["counts"], ids=lambda entry: str(entry["kind"]))
def test_every_difference_between_facts_and_graph_has_its_reason(entry: Facts) -> None:
    """Where graph and facts hold different numbers, the record says what was left out, merged or added."""
    assert entry["facts"] == entry["graph"] or entry.get("why")


FOLDER: Final = os.environ.get("BOCHUM_KG_FACTS")

FILES: Final = (
    "activities",
    "events",
    "innovation_fields",
    "institutions",
    "places",
    "relations",
    "sources",
    "sources_actors",
    "strategy",
)
needs_facts: Final = pytest.mark.skipif(
    FOLDER is None, reason="BOCHUM_KG_FACTS does not name the folder of the facts that the data were made from"
)

#: Where the wording of the facts is kept only in substance, and why.
REWORDED: Final = {
    ("strategy", "source_rule"): "tells how the files of the facts are read",
    ("strategy", "role"): "roles of contact points became their names",
    ("activities", "role"): "roles of contact points became their names; those of partners stand in relations",
    ("strategy", "waves"): "became the definition of the tranche, as a sentence",
    ("strategy", "items"): "became the definition of the theme, as a sentence",
    ("innovation_fields", "summary"): "became the definition of the field, as a sentence",
}


#: Wordings of the facts that a rule or good English asked to mend, and what stands in the data.
MENDED: Final = {
    "39 % of the 2022 budget": "39% of the 2022 budget",
    "80 % state and EU funds": "80% state and EU funds",
    "Car group": "Automotive manufacturing group",
    "Carrier of the mining museum alongside the city": "Responsible body of the mining museum alongside the city",
    "Joint company of four cities, chamber and booster association; runs technology centres": (
        "Joint company of four cities, the chamber of commerce and a support association; runs technology centres"
    ),
    "Leistungsfähige digitale Netze für Forschung und Innovation werden gesichert": (
        "Eine digitale Infrastruktur, deren Leistung für Forschung und Innovation genügt, wird gesichert"
    ),
    "Master's institute founded in December 2013": "Institute with a master's programme, founded in December 2013",
    "More than 16,000 places": "Room for more than 16,000 people",
    "Non-profit carrier of the NRW competence centre for business cybersecurity": (
        "Non-profit company that runs the NRW competence centre for business cybersecurity"
    ),
    "Powerful digital infrastructure for research and innovation is secured": (
        "Digital infrastructure powerful enough for research and innovation is secured"
    ),
    "Regional church, carrier of EvH": "Regional church, responsible body of EvH",
    "Settlements that advance the clusters are pushed strongly": (
        "Attracting businesses that advance the clusters is strongly promoted"
    ),
    "Since early 2021 the city develops alone": "Since early 2021 the city has been developing the site alone",
    "Suitable sites for quick settlement or expansion are kept available": (
        "Suitable sites are kept available for businesses to locate or expand quickly"
    ),
    "Sustainable, fair work for low-skilled people is brokered more strongly": (
        "More support is given to placing low-skilled people in fair work with a future"
    ),
    'The strategy is carried out through specially effective projects, the "Kernaktivitäten" (core activities)': (
        'The strategy is carried out through particularly effective projects, the "Kernaktivitäten" (core activities)'
    ),
    "impulse": "gave the impetus",
    "is carrier of": "is responsible body of",
}


@cache
def facts(name: str) -> Facts:
    """Read one file of the facts with every scalar as a string."""
    return scalars_as_strings(Path(str(FOLDER)) / f"{name}.yaml")


def folded(text: str) -> str:
    """Leave out what may differ without a difference in content: line breaks and a closing full stop."""
    return re.sub(r"\s+", " ", text).strip().removesuffix(".")


def nodes(value: object, key: str = "") -> Iterator[tuple[str, Facts]]:
    """Walk through the facts and yield every mapping with the key under which it stands."""
    if isinstance(value, dict):
        yield key, value
        for name, inner in value.items():
            yield from nodes(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes(inner, key)


@cache
def wordings() -> dict[str, set[Node]]:
    """Map every text of the graph to the things that carry it; a note on a date also without its opening."""
    found: dict[str, set[Node]] = {}
    for thing, _, text in graph():
        if isinstance(text, Literal):
            for wording in (folded(text), folded(re.sub(r"^(Zum Datum|On the date): ", "", text))):
                found.setdefault(wording, set()).add(thing)
    return found


@cache
def source_of(identifier: str) -> frozenset[Node]:
    """Find the sources that an identifier of the facts stands for."""
    slug = RECORD["renamed"].get(hashlib.sha256(identifier.encode()).hexdigest())
    if slug is not None:
        return frozenset({BO[f"quelle/{slug}"]})
    return frozenset(graph().subjects(DCTERMS.identifier, Literal(identifier)))


def identifiers(name: str) -> Iterator[Node | None]:
    """Yield the thing that each identifier of a file of the facts should have become."""
    data = facts(name)
    kinds = {"institutions": "organisation", "places": "ort", "relations": "beziehung", "events": "ereignis"}
    if name in kinds:
        yield from (BO[f"{kinds[name]}/{item['id']}"] for item in data[name])
    elif name == "innovation_fields":
        yield from (BOV[f"innovationsfeld/{item['id']}"] for item in data[name])
    elif name == "activities":
        yield from (BO[f"kernaktivitaet/{item['slug']}"] for item in data["activities"])
        yield from (BO[f"kandidat/{item['slug']}"] for item in data["candidates"])
    elif name.startswith("sources"):
        yield from (next(iter(source_of(item["id"])), None) for item in data["sources"])
    else:
        yield from strategy_identifiers(data)


def strategy_identifiers(data: Facts) -> Iterator[Node]:
    """Yield what the identifiers of ``strategy.yaml`` should have become."""
    yield BO[f"strategie/{data['strategy']['id']}"]
    for key, kind, prefix in (
        ("pillars", "saeule", ""),
        ("competences", "kompetenz", ""),
        ("goals", "ziel", "ziel-"),
        ("focus_areas", "schwerpunkt", ""),
        ("measures", "selbstverpflichtung", "m-"),
    ):
        yield from (BO[f"{kind}/{item['id'].removeprefix(prefix)}"] for item in data[key])
    yield from (BOV[f"querschnittsthema/{item['id']}"] for item in data["cross_cutting_themes"]["items"])
    yield from (BOV[f"tranche/{item['id']}"] for item in data["programme"]["waves"])


@needs_facts
def test_every_file_of_the_facts_is_compared() -> None:
    """No file of the facts is left out of the comparison."""
    assert tuple(sorted(path.stem for path in Path(str(FOLDER)).glob("*.yaml"))) == FILES


@needs_facts
@pytest.mark.parametrize("name", FILES)
def test_every_identifier_of_the_facts_is_a_thing_of_the_graph(name: str) -> None:
    """Every identifier of a file of the facts leads to a thing that the graph describes."""
    assert [thing for thing in identifiers(name) if (thing, None, None) not in graph()] == []


@needs_facts
@pytest.mark.parametrize("name", FILES)
def test_every_wording_of_the_facts_stands_in_the_graph(name: str) -> None:
    """Every German and English text of the facts stands in the graph, in the same words."""
    kept = [item for key, item in nodes(facts(name)) if (name, key) not in REWORDED]
    texts = [folded(item[tongue]) for item in kept for tongue in ("de", "en") if isinstance(item.get(tongue), str)]
    assert [text for text in texts if MENDED.get(text, text) not in wordings()] == []


@needs_facts
@pytest.mark.parametrize("name", FILES)
def test_every_statement_of_the_facts_keeps_its_sources(name: str) -> None:
    """A thing with the wording of a fact names every source that the fact names."""
    lost = []
    for key, item in nodes(facts(name)):
        cited = item.get("sources", [])
        sourced = bool(cited) and all(isinstance(source, str) for source in cited)
        if (name, key) in REWORDED or not {"de", "en"} <= item.keys() or not sourced:
            continue
        carriers = wordings().get(MENDED.get(folded(item["de"]), folded(item["de"])), set())
        if not any(all(_cites(carrier, source) for source in cited) for carrier in carriers):
            lost.append((item["de"], cited))
    assert lost == []


def _cites(thing: Node, identifier: str) -> bool:
    """Tell whether a thing names a source of the facts."""
    return any((thing, DCTERMS.source, source) in graph() for source in source_of(identifier))


@needs_facts
@pytest.mark.parametrize("name", FILES)
def test_every_address_of_the_facts_stands_in_the_graph_or_is_withheld(name: str) -> None:
    """Every web address of the facts stands in the graph, unless its source says why it is withheld."""
    known = {str(node) for node in graph().objects()}
    lost = []
    for _, item in nodes(facts(name)):
        for key, value in item.items():
            if isinstance(value, str) and re.match(r"https?://", value) and value not in known:
                sources = source_of(item.get("source") or item.get("id", ""))
                if not any((source, STRAT.withheldReason, None) in graph() for source in sources):
                    lost.append((key, value))
    assert lost == []


@needs_facts
def test_every_relation_keeps_its_ends_kind_dates_and_sources() -> None:
    """Each relation of the facts has the same ends, kind, dates and sources in the graph."""
    lost = [item["id"] for item in facts("relations")["relations"] if not _relation_kept(item)]
    assert lost == []


def _relation_kept(item: Facts) -> bool:
    node = BO[f"beziehung/{item['id']}"]
    cited = [item["source"], *(more["source"] for more in item.get("more_sources", []))]
    ends = [thing.rsplit("/", 1)[-1] for thing in map(str, _ends(node))]
    dates = [item[key] for key in ("start", "end") if key in item]
    return (
        ends == [item["subject"], item["object"]]
        and _kind(node) == item["predicate"]
        and dates == [str(date) for key in (STRAT.start, STRAT.end) for date in graph().objects(node, key)]
        and all(_cites(node, identifier) for identifier in cited)
        and (item.get("inferred") == "true") == ((node, STRAT.assertionBasis, None) in graph())
    )


def _ends(node: Node) -> list[Node | None]:
    """Give subject and object of a relation; of a participation its organisation and its core activity."""
    if (node, STRAT.organisation, None) in graph():
        return [graph().value(node, STRAT.organisation), graph().value(None, STRAT.participation, node)]
    return [graph().value(node, STRAT.subject), graph().value(node, STRAT.object)]


def _kind(node: Node) -> str:
    """Give the kind of a relation as the facts name it."""
    role = graph().value(node, CV.role)
    if role is not None:
        return "partner_in_activity" if str(role).endswith("/partner") else "leads_activity"
    return str(graph().value(graph().value(node, STRAT.relationKind), SKOS.notation))


@needs_facts
@pytest.mark.parametrize(("name", "kind"), [("institutions", "organisation"), ("places", "ort")])
def test_every_single_fact_keeps_its_value_and_source(name: str, kind: str) -> None:
    """Address, foundation, website and identifiers stand as statements with the value and source of the facts.

    The state of an organisation and its contact point are told in other words, so their values are not compared.
    """
    lost = []
    for item in facts(name)[name]:
        for key, fact in {**item, **item.get("facts", {})}.items():
            if key in {"address", "founded", "website", "ror", "wikidata", "network_since", "opened"}:
                statements = graph().objects(BO[f"{kind}/{item['id']}"], STRAT.statement)
                if not any(_says(node, fact["value"]) and _cites(node, fact["source"]) for node in statements):
                    lost.append((item["id"], key))
    assert lost == []


def _says(statement: Node, value: str) -> bool:
    """Tell whether a statement has a value, an identifier also as the end of its address."""
    told = [str(node) for key in (STRAT.value, STRAT.link, STRAT.date) for node in graph().objects(statement, key)]
    return any(text == value or text.endswith(f"/{value}") for text in told)


@needs_facts
def test_every_milestone_and_amount_keeps_its_date_and_number() -> None:
    """Milestones keep their dates, funding keeps its amounts, each core activity keeps its status."""
    lost = []
    for item in facts("activities")["activities"]:
        activity = BO[f"kernaktivitaet/{item['slug']}"]
        told = sorted(milestone["date"] for milestone in item.get("milestones", []))
        kept = sorted(str(graph().value(node, STRAT.date)) for node in graph().objects(activity, STRAT.milestone))
        amounts = sorted(float(fund["amount_eur"]) for fund in item.get("funding", []) if "amount_eur" in fund)
        paid = sorted(
            float(str(amount))
            for fund in graph().objects(activity, STRAT.funding)
            for amount in graph().objects(fund, STRAT.amount)
        )
        report = graph().value(graph().value(activity, STRAT.statusReport), STRAT.status)
        status = str(graph().value(report, SKOS.notation))
        if (told, amounts, item["status"]["value"]) != (kept, paid, status):
            lost.append(item["slug"])
    assert lost == []

"""What follows from the data by rule, on the small city."""

from pathlib import Path

import pytest
from rdflib import ORG, RDFS, SKOS, XSD, Graph, Literal

from bochum_kg.derive import derive, lines
from bochum_kg.namespaces import BO, BOV, STRAT
from bochum_kg.sources import read

CITY = Path(__file__).parent / "city" / "data"


@pytest.fixture(scope="module")
def derived() -> Graph:
    """The derived graph of the city."""
    sources = read(folder=CITY)
    stated = {"data": sources.data, "vocabulary": sources.vocabulary, "ontology": sources.ontology}
    triples = derive({name: lines(graph) for name, graph in stated.items()})
    return Graph().parse(data=b"\n".join(triples), format="nt")


def test_a_participation_is_a_relation_too(derived: Graph) -> None:
    """Network queries find lead and partner with subject, kind and object."""
    lead = BO["beziehung/rel-0101"]
    assert derived.value(lead, STRAT.subject) == BO["organisation/stadt-musterstadt"]
    assert derived.value(lead, STRAT.relationKind) == BOV["beziehungsart/federfuehrend-bei"]
    assert derived.value(lead, STRAT.object) == BO["kernaktivitaet/buergerhaus"]
    assert (BO["kernaktivitaet/buergerhaus"], STRAT.leadOrganization, BO["organisation/stadt-musterstadt"]) in derived


def test_only_a_current_relation_yields_its_direct_property(derived: Graph) -> None:
    """A membership that ended is told by its node alone, a plan by the property for plans."""
    member = BO["organisation/tu-musterstadt"]
    network = BO["organisation/netzwerk-lernende-stadt"]
    assert (member, ORG.memberOf, network) in derived
    assert (BO["organisation/funkwerk"], ORG.memberOf, network) not in derived
    assert (member, STRAT.plannedLocationAt, BO["ort/werkhalle"]) in derived


def test_assignments_yield_competence_focus_area_and_tranche(derived: Graph) -> None:
    """An activity reaches its goals through what it is assigned to."""
    activity = BO["kernaktivitaet/buergerhaus"]
    assert set(derived.objects(activity, STRAT.competence)) == {BO["kompetenz/werkstatt-der-ideen"]}
    assert set(derived.objects(activity, STRAT.focusArea)) == {BO["schwerpunkt/offene-werkstatt"]}
    assert set(derived.objects(activity, STRAT.tranche)) == {BOV["tranche/erste-25"]}
    assert len(set(derived.objects(activity, STRAT.servesGoal))) == 2


def test_the_newest_report_gives_the_status(derived: Graph) -> None:
    """Of two dated reports the later one counts."""
    assert set(derived.objects(BO["kernaktivitaet/buergerhaus"], STRAT.currentStatus)) == {BOV["status/im-bau"]}


@pytest.mark.parametrize(
    ("node", "earliest", "latest"),
    [
        ("kernaktivitaet/buergerhaus/meilenstein/1", "2019-06-20", "2019-06-20"),
        ("kernaktivitaet/buergerhaus/meilenstein/2", "2025-01-01", "2025-12-31"),
        ("kernaktivitaet/buergerhaus/meilenstein/3", "2027-03-01", "2027-03-31"),
        ("beziehung/rel-0005", "2016-01-01", "2020-12-31"),
    ],
)
def test_a_date_has_bounds(derived: Graph, node: str, earliest: str, latest: str) -> None:
    """A year or month spans its first to its last day; a period from its start to its end."""
    assert derived.value(BO[node], STRAT.earliest) == Literal(earliest, datatype=XSD.date)
    assert derived.value(BO[node], STRAT.latest) == Literal(latest, datatype=XSD.date)


def test_competing_values_refer_to_one_another(derived: Graph) -> None:
    """Two costs of one activity compete; a grant without an aspect does not."""
    costs = [BO[f"kernaktivitaet/buergerhaus/foerderung/{number}"] for number in (1, 2)]
    assert set(derived.objects(costs[0], STRAT.competesWith)) == {costs[1]}
    assert set(derived.objects(costs[1], STRAT.competesWith)) == {costs[0]}
    assert not set(derived.objects(BO["kernaktivitaet/buergerhaus/foerderung/3"], STRAT.competesWith))


def test_what_names_no_basis_is_paraphrased(derived: Graph) -> None:
    """The basis is added only where the data do not state one."""
    assert derived.value(BO["beziehung/rel-0007"], STRAT.assertionBasis) == BOV["aussagegrundlage/wiedergegeben"]
    assert derived.value(BO["beziehung/rel-0008"], STRAT.assertionBasis) is None


def test_details_have_labels_in_both_languages(derived: Graph) -> None:
    """A status report, a relation and a source can be named in a page in German and English."""
    for node in ("kernaktivitaet/buergerhaus/status/1", "beziehung/rel-0001", "quelle/ms-blog"):
        labels = list(derived.objects(BO[node], RDFS.label))
        assert sorted(str(label.language) for label in labels if isinstance(label, Literal)) == ["de", "en"]
    assert not list(derived.subject_objects(SKOS.prefLabel))


def test_a_focus_area_is_enough_to_reach_the_goals(tmp_path: Path) -> None:
    """An activity assigned to nothing but a focus area serves the goals of the competence that has it."""
    (tmp_path / "stadt.yaml").write_text(
        "- id: kompetenz/a\n  type: Competence\n  goal: ziel/a\n  focusArea: schwerpunkt/a\n"
        "- id: kernaktivitaet/a\n  type: CoreActivity\n  assignment:\n"
        "    - id: kernaktivitaet/a/zuordnung/1\n      assignedTo: schwerpunkt/a\n",
        encoding="utf-8",
    )
    triples = derive({"data": lines(read(folder=tmp_path).data)})
    served = Graph().parse(data=b"\n".join(triples), format="nt").objects(BO["kernaktivitaet/a"], STRAT.servesGoal)
    assert set(served) == {BO["ziel/a"]}

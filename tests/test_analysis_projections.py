"""Networks from the graph: counts, evidence, options, manifest."""

import hashlib
from collections.abc import Iterator

import networkx as nx
import pytest

from bochum_kg import queries
from bochum_kg.analysis import PROJECTIONS, Network, Options, Source, open_release, project, projections
from bochum_kg.analysis.evidence import Tie, derive_evidence
from bochum_kg.build import Release
from bochum_kg.engine import Engine
from bochum_kg.errors import AnalysisError, UnknownChoiceError

P = """
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX vocab: <https://w3id.org/bochum-strategie/vocab/>
PREFIX strat: <https://w3id.org/stadtstrategie/def/>
"""
#: For each network counts that a second, independent query gives: all nodes, and ties of what holds today.
TWINS = {
    "inst-act": (
        """SELECT (COUNT(DISTINCT ?n) AS ?c) { VALUES ?k { org:Organization strat:CoreActivity } ?n a ?k }""",
        """SELECT (COUNT(*) AS ?c) {
             SELECT DISTINCT ?i ?a { ?i strat:leads|strat:takesPartIn ?a . ?a a strat:CoreActivity } }""",
    ),
    "inst-field": (
        """SELECT (COUNT(DISTINCT ?n) AS ?c) {
             { ?n a org:Organization } UNION { ?n skos:inScheme vocab:innovationsfeld } }""",
        """SELECT (COUNT(*) AS ?c) { SELECT DISTINCT ?i ?f { ?i strat:innovationField ?f } }""",
    ),
    "inst-inst-stated": (
        """SELECT (COUNT(DISTINCT ?n) AS ?c) { ?n a org:Organization }""",
        """SELECT (COUNT(*) AS ?c) {
             SELECT DISTINCT ?a ?b {
               ?x strat:cooperatesWith ?y . ?x a org:Organization . ?y a org:Organization . FILTER (?x != ?y)
               BIND (IF(STR(?x) < STR(?y), ?x, ?y) AS ?a) BIND (IF(STR(?x) < STR(?y), ?y, ?x) AS ?b) } }""",
    ),
    "goal-act": (
        """SELECT (COUNT(DISTINCT ?n) AS ?c) {
             VALUES ?k { strat:CoreActivity strat:StrategicGoal strat:FocusArea strat:Competence } ?n a ?k }""",
        """SELECT (COUNT(*) AS ?c) {
             SELECT DISTINCT ?a ?g {
               ?a a strat:CoreActivity .
               { ?a strat:servesGoal ?g } UNION { ?a strat:focusArea|strat:competence ?g }
               UNION { ?a strat:focusArea/^strat:focusArea ?g . ?g a strat:Competence } } }""",
    ),
}


@pytest.fixture(scope="module")
def real(bochum: Engine, bochum_release: Release) -> Source:
    """Where the networks of the real graph come from."""
    return Source(bochum, bochum_release.id)


@pytest.fixture(scope="module")
def networks(real: Source) -> dict[str, Network]:
    """Every network of the real graph."""
    return {name: project(real, name) for name in PROJECTIONS}


@pytest.mark.parametrize("name", TWINS)
def test_counts_are_those_of_a_second_query(real: Source, networks: dict[str, Network], name: str) -> None:
    """Nodes and ties equal counts that are asked in another way."""
    nodes, ties = (int(str(real.engine.select(P + text)[0]["c"])) for text in TWINS[name])
    assert (len(networks[name].graph), networks[name].graph.number_of_edges()) == (nodes, ties)


@pytest.mark.parametrize("name", PROJECTIONS)
def test_nodes_and_ties_stand_in_the_order_of_their_iris(networks: dict[str, Network], name: str) -> None:
    """Whoever goes through a network meets the same order on every machine."""
    graph = networks[name].graph
    assert list(graph) == sorted(graph)
    assert all(list(graph[node]) == sorted(graph[node]) for node in list(graph)[:1])


@pytest.mark.parametrize("name", PROJECTIONS)
def test_every_node_is_typed_and_named(networks: dict[str, Network], name: str) -> None:
    """No literal, class or person is ever a node."""
    kinds = {"institution", "activity", "circle", "field", "goal", "focus area", "competence"}
    for node, data in networks[name].graph.nodes(data=True):
        assert data["type"] in kinds
        assert data["label_de"]
        assert data["label_en"]
        assert node.startswith("https://w3id.org/bochum-strategie/")
        assert "kontakt" not in node


@pytest.mark.parametrize("name", PROJECTIONS)
def test_every_tie_keeps_its_evidence(networks: dict[str, Network], name: str) -> None:
    """Which statement, which source, stated or inferred."""
    for _, _, data in networks[name].graph.edges(data=True):
        assert data["relation"]
        assert data["source"]
        assert data["kind"]
        assert data["basis"] in {"stated", "inferred"}
        assert data["weak_source"] in {True, False}
        assert data["weight"] * data["distance"] == pytest.approx(1)


@pytest.mark.parametrize("year", ["2020", 20.5, True])
def test_a_year_is_a_whole_number(year: object) -> None:
    """Anything else would leave out every tie without a word."""
    with pytest.raises(AnalysisError, match="as a whole number"):
        Options(year=year)  # type: ignore[arg-type]


def test_a_derived_tie_names_the_undertakings_behind_it(networks: dict[str, Network]) -> None:
    """The one-mode network is derived from the two-mode one, and can be checked against it."""
    two, one = networks["inst-joint"].graph, networks["inst-inst-joint"].graph
    for a, b, data in one.edges(data=True):
        assert set(data["via"]) == set(two[a]) & set(two[b])
        assert data["weight"] == pytest.approx(sum(1 / (two.degree[via] - 1) for via in data["via"]))


@pytest.mark.parametrize("name", [name for name, spec in PROJECTIONS.items() if spec.onto])
def test_a_derived_tie_has_the_evidence_of_the_ties_beneath(networks: dict[str, Network], name: str) -> None:
    """All their statements and sources; inferred or weak as soon as one of them is; the manifest says so."""
    network = networks[name]
    assert network.origin is not None
    recorded = network.origin.edges
    for a, b, data in network.graph.edges(data=True):
        beneath = [recorded[node, one] for node in (a, b) for one in data["via"]]
        for several in ("kind", "relation", "source"):
            assert data[several] == tuple(sorted({value for tie in beneath for value in tie[several]}))
        assert data["basis"] == ("inferred" if "inferred" in {tie["basis"] for tie in beneath} else "stated")
        assert data["weak_source"] is any(tie["weak_source"] for tie in beneath)
    assert "inferred if any" in network.manifest["evidence"]


def test_a_chain_is_as_good_as_its_weakest_link() -> None:
    """One inferred tie with a weak source makes the derived tie inferred and weak; what stands behind both is kept."""
    good = {"kind": ("partner",), "relation": ("r1",), "source": ("s1", "s2"), "basis": "stated", "weak_source": False}
    weak = {"kind": ("lead",), "relation": ("r2",), "source": ("s1",), "basis": "inferred", "weak_source": True}
    recorded, derived = nx.Graph(), nx.Graph()
    recorded.add_edge("a", "x", **good)
    recorded.add_edge("b", "x", **weak)
    derived.add_edge("a", "b", via=("x",))
    derive_evidence(derived, recorded)
    assert derived.edges["a", "b"] == {
        "via": ("x",),
        "kind": ("lead", "partner"),
        "relation": ("r1", "r2"),
        "source": ("s1", "s2"),
        "basis": "inferred",
        "weak_source": True,
    }


def test_derived_ties_of_the_city_are_of_either_basis_and_partly_dated(networks: dict[str, Network]) -> None:
    """So the evidence tells them apart."""
    ties = [data for *_, data in networks["inst-inst-joint"].graph.edges(data=True)]
    assert {data["basis"] for data in ties} == {"stated", "inferred"}
    assert {data["weak_source"] for data in ties} == {True, False}
    assert 0 < sum("start" in data for data in ties) < len(ties)


@pytest.mark.parametrize(
    ("dates", "lasting"),
    [
        ((("2016", None), ("2018", None)), {"start": "2018"}),
        ((("2016", None), (None, None)), {}),
        ((("2016", "2020"), (None, "2019")), {"end": "2019"}),
        ((("2016", "2020"), ("2017", None), ("2012", None), ("2014", None)), {"start": "2014"}),
        ((("2016", "2020"), ("2017", None), ("2012", "2022"), (None, "2015")), {"start": "2017", "end": "2020"}),
    ],
    ids=["both began", "one undated", "both ended", "one goes on", "both undertakings ended"],
)
def test_a_derived_tie_lasts_while_both_take_part(
    dates: tuple[tuple[str | None, str | None], ...], lasting: dict[str, str]
) -> None:
    """From the later beginning to the earlier end, over all that both share."""
    recorded = nx.Graph()
    for number, (start, end) in enumerate(dates):
        found = {name: value for name, value in (("start", start), ("end", end)) if value}
        evidence = {"kind": ("k",), "relation": ("r",), "source": ("s",), "basis": "stated", "weak_source": False}
        recorded.add_edge("ab"[number % 2], f"via{number // 2}", **evidence, **found)
    derived = nx.Graph([("a", "b", {"via": tuple(f"via{one}" for one in range(len(dates) // 2))})])
    derive_evidence(derived, recorded)
    assert {name: value for name, value in derived.edges["a", "b"].items() if name in {"start", "end"}} == lasting


def test_a_derived_network_of_a_year_without_ties_has_its_nodes_alone(real: Source) -> None:
    """As a recorded one has, so that years can be compared."""
    graph = project(real, "inst-inst-joint", Options(field="it-sicherheit", year=2005)).graph
    assert len(graph) == nx.number_of_isolates(graph) == 19
    assert list(graph) == sorted(graph)


def test_a_member_of_several_fields_counts_fractionally(networks: dict[str, Network]) -> None:
    """The weights of each institution add up to one."""
    network = networks["inst-field"]
    for node in network.first:
        if network.graph.degree[node]:
            assert network.graph.degree(node, weight="weight") == pytest.approx(1)


def test_goals_without_anybody_stay(networks: dict[str, Network]) -> None:
    """A focus area without activity is an isolate, not missing."""
    assert any(not networks["goal-inst"].graph.degree[node] for node in networks["goal-inst"].second)


def test_without_the_administration_no_office_is_left(real: Source) -> None:
    """City, offices and units of Bochum go; other cities and companies stay."""
    graph = project(real, "inst-joint", Options(without_administration=True)).graph
    assert not any(data["administration"] for node, data in graph.nodes(data=True) if data["type"] == "institution")
    assert "https://w3id.org/bochum-strategie/id/organisation/stadt-bochum" not in graph
    assert "https://w3id.org/bochum-strategie/id/organisation/stadtwerke-bochum" in graph


def test_without_inferred_statements_only_stated_ties_are_left(real: Source, networks: dict[str, Network]) -> None:
    """And the manifest counts what went."""
    network = project(real, "inst-relations", Options(without_inferred=True))
    assert {data["basis"] for _, _, data in network.graph.edges(data=True)} == {"stated"}
    assert network.manifest["counts"]["ties_left_out"]["inferred"] > 0
    assert network.graph.number_of_edges() < networks["inst-relations"].graph.number_of_edges()


def test_without_weak_sources_every_tie_has_a_better_one(real: Source) -> None:
    """A tie that a good source confirms stays."""
    network = project(real, "inst-field", Options(without_weak=True))
    assert not any(data["weak_source"] for _, _, data in network.graph.edges(data=True))
    assert network.manifest["counts"]["ties_left_out"]["weak_source"] > 0


def test_a_field_has_its_members_and_who_works_with_them(real: Source) -> None:
    """Members of the field and of its subfields, and others only through an undertaking of the field."""
    graph = project(real, "inst-joint", Options(field="gesundheitswirtschaft")).graph
    fields = {field for _, data in graph.nodes(data=True) if data.get("in_field") for field in data["field"]}
    assert {"gesundheitswirtschaft", "digital-health"} <= fields
    for node, data in graph.nodes(data=True):
        if data["type"] == "institution" and not data["in_field"]:
            assert any("gesundheitswirtschaft" in graph.nodes[other]["field"] for other in graph[node])


def test_goals_that_nobody_of_a_field_pursues_stay(real: Source, networks: dict[str, Network]) -> None:
    """They are the gaps that the coverage of a field is about."""
    network = project(real, "goal-inst", Options(field="it-sicherheit"))
    assert network.second == networks["goal-inst"].second
    assert all(network.graph.nodes[node]["in_field"] for node in network.first)


def test_what_is_left_out_is_counted_within_what_was_chosen(real: Source) -> None:
    """Not the ties of the whole city under a field, nor those of the administration where it is left out."""

    def left_out(reason: str, options: Options) -> int:
        return int(project(real, "inst-joint", options).manifest["counts"]["ties_left_out"][reason])

    field = project(real, "inst-joint", Options(field="materialforschung")).graph
    weak = left_out("weak_source", Options(without_weak=True, field="materialforschung"))
    assert weak == sum(data["weak_source"] for *_, data in field.edges(data=True))
    assert weak < left_out("weak_source", Options(without_weak=True))
    others = left_out("undated", Options(year=2018, without_administration=True))
    assert others < left_out("undated", Options(year=2018))


def test_a_year_has_the_ties_dated_to_it(city: Engine) -> None:
    """In the small city Funkwerk was a member from 2016 to 2020, and undated ties are counted and left out."""
    source = Source(city)

    def members(year: int) -> set[str]:
        network = project(source, "inst-joint", Options(year=year))
        return {node.rpartition("/")[2] for node in network.first if network.graph.degree[node]}

    assert "funkwerk" not in members(2015)
    assert "funkwerk" in members(2018)
    assert "funkwerk" not in members(2022)
    assert project(source, "inst-joint", Options(year=2018)).manifest["counts"]["ties_left_out"]["undated"] > 0


def test_an_ended_tie_is_not_of_today(city: Engine) -> None:
    """Without a year only what holds today is kept."""
    graph = project(Source(city), "inst-joint").graph
    base = "https://w3id.org/bochum-strategie/id/organisation/"
    assert not graph.has_edge(f"{base}funkwerk", f"{base}netzwerk-lernende-stadt#circle")
    assert graph.has_edge(f"{base}tu-musterstadt", f"{base}netzwerk-lernende-stadt#circle")


def test_the_manifest_tells_how_to_make_the_network_again(
    networks: dict[str, Network], bochum_release: Release
) -> None:
    """Query text and hash, release, options, counts, isolates, versions."""
    network = networks["inst-joint"]
    manifest = network.manifest
    text = queries.read("projections/inst-joint").text
    assert manifest["query_text"] == text
    assert manifest["queries"]["inst-joint"]["sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert manifest["release"] == bochum_release.id
    assert manifest["counts"]["isolates"] == len(manifest["isolates"]) == nx.number_of_isolates(network.graph)
    assert set(manifest["versions"]) == {"python", "bochum-kg", "networkx", "igraph"}
    assert manifest["backend_priority"] == []


def test_a_release_is_opened_by_its_folder(bochum_release: Release) -> None:
    """The way of a notebook."""
    with open_release(bochum_release.folder) as source:
        assert len(project(source, "inst-field").second) == 19


def _refused() -> Iterator[tuple[str, Options, type[Exception], str]]:
    yield "inst-foo", Options(), UnknownChoiceError, "field-field, goal-act"
    yield "inst-joint", Options(field="it"), UnknownChoiceError, "it-sicherheit"
    yield "goal-act", Options(field="it-sicherheit"), AnalysisError, "no institutions"
    yield "goal-inst", Options(year=2020), AnalysisError, "No tie of the network goal-inst has a date"


@pytest.mark.parametrize(("name", "options", "error", "words"), list(_refused()))
def test_what_there_is_not_is_answered_with_what_there_is(
    real: Source, name: str, options: Options, error: type[Exception], words: str
) -> None:
    """Unknown networks and fields are met with the known ones."""
    with pytest.raises(error, match=words):
        project(real, name, options)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_an_open_tie_is_not_hidden_by_an_ended_one(order: tuple[int, int]) -> None:
    """However ties between the same two are joined."""
    ties = (
        Tie("a", "b", "r", "k", start="2000", end="2010", via="x"),
        Tie("a", "b", "r", "k", start="2005", via="y"),
    )
    nodes: dict[str, dict[str, object]] = {"a": {"bipartite": 0}, "b": {"bipartite": 1}}
    graph = projections._graph(PROJECTIONS["inst-joint"], nodes, {"a", "b"}, [ties[one] for one in order])  # noqa: SLF001 - the data have no such pair
    assert "end" not in graph.edges["a", "b"]
    assert graph.edges["a", "b"]["start"] == "2000"


def test_a_tie_that_is_stated_too_is_not_left_out_as_inferred(real: Source) -> None:
    """Where one row says it and another concludes it, it is stated; the recorded rows are the other way to count."""
    rows = real.engine.select(queries.read("projections/goal-inst").text)
    stated = {(str(row["first"]), str(row["second"])) for row in rows if not str(row["basis"]).endswith("/erschlossen")}
    both = stated & {
        (str(row["first"]), str(row["second"])) for row in rows if str(row["basis"]).endswith("/erschlossen")
    }
    left = project(real, "goal-inst", Options(without_inferred=True)).graph
    current = project(real, "goal-inst").graph
    assert both
    assert {pair for pair in both if current.has_edge(*pair)} == {pair for pair in both if left.has_edge(*pair)}

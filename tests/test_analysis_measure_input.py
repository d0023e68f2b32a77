"""Measures against bad and odd input: a sentence, or an answer, and never a traceback or NaN."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import is_dataclass
from inspect import isfunction, isgenerator
from math import isnan, nan
from numbers import Real
from typing import Any

import networkx as nx
import numpy as np
import pytest

from bochum_kg import analysis
from bochum_kg.analysis.measures.centralities import betweenness
from bochum_kg.errors import AnalysisError, KnowledgeGraphError, UnknownChoiceError
from well_known import DAVIS, FLORENCE, KARATE, WOMEN

ONE_MODE: dict[str, Callable[[nx.Graph], object]] = {
    "attribute_mixing": lambda graph: analysis.attribute_mixing(graph, "club"),
    "brokerage": lambda graph: analysis.brokerage(graph, dict.fromkeys(graph, "x")),
    "centrality": analysis.centrality,
    "communities": analysis.communities,
    "core_numbers": analysis.core_numbers,
    "core_periphery": analysis.core_periphery,
    "cut_points": analysis.cut_points,
    "robustness": lambda graph: analysis.robustness(graph, list(graph)[:1]),
    "structural_holes": analysis.structural_holes,
    "summary": analysis.summary,
}
TWO_MODE: dict[str, Callable[[nx.Graph, list[object]], object]] = {
    "bridges": analysis.bridges,
    "coverage": analysis.coverage,
    "curveball": lambda graph, nodes: analysis.curveball(graph, nodes, 1, 0),
    "newman_projection": analysis.newman_projection,
    "pair_significance": analysis.pair_significance,
    "relatedness": analysis.relatedness,
    "robins_alexander": analysis.robins_alexander,
    "two_mode_centrality": analysis.two_mode_centrality,
    "weave": analysis.weave,
}
SINGLE, ISOLATES, LOOP = nx.empty_graph(1), nx.empty_graph(4), nx.Graph([(0, 1), (1, 2), (2, 2)])
BAD = {"empty": nx.Graph(), "single": SINGLE, "isolates": ISOLATES, "loop": LOOP}
NOTHING: Any = None
DIRECTED = nx.DiGraph([(0, 1), (1, 2)])
PARALLEL = nx.MultiGraph([(0, 1), (0, 1), (1, 2)])


def _sentence(call: Callable[[], object]) -> None:
    with pytest.raises(AnalysisError) as caught:
        call()
    assert str(caught.value)[0].isupper()
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize("name", ONE_MODE)
def test_bad_one_mode_input_is_answered_with_a_sentence(name: str, bad: str) -> None:
    """Empty, single, all isolates, self-loop: never a traceback, NaN or silent zero."""
    _sentence(lambda: ONE_MODE[name](BAD[bad].copy()))


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize("name", TWO_MODE)
def test_bad_two_mode_input_is_answered_with_a_sentence(name: str, bad: str) -> None:
    """The same for two modes."""
    _sentence(lambda: TWO_MODE[name](BAD[bad].copy(), list(BAD[bad])[:1]))


@pytest.mark.parametrize("graph", [DIRECTED, PARALLEL], ids=["directed", "parallel"])
@pytest.mark.parametrize("name", [*ONE_MODE, *TWO_MODE])
def test_directed_and_parallel_ties_are_answered_with_a_sentence(name: str, graph: nx.Graph) -> None:
    """Only brokerage is defined for directed networks."""
    if name == "brokerage" and graph.is_directed():
        assert analysis.brokerage(graph, dict.fromkeys(graph, "x"))[1].coordinator == 1
    elif name in ONE_MODE:
        _sentence(lambda: ONE_MODE[name](graph))
    else:
        _sentence(lambda: TWO_MODE[name](graph, [0, 2]))


@pytest.mark.parametrize(
    "call",
    [
        lambda: analysis.newman_projection(DAVIS, ["Nobody"]),
        lambda: analysis.newman_projection(DAVIS, list(DAVIS)),
        lambda: analysis.newman_projection(DAVIS, "E1"),
        lambda: analysis.newman_projection(nx.path_graph(4), [0, 1]),
        lambda: analysis.brokerage(KARATE, "sector"),
        lambda: analysis.attribute_mixing(KARATE, "sector"),
        lambda: analysis.attribute_mixing(nx.relabel_nodes(nx.path_graph(3), str), "x"),
        lambda: analysis.robustness(KARATE, ["nobody"]),
        lambda: analysis.robustness(KARATE, "nobody"),
        lambda: analysis.robustness(KARATE, []),
        lambda: analysis.robustness(KARATE, list(KARATE)),
        lambda: analysis.communities(nx.path_graph(100), "exact"),
        lambda: analysis.curveball(DAVIS, WOMEN, 0, 1),
        lambda: analysis.pair_significance(DAVIS, WOMEN, draws=0),
        lambda: analysis.weave(DAVIS, WOMEN, draws=0),
        lambda: analysis.evolve({2020: KARATE}),
        lambda: analysis.centralisation({1: 2}),
        lambda: analysis.centralisation({1: 2, 2: -1, 3: 1}),
        lambda: analysis.evolve({1: KARATE, 2: LOOP}),
        lambda: analysis.modularity(KARATE, [[0, 1]]),
        lambda: analysis.modularity(KARATE, [list(KARATE), [0]]),
        lambda: analysis.modularity(ISOLATES, [list(ISOLATES)]),
        lambda: analysis.consensus(KARATE, runs=0),
        lambda: analysis.adjusted_rand([[1, 2]], [[3]]),
        lambda: analysis.core_periphery(KARATE, draws=-1),
        lambda: analysis.attribute_mixing(KARATE, "club", draws=-1),
        lambda: analysis.brokerage(KARATE, dict.fromkeys(KARATE, NOTHING)),
        lambda: analysis.pair_significance(nx.star_graph(3), [0]),
        lambda: analysis.curveball(DAVIS, WOMEN, NOTHING, 1),
        lambda: analysis.newman_projection(DAVIS, NOTHING),
        lambda: analysis.core_numbers([(1, 2)]),
        lambda: analysis.centrality(NOTHING),
    ],
)
def test_other_bad_input_is_answered_with_a_sentence(call: Callable[[], object]) -> None:
    """Unknown nodes, missing labels, too few draws, too large for a method."""
    _sentence(call)


VALUED: dict[str, Callable[[nx.Graph, str], object]] = {
    "betweenness": lambda graph, name: betweenness(graph, distance=name),
    "centrality of distances": lambda graph, name: analysis.centrality(graph, distance=name),
    "centrality of strengths": lambda graph, name: analysis.centrality(graph, weight=name),
    "communities": lambda graph, name: analysis.communities(graph, weight=name),
    "communities by louvain": lambda graph, name: analysis.communities(graph, "louvain", weight=name),
    "consensus": lambda graph, name: analysis.consensus(graph, weight=name),
    "modularity": lambda graph, name: analysis.modularity(graph, [list(graph)], weight=name),
    "structural holes": lambda graph, name: analysis.structural_holes(graph, weight=name),
}


@pytest.mark.parametrize("value", [None, 0.0, -1.0, float("nan"), float("inf"), "much"], ids=str)
@pytest.mark.parametrize("name", VALUED)
def test_a_tie_without_a_positive_number_is_answered_with_a_sentence(name: str, value: object) -> None:
    """Where the value of each tie matters, one that is missing or none is never taken as 1, 0 or NaN."""
    graph = nx.path_graph(4)
    nx.set_edge_attributes(graph, 2.0, "much")
    if value is None:
        del graph.edges[1, 2]["much"]
    else:
        graph.edges[1, 2]["much"] = value
    _sentence(lambda: VALUED[name](graph, "much"))


def test_an_unknown_method_is_answered_with_the_known_ones() -> None:
    """All are named."""
    with pytest.raises(UnknownChoiceError, match="exact, leiden, louvain"):
        analysis.communities(KARATE, "infomap")


#: Two groups of actors and goals with all that measures look at.
SMALL = nx.Graph(["ax", "ay", "bx", "by", "cy", "cz"])
nx.set_node_attributes(SMALL, {node: "public" if node in "ab" else "science" for node in "abc"}, "sector")
nx.set_edge_attributes(SMALL, ("via",), "via")
#: For each function of the package, arguments that it takes.
TAKEN: dict[str, dict[str, Any]] = {
    "adjusted_rand": {"one": [[1, 2], [3]], "other": [[1], [2, 3]]},
    "attribute_mixing": {"graph": KARATE, "attribute": "club", "most_unlabelled": 0.5, "draws": 3, "seed": 1},
    "bridges": {"network": SMALL, "nodes": ["a", "b", "c"]},
    "brokerage": {"graph": KARATE, "groups": "club"},
    "centralisation": {"degrees": dict(KARATE.degree)},
    "centrality": {"graph": KARATE, "weight": "weight", "distance": "weight"},
    "communities": {"graph": KARATE, "method": "leiden", "seed": 1, "weight": "weight"},
    "consensus": {"graph": KARATE, "method": "leiden", "runs": 3, "seed": 1, "weight": "weight"},
    "core_numbers": {"graph": KARATE},
    "core_periphery": {"graph": KARATE, "draws": 3, "seed": 1, "null": [KARATE, FLORENCE]},
    "coverage": {"network": SMALL, "goals": ["x", "y", "z"], "attribute": "sector", "via": "via"},
    "curveball": {"network": SMALL, "nodes": ["a", "b", "c"], "draws": 3, "seed": 1},
    "cut_points": {"graph": KARATE},
    "evolve": {"snapshots": {2020: KARATE, 2021: FLORENCE}},
    "modularity": {"graph": KARATE, "groups": [range(17), range(17, 34)], "weight": "weight"},
    "newman_projection": {"network": SMALL, "nodes": ["a", "b", "c"]},
    "pair_significance": {"network": SMALL, "nodes": ["a", "b", "c"], "draws": 3, "seed": 1},
    "rank_ranges": {"network": SMALL, "nodes": ["a", "b", "c"], "measure": analysis.core_numbers},
    "relatedness": {"network": SMALL, "fields": ["x", "y", "z"]},
    "robins_alexander": {"network": SMALL, "nodes": ["a", "b", "c"]},
    "robustness": {"graph": KARATE, "remove": [0, 33]},
    "structural_holes": {"graph": KARATE, "weight": "weight"},
    "summary": {"graph": SMALL, "nodes": ["a", "b", "c"]},
    "two_mode_centrality": {"network": SMALL, "nodes": ["a", "b", "c"]},
    "weave": {"network": SMALL, "nodes": ["a", "b", "c"], "draws": 3, "seed": 1},
}
#: These read releases and are held by the tests of projections.
READERS = {"open_release", "project"}
#: What a person may pass by mistake, made anew for each call.
ODD: dict[str, Callable[[], object]] = {
    "None": lambda: None,
    "a text": lambda: "text",
    "no text": lambda: "",
    "bytes": lambda: b"abc",
    "a negative number": lambda: -1,
    "a fraction": lambda: 1.5,
    "NaN": lambda: nan,
    "infinity": lambda: float("inf"),
    "a huge number": lambda: 10**400,
    "a truth value": lambda: True,
    "an imaginary number": lambda: 1j,
    "a number of numpy": lambda: np.int64(2),
    "NaN of numpy": lambda: np.float32("nan"),
    "an array": lambda: np.array([1.0, nan]),
    "an empty list": list,
    "a list with None": lambda: [None],
    "a list with NaN": lambda: [nan, "a"],
    "a list of lists": lambda: [["a"]],
    "a list of lists of lists": lambda: [[["a"]]],
    "a list of numbers": lambda: [1, 2],
    "a node that is not there": lambda: ["nobody"],
    "a node twice": lambda: ["a", "a", "b", "c"],
    "groups that overlap": lambda: [["a", "b"], ["b"]],
    "a generator": lambda: (node for node in "abc"),
    "a generator of numbers": lambda: (number for number in range(3)),
    "a set": lambda: {"a", "b", "c"},
    "no mapping": dict,
    "a mapping to None": lambda: dict.fromkeys([*KARATE, *SMALL]),
    "a mapping to NaN": lambda: dict.fromkeys([*KARATE, *SMALL], nan),
    "a mapping to lists": lambda: {node: [] for node in KARATE},
    "a mapping to 1 and '1'": lambda: {node: "1" if node % 2 else 1 for node in KARATE},
    "a mapping to numbers and texts": lambda: {node: "a" if node % 2 else 1 for node in KARATE},
    "a mapping to graphs of two kinds": lambda: {1: KARATE, 2: nx.DiGraph(KARATE)},
    "an object": object,
    "a function": lambda: len,
    "a function to NaN": lambda: lambda graph: dict.fromkeys(graph, nan),
    "a function to nothing": lambda: lambda _: {},
    "a function to None": lambda: lambda _: None,
    "a directed network": lambda: nx.DiGraph(SMALL),
    "parallel ties": lambda: nx.MultiGraph(SMALL),
    "directed parallel ties": lambda: nx.MultiDiGraph(SMALL),
    "a network with a loop": lambda: nx.Graph([*SMALL.edges, ("a", "a")]),
    "no network": nx.Graph,
    "isolates": lambda: nx.empty_graph("abc"),
    "another network": lambda: nx.complete_graph(5),
}


def figures(found: object) -> Iterator[object]:
    """Go through all that is in an answer."""
    if isinstance(found, nx.Graph):
        yield from figures([*found.nodes(data=True), *found.edges(data=True)])
    elif isinstance(found, Mapping):
        yield from figures([*found, *found.values()])
    elif is_dataclass(found):
        yield from figures(vars(found))
    elif isinstance(found, list | tuple | set | frozenset) or isgenerator(found):
        for one in found:
            yield from figures(one)
    else:
        yield found


def test_every_function_is_tried_with_odd_input() -> None:
    """None of the package is left out."""
    functions = {name for name in analysis.__all__ if isfunction(getattr(analysis, name))}
    assert functions == set(TAKEN) | READERS
    for name, given in TAKEN.items():
        assert list(figures(getattr(analysis, name)(**given)))


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("name", TAKEN)
def test_odd_input_is_answered_with_a_sentence_or_without_nan(name: str, odd: str) -> None:
    """Each argument in turn; a huge number of draws or runs is no mistake, it only takes long."""
    for argument in set(TAKEN[name]) - ({"draws", "runs"} if odd == "a huge number" else set()):
        try:
            found = list(figures(getattr(analysis, name)(**{**TAKEN[name], argument: ODD[odd]()})))
        except KnowledgeGraphError as error:
            said = str(error)
            assert said[0].isupper(), said
            assert said.endswith("."), said
        else:
            assert not [one for one in found if isinstance(one, Real) and isnan(one)], (argument, found)


@pytest.mark.parametrize("argument", ["nodes", "goals", "fields"])
def test_a_generator_of_nodes_is_gone_through_once(argument: str) -> None:
    """It gives what a list gives."""
    for name, given in TAKEN.items():
        if argument in given:
            measure = getattr(analysis, name)
            expected = list(figures(measure(**given)))
            assert list(figures(measure(**{**given, argument: iter(given[argument])}))) == expected


@pytest.mark.parametrize("seed", [None, True, -1, 1.0, "1", nan], ids=str)
@pytest.mark.parametrize("name", [name for name, given in TAKEN.items() if "seed" in given])
def test_a_seed_is_a_whole_number_from_0(name: str, seed: object) -> None:
    """Nothing else would repeat the draws; the sentence says so."""
    with pytest.raises(AnalysisError, match="whole number from 0 as its seed"):
        getattr(analysis, name)(**{**TAKEN[name], "seed": seed})


@pytest.mark.parametrize("name", [name for name, given in TAKEN.items() if {"seed", "draws", "runs"} & set(given)])
def test_numbers_of_numpy_are_numbers(name: str) -> None:
    """Draws and seeds give what those of Python give."""
    given = TAKEN[name]
    numbers = {key: np.int64(value) for key, value in given.items() if key in {"seed", "draws", "runs"}}
    measure = getattr(analysis, name)
    assert list(figures(measure(**{**given, **numbers}))) == list(figures(measure(**given)))


@pytest.mark.parametrize("name", VALUED)
@pytest.mark.parametrize("number", [np.int64, np.float32, np.float64])
def test_ties_may_have_numbers_of_numpy(name: str, number: Callable[[float], object]) -> None:
    """They give what those of Python give."""
    plain, other = KARATE.copy(), KARATE.copy()
    nx.set_edge_attributes(other, {(a, b): number(weight) for a, b, weight in KARATE.edges(data="weight")}, "weight")
    assert list(figures(VALUED[name](other, "weight"))) == list(figures(VALUED[name](plain, "weight")))
    assert all(isinstance(value, np.generic) for *_, value in other.edges(data="weight"))


def test_labels_that_are_written_alike_are_never_one_group() -> None:
    """1 and '1' are refused, 1 and 1.0 are the same, and numbers beside texts are labels."""
    graph = nx.path_graph(4)
    for odd, said in (({0: 1, 1: "1", 2: "a", 3: "a"}, "apart"), ({0: [], 1: "1", 2: "a", 3: "a"}, "one label")):
        nx.set_node_attributes(graph, odd, "g")
        with pytest.raises(AnalysisError, match=said):
            analysis.attribute_mixing(graph, "g")
        with pytest.raises(AnalysisError, match=said):
            analysis.brokerage(graph, "g")
    nx.set_node_attributes(graph, {0: 1, 1: 1.0, 2: np.int64(1), 3: "a"}, "g")
    assert analysis.attribute_mixing(graph, "g").sizes == {"1": 3, "a": 1}
    assert analysis.brokerage(graph, "g")[1].coordinator == 2


def test_networks_over_time_are_all_directed_or_none() -> None:
    """A tie of the one kind is never the same as one of the other, so that nothing would seem to stay."""
    directed = nx.DiGraph(KARATE)
    assert analysis.evolve({1: directed, 2: directed})[0].ties_kept == 2 * 78
    with pytest.raises(AnalysisError, match="all directed or none"):
        analysis.evolve({1: directed, 2: KARATE})


def test_a_ranking_by_a_measure_that_fails_without_an_event_says_so() -> None:
    """NaN is refused in the rankings of the jackknife, too, and never taken as equal ranks."""

    def broken(graph: nx.Graph) -> dict[object, float]:
        return dict.fromkeys(graph, 1.0 if graph.has_edge("a", "c") else nan)

    with pytest.raises(AnalysisError, match="for each node, but"):
        analysis.rank_ranges(SMALL, ["a", "b", "c"], broken)

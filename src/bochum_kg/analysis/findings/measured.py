"""The figures behind each finding, asked of the verbs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bochum_kg.analysis.choosing import Options
from bochum_kg.analysis.projections import Source
from bochum_kg.analysis.request import Request
from bochum_kg.analysis.tables import Cell, Table, columns
from bochum_kg.analysis.verbs import Result, analyse

__all__ = [
    "Answers",
    "Values",
    "again",
    "circles",
    "closed",
    "core",
    "cuts",
    "fields",
    "goals",
    "leaders",
    "sectors",
    "years",
]

#: Figures by the name of their place in a sentence.
Values = Mapping[str, Cell]


@dataclass(frozen=True)
class Answers:
    """What the verbs answer, asked once each."""

    source: Source
    request: Request
    show: Callable[[str], None]
    known: dict[tuple[str, bool], Result] = field(default_factory=dict)

    def ask(self, verb: str, *, without_administration: bool = False) -> Result:
        """Return the answer of a verb on the whole network."""
        key = (verb, without_administration)
        if key not in self.known:
            self.show(verb)
            self.known[key] = analyse(self.source, self._request(*key))
        return self.known[key]

    def _request(self, verb: str, without_administration: bool) -> Request:  # noqa: FBT001 - the two parts of a key
        options, asked = Options(without_administration=without_administration), self.request
        return Request(verb, options=options, language=asked.language, seed=asked.seed, draws=asked.draws)


def _table(result: Result, name: str) -> Table:
    return next(one for one in result.tables if one.name == name)


def _row(result: Result, table: str, measure: str) -> tuple[Cell, ...]:
    return next(row for row in _table(result, table).rows if row[0] == measure)


def _measured(result: Result, table: str, measure: str, prefix: str = "") -> dict[str, Cell]:
    """Return value, interval and p of a measure."""
    _, value, low, high, p = _row(result, table, measure)
    return {f"{prefix}value": value, f"{prefix}low": low, f"{prefix}high": high, f"{prefix}p": p}


def again(answers: Answers) -> tuple[Values, Result]:
    """Return clustering and repeated pairs with their intervals."""
    result = answers.ask("summary")
    return {**_measured(result, "summary", "clustering"), **_measured(result, "summary", "repeated", "pairs_")}, result


def closed(answers: Answers) -> tuple[Values, Result]:
    """Return the number of tied pairs with its interval."""
    result = answers.ask("summary")
    return _measured(result, "summary", "pairs"), result


def sectors(answers: Answers) -> tuple[Values, Result]:
    """Return E-I with and without the city administration, and assortativity."""
    result, fewer = answers.ask("mixing"), answers.ask("mixing", without_administration=True)
    values = {**_measured(result, "mixing", "ei_index"), **_measured(fewer, "mixing", "ei_index", "fewer_")}
    return {**values, "r": _row(result, "mixing", "assortativity")[1]}, result


def leaders(answers: Answers) -> tuple[Values, Result]:
    """Return the two institutions of greatest betweenness with their ranges of ranks."""
    result = answers.ask("centrality")
    (one, *first), (two, *second) = columns(_table(result, "institutions"), "label", "best_rank", "worst_rank")[:2]
    return {
        "one": one,
        "one_best": first[0],
        "one_worst": first[1],
        "two": two,
        "two_best": second[0],
        "two_worst": second[1],
    }, result


def circles(answers: Answers) -> tuple[Values, Result]:
    """Return number, modularity and agreement of circles."""
    result = answers.ask("communities")
    counts = {name: _row(result, "quality", name)[1] for name in ("communities", "agreement")}
    return {**counts, **_measured(result, "quality", "modularity")}, result


def core(answers: Answers) -> tuple[Values, Result]:
    """Return size, fit and p of the core."""
    result = answers.ask("core")
    return {str(name): value for name, value in _table(result, "fit").rows}, result


def fields(answers: Answers) -> tuple[Values, Result]:
    """Return thin pairs of fields, and the two institutions that join most alone."""
    result, bridges = answers.ask("relatedness"), answers.ask("bridges")
    thin = [row[0] for row in columns(_table(result, "relatedness"), "thin")]
    (one, first), (two, second) = columns(_table(bridges, "bridges"), "label", "only_link")[:2]
    return {
        "thin": sum(map(bool, thin)),
        "all": len(thin),
        "one": one,
        "first": first,
        "two": two,
        "second": second,
    }, result


def goals(answers: Answers) -> tuple[Values, Result]:
    """Return how many goals have no or one institution."""
    result = answers.ask("coverage")
    counts = [int(str(row[0])) for row in columns(_table(result, "coverage"), "actors")]
    return {"none": counts.count(0), "single": counts.count(1), "all": len(counts)}, result


def cuts(answers: Answers) -> tuple[Values, Result]:
    """Return the number of cut points, and the one whose removal costs most."""
    result = answers.ask("robustness")
    rows = columns(_table(result, "robustness"), "removed", "efficiency_before", "efficiency_after")
    worst = min(rows, key=lambda row: (float(str(row[2])), str(row[0])))
    return {"all": len(rows), "worst": worst[0], "before": worst[1], "after": worst[2]}, result


def years(answers: Answers) -> tuple[Values, Result]:
    """Return dated ties of the first and last year, and undated ones."""
    result = answers.ask("evolve")
    rows = columns(_table(result, "years"), "year", "ties", "undated_ties")
    (first, few, _), (last, many, undated) = rows[0], rows[-1]
    return {"first": first, "few": few, "last": last, "many": many, "undated": undated}, result

"""Page one of a report, which stands alone: a sentence, five figures, a comparison, who bridges, how to read it."""

from collections.abc import Sequence
from html import escape
from typing import Final

from bochum_kg.analysis.report.facts import Facts
from bochum_kg.analysis.report.page import number, paragraph, table_html, tile, with_interval
from bochum_kg.analysis.report.texts import say
from bochum_kg.analysis.tables import Cell, Table, columns, leading
from bochum_kg.analysis.texts import term

__all__ = ["first_page"]

#: The figures that are compared with and without the city administration: verb, table and measure.
_COMPARED: Final = (
    ("summary", "summary", "nodes"),
    ("summary", "summary", "ties"),
    ("summary", "summary", "components"),
    ("summary", "summary", "clustering"),
    ("mixing", "mixing", "assortativity"),
    ("mixing", "mixing", "ei_index"),
    ("core", "fit", "largest_k"),
)
#: How many of those who bridge are named.
_LEADING: Final = 5


def first_page(facts: Facts, language: str, title: str) -> str:
    """Return page one; every figure on it has an interval, is a count, or carries the mark of what has no interval."""
    release = facts.network.manifest["release"]
    return "\n".join(
        [
            f"<header><h1>{escape(title)}</h1>{paragraph(say(language, 'as_of', release=release))}</header>",
            paragraph(_sentence(facts, language), "lead"),
            f'<div class="tiles">{"".join(_tiles(facts, language))}</div>',
            _compared(facts, language),
            _leading(facts, language),
            f"<h3>{escape(say(language, 'h_read'))}</h3>{paragraph(say(language, 'read'))}",
            f"<h3>{escape(say(language, 'h_limits'))}</h3>{paragraph(say(language, 'limits'))}",
        ]
    )


def _joint(facts: Facts) -> tuple[int, int]:
    """Return how many undertakings have several partners, and how many have any."""
    degrees = [facts.network.graph.degree[node] for node in facts.network.second]
    return sum(degree > 1 for degree in degrees), sum(degree > 0 for degree in degrees)


def _goals_alone(facts: Facts) -> tuple[int, int] | None:
    """Return how many goals have one actor at most, and how many there are."""
    table = facts.table("coverage", "coverage")
    if table is None:
        return None
    counts = [row[0] for row in columns(table, "actors")]
    return sum(int(str(one)) <= 1 for one in counts), len(counts)


def _sentence(facts: Facts, language: str) -> str:
    goals, removed = _goals_alone(facts), facts.table("robustness", "robustness")
    alone, every = goals or (0, 0)
    return say(
        language,
        "sentence" if goals else "sentence_without_goals",
        institutions=facts.covered["with_ties"][0],
        joint=_joint(facts)[0],
        cuts=len(removed.rows) if removed else 0,
        goals=alone,
        all_goals=every,
    )


def _tiles(facts: Facts, language: str) -> list[str]:
    goals = _goals_alone(facts)
    return [
        _counted(facts.covered["with_ties"], say(language, "tile_institutions"), language),
        _counted(_joint(facts), say(language, "tile_joint"), language),
        _measured(facts.figure("summary", "summary", "clustering"), say(language, "tile_weave"), language),
        _measured(facts.figure("mixing", "mixing", "ei_index"), say(language, "tile_mixing"), language),
        tile(
            say(language, "of", part=goals[0], whole=goals[1]) if goals else "–",
            say(language, "tile_goals"),
            say(language, "count"),
        ),
    ]


def _counted(found: tuple[int, int], name: str, language: str) -> str:
    """Return a tile with a count and what it is a part of."""
    part, whole = found
    return tile(str(part), name, f"{say(language, 'of', part=part, whole=whole)} ({say(language, 'count')})")


def _measured(row: Sequence[Cell] | None, name: str, language: str) -> str:
    """Return a tile with the interval of the null model."""
    if row is None or row[2] is None:
        return tile("–", name, say(language, "not_measured"))
    low, high = number(row[2], language), number(row[3], language)
    return tile(number(row[1], language), name, say(language, "chance", low=low, high=high))


def _compared(facts: Facts, language: str) -> str:
    """Return the figures with and without the city administration, or only without where the report leaves it out."""
    alone = facts.network.options.without_administration
    cases = {"without_city": True} if alone else {"with_city": False, "without_city": True}
    rows = []
    for verb, name, measure in _COMPARED:
        found = [facts.figure(verb, name, measure, without_city=without) for without in cases.values()]
        rows.append((term(language, measure), *(with_interval(one, language) for one in found)))
    head = ("measure", *(say(language, case) for case in cases))
    title = escape(say(language, "h_figures" if alone else "h_compare"))
    return f"<h3>{title}</h3>{table_html(Table('compared', head, tuple(rows)), head, language)}"


def _leading(facts: Facts, language: str) -> str:
    """Return who stands most between others, with the measure that ranks them and the range of each rank."""
    table = facts.table("centrality", "institutions")
    if table is None:
        return ""
    measure = "projected_betweenness"
    head = ("node", "label", say(language, "x_strength"), measure, say(language, "rank_range"))
    shown = columns(
        leading(table, [measure], _LEADING), "node", "label", "ties", measure, "rank", "best_rank", "worst_rank"
    )
    rows = tuple((*row[:4], f"{row[4]} ({row[5]}–{row[6]})") for row in shown)
    told = table_html(Table("leading", head, rows, table.notes), head[1:], language)
    return f"<h3>{escape(say(language, 'h2')[2:])}</h3>{told if rows else paragraph(say(language, 'nobody_leads'))}"

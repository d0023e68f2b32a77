"""The cluster report: who works with whom, who bridges, how tight, what rests on few; of a field or of the city."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Final

from bochum_kg.analysis.pictures import network_scene
from bochum_kg.analysis.projections import Network, Source
from bochum_kg.analysis.report.facts import Facts, collect
from bochum_kg.analysis.report.figures import bars, grid, matrix, scatter
from bochum_kg.analysis.report.page import figure_html, notes_html, page, paragraph, table_html, tile
from bochum_kg.analysis.report.texts import say
from bochum_kg.analysis.tables import Cell, Table, columns, figure
from bochum_kg.analysis.texts import term
from bochum_kg.analysis.verbs import Request, command, dump

__all__ = ["report", "written"]

#: Rows and columns of the matrix at most.
_MATRIX: Final = 30


def report(source: Source, request: Request, show: Callable[[str], None] = lambda _: None) -> dict[str, bytes]:
    """Return a cluster report as one HTML file, with its manifest.

    Args:
        source: where to ask.
        request: field or none for the whole city, language, seed and draws.
        show: is told each step before it begins.

    Raises:
        UnknownChoiceError: there is no such field.
        AnalysisError: the network has no tie.
    """
    return written(collect(source, request, show), request)


def written(facts: Facts, request: Request) -> dict[str, bytes]:
    """Return the cluster report on facts that were collected, as `report` does."""
    language = request.language
    title = f"{say(language, 'title')}: {_subject(facts.network, request)}"
    body = [
        f'<div class="first">{_first_page(facts, request, title)}</div>',
        *(section(facts, request) for section in (_together, _bridging, _tight, _fields, _goals, _time, _without)),
        _about(facts, request, title),
    ]
    manifest = {
        **facts.network.manifest,
        "command": command(request),
        "settings": {"draws": request.draws, "seed": request.seed},
    }
    return {"report.html": page(language, title, body).encode(), "manifest.json": dump(manifest)}


def _subject(network: Network, request: Request) -> str:
    field = request.options.field
    if field is None:
        return say(request.language, "whole")
    return say(request.language, "of_field", field=network.manifest["field_labels"][request.language])


def _number(value: Cell, language: str) -> str:
    text = figure(round(value, 2) if isinstance(value, float) else value)
    return text.replace(".", ",") if language == "de" else text


def _goals_alone(facts: Facts) -> tuple[int, int] | None:
    table = facts.table("coverage", "coverage")
    if table is None:
        return None
    counts = [row[0] for row in columns(table, "actors")]
    return sum(int(str(one)) <= 1 for one in counts), len(counts)


def _first_page(facts: Facts, request: Request, title: str) -> str:
    language, network = request.language, facts.network
    tied, all_institutions = facts.covered["with_ties"]
    joint = sum(network.graph.degree[node] > 1 for node in network.second)
    recorded = sum(network.graph.degree[node] > 0 for node in network.second)
    goals, removed = _goals_alone(facts), facts.table("robustness", "robustness")
    sentence = say(
        language,
        "sentence" if goals else "sentence_without_goals",
        institutions=tied,
        joint=joint,
        cuts=len(removed.rows) if removed else 0,
        goals=goals[0] if goals else 0,
        all_goals=goals[1] if goals else 0,
    )
    count = say(language, "count")
    tiles = [
        tile(
            str(tied),
            say(language, "tile_institutions"),
            f"{say(language, 'of', part=tied, whole=all_institutions)} ({count})",
        ),
        tile(str(joint), say(language, "tile_joint"), f"{say(language, 'of', part=joint, whole=recorded)} ({count})"),
        _measured(facts.figure("summary", "summary", "clustering"), say(language, "tile_weave"), request),
        _measured(facts.figure("mixing", "mixing", "ei_index"), say(language, "tile_mixing"), request),
        tile(say(language, "of", part=goals[0], whole=goals[1]) if goals else "–", say(language, "tile_goals"), count),
    ]
    return "\n".join(
        [
            f"<header><h1>{escape(title)}</h1>",
            f"{paragraph(say(language, 'as_of', release=network.manifest['release']))}</header>",
            paragraph(sentence, "lead"),
            f'<div class="tiles">{"".join(tiles)}</div>',
            f"<h3>{escape(say(language, 'h_compare'))}</h3>{_compared(facts, language)}",
            _leading(facts, language),
            f"<h3>{escape(say(language, 'h_read'))}</h3>{paragraph(say(language, 'read'))}",
            f"<h3>{escape(say(language, 'h_limits'))}</h3>{paragraph(say(language, 'limits'))}",
        ]
    )


def _measured(row: Sequence[Cell] | None, name: str, request: Request) -> str:
    """Return a tile with the interval of the null model."""
    language = request.language
    if row is None or row[2] is None:
        return tile("–", name, say(language, "not_measured"))
    low, high = _number(row[2], language), _number(row[3], language)
    return tile(_number(row[1], language), name, say(language, "chance", low=low, high=high))


def _compared(facts: Facts, language: str) -> str:
    """Return the figures of page one with and without the city administration."""
    rows = []
    for verb, name, measure in (
        ("summary", "summary", "nodes"),
        ("summary", "summary", "ties"),
        ("summary", "summary", "components"),
        ("summary", "summary", "clustering"),
        ("mixing", "mixing", "assortativity"),
        ("mixing", "mixing", "ei_index"),
        ("core", "fit", "largest_k"),
    ):
        found = [facts.figure(verb, name, measure, without_city=without) for without in (False, True)]
        rows.append((term(language, measure), *(_with_interval(one, language) for one in found)))
    head = ("measure", say(language, "with_city"), say(language, "without_city"))
    return table_html(Table("compared", head, tuple(rows)), head, language)


def _with_interval(row: Sequence[Cell] | None, language: str) -> str:
    if row is None or row[1] is None:
        return "–"
    value = _number(row[1], language)
    if len(row) < 4 or row[2] is None:  # noqa: PLR2004 - measure, value, low, high
        return f"{value} ({say(language, 'count')})" if isinstance(row[1], int) else value
    return f"{value} [{_number(row[2], language)}; {_number(row[3], language)}]"


def _leading(facts: Facts, language: str) -> str:
    table = facts.table("centrality", "institutions")
    if table is None:
        return ""
    shown = ("label", "ties", "betweenness", "rank", "best_rank", "worst_rank")
    return f"<h3>{escape(say(language, 'h2')[2:])}</h3>{table_html(table, shown, language, most=5)}"


def _section(request: Request, number: int, *parts: str) -> str:
    return f"<section><h2>{escape(say(request.language, f'h{number}'))}</h2>{''.join(parts)}</section>"


def _missing(request: Request) -> str:
    return paragraph(say(request.language, "not_measured"), "note")


def _together(facts: Facts, request: Request) -> str:
    language, network = request.language, facts.network
    scene, rows, shown = matrix(
        network, facts.circles, title=say(language, "f_matrix"), language=language, most=_MATRIX
    )
    drawn = network_scene(network.graph, title=say(language, "f_network"), language=language, seed=request.seed)
    circles, quality = facts.table("communities", "communities"), facts.table("communities", "quality")
    told = _missing(request)
    if circles and quality:
        found = {str(row[0]): row for row in quality.rows}
        values = {
            "groups": _number(found["communities"][1], language),
            "modularity": _with_interval(found["modularity"], language),
            "agreement": _number(found["agreement"][1], language),
        }
        told = paragraph(say(language, "t_circles", **values)) + notes_html(quality.notes)
    return _section(
        request,
        1,
        paragraph(say(language, "t1", rows=rows, columns=shown)),
        figure_html(scene, say(language, "f_matrix")),
        figure_html(drawn, say(language, "f_network")),
        told,
        _undertakings(facts, language),
    )


def _undertakings(facts: Facts, language: str) -> str:
    table = facts.table("centrality", "undertakings")
    return table_html(table, ("label", "ties", "betweenness"), language, most=8) if table else ""


def _bridging(facts: Facts, request: Request) -> str:
    language, table = request.language, facts.table("brokers", "brokers")
    if table is None:
        return _section(request, 2, _missing(request))
    graph = facts.network.graph
    points = [
        (str(label), float(graph.degree[node]), float(str(between)), graph.nodes[node])
        for node, label, between in columns(table, "node", "label", "betweenness")
    ]
    scene = scatter(
        points, title=say(language, "f_scatter"), axes=(say(language, "x_strength"), term(language, "betweenness"))
    )
    roles = (
        "label",
        "constraint",
        "effective_size",
        "betweenness",
        "coordinator",
        "gatekeeper",
        "itinerant",
        "liaison",
    )
    bridges = facts.table("bridges", "bridges")
    return _section(
        request,
        2,
        paragraph(say(language, "t2")),
        figure_html(scene, say(language, "f_scatter")),
        table_html(table, roles, language, most=8),
        table_html(bridges, ("label", "fields", "participation", "only_link"), language, most=5) if bridges else "",
    )


def _tight(facts: Facts, request: Request) -> str:
    language, cores, fit = request.language, facts.table("core", "cores"), facts.table("core", "fit")
    parts = [_missing(request)]
    if cores and fit:
        numbers = [int(str(row[0])) for row in columns(cores, "core_number")]
        counts = [
            (f"k = {k}", float(numbers.count(k)), str(numbers.count(k))) for k in sorted(set(numbers), reverse=True)
        ]
        parts = [
            paragraph(say(language, "t3")),
            figure_html(bars(counts, title=say(language, "f_cores")), say(language, "f_cores")),
            table_html(fit, ("measure", "value"), language),
        ]
    mixing = facts.table("mixing", "matrix")
    if mixing:
        names = {
            data["sector"]: data[f"sector_{language}"]
            for _, data in facts.network.graph.nodes(data=True)
            if "sector" in data
        }
        rows = tuple((names[row[0]], names[row[1]], *row[2:]) for row in mixing.rows)
        shown = Table("matrix", mixing.columns, rows, mixing.notes)
        parts += [
            paragraph(say(language, "t_mixing")),
            table_html(shown, ("group", "other", "ties", "expected"), language, most=15),
        ]
    return _section(request, 3, *parts)


def _fields(facts: Facts, request: Request) -> str:
    language, table = request.language, facts.table("relatedness", "relatedness")
    if table is None or not table.rows:
        return _section(request, 4, _missing(request))
    pairs = {
        (str(one), str(other)): (float(str(near)), f"{one} – {other}: {_number(near, language)}")
        for one, other, near in columns(table, "field", "other", "proximity")
    }
    return _section(
        request,
        4,
        paragraph(say(language, "t4")),
        figure_html(grid(pairs, title=say(language, "f_fields")), say(language, "f_fields")),
        table_html(table, ("field", "other", "shared", "proximity", "thin"), language, most=6),
    )


def _goals(facts: Facts, request: Request) -> str:
    language, table = request.language, facts.table("coverage", "coverage")
    if table is None:
        return _section(request, 5, _missing(request))
    rows = [
        (f"{label} ({term(language, str(level))})", float(str(actors)), str(actors))
        for label, level, actors in columns(table, "label", "level", "actors")
    ]
    rests = facts.table("coverage", "rests_on")
    return _section(
        request,
        5,
        paragraph(say(language, "t5")),
        figure_html(bars(rows, title=say(language, "f_goals")), say(language, "f_goals")),
        table_html(table, ("label", "level", "actors", "activities", "sectors", "concentration"), language, most=16),
        table_html(rests, ("actor", "goal", "level"), language, most=6) if rests and rests.rows else "",
    )


def _time(facts: Facts, request: Request) -> str:
    language, years, changes = request.language, facts.table("evolve", "years"), facts.table("evolve", "changes")
    if years is None or changes is None:
        return _section(request, 6, _missing(request))
    rows = [(str(year), float(str(ties)), str(ties)) for year, ties in columns(years, "year", "ties")]
    shown = ("before", "after", "actors_new", "actors_kept", "actors_lost", "ties_new", "ties_lost", "jaccard")
    return _section(
        request,
        6,
        paragraph(say(language, "t6")),
        figure_html(bars(rows, title=say(language, "f_years")), say(language, "f_years")),
        table_html(changes, shown, language),
        notes_html(years.notes),
    )


def _without(facts: Facts, request: Request) -> str:
    language, table = request.language, facts.table("robustness", "robustness")
    if table is None or not table.rows:
        return _section(request, 7, _missing(request))
    rows = [
        (str(name), float(str(after)), str(after)) for name, after in columns(table, "removed", "components_after")[:8]
    ]
    shown = (
        "removed",
        "components_before",
        "components_after",
        "largest_after",
        "efficiency_before",
        "efficiency_after",
    )
    return _section(
        request,
        7,
        paragraph(say(language, "t7")),
        figure_html(bars(rows, title=say(language, "f_removed")), say(language, "f_removed")),
        table_html(table, shown, language, most=8),
    )


def _about(facts: Facts, request: Request, title: str) -> str:
    language, manifest = request.language, facts.network.manifest
    covered = tuple(
        (say(language, name), say(language, "of", part=part, whole=whole))
        for name, (part, whole) in facts.covered.items()
    )
    head = ("measure", say(language, "count"))
    query = manifest["queries"]["inst-joint"]
    versions = ", ".join(f"{name} {number}" for name, number in manifest["versions"].items())
    boundary = "boundary_field" if request.options.field else "boundary_city"
    return "".join(
        [
            f"<section><h2>{escape(say(language, 'h_covered'))}</h2>",
            table_html(Table("covered", head, covered), head, language),
            f"<h3>{escape(say(language, 'h_boundary'))}</h3>{paragraph(say(language, boundary))}",
            f"<h3>{escape(say(language, 'h_cite'))}</h3>",
            paragraph(say(language, "cite", title=title, release=manifest["release"])),
            f"<p>{escape(say(language, 'repeat'))} <code>{escape(command(request))} --lang {language}</code></p>",
            paragraph(say(language, "query", file=query["file"], sha=query["sha256"][:12], versions=versions), "note"),
            "</section>",
        ]
    )

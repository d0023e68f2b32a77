"""The cluster report: who works with whom, who bridges, how tight, what rests on few; of a field or of the city."""

from collections.abc import Callable
from html import escape
from typing import Final

from bochum_kg.analysis.pictures import network_scene
from bochum_kg.analysis.projections import Network, Source
from bochum_kg.analysis.report.facts import Facts, collect
from bochum_kg.analysis.report.figures import bars, grid, matrix, scatter
from bochum_kg.analysis.report.first import first_page
from bochum_kg.analysis.report.page import (
    MARK,
    figure_html,
    heading,
    notes_html,
    number,
    page,
    paragraph,
    table_html,
    with_interval,
)
from bochum_kg.analysis.report.texts import say
from bochum_kg.analysis.request import Request
from bochum_kg.analysis.tables import Table, columns
from bochum_kg.analysis.texts import note, term
from bochum_kg.analysis.usage import command
from bochum_kg.analysis.verbs import dump

__all__ = ["report", "written"]

#: Rows and columns of the matrix at most.
_MATRIX: Final = 30
#: The measure that brokers are ranked by, and what is shown of them.
_BETWEEN: Final = "projected_betweenness"
_BROKERING: Final = (
    "constraint",
    "effective_size",
    _BETWEEN,
    "coordinator",
    "gatekeeper",
    "itinerant",
    "liaison",
)


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
        f'<div class="first">{first_page(facts, language, title)}</div>',
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


def _section(request: Request, place: int, *parts: str) -> str:
    return f"<section><h2>{escape(say(request.language, f'h{place}'))}</h2>{''.join(parts)}</section>"


def _missing(request: Request) -> str:
    return paragraph(say(request.language, "not_measured"), "note")


def _together(facts: Facts, request: Request) -> str:
    language, network = request.language, facts.network
    scene, rows, shown = matrix(
        network, facts.circles, title=say(language, "f_matrix"), language=language, most=_MATRIX
    )
    drawn = network_scene(network.graph, title=say(language, "f_network"), language=language, seed=request.seed)
    return _section(
        request,
        1,
        paragraph(say(language, "t1", rows=rows, columns=shown)),
        figure_html(scene, say(language, "f_matrix")),
        figure_html(drawn, say(language, "f_network")),
        _circles(facts, request),
        _undertakings(facts, language),
    )


def _circles(facts: Facts, request: Request) -> str:
    language, quality = request.language, facts.table("communities", "quality")
    if quality is None:
        return _missing(request)
    found = {str(row[0]): row for row in quality.rows}
    told = say(
        language,
        "t_circles",
        groups=number(found["communities"][1], language),
        modularity=with_interval(found["modularity"], language),
        agreement=with_interval(found["agreement"], language),
    )
    return paragraph(told) + notes_html(quality.notes)


def _undertakings(facts: Facts, language: str) -> str:
    table, measure = facts.table("centrality", "undertakings"), "betweenness"
    return table_html(table, ("label", "ties", measure), language, most=8, by=[measure]) if table else ""


def _bridging(facts: Facts, request: Request) -> str:
    language, brokers, bridges = request.language, facts.table("brokers", "brokers"), facts.table("bridges", "bridges")
    if brokers is None:
        return _section(request, 2, _missing(request))
    reach = ("fields", "participation", "only_link")
    return _section(
        request,
        2,
        paragraph(say(language, "t2")),
        _scatter(brokers, facts.network, language),
        table_html(brokers, ("label", *_BROKERING), language, most=8, by=[_BETWEEN]),
        table_html(bridges, ("label", *reach), language, most=5, by=["fields", "only_link"]) if bridges else "",
    )


def _scatter(brokers: Table, network: Network, language: str) -> str:
    points = [
        (str(label), float(network.graph.degree[node]), float(str(between)), network.graph.nodes[node])
        for node, label, between in columns(brokers, "node", "label", _BETWEEN)
    ]
    caption = say(language, "f_scatter")
    axes = (say(language, "x_strength"), heading(language, _BETWEEN))
    return figure_html(scatter(points, title=caption, axes=axes), caption)


def _tight(facts: Facts, request: Request) -> str:
    language, cores, fit = request.language, facts.table("core", "cores"), facts.table("core", "fit")
    if cores is None or fit is None:
        return _section(request, 3, _missing(request), _mixing(facts, language))
    numbers = [int(str(row[0])) for row in columns(cores, "core_number")]
    counts = [(f"k = {k}", float(numbers.count(k)), str(numbers.count(k))) for k in sorted(set(numbers), reverse=True)]
    return _section(
        request,
        3,
        paragraph(say(language, "t3")),
        figure_html(bars(counts, title=say(language, "f_cores")), say(language, "f_cores")),
        _fit(fit, language),
        _mixing(facts, language),
    )


def _fit(fit: Table, language: str) -> str:
    """Return how well core and periphery fit, with how often draws fit as well."""
    found = {str(name): value for name, value in fit.rows}
    shown = [
        (term(language, name), with_interval((name, found[name]), language)) for name in ("largest_k", "core_size")
    ]
    said = f"{number(found['core_fit'], language)} (p = {number(found['core_p'], language)})"
    rows = (*shown, (term(language, "core_fit"), said))
    return table_html(Table("fit", fit.columns, rows, fit.notes), fit.columns, language)


def _mixing(facts: Facts, language: str) -> str:
    mixing = facts.table("mixing", "matrix")
    if mixing is None:
        return ""
    nodes = facts.network.graph.nodes.values()
    names = {data["sector"]: data[f"sector_{language}"] for data in nodes if "sector" in data}
    rows = tuple((names[row[0]], names[row[1]], *row[2:]) for row in mixing.rows)
    shown = Table("matrix", mixing.columns, rows, mixing.notes)
    table = table_html(shown, ("group", "other", "ties", "expected"), language, most=15)
    return paragraph(say(language, "t_mixing")) + table


def _fields(facts: Facts, request: Request) -> str:
    language, table = request.language, facts.table("relatedness", "relatedness")
    if table is None:
        return _section(request, 4, _missing(request))
    if not table.rows:
        return _section(request, 4, paragraph(note(language, "no_shared"), "note"))
    pairs = {
        (str(one), str(other)): (float(str(near)), f"{one} – {other}: {number(near, language)}{MARK}")
        for one, other, near in columns(table, "field", "other", "proximity")
    }
    return _section(
        request,
        4,
        paragraph(say(language, "t4")),
        figure_html(grid(pairs, title=say(language, "f_fields")), say(language, "f_fields")),
        table_html(table, ("field", "other", "shared", "proximity", "thin"), language, most=6, order="proximity"),
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
    if table is None:
        return _section(request, 7, _missing(request))
    if not table.rows:
        return _section(request, 7, notes_html(table.notes))
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
        table_html(table, shown, language, most=8, order="components_after"),
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

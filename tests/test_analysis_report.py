"""The commands, the cluster report, the findings and the notebook, as a person uses them."""

import json
import os
import re
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bochum_kg.analysis import PROJECTIONS, Source, centralisation, communities, newman_projection, project
from bochum_kg.analysis.choosing import Options
from bochum_kg.analysis.findings import findings
from bochum_kg.analysis.report import report
from bochum_kg.analysis.report.page import MARK, table_html
from bochum_kg.analysis.report.texts import TEXTS
from bochum_kg.analysis.request import Request
from bochum_kg.analysis.tables import Table, columns, figure
from bochum_kg.analysis.texts import COLUMNS, NOTES, term
from bochum_kg.analysis.usage import USAGES
from bochum_kg.analysis.verbs import VERBS, analyse
from bochum_kg.build import Release
from bochum_kg.cli import main
from bochum_kg.cli.analysing import PAGES
from bochum_kg.engine import Engine
from bochum_kg.errors import AnalysisError, UnknownChoiceError
from bochum_kg.resources import folder


def run(release: Release, *arguments: str | Path) -> Result:
    """Type a command about a release."""
    return CliRunner().invoke(main, [*map(str, arguments), "--release", str(release.folder)])


@pytest.fixture(scope="module")
def real(bochum: Engine, bochum_release: Release) -> Source:
    """Where the networks of the real graph come from."""
    return Source(bochum, bochum_release.id)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_answers_in_both_languages_with_the_same_figures(real: Source, verb: str) -> None:
    """Only names and notes differ."""
    german, english = (analyse(real, Request(verb, draws=20, language=language)) for language in ("de", "en"))
    for one, other in zip(german.tables, english.tables, strict=True):
        assert one.columns == other.columns
        assert len(one.rows) == len(other.rows) > 0 or one.name == "rests_on"
        assert len(one.notes) == len(other.notes)
    assert german.manifest["counts"] == english.manifest["counts"]
    assert f"analyse {verb}" in english.manifest["command"]


@pytest.mark.parametrize("verb", VERBS)
def test_no_figure_is_ever_nan(real: Source, verb: str) -> None:
    """Neither in the whole network nor in a field; a field that cannot carry the measure is a sentence."""
    for options in (Options(), Options(field="it-sicherheit")):
        with suppress(AnalysisError):
            tables = analyse(real, Request(verb, options=options, draws=20)).tables
            assert not re.search(rb"\b(nan|inf)\b", b"".join(table.as_csv() for table in tables))


def test_a_small_network_gets_no_ranks_beyond_five_and_no_tested_pairs(real: Source) -> None:
    """Under 30 institutions or 20 joint undertakings the tables end, and say why; nobody ranks by a value of 0."""
    small = Options(field="it-sicherheit")
    ranked = analyse(real, Request("centrality", options=small)).tables[0]
    found = columns(ranked, "projected_betweenness", "rank")
    assert [rank for _, rank in found] == [1, 2]
    assert all(float(str(value)) > 0 for value, _ in found)
    assert any("Small sample" in note for note in ranked.notes)
    tested = analyse(real, Request("significance", options=small, draws=20)).tables
    assert [table.name for table in tested] == ["weave"]


@pytest.mark.parametrize(
    ("verb", "projection", "tables"),
    [
        ("bridges", "inst-field", {"bridges": "fields"}),
        ("bridges", "inst-joint", {"bridges": "undertakings"}),
        ("bridges", "goal-inst", {"bridges": "goals"}),
        ("relatedness", "inst-field", {"relatedness": "field"}),
        ("relatedness", "inst-act", {"relatedness": "activity"}),
        ("centrality", "inst-joint", {"institutions": "sector", "undertakings": "ties"}),
        ("centrality", "goal-act", {"activities": "rank", "goals": "ties"}),
        ("coverage", "goal-inst", {"coverage": "actors", "rests_on": "actor"}),
        ("coverage", "goal-act", {"coverage": "activities", "rests_on": "activity"}),
    ],
)
def test_tables_and_columns_are_called_what_they_hold(
    real: Source, verb: str, projection: str, tables: dict[str, str]
) -> None:
    """Whatever network the verb is asked of; and no column is empty."""
    found = {table.name: table for table in analyse(real, Request(verb, projection)).tables}
    assert set(found) == set(tables)
    for name, column in tables.items():
        assert column in found[name].columns
        assert found[name].rows
        assert all(any(cells) for cells in zip(*found[name].text, strict=True))


def test_ties_are_listed_with_all_their_evidence(real: Source) -> None:
    """Basis, weakness, statements, sources, beginning and end, of derived ties as of recorded ones."""
    for name in ("inst-joint", "inst-inst-joint"):
        _, ties = analyse(real, Request("project", name, Options(year=2022))).tables
        evidence = {"basis", "weak_source", "kind", "relation", "source", "start", "end"}
        assert evidence <= set(ties.columns)
        assert all(basis in {"stated", "inferred"} for (basis,) in columns(ties, "basis"))
        assert any(end for (end,) in columns(ties, "end"))


@pytest.mark.parametrize("field", ["it-sicherheit", "neuro-kognition"])
def test_a_field_without_a_way_to_goals_covers_none_of_them(real: Source, field: str) -> None:
    """Every goal stands there with 0; that is the answer, and no error."""
    whole, found = (analyse(real, Request("coverage", options=Options(field=one))).tables[0] for one in (None, field))
    assert {goal for (goal,) in columns(found, "goal")} == {goal for (goal,) in columns(whole, "goal")}
    assert {tuple(counts) for counts in columns(found, "actors", "activities", "sectors")} == {(0, 0, 0)}


def test_circles_are_found_where_moves_gain_no_more_than_rounding(real: Source) -> None:
    """The search ends when modularity does not grow; by itself igraph moved nodes back and forth here without end."""
    found = project(real, "goal-goal", Options(without_inferred=True)).graph
    tied = found.subgraph([node for node, degree in found.degree if degree])
    circles = communities(tied, weight="weight")
    assert circles.modularity == pytest.approx(communities(tied, method="exact", weight="weight").modularity)


@pytest.mark.parametrize("field", ["smart-city", "materialforschung", "gruendung-transfer"])
def test_a_field_is_compared_with_all_others(real: Source, field: str) -> None:
    """Who joins two fields alone, and how near fields are, does not depend on the field that is shown."""
    for verb in ("bridges", "relatedness"):
        (whole,), (shown,) = (analyse(real, Request(verb, options=Options(field=one))).tables for one in (None, field))
        assert shown.rows
        assert set(shown.rows) < set(whole.rows)
        assert shown.notes[-1] == NOTES["across"]["en"]
    members = {node for node, data in real.nodes.items() if data["type"] == "institution" and field in data["field"]}
    (bridging,) = analyse(real, Request("bridges", options=Options(field=field))).tables
    assert {row[0] for row in bridging.rows} <= members


def test_change_counts_institutions_and_their_partners(real: Source) -> None:
    """Undertakings are no actors, and ties gather among partners, not among undertakings (Borgatti & Everett 1997)."""
    years, changes = analyse(real, Request("evolve", years=(2015, 2024))).tables
    network = project(real, "inst-joint", Options(year=2024))
    partners = newman_projection(network.graph, network.first)
    tied = [node for node in network.first if network.graph.degree[node]]
    (*_, last), (change,) = years.rows, changes.rows
    assert last[:3] == (2024, network.graph.number_of_edges(), len(tied))
    assert last[3] == pytest.approx(centralisation({node: n for node, n in partners.degree if n}))
    told = dict(zip(changes.columns, map(str, change), strict=True))
    assert int(told["actors_new"]) + int(told["actors_kept"]) == len(tied)


def test_a_core_is_judged_by_draws_of_the_two_mode_network(real: Source) -> None:
    """The cliques of a projection look like a core under swapped ties and do not under curveball draws."""
    fit = {row[0]: row[1] for row in analyse(real, Request("core", draws=100)).tables[0].rows}
    assert float(str(fit["core_p"])) > 0.05


def test_the_manifest_repeats_the_figures(real: Source, tmp_path: Path, bochum_release: Release) -> None:
    """The command in the manifest, typed again, gives the same files."""
    first = run(
        bochum_release,
        "analyse",
        "mixing",
        "--draws",
        "50",
        "--without-administration",
        "--lang",
        "en",
        "--out",
        tmp_path / "a",
    )
    assert first.exit_code == 0, first.output
    manifest = json.loads((tmp_path / "a" / "manifest.json").read_text(encoding="utf-8"))
    words = manifest["command"].split()[1:]
    again = run(bochum_release, *words, "--lang", "en", "--out", tmp_path / "b")
    assert again.exit_code == 0, again.output
    for path in sorted((tmp_path / "a").iterdir()):
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()
    assert real.release == manifest["release"]


def test_a_verb_prints_its_tables(bochum_release: Release) -> None:
    """Names instead of long addresses, notes, and the command."""
    result = run(bochum_release, "analyse", "coverage", "--lang", "de")
    assert result.exit_code == 0, result.output
    assert "bo:kompetenz/shootingstar" in result.output
    assert "* Niemand in den Daten heißt nicht niemand in der Stadt" in result.output
    assert f"release {bochum_release.id}" in result.output


def test_a_verb_says_how_many_ties_its_options_leave_out(bochum_release: Release) -> None:
    """By reason, behind the command."""
    result = run(bochum_release, "analyse", "summary", "--draws", "10", "--year", "2018", "--lang", "en")
    assert result.exit_code == 0, result.output
    assert re.search(r"; ties left out: \d+ other year, \d+ undated\)", result.output)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("analyse", "centralty"), "bridges, brokers, centrality"),
        (("analyse", "summary", "--projection", "inst"), "inst-act, inst-field"),
        (("analyse", "summary", "--field", "it"), "it-sicherheit"),
        (("analyse", "mixing", "--by", "size"), "kind, scope, sector"),
        (("analyse", "communities", "--method", "walktrap"), "exact, leiden, louvain"),
        (("analyse", "communities", "--method", "exact"), "at most 80 nodes"),
        (("analyse", "coverage", "--projection", "inst-act"), "goal-act, goal-inst"),
        (("analyse", "bridges", "--projection", "inst-relations"), "inst-field"),
        (
            ("analyse", "core", "--projection", "inst-inst-stated", "--field", "ikt"),
            "No node of the network inst-inst-s",
        ),
        (("analyse", "brokers", "--projection", "goal-goal"), "has a sector on record"),
        (("analyse", "centrality", "--projection", "inst-field", "--field", "ikt"), "two nodes of each kind"),
        (("analyse", "evolve", "--field", "ikt"), "is dated to any of the years 2005, 2010"),
        (("analyse", "coverage", "--year", "2020"), "No tie of the network goal-inst has a date"),
        (("analyse", "robustness", "--remove", "nobody"), "no node with ties"),
        (("analyse", "brokers", "--field", "neuro-kognition"), "choose a larger one"),
        (("analyse", "report", "--field", "neuro-kognition"), "nothing to report"),
        (("analyse", "findings", "--field", "it-sicherheit"), "'--field'; there are: --draws, --engine, --lang"),
        (("analyse", "findings", "--year", "2020"), "'--year'; there are: --draws"),
        (("analyse", "report", "--projection", "goal-act"), "'--projection'; there are: --draws"),
        (("analyse", "report", "--by", "kind"), "'--by'; there are: --draws"),
        (("analyse", "summary", "--remove", "nobody"), "'--remove'; there are: --draws"),
        (("analyse", "summary", "--at", "2000"), "'--at'; there are: --draws"),
        (("analyse", "summary", "--by", "sector"), "'--by'; there are: --draws"),
        (("analyse", "evolve", "--year", "2020"), "'--year'; there are: --at"),
        (("analyse", "coverage", "--seed", "1"), "'--seed'; there are: --engine"),
        (("export", "dot"), "csv, gexf, graphml"),
        (("export", "csv", "--projection", "all"), "field-field, goal-act"),
    ],
)
def test_bad_input_is_answered_with_what_there_is(
    bochum_release: Release, arguments: tuple[str, ...], words: str
) -> None:
    """One sentence on standard error, exit code 2."""
    result = run(bochum_release, *arguments)
    assert result.exit_code == 2
    assert words in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_every_verb_says_which_options_it_takes() -> None:
    """The table of usages names the verbs that there are, and only what a request has."""
    assert set(USAGES) == {*VERBS, *PAGES}
    known = {*vars(Options()), *vars(Request("summary"))}
    assert all(known.issuperset(usage.options) for usage in USAGES.values())


@pytest.mark.parametrize(("verb", "option"), [("summary", "--year"), ("evolve", "--at")])
def test_a_year_far_from_the_record_is_refused(bochum_release: Release, verb: str, option: str) -> None:
    """The sentence names the years that can be asked for."""
    result = run(bochum_release, "analyse", verb, option, "99999")
    assert result.exit_code == 2
    assert "1800<=x<=2100" in result.stderr


def test_years_are_compared_in_their_order(real: Source) -> None:
    """Whatever order they are asked for in, and each once; the command says so."""
    asked, sorted_ = (analyse(real, Request("evolve", years=years)) for years in ((2025, 2005, 2025), (2005, 2025)))
    assert [table.rows for table in asked.tables] == [table.rows for table in sorted_.tables]
    assert asked.manifest["command"] == "bochum-kg analyse evolve --at 2005 --at 2025"


def test_a_year_without_ties_stands_beside_those_that_have_some(real: Source) -> None:
    """A derived network begins with the first tie that is dated."""
    asked = Request("evolve", "inst-inst-joint", Options(field="it-sicherheit"), years=(2005, 2022))
    (first, none), (last, some) = columns(analyse(real, asked).tables[0], "year", "ties")
    assert (first, none, last) == (2005, 0, 2022)
    assert int(str(some)) > 0


def test_the_findings_never_name_an_option_that_they_do_not_follow(real: Source) -> None:
    """Asked from Python for a field, the manifest repeats the whole network, which is what they are about."""
    files = findings(real, Request("findings", options=Options(field="it-sicherheit"), draws=10))
    command = json.loads(files["manifest.json"])["command"]
    assert command == "bochum-kg analyse findings --draws 10 --seed 0"


@pytest.mark.parametrize("name", PROJECTIONS)
def test_every_network_is_exported(bochum_release: Release, tmp_path: Path, name: str) -> None:
    """Each projection is written where it was asked for, with its manifest."""
    result = run(bochum_release, "export", "graphml", "--projection", name, "--out", tmp_path / "net.graphml")
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["net.graphml", "net.manifest.json"]
    assert json.loads((tmp_path / "net.manifest.json").read_text(encoding="utf-8"))["projection"] == name


class Page(HTMLParser):
    """What a report holds: headings, addresses, figures with title and caption, tables with rows."""

    def __init__(self, html: str) -> None:
        """Read a page."""
        super().__init__()
        self.language = ""
        self.addresses: list[tuple[str, str]] = []
        self.tags: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what loads or links."""
        found = dict(attrs)
        self.tags.append(tag)
        self.language = self.language or found.get("lang") or ""
        self.addresses += [(tag, value) for name, value in attrs if name in {"src", "href", "data", "srcset"} and value]


@pytest.fixture(scope="module", params=[(None, "en"), ("it-sicherheit", "de"), ("gesundheitswirtschaft", "en")])
def made(request: pytest.FixtureRequest, real: Source) -> tuple[str, str, str | None]:
    """A report as HTML, with its language and field."""
    field, language = request.param
    files = report(real, Request("report", options=Options(field=field), language=language, draws=50))
    assert sorted(files) == ["manifest.json", "report.html"]
    return files["report.html"].decode(), language, field


def test_a_report_stands_alone(made: tuple[str, str, str | None]) -> None:
    """It loads nothing; the only addresses are those of things in the graph."""
    html, language, _ = made
    page = Page(html)
    assert page.language == language
    assert not {"script", "link", "img", "iframe", "object"} & set(page.tags)
    assert {tag for tag, _ in page.addresses} == {"a"}
    assert all(address.startswith("https://w3id.org/bochum-strategie/id/") for _, address in page.addresses)
    assert "url(" not in html


def test_every_figure_has_title_caption_and_table(made: tuple[str, str, str | None]) -> None:
    """A figure can be read without seeing it."""
    html, _, _ = made
    for section in re.findall(r"<section>.*?</section>", html, re.DOTALL):
        figures = re.findall(r"<figure>.*?</figure>", section, re.DOTALL)
        assert all("<title>" in one and "<figcaption>" in one for one in figures)
        assert not figures or "<table>" in section


def _first(html: str) -> str:
    return html[html.index('<div class="first">') : html.index("<section>")]


def _tables(html: str) -> list[list[list[str]]]:
    """Return the cells of each table, its head first."""
    rows = (re.findall(r"<tr>.*?</tr>", one, re.DOTALL) for one in re.findall(r"<table>.*?</table>", html, re.DOTALL))
    return [
        [[re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row)] for row in table]
        for table in rows
    ]


def test_every_figure_of_page_one_has_an_interval_or_is_a_count(made: tuple[str, str, str | None]) -> None:
    """Or it carries the mark of what has no interval, or it says that nothing is computed; in tiles and tables."""
    html, language, _ = made
    tiles = re.findall(r'<div class="tile"><b>(.*?)</b>.*?<span class="range">(.*?)</span></div>', html)
    assert len(tiles) == 5
    words = [TEXTS[name][language].split("{")[0] for name in ("count", "chance", "not_measured")]
    assert all(any(word in beside for word in words) for _, beside in tiles)
    told = re.compile(rf"\[.+; .+\]|\({TEXTS['count'][language]}\)|{MARK}|\(\d+–\d+\)")
    figures = [
        (head, cell)
        for heads, *rows in _tables(_first(html))
        for row in rows
        for head, cell in zip(heads, row, strict=True)
        if re.match(r"[-\d]", cell)
    ]
    assert len(figures) >= 12
    assert [one for one in figures if not told.search(" ".join(one))] == []
    assert MARK in TEXTS["read"][language]


def test_no_table_of_a_report_shows_a_computed_figure_bare(made: tuple[str, str, str | None]) -> None:
    """What is no whole number has an interval, a p or the mark, in its cell or in its head."""
    html, _, _ = made
    bare = [
        (head, cell)
        for heads, *rows in _tables(html)
        for row in rows
        for head, cell in zip(heads, row, strict=True)
        if re.fullmatch(r"-?\d+[.,]\d+", cell) and MARK not in head
    ]
    assert bare == []


def test_a_field_without_bridges_says_so(real: Source) -> None:
    """Instead of naming some of those that all have 0; the table of the command says it too."""
    asked = Request("report", options=Options(field="gesundheitswirtschaft"), draws=20)
    html = report(real, asked)["report.html"].decode()
    assert TEXTS["nobody_leads"]["en"] in _first(html)
    ranked = analyse(real, replace(asked, verb="centrality")).tables[0]
    assert ranked.rows == ()
    assert NOTES["unranked"]["en"] in ranked.notes


@pytest.mark.parametrize(("field", "language"), [(None, "en"), ("it-sicherheit", "de")])
def test_page_one_shows_the_value_that_ranks(real: Source, field: str | None, language: str) -> None:
    """Those who bridge are sorted by the figure in their row, which section 2 has under the same word."""
    asked = Request("report", options=Options(field=field), language=language, draws=20)
    html = report(real, asked)["report.html"].decode()
    ranked = analyse(real, Request("centrality", options=Options(field=field), language=language)).tables[0]
    word = f"{term(language, 'projected_betweenness')}{MARK}"
    assert term(language, "projected_betweenness") != term(language, "betweenness")
    heads, *rows = next(table for table in _tables(_first(html)) if word in table[0])
    shown = {row[0]: row[heads.index(word)] for row in rows}
    wanted = {str(name): figure(value) for name, value in columns(ranked, "label", "projected_betweenness")}
    assert shown
    assert {name: value.replace(",", ".") for name, value in shown.items()}.items() <= wanted.items()
    assert all(float(value.replace(",", ".")) > 0 for value in shown.values())
    assert word in html[html.index("<section>") :]


def test_a_report_without_the_city_administration_compares_it_with_nothing(real: Source) -> None:
    """Its key figures stand once, under their own name."""
    asked = Request("report", options=Options(without_administration=True), draws=20)
    html = report(real, asked)["report.html"].decode()
    heads, *rows = next(table for table in _tables(_first(html)) if "measure" in table[0])
    assert heads == ["measure", TEXTS["without_city"]["en"]]
    assert len(rows) == 7
    assert TEXTS["with_city"]["en"] not in [head for table in _tables(html) for head in table[0]]
    assert TEXTS["h_compare"]["en"] not in html


def test_a_report_tells_nothing_found_from_nothing_computed(real: Source) -> None:
    """A network that no single institution holds together was measured; so was a field that shares nobody."""
    robust, alone = (
        report(real, Request("report", options=Options(field=field), draws=20))["report.html"].decode()
        for field in ("smart-city", "digital-health")
    )
    assert NOTES["no_cuts"]["en"] in robust[robust.index(TEXTS["h7"]["en"]) :]
    assert NOTES["no_shared"]["en"] in alone[alone.index(TEXTS["h4"]["en"]) :]


def test_a_list_that_ends_inside_a_tie_says_so() -> None:
    """How many more rows there are, and how many of them have the value of the last one shown."""
    table = Table("x", ("name", "value"), (("a", 0.5), ("b", 0.2), ("c", 0.2), ("d", 0.1)))
    shown = [table_html(table, ["name", "value"], "en", most=most, order="value") for most in (1, 2, 3, 4)]
    told = [re.findall(r'<p class="note">(.*?)</p>', one) for one in shown]
    assert told == [
        [TEXTS["more"]["en"].format(more=3)],
        [TEXTS["more_equal"]["en"].format(more=2, equal=1)],
        [TEXTS["more"]["en"].format(more=1)],
        [],
    ]


def test_a_report_says_its_limits_and_how_to_repeat_it(made: tuple[str, str, str | None]) -> None:
    """Limits, coverage, boundary, citation, command."""
    html, language, field = made
    for name in ("limits", "read", "h_covered", "h_cite"):
        assert TEXTS[name][language] in html.replace("&quot;", '"')
    wanted = f"bochum-kg analyse report{f' --field {field}' if field else ''} --draws 50 --seed 0 --lang {language}"
    assert wanted in html


def test_the_report_is_written_by_its_command(bochum_release: Release, tmp_path: Path) -> None:
    """Twice the same bytes."""
    for name in ("a", "b"):
        result = run(
            bochum_release,
            "analyse",
            "report",
            "--field",
            "it-sicherheit",
            "--lang",
            "de",
            "--draws",
            "20",
            "--out",
            tmp_path / name,
        )
        assert result.exit_code == 0, result.output
    for file in ("report.html", "manifest.json"):
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


#: Writes every output of the analysis about a release, as fast as draws allow.
EVERYTHING = """
import sys
from pathlib import Path
from bochum_kg.analysis import Options, open_release, project
from bochum_kg.analysis.exporting import FORMATS, export_files
from bochum_kg.analysis.findings import findings
from bochum_kg.analysis.report import report
from bochum_kg.analysis.request import Request
from bochum_kg.analysis.verbs import VERBS, analyse

def write(name, files):
    for file, content in files.items():
        target = Path(sys.argv[2], name, file)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)

with open_release(sys.argv[1]) as source:
    field = Options(field="gesundheitswirtschaft")
    for verb in VERBS:
        write(verb, analyse(source, Request(verb, draws=10)).files())
    for form in (*FORMATS, "svg", "png"):
        for name in ("inst-joint", "inst-inst-joint", "inst-field"):
            write(form, export_files(project(source, name, field), form, seed=3))
    write("report", report(source, Request("report", options=field, language="de", draws=10)))
    write("findings", findings(source, Request("findings", draws=10)))
"""


def test_no_file_depends_on_the_hash_seed_of_the_process(bochum_release: Release, tmp_path: Path) -> None:
    """Every verb, format, report and finding has the same bytes in two processes with other hash seeds.

    The files of a release are held by ``test_build``.
    """
    running = []
    for seed in ("1", "2"):
        command = [sys.executable, "-c", EVERYTHING, str(bochum_release.folder), str(tmp_path / seed)]
        running.append(subprocess.Popen(command, env={**os.environ, "PYTHONHASHSEED": seed}))
    assert [one.wait() for one in running] == [0, 0]
    first, second = (
        {
            str(path.relative_to(tmp_path / seed)): path.read_bytes()
            for path in sorted((tmp_path / seed).rglob("*"))
            if path.is_file()
        }
        for seed in ("1", "2")
    )
    assert len(first) > 2 * len(VERBS) + 8
    assert [name for name, content in first.items() if second.get(name) != content] == []
    assert set(first) == set(second)


@pytest.mark.parametrize("texts", [TEXTS, NOTES, COLUMNS], ids=["report", "notes", "columns"])
def test_every_text_is_there_in_both_languages_with_the_same_places(texts: dict[str, dict[str, str]]) -> None:
    """Nobody gets a figure less."""
    for name, languages in texts.items():
        assert set(languages) == {"de", "en"}, name
        german, english = (sorted(re.findall(r"{(\w+)}", languages[language])) for language in ("de", "en"))
        assert german == english, name


def _without_release(page: str) -> str:
    return re.sub(r"release \w+;", "release;", page)


def test_the_findings_in_docs_are_those_of_the_data(real: Source) -> None:
    """docs/findings.md is what the command writes, but for the name of the release."""
    written = findings(real, Request("findings"))["findings.md"].decode()
    kept = (folder("docs") / "findings.md").read_text(encoding="utf-8")
    assert _without_release(kept) == _without_release(written), "run bochum-kg analyse findings and copy its page"


def test_there_are_ten_findings_each_with_command_query_and_caveat(real: Source) -> None:
    """In German too."""
    page = findings(real, Request("findings", language="de", draws=50))["findings.md"].decode()
    assert len(re.findall(r"^\d+\. ", page, re.MULTILINE)) == 10
    assert page.count("*Vorbehalt:*") == page.count("*Befehl:*") == page.count("queries/projections/") == 10


def test_an_unknown_verb_is_answered_with_the_known_ones(real: Source) -> None:
    """From Python as from the command line."""
    with pytest.raises(UnknownChoiceError, match="bridges, brokers"):
        analyse(real, Request("rank"))


def test_the_notebook_runs_from_release_to_figure(
    bochum_release: Release, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every cell of docs/analysis.ipynb runs in order, and the last one draws."""
    monkeypatch.setenv("BOCHUM_KG_RELEASE", str(bochum_release.folder))
    notebook = json.loads((folder("docs") / "analysis.ipynb").read_text(encoding="utf-8"))
    assert (notebook["nbformat"], notebook["cells"][0]["cell_type"]) == (4, "markdown")
    names: dict[str, object] = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), "analysis.ipynb", "exec"), names)  # noqa: S102 - our own notebook
    assert bochum_release.id in capsys.readouterr().out
    assert str(names["picture"]).startswith("<svg")

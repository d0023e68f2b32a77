"""The subcommands: each parses, calls one function of the library and prints what it returns."""

import gc
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, ParamSpec

import click
from click.core import ParameterSource

from bochum_kg.cli.terminal import preferred_language, progress, table
from bochum_kg.engine import Engine
from bochum_kg.engine.choosing import start_engine
from bochum_kg.errors import KnowledgeGraphError
from bochum_kg.formats import GRAPH_FORMATS, by_name
from bochum_kg.namespaces import LANGUAGES
from bochum_kg.settings import TABLE, Settings
from bochum_kg.sources import Sources, read, without_collection
from bochum_kg.validate import ENGINES, EngineName, Report
from bochum_kg.validate import validate as validate_sources

if TYPE_CHECKING:
    from bochum_kg.analysis import Options, Source

__all__ = ["main"]

#: What a command exits with when the data do not conform, and when it cannot do what was asked.
FINDINGS, ERROR = 1, 2

Parameters = ParamSpec("Parameters")

LANGUAGE: Final = click.option(
    "--lang", "language", type=click.Choice(LANGUAGES), default=preferred_language, help="Language of the answer."
)
RELEASE: Final = click.option(
    "--release", type=click.Path(path_type=Path), help="Release folder; default build/release or BOCHUM_KG_RELEASE."
)
ENGINE: Final = click.option("--engine", help="Ask this SPARQL 1.1 server instead of the built-in engine.")
DATA: Final = click.option(
    "--data", "folder", type=click.Path(path_type=Path), help="Data folder; default the project's own."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--debug", is_flag=True, help="Show where an error comes from.")
@click.version_option(package_name="bochum-kg")
@click.pass_context
def main(context: click.Context, *, debug: bool) -> None:
    """The Bochum Strategie 2030 as one knowledge graph: build it, validate it, ask it, serve it."""
    context.obj = debug
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)  # an ill-formed value is reported by a rule, with its line


def _speaking(command: Callable[Parameters, None]) -> Callable[Parameters, None]:
    """Turn our errors, and what the system refuses, into one sentence on standard error and exit code 2."""

    @wraps(command)
    def run(*args: Parameters.args, **kwargs: Parameters.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except BrokenPipeError:
            raise  # the reader, such as head, has seen enough; click ends quietly
        except (KnowledgeGraphError, OSError) as error:
            if click.get_current_context().obj:
                raise
            click.echo(_sentence(error), err=True)
            sys.exit(ERROR)

    return run


def _sentence(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"{error.filename}: {error.strerror}; check the path and who may read and write it."
    return str(error)


def _settings(**options: Any) -> Settings:  # noqa: ANN401 - each option has the type of its setting
    return Settings.from_environment(options={name: str(value) for name, value in options.items() if value is not None})


def _checked(files: tuple[Path, ...], folder: Path | None, validator: EngineName) -> tuple[Sources, Report]:
    with without_collection(), progress("bochum-kg") as show:
        sources = read(files, folder=folder, progress=show)
        report = validate_sources(sources, engine=validator, progress=show)
    gc.freeze()  # both live as long as the command
    return sources, report


@main.command()
@click.option("--out", type=click.Path(path_type=Path), default=Path("build/release"), show_default=True)
@DATA
@click.option("--validator", type=click.Choice(list(ENGINES)), default="pyshacl", show_default=True)
@LANGUAGE
@_speaking
def build(out: Path, folder: Path | None, validator: EngineName, language: str) -> None:
    """Make a release from the sources; nothing is written unless they conform.

    The folder OUT-archive, or BOCHUM_KG_ARCHIVE, keeps this release and the one that it replaces.
    """
    from bochum_kg.analysis.publishing import network_files
    from bochum_kg.build import build as build_release
    from bochum_kg.build import check_target
    from bochum_kg.cli.changing import kept

    check_target(out)
    sources, report = _checked((), folder, validator)
    if not report.conforms:
        click.echo(report.as_text(language), err=True)
        sys.exit(FINDINGS)
    with progress("build") as show:
        make = partial(build_release, sources, out, report=report, progress=show, additions=[network_files])
        release, note = kept(out, _settings().archive, make)
    triples = sum(release.manifest["counts"]["triples"].values())
    click.echo(f"{release.folder}  release {release.id}  {triples} triples")
    if note:
        click.echo(note, err=True)


@main.command()
@click.argument("old")
@click.argument("new")
@click.option("--format", "form", type=click.Choice(["json", "text"]), default="text", show_default=True)
@RELEASE
@_speaking
def changes(old: str, new: str, form: str, release: Path | None) -> None:
    """Compare two releases thing by thing: what was added (+), changed (~) and removed (-).

    OLD and NEW are names of releases in the archive, release folders, or files of N-Quads as releases hold them.
    """
    from bochum_kg.cli.changing import compared
    from bochum_kg.history import archive_of

    settings = _settings(release=release)
    click.echo(compared(old, new, form, archive_of(settings.release, settings.archive)))


@main.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@DATA
@click.option("--validator", type=click.Choice(list(ENGINES)), default="pyshacl", show_default=True)
@click.option("--format", "form", type=click.Choice(["text", "json", "turtle"]), default="text", show_default=True)
@LANGUAGE
@_speaking
def validate(files: tuple[Path, ...], folder: Path | None, validator: EngineName, form: str, language: str) -> None:
    """Check the data against ontology and shapes.

    FILES are read together with the data: a copy takes the place of its original, which has the same name or most of
    the same entries. Exit code 0: the data conform; 1: there are violations; 2: a file cannot be read.
    """
    _, report = _checked(files, folder, validator)
    written = {"text": lambda: report.as_text(language), "json": report.as_json, "turtle": report.as_turtle}
    click.echo(written[form]())
    sys.exit(0 if report.conforms else FINDINGS)


@main.command()
@click.argument("query")
@click.option("--param", "parameters", multiple=True, metavar="NAME=VALUE", help="Bind a parameter of the query.")
@click.option(
    "--format", "form", default="table", show_default=True, help="table, csv, tsv, json, xml, ttl, nt, jsonld."
)
@RELEASE
@ENGINE
@_speaking
def query(query: str, parameters: tuple[str, ...], form: str, release: Path | None, engine: str | None) -> None:
    """Answer a question: a file with SPARQL, the name of a query in queries/, or - for standard input."""
    from bochum_kg.cli.asking import answer, question

    asked = question(query, parameters, sys.stdin.read)
    with _engine(_settings(release=release, engine=engine)) as running:
        click.echo(answer(running, asked, form).rstrip("\n"))


@main.command()
@click.argument("thing")
@click.option("--format", "form", default="text", show_default=True, help="text, ttl, nt, jsonld, rdf.")
@RELEASE
@ENGINE
@LANGUAGE
@_speaking
def describe(thing: str, form: str, release: Path | None, engine: str | None, language: str) -> None:
    """Tell what the graph says about a thing, named by its IRI, CURIE or slug."""
    from bochum_kg import describe as description

    with _engine(_settings(release=release, engine=engine)) as running:
        iri = description.find(running, thing)
        if form == "text":
            click.echo(description.plain(description.describe(running, iri), language))
        else:
            click.echo(description.graph(running, iri, by_name(form, GRAPH_FORMATS)).decode().rstrip("\n"))


FIELD: Final = click.option("--field", help="Keep an innovation field, such as it-sicherheit, with its subfields.")
YEARS: Final = click.IntRange(1800, 2100)
YEAR: Final = click.option("--year", type=YEARS, help="Keep the ties that a source dates and that held in this year.")
WITHOUT_CITY: Final = click.option("--without-administration", is_flag=True, help="Leave the city administration out.")
WITHOUT_INFERRED: Final = click.option("--without-inferred", is_flag=True, help="Leave inferred statements out.")
WITHOUT_WEAK: Final = click.option("--without-weak", is_flag=True, help="Leave out what only weak sources say.")
SEED: Final = click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Seed of all draws.")
PROJECTION: Final = click.option("--projection", help="The network; each verb has one of its own by default.")


def _network_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add what is left out of a network, and where it comes from."""
    for option in (ENGINE, RELEASE, WITHOUT_WEAK, WITHOUT_INFERRED, WITHOUT_CITY, YEAR, FIELD, PROJECTION):
        command = option(command)
    return command


@contextmanager
def _networks(options: dict[str, Any]) -> Iterator[tuple["Source", "Options"]]:
    """Take what says where networks come from, and what is left out of them, from the options of a command."""
    from bochum_kg.analysis import Options, Source
    from bochum_kg.build import Release

    settings = _settings(release=options.pop("release"), engine=options.pop("engine"))
    release = "not known" if settings.engine else Release.open(settings.release).id
    names = ("field", "year", "without_administration", "without_inferred", "without_weak")
    chosen = Options(**{name: options.pop(name) for name in names})
    with _engine(settings) as running:
        yield Source(running, release), chosen


class _Verbs(click.Command):
    """A command whose help explains its verbs."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each verb with what it says, and which options it takes or does not take."""
        del ctx
        from bochum_kg.analysis.usage import explained

        with formatter.section("Verbs [options beside those that choose a network]"):
            formatter.write_dl(explained())


def _given() -> list[str]:
    """Return the names of the options that the command line sets, other than by default."""
    context = click.get_current_context()
    return [
        name
        for name in context.params
        if name != "verb" and context.get_parameter_source(name) is ParameterSource.COMMANDLINE
    ]


@main.command(cls=_Verbs)
@click.argument("verb")
@_network_options
@click.option("--by", default="sector", show_default=True, help="sector, kind or scope: the groups of brokers, mixing.")
@click.option("--method", default="leiden", show_default=True, help="leiden, louvain or exact, for communities.")
@click.option("--remove", multiple=True, metavar="NODE", help="IRI or slug to remove, for robustness; may be repeated.")
@click.option("--at", "years", multiple=True, type=YEARS, metavar="YEAR", help="A year of evolve; may be repeated.")
@click.option("--draws", type=click.IntRange(1), default=1000, show_default=True, help="Draws of a null model.")
@SEED
@click.option("--out", type=click.Path(path_type=Path), help="Folder for CSV files and the manifest.")
@LANGUAGE
@_speaking
def analyse(verb: str, out: Path | None, language: str, **options: Any) -> None:  # noqa: ANN401 - as named above
    """Turn the graph into a network and measure it."""
    from bochum_kg.cli.analysing import analysed, check_options

    check_options(verb, _given())
    with _networks(options) as (source, chosen), progress("analyse") as show:
        for line in analysed(source, chosen, verb, out, language, options, show):
            click.echo(line)


@main.command()
@click.argument("form", metavar="FORMAT")
@_network_options
@SEED
@click.option(
    "--out", type=click.Path(path_type=Path), help="File; further ones lie beside it. Default build/network/."
)
@LANGUAGE
@_speaking
def export(form: str, out: Path | None, language: str, seed: int, **options: Any) -> None:  # noqa: ANN401 - as above
    """Write a network as csv, gexf, graphml, json, pajek, parquet, png or svg, with a manifest beside it."""
    from bochum_kg.cli.analysing import exported

    with _networks(options) as (source, chosen):
        for path in exported(source, chosen, form, out, options["projection"], language, seed):
            click.echo(path)


@main.command()
@click.option("--host", help="Address to listen at; default 127.0.0.1.")
@click.option("--port", type=int, help="Port to listen at; default 8000.")
@RELEASE
@ENGINE
@click.option("--workers", type=int, help="Processes that answer queries.")
@_speaking
def serve(**options: Any) -> None:  # noqa: ANN401 - each option has the type of its setting
    """Serve the release: pages, linked data and SPARQL; Ctrl-C ends it."""
    from bochum_kg.build import Release
    from bochum_kg.web.app import serve as serve_release

    settings = _settings(**options)
    with suppress(KeyboardInterrupt):
        serve_release(Release.open(settings.release), settings, announce=click.echo)


@main.command()
@LANGUAGE
@_speaking
def settings(language: str) -> None:
    """List every setting: its environment variable, value, and what it does."""
    values = Settings.from_environment()
    rows = [[one.variable, str(getattr(values, one.name)), one.helps[language]] for one in TABLE]
    click.echo(table(["variable", "value", "help"], rows))


@main.command()
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 when a page is not current.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("build/docs"), show_default=True)
@_speaking
def docs(*, check: bool, out: Path) -> None:
    """Write the generated pages of docs/, and the documentation of the ontology as HTML with its diagrams.

    The HTML goes to the folder OUT; a release holds it too, and a service shows it at /def/.
    """
    from bochum_kg.cli import reference

    pages = reference.pages(main)
    stale = [path for path, text in pages.items() if _differs(path, text)]
    if check:
        for path in stale:
            click.echo(f"{path} is not current; run bochum-kg docs", err=True)
        sys.exit(FINDINGS if stale else 0)
    pages = {path: pages[path] for path in stale} | reference.ontology(out)
    for path, text in pages.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        click.echo(path)


def _differs(path: Path, text: str) -> bool:
    return not path.is_file() or path.read_text(encoding="utf-8") != text


def _engine(settings: Settings) -> Engine:
    """Return the engine that the settings name: a SPARQL server, or our own over the release."""

    def nquads() -> Path:
        from bochum_kg.build import Release

        return Release.open(settings.release).nquads

    return start_engine(settings, nquads)

"""The pages of ``docs/`` that are made from the code."""

from pathlib import Path
from typing import Final

import click

from bochum_kg import queries
from bochum_kg.documentation import document
from bochum_kg.filenames import DOCUMENTATION
from bochum_kg.resources import folder as resource
from bochum_kg.settings import TABLE
from bochum_kg.sources import read
from bochum_kg.validate import read_rules, with_tables

__all__ = ["ontology", "pages"]

_INTRODUCTION: Final = (
    "Made by `bochum-kg docs` from the help of each command. Errors are one sentence on standard error; "
    "exit code 0 means done, 1 that the data do not conform, 2 that it could not be done."
)


def pages(command: click.Group) -> dict[Path, str]:
    """Return the text of each generated page by its path."""
    folder = resource("docs")
    return {
        folder / "cli.md": _commands(command),
        folder / "queries.md": queries.overview(),
        folder / "rules.md": _rules(folder / "rules.md"),
    }


def ontology(folder: Path) -> dict[Path, str]:
    """Return the HTML documentation of the ontology and its diagrams by their paths in a folder."""
    written = document(read().ontology)
    diagrams = {folder / f"ontology-{language}.svg": svg for language, svg in written.diagrams.items()}
    return {folder / DOCUMENTATION: written.html, **diagrams}


def _commands(command: click.Group) -> str:
    parent = click.Context(command, info_name="bochum-kg", terminal_width=100, **command.context_settings)
    children = [
        click.Context(command.commands[name], parent=parent, info_name=name, terminal_width=100)
        for name in sorted(command.commands)
    ]
    helps = [f"## `{one.command_path}`\n\n```text\n{one.get_help()}\n```" for one in (parent, *children)]
    return "\n\n".join(["# The command `bochum-kg`", _INTRODUCTION, *helps, _settings()]) + "\n"


def _settings() -> str:
    rows = [f"| `{one.variable}` | `{one.default}` | {one.helps['en']} | {one.helps['de']} |" for one in TABLE]
    return "\n".join(
        ["## Settings", "", "| variable | default | what it does | was sie bewirkt |", "|---|---|---|---|", *rows]
    )


def _rules(page: Path) -> str:
    return with_tables(page.read_text(encoding="utf-8"), read_rules(read().shapes))

"""Turtle files become a graph, and every IRI described there a line."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from rdflib import Graph, URIRef
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node

from bochum_kg.errors import SourceError
from bochum_kg.sources.origin import Origin

__all__ = ["read_turtle"]

_PREFIX: Final = re.compile(r"@?prefix\s+([\w-]*):\s*<([^>]*)>", re.IGNORECASE)
_SUBJECT: Final = re.compile(r"(?:<([^>]+)>|([\w-]*):([^\s;,]+))(?=\s|$)")


def read_turtle(files: Iterable[tuple[Path, str]]) -> tuple[Graph, dict[Node, Origin]]:
    """Read Turtle files, each with the name it is shown as; return their graph and where each subject begins.

    Raises:
        SourceError: a file is not Turtle.
    """
    graph, places = Graph(bind_namespaces="none"), dict[Node, Origin]()
    for path, shown_as in files:
        text = path.read_text(encoding="utf-8")
        try:
            graph.parse(data=text, format="turtle")
        except BadSyntax as error:
            problem = f"This is not Turtle: {error.message}."
            raise SourceError(problem, file=shown_as, line=error.lines + 1) from error
        places.update(_subjects(text, shown_as))
    return graph, places


def _subjects(text: str, shown_as: str) -> dict[Node, Origin]:
    prefixes, places = dict(_PREFIX.findall(text)), dict[Node, Origin]()
    for number, line in enumerate(text.splitlines(), start=1):
        match = _SUBJECT.match(line)
        if match:
            full, prefix, local = match.groups()
            places.setdefault(URIRef(full or prefixes.get(prefix, "") + local), Origin(shown_as, number))
    return places

"""The graph as tables for those who work with spreadsheets: one CSV file per class, described as CSVW.

``queries/tables.yaml`` says which columns there are. The description (CSV on the Web, `Metadata Vocabulary for Tabular
Data <https://www.w3.org/TR/tabular-metadata/>`_) names the property of each column, so that a program can make the same
triples of the cells again; columns that only repeat the names of linked things are marked as not to be read back.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import yaml
from rdflib import RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from bochum_kg.errors import SourceError
from bochum_kg.namespaces import DATASET, LANGUAGES, PREFIXES
from bochum_kg.resources import folder

__all__ = ["METADATA", "tables"]

#: The description of all tables, under the name that CSVW gives it.
METADATA: Final = "csv-metadata.json"

_NAMES: Final = (SKOS.prefLabel, RDFS.label)
#: What stands between several values of a cell: what neither IRIs nor our one-line texts hold.
_BETWEEN_IRIS, _BETWEEN_VALUES = " ", "\n"
_LICENCE: Final = "https://creativecommons.org/publicdomain/zero/1.0/"


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: the property whose values it holds, in one language or all; ``of`` names the things it names."""

    name: str
    property: URIRef
    language: str = ""
    links: bool = False
    of: URIRef | None = None


@dataclass(frozen=True, slots=True)
class _Table:
    """A table: its file, the class of its rows and its columns after the first, which holds the IRI."""

    file: str
    class_: URIRef
    columns: tuple[_Column, ...]


@dataclass(slots=True)
class _Index:
    """The triples of a graph by subject and property, and the names of things."""

    graph: Graph
    names: dict[tuple[Node, str], str] = field(default_factory=dict)

    def name(self, thing: Node, language: str) -> str:
        """Return the name of a thing in a language; empty without one."""
        key = (thing, language)
        if key not in self.names:
            found = (one for by in _NAMES for one in self.graph.objects(thing, by) if isinstance(one, Literal))
            self.names[key] = min((str(one) for one in found if one.language == language), default="")
        return self.names[key]


def tables(graphs: Mapping[str, Graph]) -> dict[str, bytes]:
    """Write all tables and their description.

    Args:
        graphs: the named graphs of the release by short name.

    Raises:
        SourceError: ``queries/tables.yaml`` uses a prefix that is not ours.
    """
    union = Graph()
    for graph in graphs.values():
        union += graph
    index, listed = _Index(union), _read()
    files = {table.file: _csv(table, index) for table in listed}
    return files | {METADATA: _description(listed, union)}


def _read() -> tuple[_Table, ...]:
    file = folder("queries") / "tables.yaml"
    entries = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)

    def iri(name: str) -> URIRef:
        prefix, _, rest = name.partition(":")
        if prefix not in PREFIXES:
            problem = f"{name!r} has no prefix of ours; write one of {', '.join(sorted(PREFIXES))}."
            raise SourceError(problem, file=str(file), line=1)
        return URIRef(PREFIXES[prefix] + rest)

    def columns(entry: Mapping[str, Any]) -> Iterator[_Column]:
        for name, text in entry.get("texts", {}).items():
            yield from (_Column(f"{name}_{language}", iri(text), language) for language in LANGUAGES)
        for name, value in entry.get("values", {}).items():
            yield _Column(name, iri(value))
        for name, address in entry.get("addresses", {}).items():
            yield _Column(name, iri(address), links=True)
        for name, link in entry.get("links", {}).items():
            yield _Column(name, iri(link), links=True)
            yield from (_Column(f"{name}_name_{one}", SKOS.prefLabel, one, of=iri(link)) for one in LANGUAGES)

    return tuple(_Table(one["file"], iri(one["class"]), tuple(columns(one))) for one in entries)


def _csv(table: _Table, index: _Index) -> bytes:
    """Write a table as RFC 4180 says, rows by IRI."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["iri", *(column.name for column in table.columns)])
    for thing in sorted(set(index.graph.subjects(RDF.type, table.class_)), key=str):
        writer.writerow([str(thing), *(_cell(thing, column, index) for column in table.columns)])
    return out.getvalue().encode()


def _cell(thing: Node, column: _Column, index: _Index) -> str:
    if column.of is not None:
        things = sorted(set(index.graph.objects(thing, column.of)), key=str)
        return _BETWEEN_VALUES.join(name for one in things if (name := index.name(one, column.language)))
    values = set(index.graph.objects(thing, column.property))
    if column.links:
        return _BETWEEN_IRIS.join(sorted(str(one) for one in values))
    texts = (str(one) for one in values if not column.language or _language(one) == column.language)
    return _BETWEEN_VALUES.join(sorted(texts))


def _language(node: Node) -> str:
    return (node.language or "") if isinstance(node, Literal) else ""


def _description(listed: Iterable[_Table], graph: Graph) -> bytes:
    """Describe the tables (Metadata Vocabulary for Tabular Data, §5)."""
    text = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "@id": f"{DATASET}/tabellen",
        "dc:license": {"@id": _LICENCE},
        "dc:isPartOf": {"@id": str(DATASET)},
        "dialect": {"encoding": "utf-8", "header": True},
        "tables": [_table(one, graph) for one in listed],
    }
    return (json.dumps(text, ensure_ascii=False, indent=1) + "\n").encode()


def _table(table: _Table, graph: Graph) -> dict[str, Any]:
    iri = {"name": "iri", "titles": "iri", "datatype": "anyURI", "required": True, "suppressOutput": True}
    kind = {"name": "type", "virtual": True, "propertyUrl": str(RDF.type), "valueUrl": str(table.class_)}
    return {
        "url": table.file,
        "dc:title": _titles(table.class_, table.file, graph),
        "tableSchema": {
            "aboutUrl": "{+iri}",
            "primaryKey": "iri",
            "columns": [iri, *(_column(one, graph) for one in table.columns), kind],
        },
    }


def _titles(term: URIRef, fallback: str, graph: Graph) -> list[dict[str, str]] | str:
    """Return the names of a term in both languages, as CSVW writes texts of languages."""
    names = {one.language: str(one) for by in _NAMES for one in graph.objects(term, by) if isinstance(one, Literal)}
    found = [{"@value": names[one], "@language": one} for one in LANGUAGES if one in names]
    return found or fallback


def _column(column: _Column, graph: Graph) -> dict[str, Any]:
    text: dict[str, Any] = {"name": column.name, "titles": column.name}
    if column.of is not None:
        return text | {"lang": column.language, "separator": _BETWEEN_VALUES, "suppressOutput": True}
    text |= {"propertyUrl": str(column.property), "dc:description": _titles(column.property, column.name, graph)}
    if column.links:
        return text | {"separator": _BETWEEN_IRIS, "datatype": "anyURI", "null": ""}
    if column.language:
        return text | {"lang": column.language, "separator": _BETWEEN_VALUES}
    return text | {"separator": _BETWEEN_VALUES, "datatype": _datatype(column.property, graph)}


def _datatype(property_: URIRef, graph: Graph) -> str | dict[str, str]:
    """Return the datatype that the values of a property have; one that is not of XML Schema is read as a string."""
    kinds = {one.datatype for one in graph.objects(None, property_) if isinstance(one, Literal)}
    kind = str(min(kinds, default=None, key=str) or XSD.string)
    return kind.removeprefix(str(XSD)) if kind.startswith(str(XSD)) else {"@id": kind, "base": "string"}

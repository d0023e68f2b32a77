"""YAML files become triples as JSON-LD 1.1 reads them, with the line of every key and the mistakes seen at once.

A test holds that a JSON-LD processor, given the same files and the same context, finds the same triples.

Scalars stay strings: a loader that guesses types turns the municipality key 05911000 into a number and the
language key ``no`` into False. Anchors are refused, and depth and size are bounded, because files come from people.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml
from rdflib import RDF, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from bochum_kg.errors import SourceError
from bochum_kg.sources.context import Context, Term
from bochum_kg.sources.origin import Mistake, Origin, mistake

__all__ = ["Reader"]

#: Bytes that one file may have.
MAX_BYTES: Final = 16 * 2**20
#: How deep entries may be nested.
MAX_DEPTH: Final = 24
_ID: Final = re.compile(r"(\.\./dataset/)?[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*")


@dataclass
class Reader:
    """Reads files one after the other and remembers where each statement stands."""

    context: Context
    graph: Graph = field(default_factory=lambda: Graph(store="SimpleMemory", bind_namespaces="none"))
    mistakes: list[Mistake] = field(default_factory=list)
    subjects: dict[Node, Origin] = field(default_factory=dict)
    statements: dict[tuple[Node, Node], list[tuple[str, Origin]]] = field(default_factory=dict)

    def read(self, path: Path, shown_as: str) -> None:
        """Read a file whose name is shown as given.

        Raises:
            SourceError: the file is not YAML, too large, too deep, or uses anchors.
        """
        node = _compose(path, shown_as)
        if node is None:
            return
        for item in node.value if isinstance(node, yaml.SequenceNode) else [node]:
            if isinstance(item, yaml.MappingNode):
                self._entry(item, shown_as, "-")
            else:
                self.mistakes.append(mistake("NotAnEntry", _origin(item, shown_as), None))

    def _entry(self, node: yaml.MappingNode, file: str, under: str) -> URIRef | None:
        subject = self._subject(node, file, under)
        if subject is None:
            return None
        for key, key_node, value_node in self._pairs(node, file, subject):
            items = value_node.value if isinstance(value_node, yaml.SequenceNode) else [value_node]
            predicate = self.context.terms[key].property if key in self.context.terms else RDF.type
            self._remember(subject, predicate, "", _origin(key_node, file))
            for item in items:
                for value in self._values(key, item, file, subject):
                    self.graph.add((subject, predicate, value))
        return subject

    def _subject(self, node: yaml.MappingNode, file: str, under: str) -> URIRef | None:
        where = _origin(node, file)
        identifier = next((v.value for k, v in node.value if k.value == "id" and isinstance(v, yaml.ScalarNode)), "")
        if not identifier:
            self.mistakes.append(mistake("MissingId", where, None, key=under))
            return None
        subject = self.context.expand(identifier)
        if not _ID.fullmatch(identifier):
            self.mistakes.append(mistake("IdPattern", where, subject, key=identifier))
        if subject in self.subjects:
            near = str(self.subjects[subject])
            self.mistakes.append(mistake("DuplicateId", where, subject, key=identifier, near=near))
        self.subjects.setdefault(subject, where)
        return subject

    def _pairs(self, node: yaml.MappingNode, file: str, subject: URIRef) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
        seen = set()
        for key_node, value_node in node.value:
            key, where = str(key_node.value), _origin(key_node, file)
            if key in seen:
                self.mistakes.append(mistake("DuplicateKey", where, subject, key=key))
            elif key not in self.context.terms and key not in {"id", "type"}:
                near = ", ".join(difflib.get_close_matches(key, self.context.terms, n=3, cutoff=0.4)) or "–"
                self.mistakes.append(mistake("UnknownKey", where, subject, key=key, near=near))
            elif key != "id":
                yield key, key_node, value_node
            seen.add(key)

    def _values(self, key: str, node: yaml.Node, file: str, subject: URIRef) -> Iterator[Node]:
        where = _origin(node, file)
        term = self.context.terms.get(key)
        if isinstance(node, yaml.MappingNode) and term is not None:
            yield from self._nested(term, node, file, subject)
            return
        text = str(node.value) if isinstance(node, yaml.ScalarNode) else ""
        if not text.strip():
            self.mistakes.append(mistake("EmptyValue", where, subject, key=key))
        elif term is None:
            yield self.context.expand_type(text)
        elif term.datatype == XSD.boolean and text not in {"true", "false"}:
            self.mistakes.append(mistake("NotTrueOrFalse", where, subject, key=key, near=text))
        else:
            value = self.context.expand(text) if term.is_reference else Literal(text, datatype=term.datatype)
            self._remember(subject, term.property, value if term.is_reference else text, where)
            yield value

    def _nested(self, term: Term, node: yaml.MappingNode, file: str, subject: URIRef) -> Iterator[Node]:
        if term.is_language_map:
            yield from self._texts(term, node, file, subject)
            return
        entry = self._entry(node, file, term.name)
        if entry is not None:
            self._remember(subject, term.property, entry, _origin(node, file))
            yield entry

    def _texts(self, term: Term, node: yaml.MappingNode, file: str, subject: URIRef) -> Iterator[Node]:
        seen = set()
        for key_node, value_node in node.value:
            language, where = str(key_node.value), _origin(key_node, file)
            if language in seen:
                self.mistakes.append(mistake("DuplicateKey", where, subject, key=language))
            elif not isinstance(value_node, yaml.ScalarNode) or not value_node.value.strip():
                self.mistakes.append(mistake("EmptyValue", where, subject, key=f"{term.name}: {language}"))
            else:
                self._remember(subject, term.property, value_node.value, where)
                yield Literal(value_node.value, lang=language)
            seen.add(language)

    def _remember(self, subject: URIRef, predicate: URIRef, value: str, where: Origin) -> None:
        self.statements.setdefault((subject, predicate), []).append((str(value), where))


def _origin(node: yaml.Node, file: str) -> Origin:
    return Origin(file, node.start_mark.line + 1)


def _compose(path: Path, shown_as: str) -> yaml.Node | None:
    try:
        text = path.read_bytes()
    except OSError as error:
        problem = f"The file cannot be read ({error.strerror}); check its name."
        raise SourceError(problem, file=shown_as, line=1) from error
    if len(text) > MAX_BYTES:
        problem = f"The file has {len(text)} bytes; at most {MAX_BYTES} are read. Split it."
        raise SourceError(problem, file=shown_as, line=1)
    try:
        return _composed(text, shown_as)
    except yaml.MarkedYAMLError as error:
        raise SourceError(_sentence(error), file=shown_as, line=_line(error)) from error
    except yaml.YAMLError as error:
        problem = f"The file is not readable text ({error}); save it as UTF-8 without control characters."
        raise SourceError(problem.replace("\n", " "), file=shown_as, line=1) from error


def _composed(text: bytes, shown_as: str) -> yaml.Node | None:
    """Compose the one document of a file from its events, without recursion: deep nesting crashes the C composer."""
    opened, children = list[Any](), [list[yaml.Node]()]
    events: Iterator[Any] = yaml.parse(text, Loader=yaml.CBaseLoader)
    for event in events:
        problem = ""
        match event:
            case yaml.ScalarEvent():
                children[-1].append(_node(event))
            case yaml.CollectionStartEvent() if len(opened) < MAX_DEPTH:
                opened.append(event)
                children.append([])
            case yaml.CollectionEndEvent():
                children[-2].append(_node(opened.pop(), children.pop()))
            case yaml.CollectionStartEvent():
                problem = f"Entries are nested deeper than {MAX_DEPTH} levels; write them side by side."
            case yaml.AliasEvent():
                problem = "Anchors and aliases (& and *) are not read; write the value out."
            case yaml.DocumentStartEvent() if children[0]:
                problem = "A second document begins here; a file is one list of entries, so remove the line '---'."
        if problem:
            raise SourceError(problem, file=shown_as, line=event.start_mark.line + 1)
    return children[0][0] if children[0] else None


def _node(start: yaml.ScalarEvent | yaml.CollectionStartEvent, items: Sequence[yaml.Node] = ()) -> yaml.Node:
    tag: Any = start.tag
    mark: Any = start.start_mark
    if isinstance(start, yaml.ScalarEvent):
        return yaml.ScalarNode(tag, start.value, mark)
    if isinstance(start, yaml.SequenceStartEvent):
        return yaml.SequenceNode(tag, list(items), mark)
    return yaml.MappingNode(tag, list(zip(items[::2], items[1::2], strict=True)), mark)


def _line(error: yaml.MarkedYAMLError) -> int:
    mark = error.problem_mark or error.context_mark
    return mark.line + 1 if mark else 1


def _sentence(error: yaml.MarkedYAMLError) -> str:
    return f"This is not YAML: {error.problem or error.context}; check indentation, colons and quotation marks here."

"""One YAML file becomes JSON-LD, with the line of every key and the mistakes that can be seen at once.

Scalars stay strings: a loader that guesses types turns the municipality key 05911000 into a number and the
language key ``no`` into False. Anchors are refused, and depth and size are bounded, because files come from people.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias

import yaml
from rdflib import RDF, URIRef
from rdflib.term import Node

from bochum_kg.errors import SourceError
from bochum_kg.sources.context import Context, Term
from bochum_kg.sources.origin import Mistake, Origin, mistake

__all__ = ["Reader"]

Json: TypeAlias = "str | list[Json] | dict[str, Json]"

#: Bytes that one file may have.
MAX_BYTES: Final = 16 * 2**20
#: How deep entries may be nested.
MAX_DEPTH: Final = 24
_ID: Final = re.compile(r"(\.\./dataset/)?[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*")


@dataclass
class Reader:
    """Reads files one after the other and remembers where each statement stands."""

    context: Context
    entries: list[Json] = field(default_factory=list)
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
                self._append(self._entry(item, shown_as, "-"))
            else:
                self.mistakes.append(mistake("NotAnEntry", _origin(item, shown_as), None))

    def _append(self, entry: Json | None) -> None:
        if entry:
            self.entries.append(entry)

    def _entry(self, node: yaml.MappingNode, file: str, under: str) -> Json | None:
        subject = self._subject(node, file, under)
        if subject is None:
            return None
        entry: dict[str, Json] = {}
        for key, key_node, value_node in self._pairs(node, file, subject):
            value = self._value(key, key_node, value_node, file, subject)
            if value:
                entry[key] = value
        return entry

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
            elif key not in self.context.terms and key not in ("id", "type"):
                near = ", ".join(difflib.get_close_matches(key, self.context.terms, n=3, cutoff=0.4)) or "–"
                self.mistakes.append(mistake("UnknownKey", where, subject, key=key, near=near))
            else:
                yield key, key_node, value_node
            seen.add(key)

    def _value(self, key: str, key_node: yaml.Node, node: yaml.Node, file: str, subject: URIRef) -> Json | None:
        if key in ("id", "type"):
            self._remember(subject, RDF.type if key == "type" else None, "", _origin(key_node, file))
            return str(subject) if key == "id" else _plain(node)
        term = self.context.terms[key]
        self._remember(subject, term.property, "", _origin(key_node, file))
        if not isinstance(node, yaml.SequenceNode):
            return self._item(term, node, file, subject)
        values = [self._item(term, item, file, subject) for item in node.value]
        return [value for value in values if value]

    def _item(self, term: Term, node: yaml.Node, file: str, subject: URIRef) -> Json | None:
        where = _origin(node, file)
        if isinstance(node, yaml.MappingNode):
            if term.is_language_map:
                return self._texts(term, node, file, subject)
            entry = self._entry(node, file, term.name)
            if isinstance(entry, dict):
                self._remember(subject, term.property, self.context.expand(str(entry["id"])), where)
            return entry
        text = str(node.value) if isinstance(node, yaml.ScalarNode) else ""
        if not text.strip():
            self.mistakes.append(mistake("EmptyValue", where, subject, key=term.name))
            return None
        if term.is_boolean and text not in {"true", "false"}:
            self.mistakes.append(mistake("NotTrueOrFalse", where, subject, key=term.name, near=text))
            return None
        value = str(self.context.expand(text)) if term.is_reference else text
        self._remember(subject, term.property, value, where)
        return value

    def _texts(self, term: Term, node: yaml.MappingNode, file: str, subject: URIRef) -> Json:
        texts: dict[str, Json] = {}
        for key_node, value_node in node.value:
            language, where = str(key_node.value), _origin(key_node, file)
            if language in texts:
                self.mistakes.append(mistake("DuplicateKey", where, subject, key=language))
                continue
            if not isinstance(value_node, yaml.ScalarNode) or not value_node.value.strip():
                self.mistakes.append(mistake("EmptyValue", where, subject, key=f"{term.name}: {language}"))
                continue
            texts[language] = value_node.value
            self._remember(subject, term.property, value_node.value, where)
        return texts

    def _remember(self, subject: URIRef, predicate: URIRef | None, value: str, where: Origin) -> None:
        if predicate is not None:
            self.statements.setdefault((subject, predicate), []).append((str(value), where))


def _origin(node: yaml.Node, file: str) -> Origin:
    return Origin(file, node.start_mark.line + 1)


def _plain(node: yaml.Node) -> Json:
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    return str(node.value)


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
        _check_events(text, shown_as)
        return yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        raise SourceError(_sentence(error), file=shown_as, line=_line(error)) from error
    except yaml.YAMLError as error:
        problem = f"The file is not readable text ({error}); save it as UTF-8 without control characters."
        raise SourceError(problem.replace("\n", " "), file=shown_as, line=1) from error


def _check_events(text: bytes, shown_as: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        line = event.start_mark.line + 1 if event.start_mark else 1
        if depth > MAX_DEPTH:
            problem = f"Entries are nested deeper than {MAX_DEPTH} levels; write them side by side."
            raise SourceError(problem, file=shown_as, line=line)
        if isinstance(event, yaml.AliasEvent):
            problem = "Anchors and aliases (& and *) are not read; write the value out."
            raise SourceError(problem, file=shown_as, line=line)


def _line(error: yaml.MarkedYAMLError) -> int:
    mark = error.problem_mark or error.context_mark
    return mark.line + 1 if mark else 1


def _sentence(error: yaml.MarkedYAMLError) -> str:
    return f"This is not YAML: {error.problem or error.context}; check indentation, colons and quotation marks here."

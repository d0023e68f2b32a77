"""The JSON-LD context: what each YAML key means."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rdflib import XSD, URIRef

__all__ = ["Context", "Term", "load"]


@dataclass(frozen=True)
class Term:
    """A YAML key: its property, and what its value is."""

    name: str
    property: URIRef
    is_reference: bool
    is_language_map: bool
    datatype: URIRef | None

    def plain(self) -> URIRef | None:
        """Return the datatype of a value that is written as a plain string; None where that is no literal of one."""
        return None if self.is_reference or self.is_language_map else self.datatype or XSD.string


@dataclass(frozen=True)
class Context:
    """A JSON-LD 1.1 context, as written and as a table of terms."""

    base: str
    vocabulary: str
    terms: dict[str, Term]
    prefixes: dict[str, str]
    _expanded: dict[str, URIRef] = field(default_factory=dict, repr=False, compare=False)

    def expand(self, reference: str) -> URIRef:
        """Expand a reference as JSON-LD does: a compact IRI, an absolute IRI, or relative to the base.

        See JSON-LD 1.1, section 5.2 (IRI expansion). The same references occur thousands of times, so each is
        expanded once.
        """
        known = self._expanded.get(reference)
        if known is None:
            known = self._expanded[reference] = self._expand(reference)
        return known

    def expand_type(self, name: str) -> URIRef:
        """Expand the name of a class: a compact or absolute IRI, or relative to the vocabulary."""
        return self.expand(name) if ":" in name else URIRef(self.vocabulary + name)

    def _expand(self, reference: str) -> URIRef:
        prefix, colon, rest = reference.partition(":")
        if colon and not rest.startswith("//") and prefix in self.prefixes:
            return URIRef(self.prefixes[prefix] + rest)
        return URIRef(reference if colon else URIRef(reference, base=self.base))


def load(path: Path) -> Context:
    """Read the context file."""
    document = json.loads(path.read_text(encoding="utf-8"))
    entries: dict[str, Any] = document["@context"]
    prefixes = {
        name: value if isinstance(value, str) else value["@id"]
        for name, value in entries.items()
        if not name.startswith("@") and ((isinstance(value, str) and "://" in value) or _is_prefix(value))
    }
    terms = {
        name: _term(name, value, prefixes)
        for name, value in entries.items()
        if isinstance(value, dict) and not _is_prefix(value)
    }
    return Context(entries["@base"], entries["@vocab"], terms, prefixes)


def _is_prefix(value: object) -> bool:
    return isinstance(value, dict) and value.get("@prefix") is True


def _term(name: str, value: dict[str, str], prefixes: dict[str, str]) -> Term:
    prefix, _, local = value["@id"].partition(":")
    kind, _, name_of_type = value.get("@type", "").partition(":")
    return Term(
        name=name,
        property=URIRef(prefixes[prefix] + local),
        is_reference=value.get("@type") == "@id",
        is_language_map=value.get("@container") == "@language",
        datatype=URIRef(prefixes[kind] + name_of_type) if name_of_type else None,
    )

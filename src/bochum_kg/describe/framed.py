"""Triples as JSON that reads like JSON: one tree for a thing, in the words of the published context.

The tree is JSON-LD 1.1 in compact form. Its context is the part of ``data/context.jsonld`` that it uses, so that a file
can be read without fetching anything; what the context has no word for is written with a prefix. The same triples come
out of it as of every other format, and also if the published context takes the place of the one inside.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final

from rdflib import RDF, XSD, Literal, URIRef
from rdflib.term import Node

from bochum_kg.engine.writing import expand
from bochum_kg.namespaces import PREFIXES
from bochum_kg.resources import folder
from bochum_kg.sources.context import Context, Term, load

__all__ = ["context", "framed"]

#: What may follow the base, or a prefix, and be read back as the same IRI.
_PLAIN: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]*(?:/[A-Za-z0-9._~-]+)*")
#: The order in which a reader looks for things.
_FIRST: Final = ("id", "type", "name", "title", "summary")
_LAST: Final = "@included"
#: Values that JSON can hold without changing how they are written (JSON-LD 1.1 §4.2.2).
_NATIVE: Final = {XSD.integer: re.compile(r"0|-?[1-9]\d{0,14}"), XSD.boolean: re.compile(r"true|false")}
_FILE: Final = "context.jsonld"
_Properties = dict[URIRef, list[Node]]


@cache
def _context() -> Context:
    return load(folder("data") / _FILE)


def context() -> bytes:
    """Return the published context: the words in which the data are written, and all our prefixes."""
    words = json.loads((folder("data") / _FILE).read_bytes())["@context"]
    return _json({"@context": {**words, **{name: base for name, base in PREFIXES.items() if name not in words}}})


def framed(ntriples: bytes, top: str, names: bytes = b"") -> bytes:
    """Write triples as a tree with a thing at its root; what the thing does not lead to is included in it.

    Args:
        ntriples: the triples.
        top: the IRI of the thing.
        names: more triples, which say what things are called; they stand wherever such a thing is referred to.
    """
    return _json(_Tree(_nodes(ntriples), _nodes(names), top).document())


def _json(document: object) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _nodes(ntriples: bytes) -> Mapping[str, _Properties]:
    """Read triples into nodes with their properties, all in the order of the IRIs and texts."""
    return {
        str(node["@id"]): {
            URIRef(name): [_value(one) for one in values] for name, values in node.items() if name != "@id"
        }
        for node in expand(ntriples)
    }


def _value(value: Mapping[str, str]) -> Node:
    """Return a value of expanded JSON-LD; a blank node is told apart by how its label begins."""
    if "@id" in value:
        return URIRef(value["@id"])
    return Literal(value["@value"], value.get("@language"), value.get("@type"), normalize=False)


def _iris(nodes: Mapping[str, _Properties]) -> Iterator[str]:
    """Return every IRI, which no prefix of ours may change: a scheme can be called like one of them."""
    for name, properties in nodes.items():
        yield name
        yield from properties
        yield from (str(one) for values in properties.values() for one in values if not isinstance(one, Literal))


class _Tree:
    """A graph that is being written; what of the context was used is kept."""

    def __init__(self, nodes: Mapping[str, _Properties], names: Mapping[str, _Properties], top: str) -> None:
        self._context, self._top = _context(), top
        self._nodes = nodes
        self._names = {iri: node for iri, node in names.items() if iri not in nodes}
        schemes = {iri.partition(":")[0] for part in (nodes, names) for iri in _iris(part)}
        known = self._context.prefixes | {name: base for name, base in PREFIXES.items() if name not in {"bo", "bov"}}
        self._prefixes = {name: base for name, base in known.items() if name not in schemes}
        self._words = {one.property: one for one in self._context.terms.values()}
        self._used: dict[str, Any] = {}
        self._written: set[str] = set()

    def document(self) -> dict[str, Any]:
        """Return the whole, the context first."""
        root = self._node(self._top) if self._top in self._nodes else {}
        known = sorted(self._nodes.keys() | self._names.keys())
        beside = [self._node(iri) for iri in known if iri not in self._written]
        context = {"@version": 1.1, "@base": self._context.base, "@vocab": self._context.vocabulary}
        context |= {"id": "@id", "type": "@type", **dict(sorted(self._used.items()))}
        return {"@context": context, **root, **({_LAST if root else "@graph": beside} if beside else {})}

    def _node(self, iri: str) -> dict[str, Any]:
        """Write a node with those of its details that were not written elsewhere."""
        self._written.add(iri)
        members: dict[str, Any] = {"id": self._reference(iri)}
        for predicate, values in (self._nodes.get(iri) or self._names[iri]).items():
            if predicate == RDF.type:
                members["type"] = _one([self._vocabulary(str(value)) for value in values])
                continue
            term = self._words.get(predicate)
            members[self._key(predicate, term)] = self._values(values, term)
        return dict(sorted(members.items(), key=_place))

    def _key(self, predicate: URIRef, term: Term | None) -> str:
        """Return the word for a property, and note what it means."""
        if term is None:
            return self._compact(str(predicate))
        definition: dict[str, str] = {"@id": self._compact(str(predicate))}
        if term.is_language_map:
            definition["@container"] = "@language"
        elif term.is_reference:
            definition["@type"] = "@id"
        elif term.datatype is not None:
            definition["@type"] = self._compact(str(term.datatype))
        self._used[term.name] = definition
        return term.name

    def _values(self, values: Iterable[Node], term: Term | None) -> Any:  # noqa: ANN401 - any JSON
        texts = list(values)
        if term and term.is_language_map and all(isinstance(one, Literal) and one.language for one in texts):
            return self._by_language(one for one in texts if isinstance(one, Literal))
        written = [self._value(one, term) for one in texts]
        return written if term and term.is_language_map else _one(written)

    @staticmethod
    def _by_language(literals: Iterable[Literal]) -> Mapping[str, Any]:
        found: dict[str, list[str]] = defaultdict(list)
        for one in literals:
            found[str(one.language)].append(str(one))
        return {language: _one(texts) for language, texts in sorted(found.items())}

    def _value(self, value: Node, term: Term | None) -> Any:  # noqa: ANN401 - any JSON
        if not isinstance(value, Literal):
            return self._link(str(value), plain=term is not None and term.is_reference)
        if value.language:
            return {"@value": str(value), "@language": value.language}
        datatype = value.datatype or XSD.string
        if term is None or term.datatype == datatype:
            native = _NATIVE.get(datatype)
            if native and native.fullmatch(str(value)):
                return json.loads(str(value))
        if datatype == (XSD.string if term is None else term.plain()):
            return str(value)
        return {"@value": str(value), "@type": self._compact(str(datatype))}

    def _link(self, iri: str, *, plain: bool) -> Any:  # noqa: ANN401 - a name or a node
        """Write a detail of the thing where it is first met, what only has a name with it, and all else as its IRI."""
        is_detail = iri.startswith((f"{self._top}/", "_:")) and iri in self._nodes and iri not in self._written
        if is_detail or iri in self._names:
            return self._node(iri)
        return self._reference(iri) if plain else {"id": self._reference(iri)}

    def _reference(self, iri: str) -> str:
        """Write an IRI relative to the base, with a prefix, or whole."""
        name = iri.removeprefix(self._context.base)
        return name if name != iri and _PLAIN.fullmatch(name) else self._compact(iri)

    def _vocabulary(self, iri: str) -> str:
        """Write the name of a class."""
        name = iri.removeprefix(self._context.vocabulary)
        return name if name != iri and name.isalnum() and name not in self._context.terms else self._compact(iri)

    def _compact(self, iri: str) -> str:
        """Write an IRI with a prefix, which is noted, or whole."""
        fits = [(len(base), name, base) for name, base in self._prefixes.items() if iri.startswith(base)]
        fits = [one for one in fits if _PLAIN.fullmatch(iri[one[0] :])]
        if not fits:
            return iri
        _, name, base = max(fits)
        self._used[name] = {"@id": base, "@prefix": True}
        return f"{name}:{iri.removeprefix(base)}"


def _one(values: list[Any]) -> Any:  # noqa: ANN401 - any JSON
    return values[0] if len(values) == 1 else values


def _place(member: tuple[str, object]) -> tuple[int, str]:
    name = member[0]
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST), name)

"""Two releases compared, thing by thing: what was added, changed and removed.

Only what people stated counts: the data, the vocabularies and the ontology. What follows from them by rule, and what
the catalogue counts, changes when they do.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Final

from bochum_kg.engine.base import IRI, XSD_STRING, Literal
from bochum_kg.errors import ReleaseError
from bochum_kg.namespaces import BO, BOV, GRAPHS

__all__ = ["Change", "Edit", "How", "Statement", "compare", "stated", "statements", "thing_of", "things"]

_STATED: Final = frozenset(f"{GRAPHS[name]}> .".encode() for name in ("data", "ontology", "vocabulary"))
#: The bases under which a thing has two words in its IRI; what lies deeper is a detail of it.
_TWO_WORDS: Final = (str(BO), str(BOV))
#: N-Triples (RDF 1.1 N-Triples §7), as a release writes it: no blank nodes, one space between the terms.
_STATEMENT: Final = re.compile(
    r'<([^>]*)> <([^>]*)> (?:<([^>]*)>|"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?)', re.DOTALL
)
_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_PLAIN: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_LANG_STRING: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"

Grouped = tuple[str, tuple[bytes, ...]]


class How(StrEnum):
    """What happened to a thing from one release to the next."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Statement:
    """A triple."""

    node: str
    property: str
    value: IRI | Literal


@dataclass(frozen=True, slots=True)
class Edit:
    """The values of a property of a thing, or of a detail of it, that went and that came."""

    node: str
    property: str
    before: tuple[IRI | Literal, ...]
    after: tuple[IRI | Literal, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A thing that two releases describe differently; the triples as sorted N-Triples without the final dot."""

    iri: str
    before: tuple[bytes, ...]
    after: tuple[bytes, ...]

    @property
    def how(self) -> How:
        """Say whether the thing is new, gone or described differently."""
        if not self.before:
            return How.ADDED
        return How.CHANGED if self.after else How.REMOVED

    def edits(self) -> tuple[Edit, ...]:
        """Return what changed, property by property, the thing itself before its details."""
        gone = list(statements(sorted(set(self.before) - set(self.after))))
        come = list(statements(sorted(set(self.after) - set(self.before))))
        places = sorted(
            {(one.node, one.property) for one in (*gone, *come)}, key=lambda place: (place[0] != self.iri, place)
        )
        return tuple(Edit(*place, _values(gone, place), _values(come, place)) for place in places)

    def nodes(self) -> Iterator["Change"]:
        """Return the change of the thing itself and of each detail, by IRI."""
        before, after = _by_node(self.before), _by_node(self.after)
        for iri in sorted(before | after):
            if before.get(iri) != after.get(iri):
                yield Change(iri, before.get(iri, ()), after.get(iri, ()))


def _values(found: list[Statement], place: tuple[str, str]) -> tuple[IRI | Literal, ...]:
    return tuple(one.value for one in found if (one.node, one.property) == place)


def _by_node(triples: tuple[bytes, ...]) -> dict[str, tuple[bytes, ...]]:
    return {_node(key): tuple(group) for key, group in groupby(triples, key=_subject)}


def _subject(triple: bytes) -> bytes:
    return triple[: triple.index(b" ")]


def _node(subject: bytes) -> str:
    return _unescape(subject[1:-1].decode())


def thing_of(iri: str) -> str:
    """Return the thing that an IRI names, or whose detail it names; of IRIs of others, the IRI.

    >>> thing_of("https://w3id.org/bochum-strategie/id/kernaktivitaet/o-werk/meilenstein/1")
    'https://w3id.org/bochum-strategie/id/kernaktivitaet/o-werk'
    """
    for base in _TWO_WORDS:
        if iri.startswith(base):
            return base + "/".join(iri[len(base) :].split("/")[:2])
    return iri


def stated(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Return the triples that sorted N-Quads state, each once, without what was derived from them."""
    last = b""
    for line in lines:
        triple, _, graph = line.rstrip(b"\n").rpartition(b" <")
        if graph in _STATED and triple != last:
            yield triple
            last = triple


def things(lines: Iterable[bytes]) -> Iterator[Grouped]:
    """Group what sorted N-Quads state by thing, in the order of `_key`, in one pass and with few groups open.

    Details stand before their thing, and others may stand between: ``<x/1>``, ``<x1>``, ``<x>``.
    """
    waiting: dict[bytes, list[bytes]] = {}
    for subject, triples in groupby(stated(lines), key=_subject):
        for key in sorted(key for key in waiting if key < subject):
            yield _node(key), tuple(waiting.pop(key))
        waiting.setdefault(_key(thing_of(_node(subject))), []).extend(triples)
    for key in sorted(waiting):
        yield _node(key), tuple(waiting[key])


def _key(iri: str) -> bytes:
    """Return what things are sorted by: their IRI as N-Quads write it."""
    return f"<{iri}>".encode()


def compare(old: Iterable[bytes], new: Iterable[bytes]) -> Iterator[Change]:
    """Compare two releases, given as sorted N-Quads, in one pass; memory holds a few things at a time."""
    sides = (_sided(lines, side) for side, lines in enumerate((old, new)))
    for key, group in groupby(merge(*sides), key=itemgetter(0)):
        found = {side: triples for _, side, triples in group}
        before, after = found.get(0, ()), found.get(1, ())
        if before != after:
            yield Change(_node(key), before, after)


def _sided(lines: Iterable[bytes], side: int) -> Iterator[tuple[bytes, int, tuple[bytes, ...]]]:
    return ((_key(iri), side, triples) for iri, triples in things(lines))


def statements(triples: Iterable[bytes]) -> Iterator[Statement]:
    r"""Read N-Triples without their final dot.

    Raises:
        ReleaseError: a line is none.

    >>> [one.value for one in statements([b'<x:a> <x:b> "\\u00dcber \\"uns\\""@de'])]
    [Literal(value='Über "uns"', language='de', datatype='http://www.w3.org/1999/02/22-rdf-syntax-ns#langString')]
    """
    for triple in triples:
        match = _STATEMENT.fullmatch(triple.decode())
        if match is None:
            problem = f"{triple[:200]!r} is not a triple as releases write them; make the release again."
            raise ReleaseError(problem)
        node, property_, iri, text, language, datatype = match.groups()
        value: IRI | Literal
        if iri is not None:
            value = IRI(_unescape(iri))
        else:
            value = Literal(_unescape(text), language, _LANG_STRING if language else datatype or XSD_STRING)
        yield Statement(_unescape(node), _unescape(property_), value)


def _unescape(text: str) -> str:
    def read(match: re.Match[str]) -> str:
        code = match[1] or match[2]
        return chr(int(code, 16)) if code else _PLAIN.get(match[3], match[3])

    return _ESCAPE.sub(read, text) if "\\" in text else text

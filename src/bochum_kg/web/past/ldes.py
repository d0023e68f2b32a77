"""What changed, as a Linked Data Event Stream (https://w3id.org/ldes/specification) over pages (TREE).

A member is a version of one node: a thing, or a detail below it. Its IRI is that of the node in the release, and every
triple about the node stands at it. What a release changed fills pages of its own, so a page never changes once it is
there; only the root grows, by links to the pages of the next release.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from bochum_kg.changes import Change, How
from bochum_kg.engine.writing import write_graph
from bochum_kg.errors import UnknownNameError
from bochum_kg.formats import Format
from bochum_kg.history import History, Step
from bochum_kg.namespaces import PREFIXES
from bochum_kg.web import urls
from bochum_kg.web.numerals import whole_number
from bochum_kg.web.pages.links import LICENCE
from bochum_kg.web.texts import say

__all__ = ["Node", "node"]

_PATH: Final = "/changes/feed"
_SHAPE: Final = "feed/shape"
#: Things whose nodes a page holds.
_PAGE: Final = 100
_OWN: Final = {
    "as": "https://www.w3.org/ns/activitystreams#",
    "ldes": "https://w3id.org/ldes#",
    "tree": "https://w3id.org/tree#",
}
_PREFIXES: Final = {**PREFIXES, **_OWN}
#: When the version came about; the data themselves use dct:created and dct:modified, and never this.
_WHEN: Final = "prov:generatedAtTime"
_VERSION_OF: Final = "dct:isVersionOf"
_EVENTS: Final = {How.ADDED: "as:Create", How.CHANGED: "as:Update", How.REMOVED: "as:Delete"}
#: Seconds after which asking again is worth it.
_POLLING: Final = 3600


@dataclass(frozen=True, slots=True)
class Node:
    """A document of the stream; a final one never changes."""

    body: bytes
    final: bool


def node(history: History, base: str, name: str, form: Format) -> Node:
    """Write a document of the stream.

    Args:
        history: the releases on record.
        base: the address of the service.
        name: ``feed`` for the root, ``feed/shape``, or ``feed/{release}/{page}``.
        form: the format.

    Raises:
        UnknownNameError: there is no such document.
    """
    feed = base + _PATH
    match name.split("/"):
        case ["feed"]:
            return _written(_root(history, feed), form, final=False)
        case ["feed", "shape"]:
            return _written(_shape(feed), form, final=False)
        case ["feed", release, page] if number := whole_number(page):
            step = history.step(release)
            if number <= _pages(step):
                return _written(_page(step, number, feed), form, final=step.listing is not None)
    kind = "page of the stream"
    raise UnknownNameError(kind, name, ("feed", _SHAPE))


def _written(triples: Iterable[bytes], form: Format, *, final: bool) -> Node:
    return Node(write_graph(b"".join(triples), form, _PREFIXES), final)


def _pages(step: Step) -> int:
    return -(-len(step.listed()) // _PAGE)


def _root(history: History, feed: str) -> Iterator[bytes]:
    stream = f"{feed}#stream"
    yield _triple(stream, "rdf:type", _iri("ldes:EventStream"))
    for language in ("de", "en"):
        yield _triple(
            stream, "dct:title", f"{json.dumps(say('changes.feed', language), ensure_ascii=False)}@{language}"
        )
    yield _triple(stream, "dct:license", f"<{LICENCE}>")
    yield _triple(stream, "ldes:timestampPath", _iri(_WHEN))
    yield _triple(stream, "ldes:versionOfPath", _iri(_VERSION_OF))
    for event, how in (("Create", How.ADDED), ("Update", How.CHANGED), ("Delete", How.REMOVED)):
        yield _triple(stream, f"ldes:version{event}Path", _iri("rdf:type"))
        yield _triple(stream, f"ldes:version{event}Object", _iri(_EVENTS[how]))
    yield _triple(stream, "ldes:pollingInterval", f'"{_POLLING}"^^{_iri("xsd:integer")}')
    yield _triple(stream, "tree:shape", f"<{feed}/shape>")
    yield _triple(stream, "tree:view", f"<{feed}>")
    yield _triple(feed, "rdf:type", _iri("tree:Node"))
    yield from _shape(feed)
    for step in history.steps:
        for page in range(1, _pages(step) + 1):
            yield from _relations(step, page, feed)


def _relations(step: Step, page: int, feed: str) -> Iterator[bytes]:
    """Lead to a page: all its members are of the moment of its release."""
    for name, kind in (("from", "GreaterThanOrEqualToRelation"), ("to", "LessThanOrEqualToRelation")):
        relation = f"{feed}#{name}-{step.release}-{page}"
        yield _triple(feed, "tree:relation", f"<{relation}>")
        yield _triple(relation, "rdf:type", _iri(f"tree:{kind}"))
        yield _triple(relation, "tree:path", _iri(_WHEN))
        yield _triple(relation, "tree:value", _moment(step))
        yield _triple(relation, "tree:node", f"<{_address(step, page, feed)}>")


def _address(step: Step, page: int, feed: str) -> str:
    return f"{feed}/{step.release}/{page}"


def _page(step: Step, page: int, feed: str) -> Iterator[bytes]:
    here = _address(step, page, feed)
    yield _triple(here, "rdf:type", _iri("tree:Node"))
    yield _triple(here, "ldes:immutable", f'"true"^^{_iri("xsd:boolean")}')
    for listed in step.listed()[(page - 1) * _PAGE : page * _PAGE]:
        for change in step.change(listed.iri).nodes():
            yield from _member(change, step, f"{feed}#stream")


def _member(change: Change, step: Step, stream: str) -> Iterator[bytes]:
    version = urls.version(change.iri, step.release)
    yield _triple(stream, "tree:member", f"<{version}>")
    yield _triple(version, "rdf:type", _iri(_EVENTS[change.how]))
    yield _triple(version, _VERSION_OF, f"<{change.iri}>")
    yield _triple(version, _WHEN, _moment(step))
    for triple in change.after:
        yield f"<{version}>".encode() + triple[triple.index(b" ") :] + b" .\n"


def _shape(feed: str) -> Iterator[bytes]:
    """Say what every member has (SHACL §2)."""
    shape = f"{feed}/shape"
    yield _triple(shape, "rdf:type", _iri("sh:NodeShape"))
    needed = (
        ("version-of", _VERSION_OF, "sh:nodeKind", _iri("sh:IRI")),
        ("when", _WHEN, "sh:datatype", _iri("xsd:dateTime")),
        ("event", "rdf:type", "sh:nodeKind", _iri("sh:IRI")),
    )
    one = f'"1"^^{_iri("xsd:integer")}'
    for name, path, restriction, value in needed:
        property_ = f"{shape}#{name}"
        yield _triple(shape, "sh:property", f"<{property_}>")
        yield _triple(property_, "sh:path", _iri(path))
        yield _triple(property_, restriction, value)
        yield _triple(property_, "sh:minCount", one)
        if path != "rdf:type":
            yield _triple(property_, "sh:maxCount", one)


def _moment(step: Step) -> str:
    return f'"{step.moment}"^^{_iri("xsd:dateTime")}'


def _iri(curie: str) -> str:
    prefix, _, name = curie.partition(":")
    return f"<{_PREFIXES[prefix]}{name}>"


def _triple(subject: str, property_: str, value: str) -> bytes:
    return f"<{subject}> {_iri(property_)} {value} .\n".encode()

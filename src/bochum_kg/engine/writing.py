"""Write triples the same way each time: sorted, with the project's prefixes, and never badly."""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from pyoxigraph import RdfFormat, Triple, parse, serialize

from bochum_kg.errors import NotAcceptableError
from bochum_kg.formats import JSON_LD, N_QUADS, N_TRIPLES, RDF_XML, TRIG, TURTLE, Format

__all__ = ["check_xml", "expand", "write_graph"]

_RDF_FORMATS: Final = {
    TURTLE.name: RdfFormat.TURTLE,
    N_TRIPLES.name: RdfFormat.N_TRIPLES,
    JSON_LD.name: RdfFormat.JSON_LD,
    RDF_XML.name: RdfFormat.RDF_XML,
    N_QUADS.name: RdfFormat.N_QUADS,
    TRIG.name: RdfFormat.TRIG,
}
_BLANK: Final = re.compile(rb"^_:(\w+)|_:(\w+)(?= \.$)", re.MULTILINE)
#: Characters that XML 1.0 §2.2 cannot hold.
_NOT_XML: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
#: RDF/XML writes a predicate as an element, so its end has to be a name (RDF 1.1 XML Syntax §2.3, XML Names §4).
_ELEMENT: Final = re.compile(r"[^\W\d][\w.-]*$")
#: What can hold triples that RDF/XML cannot.
_OTHERS: Final = (TURTLE.media_type, JSON_LD.media_type, N_TRIPLES.media_type)
_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def write_graph(n_triples: bytes, one: Format, prefixes: Mapping[str, str]) -> bytes:
    """Write triples, given as N-Triples in any order, in a format.

    Turtle would have to escape the slashes of a longer path, so its IRIs stay whole there.

    Raises:
        NotAcceptableError: the format cannot hold them.
    """
    ordered = b"".join(sorted(set(_relabel(n_triples).splitlines(keepends=True))))
    if one in {N_TRIPLES, N_QUADS}:
        return ordered
    if one is RDF_XML:
        _check_predicates(ordered)
    used = {name: base for name, base in prefixes.items() if f"<{base}".encode() in ordered}
    if one is not JSON_LD:
        used = {
            name: base for name, base in used.items() if not re.search(rf"<{re.escape(base)}[^>]*/".encode(), ordered)
        }
    body = _serialized(ordered, _RDF_FORMATS[one.name], used)
    if one is RDF_XML:
        check_xml(body, RDF_XML, _OTHERS)
    return _compact(body, used) if one is JSON_LD else body


def expand(n_triples: bytes) -> list[dict[str, Any]]:
    r"""Return triples, given as N-Triples in any order, as the nodes of expanded JSON-LD (JSON-LD 1.1 §5.1).

    >>> expand(b'<urn:a> <urn:b> "c"@de .\n')
    [{'@id': 'urn:a', 'urn:b': [{'@language': 'de', '@value': 'c'}]}]
    """
    ordered = b"".join(sorted(set(n_triples.splitlines(keepends=True))))
    nodes: list[dict[str, Any]] = json.loads(_serialized(ordered, RdfFormat.JSON_LD, {}))
    return nodes


def _serialized(n_triples: bytes, form: RdfFormat, prefixes: Mapping[str, str]) -> bytes:
    triples = (
        Triple(quad.subject, quad.predicate, quad.object) for quad in parse(n_triples, format=RdfFormat.N_TRIPLES)
    )
    body = serialize(triples, format=form, prefixes=dict(prefixes))
    assert body is not None  # noqa: S101 - bytes are returned when no output is given
    return body


def _relabel(n_triples: bytes) -> bytes:
    """Number the blank nodes in the order in which they come, since the engine labels them by chance."""
    labels: dict[bytes, bytes] = {}

    def number(match: re.Match[bytes]) -> bytes:
        return labels.setdefault(match[1] or match[2], b"_:b%d" % len(labels))

    return _BLANK.sub(number, n_triples) if b"_:" in n_triples else n_triples


def check_xml(body: bytes, one: Format, others: tuple[str, ...]) -> None:
    """Make sure that an XML document holds no character that XML forbids.

    Raises:
        NotAcceptableError: it does; the others can hold it.
    """
    if _NOT_XML.search(body):
        raise NotAcceptableError(one.media_type, others)


def _check_predicates(n_triples: bytes) -> None:
    for line in n_triples.decode().splitlines():
        predicate = line.split(" ", 2)[1][1:-1]
        if not _ELEMENT.search(predicate):
            raise NotAcceptableError(RDF_XML.media_type, _OTHERS)


def _compact(expanded: bytes, prefixes: Mapping[str, str]) -> bytes:
    """Shorten the IRIs of expanded JSON-LD with prefixes that a context declares (JSON-LD 1.1 §4.1.5)."""
    safe = {name: base for name, base in prefixes.items() if f'"{name}:'.encode() not in expanded}

    def shorten(iri: str) -> str:
        fits = [(len(base), name) for name, base in safe.items() if iri.startswith(base) and iri != base]
        if not fits:
            return iri
        length, name = max(fits)
        return iri if iri[length:].startswith("//") else f"{name}:{iri[length:]}"

    def shorten_value(value: dict[str, str]) -> dict[str, str]:
        return {key: text if key in {"@value", "@language"} else shorten(text) for key, text in value.items()}

    def shorten_node(node: dict[str, Any]) -> dict[str, Any]:
        short: dict[str, Any] = {}
        for key, values in node.items():
            if key == "@id":
                short[key] = shorten(values)
            elif key == _TYPE and all("@id" in value for value in values):
                short["@type"] = _unwrap([shorten(value["@id"]) for value in values])
            else:
                short[shorten(key)] = _unwrap([shorten_value(value) for value in values])
        return short

    document = {"@context": safe, "@graph": [shorten_node(node) for node in json.loads(expanded)]}
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _unwrap(values: list[Any]) -> Any:  # noqa: ANN401 - JSON-LD writes one value without its list
    return values[0] if len(values) == 1 else values

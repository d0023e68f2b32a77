"""One table of formats, and the choice among them that HTTP clients ask for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from bochum_kg.errors import NotAcceptableError, UnknownNameError

__all__ = [
    "CSV",
    "FORMATS",
    "GRAPH_FORMATS",
    "HTML",
    "JSON",
    "JSON_LD",
    "N_QUADS",
    "N_TRIPLES",
    "RDF_XML",
    "RESULTS_FORMATS",
    "TRIG",
    "TSV",
    "TURTLE",
    "XML",
    "Format",
    "Kind",
    "by_name",
    "negotiate",
    "negotiate_language",
]

#: What a format can carry: triples, the rows or the truth value of a query, or a page for people.
Kind = Literal["graph", "results", "page"]

#: What every format may be asked for with: we write UTF-8, and RDF 1.1 in its RDF 1.2 syntax is the same text.
_PARAMETERS: Final[Mapping[str, frozenset[str]]] = {
    "charset": frozenset({"utf-8", "utf8"}),
    "version": frozenset({"1.1", "1.2"}),
}


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write an answer down.

    Args:
        name: what ``--format`` and ``?format=`` call it.
        media_type: what a response says, without parameters.
        suffix: what its files and addresses end in, with the dot.
        kind: what it can carry.
        title: what a person calls it.
        aliases: other names for it.
        other_media_types: types that clients ask for when they mean it.
        charset: the parameter that a response adds, for types whose default is not UTF-8.
        parameters: the values that may stand in ``Accept`` beside the type.
    """

    name: str
    media_type: str
    suffix: str
    kind: Kind
    title: str
    aliases: tuple[str, ...] = ()
    other_media_types: tuple[str, ...] = ()
    charset: str | None = None
    parameters: Mapping[str, frozenset[str]] = field(default_factory=lambda: _PARAMETERS, repr=False, hash=False)

    @property
    def content_type(self) -> str:
        """Return the value of the ``Content-Type`` header.

        >>> TURTLE.content_type, JSON.content_type
        ('text/turtle; charset=utf-8', 'application/sparql-results+json')
        """
        return f"{self.media_type}; charset={self.charset}" if self.charset else self.media_type


TURTLE: Final = Format(
    "turtle", "text/turtle", ".ttl", "graph", "Turtle", ("ttl", "n3"), ("application/x-turtle",), charset="utf-8"
)
N_TRIPLES: Final = Format("ntriples", "application/n-triples", ".nt", "graph", "N-Triples", ("nt", "n-triples"))
#: JSON-LD 1.1 §6.1 names the profiles; what we write is compacted.
JSON_LD: Final = Format(
    "jsonld",
    "application/ld+json",
    ".jsonld",
    "graph",
    "JSON-LD",
    ("json-ld", "json"),
    ("application/json",),
    parameters={**_PARAMETERS, "profile": frozenset({"http://www.w3.org/ns/json-ld#compacted"})},
)
RDF_XML: Final = Format(
    "rdfxml",
    "application/rdf+xml",
    ".rdf",
    "graph",
    "RDF/XML",
    ("rdf", "rdf+xml", "xml"),
    ("application/xml", "text/xml"),
)
N_QUADS: Final = Format("nquads", "application/n-quads", ".nq", "graph", "N-Quads", ("nq", "n-quads"))
TRIG: Final = Format("trig", "application/trig", ".trig", "graph", "TriG", (), ("application/x-trig",))
JSON: Final = Format(
    "json",
    "application/sparql-results+json",
    ".srj",
    "results",
    "SPARQL Results JSON",
    ("srj",),
    ("application/json",),
)
XML: Final = Format(
    "xml",
    "application/sparql-results+xml",
    ".srx",
    "results",
    "SPARQL Results XML",
    ("srx",),
    ("application/xml", "text/xml"),
)
CSV: Final = Format("csv", "text/csv", ".csv", "results", "CSV", charset="utf-8")
TSV: Final = Format("tsv", "text/tab-separated-values", ".tsv", "results", "TSV", charset="utf-8")
HTML: Final = Format("html", "text/html", ".html", "page", "HTML", charset="utf-8")

#: Every format, the preferred one of each kind first.
FORMATS: Final = (TURTLE, JSON_LD, N_TRIPLES, RDF_XML, N_QUADS, TRIG, JSON, XML, CSV, TSV, HTML)
GRAPH_FORMATS: Final = tuple(one for one in FORMATS if one.kind == "graph")
RESULTS_FORMATS: Final = tuple(one for one in FORMATS if one.kind == "results")


def by_name(name: str, offered: Sequence[Format] = FORMATS) -> Format:
    """Return the format of that name, alias or media type among those offered; a name goes before an alias.

    Raises:
        UnknownNameError: nothing offered has this name.

    >>> by_name("json").media_type, by_name("json", GRAPH_FORMATS).media_type
    ('application/sparql-results+json', 'application/ld+json')
    """
    wanted = name.strip().lower()
    for names in (lambda one: (one.name, one.media_type), lambda one: one.aliases):
        for one in offered:
            if wanted in names(one):
                return one
    raise UnknownNameError(kind="format", name=name, known=[one.name for one in offered])


#: RFC 9110 §5.6.2 (token), §5.6.4 (quoted-string), §5.6.6 (parameters).
_WORD: Final = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_PARAMETER: Final = re.compile(rf'\s*;\s*(?:({_WORD})=(?:({_WORD})|"((?:[^"\\]|\\.)*)"))?')
_RANGE: Final = re.compile(rf"\s*({_WORD})/({_WORD})")
_QUALITY: Final = re.compile(r"0(?:\.\d{0,3})?|1(?:\.0{0,3})?")
_MEMBER: Final = re.compile(r'(?:[^,"]|"(?:[^"\\]|\\.)*"?)+')


@dataclass(frozen=True, slots=True)
class _MediaRange:
    """A member of an ``Accept`` header (RFC 9110 §12.5.1)."""

    type: str
    subtype: str
    parameters: tuple[tuple[str, str], ...]
    quality: float

    def specificity(self, media_type: str, one: Format) -> tuple[bool, bool, int] | None:
        """Return how closely this range names a type of the format, or None if it does not fit."""
        type_, _, subtype = media_type.partition("/")
        if self.type not in {"*", type_} or self.subtype not in {"*", subtype}:
            return None
        if any(value.lower() not in one.parameters.get(name, ()) for name, value in self.parameters):
            return None
        return self.type != "*", self.subtype != "*", len(self.parameters)


def _read_range(member: str) -> _MediaRange | None:
    """Read one member of ``Accept``; None if it is not in the grammar. What follows the weight says nothing."""
    start = _RANGE.match(member)
    if start is None or (start[1] == "*" and start[2] != "*"):
        return None
    parameters: list[tuple[str, str]] = []
    quality, weighted, position = 1.0, False, start.end()
    while (match := _PARAMETER.match(member, position)) and match.end() > position:
        position = match.end()
        name, value = (match[1] or "").lower(), match[2] or re.sub(r"\\(.)", r"\1", match[3] or "")
        if name == "q":
            if not _QUALITY.fullmatch(value):
                return None
            quality, weighted = float(value), True
        elif name and not weighted:
            parameters.append((name, value))
    if member[position:].strip():
        return None
    return _MediaRange(start[1].lower(), start[2].lower(), tuple(parameters), quality)


def _members(header: str) -> Iterator[str]:
    """Split a header at its commas, not at those inside quotes."""
    return (match[0] for match in _MEMBER.finditer(header))


def _fits(
    one: Format, media_types: Sequence[str], ranges: Sequence[_MediaRange]
) -> list[tuple[tuple[bool, bool, int], float]]:
    """Return how closely each range that fits one of the types names it, and what quality it gives."""
    return [
        (how, range_.quality)
        for media_type in media_types
        for range_ in ranges
        if (how := range_.specificity(media_type, one)) is not None
    ]


def _quality(one: Format, ranges: Sequence[_MediaRange]) -> float:
    """Return what the most specific fitting range says about a format; 0 if none fits.

    A type that only means the format counts when it is named in full: ``application/*`` asks for the real type.
    """
    fits = _fits(one, [one.media_type], ranges)
    if not fits or not max(fits)[0][1]:
        fits += _fits(one, one.other_media_types, [range_ for range_ in ranges if range_.subtype != "*"])
    return max(fits)[1] if fits else 0.0


def negotiate(accept: str, offered: Sequence[Format]) -> Format:
    """Return the offered format that the client likes best; the first one wins ties (RFC 9110 §12.5.1).

    Members that are not in the grammar are passed over; a header without a readable member counts as ``*/*``.

    Raises:
        NotAcceptableError: the client excludes everything offered.

    >>> negotiate("text/html;q=0.5, text/turtle", [HTML, TURTLE]).name
    'turtle'
    >>> negotiate("", [HTML, TURTLE]).name
    'html'
    >>> negotiate("*/*, text/html;q=0", [HTML, TURTLE]).name
    'turtle'
    """
    ranges = [range_ for member in _members(accept) if (range_ := _read_range(member))]
    if not ranges:
        return offered[0]
    best = max(offered, key=lambda one: _quality(one, ranges))
    if _quality(best, ranges) == 0:
        raise NotAcceptableError(accept, tuple(one.media_type for one in offered))
    return best


_LANGUAGE: Final = re.compile(r"\s*(\*|[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)\s*(?:;\s*[qQ]=([0-9.]+))?\s*")


def negotiate_language(accept_language: str, offered: Sequence[str] = ("de", "en")) -> str:
    """Return the offered language that the reader likes best; the first one when nothing fits (RFC 4647 §3.4).

    >>> negotiate_language("en-GB,en;q=0.9,de;q=0.8")
    'en'
    >>> negotiate_language("fr")
    'de'
    """
    wishes: dict[str, float] = {}
    for member in accept_language.split(","):
        match = _LANGUAGE.fullmatch(member)
        if match and (match[2] is None or _QUALITY.fullmatch(match[2])):
            tag = match[1].lower().partition("-")[0]
            wishes[tag] = max(wishes.get(tag, 0.0), float(match[2] or 1))
    return max(offered, key=lambda one: wishes.get(one, wishes.get("*", 0.0)))

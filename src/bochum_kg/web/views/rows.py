"""What prepared queries answer, read as things with names; and the queries themselves as links."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from unicodedata import combining, normalize

from bochum_kg import queries
from bochum_kg.describe import Thing, Words
from bochum_kg.engine.base import Literal, Row
from bochum_kg.namespaces import BOV
from bochum_kg.web.views.words import Reader, Span

__all__ = ["Link", "LinkView", "asked", "badge", "inferred", "linked", "name_slug", "named", "slug"]

_INFERRED: Final = str(BOV["aussagegrundlage/erschlossen"])
_WHERE: Final = "WHERE {"
_SPELLED: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True, slots=True)
class Link:
    """Something that a thing is tied to, and whether that is inferred rather than stated by a source."""

    thing: Thing
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class LinkView:
    """A name that leads on, and the mark of what is inferred."""

    name: Span
    badge: Span | None = None


def named(rows: Iterable[Row], thing: str, name: str) -> dict[str, Thing]:
    """Return the things in a column by IRI, with the names that another column gives them."""
    names: dict[str, list[Literal]] = defaultdict(list)
    for row in rows:
        if isinstance(text := row.get(name), Literal) and thing in row:
            names[str(row[thing])].append(text)
    return {iri: Thing(iri, Words.read(texts)) for iri, texts in names.items()}


def slug(thing: Thing) -> str:
    """Return the last part of the IRI of a thing.

    >>> slug(Thing("https://w3id.org/bochum-strategie/id/ort/o-werk"))
    'o-werk'
    """
    return thing.iri.rstrip("/").rpartition("/")[2]


def name_slug(name: str) -> str:
    """Return a name as the value of a parameter, for what has no IRI of its own.

    >>> name_slug("WAZ Bochum / Funke"), name_slug("Körber-Stiftung"), name_slug("MARK 51°7")
    ('waz-bochum-funke', 'koerber-stiftung', 'mark-51-7')
    """
    plain = "".join(one for one in normalize("NFKD", name.lower().translate(_SPELLED)) if not combining(one))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def inferred(row: Row) -> bool:
    """Tell whether a row speaks of what is inferred."""
    return str(row.get("basis", "")) == _INFERRED


def badge(reader: Reader) -> Span:
    """Return the mark of what is inferred, which leads to what that means."""
    return Span(reader.say("inferred"), reader.link(_INFERRED))


def linked(link: Link, reader: Reader) -> LinkView:
    """Lay out a link."""
    return LinkView(reader.thing(link.thing), badge(reader) if link.inferred else None)


def asked(name: str, reader: Reader, patterns: Iterable[str] = ()) -> Span:
    """Return a query of ``queries/pages`` as a link to where it can be run and changed.

    Args:
        name: the name of the query.
        reader: who reads.
        patterns: what its solutions must fit besides, in SPARQL; made from IRIs that the graph knows.
    """
    body = queries.read(f"pages/{name}").body
    narrowed = "".join(f"\n  {one}" for one in patterns)
    text = body.replace(_WHERE, _WHERE + narrowed, 1)
    return Span(reader.say("facets.query"), reader.href("/sparql", query=text))

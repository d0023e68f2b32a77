"""Where each of our IRIs is found on a running service, and which IRI an address stands for.

The part of an IRI after its namespace is the path here (`namespaces.BASES`); the host never enters. A thing ``/id/x``
is described by the document ``/doc/x``; every other name is described under its own path. A suffix fixes the format.
"""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode

from bochum_kg.formats import HTML, JSON_LD, N_TRIPLES, RDF_XML, TURTLE, Format
from bochum_kg.namespaces import BASES, BO, RELEASES

__all__ = [
    "OFFERED",
    "Address",
    "address",
    "document",
    "documented",
    "fixed",
    "href",
    "iri",
    "local",
    "namespace",
    "timemap",
    "version",
]

#: The formats of a document about a thing; the first one is for those who do not choose.
OFFERED: Final = (HTML, TURTLE, JSON_LD, N_TRIPLES, RDF_XML)

_DOCUMENTS: Final = "/doc/"
_NAMESPACES: Final = {path: base for base, path in BASES.items()} | {_DOCUMENTS: str(BO)}
#: What stands before the path of a document in the address of its state in a release.
_RELEASE: Final = re.compile(r"/release/[^/]+(?=/)")
#: What follows the namespace in our IRIs: ASCII words between single slashes.
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}(?:/[A-Za-z0-9][A-Za-z0-9._-]{0,127}){0,7}")


@dataclass(frozen=True, slots=True)
class Address:
    """What a path asks for: the document of an IRI, and its format where a suffix fixes it."""

    iri: str
    format: Format | None


def local(iri: str) -> str | None:
    """Return the path under which a service answers for an IRI; None if it is not ours.

    >>> local("https://w3id.org/bochum-strategie/id/kernaktivitaet/mein-bochum")
    '/id/kernaktivitaet/mein-bochum'
    >>> local("https://w3id.org/stadtstrategie/def/")
    '/def/'
    >>> local("https://example.org/") is None
    True
    """
    for base, path in BASES.items():
        name = iri.removeprefix(base)
        if name != iri and (not name or _NAME.fullmatch(name)):
            return path + name
    return None


def document(iri: str, form: Format | None = None) -> str | None:
    """Return the path of the document about an IRI, with the suffix of a format; None if the IRI is not ours.

    >>> from bochum_kg.formats import TURTLE
    >>> document("https://w3id.org/bochum-strategie/id/saeule/wissen", TURTLE)
    '/doc/saeule/wissen.ttl'
    >>> document("https://w3id.org/stadtstrategie/def/", TURTLE)
    '/def.ttl'
    """
    path = local(iri)
    if path is None:
        return None
    if iri.startswith(str(BO)):
        path = _DOCUMENTS + path.removeprefix("/id/")
    return path if form is None else path.rstrip("/") + form.suffix


def iri(path: str) -> str | None:
    """Return the IRI that a path without suffix stands for, whether or not the graph knows it; None if it is none.

    >>> iri("/doc/ziel/shootingstar-1")
    'https://w3id.org/bochum-strategie/id/ziel/shootingstar-1'
    >>> iri("/def") == iri("/def/") == "https://w3id.org/stadtstrategie/def/"
    True
    >>> iri("/id/../../etc/passwd") is None
    True
    """
    for start, base in _NAMESPACES.items():
        if path in (start, start.rstrip("/")):
            return base
        name = path.removeprefix(start)
        if name != path and _NAME.fullmatch(name):
            return base + name
    return None


def documented(path: str) -> str | None:
    """Return the path of a document, there or not, without that of a release before it; None if no document lies there.

    >>> documented("/release/2f0c9d/doc/saeule/wissen.ttl"), documented("/def.ttl"), documented("/search")
    ('/doc/saeule/wissen.ttl', '/def.ttl', None)
    """
    path = _RELEASE.sub("", path, count=1)
    folders = {start.rstrip("/") + suffix for start in _NAMESPACES for suffix in ("", *(one.suffix for one in OFFERED))}
    return path if path.startswith(tuple(_NAMESPACES)) or path in folders else None


def address(path: str) -> Address | None:
    """Read a path with or without the suffix of a format; None if it stands for nothing of ours.

    >>> address("/doc/ziel/shootingstar-1.jsonld").format.name
    'jsonld'
    """
    form = next((one for one in OFFERED if path.endswith(one.suffix)), None)
    name = iri(path.removesuffix(form.suffix) if form else path)
    return Address(name, form) if name else None


def fixed(path: str, release: str) -> str:
    """Return the address under which a document stays as it is in a release: the one to cite.

    >>> fixed("/doc/saeule/wissen", "2f0c9d")
    '/release/2f0c9d/doc/saeule/wissen'
    """
    return f"/release/{release}{path}"


def timemap(path: str) -> str:
    """Return the address of the list of all states of a document (RFC 7089 §5)."""
    return f"/timemap{path}"


def version(iri: str, release: str) -> str:
    """Return the IRI of a thing as a release describes it; terms of others are described beside the ontology.

    >>> version("https://w3id.org/bochum-strategie/id/saeule/wissen", "2f0c9d")
    'https://w3id.org/bochum-strategie/release/2f0c9d/id/saeule/wissen'
    """
    return f"{RELEASES}{release}{local(iri) or '/def/#' + quote(iri, safe='')}"


def namespace(name: str) -> str | None:
    """Return the IRI of our namespace that a name lies in; None if it is not ours.

    >>> namespace("https://w3id.org/stadtstrategie/def/Milestone")
    'https://w3id.org/stadtstrategie/def/'
    """
    return next((base for base in BASES if name.startswith(base)), None)


def href(path: str, **parameters: str) -> str:
    """Write a path and its parameters as a reference that fits an attribute or a header; empty parameters fall out.

    >>> href("/doc/ziel/shootingstar-1", lang="en", page="")
    '/doc/ziel/shootingstar-1?lang=en'
    """
    query = urlencode({name: value for name, value in parameters.items() if value})
    return quote(path, safe="/._-~") + (f"?{query}" if query else "")

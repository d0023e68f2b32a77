"""The ``Link`` header of a document: other formats, what it is about, its licence (RFC 8288, FAIR Signposting)."""

from typing import Final
from urllib.parse import quote

from bochum_kg.formats import HTML, Format
from bochum_kg.namespaces import DATASET
from bochum_kg.web import urls

__all__ = ["LICENCE", "links"]

LICENCE: Final = "https://creativecommons.org/publicdomain/zero/1.0/"


def links(iri: str, form: Format) -> str:
    """Write the header for a document about an IRI in a format.

    >>> from bochum_kg.formats import TURTLE
    >>> links("https://w3id.org/bochum-strategie/id/saeule/wissen", TURTLE).split(", ")[0]
    '<https://w3id.org/bochum-strategie/id/saeule/wissen>; rel="cite-as"'
    """
    found = [
        _link(iri, "cite-as"),
        _link(iri, "describes"),
        _link(LICENCE, "license"),
        _link(urls.local(str(DATASET)) or "/", "collection"),
    ]
    for one in urls.OFFERED:
        path = urls.document(iri, one)
        if path is not None and one is not form:
            found.append(_link(path, "alternate", one.media_type))
        if path is not None and form is HTML and one is not HTML:
            found.append(_link(path, "describedby", one.media_type))
    return ", ".join(found)


def _link(target: str, relation: str, media_type: str = "") -> str:
    reference = quote(target, safe="/:?#@!$&()*+,;=%-._~")
    return f'<{reference}>; rel="{relation}"' + (f'; type="{media_type}"' if media_type else "")

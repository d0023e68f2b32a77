"""The ``Link`` header of a document: other formats, what it is about, its licence (RFC 8288, FAIR Signposting)."""

from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import quote

from bochum_kg.formats import HTML, Format
from bochum_kg.namespaces import DATASET
from bochum_kg.web import urls
from bochum_kg.web.profiles import PLAIN, Profile, offered

__all__ = ["COLLECTION", "LICENCE", "link", "links"]

LICENCE: Final = "https://creativecommons.org/publicdomain/zero/1.0/"
#: The page of the dataset that everything belongs to.
COLLECTION: Final = urls.document(str(DATASET), HTML) or "/"
_SCHEMA: Final = "https://schema.org/"


def links(
    iri: str, form: Format, profile: Profile = PLAIN, kind: str = "", items: Iterable[tuple[str, str]] = ()
) -> str:
    """Write the header for a document about an IRI in a format and a profile.

    Args:
        iri: what the document is about.
        form: its format.
        profile: its profile; pages for people have none.
        kind: what schema.org calls the thing that a page is about.
        items: path and media type of each file that holds it.

    >>> from bochum_kg.formats import TURTLE
    >>> links("https://w3id.org/bochum-strategie/id/saeule/wissen", TURTLE).split(", ")[0]
    '<https://w3id.org/bochum-strategie/id/saeule/wissen>; rel="cite-as"'
    """
    found = [
        link(iri, "cite-as"),
        link(iri, "describes"),
        link(LICENCE, "license"),
        *([] if iri == str(DATASET) else [link(COLLECTION, "collection", type=HTML.media_type)]),
        *(link(_SCHEMA + one, "type") for one in ("AboutPage", kind) if kind),
        *(link(path, "item", type=media_type) for path, media_type in items),
        *([] if form is HTML else [link(profile.iri, "profile")]),
        *_alternates(iri, form, profile),
    ]
    return ", ".join(found)


def _alternates(iri: str, form: Format, profile: Profile) -> Iterator[str]:
    """Name every other format, and of data every other profile."""
    for one in urls.OFFERED:
        path = urls.document(iri, one)
        if path is None:
            continue
        if one is HTML:
            if form is not HTML:
                yield link(path, "describes", type=one.media_type)
                yield link(path, "alternate", type=one.media_type)
            continue
        if form is HTML:
            yield link(path, "describedby", type=one.media_type)
        for other in offered(iri):
            if (one, other) != (form, profile):
                yield link(other.href(path), "alternate", type=one.media_type, formats=other.iri)


def link(target: str, relation: str, **attributes: str) -> str:
    """Write one link (RFC 8288 §3).

    >>> link("/downloads/ziele.csv", "item", type="text/csv")
    '</downloads/ziele.csv>; rel="item"; type="text/csv"'
    """
    reference = quote(target, safe="/:?#@!$&()*+,;=%-._~")
    return f'<{reference}>; rel="{relation}"' + "".join(f'; {name}="{value}"' for name, value in attributes.items())

"""The ``Link`` header of a document: other formats, what it is about, its licence (RFC 8288, FAIR Signposting)."""

from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import quote

from bochum_kg.formats import HTML, Format
from bochum_kg.namespaces import DATASET
from bochum_kg.web import urls
from bochum_kg.web.pages.profiles import PLAIN, PROFILES, Profile

__all__ = ["LICENCE", "links"]

LICENCE: Final = "https://creativecommons.org/publicdomain/zero/1.0/"


def links(iri: str, form: Format, profile: Profile = PLAIN, types: Iterable[str] = ()) -> str:
    """Write the header for a document about an IRI in a format and a profile.

    Args:
        iri: what the document is about.
        form: its format.
        profile: its profile; pages for people have none.
        types: the classes of what it is about, as schema.org calls them.

    >>> from bochum_kg.formats import TURTLE
    >>> links("https://w3id.org/bochum-strategie/id/saeule/wissen", TURTLE).split(", ")[0]
    '<https://w3id.org/bochum-strategie/id/saeule/wissen>; rel="cite-as"'
    """
    found = [
        _link(iri, "cite-as"),
        _link(iri, "describes"),
        _link(LICENCE, "license"),
        _link(urls.local(str(DATASET)) or "/", "collection"),
        *(_link(one, "type") for one in types),
        *([] if form is HTML else [_link(profile.iri, "profile")]),
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
                yield _link(path, "alternate", type=one.media_type)
            continue
        if form is HTML:
            yield _link(path, "describedby", type=one.media_type)
        for other in PROFILES:
            if (one, other) != (form, profile):
                yield _link(other.href(path), "alternate", type=one.media_type, formats=other.iri)


def _link(target: str, relation: str, **attributes: str) -> str:
    reference = quote(target, safe="/:?#@!$&()*+,;=%-._~")
    return f'<{reference}>; rel="{relation}"' + "".join(f'; {name}="{value}"' for name, value in attributes.items())

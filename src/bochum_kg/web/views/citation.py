"""How a page is cited: in words, as BibTeX and as CSL-JSON, with the release that says so."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bochum_kg.describe import Thing
from bochum_kg.describe.dataset import Published
from bochum_kg.formats import HTML
from bochum_kg.namespaces import BO
from bochum_kg.web import urls
from bochum_kg.web.views.frame import short
from bochum_kg.web.views.words import Reader, date

__all__ = ["Citation", "Edition", "cite"]

#: What TeX takes for a command, and what it writes for the character.
_TEX: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{one: f"\\{one}" for one in "&%$#_"},
    }
)


@dataclass(frozen=True, slots=True)
class Edition:
    """What is cited from: the dataset, its release, the date of its data, and the service that has it.

    Args:
        published: title and publisher, as the catalogue has them.
        release: the name of the release.
        data_date: the date of the data, ``YYYY-MM-DD``; empty where the release does not say.
        service: the address of the service, without a slash at the end.
    """

    published: Published
    release: str
    data_date: str
    service: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation in three forms, and the address under which what is cited does not change; ``here`` leads to it."""

    text: str
    bibtex: str
    csl: str
    fixed: str
    here: str


def cite(thing: Thing, edition: Edition, reader: Reader) -> Citation | None:
    """Cite a page; None where the catalogue names neither title nor publisher of the dataset."""
    title, publisher = (reader.words(one).text for one in (edition.published.title, edition.published.publisher))
    document = urls.document(thing.iri, None if thing.iri.startswith(str(BO)) else HTML)
    if not title or not publisher or document is None:
        return None
    path = urls.fixed(document, edition.release)
    fixed = edition.service + path
    values = {
        "name": thing.name(reader.language).value,
        "title": title,
        "publisher": publisher,
        "release": edition.release,
        "date": edition.data_date,
        "iri": thing.iri,
        "fixed": fixed,
    }
    told = {**values, "date": date(edition.data_date, reader.language) or reader.say("unknown")}
    words = reader.say("cite.text", **told)
    return Citation(words, _bibtex(values), _csl(values, reader.language), fixed, reader.href(path))


def _key(values: Mapping[str, str]) -> str:
    """Return a key that names the thing and the release."""
    name = short(values["iri"]) or values["iri"]
    return re.sub(r"[^A-Za-z0-9]+", "-", f"{name}-{values['release'][:8]}").strip("-")


def _bibtex(values: Mapping[str, str]) -> str:
    name, title, publisher = (values[one].translate(_TEX) for one in ("name", "title", "publisher"))
    year, _, rest = values["date"].partition("-")
    lines = [
        f"  author = {{{{{publisher}}}}}",
        f"  title = {{{{{name}}}}}",
        f"  howpublished = {{In: {title}}}",
        *([f"  year = {{{year}}}"] if year else []),
        *([f"  month = {int(rest[:2])}"] if rest else []),
        f"  note = {{{values['iri'].translate(_TEX)}}}",
        f"  version = {{{values['release']}}}",
        f"  url = {{{values['fixed']}}}",
    ]
    return f"@misc{{{_key(values)},\n" + ",\n".join(lines) + "\n}"


def _csl(values: Mapping[str, str], language: str) -> str:
    """Write one item (CSL-JSON 1.0)."""
    parts = [int(one) for one in values["date"].split("-") if one.isdigit()]
    item = {
        "id": _key(values),
        "type": "dataset",
        "title": values["name"],
        "container-title": values["title"],
        "author": [{"literal": values["publisher"]}],
        "publisher": values["publisher"],
        **({"issued": {"date-parts": [parts]}} if parts else {}),
        "version": values["release"],
        "URL": values["fixed"],
        "note": values["iri"],
        "language": language,
    }
    return json.dumps([item], ensure_ascii=False, indent=2)

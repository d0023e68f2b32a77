"""The answers of the reconciliation service, each made from the parameters of a request."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import Final

from bochum_kg.engine.base import Engine
from bochum_kg.formats import HTML
from bochum_kg.search import Hit, Index
from bochum_kg.search.folding import fold
from bochum_kg.web.numerals import whole_number
from bochum_kg.web.pages.stored import Stored
from bochum_kg.web.problems import Problem, ProblemError
from bochum_kg.web.reconciliation.batch import MOST, Query, kinds_of, read_batch, read_extension
from bochum_kg.web.reconciliation.manifest import PREVIEW, manifest
from bochum_kg.web.reconciliation.properties import known_properties, met, properties_of, values
from bochum_kg.web.reconciliation.schema import Type, iri_of, local_id, type_of
from bochum_kg.web.reconciliation.scoring import Candidate, candidates, shown
from bochum_kg.web.render import page
from bochum_kg.web.search.view import kind_name
from bochum_kg.web.views import KINDS, Framed, Reader, Span
from bochum_kg.web.views.frame import frame

__all__ = ["Answers"]

#: Suggestions at a time, and how many may be skipped.
_SUGGESTIONS: Final = 10
_SKIPPED: Final = 10_000
#: Characters of a description beside a name.
_ABOUT: Final = 200
_BY_LANGUAGE: Final = {"Vary": "Accept-Language"}
#: A preview is made to be framed by others, and loads nothing but our styles.
_PREVIEW_POLICY: Final = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"
_Parameters = Mapping[str, str]


@dataclass(frozen=True)
class PreviewView(Framed):
    """A thing in a small frame: its name as a link, its kind, and what is said of it."""

    name: Span
    kind: str = ""
    about: str = ""


class Answers:
    """The answers over one index and one engine."""

    def __init__(self, engine: Engine, index: Callable[[], Index], address: str) -> None:
        """Take what answers; the properties are read once for each language."""
        self._engine, self._index, self._address = engine, index, address
        self._properties = lru_cache(lambda language: known_properties(engine, language))
        self._of_class = lru_cache(lambda class_: properties_of(engine, class_))

    def asked(self, sent: _Parameters, reader: Reader) -> Stored:
        """Answer a batch of queries or an extension, or tell what the service is.

        Raises:
            ProblemError: what is asked cannot be read.
            EngineError, LimitError: as engine and index.
        """
        if "queries" in sent:
            batch = read_batch(sent["queries"])
            return _json({name: {"result": self._result(query, reader)} for name, query in batch.items()}, reader)
        if "extend" in sent:
            return _json(self._extended(sent["extend"], reader), reader)
        return _json(manifest(self._address, reader), reader)

    def _result(self, query: Query, reader: Reader) -> list[dict[str, object]]:
        """Return the candidates of a query as JSON: what its text identifies, or else what bears such a name."""
        meant = self._entity(query.text)
        hits = [meant] if meant and query.admits(meant.kind) else []
        if not meant and query.text.strip():
            kinds = [one for one in KINDS if query.admits(one)]
            hits = list(self._index().named(query.text, kinds=kinds, limit=MOST).hits)
        properties = [one.property for one in query.conditions]
        known = values(self._engine, [one.iri for one in hits], properties, reader.language)
        shares = {one.iri: met(query.conditions, one.iri, known) for one in hits}
        found = candidates(query, hits, shares, reader.language, identified=meant is not None)
        return [_candidate(one, query, reader) for one in found]

    def _entity(self, name: str) -> Hit | None:
        """Return the entity that a text identifies; names have no slash in that place."""
        if "/" not in name:
            return None
        hit = self._index().entry(iri_of(name))
        return hit if hit and hit.kind in KINDS else None

    def _extended(self, text: str, reader: Reader) -> dict[str, object]:
        """Return the values of properties of things as JSON: a row for each of the things."""
        asked = read_extension(text)
        iris = {one: hit.iri for one in asked.things if (hit := self._entity(one))}
        known = values(self._engine, iris.values(), asked.properties, reader.language)
        names = {one.id: one.name for one in self._properties(reader.language)}
        rows = {
            one: {name: [value.said for value in known.get((iris.get(one, ""), name), ())] for name in asked.properties}
            for one in asked.things
        }
        return {"meta": [Type(one, names.get(one, one)).said for one in asked.properties], "rows": rows}

    def propose_properties(self, sent: _Parameters, reader: Reader) -> Stored:
        """Answer which properties the things of a type have.

        Raises:
            ProblemError: there is no such type.
        """
        kind, *_ = kinds_of(sent.get("type", ""))
        names = {one.id: one for one in self._properties(reader.language)}
        limit = _number(sent, "limit", len(names))
        found = (names[one] for one in self._of_class(KINDS[kind].class_) if one in names)
        said = {"type": sent["type"], "limit": limit, "properties": [one.said for one in islice(found, limit)]}
        return _json(said, reader)

    def suggest_entities(self, sent: _Parameters, reader: Reader) -> Stored:
        """Answer which things a text may be the beginning of."""
        prefix, skipped = sent.get("prefix", ""), _number(sent, "cursor", 0)
        meant = self._entity(prefix)
        if meant:
            return _suggested([_entity(meant, reader)] if not skipped else [], reader)
        found = self._index().named(prefix, kinds=KINDS, limit=_SUGGESTIONS, offset=skipped)
        return _suggested([_entity(one, reader) for one in found.hits], reader)

    def suggest_types(self, sent: _Parameters, reader: Reader) -> Stored:
        """Answer which types a text may be the beginning of."""
        return _suggested(_starting([type_of(kind, reader) for kind in KINDS], sent), reader)

    def suggest_properties(self, sent: _Parameters, reader: Reader) -> Stored:
        """Answer which properties a text may be the beginning of."""
        return _suggested(_starting(self._properties(reader.language), sent), reader)

    def preview(self, sent: _Parameters, reader: Reader) -> Stored:
        """Answer with a small page about a thing, which others may frame."""
        hit = self._entity(sent.get("id", ""))
        name = shown(hit, reader.language) if hit else reader.say("reconcile.unknown")
        view = PreviewView(frame(reader, name, PREVIEW, id=sent.get("id", "")), Span(name))
        if hit:
            link = Span(name, reader.link(hit.iri))
            view = replace(view, name=link, kind=kind_name(hit.kind, reader), about=_about(hit, reader))
        headers = {**_BY_LANGUAGE, "Content-Security-Policy": _PREVIEW_POLICY}
        body = bytes(page("preview.html", view).body)
        return Stored(body, HTML.content_type, reader.language, headers, status=200 if hit else 404)


def _candidate(one: Candidate, query: Query, reader: Reader) -> dict[str, object]:
    features: list[dict[str, object]] = [
        {"id": "name_similarity", "value": one.similarity},
        {"id": "name_exact", "value": one.exact},
    ]
    features += [{"id": "type_match", "value": one.typed}] if query.kinds else []
    features += [{"id": "properties_met", "value": round(one.share, 3)}] if query.conditions else []
    said = _entity(one.hit, reader)
    types = said.pop("notable")
    return {**said, "type": types, "score": one.score, "features": features, "match": one.match}


def _entity(hit: Hit, reader: Reader) -> dict[str, object]:
    said: dict[str, object] = {"id": local_id(hit.iri), "name": shown(hit, reader.language)}
    about = _about(hit, reader)
    return {**said, **({"description": about} if about else {}), "notable": [type_of(hit.kind, reader).said]}


def _about(hit: Hit, reader: Reader) -> str:
    """Return the first text about a thing in the language of the reader, cut at a word."""
    text = next((one for one in hit.texts[reader.language] if one), "")
    return text if len(text) <= _ABOUT else text[:_ABOUT].rpartition(" ")[0] + " …"


def _starting(known: Iterable[Type], sent: _Parameters) -> list[dict[str, object]]:
    """Return what has a word that begins with a text, or is identified by it, from a place on."""
    text, skipped = sent.get("prefix", "").strip(), _number(sent, "cursor", 0)
    begin = fold(text)
    found = (one for one in known if f" {fold(one.name)}".find(f" {begin}") >= 0 or text in {one.id, one.short})
    return [dict(one.said) for one in islice(found, skipped, skipped + _SUGGESTIONS)]


def _suggested(found: Sequence[Mapping[str, object]], reader: Reader) -> Stored:
    return _json({"result": found}, reader)


def _number(sent: _Parameters, name: str, default: int) -> int:
    """Return a whole number that a parameter gives.

    Raises:
        ProblemError: it is none, or too large.
    """
    text = sent.get(name, "").strip()
    if not text:
        return default
    number = whole_number(text)
    if number is None or number > _SKIPPED:
        detail = f"The parameter {name!r} is no whole number from 0 to {_SKIPPED}."
        raise ProblemError(Problem(400, "parameter", "Parameter not understood", detail))
    return number


def _json(said: Mapping[str, object], reader: Reader) -> Stored:
    """Write JSON in ASCII, since names that a client gave to its queries may be no text."""
    body = json.dumps(said, separators=(",", ":")).encode()
    return Stored(body, "application/json", reader.language, _BY_LANGUAGE)

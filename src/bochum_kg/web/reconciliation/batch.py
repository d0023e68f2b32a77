"""Reading what a client asks in JSON: queries of the Reconciliation Service API 0.2, and its data extension."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from bochum_kg.errors import UnknownChoiceError
from bochum_kg.namespaces import PREFIXES
from bochum_kg.web.problems import Problem, ProblemError
from bochum_kg.web.reconciliation.schema import ASKED_FOR, iri_of, kind_of_type, near_types

__all__ = ["BATCH", "DEFAULT", "MOST", "Condition", "Extension", "Query", "kinds_of", "read_batch", "read_extension"]

#: Queries in a batch, and things in an extension, at most.
BATCH: Final = 50
#: Candidates for those who name no number, and for all others at most.
DEFAULT: Final = 10
MOST: Final = 50
#: Properties of a query or an extension, and values of a property, at most.
_PROPERTIES: Final = 20
#: Characters of a name of a property, a type or a thing.
_NAME: Final = 300
_STRICT: Final = ("should", "any", "all")
#: What cannot stand between angle brackets in SPARQL (SPARQL 1.1 §19.8, IRIREF).
_FORBIDDEN: Final = frozenset('<>"{}|^`\\')


@dataclass(frozen=True, slots=True)
class Condition:
    """A property and the values of which a candidate should have one."""

    property: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A query of a batch.

    Args:
        text: the name that is looked for.
        kinds: the kinds that are asked for; empty for all.
        strict: ``should``: others are candidates too; ``any``: no others are; ``all``: what is of each of the kinds.
        limit: how many candidates are wanted.
        conditions: what candidates should have besides.
    """

    text: str
    kinds: tuple[str, ...] = ()
    strict: str = "any"
    limit: int = DEFAULT
    conditions: tuple[Condition, ...] = ()

    def admits(self, kind: str) -> bool:
        """Tell whether what is of a kind may be a candidate.

        >>> query = Query("Markt", ("ort",), "should")
        >>> query.admits("ort"), query.admits("organisation"), query.admits("quelle")
        (True, True, False)
        """
        if not self.kinds or self.strict == "should":
            return kind in self.kinds or kind not in ASKED_FOR
        return kind in self.kinds if self.strict == "any" else self.kinds == (kind,)


@dataclass(frozen=True, slots=True)
class Extension:
    """Things and the properties whose values are asked for; a thing by the identifier it was asked with."""

    things: tuple[str, ...]
    properties: tuple[str, ...]


def read_batch(text: str) -> dict[str, Query]:
    """Read a batch of queries.

    Raises:
        ProblemError: it is none, or too long.
    """
    batch = _object(text, "queries")
    if len(batch) > BATCH:
        _refuse_long(f"There are {len(batch)} queries in the batch, and {BATCH} are allowed; send several batches.")
    return {name: _query(said, f"The query {name[:40]!r}") for name, said in batch.items()}


def read_extension(text: str) -> Extension:
    """Read which properties of which things are asked for.

    Raises:
        ProblemError: it is no extension, or too long.
    """
    said = _object(text, "extend")
    things = [_text(one, "A member of 'ids'") for one in _list(said.get("ids"), "'ids'")]
    listed = [_identified(one, "A member of 'properties'") for one in _list(said.get("properties"), "'properties'")]
    if len(things) > BATCH or len(listed) > _PROPERTIES:
        _refuse_long(f"At most {BATCH} ids and {_PROPERTIES} properties are allowed; send several extensions.")
    return Extension(tuple(dict.fromkeys(things)), tuple(dict.fromkeys(map(_property, listed))))


def _query(said: object, where: str) -> Query:
    if not isinstance(said, dict):
        _refuse(f"{where} is no object; an object with 'query' was expected.")
    strict, limit = said.get("type_strict", "any"), said.get("limit", DEFAULT)
    if strict not in _STRICT:
        _refuse(f"{where} has a type_strict that is none of {', '.join(_STRICT)}.")
    if not isinstance(limit, int) or isinstance(limit, bool) or limit < 1:
        _refuse(f"{where} has a limit that is no whole number above 0.")
    text = said.get("query", "")
    if not isinstance(text, str):
        _refuse(f"{where} has a 'query' that is no text.")
    conditions = _list(said.get("properties") or [], f"{where}: 'properties'")
    if len(conditions) > _PROPERTIES:
        _refuse_long(f"{where} has {len(conditions)} properties, and {_PROPERTIES} are allowed.")
    return Query(
        text,
        kinds_of(said.get("type") or [], where),
        str(strict),
        min(limit, MOST),
        tuple(_condition(one, where) for one in conditions),
    )


def kinds_of(said: object, where: str = "The request") -> tuple[str, ...]:
    """Return the kinds that a type stands for, or several.

    Raises:
        ProblemError: there is no such type.
    """
    names = [_identified(one, f"{where}: a 'type'") for one in (said if isinstance(said, list) else [said])]
    kinds = []
    for name in names:
        kind = kind_of_type(name)
        if kind is None:
            detail = f"{where}: {UnknownChoiceError('type', name[:_NAME], near_types())}"
            raise ProblemError(Problem(400, "type", "Unknown type", detail, {"types": sorted(near_types())}))
        kinds.append(kind)
    return tuple(dict.fromkeys(kinds))


def _condition(said: object, where: str) -> Condition:
    if not isinstance(said, dict) or "v" not in said:
        _refuse(f"{where} has a property that is no object with 'pid' and 'v'.")
    values = said["v"] if isinstance(said["v"], list) else [said["v"]]
    if len(values) > _PROPERTIES:
        _refuse_long(f"{where} has a property with {len(values)} values, and {_PROPERTIES} are allowed.")
    name = _property(_text(said.get("pid"), f"{where}: 'pid'"))
    return Condition(name, tuple(_value(one, f"{where}: 'v'") for one in values))


def _value(said: object, where: str) -> str:
    """Return a value as text: an entity by its IRI, a truth value as RDF writes it."""
    if isinstance(said, bool):
        return str(said).lower()
    if isinstance(said, dict):
        return iri_of(_text(said.get("id"), f"{where}: 'id'"))
    if not isinstance(said, str | int | float):
        _refuse(f"{where} is neither a text, a number, true or false, nor an object with 'id'.")
    return str(said)


def _property(name: str) -> str:
    """Return the IRI of a property that is named by it or by its short form."""
    prefix, _, rest = name.strip().partition(":")
    iri = PREFIXES[prefix] + rest if prefix in PREFIXES else name.strip()
    if not iri.startswith(("http://", "https://")) or any(one in _FORBIDDEN or ord(one) <= ord(" ") for one in iri):
        _refuse(f"{name[:40]!r} is no property; name it by its IRI or its short form, such as strat:shortName.")
    return iri


def _identified(said: object, where: str) -> str:
    """Return an identifier, which may stand alone or in an object."""
    return _text(said.get("id") if isinstance(said, dict) else said, where)


def _text(said: object, where: str) -> str:
    if not isinstance(said, str) or not 0 < len(said) <= _NAME or not said.isprintable():
        _refuse(f"{where} is no text of 1 to {_NAME} characters.")
    return said


def _list(said: object, where: str) -> Sequence[object]:
    if not isinstance(said, list):
        _refuse(f"{where} is no array.")
    return said


def _object(text: str, name: str) -> Mapping[str, Any]:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        _refuse(f"'{name}' is no JSON; encode the object and then the address or form.")
    if not isinstance(said, dict):
        _refuse(f"'{name}' is no JSON object.")
    return said


def _refuse(detail: str) -> NoReturn:
    raise ProblemError(Problem(400, "reconciliation", "Reconciliation not understood", detail))


def _refuse_long(detail: str) -> NoReturn:
    raise ProblemError(Problem(413, "limit", "Batch too long", detail, {"limit": "batch_size"}))

"""The kinds of thing as the schema of the reconciliation API: a type is the class that a kind is of."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bochum_kg.namespaces import BO, curie
from bochum_kg.web.search.view import kind_name
from bochum_kg.web.views import KINDS, Reader

__all__ = ["ASKED_FOR", "Type", "iri_of", "kind_of_type", "local_id", "near_types", "type_of"]

#: Kinds that are candidates only where somebody asks for them: what stands for statements, and where those come from.
ASKED_FOR: Final = frozenset({"beziehung", "quelle"})
#: Every name of a type: its IRI, the short form of that, and the folder of its things.
_BY_NAME: Final = {
    name: kind.folder for kind in KINDS.values() for name in (kind.class_, curie(kind.class_), kind.folder)
}


@dataclass(frozen=True, slots=True)
class Type:
    """A type or a property: what identifies it and what it is called."""

    id: str
    name: str

    @property
    def short(self) -> str:
        """Return the short form of what identifies it."""
        return curie(self.id)

    @property
    def said(self) -> dict[str, str]:
        """Return it as JSON."""
        return {"id": self.id, "name": self.name}


def type_of(kind: str, reader: Reader) -> Type:
    """Return the type of a kind.

    >>> type_of("kernaktivitaet", Reader("en"))
    Type(id='https://w3id.org/stadtstrategie/def/CoreActivity', name='Core activities')
    """
    return Type(KINDS[kind].class_, kind_name(kind, reader))


def kind_of_type(name: str) -> str | None:
    """Return the kind that a type stands for; None if there is no such type.

    >>> kind_of_type("org:Organization"), kind_of_type("organisation"), kind_of_type("Q5")
    ('organisation', 'organisation', None)
    """
    return _BY_NAME.get(name.strip())


def near_types() -> Iterable[str]:
    """Return the names by which types can be asked for."""
    return KINDS


def local_id(iri: str) -> str:
    """Return the identifier of a thing: what follows the identifier space in its IRI."""
    return iri.removeprefix(str(BO))


def iri_of(name: str) -> str:
    """Return the IRI that an identifier stands for, written as such, as a short form or as the IRI itself.

    >>> iri_of("ort/o-werk") == iri_of("bo:ort/o-werk") == iri_of(iri_of("ort/o-werk"))
    True
    """
    name = name.strip()
    return name if name.startswith(str(BO)) else str(BO) + name.removeprefix("bo:").removeprefix("/")

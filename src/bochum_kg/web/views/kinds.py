"""The kinds of thing that have a list of their own, by the part of the path that their IRIs share."""

from dataclasses import dataclass
from typing import Final

from bochum_kg.namespaces import BO, CLASSES

__all__ = ["KINDS", "Kind", "kind_of"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing: the folder of its IRIs and its class."""

    folder: str
    class_: str

    @property
    def key(self) -> str:
        """Return the key of its name in the texts."""
        return f"kind.{self.folder}"

    @property
    def path(self) -> str:
        """Return the address of its list."""
        return f"/doc/{self.folder}/"


#: By folder, in the order in which a reader would ask for them.
KINDS: Final = {folder: Kind(folder, str(class_)) for folder, class_ in CLASSES.items()}


def kind_of(iri: str) -> Kind | None:
    """Return the kind that an IRI's folder stands for; None if it is not a thing of ours.

    >>> kind_of("https://w3id.org/bochum-strategie/id/ort/o-werk").path
    '/doc/ort/'
    """
    name = iri.removeprefix(str(BO))
    return KINDS.get(name.partition("/")[0]) if name != iri else None

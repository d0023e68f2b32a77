"""Where the main navigation and the foot of every page lead."""

from dataclasses import dataclass
from typing import Final

__all__ = ["FURTHER", "MAIN", "Entry", "standing"]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: the path it leads to, and the key of its name in the texts."""

    path: str
    key: str


#: At the top: what people ask for, then ways to ask by oneself.
MAIN: Final = (
    Entry("/doc/kernaktivitaet/", "kind.kernaktivitaet"),
    Entry("/doc/organisation/", "kind.organisation"),
    Entry("/fields", "nav.fields"),
    Entry("/goals", "nav.goals"),
    Entry("/doc/ort/", "kind.ort"),
    Entry("/timeline", "nav.timeline"),
    Entry("/queries", "nav.queries"),
    Entry("/sparql", "nav.sparql"),
)
#: At the foot: where the statements come from, and the data as such.
FURTHER: Final = (
    Entry("/doc/quelle/", "kind.quelle"),
    Entry("/analysis", "nav.analysis"),
    Entry("/quality", "nav.quality"),
    Entry("/changes", "nav.changes"),
    Entry("/downloads", "nav.downloads"),
    Entry("/def.html", "nav.ontology"),
    Entry("/vocab.html", "nav.vocabularies"),
    Entry("/shapes.html", "nav.shapes"),
    Entry("/dataset/strategie.html", "nav.dataset"),
)


def standing(entry: Entry, path: str) -> str:
    """Return how a page stands to an entry, as ``aria-current`` says it: the page itself, a page below, or neither.

    >>> standing(MAIN[0], "/doc/kernaktivitaet/?page=2"), standing(MAIN[0], "/doc/kernaktivitaet/mein-bochum")
    ('page', 'true')
    >>> standing(MAIN[0], "/doc/ort/")
    ''
    """
    plain = path.partition("?")[0]
    if plain == entry.path:
        return "page"
    below = f"{entry.path.removesuffix('.html').rstrip('/')}/"
    return "true" if plain.startswith(below) else ""

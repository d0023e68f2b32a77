"""What can be found: every thing, term and concept of ours that has a name, with what is said of it in words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from rdflib import DC, DCTERMS, FOAF, RDFS, SH, SKOS, Literal
from rdflib.graph import _TripleType

from bochum_kg.namespaces import BO, BOV, CLASSES, LANGUAGES, SHAPES, STRAT

__all__ = ["DETAIL", "MINOR", "ORDER", "TERMS", "Entry", "entries", "kind_of", "name"]

#: Properties that name a thing; the first that does gives the name that is shown.
_NAMES: Final = (SKOS.prefLabel, RDFS.label, DCTERMS.title, FOAF.name, SH.name)
#: Properties that name it otherwise.
_OTHER_NAMES: Final = (SKOS.altLabel, SKOS.hiddenLabel, SKOS.notation, STRAT.shortName, DCTERMS.identifier)
#: Properties that say something of it; the first that does gives the text that is shown.
_TEXTS: Final = (
    DCTERMS.description,
    SKOS.definition,
    STRAT.text,
    SH.description,
    RDFS.comment,
    SKOS.note,
    SKOS.scopeNote,
    SKOS.example,
    STRAT.addressText,
    DC.publisher,
)
_READ: Final = frozenset((*_NAMES, *_OTHER_NAMES, *_TEXTS))
#: The kinds of what is no thing, by the namespace of its IRI.
_BASES: Final = {str(BOV): "vocab", str(STRAT): "def", str(SHAPES): "shapes"}
TERMS: Final = frozenset(_BASES.values())
#: The kinds of the parts of a thing: statements and all others, and milestones, which people ask for by themselves.
DETAIL: Final = "detail"
_MILESTONE: Final = "meilenstein"
_PARTS: Final = frozenset({DETAIL, _MILESTONE})
#: All kinds, in the order in which a reader would ask for them.
ORDER: Final = (*CLASSES, "vocab", _MILESTONE, DETAIL, "def", "shapes")
#: What is shown after what stands for itself.
MINOR: Final = _PARTS | {"beziehung", "def", "quelle", "shapes"}


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found.

    Args:
        iri: what it is.
        kind: the folder of a thing, ``meilenstein``, ``vocab``, ``def``, ``shapes``, or `DETAIL`.
        names: the name that is shown, by language; that of a part tells its whole, since many are called the same.
        others: all other names and identifiers, by language; those without one are the same in all.
        texts: what is said of it, by language.
    """

    iri: str
    kind: str
    names: Mapping[str, str]
    others: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        """Return the last part of the IRI; empty where it is but a number, or names a part only within its whole."""
        slug = self.iri.rpartition("/")[2]
        return "" if slug.isdigit() or self.kind in _PARTS else slug


def kind_of(iri: str) -> str:
    """Return the kind of an IRI; empty if it is none of those that can be found.

    >>> kind_of("https://w3id.org/bochum-strategie/id/ort/o-werk")
    'ort'
    >>> kind_of("https://w3id.org/bochum-strategie/id/kernaktivitaet/haus/meilenstein/1")
    'meilenstein'
    >>> kind_of("https://w3id.org/bochum-strategie/graph/data")
    ''
    """
    if iri.startswith(str(BO)):
        folder, *rest = iri.removeprefix(str(BO)).split("/")
        if len(rest) <= 1:
            return folder if rest else ""
        return _MILESTONE if rest[-2] == _MILESTONE else DETAIL
    return next((kind for base, kind in _BASES.items() if iri.startswith(base)), "")


def entries(triples: Iterable[_TripleType]) -> list[Entry]:
    """Read what can be found from triples, in the order of the IRIs."""
    said: dict[str, dict[object, set[Literal]]] = defaultdict(lambda: defaultdict(set))
    for subject, predicate, value in triples:
        if predicate in _READ and isinstance(value, Literal) and kind_of(str(subject)):
            said[str(subject)][predicate].add(value)
    found = [one for iri, by in sorted(said.items()) if (one := _entry(iri, by)).names]
    names = {one.iri: one.names for one in found}
    return [replace(one, names=_titles(one, names)) for one in found]


def _titles(entry: Entry, names: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
    """Return the names of an entry; those of a part begin with the whole, unless they tell it already."""
    whole = names.get(str(BO) + "/".join(entry.iri.removeprefix(str(BO)).split("/")[:2]), {})
    told = any(one in own for one in whole.values() for own in entry.names.values())
    if told or not whole or entry.kind not in _PARTS:
        return entry.names
    return {language: f"{name(whole, language)}: {own}" for language, own in entry.names.items()}


def name(names: Mapping[str, str], language: str) -> str:
    """Return the name in a language, or else one that there is."""
    return names.get(language) or names.get("") or next(iter(names.values()))


def _entry(iri: str, by: Mapping[object, set[Literal]]) -> Entry:
    named = [literal for term in _NAMES for literal in sorted(by.get(term, ()))]
    names: dict[str, str] = {}
    for literal in named:
        names.setdefault(literal.language or "", str(literal))
    others = {one for term in (*_NAMES, *_OTHER_NAMES) for one in by.get(term, ()) if str(one) not in names.values()}
    texts = {
        language: tuple(
            dict.fromkeys(
                str(one)
                for term in _TEXTS
                for one in sorted(by.get(term, ()))
                if (one.language or "") in {language, ""}
            )
        )
        for language in LANGUAGES
    }
    spoken = {
        language: tuple(sorted({str(one) for one in others if _spoken(one) == language}))
        for language in (*LANGUAGES, "")
    }
    return Entry(iri, kind_of(iri), names, spoken, texts)


def _spoken(literal: Literal) -> str:
    """Return the language of a name; one that people do not read here counts as none."""
    return literal.language if literal.language in LANGUAGES else ""

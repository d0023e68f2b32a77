"""What can be found: every thing, term and concept of ours that has a name, with what is said of it in words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from rdflib import DC, DCTERMS, FOAF, RDFS, SH, SKOS, Literal
from rdflib.graph import _TripleType

from bochum_kg.namespaces import BO, BOV, LANGUAGES, SHAPES, STRAT

__all__ = ["DETAIL", "Entry", "entries", "kind_of"]

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
_TERMS: Final = {str(BOV): "vocab", str(STRAT): "def", str(SHAPES): "shapes"}
#: The kind of statements and other parts of a thing.
DETAIL: Final = "detail"
#: Parts of a thing that people ask for by themselves; the sites of an activity are none, since they are no known place.
_PARTS: Final = frozenset({"meilenstein"})
#: What is shown after things that stand for themselves.
_MINOR: Final = frozenset({DETAIL, "beziehung", "def", "quelle", "shapes"})


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found.

    Args:
        iri: what it is.
        kind: the folder of a thing, ``vocab``, ``def``, ``shapes``, or `DETAIL`.
        names: the first of its names, by language.
        others: all other names and identifiers, by language; those without one are the same in all.
        texts: what is said of it, by language.
        whole: the names of the thing that it is a part of, by language; empty where it stands for itself.
    """

    iri: str
    kind: str
    names: Mapping[str, str]
    others: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    whole: Mapping[str, str] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        """Return the last part of the IRI; empty where it is but a number."""
        slug = self.iri.rpartition("/")[2]
        return "" if slug.isdigit() else slug

    @property
    def is_minor(self) -> bool:
        """Tell whether things that stand for themselves go before it."""
        return self.kind in _MINOR

    def title(self, language: str) -> str:
        """Return what is shown as its name in a language; a part tells its whole, since many parts are called the same.

        >>> names, whole = {"de": "Baubeginn"}, {"de": "Haus am Markt"}
        >>> Entry("https://w3id.org/bochum-strategie/id/kernaktivitaet/haus/meilenstein/1", "", names, whole=whole).title("de")
        'Baubeginn – Haus am Markt'
        """
        name, whole = (by.get(language, by.get("", "")) for by in (self.names, self.whole))
        return name if not name or whole in name else f"{name} – {whole}"


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
        return rest[-2] if rest[-2] in _PARTS else DETAIL
    return next((kind for base, kind in _TERMS.items() if iri.startswith(base)), "")


def entries(triples: Iterable[_TripleType]) -> list[Entry]:
    """Read what can be found from triples, in the order of the IRIs."""
    said: dict[str, dict[object, set[Literal]]] = defaultdict(lambda: defaultdict(set))
    for subject, predicate, value in triples:
        if predicate in _READ and isinstance(value, Literal) and kind_of(str(subject)):
            said[str(subject)][predicate].add(value)
    found = [one for iri, by in sorted(said.items()) if (one := _entry(iri, by)).names]
    names = {one.iri: one.names for one in found}
    return [replace(one, whole=names.get(_whole(one.iri), {})) for one in found]


def _whole(iri: str) -> str:
    """Return the IRI of the thing that something is a part of; empty if it is none.

    >>> _whole("https://w3id.org/bochum-strategie/id/kernaktivitaet/haus/meilenstein/1")
    'https://w3id.org/bochum-strategie/id/kernaktivitaet/haus'
    """
    folder, name, *rest = (*iri.removeprefix(str(BO)).split("/"), "")
    return f"{BO}{folder}/{name}" if iri.startswith(str(BO)) and any(rest) else ""


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

"""The names there are: one found from what a person types, and those near one that is not there."""

from urllib.parse import urlsplit

from bochum_kg.describe.questions import question
from bochum_kg.engine.base import IRI, Engine, Literal
from bochum_kg.errors import UnknownNameError
from bochum_kg.namespaces import BASES, BO, BOV, PREFIXES, STRAT

__all__ = ["find", "near"]

#: How many names are looked at for near ones.
_ENOUGH = 2000


def _known(engine: Engine, start: str) -> list[str]:
    """Return the names that begin with the characters, at most so many as are worth comparing."""
    text = f"{question('known')}\nLIMIT {_ENOUGH}"
    return [str(row["thing"]) for row in engine.select(text, start=Literal(start))]


def near(engine: Engine, iri: str) -> list[str]:
    """Return the names that may have been meant by one of ours that is not there.

    They are those of the same folder and depth: the ones that hold its last word, or else all.
    """
    base = next((base for base in BASES if iri.startswith(base)), None)
    if base is None:
        return []
    folder, slash, _ = iri.removeprefix(base).partition("/")
    known = _known(engine, base + folder + slash) or _known(engine, base)
    beside = [name for name in known if name.count("/") == iri.count("/")] or known
    slug = iri.rpartition("/")[2]
    return [name for name in beside if slug and slug in name.removeprefix(base)] or beside


def find(engine: Engine, name: str) -> str:
    """Return the IRI that a slug, a shortened or a whole IRI names.

    Raises:
        UnknownNameError: nothing or more than one thing has that name; it offers the near ones.
        EngineError, LimitError: as the engine.
    """
    prefix, colon, rest = name.partition(":")
    if urlsplit(name).scheme in {"http", "https"} or (colon and prefix in PREFIXES):
        iri = PREFIXES[prefix] + rest if prefix in PREFIXES else name
        if engine.select(f"{question('thing')}\nLIMIT 1", thing=IRI(iri)):
            return iri
        kind = "thing"
        raise UnknownNameError(kind, name, near(engine, iri))
    return _by_slug(engine, name.strip("/"))


def _by_slug(engine: Engine, slug: str) -> str:
    """Return the thing, or else the concept or term, whose IRI ends in a slug."""
    known: dict[str, str] = {}
    for base in (str(BO), str(BOV), str(STRAT)):
        names = {iri.removeprefix(base): iri for iri in _all(engine, base)}
        fits = {short for short in names if short == slug or (short.endswith(f"/{slug}") and short.count("/") == 1)}
        if len(fits) == 1 or slug in fits:
            return names[slug if slug in fits else fits.pop()]
        if fits:
            kind = "single thing"
            raise UnknownNameError(kind, slug, fits)
        known |= {short.rpartition("/")[2]: short for short in names if short.count("/") <= 1}
    kind = "thing"
    raise UnknownNameError(kind, slug, known)


def _all(engine: Engine, base: str) -> list[str]:
    return [str(row["thing"]) for row in engine.select(question("known"), start=Literal(base))]

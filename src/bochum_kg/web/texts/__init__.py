"""The words of the interface in German and English."""

from typing import Final

from bochum_kg.web.texts.activities import ACTIVITIES
from bochum_kg.web.texts.actors import ACTORS
from bochum_kg.web.texts.analysis import ANALYSIS
from bochum_kg.web.texts.asking import ASKING
from bochum_kg.web.texts.changes import CHANGES
from bochum_kg.web.texts.entity import ENTITY
from bochum_kg.web.texts.facets import FACETS
from bochum_kg.web.texts.files import FILES
from bochum_kg.web.texts.problems import PROBLEMS
from bochum_kg.web.texts.reconciliation import RECONCILIATION
from bochum_kg.web.texts.search import SEARCH
from bochum_kg.web.texts.site import SITE

__all__ = ["say", "words"]

#: German and English, by key; values are put in with ``str.format``.
_TEXTS: Final = {
    **SITE,
    **ASKING,
    **FACETS,
    **ACTORS,
    **FILES,
    **PROBLEMS,
    **SEARCH,
    **ACTIVITIES,
    **CHANGES,
    **RECONCILIATION,
    **ENTITY,
    **ANALYSIS,
}


def say(key: str, language: str, **values: object) -> str:
    """Return a text of the interface in a language, with values put in.

    >>> say("page.of", "de", page=1, pages=3)
    'Seite 1 von 3'

    Raises:
        KeyError: there is no text with that key, or a value is missing.
    """
    german, english = _TEXTS[key]
    return (english if language == "en" else german).format(**values)


def words(start: str, language: str) -> dict[str, str]:
    """Return the texts whose keys begin so, by the rest of the key, with values left to be put in.

    >>> words("editor.kind.", "en")["class"]
    'class'
    """
    at = 1 if language == "en" else 0
    return {key.removeprefix(start): both[at] for key, both in _TEXTS.items() if key.startswith(start)}

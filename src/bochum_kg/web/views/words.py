"""Values put into the words of a page: names with links, dates and numbers as people write them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from bochum_kg.describe import Text, Thing, Words
from bochum_kg.formats import HTML
from bochum_kg.namespaces import EDTF
from bochum_kg.web import urls
from bochum_kg.web.texts import say

__all__ = ["Reader", "Span", "date", "ended", "entries_count", "number", "size"]

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
#: Characters that would change what a path in a web address says.
_UNCLEAR: Final = frozenset(" ?#%\N{REPLACEMENT CHARACTER}")
#: Parts of a path that lead elsewhere (RFC 3986 §5.2.4).
_STEPS: Final = frozenset({".", ".."})
_DATES: Final = frozenset({str(EDTF), f"{_XSD}date", f"{_XSD}gYear", f"{_XSD}gYearMonth", f"{_XSD}dateTime"})
_NUMBERS: Final = frozenset(f"{_XSD}{name}" for name in ("integer", "decimal", "nonNegativeInteger", "double"))
_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_MONTHS: Final = {
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "en": "January February March April May June July August September October November December",
}
#: What may become a link; everything else that looks like an address is shown as text.
_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
#: What a link may hold as it stands (RFC 3986 §2); the rest is percent-encoded.
_SAFE: Final = "/:?#[]@!$&()*+,;=%-._~"
#: A number from which thousands are set apart.
_LONG: Final = 10_000


@dataclass(frozen=True, slots=True)
class Span:
    """Some words: where they lead, and their language where it is not that of the page."""

    text: str
    href: str = ""
    lang: str = ""


def date(value: str, language: str) -> str:
    r"""Write a date with the precision it has; what is no date stays as it is.

    >>> date("2017-08-29", "de"), date("2024-05", "en"), date("2030", "de")
    ('29.\xa0August 2017', 'May 2024', '2030')
    """
    match = _DATE.fullmatch(value[:10])
    months = _MONTHS[language].split()
    if match is None or not 1 <= int(match[2] or 1) <= len(months):
        return value
    month = f"{months[int(match[2]) - 1]} " if match[2] else ""
    day = f"{int(match[3])}{'.' if language == 'de' else ''}\N{NO-BREAK SPACE}" if match[3] else ""
    return f"{day}{month}{match[1]}"


def number(value: str, language: str) -> str:
    """Write a number with the marks of the language; four digits stay together, as a year does.

    >>> number("90000000", "de"), number("0.5", "de"), number("2030", "en"), number("11000", "en")
    ('90.000.000', '0,5', '2030', '11,000')
    """
    try:
        exact = Decimal(value)
    except InvalidOperation:
        return value
    if not exact.is_finite() or exact.adjusted() > len(value):
        return value
    whole = exact == exact.to_integral_value()
    text = f"{int(exact) if whole else exact.normalize():{',' if abs(exact) >= _LONG else ''}}"
    return text if language == "en" else text.translate(str.maketrans(",.", ".,"))


def size(count: int, language: str) -> str:
    r"""Write a number of bytes in decimal units (IEC 80000-13).

    >>> size(8_000_000, "en"), size(65_536, "de"), size(200, "en")
    ('8\xa0MB', '65,5\xa0kB', '200\xa0B')
    """
    for unit, factor in (("MB", 1_000_000), ("kB", 1_000)):
        if count >= factor:
            return f"{number(f'{count / factor:.1f}', language)}\N{NO-BREAK SPACE}{unit}"
    return f"{count}\N{NO-BREAK SPACE}B"


def ended(sentence: str) -> str:
    """Close a sentence with one full stop, also after an abbreviation.

    >>> ended("Direkt verbunden mit UniverCity Bochum e.V."), ended("Ende")
    ('Direkt verbunden mit UniverCity Bochum e.V.', 'Ende.')
    """
    return f"{sentence.removesuffix('.')}."


def readable(address: str) -> str:
    """Write a web address with the characters that its path stands for, where all can be seen and none ends the path.

    >>> readable("https://www.bochum.de/Strategie%2FZiele"), readable("https://a.example/x%20y")
    ('https://www.bochum.de/Strategie/Ziele', 'https://a.example/x%20y')
    >>> readable("https://a.example/%2e%2e%2fx")
    'https://a.example/%2e%2e%2fx'
    """
    parts = urlsplit(address)
    path = unquote(parts.path)
    plain = path.isprintable() and not _UNCLEAR.intersection(path) and not _STEPS.intersection(path.split("/"))
    return parts._replace(path=path).geturl() if plain else address


@dataclass(frozen=True, slots=True)
class Reader:
    """Someone who reads in a language; ``chosen`` if they asked for it, so that links keep it."""

    language: str
    chosen: bool = False

    @property
    def lang(self) -> str:
        """Return the parameter that keeps the language; empty if the browser decides."""
        return self.language if self.chosen else ""

    def say(self, key: str, **values: object) -> str:
        """Return a text of the interface."""
        return say(key, self.language, **values)

    def href(self, path: str, **parameters: str) -> str:
        """Return a link within the site."""
        return urls.href(path, lang=self.lang, **parameters)

    def link(self, iri: str) -> str:
        """Return where an IRI leads: to our page about it, to the web, or nowhere.

        >>> Reader("de").link("https://w3id.org/bochum-strategie/vocab/status/laufend")
        '/vocab/status/laufend.html'
        >>> Reader("de").link("javascript:alert(1)")
        ''
        """
        path = urls.document(iri)
        if path is not None:
            return self.href(path if path.startswith("/doc/") else urls.document(iri, HTML) or path)
        try:
            known = urlsplit(iri).scheme.lower() in _SCHEMES
        except ValueError:
            return ""
        return quote(iri, safe=_SAFE) if known else ""

    def text(self, text: Text) -> Span:
        """Return characters as people write them: dates, numbers, yes and no, addresses as links."""
        lang = text.language if text.language != self.language else ""
        if text.datatype in _DATES:
            return Span(date(text.value, self.language))
        if text.datatype in _NUMBERS:
            return Span(number(text.value, self.language))
        if text.datatype == f"{_XSD}boolean":
            return Span(self.say("yes" if text.value in {"true", "1"} else "no"))
        href = self.link(text.value) if text.value.startswith(("http://", "https://")) else ""
        return Span(readable(text.value) if href else text.value, href, lang)

    def words(self, words: Words) -> Span:
        """Return words in the reader's language, or in the one there is, marked as such."""
        said = words.say(self.language)
        return self.text(said) if said else Span("")

    def thing(self, thing: Thing) -> Span:
        """Return the name of a thing, as a link to its page."""
        name = self.text(thing.name(self.language))
        return Span(name.text, self.link(thing.iri), name.lang)

    def term(self, term: Thing | Words | Text) -> Span:
        """Return a value."""
        match term:
            case Thing():
                return self.thing(term)
            case Words():
                return self.words(term)
            case Text():
                return self.text(term)

    def when(self, when: tuple[str, ...]) -> str:
        """Return a date or a span of dates in words; empty without one."""
        match tuple(date(one, self.language) for one in when):
            case (start, "") if start:
                return self.say("since", start=start)
            case ("", end):
                return self.say("until", end=end)
            case (start, end):
                return self.say("span", start=start, end=end)
            case (day,):
                return day
        return ""

    def names(self, things: Iterable[Thing]) -> str:
        """Return names as a list in a sentence."""
        return ", ".join(thing.name(self.language).value for thing in things)


def entries_count(count: int, reader: Reader) -> str:
    """Say how many entries a list has."""
    return reader.say("list.one") if count == 1 else reader.say("list.count", count=number(str(count), reader.language))

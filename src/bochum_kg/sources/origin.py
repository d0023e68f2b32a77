"""Where a statement stands, and what can be wrong with it before it is one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from rdflib import URIRef

from bochum_kg.namespaces import SHAPES

__all__ = ["Mistake", "Origin"]


class Origin(NamedTuple):
    """A line of a source file, counted from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        """Compose ``file:line``."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Mistake:
    """A mistake found while reading: the rule it breaks, where, and what to do, in each language."""

    rule: URIRef
    origin: Origin
    subject: URIRef | None
    messages: Mapping[str, str]
    remedies: Mapping[str, str]


#: What reading can find, by rule: message and remedy in German and English.
RULES: dict[str, tuple[str, str, str, str]] = {
    "UnknownKey": (
        "Der Schlüssel „{key}“ ist nicht bekannt.",
        "The key '{key}' is not known.",
        "Schreiben Sie einen bekannten Schlüssel; am nächsten liegen: {near}.",
        "Write a known key; the nearest are: {near}.",
    ),
    "DuplicateKey": (
        "Der Schlüssel „{key}“ steht zweimal im selben Eintrag.",
        "The key '{key}' stands twice in the same entry.",
        "Behalten Sie einen; mehrere Werte stehen als Liste unter einem Schlüssel.",
        "Keep one; several values stand as a list under one key.",
    ),
    "MissingId": (
        "Der Eintrag unter „{key}“ hat keine Kennung.",
        "The entry under '{key}' has no id.",
        "Ergänzen Sie die Zeile „id: typ/kurzname“; Unterpunkte beginnen mit der Kennung ihres Eintrags.",
        "Add the line 'id: type/short-name'; nested entries begin with the id of their entry.",
    ),
    "IdPattern": (
        "Die Kennung „{key}“ ist nicht nach dem Muster gebildet.",
        "The id '{key}' does not follow the pattern.",
        "Nehmen Sie Kleinbuchstaben, Ziffern und Bindestriche, getrennt durch „/“, etwa kernaktivitaet/werk-x.",
        "Use lower-case letters, digits and hyphens, separated by '/', such as kernaktivitaet/werk-x.",
    ),
    "DuplicateId": (
        "Die Kennung „{key}“ ist schon vergeben in {near}.",
        "The id '{key}' is already taken in {near}.",
        "Vergeben Sie eine neue Kennung oder führen Sie beide Einträge zusammen.",
        "Give a new id or merge the two entries.",
    ),
    "NotAnEntry": (
        "Hier steht kein Eintrag, sondern ein einzelner Wert.",
        "Here stands a single value, not an entry.",
        "Die Datei ist eine Liste von Einträgen; jeder beginnt mit „- id: …“.",
        "The file is a list of entries; each begins with '- id: …'.",
    ),
    "NotTrueOrFalse": (
        "Der Schlüssel „{key}“ kennt nur true und false.",
        "The key '{key}' knows only true and false.",
        "Schreiben Sie true oder false statt „{near}“.",
        "Write true or false instead of '{near}'.",
    ),
    "EmptyValue": (
        "Der Schlüssel „{key}“ hat keinen Wert.",
        "The key '{key}' has no value.",
        "Tragen Sie den Wert ein oder streichen Sie die Zeile.",
        "Write the value or delete the line.",
    ),
}


def mistake(rule: str, origin: Origin, subject: URIRef | None, *, key: str = "", near: str = "") -> Mistake:
    """Compose the mistake of that rule at that place."""
    de, en, do_de, do_en = (text.format(key=key, near=near) for text in RULES[rule])
    return Mistake(SHAPES[rule], origin, subject, {"de": de, "en": en}, {"de": do_de, "en": do_en})

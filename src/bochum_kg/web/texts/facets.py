"""The words around the facets of a list."""

from typing import Final

__all__ = ["FACETS"]

#: German and English, by key.
FACETS: Final[dict[str, tuple[str, str]]] = {
    "facets.title": ("Eingrenzen", "Narrow down"),
    "facets.chosen": ("Gewählte Filter", "Chosen filters"),
    "facets.off": ("Filter entfernen", "remove filter"),
    "facets.clear": ("Alle Filter entfernen", "Remove all filters"),
    "facets.more": ("{count} weitere", "{count} more"),
    "facets.count": ("{count} von {all} Einträgen", "{count} of {all} entries"),
    "facets.sort": ("Ordnen nach:", "Order by:"),
    "facets.query": ("Diese Seite als Abfrage", "This page as a query"),
    "facets.nothing": (
        "Nichts passt zu allen gewählten Filtern; einen davon zu entfernen hilft.",
        "Nothing fits all the chosen filters; removing one of them helps.",
    ),
}

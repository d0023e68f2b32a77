"""The words of the reconciliation service."""

from typing import Final

__all__ = ["RECONCILIATION"]

#: German and English, by key.
RECONCILIATION: Final[dict[str, tuple[str, str]]] = {
    "reconcile.unknown": ("Dieses Kennzeichen ist hier nicht bekannt.", "This identifier is not known here."),
    "reconcile.programs": (
        "Namen in Tabellen zuordnen (Reconciliation Service API 0.2, etwa für OpenRefine):",
        "Match names in tables (Reconciliation Service API 0.2, for OpenRefine and others):",
    ),
}

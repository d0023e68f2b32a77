"""Where the files that are not code lie: in the wheel, or in the checkout."""

from pathlib import Path

__all__ = ["folder"]

_PACKAGED = Path(__file__).parent / "_data"
_CHECKOUT = Path(__file__).parents[2]


def folder(name: str) -> Path:
    """Return the folder of that name, such as ``ontology`` or ``queries/derive``."""
    return (_PACKAGED if _PACKAGED.is_dir() else _CHECKOUT) / name

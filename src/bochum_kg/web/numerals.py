"""The numbers that parameters of an address give."""

from typing import Final

__all__ = ["page_number", "whole_number"]

#: Digits of the largest number that a parameter may give.
_DIGITS: Final = 6


def whole_number(text: str) -> int | None:
    """Return the whole number that a parameter gives; None if it is none, or has more digits than any that is meant.

    >>> [whole_number(text) for text in ("12", "0", "-1", "²", "", "1000000")]
    [12, 0, None, None, None, None]
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else None


def page_number(text: str) -> int:
    """Return the page of a list that a parameter gives: 1 if it is empty; 0, which no list has, if it is no number.

    >>> [page_number(text) for text in ("", "2", "02", "two")]
    [1, 2, 2, 0]
    """
    return whole_number(text.strip() or "1") or 0

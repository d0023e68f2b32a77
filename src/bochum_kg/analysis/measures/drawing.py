"""Draws that every version of Python repeats."""

import random
from collections.abc import MutableSequence
from typing import Any

__all__ = ["Draws"]


class Draws(random.Random):
    """A generator for null models and searches, made from a seed.

    Python promises to keep the sequence of ``random()`` alone, so the other draws that the measures, networkx (Louvain)
    and igraph (Leiden) ask for are written on it.

    >>> draws = Draws(1)
    >>> numbers = list(range(5)); draws.shuffle(numbers); numbers, draws.below(10)
    ([1, 4, 2, 3, 0], 4)
    """

    def below(self, limit: int) -> int:
        """Return a whole number from 0 to below a limit."""
        return int(self.random() * limit)

    def shuffle(self, x: MutableSequence[Any]) -> None:
        """Put a list into an order at random, each with the same probability (Fisher & Yates)."""
        for place in range(len(x) - 1, 0, -1):
            other = self.below(place + 1)
            x[place], x[other] = x[other], x[place]

    def getrandbits(self, k: int, /) -> int:
        """Return a whole number of so many bits, at most 53 of them at random."""
        return self.below(1 << k)

"""Finding things by words: an index that the build writes, and the questions to it.

Words are compared without case, accents and umlauts, from their beginning on or within; where a word is not there, the
nearest one is looked for instead.
"""

from bochum_kg.search.finding import LONGEST, Found, Hit, Index
from bochum_kg.search.folding import Piece, mark
from bochum_kg.search.writing import FILE, write

__all__ = ["FILE", "LONGEST", "Found", "Hit", "Index", "Piece", "mark", "write"]

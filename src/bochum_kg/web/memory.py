"""Memory of large answers goes back to the system once they are sent."""

import ctypes
from typing import Final

__all__ = ["release_large_blocks"]

#: Parameters of mallopt(3) in the GNU C library.
_MMAP_THRESHOLD: Final = -3
_ARENA_MAX: Final = -8


def release_large_blocks(*, size: int = 131_072, arenas: int = 2) -> None:
    """Keep blocks from a size on apart from the heap, so that freeing them frees them for all processes.

    Without it, the GNU C library raises that size with every large block that is freed, and the heap of a service stays
    as large as its largest answers ever made it. Other C libraries have no such setting, and are left alone.

    Args:
        size: bytes from which a block is mapped by itself.
        arenas: how many heaps the threads share.
    """
    set_option = getattr(ctypes.CDLL(None), "mallopt", None)
    if set_option is not None:
        set_option(_MMAP_THRESHOLD, size)
        set_option(_ARENA_MAX, arenas)

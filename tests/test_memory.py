"""What memory a service keeps."""

import subprocess
import sys

PROGRAM = """
import sys
from pathlib import Path
from bochum_kg.web.memory import release_large_blocks

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

if sys.argv[1] == "released":
    release_large_blocks()
for size in (4, 8, 16, 30):  # each block that is freed teaches the C library to keep larger ones
    block = bytearray(size << 20)
    del block
kept, blocks = [], []
for _ in range(20):
    blocks.append(bytearray(2 << 20))
    kept.append(bytearray(600))
before = resident()
blocks.clear()
print((before - resident()) >> 20)
"""


def _freed(how: str) -> int:
    """Return the megabytes that go back to the system of forty that are freed between small blocks."""
    done = subprocess.run([sys.executable, "-c", PROGRAM, how], capture_output=True, check=True, text=True)
    return int(done.stdout)


def test_large_blocks_go_back_to_the_system() -> None:
    """The C library by itself keeps some of what was freed between small blocks that stay; a service keeps none."""
    assert _freed("released") >= 38

"""Releases kept on disk: one compressed file of sorted N-Quads each, read line by line or thing by thing.

A file is gzip made of many members (RFC 1952 §2.2), so ``gunzip`` reads it whole, and a note beside it says with which
subject each member begins, so that the lines about one thing are found without reading the others.
"""

import fcntl
import gzip
import hashlib
import json
import mmap
import os
import zlib
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import Lock
from typing import Final, Protocol

from bochum_kg.errors import ReleaseError

__all__ = ["Lines", "Note", "Packed", "Plain", "keep", "moment_after", "notes", "turn", "write_whole"]

#: Bytes of lines that are compressed together: what has to be read to find one thing.
_MEMBER: Final = 131_072
#: Members that stay unpacked, since neighbours are asked for one after the other.
_UNPACKED: Final = 4


class Lines(Protocol):
    """The sorted lines of a release."""

    def every(self) -> Iterator[bytes]:
        """Return all lines, in order."""
        ...

    def beginning(self, start: bytes) -> Iterator[bytes]:
        """Return the lines that begin so, in order."""
        ...


@dataclass(frozen=True, slots=True)
class Note:
    """What is known of a kept release without opening it.

    Args:
        release: its name.
        data_date: the date of its data, ``YYYY-MM-DD``.
        moment: when its data hold from: midnight (UTC) of that date, a second later for each release before it that
            has the same date. The clock never enters, so an archive made again from the same releases is the same.
        bytes: the length of its file.
        sha256: the SHA-256 of its file.
        members: where each member of the file begins, and the subject of its first line.
    """

    release: str
    data_date: str
    moment: str
    bytes: int
    sha256: str
    members: tuple[tuple[int, str], ...]

    @property
    def file(self) -> str:
        """Return the name of its file."""
        return f"{self.release}.nq.gz"


def notes(folder: Path) -> tuple[Note, ...]:
    """Return what is kept in a folder, oldest first; nothing where there is no folder.

    Raises:
        ReleaseError: a note cannot be read.
    """
    found = []
    for path in folder.glob("*.json"):
        try:
            read = json.loads(path.read_text(encoding="utf-8"))
            found.append(Note(**{**read, "members": tuple((at, first) for at, first in read["members"])}))
        except (OSError, ValueError, KeyError, TypeError) as error:
            problem = f"{path} is not the note of a kept release ({error}); restore it, or delete it with its file."
            raise ReleaseError(problem) from error
    return tuple(sorted(found, key=lambda one: one.moment))


def moment_after(data_date: str, kept: Iterable[Note]) -> str:
    """Return the moment of the next release with this date.

    >>> moment_after("2026-06-30", ())
    '2026-06-30T00:00:00Z'
    """
    before = sum(one.data_date == data_date for one in kept)
    moment = datetime.fromisoformat(data_date).replace(tzinfo=UTC) + timedelta(seconds=before)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def keep(nquads: Path, folder: Path, *, release: str, data_date: str) -> Note:
    """Keep the N-Quads of a release; whoever calls holds the folder's `turn`.

    Raises:
        OSError: the folder cannot be written.
    """
    body, members = _pack(nquads)
    note = Note(
        release, data_date, moment_after(data_date, notes(folder)), len(body), hashlib.sha256(body).hexdigest(), members
    )
    write_whole(folder / note.file, body)
    write_whole(folder / f"{release}.json", (json.dumps(asdict(note), indent=1) + "\n").encode())
    return note


def _pack(nquads: Path) -> tuple[bytes, tuple[tuple[int, str], ...]]:
    """Compress a file member by member, the same way each time."""
    packed, members = bytearray(), []
    with nquads.open("rb") as lines:
        while taken := lines.readlines(_MEMBER):
            members.append((len(packed), taken[0].split(b" ", 1)[0].decode()))
            packed += gzip.compress(b"".join(taken), mtime=0)
    return bytes(packed), tuple(members)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that is never seen half.

    Raises:
        OSError: it cannot be written.
    """
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-", delete=False) as beside:
        try:
            beside.write(content)
            beside.flush()
            os.fsync(beside.fileno())
            os.fchmod(beside.fileno(), 0o644)
            Path(beside.name).replace(path)
        except OSError:
            Path(beside.name).unlink(missing_ok=True)
            raise


@contextmanager
def turn(folder: Path) -> Iterator[None]:
    """Hold a folder's lock, which ends with the process (flock); make the folder where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


class Packed:
    """The lines of a kept release; only the members that are asked for are unpacked."""

    def __init__(self, folder: Path, note: Note) -> None:
        """Take the file that a note describes."""
        self.path = folder / note.file
        self._starts = [at for at, _ in note.members]
        self._ends = [*self._starts[1:], note.bytes]
        self._firsts = [first.encode() for _, first in note.members]
        self._unpacked: OrderedDict[int, list[bytes]] = OrderedDict()
        self._lock = Lock()

    def every(self) -> Iterator[bytes]:
        """Return all lines, one member in memory at a time.

        Raises:
            ReleaseError: the file is missing or damaged.
        """
        for number in range(len(self._starts)):
            yield from self._unpack(number)

    def beginning(self, start: bytes) -> Iterator[bytes]:
        """Return the lines that begin so.

        Raises:
            ReleaseError: the file is missing or damaged.
        """
        number = max(0, bisect_left(self._firsts, start.split(b" ", 1)[0]) - 1)
        while number < len(self._starts) and self._firsts[number] <= start + b"\xff":
            lines = self._member(number)
            for line in lines[bisect_left(lines, start) :]:
                if not line.startswith(start):
                    return
                yield line
            number += 1

    def _member(self, number: int) -> list[bytes]:
        with self._lock:
            if number in self._unpacked:
                self._unpacked.move_to_end(number)
                return self._unpacked[number]
        lines = self._unpack(number)
        with self._lock:
            self._unpacked[number] = lines
            while len(self._unpacked) > _UNPACKED:
                self._unpacked.popitem(last=False)
        return lines

    def _unpack(self, number: int) -> list[bytes]:
        try:
            with self.path.open("rb") as file:
                file.seek(self._starts[number])
                return gzip.decompress(file.read(self._ends[number] - self._starts[number])).splitlines(keepends=True)
        except (OSError, EOFError, zlib.error) as error:
            problem = f"{self.path} is missing or was changed ({error}); restore it, or delete it with its note."
            raise ReleaseError(problem) from error


class Plain:
    """The lines of a release that nobody kept, from its own file."""

    def __init__(self, path: Path) -> None:
        """Map a file, which stays readable when a new build takes its place."""
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def every(self) -> Iterator[bytes]:
        """Return all lines."""
        at = 0
        while at < len(self._map):
            line = self._line(at)
            yield line
            at += len(line)

    def beginning(self, start: bytes) -> Iterator[bytes]:
        """Return the lines that begin so."""
        at = self._find(start)
        while at < len(self._map) and (line := self._line(at)).startswith(start):
            yield line
            at += len(line)

    def _line(self, at: int) -> bytes:
        end = self._map.find(b"\n", at)
        return self._map[at : end + 1 if end >= 0 else len(self._map)]

    def _find(self, start: bytes) -> int:
        """Return where the first line lies that is not before ``start``; bisection over the bytes of the file."""
        low, high = 0, len(self._map)
        while low < high:
            middle = self._map.rfind(b"\n", low, (low + high) // 2) + 1 or low
            line = self._line(middle)
            if line < start:
                low = middle + len(line)
            else:
                high = middle
        return low

"""The releases on record, oldest first: what each held, and what each changed.

``bochum-kg build`` keeps every release in an archive beside it (`bochum_kg.archive`), with the list of things that it
changed. A service answers for those that led to the release it serves. Only what is asked for is read: a kept release
is found thing by thing in its file and never loaded into the engine, so memory does not grow with the number of
releases.
"""

import gzip
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Final, Protocol

from bochum_kg import archive
from bochum_kg.archive import Lines, Note, Packed, Plain
from bochum_kg.changes import Change, How, compare, stated, statements, thing_of
from bochum_kg.describe.model import Thing, Words
from bochum_kg.describe.vocabulary import HEADINGS
from bochum_kg.engine.base import Literal
from bochum_kg.errors import UnknownNameError
from bochum_kg.filenames import NQUADS

__all__ = ["History", "Listed", "Step", "archive_of", "keep", "opened"]

_HOW: Final = {str(how): how for how in How}
_ARCHIVE: Final = "-archive"


class Release(Protocol):
    """A release as it lies in its folder."""

    @property
    def folder(self) -> Path:
        """Return where its files lie."""
        ...

    @property
    def id(self) -> str:
        """Return its name."""
        ...

    @property
    def manifest(self) -> Mapping[str, Any]:
        """Return what it says about itself."""
        ...


@dataclass(frozen=True, slots=True)
class Listed:
    """A thing that a release changed, and how."""

    iri: str
    how: How


@dataclass(frozen=True)
class Step:
    """A release on record, and the one before it.

    Args:
        release: its name.
        data_date: the date of its data.
        moment: when its data hold from (see `bochum_kg.archive.Note`).
        lines: its sorted N-Quads.
        previous: the release before it; None for the first one.
        listing: the file that lists what it changed, where it was kept.
        packed: its compressed file, where it was kept.
    """

    release: str
    data_date: str
    moment: str
    lines: Lines
    previous: "Step | None" = None
    listing: Path | None = None
    packed: Path | None = None

    @property
    def when(self) -> datetime:
        """Return the moment."""
        return datetime.fromisoformat(self.moment)

    def listed(self) -> tuple[Listed, ...]:
        """Return the things that this release changed, by IRI; for the first release on record, all things."""
        if self.listing is None:
            return self._compared
        text = gzip.decompress(self.listing.read_bytes()).decode()
        return tuple(Listed(iri, _HOW[how]) for how, iri in (line.split(" ", 1) for line in text.splitlines()))

    @cached_property
    def _compared(self) -> tuple[Listed, ...]:
        old = self.previous.lines.every() if self.previous else ()
        return tuple(Listed(change.iri, change.how) for change in compare(old, self.lines.every()))

    def change(self, iri: str) -> Change:
        """Return how a thing was described before and is described in this release."""
        return Change(iri, self.previous.state(iri) if self.previous else (), self.state(iri))

    def state(self, iri: str) -> tuple[bytes, ...]:
        """Return what the release states about a thing and its details."""
        return tuple(stated(line for line in self.about(iri) if thing_of(_subject(line)) == iri))

    def about(self, iri: str) -> list[bytes]:
        """Return all lines about an IRI and those below it, derived ones too, sorted."""
        if iri.endswith("/"):
            return list(self.lines.beginning(f"<{iri}".encode()))
        return [line for end in ("/", "> ") for line in self.lines.beginning(f"<{iri}{end}".encode())]

    def knows(self, iri: str) -> bool:
        """Say whether the release describes an IRI."""
        return next(iter(self.lines.beginning(f"<{iri}> ".encode())), None) is not None

    def names(self, iris: Iterable[str]) -> Mapping[str, Thing]:
        """Return what things were called in this release, by IRI; things without a name are left out."""
        found = {iri: self._name(iri) for iri in sorted(set(iris))}
        return {iri: Thing(iri, words) for iri, words in found.items() if words}

    def _name(self, iri: str) -> Words:
        literals: dict[str, list[Literal]] = defaultdict(list)
        for heading in HEADINGS:
            for line in self.lines.beginning(f"<{iri}> <{heading}> ".encode()):
                value = next(statements([line.rstrip().rpartition(b" <")[0]])).value
                if isinstance(value, Literal):
                    literals[heading].append(value)
            if literals:
                return Words.read(literals[heading])
        return Words()


def _subject(line: bytes) -> str:
    return line[1 : line.index(b">")].decode()


@dataclass(frozen=True, slots=True)
class History:
    """The releases that led to the one that is served, which is the last of them."""

    steps: tuple[Step, ...]

    @classmethod
    def of(cls, release: Release, folder: Path) -> "History":
        """Read what an archive knows up to a release; without an archive that is the release alone.

        Args:
            release: the release that is served.
            folder: the archive, which need not exist.

        Raises:
            ReleaseError: the archive cannot be read.
        """
        if "data_date" not in release.manifest:
            return cls(())
        date = str(release.manifest["data_date"])
        earlier = [one for one in archive.notes(folder) if one.data_date <= date]
        names = [one.release for one in earlier]
        kept = earlier[: names.index(release.id) + 1] if release.id in names else earlier
        steps = list(_steps(kept, folder))
        if release.id not in names:
            last = steps[-1] if steps else None
            moment = archive.moment_after(date, earlier)
            steps.append(Step(release.id, date, moment, Plain(release.folder / NQUADS), last))
        return cls(tuple(steps))

    def step(self, release: str) -> Step:
        """Return a release by name.

        Raises:
            UnknownNameError: it is not on record.
        """
        found = next((one for one in self.steps if one.release == release), None)
        if found is None:
            kind = "release"
            raise UnknownNameError(kind, release, [one.release for one in self.steps])
        return found

    def knowing(self, iri: str) -> tuple[Step, ...]:
        """Return the releases that describe an IRI, oldest first."""
        return tuple(one for one in self.steps if one.knows(iri))


def _steps(kept: Iterable[Note], folder: Path) -> Iterator[Step]:
    previous: Step | None = None
    for note in kept:
        lines = Packed(folder, note)
        previous = Step(
            note.release, note.data_date, note.moment, lines, previous, _listing(folder, note.release), lines.path
        )
        yield previous


def _listing(folder: Path, release: str) -> Path:
    return folder / f"{release}.changes.gz"


def archive_of(out: Path, chosen: Path | None = None) -> Path:
    """Return the archive of a release folder: the one chosen, or one beside it that has its name.

    >>> archive_of(Path("/build/release")).as_posix()
    '/build/release-archive'
    """
    folder = out.resolve()
    return chosen or folder.with_name(folder.name + _ARCHIVE)


def opened(folder: Path, release: str) -> Lines:
    """Return the lines of a release that is kept in an archive.

    Raises:
        UnknownNameError: it is not kept there.
        ReleaseError: the archive cannot be read.
    """
    kept = {one.release: one for one in archive.notes(folder)}
    if release not in kept:
        kind = "release"
        raise UnknownNameError(kind, release, kept)
    return Packed(folder, kept[release])


def keep(release: Release, folder: Path) -> bool:
    """Keep a release, with the list of what it changed; one that is kept already, or is older than the last, is not.

    What is kept is never inserted before what is there, since those who follow the changes have read on. To record
    earlier releases, begin with an empty archive and build the oldest first.

    Returns:
        whether it is kept now.

    Raises:
        OSError: the archive cannot be written.
        ReleaseError: the archive cannot be read.
    """
    date = str(release.manifest["data_date"])
    nquads = release.folder / NQUADS
    with archive.turn(folder):
        kept = archive.notes(folder)
        if any(one.release == release.id for one in kept):
            return True
        if kept and date < kept[-1].data_date:
            return False
        old = Packed(folder, kept[-1]).every() if kept else ()
        changes = (f"{one.how} {one.iri}\n".encode() for one in compare(old, Plain(nquads).every()))
        archive.write_whole(_listing(folder, release.id), gzip.compress(b"".join(changes), mtime=0))
        archive.keep(nquads, folder, release=release.id, data_date=date)
    return True

"""The files of a release, with what each holds, its size and its checksum."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from bochum_kg.filenames import NQUADS
from bochum_kg.formats import FORMATS
from bochum_kg.namespaces import DATASET
from bochum_kg.web import urls
from bochum_kg.web.views.frame import Framed, frame
from bochum_kg.web.views.words import Reader, Span, date, size

__all__ = ["DownloadsView", "downloads"]

#: The file of the networks, which is no table.
NETWORK: Final = "network.json"
#: The formats that no answer has, by the end of a file's name.
_TITLES: Final = {".zip": "ZIP", ".svg": "SVG", ".json": "JSON", ".sqlite": "SQLite"}


@dataclass(frozen=True, slots=True)
class File:
    """A file to download."""

    name: Span
    about: str
    format: str
    size: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Group:
    """Files that belong together; ``key`` names them in the texts."""

    key: str
    files: tuple[File, ...]

    @property
    def anchor(self) -> str:
        """Return the name of its heading in the address of the page."""
        return self.key.replace(".", "-")


@dataclass(frozen=True)
class DownloadsView(Framed):
    """The files of the release."""

    lead: str
    release: str
    citation: str
    groups: tuple[Group, ...]
    commands: str


def downloads(manifest: Mapping[str, Any], release: str, reader: Reader, address: str) -> DownloadsView:
    """Lay out the files of a release, as its manifest lists them; ``address`` is that of the service."""
    day = date(str(manifest["data_date"]), reader.language)
    lead = reader.say("downloads.lead", date=day)
    files = manifest["files"]
    return DownloadsView(
        frame=frame(reader, reader.say("nav.downloads"), "/downloads", about=lead),
        lead=lead,
        release=reader.say("downloads.release", release=release),
        citation=reader.say("downloads.citation", release=release, date=day, iri=urls.version(str(DATASET), release)),
        groups=tuple(_groups(files, reader)),
        commands=_commands(files, address),
    )


def _groups(files: Mapping[str, Any], reader: Reader) -> Iterator[Group]:
    found: dict[str, list[File]] = {"files.graph": [], "files.tables": [], "files.about": []}
    for name, file in sorted(files.items()):
        found[_group(name)].append(_file(name, file, reader))
    return (Group(key, tuple(members)) for key, members in found.items() if members)


def _group(name: str) -> str:
    if name.startswith("strategie."):
        return "files.graph"
    if name == NETWORK:
        return "files.about"
    return "files.tables" if name.endswith((".csv", ".zip", ".json")) else "files.about"


def _file(name: str, file: Mapping[str, Any], reader: Reader) -> File:
    bytes_, sum_ = size(int(file["bytes"]), reader.language), str(file["sha256"])
    return File(Span(name, f"/downloads/{name}"), reader.say(f"file.{name}"), _format(name), bytes_, sum_)


def _format(name: str) -> str:
    plain = name.removesuffix(".gz")
    title = next((title for end, title in _TITLES.items() if plain.endswith(end)), None)
    known = title or next(one.title for one in FORMATS if plain.endswith(one.suffix))
    return known if plain == name else f"{known}, gzip"


def _commands(files: Mapping[str, Any], address: str) -> str:
    """Return what to type to get a file and to check that it is whole."""
    return f"curl -O {address}/downloads/{NQUADS}\necho '{files[NQUADS]['sha256']}  {NQUADS}' | sha256sum -c"

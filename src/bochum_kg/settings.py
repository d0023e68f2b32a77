"""What can be set, each thing once: name, default, limits and what it does in German and English."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from bochum_kg.errors import SettingError

__all__ = ["PREFIX", "TABLE", "Setting", "Settings"]

#: What the name of every environment variable begins with.
PREFIX: Final = "BOCHUM_KG_"
#: How the names of limits end; what limits one client begins with its name instead.
_LIMITS: Final = ("_limit", "_time", "_budget", "_seconds", "_per_client")
_CLIENT: Final = "client_"
_UNIT: Final = re.compile(r"a number of (bytes|seconds)\b")

_RELEASE: Final = Path("build/release")
#: The routes that are on the account of a client.
_COMPUTING: Final = {
    "de": "/sparql, /queries/{name}, /search (samt .json und Vorschlägen), /opensearch.xml und /reconcile",
    "en": "/sparql, /queries/{name}, /search (with .json and suggestions), /opensearch.xml and /reconcile",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """A row of the table of settings."""

    name: str
    default: object
    expected: str
    helps: Mapping[str, str]
    read: Callable[[str], object]

    @property
    def variable(self) -> str:
        """Return the name of its environment variable."""
        return f"{PREFIX}{self.name.upper()}"

    @property
    def option(self) -> str:
        """Return the name of its command-line option."""
        return f"--{self.name.replace('_', '-')}"

    @property
    def is_limit(self) -> bool:
        """Tell whether it bounds what clients may take; the name says so."""
        return self.name.endswith(_LIMITS) or self.name.startswith(_CLIENT)

    @property
    def unit(self) -> str:
        """Return what its value counts: ``bytes``, ``seconds``, or nothing for plain numbers and words.

        >>> {one.name: one.unit for one in TABLE}["memory_limit"]
        'bytes'
        """
        match = _UNIT.match(self.expected)
        return match[1] if match else ""


def _whole(minimum: int) -> Callable[[str], object]:
    def read(text: str) -> object:
        number = int(text)
        if number < minimum:
            raise ValueError
        return number

    return read


def _seconds(text: str) -> object:
    number = float(text)
    if not 0 < number < float("inf"):
        raise ValueError
    return number


def _budget(text: str) -> object:
    return None if text.lower() == "off" else _seconds(text)


def _address(text: str) -> object:
    if not text.startswith(("http://", "https://")):
        raise ValueError
    return text


def _report(text: str) -> object:
    """Read where mistakes are reported: a mail address, or a web address that takes the IRI of the page."""
    if re.fullmatch(r"mailto:[^\s@?]+@[^\s@?]+", text):
        return text
    if not re.fullmatch(r"https://[^\s{}]+(?:\{(?:iri|release|name)\}[^\s{}]*)+", text) or "{iri}" not in text:
        raise ValueError
    return text


def _port(text: str) -> object:
    number = int(text)
    if number not in range(65_536):
        raise ValueError
    return number


def _text(text: str) -> object:
    if not text.strip():
        raise ValueError
    return text


def _setting(default: object, read: Callable[[str], object], expected: str, *, de: str, en: str) -> Any:  # noqa: ANN401 - the type of the field it stands for, as with dataclasses.field
    return field(default=default, metadata={"expected": expected, "helps": {"de": de, "en": en}, "read": read})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a service runs and where its limits lie."""

    host: str = _setting(
        "127.0.0.1",
        _text,
        "a host name or address",
        de="Adresse, an der der Dienst lauscht.",
        en="Address that the service listens at.",
    )
    port: int = _setting(
        8000,
        _port,
        "a number from 0 to 65535; 0 takes any free port",
        de="Port, an dem der Dienst lauscht.",
        en="Port that the service listens at.",
    )
    public_url: str | None = _setting(
        None,
        _address,
        "an address that begins with http:// or https://",
        de="Adresse, unter der der Dienst von außen erreichbar ist; ohne Angabe Host und Port.",
        en="Address under which the service is reached from outside; host and port unless given.",
    )
    report_address: str | None = _setting(
        None,
        _report,
        "mailto: and a mail address, or an address that begins with https:// and has {iri} in it",
        de="Wohin der Link „Fehler melden“ führt: mailto:… oder https://… mit {iri}, {release} und {name}; ohne Angabe"
        " fehlt er auf den Seiten.",
        en="Where the link to report a mistake leads: mailto:… or https://… with {iri}, {release}, {name};"
        " unless given, pages have no such link.",
    )
    trusted_proxy: str | None = _setting(
        None,
        _text,
        "the address of a reverse proxy",
        de="Adresse des Reverse-Proxys, dessen Angabe X-Forwarded-For gilt.",
        en="Address of the reverse proxy whose X-Forwarded-For counts.",
    )
    release: Path = _setting(  # noqa: RUF009 - the default is a path, which is immutable
        _RELEASE,
        Path,
        "a folder made by the command build",
        de="Ordner der Veröffentlichung, die bedient wird.",
        en="Folder of the release that is served.",
    )
    archive: Path | None = _setting(  # noqa: RUF009 - as above
        None,
        Path,
        "a folder for releases that are kept",
        de="Ordner, in dem „build“ jede Veröffentlichung aufhebt; ohne Angabe daneben, mit „-archive“ am Namen.",
        en="Folder in which build keeps every release; unless given it lies beside, with -archive after the name.",
    )
    engine: str | None = _setting(
        None,
        _address,
        "an address that begins with http:// or https://",
        de="Adresse eines SPARQL-1.1-Servers, der statt der eingebauten Maschine antwortet.",
        en="Address of a SPARQL 1.1 server that answers instead of the built-in engine.",
    )
    workers: int = _setting(
        2,
        _whole(1),
        "a whole number from 1 up",
        de="Zahl der Prozesse, die Anfragen beantworten.",
        en="Number of processes that answer queries.",
    )
    fast_lane: float = _setting(
        0.4,
        _seconds,
        "a number of seconds above 0",
        de="Sekunden, nach denen eine Anfrage dem Prozess für langsame Anfragen übergeben wird (ab 2 Prozessen).",
        en="Seconds after which a query is handed to the process for slow queries (with 2 processes or more).",
    )
    time_limit: float = _setting(
        5.0,
        _seconds,
        "a number of seconds above 0",
        de="Sekunden, nach denen eine Anfrage abgebrochen wird.",
        en="Seconds after which a query is stopped.",
    )
    memory_limit: int = _setting(
        700_000_000,
        _whole(50_000_000),
        "a number of bytes from 50000000 up",
        de="Bytes Speicher, die eine Anfrage zusätzlich zum Graphen belegen darf.",
        en="Bytes of memory that a query may take beside the graph.",
    )
    result_limit: int = _setting(
        8_000_000,
        _whole(1_000),
        "a number of bytes from 1000 up",
        de="Bytes, die eine Antwort höchstens lang ist.",
        en="Bytes that an answer may be long.",
    )
    query_limit: int = _setting(
        65_536,
        _whole(100),
        "a number of bytes from 100 up",
        de="Bytes, die eine Anfrage höchstens lang ist.",
        en="Bytes that a query may be long.",
    )
    token_limit: int = _setting(
        4_000,
        _whole(10),
        "a whole number from 10 up",
        de="Wörter und Zeichen (Token), aus denen eine Anfrage höchstens besteht.",
        en="Tokens that a query may consist of.",
    )
    nesting_limit: int = _setting(
        60,
        _whole(5),
        "a whole number from 5 up",
        de="Tiefe, bis zu der eine Anfrage Klammern schachteln darf.",
        en="Depth to which a query may nest its brackets.",
    )
    pattern_limit: int = _setting(
        60,
        _whole(1),
        "a whole number from 1 up",
        de="Tripelmuster und Pfadschritte, die eine Anfrage höchstens enthält.",
        en="Triple patterns and path steps that a query may hold.",
    )
    operator_limit: int = _setting(
        200,
        _whole(1),
        "a whole number from 1 up",
        de="Rechen- und Vergleichszeichen, UNION, BIND und VALUES, die eine Anfrage höchstens enthält.",
        en="Operators, UNION, BIND and VALUES that a query may hold.",
    )
    body_limit: int = _setting(
        262_144,
        _whole(1_000),
        "a number of bytes from 1000 up",
        de="Bytes, die der Rumpf eines Aufrufs höchstens lang ist.",
        en="Bytes that the body of a request may be long.",
    )
    body_time: float = _setting(
        10.0,
        _seconds,
        "a number of seconds above 0",
        de="Sekunden, in denen der Rumpf eines Aufrufs ankommen muss.",
        en="Seconds in which the body of a request has to arrive.",
    )
    header_limit: int = _setting(
        32_768,
        _whole(1_000),
        "a number of bytes from 1000 up",
        de="Bytes, die alles um den Rumpf eines Aufrufs herum (Adresse, Kopfzeilen) höchstens lang ist.",
        en="Bytes that everything around the body of a request (address, headers) may be long.",
    )
    header_time: float = _setting(
        10.0,
        _seconds,
        "a number of seconds above 0",
        de="Sekunden, in denen die Kopfzeilen eines Aufrufs ankommen müssen.",
        en="Seconds in which the headers of a request have to arrive.",
    )
    stall_seconds: float = _setting(
        10.0,
        _seconds,
        "a number of seconds above 0",
        de="Sekunden, in denen ein Aufrufer wenigstens 64 kB einer Antwort abnehmen muss, sonst endet die Verbindung.",
        en="Seconds in which a client has to take at least 64 kB of an answer, or the connection ends.",
    )
    url_limit: int = _setting(
        16_384,
        _whole(200),
        "a number of bytes from 200 up",
        de="Bytes, die eine Adresse höchstens lang ist.",
        en="Bytes that an address may be long.",
    )
    queue_limit: int = _setting(
        64,
        _whole(0),
        "a whole number from 0 up",
        de="Anfragen, die höchstens auf einen freien Prozess warten; ebenso viele Seiten auf einen freien Thread.",
        en="Queries that may wait for a free process; as many pages may wait for a free thread.",
    )
    queue_time: float = _setting(
        2.0,
        _seconds,
        "a number of seconds above 0",
        de="Sekunden, die eine Anfrage höchstens auf einen freien Prozess wartet.",
        en="Seconds that a query waits for a free process.",
    )
    client_budget: float | None = _setting(
        30.0,
        _budget,
        "a number of seconds above 0, or off",
        de=f"Rechensekunden je Minute, die ein Aufrufer an {_COMPUTING['de']} zusammen verbraucht;"
        " off hebt alle Grenzen je Aufrufer auf.",
        en=f"Seconds of computing per minute that one client may use at {_COMPUTING['en']} together;"
        " off lifts all limits per client.",
    )
    client_errors: int = _setting(
        30,
        _whole(1),
        "a whole number from 1 up",
        de="Fehlgeschlagene Anfragen je Minute, die ein Aufrufer an /sparql und /queries/{name} stellen darf.",
        en="Failed queries per minute that one client may send to /sparql and /queries/{name}.",
    )
    client_parallel: int = _setting(
        4,
        _whole(1),
        "a whole number from 1 up",
        de=f"Anfragen, die ein Aufrufer gleichzeitig an {_COMPUTING['de']} zusammen stellen darf.",
        en=f"Queries that one client may have answered at the same time at {_COMPUTING['en']} together.",
    )
    cache_size: int = _setting(
        32_000_000,
        _whole(0),
        "a number of bytes from 0 up",
        de="Bytes, die jeder der vier Speicher für Antworten (ganze Antworten, Seiten, Anfragen, vorbereitete Fragen)"
        " höchstens behält, um sie zu wiederholen; 0 behält keine.",
        en="Bytes that each of the four stores of answers (whole answers, pages, queries, prepared questions) keeps"
        " in memory at most, to repeat them; 0 keeps none.",
    )
    connection_limit: int = _setting(
        256,
        _whole(1),
        "a whole number from 1 up",
        de="Verbindungen, die höchstens gleichzeitig bedient werden.",
        en="Connections that are served at the same time.",
    )
    connections_per_client: int = _setting(
        64,
        _whole(1),
        "a whole number from 1 up",
        de="Verbindungen, die ein Aufrufer offen halten darf; bei mehr endet die, die am längsten wartet.",
        en="Connections that one client may keep open; with more, the one that waits longest ends.",
    )

    @property
    def address(self) -> str:
        """Return the address of the service as its clients see it, without a slash at the end."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")

    @classmethod
    def from_environment(
        cls, environment: Mapping[str, str] = os.environ, *, options: Mapping[str, str] = MappingProxyType({})
    ) -> "Settings":
        """Read every ``BOCHUM_KG_<SETTING>`` that is set and not empty; the others keep their default.

        Args:
            environment: values by variable.
            options: values by setting, as typed after a command; they win.

        Raises:
            SettingError: a value does not fit.

        >>> Settings.from_environment({"BOCHUM_KG_PORT": "8080", "BOCHUM_KG_CLIENT_BUDGET": "off"}).port
        8080
        """
        values: dict[str, Any] = {}
        for setting in TABLE:
            if setting.name in options:
                values[setting.name] = _read(setting, options[setting.name], f"option {setting.option}")
            elif text := environment.get(setting.variable, "").strip():
                values[setting.name] = _read(setting, text, f"environment variable {setting.variable}")
        return cls(**values)


def _read(setting: Setting, text: str, source: str) -> object:
    """Read the text of a setting, and say what was expected when it does not fit."""
    try:
        return setting.read(text)
    except ValueError:
        problem = (
            f"The {source} is {text!r}, but {setting.expected} was expected; change it, or unset it to use the default."
        )
        raise SettingError(problem) from None


#: Every setting, in the order of the fields.
TABLE: Final = tuple(
    Setting(one.name, one.default, one.metadata["expected"], one.metadata["helps"], one.metadata["read"])
    for one in fields(Settings)
)

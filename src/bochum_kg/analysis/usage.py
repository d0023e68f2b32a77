"""What each verb of ``bochum-kg analyse`` says and which options it takes, and the command that repeats a request."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from bochum_kg.analysis.request import Request

__all__ = ["USAGES", "Usage", "command", "explained", "option"]

#: What is left out of a network, and what chooses one.
_CHOICES: Final = ("field", "year", "without_administration", "without_inferred", "without_weak")
_NETWORK: Final = ("projection", *_CHOICES)
#: What has an option of another name.
_NAMES: Final = MappingProxyType({"language": "lang", "years": "at"})


@dataclass(frozen=True)
class Usage:
    """What a verb says, what its network is chosen by, and what it is computed with."""

    about: str
    settings: tuple[str, ...] = ()
    network: tuple[str, ...] = _NETWORK

    @property
    def options(self) -> tuple[str, ...]:
        """Return the names of everything that makes a difference to the answer."""
        return (*self.network, *self.settings)


#: The verbs by name, in the order in which they are explained.
USAGES: Final[Mapping[str, Usage]] = MappingProxyType(
    {
        "summary": Usage("size, components, density, the weave beside its null interval", ("draws", "seed")),
        "centrality": Usage("institutions and undertakings as connectors, with ranges of ranks"),
        "brokers": Usage("structural holes, roles between sectors", ("by",)),
        "bridges": Usage("who reaches across innovation fields"),
        "communities": Usage("circles of closer contact, agreement over 50 runs", ("method", "draws", "seed")),
        "core": Usage("k-cores, one core with a periphery or not", ("draws", "seed")),
        "mixing": Usage("do sectors mix, beside what chance gives", ("by", "draws", "seed")),
        "relatedness": Usage("innovation fields that share actors"),
        "coverage": Usage("who carries goals, focus areas and competences"),
        "robustness": Usage("what is left without single institutions", ("remove",)),
        "evolve": Usage(
            "what changes from year to year",
            ("years",),
            tuple(one for one in _NETWORK if one != "year"),
        ),
        "significance": Usage("null model, p and false-discovery rate", ("draws", "seed")),
        "project": Usage("nodes and ties with their evidence"),
        "report": Usage("cluster report in HTML, of the city or of a field", ("draws", "seed"), _CHOICES),
        "findings": Usage("findings on the whole network, in Markdown", ("draws", "seed"), ()),
    }
)


def option(name: str) -> str:
    """Return how a command line names what a usage lists.

    >>> option("without_weak"), option("years")
    ('--without-weak', '--at')
    """
    return f"--{_NAMES.get(name, name).replace('_', '-')}"


def explained() -> list[tuple[str, str]]:
    """Return each verb with what it says, the settings that it takes, and the choices of a network that it does not.

    >>> dict(explained())["evolve"]
    'what changes from year to year [--at; not --year]'
    """
    return [(verb, f"{usage.about}{_bracketed(usage)}") for verb, usage in USAGES.items()]


def _bracketed(usage: Usage) -> str:
    lacking = [option(one) for one in _NETWORK if one not in usage.network]
    parts = [*map(option, usage.settings)], [*(["not"] if lacking else []), *lacking]
    said = "; ".join(" ".join(part) for part in parts if part)
    return f" [{said}]" if said else ""


def command(request: Request) -> str:
    """Return the command that repeats a request, with the options that its verb takes."""
    values = {**vars(request.options), **vars(request)}
    words = ["bochum-kg analyse", request.verb]
    for name in USAGES[request.verb].options:
        words += _words(option(name), values[name])
    return " ".join(words)


def _words(name: str, value: object) -> Iterator[str]:
    """Write an option; one that was not chosen is left out, one of several values is repeated."""
    if isinstance(value, bool):
        yield from [name] * value
    elif isinstance(value, tuple):
        yield from (f"{name} {one}" for one in value)
    elif value is not None:
        yield f"{name} {value}"

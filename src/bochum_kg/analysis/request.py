"""What can be asked of the analysis."""

from dataclasses import dataclass, field

from bochum_kg.analysis.choosing import Options

__all__ = ["Request"]


@dataclass(frozen=True)
class Request:
    """What is asked: a verb, a network, and how to compute."""

    verb: str
    projection: str | None = None
    options: Options = field(default_factory=Options)
    language: str = "en"
    seed: int = 0
    draws: int = 1000
    method: str = "leiden"
    by: str = "sector"
    remove: tuple[str, ...] = ()
    years: tuple[int, ...] = ()

"""The exceptions of this package, all with one root.

::

    KnowledgeGraphError
    ├── SourceError            a source file cannot be read (also ValueError)
    ├── QueryError             a query is refused by the engine's grammar (also ValueError)
    ├── ForbiddenQueryError    a query asks for what this endpoint never does (also ValueError)
    ├── LimitError             a query went over a limit
    ├── EngineError            the engine cannot answer
    ├── UnknownNameError       a name that is not there; the nearest ones are named (also LookupError)
    │   └── UnknownChoiceError a name that is none of a few; all of them are named
    ├── AnalysisError          a network cannot carry the measure that is asked of it (also ValueError)
    ├── NotAcceptableError     no offered format fits what the client accepts (also ValueError)
    ├── ReleaseError           a release folder is missing or damaged
    └── SettingError           a setting has a value that does not fit (also ValueError)
"""

import difflib
from collections.abc import Iterable, Mapping
from types import MappingProxyType

__all__ = [
    "AnalysisError",
    "EngineError",
    "ForbiddenQueryError",
    "KnowledgeGraphError",
    "LimitError",
    "NotAcceptableError",
    "QueryError",
    "ReleaseError",
    "SettingError",
    "SourceError",
    "UnknownChoiceError",
    "UnknownNameError",
]


class KnowledgeGraphError(Exception):
    """Anything that this package reports in one sentence."""


class SourceError(KnowledgeGraphError, ValueError):
    """A source file cannot be read."""

    def __init__(self, problem: str, *, file: str, line: int) -> None:
        """Say the problem and where it stands."""
        super().__init__(problem, file, line)
        self.problem, self.file, self.line = problem, file, line

    def __str__(self) -> str:
        """Compose ``file:line: problem``."""
        return f"{self.file}:{self.line}: {self.problem}"


class QueryError(KnowledgeGraphError, ValueError):
    """A query is not in the grammar; ``line`` and ``column`` count from 1 where the engine tells them."""

    def __init__(self, problem: str, *, line: int | None = None, column: int | None = None) -> None:
        """Say the problem and its place in the query text."""
        super().__init__(problem, line, column)
        self.problem, self.line, self.column = problem, line, column

    def __str__(self) -> str:
        """Compose the sentence, with the place where it is known."""
        if self.line is None:
            return self.problem
        column = f", column {self.column}" if self.column is not None else ""
        return f"{self.problem} (line {self.line}{column})"


class ForbiddenQueryError(KnowledgeGraphError, ValueError):
    """A query asks for what this endpoint never does: SERVICE, LOAD, an update, a dataset from elsewhere."""


class LimitError(KnowledgeGraphError):
    """A query went over a limit; ``limit`` names the setting."""

    def __init__(self, problem: str, *, limit: str) -> None:
        """Say the problem and which limit it was."""
        super().__init__(problem, limit)
        self.problem, self.limit = problem, limit

    def __str__(self) -> str:
        """Return the sentence."""
        return self.problem


class EngineError(KnowledgeGraphError):
    """The engine is down, or its answer cannot be read."""


class UnknownNameError(KnowledgeGraphError, LookupError):
    """A name that is not there."""

    def __init__(
        self,
        kind: str,
        name: str,
        known: Iterable[str],
        *,
        labels: Mapping[str, str] = MappingProxyType({}),
        called: str = "",
    ) -> None:
        """Say which kind of name it was and which names are near.

        Args:
            kind: what the name is to name.
            name: the name.
            known: the names that there are.
            labels: what a reader calls each of them, where they are no words.
            called: what a reader calls the kind.
        """
        super().__init__(kind, name)
        self.kind, self.name, self.labels, self.called = kind, name, labels, called
        names = sorted(known)
        self.near = tuple(_near(name, names) or names[:5])

    def __str__(self) -> str:
        """Compose the sentence that offers the near names."""
        return f"There is no {self.kind} named {self.name!r}; near names are: {', '.join(self.near) or 'none'}."


class UnknownChoiceError(UnknownNameError):
    """A name that is none of a few."""

    def __init__(
        self, kind: str, name: str, known: Iterable[str], *, labels: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        """Say which kind of name it was and which there are, and what a reader calls them."""
        names = sorted(known)
        super().__init__(kind, name, names, labels=labels)
        self.known = tuple(names)

    def __str__(self) -> str:
        """Compose the sentence that offers all names."""
        return f"There is no {self.kind} named {self.name!r}; there are: {', '.join(self.known)}."


class AnalysisError(KnowledgeGraphError, ValueError):
    """A network cannot carry the measure that is asked of it."""


def _near(name: str, names: list[str]) -> list[str]:
    """Return the names like this one, as a whole or in their last part."""
    last = {one.rpartition("/")[2]: one for one in reversed(names)}
    whole = difflib.get_close_matches(name, names, n=5, cutoff=0.5)
    return list(dict.fromkeys(whole + [last[one] for one in difflib.get_close_matches(name, last, n=5, cutoff=0.5)]))[
        :5
    ]


class NotAcceptableError(KnowledgeGraphError, ValueError):
    """No offered format fits; ``offered`` lists the media types there are."""

    def __init__(self, accept: str, offered: tuple[str, ...]) -> None:
        """Keep what was asked and what is offered."""
        super().__init__(accept, offered)
        self.accept, self.offered = accept, offered

    def __str__(self) -> str:
        """Compose the sentence."""
        return f"Nothing offered fits {self.accept!r}; ask for one of: {', '.join(self.offered)}."


class ReleaseError(KnowledgeGraphError):
    """A release folder is missing or damaged."""


class SettingError(KnowledgeGraphError, ValueError):
    """A setting has a value that does not fit."""

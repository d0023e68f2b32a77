"""What the dataset is called and who publishes it."""

from dataclasses import dataclass, field

from bochum_kg.describe.model import Words
from bochum_kg.describe.questions import question
from bochum_kg.engine.base import IRI, Engine, Literal
from bochum_kg.namespaces import DATASET

__all__ = ["Published", "published"]


@dataclass(frozen=True, slots=True)
class Published:
    """The title of the dataset and the name of its publisher; empty where the catalogue does not say."""

    title: Words = field(default_factory=Words)
    publisher: Words = field(default_factory=Words)


def published(engine: Engine) -> Published:
    """Return what the catalogue says of the dataset.

    Raises:
        EngineError, LimitError: as the engine.
    """
    rows = engine.select(question("dataset"), dataset=IRI(str(DATASET)))
    title, publisher = (
        Words.read(one for row in rows if isinstance(one := row.get(name), Literal)) for name in ("title", "publisher")
    )
    return Published(title, publisher)

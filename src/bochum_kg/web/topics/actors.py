"""The organisations, and the innovation fields they are active in."""

from typing import Final

from bochum_kg.describe.questions import question
from bochum_kg.engine.base import Engine
from bochum_kg.web.topics.topic import Choice, Topic, once
from bochum_kg.web.views.actors import ACTORS as PATH
from bochum_kg.web.views.actors import PARAMETERS, Actor, ActorsView, actors, read_actors
from bochum_kg.web.views.fields import FIELDS as FIELDS_PATH
from bochum_kg.web.views.fields import Field, FieldsView, fields, read_fields

__all__ = ["ACTORS", "FIELDS"]


@once
def _read(engine: Engine) -> tuple[Actor, ...]:
    return read_actors(engine.select(question("actors")))


def _actors(choice: Choice) -> ActorsView:
    return actors(_read(choice.engine), choice.values, choice.reader)


ACTORS: Final = Topic(PATH, "actors.html", _actors, PARAMETERS)


@once
def _read_fields(engine: Engine) -> tuple[Field, ...]:
    return read_fields(engine.select(question("fields")))


def _fields(choice: Choice) -> FieldsView:
    return fields(_read_fields(choice.engine), choice.reader)


FIELDS: Final = Topic(FIELDS_PATH, "fields.html", _fields)

"""As much of JSON Schema as the schemas of the tests use, so that they need no package."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

__all__ = ["violations"]

_TYPES: Final[Mapping[str, type | tuple[type, ...]]] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
}


def violations(value: object, schema: Mapping[str, Any], where: str = "$") -> list[str]:
    """Return what in a value breaks a schema: type, enum, pattern, minLength, required, properties, items, anyOf."""
    kind = schema.get("type")
    if kind and (not isinstance(value, _TYPES[kind]) or (isinstance(value, bool) and kind != "boolean")):
        return [f"{where}: is no {kind}"]
    return [*_alone(value, schema, where), *_within(value, schema, where)]


def _alone(value: object, schema: Mapping[str, Any], where: str) -> Iterator[str]:
    if "anyOf" in schema and all(violations(value, one, where) for one in schema["anyOf"]):
        yield f"{where}: fits none of the alternatives"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{where}: is none of {schema['enum']}"
    if isinstance(value, str) and len(value) < schema.get("minLength", 0):
        yield f"{where}: is too short"
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        yield f"{where}: does not match {schema['pattern']}"


def _within(value: object, schema: Mapping[str, Any], where: str) -> Iterator[str]:
    if isinstance(value, list):
        for place, one in enumerate(value):
            yield from violations(one, schema.get("items", {}), f"{where}[{place}]")
    if isinstance(value, dict):
        yield from (f"{where}: lacks {name}" for name in schema.get("required", ()) if name not in value)
        known, others = schema.get("properties", {}), schema.get("additionalProperties", {})
        for name, one in value.items():
            if name not in known and others is False:
                yield f"{where}: has {name}, which is not allowed"
            else:
                yield from violations(one, known.get(name, others or {}), f"{where}.{name}")

"""Schemas of OpenAPI documents as JSON Schema 2020-12, each complete in itself."""

from __future__ import annotations

from typing import Any

from engine.chain.model import JsonSchema
from nodes.sdk import hints

FILE: JsonSchema = {"type": "string", "format": "path", "minLength": 1, **hints.TYPE.entry("file")}
IMAGE: JsonSchema = {**FILE, **hints.TYPE.entry("image")}
_DEEPEST = 12
_SCHEMAS_BY_NAME = ("properties", "patternProperties")
_SCHEMAS = ("items", "additionalProperties", "contains")
_DROPPED = frozenset(
    ("allOf", "nullable", "xml", "externalDocs", "discriminator", "example", "exclusiveMinimum", "exclusiveMaximum")
)
_TOLD = ("title", "description", "default")


def plain(part: Any, document: dict[str, Any]) -> dict[str, Any]:
    """What a reference means; anything else as it is. Raises TypeError, KeyError."""
    steps = 0
    while isinstance(part, dict) and "$ref" in part:
        part, steps = _pointed(str(part["$ref"]), document), steps + 1
        if steps > _DEEPEST:
            raise TypeError("its references run in a circle")
    if not isinstance(part, dict):
        raise TypeError("an object is expected")
    return part


def schema_of(part: Any, document: dict[str, Any], inside: tuple[str, ...] = ()) -> JsonSchema:
    """A schema without references and without what only OpenAPI 3.0 knows; a recursive part becomes anything."""
    if not isinstance(part, dict) or len(inside) > _DEEPEST:
        return {}
    if "$ref" in part:
        name = str(part["$ref"])
        beside = {key: value for key, value in part.items() if key != "$ref"}
        return {} if name in inside else {**schema_of(_pointed(name, document), document, (*inside, name)), **beside}
    made: JsonSchema = {}
    for key, value in part.items():
        if key in _SCHEMAS_BY_NAME:
            made[key] = {name: schema_of(inner, document, inside) for name, inner in value.items()}
        elif key in _SCHEMAS and isinstance(value, dict):
            made[key] = schema_of(value, document, inside)
        elif key in ("anyOf", "oneOf"):
            made["anyOf"] = [schema_of(inner, document, inside) for inner in value]
        elif key not in _DROPPED:
            made[key] = value
    for whole in part.get("allOf", ()):
        made = _both(made, schema_of(whole, document, inside))
    return _nullable(_file(_bounded(made, part)), part)


def _pointed(reference: str, document: dict[str, Any]) -> Any:
    """A JSON pointer (RFC 6901) into the document itself. Other documents are not fetched, and so unknown."""
    if not reference.startswith("#/"):
        return {}
    at: Any = document
    for step in reference[2:].split("/"):
        at = at[step.replace("~1", "/").replace("~0", "~")]
    return at


def _both(one: JsonSchema, other: JsonSchema) -> JsonSchema:
    """What satisfies both, the way authors use ``allOf``: to add properties."""
    made = {**other, **one}
    if "properties" in made:
        made["properties"] = {**other.get("properties", {}), **one.get("properties", {})}
    if "required" in made:
        made["required"] = list(dict.fromkeys([*one.get("required", ()), *other.get("required", ())]))
    return made


def _bounded(made: JsonSchema, part: dict[str, Any]) -> JsonSchema:
    """Bounds as numbers: OpenAPI 3.0 says ``exclusiveMinimum: true`` beside ``minimum``."""
    for bound, limit in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        value = part.get(bound)
        if value is True and limit in made:
            made[bound] = made.pop(limit)
        elif value is not None and not isinstance(value, bool):
            made[bound] = value
    return made


def _file(made: JsonSchema) -> JsonSchema:
    """Binary strings are files."""
    text = made.get("type") == "string" and (made.get("format") == "binary" or "contentMediaType" in made)
    if not text and made.get("type") != "file":  # as forms had it before OpenAPI 3, and some still have
        return made
    kind = IMAGE if str(made.get("contentMediaType", "")).startswith("image/") else FILE
    return {**kind, **_told(made)}


def _nullable(made: JsonSchema, part: dict[str, Any]) -> JsonSchema:
    """One type or nothing, however it was said."""
    kinds = made.get("type")
    options = [{"type": kind} for kind in kinds] if isinstance(kinds, list) else []
    if part.get("nullable"):
        options = [*(options or [{}]), {"type": "null"}]
    if not options:
        return made
    told = _told(made)
    rest = {
        key: value for key, value in made.items() if key not in told and not (key == "type" and "type" in options[0])
    }
    return {**told, "anyOf": [option if option == {"type": "null"} else {**rest, **option} for option in options]}


def _told(schema: JsonSchema) -> JsonSchema:
    return {key: schema[key] for key in _TOLD if key in schema}

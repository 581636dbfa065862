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
_ANNOTATIONS = ("title", "description", "default")


def plain(fragment: Any, document: dict[str, Any]) -> dict[str, Any]:
    """What a reference means; anything else as it is. Raises TypeError, KeyError."""
    steps = 0
    while isinstance(fragment, dict) and "$ref" in fragment:
        fragment, steps = _pointed(str(fragment["$ref"]), document), steps + 1
        if steps > _DEEPEST:
            raise TypeError("its references run in a circle")
    if not isinstance(fragment, dict):
        raise TypeError("an object is expected")
    return fragment


def schema_of(fragment: Any, document: dict[str, Any], ancestors: tuple[str, ...] = ()) -> JsonSchema:
    """A schema without references and without what only OpenAPI 3.0 knows; a recursive part becomes anything."""
    if not isinstance(fragment, dict) or len(ancestors) > _DEEPEST:
        return {}
    if "$ref" in fragment:
        name = str(fragment["$ref"])
        siblings = {key: value for key, value in fragment.items() if key != "$ref"}
        if name in ancestors:
            return {}
        return {**schema_of(_pointed(name, document), document, (*ancestors, name)), **siblings}
    schema: JsonSchema = {}
    for key, value in fragment.items():
        if key in _SCHEMAS_BY_NAME:
            schema[key] = {name: schema_of(inner, document, ancestors) for name, inner in value.items()}
        elif key in _SCHEMAS and isinstance(value, dict):
            schema[key] = schema_of(value, document, ancestors)
        elif key in ("anyOf", "oneOf"):
            schema["anyOf"] = [schema_of(inner, document, ancestors) for inner in value]
        elif key not in _DROPPED:
            schema[key] = value
    for component in fragment.get("allOf", ()):
        schema = _both(schema, schema_of(component, document, ancestors))
    return _nullable(_file(_bounded(schema, fragment)), fragment)


def _pointed(reference: str, document: dict[str, Any]) -> Any:
    """A JSON pointer (RFC 6901) into the document itself. Other documents are not fetched, and so unknown."""
    if not reference.startswith("#/"):
        return {}
    at: Any = document
    for step in reference[2:].split("/"):
        at = at[step.replace("~1", "/").replace("~0", "~")]
    return at


def _both(first: JsonSchema, second: JsonSchema) -> JsonSchema:
    """What satisfies both, the way authors use ``allOf``: to add properties."""
    merged = {**second, **first}
    if "properties" in merged:
        merged["properties"] = {**second.get("properties", {}), **first.get("properties", {})}
    if "required" in merged:
        merged["required"] = list(dict.fromkeys([*first.get("required", ()), *second.get("required", ())]))
    return merged


def _bounded(schema: JsonSchema, fragment: dict[str, Any]) -> JsonSchema:
    """Bounds as numbers: OpenAPI 3.0 says ``exclusiveMinimum: true`` beside ``minimum``."""
    for bound, limit in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        value = fragment.get(bound)
        if value is True and limit in schema:
            schema[bound] = schema.pop(limit)
        elif value is not None and not isinstance(value, bool):
            schema[bound] = value
    return schema


def _file(schema: JsonSchema) -> JsonSchema:
    """Binary strings are files."""
    text = schema.get("type") == "string" and (schema.get("format") == "binary" or "contentMediaType" in schema)
    if not text and schema.get("type") != "file":  # as forms had it before OpenAPI 3, and some still have
        return schema
    if str(schema.get("contentMediaType", "")).startswith("image/"):
        return {**IMAGE, **_annotations(schema)}
    return {**FILE, **_annotations(schema)}


def _nullable(schema: JsonSchema, fragment: dict[str, Any]) -> JsonSchema:
    """One type or nothing, however it was said."""
    null: JsonSchema = {"type": "null"}
    options: list[JsonSchema] = []
    if isinstance(schema.get("type"), list):
        options = [{"type": kind} for kind in schema["type"]]
    if fragment.get("nullable"):
        options = [*(options or [{}]), null]
    if not options:
        return schema
    annotations = _annotations(schema)
    constraints = {key: value for key, value in schema.items() if key not in annotations}
    if "type" in options[0]:
        constraints.pop("type", None)
    return {**annotations, "anyOf": [option if option == null else {**constraints, **option} for option in options]}


def _annotations(schema: JsonSchema) -> JsonSchema:
    return {key: schema[key] for key in _ANNOTATIONS if key in schema}

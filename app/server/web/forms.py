"""A form for the inputs of a chain, and what was values_of in as values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from app.server.problems import Problem
from engine.chain.types import type_of
from nodes.sdk import hints


class Field(NamedTuple):
    """One input as a page shows it. `kind` is text, long, number, switch, choice, file or json."""

    name: str
    title: str
    description: str
    kind: str
    value: str
    required: bool
    choices: tuple[str, ...] = ()
    step: str = "any"


def fields_of(inputs: Mapping[str, Mapping[str, Any]]) -> list[Field]:
    return [_field(name, schema) for name, schema in inputs.items()]


def _field(name: str, schema: Mapping[str, Any]) -> Field:
    title = str(schema.get("title") or name.replace("_", " ").capitalize())
    description, default = str(schema.get("description", "")), schema.get("default")
    required = "default" not in schema
    choices = schema.get("enum")
    if isinstance(choices, list) and all(isinstance(choice, str) for choice in choices):
        return Field(name, title, description, "choice", str(default or ""), required, tuple(choices))
    kind = type_of(dict(schema)).kind
    if kind in ("file", "image"):
        return Field(name, title, description, "file", "", required)
    if kind in ("int", "float"):
        step = "1" if kind == "int" else "any"
        return Field(name, title, description, "number", "" if default is None else str(default), required, step=step)
    if kind == "bool":
        return Field(name, title, description, "switch", "on" if default else "", False)
    if kind == "str":
        long = hints.is_multiline(schema) or len(str(default or "")) > 80
        return Field(name, title, description, "long" if long else "text", str(default or ""), required)
    return Field(name, title, description, "json", "" if default is None else json.dumps(default, indent=2), required)


def values_of(fields: list[Field], texts: Mapping[str, Any], files: Mapping[str, Path]) -> dict[str, Any]:
    """Values by name; what was left empty keeps its default. Raises `Problem` that names the field."""
    values: dict[str, Any] = {}
    for field in fields:
        text = texts.get(field.name)
        if field.kind == "file":
            if field.name in files:
                values[field.name] = files[field.name]
            elif field.required:
                raise Problem(422, f"{field.title}: choose a file")
            continue
        if field.kind == "switch":
            values[field.name] = text is not None
            continue
        if text is None or (text == "" and field.kind not in ("text", "long")):
            if field.required:
                raise Problem(422, f"{field.title}: a value is needed")
            continue
        values[field.name] = _value(field, str(text))
    return values


def _value(field: Field, text: str) -> Any:
    try:
        if field.kind == "number":
            return int(text) if field.step == "1" else float(text)
        if field.kind == "json":
            return json.loads(text)
    except ValueError as error:
        raise Problem(422, f"{field.title}: {error}") from error
    return text.replace("\r\n", "\n")

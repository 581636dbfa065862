"""What a server of tools says of itself: OpenAPI 3.1, each operation a tool."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

from nodes.sdk import hints
from nodes.sdk.tools import Tool

PREFIX = "/tools/"


def described(tools: Iterable[type[Tool]], title: str, version: str) -> dict[str, Any]:
    """The document for ``/openapi.json``."""
    shared: dict[str, Any] = {}
    paths = {f"{PREFIX}{tool.name}": {"post": _operation(tool, shared)} for tool in tools}
    return {
        "openapi": "3.1.0",
        **hints.CONTRACT.entry(1),
        "info": {"title": title, "version": version},
        "paths": paths,
        "components": {"schemas": shared},
    }


def _operation(tool: type[Tool], shared: dict[str, Any]) -> dict[str, Any]:
    inputs, outputs = _schema(tool.Inputs, tool.name, shared), _schema(tool.Outputs, tool.name, shared)
    if tool.ports is not Tool.ports:  # more come from what the fixed ones are set to
        inputs["additionalProperties"] = outputs["additionalProperties"] = True
    return {
        "operationId": tool.name,
        "summary": tool.title,
        "description": inspect.cleandoc(tool.__doc__ or ""),
        "tags": [tool.category],
        **hints.ICON.entry(tool.icon),
        **hints.VERSION.entry(tool.version),
        **hints.DETERMINISTIC.entry(tool.deterministic),
        "requestBody": {"required": True, "content": {"application/json": {"schema": inputs}}},
        "responses": {
            "200": {"description": "The outputs.", "content": {"application/json": {"schema": outputs}}},
            "422": {"description": "An input is wrong: reason, remedy, port."},
            "500": {"description": "The tool failed: reason, remedy."},
        },
    }


def _schema(model: type[BaseModel], name: str, shared: dict[str, Any]) -> dict[str, Any]:
    """A model's schema; what it refers to goes to the components, under a name of its own for each tool."""
    schema = model.model_json_schema(ref_template=f"#/components/schemas/{name}.{{model}}")
    shared.update({f"{name}.{key}": definition for key, definition in schema.pop("$defs", {}).items()})
    return schema

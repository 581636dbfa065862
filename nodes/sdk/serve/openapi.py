"""What a server of tools says of itself: OpenAPI 3.1, each operation a tool."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from typing import Any

from nodes.sdk.tools import Tool

PREFIX = "/tools/"


def described(tools: Iterable[type[Tool]], title: str, version: str) -> dict[str, Any]:
    """The document for ``/openapi.json``."""
    return {
        "openapi": "3.1.0",
        "x-iceos-contract": 1,
        "info": {"title": title, "version": version},
        "paths": {f"{PREFIX}{tool.name}": {"post": _operation(tool)} for tool in tools},
    }


def _operation(tool: type[Tool]) -> dict[str, Any]:
    into, out = tool.Inputs.model_json_schema(), tool.Outputs.model_json_schema()
    if tool.ports is not Tool.ports:  # more come from what the fixed ones are set to
        into["additionalProperties"] = out["additionalProperties"] = True
    return {
        "operationId": tool.name,
        "summary": tool.title,
        "description": inspect.cleandoc(tool.__doc__ or ""),
        "tags": [tool.category],
        "x-iceos-icon": tool.icon,
        "x-iceos-version": tool.version,
        "x-iceos-deterministic": tool.deterministic,
        "requestBody": {"required": True, "content": {"application/json": {"schema": into}}},
        "responses": {
            "200": {"description": "The outputs.", "content": {"application/json": {"schema": out}}},
            "422": {"description": "An input is wrong: reason, remedy, port."},
            "500": {"description": "The tool failed: reason, remedy."},
        },
    }

"""OpenAPI 3.0 and 3.1 as tools: each operation with its inputs and outputs as ports.

Parameters and the properties of an object body become inputs, the properties of an object answer outputs; any other
body is the input ``body``, any other answer the output ``result``. Format: https://spec.openapis.org/oas/v3.1.1

Read here, because the libraries for it validate documents or generate clients; what is needed are forgiving,
self-contained schemas, port by port.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from pydantic import BaseModel

from engine.chain.model import JsonSchema
from engine.images.schemas import FILE, IMAGE, plain, schema_of
from nodes.sdk import hints
from nodes.sdk.errors import reason_of
from nodes.sdk.texts import mark

METHODS = ("get", "put", "post", "delete", "patch")
Location = Literal["path", "query", "header", "cookie", "body", "whole"]
Answers = Literal["json", "text", "file", "nothing"]
_JSON = re.compile(r"application/([a-z.+-]+\+)?json")
_FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")


class NotOpenApi(ValueError):
    """The document is none that can be read; says why."""


@dataclass(frozen=True)
class OperationInput:
    """One input: where it goes in the request, and under which name there."""

    location: Location
    wire: str
    schema: JsonSchema
    required: bool


@dataclass(frozen=True)
class Operation:
    """One operation. `outputs` is empty where the whole answer is the output ``result``."""

    id: str
    method: str
    path: str
    title: str = ""
    description: str = ""
    category: str = ""
    icon: str = "box"
    version: str = ""
    deterministic: bool = False
    inputs: dict[str, OperationInput] = field(default_factory=dict)
    outputs: dict[str, JsonSchema] = field(default_factory=dict)
    result: JsonSchema = field(default_factory=dict)
    sends: str = ""
    """Media type of the body; empty without one."""
    answers: Answers = "json"


class Reading(NamedTuple):
    """What a document offers, in its order, and why what else it has cannot be used, by its place."""

    operations: list[Operation]
    refused: dict[str, str]


def read(document: Any) -> Reading:
    """Each operation for itself: a part that is wrong costs nothing but what needs it. Raises `NotOpenApi`."""
    if not isinstance(document, dict) or not isinstance(document.get("paths"), dict):
        raise NotOpenApi("this is no OpenAPI document: it has no paths")
    version = str(document.get("openapi", ""))
    if not version.startswith("3."):
        raise NotOpenApi(f"OpenAPI {document.get('swagger') or version or '?'} cannot be read, 3.0 and 3.1 can")
    reading = Reading([], {})
    names: set[str] = set()
    for path in document["paths"]:
        try:
            item = plain(document["paths"][path], document)
        except _WRONG as error:
            reading.refused[path] = _words(error)
            continue
        for method in METHODS:
            if method in item:
                try:
                    reading.operations.append(_read(document, path, method, item, names))
                except _WRONG as error:
                    reading.refused[f"{method.upper()} {path}"] = _words(error)
    return reading


_WRONG = (AttributeError, TypeError, KeyError, ValueError, IndexError, RecursionError)
"""What a document that is not as the specification says leads to."""


def _words(error: Exception) -> str:
    return mark(f"it is not as OpenAPI says: {reason_of(error)}")


def _read(document: dict[str, Any], path: str, method: str, item: dict[str, Any], names: set[str]) -> Operation:
    """One operation; `names` are those of the others, and get its own."""
    servers = document.get("servers") or [{}]
    full = urlsplit(urljoin("/", str(servers[0].get("url", "")))).path.rstrip("/") + path
    if not full.startswith("/") or full.startswith("//") or {".", ".."} & set(unquote(full).split("/")):
        raise ValueError(f"the path {full} leads elsewhere")
    description = item[method]
    name = _slug(str(description.get("operationId") or f"{method}_{path}"))
    while name in names:
        name += "_2"
    parameters = [*item.get("parameters", []), *description.get("parameters", [])]
    operation = _operation(document, full, method, name, description, parameters)
    names.add(name)
    return operation


def _operation(
    document: dict[str, Any], path: str, method: str, name: str, description: dict[str, Any], parameters: list[Any]
) -> Operation:
    inputs: dict[str, OperationInput] = {}
    _add_parameters(inputs, parameters, document)
    media_type = ""
    if "requestBody" in description:
        media_type = _add_body(inputs, plain(description["requestBody"], document), document)
    answers, result = _answer(description.get("responses", {}), document)
    return Operation(
        id=name,
        method=method.upper(),
        path=path,
        title=str(description.get("summary") or _spaced(name)),
        description=str(description.get("description") or ""),
        category=str((description.get("tags") or [""])[0]),
        icon=hints.ICON.read(description) or "box",
        version=hints.VERSION.read(description),
        deterministic=hints.DETERMINISTIC.read(description),
        inputs=inputs,
        outputs=_outputs(answers, result),
        result=result,
        sends=media_type,
        answers=answers,
    )


def _add_parameters(inputs: dict[str, OperationInput], parameters: list[Any], document: dict[str, Any]) -> None:
    for parameter in [plain(p, document) for p in parameters]:
        location = parameter.get("in")
        if location not in ("path", "query", "header", "cookie"):
            continue  # one that lies in another document is not known
        content: dict[str, Any] = next(iter(parameter.get("content", {}).values()), {})
        schema = schema_of(parameter.get("schema") or content.get("schema") or {}, document)
        if parameter.get("description"):
            schema = {"description": str(parameter["description"]), **schema}
        required = bool(parameter.get("required")) or location == "path"
        name = str(parameter["name"])
        _add(inputs, name, OperationInput(location, name, schema, required))


def _add_body(inputs: dict[str, OperationInput], body: dict[str, Any], document: dict[str, Any]) -> str:
    """Its properties, or the whole of it; returns the media type that it is sent as, empty for none."""
    media_type, schema = _body(body.get("content", {}), document)
    required = bool(body.get("required", False))
    if schema.get("properties") and (_JSON.match(media_type) or media_type in _FORMS):
        required_names = schema.get("required", ())
        for name, property_schema in schema["properties"].items():
            _add(inputs, name, OperationInput("body", name, property_schema, required and name in required_names))
    elif media_type:
        _add(inputs, "body", OperationInput("whole", "body", schema, required))
    return media_type


def _outputs(answers: Answers, result: JsonSchema) -> dict[str, JsonSchema]:
    """The properties of an object that ports can be called by."""
    if answers != "json":
        return {}
    return {name: schema for name, schema in (result.get("properties") or {}).items() if _PORT.fullmatch(name)}


_PORT = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,62}")


def _add(inputs: dict[str, OperationInput], name: str, declared: OperationInput) -> None:
    """Under a name that a port may have, and that no other has."""
    port = port_name(re.sub(r"\W+", "_", name, flags=re.ASCII).strip("_") or "value")
    if not _PORT.fullmatch(port):
        port = f"in_{port}"[:63]
    while port in inputs:
        port += f"_{declared.location}"
    inputs[port] = declared


def port_name(name: str) -> str:
    """A name that a model may have a field of: none of pydantic's own."""
    if hasattr(BaseModel, name) and name.startswith("model_"):
        return f"{name}_"
    return name


def _body(content: Mapping[str, Any], document: dict[str, Any]) -> tuple[str, JsonSchema]:
    """The media type that is sent and its schema: JSON where it is taken, else a form, else whatever it is."""
    kinds = [k for k in content if _JSON.match(k)] + [k for k in _FORMS if k in content] + list(content)
    if not kinds:
        return "", {}
    kind = kinds[0]
    schema = schema_of(content[kind].get("schema") or {}, document)
    if _JSON.match(kind) or kind in _FORMS:
        return kind, schema
    if kind.startswith("text/"):
        return kind, {"type": "string"}
    return kind, dict(FILE)


def _answer(responses: Mapping[str, Any], document: dict[str, Any]) -> tuple[Answers, JsonSchema]:
    by_code = {str(code): response for code, response in responses.items()}
    good = sorted(code for code in by_code if code.startswith("2")) or ["default"]
    response = plain(by_code.get(good[0]) or {}, document)
    content = response.get("content") or {}
    for kind, media in content.items():
        if _JSON.match(kind):
            return "json", schema_of(media.get("schema") or {}, document)
    for kind in content:
        if kind.startswith("text/") and kind != "text/html":
            return "text", {"type": "string"}
    for kind in content:
        if kind.startswith("image/"):
            return "file", dict(IMAGE)
        return "file", dict(FILE)
    if good[0] == "204":
        return "nothing", {}
    return "json", {}


def _slug(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9_.-]+", "_", text).strip("_.-") or "operation"


def _spaced(name: str) -> str:
    return re.sub(r"[_.-]+|(?<=[a-z])(?=[A-Z])", " ", name).strip().capitalize()

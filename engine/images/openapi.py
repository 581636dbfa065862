"""OpenAPI 3.0 and 3.1 as tools: each operation with its inputs and outputs as ports.

Parameters and the properties of an object body become inputs, the properties of an object answer outputs; any other
body is the input ``body``, any other answer the output ``result``. Format: https://spec.openapis.org/oas/v3.1.1

Read here, because the libraries for it validate documents or generate clients; what is needed are forgiving,
self-contained schemas, port by port.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlsplit

from engine.chain.model import JsonSchema
from engine.images.schemas import FILE, IMAGE, plain, schema_of
from nodes.sdk import hints

METHODS = ("get", "put", "post", "delete", "patch")
Place = Literal["path", "query", "header", "cookie", "body", "whole"]
_JSON = re.compile(r"application/([a-z.+-]+\+)?json")
_FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")


class NotOpenApi(ValueError):
    """The document is none that can be read; says why."""


@dataclass(frozen=True)
class Input:
    """One input: where it goes in the request, and under which name there."""

    place: Place
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
    inputs: dict[str, Input] = field(default_factory=dict)
    outputs: dict[str, JsonSchema] = field(default_factory=dict)
    result: JsonSchema = field(default_factory=dict)
    sends: str = ""
    """Media type of the body; empty without one."""
    answers: Literal["json", "text", "file", "nothing"] = "json"


def operations(document: Any) -> list[Operation]:
    """Every operation, in the order of the document. Raises `NotOpenApi`."""
    if not isinstance(document, dict) or not isinstance(document.get("paths"), dict):
        raise NotOpenApi("this is no OpenAPI document: it has no paths")
    version = str(document.get("openapi", ""))
    if not version.startswith("3."):
        raise NotOpenApi(f"OpenAPI {document.get('swagger') or version or '?'} cannot be read, 3.0 and 3.1 can")
    try:
        return list(_all(document))
    except (AttributeError, TypeError, KeyError) as error:
        raise NotOpenApi(f"the OpenAPI document is malformed: {error}") from error


def _all(document: dict[str, Any]) -> Iterator[Operation]:
    taken: set[str] = set()
    servers = document.get("servers") or [{}]
    prefix = urlsplit(str(servers[0].get("url", ""))).path.rstrip("/")
    for path, item in document["paths"].items():
        item = plain(item, document)
        for method in METHODS:
            if method not in item:
                continue
            told = item[method]
            name = _slug(str(told.get("operationId") or f"{method}_{path}"))
            while name in taken:
                name += "_2"
            taken.add(name)
            yield _operation(document, prefix + path, method, name, told, item.get("parameters", []))


def _operation(
    document: dict[str, Any], path: str, method: str, name: str, told: dict[str, Any], shared: list[Any]
) -> Operation:
    inputs: dict[str, Input] = {}
    for parameter in [plain(p, document) for p in (*shared, *told.get("parameters", []))]:
        content: dict[str, Any] = next(iter(parameter.get("content", {}).values()), {})
        schema = schema_of(parameter.get("schema") or content.get("schema") or {}, document)
        if parameter.get("description"):
            schema = {"description": str(parameter["description"]), **schema}
        place = str(parameter.get("in", ""))  # one that lies in another document is not known
        if place not in ("path", "query", "header", "cookie"):
            continue
        required = bool(parameter.get("required")) or place == "path"
        _add(inputs, str(parameter["name"]), Input(place, str(parameter["name"]), schema, required))  # type: ignore[arg-type]  # checked above
    sends = ""
    if "requestBody" in told:
        body = plain(told["requestBody"], document)
        sends, schema = _body(body.get("content", {}), document)
        needed = bool(body.get("required", False))
        wanted = set(schema.get("required", ()))
        if schema.get("properties") and (_JSON.match(sends) or sends in _FORMS):
            for key, part in schema["properties"].items():
                _add(inputs, key, Input("body", key, part, needed and key in wanted))
        elif sends:
            _add(inputs, "body", Input("whole", "body", schema, needed))
    answers, result = _answer(told.get("responses", {}), document)
    properties = result.get("properties") if answers == "json" else None
    return Operation(
        id=name,
        method=method.upper(),
        path=path,
        title=str(told.get("summary") or _spaced(name)),
        description=str(told.get("description") or ""),
        category=str((told.get("tags") or [""])[0]),
        icon=hints.ICON.read(told) or "box",
        version=hints.VERSION.read(told),
        deterministic=hints.DETERMINISTIC.read(told),
        inputs=inputs,
        outputs={key: part for key, part in properties.items() if _PORT.fullmatch(key)} if properties else {},
        result=result,
        sends=sends,
        answers=answers,
    )


_PORT = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,62}")


def _add(inputs: dict[str, Input], name: str, found: Input) -> None:
    """Under a name that a port may have, and that no other has."""
    plain = re.sub(r"\W+", "_", name, flags=re.ASCII).strip("_") or "value"
    if not _PORT.fullmatch(plain):
        plain = f"in_{plain}"[:63]
    while plain in inputs:
        plain += f"_{found.place}"
    inputs[plain] = found


def _body(content: Mapping[str, Any], document: dict[str, Any]) -> tuple[str, JsonSchema]:
    """The media type that is sent and its schema: JSON where it is taken, else a form, else whatever it is."""
    kinds = [k for k in content if _JSON.match(k)] + [k for k in _FORMS if k in content] + list(content)
    if not kinds:
        return "", {}
    kind = kinds[0]
    schema = schema_of(content[kind].get("schema") or {}, document)
    if not _JSON.match(kind) and kind not in _FORMS:
        return kind, {"type": "string"} if kind.startswith("text/") else dict(FILE)
    return kind, schema


def _answer(
    responses: Mapping[str, Any], document: dict[str, Any]
) -> tuple[Literal["json", "text", "file", "nothing"], JsonSchema]:
    by_code = {str(code): told for code, told in responses.items()}
    good = sorted(code for code in by_code if code.startswith("2")) or ["default"]
    told = plain(by_code.get(good[0]) or {}, document)
    content = told.get("content") or {}
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
    return ("nothing", {}) if good[0] == "204" else ("json", {})


def _slug(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9_.-]+", "_", text).strip("_.-") or "operation"


def _spaced(name: str) -> str:
    return re.sub(r"[_.-]+|(?<=[a-z])(?=[A-Z])", " ", name).strip().capitalize()

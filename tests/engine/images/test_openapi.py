"""OpenAPI documents of all sorts as tools."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from yarl import URL

from engine.catalog import ToolSpec, ports_of
from engine.checks import foreign_outputs
from engine.errors import NodeError
from engine.images.calls import OperationRequest, encoded
from engine.images.openapi import NotOpenApi, Operation, OperationInput, read
from engine.images.sources import Source
from engine.images.tools import tools_of


def JSON_OF(name: str) -> dict[str, Any]:  # reads like the constant beside it
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}


def document(paths: dict[str, Any], version: str = "3.0.3", **more: Any) -> dict[str, Any]:
    return {"openapi": version, "info": {"title": "t", "version": "1"}, "paths": paths, **more}


def only(paths: dict[str, Any], **more: Any) -> Operation:
    (found,) = read(document(paths, **more)).operations
    return found


JSON = {"content": {"application/json": {"schema": {"type": "object", "properties": {"x": {"type": "integer"}}}}}}


def test_parameters_and_the_body_become_inputs_whatever_they_are_called() -> None:
    body = {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}, "a-b": {"type": "string"}}}
    found = only(
        {
            "/things/{id}": {
                "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}],
                "post": {
                    "operationId": "put thing!",
                    "parameters": [
                        {"name": "X-Trace", "in": "header", "schema": {"type": "string"}},
                        {"name": "sid", "in": "cookie", "schema": {"type": "string"}},
                        {"name": "q", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}},
                    ],
                    "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
                    "responses": {"201": JSON},
                },
            }
        }
    )
    assert (found.id, found.method) == ("put_thing", "POST")
    assert {name: (i.location, i.wire, i.required) for name, i in found.inputs.items()} == {
        "id": ("path", "id", True),
        "X_Trace": ("header", "X-Trace", False),
        "sid": ("cookie", "sid", False),
        "q": ("query", "q", False),
        "id_body": ("body", "id", True),
        "a_b": ("body", "a-b", False),
    }
    assert list(found.outputs) == ["x"]
    request = OperationRequest(
        found, {"id": "a/b c", "X_Trace": "t", "sid": "s;", "q": ["1", "2"], "id_body": 3, "a_b": None}
    )
    assert request.path == "/things/a%2Fb%20c"
    assert request.query == [("q", "1"), ("q", "2")]
    assert request.headers == {"X-Trace": "t", "Cookie": "sid=s%3B"}
    assert request.body == {"id": 3}


def test_references_combinations_and_nullable_types_are_understood() -> None:
    components = {
        "schemas": {
            "Base": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}},
            "Kind": {"type": "string", "enum": ["a", "b"]},
            "Thing": {
                "allOf": [
                    {"$ref": "#/components/schemas/Base"},
                    {
                        "properties": {
                            "kind": {"$ref": "#/components/schemas/Kind"},
                            "size": {"type": "number", "nullable": True, "minimum": 0, "exclusiveMinimum": True},
                            "parent": {"$ref": "#/components/schemas/Thing"},
                        }
                    },
                ]
            },
        },
        "requestBodies": {
            "Thing": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}
        },
    }
    body = {"$ref": "#/components/requestBodies/Thing"}
    found = only({"/t": {"post": {"requestBody": body, "responses": {}}}}, components=components)
    schemas = {name: i.schema for name, i in found.inputs.items()}
    assert schemas["name"] == {"type": "string"}
    assert schemas["kind"] == {"type": "string", "enum": ["a", "b"]}
    assert schemas["size"] == {"anyOf": [{"type": "number", "exclusiveMinimum": 0}, {"type": "null"}]}
    assert schemas["parent"] == {}, "what refers to itself is anything"


def test_the_newer_words_for_the_same_are_understood() -> None:
    body = {"type": "object", "properties": {"n": {"type": ["integer", "null"], "title": "N"}}}
    paths = {"/t": {"post": {"requestBody": {"content": {"application/json": {"schema": body}}}, "responses": {}}}}
    (found,) = read(document(paths, "3.1.0")).operations
    assert found.inputs["n"].schema == {"title": "N", "anyOf": [{"type": "integer"}, {"type": "null"}]}


def test_files_go_in_and_binary_answers_come_out() -> None:
    form = {
        "type": "object",
        "properties": {"file": {"type": "string", "format": "binary"}, "note": {"type": "string"}},
    }
    found = only(
        {
            "/up": {
                "post": {
                    "requestBody": {"content": {"multipart/form-data": {"schema": form}}},
                    "responses": {"200": {"content": {"image/png": {}}}},
                }
            }
        }
    )
    assert (found.sends, found.answers) == ("multipart/form-data", "file")
    spec = ToolSpec(tools_of(Source(kind="server", name="s", address="http://x", document=document({"/up": {"post": {
        "requestBody": {"content": {"multipart/form-data": {"schema": form}}},
        "responses": {"200": {"content": {"image/png": {}}}},
    }}})))[0])  # fmt: skip
    assert "file" in str(spec.inputs["file"].type)
    assert spec.outputs["result"].type.family == "image"


@pytest.mark.parametrize(
    ("given_", "words"),
    [
        (None, "no paths"),
        ({"swagger": "2.0", "paths": {}}, "OpenAPI 2.0 cannot be read"),
    ],
)
def test_what_is_no_document_is_refused_with_a_reason(given_: Any, words: str) -> None:
    with pytest.raises(NotOpenApi, match=words):
        read(given_)


@pytest.mark.parametrize(
    ("path", "item", "words"),
    [
        ("/x", {"get": 3}, "GET /x: it is not as OpenAPI says"),
        ("/x", {"get": {"parameters": [{"$ref": "#/nowhere"}]}}, "GET /x: .*nowhere"),
        ("/x", {"get": {"parameters": 7}}, "GET /x: "),
        ("/x", {"$ref": "#/paths/~1x"}, "/x: .*circle"),
        ("/x", None, "/x: "),
        ("//elsewhere.example/x", {"get": {}}, "leads elsewhere"),
        ("x", {"get": {}}, "leads elsewhere"),
        ("/a/%2e%2E/x", {"get": {}}, "leads elsewhere"),
    ],
)
def test_one_bad_operation_costs_only_itself_and_is_named(path: str, item: Any, words: str) -> None:
    good = {"get": {"operationId": "good", "responses": {}}}
    reading = read(document({"/good": good, path: item, "/other": {"put": {"responses": {}}}}))
    assert [operation.id for operation in reading.operations] == ["good", "put__other"]
    (reason,) = (f"{place}: {why}" for place, why in reading.refused.items())
    assert re.search(words, reason), reason


@given(path=st.text(max_size=20), server=st.text(max_size=20))
def test_no_document_chooses_another_host(path: str, server: str) -> None:
    reading = read(document({path: {"get": {"responses": {}}}}, servers=[{"url": server}]))
    assert len(reading.operations) + len(reading.refused) == 1
    for operation in reading.operations:
        address = URL("http://known.example:1").join(encoded(OperationRequest(operation, {}).path))
        assert (address.host, address.port) == ("known.example", 1)


NAMES = [
    "model_config",
    "model_dump",
    "model_validate",
    "model_fields",
    "copy",
    "json",
    "self",
    "dict",
    "schema",
    "cls",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_foreign_name_is_never_one_of_a_library(name: str) -> None:
    schema = {"type": "object", "properties": {name: {"type": "string"}, "b": {"type": "integer"}}}
    content = {"content": {"application/json": {"schema": schema}}}
    operation = {"operationId": "go", "requestBody": content, "responses": {"200": content}}
    source = Source(kind="server", name="s", address="http://x", document=document({"/x": {"post": operation}}))
    (tool,) = tools_of(source)
    port = next(port for port, declared in tool.operation.inputs.items() if declared.wire == name)
    assert dict(tool.Inputs.model_validate({port: "v", "b": 1})) == {port: "v", "b": 1}
    assert OperationRequest(tool.operation, {port: "v"}).body == {name: "v"}
    assert set(ports_of(tool.Outputs)) == {port, "b"}
    assert foreign_outputs(tool.Outputs, {port: "v", "b": 1}, "go").__dict__ == {port: "v", "b": 1}


SEGMENTS = st.one_of(st.sampled_from(["", ".", "..", "...", "a/../b", "%2e%2e", "..%2f"]), st.text(max_size=9))


@given(first=SEGMENTS, second=SEGMENTS)
def test_a_value_stays_the_one_part_of_the_path_that_it_is(first: str, second: str) -> None:
    names = ("a", "b", "c")
    inputs = {name: OperationInput("path", name, {}, required=True) for name in names}
    operation = Operation("x", "DELETE", "/users/{a}/s/{b}{c}", inputs=inputs)
    values = dict(zip(names, (first, second, ""), strict=True))
    if {first, second} & {"", ".", ".."}:
        with pytest.raises(NodeError, match="another operation"):
            OperationRequest(operation, values)
        return
    sent = URL("http://h").join(encoded(OperationRequest(operation, values).path)).raw_path
    assert [unquote(part) for part in sent.split("/")] == ["", "users", first, "s", second]


def test_other_documents_are_never_fetched() -> None:
    parameter = {"$ref": "https://example.org/parameters.yaml#/limit"}
    found = only({"/x": {"get": {"parameters": [parameter], "responses": {"200": {"$ref": "other.yaml#/r"}}}}})
    assert found.inputs == {}


def test_operations_without_or_with_equal_ids_get_names_of_their_own() -> None:
    twice = {"operationId": "same", "responses": {}}
    found = read(document({"/a/{b}": {"get": {"responses": {}}, "put": twice}, "/c": {"get": twice}})).operations
    assert [o.id for o in found] == ["get__a_b", "same", "same_2"]


WORDS = ["paths", "get", "$ref", "schema", "content", "application/json", "properties", "allOf", "type", "in", "name"]
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=4),
    max_leaves=12,
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dictionaries(st.sampled_from(["/a", "/b/{c}"]), json_values, max_size=2))
def test_no_document_brings_it_down(paths: Any) -> None:
    try:
        for operation in read(document(paths)).operations:
            assert operation.id
    except NotOpenApi:
        pass

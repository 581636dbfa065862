"""Tools made of operations: what an image or a server offers, as classes like all others."""

from __future__ import annotations

import logging
import warnings
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, Field, WithJsonSchema, create_model

from engine.catalog import ports_of
from engine.chain.model import JsonSchema, Placement
from engine.chain.types import type_of
from engine.checks import foreign_outputs
from engine.images.openapi import Operation, port_name, read
from engine.images.sources import Source
from nodes.sdk import hints
from nodes.sdk.context import Context
from nodes.sdk.errors import reason_of
from nodes.sdk.tools import Fields, Tool
from nodes.sdk.types import File, Image, Secret, Table

log = logging.getLogger(__name__)

_OURS: dict[str, Any] = {"table": Table, "file": File, "image": Image, "secret": Secret}


class OperationTool(Tool):
    """Base of them. One of an image runs in a container; one of a server is called where it is."""

    operation: ClassVar[Operation]
    source: ClassVar[Source]
    home: ClassVar[Placement | None] = None

    async def run(self, inputs: BaseModel, ctx: Context) -> Any:
        from engine.images.service import call_service

        answer = await call_service(self.source, self.operation, dict(inputs), ctx)
        return foreign_outputs(self.Outputs, answer, self.name)


def tools_of(source: Source) -> list[type[OperationTool]]:
    """A tool for each operation that can be one. Raises `engine.images.openapi.NotOpenApi`."""
    operations = read(source.document).operations
    return [_tool(source, operation) for operation in operations if _place(operation) not in source.refused]


def tried(source: Source) -> Source:
    """The source with what of its operations cannot be tools noted: each is made into one for itself, which takes a
    while and is done once. Raises `engine.images.openapi.NotOpenApi`.
    """
    operations, refused = read(source.document)
    for operation in operations:
        try:
            tool = _tool(source, operation)
            for model in (tool.Inputs, tool.Outputs):
                ports_of(model)
        except Exception as error:  # whatever a library makes of a schema that it does not know
            log.debug("%s: %s cannot be a tool", source.name, operation.id, exc_info=True)
            refused[_place(operation)] = reason_of(error)
    return source.model_copy(update={"refused": refused})


def _place(operation: Operation) -> str:
    return f"{operation.method} {operation.path}"


def _tool(source: Source, operation: Operation) -> type[OperationTool]:
    inputs: dict[str, Any] = {name: _input(i.schema, i.required) for name, i in operation.inputs.items()}
    outputs: dict[str, Any] = {}
    if operation.answers != "nothing":
        promised = operation.outputs or {"result": operation.result}
        outputs = {port_name(name): _output(schema) for name, schema in promised.items()}
    home, effects = None, frozenset({"network"})
    if source.kind == "image":
        home, effects = Placement(where="docker", image=source.reference), frozenset[str]()
    with warnings.catch_warnings():  # a field may be called as pydantic calls a method of its own
        warnings.simplefilter("ignore", UserWarning)
        models = {
            "Inputs": create_model("Inputs", __base__=Fields, **inputs),
            "Outputs": create_model("Outputs", __base__=Fields, **outputs),
        }
    return type(
        operation.id,
        (OperationTool,),
        {
            "__doc__": operation.description or operation.title,
            "__module__": __name__,
            "name": f"{source.name}/{operation.id}",
            "version": operation.version or source.version,
            "title": operation.title,
            "category": source.title or source.name,
            "icon": operation.icon,
            "deterministic": operation.deterministic,
            "effects": effects,
            "operation": operation,
            "source": source,
            "home": home,
            **models,
        },
    )


def _input(schema: JsonSchema, required: bool) -> Any:
    """A field of a model whose JSON Schema is this one, and whose values are checked against it."""
    default: Any = schema.get("default")
    extra: dict[str, Any] = {}
    if required:
        default, extra = ..., hints.AS_PORT.entry(True)
    kind = type_of(schema).kind
    if kind not in _OURS:
        check, json_schema = AfterValidator(_checked(schema, required)), WithJsonSchema({**schema, **extra})
        return Annotated[Any, check, json_schema], Field(default, **_annotations(schema))
    annotation = _OURS[kind]
    if not required:
        annotation = _optional(annotation)
    return annotation, Field(default, json_schema_extra=extra or None, **_annotations(schema))


def _output(schema: JsonSchema) -> Any:
    """As `_input`, but what a server answers is taken as it is: its promise is for the wires."""
    field = Field(schema.get("default"), **_annotations(schema))
    kind = type_of(schema).kind
    if kind in _OURS:
        return _optional(_OURS[kind]), field
    return Annotated[Any, WithJsonSchema(schema)], field


def _optional(annotation: Any) -> Any:
    if annotation is Table:
        return Any
    return annotation | None


def _annotations(schema: JsonSchema) -> dict[str, Any]:
    return {key: schema[key] for key in ("title", "description") if key in schema}


def _checked(schema: JsonSchema, required: bool) -> Any:
    def check(value: Any) -> Any:
        from engine.chain.constants import constant_problem

        if value is None and not required:
            return value
        if problem := constant_problem(schema, value):
            raise ValueError(problem)
        return value

    return check

"""Tools made of operations: what an image or a server offers, as classes like all others."""

from __future__ import annotations

import warnings
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, Field, WithJsonSchema, create_model

from engine.chain.model import JsonSchema, Placement
from engine.chain.types import type_of
from engine.images.openapi import Operation, operations
from engine.images.sources import Source
from nodes.sdk import hints
from nodes.sdk.context import Context
from nodes.sdk.tools import Fields, Tool
from nodes.sdk.types import File, Image, Secret, Table

_OURS: dict[str, Any] = {"table": Table, "file": File, "image": Image, "secret": Secret}


class OperationTool(Tool):
    """Base of them. One of an image runs in a container; one of a server is called where it is."""

    operation: ClassVar[Operation]
    source: ClassVar[Source]
    home: ClassVar[Placement | None] = None

    async def run(self, inputs: BaseModel, ctx: Context) -> Any:
        from engine.images.service import call_service

        return await call_service(self.source, self.operation, dict(inputs), ctx)


def tools_of(source: Source) -> list[type[OperationTool]]:
    """A tool for each operation. Raises `engine.images.openapi.NotOpenApi`."""
    return [_tool(source, operation) for operation in operations(source.document)]


def _tool(source: Source, operation: Operation) -> type[OperationTool]:
    into: dict[str, Any] = {
        name: _field(found.schema, found.required, is_port=found.required) for name, found in operation.inputs.items()
    }
    promised = operation.outputs or {"result": operation.result}
    out: dict[str, Any] = {name: _field(schema, False, output=True) for name, schema in promised.items()}
    if operation.answers == "nothing":
        out = {}
    with warnings.catch_warnings():  # a field may be called as pydantic calls a method of its own
        warnings.simplefilter("ignore", UserWarning)
        models = {
            "Inputs": create_model("Inputs", __base__=Fields, **into),
            "Outputs": create_model("Outputs", __base__=Fields, **out),
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
            "effects": frozenset() if source.kind == "image" else frozenset({"network"}),
            "operation": operation,
            "source": source,
            "home": Placement(where="docker", image=source.reference) if source.kind == "image" else None,
            **models,
        },
    )


def _field(schema: JsonSchema, required: bool, *, is_port: bool = False, output: bool = False) -> Any:
    """A field of a model whose JSON Schema is this one, and whose values are checked against it."""
    kind, told = type_of(schema), {k: v for k, v in schema.items() if k in ("title", "description")}
    extra = hints.AS_PORT.entry(True) if is_port else {}
    ours = _OURS.get(kind.kind)
    default: Any = ... if required else schema.get("default")
    if ours is not None:
        annotation: Any = ours if required else ours | None if ours is not Table else Any
    elif output:  # what a server answers is taken as it is: its promise is for the wires
        annotation = Annotated[Any, WithJsonSchema(schema)]
    else:
        annotation = Annotated[Any, AfterValidator(_checked(schema, required)), WithJsonSchema({**schema, **extra})]
    more: Any = extra if ours is not None and extra else None
    return annotation, Field(default, json_schema_extra=more, **told)


def _checked(schema: JsonSchema, required: bool) -> Any:
    def check(value: Any) -> Any:
        from engine.chain.constants import constant_problem

        if value is None and not required:
            return value
        if problem := constant_problem(schema, value):
            raise ValueError(problem)
        return value

    return check

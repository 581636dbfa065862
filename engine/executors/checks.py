"""What goes into a tool and what comes out of it, checked against its models with errors that name the port."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from engine.errors import NodeError
from nodes.sdk.texts import mark


def validate_inputs(model: type[BaseModel], inputs: Mapping[str, Any]) -> BaseModel:
    """The inputs as the tool gets them. Raises `NodeError`."""
    try:
        return model.model_validate(inputs)
    except ValidationError as error:
        raise _wrong_value(error, "") from error


def validate_outputs(model: type[BaseModel], returned: Any, tool: str) -> dict[str, Any]:
    """The outputs by name of what `tool` has returned: its model, or a dict. Raises `NodeError`."""
    if type(returned) is not model:
        try:
            if isinstance(returned, BaseModel):
                returned = dict(returned)
            returned = model.model_validate(returned)
        except ValidationError as error:
            raise _wrong_value(error, f"{tool} returned what it must not: ") from error
    outputs: dict[str, Any] = returned.__dict__
    return outputs


def _wrong_value(error: ValidationError, prefix: str) -> NodeError:
    """A pydantic error as one sentence that names the port."""
    first = error.errors(include_url=False)[0]
    port = str(first["loc"][0]) if first["loc"] else ""
    location = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in first["loc"][1:])
    message = first["msg"].removeprefix("Value error, ")
    if error.error_count() > 1:
        message = mark(f"{message} (and {error.error_count() - 1} more)")
    return NodeError(f"{prefix}{port}{location}: {message}", port=port)

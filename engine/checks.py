"""What goes into a tool and what comes out of it, checked against its models with errors that name the port."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from engine.errors import NodeError
from nodes.sdk.kinds import kind_of, leaves_in
from nodes.sdk.texts import mark
from nodes.sdk.types import FOREIGN

Outputs = TypeVar("Outputs", bound=BaseModel)


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


def foreign_outputs(model: type[Outputs], answer: Any, tool: str) -> Outputs:
    """The outputs in the answer of a stranger: a container, a service, a server. Raises `NodeError`.

    A file in them is one that was sent along, and is a `File` by now; what else would be a path here is refused.
    """
    try:
        outputs = model.model_validate(answer, context=FOREIGN)
    except ValidationError as error:
        raise _wrong_value(error, f"{tool} returned what it must not: ") from error
    if _has_path(outputs.__dict__):
        raise NodeError(f"{tool} returned a path, which means nothing outside of where it ran")
    return outputs


def _has_path(value: Any) -> bool:
    return any(
        kind_of(leaf) == "path" or (kind_of(leaf) == "model" and _has_path(leaf.__dict__)) for leaf in leaves_in(value)
    )


def _wrong_value(error: ValidationError, prefix: str) -> NodeError:
    """A pydantic error as one sentence that names the port."""
    first = error.errors(include_url=False)[0]
    port = str(first["loc"][0]) if first["loc"] else ""
    location = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in first["loc"][1:])
    message = first["msg"].removeprefix("Value error, ")
    if error.error_count() > 1:
        message = mark(f"{message} (and {error.error_count() - 1} more)")
    return NodeError(f"{prefix}{port}{location}: {message}", port=port)

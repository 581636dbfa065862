"""Whether a constant does for the port that it is set on."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from engine.chain.model import JsonSchema
from engine.chain.types import type_of
from nodes.sdk.texts import mark

_CONSTRAINED = {"maxLength", "pattern", "enum", "const", "format"}


def is_secret(value: Any) -> bool:
    """Whether a constant is a secret by its name."""
    return isinstance(value, dict) and "$secret" in value


def constant_problem(schema: JsonSchema, value: Any) -> str:
    """Why a constant does not satisfy the schema of its port, in words; empty when it does."""
    kind = schema.get("type")
    if kind == "string" and type(value) is str and _is_long_enough(value, schema):
        return ""  # by far the most frequent case, and a hundred times faster than a validator
    if kind == "boolean" and type(value) is bool:
        return ""
    validator = _validator(_Identity(schema))
    problems = sorted(validator.iter_errors(value), key=lambda error: list(error.absolute_path))
    if not problems:
        return ""
    first = problems[0]
    return _described(_best(first.context or ()) or first)


class _Identity:
    """A schema as a dictionary key: by identity, and kept alive."""

    __slots__ = ("schema",)

    def __init__(self, schema: JsonSchema) -> None:
        self.schema = schema

    def __hash__(self) -> int:
        return id(self.schema)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and other.schema is self.schema


@lru_cache(maxsize=4096)
def _validator(key: _Identity) -> Any:
    import jsonschema

    return jsonschema.Draft202012Validator(key.schema)


def _best(context: Iterable[Any]) -> Any:
    """Of the failures of several alternatives, the one that is not about the type, else None."""
    return next((error for error in context if error.validator not in ("type", "const")), None)


def _is_long_enough(text: str, schema: JsonSchema) -> bool:
    """Whether that is all that the schema asks of a text, and so."""
    return len(text) >= schema.get("minLength", 0) and not _CONSTRAINED & schema.keys()


def _described(error: Any) -> str:
    value, limit = _shortened(repr(error.instance)), error.validator_value
    steps = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in error.absolute_path)
    texts = {
        "type": lambda: mark(f"{value} is not {type_of(error.schema)}"),
        "anyOf": lambda: mark(f"{value} is not {type_of(error.schema)}"),
        "enum": lambda: mark(f"{value} is none of {', '.join(map(str, limit))}"),
        "minimum": lambda: mark(f"{value} is less than {limit}"),
        "exclusiveMinimum": lambda: mark(f"{value} must be more than {limit}"),
        "maximum": lambda: mark(f"{value} is more than {limit}"),
        "exclusiveMaximum": lambda: mark(f"{value} must be less than {limit}"),
        "minLength": lambda: mark(f"{value} is shorter than {limit} characters"),
        "maxLength": lambda: mark(f"longer than {limit} characters"),
        "minItems": lambda: mark(f"at least {limit} needed"),
        "pattern": lambda: mark(f"{value} does not look right (pattern {limit})"),
    }
    if error.validator == "minLength" and not error.instance:
        text = mark("this is empty")
    elif error.validator == "minItems" and limit == 1:
        text = mark("at least one is needed")
    elif error.validator in texts:
        text = texts[error.validator]()
    else:
        text = str(error.message)
    return f"{steps.lstrip('.')}: {text}" if steps else text


def _shortened(text: str) -> str:
    return text if len(text) < 60 else text[:57] + "…"

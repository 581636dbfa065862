"""Conditions in a small safe language: Python's operators over plain data (simpleeval), never `eval`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nodes.sdk import ToolError
from nodes.sdk.errors import reason_of
from nodes.sdk.kinds import FILES, SCALARS, Kind, Leaf, same, walk
from nodes.sdk.texts import mark
from nodes.sdk.types import File, Table

MAX_DIGITS = 400
MAX_LENGTH = 10_000
"""Letters of a condition."""
FUNCTIONS: dict[str, Callable[..., Any]] = {
    "len": len,
    "min": min,
    "max": max,
    "sum": lambda numbers: sum(numbers),  # without a start, which may be a list
    "abs": abs,
    "round": lambda number, digits=None: round(number, digits and max(-MAX_DIGITS, min(digits, MAX_DIGITS))),
    "int": lambda number: int(number),  # without a base: so it reads few digits
    "float": float,
    "str": str,
    "lower": lambda text: str(text).lower(),
    "any": any,
    "all": all,
}
"""What a condition may call."""


def _table_facts(table: Table) -> dict[str, Any]:
    return {"rows": table.num_rows, "columns": list(table.column_names)}


def _file_facts(file: File) -> dict[str, Any]:
    return {"name": file.name, "media_type": file.media_type, "size_bytes": file.size_bytes}


_SEEN: dict[Kind, Leaf] = {
    **dict.fromkeys(SCALARS, same),
    **dict.fromkeys(FILES, _file_facts),
    "table": _table_facts,
}


def plain(value: Any) -> Any:
    """What a condition sees of a value: JSON data as it is, of a table and a file the facts about them.

    Objects with methods never get in, so a condition can read and compute, and nothing else.
    """
    return walk(value, _SEEN, str)


def holds(condition: str, names: dict[str, Any]) -> bool:
    """Whether a condition is true of plain values, in bounded time. Raises `ToolError` when it cannot be worked out."""
    from engine.flow.evaluator import Evaluator

    if reason := problem(condition):
        raise ToolError(reason)
    try:
        return bool(Evaluator({**names, "None": None}, FUNCTIONS).eval(condition))
    except Exception as error:  # whatever a condition does wrong is its own failure
        raise ToolError(f"the condition {condition!r} cannot be worked out: {reason_of(error)}") from error


def names_in(condition: str) -> set[str]:
    """The names that a condition asks for; it has no `problem`."""
    import ast

    return {part.id for part in ast.walk(ast.parse(condition.strip(), mode="eval")) if isinstance(part, ast.Name)}


def problem(condition: str) -> str:
    """Why a condition cannot be read; empty when it can. Nothing is worked out."""
    import ast

    if len(condition) > MAX_LENGTH:
        return mark(f"a condition has at most {MAX_LENGTH} letters")
    try:
        ast.parse(condition.strip(), mode="eval")
    except SyntaxError as error:
        return mark(f"{condition!r} is no condition: {error.msg}")
    except (ValueError, RecursionError, MemoryError) as error:
        return mark(f"{condition!r} is no condition: {error}")
    return ""

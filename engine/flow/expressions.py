"""Conditions in a small safe language: Python's operators over plain data (simpleeval), never `eval`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nodes.sdk import ToolError
from nodes.sdk.kinds import FILES, SCALARS, Kind, Leaf, same, walk
from nodes.sdk.texts import mark
from nodes.sdk.types import File, Table

FUNCTIONS: dict[str, Callable[..., Any]] = {
    "len": len,
    "min": min,
    "max": max,
    "sum": sum,
    "abs": abs,
    "round": round,
    "int": int,
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
    """Whether a condition is true of plain values. Raises `ToolError` when it cannot be worked out."""
    import simpleeval

    evaluator = simpleeval.EvalWithCompoundTypes(names={**names, "None": None}, functions=FUNCTIONS)
    try:
        return bool(evaluator.eval(condition))
    except Exception as error:  # whatever a condition does wrong is its own failure
        raise ToolError(f"the condition {condition!r} cannot be worked out: {error}") from error


def problem(condition: str) -> str:
    """Why a condition cannot be read; empty when it can. Nothing is worked out."""
    import ast

    try:
        ast.parse(condition.strip(), mode="eval")
    except (SyntaxError, ValueError) as error:
        return mark(f"{condition!r} is no condition: {error.msg if isinstance(error, SyntaxError) else error}")
    return ""

"""Branches: one value goes one way, and several ways come together again."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from engine.flow.expressions import holds, plain, problem
from nodes.sdk import CONFIG, NOT_GIVEN, Context, Fields, InputProblem, Ports, Tool, ToolError

OTHERWISE = "otherwise"


def _optional(title: str) -> Any:
    """A port that may stay without a value."""
    return Field(default_factory=lambda: NOT_GIVEN, title=title, json_schema_extra={"default": None})


class Switch(Tool):
    """Send a value one of several ways.

    Name the cases in the form and give each a condition; each becomes an output. The value leaves by the
    first case whose condition holds, else by *otherwise*; what hangs on the other outputs is skipped.

    | condition | holds for |
    |---|---|
    | `value > 10` | numbers above ten |
    | `value.rows == 0` | empty tables |
    | `value.status in ["new", "open"]` | records with one of these |
    | `"error" in lower(value)` | texts with that word |
    """

    name = "flow.switch"
    title = "Switch"
    category = "Flow"
    icon = "split"
    keywords = ("if", "else", "branch", "condition", "case", "route")

    class Inputs(Fields):
        value: Any = Field(description="What is looked at, and sent on.")
        cases: Annotated[dict[str, str], CONFIG] = Field(
            {"yes": "value"}, description="Name of an output, and when the value leaves by it."
        )

    class Outputs(Fields):
        otherwise: Any = _optional("Otherwise")

    @staticmethod
    def ports(config: Mapping[str, Any]) -> Ports:
        cases = config.get("cases") or {}
        for name, condition in cases.items():
            if reason := problem(condition):
                raise ValueError(f"{name}: {reason}")
        return Ports(outputs={name: (Any, _optional(name)) for name in cases})

    async def run(self, inputs: Any, ctx: Context) -> dict[str, Any]:
        try:
            chosen = await asyncio.to_thread(_chosen, inputs.value, inputs.cases)
        except ToolError as error:
            raise InputProblem("cases", str(error)) from error
        ctx.log(f"it leaves by {chosen}", "debug")
        return {chosen: inputs.value}


def _chosen(value: Any, cases: Mapping[str, str]) -> str:
    names = {"value": plain(value)}
    return next((name for name, condition in cases.items() if holds(condition, names)), OTHERWISE)


class Merge(Tool):
    """Bring branches together: whichever of the inputs has a value leaves; of several the first.

    It waits until every branch has come to its end, whether it ran or was skipped. When all were skipped, so
    is what hangs on it.
    """

    name = "flow.merge"
    title = "Merge"
    category = "Flow"
    icon = "merge"
    keywords = ("join", "either", "first", "coalesce", "branch")

    class Inputs(Fields):
        branches: Annotated[list[str], CONFIG] = Field(["first", "second"], description="Names of the inputs.")

    class Outputs(Fields):
        value: Any = _optional("Value")

    @staticmethod
    def ports(config: Mapping[str, Any]) -> Ports:
        names = config.get("branches") or []
        if len(set(names)) < len(names):
            raise ValueError("two branches have the same name")
        return Ports(inputs={name: (Any, _optional(name)) for name in names})

    async def run(self, inputs: Any, ctx: Context) -> dict[str, Any]:
        branches = (getattr(inputs, name) for name in inputs.branches)
        return {"value": next((value for value in branches if value is not NOT_GIVEN), NOT_GIVEN)}

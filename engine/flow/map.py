"""A sub-chain for every item of a list."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from engine.chain.model import Chain, StoredPorts
from engine.errors import InnerFailed, NodeError
from engine.flow.nesting import FlowContext, Nesting, beside, given_to
from nodes.sdk import CONFIG, Fields, InputProblem
from nodes.sdk.cells import rows_of
from nodes.sdk.kinds import kind_of

_ROWS = 1000
"""Rows of a table that are made to records at a time."""


class Map(Nesting):
    """Run a sub-chain for every item of a list, or every row of a table.

    Each output of the sub-chain becomes a list, in the order of the items however fast each of them is. The item
    goes into the sub-chain's first input, or the one named under *item*; a row arrives as a record. Every other
    input of the sub-chain is a port here and gets the same value each time.
    """

    name = "flow.map"
    title = "For each"
    category = "Flow"
    icon = "list-tree"
    keywords = ("map", "loop", "each", "iterate", "batch", "parallel")
    loops = True

    class Inputs(Nesting.Inputs):
        items: Any = Field(description="A list, or a table whose rows are the items.")
        item: Annotated[str, CONFIG] = Field("", description="The input that takes the item; empty for the first.")
        concurrency: Annotated[int, CONFIG] = Field(8, ge=1, le=1000, description="How many items at a time.")
        on_failure: Annotated[Literal["stop", "leave out", "empty"], CONFIG] = Field(
            "stop",
            title="When an item fails",
            description="Stop all of it, leave the item out, or keep its place empty.",
        )

    class Outputs(Fields):
        failures: list[dict[str, Any]] = Field(
            description="Of each item that failed: item (counted from 0), node and reason."
        )

    @classmethod
    def around(cls, config: Mapping[str, Any], inner: Chain) -> StoredPorts:
        if not inner.inputs:
            raise ValueError("the sub-chain has no input to take an item")
        item = config.get("item") or next(iter(inner.inputs))
        if item not in inner.inputs:
            raise ValueError(f"the sub-chain has no input {item!r} (it has: {', '.join(inner.inputs)})")
        outputs = beside(cls.Outputs, inner.outputs)
        return StoredPorts(
            inputs=beside(cls.Inputs, inner.inputs, without=item),
            outputs={
                name: {"type": "array", "items": schema, "title": schema["title"]} for name, schema in outputs.items()
            },
        )

    @classmethod
    def first(cls, inputs: Any, takes: tuple[str, ...]) -> dict[str, Any]:
        total, items = _counted(inputs.items)
        if not total:
            raise InputProblem("items", "there are none")
        return {**given_to(inputs, takes), inputs.item or takes[0]: next(items)}

    async def run(self, inputs: Any, ctx: FlowContext) -> dict[str, Any]:
        total, items = _counted(await ctx.rows(inputs.items))
        item_name = inputs.item or ctx.takes[0]
        shared = given_to(inputs, ctx.takes)
        lists: dict[str, list[Any]] = {name: [None] * total for name in ctx.gives}
        failures: list[dict[str, Any]] = []
        numbered = enumerate(items)
        done = 0

        async def work() -> None:
            nonlocal done
            for index, item in numbered:
                try:
                    outputs = await ctx.inner({**shared, item_name: item}, index)
                except InnerFailed as error:
                    if inputs.on_failure == "stop":
                        raise NodeError(
                            f"item {index + 1} of {total}: {error}", remedy=error.remedy, detail=error.detail
                        ) from error
                    failures.append({"item": index, "node": error.node, "reason": error.reason})
                else:
                    for name, value in outputs.items():
                        lists[name][index] = value
                done += 1
                ctx.progress(done / total, f"{done:,} of {total:,}")

        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(min(inputs.concurrency, total)):
                    group.create_task(work())
        except ExceptionGroup as failed:
            raise failed.exceptions[0] from failed
        failures.sort(key=lambda failure: failure["item"])
        if inputs.on_failure == "leave out" and failures:
            failed_items = {failure["item"] for failure in failures}
            for name, values in lists.items():
                lists[name] = [value for index, value in enumerate(values) if index not in failed_items]
        return {**lists, "failures": failures}


def _counted(items: Any) -> tuple[int, Iterator[Any]]:
    """How many items there are, and each of them."""
    kind = kind_of(items)
    if kind == "table":
        return items.num_rows, (row for batch in items.to_batches(_ROWS) for row in rows_of(batch))
    if kind == "list":
        return len(items), iter(items)
    raise InputProblem("items", f"this is no list and no table but a {type(items).__name__}")

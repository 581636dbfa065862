"""Rows of queries, made where that may be: here, or of a query that is not believed in a worker process."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from engine.executors.base import Executor, Job
from nodes.frames import AnyTable, LazyFrame
from nodes.frames.rows import made, reader_of
from nodes.sdk import Context, Fields, Table, Tool
from nodes.sdk.kinds import kind_of, leaves_in, walk


class MakeRows(Tool):
    """All rows of a table."""

    name = "rows.all"
    title = "Make rows"

    class Inputs(Fields):
        table: Table

    class Outputs(Fields):
        table: Table

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        return self.Outputs(table=inputs.table)


class MakeRowsOnce(Tool):
    """All rows of a table for several who take them: where they are many, in a file."""

    name = "rows.once"
    title = "Make rows once"

    class Inputs(Fields):
        table: AnyTable

    class Outputs(Fields):
        table: AnyTable

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        with reader_of(inputs.table, ctx) as reader:
            return self.Outputs(table=made(reader, ctx))


async def with_rows(value: Any, executors: Mapping[str, Executor], ctx: Context) -> Any:
    """A value in which all rows are made, in its lists and records too; `executors` are those of the run, and `ctx` is
    that of who needs them. Raises `ToolError` where they cannot be made, `NodeError`, `Cancelled`.
    """
    frames = {leaf.key: leaf for leaf in leaves_in(value) if kind_of(leaf) == "frame"}
    tables = {key: await _made(MakeRows, frame, executors, ctx) for key, frame in frames.items()}
    return walk(value, {"frame": lambda frame: tables[frame.key], "model": lambda model: model})


async def once_for_all(frame: LazyFrame, executors: Mapping[str, Executor], ctx: Context) -> AnyTable:
    """Its rows, or a frame over a file in which they are. Raises what `with_rows` raises."""
    table: AnyTable = await _made(MakeRowsOnce, frame, executors, ctx)
    return table


async def _made(tool: type[Tool], frame: LazyFrame, executors: Mapping[str, Executor], ctx: Context) -> Any:
    if frame.is_foreign:
        job = Job(tool.name, tool, tool.Inputs, tool.Outputs)
        outputs: Mapping[str, Any] = await executors["subprocess"].run(job, {"table": frame}, ctx)
        return outputs["table"]
    try:
        if tool is MakeRows:
            return await asyncio.to_thread(frame.table, ctx)
        return (await asyncio.to_thread(tool().run, tool.Inputs(table=frame), ctx)).table
    except asyncio.CancelledError:
        ctx.cancel()  # else its thread goes on
        raise

"""In this process: coroutines on the loop, plain functions in threads."""

from __future__ import annotations

import asyncio
import inspect
import os
import sys
from collections.abc import Mapping
from functools import partial
from typing import Any

from engine.checks import validate_inputs, validate_outputs
from engine.errors import NodeError
from engine.executors.base import Job
from engine.flow.nesting import FlowTool
from engine.threads import DaemonThreads
from nodes.frames.lazy import takes_frames
from nodes.sdk.context import Context
from nodes.sdk.tools import Tool

LIMITS = {
    "flow": sys.maxsize,
    "coroutine": 64,
    "thread": min(8, (os.cpu_count() or 2) + 2),
    "subprocess": max(2, os.cpu_count() or 2),
    "docker": 4,
}
GRACE_S = 2.0
"""How long a stopped thread may take to notice before it is reported as abandoned."""


class InlineExecutor:
    """The default executor. `close` it at the end; it does not wait for abandoned threads."""

    def __init__(self, grace_s: float = GRACE_S) -> None:
        self._threads = _threads()
        self._grace_s = grace_s
        self._lanes: dict[type[Tool], str] = {}

    def lane(self, job: Job) -> str:
        lane = self._lanes.get(job.tool)
        if lane is None:
            lane = self._lanes[job.tool] = _lane_of(job.tool)
        return lane

    async def identity(self, job: Job) -> str:
        return ""

    def takes_frames(self, job: Job, port: str) -> bool:
        if issubclass(job.tool, FlowTool):
            return True
        field = job.inputs.model_fields.get(port)
        return field is not None and takes_frames(field.annotation)

    async def run(self, job: Job, inputs: Mapping[str, Any], ctx: Context) -> Mapping[str, Any]:
        values = validate_inputs(job.inputs, inputs)
        tool = job.tool()
        run = tool.run
        if self.lane(job) == "thread":
            run = partial(self._in_thread, run)
        try:
            returned = await run(values, ctx)
        except SystemExit as error:
            raise NodeError(f"the tool tried to end the program (exit {error.code})") from error
        return validate_outputs(job.outputs, returned, job.tool.name)

    async def _in_thread(self, run: Any, values: Any, ctx: Context) -> Any:
        working = asyncio.get_running_loop().run_in_executor(self._threads, run, values, ctx)
        try:
            return await asyncio.shield(working)
        except asyncio.CancelledError:
            ctx.cancel()
            done, _ = await asyncio.wait({working}, timeout=self._grace_s)
            if done:
                working.exception()  # it was told to stop: how it ended interests nobody
            else:
                self._replace_threads()
                ctx.log(f"the thread did not end within {self._grace_s:g} s and was abandoned", "warning")
            raise

    def _replace_threads(self) -> None:
        """An abandoned thread keeps no place: those who come after have as many as before."""
        self._threads.shutdown()
        self._threads = _threads()

    def close(self) -> None:
        self._threads.shutdown(cancel_futures=True)


def _threads() -> DaemonThreads:
    return DaemonThreads(LIMITS["thread"], "iceos-tool")


def _lane_of(tool: type[Tool]) -> str:
    if issubclass(tool, FlowTool):
        return "flow"
    if inspect.iscoroutinefunction(tool.run):
        return "coroutine"
    return "thread"

"""One node at work: its context, its tries, the cache before and after it."""

from __future__ import annotations

import asyncio
import itertools
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from engine.chain.path import NodePath
from engine.flow.nesting import Answer, FlowContext
from engine.run import events as ev
from engine.run.attempts import repeated, within
from engine.run.cache import Cache
from engine.run.fence import path_ports
from engine.run.host import RunHost
from engine.run.plan import Plan, Step
from engine.run.preview import preview
from engine.run.reporter import NodeListener
from nodes.sdk.context import Context
from nodes.sdk.kinds import files_in, kind_of
from nodes.sdk.messages import Log
from nodes.sdk.texts import Reported
from nodes.sdk.types import NOT_GIVEN

log = logging.getLogger(__name__)

_MANY = 1000

RunInner = Callable[[Plan, str, Mapping[str, Any]], Awaitable[dict[str, Any]]]
"""Runs a sub-chain at a path on these inputs, and returns its outputs."""


class NodeResult(NamedTuple):
    """What came out of each port; `cached` is true where no work was done for it."""

    outputs: dict[str, Any]
    previews: dict[str, ev.Preview]
    cached: bool


class NodeRun:
    """Await `execute` once, then `close` it."""

    __slots__ = ("_context", "_host", "_listener", "_run_inner", "has_begun", "lane", "path", "step")

    def __init__(self, host: RunHost, step: Step, path: str, lane: str, run_inner: RunInner) -> None:
        self.path = path
        self.lane = lane
        """Where it has its place; empty once it has left."""
        self.has_begun = False
        self._host = host
        self.step = step
        self._run_inner = run_inner
        self._listener: NodeListener = host.reporter.listener(path)
        self._context: Context | None = None

    async def execute(self, inputs: dict[str, Any]) -> NodeResult:
        """Raises whatever its tool raises."""
        started = time.perf_counter()
        resources, step = self._host.resources, self.step
        fence = resources.workspace.fence
        if fence is not None and path_ports(step.job.inputs):
            await asyncio.to_thread(fence.check, step.job, inputs)  # before the cache, which reads what it digests
        cache, key = resources.cache, ""
        if cache is not None and step.job.tool.deterministic:
            key = await self._cache_key(cache, inputs)
            cached = await cache.find(key) if key else None
            if cached is not None:
                log.debug("%s is taken from the cache", self.path)
                for notice in await cache.notices(key):
                    self._listener.say(notice)
                return await self._result(cached, inputs, cached=True)
        if step.retry is None and step.timeout_s is None:
            outputs = await resources.executors[step.where].run(step.job, inputs, self._new_context(1))
        else:
            outputs = await self._attempts(inputs)
        result = await self._result(outputs, inputs, cached=False)
        if cache is not None and key and time.perf_counter() - started >= resources.keep_from_s:
            self._host.keep(cache.keep(key, result.outputs, tuple(self._listener.notices)))
        return result

    def cancel(self) -> None:
        """Tell its tool that it is stopped."""
        if self._context is not None:
            self._context.cancel()

    def close(self) -> None:
        """It has ended: what its tool still says is heard by nobody."""
        self._listener.closed = True

    def folder(self) -> Path:
        """Where it may write. Raises `NodeError` where that cannot be made."""
        return self._host.resources.workspace.of(self.path)

    async def _cache_key(self, cache: Cache, inputs: dict[str, Any]) -> str:
        job = self.step.job
        identity = await self._host.resources.executors[self.step.where].identity(job)
        return await cache.key(job, inputs, identity)

    async def _attempts(self, inputs: dict[str, Any]) -> Mapping[str, Any]:
        """As often as its retry says, each try within its time limit and with a context of its own."""
        step, resources = self.step, self._host.resources
        numbers = itertools.count(1)

        def work() -> Awaitable[Mapping[str, Any]]:
            return resources.executors[step.where].run(step.job, inputs, self._new_context(next(numbers)))

        async def once() -> Mapping[str, Any]:
            return await within(work, step.timeout_s, resources.grace_s)

        if step.retry is None:
            return await once()
        return await repeated(once, step.retry, self._say_phase)

    def _say_phase(self, phase: Reported) -> None:
        log.debug("%s: %s", self.path, phase)
        self._host.reporter.emit(ev.NodePhase(node=self.path, phase=phase))

    def _new_context(self, attempt: int) -> Context:
        key = f"{self._host.reporter.run}:{self.path}:{attempt}"
        self._listener.notices.clear()
        if self.step.flow:
            self._context = self._flow_context(key)
        else:
            self._context = Context(self._listener.say, self.folder, key)
        return self._context

    def _flow_context(self, key: str) -> FlowContext:
        takes: tuple[str, ...] = ()
        gives: tuple[str, ...] = ()
        if self.step.inner is not None:
            takes, gives = self.step.inner.inputs, tuple(self.step.inner.outputs)
        return FlowContext(
            self._listener.say, self.folder, takes=takes, gives=gives, inner=self._inner, ask=self._ask, key=key
        )

    async def _inner(self, inputs: Mapping[str, Any], index: int | None) -> dict[str, Any]:
        assert self.step.inner is not None, "only tools that nest ask for it"
        path = NodePath(self.path)
        if index is not None:
            path = path.at(index)
        return await self._run_inner(self.step.inner, path, inputs)

    async def _ask(self, question: str, subject: Any) -> Answer:
        return await self._host.reporter.ask(self.path, question, subject)

    async def _result(self, outputs: Mapping[str, Any], inputs: Mapping[str, Any], *, cached: bool) -> NodeResult:
        """Its outputs with files in the store of artifacts, and what they look like."""
        workspace = self._host.resources.workspace
        values, previews = {}, {}
        for port, value in outputs.items():
            if value is NOT_GIVEN:
                continue
            if await self._has_new_files(value):
                value = await asyncio.to_thread(
                    workspace.keep, value, [*files_in([*inputs.values()])], self._say_warning
                )
            values[port] = value
            previews[port] = preview(value)
        return NodeResult(values, previews, cached)

    async def _has_new_files(self, value: Any) -> bool:
        """Whether files in it are not in the store; a large value is looked through off the loop."""
        holds = self._host.resources.workspace.holds
        if kind_of(value) in ("list", "dict") and len(value) > _MANY:
            return await asyncio.to_thread(holds, value)
        return holds(value)

    def _say_warning(self, text: str) -> None:
        self._listener.say(Log(text, "warning"))

"""One node at work: its context, its tries, the cache before and after it."""

from __future__ import annotations

import asyncio
import itertools
import logging
import time
from collections.abc import Awaitable, Callable, Container, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from engine.chain.path import NodePath
from engine.executors.rows import once_for_all, with_rows
from engine.flow.nesting import Answer, FlowContext
from engine.run import events as ev
from engine.run.attempts import repeated, within
from engine.run.cache import Cache
from engine.run.fence import path_ports
from engine.run.host import RunHost
from engine.run.masking import Masking
from engine.run.plan import Plan, Step
from engine.run.preview import preview
from engine.run.reporter import NodeListener
from nodes.frames.lazy import MOST_STEPS
from nodes.sdk.context import Context
from nodes.sdk.kinds import SCALARS, Kind, files_in, has_frames, kind_of, leaves_in
from nodes.sdk.messages import Log
from nodes.sdk.texts import Reported
from nodes.sdk.types import NOT_GIVEN

log = logging.getLogger(__name__)

_MANY = 1000
_HOLDING_FRAMES: Container[Kind] = frozenset({"frame", "list", "dict"})

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
                return await self._result(await self._settled(cached, inputs), inputs, cached=True)
        if step.retry is None and step.timeout_s is None:
            outputs = await self._run_tool(inputs, 1)
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
        self._context = None  # which knows this in its turn, and would be left to the collector of circles

    def folder(self) -> Path:
        """Where it may write. Raises `NodeError` where that cannot be made."""
        return self._host.resources.workspace.of(self.path)

    async def _cache_key(self, cache: Cache, inputs: dict[str, Any]) -> str:
        job = self.step.job
        identity = await self._host.resources.executors[self.step.where].identity(job)
        return await cache.key(job, inputs, identity)

    async def _attempts(self, inputs: dict[str, Any]) -> Mapping[str, Any]:
        """As often as its retry says, each try within its time limit and with a context of its own."""
        step = self.step
        numbers = itertools.count(1)

        def work() -> Awaitable[Mapping[str, Any]]:
            return self._run_tool(inputs, next(numbers))

        async def once() -> Mapping[str, Any]:
            return await within(work, step.timeout_s, self._host.resources.grace_s)

        if step.retry is None:
            return await once()
        return await repeated(once, step.retry, self._say_phase)

    async def _run_tool(self, inputs: dict[str, Any], attempt: int) -> Mapping[str, Any]:
        """One try. Rows that are not made yet are made for whoever does not take them so."""
        ctx, step = self._new_context(attempt), self.step
        executor = self._host.resources.executors[step.where]
        may_be_lazy = [port for port, value in inputs.items() if kind_of(value) in _HOLDING_FRAMES]
        lazy = []
        for port in may_be_lazy:
            if not executor.takes_frames(step.job, port) and await _looked(has_frames, inputs[port]):
                lazy.append(port)
        if lazy:
            made = await with_rows({port: inputs[port] for port in lazy}, self._host.resources.executors, ctx)
            inputs = {**inputs, **made}
        return await self._settled(await executor.run(step.job, inputs, ctx), inputs)

    def _say_phase(self, phase: Reported) -> None:
        log.debug("%s: %s", self.path, phase)
        self._host.reporter.emit(ev.NodePhase(node=self.path, phase=phase))

    def _new_context(self, attempt: int) -> Context:
        key = f"{self._host.reporter.run}:{self.path}:{attempt}"
        self._listener.notices.clear()
        if self.step.flow:
            self._context = self._flow_context(key)
        else:
            self._context = Context(self._listener.say, self.folder, key, self._host.resources.sample_rows)
        return self._context

    def _flow_context(self, key: str) -> FlowContext:
        takes: tuple[str, ...] = ()
        gives: tuple[str, ...] = ()
        if self.step.inner is not None:
            takes, gives = self.step.inner.inputs, tuple(self.step.inner.outputs)
        return FlowContext(
            self._listener.say,
            self.folder,
            takes=takes,
            gives=gives,
            inner=self._inner,
            ask=self._ask,
            rows=self._rows,
            key=key,
            sample_rows=self._host.resources.sample_rows,
        )

    async def _inner(self, inputs: Mapping[str, Any], index: int | None) -> dict[str, Any]:
        assert self.step.inner is not None, "only tools that nest ask for it"
        path = NodePath(self.path)
        if index is not None:
            path = path.at(index)
        return await self._run_inner(self.step.inner, path, inputs)

    async def _rows(self, value: Any) -> Any:
        assert self._context is not None, "only a tool at work asks for them"
        return await with_rows(value, self._host.resources.executors, self._context)

    async def _ask(self, question: str, subject: Any) -> Answer:
        return await self._host.reporter.ask(self.path, question, subject)

    async def _result(self, outputs: Mapping[str, Any], inputs: Mapping[str, Any], *, cached: bool) -> NodeResult:
        """Its outputs with files in the store of artifacts, and what they look like."""
        workspace = self._host.resources.workspace
        if self._host.reporter.secrets and (secrets := _secrets_in(inputs)):
            masking = Masking(secrets, self.folder(), self._listener.say)
            outputs = await asyncio.to_thread(masking.outputs, outputs)
        values, previews = {}, {}
        for port, value in outputs.items():
            if value is NOT_GIVEN:
                continue
            if kind_of(value) not in SCALARS and await _looked(workspace.holds, value):
                value = await self._kept(value, inputs)
            values[port], previews[port] = value, preview(value)
        return NodeResult(values, previews, cached)

    async def _kept(self, value: Any, inputs: Mapping[str, Any]) -> Any:
        """A value whose files are in the store. Whatever a worker says of the files of a query, none is handed to
        another process before.
        """
        handed = [*files_in([*inputs.values()])]
        return await asyncio.to_thread(self._host.resources.workspace.keep, value, handed, self._say_warning)

    async def _settled(self, outputs: Mapping[str, Any], inputs: Mapping[str, Any]) -> Mapping[str, Any]:
        """Its outputs with the rows made that are made here: that is part of its work, its tries and its time."""
        lazy = [port for port, value in outputs.items() if kind_of(value) in _HOLDING_FRAMES]
        settled = {}
        for port in lazy:
            if await _looked(has_frames, outputs[port]):
                settled[port] = await self._with_rows(port, await self._kept(outputs[port], inputs), inputs)
        return {**outputs, **settled} if settled else outputs

    async def _with_rows(self, port: str, value: Any, inputs: Mapping[str, Any]) -> Any:
        """A value of queries, or their rows where those are made here: once for all who take them, because an error, a
        retry or a limit of time of this node has to be of this node, or because nobody who looks at it later could
        make them, or hide a secret in them.
        """
        step, executors = self.step, self._host.resources.executors
        ctx = self._context or self._new_context(1)
        frames = [leaf for leaf in leaves_in(value) if kind_of(leaf) == "frame"]
        is_seen = port in step.seen and any(frame.is_foreign for frame in frames)
        if is_seen or (self._host.reporter.secrets and _secrets_in(inputs)):
            return await with_rows(value, executors, ctx)
        if kind_of(value) != "frame" or value.source is not None:
            return value
        is_shared = value.spreads and step.taken.get(port, 0) > 1
        if is_shared or step.retry or step.timeout_s or step.error_port or value.steps > MOST_STEPS:
            return await self._kept(await once_for_all(value, executors, ctx), inputs)
        return value

    def _say_warning(self, text: str) -> None:
        self._listener.say(Log(text, "warning"))


def _secrets_in(inputs: Mapping[str, Any]) -> list[Any]:
    return [leaf for leaf in leaves_in([*inputs.values()]) if kind_of(leaf) == "secret"]


async def _looked(has: Callable[[Any], bool], value: Any) -> bool:
    """Whether a value has something in it; a large one is looked through off the loop."""
    if kind_of(value) in ("list", "dict") and len(value) > _MANY:
        return await asyncio.to_thread(has, value)
    return has(value)

"""The scheduler: a ready queue over in-degrees. It knows protocols only: executors and an event sink."""

from __future__ import annotations

import asyncio
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any, Literal

from engine.chain.model import ERROR_PORT, Endpoint
from engine.errors import failure
from engine.executors.base import Executor
from engine.run import events as ev
from engine.run.artifacts import Workspace
from engine.run.attempts import repeated, within
from engine.run.cache import Cache
from engine.run.plan import Plan, Step, Values, absolute
from engine.run.preview import preview
from engine.run.secrets import masked
from nodes.sdk.context import Chunk, Context, Log, Message, Progress
from nodes.sdk.types import NOT_GIVEN

Sink = Callable[[ev.Event], None]
"""Takes each event, on the engine's loop; must not block."""

PROGRESS_EVERY_S = 0.05
"""A node that reports faster is heard this often; its last word before the end is lost on nobody."""


def new_run_id() -> str:
    """Sortable and short: date, time (UTC) and four random bytes."""
    return time.strftime("%Y%m%d-%H%M%S-", time.gmtime()) + secrets.token_hex(4)


class Run:
    """One execution of a plan. Make it, keep its `id`, then await `execute` once.

    `identity` gives the hash of the chain; it is asked when the run starts, not when it is made.
    """

    def __init__(
        self,
        plan: Plan,
        executors: Mapping[str, Executor],
        sink: Sink,
        workspace: Workspace,
        limits: Mapping[str, int],
        *,
        run_id: str = "",
        identity: Callable[[], str] = str,
        cache: Cache | None = None,
        keep_from_s: float = 0.0,
    ) -> None:
        self.id = run_id or new_run_id()
        self.plan = plan
        self.values: Values = dict(plan.values)
        self.received: dict[str, dict[str, Any]] = {}
        self._executors = executors
        self._sink = sink
        self.workspace = workspace
        self._limits = limits
        self._identity = identity
        self._cache = cache
        self._keep_from_s = keep_from_s
        self.keeping: list[asyncio.Task[None]] = []
        """Outputs on their way to the cache, off the hot path; await them when the run is over."""
        self._waits = {node_id: step.waits for node_id, step in plan.steps.items()}
        self._open = dict.fromkeys(plan.steps)
        self._ready: dict[str, deque[str]] = {}
        self._running: dict[str, int] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._barren: dict[str, bool] = {}
        """Nodes that gave nothing: True where a failure is behind it, which no optional input makes up for."""
        self._seq = 0
        self._failed = False
        self._cancelled = False
        self._stopping = ""
        """Why no further node starts; empty while the run goes on."""

    async def execute(self) -> Literal["done", "failed", "cancelled"]:
        """Run everything and report it. A cancelled awaiting task stops the run and is told so."""
        self._loop = asyncio.get_running_loop()
        self._thread = threading.get_ident()
        started = time.perf_counter()
        self._emit(ev.RunStarted, chain=self.plan.title, identity=self._identity(), nodes=list(self.plan.steps))
        deadline = self.plan.policy.deadline_s
        late = self._loop.call_later(deadline, self._too_late, deadline) if deadline else None
        try:
            async with asyncio.TaskGroup() as self._group:
                for node_id, count in self._waits.items():
                    if not count:
                        self._queue(node_id)
                self._start_ready()
        except asyncio.CancelledError:
            self._cancelled, self._stopping = True, self._stopping or "stopped"
            raise
        finally:
            if late is not None:
                late.cancel()
            for node_id in tuple(self._open):
                self._end(node_id, ev.NodeCancelled, reason=self._stopping or "stopped")
            status: Literal["done", "failed", "cancelled"] = (
                "cancelled" if self._cancelled else "failed" if self._failed else "done"
            )
            outputs = {
                n: preview(self.values[source]) for n, source in self.plan.outputs.items() if source in self.values
            }
            self._emit(ev.RunFinished, status=status, elapsed_s=time.perf_counter() - started, outputs=outputs)
        return status

    def cancel(self) -> None:
        """Stop every running node and start no further one. Call it on the engine's loop."""
        self._cancelled = True
        self._halt("stopped")

    def _halt(self, reason: str) -> None:
        self._stopping = self._stopping or reason
        for task in self._tasks.values():
            task.cancel()

    def _too_late(self, deadline_s: float) -> None:
        self._failed = True
        self._halt(f"the chain took longer than its {deadline_s:g} s")

    def _queue(self, node_id: str) -> None:
        step = self.plan.steps[node_id]
        lane = self._executors[step.where].lane(step.job)
        self._ready.setdefault(lane, deque()).append(node_id)
        self._emit(ev.NodeQueued, node=node_id)

    def _start_ready(self) -> None:
        for lane, waiting in self._ready.items():
            limit = self._limits.get(lane, 8)
            while waiting and self._running.get(lane, 0) < limit and not self._stopping:
                node_id = waiting.popleft()
                self._running[lane] = self._running.get(lane, 0) + 1
                self._tasks[node_id] = self._group.create_task(self._node(node_id, self.plan.steps[node_id], lane))

    async def _node(self, node_id: str, step: Step, lane: str) -> None:
        started = time.perf_counter()
        self._emit(ev.NodeStarted, node=node_id)
        ctx = self._context(node_id)
        try:
            inputs = self._inputs(step)
            self.received[node_id] = inputs
            key = await self._cache.key(step.job, inputs) if self._cache and step.job.tool.deterministic else ""
            if key and self._cache and (kept := await self._cache.find(key)) is not None:
                self._end(node_id, ev.NodeCached, outputs=await self._keep(node_id, kept))
                self._settle(node_id)
                return
            if step.retry is None and step.timeout_s is None:
                outputs = await self._executors[step.where].run(step.job, inputs, ctx)
            else:
                outputs = await self._attempt(node_id, step, inputs)
            previews = await self._keep(node_id, outputs)
            if key and self._cache and time.perf_counter() - started >= self._keep_from_s:
                made = {port: self.values[Endpoint(node_id, port)] for port in previews}
                self.keeping.append(self._loop.create_task(self._cache.keep(key, made)))
        except asyncio.CancelledError:
            ctx.cancel()
            self._end(node_id, ev.NodeCancelled, reason=self._stopping or "stopped")
            if not self._stopping:
                raise
        except Exception as error:  # whatever a tool raises is its node's failure, never the run's end
            self._fail(node_id, error, time.perf_counter() - started)
            self._settle(node_id)
        else:
            self._end(node_id, ev.NodeFinished, elapsed_s=time.perf_counter() - started, outputs=previews)
            self._settle(node_id)
        finally:
            del self._tasks[node_id]
            self._running[lane] -= 1
            self._start_ready()

    async def _attempt(self, node_id: str, step: Step, inputs: dict[str, Any]) -> Mapping[str, Any]:
        """As often as its retry says, each try within its time limit and with a context of its own."""

        async def once() -> Mapping[str, Any]:
            work = self._executors[step.where].run(step.job, inputs, self._context(node_id))
            return await within(lambda: work, step.timeout_s)

        if step.retry is None:
            return await once()
        return await repeated(once, step.retry, lambda words: self._emit(ev.NodePhase, node=node_id, phase=words))

    def _settle(self, node_id: str) -> None:
        """A node has ended: whatever waited for nothing else is run, or skipped when nothing reaches it."""
        ended = [node_id]
        while ended:
            for successor in self.plan.steps[ended.pop()].feeds:
                self._waits[successor] -= 1
                if self._waits[successor] or successor not in self._open:
                    continue
                if reason := self._unreached(successor):
                    self._end(successor, ev.NodeSkipped, reason=reason)
                    ended.append(successor)
                else:
                    self._queue(successor)

    def _unreached(self, node_id: str) -> str:
        """Why a node cannot run although nothing is left to wait for; empty when it can.

        Behind a failure nothing runs. A branch that was not taken skips what needs it.
        """
        step = self.plan.steps[node_id]
        dry = [(port, source.node) for port, source in step.wires if source not in self.values]
        behind = [node for _, node in dry if self._barren.get(node)]
        lacking = [node for port, node in dry if port in step.needs]
        if not behind and not lacking:
            return ""
        self._barren[node_id] = bool(behind)
        return f"{(behind or lacking)[0]} gave no result"

    def _inputs(self, step: Step) -> dict[str, Any]:
        inputs = dict(step.constants)
        for port, source in step.wires:
            if source in self.values:
                inputs[port] = self.values[source]
        for port in step.wraps:
            if port in inputs and not isinstance(inputs[port], list):
                inputs[port] = [inputs[port]]
        for port in step.paths:
            if port in inputs:
                inputs[port] = absolute(self.plan.folder, inputs[port])
        return inputs

    async def _keep(self, node_id: str, outputs: Mapping[str, Any]) -> dict[str, ev.Preview]:
        previews = {}
        for port, value in outputs.items():
            if value is NOT_GIVEN:
                continue
            if self.workspace.holds(value):
                value = await asyncio.to_thread(self.workspace.keep, value)
            self.values[Endpoint(node_id, port)] = value
            previews[port] = preview(value)
        return previews

    def _fail(self, node_id: str, error: Exception, elapsed_s: float) -> None:
        """Report a failure. With an error port it goes there, and the rest of the chain goes on."""
        told = failure(error)
        routed = self.plan.steps[node_id].error_port
        self._end(node_id, ev.NodeFailed, elapsed_s=elapsed_s, routed=routed, **told)
        self._barren[node_id] = not routed
        if routed:
            del told["detail"]
            self.values[Endpoint(node_id, ERROR_PORT)] = {"node": node_id, **told}
            return
        self._failed = True
        if self.plan.policy.on_failure == "stop":
            self._halt(f"{node_id} failed, and the chain stops at the first failure")

    def _end(self, node_id: str, kind: Any, **fields: Any) -> None:
        del self._open[node_id]
        self._emit(kind, node=node_id, **fields)

    def _emit(self, kind: Any, **fields: Any) -> None:
        if self.plan.secrets:
            fields = masked(fields, self.plan.secrets)
        self._seq += 1
        self._sink(kind(seq=self._seq, run=self.id, at=time.time(), **fields))

    def _context(self, node_id: str) -> Context:
        heard = 0.0

        def say(message: Message) -> None:
            nonlocal heard
            if isinstance(message, Progress):
                now = time.monotonic()
                if now - heard < PROGRESS_EVERY_S:
                    return
                heard = now
            if threading.get_ident() == self._thread:
                self._said(node_id, message)
            else:
                self._loop.call_soon_threadsafe(self._said, node_id, message)

        return Context(say, lambda: self.workspace.of(node_id))

    def _said(self, node_id: str, message: Message) -> None:
        if node_id not in self._open:
            return  # an abandoned thread goes on talking after its node has ended
        match message:
            case Progress(fraction, words):
                self._emit(ev.NodeProgress, node=node_id, fraction=fraction, message=words)
            case Log(words, level):
                self._emit(ev.NodeLog, node=node_id, message=words, level=level)
            case Chunk(text, port):
                self._emit(ev.NodeChunk, node=node_id, port=port, text=text)

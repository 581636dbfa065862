"""One level of a run: the nodes of one chain, a ready queue over in-degrees. A sub-chain is a level of its own."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from engine.chain.model import ERROR_PORT, INPUTS, Endpoint
from engine.errors import InnerFailed, NodeError, failure
from engine.flow.nesting import FlowContext
from engine.run import events as ev
from engine.run.attempts import repeated, within
from engine.run.plan import Plan, Step, absolute
from engine.run.preview import preview
from engine.run.scope import Values
from nodes.sdk.context import Context
from nodes.sdk.texts import mark
from nodes.sdk.types import NOT_GIVEN

if TYPE_CHECKING:
    from engine.run.scheduler import Run

_ABOUT_INNER = "the node around it was stopped"


class Level:
    """Runs a plan once. `prefix` stands before the ids of its nodes in everything told of them."""

    def __init__(self, run: Run, plan: Plan, prefix: str = "", given: Mapping[str, Any] | None = None) -> None:
        self.run = run
        self.plan = plan
        self.prefix = prefix
        self.values: Values = dict(plan.values)
        if given:
            self.values.update((Endpoint(INPUTS, name), value) for name, value in given.items())
        self.received: dict[str, dict[str, Any]] = {}
        self.open = dict.fromkeys(plan.steps)
        self.failed = False
        self._first: tuple[str, dict[str, str]] | None = None
        self._stopped = ""
        self._over: asyncio.Future[None] | None = None
        self._grace: asyncio.TimerHandle | None = None
        self._waits = {node_id: step.waits for node_id, step in plan.steps.items()}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._barren: dict[str, bool] = {}
        """Nodes that gave nothing: True where a failure is behind it, which no optional input makes up for."""
        if run.restored:
            self._restore(run.restored)

    @property
    def stopping(self) -> str:
        """Why no further node starts; empty while it goes on."""
        return self._stopped or self.run.stopping

    async def execute(self) -> None:
        """Run everything in it; every node has ended when this returns. `failed` says how."""
        loop = asyncio.get_running_loop()
        self._over = loop.create_future()
        deadline = self.plan.policy.deadline_s
        late = loop.call_later(deadline, self._too_late, deadline) if deadline else None
        try:
            for node_id, count in self._waits.items():
                if not count and node_id in self.open:
                    self._reached(node_id)
            self.run.start_ready()
            self.check_over()
            await self._over
        except asyncio.CancelledError:
            self._over = loop.create_future()
            self.halt(self.stopping or self._stop_words)
            await self._over
            raise
        finally:
            for timer in (late, self._grace):
                if timer is not None:
                    timer.cancel()
            for node_id in tuple(self.open):
                self._end(node_id, ev.NodeCancelled, reason=self.stopping or "stopped")

    def outputs(self) -> dict[str, Any]:
        """The chain's outputs, without those that nothing reached."""
        return {name: self.values[at] for name, at in self.plan.outputs.items() if at in self.values}

    def halt(self, reason: str) -> None:
        """Stop every running node and start no further one; what does not end in time is abandoned."""
        self._stopped = self._stopped or reason
        for task in self._tasks.values():
            task.cancel()
        if self._tasks and self._grace is None:
            self._grace = asyncio.get_running_loop().call_later(self.run.grace_s, self._abandon)
        self.check_over()

    def check_over(self) -> None:
        """Whether nothing is left to wait for: nodes in a queue are waited for unless the level is stopping."""
        if self._over is not None and not self._over.done() and not self._tasks and (not self.open or self.stopping):
            self._over.set_result(None)

    def start(self, node_id: str, lane: str) -> None:
        """A place in its lane is free: begin."""
        task = asyncio.create_task(self._node(node_id, self.plan.steps[node_id]))
        self._tasks[node_id] = task
        task.add_done_callback(partial(self._on_done, node_id, lane))

    def _on_done(self, node_id: str, lane: str, task: asyncio.Task[None]) -> None:
        """Its place is free; also where it was stopped before its first step. An error of the engine itself, or of
        the sink, ends the level.
        """
        self._tasks.pop(node_id, None)
        self.run.leave(lane)
        self.check_over()
        error = None if task.cancelled() else task.exception()
        if error is not None and self._over is not None and not self._over.done():
            self._over.set_exception(error)

    def _abandon(self) -> None:
        """Tools that ignore that they are stopped are left behind: nobody waits for ever."""
        for node_id, task in tuple(self._tasks.items()):
            self.run.abandon(task)
            words = mark(f"it did not stop within {self.run.grace_s:g} s and was abandoned")
            self.run.emit(ev.NodeLog, node=self.prefix + node_id, message=words, level="warning")
            del self._tasks[node_id]
            self._end(node_id, ev.NodeCancelled, reason=self.stopping or "stopped")
        self.check_over()

    @property
    def _stop_words(self) -> str:
        return _ABOUT_INNER if self.prefix else "stopped"

    def _restore(self, kept: Mapping[str, Mapping[str, Any]]) -> None:
        """Nodes that ended before the run was broken off are not run again."""
        for node_id, step in self.plan.steps.items():
            outputs = kept.get(self.prefix + node_id)
            if outputs is None:
                continue
            del self.open[node_id]
            self._barren[node_id] = False
            self.values.update((Endpoint(node_id, port), value) for port, value in outputs.items())
            for successor in step.feeds:
                self._waits[successor] -= 1

    def _too_late(self, deadline_s: float) -> None:
        self.failed = True
        self.halt(f"the chain took longer than its {deadline_s:g} s")

    def _reached(self, node_id: str) -> None:
        """Nothing is left to wait for: it is run, or skipped when nothing reaches it."""
        if (self.run.restored or self.plan.steps[node_id].off) and (reason := self._unreached(node_id)):
            self._end(node_id, ev.NodeSkipped, reason=reason)
            self._settle(node_id)
        else:
            self._queue(node_id)

    def _queue(self, node_id: str) -> None:
        step = self.plan.steps[node_id]
        self.run.emit(ev.NodeQueued, node=self.prefix + node_id)
        self.run.enqueue(self, node_id, step)

    async def _node(self, node_id: str, step: Step) -> None:
        run, started = self.run, time.perf_counter()
        run.emit(ev.NodeStarted, node=self.prefix + node_id)
        ctx = self._context(node_id, step)
        inputs: dict[str, Any] = {}
        try:
            inputs = self.received[node_id] = self._inputs(step)
            cache = run.cache if step.job.tool.deterministic else None
            place = await run.executors[step.where].identity(step.job) if cache else ""
            key = await cache.key(step.job, inputs, place) if cache else ""
            if key and cache and (kept := await cache.find(key)) is not None:
                told = await self._keep(node_id, kept)
                self._end(node_id, ev.NodeCached, (inputs, kept), outputs=told)
                self._settle(node_id)
                return
            if step.retry is None and step.timeout_s is None:
                outputs = await run.executors[step.where].run(step.job, inputs, ctx)
            else:
                outputs = await self._attempt(node_id, step, inputs)
            previews = await self._keep(node_id, outputs)
            if key and cache and time.perf_counter() - started >= run.keep_from_s:
                run.keep(cache.keep(key, self._given(node_id, previews)))
        except asyncio.CancelledError:
            ctx.cancel()
            self._end(node_id, ev.NodeCancelled, reason=self.stopping or self._stop_words)
        except Exception as error:  # whatever a tool raises is its node's failure, never the run's end
            self._fail(node_id, error, time.perf_counter() - started, inputs)
            self._settle(node_id)
        else:
            elapsed_s = time.perf_counter() - started
            made = self._given(node_id, previews) if run.recorded else None
            self._end(node_id, ev.NodeFinished, (inputs, made), elapsed_s=elapsed_s, outputs=previews)
            self._settle(node_id)

    async def _attempt(self, node_id: str, step: Step, inputs: dict[str, Any]) -> Mapping[str, Any]:
        """As often as its retry says, each try within its time limit and with a context of its own."""

        tries = itertools.count(1)

        async def once() -> Mapping[str, Any]:
            ctx = self._context(node_id, step, next(tries))
            work = self.run.executors[step.where].run(step.job, inputs, ctx)
            return await within(lambda: work, step.timeout_s, self.run.grace_s)

        if step.retry is None:
            return await once()
        path = self.prefix + node_id
        return await repeated(once, step.retry, lambda words: self.run.emit(ev.NodePhase, node=path, phase=words))

    def _context(self, node_id: str, step: Step, attempt: int = 1) -> Context:
        path = self.prefix + node_id
        key = f"{self.run.id}:{path}:{attempt}"
        say, folder = self.run.listener(path, lambda: node_id in self.open), self.run.folder_of(path)
        if not step.flow:
            return Context(say, folder, key)
        takes, gives = (step.inner.inputs, tuple(step.inner.outputs)) if step.inner else ((), ())

        async def ask(question: str, shown: Any) -> Any:
            return await self.run.ask(path, question, shown)

        return FlowContext(say, folder, takes=takes, gives=gives, inner=self._inner_of(path, step), ask=ask, key=key)

    def _inner_of(self, path: str, step: Step) -> Callable[[Mapping[str, Any], int | None], Any]:
        async def inner(inputs: Mapping[str, Any], index: int | None) -> dict[str, Any]:
            assert step.inner is not None, "only tools that nest ask for it"
            prefix = f"{path}/" if index is None else f"{path}[{index}]/"
            level = Level(self.run, step.inner, prefix, inputs)
            await level.execute()
            if level.failed and level._first is not None:
                node, told = level._first
                raise InnerFailed(node, told["reason"], remedy=told["remedy"], detail=told["detail"])
            if level.stopping:
                raise NodeError(level.stopping)
            return level.outputs()

        return inner

    def _settle(self, node_id: str) -> None:
        """A node has ended: whatever waited for nothing else is run, or skipped when nothing reaches it."""
        ended = [node_id]
        while ended:
            for successor in self.plan.steps[ended.pop()].feeds:
                self._waits[successor] -= 1
                if self._waits[successor] or successor not in self.open:
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
        if step.off:
            return mark("it is switched off")
        dry = [(port, source.node) for port, source in step.wires if source not in self.values]
        behind = [node for _, node in dry if self._barren.get(node)]
        lacking = [node for port, node in dry if port in step.needs]
        if not behind and not lacking:
            return ""
        self._barren[node_id] = bool(behind)
        return mark(f"{(behind or lacking)[0]} gave no result")

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
        workspace = self.run.workspace
        for port, value in outputs.items():
            if value is NOT_GIVEN:
                continue
            if workspace.holds(value):
                value = await asyncio.to_thread(workspace.keep, value)
            self.values[Endpoint(node_id, port)] = value
            previews[port] = preview(value)
        return previews

    def _given(self, node_id: str, ports: Mapping[str, Any]) -> dict[str, Any]:
        return {port: self.values[Endpoint(node_id, port)] for port in ports}

    def _fail(self, node_id: str, error: Exception, elapsed_s: float, inputs: dict[str, Any]) -> None:
        """Report a failure. With an error port it goes there, and the rest of the chain goes on."""
        told = failure(error)
        routed = self.plan.steps[node_id].error_port
        outputs = None
        self._barren[node_id] = not routed
        if routed:
            words = {"node": node_id, **{key: text for key, text in told.items() if key != "detail"}}
            outputs = {ERROR_PORT: words}
            self.values[Endpoint(node_id, ERROR_PORT)] = words
        self._end(node_id, ev.NodeFailed, (inputs, outputs), elapsed_s=elapsed_s, routed=routed, **told)
        if routed:
            return
        if isinstance(error, InnerFailed):
            told = {**told, "reason": error.reason}
            self._first = self._first or (f"{node_id}/{error.node}", told)
        self._first = self._first or (node_id, told)
        self.failed = True
        if self.plan.policy.on_failure == "stop":
            self.halt(f"{node_id} failed, and the chain stops at the first failure")

    def _end(self, node_id: str, kind: Any, values: ev.NodeValues | None = None, **fields: Any) -> None:
        if node_id in self.open:  # one that was abandoned has ended already, whatever comes of it
            del self.open[node_id]
            self.run.emit(kind, values, node=self.prefix + node_id, **fields)

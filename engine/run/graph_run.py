"""One graph of a run: the nodes of one chain, a ready queue over in-degrees. A sub-chain is a graph of its own.

What a node gave is published to its successors together with its successful end, and in no other place: behind a
failure nothing runs.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from engine.chain.model import ERROR_PORT, INPUTS, Endpoint
from engine.errors import Failure, InnerFailed, NodeError
from engine.run import events as ev
from engine.run.host import RunHost
from engine.run.node_run import NodeResult, NodeRun
from engine.run.placement import absolute
from engine.run.plan import Plan, Step
from engine.run.scope import Values
from nodes.sdk.texts import Reported, mark

log = logging.getLogger(__name__)


class GraphRun:
    """Runs a plan once. `path` is that of the node around it, with its item; empty for the chain itself."""

    def __init__(self, host: RunHost, plan: Plan, path: str = "", inputs: Mapping[str, Any] | None = None) -> None:
        self.plan = plan
        self.values: Values = dict(plan.values)
        if inputs:
            self.values.update((Endpoint(INPUTS, name), value) for name, value in inputs.items())
        self.received: dict[str, dict[str, Any]] = {}
        self.pending = dict.fromkeys(plan.steps)
        """Nodes that have not ended."""
        self.failed = False
        self._host = host
        self._reporter = host.reporter
        self._prefix = path and f"{path}/"
        self._first_failure: tuple[str, Failure] | None = None
        self._halted = ""
        self._over: asyncio.Future[None] | None = None
        self._grace: asyncio.TimerHandle | None = None
        self._in_degree = {node_id: step.in_degree for node_id, step in plan.steps.items()}
        self._running: dict[NodeRun, asyncio.Task[None]] = {}
        self._without_output: dict[str, bool] = {}
        """Nodes that gave nothing: True where a failure is behind it, which no optional input makes up for."""
        if host.restored:
            self._restore(host.restored)

    @property
    def stopping(self) -> str:
        """Why no further node starts; empty while it goes on."""
        return self._halted or self._host.stopping

    async def execute(self) -> None:
        """Run everything in it; every node has ended when this returns. `failed` says how."""
        self._loop = asyncio.get_running_loop()
        self._over = self._loop.create_future()
        deadline = self._deadline()
        try:
            for node_id in [node_id for node_id, count in self._in_degree.items() if not count]:
                if node_id in self.pending:
                    self._on_ready(node_id)
            self._host.lanes.start_ready()
            self._check_over()
            await self._over
        except asyncio.CancelledError:
            self._over = self._loop.create_future()
            self.halt(self._stop_reason)
            await self._over
            raise
        finally:
            for timer in (deadline, self._grace):
                if timer is not None:
                    timer.cancel()
            for node_id in tuple(self.pending):
                self._cancelled(node_id)

    def outputs(self) -> dict[str, Any]:
        """The chain's outputs, without those that nothing reached."""
        return {name: self.values[at] for name, at in self.plan.outputs.items() if at in self.values}

    def halt(self, reason: Reported) -> None:
        """Stop every running node and start no further one; what does not end in time is abandoned."""
        log.debug("%s halts: %s", self._prefix or "the chain", reason)
        self._halted = self._halted or reason
        for node, task in tuple(self._running.items()):
            task.cancel()
            if not node.has_begun:  # it never takes its first step
                self._leave(node)
        if self._running and self._grace is None:
            grace_s = self._host.resources.grace_s
            self._grace = self._loop.call_later(grace_s, self._abandon, grace_s)
        self._check_over()

    def take_place(self, node_id: str, lane: str) -> bool:
        """A place in its lane is free: begin, unless it has ended or nothing starts any more."""
        if node_id not in self.pending:
            return False
        if self.stopping:
            self._check_over()
            return False
        node = NodeRun(self._host, self.plan.steps[node_id], self._prefix + node_id, lane, self._run_inner)
        self._running[node] = self._loop.create_task(self._execute_node(node))
        return True

    # how it goes from node to node

    def _on_ready(self, node_id: str) -> None:
        """Nothing is left to wait for: it is queued, or skipped when nothing reaches it."""
        if reason := self._skip_reason(node_id):
            self._skip(node_id, reason)
            self._release_successors(node_id)
        else:
            self._queue(node_id)

    def _release_successors(self, node_id: str) -> None:
        """A node has ended: whatever waited for nothing else is queued, or skipped when nothing reaches it."""
        steps, in_degree = self.plan.steps, self._in_degree
        ended = [node_id]
        while ended:
            for successor in steps[ended.pop()].successors:
                in_degree[successor] -= 1
                if in_degree[successor] or successor not in self.pending:
                    continue
                if reason := self._skip_reason(successor):
                    self._skip(successor, reason)
                    ended.append(successor)
                else:
                    self._queue(successor)

    def _queue(self, node_id: str) -> None:
        self._reporter.emit(ev.NodeQueued(node=self._prefix + node_id))
        step = self.plan.steps[node_id]
        self._host.lanes.enqueue(self, node_id, self._host.resources.executors[step.where].lane(step.job))

    def _skip(self, node_id: str, reason: Reported) -> None:
        log.debug("%s%s is skipped: %s", self._prefix, node_id, reason)
        self._end(node_id, ev.NodeSkipped(node=self._prefix + node_id, reason=reason))

    def _skip_reason(self, node_id: str) -> str:
        """Why a node cannot run although nothing is left to wait for; empty when it can.

        Behind a failure nothing runs. A branch that was not taken skips what needs it.
        """
        step = self.plan.steps[node_id]
        if step.disabled:
            return mark("it is switched off")
        if not step.in_degree and not self._host.restored:
            return ""
        values = self.values
        missing = [(port, source.node) for port, source in step.wires if source not in values]
        if not missing:
            return ""
        failed = [node for _, node in missing if self._without_output.get(node)]
        required = [node for port, node in missing if port in step.required_inputs]
        if not failed and not required:
            return ""
        self._without_output[node_id] = bool(failed)
        return mark(f"{(failed or required)[0]} gave no result")

    # one node

    async def _execute_node(self, node: NodeRun) -> None:
        node.has_begun = True
        started = time.perf_counter()
        node_id = node.step.job.node
        inputs: dict[str, Any] = {}
        try:
            self._reporter.emit(ev.NodeStarted(node=node.path))
            try:
                inputs = self.received[node_id] = self._inputs(node.step)
                result = await node.execute(inputs)
            except asyncio.CancelledError:
                node.cancel()
                self._cancelled(node_id)
            except Exception as error:  # whatever a tool raises is its node's failure, never the run's end
                self._fail(node_id, error, time.perf_counter() - started, inputs)
            else:
                self._succeed(node_id, result, time.perf_counter() - started, inputs)
        except Exception as error:  # of the engine itself, or of the sink: that is the graph's end
            self._break_off(error)
        finally:
            node.close()
            self._leave(node)

    def _leave(self, node: NodeRun) -> None:
        """Its place is free for another."""
        self._running.pop(node, None)
        if node.lane:
            lane, node.lane = node.lane, ""
            self._host.lanes.leave(lane)
        self._check_over()

    def _break_off(self, error: Exception) -> None:
        log.error("the run cannot go on: %s", error)
        if self._over is not None and not self._over.done():
            self._over.set_exception(error)

    async def _run_inner(self, plan: Plan, path: str, inputs: Mapping[str, Any]) -> dict[str, Any]:
        graph = GraphRun(self._host, plan, path, inputs)
        await graph.execute()
        if graph.failed and graph._first_failure is not None:
            node, failure = graph._first_failure
            raise InnerFailed(node, failure.reason, remedy=failure.remedy, detail=failure.detail)
        if graph.stopping:
            raise NodeError(graph.stopping)
        return graph.outputs()

    def _inputs(self, step: Step) -> dict[str, Any]:
        inputs = dict(step.constants)
        for port, source in step.wires:
            if source in self.values:
                inputs[port] = self.values[source]
        for port in step.list_inputs:
            if port in inputs and not isinstance(inputs[port], list):
                inputs[port] = [inputs[port]]
        for port in step.paths:
            if port in inputs:
                inputs[port] = absolute(self.plan.folder, inputs[port])
        return inputs

    # how a node ends

    def _succeed(self, node_id: str, result: NodeResult, elapsed_s: float, inputs: dict[str, Any]) -> None:
        path = self._prefix + node_id
        event: ev.NodeCached | ev.NodeFinished
        if result.cached:
            event = ev.NodeCached(node=path, outputs=result.previews)
        else:
            event = ev.NodeFinished(node=path, elapsed_s=elapsed_s, outputs=result.previews)
        self._end(node_id, event, inputs, result.outputs)
        self._release_successors(node_id)

    def _fail(self, node_id: str, error: Exception, elapsed_s: float, inputs: dict[str, Any]) -> None:
        """Report a failure. With an error port it goes there, and the rest of the chain goes on."""
        failure = self._reporter.hidden(Failure.of(error))
        routed = self.plan.steps[node_id].error_port
        log.debug("%s%s failed: %s", self._prefix, node_id, failure.reason)
        event = ev.NodeFailed(
            node=self._prefix + node_id,
            elapsed_s=elapsed_s,
            reason=failure.reason,
            remedy=failure.remedy,
            port=failure.port,
            detail=failure.detail,
            routed=routed,
        )
        if routed:
            self._end(node_id, event, inputs, {ERROR_PORT: _for_error_port(node_id, failure)})
        else:
            self._without_output[node_id] = True
            if self._end(node_id, event, inputs):
                self._on_failure(node_id, error, failure)
        self._release_successors(node_id)

    def _on_failure(self, node_id: str, error: Exception, failure: Failure) -> None:
        self.failed = True
        if self._first_failure is None:
            if isinstance(error, InnerFailed):
                self._first_failure = (f"{node_id}/{error.node}", replace(failure, reason=error.reason))
            else:
                self._first_failure = (node_id, failure)
        if self.plan.policy.on_failure == "stop":
            self.halt(f"{node_id} failed, and the chain stops at the first failure")

    def _cancelled(self, node_id: str) -> None:
        self._end(node_id, ev.NodeCancelled(node=self._prefix + node_id, reason=self._stop_reason))

    def _end(
        self,
        node_id: str,
        event: ev.Event,
        inputs: Mapping[str, Any] | None = None,
        outputs: Mapping[str, Any] | None = None,
    ) -> bool:
        """Tell the end of a node and publish what it gave. False for one that has ended already: one that was
        abandoned, whatever comes of it.
        """
        if node_id not in self.pending:
            return False
        del self.pending[node_id]
        if outputs is not None:
            for port, value in outputs.items():
                self.values[Endpoint(node_id, port)] = value
        if inputs is None:
            self._reporter.emit(event)
        else:
            self._reporter.emit(event, (inputs, outputs))
        return True

    # how all of it ends

    @property
    def _stop_reason(self) -> str:
        if self.stopping:
            return self.stopping
        if self._prefix:
            return mark("the node around it was stopped")
        return ev.STOPPED

    def _check_over(self) -> None:
        """Whether nothing is left to wait for: nodes in a queue are waited for unless the graph is stopping."""
        if self._running or self._over is None or self._over.done():
            return
        if not self.pending or self.stopping:
            self._over.set_result(None)

    def _deadline(self) -> asyncio.TimerHandle | None:
        limit_s = self.plan.policy.deadline_s
        if not limit_s:
            return None
        return self._loop.call_later(limit_s, self._on_deadline, limit_s)

    def _on_deadline(self, limit_s: float) -> None:
        self.failed = True
        self.halt(f"the chain took longer than its {limit_s:g} s")

    def _abandon(self, grace_s: float) -> None:
        """Tools that ignore that they are stopped are left behind: nobody waits for ever."""
        for node, task in tuple(self._running.items()):
            self._host.abandon(task)
            node.close()
            log.debug("%s is abandoned", node.path)
            message = mark(f"it did not stop within {grace_s:g} s and was abandoned")
            self._reporter.emit(ev.NodeLog(node=node.path, message=message, level="warning"))
            del self._running[node]
            self._cancelled(node.step.job.node)
        self._check_over()

    def _restore(self, outputs_of: Mapping[str, Mapping[str, Any]]) -> None:
        """Nodes that ended before the run was broken off are not run again."""
        for node_id, step in self.plan.steps.items():
            outputs = outputs_of.get(self._prefix + node_id)
            if outputs is None:
                continue
            log.debug("%s%s is restored", self._prefix, node_id)
            del self.pending[node_id]
            self.values.update((Endpoint(node_id, port), value) for port, value in outputs.items())
            for successor in step.successors:
                self._in_degree[successor] -= 1


def _for_error_port(node_id: str, failure: Failure) -> dict[str, str]:
    """A failure as the chain handles it: without the traceback."""
    return {"node": node_id, "reason": failure.reason, "remedy": failure.remedy, "port": failure.port}

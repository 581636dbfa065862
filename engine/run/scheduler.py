"""One execution of a plan: what all graphs of it share. It knows protocols only: executors, a sink, a store."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Coroutine, Mapping
from typing import Any

from engine.chain.identity import identity
from engine.chain.model import INPUTS, Endpoint
from engine.errors import NodeError
from engine.flow.nesting import Answer
from engine.run import events as ev
from engine.run.graph_run import GraphRun
from engine.run.host import RunResources
from engine.run.lanes import Lanes
from engine.run.placement import absolute
from engine.run.plan import Plan
from engine.run.preview import preview
from engine.run.reporter import EventStore, Reporter
from engine.run.scope import RunSpec, Values
from engine.run.status import RunStatus
from nodes.sdk.errors import reason_of
from nodes.sdk.texts import Reported

log = logging.getLogger(__name__)


def new_run_id() -> str:
    """Sortable and short: date, time (UTC) and four random bytes."""
    return time.strftime("%Y%m%d-%H%M%S-", time.gmtime()) + secrets.token_hex(4)


class Run:
    """Make it, keep its `id`, then await `execute` once. All else is called on the loop of that.

    `restored` holds the outputs of nodes that ended before the run was broken off, by path.
    """

    def __init__(
        self,
        spec: RunSpec,
        plan: Plan,
        resources: RunResources,
        reporter: Reporter,
        restored: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> None:
        self.spec = spec
        self.plan = plan
        self.resources = resources
        self.reporter = reporter
        self.restored = restored or {}
        self.lanes = Lanes(resources.limits)
        self.keeping: list[asyncio.Task[None]] = []
        """Outputs on their way to the cache, off the hot path; await them when the run is over."""
        self._abandoned: set[asyncio.Task[None]] = set()
        """Work that ignored that it was stopped."""
        self._cancelled = False
        self._graph = GraphRun(self, plan)

    @property
    def id(self) -> str:
        return self.reporter.run

    @property
    def store(self) -> EventStore | None:
        """What keeps it; None where nobody does."""
        return self.reporter.store

    @property
    def problem(self) -> str:
        """Why it could not be kept whole; mostly empty."""
        if self.store is None:
            return ""
        return self.store.problem

    @property
    def abandoned(self) -> int:
        """How many pieces of work go on although they were stopped."""
        return len(self._abandoned)

    @property
    def values(self) -> Values:
        """What has come out of each port of the chain so far."""
        return self._graph.values

    @property
    def received(self) -> dict[str, dict[str, Any]]:
        """What each node of the chain was given."""
        return self._graph.received

    @property
    def asking(self) -> tuple[str, ...]:
        """Nodes that wait for what a person says."""
        return self.reporter.asking

    @property
    def stopping(self) -> str:
        """Why no further node starts anywhere; empty while the run goes on."""
        if self._cancelled:
            return ev.STOPPED
        return self.reporter.overspent

    async def execute(self) -> RunStatus:
        """Run everything and report it. A cancelled awaiting task stops the run and is told so."""
        self.reporter.attach()
        started = time.perf_counter()
        if self.plan.passed_files:
            await asyncio.to_thread(self._keep_passed_files)
        log.debug("run %s begins: %d nodes", self.id, len(self.plan.steps))
        self.reporter.emit(
            ev.RunStarted(
                chain=self.plan.title,
                identity=identity(self.spec.chain) if self.store is not None else "",
                nodes=list(self.plan.steps),
                resumed=self.reporter.is_resumed,
            )
        )
        try:
            await self._graph.execute()
        except asyncio.CancelledError:
            self._cancelled = True
            raise
        finally:
            status = self._ending()
            elapsed_s = time.perf_counter() - started
            outputs = {name: preview(value) for name, value in self._graph.outputs().items()}
            self.reporter.emit(ev.RunFinished(status=status, elapsed_s=elapsed_s, outputs=outputs))
            log.debug("run %s is over after %.3f s: %s", self.id, elapsed_s, status)
        return status

    def _keep_passed_files(self) -> None:
        """Files that go from an input straight to an output stay, as those do that a node has made."""
        kept = {}
        for name, file_type in self.plan.passed_files.items():
            value = self.values.get(Endpoint(INPUTS, name))
            if isinstance(value, str):
                file = file_type(path=absolute(self.plan.folder, value))
                try:
                    kept[name] = self.resources.workspace.keep(file)
                except (NodeError, OSError) as error:  # the output that gives it tells so
                    log.warning("the input %s cannot be kept: %s", name, reason_of(error))
        self.values.update((Endpoint(INPUTS, name), file) for name, file in kept.items())
        if self.store is not None:
            self.store.amend(kept)

    def _ending(self) -> ev.Ending:
        if self._cancelled:
            return RunStatus.CANCELLED
        if self._graph.failed or self.reporter.overspent:
            return RunStatus.FAILED
        return RunStatus.DONE

    def cancel(self) -> None:
        """Stop every running node and start no further one."""
        reason = self.stopping or ev.STOPPED
        self._cancelled = True
        self._graph.halt(reason)

    def answer(self, path: str, answer: Answer) -> None:
        """Answer the question of a node. Raises `EngineError` where none is open."""
        self.reporter.answer(path, answer)

    def refuse(self, path: str, reason: Reported, remedy: Reported = "") -> None:
        """There is nobody to answer a node: it fails."""
        self.reporter.refuse(path, reason, remedy)

    # what its graphs use beside

    def keep(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something for later runs that this one does not wait for."""
        self.keeping.append(asyncio.get_running_loop().create_task(work))

    def abandon(self, task: asyncio.Task[None]) -> None:
        """Keep hold of a task that nobody waits for, until it ends."""
        self._abandoned.add(task)
        task.add_done_callback(self._abandoned.discard)

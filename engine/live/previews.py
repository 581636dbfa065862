"""What a node would give, on the first rows of what its chain reads: shown while a chain is drawn, kept nowhere.

It is a run like any other, up to that node, but for four things: what reads a file takes its first rows only
(`nodes.sdk.Context.sample_rows`), every tool computes in a worker that the kernel holds to little time and memory and
keeps from writing, there is neither cache nor history, and a chain with a node that does more than compute or read a
plain file of this machine has none.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple, cast

from engine.catalog import Catalog
from engine.chain.graph import Graph
from engine.chain.model import INPUTS, Chain, Endpoint
from engine.chain.nested import inner_of
from engine.checks import validate_inputs
from engine.errors import EngineError, NodeError
from engine.executors.base import Executor, Job
from engine.executors.confined import ConfinedWorkers, IsolatingExecutor
from engine.executors.inline import LIMITS, InlineExecutor
from engine.executors.limits import JobLimits, WorkerLimits
from engine.flow.nesting import FlowTool, Nesting
from engine.live.harmless import is_harmless
from engine.live.preview import SAMPLE_ROWS, SHOWN_ROWS, LivePreview
from engine.processes import temporary_folder
from engine.run.artifacts import Artifacts, Workspace
from engine.run.events import Event
from engine.run.host import RunResources
from engine.run.placement import absolute, job_of
from engine.run.plan import Plan, plan
from engine.run.reporter import Reporter
from engine.run.scheduler import Run, new_run_id
from engine.run.scope import RunScope, RunSpec, Values
from engine.run.state import NodeState, RunState
from engine.run.status import NodeStatus
from nodes.frames.rows import table_of
from nodes.sdk import Context, ToolError
from nodes.sdk.kinds import TABLES, kind_of
from nodes.sdk.messages import Notice
from nodes.sdk.texts import mark

WITHIN_S = 2.0
"""So long it takes at most by itself."""
ASKED_WITHIN_S = 20.0
"""So long it takes at most when a person waits for it, or when it is the first."""
_JOB = JobLimits(memory_mb=768, processor_s=20, open_files=256, output_mb=256, answer_mb=16)
"""The engine that draws charts does not start with half of this memory."""
_LIMITS = WorkerLimits(_JOB, wall_s=ASKED_WITHIN_S, niceness=5)
_GRACE_S = 0.2
_STAYS_S = 60.0
_PREFIX = "iceos-preview-"


class LivePreviews:
    """Makes them, the last one asked for being the only one that is wanted. Lives on one event loop; `close` it there.

    Files that the last one gave are there until the next is asked for.
    """

    def __init__(self) -> None:
        self._inline = InlineExecutor(_GRACE_S)
        self._workers: ConfinedWorkers | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._is_warm = False
        self._one_at_a_time = asyncio.Lock()
        self._rest: asyncio.TimerHandle | None = None
        self._cooling: asyncio.Task[None] | None = None

    async def of(
        self, spec: RunSpec, node: str, catalog: Catalog, *, level: Sequence[str] = (), asked: bool = False
    ) -> LivePreview | None:
        """What a node gives, or what it is given where it is not whole yet; None where there is nothing of either. It
        may take longer where a person has asked for it.

        Cancel it where another is wanted.

        Args:
            spec: Of the whole chain.
            node: Its id, in the sub-chain of the last node of `level`, each of which is in that of the one before.
        """
        async with self._one_at_a_time:
            self._stay_warm()
            spec = replace(spec, folder=spec.folder.absolute())
            within_s = ASKED_WITHIN_S if asked or not self._is_warm else WITHIN_S
            return await self._within_limits(spec, (*level, node), catalog, within_s)

    async def _within_limits(
        self, spec: RunSpec, path: Sequence[str], catalog: Catalog, within_s: float
    ) -> LivePreview | None:
        if self._workers is None:
            self._workers = ConfinedWorkers(_LIMITS, lambda: dict(os.environ), os.cpu_count() or 2, read=[Path(os.sep)])
        await self._tidy()
        self._folder = await asyncio.to_thread(temporary_folder, _PREFIX)
        folder = Path(self._folder.name)
        workers = self._workers.of_run(folder)
        executors: dict[str, Executor] = {
            "inline": IsolatingExecutor(workers, self._inline, _is_flow),
            "subprocess": workers,
        }
        try:
            async with asyncio.timeout(within_s):
                preview = await _Place(folder, executors, catalog).look(spec, path)
        except TimeoutError:
            return LivePreview(reason=mark(f"it takes longer than {within_s:g} s"), is_late=True)
        finally:
            await asyncio.shield(workers.close())
        self._is_warm = self._is_warm or preview is not None
        return preview

    async def _tidy(self) -> None:
        if self._folder is not None:
            folder, self._folder = self._folder, None
            await asyncio.to_thread(folder.cleanup)

    def _stay_warm(self) -> None:
        """The process that makes workers stays for a while."""
        if self._rest is not None:
            self._rest.cancel()
        self._rest = asyncio.get_running_loop().call_later(_STAYS_S, self._cool)

    def _cool(self) -> None:
        self._cooling = asyncio.create_task(self._end_workers())

    async def _end_workers(self) -> None:
        async with self._one_at_a_time:
            workers, self._workers, self._is_warm = self._workers, None, False
            if workers is not None:
                await workers.close()

    async def close(self) -> None:
        """End its workers, and remove what they have left."""
        if self._rest is not None:
            self._rest.cancel()
        await self._end_workers()
        self._inline.close()
        await self._tidy()


class _Place(NamedTuple):
    """Where one preview is made, and of which tools."""

    folder: Path
    executors: Mapping[str, Executor]
    catalog: Catalog

    async def look(self, spec: RunSpec, path: Sequence[str]) -> LivePreview | None:
        """At the last node of a path."""
        *nesting, node = path
        looped: list[Notice] = []
        try:
            for outer in nesting:
                looped += self._looped(spec.chain, outer)
                spec = await self._entered(spec, _Look(spec.chain, outer, self.catalog))
            look = _Look(spec.chain, node, self.catalog)
            planned = await asyncio.to_thread(_planned, spec, self.catalog, (node,), _sources(look))
            run, state = await self._run(spec, planned)
        except _Unseen:
            return None
        except (EngineError, ToolError) as error:
            return LivePreview(reason=str(error), remedy=error.remedy)
        preview = await asyncio.to_thread(look.at, run, state)
        return replace(preview, cut=(*looped, *preview.cut))

    def _looped(self, chain: Chain, node: str) -> Iterator[Notice]:
        tool = self.catalog.of(chain.nodes[node])
        if tool is not None and cast(type[Nesting], tool.implementation).loops:
            yield Notice(mark(f"{chain.title_of(node, tool.title)}: only the first time is looked at"), "cut")

    async def _entered(self, spec: RunSpec, outer: _Look) -> RunSpec:
        """The sub-chain of a node, with what it is given the first time. Raises as `_inside`."""
        available = {**spec.chain.input_defaults(), **spec.inputs}
        values = {Endpoint(INPUTS, name): value for name, value in available.items()}
        if sources := _sources(outer):
            planned = await asyncio.to_thread(_planned, spec, self.catalog, sources)
            run, state = await self._run(spec, planned)
            if failed := next((s for s in state.nodes.values() if s.status == NodeStatus.FAILED), None):
                raise EngineError(failed.reason, remedy=failed.remedy)
            values = run.values
        return await asyncio.to_thread(self._inside, spec, outer, values)

    def _inside(self, spec: RunSpec, outer: _Look, values: Values) -> RunSpec:
        """Raises `_Unseen`, `EngineError`, `ToolError`."""
        node = spec.chain.nodes[outer.node]
        tool, inner = self.catalog.of(node), inner_of(spec.chain, node, spec.folder)
        if tool is None or inner is None:
            raise _Unseen
        ctx = Context(lambda message: None, lambda: self.folder)
        arguments = {
            **node.inputs,
            **{port: absolute(spec.folder, node.inputs.get(port)) for port in tool.paths_of(node)},
        }
        for port, source in _wires(outer):
            if source not in values:
                raise _Unseen
            arguments[port] = table_of(values[source], ctx) if kind_of(values[source]) in TABLES else values[source]
        job = job_of(outer.node, node, tool, spec.chain.lock, spec.folder)
        nesting = cast(type[Nesting], tool.implementation)
        try:
            inputs = validate_inputs(job.inputs, arguments)
        except NodeError as error:  # it is not whole yet
            raise _Unseen from error
        first = nesting.first(inputs, tuple(inner.chain.inputs))
        return replace(spec, chain=inner.chain, folder=inner.folder, inputs=first)

    async def _run(self, spec: RunSpec, planned: Plan) -> tuple[Run, RunState]:
        state = RunState()
        workspace = _Unkept(self.folder, Artifacts(self.folder / "artifacts"))
        resources = RunResources(self.executors, LIMITS, workspace, grace_s=_GRACE_S, sample_rows=SAMPLE_ROWS)
        run = Run(spec, planned, resources, Reporter(new_run_id(), lambda event: _fold(event, state)))
        await run.execute()
        return run, state


def _fold(event: Event, state: RunState) -> None:
    state.apply(event)


class _Unseen(Exception):
    """What may not be looked at, or of which there is nothing to see yet."""


class _Unkept(Workspace):
    """Nothing in it goes into a store."""

    def holds(self, value: Any) -> bool:
        return False


def _is_flow(job: Job) -> bool:
    return issubclass(job.tool, FlowTool)


class _Look(NamedTuple):
    """Which node is looked at."""

    chain: Chain
    node: str
    catalog: Catalog

    def at(self, run: Run, state: RunState) -> LivePreview:
        """What a run has given for it. Blocks on the disk."""
        own = state.nodes.get(self.node, NodeState())
        others = [notice for path, other in state.nodes.items() if path != self.node for notice in other.notices]
        received = {port: _head(run.values[source]) for port, source in _wires(self) if source in run.values}
        cut = tuple(notice for notice in others if notice.action == "cut")
        for failed in state.nodes.values():
            if failed.status == NodeStatus.FAILED:
                return LivePreview({}, received, tuple(own.notices), cut, failed.reason, failed.remedy)
        outputs = {at.port: _head(value) for at, value in run.values.items() if at.node == self.node}
        return LivePreview(outputs, received, tuple(own.notices), cut)


def _wires(look: _Look) -> Iterator[tuple[str, Endpoint]]:
    """The inputs of a node that are wired, and where their values come from."""
    graph = Graph(look.chain, look.catalog)
    for edge in look.chain.edges_of.get(look.node, ()):
        if edge.target.node == look.node and (source := graph.source(edge.source)) is not None:
            yield edge.target.port, source


def _sources(look: _Look) -> tuple[str, ...]:
    """The nodes that it is wired to."""
    return tuple(dict.fromkeys(at.node for _, at in _wires(look) if at.node != INPUTS))


def _planned(spec: RunSpec, catalog: Catalog, *up_to_any: tuple[str, ...]) -> Plan:
    """All up to the first of some that is whole and may be looked at. Raises `_Unseen` where none is."""
    for up_to in filter(None, up_to_any):
        try:
            planned = plan(replace(spec, scope=RunScope(up_to=up_to)), catalog)
        except EngineError:
            continue
        if is_harmless(planned):
            for step in planned.steps.values():
                step.seen = frozenset(step.job.outputs.model_fields)
            return planned
    raise _Unseen


def _head(value: Any) -> Any:
    """A value; of a table some rows, in memory."""
    if kind_of(value) != "table":
        return value
    import pyarrow as pa

    rows = value.slice(0, SHOWN_ROWS)
    return rows.take(pa.array(range(rows.num_rows), pa.int64()))

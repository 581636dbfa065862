"""The engine as programs use it: executors, folders and limits put together once."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path

from engine.catalog import Catalog
from engine.chain.nested import DISK, ChainFiles
from engine.executors.base import Executor
from engine.executors.docker.executor import DockerExecutor
from engine.executors.inline import LIMITS, InlineExecutor
from engine.executors.subprocess import SubprocessExecutor
from engine.live.preview import LivePreview
from engine.live.previews import LivePreviews
from engine.run.artifacts import Artifacts, Workspace
from engine.run.cache import Cache, FolderCache, Refilled
from engine.run.fence import Fence
from engine.run.history.resume import plan_resume
from engine.run.history.store import History
from engine.run.host import GRACE_S, RunResources
from engine.run.plan import plan
from engine.run.reporter import EventStore, Reporter, Sink
from engine.run.scheduler import Run, new_run_id
from engine.run.scope import RunSpec
from engine.run.secrets import SecretSource
from engine.run.status import RunStatus

KEEP_FROM_S = 0.005
"""Work that takes less time is quicker done again than found in the cache."""
_COLLECT_EVERY = 20
"""Runs between two looks at how large the history has become."""


class Engine:
    """Makes runs that share executors and the folders under `data`: artifacts, cache, history.

    Await `close` at the end.
    """

    def __init__(
        self,
        data: Path,
        limits: Mapping[str, int] | None = None,
        *,
        executors: Mapping[str, Executor] | None = None,
        docker: DockerExecutor | None = None,
        workers: SubprocessExecutor | None = None,
        keep_from_s: float = KEEP_FROM_S,
        grace_s: float = GRACE_S,
        history: History | None = None,
        artifacts: Artifacts | None = None,
    ) -> None:
        """`executors` stand beside the usual ones, or in their place; `limits` are those of their lanes.

        `docker` and `workers` are closed with the engine.
        """
        self._keep_from_s = keep_from_s
        self._grace_s = grace_s
        self._inline = InlineExecutor()
        self._subprocess = workers or SubprocessExecutor()
        self.docker = docker or DockerExecutor()
        self.executors: dict[str, Executor] = {
            "inline": self._inline,
            "subprocess": self._subprocess,
            "docker": self.docker,
            **(executors or {}),
        }
        self._limits = {**LIMITS, **(limits or {})}
        self._data = data
        self._recorded = 0
        self._previews: LivePreviews | None = None
        self._artifacts = artifacts or Artifacts(data / "artifacts")
        self._cache = FolderCache(data / "cache", self._artifacts)
        self.history = history or History(data / "history", self._artifacts)

    def start(
        self,
        spec: RunSpec,
        catalog: Catalog,
        sink: Sink,
        *,
        secrets: SecretSource | None = None,
        fresh: bool = False,
        recorded: bool = True,
    ) -> Run:
        """A new run with its id, for `execute`. A `fresh` one does all work anew, and so does one that starts in
        the middle; one that is not `recorded` leaves nothing in the history.

        Raises `NotRunnable` or `PlanError`; nothing has happened then.
        """
        planned = plan(spec, catalog, secrets=secrets)
        run_id = new_run_id()
        store = self.history.record(run_id, spec, planned.secrets) if recorded else None
        reporter = Reporter(run_id, sink, store, secrets=planned.secrets, policy=planned.policy)
        cache: Cache = self._cache
        if fresh or spec.scope.start:
            cache = Refilled(cache)
        return Run(spec, planned, self._resources(self.work_of(run_id), cache, self.executors), reporter)

    def resume(
        self,
        run_id: str,
        catalog: Catalog,
        sink: Sink,
        *,
        spec: RunSpec | None = None,
        secrets: SecretSource | None = None,
        queued: bool = False,
        owner: str = "",
        executors: Mapping[str, Executor] | None = None,
        fence: Fence | None = None,
        files: ChainFiles = DISK,
    ) -> Run:
        """A run that goes on with one of the history: nodes that ended there are not run again. Blocks on the disk.

        `spec` is what it is a run of, where its files lie elsewhere now. `owner` holds the run in a history that is
        shared, `executors` replace those of all runs, `queued` and `files` are those of `plan`, `fence` says which
        files its nodes see. Raises `HistoryError`, `NotRunnable` or `PlanError`.
        """
        spec = spec or plan_resume(self.history, run_id)
        domain = run_id if owner else ""  # in a history that is shared nobody's runs meet anybody else's
        planned = plan(spec, catalog, secrets=secrets, queued=queued, files=files, domain=domain)
        reporter = Reporter(
            run_id,
            sink,
            self.history.record(run_id, None, planned.secrets, owner),
            secrets=planned.secrets,
            policy=planned.policy,
            seq=self.history.last_seq(run_id),
        )
        work = self.work_of(run_id, owner)
        resources = self._resources(work, self._cache, executors or self.executors, fence)
        return Run(spec, planned, resources, reporter, self.history.outputs(run_id))

    async def preview(
        self, spec: RunSpec, node: str, catalog: Catalog, *, level: Sequence[str] = (), asked: bool = False
    ) -> LivePreview | None:
        """What a node would give, on the first rows of what the chain reads; see `LivePreviews.of`."""
        if self._previews is None:
            self._previews = LivePreviews()
        return await self._previews.of(spec, node, catalog, level=level, asked=asked)

    def _resources(
        self, work: Path, cache: Cache, executors: Mapping[str, Executor], fence: Fence | None = None
    ) -> RunResources:
        workspace = Workspace(work, self._artifacts, fence)
        return RunResources(executors, self._limits, workspace, cache, self._keep_from_s, self._grace_s)

    def work_of(self, run_id: str, owner: str = "") -> Path:
        """The folder in which a run works; its nodes have one each in there.

        Each `owner` has one of its own: who lost a run may still be at it when another goes on.
        """
        return self._data / "work" / (f"{run_id}.{owner[:8]}" if owner else run_id)

    async def execute(self, run: Run) -> RunStatus:
        """Run it to its end and remove its working folder. Returns how it ended.

        The history is open before anything starts, so that a program that is killed loses a moment at most.
        """
        if run.store is not None:
            await asyncio.to_thread(run.store.prepare)
        if any(step.where == "subprocess" for step in run.plan.steps.values()):
            self._subprocess.warm()
        try:
            return await run.execute()
        finally:
            await asyncio.shield(self._tidy(run))

    async def _tidy(self, run: Run) -> None:
        await asyncio.gather(*run.keeping, return_exceptions=True)
        self._cache.forget_tables()
        await asyncio.to_thread(run.resources.workspace.close)
        if run.keeping:
            await asyncio.to_thread(self._cache.trim)
        if run.store is not None:
            await asyncio.to_thread(self._finish, run.store)

    def _finish(self, store: EventStore) -> None:
        """See a run's history to its end; from time to time remove what is beyond the limit."""
        store.finish()
        if self._recorded % _COLLECT_EVERY == 0 and not store.problem:
            self.history.collect()
        self._recorded += 1

    async def close(self) -> None:
        """End workers and threads. Await it on the loop on which runs were executed."""
        if self._previews is not None:
            await self._previews.close()
        await self._subprocess.close()
        await self.docker.close()
        self._inline.close()
        await asyncio.to_thread(self.history.close)

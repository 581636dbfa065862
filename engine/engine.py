"""The engine as programs use it: executors, folders and limits put together once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path

from engine.executors.base import Executor
from engine.executors.inline import LIMITS, Inline
from engine.executors.subprocess import Subprocess
from engine.run.artifacts import Artifacts, Workspace
from engine.run.cache import FolderCache, Refilled
from engine.run.plan import Plan
from engine.run.scheduler import Run, Sink, new_run_id

KEEP_FROM_S = 0.005
"""Work that takes less time is quicker done again than found in the cache."""


class Engine:
    """Makes runs that share executors and the artifact folder under `data`. Await `close` at the end."""

    def __init__(
        self, data: Path, limits: Mapping[str, int] | None = None, *, keep_from_s: float = KEEP_FROM_S
    ) -> None:
        self._keep_from_s = keep_from_s
        self._inline = Inline()
        self._subprocess = Subprocess()
        self._executors: dict[str, Executor] = {"inline": self._inline, "subprocess": self._subprocess}
        self._limits = {**LIMITS, **(limits or {})}
        self._data = data
        self._artifacts = Artifacts(data / "artifacts")
        self._cache = FolderCache(data / "cache")

    def prepare(self, plan: Plan, sink: Sink, *, identity: Callable[[], str] = str, fresh: bool = False) -> Run:
        """A run with its id, not yet started. A `fresh` one does all work anew."""
        run_id = new_run_id()
        workspace = Workspace(self._data / "work" / run_id, self._artifacts)
        return Run(
            plan,
            self._executors,
            sink,
            workspace,
            self._limits,
            run_id=run_id,
            identity=identity,
            cache=Refilled(self._cache) if fresh else self._cache,
            keep_from_s=self._keep_from_s,
        )

    async def execute(self, run: Run) -> str:
        """Run it to its end and remove its working folder. Returns ``done``, ``failed`` or ``cancelled``."""
        try:
            return await run.execute()
        finally:
            await asyncio.shield(self._tidy(run))

    async def _tidy(self, run: Run) -> None:
        await asyncio.gather(*run.keeping, return_exceptions=True)
        self._cache.forget_tables()
        await asyncio.to_thread(run.workspace.close)
        if run.keeping:
            await asyncio.to_thread(self._cache.trim)

    async def close(self) -> None:
        """End workers and threads. Await it on the loop on which runs were executed."""
        await self._subprocess.close()
        self._inline.close()

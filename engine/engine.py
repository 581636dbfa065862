"""The engine as programs use it: executors, folders and limits put together once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path

from engine.executors.base import Executor
from engine.executors.inline import LIMITS, Inline
from engine.executors.subprocess import Subprocess
from engine.run.artifacts import Artifacts, Workspace
from engine.run.plan import Plan
from engine.run.scheduler import Run, Sink, new_run_id


class Engine:
    """Makes runs that share executors and the artifact folder under `data`. Await `close` at the end."""

    def __init__(self, data: Path, limits: Mapping[str, int] | None = None) -> None:
        self._inline = Inline()
        self._subprocess = Subprocess()
        self._executors: dict[str, Executor] = {"inline": self._inline, "subprocess": self._subprocess}
        self._limits = {**LIMITS, **(limits or {})}
        self._data = data
        self._artifacts = Artifacts(data / "artifacts")

    def prepare(self, plan: Plan, sink: Sink, *, identity: Callable[[], str] = str) -> Run:
        """A run with its id, not yet started."""
        run_id = new_run_id()
        workspace = Workspace(self._data / "work" / run_id, self._artifacts)
        return Run(plan, self._executors, sink, workspace, self._limits, run_id=run_id, identity=identity)

    async def execute(self, run: Run) -> str:
        """Run it to its end and remove its working folder. Returns ``done``, ``failed`` or ``cancelled``."""
        try:
            return await run.execute()
        finally:
            await asyncio.shield(asyncio.to_thread(run.workspace.close))

    async def close(self) -> None:
        """End workers and threads. Await it on the loop on which runs were executed."""
        await self._subprocess.close()
        self._inline.close()

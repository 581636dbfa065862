"""Workers of a server: each serves one run, sees the files of that run, and is one of so many that may be busy.

On Linux they are forked from a warm template, and Landlock holds them to what they may see where the kernel has it;
elsewhere each is a new process, held to nothing but its limits.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from engine.executors import landlock
from engine.executors.base import Executor, Job
from engine.executors.confinement import Confinement, sources_of
from engine.executors.forks import Template
from engine.executors.inline import InlineExecutor
from engine.executors.limits import WorkerLimits
from engine.executors.subprocess import Processes, SubprocessExecutor, Worker
from engine.installed import own_file
from nodes.sdk.context import Context
from nodes.sdk.kinds import files_in
from nodes.sdk.texts import mark

_OF_THE_TEMPLATE = ("engine", "nodes")
"""Packages that every worker sees."""


class ConfinedWorkers:
    """All workers of one program. Lives on one event loop; `close` it there, after the executors of its runs."""

    def __init__(
        self,
        limits: WorkerLimits,
        environment: Callable[[], dict[str, str]],
        places: int,
        *,
        read: Iterable[Path] = (),
        write: Iterable[Path] = (),
    ) -> None:
        """`places` workers are busy at a time; `environment` is theirs; all may `read` and `write` to these folders."""
        self.read = tuple(map(str, read))
        self.write = tuple(map(str, write))
        self.limits = limits
        self.template: Template | None = None
        self.processes = Processes(environment, limits.niceness)
        if sys.platform == "linux":
            self.template = Template(environment, limits.niceness)
        self.fenced = self.template is not None and bool(landlock.version())
        """Whether the kernel keeps them from files that are none of their run."""
        self.places = asyncio.Semaphore(places)

    def of_run(self, *folders: Path) -> SubprocessExecutor:
        """The executor of one run, whose nodes write into these folders; the first takes temporary files."""
        return SubprocessExecutor(self.limits, idle=os.cpu_count() or 2, source=_OfRun(self, folders))

    async def warm(self) -> None:
        """Have the template there. Raises OSError."""
        if self.template is not None:
            await self.template.start()

    async def close(self) -> None:
        if self.template is not None:
            await self.template.close()


class _OfRun:
    stays_s = 10.0
    is_foreign = sys.platform == "linux"
    is_slow = False

    def __init__(self, workers: ConfinedWorkers, folders: tuple[Path, ...]) -> None:
        self._workers = workers
        self._folders = folders

    def needs(self, job: Job, inputs: Mapping[str, Any]) -> frozenset[str]:
        """The files that it is handed, and the code of its tool."""
        paths = {file.path for value in inputs.values() for file in files_in(value)}
        seen = {str(path) for path in paths if not any(folder in path.parents for folder in self._folders)}
        if file := own_file(job.tool):
            seen.add(str(file.parent))
        elif (package := job.tool.__module__.partition(".")[0]) not in _OF_THE_TEMPLATE:
            seen.update(sources_of(sys.modules.get(package)))
        return frozenset(seen)

    @asynccontextmanager
    async def place(self, ctx: Context) -> AsyncIterator[None]:
        places = self._workers.places
        if places.locked():
            ctx.progress(None, mark("waits for a free worker process"))
        async with places:
            yield

    async def start(self, sees: frozenset[str]) -> Worker:
        template = self._workers.template
        if template is None:
            return await self._workers.processes.start(sees)
        await asyncio.to_thread(self._make_folders)
        process = await template.fork()
        worker = Worker(process, process.kill, sees)
        folders = [str(folder) for folder in self._folders]
        read, write = [*sees, *self._workers.read], [*folders, *self._workers.write]
        confinement = Confinement(self._workers.fenced, read, write, self._workers.limits.job)
        try:
            await worker.tell(confinement.dump())
        except BaseException:
            await worker.end()
            raise
        return worker

    def _make_folders(self) -> None:
        for folder in self._folders:
            folder.mkdir(parents=True, exist_ok=True)


class IsolatingExecutor:
    """The executor of nodes that are placed in the program itself: they run there only when they do no more than wait,
    or start other nodes.
    """

    def __init__(self, workers: SubprocessExecutor, inline: InlineExecutor, waits: Callable[[Job], bool]) -> None:
        self._workers = workers
        self._inline = inline
        self._waits = waits

    def lane(self, job: Job) -> str:
        return self._place_of(job).lane(job)

    async def identity(self, job: Job) -> str:
        return ""

    def takes_frames(self, job: Job, port: str) -> bool:
        return self._place_of(job).takes_frames(job, port)

    async def run(self, job: Job, inputs: Mapping[str, Any], ctx: Context) -> Mapping[str, Any]:
        return await self._place_of(job).run(job, inputs, ctx)

    def _place_of(self, job: Job) -> Executor:
        return self._inline if self._waits(job) else self._workers

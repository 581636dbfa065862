"""Nothing that a chain brings computes in the server's process: all tools but those that only wait run in workers."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from app.server.settings import ServerSettings
from engine.executors.base import Executor, Job
from engine.executors.confined import ConfinedWorkers, IsolatingExecutor
from engine.executors.confinement import visible
from engine.executors.inline import InlineExecutor
from engine.executors.limits import JobLimits, WorkerLimits
from nodes.frames import duck
from nodes.library import network

log = logging.getLogger(__name__)

WAITING = frozenset(
    {
        *("flow.approve", "flow.chain", "flow.map", "flow.merge", "flow.repeat", "flow.switch", "flow.wait"),
        *("http.request", "llm.chat", "llm.complete", "llm.embed", "data.constant"),
    }
)
"""Tools that run in the server's process: they pass values on, or wait for a person, a host or other nodes.

None takes a pattern, a template, a query or a file from a chain. The conditions of *Switch* and *Repeat* are worked out
by an interpreter with bounds (`engine.flow.evaluator`), off the loop. SECURITY.md names them.
"""
_INHERITED = ("PATH", "HOME", "LANG", "LANGUAGE", "TZ", "TMPDIR", "PYTHONPATH", "LD_LIBRARY_PATH", "SYSTEMROOT")
_INHERITED_PREFIXES = ("LC_", "XDG_")
_OURS = (network.VARIABLE, network.ALLOWED, duck.MEMORY, duck.SPILL, duck.THREADS)
_NO_LANDLOCK = (
    "the kernel has no Landlock: only checks in this program keep tools from files that are none of their run"
)
_DATA_VISIBLE = "the data folder {} lies in {}, which tools need, so the kernel cannot shut it. Choose another one"
_AGREE = "ICEOS_UNFENCED=true says that all who run chains here may see all files of this server"
NICENESS = 5
"""Requests and other runs go before what a node computes."""


class Unfenced(SystemExit):
    """Ends the program with words: a process that serves queues must not start here."""


def workers(settings: ServerSettings) -> ConfinedWorkers:
    """The worker processes of a server: with limits, without its secrets, each for one run.

    Where the kernel cannot hold them to the files of that run, the log says so, and the API takes chains of
    administrators only. Raises `Unfenced` for a process that serves queues, which takes nodes of whoever it is, unless
    the operator has agreed (`ServerSettings.unfenced`).
    """
    job = JobLimits(
        memory_mb=settings.node_memory_mb,
        processor_s=settings.node_processor_s,
        open_files=settings.node_open_files,
        output_mb=settings.node_output_mb,
        answer_mb=settings.node_answer_mb,
    )
    limits = WorkerLimits(job, settings.node_wall_s, NICENESS)
    made = ConfinedWorkers(
        limits, worker_environment, settings.node_workers, read=settings.readable, write=settings.writable
    )
    if problem := _problem_of(made, settings):
        if settings.served and not settings.unfenced:
            raise Unfenced(f"{problem}. {_AGREE}")
        log.warning("%s", problem)
    return made


def _problem_of(workers: ConfinedWorkers, settings: ServerSettings) -> str:
    """Why the kernel does not keep workers from what is none of their run; empty where it does."""
    if not workers.fenced:
        return _NO_LANDLOCK
    data = settings.data.resolve()
    for path in visible():
        if Path(path).resolve() in (data, *data.parents):
            workers.fenced = False
            return _DATA_VISIBLE.format(data, path)
    return ""


def limit_tools(settings: ServerSettings) -> None:
    """What SQL of chains may use, told to the workers by their environment, and how large answers may be."""
    os.environ[network.ANSWER] = str(settings.http_answer_mb)
    os.environ[network.PARSED] = str(settings.http_parsed_mb)
    os.environ[duck.MEMORY] = str(settings.sql_memory_mb)
    os.environ[duck.SPILL] = str(settings.sql_spill_mb)
    os.environ[duck.THREADS] = str(settings.sql_threads)


def worker_environment() -> dict[str, str]:
    """Nothing that the operator has set for the server: no address of a database, no token, no secret of chains."""
    return {
        name: value
        for name, value in os.environ.items()
        if name in _INHERITED or name in _OURS or name.startswith(_INHERITED_PREFIXES)
    }


class RunExecutors:
    """The executors of all runs of a server. Lives on one event loop; `close` it there."""

    def __init__(self, settings: ServerSettings) -> None:
        self.workers = workers(settings)
        self.of_none = self.workers.of_run()
        """For what is no node of a run: its workers see no files."""
        self._inline = InlineExecutor()

    @asynccontextmanager
    async def of_run(self, *folders: Path) -> AsyncIterator[dict[str, Executor]]:
        """The executors of a run, or of one node of it, that sees these folders; its workers end with the block."""
        own = self.workers.of_run(*folders)
        try:
            yield {"inline": IsolatingExecutor(own, self._inline, _waits), "subprocess": own}
        finally:
            await asyncio.shield(own.close())

    async def close(self) -> None:
        await self.workers.close()
        self._inline.close()


def _waits(job: Job) -> bool:
    return job.tool.name in WAITING and not _is_shadowed(job)


def _is_shadowed(job: Job) -> bool:
    """Whether a tool of the operator's own stands under the name of one of ours."""
    return not job.tool.__module__.startswith(("engine.flow", "nodes.library"))

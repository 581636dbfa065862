"""Nothing that a chain brings computes in the server's process: all tools but those that only wait run in workers."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Mapping
from typing import Any

from app.server.settings import ServerSettings
from engine.executors.base import Executor, Job
from engine.executors.inline import InlineExecutor
from engine.executors.limits import JobLimits, WorkerLimits
from engine.executors.subprocess import SubprocessExecutor
from nodes.library import network
from nodes.library.tables import duck
from nodes.sdk.context import Context

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
_PR_SET_DUMPABLE = 4
NICENESS = 5
"""Requests and other runs go before what a node computes."""


def workers(settings: ServerSettings) -> SubprocessExecutor:
    """The worker processes of a server: with limits, and without its secrets."""
    job = JobLimits(
        memory_mb=settings.node_memory_mb,
        processor_s=settings.node_processor_s,
        open_files=settings.node_open_files,
        output_mb=settings.node_output_mb,
    )
    return SubprocessExecutor(
        WorkerLimits(job, settings.node_wall_s, NICENESS), idle=os.cpu_count() or 2, environment=worker_environment
    )


def limit_queries(settings: ServerSettings) -> None:
    """What SQL of chains may use, told to the workers by their environment."""
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


def shut_own_process() -> None:
    """Other processes of this user read neither the environment nor the memory of this one (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


class IsolatingExecutor:
    """The executor of nodes that are placed in the program itself: they run there only when they wait."""

    def __init__(self, workers: SubprocessExecutor) -> None:
        self._workers = workers
        self._inline = InlineExecutor()

    def lane(self, job: Job) -> str:
        return self._place_of(job).lane(job)

    async def identity(self, job: Job) -> str:
        return ""

    async def run(self, job: Job, inputs: Mapping[str, Any], ctx: Context) -> Mapping[str, Any]:
        return await self._place_of(job).run(job, inputs, ctx)

    def close(self) -> None:
        self._inline.close()

    def _place_of(self, job: Job) -> Executor:
        if job.tool.name in WAITING and not _is_shadowed(job):
            return self._inline
        return self._workers


def _is_shadowed(job: Job) -> bool:
    """Whether a tool of the operator's own stands under the name of one of ours."""
    return not job.tool.__module__.startswith(("engine.flow", "nodes.library"))

"""What a graph that runs, and each node in it, needs of the run that it is a part of."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from engine.executors.base import Executor
from engine.run.artifacts import Workspace
from engine.run.cache import Cache
from engine.run.lanes import Lanes
from engine.run.reporter import Reporter

GRACE_S = 5.0
"""How long a stopped node may take to end before it is left behind; threads and processes have less."""


@dataclass(frozen=True, slots=True)
class RunResources:
    """Where a run works, and with what. `limits` are those of lanes; what took `keep_from_s` goes into the cache; a
    live preview reads no more than `sample_rows` of a source.
    """

    executors: Mapping[str, Executor]
    limits: Mapping[str, int]
    workspace: Workspace
    cache: Cache | None = None
    keep_from_s: float = 0.0
    grace_s: float = GRACE_S
    sample_rows: int | None = None


class RunHost(Protocol):
    """A run, to its parts."""

    resources: RunResources
    reporter: Reporter
    lanes: Lanes
    restored: Mapping[str, Mapping[str, Any]]
    """The outputs of nodes that ended before the run was broken off, by path."""

    @property
    def stopping(self) -> str:
        """Why no further node starts anywhere; empty while the run goes on."""
        ...

    def keep(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something for later runs that this one does not wait for."""
        ...

    def abandon(self, task: asyncio.Task[None]) -> None:
        """Keep hold of a task that nobody waits for, until it ends."""
        ...

"""How a run and each of its nodes may stand. The values are those of the events, of the history and of the API."""

from __future__ import annotations

from enum import StrEnum


class RunStatus(StrEnum):
    """A run whose program ended before it did is interrupted."""

    __hash__ = str.__hash__  # that of enumerations is a Python function, and each event looks its status up

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes of it by itself."""
        return self not in (RunStatus.QUEUED, RunStatus.RUNNING)

    @property
    def is_resumable(self) -> bool:
        """Whether there is something left to go on with."""
        return self in (RunStatus.FAILED, RunStatus.CANCELLED, RunStatus.INTERRUPTED)


UNFINISHED = tuple(status for status in RunStatus if not status.is_over)
"""For questions to a database."""


class NodeStatus(StrEnum):
    __hash__ = str.__hash__

    WAITING = "waiting"
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    CACHED = "cached"
    FAILED = "failed"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"

    @property
    def is_over(self) -> bool:
        """Whether its node has come to its end."""
        return self not in (NodeStatus.WAITING, NodeStatus.QUEUED, NodeStatus.RUNNING)

    @property
    def is_success(self) -> bool:
        return self in (NodeStatus.DONE, NodeStatus.CACHED)

    @property
    def is_without_result(self) -> bool:
        """Whether it ended and gave nothing."""
        return self in (NodeStatus.FAILED, NodeStatus.SKIPPED, NodeStatus.CANCELLED)

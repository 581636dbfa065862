"""Places to work: each lane has so many at a time, and who finds none free waits in line."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Mapping
from typing import Protocol

log = logging.getLogger(__name__)

DEFAULT_LIMIT = 8
"""Of a lane for which nobody gave one."""


class LaneUser(Protocol):
    """Whose nodes wait for a place."""

    def take_place(self, node_id: str, lane: str) -> bool:
        """A place is free for a node: begin. False where it is not wanted any more; the place stays free then."""
        ...


class _Lane:
    __slots__ = ("limit", "running", "waiting")

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.running = 0
        self.waiting: deque[tuple[LaneUser, str]] = deque()


class Lanes:
    """The places of one run, by lane. Lives on one event loop."""

    def __init__(self, limits: Mapping[str, int]) -> None:
        self._limits = limits
        self._lanes: dict[str, _Lane] = {}

    def enqueue(self, user: LaneUser, node_id: str, name: str) -> None:
        """Let a node wait for a place in a lane; `start_ready` gives it one."""
        lane = self._lanes.get(name)
        if lane is None:
            lane = self._lanes[name] = _Lane(self._limits.get(name, DEFAULT_LIMIT))
        lane.waiting.append((user, node_id))
        if lane.running >= lane.limit:
            log.debug("%s waits: all %d places of %s are taken", node_id, lane.limit, name)

    def start_ready(self) -> None:
        """Start what waits, as far as there are places."""
        for name, lane in self._lanes.items():
            while lane.waiting and lane.running < lane.limit:
                user, node_id = lane.waiting.popleft()
                lane.running += 1
                if not user.take_place(node_id, name):
                    lane.running -= 1

    def leave(self, name: str) -> None:
        """A node has left its place."""
        self._lanes[name].running -= 1
        self.start_ready()

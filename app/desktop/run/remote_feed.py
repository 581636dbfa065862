"""A run on a server as the canvas sees it: its events as they come, values fetched when a node has ended."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager, aclosing
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.desktop.background import Tasks
from engine.async_client import AsyncClient
from engine.errors import EngineError
from engine.run import events as ev
from engine.run.artifacts import Artifacts
from engine.run.history import NodeRecord

log = logging.getLogger(__name__)
LARGE_BYTES = 64_000_000
"""Results that are larger wait until somebody looks at them."""
Connect = Callable[[], AbstractAsyncContextManager[AsyncClient]]


class RemoteRunFeed(QObject):
    """Begins at once. `close` leaves the run alone: it goes on there."""

    arrived = Signal(str)
    """What a node received and produced is here now."""
    failed = Signal(str)
    """An order or a value did not come through."""
    lost = Signal(str)
    """The run cannot be followed any more, and why."""

    def __init__(self, connect: Connect, server: str, run: str, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.server = server
        self.run = run
        self._connect = connect
        self._artifacts = Artifacts(folder)
        self._events: deque[ev.Event] = deque()
        self._records: dict[str, NodeRecord] = {}
        self._requested: set[str] = set()
        self._requests: asyncio.Queue[str] = asyncio.Queue()
        self._tasks = Tasks(self, lambda error: self.failed.emit(str(error)))
        self._tasks.start(self._follow(), failed=lambda error: self.lost.emit(str(error)))
        self._tasks.start(self._fetch())

    def drain(self, limit: int) -> list[ev.Event]:
        """The events since the last call, at most `limit`."""
        return [self._events.popleft() for _ in range(min(limit, len(self._events)))]

    def node(self, path: str) -> NodeRecord | None:
        """What a node received and produced, if it is here; else it is asked for, and `arrived` tells."""
        record = self._records.get(path)
        if record is None:
            self._request(path)
        return record

    def cancel(self) -> None:
        """Stop the run there."""
        self._order(lambda client: client.cancel(self.run))

    def answer(self, path: str, approved: bool, note: str) -> None:
        self._order(lambda client: client.answer(self.run, path, approved, note))

    def close(self) -> None:
        self._tasks.close()

    def _order(self, order: Callable[[AsyncClient], Coroutine[Any, Any, object]]) -> None:
        async def send() -> None:
            async with self._connect() as client:
                await order(client)

        self._tasks.start(send())

    def _request(self, path: str) -> None:
        if path not in self._requested:
            self._requested.add(path)
            self._requests.put_nowait(path)

    async def _follow(self) -> None:
        async with self._connect() as client, aclosing(client.events(self.run)) as events:
            async for event in events:
                self._localise(event)
                self._events.append(event)
                if isinstance(event, ev.NodeFinished | ev.NodeCached) and "/" not in event.node:
                    size = sum(int(preview.get("size_bytes") or 0) for preview in event.outputs.values())
                    if size < LARGE_BYTES:
                        self._request(event.node)

    async def _fetch(self) -> None:
        async with self._connect() as client:
            while True:
                path = await self._requests.get()
                try:
                    self._records[path] = NodeRecord(*await client.values(self.run, path, self._artifacts.folder))
                except EngineError as error:
                    log.debug("the values of %s in run %s did not come: %s", path, self.run, error)
                    self._requested.discard(path)  # asked again when somebody looks
                    self.failed.emit(str(error))
                else:
                    self.arrived.emit(path)

    def _localise(self, event: ev.Event) -> None:
        """Tell of files where they come to lie here: a path of the server is none of this machine."""
        for preview in getattr(event, "outputs", {}).values():
            if "path" in preview:
                preview["path"] = self._path(str(preview.get("sha256")), Path(str(preview["path"])).suffix)

    def _path(self, digest: str, suffix: str) -> str:
        try:
            return str(self._artifacts.place(digest, suffix))
        except FileNotFoundError:  # it was never kept there
            return ""

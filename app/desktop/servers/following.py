"""A run on a server as the canvas sees it: its events as they come, values fetched when a node has ended."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

from engine.chain.path import NodePath
from engine.client import Client
from engine.errors import EngineError
from engine.run import events as ev
from engine.run.artifacts import Artifacts
from engine.run.history import NodeRecord

LARGE_BYTES = 64_000_000
"""Results that are larger wait until somebody looks at them."""


class Following:
    """Begins at once, in threads of its own. `close` leaves the run alone: it goes on there."""

    def __init__(self, make_client: Callable[[], Client], server: str, run: str, folder: Path) -> None:
        self.server = server
        self.run = run
        self.problem = ""
        """Why it cannot be followed any more; mostly empty."""
        self._make_client = make_client
        self._artifacts = Artifacts(folder)
        self._events: deque[ev.Event] = deque()
        self._arrived: deque[str] = deque()
        self._known: dict[str, NodeRecord] = {}
        self._wanted: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._asked: set[str] = set()
        self._closed = False
        for work in (self._follow, self._fetch):
            threading.Thread(target=work, name="iceos-server", daemon=True).start()

    def drain(self, limit: int) -> list[ev.Event]:
        """The events since the last call, at most `limit`."""
        return [self._events.popleft() for _ in range(min(limit, len(self._events)))]

    def arrived(self) -> set[str]:
        """Nodes whose values have come since the last call."""
        return {self._arrived.popleft() for _ in range(len(self._arrived))}

    def node(self, path: str) -> NodeRecord | None:
        """What a node received and produced, if it is here; else it is asked for."""
        found = self._known.get(path)
        if found is None:
            self._want(path)
        return found

    @property
    def settled(self) -> bool:
        """Whether nothing is on its way."""
        return self._asked == self._known.keys() and not self._arrived

    def cancel(self) -> None:
        """Stop the run there."""
        self._do(lambda client: client.cancel(self.run))

    def answer(self, path: str, approved: bool, note: str) -> None:
        self._do(lambda client: client.answer(self.run, path, approved, note))

    def close(self) -> None:
        self._closed = True
        self._wanted.put(None)

    def _do(self, work: Callable[[Client], Any]) -> None:
        def done() -> None:
            try:
                with self._make_client() as client:
                    work(client)
            except EngineError as error:
                self.problem = str(error)

        threading.Thread(target=done, name="iceos-server", daemon=True).start()

    def _want(self, path: str) -> None:
        if path not in self._asked:
            self._asked.add(path)
            self._wanted.put(path)

    def _follow(self) -> None:
        try:
            with self._make_client() as client:
                for event in client.events(self.run):
                    if self._closed:
                        return
                    self._place(event)
                    self._events.append(event)
                    if isinstance(event, ev.NodeFinished | ev.NodeCached) and not NodePath(event.node).is_inner:
                        size = sum(int(told.get("size_bytes") or 0) for told in event.outputs.values())
                        if size < LARGE_BYTES:
                            self._want(event.node)
        except EngineError as error:
            self.problem = str(error)

    def _place(self, event: ev.Event) -> None:
        """Tell of files where they come to lie here: a path of the server is none of this machine."""
        for told in getattr(event, "outputs", {}).values():
            if "path" in told:
                told["path"] = self._path(str(told.get("sha256")), Path(str(told["path"])).suffix)

    def _path(self, digest: str, suffix: str) -> str:
        try:
            return str(self._artifacts.place(digest, suffix))
        except FileNotFoundError:  # it was never kept there
            return ""

    def _fetch(self) -> None:
        with self._make_client() as client:
            while (path := self._wanted.get()) is not None:
                try:
                    self._known[path] = NodeRecord(*client.values(self.run, path, self._artifacts.folder))
                    self._arrived.append(path)
                except EngineError as error:
                    self._asked.discard(path)  # asked again when somebody looks
                    self.problem = str(error)

"""Runs the chain of the window and says how it goes. No widget in here."""

from __future__ import annotations

from collections.abc import Collection
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.desktop.engine_thread import EngineThread
from engine.catalog import Catalog
from engine.chain.identity import identity
from engine.chain.model import Chain, Endpoint
from engine.run import events as ev
from engine.run.plan import Values, plan
from engine.run.scheduler import Run
from engine.run.secrets import SecretSource
from engine.run.state import RunState

FRAME_MS = 16
CLOCK_MS = 100


class RunController(QObject):
    """One run at a time. Values and states stay after it, so that a single node can run again on them."""

    started = Signal()
    nodes_changed = Signal(set)
    """Ids whose state is another, at most once a frame."""
    logged = Signal(object)
    """A `NodeLog`, `NodeFailed`, `NodeSkipped` or `RunFinished` event."""
    finished = Signal(str)
    ticked = Signal()
    """Ten times a second while something runs."""

    def __init__(self, data: Path, secrets: SecretSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._data = data
        self._secrets = secrets
        self._thread: EngineThread | None = None
        self._run: Run | None = None
        self._done: Future[str] | None = None
        self.state = RunState()
        self._values: Values = {}
        self.chunks: dict[str, str] = {}
        """Text that nodes have streamed so far, by node."""
        self._frame = QTimer(self)
        self._frame.setInterval(FRAME_MS)
        self._frame.timeout.connect(self._on_frame)
        self._clock = QTimer(self)
        self._clock.setInterval(CLOCK_MS)
        self._clock.timeout.connect(self.ticked)

    def value(self, at: Endpoint) -> Any:
        """What came out of a port, in this run or before; raises KeyError where nothing has."""
        if self._run is not None and at in self._run.values:
            return self._run.values[at]
        return self._values[at]

    @property
    def running(self) -> bool:
        return self._run is not None

    def run(
        self,
        chain: Chain,
        catalog: Catalog,
        folder: Path,
        *,
        start: Collection[str] = (),
        up_to: Collection[str] = (),
        fresh: bool = False,
    ) -> None:
        """Start, `fresh` without results of earlier runs.

        Raises `NotRunnable` or `PlanError`; nothing has happened then.
        """
        if self.running:
            return
        known = self._values if start else None
        skipped = [n for n, s in self.state.nodes.items() if s.status == "skipped"]
        made = plan(
            chain, catalog, folder, start=start, up_to=up_to, known=known, skipped=skipped, secrets=self._secrets
        )
        before = self.state.nodes if (up_to or start) else {}
        self.state = RunState(nodes={n: s for n, s in before.items() if n in chain.nodes})
        if self._thread is None:
            self._thread = EngineThread(self._data)
        self._run, self._done = self._thread.start(made, lambda: identity(chain), fresh or bool(start))
        self.chunks.clear()
        self.started.emit()
        self._frame.start()
        self._clock.start()

    def stop(self) -> None:
        if self._run is not None and self._thread is not None:
            self._thread.stop(self._run)

    def forget(self) -> None:
        """Another chain: what ran before is not its."""
        self._values, self.state, self.chunks = {}, RunState(), {}

    def close(self) -> None:
        self._frame.stop()
        self._clock.stop()
        if self._thread is not None:
            self._thread.close()

    def _on_frame(self) -> None:
        assert self._thread is not None
        events = self._thread.drain()
        changed: set[str] = set()
        over: ev.RunFinished | None = None
        kept = dict(self.state.nodes)
        for event in events:
            if self.state.apply(event) is not None:
                changed.add(event.node)  # type: ignore[union-attr]  # only node events change a node
            if isinstance(event, ev.RunStarted):
                self.state.nodes = {**kept, **self.state.nodes}
                changed |= set(event.nodes)
            elif isinstance(event, ev.NodeChunk):
                self.chunks[event.node] = self.chunks.get(event.node, "") + event.text
                changed.add(event.node)
            elif isinstance(event, ev.RunFinished):
                over = event
            if isinstance(event, ev.NodeLog | ev.NodeFailed | ev.NodeSkipped | ev.RunFinished):
                self.logged.emit(event)
        if changed:
            self.nodes_changed.emit(changed)
        if over is not None:
            self._frame.stop()
            self._clock.stop()
            if self._run is not None:
                self._values.update(self._run.values)
            self._run = self._done = None
            self.finished.emit(over.status)

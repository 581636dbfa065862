"""Runs the chain of the window and says how it goes. No widget in here."""

from __future__ import annotations

import asyncio
import getpass
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from app.desktop.background import Tasks
from engine.catalog import Catalog
from engine.chain.model import INPUTS, Endpoint
from engine.chain.path import NodePath
from engine.flow.nesting import Answer
from engine.run import events as ev
from engine.run.history import History, NodeRecord, RunRecord
from engine.run.scope import PriorResults, RunSpec, Values
from engine.run.secrets import SecretSource
from engine.run.state import RunState
from engine.run.status import NodeStatus, RunStatus
from nodes.sdk.kinds import kind_of

if TYPE_CHECKING:
    from app.desktop.run.engine_thread import EngineThread
    from app.desktop.run.remote_feed import RemoteRunFeed
    from engine.engine import Engine
    from engine.run.scheduler import Run
    from nodes.frames import LazyFrame

T = TypeVar("T")
FRAME_MS = 16
CLOCK_MS = 100
DRAIN_S, DRAIN_AT_A_TIME = 0.006, 100
"""So long a frame takes in events at most; what is left waits for the next one."""


class RunController(QObject):
    """One run at a time. Values and states stay after it, so that nodes can run again on them."""

    started = Signal()
    nodes_changed = Signal(set)
    """Paths whose state is another, at most once a frame."""
    question_raised = Signal(str, str)
    """A node waits for a person: its path and the question."""
    logged = Signal(object)
    """A `NodeLog`, `NodeNotice`, `NodeFailed`, `NodeSkipped` or `RunFinished` event."""
    finished = Signal(str)
    recorded = Signal()
    """The history has the whole of the run that has finished."""
    troubled = Signal(str)
    """The history could not be kept, or was damaged."""
    ticked = Signal()
    """Ten times a second while something runs."""

    def __init__(self, data: Path, history: History, secrets: SecretSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.history = history
        self._data = data
        self._secrets = secrets
        self._thread: EngineThread | None = None
        self._run: Run | None = None
        self.remote: RemoteRunFeed | None = None
        """The run on a server that is, or was last, shown; None for one of this machine."""
        self._follows = False
        self._prepares = False
        self._arrived: set[str] = set()
        """Nodes whose values came since the last frame, from a server or from the history."""
        self._tasks = Tasks(self, lambda error: self.troubled.emit(str(error)))
        self.state = RunState()
        self._values: Values = {}
        self._received: dict[str, dict[str, Any]] = {}
        self._looked_up: tuple[str, str] = ("", "")
        """The run and the path of the node that the history was asked for last."""
        self._record: NodeRecord | None = None
        """What it said; None while it looks, and where it knows nothing yet."""
        self._look: asyncio.Task[None] | None = None
        self.chunks: dict[str, str] = {}
        """Text that nodes have streamed so far, by path."""
        self._frame = QTimer(self)
        self._frame.setInterval(FRAME_MS)
        self._frame.timeout.connect(self._on_frame)
        self._clock = QTimer(self)
        self._clock.setInterval(CLOCK_MS)
        self._clock.timeout.connect(self.ticked)

    def value(self, parent: NodePath, at: Endpoint) -> Any:
        """What came out of a port, in this run or before; raises KeyError where nothing has."""
        if parent or (self.remote is not None and at.node != INPUTS):
            if (record := self._recorded(parent / at.node)) is None:
                raise KeyError(at)
            return record.outputs[at.port]
        if self._run is not None and at in self._run.values:
            return self._run.values[at]
        return self._values[at]

    def uncounted(self) -> list[tuple[str, str, LazyFrame]]:
        """The tables that nodes show whose rows nobody has made: path of the node, port, table."""
        tables = []
        for at, value in self._values.items():
            state = self.state.nodes.get(at.node)
            if state is None or kind_of(value) != "frame":
                continue
            preview = state.outputs.get(at.port)
            if preview is None or preview is not state.value or "head" in preview:
                continue
            if preview.get("rows") is None or not value.spreads:
                tables.append((at.node, at.port, value))
        return tables

    def put_preview(self, node: str, port: str, preview: ev.Preview) -> None:
        """What is known of a value now."""
        if (state := self.state.nodes.get(node)) is not None:
            state.outputs = {**state.outputs, port: preview}
            self._on_arrived(node)

    def received(self, parent: NodePath, node: str) -> dict[str, Any]:
        """What a node was given, by port; empty where it did not run."""
        if not parent and self.remote is None:
            if self._run is not None and node in self._run.received:
                return self._run.received[node]
            if node in self._received:
                return self._received[node]
            if node in (INPUTS, "") or node not in self.state.nodes:
                return {}
        if (record := self._recorded(parent / node)) is None:
            return {}
        return record.inputs

    def _recorded(self, path: str) -> NodeRecord | None:
        """What is known of a node, if it is here; else it is asked for, and `nodes_changed` tells of it.

        Of those in the history the last one is kept.
        """
        if self.remote is not None:
            return self.remote.node(path)
        if not self.state.id:
            return None
        wanted = (self.state.id, path)
        if self._looked_up != wanted:
            self._looked_up, self._record = wanted, None
            self._look = self._tasks.start(self._look_up(*wanted), instead_of=self._look)
        elif self._record is None and (self._look is None or self._look.done()):
            self._look = self._tasks.start(self._look_up(*wanted))
        return self._record

    async def _look_up(self, run: str, path: str) -> None:
        record = await asyncio.to_thread(self.history.node, run, path)
        if record is not None and self._looked_up == (run, path):
            self._record = record
            self._on_arrived(path)

    @property
    def running(self) -> bool:
        return self._run is not None or self._follows or self._prepares

    @property
    def works_here(self) -> bool:
        """Whether something runs that ends with this program."""
        return self._run is not None

    @property
    def prior(self) -> PriorResults:
        """What is there to start from."""
        skipped = [node for node, state in self.state.nodes.items() if state.status is NodeStatus.SKIPPED]
        return PriorResults(self.state.id, self._values, skipped)

    def run(self, spec: RunSpec, catalog: Catalog, *, fresh: bool = False) -> None:
        """Run a chain, or the part of it that its scope names; `fresh` without the cache.

        Raises `NotRunnable` or `PlanError`; nothing has happened then.
        """
        if self.running:
            return
        self._leave()
        thread = self._started()
        run = thread.engine.start(spec, catalog, thread.take, secrets=self._secrets, fresh=fresh)
        staying = self.state.nodes if spec.scope.is_partial else {}
        self.state = RunState(nodes={node: state for node, state in staying.items() if node in spec.chain.nodes})
        self._begin(run)

    def follow(self, feed: RemoteRunFeed) -> None:
        """Show a run on a server, from its beginning to its end."""
        self.forget()
        self.remote, self._follows = feed, True
        feed.arrived.connect(self._on_arrived)
        feed.failed.connect(self.troubled)
        feed.lost.connect(self._on_lost)
        self.started.emit()
        self._frame.start()
        self._clock.start()

    def show(self, state: RunState, results: PriorResults) -> None:
        """Take a past run over as the last one."""
        self.forget()
        self.state, self._values = state, dict(results.values)

    async def resume(self, record: RunRecord, catalog: Catalog) -> None:
        """Go on with the run that `show` took over. Raises `HistoryError`, `NotRunnable` or `PlanError`."""
        if self.running:
            return
        self._prepares = True  # nothing else begins while the history is read
        try:
            thread = self._started()
            run = await asyncio.to_thread(thread.engine.resume, record.id, catalog, thread.take, secrets=self._secrets)
        finally:
            self._prepares = False
        self._begin(run)

    @property
    def engine(self) -> Engine | None:
        """The engine once something has needed it."""
        return self._thread.engine if self._thread is not None else None

    async def ask(self, work: Callable[[Engine], Coroutine[Any, Any, T]]) -> T:
        """Do something on the engine's loop, beside what runs. Cancelled there when it is cancelled here."""
        return await asyncio.wrap_future(self._started().ask(work))

    def _started(self) -> EngineThread:
        if self._thread is None:
            from app.desktop.run.engine_thread import EngineThread  # executors wait until something runs
            from app.servers import client_named
            from engine.executors.server import RemoteExecutor

            executors = {"server": RemoteExecutor(client_named(self._data))}
            self._thread = EngineThread(self._data, self.history, executors)
        return self._thread

    def _begin(self, run: Run) -> None:
        self._run = run
        self._tasks.start(self._watch(run, self._started().execute(run)))
        self.chunks.clear()
        self.started.emit()
        self._frame.start()
        self._clock.start()

    async def _watch(self, run: Run, end: Future[RunStatus]) -> None:
        """How a run ends is told by its last event, unless the engine itself fails; then its history is written."""
        try:
            await asyncio.wrap_future(end)
        except Exception:
            if self._run is run:
                self._stop_timers()
                self._run = None
                self.finished.emit("failed")
            raise
        if problem := run.problem or self.history.problem:
            self.history.problem = ""
            self.troubled.emit(problem)
        self.recorded.emit()

    def stop(self) -> None:
        if self._follows and self.remote is not None:
            self.remote.cancel()
        if self._run is not None and self._thread is not None:
            self._thread.call(self._run.cancel)

    def answer(self, path: str, approved: bool, note: str) -> None:
        """Answer a node that asked."""
        if self._follows and self.remote is not None:
            self.remote.answer(path, approved, note)
        if self._run is not None and self._thread is not None:
            answer = Answer(approved, note, getpass.getuser(), time.time())
            self._thread.call(self._run.answer, path, answer)

    def forget(self) -> None:
        """Another chain: what ran before is not its. A run on a server goes on there."""
        self._leave()
        self._values, self._received, self.state, self.chunks = {}, {}, RunState(), {}

    def _leave(self) -> None:
        if self.remote is not None:
            self.remote.close()
            self.remote.deleteLater()
            self._stop_timers()
        self._arrived = set()
        self.remote, self._follows = None, False

    def close(self) -> None:
        self._leave()
        self._stop_timers()
        self._tasks.close()
        if self._thread is not None:
            self._thread.close()
        else:
            self.history.close()

    def _stop_timers(self) -> None:
        self._frame.stop()
        self._clock.stop()

    def _on_frame(self) -> None:
        changed, self._arrived = self._arrived, set()
        end: ev.RunFinished | None = None
        until = time.perf_counter() + DRAIN_S
        while end is None and (events := self._drained()):
            end = self._take(events, changed)
            if time.perf_counter() > until:
                break
        if changed:
            self.nodes_changed.emit(changed)
        if end is not None:
            self._finish(end)
        elif not self.running:
            self._frame.stop()

    def _drained(self) -> list[ev.Event]:
        """What has happened since, some of it; nothing where a past run is looked at before any has begun here."""
        if (source := self.remote or self._thread) is None:
            return []
        return source.drain(DRAIN_AT_A_TIME)

    def _on_arrived(self, path: str) -> None:
        self._arrived.add(path)
        self._frame.start()

    def _on_lost(self, reason: str) -> None:
        """A run that cannot be followed any more goes on without us."""
        if self._follows:
            self.troubled.emit(reason)
            self._follows = False
            self._clock.stop()
            self.finished.emit("cancelled")

    def _take(self, events: list[ev.Event], changed: set[str]) -> ev.RunFinished | None:
        """Fold events into the state, note whose state has `changed`, and return the end of the run."""
        end: ev.RunFinished | None = None
        for event in events:
            if isinstance(event, ev.RunStarted):
                previous = dict(self.state.nodes)
                self.state.apply(event)
                self.state.nodes = {**previous, **self.state.nodes}
                changed |= set(event.nodes)
                continue
            if self.state.apply(event) is not None:
                changed.add(event.node)  # type: ignore[union-attr]  # only node events change a node
            if isinstance(event, ev.NodeChunk):
                self.chunks[event.node] = self.chunks.get(event.node, "") + event.text
                changed.add(event.node)
            elif isinstance(event, ev.RunFinished):
                end = event
            elif isinstance(event, ev.NodePhase) and event.question:
                self.question_raised.emit(event.node, event.question)
            if isinstance(event, ev.NodeLog | ev.NodeNotice | ev.NodeFailed | ev.NodeSkipped | ev.RunFinished):
                self.logged.emit(event)
        return end

    def _finish(self, event: ev.RunFinished) -> None:
        self._stop_timers()
        self._follows = False
        run, self._run = self._run, None
        if run is not None:
            self._values.update(run.values)
            self._received.update(run.received)
        self.finished.emit(event.status)

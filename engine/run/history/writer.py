"""Writing the history off the hot path: what runs tell goes into a queue, and a thread stores it in batches."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from engine.run import events as ev
from engine.run.artifacts import Artifacts
from engine.run.history import rows
from engine.run.history.values import ValueEncoder
from engine.run.scope import RunSpec
from engine.run.status import RunStatus
from nodes.sdk.texts import mark

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from nodes.sdk.types import Secret

log = logging.getLogger(__name__)

BATCH = 2000
"""Events stored in one transaction at most."""
GATHER_S = 0.005
"""While events come thick and fast, a transaction waits so long for more of them; a lone one is stored at once."""


@dataclass(frozen=True)
class Shared:
    """For a history that several programs write: what is stored is told to `stored` (ids of runs), a run that
    somebody else has taken over is told to `lost`, and a database that is away is waited for.
    """

    stored: Callable[[set[str]], None]
    lost: Callable[[str, str], None]
    """Takes the id of the run, and who held it."""
    patience_s: float = 60.0


class Recorder:
    """Takes what one run tells. `problem` says why it could not be kept, and is mostly empty."""

    def __init__(self, writer: Writer, run: str, spec: RunSpec | None, secrets: list[Secret], owner: str = "") -> None:
        self.run = run
        self.owner = owner
        self.spec = spec
        """None where the run goes on with one that is stored already."""
        self.problem = ""
        self.encoder = ValueEncoder(writer.artifacts, secrets)
        self._writer = writer
        self._over = threading.Event()

    def prepare(self) -> None:
        """Open the history. Blocks; where it cannot be opened, `problem` says so and nothing is kept."""
        try:
            self._writer.connect()
        except Exception as error:  # whatever is wrong with the history, the run goes on without it
            self.problem = _incomplete(error)

    def amend(self, inputs: Mapping[str, Any]) -> None:
        """A run that is stored already keeps the inputs that it was given."""
        if self.spec is not None:
            self.spec = replace(self.spec, inputs={**self.spec.inputs, **inputs})

    def take(self, event: ev.Event, values: ev.NodeValues | None) -> None:
        """Never blocks. The values must not be changed afterwards."""
        self._writer.queue.put((self, event, values))

    def finish(self) -> None:
        """Wait until all of it is stored. Blocks."""
        self._writer.queue.put((self, None, None))
        self._over.wait()

    def end(self) -> None:
        self.encoder.forget()
        self._over.set()


Entry = tuple[Recorder, "ev.Event | None", "ev.NodeValues | None"]
"""What a recorder was told; no event at its end."""


class Writer:
    """The thread. It opens the database when the first run is recorded."""

    def __init__(
        self,
        connect: Callable[[], Engine],
        artifacts: Artifacts,
        owner: Callable[[], str],
        shared: Shared | None = None,
    ) -> None:
        self.queue: queue.SimpleQueue[Entry | None] = queue.SimpleQueue()
        self.connect = connect
        self.artifacts = artifacts
        self._owner = owner
        self._shared = shared
        self._thread: threading.Thread | None = None
        self._closing = threading.Event()

    def record(self, run: str, spec: RunSpec | None, secrets: list[Secret], owner: str = "") -> Recorder:
        if self._thread is None:
            self._closing.clear()
            self._thread = threading.Thread(target=self._work, name="iceos-history", daemon=True)
            self._thread.start()
        return Recorder(self, run, spec, secrets, owner)

    def close(self) -> None:
        """Store what is left and end the thread. Blocks; a database that is away is not waited for."""
        if self._thread is not None:
            self._closing.set()
            self.queue.put(None)
            self._thread.join()
            self._thread = None

    def _work(self) -> None:
        is_open, stored_at = True, 0.0
        while is_open:
            batch, is_open = self._next_batch(stored_at)
            try:
                self._keep([entry for entry in batch if entry[1] is not None and not entry[0].problem])
            except Exception as error:  # whatever is wrong with the history, the run goes on without it
                for recorder in {recorder for recorder, _, _ in batch}:
                    recorder.problem = _incomplete(error)
                    self._tell_lost(recorder)
            stored_at = time.monotonic()
            for recorder, event, _ in batch:
                if event is None:
                    recorder.end()

    def _next_batch(self, stored_at: float) -> tuple[list[Entry], bool]:
        """What there is to store, and whether more may come."""
        batch: list[Entry] = []
        entry = self.queue.get()
        if entry is not None and entry[1] is not None and time.monotonic() - stored_at < 2 * GATHER_S:
            time.sleep(GATHER_S)
        while entry is not None:
            batch.append(entry)
            if len(batch) == BATCH:
                return batch, True
            try:
                entry = self.queue.get_nowait()
            except queue.Empty:
                return batch, True
        return batch, False

    def _keep(self, batch: list[Entry]) -> None:
        """Store a batch; a database that several programs share may be away for a while."""
        from engine.run.history.database import is_away

        deadline = time.monotonic()
        if self._shared is not None:
            deadline += self._shared.patience_s
        while batch:
            try:
                batch = self._store(batch)
                break
            except Exception as error:
                if not is_away(error) or time.monotonic() > deadline or self._closing.is_set():
                    raise
                log.warning("the database is away, trying again: %s", getattr(error, "orig", error))
                self._closing.wait(0.5)
        if self._shared is not None and batch:
            self._shared.stored({recorder.run for recorder, _, _ in batch})

    def _store(self, batch: list[Entry]) -> list[Entry]:
        """Store a batch in one transaction; returns what of it was still ours to store."""
        from engine.run.history.database import writing

        with writing(self.connect()).begin() as connection:
            if self._shared is not None:
                batch = self._owned(connection, batch)
            if batch:
                self._insert(connection, batch)
        for recorder in {recorder for recorder, _, _ in batch}:
            recorder.encoder.artifacts = {}
        log.debug("%d events are stored", len(batch))
        return batch

    def _owned(self, connection: Connection, batch: list[Entry]) -> list[Entry]:
        """What is of runs that are still held by who recorded them; the others are told that they are not."""
        from sqlalchemy import select

        from engine.run.history.tables import runs

        recorders = {recorder for recorder, _, _ in batch}
        query = select(runs.c.id, runs.c.owner).where(runs.c.id.in_({recorder.run for recorder in recorders}))
        owners = {row.id: row.owner for row in connection.execute(query.with_for_update())}
        for recorder in recorders:
            if owners.get(recorder.run) != recorder.owner and not recorder.problem:
                log.debug("run %s is held by %s now", recorder.run, owners.get(recorder.run) or "nobody")
                recorder.problem = mark("somebody else goes on with this run")
                self._tell_lost(recorder)
        return [entry for entry in batch if not entry[0].problem]

    def _insert(self, connection: Connection, batch: list[Entry]) -> None:
        events, results, finished = [], [], []
        for recorder, event, values in batch:
            assert event is not None
            events.append(rows.event_row(recorder.run, event))
            if values is not None:
                results.append(rows.result_row(recorder.run, event, values, recorder.encoder))
            elif isinstance(event, ev.RunStarted):
                self._begin(connection, recorder, event)
            elif isinstance(event, ev.RunFinished):
                finished.append((recorder.run, event))
        rows.insert_events(connection, events)
        rows.insert_results(connection, results)
        rows.keep_files(connection, {recorder.run: recorder.encoder for recorder, _, _ in batch})
        for run, end in finished:
            rows.finish(connection, run, end)

    def _begin(self, connection: Connection, recorder: Recorder, event: ev.RunStarted) -> None:
        owner = recorder.owner or self._owner()
        if recorder.spec is None:
            rows.begin_again(connection, recorder.run, owner)
        else:
            rows.begin(connection, recorder.run, recorder.spec, recorder.encoder, RunStatus.RUNNING, owner, event.at)

    def _tell_lost(self, recorder: Recorder) -> None:
        if self._shared is not None:
            self._shared.lost(recorder.run, recorder.owner)


def _incomplete(error: Exception) -> str:
    reason = str(getattr(error, "orig", None) or error)
    log.warning("the history cannot be written: %s", reason)
    return mark(f"the history of this run is not complete: {reason}")

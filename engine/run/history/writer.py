"""Writing the history off the hot path: what runs tell goes into a queue, and a thread stores it in batches."""

from __future__ import annotations

import hashlib
import json
import logging
import queue
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engine.run import events as ev
from engine.run.artifacts import Artifacts
from engine.run.history.values import ValueEncoder
from engine.run.scope import RunSpec
from engine.run.status import RunStatus
from nodes.sdk.texts import mark

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, Table

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
        self.packer = ValueEncoder(writer.artifacts, secrets)
        self._writer = writer
        self._over = threading.Event()

    def prepare(self) -> None:
        """Open the history. Blocks; where it cannot be opened, `problem` says so and nothing is kept."""
        try:
            self._writer.connect()
        except Exception as error:  # whatever is wrong with the history, the run goes on without it
            self.problem = _incomplete(error)

    def take(self, event: ev.Event, values: ev.NodeValues | None) -> None:
        """Never blocks. The values must not be changed afterwards."""
        self._writer.queue.put((self, event, values))

    def finish(self) -> None:
        """Wait until all of it is stored. Blocks."""
        self._writer.queue.put((self, None, None))
        self._over.wait()

    def end(self) -> None:
        self.packer.forget()
        self._over.set()


Item = tuple[Recorder, "ev.Event | None", "ev.NodeValues | None"]


class Writer:
    """The thread. It opens the database when the first run is recorded."""

    def __init__(
        self,
        connect: Callable[[], Engine],
        artifacts: Artifacts,
        owner: Callable[[], str],
        shared: Shared | None = None,
    ) -> None:
        self.queue: queue.SimpleQueue[Item | None] = queue.SimpleQueue()
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
        going, stored = True, 0.0
        while going:
            items = [self.queue.get()]
            if time.monotonic() - stored < 2 * GATHER_S and items[0] is not None and items[0][1] is not None:
                time.sleep(GATHER_S)
            while len(items) < BATCH and not self.queue.empty():
                items.append(self.queue.get())
            going = None not in items
            batch = [item for item in items if item is not None]
            try:
                self._keep([item for item in batch if item[1] is not None and not item[0].problem])
            except Exception as error:  # whatever is wrong with the history, the run goes on without it
                for recorder in {item[0] for item in batch}:
                    recorder.problem = _incomplete(error)
                    self._tell_lost(recorder)
            stored = time.monotonic()
            for recorder, event, _ in batch:
                if event is None:
                    recorder.end()

    def _keep(self, items: list[Item]) -> None:
        """Store a batch; a database that several programs share may be away for a while."""
        from engine.run.history.database import is_away

        deadline = time.monotonic() + self._shared.patience_s if self._shared is not None else 0.0
        while items:
            try:
                items = self._store(items)
                break
            except Exception as error:
                if not is_away(error) or time.monotonic() > deadline or self._closing.is_set():
                    raise
                log.warning("the database is away, trying again: %s", getattr(error, "orig", error))
                self._closing.wait(0.5)
        if self._shared is not None and items:
            self._shared.stored({recorder.run for recorder, _, _ in items})

    def _tell_lost(self, recorder: Recorder) -> None:
        if self._shared is not None:
            self._shared.lost(recorder.run, recorder.owner)

    def _held(self, connection: Connection, items: list[Item]) -> list[Item]:
        """Those of runs that are still held by who recorded them; the others are told that they are not."""
        from sqlalchemy import select

        from engine.run.history.tables import runs

        wanted = select(runs.c.id, runs.c.owner).where(runs.c.id.in_({recorder.run for recorder, _, _ in items}))
        owners = {row.id: row.owner for row in connection.execute(wanted.with_for_update())}
        for recorder in {item[0] for item in items}:
            if owners.get(recorder.run) != recorder.owner and not recorder.problem:
                recorder.problem = mark("somebody else goes on with this run")
                self._tell_lost(recorder)
        return [item for item in items if not item[0].problem]

    def _store(self, items: list[Item]) -> list[Item]:
        from engine.run.history.database import writing

        with writing(self.connect()).begin() as connection:
            if self._shared is not None:
                items = self._held(connection, items)
            if items:
                self._insert_all(connection, items)
        for recorder, _, _ in items:
            recorder.packer.artifacts = {}
        return items

    def _insert_all(self, connection: Connection, items: list[Item]) -> None:
        told, results = [], []
        for recorder, event, values in items:
            assert event is not None
            told.append({"run": recorder.run, "seq": event.seq, "body": ev.events.dump_json(event).decode()})
            if values is not None:
                given, made = values
                results.append(
                    {
                        "run": recorder.run,
                        "node": event.node,  # type: ignore[union-attr]  # only the end of a node brings values
                        "inputs": recorder.packer.ports(given),
                        "outputs": None if made is None else recorder.packer.ports(made),
                    }
                )
        for recorder, event, _ in items:
            if isinstance(event, ev.RunStarted):
                self._begin(connection, recorder, event)
        packers = {recorder.run: recorder.packer for recorder, _, _ in items}
        self._insert(connection, told, results, packers)
        for recorder, event, _ in items:
            if isinstance(event, ev.RunFinished):
                self._finish(connection, recorder.run, event)

    def _begin(self, connection: Connection, recorder: Recorder, event: ev.RunStarted) -> None:
        from sqlalchemy import update

        from engine.run.history.tables import runs

        owner = recorder.owner or self._owner()
        if recorder.spec is None:
            resumed = {"status": RunStatus.RUNNING, "owner": owner, "finished_at": None}
            connection.execute(update(runs).where(runs.c.id == recorder.run).values(resumed))
        else:
            begin(connection, recorder.run, recorder.spec, recorder.packer, RunStatus.RUNNING, owner, event.at)

    def _insert(
        self, connection: Connection, told: list[Any], results: list[Any], packers: Mapping[str, ValueEncoder]
    ) -> None:
        from engine.run.history import tables
        from engine.run.history.database import upsert

        # a commit may have come through although the answer to it was lost
        connection.execute(upsert(connection, tables.events).on_conflict_do_nothing(), told)
        if results:
            stored = upsert(connection, tables.results)
            replaced = {"inputs": stored.excluded.inputs, "outputs": stored.excluded.outputs}
            connection.execute(stored.on_conflict_do_update(index_elements=["run", "node"], set_=replaced), results)
        keep_files(connection, packers)

    def _finish(self, connection: Connection, run: str, event: ev.RunFinished) -> None:
        from sqlalchemy import update

        from engine.run.history.tables import runs

        ended = {"status": event.status, "finished_at": event.at}
        connection.execute(update(runs).where(runs.c.id == run).values(ended))


def begin(
    connection: Connection, run: str, spec: RunSpec, packer: ValueEncoder, status: RunStatus, owner: str, at: float
) -> None:
    """Store a run with its chain and its inputs; `at` is seconds since the epoch."""
    from sqlalchemy import insert

    from engine.run.history.tables import chains, runs

    document = spec.chain.model_dump_json(by_alias=True, exclude_defaults=True)
    chain = hashlib.sha256(document.encode()).hexdigest()
    connection.execute(_held(connection, chains, "id", "document"), {"id": chain, "document": document})
    connection.execute(
        insert(runs).values(
            id=run,
            chain=chain,
            name=spec.name,
            path=str(spec.path or ""),
            folder=str(spec.folder),
            inputs=packer.ports(spec.inputs),
            part=json.dumps(spec.scope.dump()),
            status=status,
            owner=owner,
            started_at=at,
        )
    )


def keep_files(connection: Connection, packers: Mapping[str, ValueEncoder]) -> None:
    """Store which files runs use: those that their packers have made or met."""
    from engine.run.history import tables
    from engine.run.history.database import upsert

    # in one order everywhere, so that two who bring the same files do not wait for each other
    made = {sha: about for packer in packers.values() for sha, about in packer.artifacts.items()}
    if made:
        files = [{"sha256": sha, "suffix": suffix, "size_bytes": size} for sha, (suffix, size) in sorted(made.items())]
        connection.execute(_held(connection, tables.artifacts, "sha256", "suffix"), files)
        used = [{"run": run, "sha256": sha} for run, packer in packers.items() for sha in packer.artifacts]
        connection.execute(upsert(connection, tables.uses).on_conflict_do_nothing(), used)


def _held(connection: Connection, table: Table, key: str, column: str) -> Any:
    """An insertion; a row that is there is locked and left as it is, so that nobody removes it before it is used."""
    from engine.run.history.database import upsert

    return upsert(connection, table).on_conflict_do_update(index_elements=[key], set_={column: table.c[column]})


def _incomplete(error: Exception) -> str:
    reason = str(getattr(error, "orig", None) or error)
    log.warning("the history cannot be written: %s", reason)
    return mark(f"the history of this run is not complete: {reason}")

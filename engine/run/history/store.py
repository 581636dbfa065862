"""The store of past runs: reading them, forgetting them, and keeping their files within a limit."""

from __future__ import annotations

import json
import logging
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.chain.model import Chain
from engine.errors import HistoryError
from engine.run import events as ev
from engine.run.artifacts import Artifacts
from engine.run.history.owners import Locks
from engine.run.history.values import Lost, decode, decode_lenient
from engine.run.history.writer import Recorder, Shared, Writer
from engine.run.scope import RunScope, RunSpec
from engine.run.state import RunState
from engine.run.status import RunStatus

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from nodes.sdk.types import Secret

LIMIT_BYTES = 8_000_000_000
"""What the history and its files may take before the oldest runs go, unless `LIMIT_VARIABLE` says otherwise."""
LIMIT_VARIABLE = "ICEOS_HISTORY_LIMIT_MB"
log = logging.getLogger(__name__)
FRESH_S = 3600.0
"""A file this young may belong to a run that has not told of it yet."""


@dataclass(frozen=True, slots=True)
class RunRecord:
    """A run in the list. Times are seconds since the epoch (UTC)."""

    id: str
    name: str
    path: str
    folder: Path
    status: RunStatus
    started_at: float
    finished_at: float | None
    scope: RunScope
    """Of the results that it builds on only the id of their run."""

    @property
    def elapsed_s(self) -> float | None:
        if self.finished_at is None:
            return None
        return self.finished_at - self.started_at


@dataclass(frozen=True, slots=True)
class NodeRecord:
    """What a node received and produced, by port. What was not kept is said in words in its place."""

    inputs: dict[str, Any]
    outputs: dict[str, Any]


class History:
    """The history in `folder`, shared by every program of this person. `close` it at the end.

    `problem` is what a person should know of it: that it was damaged, for example. A server gives a `database` of
    its own, with the tables in it, and what it needs to share it (`Shared`).
    """

    def __init__(
        self,
        folder: Path,
        artifacts: Artifacts,
        limit_bytes: int | None = None,
        *,
        database: Engine | None = None,
        shared: Shared | None = None,
    ) -> None:
        self.folder = folder
        self.artifacts = artifacts
        self.problem = ""
        self._limit = _chosen_limit() if limit_bytes is None else limit_bytes
        self._engine: Engine | None = None
        self._opening = threading.Lock()
        self._database = database
        self._locks = None if database else Locks(folder)
        self._writer = Writer(self._connect, artifacts, self._locks.own if self._locks else str, shared)

    def record(self, run: str, spec: RunSpec | None, secrets: list[Secret], owner: str = "") -> Recorder:
        """What takes the events of a run; without a `spec` of one that is stored already and goes on.

        `owner` is who holds the run now, where the history is shared by programs that take over from each other.
        """
        return self._writer.record(run, spec, secrets, owner)

    # reading

    def runs(self, limit: int = 100, path: Path | None = None) -> list[RunRecord]:
        """The latest runs, newest first; with `path` those of that chain file. Raises `HistoryError`."""
        from sqlalchemy import select

        from engine.run.history.tables import runs

        query = select(runs).order_by(runs.c.started_at.desc(), runs.c.id.desc()).limit(limit)
        if path is not None:
            query = query.where(runs.c.path == str(path))
        with self._reading() as connection:
            return [self._record(row) for row in connection.execute(query)]

    def interrupted(self) -> list[RunRecord]:
        """Runs that were broken off by the end of their program, newest first."""
        return [record for record in self.runs(1000) if record.status is RunStatus.INTERRUPTED]

    def find(self, name: str) -> RunRecord:
        """A run by its id, a part of it that names only one, or ``last``. Raises `HistoryError`."""
        from sqlalchemy import select

        from engine.run.history.tables import runs

        newest = select(runs).order_by(runs.c.started_at.desc(), runs.c.id.desc())
        query = newest.limit(1)
        if name != "last":
            query = newest.where(runs.c.id.contains(name, autoescape=True)).limit(2)
        with self._reading() as connection:
            rows = list(connection.execute(query))
        if not rows:
            raise HistoryError(f"there is no run {name!r}", remedy="`iceos runs` lists them.")
        if len(rows) > 1:
            raise HistoryError(f"{name!r} is a part of several ids: {rows[0].id}, {rows[1].id}, …")
        return self._record(rows[0])

    def chain(self, run: str) -> Chain:
        """The chain as it was when it ran. Raises `HistoryError`."""
        from sqlalchemy import select

        from engine.run.history.tables import chains, runs

        query = select(chains.c.document).join(runs, runs.c.chain == chains.c.id).where(runs.c.id == run)
        with self._reading() as connection:
            document = connection.execute(query).scalar()
        if document is None:
            raise HistoryError(f"there is no run {run!r}")
        return Chain.model_validate_json(document)

    def spec(self, run: str) -> RunSpec:
        """What it was a run of. Raises `HistoryError`."""
        record = self.find(run)
        path = Path(record.path) if record.path else None
        return RunSpec(self.chain(run), record.name, record.folder, path, self.inputs(run), record.scope)

    def inputs(self, run: str) -> dict[str, Any]:
        """What the chain was given. Raises `HistoryError` where a value was not kept."""
        from sqlalchemy import select

        from engine.run.history.tables import runs

        with self._reading() as connection:
            stored = connection.execute(select(runs.c.inputs).where(runs.c.id == run)).scalar()
        try:
            return decode(str(stored or "{}"), self.artifacts)
        except Lost as error:
            raise HistoryError(f"an input of the run is lost: {error}") from error

    def events(self, run: str, last_seq: int = 0) -> Iterator[ev.Event]:
        """Its events in order, those with a number above `last_seq`."""
        from sqlalchemy import select

        from engine.run.history.tables import events

        query = select(events.c.body).where(events.c.run == run, events.c.seq > last_seq).order_by(events.c.seq)
        with self._reading() as connection:
            for (body,) in connection.execute(query):
                event = ev.parse(body)
                if event is not None:
                    yield event

    def state(self, run: str) -> RunState:
        """How a run ended, or how far it came."""
        state = RunState()
        for event in self.events(run):
            state.apply(event)
        return state

    def last_seq(self, run: str) -> int:
        """The number of its last event; 0 where there is none."""
        from sqlalchemy import func, select

        from engine.run.history.tables import events

        with self._reading() as connection:
            return int(connection.execute(select(func.max(events.c.seq)).where(events.c.run == run)).scalar() or 0)

    def node(self, run: str, node: str) -> NodeRecord | None:
        """What a node (a path) received and produced; None where it did not come to its end."""
        from sqlalchemy import select

        from engine.run.history.tables import results

        query = select(results.c.inputs, results.c.outputs).where(results.c.run == run, results.c.node == node)
        with self._reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        return NodeRecord(
            decode_lenient(json.loads(row.inputs), self.artifacts),
            decode_lenient(json.loads(row.outputs or "{}"), self.artifacts),
        )

    def outputs(self, run: str) -> dict[str, dict[str, Any]]:
        """What each node produced, by path; without those of which something is lost."""
        outputs = {}
        for node, _, stored in self.stored(run):
            if stored is not None:
                try:
                    outputs[node] = decode(stored, self.artifacts)
                except Lost:
                    continue
        return outputs

    def stored(self, run: str) -> list[tuple[str, str, str | None]]:
        """Node, inputs and outputs as they are stored: equal text is equal content."""
        from sqlalchemy import select

        from engine.run.history.tables import results

        query = select(results.c.node, results.c.inputs, results.c.outputs).where(results.c.run == run)
        with self._reading() as connection:
            return [(row.node, row.inputs, row.outputs) for row in connection.execute(query)]

    # keeping it small

    def give_up(self, run: str) -> None:
        """Do not offer any more to go on with a run that was broken off."""
        from sqlalchemy import update

        from engine.run.history.tables import runs

        with self._connect().begin() as connection:
            connection.execute(update(runs).where(runs.c.id == run).values(status=RunStatus.CANCELLED))

    def forget(self, run: str) -> None:
        """Remove a run; its files go with the next `collect` unless another run uses them."""
        from sqlalchemy import delete

        from engine.run.history.tables import chains, runs

        with self._connect().begin() as connection:
            connection.execute(delete(runs).where(runs.c.id == run))
            connection.execute(delete(chains).where(chains.c.id.not_in(_used_chains())))

    def collect(self) -> None:
        """Forget the oldest runs while all of it is larger than the limit, then remove files that no run uses.

        A database that others write to is left alone.
        """
        if self._database is not None:
            return
        while self._size_bytes() > self._limit and (oldest := self._oldest()):
            self.forget(oldest)
        with self._connect().begin() as connection:
            used = self._drop_unused(connection)
        self.artifacts.collect(used, FRESH_S)

    def _size_bytes(self) -> int:
        from sqlalchemy import func, select, text

        from engine.run.history.tables import artifacts, uses

        in_use = select(uses.c.sha256).distinct()
        with self._reading() as connection:
            files = connection.execute(
                select(func.sum(artifacts.c.size_bytes)).where(artifacts.c.sha256.in_(in_use))
            ).scalar()
            pages, free, size = (
                int(connection.execute(text(f"PRAGMA {name}")).scalar() or 0)
                for name in ("page_count", "freelist_count", "page_size")
            )
        return int(files or 0) + (pages - free) * size

    def _oldest(self) -> str:
        """The oldest run that is over; empty where there is only one left."""
        finished = [record.id for record in self.runs(100_000) if record.status.is_over]
        if len(finished) < 2:
            return ""
        return finished[-1]

    def _drop_unused(self, connection: Connection) -> set[str]:
        from sqlalchemy import delete, select, text

        from engine.run.history.tables import artifacts, uses

        connection.execute(delete(artifacts).where(artifacts.c.sha256.not_in(select(uses.c.sha256))))
        connection.execute(text("PRAGMA incremental_vacuum"))
        return {str(row.sha256) for row in connection.execute(select(artifacts.c.sha256))}

    def _record(self, row: Any) -> RunRecord:
        status = RunStatus(row.status)
        if status is RunStatus.RUNNING and self._locks is not None and not self._locks.alive(row.owner):
            status = RunStatus.INTERRUPTED
        return RunRecord(
            row.id,
            row.name,
            row.path,
            Path(row.folder),
            status,
            row.started_at,
            row.finished_at,
            RunScope.load(json.loads(row.part)),
        )

    def close(self) -> None:
        """Store what is left. Blocks."""
        self._writer.close()
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None
        if self._locks is not None:
            self._locks.release()

    def _connect(self) -> Engine:
        if self._database is not None:
            return self._database
        with self._opening:
            if self._engine is None:
                from engine.run.history.database import opened

                self._engine, problem = opened(self.folder / "history.db")
                self.problem = problem or self.problem
            return self._engine

    def _reading(self) -> Any:
        from sqlalchemy.exc import SQLAlchemyError

        if self._database is not None:
            return self._database.connect()
        try:
            return self._connect().connect()
        except (SQLAlchemyError, OSError) as error:
            reason = getattr(error, "orig", None) or error
            raise HistoryError(f"the history cannot be read: {reason}") from error


def _chosen_limit() -> int:
    """The limit from the environment, else the usual one."""
    megabytes = os.environ.get(LIMIT_VARIABLE) or LIMIT_BYTES / 1_000_000
    try:
        return int(float(megabytes) * 1_000_000)
    except ValueError:
        log.warning("%s is no number of megabytes: %r", LIMIT_VARIABLE, megabytes)
        return LIMIT_BYTES


def _used_chains() -> Any:
    from sqlalchemy import select

    from engine.run.history.tables import runs

    return select(runs.c.chain)

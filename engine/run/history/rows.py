"""What is stored of runs, as rows: each function writes in a transaction of the caller's."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from engine.run import events as ev
from engine.run.history.values import ValueEncoder
from engine.run.scope import RunSpec
from engine.run.status import RunStatus

if TYPE_CHECKING:
    from sqlalchemy import Connection, Dialect, Table

Row = dict[str, Any]
"""The values of a row by column."""


def begin(
    connection: Connection, run: str, spec: RunSpec, encoder: ValueEncoder, status: RunStatus, owner: str, at: float
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
            inputs=encoder.ports(spec.inputs),
            part=json.dumps(spec.scope.dump()),
            status=status,
            owner=owner,
            started_at=at,
        )
    )


def begin_again(connection: Connection, run: str, owner: str) -> None:
    """A run that is stored goes on, in these hands."""
    _update(connection, run, status=RunStatus.RUNNING, owner=owner, finished_at=None)


def finish(connection: Connection, run: str, event: ev.RunFinished) -> None:
    """A run has come to its end."""
    _update(connection, run, status=event.status, finished_at=event.at)


def _update(connection: Connection, run: str, **columns: Any) -> None:
    from sqlalchemy import update

    from engine.run.history.tables import runs

    connection.execute(update(runs).where(runs.c.id == run).values(**columns))


def event_row(run: str, event: ev.Event) -> Row:
    return {"run": run, "seq": event.seq, "body": ev.to_json(event)}


def result_row(run: str, event: ev.Event, values: ev.NodeValues, encoder: ValueEncoder) -> Row:
    """What a node received and produced; `event` is its end."""
    inputs, outputs = values
    return {
        "run": run,
        "node": event.node,  # type: ignore[union-attr]  # only the end of a node brings values
        "inputs": encoder.ports(inputs),
        "outputs": None if outputs is None else encoder.ports(outputs),
    }


def insert_events(connection: Connection, rows: list[Row]) -> None:
    """Rows that are there already stay: a commit may have come through although the answer to it was lost."""
    _insert_many(connection, "events", rows)


def insert_results(connection: Connection, rows: list[Row]) -> None:
    """Store results; that of a node which ran once more replaces the one before."""
    _insert_many(connection, "results", rows)


def _insert_many(connection: Connection, table: str, rows: list[Row]) -> None:
    """Hand rows to the driver as they are: what SQLAlchemy does for each of them costs more than the insertion."""
    if not rows:
        return
    statement, columns = _insertion(connection.dialect, table)
    if columns:
        connection.exec_driver_sql(statement, [tuple(row[column] for column in columns) for row in rows])
    else:
        connection.exec_driver_sql(statement, rows)


@lru_cache(maxsize=8)
def _insertion(dialect: Dialect, table: str) -> tuple[str, tuple[str, ...]]:
    """The statement for a database, and the order of its columns where it takes them by position."""
    from sqlalchemy.dialects import postgresql, sqlite

    from engine.run.history import tables

    module: Any = {"postgresql": postgresql, "sqlite": sqlite}[dialect.name]
    insertion = module.insert(tables.metadata.tables[table])
    if table == "results":
        excluded = insertion.excluded
        replaced = {"inputs": excluded.inputs, "outputs": excluded.outputs}
        insertion = insertion.on_conflict_do_update(index_elements=["run", "node"], set_=replaced)
    else:
        insertion = insertion.on_conflict_do_nothing()
    compiled = insertion.compile(dialect=dialect)
    return str(compiled), tuple(compiled.positiontup or ())


def keep_files(connection: Connection, encoders: Mapping[str, ValueEncoder]) -> None:
    """Store which files runs use: those that their encoders have written or met."""
    from engine.run.history import tables
    from engine.run.history.database import upsert

    # in one order everywhere, so that two who bring the same files do not wait for each other
    artifacts = {sha256: facts for encoder in encoders.values() for sha256, facts in encoder.artifacts.items()}
    if artifacts:
        files = [
            {"sha256": sha256, "suffix": suffix, "size_bytes": size}
            for sha256, (suffix, size) in sorted(artifacts.items())
        ]
        connection.execute(_held(connection, tables.artifacts, "sha256", "suffix"), files)
        uses = [{"run": run, "sha256": sha256} for run, encoder in encoders.items() for sha256 in encoder.artifacts]
        connection.execute(upsert(connection, tables.uses).on_conflict_do_nothing(), uses)


def _held(connection: Connection, table: Table, key: str, column: str) -> Any:
    """An insertion; a row that is there is locked and left as it is, so that nobody removes it before it is used."""
    from engine.run.history.database import upsert

    return upsert(connection, table).on_conflict_do_update(index_elements=[key], set_={column: table.c[column]})

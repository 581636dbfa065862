"""Opening the database of the history: pragmas, migrations, and what to do with a damaged file."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

from filelock import FileLock
from sqlalchemy import Connection, Engine, Table, create_engine, event, inspect, text
from sqlalchemy.exc import DatabaseError, DBAPIError, InterfaceError, OperationalError

from engine.errors import HistoryError
from nodes.sdk.texts import mark

HEAD = "0001"
"""The newest migration. A database that has it needs no Alembic."""
BUSY_S = 30
_migrating = threading.Lock()
"""Alembic keeps what it works on in its modules: two databases at once would get each other's tables."""


def opened(path: Path) -> tuple[Engine, str]:
    """The SQLite database at `path`, in its newest form, and what a person should know of it (mostly nothing).

    A file that is damaged is set aside under another name, and a new one begun. Raises OSError where the folder
    cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(path.with_suffix(".lock"), timeout=BUSY_S):
        try:
            return _ready(path), ""
        except OperationalError:
            raise  # locked, or no room: the file itself is sound
        except DatabaseError as error:
            aside = _set_aside(path)
            return _ready(path), mark(
                f"the history was damaged ({error.orig}); it is kept as {aside}, and a new one begun"
            )


def sqlite_engine(url: str) -> Engine:
    """An engine for a SQLite file that several programs use."""
    engine = create_engine(url, connect_args={"timeout": BUSY_S})

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # SQLAlchemy begins transactions, so that those of a migration are whole
        # WAL: readers never wait for the writer; a killed program loses nothing that was committed
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "auto_vacuum=INCREMENTAL"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        options = connection.get_execution_options()
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("immediate") else "BEGIN")

    return engine


def _ready(path: Path) -> Engine:
    engine = sqlite_engine(f"sqlite:///{path}")
    try:
        with engine.connect() as connection:
            if not path.stat().st_size or _revision(connection) != HEAD:
                migrate(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _revision(connection: Any) -> str:
    if not inspect(connection).has_table("alembic_version"):
        return ""
    revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(revision or "")


def writing(engine: Engine) -> Engine:
    """The same database, for transactions that read before they write: they wait for each other from the start."""
    return engine.execution_options(immediate=True)


def is_away(error: BaseException) -> bool:
    """Whether a database cannot be reached, or not now, so that the same work may succeed a moment later."""
    return isinstance(error, OperationalError | InterfaceError) or (
        isinstance(error, DBAPIError) and error.connection_invalidated
    )


def upsert(connection: Connection, table: Table) -> Any:
    """An insert that can say what to do ``on_conflict``, in the words of this database."""
    from sqlalchemy.dialects import postgresql, sqlite

    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def migrate(engine: Engine, scripts: str = "engine.run.history:migrations") -> None:
    """Bring the tables to their newest form; `scripts` is a package of migrations.

    Raises HistoryError where a newer iceOS has been there.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", scripts)
    with _migrating, engine.begin() as connection:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:  # it does not know the revision that it finds
            remedy = mark("Update this one, or use another database.")
            raise HistoryError("the database was made by a newer version of iceOS", remedy=remedy) from error


def _set_aside(path: Path) -> Path:
    aside = path.with_name(f"{path.stem}.damaged-{time.strftime('%Y%m%d-%H%M%S')}{path.suffix}")
    for ending in ("", "-wal", "-shm"):
        file = path.with_name(path.name + ending)
        if file.exists():
            file.replace(aside.with_name(aside.name + ending))
    return aside

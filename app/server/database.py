"""The one database: opened, and brought to its newest form by whoever comes first."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

import tenacity
from filelock import FileLock
from sqlalchemy import Engine, create_engine, text

from engine.run.history.database import is_away, migrate, sqlite_engine

VERSIONS = "server_version"
"""The table in which Alembic notes which of our migrations are done."""
_LOCK = 0x1CE05
POOL = 20
P = ParamSpec("P")
T = TypeVar("T")
log = logging.getLogger(__name__)


def connect(url: str) -> Engine:
    """An engine for the database at `url`; nothing is opened yet."""
    if url.startswith("sqlite"):
        return sqlite_engine(url)
    return create_engine(url, pool_size=POOL, max_overflow=POOL, pool_pre_ping=True)


def prepare(engine: Engine) -> None:
    """Make the tables, or bring them to their newest form; several programs may come at once. Blocks.

    Raises sqlalchemy.exc.OperationalError where the database cannot be reached.
    """
    with exclusive_lock(engine):
        migrate(engine)
        migrate(engine, "app.server:migrations")


async def retry_while_unavailable(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Do what blocks on the database in a thread, and again as long as the database is away.

    `work` may be done twice: an answer can be lost after it was done.
    """
    tries = tenacity.AsyncRetrying(
        retry=tenacity.retry_if_exception(is_away),
        wait=tenacity.wait_random_exponential(multiplier=0.2, max=2),
        before_sleep=_log_retry,
        reraise=True,
    )
    return await tries(asyncio.to_thread, work, *args, **kwargs)


def _log_retry(state: tenacity.RetryCallState) -> None:
    error = state.outcome.exception() if state.outcome else None
    log.warning("the database is away, trying again: %s", getattr(error, "orig", error))


@contextmanager
def exclusive_lock(engine: Engine) -> Iterator[None]:
    """Of all programs that come to this database at once, one at a time does what is in here. Blocks.

    Raises filelock.Timeout after a minute of waiting for a SQLite file.
    """
    if engine.dialect.name == "sqlite":
        with FileLock(f"{engine.url.database}.lock", timeout=60):
            yield
        return
    with engine.connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _LOCK})
        connection.commit()
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _LOCK})
            connection.commit()

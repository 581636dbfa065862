"""Keeping a server small: runs that are over for long are forgotten, and files go that nothing uses any more."""

from __future__ import annotations

import contextlib
import json
import logging
import shutil
import time
from pathlib import Path

from sqlalchemy import Engine, delete, or_, select
from sqlalchemy.exc import IntegrityError

from app.server.artifacts import SharedArtifacts
from app.server.durable import Durable
from app.server.tables import answers, deaths, messages, requests, stops, versions
from engine.run.artifacts import Artifacts
from engine.run.history.database import writing
from engine.run.history.tables import artifacts, chains, runs, uses
from engine.run.status import UNFINISHED

log = logging.getLogger(__name__)
DAY_S = 86_400.0
FRESH_S = DAY_S
"""A file this young may be an upload that waits for its run."""
LEFT_S = 3600.0
"""A folder of a run that is over and this old was left by a process that was killed."""
BATCH = 200


class Retention:
    """All of it blocks. `keep_days` is how long runs are kept once they are over; 0 keeps them."""

    def __init__(
        self, database: Engine, stored: Artifacts, durable: Durable, data: Path, keep_days: float, *, leads: bool
    ) -> None:
        self._database = database
        self._artifacts = stored
        self._durable = durable
        self._data = data
        self._keep_s = keep_days * DAY_S
        self._leads = leads

    def sweep(self) -> int:
        """Do all of it; returns how many runs were forgotten. One that only does nodes looks after its own disk."""
        forgotten = 0
        if self._leads:
            while self._keep_s and (old := self._expired()):
                log.debug("forgotten, since they were over for %g days: %s", self._keep_s / DAY_S, ", ".join(old))
                forgotten += len(self.forget(old))
            self._drop_unused()
            self._artifacts.collect(self._used(), FRESH_S)
        if isinstance(self._artifacts, SharedArtifacts):
            self._artifacts.trim()
        self._remove_folders()
        if forgotten:
            log.info("%d runs are forgotten: they were over for %g days", forgotten, self._keep_s / DAY_S)
        return forgotten

    def forget(self, run_ids: list[str]) -> list[str]:
        """Remove those of these runs that are over, and what is known of them; returns which."""
        with writing(self._database).begin() as connection:
            finished = (
                select(runs.c.id).where(runs.c.id.in_(run_ids), runs.c.status.not_in(UNFINISHED)).with_for_update()
            )
            forgotten = list(connection.execute(finished).scalars())
            connection.execute(delete(runs).where(runs.c.id.in_(forgotten)))
            for table in (requests, answers, deaths):
                connection.execute(delete(table).where(table.c.run.in_(forgotten)))
            for table in (messages, stops):
                of_them = [table.c.key.startswith(run, autoescape=True) for run in forgotten]
                connection.execute(delete(table).where(or_(False, *of_them)))
        self._durable.forget(forgotten)  # last: of a run that somebody goes on with, nothing may be missing
        return forgotten

    def _expired(self) -> list[str]:
        finished = select(runs.c.id).where(
            runs.c.status.not_in(UNFINISHED), runs.c.finished_at < time.time() - self._keep_s
        )
        with self._database.connect() as connection:
            return list(connection.execute(finished.order_by(runs.c.finished_at).limit(BATCH)).scalars())

    def _drop_unused(self) -> None:
        """Rows of chains that no run is a run of, and of files that no run uses."""
        for column, used in ((chains.c.id, runs.c.chain), (artifacts.c.sha256, uses.c.sha256)):
            try:
                with writing(self._database).begin() as connection:
                    connection.execute(delete(column.table).where(column.not_in(select(used))))
            except IntegrityError:
                log.info("%s: a run came to use one in this moment; the next time", column.table.name)

    def _used(self) -> set[str]:
        """Hashes of files that a run or a published chain needs."""
        with self._database.connect() as connection:
            used = set(connection.execute(select(uses.c.sha256).distinct()).scalars())
            for files in connection.execute(select(versions.c.files)).scalars():
                used |= {reference["sha256"] for reference in json.loads(files).values()}
        return used

    def _remove_folders(self) -> None:
        with self._database.connect() as connection:
            running = tuple(connection.execute(select(runs.c.id).where(runs.c.status.in_(UNFINISHED))).scalars())
        for parent in ("checks", "nodes", "runs", "work"):
            for folder in (self._data / parent).glob("*"):
                with contextlib.suppress(FileNotFoundError):  # another process does the same
                    if not folder.name.startswith(running) and time.time() - folder.stat().st_mtime > LEFT_S:
                        log.debug("%s is removed: somebody who was killed left it", folder)
                        shutil.rmtree(folder, ignore_errors=True)

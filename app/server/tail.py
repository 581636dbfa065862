"""Following a run: its stored events, and new ones as they are stored, to as many readers as there are."""

from __future__ import annotations

import asyncio
import contextlib
from bisect import bisect_right
from collections.abc import AsyncGenerator, AsyncIterator
from functools import partial
from typing import NamedTuple

from sqlalchemy import Engine, select

from app.server.database import retry_while_unavailable
from engine.run.history.tables import events, runs
from engine.run.status import RunStatus

POLL_S = 0.1
"""For runs that another process carries."""
PAGE = 500
RECENT = 5000
"""Events of a run that are followed and kept in memory; slower readers take theirs from the database."""


class StoredEvent(NamedTuple):
    seq: int
    body: str


class Tails:
    """All runs that somebody follows."""

    def __init__(self, database: Engine) -> None:
        self._database = database
        self._tails: dict[str, _Tail] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self.ended = False
        """Whether nobody is served any more, because the program ends."""

    def end(self) -> None:
        """End all of them, wherever they are. Call it on the loop."""
        self.ended = True
        for tail in self._tails.values():
            tail.end()

    def stored(self, run_ids: set[str]) -> None:
        """Something was stored of these runs. Called from any thread."""
        if self._loop is not None and not self._loop.is_closed() and self._tails:
            self._loop.call_soon_threadsafe(self._wake, run_ids)

    async def follow(self, run: str, after: int = 0) -> AsyncGenerator[StoredEvent]:
        """Its events above `after`, to the end of the run, or of this program."""
        if self.ended:
            return
        self._loop = asyncio.get_running_loop()
        tail = self._tails.get(run)
        if tail is None:
            tail = self._tails[run] = _Tail(self._database, run)
        tail.readers += 1
        try:
            async for event in tail.read(after):
                yield event
        finally:
            tail.readers -= 1
            if not tail.readers:
                tail.close()
                self._tails.pop(run, None)

    @property
    def readers(self) -> int:
        """How many follow a run through this process."""
        return sum(tail.readers for tail in self._tails.values())

    def _wake(self, run_ids: set[str]) -> None:
        for run in run_ids:
            if tail := self._tails.get(run):
                tail.news.set()


class _Tail:
    """One look at the database for all readers of a run."""

    def __init__(self, database: Engine, run: str) -> None:
        self.readers = 0
        self.news = asyncio.Event()
        self._database = database
        self._run = run
        self._recent: list[StoredEvent] = []
        self._begins = 0
        """Events above this number are kept, those before are in the database."""
        self._over = False
        self._changed = asyncio.Condition()
        self._polling: asyncio.Task[None] | None = None

    async def read(self, after: int) -> AsyncIterator[StoredEvent]:
        if self._polling is None:
            self._begins = after
            self._polling = asyncio.create_task(self._poll())
        while True:
            if after < self._begins:
                page = await retry_while_unavailable(self._page, after)
                for event in page:
                    yield event
                after = page[-1].seq if page else self._begins
                continue
            fresh = self._recent[bisect_right(self._recent, after, key=lambda event: event.seq) :]
            for event in fresh:
                yield event
                after = event.seq
            if fresh:
                continue
            if self._over:
                if self._polling.done():
                    self._polling.result()
                return
            async with self._changed:
                await self._changed.wait_for(partial(self._has_more, after))

    def _has_more(self, after: int) -> bool:
        return self._over or (bool(self._recent) and self._recent[-1].seq > after)

    async def _poll(self) -> None:
        """Until the run is over: take what is new, wake whoever waits."""
        last = self._begins
        try:
            while not self._over:
                self.news.clear()
                page, is_over = await retry_while_unavailable(self._state, last)
                async with self._changed:
                    self._recent += page
                    last = page[-1].seq if page else last
                    if len(self._recent) > 2 * RECENT:
                        self._begins = self._recent[-RECENT - 1].seq
                        del self._recent[:-RECENT]
                    self._over |= is_over and not page
                    self._changed.notify_all()
                if not page and not is_over:
                    with contextlib.suppress(TimeoutError):
                        await asyncio.wait_for(self.news.wait(), POLL_S)
        finally:  # told to end while it waited, or it failed: its readers wait for it
            self._over = True
            async with self._changed:
                self._changed.notify_all()

    def end(self) -> None:
        self._over = True
        self.news.set()

    def close(self) -> None:
        if self._polling is not None:
            self._polling.cancel()

    def _page(self, after: int) -> list[StoredEvent]:
        newer = select(events.c.seq, events.c.body).where(events.c.run == self._run, events.c.seq > after)
        with self._database.connect() as connection:
            return [
                StoredEvent(row.seq, row.body) for row in connection.execute(newer.order_by(events.c.seq).limit(PAGE))
            ]

    def _state(self, after: int) -> tuple[list[StoredEvent], bool]:
        """What is new, and whether the run is over: asked first, so that nothing comes after it."""
        with self._database.connect() as connection:
            status = connection.execute(select(runs.c.status).where(runs.c.id == self._run)).scalar()
        return self._page(after), status is None or RunStatus(status).is_over

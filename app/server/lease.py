"""Who is there: each process shows that it lives, and what a dead one left is put back for others.

No clock is trusted, of this machine or of another: a beat counts up, and a process is dead when an observer has
looked for the length of the lease and the count has not changed. Looks that fail do not count.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy import Connection, Engine, delete, insert, or_, select, update

from app.server.tables import processes, requests
from engine.run.history.database import writing
from engine.run.history.tables import runs
from engine.run.status import RunStatus

log = logging.getLogger(__name__)
BEAT_S = 1.0


class Member(NamedTuple):
    """A process as others see it."""

    id: str
    kind: str
    host: str
    queues: tuple[str, ...]
    version: str


class Beat(NamedTuple):
    """What a process has counted to, and since when that is known (on the clock of this one)."""

    beat: int
    seen_at_s: float


class Lease:
    """This process's place among all. Everything blocks.

    `requeue_pending` queues again what a process (its id) had begun; `charge` counts a death for what it was at, in
    the transaction in which that is taken from it.
    """

    def __init__(
        self,
        database: Engine,
        me: Member,
        lease_s: float,
        requeue_pending: Callable[[str], None],
        charge: Callable[[Connection, str], None],
    ) -> None:
        self._database = database
        self._me = me
        self._lease_s = lease_s
        self._requeue_pending = requeue_pending
        self._charge = charge
        self._seen: dict[str, Beat] = {}

    def begin(self) -> None:
        with writing(self._database).begin() as connection:
            self._register(connection)

    def beat(self) -> bool:
        """Show that this process lives, and look after the others.

        Returns False where somebody has taken it for dead: what it runs is no longer its own.
        """
        with writing(self._database).begin() as connection:
            own_row = update(processes).where(
                processes.c.id == self._me.id, processes.c.ended_by.in_(("", self._me.id))
            )
            alive = bool(connection.execute(own_row.values(beat=processes.c.beat + 1)).rowcount)
            if (
                not alive
                and not connection.execute(select(processes.c.id).where(processes.c.id == self._me.id)).first()
            ):
                log.info("%s takes part again: whoever took over has finished", self._me.id)
                self._register(connection)
            members = list(connection.execute(select(processes).where(processes.c.id != self._me.id)))
        for member in members:
            if self._is_dead(member.id, member.beat):
                self._fail_over(member.id, member.beat)
        self._seen = {member.id: self._seen[member.id] for member in members if member.id in self._seen}
        return alive

    def members(self) -> list[Member]:
        with self._database.connect() as connection:
            rows = connection.execute(select(processes).where(processes.c.ended_by == "").order_by(processes.c.id))
            return [
                Member(r.id, r.kind, r.host, tuple(r.queues.split(",")) if r.queues else (), r.version) for r in rows
            ]

    def processes(self) -> set[str]:
        """Ids of all processes: those that live, those that leave, and dead ones that somebody takes over from."""
        with self._database.connect() as connection:
            return set(connection.execute(select(processes.c.id)).scalars())

    def may_claim(self, connection: Connection) -> bool:
        """Whether this process is one that takes runs, to the end of the transaction.

        One that leaves, or was taken for dead, takes none: nobody would look for it there.
        """
        own_row = select(processes.c.id).where(processes.c.id == self._me.id, processes.c.ended_by == "")
        return connection.execute(own_row.with_for_update(read=True)).first() is not None

    def stop_claiming(self) -> None:
        """From now on this process takes no run, whoever offers it one; it is still looked after as one that lives."""
        with writing(self._database).begin() as connection:
            own_row = update(processes).where(processes.c.id == self._me.id, processes.c.ended_by == "")
            connection.execute(own_row.values(ended_by=self._me.id))

    def release(self) -> None:
        """Nothing that this process still writes of its runs is taken any more."""
        with writing(self._database).begin() as connection:
            self._release(connection, self._me.id)

    def leave(self) -> None:
        """Offer to others what this process has begun and released, and go."""
        self._requeue_pending(self._me.id)
        with writing(self._database).begin() as connection:
            connection.execute(delete(processes).where(processes.c.id == self._me.id))

    def _register(self, connection: Connection) -> None:
        row = {**self._me._asdict(), "queues": ",".join(self._me.queues), "beat": 0, "ended_by": ""}
        connection.execute(insert(processes).values(row))

    def _is_dead(self, member: str, beat: int) -> bool:
        previous = self._seen.get(member)
        now_s = time.monotonic()
        if previous is None or previous.beat != beat:
            self._seen[member] = Beat(beat, now_s)
            return False
        standing_s = now_s - previous.seen_at_s
        if standing_s > 2 * BEAT_S:
            log.debug("%s has not beaten for %.1f s", member, standing_s)
        return standing_s > self._lease_s

    def _fail_over(self, dead: str, beat: int) -> None:
        """One of those who see that a process is dead does this; another when that one dies over it."""
        with writing(self._database).begin() as connection:
            living = select(processes.c.id).where(processes.c.id != dead)
            claimed = (
                update(processes)
                .where(processes.c.id == dead, processes.c.beat == beat)
                .where(or_(processes.c.ended_by.in_(("", self._me.id)), processes.c.ended_by.not_in(living)))
            )
            if not connection.execute(claimed.values(ended_by=self._me.id)).rowcount:
                log.debug("%s beats again, or another takes over from it", dead)
                return
        log.warning("%s shows no sign of life; what it had begun goes on elsewhere", dead)
        with writing(self._database).begin() as connection:
            self._charge(connection, dead)
            self._release(connection, dead)
        self._requeue_pending(dead)
        with writing(self._database).begin() as connection:
            connection.execute(delete(processes).where(processes.c.id == dead))

    def _release(self, connection: Connection, process: str) -> None:
        """Nothing that a process still writes of its runs is taken any more: they wait in the queue again."""
        held = select(requests.c.run).where(requests.c.process == process)
        running = update(runs).where(runs.c.id.in_(held), runs.c.status == RunStatus.RUNNING)
        released = connection.execute(running.values(owner="", status=RunStatus.QUEUED))
        connection.execute(update(requests).where(requests.c.process == process).values(process=""))
        log.debug("%s: %d runs are released", process, released.rowcount)

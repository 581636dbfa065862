"""Who is there: each process shows that it lives, and what a dead one left is put back for others.

No clock is trusted, of this machine or of another: a beat counts up, and a process is dead when an observer has
looked for the length of the lease and the count has not changed. Looks that fail do not count, and between two looks
no more than `GAP_S`: an observer that was itself held up has not seen anything.

The beat comes from a thread that work does not hold up, and carries a count of the loop's own: a process whose loop
stands still is dead, too, after a longer time. How long a process may stand still is its own to say: on a machine that
is starved its beats come late, and it asks for more.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, Row, delete, insert, or_, select, update

from app.server.tables import processes, requests
from engine.run.history.database import writing
from engine.run.history.tables import runs
from engine.run.status import RunStatus

log = logging.getLogger(__name__)
BEAT_S = 1.0
GAP_S = 2 * BEAT_S
LOOP_LEASES = 10
"""Leases for which a loop may stand still while its process beats."""
DELAYS = 60
"""Of its own beats, that a process remembers."""
DELAYS_A_LEASE, MOST_LEASES = 4, 10
"""A lease is so many times the longest of them, up to so many times what is set."""


class Member(NamedTuple):
    """A process as others see it."""

    id: str
    kind: str
    host: str
    queues: tuple[str, ...]
    version: str


@dataclass
class Sight:
    """What a process has counted to, and how long this one has seen it stand there."""

    beat: int
    loop_beat: int | None
    standing_s: float = 0.0
    loop_standing_s: float = 0.0


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
        self._seen: dict[str, Sight] = {}
        self._looked_at_s: float | None = None
        self._beat_at_s: float | None = None
        self._delays_s: deque[float] = deque(maxlen=DELAYS)

    def begin(self) -> None:
        with writing(self._database).begin() as connection:
            self._register(connection)

    @property
    def delay_s(self) -> float:
        """How late the latest beat was."""
        return self._delays_s[-1] if self._delays_s else 0.0

    @property
    def length_s(self) -> float:
        """How long this process asks others to wait for a sign of life, by how late its own beats were of late."""
        wanted_s = DELAYS_A_LEASE * max(self._delays_s, default=0.0)
        return max(self._lease_s, min(wanted_s, MOST_LEASES * self._lease_s))

    def beat(self, loop_beat: int) -> bool:
        """Show that this process lives, and what its loop has counted to.

        Returns False where somebody has taken it for dead: what it runs is no longer its own.
        """
        now_s = time.monotonic()
        if self._beat_at_s is not None:
            self._delays_s.append(max(0.0, now_s - self._beat_at_s - BEAT_S))
        self._beat_at_s = now_s
        with writing(self._database).begin() as connection:
            own_row = update(processes).where(
                processes.c.id == self._me.id, processes.c.ended_by.in_(("", self._me.id))
            )
            told = {"beat": processes.c.beat + 1, "loop_beat": loop_beat, "lease_s": self.length_s}
            alive = bool(connection.execute(own_row.values(told)).rowcount)
            if (
                not alive
                and not connection.execute(select(processes.c.id).where(processes.c.id == self._me.id)).first()
            ):
                log.info("%s takes part again: whoever took over has finished", self._me.id)
                self._register(connection)
        return alive

    def look(self) -> None:
        """Look after the others, and take over from those that are dead."""
        with self._database.connect() as connection:
            members = list(connection.execute(select(processes).where(processes.c.id != self._me.id)))
        now_s = time.monotonic()
        gap_s = 0.0 if self._looked_at_s is None else min(now_s - self._looked_at_s, GAP_S)
        self._looked_at_s = now_s
        seen = {member.id: self._sight(member, gap_s) for member in members}
        self._seen = seen
        for member in members:
            if self._is_dead(member.id, seen[member.id], member.lease_s or self._lease_s):
                self._fail_over(member.id, member.beat)

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

    def _sight(self, member: Row[Any], gap_s: float) -> Sight:
        sight = Sight(member.beat, member.loop_beat)
        if (previous := self._seen.get(member.id)) is None:
            return sight
        if previous.beat == member.beat:
            sight.standing_s = previous.standing_s + gap_s
        if member.loop_beat is not None and previous.loop_beat == member.loop_beat:
            sight.loop_standing_s = previous.loop_standing_s + gap_s
        return sight

    def _is_dead(self, member: str, sight: Sight, lease_s: float) -> bool:
        if sight.standing_s > 2 * BEAT_S:
            log.debug("%s has not beaten for %.1f s", member, sight.standing_s)
        if sight.loop_standing_s > LOOP_LEASES * lease_s:
            log.warning("%s beats, but its loop has stood still for %.0f s", member, sight.loop_standing_s)
            return True
        return sight.standing_s > lease_s

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

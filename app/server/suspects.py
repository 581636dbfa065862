"""Work that may take its process down: how often one died with it is counted, and after some times it is set aside.

A process that is told to end gives its work back, and nothing is counted. One that dies says nothing of what it died
of, so that everything it was at is suspected. Suspects are done one at a time in a process until what is suspected of
them is over: whatever dies the next time is not a neighbour of a suspect's making.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, Select, and_, delete, func, insert, select, update

from app.server.tables import deaths, requests
from engine.run import events as ev
from engine.run.history.database import upsert, writing
from engine.run.history.tables import events, runs
from engine.run.status import UNFINISHED, RunStatus

log = logging.getLogger(__name__)
TRIES = 5
"""Processes that died with a run which got no further in any of them, or with a node at a worker."""
NODE_TRIES = 10
"""Processes that died with the same node of a run at work, although others of its nodes came to their end."""
REMEDY = "An operator looks into it; then resume the run."
_NAMES = 10


class Life:
    """What a run has been at since it was claimed. Fold its events into it with `apply`."""

    def __init__(self) -> None:
        self._begun: dict[str, bool] = {}
        self.over: set[str] = set()

    def apply(self, event: ev.Event) -> None:
        match event:
            case ev.NodeStarted():
                self._begun[event.node] = False
            case ev.NodePhase() if event.node in self._begun:
                self._begun[event.node] = bool(event.question)
            case ev.NodeFinished() | ev.NodeCached() | ev.NodeFailed() | ev.NodeSkipped() | ev.NodeCancelled():
                self._begun.pop(event.node, None)
                self.over.add(event.node)

    @property
    def at_work(self) -> list[str]:
        """Nodes that have begun and are not over, except those that wait for a person."""
        return [node for node, asks in self._begun.items() if not asks]

    @property
    def is_waiting(self) -> bool:
        """Whether it does nothing but wait for people."""
        return bool(self._begun) and not self.at_work


class Suspicion(NamedTuple):
    """What is counted of a run: how many processes died with it in which it got no further, and with each node."""

    lives: int
    nodes: dict[str, int]

    def __bool__(self) -> bool:
        return bool(self.lives or self.nodes)

    @property
    def words(self) -> str:
        """Why the run is set aside; empty as long as it is not."""
        most = max(self.nodes.values(), default=0)
        if self.lives < TRIES and most < NODE_TRIES:
            return ""
        count = most if most >= NODE_TRIES else self.lives
        return f"set aside: {count} processes died with it, {_while(self.worst)}"

    @property
    def worst(self) -> list[str]:
        """The nodes that were at work most often."""
        most = max(self.nodes.values(), default=0)
        return sorted(node for node, count in self.nodes.items() if count == most)


class Turn:
    """The turn of one suspect in this process; over as soon as nothing that is suspected of it is left."""

    def __init__(self, turns: asyncio.Lock, cleared: Callable[[], None]) -> None:
        self._turns = turns
        self._cleared = cleared
        self._is_taken = False
        self._suspected: set[str] = set()
        self._life = Life()

    async def take(self) -> None:
        await self._turns.acquire()
        self._is_taken = True

    def watch(self, suspected: Suspicion) -> None:
        self._suspected = set(suspected.nodes)

    def apply(self, event: ev.Event) -> None:
        """Something happened in the run."""
        if not self._is_taken:
            return
        self._life.apply(event)
        if self._life.over and self._suspected <= self._life.over:
            self.close()
            self._cleared()
        elif self._life.is_waiting:
            self.close()

    def close(self) -> None:
        if self._is_taken:
            self._is_taken = False
            self._turns.release()


class Suspects:
    """What is counted in the database. Everything blocks."""

    def __init__(self, database: Engine, nodes_of: Callable[[str], Iterable[str]]) -> None:
        """`nodes_of` gives the keys of the nodes that a process has taken from the queues of workers."""
        self._database = database
        self._nodes_of = nodes_of

    def charge(self, connection: Connection, process: str) -> None:
        """A process died: count it for all that it was at."""
        held = select(requests.c.run, requests.c.begun_after).join(runs, runs.c.id == requests.c.run)
        carried = held.where(requests.c.process == process, runs.c.status == RunStatus.RUNNING)
        for row in connection.execute(carried.with_for_update(of=runs)).all():
            self._charge_run(connection, row.run, row.begun_after)
        for key in self._nodes_of(process):
            run, _, node = key.partition(":")
            known = connection.execute(_of(run, node, "worker")).first()
            if known is None or known.active:  # else it was waiting for its turn
                _count(connection, run, node, "worker")
                log.warning("a worker died while it was at node %s", key)

    def _charge_run(self, connection: Connection, run: str, begun_after: int) -> None:
        life = Life()
        since = select(events.c.body).where(events.c.run == run, events.c.seq > begun_after).order_by(events.c.seq)
        for (body,) in connection.execute(since):
            if (event := ev.parse(body)) is not None:
                life.apply(event)
        if life.is_waiting:
            return
        clear(connection, run, [*life.over, *([""] if life.over else [])])
        at_work = life.at_work
        if not life.over:
            _count(connection, run, "", "server")
        for node in at_work:
            _count(connection, run, node, "server")
        log.warning("run %s: the process that carried it died, %s", run, _while(at_work))
        _tell(connection, run, at_work[:_NAMES])

    def counts(self) -> dict[str, int]:
        """How many runs are suspected, and how many are set aside."""
        join = deaths.join(runs, runs.c.id == deaths.c.run)
        number = select(func.count(deaths.c.run.distinct())).select_from(join)
        with self._database.connect() as connection:
            suspected = connection.execute(number.where(runs.c.status.in_(UNFINISHED))).scalar()
            aside = connection.execute(
                number.where(runs.c.status == RunStatus.FAILED, deaths.c.kind == "server")
            ).scalar()
        return {"suspected": int(suspected or 0), "set aside": int(aside or 0)}

    def clear(self, run: str) -> None:
        """Nothing that a process might have died of is left in a run."""
        with writing(self._database).begin() as connection:
            clear(connection, run)

    def worker_deaths(self, key: str) -> int:
        """How many workers died with a node (its key) at work."""
        run, _, node = key.partition(":")
        with self._database.connect() as connection:
            row = connection.execute(_of(run, node, "worker")).first()
        return 0 if row is None else int(row[0])

    def set_active(self, key: str, active: bool) -> None:
        """A suspected node is at work again at this worker, or is no more."""
        run, _, node = key.partition(":")
        same = and_(deaths.c.run == run, deaths.c.node == node, deaths.c.kind == "worker")
        with writing(self._database).begin() as connection:
            connection.execute(update(deaths).where(same).values(active=active))


def suspicion(connection: Connection, run: str) -> Suspicion:
    """What is counted of a run that is to be claimed."""
    counted = select(deaths.c.node, deaths.c.count).where(deaths.c.run == run, deaths.c.kind == "server")
    nodes = {node: int(count) for node, count in connection.execute(counted)}
    return Suspicion(nodes.pop("", 0), nodes)


def clear(connection: Connection, run: str, nodes: list[str] | None = None) -> None:
    """Count anew, for some nodes of a run or for all of it."""
    counted = delete(deaths).where(deaths.c.run == run)
    if nodes is not None:
        counted = counted.where(deaths.c.kind == "server", deaths.c.node.in_(nodes))
    connection.execute(counted)


def _of(run: str, node: str, kind: str) -> Select[Any]:
    return select(deaths.c.count, deaths.c.active).where(
        deaths.c.run == run, deaths.c.node == node, deaths.c.kind == kind
    )


def _count(connection: Connection, run: str, node: str, kind: str) -> None:
    row = {"run": run, "node": node, "kind": kind, "count": 1, "active": False}
    once_more = {"count": deaths.c.count + 1, "active": False}
    statement = upsert(connection, deaths).values(row)
    connection.execute(statement.on_conflict_do_update(index_elements=["run", "node", "kind"], set_=once_more))


def _tell(connection: Connection, run: str, nodes: list[str]) -> None:
    """In the run's log, for whoever follows it."""
    last = connection.execute(select(func.max(events.c.seq)).where(events.c.run == run)).scalar() or 0
    message = "the process that was at this died; it is done again, beside no other of which that is known"
    told = [
        ev.NodeLog(seq=last + number, run=run, at=time.time(), node=node, level="warning", message=message)
        for number, node in enumerate(nodes, 1)
    ]
    if told:
        connection.execute(
            insert(events), [{"run": run, "seq": event.seq, "body": ev.to_json(event)} for event in told]
        )


def _while(nodes: list[str]) -> str:
    if not nodes:
        return "between its nodes or before the first"
    more = f" and {len(nodes) - _NAMES} more" if len(nodes) > _NAMES else ""
    return f"while these nodes were at work: {', '.join(nodes[:_NAMES])}{more}"

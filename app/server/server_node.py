"""One process of a server: the database, the engine, its share of the work, and the beat that keeps it alive."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import socket
import time
from importlib.metadata import version
from typing import Any
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from app.server import artifacts, database, isolation
from app.server.chains import Chains
from app.server.durable import Abandoned, Durable
from app.server.guard import Rules
from app.server.lease import BEAT_S, Lease, Member
from app.server.looks import Looks
from app.server.remote import Worker
from app.server.retention import Retention
from app.server.run_executor import Orphan, RunExecutor
from app.server.runs import Runs
from app.server.services import ImageExecutor
from app.server.settings import ServerSettings
from app.server.suspects import Suspects
from app.server.tables import stops
from app.server.tail import Tails
from app.server.tokens import Tokens
from engine.engine import Engine
from engine.executors.docker.executor import DockerExecutor
from engine.folders import folders
from engine.installed import installed
from engine.run.history.store import History
from engine.run.history.writer import Shared
from engine.run.secrets import AnyOf, EnvironmentSecrets, FileSecrets
from nodes.library import network

log = logging.getLogger(__name__)
COMMANDS_S = 0.2
LET_GO_S = 3.0
"""For nodes that are stopped because the process ends; what takes longer ends with the process."""
SWEEP_S = 3600.0
CLOCK_S = 60.0
"""A clock that went so much faster or slower than time does was set, and may have been wrong before, or is now."""


class ServerNode:
    """Made once a program; `begin` and `end` on the event loop that does the work.

    `kind` is ``server`` or ``worker``. A server carries runs, a worker only does nodes of the queues it serves.
    """

    def __init__(self, settings: ServerSettings, kind: str) -> None:
        self.settings = settings
        self.kind = kind
        self.id = f"{socket.gethostname()[:30]}-{os.getpid()}-{uuid4().hex[:6]}"
        os.environ[network.VARIABLE], os.environ[network.ALLOWED] = network.PUBLIC, settings.allow_hosts
        settings.data.mkdir(parents=True, exist_ok=True)
        self.database = database.connect(settings.database)
        self.artifacts = artifacts.open_artifacts(settings.data / "artifacts", settings.artifacts_url)
        self.tails = Tails(self.database)
        shared = Shared(self.tails.stored, self._on_claim_lost)
        self.history = History(settings.data, self.artifacts, database=self.database, shared=shared)
        isolation.limit_tools(settings)
        docker, self.executors = DockerExecutor(), isolation.RunExecutors(settings)
        self.engine = Engine(
            settings.data,
            {"queued": 1000},
            executors={"docker": ImageExecutor(docker, settings), "inline": self.executors.of_none},
            docker=docker,
            workers=self.executors.of_none,
            history=self.history,
            artifacts=self.artifacts,
        )
        self.secrets = AnyOf(
            [EnvironmentSecrets(), *([FileSecrets(settings.secrets_file)] if settings.secrets_file else [])]
        )
        self.catalog = installed(settings.tools_dir, folders().sources)
        self.rules = Rules(settings, self.catalog, self.secrets)
        self.durable = Durable(settings, self.id)
        me = Member(self.id, kind, socket.gethostname(), settings.served, version("iceos"))
        self.suspects = Suspects(self.database, self.durable.nodes_of)
        self.lease = Lease(self.database, me, settings.lease_s, self.durable.requeue_pending, self.suspects.charge)
        self.tokens = Tokens(self.database)
        self.chains = Chains(self.database, self.artifacts, self.rules, self.queues)
        self.runs = Runs(self.database, self.history, self.durable, self.artifacts, self.chains, settings)
        self.looks = Looks(self.runs, self.executors, self.database, self.artifacts, settings.data)
        self.run_executor = RunExecutor(
            self.engine,
            self.executors,
            self.rules,
            self.durable,
            self.database,
            self.artifacts,
            settings.data,
            self.id,
            self.lease.may_claim,
            self.suspects,
        )
        self.worker = Worker(
            self.engine.executors,
            self.executors,
            self.catalog,
            self.secrets,
            self.database,
            self.artifacts,
            settings.data / "nodes",
            self.suspects,
        )
        self.retention = Retention(
            self.database, self.artifacts, self.durable, settings.data, settings.keep_days, leads=bool(settings.runs)
        )
        self.alive = False
        """Whether the last beat reached the database."""
        self._tasks: list[asyncio.Task[None]] = []
        self._orphans: set[Orphan] = set()
        self._abandoned: set[Abandoned] = set()
        self._wake = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    async def begin(self) -> None:
        """Raises what the database raises."""
        self._loop = asyncio.get_running_loop()
        await asyncio.to_thread(database.prepare, self.database)
        await asyncio.to_thread(self.lease.begin)
        await self.durable.begin(self)
        self.alive = True
        self._tasks = [
            asyncio.create_task(self._beat()),
            asyncio.create_task(self._sweep_regularly()),
            asyncio.create_task(self.executors.workers.warm()),
        ]

    async def end(self) -> None:
        """What runs here is finished if that takes less than `drain_s`; else it goes on elsewhere, or here later."""
        self.stop_following()
        if self._tasks:
            try:
                await self._give_back()
            except SQLAlchemyError as error:
                log.warning("the database is away: others will notice that this process is gone (%s)", error)
        for task in self._tasks:
            task.cancel()
        self.run_executor.cancel_all()
        await self.engine.close()
        await self.executors.close()
        self.database.dispose()
        self.durable.end()  # last, and here: it takes the threads of this loop with it

    def stop_following(self) -> None:
        """End all streams: the program is about to end, and who follows a run comes back. Call it on the loop."""
        self.tails.end()

    async def _give_back(self) -> None:
        """First nothing new is taken, then what is here ends or is let go, and only then others are offered it."""
        await asyncio.to_thread(self.lease.stop_claiming)
        await asyncio.to_thread(self.durable.stop_taking)
        drain_s = self.settings.drain_s
        await asyncio.gather(self.run_executor.finish(drain_s), self.worker.finish(drain_s))
        for task in self._tasks:
            task.cancel()
        await asyncio.to_thread(self.lease.release)
        await asyncio.gather(self.run_executor.give_back(LET_GO_S), self.worker.give_back(LET_GO_S))
        await asyncio.to_thread(self.lease.leave)

    async def execute_run(self, run: str, attempt: int) -> None:
        await self.run_executor.execute_run(run, attempt)

    async def serve(self, job: dict[str, Any]) -> dict[str, Any]:
        return await self.worker.serve(job)

    def wake(self) -> None:
        """Somebody has asked for something: look at once. Call it on the loop."""
        self._wake.set()

    def queues(self) -> frozenset[str]:
        """Those that somebody serves now. Blocks."""
        return frozenset(name for member in self.lease.members() for name in member.queues)

    def _on_claim_lost(self, run: str, owner: str) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.run_executor.on_claim_lost, run, owner)

    async def _beat(self) -> None:
        """Beat, look after the others, and do what people ask for."""
        next_beat = next_look = 0.0
        while True:
            try:
                if self._loop_time() >= next_beat:
                    next_beat = self._loop_time() + BEAT_S
                    if not await asyncio.to_thread(self.lease.beat):
                        log.warning("this process was taken for dead; what it was doing goes on elsewhere")
                        self.run_executor.cancel_all()
                    if not self.alive:
                        log.info("the database answers again")
                    self.alive = True
                if self._loop_time() >= next_look and self.settings.runs:
                    next_look = self._loop_time() + self.settings.lease_s
                    await self._requeue_orphans()
                await self._process_commands()
            except SQLAlchemyError as error:
                self.alive = False
                log.warning("the database does not answer: %s", getattr(error, "orig", None) or error)
                await asyncio.sleep(BEAT_S)
            except Exception:  # a process that no longer beats is taken for dead
                log.exception("in the beat of this process")
                await asyncio.sleep(BEAT_S)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), COMMANDS_S)
            self._wake.clear()

    async def _process_commands(self) -> None:
        if self.run_executor.running:
            commands = await asyncio.to_thread(self.run_executor.poll_commands, self.run_executor.asking)
            self.run_executor.apply(commands)
        if keys := self.worker.keys:
            for key in await asyncio.to_thread(self._stopped, keys):
                log.debug("node %s: nobody waits for it any more", key)
                self.worker.stop(key)

    def _stopped(self, keys: list[str]) -> list[str]:
        with self.database.connect() as connection:
            return list(connection.execute(select(stops.c.key).where(stops.c.key.in_(keys))).scalars())

    async def _requeue_orphans(self) -> None:
        """Runs and workflows that nobody carries, twice in a row, are queued anew."""
        orphans = await asyncio.to_thread(self.run_executor.find_orphans)
        for orphan in orphans & self._orphans:
            if await asyncio.to_thread(self.run_executor.requeue, orphan):
                log.warning("run %s was left behind; it is queued again", orphan.run)
        self._orphans = orphans
        processes = await asyncio.to_thread(self.lease.processes)
        abandoned = await asyncio.to_thread(self.durable.find_abandoned, processes)
        for workflow in abandoned & self._abandoned:
            await asyncio.to_thread(self.durable.requeue, workflow)
            log.warning("%s was left behind; it is queued again", workflow.id)
        self._abandoned = abandoned - self._abandoned

    async def _sweep_regularly(self) -> None:
        while True:
            began, steady = time.time(), time.monotonic()
            await asyncio.sleep(SWEEP_S)
            if abs((time.time() - began) - (time.monotonic() - steady)) > CLOCK_S:
                log.warning("the clock was set: what is old is seen the next time")
                continue
            try:
                await asyncio.to_thread(self.retention.sweep)
            except Exception:  # whatever it is, nothing depends on it, and the next hour tries again
                log.exception("old runs and files were not removed")

    def _loop_time(self) -> float:
        assert self._loop is not None
        return self._loop.time()

"""Carrying runs: a run that comes from the queue is claimed, planned and executed, from where it stands."""

from __future__ import annotations

import asyncio
import json
import logging
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy import Engine as Database

from app.server.artifacts import lay_out
from app.server.database import retry_while_unavailable
from app.server.durable import Durable
from app.server.guard import Rules
from app.server.isolation import RunExecutors
from app.server.remote import QueueExecutor
from app.server.sent_files import SentFiles
from app.server.suspects import REMEDY, Suspects, Suspicion, Turn, suspicion
from app.server.tables import answers, processes, requests
from engine.chain.model import Chain
from engine.chain.types import type_of
from engine.engine import Engine
from engine.errors import EngineError
from engine.executors.base import Executor
from engine.flow.nesting import Answer
from engine.run import events as ev
from engine.run.artifacts import Artifacts, Workspace
from engine.run.fence import Fence
from engine.run.history.database import writing
from engine.run.history.resume import with_results
from engine.run.history.tables import events, runs
from engine.run.history.values import Lost
from engine.run.plan import QUEUE
from engine.run.scheduler import Run
from engine.run.scope import RunScope, RunSpec
from engine.run.status import RunStatus
from nodes.sdk.errors import reason_of

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Claim:
    """A run that is ours now, for as long as nobody else becomes its `owner`."""

    id: str
    chain: str
    """The name under which its chain is published; empty for one that is not."""
    owner: str
    attempt: int
    files: Mapping[str, Any]
    scope: RunScope
    seq: int
    suspicion: Suspicion


class Execution(NamedTuple):
    """A run that is carried here."""

    run: Run
    owner: str


class NotTaken(Exception):
    """This process takes no runs any more; others will."""


class Suspected(Exception):
    """A run is carried beside no other of which it is known that a process died with it."""


class Orphan(NamedTuple):
    """A run that nobody carries, and how often somebody has asked to go on with it."""

    run: str
    attempt: int


class RunExecutor:
    """All runs that this process carries. Lives on one event loop."""

    def __init__(
        self,
        engine: Engine,
        executors: RunExecutors,
        rules: Rules,
        durable: Durable,
        database: Database,
        artifacts: Artifacts,
        data: Path,
        process: str,
        may_claim: Callable[[Connection], bool],
        suspects: Suspects,
    ) -> None:
        self._engine = engine
        self._own_executors = executors
        self._rules = rules
        self._durable = durable
        self._database = database
        self._artifacts = artifacts
        self._data = data
        self._process = process
        self._may_claim = may_claim
        self._suspects = suspects
        self._suspect_turn = asyncio.Lock()
        self._clearing: set[asyncio.Task[None]] = set()
        self.running: dict[str, Execution] = {}
        self._claiming: set[str] = set()
        self._tasks: dict[asyncio.Task[Any], str] = {}
        self._leaving = False

    async def execute_run(self, run_id: str, attempt: int) -> None:
        """Execute a run to its end, unless it is over or somebody asked anew.

        Raises `asyncio.CancelledError` where it goes on elsewhere, or will.
        """
        task = asyncio.current_task()
        assert task is not None, "it is called on a loop"
        self._tasks[task] = run_id
        task.add_done_callback(self._tasks.pop)
        with closing(Turn(self._suspect_turn, partial(self._clear, run_id))) as turn:
            await self._execute_in_turn(run_id, attempt, turn)

    async def _execute_in_turn(self, run_id: str, attempt: int, turn: Turn) -> None:
        self._claiming.add(run_id)
        try:
            claim = await self._claim_in_turn(run_id, attempt, turn)
            if claim is None:
                return
            # each claim has its own: who lost a run may still be at it when another begins
            folder = self._data / "runs" / f"{run_id}.{claim.owner[:8]}"
            work = self._engine.work_of(run_id, claim.owner)
            async with self._own_executors.of_run(work, folder) as own:
                try:
                    run = await retry_while_unavailable(self._prepare, claim, folder, own, turn)
                except (EngineError, Lost, OSError, ValueError) as error:
                    await retry_while_unavailable(self._refuse, claim, reason_of(error))
                    return
                if self._leaving:
                    raise asyncio.CancelledError
                is_ours = await self._carry(Execution(run, claim.owner), claim.id, folder)
        finally:
            self._claiming.discard(run_id)
        if not is_ours:
            raise asyncio.CancelledError
        if claim.suspicion:
            self._clear(run_id)
        if run.problem:
            log.warning("run %s: %s", run_id, run.problem)

    async def _carry(self, execution: Execution, run_id: str, folder: Path) -> bool:
        """Execute a run to its end. Whether it is still ours then."""
        self.running[run_id] = execution
        self._claiming.discard(run_id)
        try:
            await self._engine.execute(execution.run)
        finally:
            is_ours = self.running.get(run_id) is execution
            if is_ours:
                del self.running[run_id]
            await asyncio.shield(asyncio.to_thread(shutil.rmtree, folder, True))
        return is_ours

    async def _claim_in_turn(self, run_id: str, attempt: int, turn: Turn) -> Claim | None:
        try:
            try:
                return await retry_while_unavailable(self._claim, run_id, attempt, False)
            except Suspected:
                log.info("run %s waits for its turn: a process died with it, as with another that is at work", run_id)
                await turn.take()
                claim = await retry_while_unavailable(self._claim, run_id, attempt, True)
        except NotTaken:
            raise asyncio.CancelledError from None
        if claim is not None:
            turn.watch(claim.suspicion)
        return claim

    def _clear(self, run_id: str) -> None:
        task = asyncio.ensure_future(retry_while_unavailable(self._suspects.clear, run_id))
        self._clearing.add(task)
        task.add_done_callback(self._clearing.discard)

    def on_claim_lost(self, run_id: str, owner: str) -> None:
        """Somebody else goes on with a run, or it cannot be stored: stop it here. Call it on the loop."""
        execution = self.running.get(run_id)
        if execution is not None and execution.owner == owner:
            log.info("run %s goes on elsewhere: it is stopped here", run_id)
            del self.running[run_id]
            execution.run.cancel()

    def cancel_all(self) -> None:
        """Stop all of them here, without a word to anybody: others go on. Call it on the loop."""
        for run_id, execution in tuple(self.running.items()):
            self.on_claim_lost(run_id, execution.owner)

    async def finish(self, within_s: float) -> None:
        """Wait until the runs here are over, except those that wait for a person."""
        asking = set(self.asking)
        if tasks := [task for task, run_id in self._tasks.items() if run_id not in asking]:
            await asyncio.wait(tasks, timeout=within_s)

    async def give_back(self, within_s: float) -> None:
        """Stop all of them here, for good, and wait until they have let go of what they hold."""
        self._leaving = True
        self.cancel_all()
        if self._tasks:
            await asyncio.wait(tuple(self._tasks), timeout=within_s)

    def apply(self, commands: Commands) -> None:
        """Do what people have asked for. Call it on the loop."""
        for run_id in commands.stopped:
            if execution := self.running.get(run_id):
                log.debug("run %s: somebody stops it", run_id)
                execution.run.cancel()
        for run_id, node, answer in commands.answers:
            execution = self.running.get(run_id)
            if execution is not None and node in execution.run.asking:
                log.debug("run %s: %s is answered by %s", run_id, node, answer.by)
                execution.run.answer(node, answer)

    @property
    def asking(self) -> list[str]:
        """Runs that wait for a person."""
        return [run_id for run_id, execution in self.running.items() if execution.run.asking]

    def poll_commands(self, asking: list[str]) -> Commands:
        """What people have asked of runs of this process. Blocks."""
        stops = select(requests.c.run).where(requests.c.process == self._process, requests.c.stopped)
        wanted_answers = select(answers).where(answers.c.run.in_(asking))
        rows: Sequence[Any] = ()
        with self._database.connect() as connection:
            stopped = list(connection.execute(stops.where(requests.c.run.in_(list(self.running)))).scalars())
            if asking:
                rows = list(connection.execute(wanted_answers))
        return Commands(stopped, [(r.run, r.node, Answer(r.approved, r.note, r.by, r.at)) for r in rows])

    def find_orphans(self) -> set[Orphan]:
        """Runs that nobody carries: said to be here and not here, or at a process that is not there. Blocks."""
        carried = select(runs.c.id, requests.c.attempt).join(requests, requests.c.run == runs.c.id)
        carried = carried.where(runs.c.status == RunStatus.RUNNING)
        unlisted = requests.c.process.not_in(select(processes.c.id))
        with self._database.connect() as connection:
            here = connection.execute(carried.where(requests.c.process == self._process)).all()
            lost = connection.execute(carried.where(unlisted)).all()
        present = self.running.keys() | self._claiming
        return {Orphan(*row) for row in lost} | {Orphan(*row) for row in here if row.id not in present}

    def requeue(self, orphan: Orphan) -> bool:
        """Queue a run anew, from where it stands, unless somebody has done so since. Blocks."""
        same = select(requests.c.run).where(requests.c.run == orphan.run, requests.c.attempt == orphan.attempt)
        with writing(self._database).begin() as connection:
            if connection.execute(same.with_for_update()).first() is None:
                return False
            requeue_run(connection, self._durable, orphan.run)
        return True

    def _claim(self, run_id: str, attempt: int, in_turn: bool) -> Claim | None:
        owner = uuid4().hex
        with writing(self._database).begin() as connection:
            columns = [runs.c.status, runs.c.part]
            columns += [requests.c[name] for name in ("chain", "attempt", "stopped", "files")]
            statement = select(*columns).join(requests, requests.c.run == runs.c.id)
            row = connection.execute(statement.where(runs.c.id == run_id).with_for_update()).first()
            if row is None or row.attempt != attempt or RunStatus(row.status).is_over:
                log.debug(
                    "run %s, attempt %d, is not carried: it is over, was asked for anew, or is gone", run_id, attempt
                )
                return None
            if not self._may_claim(connection):
                log.debug("run %s is left to others: this process leaves", run_id)
                raise NotTaken
            seq = connection.execute(select(func.max(events.c.seq)).where(events.c.run == run_id)).scalar() or 0
            if row.stopped:
                log.debug("run %s was stopped before it began", run_id)
                mark_finished(connection, run_id, seq, RunStatus.CANCELLED)
                return None
            suspected = suspicion(connection, run_id)
            if suspected.words:
                log.error("run %s is %s", run_id, suspected.words)
                set_aside(connection, run_id, seq, suspected)
                return None
            if suspected and not in_turn:
                raise Suspected
            connection.execute(update(runs).where(runs.c.id == run_id).values(status=RunStatus.RUNNING, owner=owner))
            here = {"process": self._process, "begun_after": seq}
            connection.execute(update(requests).where(requests.c.run == run_id).values(here))
            log.debug("run %s, attempt %d, is claimed; it goes on after event %d", run_id, attempt, seq)
            scope = RunScope.load(json.loads(row.part))
            return Claim(run_id, row.chain, owner, attempt, json.loads(row.files), scope, seq, suspected)

    def _prepare(self, claim: Claim, folder: Path, own: Mapping[str, Executor], turn: Turn) -> Run:
        history = self._engine.history
        chain = history.chain(claim.id)
        shutil.rmtree(folder, ignore_errors=True)
        lay_out(self._artifacts, claim.files, folder)
        inputs = inputs_of(chain, history.inputs(claim.id), self._artifacts, folder)
        spec = RunSpec(chain, folder=folder, inputs=inputs, scope=with_results(history, claim.scope))
        work = self._engine.work_of(claim.id, claim.owner)
        fence = Fence(folder, work)
        return self._engine.resume(
            claim.id,
            self._rules.catalog,
            turn.apply,
            spec=spec,
            secrets=self._rules.secrets_of(claim.chain),
            queued=True,
            owner=claim.owner,
            executors=self._executors(claim, work, fence, own),
            fence=fence,
            files=SentFiles(self._artifacts, claim.files, folder),
        )

    def _executors(self, claim: Claim, work: Path, fence: Fence, own: Mapping[str, Executor]) -> dict[str, Executor]:
        workspace = Workspace(work, self._artifacts, fence)
        is_ours = partial(self._holds, claim)
        queue = QueueExecutor(self._durable, self._database, workspace, claim.attempt, is_ours, claim.chain)
        return {**self._engine.executors, **own, QUEUE: queue}

    def _holds(self, claim: Claim) -> bool:
        execution = self.running.get(claim.id)
        return execution is not None and execution.owner == claim.owner

    def _refuse(self, claim: Claim, problem: str) -> None:
        log.info("run %s cannot begin: %s", claim.id, problem)
        with writing(self._database).begin() as connection:
            connection.execute(update(requests).where(requests.c.run == claim.id).values(problem=problem))
            mark_finished(connection, claim.id, claim.seq, RunStatus.FAILED)


@dataclass(frozen=True)
class Commands:
    """What people have asked for since."""

    stopped: list[str]
    answers: list[tuple[str, str, Answer]]


def requeue_run(connection: Connection, durable: Durable, run_id: str) -> None:
    """Queue a run once more, in a transaction of the caller's."""
    row = connection.execute(select(requests).where(requests.c.run == run_id).with_for_update()).one()
    attempt = int(row.attempt) + 1
    log.debug("run %s is queued once more: attempt %d", run_id, attempt)
    values = {"attempt": attempt, "stopped": False, "process": "", "problem": ""}
    connection.execute(update(requests).where(requests.c.run == run_id).values(values))
    fresh = {"status": RunStatus.QUEUED, "owner": "", "finished_at": None}
    connection.execute(update(runs).where(runs.c.id == run_id).values(fresh))
    durable.enqueue_run(connection, run_id, attempt, row.chain)


def set_aside(connection: Connection, run_id: str, seq: int, suspected: Suspicion) -> None:
    """End a run that took its process down again and again; an operator can go on with it."""
    problem = f"{suspected.words}. {REMEDY}"
    connection.execute(update(requests).where(requests.c.run == run_id).values(problem=problem))
    nodes = suspected.worst
    failed = [ev.NodeFailed(node=node, elapsed_s=0.0, reason=suspected.words, remedy=REMEDY) for node in nodes]
    mark_finished(connection, run_id, seq, RunStatus.FAILED, failed)


def mark_finished(
    connection: Connection, run_id: str, seq: int, status: ev.Ending, failed: Sequence[ev.NodeFailed] = ()
) -> None:
    """End a run that nobody carries."""
    at = time.time()
    last_events: list[ev.Event] = []
    if not seq:
        last_events.append(ev.RunStarted(seq=1, run=run_id, at=at, chain="", identity="", nodes=[]))
    for event in failed:
        event.seq, event.run, event.at = seq + len(last_events) + 1, run_id, at
        last_events.append(event)
    last_seq = seq + len(last_events) + 1
    last_events.append(ev.RunFinished(seq=last_seq, run=run_id, at=at, status=status, elapsed_s=0.0))
    rows = [{"run": run_id, "seq": e.seq, "body": ev.events.dump_json(e).decode()} for e in last_events]
    connection.execute(insert(events), rows)
    connection.execute(update(runs).where(runs.c.id == run_id).values(status=status, owner="", finished_at=at))


def inputs_of(chain: Chain, inputs: Mapping[str, Any], artifacts: Artifacts, folder: Path) -> dict[str, Any]:
    """A run's inputs as the chain takes them: uploads become files beside it. Blocks. Raises OSError, ValueError."""
    values = dict(inputs)
    for name, relative in uploads(chain, inputs).items():
        lay_out(artifacts, {relative: inputs[name]}, folder)
        values[name] = str(folder / relative)
    return values


def uploads(chain: Chain, inputs: Mapping[str, Any]) -> dict[str, str]:
    """Those of a run's inputs that are uploaded files: where each lies beside the chain."""
    paths = {}
    for name, value in inputs.items():
        port = chain.inputs.get(name)
        if port is not None and type_of(port.schema_).kind in ("file", "image") and isinstance(value, dict):
            paths[name] = f"uploads/{name}/{Path(str(value.get('name') or name)).name}"
    return paths

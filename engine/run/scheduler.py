"""The scheduler: what all levels of a run share. It knows protocols only: executors, a sink, a recorder."""

from __future__ import annotations

import asyncio
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import Any, Protocol

from engine.chain.identity import identity
from engine.errors import EngineError, NodeError
from engine.executors.base import Executor
from engine.flow.nesting import Answer
from engine.run import events as ev
from engine.run.artifacts import Workspace
from engine.run.cache import Cache
from engine.run.level import Level
from engine.run.plan import Plan, Step
from engine.run.preview import preview
from engine.run.scope import RunSpec, Values
from engine.run.secrets import masked
from engine.run.status import RunStatus
from nodes.sdk.context import Chunk, Cost, Log, Message, Phase, Progress, Usage
from nodes.sdk.texts import mark

Sink = Callable[[ev.Event], None]
"""Takes each event, on the engine's loop; must not block."""

GRACE_S = 5.0
"""How long a stopped node may take to end before it is left behind; threads and processes have less."""
PROGRESS_EVERY_S = 0.05
"""A node that reports faster is heard this often; its last word before the end is lost on nobody."""


class Recorder(Protocol):
    """Keeps what a run tells, off the hot path."""

    def take(self, event: ev.Event, values: ev.NodeValues | None) -> None:
        """Take an event, and with the end of a node what it received and produced. Must not block."""
        ...


def new_run_id() -> str:
    """Sortable and short: date, time (UTC) and four random bytes."""
    return time.strftime("%Y%m%d-%H%M%S-", time.gmtime()) + secrets.token_hex(4)


class Run:
    """One execution of a plan. Make it, keep its `id`, then await `execute` once.

    `restored` holds the outputs of nodes that ended before the run was broken off, by path; `seq` is the last number
    given then.
    """

    def __init__(
        self,
        plan: Plan,
        executors: Mapping[str, Executor],
        sink: Sink,
        workspace: Workspace,
        limits: Mapping[str, int],
        *,
        spec: RunSpec,
        run_id: str = "",
        cache: Cache | None = None,
        keep_from_s: float = 0.0,
        recorder: Recorder | None = None,
        restored: Mapping[str, Mapping[str, Any]] | None = None,
        seq: int = 0,
        grace_s: float = GRACE_S,
    ) -> None:
        self.id = run_id or new_run_id()
        self.plan = plan
        self.executors = executors
        self.workspace = workspace
        self.cache = cache
        self.keep_from_s = keep_from_s
        self.grace_s = grace_s
        self.restored = restored or {}
        self.abandoned: set[asyncio.Task[None]] = set()
        """Work that ignored that it was stopped."""
        self.stopping = ""
        """Why no further node starts anywhere; empty while the run goes on."""
        self.keeping: list[asyncio.Task[None]] = []
        """Outputs on their way to the cache, off the hot path; await them when the run is over."""
        self._sink = sink
        self.recorder = recorder
        self._limits = limits
        self.spec = spec
        self._ready: dict[str, deque[tuple[Level, str]]] = {}
        self._running: dict[str, int] = {}
        self._questions: dict[str, asyncio.Future[Answer]] = {}
        self._spent: dict[str, tuple[int, float]] = {}
        self._seq = seq
        self._resumed = seq > 0
        self._cancelled = False
        self._overspent = False
        self._level = Level(self, plan)

    @property
    def values(self) -> Values:
        """What has come out of each port of the chain so far."""
        return self._level.values

    @property
    def received(self) -> dict[str, dict[str, Any]]:
        """What each node of the chain was given."""
        return self._level.received

    @property
    def asking(self) -> tuple[str, ...]:
        """Nodes that wait for what a person says."""
        return tuple(self._questions)

    @property
    def recorded(self) -> bool:
        return self.recorder is not None

    async def execute(self) -> RunStatus:
        """Run everything and report it. A cancelled awaiting task stops the run and is told so."""
        self._loop = asyncio.get_running_loop()
        self._thread = threading.get_ident()
        started = time.perf_counter()
        self.emit(
            ev.RunStarted,
            chain=self.plan.title,
            identity=identity(self.spec.chain) if self.recorded else "",
            nodes=list(self.plan.steps),
            resumed=self._resumed,
        )
        try:
            await self._level.execute()
        except asyncio.CancelledError:
            self._cancelled = True
            raise
        finally:
            status = self._ending()
            outputs = {name: preview(value) for name, value in self._level.outputs().items()}
            self.emit(ev.RunFinished, status=status, elapsed_s=time.perf_counter() - started, outputs=outputs)
        return status

    def _ending(self) -> ev.Ending:
        if self._cancelled:
            return RunStatus.CANCELLED
        if self._level.failed or self._overspent:
            return RunStatus.FAILED
        return RunStatus.DONE

    def cancel(self) -> None:
        """Stop every running node and start no further one. Call it on the engine's loop."""
        self._cancelled = True
        self.stopping = self.stopping or "stopped"
        self._level.halt(self.stopping)

    def answer(self, path: str, answer: Answer) -> None:
        """Answer the question of a node. Call it on the engine's loop. Raises `EngineError` where none is open."""
        waiting = self._questions.pop(path, None)
        if waiting is None or waiting.done():
            raise EngineError(f"{path} asks nothing")
        waiting.set_result(answer)

    def refuse(self, path: str, reason: str, remedy: str = "") -> None:
        """There is nobody to answer a node: it fails. Call it on the engine's loop."""
        waiting = self._questions.pop(path, None)
        if waiting is not None and not waiting.done():
            waiting.set_exception(NodeError(reason, remedy=remedy))

    # what levels use

    def emit(self, kind: Any, values: ev.NodeValues | None = None, **fields: Any) -> None:
        """Number an event and tell it."""
        if self.plan.secrets:
            fields = masked(fields, self.plan.secrets)
        self._seq += 1
        event = kind(seq=self._seq, run=self.id, at=time.time(), **fields)
        if self.recorder is not None:
            self.recorder.take(event, values)
        self._sink(event)

    def enqueue(self, level: Level, node_id: str, step: Step) -> None:
        """Let a node wait for a place in its lane."""
        lane = self.executors[step.where].lane(step.job)
        self._ready.setdefault(lane, deque()).append((level, node_id))

    def start_ready(self) -> None:
        """Start what waits, as far as there are places."""
        for lane, waiting in self._ready.items():
            limit = self._limits.get(lane, 8)
            while waiting and self._running.get(lane, 0) < limit:
                level, node_id = waiting.popleft()
                if node_id not in level.open:
                    continue
                if level.stopping:
                    level.check_over()
                else:
                    self._running[lane] = self._running.get(lane, 0) + 1
                    level.start(node_id, lane)

    def leave(self, lane: str) -> None:
        """A node has left its place."""
        self._running[lane] -= 1
        self.start_ready()

    def keep(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something for later runs that this one does not wait for."""
        self.keeping.append(self._loop.create_task(work))

    def abandon(self, task: asyncio.Task[None]) -> None:
        """Keep hold of a task that nobody waits for, until it ends."""
        self.abandoned.add(task)
        task.add_done_callback(self.abandoned.discard)

    def folder_of(self, path: str) -> Callable[[], Path]:
        return lambda: self.workspace.of(path)

    async def ask(self, path: str, question: str, shown: Any) -> Answer:
        """Tell that a person is asked, and wait for what they say."""
        waiting: asyncio.Future[Answer] = self._loop.create_future()
        self._questions[path] = waiting
        try:
            self.emit(ev.NodePhase, node=path, phase="waiting for a person", question=question, about=preview(shown))
            return await waiting
        finally:
            self._questions.pop(path, None)

    def listener(self, path: str, is_open: Callable[[], bool]) -> Callable[[Message], None]:
        """What takes the words of a running tool, from any thread."""
        heard = 0.0

        def say(message: Message) -> None:
            nonlocal heard
            if isinstance(message, Progress):
                now = time.monotonic()
                if now - heard < PROGRESS_EVERY_S:
                    return
                heard = now
            if threading.get_ident() == self._thread:
                said(message)
            else:
                self._loop.call_soon_threadsafe(said, message)

        def said(message: Message) -> None:
            if is_open():  # an abandoned thread goes on talking after its node has ended
                self._said(path, message)

        return say

    def _said(self, path: str, message: Message) -> None:
        match message:
            case Progress(fraction, words):
                self.emit(ev.NodeProgress, node=path, fraction=fraction, message=words)
            case Log(words, level):
                self.emit(ev.NodeLog, node=path, message=words, level=level)
            case Chunk(text, port):
                self.emit(ev.NodeChunk, node=path, port=port, text=text)
            case Phase(words, image, digest, warm):
                self.emit(ev.NodePhase, node=path, phase=words, image=image, digest=digest, warm=warm)
            case Usage(cpu, memory):
                tokens, money = self._spent.get(path, (0, 0.0))
                self.emit(ev.NodeStats, node=path, cpu_percent=cpu, memory_bytes=memory, tokens=tokens, money=money)
            case Cost(tokens, money):
                before = self._spent.get(path, (0, 0.0))
                self._spent[path] = (before[0] + tokens, before[1] + money)
                self.emit(ev.NodeStats, node=path, tokens=self._spent[path][0], money=self._spent[path][1])
                self._check_budget()

    def _check_budget(self) -> None:
        policy, spent = self.plan.policy, self._spent.values()
        tokens, money = sum(t for t, _ in spent), sum(m for _, m in spent)
        if policy.budget_tokens is not None and tokens >= policy.budget_tokens:
            reason = mark(f"the budget of {policy.budget_tokens:,} tokens is spent")
        elif policy.budget_money is not None and money >= policy.budget_money:
            reason = mark(f"the budget of {policy.budget_money:,.2f} is spent")
        else:
            return
        self._overspent, self.stopping = True, self.stopping or reason

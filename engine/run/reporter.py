"""What a run tells: events, numbered and handed on, the words of running tools, and questions to a person."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import Any, Protocol

from engine.chain.model import Policy
from engine.errors import EngineError, Failure, NodeError
from engine.flow.nesting import Answer
from engine.run import events as ev
from engine.run.preview import preview
from engine.run.secrets import masked
from nodes.sdk.messages import Chunk, Cost, Log, Message, Notice, Phase, Progress, Usage
from nodes.sdk.texts import Reported, mark
from nodes.sdk.types import Secret

log = logging.getLogger(__name__)

Sink = Callable[[ev.Event], None]
"""Takes each event, on the engine's loop; must not block."""

PROGRESS_EVERY_S = 0.05
"""A node that reports faster is heard this often; its last word before the end is lost on nobody."""

MOST_NOTICES = 100
"""So many are told of one node; that there were more is the last."""


class EventStore(Protocol):
    """Keeps what one run tells, off the hot path. `problem` says why it could not, and is mostly empty."""

    problem: str

    def prepare(self) -> None:
        """Make ready to store. Blocks."""
        ...

    def amend(self, inputs: Mapping[str, Any]) -> None:
        """Before the first event: inputs of the run that are kept as other values than it was given."""
        ...

    def take(self, event: ev.Event, values: ev.NodeValues | None) -> None:
        """Take an event, and with the end of a node what it received and produced. Must not block."""
        ...

    def finish(self) -> None:
        """Wait until all of it is stored. Blocks."""
        ...


class Reporter:
    """The voice of one run. `seq` is the number of the last event that was told before, by the same run.

    Nothing that it tells holds one of the `secrets`.
    """

    def __init__(
        self,
        run: str,
        sink: Sink,
        store: EventStore | None = None,
        *,
        secrets: Sequence[Secret] = (),
        policy: Policy | None = None,
        seq: int = 0,
    ) -> None:
        self.run = run
        self.store = store
        self.is_resumed = seq > 0
        self.overspent = ""
        """Which budget is spent; empty while none is."""
        self._sink = sink
        self.secrets = secrets
        self._policy = policy or Policy()
        self._seq = seq
        self._questions: dict[str, asyncio.Future[Answer]] = {}
        self._costs: dict[str, tuple[int, float]] = {}

    def attach(self) -> None:
        """Take the loop that runs, and its thread, as where events are told."""
        self._loop = asyncio.get_running_loop()
        self._thread = threading.get_ident()

    def hidden(self, failure: Failure) -> Failure:
        """A failure as it may be told, and handed on by an error port: without secrets."""
        return Failure.load(masked(failure.dump(), self.secrets)) if self.secrets else failure

    def emit(self, event: ev.Event, values: ev.NodeValues | None = None) -> None:
        """Number an event and tell it. Call it on the loop."""
        if self.secrets:
            _mask(event, self.secrets)
        self._seq += 1
        event.seq, event.run, event.at = self._seq, self.run, time.time()
        if self.store is not None:
            self.store.take(event, values)
        self._sink(event)

    def listener(self, path: str) -> NodeListener:
        """What takes the words of a running tool."""
        return NodeListener(self, path)

    def call(self, function: Callable[[str, Message], None], path: str, message: Message) -> None:
        """Tell something on the loop, whichever thread this is."""
        if threading.get_ident() == self._thread:
            function(path, message)
        else:
            self._loop.call_soon_threadsafe(function, path, message)

    # questions

    @property
    def asking(self) -> tuple[str, ...]:
        """Nodes that wait for what a person says."""
        return tuple(self._questions)

    async def ask(self, path: str, question: str, subject: Any) -> Answer:
        """Tell that a person is asked, and wait for what they say."""
        waiting: asyncio.Future[Answer] = self._loop.create_future()
        self._questions[path] = waiting
        log.debug("%s asks a person", path)
        try:
            phase = mark("waiting for a person")
            self.emit(ev.NodePhase(node=path, phase=phase, question=question, about=preview(subject)))
            return await waiting
        finally:
            self._questions.pop(path, None)

    def answer(self, path: str, answer: Answer) -> None:
        """Answer the question of a node. Raises `EngineError` where none is open."""
        waiting = self._questions.pop(path, None)
        if waiting is None or waiting.done():
            raise EngineError(f"{path} asks nothing")
        waiting.set_result(answer)

    def refuse(self, path: str, reason: Reported, remedy: Reported = "") -> None:
        """There is nobody to answer a node: it fails."""
        waiting = self._questions.pop(path, None)
        if waiting is not None and not waiting.done():
            waiting.set_exception(NodeError(reason, remedy=remedy))

    # the words of tools

    def report(self, path: str, message: Message) -> None:
        """Tell what a tool says as an event. Call it on the loop."""
        match message:
            case Progress(fraction, text):
                self.emit(ev.NodeProgress(node=path, fraction=fraction, message=text))
            case Log(text, level):
                self.emit(ev.NodeLog(node=path, message=text, level=level))
            case Notice(text, action, count, port):
                self.emit(ev.NodeNotice(node=path, message=text, action=action, count=count, port=port))
            case Chunk(text, port):
                self.emit(ev.NodeChunk(node=path, port=port, text=text))
            case Phase(phase, image, digest, warm):
                self.emit(ev.NodePhase(node=path, phase=phase, image=image, digest=digest, warm=warm))
            case Usage(cpu, memory):
                tokens, money = self._costs.get(path, (0, 0.0))
                event = ev.NodeStats(node=path, cpu_percent=cpu, memory_bytes=memory, tokens=tokens, money=money)
                self.emit(event)
            case Cost(more_tokens, more_money):
                tokens, money = self._costs.get(path, (0, 0.0))
                self._costs[path] = tokens, money = tokens + more_tokens, money + more_money
                self.emit(ev.NodeStats(node=path, tokens=tokens, money=money))
                self._check_budget()

    def _check_budget(self) -> None:
        tokens, money = (sum(amounts) for amounts in zip(*self._costs.values(), strict=True))
        limits = self._policy
        if limits.budget_tokens is not None and tokens >= limits.budget_tokens:
            self.overspent = mark(f"the budget of {limits.budget_tokens:,} tokens is spent")
        elif limits.budget_money is not None and money >= limits.budget_money:
            self.overspent = mark(f"the budget of {limits.budget_money:,.2f} is spent")


class NodeListener:
    """Takes what one running tool says, from any thread, until it is `closed`: an abandoned thread goes on talking
    after its node has ended.
    """

    __slots__ = ("_path", "_progress_at", "_reporter", "closed", "notices")

    def __init__(self, reporter: Reporter, path: str) -> None:
        self._reporter = reporter
        self._path = path
        self._progress_at = 0.0
        self.closed = False
        self.notices: list[Notice] = []
        """Those that it was told, without the same one twice, up to `MOST_NOTICES`."""

    def say(self, message: Message) -> None:
        """Tell a message, unless it is progress and one was told a moment ago."""
        if isinstance(message, Notice):
            if message in self.notices or len(self.notices) > MOST_NOTICES:
                return
            if len(self.notices) == MOST_NOTICES:
                message = Notice(
                    mark(f"it said more than {MOST_NOTICES} things of its data; the rest is left out"), "cut"
                )
            self.notices.append(message)
        if isinstance(message, Progress):
            moment = time.monotonic()
            if moment - self._progress_at < PROGRESS_EVERY_S:
                return
            self._progress_at = moment
        self._reporter.call(self._report, self._path, message)

    def _report(self, path: str, message: Message) -> None:
        if not self.closed:
            self._reporter.report(path, message)


def _mask(event: ev.Event, secrets: Sequence[Secret]) -> None:
    for field in fields(event):
        setattr(event, field.name, masked(getattr(event, field.name), secrets))

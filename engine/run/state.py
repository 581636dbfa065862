"""What a run looks like at a moment: its events, folded. The canvas and the terminal draw from this."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from engine.chain.path import NodePath
from engine.run import events as ev
from engine.run.status import NodeStatus, RunStatus
from nodes.sdk.messages import Notice
from nodes.sdk.texts import mark

_NOTICES = 100
_TAIL = 160
"""So much of a streamed text is kept beside a node: its end."""


@dataclass(slots=True)
class NodeState:
    """One node of a run. `queued` and `started` are seconds since the epoch."""

    status: NodeStatus = NodeStatus.WAITING
    fraction: float | None = None
    message: str = ""
    queued: float | None = None
    started: float | None = None
    elapsed_s: float | None = None
    outputs: dict[str, ev.Preview] = field(default_factory=dict)
    reason: str = ""
    remedy: str = ""
    port: str = ""
    detail: str = ""
    routed: bool = False
    """It failed, and its error port took that on."""
    question: str = ""
    """What a person is asked while it waits for them."""
    tokens: int = 0
    money: float = 0.0
    streams: bool = False
    """Its message is the end of a text that it streams."""
    image: str = ""
    digest: str = ""
    warm: bool = False
    memory_bytes: int | None = None
    """Of its container, the last time it was looked at."""
    notices: list[Notice] = field(default_factory=list)
    """What its tool decided about the data without being asked, the same one once."""
    tally: StatusCounts | None = field(default=None, repr=False, compare=False)
    """Where it is counted with its other times; only of a node in a sub-chain."""

    @property
    def is_reusable(self) -> bool:
        """Whether a run that goes on takes this as it is, rather than doing it again."""
        return self.status.is_success or self.routed

    @property
    def result(self) -> str:
        """One line: what came out, or why nothing did."""
        if self.status.is_without_result:
            return self.reason
        preview = self.value or {}
        text = str(preview.get("text") or self.message)
        return text.strip().partition("\n")[0]

    @property
    def value(self) -> ev.Preview | None:
        """The first output that holds something."""
        if self.status.is_without_result:
            return None
        return next((p for p in self.outputs.values() if p["type"] != "none"), None)


@dataclass(slots=True)
class StatusCounts:
    """How many of the times that a node of a sub-chain ran are in which state."""

    counts: Counter[NodeStatus] = field(default_factory=Counter)
    notices: list[Notice] = field(default_factory=list)
    """Of all times, the same one once, up to `_NOTICES`."""

    def state(self) -> NodeState:
        """All of them as one."""
        done = self.counts[NodeStatus.DONE] + self.counts[NodeStatus.CACHED]
        phrases = [mark(f"{done:,} done")] if done else []
        for status in (NodeStatus.FAILED, NodeStatus.SKIPPED, NodeStatus.CANCELLED):
            if count := self.counts[status]:
                phrases.append(f"{count:,} {status}")
        summary = " · ".join(phrases)
        return NodeState(status=self._status(), message=summary, reason=summary, notices=self.notices)

    def _status(self) -> NodeStatus:
        """That of those which say most: what runs, then what failed, then what is done."""
        for status, counted in _PRECEDENCE:
            if any(self.counts[each] for each in counted):
                return status
        return NodeStatus.WAITING


_PRECEDENCE = (
    (NodeStatus.RUNNING, (NodeStatus.RUNNING, NodeStatus.QUEUED)),
    (NodeStatus.FAILED, (NodeStatus.FAILED,)),
    (NodeStatus.DONE, (NodeStatus.DONE, NodeStatus.CACHED)),
    (NodeStatus.WAITING, (NodeStatus.WAITING,)),
    (NodeStatus.SKIPPED, (NodeStatus.SKIPPED,)),
    (NodeStatus.CANCELLED, (NodeStatus.CANCELLED,)),
)


@dataclass(slots=True)
class RunState:
    """Fold events into it with `apply`; `nodes` holds a state for every node of the run, by path.

    `tallies` sum up the nodes inside of sub-chains, by path without items; `counts` says how often the sub-chain of
    a node has begun. There is no `status` before the first event.
    """

    id: str = ""
    status: RunStatus | None = None
    nodes: dict[str, NodeState] = field(default_factory=dict)
    outputs: dict[str, ev.Preview] = field(default_factory=dict)
    elapsed_s: float = 0.0
    tallies: dict[str, StatusCounts] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def apply(self, event: ev.Event) -> NodeState | None:
        """Take in one event; returns the node's state when the event changed one."""
        if isinstance(event, ev.RunStarted):
            self._start(event)
            return None
        if isinstance(event, ev.RunFinished):
            self.status, self.outputs, self.elapsed_s = event.status, event.outputs, event.elapsed_s
            return None
        node = self.nodes.get(event.node)
        if node is None:
            node = self.nodes[event.node] = NodeState()
            self._count(event.node, node)
        tally, previous = node.tally, node.status
        changed = self._change(node, event)
        if tally is not None:
            if isinstance(event, ev.NodeNotice):
                _note(tally.notices, event)
            elif node.status is not previous:
                tally.counts[previous] -= 1
                tally.counts[node.status] += 1
        return changed

    def _start(self, event: ev.RunStarted) -> None:
        previous = self.nodes
        self.id, self.status = event.run, RunStatus.RUNNING
        self.nodes = {node: NodeState() for node in event.nodes}
        if event.resumed:
            self.nodes.update((path, node) for path, node in previous.items() if node.is_reusable)
        self.tallies.clear()
        for name, node in self.nodes.items():
            self._count(name, node)

    def _count(self, name: str, node: NodeState) -> None:
        """Once for each node: in its tally, and the item that its sub-chain runs for."""
        path = NodePath(name)
        if not path.is_inner:
            return
        general = path.without_items
        node.tally = self.tallies.get(general)
        if node.tally is None:
            node.tally = self.tallies[general] = StatusCounts()
        node.tally.counts[node.status] += 1
        around = path.parent
        if around.item is not None:
            loop = general.parent
            self.counts[loop] = max(self.counts.get(loop, 0), around.item + 1)

    def _change(self, node: NodeState, event: ev.Event) -> NodeState | None:
        match event:
            case ev.NodeQueued():
                node.status, node.queued, node.notices = NodeStatus.QUEUED, event.at, []
            case ev.NodeStarted():
                node.status, node.started = NodeStatus.RUNNING, event.at
            case ev.NodePhase():
                node.message, node.question, node.streams = event.phase, event.question, False
                if event.image:
                    node.image, node.digest, node.warm = event.image, event.digest, event.warm
            case ev.NodeNotice():
                _note(node.notices, event)
            case ev.NodeProgress():
                node.fraction = event.fraction
                if not node.streams:
                    node.message = event.message
            case ev.NodeChunk():
                if not node.streams:
                    node.message, node.streams = "", True
                node.message = (node.message + event.text)[-_TAIL:]
            case ev.NodeStats():
                node.tokens, node.money = event.tokens, event.money
                node.memory_bytes = event.memory_bytes or node.memory_bytes
            case ev.NodeFinished():
                node.status, node.elapsed_s, node.outputs = NodeStatus.DONE, event.elapsed_s, event.outputs
            case ev.NodeCached():
                node.status, node.outputs = NodeStatus.CACHED, event.outputs
            case ev.NodeFailed():
                node.status, node.elapsed_s = NodeStatus.FAILED, event.elapsed_s
                node.reason, node.remedy, node.port, node.detail = event.reason, event.remedy, event.port, event.detail
                node.routed = event.routed
            case ev.NodeSkipped():
                node.status, node.reason = NodeStatus.SKIPPED, event.reason
            case ev.NodeCancelled():
                node.status, node.reason = NodeStatus.CANCELLED, event.reason
            case _:
                return None
        return node


def _note(notices: list[Notice], event: ev.NodeNotice) -> None:
    notice = Notice(event.message, event.action, event.count, event.port)
    if notice not in notices and len(notices) < _NOTICES:
        notices.append(notice)

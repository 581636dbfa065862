"""What a run looks like at a moment: its events, folded. The canvas and the terminal draw from this."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from engine.run import events as ev
from nodes.sdk.texts import mark

Status = Literal["waiting", "queued", "running", "done", "cached", "failed", "skipped", "cancelled"]
_TAIL = 160
"""So much of a streamed text is kept beside a node: its end."""
OVER: frozenset[Status] = frozenset({"done", "cached", "failed", "skipped", "cancelled"})


@dataclass(slots=True)
class NodeState:
    """One node of a run. `queued` and `started` are seconds since the epoch."""

    status: Status = "waiting"
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

    @property
    def stays(self) -> bool:
        """Whether a run that goes on takes this as it is, rather than doing it again."""
        return self.status in ("done", "cached") or self.routed

    @property
    def result(self) -> str:
        """One line: what came out, or why nothing did."""
        if self.status in ("failed", "skipped", "cancelled"):
            return self.reason
        told = (str(self.value["text"]) if self.value else "") or self.message
        return told.strip().partition("\n")[0]

    @property
    def value(self) -> ev.Preview | None:
        """The first output that holds something."""
        if self.status in ("failed", "skipped", "cancelled"):
            return None
        return next((p for p in self.outputs.values() if p["type"] != "none"), None)


@dataclass(slots=True)
class Tally:
    """How many of the times that a node of a sub-chain ran are in which state."""

    counts: Counter[Status] = field(default_factory=Counter)

    def state(self) -> NodeState:
        """All of them as one."""
        going = self.counts["running"] + self.counts["queued"]
        failed, done = self.counts["failed"], self.counts["done"] + self.counts["cached"]
        rest: Status = next((s for s, count in self.counts.items() if count), "waiting")
        words = [mark(f"{done:,} done")] if done else []
        for other in _OTHER:
            if count := self.counts[other]:
                words.append(f"{count:,} {other}")
        status: Status = "running" if going else "failed" if failed else "done" if done else rest
        return NodeState(status=status, message=" · ".join(words), reason=" · ".join(words))


def without_items(path: str) -> str:
    """``map_1[42]/filter`` as ``map_1/filter``."""
    return _ITEM.sub("", path) if "[" in path else path


_OTHER: tuple[Status, ...] = ("failed", "skipped", "cancelled")
_ITEM = re.compile(r"\[\d+\]")


@dataclass(slots=True)
class RunState:
    """Fold events into it with `apply`; `nodes` holds a state for every node of the run, by path.

    `tallies` sum up the nodes inside of sub-chains, by path without items; `counts` says how often the sub-chain of
    a node has begun.
    """

    id: str = ""
    status: Literal["", "running", "done", "failed", "cancelled"] = ""
    nodes: dict[str, NodeState] = field(default_factory=dict)
    outputs: dict[str, ev.Preview] = field(default_factory=dict)
    elapsed_s: float = 0.0
    tallies: dict[str, Tally] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def apply(self, event: ev.Event) -> NodeState | None:
        """Take in one event; returns the node's state when the event changed one."""
        if isinstance(event, ev.RunStarted):
            self.id, self.status = event.run, "running"
            kept = {n: s for n, s in self.nodes.items() if s.stays} if event.resumed else {}
            self.nodes = {**{node: NodeState() for node in event.nodes}, **kept}
            self.tallies.clear()
            for path, told in self.nodes.items():
                if "/" in path:
                    self._tally(path, None, told.status)
            return None
        if isinstance(event, ev.RunFinished):
            self.status, self.outputs, self.elapsed_s = event.status, event.outputs, event.elapsed_s
            return None
        node = self.nodes.get(event.node)
        if node is None:
            node = self.nodes[event.node] = NodeState()
        if "/" not in event.node:
            return self._change(node, event)
        before = None if node.queued is None and node.status == "waiting" else node.status
        changed = self._change(node, event)
        if node.status != before:
            self._tally(event.node, before, node.status)
        return changed

    def _tally(self, path: str, before: Status | None, after: Status) -> None:
        tally = self.tallies.setdefault(without_items(path), Tally())
        if before is not None:
            tally.counts[before] -= 1
        else:
            loop, bracket, item = path.rpartition("/")[0].rpartition("[")
            if bracket and item.endswith("]"):
                loop = without_items(loop)
                self.counts[loop] = max(self.counts.get(loop, 0), int(item[:-1]) + 1)
        tally.counts[after] += 1

    def _change(self, node: NodeState, event: ev.Event) -> NodeState | None:
        match event:
            case ev.NodeQueued():
                node.status, node.queued = "queued", event.at
            case ev.NodeStarted():
                node.status, node.started = "running", event.at
            case ev.NodePhase():
                node.message, node.question, node.streams = event.phase, event.question, False
                if event.image:
                    node.image, node.digest, node.warm = event.image, event.digest, event.warm
            case ev.NodeProgress():
                node.fraction = event.fraction
                node.message = node.message if node.streams else event.message
            case ev.NodeChunk():
                node.message = ((node.message if node.streams else "") + event.text)[-_TAIL:]
                node.streams = True
            case ev.NodeStats():
                node.tokens, node.money = event.tokens, event.money
                node.memory_bytes = event.memory_bytes or node.memory_bytes
            case ev.NodeFinished():
                node.status, node.elapsed_s, node.outputs = "done", event.elapsed_s, event.outputs
            case ev.NodeCached():
                node.status, node.outputs = "cached", event.outputs
            case ev.NodeFailed():
                node.status, node.elapsed_s = "failed", event.elapsed_s
                node.reason, node.remedy, node.port, node.detail = event.reason, event.remedy, event.port, event.detail
                node.routed = event.routed
            case ev.NodeSkipped():
                node.status, node.reason = "skipped", event.reason
            case ev.NodeCancelled():
                node.status, node.reason = "cancelled", event.reason
            case _:
                return None
        return node

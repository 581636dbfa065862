"""What a run looks like at a moment: its events, folded. The canvas and the terminal draw from this."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from engine.run import events as ev

Status = Literal["waiting", "queued", "running", "done", "cached", "failed", "skipped", "cancelled"]
OVER: frozenset[Status] = frozenset({"done", "cached", "failed", "skipped", "cancelled"})


@dataclass(slots=True)
class NodeState:
    """One node of a run. `started` is seconds since the epoch."""

    status: Status = "waiting"
    fraction: float | None = None
    message: str = ""
    started: float | None = None
    elapsed_s: float | None = None
    outputs: dict[str, ev.Preview] = field(default_factory=dict)
    reason: str = ""
    remedy: str = ""
    port: str = ""
    detail: str = ""
    routed: bool = False
    """It failed, and its error port took that on."""

    @property
    def result(self) -> str:
        """One line: what came out, or why nothing did."""
        if self.status in ("failed", "skipped", "cancelled"):
            return self.reason
        return next((str(p["text"]) for p in self.outputs.values() if p["type"] != "none"), "") or self.message


@dataclass(slots=True)
class RunState:
    """Fold events into it with `apply`; `nodes` holds a state for every node of the run."""

    id: str = ""
    status: Literal["", "running", "done", "failed", "cancelled"] = ""
    nodes: dict[str, NodeState] = field(default_factory=dict)
    outputs: dict[str, ev.Preview] = field(default_factory=dict)
    elapsed_s: float = 0.0

    def apply(self, event: ev.Event) -> NodeState | None:
        """Take in one event; returns the node's state when the event changed one."""
        if isinstance(event, ev.RunStarted):
            self.id, self.status = event.run, "running"
            self.nodes = {node: NodeState() for node in event.nodes}
            return None
        if isinstance(event, ev.RunFinished):
            self.status, self.outputs, self.elapsed_s = event.status, event.outputs, event.elapsed_s
            return None
        node = self.nodes.setdefault(event.node, NodeState())
        match event:
            case ev.NodeQueued():
                node.status = "queued"
            case ev.NodeStarted():
                node.status, node.started = "running", event.at
            case ev.NodePhase():
                node.message = event.phase
            case ev.NodeProgress():
                node.fraction, node.message = event.fraction, event.message
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

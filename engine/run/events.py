"""The only output of a run. Whoever draws a run needs nothing but these; replaying them redraws it.

`seq` counts from 1 without gaps within a run, `at` is seconds since the epoch (UTC). `node` is a path:
inside sub-chains it reads ``map_1[42]/filter``.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

Preview = dict[str, Any]
"""What a value looks like, never the value: see `engine.run.preview`."""


class _Event(BaseModel):
    model_config = ConfigDict(frozen=True, extra="allow")

    seq: int
    run: str
    at: float


class _NodeEvent(_Event):
    node: str


class RunStarted(_Event):
    type: Literal["RunStarted"] = "RunStarted"
    chain: str = ""
    identity: str = ""
    nodes: list[str] = []


class NodeQueued(_NodeEvent):
    """Its inputs are there; it waits for a free place."""

    type: Literal["NodeQueued"] = "NodeQueued"


class NodePhase(_NodeEvent):
    """What it waits for before or between work: pulling, starting, a person, the next try."""

    type: Literal["NodePhase"] = "NodePhase"
    phase: str


class NodeStarted(_NodeEvent):
    type: Literal["NodeStarted"] = "NodeStarted"


class NodeProgress(_NodeEvent):
    """`fraction` is 0 to 1, None while the total is unknown."""

    type: Literal["NodeProgress"] = "NodeProgress"
    fraction: float | None = None
    message: str = ""


class NodeLog(_NodeEvent):
    type: Literal["NodeLog"] = "NodeLog"
    level: Literal["debug", "info", "warning", "error"] = "info"
    message: str


class NodeChunk(_NodeEvent):
    type: Literal["NodeChunk"] = "NodeChunk"
    port: str
    text: str


class NodeStats(_NodeEvent):
    type: Literal["NodeStats"] = "NodeStats"
    cpu_percent: float | None = None
    memory_bytes: int | None = None


class NodeFinished(_NodeEvent):
    type: Literal["NodeFinished"] = "NodeFinished"
    elapsed_s: float
    outputs: dict[str, Preview] = {}


class NodeCached(_NodeEvent):
    type: Literal["NodeCached"] = "NodeCached"
    outputs: dict[str, Preview] = {}


class NodeSkipped(_NodeEvent):
    type: Literal["NodeSkipped"] = "NodeSkipped"
    reason: str


class NodeFailed(_NodeEvent):
    type: Literal["NodeFailed"] = "NodeFailed"
    elapsed_s: float
    reason: str
    remedy: str = ""
    port: str = ""
    detail: str = ""


class NodeCancelled(_NodeEvent):
    type: Literal["NodeCancelled"] = "NodeCancelled"
    reason: str = "stopped"


class RunFinished(_Event):
    type: Literal["RunFinished"] = "RunFinished"
    status: Literal["done", "failed", "cancelled"]
    elapsed_s: float
    outputs: dict[str, Preview] = {}


Event = (
    RunStarted
    | NodeQueued
    | NodePhase
    | NodeStarted
    | NodeProgress
    | NodeLog
    | NodeChunk
    | NodeStats
    | NodeFinished
    | NodeCached
    | NodeSkipped
    | NodeFailed
    | NodeCancelled
    | RunFinished
)

events: TypeAdapter[Event] = TypeAdapter(Annotated[Event, Field(discriminator="type")])
"""Reads any event from JSON: ``events.validate_json(line)``."""

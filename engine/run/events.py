"""The only output of a run. Whoever draws a run needs nothing but these; replaying them redraws it.

`seq` counts from 1 without gaps within a run, `at` is seconds since the epoch (UTC). `node` is a path:
inside sub-chains it reads ``map_1[42]/filter``. They are plain dataclasses, because a run of quick nodes makes
three of them every few microseconds; `events` reads and writes them as JSON.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from engine.run.status import RunStatus
from nodes.sdk.kinds import walk
from nodes.sdk.messages import NoticeAction
from nodes.sdk.texts import Reported, mark

STOPPED = mark("stopped")
"""Why nodes end that a person has stopped."""

Preview = dict[str, Any]
"""What a value looks like, never the value: see `engine.run.preview`."""

Ending = Literal[RunStatus.DONE, RunStatus.FAILED, RunStatus.CANCELLED]

NodeValues = tuple[Mapping[str, Any], Mapping[str, Any] | None]
"""What a node received and what it produced by port; None where it produced nothing. Never part of an event."""


@dataclass(slots=True, kw_only=True)
class _Event:
    """Who emits one leaves `seq`, `run` and `at` to the run's reporter."""

    seq: int = 0
    run: str = ""
    at: float = 0.0


@dataclass(slots=True, kw_only=True)
class _NodeEvent(_Event):
    node: str


@dataclass(slots=True, kw_only=True)
class RunStarted(_Event):
    type: Literal["RunStarted"] = "RunStarted"
    chain: str = ""
    identity: str = ""
    nodes: list[str] = field(default_factory=list)
    resumed: bool = False
    """It goes on with a run that was broken off: what was finished stays."""


@dataclass(slots=True, kw_only=True)
class NodeQueued(_NodeEvent):
    """Its inputs are there; it waits for a free place."""

    type: Literal["NodeQueued"] = "NodeQueued"


@dataclass(slots=True, kw_only=True)
class NodePhase(_NodeEvent):
    """What it waits for before or between work: pulling, starting, a person, the next try."""

    type: Literal["NodePhase"] = "NodePhase"
    phase: Reported
    question: str = ""
    """What a person is asked; it goes on once they have answered."""
    about: Preview = field(default_factory=dict)
    image: str = ""
    digest: str = ""
    """Which image it runs in, once that is decided."""
    warm: bool = False
    """Its container was there already."""


@dataclass(slots=True, kw_only=True)
class NodeStarted(_NodeEvent):
    type: Literal["NodeStarted"] = "NodeStarted"


@dataclass(slots=True, kw_only=True)
class NodeProgress(_NodeEvent):
    """`fraction` is 0 to 1, None while the total is unknown."""

    type: Literal["NodeProgress"] = "NodeProgress"
    fraction: float | None = None
    message: str = ""


@dataclass(slots=True, kw_only=True)
class NodeLog(_NodeEvent):
    type: Literal["NodeLog"] = "NodeLog"
    level: Literal["debug", "info", "warning", "error"] = "info"
    message: str


@dataclass(slots=True, kw_only=True)
class NodeNotice(_NodeEvent):
    """What its tool decided about the data without being asked: see `nodes.sdk.messages.Notice`."""

    type: Literal["NodeNotice"] = "NodeNotice"
    message: Reported
    action: NoticeAction = "guessed"
    count: int = 0
    """How many values, rows or files it was done to; 0 where that is not a number."""
    port: str = ""
    """The input where it is changed."""


@dataclass(slots=True, kw_only=True)
class NodeChunk(_NodeEvent):
    type: Literal["NodeChunk"] = "NodeChunk"
    port: str
    text: str


@dataclass(slots=True, kw_only=True)
class NodeStats(_NodeEvent):
    type: Literal["NodeStats"] = "NodeStats"
    cpu_percent: float | None = None
    memory_bytes: int | None = None
    tokens: int = 0
    money: float = 0.0
    """What it has cost so far, as its tool reports it."""


@dataclass(slots=True, kw_only=True)
class NodeFinished(_NodeEvent):
    type: Literal["NodeFinished"] = "NodeFinished"
    elapsed_s: float
    outputs: dict[str, Preview] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class NodeCached(_NodeEvent):
    type: Literal["NodeCached"] = "NodeCached"
    outputs: dict[str, Preview] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class NodeSkipped(_NodeEvent):
    type: Literal["NodeSkipped"] = "NodeSkipped"
    reason: Reported


@dataclass(slots=True, kw_only=True)
class NodeFailed(_NodeEvent):
    type: Literal["NodeFailed"] = "NodeFailed"
    elapsed_s: float
    reason: Reported
    remedy: Reported = ""
    port: str = ""
    detail: str = ""
    routed: bool = False
    """It went to the node's error port, and the run goes on."""


@dataclass(slots=True, kw_only=True)
class NodeCancelled(_NodeEvent):
    type: Literal["NodeCancelled"] = "NodeCancelled"
    reason: Reported = STOPPED


@dataclass(slots=True, kw_only=True)
class RunFinished(_Event):
    type: Literal["RunFinished"] = "RunFinished"
    status: Ending
    elapsed_s: float
    outputs: dict[str, Preview] = field(default_factory=dict)


Event = (
    RunStarted
    | NodeQueued
    | NodePhase
    | NodeStarted
    | NodeProgress
    | NodeLog
    | NodeNotice
    | NodeChunk
    | NodeStats
    | NodeFinished
    | NodeCached
    | NodeSkipped
    | NodeFailed
    | NodeCancelled
    | RunFinished
)

events: TypeAdapter[Event] = TypeAdapter(
    Annotated[Event, Field(discriminator="type")], config=ConfigDict(defer_build=True)
)
"""``events.dump_json(event)`` and ``events.validate_json(line)``, whatever the event."""


def parse(line: str | bytes) -> Event | None:
    """An event from its JSON; None for one of a kind that only newer builds know.

    Raises pydantic.ValidationError for what is no event.
    """
    try:
        return events.validate_json(line)
    except ValidationError as error:
        if all(problem["type"] == "union_tag_invalid" for problem in error.errors()):
            return None
        raise


def for_older(line: str) -> str:
    """The JSON of an event as readers before notices know it: a notice is a line of the log."""
    if '"NodeNotice"' not in line:
        return line
    event = events.validate_json(line)
    if not isinstance(event, NodeNotice):
        return line
    as_log = NodeLog(seq=event.seq, run=event.run, at=event.at, node=event.node, message=event.message, level="warning")
    return to_json(as_log)


_adapters: dict[type, TypeAdapter[Any]] = {}


def to_json(event: Event) -> str:
    """As ``events.dump_json``, for one whose kind need not be found out."""
    kind = type(event)
    adapter = _adapters.get(kind)
    if adapter is None:
        adapter = _adapters[kind] = TypeAdapter(kind)
    try:
        return adapter.serializer.to_json(event).decode()
    except ValueError:
        return adapter.serializer.to_json(_in_whole_characters(event)).decode()


_HALF = re.compile("[\ud800-\udfff]")


def _in_whole_characters(event: Event) -> Event:
    """The event with a sign in place of each half of a character, which JSON may bring and no UTF-8 carries."""

    def whole(text: str) -> str:
        return _HALF.sub("\N{REPLACEMENT CHARACTER}", text)

    return replace(event, **{one.name: walk(getattr(event, one.name), {"str": whole}) for one in fields(event)})

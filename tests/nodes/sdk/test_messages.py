"""Whatever a tool says comes back as it was said, by every way that it travels."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

import aiohttp
import pytest
import uvicorn

from app.server.remote import from_row, to_row
from engine.chain.model import Placement
from engine.executors.base import Job
from engine.executors.subprocess import SubprocessExecutor
from engine.images.calls import contract_call
from engine.images.openapi import Operation
from engine.run import events as ev
from engine.run.messages import NodeMessages, RunMessages
from engine.run.reporter import Reporter
from nodes.sdk import Context, tool
from nodes.sdk.messages import BY_TOOLS, Chunk, Cost, Log, Message, Notice, Phase, Progress, Usage, dump, load
from nodes.sdk.serve import application
from tests.processes import until

EACH: list[Message] = [
    Progress(0.25, "a quarter"),
    Log("a line", "warning"),
    Notice("a guess", "cast", 3, "file"),
    Chunk("a piece", "text"),
    Cost(7, 0.5),
    Cost(2, 0.25),
    Phase("pulling", "iceos/node:1", "sha256:ab", True),
    Usage(150.0, 1_000_000),
]
"""Every type with every field at something else than its default."""


@tool("test.says_each", isolated=True)
def says_each(ctx: Context) -> int:
    """Says one of each."""
    for message in EACH:
        ctx.tell(message)
    return len(EACH)


def test_every_type_is_among_them_with_every_field() -> None:
    assert {type(message) for message in EACH} == set(get_args(Message))
    for message in EACH:
        assert all(getattr(message, f.name) != f.default for f in fields(message)), message


@pytest.mark.parametrize("message", EACH, ids=repr)
def test_each_comes_back_as_json_and_from_the_rows_of_a_queue(message: Message) -> None:
    kind, values = dump(message)
    assert load(kind, json.loads(json.dumps(values))) == message
    assert from_row(to_row(message)) == message


async def test_each_comes_back_from_a_worker(tmp_path: Path) -> None:
    messages: list[Message] = []
    workers = SubprocessExecutor()
    job = Job("node", says_each, *says_each.models({}), Placement(where="subprocess"))
    assert await workers.run(job, {}, Context(messages.append, lambda: tmp_path)) == {"result": len(EACH)}
    await workers.close()
    assert messages == EACH


async def test_what_tools_say_comes_back_from_a_container_and_nothing_else(tmp_path: Path) -> None:
    messages: list[Message] = []
    socket = tmp_path / "s"
    served = application([says_each], "t", "1.0.0")
    server = uvicorn.Server(uvicorn.Config(served, uds=str(socket), log_level="warning", lifespan="off"))
    serving = asyncio.create_task(server.serve())
    assert await asyncio.to_thread(until, lambda: server.started)
    operation = Operation("says", "POST", "/tools/test.says_each", outputs={"result": {}}, sends="application/json")
    connector = aiohttp.UnixConnector(str(socket))
    async with aiohttp.ClientSession("http://node", connector=connector) as session:
        ctx = Context(messages.append, lambda: tmp_path)
        assert await contract_call(session, operation, {}, "key", ctx) == {"result": len(EACH)}
    server.should_exit = True
    await serving
    assert messages == [message for message in EACH if dump(message)[0] in BY_TOOLS]


async def test_each_comes_back_from_the_events_of_a_run_on_a_server() -> None:
    told: list[bytes] = []
    reporter = Reporter("run", lambda event: told.append(ev.events.dump_json(event)))
    reporter.attach()
    for message in EACH:
        reporter.report("node", message)
        reporter.report("another", message)
    words = NodeMessages("node")
    assert [message for body in told for message in words.of(ev.events.validate_json(body))] == EACH


async def test_a_run_says_what_its_nodes_say_and_costs_what_they_cost() -> None:
    told: list[ev.Event] = []
    reporter = Reporter("run", told.append)
    reporter.attach()
    reporter.emit(ev.RunStarted(nodes=["a", "b"]))
    for node in ("a", "map[0]/b"):
        for message in EACH:
            reporter.report(node, message)
    reporter.emit(ev.NodeFinished(node="a", elapsed_s=0.0))
    messages = RunMessages()
    said = [message for event in told if (message := messages.of(event)) is not None]
    of_one = [
        Log("a: a line", "warning"),
        Notice("a: a guess", "cast", 3),
        Chunk("a piece", "text"),
        Cost(7, 0.5),
        Cost(2, 0.25),
    ]
    assert said == [
        *of_one,
        Log("map[0]/b: a line", "warning"),
        Notice("map[0]/b: a guess", "cast", 3),
        *of_one[2:],
        Progress(0.5, "a"),
    ]


@pytest.mark.parametrize(
    ("kind", "values", "message"),
    [
        ("log", {"message": "a line", "level": "loud"}, Log("a line")),
        ("notice", {"message": "a guess", "action": "wild", "count": "many"}, Notice("a guess")),
        ("log", {"level": "info"}, None),
        ("progress", {"fraction": "half", "message": "a"}, Progress(None, "a")),
        ("progress", {"fraction": 7, "more": 1}, Progress(1.0)),
        ("chunk", {"text": ["no text"]}, None),
        ("cost", {"tokens": "many", "money": 0.5}, Cost(0, 0.5)),
        ("dance", {"text": "a"}, None),
    ],
)
def test_what_makes_no_sense_is_left_out(kind: str, values: dict[str, Any], message: Message | None) -> None:
    assert load(kind, values) == message


def test_the_kinds_are_those_of_the_contract() -> None:
    kinds: Sequence[str] = sorted({dump(message)[0] for message in EACH})
    assert kinds == ["chunk", "cost", "log", "notice", "phase", "progress", "usage"]

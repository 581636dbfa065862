"""What tools decide about the data without being asked is told: each time, to everybody, in every build's words."""

from __future__ import annotations

import json
from pathlib import Path

from engine.catalog import Catalog, ToolSpec
from engine.chain.model import Chain, Node, Retry
from engine.engine import Engine
from engine.run import events as ev
from engine.run.reporter import MOST_NOTICES
from engine.run.scope import RunSpec
from engine.run.state import RunState
from nodes.sdk import Context, ToolError, tool
from nodes.sdk.messages import Notice

TRIES: list[int] = []


@tool("test.guesses", deterministic=True)
def guesses(text: str, ctx: Context) -> str:
    """Guesses."""
    ctx.notice(f"it took {text} for a word", count=1, port="text")
    ctx.notice(f"it took {text} for a word", count=1, port="text")
    return text


@tool("test.guesses_again")
def guesses_again(ctx: Context) -> int:
    """Guesses, and fails the first time."""
    TRIES.append(1)
    ctx.notice(f"try {len(TRIES)}", "skipped")
    if len(TRIES) == 1:
        raise ToolError("once more")
    return len(TRIES)


@tool("test.says_much")
def says_much(ctx: Context) -> int:
    """Says something of each of very many rows."""
    for row in range(10 * MOST_NOTICES):
        ctx.notice(f"row {row} is odd", "dropped")
    return 1


CATALOG = Catalog(ToolSpec(tool) for tool in (guesses, guesses_again, says_much))


async def run(engine: Engine, chain: Chain, *, recorded: bool = False) -> tuple[RunState, list[ev.Event]]:
    state, told = RunState(), list[ev.Event]()

    def take(event: ev.Event) -> None:
        told.append(event)
        state.apply(event)

    started = engine.start(RunSpec(chain, folder=Path()), CATALOG, take, recorded=recorded)
    assert await engine.execute(started) == "done"
    return state, told


async def test_a_kept_result_says_again_what_was_said_of_it(tmp_path: Path) -> None:
    engine = Engine(tmp_path, keep_from_s=0)
    chain = Chain(nodes={"a": Node(tool="test.guesses", version="1.0.0", inputs={"text": "x"})})
    said = [Notice("it took x for a word", "guessed", 1, "text")]
    first, _ = await run(engine, chain)
    second, _ = await run(engine, chain)
    assert first.nodes["a"].notices == said
    assert second.nodes["a"].status == "cached"
    assert second.nodes["a"].notices == said


async def test_the_history_keeps_them(engine: Engine) -> None:
    chain = Chain(nodes={"a": Node(tool="test.guesses", version="1.0.0", inputs={"text": "x"})})
    state, _ = await run(engine, chain, recorded=True)
    assert engine.history.state(state.id).nodes["a"].notices == state.nodes["a"].notices


async def test_of_a_node_that_says_more_than_anybody_reads_the_first_and_that_there_were_more(engine: Engine) -> None:
    state, told = await run(engine, Chain(nodes={"a": Node(tool="test.says_much", version="1.0.0")}))
    notices = [event for event in told if isinstance(event, ev.NodeNotice)]
    assert len(notices) == MOST_NOTICES + 1
    assert notices[0].message == "row 0 is odd"
    assert notices[-1].action == "cut"
    assert len(state.nodes["a"].notices) <= MOST_NOTICES + 1


async def test_those_of_an_attempt_that_failed_are_told_too(engine: Engine) -> None:
    TRIES.clear()
    chain = Chain(nodes={"a": Node(tool="test.guesses_again", version="1.0.0", retry=Retry(times=1, wait_s=0.0))})
    state, _ = await run(engine, chain)
    assert [notice.message for notice in state.nodes["a"].notices] == ["try 1", "try 2"]


def test_builds_before_notices_read_them_as_lines_of_the_log() -> None:
    event = ev.NodeNotice(seq=7, run="r", at=1.5, node="a", message="a guess", action="cast", count=3, port="file")
    older = ev.events.validate_json(ev.for_older(ev.to_json(event)))
    assert older == ev.NodeLog(seq=7, run="r", at=1.5, node="a", message="a guess", level="warning")
    log = ev.to_json(ev.NodeLog(node="a", message='a text with "NodeNotice" in it'))
    assert ev.for_older(log) == log


def test_an_event_that_only_a_newer_build_knows_is_passed_over() -> None:
    assert ev.parse(json.dumps({"type": "NodeDances", "seq": 1, "run": "r", "at": 0.0, "node": "a"})) is None


def test_in_a_sub_chain_they_are_told_of_all_its_items() -> None:
    state = RunState()
    state.apply(ev.RunStarted(run="r", nodes=["map"]))
    for item in range(3):
        state.apply(ev.NodeQueued(node=f"map[{item}]/a"))
        state.apply(ev.NodeNotice(node=f"map[{item}]/a", message="a guess"))
    assert state.tallies["map/a"].state().notices == [Notice("a guess")]

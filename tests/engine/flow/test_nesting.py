"""Chains inside chains: sub-chains, for each, repeat, and a person who is asked."""

from __future__ import annotations

import asyncio
import json
import os
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from engine.catalog import Catalog, ToolSpec
from engine.chain import edit, excerpt
from engine.chain.file import dump, write_atomically
from engine.chain.identity import identity
from engine.chain.model import INPUTS, OUTPUTS, Chain, ChainPort, Endpoint, Policy, Retry
from engine.chain.validate import errors, validate
from engine.engine import Engine
from engine.errors import EngineError
from engine.flow import Approve, Map, Repeat, SubChain, Switch
from engine.flow.nesting import Answer
from engine.run import events as ev
from engine.run.plan import NotRunnable, plan
from engine.run.scheduler import Run
from engine.run.scope import RunSpec
from engine.run.state import RunState
from engine.trust import reach
from nodes.sdk import Context, ToolError, tool
from tests.engine.chain.builders import Builder
from tests.engine.run import tools


@tool("test.picky")
async def picky(value: Any) -> int:
    """Takes no odd number."""
    if value % 2:
        raise ToolError(f"{value} is odd", remedy="Give it an even one.")
    return int(value)


@tool("test.slow_first")
async def slow_first(value: int) -> int:
    """The smaller, the longer it takes."""
    await asyncio.sleep(0.03 / (value + 1))
    return value * 10


@tool("test.costly")
async def costly(ctx: Context, value: Any = None, tokens: int = 100, money: float = 0.0) -> int:
    ctx.cost(tokens=tokens, money=money)
    return tokens


@tool("test.list")
async def make_list(count: int = 10) -> list[int]:
    return list(range(count))


CATALOG = Catalog(
    [ToolSpec(t) for t in (*tools.ALL, Map, Repeat, SubChain, Switch, Approve, picky, slow_first, costly, make_list)]
)
ANYTHING = ChainPort.model_validate({"schema": {}})


def inner(tool_name: str, into: str, out: str = "result", **constants: Any) -> Chain:
    """item → a node → result."""
    build = Builder(CATALOG)
    node = build.node(tool_name, **constants)
    chain = edit.declare_input(build.chain, "item", ANYTHING)
    build.chain = edit.declare_output(chain, "result", ANYTHING)
    build.wire(f"{INPUTS}.item", f"{node}.{into}")
    build.wire(f"{node}.{out}", f"{OUTPUTS}.result")
    return build.chain


def around(build: Builder, kind: str, part: Chain, **constants: Any) -> str:
    """A node of a nesting tool with this sub-chain."""
    node = build.node(kind, **constants)
    name = str(build.chain.nodes[node].inputs["chain"])
    build.chain = edit.with_inner(build.chain, CATALOG, name, part)
    return node


class Watched:
    def __init__(self, engine: Engine, chain: Chain, folder: Path | None = None, during: Any = None) -> None:
        self.events: list[ev.Event] = []
        self.state = RunState()
        self._during = during
        self._engine = engine
        self.run: Run = engine.start(RunSpec(chain, folder=folder or Path.cwd()), CATALOG, self._take, recorded=False)

    def _take(self, event: ev.Event) -> None:
        self.events.append(event)
        self.state.apply(event)
        if self._during is not None:
            self._during(event, self.run)

    async def execute(self) -> Watched:
        self.status = await self._engine.execute(self.run)
        return self

    def value(self, at: str) -> Any:
        return self.run.values[Endpoint.parse(at)]


@pytest.fixture
def build() -> Builder:
    return Builder(CATALOG)


async def test_each_item_goes_through_the_sub_chain_and_results_keep_their_order(
    engine: Engine, build: Builder
) -> None:
    build.node("test.list", count=8)
    node = around(build, "flow.map", inner("test.slow_first", "value"), concurrency=4)
    build.wire("test_list.result", f"{node}.items")
    assert not errors(validate(build.chain, CATALOG))
    watched = await Watched(engine, build.chain).execute()
    assert watched.status == "done"
    assert watched.value(f"{node}.result") == [i * 10 for i in range(8)]
    ended = [e.node for e in watched.events if isinstance(e, ev.NodeFinished) and "/" in e.node]
    assert sorted(ended) == sorted(f"{node}[{i}]/test_slow_first" for i in range(8))
    assert ended != sorted(ended), "the items ran side by side"
    assert [e.seq for e in watched.events] == list(range(1, len(watched.events) + 1))


async def test_rows_of_a_table_are_items(engine: Engine, build: Builder) -> None:
    build.node("test.any", value=None)
    node = around(build, "flow.map", inner("test.any", "value"))
    chain = edit.declare_input(build.chain, "table", ANYTHING)
    build.chain = chain
    build.wire(f"{INPUTS}.table", f"{node}.items")
    table = pa.table({"a": [1, 2, 3], "b": ["x", "y", "z"]})
    events: list[ev.Event] = []
    run = engine.start(RunSpec(build.chain, inputs={"table": table}), CATALOG, events.append, recorded=False)
    assert await engine.execute(run) == "done"
    assert run.values[Endpoint(node, "result")] == table.to_pylist()


@pytest.mark.parametrize(("policy", "expected"), [("leave out", [0, 2, 4]), ("empty", [0, None, 2, None, 4])])
async def test_items_that_fail_are_left_out_or_leave_their_place_empty(
    engine: Engine, build: Builder, policy: str, expected: list[Any]
) -> None:
    build.node("test.list", count=5)
    node = around(build, "flow.map", inner("test.picky", "value"), on_failure=policy)
    build.wire("test_list.result", f"{node}.items")
    watched = await Watched(engine, build.chain).execute()
    assert watched.status == "done"
    assert watched.value(f"{node}.result") == expected
    assert watched.value(f"{node}.failures") == [
        {"item": 1, "node": "test_picky", "reason": "1 is odd"},
        {"item": 3, "node": "test_picky", "reason": "3 is odd"},
    ]


async def test_one_item_that_fails_stops_all_of_it_and_says_which(engine: Engine, build: Builder) -> None:
    build.node("test.list", count=5)
    node = around(build, "flow.map", inner("test.picky", "value"), concurrency=1)
    build.wire("test_list.result", f"{node}.items")
    watched = await Watched(engine, build.chain).execute()
    assert watched.status == "failed"
    failed = watched.state.nodes[node]
    assert failed.reason == "item 2 of 5: test_picky: 1 is odd"
    assert failed.remedy == "Give it an even one."
    assert f"{node}[2]/test_picky" not in watched.state.nodes


async def test_what_is_no_list_is_told(engine: Engine, build: Builder) -> None:
    build.node("test.add", a=1)
    node = around(build, "flow.map", inner("test.any", "value"))
    build.wire("test_add.result", f"{node}.items")
    watched = await Watched(engine, build.chain).execute()
    assert watched.state.nodes[node].reason == "this is no list and no table but a int"
    assert watched.state.nodes[node].port == "items"


async def test_items_wait_for_a_place_when_there_are_more_of_them_than_threads(engine: Engine, build: Builder) -> None:
    build.node("test.list", count=60)
    node = around(build, "flow.map", inner("test.crash", "a"), concurrency=50, on_failure="empty")
    build.wire("test_list.result", f"{node}.items")
    watched = await Watched(engine, build.chain).execute()
    inside = [s for n, s in watched.state.nodes.items() if "/" in n]
    assert [s.status for s in inside] == ["failed"] * 60
    assert len(watched.value(f"{node}.failures")) == 60


async def test_an_empty_list_gives_empty_lists(engine: Engine, build: Builder) -> None:
    build.node("test.list", count=0)
    node = around(build, "flow.map", inner("test.any", "value"))
    build.wire("test_list.result", f"{node}.items")
    watched = await Watched(engine, build.chain).execute()
    assert watched.value(f"{node}.result") == []


async def test_other_inputs_of_the_sub_chain_are_ports_of_the_node(engine: Engine, build: Builder) -> None:
    part = Builder(CATALOG)
    part.node("test.add")
    part.chain = edit.declare_input(part.chain, "item", ANYTHING)
    part.chain = edit.declare_input(part.chain, "plus", ANYTHING)
    part.chain = edit.declare_output(part.chain, "result", ANYTHING)
    for source, target in (("$inputs.item", "test_add.a"), ("$inputs.plus", "test_add.b")):
        part.wire(source, target)
    part.wire("test_add.result", "$outputs.result")
    build.node("test.list", count=3)
    build.node("test.add", a=100)
    node = around(build, "flow.map", part.chain)
    build.wire("test_list.result", f"{node}.items")
    build.wire("test_add.result", f"{node}.plus")
    watched = await Watched(engine, build.chain).execute()
    assert watched.value(f"{node}.result") == [100, 101, 102]


async def test_repeat_feeds_outputs_back_until_the_condition_holds(engine: Engine, build: Builder) -> None:
    part = Builder(CATALOG)
    part.node("test.add", b=3)
    part.chain = edit.declare_input(part.chain, "value", ANYTHING)
    part.chain = edit.declare_output(part.chain, "value", ANYTHING)
    part.wire("$inputs.value", "test_add.a")
    part.wire("test_add.result", "$outputs.value")
    build.node("test.add", a=1)
    node = around(build, "flow.repeat", part.chain, until="value > 10")
    build.wire("test_add.result", f"{node}.value")
    watched = await Watched(engine, build.chain).execute()
    assert watched.value(f"{node}.value") == 13
    assert watched.value(f"{node}.runs") == 4
    assert f"{node}[3]/test_add" in watched.state.nodes


async def test_repeat_ends_at_its_limit_and_says_so(engine: Engine, build: Builder) -> None:
    node = around(build, "flow.repeat", inner("test.any", "value"), until="False", times=2)
    build.chain = edit.set_input(build.chain, CATALOG, node, "item", 1)
    watched = await Watched(engine, build.chain).execute()
    assert watched.value(f"{node}.runs") == 2
    assert any(isinstance(e, ev.NodeLog) and "does not hold" in e.message for e in watched.events)
    build.chain = edit.set_input(build.chain, CATALOG, node, "at_limit", "fail")
    watched = await Watched(engine, build.chain).execute()
    assert watched.state.nodes[node].port == "until"


async def test_a_condition_that_cannot_be_worked_out_is_its_own_failure(engine: Engine, build: Builder) -> None:
    node = around(build, "flow.repeat", inner("test.any", "value"), until="result > 1")
    build.chain = edit.set_input(build.chain, CATALOG, node, "item", "text")
    watched = await Watched(engine, build.chain).execute()
    assert "cannot be worked out" in watched.state.nodes[node].reason


async def test_loops_nest_and_paths_tell_where(engine: Engine, build: Builder) -> None:
    deep = Builder(CATALOG)
    deep.node("test.list", count=2)
    deep.chain = edit.declare_output(edit.declare_input(deep.chain, "item", ANYTHING), "result", ANYTHING)
    loop = around(deep, "flow.map", inner("test.any", "value"))
    deep.wire("test_list.result", f"{loop}.items")
    deep.wire(f"{loop}.result", "$outputs.result")
    build.node("test.list", count=2)
    node = around(build, "flow.map", deep.chain)
    build.wire("test_list.result", f"{node}.items")
    watched = await Watched(engine, build.chain).execute()
    assert watched.value(f"{node}.result") == [[0, 1], [0, 1]]
    assert f"{node}[1]/{loop}[0]/test_any" in watched.state.nodes


async def test_a_chain_in_a_file_is_a_node_with_its_ports_and_its_version(
    engine: Engine, build: Builder, tmp_path: Path
) -> None:
    part = inner("test.picky", "value").model_copy(update={"version": "1.2.3"})
    write_atomically(tmp_path / "part.iceos", dump(part))
    spec = CATALOG.newest("flow.chain")
    assert spec is not None
    chain, node = edit.add_node(Chain(), spec, 0, 0, {"file": "part.iceos", "version": "^1.0"}, tmp_path)
    chain = edit.set_input(chain, CATALOG, node, "item", 4, tmp_path)
    assert list(spec.outputs_of(chain.nodes[node])) == ["result"]
    watched = await Watched(engine, chain, tmp_path).execute()
    assert watched.value(f"{node}.result") == 4
    asked = edit.set_input(chain, CATALOG, node, "version", "^2.0", tmp_path)
    found = errors(validate(asked, CATALOG, tmp_path))
    assert [f.reason for f in found] == ["version ^2.0 is asked for, part.iceos is 1.2.3"]


def test_a_file_whose_ports_have_changed_is_told_and_updated(build: Builder, tmp_path: Path) -> None:
    write_atomically(tmp_path / "part.iceos", dump(inner("test.picky", "value")))
    spec = CATALOG.newest("flow.chain")
    assert spec is not None
    chain, node = edit.add_node(Chain(), spec, 0, 0, {"file": "part.iceos"}, tmp_path)
    changed = edit.declare_output(inner("test.picky", "value"), "more", ANYTHING)
    write_atomically(tmp_path / "part.iceos", dump(changed))
    assert "bad-ports" in {f.code for f in validate(chain, CATALOG, tmp_path)}
    mended = edit.upgraded(chain, CATALOG, node, tmp_path)
    assert list(spec.outputs_of(mended.nodes[node])) == ["result", "more"]


def test_a_file_that_would_run_itself_is_refused(tmp_path: Path) -> None:
    spec = CATALOG.newest("flow.chain")
    assert spec is not None
    write_atomically(tmp_path / "loop.iceos", dump(Chain()))
    chain, _ = edit.add_node(Chain(), spec, 0, 0, {"file": "loop.iceos"}, tmp_path)
    write_atomically(tmp_path / "loop.iceos", dump(chain))
    found = errors(validate(chain, CATALOG, tmp_path))
    assert [f.reason for f in found] == ["loop.iceos would run itself"]
    assert found[0].node == "flow_chain/flow_chain"
    with pytest.raises(NotRunnable):
        plan(RunSpec(chain, folder=tmp_path), CATALOG)
    assert not reach(chain, CATALOG, tmp_path)


def test_a_file_that_is_not_there_is_told_at_the_node(tmp_path: Path) -> None:
    spec = CATALOG.newest("flow.chain")
    assert spec is not None
    chain, node = edit.add_node(Chain(), spec, 0, 0, {"file": "gone.iceos"}, tmp_path)
    found = errors(validate(chain, CATALOG, tmp_path))
    assert [(f.node, f.code) for f in found] == [(node, "bad-subchain")]
    assert "gone.iceos cannot be read" in found[0].reason


def test_a_device_in_the_place_of_a_file_is_refused_and_not_read(tmp_path: Path) -> None:
    spec = CATALOG.newest("flow.chain")
    assert spec is not None
    pipe = tmp_path / "pipe.iceos"
    os.mkfifo(pipe)
    for name in ("/dev/zero", str(pipe)):
        chain, _ = edit.add_node(Chain(), spec, 0, 0, {"file": name}, tmp_path)
        assert [f.reason for f in errors(validate(chain, CATALOG, tmp_path))] == [f"{name} is no file"]
        assert not reach(chain, CATALOG, tmp_path)


def test_what_is_wrong_inside_is_found_with_its_path(build: Builder) -> None:
    node = around(build, "flow.map", inner("test.picky", "value"))
    part = build.chain.definitions["map"]
    part = part.model_copy(update={"edges": part.edges[1:]})
    build.chain = edit.with_inner(build.chain, CATALOG, "map", part)
    found = errors(validate(build.chain, CATALOG))
    assert {f.node for f in found if f.code == "missing-input"} == {node, f"{node}/test_picky"}


async def test_a_failure_inside_can_leave_by_the_error_port_of_the_node_around(engine: Engine, build: Builder) -> None:
    node = around(build, "flow.chain", inner("test.fail", "a"))
    build.chain = edit.set_input(build.chain, CATALOG, node, "item", 1)
    build.chain = edit.configure(build.chain, node, error_port=True)
    build.node("test.told")
    build.wire(f"{node}.error", "test_told.error")
    watched = await Watched(engine, build.chain).execute()
    assert watched.status == "done"
    assert watched.value("test_told.result") == "error test_fail: it cannot be done"


def test_a_sub_chain_is_not_retried_as_a_whole(build: Builder) -> None:
    node = around(build, "flow.chain", inner("test.any", "value"))
    build.chain = edit.configure(build.chain, node, retry=Retry(times=1))
    assert "unsupported" in {f.code for f in validate(build.chain, CATALOG)}


async def test_stopping_reaches_every_node_inside(engine: Engine, build: Builder) -> None:
    build.node("test.list", count=20)
    node = around(build, "flow.map", inner("test.slow", "a"), concurrency=5)
    build.wire("test_list.result", f"{node}.items")

    def stop(event: ev.Event, run: Run) -> None:
        if isinstance(event, ev.NodeStarted) and event.node.endswith("[4]/test_slow"):
            asyncio.get_running_loop().call_soon(run.cancel)

    watched = await Watched(engine, build.chain, during=stop).execute()
    assert watched.status == "cancelled"
    assert {s.status for n, s in watched.state.nodes.items() if n != "test_list"} == {"cancelled"}
    assert len([n for n in watched.state.nodes if "/" in n]) == 5


async def test_a_time_limit_on_the_node_stops_what_is_inside(engine: Engine, build: Builder) -> None:
    node = around(build, "flow.chain", inner("test.slow", "a"))
    build.chain = edit.set_input(build.chain, CATALOG, node, "item", 1)
    build.chain = edit.configure(build.chain, node, timeout_s=0.05)
    watched = await Watched(engine, build.chain).execute()
    assert watched.state.nodes[node].reason == "it took longer than 0.05 s"
    assert watched.state.nodes[f"{node}/test_slow"].status == "cancelled"


@pytest.mark.parametrize(("approved", "way"), [(True, "approved"), (False, "rejected")])
async def test_a_person_is_waited_for_and_their_answer_is_kept(
    engine: Engine, build: Builder, approved: bool, way: str
) -> None:
    build.node("flow.approve", value=4, question="Ship it?")
    for port in ("approved", "rejected"):
        node = build.node("test.picky")
        build.wire(f"flow_approve.{port}", f"{node}.value")
    asked: list[ev.NodePhase] = []

    def answer(event: ev.Event, run: Run) -> None:
        if isinstance(event, ev.NodePhase) and event.question:
            asked.append(event)
            told = Answer(approved, "looks right", "Ada", 0.0)
            asyncio.get_running_loop().call_later(0.05, run.answer, event.node, told)

    watched = await Watched(engine, build.chain, during=answer).execute()
    assert [(e.question, e.about["text"]) for e in asked] == [("Ship it?", "4")]
    assert watched.value(f"flow_approve.{way}") == 4
    assert watched.value("flow_approve.answer") == {
        "approved": approved,
        "note": "looks right",
        "by": "Ada",
        "at": "1970-01-01T00:00:00Z",
    }
    ran = {n for n, s in watched.state.nodes.items() if s.status == "done"}
    assert ran == {"flow_approve", "test_picky" if approved else "test_picky_2"}


async def test_nobody_approves_for_a_person(engine: Engine, build: Builder) -> None:
    build.node("flow.approve", value=5)
    build.chain = edit.configure(build.chain, "flow_approve", timeout_s=0.1)
    watched = await Watched(engine, build.chain).execute()
    assert watched.state.nodes["flow_approve"].reason == "it took longer than 0.1 s"
    with pytest.raises(EngineError, match="asks nothing"):
        watched.run.answer("flow_approve", Answer(True))


async def test_once_the_budget_is_spent_no_node_starts(engine: Engine, build: Builder) -> None:
    build.node("test.list", count=10)
    node = around(build, "flow.map", inner("test.costly", "value"), concurrency=1, on_failure="leave out")
    build.wire("test_list.result", f"{node}.items")
    build.chain = build.chain.model_copy(update={"policy": Policy(budget_tokens=300)})
    watched = await Watched(engine, build.chain).execute()
    assert watched.status == "failed"
    assert watched.state.nodes[node].reason == "the budget of 300 tokens is spent"
    done = [n for n, s in watched.state.nodes.items() if "/" in n and s.status == "done"]
    assert done == [f"{node}[{i}]/test_costly" for i in range(3)]
    assert watched.state.nodes[done[0]].tokens == 100


async def test_a_budget_of_money_counts_too(engine: Engine, build: Builder) -> None:
    for i in range(3):
        build.node("test.costly", money=0.5)
        if i:
            build.wire(f"test_costly{f'_{i}' if i > 1 else ''}.result", f"test_costly_{i + 1}.value")
    build.chain = build.chain.model_copy(update={"policy": Policy(budget_money=1.0)})
    watched = await Watched(engine, build.chain).execute()
    assert watched.status == "failed"
    assert watched.state.nodes["test_costly_3"].reason == "the budget of 1.00 is spent"


def test_a_copied_node_brings_its_sub_chain(build: Builder) -> None:
    node = around(build, "flow.map", inner("test.picky", "value"))
    pasted, ids = excerpt.paste(build.chain, excerpt.copy(build.chain, [node]), 0, 0)
    assert set(pasted.definitions) == {"map", "map_2"}
    assert pasted.nodes[ids[0]].inputs["chain"] == "map_2"
    assert pasted.definitions["map_2"] == pasted.definitions["map"]
    alone = edit.remove(pasted, ids)
    assert set(alone.definitions) == {"map"}


def test_sub_chains_survive_the_file_and_count_in_the_identity(build: Builder, tmp_path: Path) -> None:
    around(build, "flow.map", inner("test.picky", "value"))
    before = identity(build.chain)
    assert Chain.model_validate(json.loads(dump(build.chain))) == build.chain
    moved = edit.move(build.chain.definitions["map"], {"test_picky": (500, 500)})
    assert identity(edit.with_inner(build.chain, CATALOG, "map", moved)) == before
    other = edit.set_input(build.chain.definitions["map"], CATALOG, "test_picky", "value", 3)
    assert identity(edit.with_inner(build.chain, CATALOG, "map", other)) != before


def test_what_a_sub_chain_would_reach_is_told(catalog: Catalog, tmp_path: Path) -> None:
    build = Builder(catalog)
    build.node("http.request", url="https://example.org/x")
    part = edit.declare_input(build.chain, "item", ANYTHING)
    outer = Builder(catalog)
    outer.node("flow.map")
    outer.chain = edit.with_inner(outer.chain, catalog, "map", part)
    assert reach(outer.chain, catalog, tmp_path).hosts == ["example.org"]


def test_wires_to_a_port_that_the_sub_chain_lost_go_with_it(build: Builder) -> None:
    build.node("test.list")
    node = around(build, "flow.map", inner("test.picky", "value"))
    build.node("test.any")
    build.wire("test_list.result", f"{node}.items")
    build.wire(f"{node}.result", "test_any.value")
    without = edit.remove_port(build.chain.definitions["map"], OUTPUTS, "result")
    made = edit.with_inner(build.chain, CATALOG, "map", without)
    assert [str(e.target) for e in made.edges] == [f"{node}.items"]

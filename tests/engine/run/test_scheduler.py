"""Runs: what happens, in which order, and what is left when something goes wrong."""

from __future__ import annotations

import asyncio
import random
import tempfile
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.catalog import Catalog, ToolSpec
from engine.chain import edit
from engine.chain.model import Chain, ChainPort, Edge, Endpoint, Retry
from engine.engine import Engine
from engine.errors import PlanError
from engine.executors.inline import InlineExecutor
from engine.flow import Map
from engine.run import events as ev
from engine.run.plan import NotRunnable, plan
from engine.run.scheduler import Run
from engine.run.scope import PriorResults, RunScope, RunSpec
from engine.run.secrets import EnvironmentSecrets
from engine.run.state import RunState
from tests.engine.chain.builders import Builder
from tests.engine.run import tools

CATALOG = Catalog(ToolSpec(tool) for tool in (*tools.ALL, Map))


@pytest.fixture
def build() -> Builder:
    return Builder(CATALOG)


class Watched:
    """A run with all its events."""

    def __init__(
        self, engine: Engine, chain: Chain, during: Callable[[ev.Event, Run], None] | None = None, **how: Any
    ) -> None:
        self.events: list[ev.Event] = []
        self._during = during
        self._engine = engine
        spec = RunSpec(chain, folder=Path.cwd(), **{name: how.pop(name) for name in ("inputs", "scope") if name in how})
        self.run = engine.start(spec, CATALOG, self._take, recorded=False, **how)

    def _take(self, event: ev.Event) -> None:
        self.events.append(event)
        if self._during is not None:
            self._during(event, self.run)

    async def execute(self) -> Watched:
        self.status = await self._engine.execute(self.run)
        return self

    def of(self, kind: type) -> list[Any]:
        return [event for event in self.events if isinstance(event, kind)]

    def value(self, at: str) -> Any:
        return self.run.values[Endpoint.parse(at)]

    @property
    def state(self) -> RunState:
        state = RunState()
        for event in self.events:
            state.apply(event)
        return state

    def index(self, kind: type, node: str) -> int:
        return next(i for i, e in enumerate(self.events) if isinstance(e, kind) and getattr(e, "node", "") == node)


async def run(engine: Engine, chain: Chain, **how: Any) -> Watched:
    return await Watched(engine, chain, **how).execute()


def diamond(build: Builder) -> Chain:
    """start → left, right → end."""
    build.node("test.add", a=1)
    build.node("test.add", b=10)
    build.node("test.add", b=100)
    build.node("test.add")
    build.wire("test_add.result", "test_add_2.a")
    build.wire("test_add.result", "test_add_3.a")
    build.wire("test_add_2.result", "test_add_4.a")
    build.wire("test_add_3.result", "test_add_4.b")
    return build.chain


async def test_values_flow_along_the_wires(engine: Engine, build: Builder) -> None:
    watched = await run(engine, diamond(build))
    assert watched.status == "done"
    assert watched.value("test_add_4.result") == 112
    assert watched.run.received["test_add_4"] == {"a": 11, "b": 101}


async def test_events_are_numbered_without_gaps_and_in_order(engine: Engine, build: Builder) -> None:
    watched = await run(engine, diamond(build))
    assert [e.seq for e in watched.events] == list(range(1, len(watched.events) + 1))
    assert isinstance(watched.events[0], ev.RunStarted)
    assert isinstance(watched.events[-1], ev.RunFinished)
    assert {e.run for e in watched.events} == {watched.run.id}
    for source, target in (("test_add", "test_add_2"), ("test_add_2", "test_add_4"), ("test_add_3", "test_add_4")):
        assert watched.index(ev.NodeFinished, source) < watched.index(ev.NodeStarted, target)


async def test_every_event_survives_json(engine: Engine, build: Builder) -> None:
    build.node("test.chatty", times=1)
    build.node("test.fail")
    build.node("test.add")
    build.wire("test_fail.result", "test_add.a")
    watched = await run(engine, build.chain)
    assert [ev.events.validate_json(ev.events.dump_json(e)) for e in watched.events] == watched.events


async def test_replaying_the_events_gives_the_final_state(engine: Engine, build: Builder) -> None:
    watched = await run(engine, diamond(build))
    state = watched.state
    assert state.status == "done"
    assert {n: s.status for n, s in state.nodes.items()} == dict.fromkeys(build.chain.nodes, "done")
    assert state.nodes["test_add_4"].outputs["result"] == {"type": "int", "text": "112"}


async def test_what_does_not_depend_on_each_other_runs_at_the_same_time(engine: Engine, build: Builder) -> None:
    for _ in range(12):
        build.node("test.together")
    tools.Together.most = 0
    await run(engine, build.chain)
    assert tools.Together.most == 12


async def test_a_slow_branch_does_not_hold_up_the_other(engine: Engine, build: Builder) -> None:
    build.node("test.slow", seconds=0.1)
    build.node("test.add")
    build.node("test.add")
    build.wire("test_add.result", "test_add_2.a")
    watched = await run(engine, build.chain)
    assert watched.index(ev.NodeFinished, "test_add_2") < watched.index(ev.NodeFinished, "test_slow")


async def test_a_lane_never_runs_more_than_its_limit(tmp_path: Path, build: Builder) -> None:
    engine = Engine(tmp_path, limits={"coroutine": 3})
    for _ in range(20):
        build.node("test.together")
    tools.Together.most = 0
    watched = await run(engine, build.chain)
    assert watched.status == "done"
    assert tools.Together.most == 3
    await engine.close()


async def test_a_failure_is_a_failure_with_its_reason_and_remedy(engine: Engine, build: Builder) -> None:
    build.node("test.fail")
    watched = await run(engine, build.chain)
    assert watched.status == "failed"
    assert watched.of(ev.RunFinished)[0].status == "failed"
    (failed,) = watched.of(ev.NodeFailed)
    assert (failed.reason, failed.remedy) == ("it cannot be done", "Do something else.")
    assert not watched.of(ev.NodeFinished)


async def test_what_needs_a_failed_node_is_skipped_and_the_rest_runs(engine: Engine, build: Builder) -> None:
    build.node("test.fail")
    build.node("test.add")
    build.node("test.add")
    build.node("test.add", a=5)
    build.wire("test_fail.result", "test_add.a")
    build.wire("test_add.result", "test_add_2.a")
    watched = await run(engine, build.chain)
    states = {n: s.status for n, s in watched.state.nodes.items()}
    assert states == {"test_fail": "failed", "test_add": "skipped", "test_add_2": "skipped", "test_add_3": "done"}
    assert watched.state.nodes["test_add_2"].reason == "test_add gave no result"


async def test_an_unexpected_error_brings_its_traceback_along(engine: Engine, build: Builder) -> None:
    build.node("test.crash")
    (failed,) = (await run(engine, build.chain)).of(ev.NodeFailed)
    assert failed.reason == "ZeroDivisionError: integer division or modulo by zero"
    assert "1 // (a - a)" in failed.detail


@pytest.mark.parametrize("tool", ["test.leaves", "test.leaves_too"])
async def test_a_tool_that_leaves_the_program_fails_only_its_node(engine: Engine, build: Builder, tool: str) -> None:
    build.node(tool)
    build.node("test.add")
    watched = await run(engine, build.chain)
    assert "tried to end the program" in watched.of(ev.NodeFailed)[0].reason
    assert watched.state.nodes["test_add"].status == "done"


async def test_a_problem_of_one_input_names_the_port(engine: Engine, build: Builder) -> None:
    build.node("test.blame")
    (failed,) = (await run(engine, build.chain)).of(ev.NodeFailed)
    assert (failed.port, failed.reason) == ("a", "this number is bad")


async def test_a_tool_that_returns_the_wrong_type_fails(engine: Engine, build: Builder) -> None:
    build.node("test.wrong_type")
    build.node("test.add")
    build.wire("test_wrong_type.result", "test_add.a")
    watched = await run(engine, build.chain)
    assert "returned what it must not: result:" in watched.of(ev.NodeFailed)[0].reason
    assert watched.state.nodes["test_add"].status == "skipped"


async def test_anything_is_checked_where_it_arrives(engine: Engine, build: Builder) -> None:
    build.node("test.any", value="text")
    build.node("test.add")
    build.wire("test_any.result", "test_add.a")
    (failed,) = (await run(engine, build.chain)).of(ev.NodeFailed)
    assert (failed.node, failed.port) == ("test_add", "a")


async def test_one_item_is_wrapped_where_a_list_takes_one(engine: Engine, build: Builder) -> None:
    build.node("test.add", a=7)
    build.node("test.total", values=[])
    build.wire("test_add.result", "test_total.values")
    assert (await run(engine, build.chain)).value("test_total.result") == 7


async def test_files_become_artifacts_and_the_working_folder_goes(
    engine: Engine, build: Builder, tmp_path: Path
) -> None:
    build.node("test.write", text="hello")
    build.node("test.write", text="hello")
    build.node("test.size", file="x")
    build.wire("test_write.result", "test_size.file")
    watched = await run(engine, build.chain)
    first, second = watched.value("test_write.result"), watched.value("test_write_2.result")
    assert first.path == second.path, "equal content is kept once"
    assert first.path.read_text() == "hello"
    assert first.path.is_relative_to(tmp_path / "artifacts")
    assert (first.name, first.size_bytes) == ("note.txt", 5)
    assert first.sha256 == first.path.stem
    assert watched.value("test_size.result") == 5
    assert list((tmp_path / "work").iterdir()) == []


async def test_a_chatty_tool_is_heard_but_does_not_flood(engine: Engine, build: Builder) -> None:
    build.node("test.chatty", times=20_000)
    watched = await run(engine, build.chain)
    assert 1 <= len(watched.of(ev.NodeProgress)) < 500
    assert [e.message for e in watched.of(ev.NodeLog)] == ["nearly there"]
    assert "".join(e.text for e in watched.of(ev.NodeChunk)) == "together"


async def test_cancel_reaches_every_running_node_and_starts_no_other(engine: Engine, build: Builder) -> None:
    for _ in range(3):
        build.node("test.slow")
    build.node("test.polite_thread")
    build.node("test.add")
    build.wire("test_slow.result", "test_add.a")

    def stop(event: ev.Event, run: Run) -> None:
        if isinstance(event, ev.NodeStarted) and event.node == "test_polite_thread":
            asyncio.get_running_loop().call_later(0.02, run.cancel)

    watched = await Watched(engine, build.chain, stop).execute()
    assert watched.status == "cancelled"
    assert {s.status for s in watched.state.nodes.values()} == {"cancelled"}
    assert "test_add" not in [e.node for e in watched.of(ev.NodeStarted)]
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_a_thread_that_will_not_end_is_reported_as_abandoned(tmp_path: Path, build: Builder) -> None:
    engine = Engine(tmp_path)
    engine.executors["inline"] = InlineExecutor(grace_s=0.05)
    build.node("test.stubborn_thread")

    def stop(event: ev.Event, run: Run) -> None:
        if isinstance(event, ev.NodeStarted):
            asyncio.get_running_loop().call_later(0.02, run.cancel)

    watched = await Watched(engine, build.chain, stop).execute()
    tools.STUBBORN_MAY_END.set()
    await asyncio.sleep(0)
    assert watched.status == "cancelled"
    assert "was abandoned" in watched.of(ev.NodeLog)[0].message
    assert isinstance(watched.events[-1], ev.RunFinished), "what it says afterwards is not heard"


async def test_cancelling_the_awaiting_task_ends_the_run_in_order(engine: Engine, build: Builder) -> None:
    build.node("test.slow")
    started = asyncio.Event()
    watched = Watched(
        engine, build.chain, lambda event, _: started.set() if isinstance(event, ev.NodeStarted) else None
    )
    task = asyncio.create_task(watched.execute())
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert watched.state.status == "cancelled"
    assert watched.state.nodes["test_slow"].status == "cancelled"


async def test_up_to_a_node_runs_what_it_needs_and_no_more(engine: Engine, build: Builder) -> None:
    watched = await run(engine, diamond(build), scope=RunScope(up_to=("test_add_2",)))
    assert {e.node for e in watched.of(ev.NodeStarted)} == {"test_add", "test_add_2"}


async def test_one_node_runs_on_known_values(engine: Engine, build: Builder) -> None:
    known = {Endpoint("test_add_2", "result"): 1, Endpoint("test_add_3", "result"): 2}
    scope = RunScope.only("test_add_4", PriorResults(values=known))
    watched = await run(engine, diamond(build), scope=scope)
    assert [e.node for e in watched.of(ev.NodeFinished)] == ["test_add_4"]
    assert watched.value("test_add_4.result") == 3
    with pytest.raises(PlanError, match="has no value yet"):
        plan(RunSpec(build.chain, scope=RunScope.only("test_add_4", PriorResults())), CATALOG)


def test_a_wrong_chain_does_not_start_and_says_all_that_is_wrong(build: Builder) -> None:
    diamond(build)
    bad = build.chain.model_copy(update={"edges": (*build.chain.edges, Edge.between(("x", "y"), ("test_add", "zz")))})
    bad = bad.model_copy(
        update={"nodes": {**bad.nodes, "test_total": bad.nodes["test_add"].model_copy(update={"tool": "test.total"})}}
    )
    with pytest.raises(NotRunnable) as caught:
        plan(RunSpec(bad), CATALOG)
    assert {f.code for f in caught.value.findings} >= {"dangling-edge", "missing-input"}


def test_only_the_part_to_run_has_to_be_right(build: Builder) -> None:
    build.node("test.add", a=1)
    build.node("test.total")
    assert list(plan(RunSpec(build.chain, scope=RunScope(up_to=("test_add",))), CATALOG).steps) == ["test_add"]
    with pytest.raises(NotRunnable, match="Values is missing"):
        plan(RunSpec(build.chain), CATALOG)
    with pytest.raises(PlanError, match="there is no node 'nope'"):
        plan(RunSpec(build.chain, scope=RunScope(up_to=("nope",))), CATALOG)


async def test_a_secret_is_taken_from_the_environment_and_told_to_nobody(
    engine: Engine, build: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    build.node("test.reveal", key={"$secret": "TOKEN"})
    with pytest.raises(PlanError, match="the secret 'TOKEN' is not set"):
        plan(RunSpec(build.chain), CATALOG, secrets=EnvironmentSecrets())
    monkeypatch.setenv("ICEOS_SECRET_TOKEN", "hunter2")
    watched = await run(engine, build.chain, secrets=EnvironmentSecrets())
    assert watched.value("test_reveal.result") == len("hunter2")
    assert not any(b"hunter2" in ev.events.dump_json(event) for event in watched.events)


def random_chain(rng: random.Random, depth: int = 0) -> Chain:
    """Nodes that add, fail, crash, take their time or are tried again; some run a chain like this for each item."""
    build = Builder(CATALOG)
    ids: list[str] = []
    kinds = ["test.add"] * 6 + ["test.fail", "test.crash", "test.slow", "test.flaky", "flow.map"]
    for _ in range(rng.randint(1, 25 if not depth else 4)):
        kind = rng.choice(kinds if not depth else kinds[:-1])
        if kind == "flow.map":
            inner = random_chain(rng, depth + 1)
            new = build.node(kind, items=list(range(rng.randint(0, 4))), on_failure=rng.choice(["stop", "empty"]))
            build.chain = edit.with_inner(build.chain, CATALOG, str(build.chain.nodes[new].inputs["chain"]), inner)
            continue
        new = build.node(kind, **({"seconds": rng.choice([0.0, 0.002])} if kind == "test.slow" else {}))
        if kind == "test.flaky" or rng.random() < 0.1:
            build.chain = edit.configure(build.chain, new, retry=Retry(times=rng.randint(1, 2), wait_s=0.001))
        if rng.random() < 0.1:
            build.chain = edit.configure(build.chain, new, error_port=True)
        if ids and rng.random() < 0.8:
            build.wire(f"{rng.choice(ids)}.result", f"{new}.a")
        ids.append(new)
    return edit.declare_input(build.chain, "item", ChainPort()) if depth else build.chain


def a_random_run_is_in_order(seed: int) -> None:
    """Every node ends once, none starts before its inputs, events have no gaps, and replaying them gives the final
    state, whatever fails or is stopped. A run that did not end well goes on: then the same holds for all of it, and
    nothing that was finished starts again.
    """
    rng = random.Random(seed)
    chain = random_chain(rng)
    stop_at = rng.randint(1, 60) if seed % 3 == 0 else 0

    async def both() -> tuple[list[ev.Event], list[ev.Event], RunState]:
        with tempfile.TemporaryDirectory() as folder:
            engine = Engine(Path(folder))
            first: list[ev.Event] = []

            def take(event: ev.Event) -> None:
                first.append(event)
                if event.seq == stop_at:
                    asyncio.get_running_loop().call_soon(run.cancel)

            run = engine.start(RunSpec(chain, "random"), CATALOG, take)
            status = await engine.execute(run)
            second: list[ev.Event] = []
            if status != "done":
                await engine.execute(engine.resume(run.id, CATALOG, second.append))
            state = engine.history.state(run.id)
            await engine.close()
            return first, second, state

    first, second, stored = asyncio.run(both())
    events = first + second
    assert [e.seq for e in events] == list(range(1, len(events) + 1))
    in_order(chain, first, {})
    state = RunState()
    for event in first:
        state.apply(event)
    if second:
        kept = {n: s for n, s in state.nodes.items() if s.is_reusable}
        in_order(chain, second, kept)
    for event in second:
        state.apply(event)
    assert all(s.status.is_over for s in state.nodes.values())
    assert state == stored


def in_order(chain: Chain, events: list[ev.Event], kept: Collection[str]) -> None:
    """One part of a run: `kept` were finished before."""
    ends: dict[str, int] = {}
    for index, event in enumerate(events):
        if isinstance(event, ev.NodeFinished | ev.NodeCached | ev.NodeFailed | ev.NodeSkipped | ev.NodeCancelled):
            assert event.node not in ends, f"{event.node} ends twice"
            assert event.node not in kept, f"{event.node} was finished"
            ends[event.node] = index
    assert {n for n in ends if "/" not in n} | {n for n in kept if "/" not in n} == set(chain.nodes)
    for index, event in enumerate(events):
        if not isinstance(event, ev.NodeStarted):
            continue
        prefix, _, node = event.node.rpartition("/")
        part = chain if not prefix else edit.inner_at(chain, [prefix.partition("[")[0]])
        for edge in part.edges_of.get(node, ()):
            feeder = f"{prefix}/{edge.source.node}" if prefix else edge.source.node
            if edge.target.node == node and edge.source.node in part.nodes and feeder not in kept:
                assert ends[feeder] < index


@pytest.mark.timeout(900)
@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000))
def test_whatever_the_graph_every_node_ends_once_and_none_starts_before_its_inputs(seed: int) -> None:
    a_random_run_is_in_order(seed)


@pytest.mark.slow
@pytest.mark.timeout(900)
@settings(max_examples=3000, deadline=None)
@given(st.integers(0, 10_000_000))
def test_the_same_for_thousands_of_graphs(seed: int) -> None:
    a_random_run_is_in_order(seed)

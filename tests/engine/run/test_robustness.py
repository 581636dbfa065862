"""Time limits, trying again, error ports, and what a failure does to the rest of the chain."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.chain.file import dump, parse
from engine.chain.model import Chain, Policy, Retry
from engine.chain.validate import errors, validate
from engine.engine import Engine
from engine.run import events as ev
from engine.run.scheduler import Run
from tests.engine.chain.builders import Builder
from tests.engine.run import tools
from tests.engine.run.test_scheduler import CATALOG, Watched, run


@pytest.fixture
def build() -> Builder:
    tools.Flaky.tried = 0
    return Builder(CATALOG)


def configured(build: Builder, node: str, **fields: Any) -> Chain:
    """The chain with fields of a node set."""
    changed = build.chain.nodes[node].model_copy(update=fields)
    build.chain = build.chain.model_copy(update={"nodes": {**build.chain.nodes, node: changed}})
    return build.chain


def statuses(watched: Watched) -> dict[str, str]:
    return {n: s.status for n, s in watched.state.nodes.items()}


async def test_a_node_that_takes_too_long_fails_and_is_stopped(engine: Engine, build: Builder) -> None:
    build.node("test.slow", seconds=30)
    build.node("test.polite_thread")
    configured(build, "test_slow", timeout_s=0.05)
    configured(build, "test_polite_thread", timeout_s=0.05)
    watched = await run(engine, build.chain)
    assert {e.reason for e in watched.of(ev.NodeFailed)} == {"it took longer than 0.05 s"}
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_a_failure_is_tried_again_and_each_wait_is_told(engine: Engine, build: Builder) -> None:
    build.node("test.flaky", a=5)
    chain = configured(build, "test_flaky", retry=Retry(times=3, wait_s=0.01))
    watched = await run(engine, chain)
    assert watched.status == "done"
    assert watched.value("test_flaky.result") == 5
    phases = [e.phase for e in watched.of(ev.NodePhase)]
    assert len(phases) == 2
    assert phases[0].startswith("trying again in 0.0 s (1 of 3): busy")
    assert len(watched.of(ev.NodeStarted)) == len(watched.of(ev.NodeFinished)) == 1


async def test_after_the_last_try_the_failure_is_the_nodes(engine: Engine, build: Builder) -> None:
    build.node("test.flaky", failures=9)
    watched = await run(engine, configured(build, "test_flaky", retry=Retry(times=2, wait_s=0)))
    assert tools.Flaky.tried == 3
    assert watched.of(ev.NodeFailed)[0].reason == "busy"


async def test_only_the_failures_that_are_meant_are_tried_again(engine: Engine, build: Builder) -> None:
    build.node("test.flaky", reason="no such thing")
    await run(engine, configured(build, "test_flaky", retry=Retry(times=5, wait_s=0, matching="busy|429")))
    assert tools.Flaky.tried == 1
    tools.Flaky.tried = 0
    other = Builder(CATALOG)
    other.node("test.blame")
    watched = await run(engine, configured(other, "test_blame", retry=Retry(times=5, wait_s=0)))
    assert not watched.of(ev.NodePhase), "a wrong input stays wrong"


async def test_a_time_limit_counts_for_each_try(engine: Engine, build: Builder) -> None:
    build.node("test.slow", seconds=30)
    watched = await run(engine, configured(build, "test_slow", timeout_s=0.03, retry=Retry(times=2, wait_s=0)))
    assert len(watched.of(ev.NodePhase)) == 2
    assert "longer than 0.03 s" in watched.of(ev.NodeFailed)[0].reason


async def test_stopping_while_it_waits_for_the_next_try_ends_at_once(engine: Engine, build: Builder) -> None:
    build.node("test.flaky", failures=9)

    def stop(event: ev.Event, running: Any) -> None:
        if isinstance(event, ev.NodePhase):
            asyncio.get_running_loop().call_soon(running.cancel)

    chain = configured(build, "test_flaky", retry=Retry(times=3, wait_s=600))
    watched = await Watched(engine, chain, stop).execute()
    assert watched.status == "cancelled"


def routed(build: Builder, tool: str, **inputs: Any) -> Chain:
    """A node with an error port; one node on its result, one on its error, one on either."""
    build.node(tool, **inputs)
    node = tool.replace(".", "_")
    configured(build, node, error_port=True)
    build.node("test.add")
    build.node("test.needs_error", error={})
    build.node("test.told")
    build.wire(f"{node}.result", "test_add.a")
    build.wire(f"{node}.error", "test_needs_error.error")
    build.wire(f"{node}.error", "test_told.error")
    build.wire(f"{node}.result", "test_told.value")
    return build.chain


async def test_a_failure_goes_to_the_error_port_and_the_run_is_done(engine: Engine, build: Builder) -> None:
    chain = routed(build, "test.fail")
    assert not errors(validate(chain, CATALOG))
    watched = await run(engine, chain)
    assert watched.status == "done"
    assert watched.value("test_needs_error.result") == "test_fail"
    assert watched.value("test_told.result") == "error it cannot be done"
    assert watched.of(ev.NodeFailed)[0].routed
    # `a` has a default, so the node on the result runs with it; what needs its result is another test
    assert statuses(watched)["test_add"] == "done"


async def test_without_a_failure_what_needs_the_error_is_skipped(engine: Engine, build: Builder) -> None:
    watched = await run(engine, routed(build, "test.flaky", failures=0, a=7))
    assert watched.status == "done"
    assert statuses(watched) == {
        "test_flaky": "done",
        "test_add": "done",
        "test_needs_error": "skipped",
        "test_told": "done",
    }
    assert watched.value("test_told.result") == "value 7"


async def test_a_skip_spreads_to_what_needs_it_and_no_further(engine: Engine, build: Builder) -> None:
    build.node("test.fail")
    configured(build, "test_fail", error_port=True)
    build.node("test.total", values=[])
    build.node("test.add", b=3)
    build.wire("test_fail.result", "test_total.values")
    build.wire("test_total.result", "test_add.a")
    watched = await run(engine, build.chain)
    assert statuses(watched) == {"test_fail": "failed", "test_total": "skipped", "test_add": "done"}
    assert watched.value("test_add.result") == 3


async def test_behind_a_failure_nothing_runs_even_where_the_input_is_optional(engine: Engine, build: Builder) -> None:
    build.node("test.fail")
    build.node("test.add")
    build.node("test.told")
    build.wire("test_fail.result", "test_add.a")
    build.wire("test_add.result", "test_told.value")
    watched = await run(engine, build.chain)
    assert statuses(watched) == {"test_fail": "failed", "test_add": "skipped", "test_told": "skipped"}


async def test_a_chain_that_stops_at_the_first_failure_stops(engine: Engine, build: Builder) -> None:
    build.node("test.fail")
    build.node("test.slow", seconds=30)
    chain = build.chain.model_copy(update={"policy": Policy(on_failure="stop")})
    watched = await run(engine, chain)
    assert watched.status == "failed"
    assert statuses(watched) == {"test_fail": "failed", "test_slow": "cancelled"}
    assert "stops at the first failure" in watched.state.nodes["test_slow"].reason


async def test_a_chain_past_its_deadline_fails_and_says_so(engine: Engine, build: Builder) -> None:
    build.node("test.slow", seconds=30)
    build.node("test.add")
    build.wire("test_slow.result", "test_add.a")
    watched = await run(engine, build.chain.model_copy(update={"policy": Policy(deadline_s=0.05)}))
    assert watched.status == "failed"
    assert {s.reason for s in watched.state.nodes.values()} == {"the chain took longer than its 0.05 s"}


def test_all_of_it_is_kept_in_the_file_and_only_where_it_is_set(build: Builder) -> None:
    build.node("test.flaky")
    plain = dump(build.chain).decode()
    assert not {"retry", "timeout_s", "error_port", "policy"} & set(plain.replace('"', " ").split())
    chain = configured(build, "test_flaky", retry=Retry(times=2), timeout_s=5.0, error_port=True)
    chain = chain.model_copy(update={"policy": Policy(on_failure="stop", deadline_s=60)})
    assert parse(dump(chain)) == chain


@pytest.fixture
def stubborn() -> Iterator[None]:
    """Lets the tools that go on for ever end with the test."""
    tools.STUBBORN_COROUTINE_MAY_END = False
    yield
    tools.STUBBORN_COROUTINE_MAY_END = True


async def test_a_coroutine_that_ignores_that_it_is_stopped_is_left_behind(
    tmp_path: Path, build: Builder, stubborn: None
) -> None:
    engine = Engine(tmp_path, grace_s=0.05)
    build.node("test.stubborn_coroutine")
    build.node("test.slow")

    def stop(event: ev.Event, run: Run) -> None:
        if isinstance(event, ev.NodeStarted) and event.node == "test_slow":
            asyncio.get_running_loop().call_soon(run.cancel)

    watched = Watched(engine, build.chain, stop)
    await watched.execute()
    assert watched.status == "cancelled"
    assert statuses(watched) == {"test_stubborn_coroutine": "cancelled", "test_slow": "cancelled"}
    assert [e.message for e in watched.of(ev.NodeLog)] == ["it did not stop within 0.05 s and was abandoned"]
    assert watched.run.abandoned == 1
    tools.STUBBORN_COROUTINE_MAY_END = True
    await asyncio.sleep(0.05)
    assert not watched.run.abandoned
    assert isinstance(watched.events[-1], ev.RunFinished)
    await engine.close()


async def test_a_time_limit_holds_for_work_that_ignores_it(engine: Engine, build: Builder, stubborn: None) -> None:
    chain = configured(build, build.node("test.stubborn_coroutine"), timeout_s=0.05)
    watched = Watched(engine, chain)
    await watched.execute()
    (failed,) = watched.of(ev.NodeFailed)
    assert failed.reason == "it took longer than 0.05 s"


async def test_a_node_that_is_stopped_before_its_first_step_is_not_waited_for(engine: Engine, build: Builder) -> None:
    for _ in range(3):
        build.node("test.add")

    def stop(event: ev.Event, run: Run) -> None:
        if isinstance(event, ev.NodeStarted) and not run.stopping:
            run.cancel()

    watched = await Watched(engine, build.chain, stop).execute()
    assert watched.status == "cancelled"
    assert not [e for e in watched.of(ev.NodeLog) if "abandoned" in e.message]
    assert set(statuses(watched).values()) <= {"cancelled", "done"}


@pytest.mark.parametrize("kind", ["digits", "no text"])
async def test_a_value_that_cannot_be_previewed_is_a_value_all_the_same(
    engine: Engine, build: Builder, kind: str
) -> None:
    build.node("test.no_preview", kind=kind)
    build.node("test.any")
    build.wire("test_no_preview.result", "test_any.value")
    watched = await run(engine, build.chain)
    assert watched.status == "done"
    assert statuses(watched) == {"test_no_preview": "done", "test_any": "done"}
    shown = watched.of(ev.NodeFinished)[0].outputs["result"]
    assert shown["text"].startswith("it cannot be shown")
    assert watched.value("test_any.result") is not None


async def test_nothing_runs_on_what_a_failed_node_had_given_already(engine: Engine, build: Builder) -> None:
    build.node("test.half")
    build.node("test.add")
    build.node("test.any")
    build.wire("test_half.result", "test_add.a")
    build.wire("test_add.result", "test_any.value")
    watched = await run(engine, build.chain)
    assert statuses(watched) == {"test_half": "failed", "test_add": "skipped", "test_any": "skipped"}
    assert not [at for at in watched.run.values if at.node == "test_half"]

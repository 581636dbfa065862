"""A program that is killed in the middle of a run loses nothing that was finished."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import random
import signal
import tempfile
import time
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

import alembic.command  # imported before the programs are forked, so that each of them begins at once
import pytest
import sqlalchemy.dialects.sqlite

from engine.catalog import Catalog, ToolSpec
from engine.chain import edit
from engine.chain.model import Chain, Endpoint
from engine.engine import Engine
from engine.flow import Map, Switch
from engine.run import events as ev
from engine.run.artifacts import Artifacts
from engine.run.history import History
from engine.run.scope import RunSpec
from nodes.sdk import Context, tool
from tests.engine.chain.builders import Builder
from tests.engine.flow.test_nesting import ANYTHING, make_list

LOG = "executions.txt"
assert alembic.command
assert sqlalchemy.dialects.sqlite
_forked = multiprocessing.get_context("fork")


@tool("test.marked")
async def marked(name: str, folder: str, a: Any = 0, b: Any = 0) -> int:
    """Takes a moment and writes down that it ran."""
    await asyncio.sleep(0.002)
    handle = os.open(Path(folder) / LOG, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(handle, f"{name}\n".encode())
    os.close(handle)
    return int(a) + int(b) + 1


@tool("test.needy")
async def needy(name: str, folder: str, a: Any) -> int:
    """As the other, and skipped when nothing comes."""
    made = await marked().run(marked.Inputs(name=name, folder=folder, a=a), Context(print, Path))
    return int(made["result"])


CATALOG = Catalog([ToolSpec(t) for t in (marked, needy, make_list, Map, Switch)])


def sixty_nodes(folder: str) -> Chain:
    """Layers of marked nodes, a switch with a branch that is never taken, and a map over ten items."""
    build = Builder(CATALOG)
    layers: list[list[str]] = []
    for depth in range(9):
        layer = []
        for row in range(6):
            node = build.node("test.marked", name=f"{depth}.{row}", folder=folder)
            if layers:
                build.wire(f"{layers[-1][row]}.result", f"{node}.a")
                build.wire(f"{layers[-1][(row + 1) % 6]}.result", f"{node}.b")
            layer.append(node)
        layers.append(layer)
    build.node("flow.switch", cases={"never": "value < 0"})
    build.wire(f"{layers[3][0]}.result", "flow_switch.value")
    for port in ("never", "otherwise"):
        node = build.node("test.needy", name=port, folder=folder)
        build.wire(f"flow_switch.{port}", f"{node}.a")
    build.node("test.list", count=10)
    build.node("flow.map", concurrency=3)
    part = Builder(CATALOG)
    inside = part.node("test.marked", name="item", folder=folder)
    part.chain = edit.declare_output(edit.declare_input(part.chain, "item", ANYTHING), "result", ANYTHING)
    part.wire("$inputs.item", f"{inside}.a")
    part.wire(f"{inside}.result", "$outputs.result")
    build.chain = edit.with_inner(build.chain, CATALOG, "map", part.chain)
    build.wire("test_list.result", "flow_map.items")
    assert len(build.chain.nodes) + len(part.chain.nodes) == 60
    return build.chain


def start(data: Path, chain: Chain) -> None:
    async def main() -> None:
        engine = Engine(data)
        run = engine.start(RunSpec(chain, "sixty", data), CATALOG, lambda _: None)
        await engine.execute(run)
        await engine.close()

    asyncio.run(main())


def go_on(data: Path, run: str) -> None:
    async def main() -> None:
        engine = Engine(data)
        await engine.execute(engine.resume(run, CATALOG, lambda _: None))
        await engine.close()

    asyncio.run(main())


def in_a_process(work: Any, *arguments: Any) -> Any:
    process = _forked.Process(target=work, args=arguments)
    process.start()
    return process


def survives(executions: int, after_s: float) -> str:
    """Kill a run `after_s` seconds after so many nodes have run, go on with it, and look at what is left.

    Returns how far it had come.
    """
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        chain = sixty_nodes(folder)
        program = in_a_process(start, data, chain)
        while program.is_alive() and len(read_log(data)) < executions:
            time.sleep(0.0005)
        time.sleep(after_s)
        os.kill(program.pid, signal.SIGKILL)
        program.join()
        history = History(data / "history", Artifacts(data / "artifacts"))
        runs = history.runs()
        if not runs:
            history.close()
            return "not begun"
        (record,) = runs
        executed = Counter(read_log(data))
        kept = {node for node, _, outputs in history.stored(record.id) if outputs is not None}
        finished = {e.node for e in history.events(record.id) if isinstance(e, ev.NodeFinished)}
        assert kept == finished, "an end and what came out of it are stored together"
        if record.status == "done":
            history.close()
            return "done"
        assert record.status == "interrupted"
        last = history.last_seq(record.id)
        history.close()
        again = in_a_process(go_on, data, record.id)
        again.join(60)
        assert again.exitcode == 0
        history = History(data / "history", Artifacts(data / "artifacts"))
        assert history.find(record.id).status == "done"
        events = list(history.events(record.id))
        assert [e.seq for e in events] == list(range(1, len(events) + 1))
        started_again = {e.node for e in events[last:] if isinstance(e, ev.NodeStarted)}
        assert not started_again & kept, "what was finished does not run again"
        ends = Counter(e.node for e in events if isinstance(e, ev.NodeFinished))
        assert set(ends.values()) == {1}
        assert len(ends) == 59 - 1 + 10, "all but the branch that is never taken, and ten items"
        twice = {name for name, count in Counter(read_log(data)).items() if count > 1 and name != "item"}
        assert all(executed[name] == 1 for name in twice), "only what was not stored yet ran a second time"
        outputs = history.outputs(record.id)
        history.close()
        assert outputs == expected()
        return "resumed"


def read_log(data: Path) -> list[str]:
    path = data / LOG
    return path.read_text().split() if path.exists() else []


@lru_cache
def expected() -> dict[str, dict[str, Any]]:
    """What an undisturbed run gives."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        chain = sixty_nodes(folder)

        async def main() -> dict[str, dict[str, Any]]:
            engine = Engine(data)
            run = engine.start(RunSpec(chain, "sixty", data), CATALOG, lambda _: None)
            assert await engine.execute(run) == "done"
            found = engine.history.outputs(run.id)
            assert run.values[Endpoint("flow_map", "result")] == list(range(1, 11))
            await engine.close()
            return found

        return asyncio.run(main())


def killed(times: int, seed: int) -> Counter[str]:
    rng = random.Random(seed)
    return Counter(survives(rng.randint(0, 62), rng.uniform(0.0, 0.006)) for _ in range(times))


def test_a_killed_run_goes_on_and_nothing_finished_runs_again() -> None:
    killed(4, seed=1)


@pytest.mark.slow
@pytest.mark.timeout(1500)
def test_the_same_at_two_hundred_random_moments() -> None:
    found: Counter[str] = Counter()
    seed = 0
    while found["resumed"] < 200:
        found += killed(20, seed)
        seed += 1
    print(dict(found))

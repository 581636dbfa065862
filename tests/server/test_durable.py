"""No run is lost and none is done twice, whatever is killed."""

from __future__ import annotations

import random
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from engine.catalog import Catalog, load_own
from engine.chain.bundle import Bundle
from engine.chain.file import dump
from engine.chain.model import Chain, Placement
from engine.run import events as ev
from nodes.sdk.tools import tools_in
from tests.engine.chain.builders import Builder
from tests.processes import until
from tests.server.conftest import BOTH, Program, Team, Teams

pytestmark = pytest.mark.timeout(600)
LAYERS, ROWS = 10, 4
TOOLS = '''
import asyncio, os
from pathlib import Path
from nodes.sdk import tool

@tool("test.marked")
async def marked(name: str, folder: str, seconds: float = 0.03, a: int = 0, b: int = 0) -> int:
    """Takes a moment and writes down that it ran."""
    await asyncio.sleep(seconds)
    handle = os.open(Path(folder) / "ran.txt", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(handle, f"{name}\\n".encode())
    os.close(handle)
    return a + b + 1
'''


def catalog_of(file: Path) -> Catalog:
    from engine.catalog import ToolSpec

    return Catalog([ToolSpec(t) for t in tools_in(load_own(file))])


def forty_nodes(team: Team, queue: str = "", seconds: float = 0.03) -> Chain:
    """Ten layers of four nodes, each fed by two of the layer before."""
    build = Builder(catalog_of(team.folder / "tools" / "marks.py"))
    before: list[str] = []
    for depth in range(LAYERS):
        layer = []
        for row in range(ROWS):
            node = build.node("test.marked", name=f"{depth}.{row}", folder=str(team.folder), seconds=seconds)
            if before:
                build.wire(f"{before[row]}.result", f"{node}.a")
                build.wire(f"{before[(row + 1) % ROWS]}.result", f"{node}.b")
            layer.append(node)
        before = layer
    chain = build.chain
    if queue:
        placed = Placement(where="inline", queue=queue)
        nodes = {n: node.model_copy(update={"placement": placed}) for n, node in chain.nodes.items()}
        chain = chain.model_copy(update={"nodes": nodes})
    return chain


@pytest.fixture
def prepared(teams: Teams) -> Any:
    """Makes a team that has the tool that marks."""

    def make(kind: str) -> Team:
        team = teams(kind)
        (team.folder / "tools").mkdir()
        (team.folder / "tools" / "marks.py").write_text(TOOLS)
        team.more["ICEOS_TOOLS_DIR"] = str(team.folder / "tools")
        return team

    return make


def ran(team: Team) -> Counter[str]:
    path = team.folder / "ran.txt"
    return Counter(path.read_text().split()) if path.exists() else Counter()


def check(team: Team, run: str, again: int) -> None:
    """Every node ended once for whoever looks, numbers have no gap, and not more than `again` nodes ran again."""
    client = team.client()
    told = list(client.events(run))
    assert [event.seq for event in told] == list(range(1, len(told) + 1))
    ended = Counter(event.node for event in told if isinstance(event, ev.NodeFinished))
    assert len(ended) == LAYERS * ROWS
    assert set(ended.values()) == {1}
    assert told[-1].status == "done"  # type: ignore[union-attr]
    counts = ran(team)
    assert len(counts) == LAYERS * ROWS
    assert sum(counts.values()) - len(counts) <= again, counts


def wait_for(team: Team, run: str) -> None:
    client = team.client()
    assert until(lambda: client.run(run).over, 60), client.run(run)


def killed_at_random(team: Team, rounds: int, again: Any, victim: Any, queue: str) -> dict[str, int]:
    """Kill in the middle of a run, `rounds` times, each on a run of its own."""
    seen = Counter[str]()
    chain = Bundle(dump(forty_nodes(team, queue)))
    chance = random.Random(7)
    for _ in range(rounds):
        (team.folder / "ran.txt").unlink(missing_ok=True)
        client = team.client()
        run = client.start_once(chain)
        assert until(lambda: ran(team), 60)
        time.sleep(chance.uniform(0, 0.5))
        victim(team).kill()
        seen["done" if sum(ran(team).values()) == LAYERS * ROWS else "in the middle"] += 1
        again(team)
        wait_for(team, run.id)
        check(team, run.id, 2 * ROWS)
        seen["ran again"] += sum(ran(team).values()) - len(ran(team))
    return dict(seen)


def the_server(team: Team) -> Program:
    return team.programs[-1]


def kill_servers(team: Team, rounds: int) -> dict[str, int]:
    team.serve()
    return killed_at_random(team, rounds, lambda t: t.serve(), the_server, "")


def kill_workers(team: Team, rounds: int) -> dict[str, int]:
    team.serve()
    team.work()
    team.work()

    def one_of_them(team: Team) -> Program:
        return next(p for p in team.programs[1:] if p.process.poll() is None)

    return killed_at_random(team, rounds, lambda t: t.work(), one_of_them, "heavy")


@BOTH
def test_a_server_that_is_killed_goes_on_where_it_was(prepared: Any, kind: str) -> None:
    kill_servers(prepared(kind), 2)


@BOTH
def test_a_worker_that_is_killed_leaves_its_nodes_to_others(prepared: Any, kind: str) -> None:
    kill_workers(prepared(kind), 2)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@BOTH
@pytest.mark.parametrize("who", [kill_servers, kill_workers])
def test_killed_at_25_random_moments(prepared: Any, kind: str, who: Any) -> None:
    seen = who(prepared(kind), 25)
    print(f"\n{who.__name__} on {kind}: {seen}")
    assert seen.get("in the middle", 0) > 10

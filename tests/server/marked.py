"""A chain of forty nodes that write down that they ran: whether something is lost, or done twice."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from engine.catalog import Catalog, ToolSpec
from engine.chain.model import Chain, Placement
from engine.installed import load_own
from engine.run import events as ev
from nodes.sdk.tools import tools_in
from tests.engine.chain.builders import Builder
from tests.processes import until
from tests.server.conftest import Team, Teams

LAYERS, ROWS = 10, 4
TOOLS = '''
import asyncio, os
from pathlib import Path
from nodes.sdk import tool

@tool("test.marked")
async def marked(name: str, folder: str, seconds: float = 0.03, held: bool = False, a: int = 0, b: int = 0) -> int:
    """Takes a moment and writes down that it ran."""
    await asyncio.sleep(seconds)
    while held and not (Path(folder) / "go").exists():
        await asyncio.sleep(0.05)
    handle = os.open(Path(folder) / "ran.txt", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(handle, f"{name}\\n".encode())
    os.close(handle)
    return a + b + 1
'''


def prepared(teams: Teams, kind: str) -> Team:
    """A team that has the tool that marks."""
    team = teams(kind)
    (team.folder / "tools").mkdir()
    (team.folder / "tools" / "marks.py").write_text(TOOLS)
    team.more |= {"ICEOS_TOOLS_DIR": str(team.folder / "tools"), "ICEOS_ALLOW_WRITE": str(team.folder)}
    return team


def catalog_of(file: Path) -> Catalog:
    return Catalog([ToolSpec(t) for t in tools_in(load_own(file))])


def forty_nodes(team: Team, queue: str = "", seconds: float = 0.03, held: bool = False) -> Chain:
    """Ten layers of four nodes, each fed by two of the layer before.

    Args:
        held: Only the first layer ends by itself; the others wait for `let_go`.
    """
    build = Builder(catalog_of(team.folder / "tools" / "marks.py"))
    before: list[str] = []
    for depth in range(LAYERS):
        layer = []
        for row in range(ROWS):
            marks = {"name": f"{depth}.{row}", "folder": str(team.folder), "seconds": seconds}
            node = build.node("test.marked", **marks, held=held and depth > 0)
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


def let_go(team: Team) -> None:
    """What is held goes on."""
    (team.folder / "go").touch()


def ran(team: Team) -> Counter[str]:
    """How often each node ran."""
    path = team.folder / "ran.txt"
    return Counter(path.read_text().split()) if path.exists() else Counter()


def ran_again(team: Team) -> int:
    """How many nodes ran again."""
    counts = ran(team)
    return sum(counts.values()) - len(counts)


def check(team: Team, run: str, at_most: int) -> None:
    """Every node ended once for whoever looks, numbers have no gap, and not more than `at_most` nodes ran again."""
    told = list(team.client().events(run))
    assert [event.seq for event in told] == list(range(1, len(told) + 1))
    ended = Counter(event.node for event in told if isinstance(event, ev.NodeFinished))
    assert told[-1].status == "done", [event for event in told if isinstance(event, ev.NodeFailed)]  # type: ignore[union-attr]
    assert len(ended) == LAYERS * ROWS
    assert set(ended.values()) == {1}
    assert len(ran(team)) == LAYERS * ROWS
    assert ran_again(team) <= at_most, ran(team)


def wait_for(team: Team, run: str) -> None:
    client = team.client()
    assert until(lambda: client.run(run).over, 60), client.run(run)

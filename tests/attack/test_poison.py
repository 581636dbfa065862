"""Wall 2: a run that takes its process down is set aside after some times, and nothing else suffers."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from sqlalchemy import select

from app.server import database
from app.server.settings import ServerSettings
from app.server.suspects import TRIES
from engine.catalog import Catalog, ToolSpec
from engine.chain.bundle import Bundle
from engine.chain.file import dump
from engine.chain.model import Placement
from engine.client import Client
from engine.installed import installed, load_own
from engine.run import events as ev
from engine.run.history.tables import events
from nodes.sdk.tools import tools_in
from tests.engine.chain.builders import Builder
from tests.processes import until
from tests.server.conftest import TOKEN, Program, Team, Teams
from tests.server.marked import check, forty_nodes, prepared, ran

pytestmark = pytest.mark.timeout(900)
DEADLY = '''

@tool("test.deadly")
async def deadly(folder: str, name: str = "deadly", a: int = 0) -> int:
    """Whoever does it is killed, until it is healed."""
    with open(Path(folder) / "deadly.txt", "a") as stream:
        stream.write(f"{name}\\n")
    while not (Path(folder) / "healed").exists():
        await asyncio.sleep(0.05)
    return 1
'''


class Ward:
    """A server, or a worker beside one, that is killed whenever a deadly node is at work, and started again."""

    def __init__(self, teams: Teams, kind: str, worker: bool) -> None:
        self.team = prepared(teams, kind)
        self._tools = self.team.folder / "tools" / "marks.py"
        self._tools.write_text(self._tools.read_text() + DEADLY)
        self._worker = worker
        self._victim = self.team.serve()
        if worker:
            self._victim = self.team.work()
        self.client: Client = self.team.client()

    def start(self, *nodes: tuple[str, dict[str, object]], wired: bool = False) -> str:
        """A run of these nodes, beside or after each other."""
        build = Builder(Catalog([ToolSpec(t) for t in tools_in(load_own(self._tools))]))
        before = ""
        for tool, inputs in nodes:
            node = build.node(tool, folder=str(self.team.folder), **inputs)
            if wired and before:
                build.wire(f"{before}.result", f"{node}.a")
            before = node
        chain = build.chain
        if self._worker:
            placed = Placement(where="inline", queue="heavy")
            queued = {n: node.model_copy(update={"placement": placed}) for n, node in chain.nodes.items()}
            chain = chain.model_copy(update={"nodes": queued})
        return self.client.start_once(Bundle(dump(chain))).id

    def deaths(self) -> int:
        path = self.team.folder / "deadly.txt"
        return len(path.read_text().split()) if path.exists() else 0

    def strike_until_over(self, run: str, most: int, before: Callable[[], object] = lambda: True) -> None:
        """Kill whoever does what is deadly until the run is over; `before` is waited for each time."""
        for number in range(1, most + 2):
            came = until(lambda number=number: self.deaths() >= number or self.client.run(run).over, 120)
            assert came, self.client.run(run)
            if self.client.run(run).over:
                return
            assert number <= most, "it is carried once more"
            assert until(before, 60)
            self.strike()

    def strike(self) -> None:
        self._victim.kill()
        self._victim = self.team.work() if self._worker else self.team.serve()

    def heal(self) -> None:
        (self.team.folder / "healed").touch()

    def is_done(self, *runs: str) -> bool:
        return until(lambda: all(self.client.run(run).over for run in runs), 120) and all(
            self.client.run(run).status == "done" for run in runs
        )


SLOW = ("test.marked", {"name": "slow", "seconds": 3})


@pytest.mark.parametrize(
    ("kind", "worker"),
    [
        ("sqlite", False),
        pytest.param("postgres", False, marks=pytest.mark.slow),
        pytest.param("sqlite", True, marks=pytest.mark.slow),
        pytest.param("postgres", True, marks=pytest.mark.slow),
    ],
)
def test_a_poisoned_run_is_set_aside_and_its_neighbours_end(teams: Teams, kind: str, worker: bool) -> None:
    ward = Ward(teams, kind, worker)
    neighbours = [ward.start(SLOW) for _ in range(2)]
    poisoned = ward.start(("test.deadly", {}))
    ward.strike_until_over(poisoned, TRIES)
    assert ward.is_done(*neighbours), [ward.client.run(run) for run in neighbours]
    run = ward.client.run(poisoned)
    assert run.status == "failed"
    (failed,) = [event for event in ward.client.events(poisoned) if isinstance(event, ev.NodeFailed)]
    assert f"set aside: {TRIES}" in failed.reason
    assert "deadly" in failed.node or "deadly" in failed.reason
    assert "operator" in failed.remedy
    assert ward.deaths() == TRIES
    told = list(ward.client.events(poisoned))
    assert [event.seq for event in told] == list(range(1, len(told) + 1))
    if not worker:
        metrics = httpx.get(f"{ward.team.url}/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).text
        assert 'iceos_runs_suspected{state="set aside"} 1.0' in metrics
        assert "set aside" in (ward.team.folder / "server.log").read_text()
        page = ward.client.get(f"/v1/runs/{poisoned}")["problem"]
        assert f"set aside: {TRIES} processes died with it, while these nodes were at work" in page
    ward.heal()
    ward.client.resume(poisoned)
    assert ward.is_done(poisoned)


@pytest.mark.slow
def test_a_poison_among_quick_nodes_is_found_and_spares_who_waits_beside_it(teams: Teams) -> None:
    """In each life it finishes another node, and only the node that kills is the same."""
    ward = Ward(teams, "sqlite", worker=False)
    slow = ward.start(SLOW)
    quick = [("test.marked", {"name": f"q{number}", "seconds": 0.5 * number}) for number in range(1, 60)]
    poisoned = ward.start(("test.deadly", {}), *quick)

    def one_more() -> bool:
        counted = len(ran(ward.team))
        return until(lambda: len(ran(ward.team)) > counted, 60)

    ward.strike_until_over(poisoned, 10, one_more)
    assert ward.client.run(poisoned).status == "failed"
    assert ward.is_done(slow)


@pytest.mark.slow
def test_a_run_that_gets_further_is_no_poison(teams: Teams) -> None:
    """Killed again and again, each time after some more of its nodes."""
    team = prepared(teams, "sqlite")
    server = team.serve()
    run = team.client().start_once(Bundle(dump(forty_nodes(team, seconds=0.3)))).id
    for _ in range(5):
        before = sum(ran(team).values())
        assert until(lambda before=before: sum(ran(team).values()) > before + 1, 240)
        server.kill()
        server = team.serve()
    assert until(lambda: team.client().run(run).over, 240)
    check(team, run, 5 * 4)


def test_a_run_that_waits_for_a_person_is_never_counted(teams: Teams) -> None:
    team = teams("sqlite")
    build = Builder(installed())
    node = build.node("flow.approve", question="go on?")
    server: Program = team.serve()
    client = team.client()
    run = client.start_once(Bundle(dump(build.chain))).id

    for number in range(1, 5):
        assert until(lambda number=number: _questions(team, run) >= number, 60)
        server.kill()
        server = team.serve()
    assert until(lambda: _questions(team, run) >= 5, 60)
    client.answer(run, node, True, "")
    assert until(lambda: client.run(run).over, 60)
    assert client.run(run).status == "done"


def _so_far(team: Team, run: str) -> list[ev.Event]:
    engine = database.connect(ServerSettings(data_dir=team.folder, database_url=team.database).database)
    with engine.connect() as connection:
        bodies = connection.execute(select(events.c.body).where(events.c.run == run).order_by(events.c.seq)).scalars()
        found = [event for body in bodies if (event := ev.parse(body)) is not None]
    engine.dispose()
    return found


def _questions(team: Team, run: str) -> int:
    return sum(isinstance(event, ev.NodePhase) and bool(event.question) for event in _so_far(team, run))

"""No run is lost and none is done twice, whatever is killed, stopped, told to end or away for a while."""

from __future__ import annotations

import random
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing

import httpx
import pytest
from sqlalchemy import update

from app.server import database
from app.server.settings import ServerSettings
from app.server.tables import requests
from engine.chain.bundle import Bundle
from engine.chain.file import dump
from engine.run import events as ev
from engine.run.history.tables import runs
from tests.processes import until
from tests.server.conftest import BOTH, TOKEN, Program, Team, Teams
from tests.server.marked import LAYERS, ROWS, check, forty_nodes, prepared, ran, ran_again, wait_for
from tests.server.postgres import Cluster

pytestmark = pytest.mark.timeout(600)
AWAY_S = 2.0
HELD_S = 20.0
AUTHORIZED = {"Authorization": f"Bearer {TOKEN}"}


class Scene:
    """A server, and two workers where nodes are sent to them, to which something happens in the middle of a run."""

    def __init__(self, teams: Teams, kind: str, workers: bool, cluster: Callable[[], Cluster]) -> None:
        self.team = prepared(teams, kind)
        self.team.more["ICEOS_DRAIN_S"] = "0"
        self.beside = teams.beside(self.team)
        self.beside.more = self.team.more
        self._kind = kind
        self._workers = workers
        self._cluster = cluster
        self.server = self.team.serve()
        self.workers = [self.team.work(), self.team.work()] if workers else []

    def rounds(self, count: int, strike: Callable[[Scene], None]) -> dict[str, int]:
        """Strike in the middle of a run, each time of a run of its own."""
        seen = Counter[str]()
        chain = Bundle(dump(forty_nodes(self.team, "heavy" if self._workers else "")))
        chance = random.Random(7)
        for _ in range(count):
            (self.team.folder / "ran.txt").unlink(missing_ok=True)
            run = self.team.client().start_once(chain)
            assert until(lambda: ran(self.team), 60)
            time.sleep(chance.uniform(0, 0.5))
            seen["done" if sum(ran(self.team).values()) == LAYERS * ROWS else "in the middle"] += 1
            strike(self)
            wait_for(self.team, run.id)
            check(self.team, run.id, 2 * ROWS)
            seen["ran again"] += ran_again(self.team)
        return dict(seen)

    def kill(self) -> None:
        self._victim.kill()
        self._again()

    def tell_to_end(self) -> None:
        self._victim.stop()
        self._again()

    def hold(self) -> None:
        """Longer than the lease: others go on, and the one that was held finds that they did."""
        victim = self._victim
        victim.process.send_signal(signal.SIGSTOP)
        other = None if self._workers else self.beside.serve()
        time.sleep(HELD_S)
        victim.process.send_signal(signal.SIGCONT)
        if other is not None:
            other.stop()

    def take_the_database_away(self) -> None:
        """A cluster is restarted, a file is locked by somebody else."""
        if self._kind == "postgres":
            self._cluster().stop()
            time.sleep(AWAY_S)
            self._cluster().start()
            return
        path = self.team.folder / "server" / "server.db"
        with closing(sqlite3.connect(path, isolation_level=None, timeout=60)) as connection:
            connection.execute("BEGIN EXCLUSIVE")
            time.sleep(AWAY_S)
            connection.execute("ROLLBACK")

    @property
    def _victim(self) -> Program:
        return self.workers[0] if self._workers else self.server

    def _again(self) -> None:
        if self._workers:
            self.workers = [*self.workers[1:], self.team.work()]
        else:
            self.server = self.team.serve()


STRIKES = {
    "kill": Scene.kill,
    "end": Scene.tell_to_end,
    "hold": Scene.hold,
    "database": Scene.take_the_database_away,
}


@pytest.fixture
def scene(teams: Teams, request: pytest.FixtureRequest) -> Callable[[str, str], Scene]:
    return lambda kind, who: Scene(teams, kind, who == "worker", lambda: request.getfixturevalue("cluster"))


_SLOW = pytest.mark.slow
_POSTGRES = pytest.mark.postgres


@pytest.mark.parametrize(
    ("strike", "who", "kind"),
    [  # each pair in the quick ones, each three in the slow ones
        ("kill", "server", "sqlite"),
        ("end", "worker", "sqlite"),
        pytest.param("kill", "worker", "postgres", marks=_POSTGRES),
        pytest.param("end", "server", "postgres", marks=_POSTGRES),
        pytest.param("kill", "worker", "sqlite", marks=_SLOW),
        pytest.param("end", "server", "sqlite", marks=_SLOW),
        pytest.param("kill", "server", "postgres", marks=[_POSTGRES, _SLOW]),
        pytest.param("end", "worker", "postgres", marks=[_POSTGRES, _SLOW]),
    ],
)
def test_what_ends_goes_on_where_it_was(scene: Callable[[str, str], Scene], kind: str, who: str, strike: str) -> None:
    scene(kind, who).rounds({"kill": 1, "end": 3}[strike], STRIKES[strike])


@pytest.mark.slow
@pytest.mark.timeout(3600)
@BOTH
@pytest.mark.parametrize("who", ["server", "worker"])
@pytest.mark.parametrize("strike", list(STRIKES))
def test_struck_at_25_random_moments(scene: Callable[[str, str], Scene], kind: str, who: str, strike: str) -> None:
    seen = scene(kind, who).rounds(25, STRIKES[strike])
    print(f"\n{strike} of a {who} on {kind}: {seen}")
    assert seen.get("in the middle", 0) > 10


@BOTH
def test_a_restart_gives_back_all_that_was_going_on(teams: Teams, kind: str) -> None:
    """Five runs in the middle, one that waits for a person: none is lost, none is cancelled."""
    team = prepared(teams, kind)
    team.more["ICEOS_DRAIN_S"] = "0"
    team.serve()
    chain = Bundle(dump(forty_nodes(team, seconds=0.2)))
    started = [team.client().start_once(chain).id for _ in range(5)]
    for _ in range(2):
        already = sum(ran(team).values())
        assert until(lambda already=already: sum(ran(team).values()) > already + 5, 60)
        team.programs[-1].stop()
        team.serve()
    for run in started:
        wait_for(team, run)
    client = team.client()
    assert [client.run(run).status for run in started] == ["done"] * 5
    for run in started:
        told = list(client.events(run))
        assert [event.seq for event in told] == list(range(1, len(told) + 1))
        ended = Counter(event.node for event in told if isinstance(event, ev.NodeFinished))
        assert len(ended) == LAYERS * ROWS
        assert set(ended.values()) == {1}


@BOTH
def test_what_is_short_is_finished_before_the_end(teams: Teams, kind: str) -> None:
    team = prepared(teams, kind)
    team.more["ICEOS_DRAIN_S"] = "60"
    team.serve()
    run = team.client().start_once(Bundle(dump(forty_nodes(team, seconds=0.1))))
    assert until(lambda: ran(team), 60)
    team.programs[-1].process.terminate()
    team.programs[-1].process.wait(90)
    assert sum(ran(team).values()) == LAYERS * ROWS
    team.serve()
    assert team.client().run(run.id).status == "done"
    check(team, run.id, 0)


@BOTH
def test_who_follows_a_run_is_told_to_come_back(teams: Teams, kind: str) -> None:
    """The stream ends at once, and the program does not wait for its readers."""
    team = prepared(teams, kind)
    team.more["ICEOS_DRAIN_S"] = "0"
    server = team.serve()
    run = team.client().start_once(Bundle(dump(forty_nodes(team, seconds=0.3))))
    with httpx.stream("GET", f"{team.url}/v1/runs/{run.id}/events", headers=AUTHORIZED, timeout=60) as stream:
        lines = stream.iter_lines()
        assert next(lines) == "id: 1"
        server.process.terminate()
        *_, last, _blank = lines
    assert last == "retry: 1000"
    server.process.wait(60)
    team.serve()
    wait_for(team, run.id)
    check(team, run.id, 2 * ROWS)


@BOTH
def test_a_run_that_nobody_holds_is_found(teams: Teams, kind: str) -> None:
    """As an older build could leave one: said to be carried by a process that is not there."""
    team = prepared(teams, kind)
    team.serve()
    client = team.client()
    run = client.start_once(Bundle(dump(forty_nodes(team, seconds=0.3))))
    assert until(lambda: ran(team), 60)
    team.programs[-1].kill()
    team.more["ICEOS_RUNS"] = "0"  # one that only answers
    team.serve()
    assert until(lambda: not _listed(team, "server", 1), 60)
    _set_holder(team, run.id, "gone")
    team.programs[-1].stop()
    team.more["ICEOS_RUNS"] = "32"
    team.serve()
    wait_for(team, run.id)
    check(team, run.id, 2 * ROWS)


@BOTH
def test_a_run_that_nobody_holds_can_be_stopped(teams: Teams, kind: str) -> None:
    team = prepared(teams, kind)
    team.serve()
    run = team.client().start_once(Bundle(dump(forty_nodes(team, seconds=0.3))))
    assert until(lambda: ran(team), 60)
    team.programs[-1].stop()
    team.more["ICEOS_RUNS"] = "0"
    team.serve()
    _set_holder(team, run.id, "gone")
    client = team.client()
    client.cancel(run.id)
    assert client.run(run.id).status == "cancelled"
    httpx.delete(f"{team.url}/v1/runs/{run.id}", headers=AUTHORIZED).raise_for_status()


def _listed(team: Team, kind: str, more_than: int) -> bool:
    return len([m for m in team.client().catalog()["workers"] if m["kind"] == kind]) > more_than


def _set_holder(team: Team, run: str, process: str) -> None:
    engine = database.connect(ServerSettings(data_dir=team.folder, database_url=team.database).database)
    with engine.begin() as connection:
        connection.execute(update(runs).where(runs.c.id == run).values(status="running"))
        connection.execute(update(requests).where(requests.c.run == run).values(process=process))
    engine.dispose()

"""Wall 12: a process that is starved is not dead, one that hangs is, and one that was held says so of itself alone."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.server import database
from app.server.lease import Lease, Member
from engine.chain.bundle import Bundle
from engine.chain.file import dump
from tests.processes import until
from tests.server.conftest import BOTH, Program, Team, Teams
from tests.server.marked import carrier, check, forty_nodes, prepared, ran, wait_for

pytestmark = pytest.mark.timeout(600)
HANGS = """
import signal, time
if threading.current_thread() is threading.main_thread():
    signal.signal(signal.SIGUSR2, lambda *_: time.sleep(3600))
"""


@contextmanager
def a_fifth_of_a_core(*programs: Program) -> Iterator[None]:
    """What a quota does: a program runs for 40 ms of each 200."""
    ended = threading.Event()

    def throttle() -> None:
        while not ended.is_set():
            for program in programs:
                program.process.send_signal(signal.SIGSTOP)
            ended.wait(0.16)
            for program in programs:
                program.process.send_signal(signal.SIGCONT)
            time.sleep(0.04)

    thread = threading.Thread(target=throttle)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def logged(team: Team) -> str:
    return (team.folder / "server.log").read_text()


@BOTH
def test_starved_is_not_dead(teams: Teams, kind: str) -> None:
    """Alone as beside another, its runs go on where they are."""
    team = prepared(teams, kind)
    server = team.serve()
    beside = teams.beside(team)
    beside.more = {**team.more, "ICEOS_RUNS": "0"}
    beside.serve()
    with a_fifth_of_a_core(server):
        run = team.client().start_once(Bundle(dump(forty_nodes(team, seconds=0.2))))
        wait_for(team, run.id)
    check(team, run.id, 0)
    assert "taken for dead" not in logged(team)
    assert "no sign of life" not in logged(team)


def test_thirty_busy_neighbours_take_nobody_for_dead(teams: Teams) -> None:
    team = prepared(teams, "sqlite")
    team.serve()
    beside = teams.beside(team)
    beside.more = team.more
    beside.serve()
    busy = [subprocess.Popen(["nice", sys.executable, "-c", "while True: pass"]) for _ in range(30)]
    try:
        runs = [team.client().start_once(Bundle(dump(forty_nodes(team)))).id for _ in range(2)]
        for run in runs:
            wait_for(team, run)
    finally:
        for process in busy:
            process.kill()
            process.wait()
    assert "taken for dead" not in logged(team)
    assert "left behind" not in logged(team)


def test_a_loop_that_hangs_for_good_is_taken_over_although_its_process_beats(teams: Teams) -> None:
    team = prepared(teams, "sqlite")
    tools = team.folder / "tools" / "marks.py"
    tools.write_text(tools.read_text() + "\nimport threading\n" + HANGS)
    other = teams.beside(team)
    other.more = team.more
    servers = {team: team.serve(), other: other.serve()}
    run = team.client().start_once(Bundle(dump(forty_nodes(team, seconds=0.5))))
    assert until(lambda: ran(team), 60)
    hung = other if f"-{servers[other].process.pid}-" in carrier(team, run.id) else team
    rest = team if hung is other else other
    servers[hung].process.send_signal(signal.SIGUSR2)
    assert until(lambda: rest.client().run(run.id).over, 120)
    assert rest.client().run(run.id).status == "done"
    assert "its loop has stood still" in logged(team)
    assert servers[hung].process.wait(60) == 70, "it ends, and is started anew by whoever looks after it"


@pytest.fixture
def leases(tmp_path: Path) -> Iterator[Callable[[str], Lease]]:
    engine = database.connect(f"sqlite:///{tmp_path / 'server.db'}")
    database.prepare(engine)

    def lease(name: str, lease_s: float = 3.0) -> Lease:
        member = Member(name, "server", "here", (), "1")
        begun = Lease(engine, member, lease_s, lambda _process: None, lambda _connection, _process: None)
        begun.begin()
        return begun

    yield lease
    engine.dispose()


def test_who_was_held_has_not_seen_anything(leases: Callable[[str], Lease]) -> None:
    """Both were: neither takes the other for dead when they go on, and both find that they live."""
    one, two = leases("one"), leases("two")
    for lease in (one, two):
        lease.beat(1)
        lease.look()
    time.sleep(3.5)  # longer than the lease
    for lease in (one, two):
        lease.look()
    assert one.beat(2)
    assert two.beat(2)
    assert len(one.members()) == 2


def test_who_shows_no_sign_of_life_is_dead_to_who_looks(leases: Callable[[str], Lease]) -> None:
    one, two = leases("one"), leases("two")

    def is_alone() -> bool:
        time.sleep(0.2)
        one.beat(1)
        one.look()
        return len(one.members()) == 1

    assert two.beat(1)
    assert until(is_alone, 60)
    assert not two.beat(2)
    assert two.beat(3), "it takes part again"


def test_a_lease_follows_what_the_machine_can_do(leases: Callable[[str], Lease]) -> None:
    lease = leases("one")
    lease.beat(1)
    assert lease.length_s == 3.0
    time.sleep(2.5)
    lease.beat(2)
    assert 6.0 <= lease.length_s <= 30.0

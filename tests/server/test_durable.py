"""No run is lost and none is done twice, whatever is killed."""

from __future__ import annotations

import random
import time
from collections import Counter
from typing import Any

import pytest

from engine.chain.bundle import Bundle
from engine.chain.file import dump
from tests.processes import until
from tests.server.conftest import BOTH, Program, Team, Teams
from tests.server.marked import LAYERS, ROWS, check, forty_nodes, prepared, ran, ran_again, wait_for

pytestmark = pytest.mark.timeout(600)


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
        seen["ran again"] += ran_again(team)
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
def test_a_server_that_is_killed_goes_on_where_it_was(teams: Teams, kind: str) -> None:
    kill_servers(prepared(teams, kind), 1)


@BOTH
def test_a_worker_that_is_killed_leaves_its_nodes_to_others(teams: Teams, kind: str) -> None:
    kill_workers(prepared(teams, kind), 1)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@BOTH
@pytest.mark.parametrize("who", [kill_servers, kill_workers])
def test_killed_at_25_random_moments(teams: Teams, kind: str, who: Any) -> None:
    seen = who(prepared(teams, kind), 25)
    print(f"\n{who.__name__} on {kind}: {seen}")
    assert seen.get("in the middle", 0) > 10

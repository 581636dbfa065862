"""Wall 1: whatever a chain brings, the server answers, other runs finish, and the run that attacks fails with words."""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.server.isolation import WAITING, worker_environment
from engine.catalog import Catalog
from engine.chain.bundle import Bundle
from engine.chain.file import dump
from engine.client import Client
from engine.executors.limits import descendants
from engine.flow.nesting import FlowTool
from engine.installed import installed
from engine.run import events as ev
from tests.engine.chain.builders import Builder
from tests.processes import alive, until
from tests.server.conftest import TOKEN, Team, Teams

ENDLESS = "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}"


@pytest.fixture
def small(teams: Teams) -> Team:
    """A server whose nodes have 3 s of processor time and 400 MB of memory."""
    made = teams("sqlite")
    made.more |= {"ICEOS_NODE_PROCESSOR_S": "3", "ICEOS_NODE_MEMORY_MB": "400", "ICEOS_SQL_MEMORY_MB": "100",
                  "ICEOS_SQL_SPILL_MB": "50"}  # fmt: skip
    made.serve()
    return made


def chain(tool: str, **inputs: Any) -> Bundle:
    build = Builder(installed())
    build.node(tool, **inputs)
    return Bundle(dump(build.chain))


def template(text: str) -> Bundle:
    return chain("text.template", template=text, variables=[])


def query(text: str) -> Bundle:
    build = Builder(installed())
    rows = build.node("tables.from_records", records=[{"a": 1}])
    build.wire(f"{rows}.table", f"{build.node('tables.sql', query=text)}.data")
    return Bundle(dump(build.chain))


def is_served(team: Team, client: Client) -> None:
    """It answers, and runs the chains of others."""
    assert httpx.get(f"{team.url}/healthz", timeout=30).status_code == 200
    other = client.start_once(template("served")).id
    assert [event.status for event in client.events(other) if isinstance(event, ev.RunFinished)] == ["done"]


def failure_of(client: Client, run: str) -> str:
    (failed,) = [event for event in client.events(run) if isinstance(event, ev.NodeFailed)]
    return failed.reason


def is_at_work(team: Team) -> bool:
    return any(True for _ in descendants(team.programs[-1].process.pid))


def memory_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("RssAnon:")[2].split()[0]) / 1000


@pytest.mark.parametrize(
    ("attack", "words"),
    [
        (template(ENDLESS), "3 s of processor time"),
        (template("{{ 'a' * 10**9 }}"), "400 MB of memory"),
        (template("{{ range(10**5) | map('string') | join('x' * 10**5) | length }}"), "400 MB of memory"),
        (query("SELECT list(i) FROM range(9000000000) t(i)"), "ut of"),
    ],
    ids=["an endless loop", "a large text", "a large text in pieces", "a large query"],
)
def test_the_server_answers_while_a_node_takes_what_it_can(small: Team, attack: Bundle, words: str) -> None:
    client = small.client()
    run = client.start_once(attack).id
    is_served(small, client)
    assert words in failure_of(client, run)
    assert memory_mb(small.programs[-1].process.pid) < 600
    is_served(small, client)


def test_a_pattern_that_would_backtrack_for_weeks_ends(small: Team) -> None:
    client = small.client()
    attack = chain("text.replace", text="a" * 45 + "!", find="(a+)+$", regex=True)
    run = client.start_once(attack).id
    assert [event.status for event in client.events(run) if isinstance(event, ev.RunFinished)] == ["done"]


def test_cancelled_loops_take_no_places(team: Team) -> None:
    client = team.client()
    runs = [client.start_once(template(ENDLESS)).id for _ in range(12)]
    assert until(lambda: is_at_work(team), 60)
    for run in runs:
        client.cancel(run)
    for run in runs:
        assert isinstance(list(client.events(run))[-1], ev.RunFinished)
    is_served(team, client)


def test_conditions_do_not_hold_the_server(team: Team) -> None:
    client = team.client()
    cases = {"yes": "all(all(all(True for z in value) for y in value) for x in value)", "no": "9**9**9"}
    run = client.start_once(chain("flow.switch", cases=cases, value=[*range(2000)])).id
    is_served(team, client)
    assert "cannot be worked out" in failure_of(client, run)


def test_a_server_ends_when_it_is_told_to_in_the_middle_of_an_attack(team: Team) -> None:
    client, program = team.client(), team.programs[-1]
    client.start_once(template(ENDLESS))
    assert until(lambda: is_at_work(team), 60)
    workers = list(descendants(program.process.pid))
    program.process.send_signal(signal.SIGTERM)
    program.process.wait(120)
    assert until(lambda: not any(alive(worker) for worker in workers), 60)


def test_only_tools_that_wait_run_in_the_server(catalog: Catalog) -> None:
    """Every tool that is not named waits in no list: it goes to a worker. Those that are named are told."""
    text = (Path(__file__).parents[2] / "SECURITY.md").read_text("utf-8")
    told = text.partition("but those that only pass values on or wait:")[2].partition("None of them")[0]
    assert set(re.findall(r"`([^`]+)`", told)) == WAITING
    flow = {spec.name for spec in catalog if issubclass(spec.implementation, FlowTool)}
    assert flow <= WAITING
    for name in WAITING - flow:
        spec = catalog.newest(name)
        assert spec is not None
        hints = str(spec.implementation.Inputs.model_json_schema())
        assert "x-iceos-code" not in hints


def test_workers_are_given_nothing_of_the_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "ICEOS_DATABASE_URL",
        "ICEOS_SECRET_KEY",
        "ICEOS_BOOTSTRAP_TOKEN",
        "AWS_SECRET_ACCESS_KEY",
        "PGPASSWORD",
    ):
        monkeypatch.setenv(name, TOKEN)
    assert TOKEN not in worker_environment().values()
    assert worker_environment()["PATH"] == os.environ["PATH"]

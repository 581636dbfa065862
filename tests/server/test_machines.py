"""A server and two workers on machines of their own: network namespaces, a database and an object store between."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest

from engine.chain.bundle import Bundle, bundle
from engine.chain.file import dump, load
from engine.chain.model import Placement
from engine.installed import installed
from engine.run import events as ev
from tests.conftest import EXAMPLES
from tests.processes import until
from tests.server.conftest import Team, Teams
from tests.server.marked import ROWS, check, forty_nodes, let_go, prepared, ran, wait_for
from tests.server.postgres import Cluster

pytestmark = [pytest.mark.timeout(600), pytest.mark.postgres]
NETWORK = f"10.213.{os.getpid() % 250}"
MARK = f"ice{os.getpid() % 10_000}"


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True, capture_output=True, timeout=20)


class Machine(NamedTuple):
    """A network namespace, wired to the bridge in the middle."""

    name: str
    address: str

    def begin(self) -> None:
        _ip("netns", "add", self.name)
        _ip("link", "add", self._outer, "type", "veth", "peer", "name", "eth0", "netns", self.name)
        _ip("link", "set", self._outer, "master", f"{MARK}br", "up")
        for command in (
            ("addr", "add", f"{self.address}/24", "dev", "eth0"), ("link", "set", "eth0", "up"),
            ("link", "set", "lo", "up"),
        ):  # fmt: skip
            _ip("-n", self.name, *command)

    def cut_off(self) -> None:
        """Nothing arrives any more, and nobody is told."""
        _ip("link", "set", self._outer, "down")

    def wire(self) -> None:
        _ip("link", "set", self._outer, "up")

    def end(self) -> None:
        _ip("link", "del", self._outer)  # by itself it goes only with the last program in there
        _ip("netns", "del", self.name)

    @property
    def _outer(self) -> str:
        return f"{self.name}o"

    @property
    def inside(self) -> tuple[str, ...]:
        return ("ip", "netns", "exec", self.name)


@pytest.fixture
def machines() -> Iterator[list[Machine]]:
    """Three of them, at .2, .3 and .4; what they share is at .1."""
    if os.geteuid() != 0 or shutil.which("ip") is None:
        pytest.skip("network namespaces need root and iproute2")
    made = [Machine(f"{MARK}{letter}", f"{NETWORK}.{number}") for letter, number in (("s", 2), ("a", 3), ("b", 4))]
    with ExitStack() as ending:
        _ip("link", "add", f"{MARK}br", "type", "bridge")
        ending.callback(_ip, "link", "del", f"{MARK}br")
        _ip("addr", "add", f"{NETWORK}.1/24", "dev", f"{MARK}br")
        _ip("link", "set", f"{MARK}br", "up")
        for machine in made:
            machine.begin()
            ending.callback(machine.end)
        yield made


@pytest.fixture
def database(machines: list[Machine], tmp_path: Path) -> Iterator[str]:
    folder = tmp_path / "postgres"
    folder.mkdir()
    for part in (folder, *folder.parents[:3]):
        part.chmod(0o755)
    cluster = Cluster(folder)
    cluster.allow(f"{NETWORK}.0/24")
    cluster.start("*")
    yield cluster.database(f"{NETWORK}.1")
    cluster.stop()


@pytest.fixture
def store(machines: list[Machine], tmp_path: Path) -> Iterator[dict[str, str]]:
    """An S3 of moto's: what a program must know of it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    url = f"http://{NETWORK}.1:{port}"
    with (tmp_path / "store.log").open("wb") as log:
        command = [str(Path(sys.executable).with_name("moto_server")), "-H", "0.0.0.0", "-p", str(port)]
        serving = subprocess.Popen(command, stdout=log, stderr=log)
    assert until(lambda: _answers(url), 60)
    assert httpx.put(f"{url}/iceos").status_code == 200
    yield {
        "ICEOS_ARTIFACTS_URL": "s3://iceos/artifacts", "AWS_ENDPOINT_URL": url,
        "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x", "AWS_DEFAULT_REGION": "us-east-1",
    }  # fmt: skip
    serving.kill()
    serving.wait()


def _answers(url: str) -> bool:
    try:
        return bool(httpx.get(url).status_code)
    except httpx.TransportError:
        return False


@pytest.fixture
def apart(teams: Teams, machines: list[Machine], database: str, store: dict[str, str]) -> Team:
    """A server on the first machine and a worker on each of the others, none of which sees the others' files."""
    team = prepared(teams, "sqlite")
    team.database = database
    team.more |= store
    del team.more["ICEOS_LEASE_S"]  # as it comes
    server, *workers = machines
    team.host = server.address
    _at(team, server)
    team.serve()
    for machine in workers:
        _at(team, machine)
        team.work()
    return team


def _at(team: Team, machine: Machine) -> None:
    team.inside = machine.inside
    team.more["ICEOS_DATA_DIR"] = str(team.folder / machine.name)


def _results(team: Team, folder: Path) -> dict[str, Any]:
    """What the penguins come to when every node goes to a worker."""
    loaded = load(EXAMPLES / "penguins.iceos")
    heavy = Placement(where="inline", queue="heavy")
    nodes = {name: node.model_copy(update={"placement": heavy}) for name, node in loaded.chain.nodes.items()}
    chain = loaded.chain.model_copy(update={"nodes": nodes})
    client = team.client()
    run = client.start_once(bundle(loaded, chain, installed(), EXAMPLES))
    failed = [event for event in client.events(run.id) if isinstance(event, ev.NodeFailed)]
    assert failed == []
    outputs = client.outputs(run.id, folder)
    return {
        "summary": outputs["summary"].to_pylist(),
        "report": outputs["report"].path.read_bytes(),
        "chart": outputs["chart"].path.read_bytes(),
    }


WITHIN = pytest.mark.parametrize("within_s", [170, pytest.param(15, marks=pytest.mark.slow)])
"""Fifteen seconds are promised to a machine that has something left for it; a busy one measures itself."""


def test_three_machines_come_to_what_one_comes_to(teams: Teams, apart: Team, tmp_path: Path) -> None:
    alone = teams("sqlite")
    alone.serve()
    alone.work()
    there, here = _results(apart, tmp_path / "there"), _results(alone, tmp_path / "here")
    assert there == here
    shared = {path.name for machine in apart.folder.iterdir() for path in machine.glob("server/artifacts/*/*")}
    assert len(shared) >= 4, "files went from machine to machine"


@WITHIN
def test_what_a_machine_had_goes_on_elsewhere_when_it_is_cut_off(
    apart: Team, machines: list[Machine], within_s: float
) -> None:
    """And when it is back, it does not spoil what others have done since."""
    client = apart.client()
    run = client.start_once(Bundle(dump(forty_nodes(apart, "heavy", seconds=0.5))))
    assert until(lambda: len(ran(apart)) > 2 * ROWS, 60)
    machines[1].cut_off()
    last, longest = time.monotonic(), 0.0
    for event in client.events(run.id):
        if isinstance(event, ev.NodeFinished):
            longest = max(longest, time.monotonic() - last)
            last = time.monotonic()
    assert longest < within_s, longest
    machines[1].wire()
    wait_for(apart, run.id)
    check(apart, run.id, 4)
    names = {worker["id"] for worker in client.catalog()["workers"]}
    again = client.start_once(Bundle(dump(forty_nodes(apart, "heavy"))))
    (apart.folder / "ran.txt").unlink()
    wait_for(apart, again.id)
    check(apart, again.id, 0)
    assert until(lambda: len(client.catalog()["workers"]) == 3, 60), names


@WITHIN
def test_a_server_that_is_cut_off_leaves_its_runs_to_another(
    teams: Teams, apart: Team, machines: list[Machine], within_s: float
) -> None:
    other = teams.beside(apart)
    other.more = dict(apart.more)
    other.host = machines[2].address
    _at(other, machines[2])
    client = apart.client()
    run = client.start_once(Bundle(dump(forty_nodes(apart, held=True))))
    assert until(lambda: len(ran(apart)) == ROWS, 60)  # it is carried there, however long the other takes to begin
    other.serve()
    machines[0].cut_off()
    let_go(apart)
    there = other.client()
    last = there.get(f"/v1/runs/{run.id}/last")["seq"]
    assert until(lambda: there.get(f"/v1/runs/{run.id}/last")["seq"] > last, within_s)
    wait_for(other, run.id)
    assert there.run(run.id).status == "done"
    machines[0].wire()
    assert until(apart.ready, 60)
    assert until(lambda: "was taken for dead" in (apart.folder / "server.log").read_text(), 60)
    check(apart, run.id, 40)

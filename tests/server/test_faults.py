"""What goes wrong around a server: its database, its clock, its disk, its readers, its callers, its own past."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.server import database
from app.server.settings import ServerSettings
from engine.chain import edit
from engine.chain.bundle import Bundle
from engine.chain.file import dump
from engine.chain.model import ChainPort
from engine.client import ServerError
from engine.run import events as ev
from tests.conftest import ROOT
from tests.engine.chain.builders import Builder
from tests.processes import until
from tests.server.conftest import BOTH, TOKEN, Teams
from tests.server.marked import ROWS, catalog_of, check, forty_nodes, prepared, ran, wait_for
from tests.server.postgres import Cluster

pytestmark = pytest.mark.timeout(300)
AUTHORIZED = {"Authorization": f"Bearer {TOKEN}"}
BIG = '''
import os
from nodes.sdk import Context, File, tool

@tool("test.big")
def big(megabytes: int, ctx: Context) -> File:
    """Writes a file that nothing can compress."""
    path = ctx.new_file("big.bin")
    path.write_bytes(os.urandom(megabytes * 1_000_000))
    return File(path=path)
'''


@pytest.mark.postgres
@pytest.mark.parametrize("queue", ["", "heavy"])
def test_runs_outlive_restarts_of_the_database(teams: Teams, queue: str, request: pytest.FixtureRequest) -> None:
    """Several, so that everybody who uses it meets one in the middle of something."""
    team = prepared(teams, "postgres")
    team.serve()
    if queue:
        team.work()
        team.work()
    client = team.client()
    run = client.start_once(Bundle(dump(forty_nodes(team, queue, seconds=0.2))))
    cluster = request.getfixturevalue("cluster")
    for done in (2, 10, 20, 30):
        assert until(lambda done=done: len(ran(team)) > done, 60)
        cluster.stop()
        try:
            assert until(lambda: not team.ready(), 20)
            assert httpx.get(f"{team.url}/healthz").status_code == 200
            for path in ("/v1/runs", f"/v1/runs/{run.id}/values?node=test_marked"):
                answer = httpx.get(f"{team.url}{path}", headers=AUTHORIZED)
                assert answer.status_code == 503, path
                assert "database" in answer.json()["detail"]
        finally:
            cluster.start()
        assert until(team.ready, 30)
    wait_for(team, run.id)
    assert not [event for event in client.events(run.id) if isinstance(event, ev.NodeFailed)]
    check(team, run.id, 4 * ROWS)


@pytest.mark.postgres
def test_without_its_database_a_process_ends_when_it_is_told_to(teams: Teams, request: pytest.FixtureRequest) -> None:
    team = prepared(teams, "postgres")
    programs = [team.serve(), team.work()]
    run = team.client().start_once(Bundle(dump(forty_nodes(team, "heavy", seconds=0.2))))
    assert until(lambda: len(ran(team)) > 2, 60)
    cluster = request.getfixturevalue("cluster")
    cluster.stop()
    try:
        assert until(lambda: not team.ready(), 20)
        for program in programs:
            program.process.terminate()
        for program in programs:
            program.stop()
    finally:
        cluster.start()
    team.serve()
    team.work()
    wait_for(team, run.id)
    check(team, run.id, 2 * ROWS)


@pytest.mark.postgres
def test_what_a_lost_machine_has_locked_is_free_again_soon(cluster: Cluster) -> None:
    """It was cut off in the middle of a transaction, and nobody is told."""
    url = ServerSettings(database_url=cluster.database()).database
    lost, other = database.connect(url), database.connect(url)
    with other.begin() as connection:
        connection.execute(text("CREATE TABLE t AS SELECT 1 AS a"))
    holding = lost.connect()
    holding.execute(text("UPDATE t SET a = 2"))
    with other.begin() as connection:
        connection.execute(text("SET LOCAL lock_timeout = '20s'"))
        connection.execute(text("UPDATE t SET a = 3"))
    with pytest.raises(DBAPIError):
        holding.commit()
    with other.connect() as connection:
        assert connection.execute(text("SELECT a FROM t")).scalar() == 3


@BOTH
def test_two_servers_begin_at_once_on_an_empty_database(teams: Teams, kind: str) -> None:
    one = prepared(teams, kind)
    other = teams.beside(one)
    other.more = one.more
    programs = [team.launch() for team in (one, other)]
    assert until(lambda: (one.ready() and other.ready()) or any(p.process.poll() is not None for p in programs), 60)
    assert [p.process.poll() for p in programs] == [None, None], programs[0].log.read_text()[-4000:]
    first, second = one.client(), other.client()
    runs = [client.start_once(Bundle(dump(forty_nodes(one)))).id for client in (first, second)]
    for run in runs:
        assert until(lambda run=run: second.run(run).over and first.run(run).over, 60)
        assert first.run(run).status == "done"
    assert set(ran(one).values()) == {2}
    assert len(first.catalog()["workers"]) == 2


CLOCK = """
import os, time
_time, _file = time.time, os.environ["TEST_CLOCK"]

def jumping():
    with open(_file) as stream:
        return _time() + 86_400 * float(stream.read() or 0)

time.time = jumping
time.time_ns = lambda: int(jumping() * 1e9)
"""


@BOTH
def test_clocks_may_jump(teams: Teams, kind: str) -> None:
    """By days, forwards and back, in a server and a worker that do not agree on the date to begin with.

    Their clock is a stand-in: a test may not set that of the machine.
    """
    team = prepared(teams, kind)
    team.root = team.folder / "clocks"
    team.root.mkdir()
    (team.root / "sitecustomize.py").write_text(CLOCK)
    clock, other = team.folder / "clock", team.folder / "other"
    clock.write_text("0")
    other.write_text("-400")
    team.more |= {"PYTHONPATH": f"{team.root}:{ROOT}", "TEST_CLOCK": str(clock)}
    team.serve()
    team.more["TEST_CLOCK"] = str(other)
    team.work()
    client = team.client()
    run = client.start_once(Bundle(dump(forty_nodes(team, "heavy", seconds=0.2))))
    for moment in ("3", "-2", "700", "0"):
        before = len(ran(team))
        assert until(lambda before=before: len(ran(team)) > before or client.run(run.id).over, 60)
        (team.folder / "moving").write_text(moment)
        (team.folder / "moving").rename(clock)
    wait_for(team, run.id)
    check(team, run.id, 0)
    assert "taken for dead" not in (team.folder / "server.log").read_text()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 16 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "none", str(folder)], capture_output=True)
    if done.returncode:
        pytest.skip("only root can make a small disk")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def _fill(filler: Path) -> None:
    """To the last byte."""
    with contextlib.suppress(OSError), filler.open("ab", buffering=0) as stream:
        while True:
            stream.write(b"x" * 4096)


@BOTH
def test_a_full_disk_fails_a_run_that_then_goes_on(teams: Teams, kind: str, small_disk: Path) -> None:
    team = prepared(teams, kind)
    (team.folder / "tools" / "big.py").write_text(BIG)
    team.more["ICEOS_DATA_DIR"] = str(small_disk)
    team.serve()
    client = team.client()
    build = Builder(catalog_of(team.folder / "tools" / "big.py"))
    build.node("test.big", megabytes=6)
    chain = Bundle(dump(build.chain))
    filler = small_disk / "filler"
    free = os.statvfs(small_disk)
    filler.write_bytes(b"x" * (free.f_bavail * free.f_frsize - 2_000_000))
    run = client.start_once(chain)
    assert until(lambda: client.run(run.id).over, 60)
    failed = [event for event in client.events(run.id) if type(event).__name__ == "NodeFailed"]
    assert "No space left" in failed[0].reason
    _fill(filler)
    if kind == "sqlite":
        with pytest.raises(ServerError) as caught:
            client.start_once(chain)
        assert caught.value.status == 507, caught.value
    assert httpx.get(f"{team.url}/healthz").status_code == 200
    assert client.run(run.id).status == "failed"
    filler.unlink()
    client.resume(run.id)
    assert until(lambda: client.run(run.id).status == "done", 60), client.run(run.id)
    assert until(team.ready, 20)
    (result,) = client.values(run.id, "test_big", team.folder / "values")[1].values()
    assert result.path.stat().st_size == 6_000_000


def test_readers_that_are_slow_or_gone_hold_nobody_up(teams: Teams) -> None:
    team = prepared(teams, "sqlite")
    team.serve()
    client = team.client()
    run = client.start_once(Bundle(dump(forty_nodes(team, seconds=0.1)))).id
    request = f"GET /v1/runs/{run}/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TOKEN}\r\n\r\n".encode()
    readers = []
    for _ in range(60):
        reader = socket.create_connection(("127.0.0.1", team.port))
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        reader.sendall(request)
        readers.append(reader)
    for gone in readers[:30]:
        gone.recv(10)
        gone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")  # a reset, no goodbye
        gone.close()
    told = list(client.events(run))
    assert told[-1].seq == len(told)
    check(team, run, 0)
    slow = readers[-1]
    slow.settimeout(20)
    heard = b""
    while f"id: {told[-1].seq}\n".encode() not in heard:
        heard += slow.recv(512)
    for reader in readers[30:]:
        reader.close()
    assert until(lambda: "iceos_followers 0.0" in client.text("/metrics"), 20), client.text("/metrics")


def test_a_newer_server_goes_on_with_the_runs_of_an_older_one(teams: Teams, tmp_path: Path) -> None:
    """A build with another schema, another version and other workflows, on the database that a dead one left."""
    team = prepared(teams, "sqlite")
    older = team.serve()
    client = team.client()
    run = client.start_once(Bundle(dump(forty_nodes(team, seconds=0.1))))
    waiting = [client.start_once(Bundle(dump(forty_nodes(team, seconds=0.1)))).id for _ in range(3)]
    assert until(lambda: len(ran(team)) > 8, 60)
    older.kill()
    team.root = tmp_path / "newer"
    for part in ("app", "canvas", "engine", "nodes", "resources"):
        shutil.copytree(ROOT / part, team.root / part, ignore=shutil.ignore_patterns("__pycache__"))
    durable = team.root / "app" / "server" / "durable.py"
    durable.write_text(durable.read_text() + MORE)
    (team.root / "app" / "server" / "migrations" / "versions" / "v0003_newer.py").write_text(NEWER)
    team.serve()
    for each in (run.id, *waiting):
        wait_for(team, each)
        assert client.run(each).status == "done"
    team.programs[-1].kill()
    team.root = ROOT
    with pytest.raises(AssertionError, match="made by a newer"):
        team.serve()


MORE = """

@DBOS.workflow(name="iceos.newer")
async def _newer() -> None: ...
"""
NEWER = """
import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("requests", sa.Column("priority", sa.Integer, server_default="0"))
"""

MALFORMED = {
    "not JSON": (b"{", "application/json"),
    "not UTF-8": (b'{"chain": "\xff"}', "application/json"),
    "another type": (b"chain=penguins", "application/x-www-form-urlencoded"),
    "a list": (b"[]", "application/json"),
    "nothing": (b"", "application/json"),
    "deep": (b"[" * 100_000, "application/json"),
    "deep inputs": (b'{"chain": "x", "inputs": ' + b'{"a":' * 90_000 + b"1" + b"}" * 90_001, "application/json"),
    "a surrogate": (rb'{"chain": "\ud800"}', "application/json"),
    "a zero byte": (rb'{"chain": "a\u0000b"}', "application/json"),
    "not a number": (b'{"chain": "x", "inputs": {"a": NaN}}', "application/json"),
}


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_malformed_and_oversized_requests_are_refused(teams: Teams, kind: str) -> None:
    team = teams(kind)
    team.more |= {"ICEOS_MAX_BODY_MB": "1", "ICEOS_MAX_UPLOAD_MB": "2"}
    team.serve()
    for name, (body, media) in MALFORMED.items():
        answer = httpx.post(f"{team.url}/v1/runs", content=body, headers={**AUTHORIZED, "Content-Type": media})
        assert 400 <= answer.status_code < 500, (name, answer.text)
        assert answer.headers["content-type"] == "application/problem+json", name
    large = json.dumps({"chain": "x", "inputs": {"a": "x" * 1_100_000}})
    answer = httpx.post(f"{team.url}/v1/runs", content=large, headers=AUTHORIZED)
    assert answer.status_code == 413

    def without_length() -> Iterator[bytes]:
        for _ in range(200):
            yield b"x" * 100_000

    answer = httpx.post(f"{team.url}/v1/runs", content=without_length(), headers=AUTHORIZED)
    assert answer.status_code == 413
    answer = httpx.post(f"{team.url}/v1/artifacts", content=without_length(), headers=AUTHORIZED)
    assert answer.status_code == 413, answer.text
    assert not list((team.folder / "server" / "artifacts").glob("**/*.*"))
    with socket.create_connection(("127.0.0.1", team.port)) as raw:
        raw.sendall(b"GARBAGE\r\n\r\n" + b"\0" * 10_000)
        assert b"400" in raw.recv(100)
    assert team.ready()


@pytest.mark.slow
@pytest.mark.timeout(3000)
@BOTH
def test_ten_thousand_runs_wait_and_are_done_once(teams: Teams, kind: str) -> None:
    team = prepared(teams, kind)
    team.more["ICEOS_RUNS_PER_CHAIN"] = "32"
    team.serve()
    build = Builder(catalog_of(team.folder / "tools" / "marks.py"))
    node = build.node("test.marked", folder=str(team.folder), seconds=0)
    build.chain = edit.declare_input(build.chain, "name", ChainPort(schema={"type": "string"}))
    build.wire("$inputs.name", f"{node}.name")
    client = team.client()
    client.publish(Bundle(dump(build.chain)), "small", "1.0.0")
    began = time.monotonic()
    for number in range(10_000):
        client.start("small", inputs={"name": f"n{number}"}, key=f"n{number}")
    queued = time.monotonic() - began
    assert client.start("small", inputs={"name": "n0"}, key="n0").id
    assert until(lambda: len(ran(team)) == 10_000, 2400), len(ran(team))
    print(f"\n10,000 runs on {kind}: queued in {queued:.0f} s, done in {time.monotonic() - began:.0f} s")
    assert until(lambda: client.get("/v1/runs", status="queued", limit=1)["runs"] == [], 60)
    assert until(lambda: client.get("/v1/runs", status="running", limit=1)["runs"] == [], 60)
    assert set(ran(team).values()) == {1}
    assert client.get("/v1/runs", status="failed", limit=1)["runs"] == []

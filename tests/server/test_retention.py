"""What is old goes, and nothing that somebody still needs."""

from __future__ import annotations

import asyncio
import itertools
import os
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pydantic import TypeAdapter
from sqlalchemy import text, update

from app.server import artifacts, database, server_node
from app.server.durable import Durable
from app.server.retention import DAY_S, Retention
from app.server.settings import ServerSettings
from engine.chain import edit
from engine.chain.bundle import Bundle
from engine.chain.file import dump
from engine.chain.model import ChainPort
from engine.client import ServerError
from engine.run.artifacts import sha256
from engine.run.history import tables
from nodes.sdk.types import File
from tests.conftest import EXAMPLES
from tests.engine.chain.builders import Builder
from tests.server.conftest import BOTH, Team, Teams
from tests.server.marked import catalog_of, wait_for

WRITES = '''
from nodes.sdk import Context, File, tool

@tool("test.writes")
def writes(text: str, source: File, ctx: Context) -> File:
    """Writes a file."""
    path = ctx.new_file("made.txt")
    path.write_text(text + source.path.read_text())
    return File(path=path)
'''


class Kept:
    """A server's store, and the means to make it older."""

    def __init__(self, team: Team) -> None:
        settings = ServerSettings(data_dir=team.folder, database_url=team.database)
        self.database = database.connect(settings.database)
        self.artifacts = artifacts.open_artifacts(settings.data / "artifacts", "")
        durable = Durable(settings, "test")
        durable.connect()
        self.data = settings.data
        self.retention = Retention(self.database, self.artifacts, durable, settings.data, 90, leads=True)
        self._end = durable.end

    def age_run(self, run: str, days: float) -> None:
        with self.database.begin() as connection:
            ended = {"finished_at": time.time() - days * DAY_S}
            connection.execute(update(tables.runs).where(tables.runs.c.id == run).values(ended))

    def age_files(self, days: float) -> None:
        then = time.time() - days * DAY_S
        for path in self.files():
            os.utime(path, (then, then))

    def files(self) -> list[Path]:
        return list(self.artifacts.folder.glob("*/*"))

    def texts(self) -> set[str]:
        return {path.read_text() for path in self.files()}

    def count(self, query: str) -> int:
        with self.database.connect() as connection:
            return int(connection.execute(text(query)).scalar() or 0)

    def end(self) -> None:
        self._end()
        self.database.dispose()


@pytest.fixture
def team(teams: Teams, kind: str) -> Team:
    """A server with a tool that makes a file of a text and a file."""
    team = teams(kind)
    (team.folder / "tools").mkdir()
    tools = team.folder / "tools" / "writes.py"
    tools.write_text(WRITES)
    team.more["ICEOS_TOOLS_DIR"] = str(tools.parent)
    team.serve()
    return team


@pytest.fixture
def kept(team: Team) -> Iterator[Kept]:
    made = Kept(team)
    yield made
    made.end()


def run(team: Team, words: str, source: Path) -> str:
    build = Builder(catalog_of(team.folder / "tools" / "writes.py"))
    node = build.node("test.writes")
    for name, schema in (("text", {"type": "string"}), ("source", TypeAdapter(File).json_schema())):
        build.chain = edit.declare_input(build.chain, name, ChainPort(schema=schema))
        build.wire(f"$inputs.{name}", f"{node}.{name}")
    client = team.client()
    started = client.start_once(Bundle(dump(build.chain)), inputs={"text": words, "source": source})
    wait_for(team, started.id)
    assert client.run(started.id).status == "done"
    return started.id


@BOTH
def test_old_runs_go_with_what_only_they_use(team: Team, kept: Kept, kind: str, tmp_path: Path) -> None:
    shared, own = tmp_path / "shared.txt", tmp_path / "own.txt"
    shared.write_text("-shared")
    own.write_text("-own")
    old, older, young = run(team, "old", shared), run(team, "older", own), run(team, "young", shared)
    client = team.client()
    client.push(EXAMPLES / "penguins.iceos")
    published = len(kept.files())
    waiting = tmp_path / "waiting.txt"
    waiting.write_text("for a run")
    client.upload(waiting)
    kept.age_run(old, 91)
    kept.age_run(older, 400)
    kept.age_run(young, 89)

    assert kept.retention.sweep() == 2
    for gone in (old, older):
        with pytest.raises(ServerError, match="there is no run"):
            client.run(gone)
    assert len(kept.files()) == published + 1, "files of today may be uploads that wait for their run"

    kept.age_files(2)
    assert kept.retention.sweep() == 0
    assert kept.texts() >= {"-shared", "young-shared"}
    assert not kept.texts() & {"old-shared", "older-own", "-own", "for a run"}
    assert client.start("penguins").id, "what lies beside a published chain is there"
    node = "test_writes"
    (made,) = client.values(young, node, tmp_path / "values")[1].values()
    assert made.path.read_text() == "young-shared"

    for table in ("requests", "uses", "results", "events"):
        assert kept.count(f"SELECT count(*) FROM {table} WHERE run IN ('{old}', '{older}')") == 0, table
    status = "workflow_status" if kind == "sqlite" else "dbos.workflow_status"
    assert kept.count(f"SELECT count(*) FROM {status} WHERE workflow_uuid LIKE '{old}%'") == 0
    assert kept.count(f"SELECT count(*) FROM {status} WHERE workflow_uuid LIKE '{young}%'") == 1


@BOTH
def test_a_run_that_goes_on_stays_however_old_it_is(team: Team, kept: Kept, tmp_path: Path) -> None:
    source = tmp_path / "source.txt"
    source.write_text("-")
    going = run(team, "going", source)
    kept.age_run(going, 1000)
    with kept.database.begin() as connection:
        connection.execute(update(tables.runs).where(tables.runs.c.id == going).values(status="queued"))
    folder = kept.data / "nodes" / f"{going}_a_1"
    left = kept.data / "nodes" / "20200101-000000-00000000_a_1"
    for made in (folder, left):
        made.mkdir(parents=True)
        os.utime(made, (0, 0))
    assert kept.retention.sweep() == 0
    assert folder.exists()
    assert not left.exists()
    assert kept.retention.forget([going]) == []
    assert team.client().run(going).status == "queued"


def test_shared_files_are_removed_there_and_copies_here(tmp_path: Path) -> None:
    store = artifacts.open_artifacts(tmp_path / "here", str(tmp_path / "there"))
    assert isinstance(store, artifacts.SharedArtifacts)
    taken = {}
    for name in ("used", "unused", "fresh"):
        source = tmp_path / name
        source.write_text(name)
        taken[name] = sha256(source)
        store.store(source, taken[name], ".txt")
    for name in ("used", "unused"):
        for path in tmp_path.glob(f"here/*/{taken[name]}*"):
            os.utime(path, (0, 0))
        for path in tmp_path.glob(f"there/*/{taken[name]}*"):
            os.utime(path, (0, 0))
    store.collect({taken["used"]}, DAY_S)
    assert {path.stem for path in tmp_path.glob("there/*/*")} == {taken["used"], taken["fresh"]}
    store.trim()
    assert {path.stem for path in tmp_path.glob("here/*/*")} == {taken["fresh"]}
    assert store.find(taken["used"], ".txt").read_text() == "used"


def test_a_file_that_comes_again_is_young_again(tmp_path: Path) -> None:
    """Or it might be removed before the run that brought it is stored."""
    for attempt in range(2):
        store = artifacts.open_artifacts(tmp_path / f"here{attempt}", str(tmp_path / "there"))
        source = tmp_path / "source"
        source.write_text("again")
        digest = sha256(source)
        store.store(source, digest, "")
        (there,) = tmp_path.glob("there/*/*")
        assert time.time() - there.stat().st_mtime < DAY_S / 2
        os.utime(there, (0, 0))


async def test_a_clock_that_was_set_is_not_believed(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Or one that was wrong by years for a moment would take everything with it."""
    loop, swept, asked = asyncio.get_running_loop(), asyncio.Queue[None](), itertools.count()
    in_the_second_hour = 3  # it is asked when an hour begins and when it ends

    def jumping() -> float:
        return time.time() + (900 * DAY_S if next(asked) >= in_the_second_hour else 0)

    monkeypatch.setattr(server_node, "time", SimpleNamespace(time=jumping, monotonic=time.monotonic))
    monkeypatch.setattr(server_node, "SWEEP_S", 0.05)
    retention = SimpleNamespace(sweep=lambda: loop.call_soon_threadsafe(swept.put_nowait, None))
    here: Any = SimpleNamespace(retention=retention)
    task = asyncio.create_task(server_node.ServerNode._sweep_regularly(here))
    async with asyncio.timeout(20):
        for _ in range(3):
            await swept.get()
    task.cancel()
    assert caplog.text.count("the clock was set") == 1

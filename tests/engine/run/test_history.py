"""The history: what ran before, as it was, whatever happened to the program or the disk."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from engine.chain import edit, reshape
from engine.chain.model import Chain, ChainPort, Endpoint
from engine.engine import Engine
from engine.errors import HistoryError
from engine.run import events as ev
from engine.run.artifacts import Artifacts
from engine.run.history import History, compare
from engine.run.history.database import HEAD
from engine.run.history.values import Lost, ValueEncoder, decode, decode_lenient
from engine.run.scheduler import Run
from engine.run.scope import RunSpec
from engine.run.secrets import EnvironmentSecrets
from engine.run.state import RunState
from nodes.sdk.types import File, Secret
from tests.engine.chain.builders import Builder
from tests.engine.run.test_scheduler import CATALOG, diamond


@pytest.fixture
def build() -> Builder:
    return Builder(CATALOG)


async def record(engine: Engine, chain: Chain, name: str = "test", **how: Any) -> tuple[Run, list[ev.Event]]:
    """Run a chain with its history; returns the run and its events."""
    events: list[ev.Event] = []
    run = engine.start(RunSpec(chain, name, Path.cwd()), CATALOG, events.append, **how)
    await engine.execute(run)
    return run, events


async def test_a_run_is_found_again_as_it_was(engine: Engine, build: Builder) -> None:
    chain = diamond(build)
    run, events = await record(engine, chain)
    history = engine.history
    (found,) = history.runs()
    assert (found.id, found.status, found.name) == (run.id, "done", "test")
    assert history.chain(run.id) == chain
    assert list(history.events(run.id)) == events
    assert list(history.events(run.id, last_seq=10)) == events[10:]
    told = history.node(run.id, "test_add_4")
    assert told is not None
    assert (told.inputs, told.outputs) == ({"a": 11, "b": 101}, {"result": 112})
    assert history.find("last") == history.find(run.id) == history.find(run.id[-8:]) == found


async def test_the_state_from_the_history_is_that_of_the_events(engine: Engine, build: Builder) -> None:
    build.node("test.fail")
    build.node("test.add")
    build.wire("test_fail.result", "test_add.a")
    run, events = await record(engine, build.chain)
    state = RunState()
    for event in events:
        state.apply(event)
    assert engine.history.state(run.id) == state
    assert state.status == "failed"


VALUES = [
    None,
    True,
    3,
    2.5,
    "text",
    "long " * 40_000,
    b"bytes",
    b"many" * 40_000,
    [1, {"a": [None]}],
    list(range(50_000)),
    {"$table": "not one", "b": {"$dict": 1}},
]


@pytest.mark.parametrize("value", VALUES, ids=[type(v).__name__ + str(i) for i, v in enumerate(VALUES)])
def test_values_come_back_as_they_were(tmp_path: Path, value: Any) -> None:
    artifacts = Artifacts(tmp_path / "artifacts")
    stored = ValueEncoder(artifacts).ports({"port": value})
    assert len(stored) < 200_000
    assert decode(stored, artifacts) == {"port": value}


def test_tables_and_files_come_back_and_equal_ones_lie_there_once(tmp_path: Path) -> None:
    artifacts = Artifacts(tmp_path / "artifacts")
    packer = ValueEncoder(artifacts)
    path = tmp_path / "note.txt"
    path.write_text("note")
    file = artifacts.ingest(File(path=path))
    one, two = pa.table({"a": [1, 2]}), pa.table({"a": [1, 2]})
    stored = packer.ports({"file": file, "one": one, "two": two, "list": [file]})
    back = decode(stored, artifacts)
    assert back["one"].equals(one)
    assert back["two"].equals(two)
    assert (back["file"], back["list"]) == (file, [file])
    assert len(packer.artifacts) == len(list(artifacts.folder.glob("*/*"))) == 2


def test_what_cannot_be_kept_is_lost_and_said_so(tmp_path: Path) -> None:
    artifacts = Artifacts(tmp_path / "artifacts")
    with pytest.raises(Lost, match="a object, which cannot be kept"):
        decode(ValueEncoder(artifacts).ports({"a": object()}), artifacts)
    stored = ValueEncoder(artifacts).ports({"a": "x" * 100_000})
    shutil.rmtree(artifacts.folder)
    with pytest.raises(Lost, match="not there any more"):
        decode(stored, artifacts)


def test_one_value_that_is_nested_too_deeply_is_lost_alone(tmp_path: Path) -> None:
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    artifacts = Artifacts(tmp_path / "artifacts")
    ports = json.loads(ValueEncoder(artifacts).ports({"deep": deep, "other": [1]}))
    values = decode_lenient(ports, artifacts)
    assert values == {"deep": "a value that is nested too deeply, which cannot be kept", "other": [1]}


async def test_no_secret_is_in_the_history_or_its_files(
    tmp_path: Path, engine: Engine, build: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ICEOS_SECRET_KEY", "correct-horse-battery")
    build.node("test.leaks", key={"$secret": "KEY"})
    build.node("test.any")
    build.wire("test_leaks.result", "test_any.value")
    run, _ = await record(engine, build.chain, secrets=EnvironmentSecrets())
    told = engine.history.node(run.id, "test_any")
    assert told is not None
    assert told.inputs == {"value": {"key": "•••"}}
    await engine.close()
    assert (holding := files_with(tmp_path, b"test_any"))
    assert any(f.name == "history.db" for f in holding)
    assert not files_with(tmp_path, b"correct-horse-battery")


def files_with(folder: Path, content: bytes) -> list[Path]:
    return [f for f in folder.rglob("*") if f.is_file() and content in f.read_bytes()]


def test_a_large_value_with_a_secret_in_it_is_masked_too(tmp_path: Path) -> None:
    artifacts = Artifacts(tmp_path / "artifacts")
    packer = ValueEncoder(artifacts, [Secret("KEY", "correct-horse-battery")])
    packer.ports({"a": ["correct-horse-battery"] * 10_000, "b": "correct-horse-battery " * 10_000})
    for file in artifacts.folder.glob("*/*"):
        assert b"correct-horse" not in file.read_bytes()


def test_a_secret_in_a_key_is_masked_also_where_the_kind_of_its_value_is_told(tmp_path: Path) -> None:
    artifacts = Artifacts(tmp_path / "artifacts")
    packer = ValueEncoder(artifacts, [Secret("KEY", "a/b~battery")])
    stored = packer.ports({"a": {"of a/b~battery": pa.table({"a": [1]}), "plain": ["a/b~battery"]}})
    assert "battery" not in stored
    assert decode(stored, artifacts) == {"a": {"of •••": pa.table({"a": [1]}), "plain": ["•••"]}}


def test_a_secret_that_is_a_part_of_what_tells_of_a_value_loses_none(tmp_path: Path) -> None:
    artifacts = Artifacts(tmp_path / "artifacts")
    table = pa.table({"a": [1]})
    stored = json.loads(ValueEncoder(artifacts).ports({"table": table}))
    digest = stored["table"]["value"]
    packer = ValueEncoder(artifacts, [Secret("PIN", digest[:4]), Secret("WORD", "path")])
    assert decode(packer.ports({"table": table}), artifacts) == {"table": table}


async def test_a_failed_run_goes_on_where_it_stopped(engine: Engine, build: Builder, tmp_path: Path) -> None:
    gate = tmp_path / "gate.txt"
    build.node("test.add", a=1)
    build.node("test.size", file=str(gate))
    build.node("test.add")
    build.wire("test_add.result", "test_add_2.a")
    build.wire("test_size.result", "test_add_2.b")
    run, before = await record(engine, build.chain)
    assert engine.history.find(run.id).status == "failed"
    gate.write_text("12345")
    after: list[ev.Event] = []
    again = engine.resume(run.id, CATALOG, after.append)
    assert await engine.execute(again) == "done"
    assert again.id == run.id
    assert {e.node for e in after if isinstance(e, ev.NodeStarted)} == {"test_size", "test_add_2"}
    assert again.values[Endpoint("test_add_2", "result")] == 6
    everything = list(engine.history.events(run.id))
    assert everything == before + after
    assert [e.seq for e in everything] == list(range(1, len(everything) + 1))
    state = engine.history.state(run.id)
    assert state.status == "done"
    assert {s.status for s in state.nodes.values()} == {"done"}


async def test_a_branch_that_was_not_taken_is_not_taken_when_the_run_goes_on(
    engine: Engine, build: Builder, tmp_path: Path
) -> None:
    from engine.catalog import ToolSpec
    from engine.flow import Switch

    CATALOG.add(ToolSpec(Switch))
    gate = tmp_path / "gate.txt"
    build.node("test.add", a=1)
    build.node("flow.switch", cases={"big": "value > 10"})
    build.wire("test_add.result", "flow_switch.value")
    build.node("test.total")
    build.wire("flow_switch.big", "test_total.values")
    build.node("test.size", file=str(gate))
    run, _ = await record(engine, build.chain)
    gate.write_text("12345")
    after: list[ev.Event] = []
    again = engine.resume(run.id, CATALOG, after.append)
    assert await engine.execute(again) == "done"
    assert [e.node for e in after if isinstance(e, ev.NodeSkipped)] == ["test_total"]
    assert [e.node for e in after if isinstance(e, ev.NodeStarted)] == ["test_size"]


async def test_two_runs_are_compared_node_by_node(engine: Engine, build: Builder) -> None:
    first, _ = await record(engine, diamond(build))
    changed = edit.set_input(build.chain, CATALOG, "test_add_2", "b", 20)
    second, _ = await record(engine, changed)
    found = {d.node: d for d in compare(engine.history, first.id, second.id)}
    assert [n for n, d in found.items() if d.same] == ["test_add", "test_add_3"]
    assert found["test_add_2"].inputs == ("b",)
    assert found["test_add_2"].outputs == found["test_add_4"].outputs == ("result",)
    assert found["test_add_4"].inputs == ("a",)


def test_a_run_that_is_not_there_is_told(tmp_path: Path) -> None:
    history = History(tmp_path / "history", Artifacts(tmp_path / "artifacts"))
    with pytest.raises(HistoryError, match="there is no run 'nope'"):
        history.find("nope")
    with pytest.raises(HistoryError, match="there is no run 'last'"):
        history.find("last")


@pytest.mark.parametrize("damage", [b"this is no database, but long enough to look at" * 100, "middle"])
async def test_a_damaged_history_is_set_aside_and_the_run_goes_on(
    tmp_path: Path, build: Builder, damage: bytes | str
) -> None:
    engine = Engine(tmp_path, keep_from_s=0)
    await record(engine, diamond(build))
    await engine.close()
    damaged(tmp_path / "history" / "history.db", damage)
    engine = Engine(tmp_path, keep_from_s=0)
    run, events = await record(engine, build.chain)
    assert isinstance(events[-1], ev.RunFinished)
    assert run.plan is not None
    assert engine.history.find(run.id).status == "done"
    assert "the history was damaged" in engine.history.problem
    assert len(list((tmp_path / "history").glob("history.damaged-*.db"))) == 1
    await engine.close()


def damaged(path: Path, how: bytes | str) -> None:
    content = bytearray(path.read_bytes())
    if isinstance(how, bytes):
        content[: len(how)] = how
    else:
        content[100:4000] = b"\xff" * 3900
    path.write_bytes(bytes(content))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of two megabytes."""
    place = tmp_path / "small"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)], check=False).returncode:
        pytest.skip("no right to mount a file system")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


async def test_without_room_on_the_disk_the_run_ends_all_the_same(small_disk: Path, build: Builder) -> None:
    engine = Engine(small_disk, keep_from_s=0)
    build.node("test.any", value="small")
    first, _ = await record(engine, build.chain)
    filled(small_disk)
    build.node("test.any", value=["large"] * 200_000)
    run, events = await record(engine, build.chain)
    assert run.values[Endpoint("test_any_2", "result")] == ["large"] * 200_000
    assert [e.status for e in events if isinstance(e, ev.RunFinished)] == ["done"]
    assert "not complete" in problem_of(run)
    emptied(small_disk)
    assert engine.history.find(first.id).status == "done"
    third, _ = await record(engine, edit.remove(build.chain, ["test_any_2"]))
    assert engine.history.find(third.id).status == "done"
    await engine.close()


def problem_of(run: Run) -> str:
    return run.problem


def filled(place: Path) -> None:
    with (place / "filling").open("wb", buffering=0) as stream:
        try:
            while True:
                stream.write(b"\0" * 4096)
        except OSError:
            pass


def emptied(place: Path) -> None:
    (place / "filling").unlink()


async def test_a_tool_that_fills_the_disk_fails_at_its_node(small_disk: Path, build: Builder) -> None:
    engine = Engine(small_disk, keep_from_s=0)
    build.node("test.add", a=4)
    await record(engine, build.chain)
    build.node("test.write", text="x" * 8_000_000)
    run, events = await record(engine, build.chain)
    (failed,) = [e for e in events if isinstance(e, ev.NodeFailed)]
    assert failed.node == "test_write"
    assert "No space left" in failed.reason
    assert run.values[Endpoint("test_add", "result")] == 4
    assert not run.resources.workspace.folder.exists()
    if not problem_of(run):
        assert engine.history.find(run.id).status == "failed"
    await engine.close()


PROGRAM = """
import asyncio, sys
from pathlib import Path
from engine.engine import Engine
from engine.run.history.writer import Recorder
from engine.run.scope import RunSpec
from tests.engine.chain.builders import Builder
from tests.engine.run.test_scheduler import CATALOG, diamond

async def main():
    engine = Engine(Path(sys.argv[1]))
    for _ in range(20):
        chain = diamond(Builder(CATALOG))
        run = engine.start(RunSpec(chain, "other"), CATALOG, lambda event: None)
        await engine.execute(run)
        assert not run.problem, run.problem
    await engine.close()

asyncio.run(main())
"""


def test_histories_that_are_opened_at_the_same_time_get_their_own_tables(tmp_path: Path) -> None:
    histories = [History(tmp_path / str(number), Artifacts(tmp_path / "artifacts")) for number in range(8)]
    with ThreadPoolExecutor(len(histories)) as pool:
        assert list(pool.map(lambda history: history.runs(), histories)) == [[]] * len(histories)
    for history in histories:
        history.close()


def test_several_programs_write_one_history(tmp_path: Path) -> None:
    programs = [subprocess.Popen([sys.executable, "-c", PROGRAM, str(tmp_path)]) for _ in range(3)]
    assert [p.wait(60) for p in programs] == [0, 0, 0]
    history = History(tmp_path / "history", Artifacts(tmp_path / "artifacts"))
    runs = history.runs()
    assert len(runs) == 60
    assert {r.status for r in runs} == {"done"}
    assert all(history.last_seq(r.id) == 14 for r in runs)
    history.close()


async def test_while_its_program_lives_a_run_is_not_interrupted(tmp_path: Path, build: Builder) -> None:
    engine = Engine(tmp_path, keep_from_s=0)
    build.node("test.slow", seconds=0.2)
    run = engine.start(RunSpec(build.chain, "slow"), CATALOG, lambda event: None)
    import asyncio

    going = asyncio.create_task(engine.execute(run))
    other = History(tmp_path / "history", Artifacts(tmp_path / "artifacts"))
    for _ in range(100):
        await asyncio.sleep(0.02)
        if other.runs():
            break
    assert other.find(run.id).status == "running"
    assert not other.interrupted()
    await going
    assert other.find(run.id).status == "done"
    other.close()
    await engine.close()


async def test_old_runs_go_when_the_limit_is_reached_and_their_files_with_them(
    tmp_path: Path, build: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ICEOS_HISTORY_LIMIT_MB", "1.2")
    engine = Engine(tmp_path, keep_from_s=10)
    build.node("test.any", value="")
    ids = []
    for i in range(6):
        chain = edit.set_input(build.chain, CATALOG, "test_any", "value", [f"{i} and some more"] * 20_000)
        run, _ = await record(engine, chain)
        ids.append(run.id)
    files = list((tmp_path / "artifacts").glob("*/*"))
    assert len(files) == 6
    old = time.time() - 2 * 3600
    for file in files:
        os.utime(file, (old, old))
    engine.history.collect()
    left = [r.id for r in engine.history.runs()]
    assert left == ids[::-1][: len(left)]
    assert 0 < len(left) < 6
    assert len(list((tmp_path / "artifacts").glob("*/*"))) == len(left)
    told = engine.history.node(ids[-1], "test_any")
    assert told is not None
    assert told.outputs["result"][0] == "5 and some more"
    await engine.close()


async def test_a_file_that_two_runs_use_stays_until_both_are_forgotten(tmp_path: Path, build: Builder) -> None:
    engine = Engine(tmp_path, keep_from_s=10)
    build.node("test.write", text="hello")
    first, _ = await record(engine, build.chain)
    second, _ = await record(engine, build.chain)
    (file,) = (tmp_path / "artifacts").glob("*/*")
    old = time.time() - 2 * 3600
    engine.history.forget(first.id)
    os.utime(file, (old, old))
    engine.history.collect()
    assert file.exists()
    engine.history.forget(second.id)
    engine.history.collect()
    assert not file.exists()
    await engine.close()


async def test_a_large_input_of_the_chain_stays_as_long_as_its_run(tmp_path: Path, build: Builder) -> None:
    engine = Engine(tmp_path, keep_from_s=10)
    build.chain = edit.declare_input(build.chain, "rows", ChainPort())
    build.node("test.total")
    build.wire("$inputs.rows", "test_total.values")
    build.chain = reshape.switched(build.chain, ["test_total"], "off")  # so that no node keeps it alive
    rows = list(range(20_000))
    run = engine.start(RunSpec(build.chain, "test", inputs={"rows": rows}), CATALOG, lambda _: None)
    await engine.execute(run)
    (file,) = (tmp_path / "artifacts").glob("*/*.json")
    old = time.time() - 2 * 3600
    os.utime(file, (old, old))
    engine.history.collect()
    assert engine.history.inputs(run.id) == {"rows": rows}
    await engine.close()


def test_the_newest_migration_is_the_one_the_program_knows(tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from engine.run.history.database import opened
    from engine.run.history.tables import metadata

    engine, problem = opened(tmp_path / "history.db")
    assert not problem
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert context.get_current_revision() == HEAD
        assert compare_metadata(context, metadata) == []
    engine.dispose()

"""Wall 1: large tables of a server are queries that workers put together, and whose rows workers make; what a worker
says of one is not believed, and never run in the server's process.
"""

from __future__ import annotations

import base64
import copy
import json
import os
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.server import isolation
from engine.chain import edit
from engine.chain.bundle import Bundle
from engine.chain.file import dump
from engine.chain.model import INPUTS, OUTPUTS, ChainPort, Edge
from engine.errors import NodeError
from engine.executors import frames, landlock
from engine.executors.base import Job
from engine.executors.confined import ConfinedWorkers
from engine.executors.limits import JobLimits, WorkerLimits
from engine.executors.rows import once_for_all, with_rows
from engine.executors.subprocess import SubprocessExecutor
from engine.installed import installed
from engine.run import events as ev
from engine.run.artifacts import Artifacts, Workspace
from engine.run.fence import Fence
from nodes.frames import LazyFrame
from nodes.library.tables import Aggregate, FilterRows, ReadTable
from nodes.sdk import Context, File, ToolError
from nodes.sdk.packed import envelope
from nodes.sdk.tools import Tool
from tests.engine.chain.builders import Builder
from tests.engine.flow.test_nesting import around
from tests.server.conftest import Teams

ROWS = 5_000_000
ANY = ChainPort.model_validate({"schema": {}})
SECRET = "the-password-of-the-database"
fenced = pytest.mark.skipif(not landlock.version(), reason="this kernel has no Landlock")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that is not held in memory."""
    path = tmp_path_factory.mktemp("large") / "numbers.parquet"
    noise = pa.array(memoryview(os.urandom(ROWS * 8)).cast("q"))
    pq.write_table(pa.table({"n": pa.array(range(ROWS), pa.int64()), "noise": noise}), path)
    return path


class Place:
    """The workers of one run of a server."""

    def __init__(self, folder: Path) -> None:
        limits = WorkerLimits(JobLimits(2000, 30, 256, output_mb=500, answer_mb=1), 60)
        self.workers = ConfinedWorkers(limits, isolation.worker_environment, 2)
        self.work = folder / "work" / "node"
        self.work.mkdir(parents=True)
        self.executor: SubprocessExecutor = self.workers.of_run(self.work.parent)
        self.executors = {"subprocess": self.executor}
        self.ctx = Context(lambda message: None, lambda: self.work)

    async def __call__(self, which: type[Tool], **inputs: Any) -> dict[str, Any]:
        return dict(await self.executor.run(Job("node", which, *which.models(inputs)), inputs, self.ctx))


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    made = Place(tmp_path)
    yield made
    await made.executor.close()
    await made.workers.close()


async def test_a_query_goes_from_worker_to_worker_and_its_rows_are_made_there(place: Place, large: Path) -> None:
    source = (await place(ReadTable, file=File(path=large)))["table"]
    few = (await place(FilterRows, table=source, column="n", operator="<", value="1000"))["table"]
    assert isinstance(source, LazyFrame)
    assert isinstance(few, LazyFrame)
    assert few.is_foreign
    with pytest.raises(ToolError, match="made in a process of its own"):
        few.table(place.ctx)
    totals = (await place(Aggregate, table=few, columns=["n"], functions=["sum"]))["table"]
    assert totals.to_pylist()[0]["n_sum"] == sum(range(1000))
    rows = await with_rows({"deep": [few]}, place.executors, place.ctx)
    assert rows["deep"][0].column("n").to_pylist() == [*range(1000)]
    again = await once_for_all(few, place.executors, place.ctx)
    assert again.column("n").to_pylist() == [*range(1000)]
    larger = await once_for_all(few.where("true"), place.executors, place.ctx)
    assert larger.num_rows == 1000
    with_them_all = await once_for_all(source, place.executors, place.ctx)
    assert isinstance(with_them_all, LazyFrame)
    assert with_them_all.is_foreign
    assert with_them_all.num_rows == ROWS


def source(path: Path, schema: pa.Schema | None = None, **more: Any) -> dict[str, Any]:
    schema = schema or pa.schema([("a", pa.int64())])
    facts = {**File(path=path).model_dump(mode="json"), **more}
    return {"schema": base64.b64encode(schema.serialize()).decode(), "rows": 1, "file": facts, "stamp": [0, 0, 0]}


def step(sql: str, inputs: list[Any], schema: pa.Schema | None = None) -> dict[str, Any]:
    schema = schema or pa.schema([("a", pa.int64())])
    text = base64.b64encode(schema.serialize()).decode()
    return {"schema": text, "rows": None, "sql": sql, "inputs": inputs, "spreads": False}


def answered(*steps: Any, **more: Any) -> dict[str, Any]:
    """What a worker says that it gives."""
    return envelope({"table": {"format": 1, "steps": [*steps], **more}}, {"/table": "frame"})


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    pq.write_table(pa.table({"a": [1]}), folder / "mine.parquet")
    (tmp_path / "database").write_text(SECRET)
    return folder


def test_the_form_that_is_attacked_is_the_one_that_is_sent(own: Path) -> None:
    frame = LazyFrame.of_file(File(path=own / "mine.parquet"), pa.schema([("a", pa.int64())]), 1).where("c0 > 0")
    sent = frames.pack({"table": frame}, own)
    made = frames.unpack_foreign(sent, own)["table"]
    assert made.is_foreign
    assert frames.unpack(sent)["table"].key == frame.key
    mine = answered(source(own / "mine.parquet"), step("FROM input_0 WHERE c0 > 0", [0]))
    assert sent.keys() == mine.keys()
    assert [s.keys() for s in sent["value"]["table"]["steps"]] == [s.keys() for s in mine["value"]["table"]["steps"]]
    assert frames.unpack_foreign(mine, own)["table"].schema.names == ["a"]


HALF = pa.schema([("a", pa.float16())])
WRONG: dict[str, Any] = {
    "a step of itself": lambda own: answered(source(own / "mine.parquet"), step("FROM input_0", [1])),
    "a step of the end": lambda own: answered(source(own / "mine.parquet"), step("FROM input_0", [-1])),
    "a step of a text": lambda own: answered(source(own / "mine.parquet"), step("FROM input_0", ["0"])),
    "no step": lambda own: answered(),
    "too many": lambda own: answered(*[source(own / "mine.parquet")] * 1000),
    "a schema that is none": lambda own: answered({**source(own / "mine.parquet"), "schema": "AAAA"}),
    "a schema that is no text": lambda own: answered({**source(own / "mine.parquet"), "schema": 5}),
    "rows below none": lambda own: answered({**source(own / "mine.parquet"), "rows": -1}),
    "a type that no query has": lambda own: answered(source(own / "mine.parquet", HALF)),
    "SQL that is no text": lambda own: answered(source(own / "mine.parquet"), step(["x"], [0])),  # type: ignore[arg-type]
    "something else": lambda own: answered({"x": 1}),
    "more than there is": lambda own: answered({**source(own / "mine.parquet"), "more": 1}),
    "another version": lambda own: answered(source(own / "mine.parquet"), format=2),
    "a text": lambda own: envelope({"table": "x"}, {"/table": "frame"}),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_query_that_no_worker_of_ours_gives_is_refused(what: str, own: Path) -> None:
    with pytest.raises((ValueError, OSError)):
        frames.unpack_foreign(WRONG[what](own), own)


def test_what_is_said_of_a_file_is_not_believed(own: Path) -> None:
    """Not that it is another's by its hash, whose rows would then be taken for these, nor what it was."""
    claimed = answered(source(own / "mine.parquet", sha256="0" * 64, size_bytes=5))
    (file,) = frames.unpack_foreign(claimed, own)["table"].files()
    assert (file.sha256, file.size_bytes) == (None, None)
    handed = File(path=Path("/store/ab/abc.parquet"), sha256="ab" * 32)
    (file,) = frames.unpack_foreign(answered(source(handed.path)), own, [handed])["table"].files()
    assert file is handed


OUTSIDE = {
    "a file outside": lambda own: own.parent / "database",
    "one by way of its own": lambda own: own / ".." / "database",
    "one by a link": lambda own: own / "link",
    "one in a folder that is a link": lambda own: own / "out" / "database",
    "one that is gone": lambda own: own / "gone.parquet",
    "no file": lambda own: own,
}


@pytest.mark.parametrize("where", OUTSIDE)
def test_a_query_over_a_file_that_is_none_of_the_run_goes_nowhere(where: str, own: Path, tmp_path: Path) -> None:
    """Nobody who works on it next is shown that file."""
    (own / "link").symlink_to(tmp_path / "database")
    (own / "out").symlink_to(tmp_path)
    frame = frames.unpack_foreign(answered(source(OUTSIDE[where](own))), own)["table"]
    workspace = Workspace(own, Artifacts(tmp_path / "store", strict=True), Fence(own))
    with pytest.raises((NodeError, OSError)):
        workspace.keep(frame)


def test_a_query_over_a_file_of_the_run_is_kept(own: Path, tmp_path: Path) -> None:
    frame = frames.unpack_foreign(answered(source(own / "mine.parquet")), own)["table"]
    kept = Workspace(own, Artifacts(tmp_path / "store", strict=True), Fence(own)).keep(frame)
    (file,) = kept.files()
    assert kept.is_foreign
    assert file.path.is_relative_to(tmp_path / "store")
    assert file.sha256


def test_whatever_is_sent_it_is_a_query_or_refused(own: Path) -> None:
    whole = answered(source(own / "mine.parquet"), step("FROM input_0 WHERE c0 > 0", [0]))
    values = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just([]) | st.just({})

    @settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def attacked(data: st.DataObject) -> None:
        sent = copy.deepcopy(whole)
        at: Any = sent["value"]["table"]
        while True:
            key = data.draw(st.sampled_from(sorted(at)) if isinstance(at, dict) else st.integers(0, len(at) - 1))
            if not isinstance(at[key], dict | list) or not at[key] or data.draw(st.booleans()):
                at[key] = data.draw(values)
                break
            at = at[key]
        try:
            value = frames.unpack_foreign(sent, own)["table"]
        except (ValueError, OSError):
            return
        assert isinstance(value, LazyFrame)
        assert value.is_foreign

    attacked()


@fenced
async def test_sql_that_leaves_is_held_where_it_runs(place: Place, large: Path) -> None:
    """Were a worker to put other SQL into a query: it sees what it was handed, as all in it does."""
    secret = place.work.parent.parent / "database"
    secret.write_text(SECRET)
    frame = LazyFrame.of_file(File(path=large), pq.read_schema(large), ROWS)
    for sql in (f"SELECT content AS c0 FROM read_text('{secret}')", f"SELECT * FROM read_csv('{secret}') AS t(c0)"):
        stolen = frame.query(sql, schema=pa.schema([("a", pa.string())]))
        stolen.is_foreign = True
        with pytest.raises(NodeError, match="file system operations are disabled"):
            await with_rows(stolen, place.executors, place.ctx)


def test_what_a_loop_gives_are_rows(teams: Teams, large: Path, tmp_path: Path) -> None:
    """Queries in the list of a chain's output are made like any other."""
    team = teams("sqlite")
    team.serve()
    inner = Builder(installed())
    few = inner.node("tables.filter", column="n", operator="<")
    for name in ("item", "table"):
        inner.chain = edit.declare_input(inner.chain, name, ANY)
    inner.chain = edit.declare_output(inner.chain, "result", ANY)
    for source, target in ((f"{INPUTS}.table", f"{few}.table"), (f"{INPUTS}.item", f"{few}.value")):
        inner.wire(source, target)
    inner.wire(f"{few}.table", f"{OUTPUTS}.result")
    build = Builder(installed())
    read = build.node("tables.read", file="numbers.parquet")
    loop = around(build, "flow.map", inner.chain, items=["10", "20"])
    build.wire(f"{read}.table", f"{loop}.table")
    build.chain = edit.declare_output(build.chain, "all", ANY)
    build.wire(f"{loop}.result", f"{OUTPUTS}.all")
    client = team.client()
    run = client.start_once(Bundle(dump(build.chain), {"numbers.parquet": large})).id
    assert [*client.events(run)][-1].type == "RunFinished"
    tables = client.outputs(run, tmp_path)["all"]
    assert [table.column("n").to_pylist() for table in tables] == [[*range(10)], [*range(20)]]


def test_a_query_that_is_long_to_tell_is_seen_too(teams: Teams, tmp_path: Path) -> None:
    """Of many columns and steps: what is stored of it lies beside the database."""
    wide = {f"measurement_number_{i}": pa.array(memoryview(os.urandom(16_000 * 8)).cast("q")) for i in range(350)}
    pq.write_table(pa.table(wide), tmp_path / "wide.parquet")
    team = teams("sqlite")
    team.serve()
    build = Builder(installed())
    last = build.node("tables.read", file="wide.parquet")
    for number in range(4):
        step = build.node("tables.filter", column=f"measurement_number_{number}", operator=">", value="0")
        build.wire(f"{last}.table", f"{step}.table")
        last = step
    end = build.node("tables.aggregate", columns=["measurement_number_9"], functions=["count"])
    build.wire(f"{last}.table", f"{end}.table")
    client = team.client()
    run = client.start_once(Bundle(dump(build.chain), {"wide.parquet": tmp_path / "wide.parquet"})).id
    assert [*client.events(run)][-1].type == "RunFinished"
    received, given = client.values(run, last, tmp_path)
    assert received["table"].num_columns == given["table"].num_columns == 350
    assert given["table"].num_rows == client.values(run, end, tmp_path)[1]["table"].to_pylist()[0]["rows"]


def test_a_chain_of_large_tables_on_a_server(teams: Teams, large: Path, tmp_path: Path) -> None:
    """Its rows are made once, where they are asked for; what is between stays a query."""
    team = teams("sqlite")
    team.serve()
    build = Builder(installed())
    read = build.node("tables.read", file="numbers.parquet")
    few = build.node("tables.filter", column="n", operator="<", value="100000")
    totals = build.node("tables.aggregate", columns=["n"], functions=["sum"])
    for edge in ((read, few), (few, totals)):
        build.wire(*[f"{node}.table" for node in edge])
    named = {"sum": totals, "few": few}
    given = [Edge.between((node, "table"), (OUTPUTS, name)) for name, node in named.items()]
    outputs = {name: ChainPort() for name in named}
    chain = build.chain.model_copy(update={"edges": (*build.chain.edges, *given), "outputs": outputs})
    client = team.client()
    run = client.start_once(Bundle(dump(chain), {"numbers.parquet": large})).id
    events = [*client.events(run)]
    assert client.run(run).status == "done", [e.reason for e in events if isinstance(e, ev.NodeFailed)]
    made = client.outputs(run, tmp_path)
    assert made["sum"].to_pylist()[0]["n_sum"] == sum(range(100_000))
    assert made["few"].num_rows == 100_000
    with sqlite3.connect(team.folder / "server" / "server.db") as database:
        kept = {
            node: json.loads(outputs)["table"]
            for node, outputs in database.execute("SELECT node, outputs FROM results")
        }
    assert {node: [*value["kinds"].values()] for node, value in kept.items() if "kinds" in value} == {
        read: ["frame"],  # nobody needed its rows
        few: ["table"],
        totals: ["table"],
    }
    for _ in range(2):
        seen = client.values(run, read, tmp_path)[1]["table"]
        assert seen.num_rows == ROWS, "they are made when somebody looks"
    with sqlite3.connect(team.folder / "server" / "server.db") as database:
        (outputs,) = database.execute("SELECT outputs FROM results WHERE node = ?", [read]).fetchone()
    assert '"frame"' not in outputs, "once"

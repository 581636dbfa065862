"""Tables whose rows are not made yet, on their way through a run, its cache and its history."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from engine.catalog import Catalog
from engine.chain.model import Chain, Placement
from engine.engine import Engine
from engine.run import artifacts, export
from engine.run.artifacts import Artifacts
from engine.run.history.values import Lost, ValueEncoder, decode
from engine.run.scope import RunSpec
from engine.run.state import RunState
from nodes.frames import LazyFrame
from nodes.frames.rows import aside
from nodes.sdk import Context
from nodes.sdk.kinds import kind_of

pytestmark = pytest.mark.usefixtures("everything_is_large")
ROWS = 20_000


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a 'b' [c]=d*" / "data.parquet"
    path.parent.mkdir()
    write(path, 0)
    return path


def write(path: Path, more: int) -> None:
    numbers = pa.array(range(ROWS))
    pq.write_table(
        pa.table(
            {"n": pc.add(numbers, more), "N": pc.bit_wise_and(numbers, 7), "text": [f"row {i}" for i in range(ROWS)]}
        ),
        path,
    )


def chain(file: Path, nodes: dict[str, dict[str, Any]], edges: list[tuple[str, str]], **more: Any) -> Chain:
    read = {"tool": "tables.read", "inputs": {"file": str(file)}}
    return Chain.model_validate(
        {
            "format": 1,
            "nodes": {n: {"version": "1.0.0", **node} for n, node in {"read": read, **nodes}.items()},
            "edges": [{"from": source, "to": target} for source, target in edges],
            **more,
        }
    )


def node(tool: str, **inputs: Any) -> dict[str, Any]:
    return {"tool": tool, "inputs": inputs}


class Ran:
    def __init__(self, run: str, state: RunState, values: dict[Any, Any]) -> None:
        self.id = run
        self.state = state
        self.values = {str(at): value for at, value in values.items()}

    def rows(self, at: str) -> pa.Table:
        value = self.values[at]
        if kind_of(value) != "frame":
            return value
        with aside() as ctx:
            return value.table(ctx)


async def ran(engine: Engine, catalog: Catalog, chain: Chain, expected: str = "done") -> Ran:
    state = RunState()
    run = engine.start(RunSpec(chain), catalog, state.apply)
    assert await engine.execute(run) == expected, [(n, s.reason) for n, s in state.nodes.items()]
    return Ran(run.id, state, run.values)


FEW = node("tables.filter", column="N", operator="=", value="3")
NARROW = node("tables.select", keep=["n", "N"], rename={"n": "number"})
FUSED = [("read.table", "few.table"), ("few.table", "narrow.table")]


async def test_nothing_is_computed_that_nobody_takes(engine: Engine, catalog: Catalog, file: Path) -> None:
    done = await ran(engine, catalog, chain(file, {"few": FEW, "narrow": NARROW}, FUSED))
    assert {at: kind_of(value) for at, value in done.values.items()} == dict.fromkeys(
        ["read.table", "few.table", "few.rest", "narrow.table"], "frame"
    )
    stored = [path for path in engine._artifacts.folder.glob("*/*")]
    assert [path.suffix for path in stored] == [".parquet"], "the source, once"
    assert done.rows("narrow.table").to_pydict() == {
        "number": list(range(3, ROWS, 8)),
        "N": [3] * (ROWS // 8),
    }
    assert done.rows("few.rest").num_rows == ROWS - ROWS // 8
    shown = done.state.nodes["few"].outputs["table"]
    assert shown["text"] == "3 columns, rows not counted"
    assert done.state.nodes["read"].outputs["table"]["text"] == "20,000 rows × 3 columns"


async def test_the_rows_are_those_of_the_moment_when_they_were_read(
    engine: Engine, catalog: Catalog, file: Path
) -> None:
    done = await ran(engine, catalog, chain(file, {"few": FEW}, FUSED[:1]))
    before = done.rows("few.table")
    write(file, 1_000_000)
    assert done.rows("few.table").equals(before)
    file.unlink()  # noqa: ASYNC240  # of a test, not of a loop that others wait for
    past = engine.history.node(done.id, "few")
    assert past is not None
    with aside() as ctx:
        assert past.outputs["table"].table(ctx).equals(before)
        assert past.inputs["table"].table(ctx).num_rows == ROWS
    target = file.parent / "few.csv"
    export.write_value(target, past.outputs["table"])
    assert len(target.read_text().splitlines()) == 1 + ROWS // 8


async def test_a_changed_file_is_read_anew_and_a_changed_filter_reads_nothing_again(
    engine: Engine, catalog: Catalog, file: Path
) -> None:
    totals = node("tables.aggregate", columns=["n"], functions=["sum"])
    edges = [FUSED[0], ("few.table", "totals.table")]
    first = await ran(engine, catalog, chain(file, {"few": FEW, "totals": totals}, edges))
    other = {**FEW, "inputs": {**FEW["inputs"], "value": "4"}}
    second = await ran(engine, catalog, chain(file, {"few": other, "totals": totals}, edges))
    assert second.state.nodes["read"].status == "cached"
    assert first.rows("totals.table")["n_sum"].to_pylist() == [sum(range(3, ROWS, 8))]
    assert second.rows("totals.table")["n_sum"].to_pylist() == [sum(range(4, ROWS, 8))]
    write(file, 1)
    third = await ran(engine, catalog, chain(file, {"few": FEW, "totals": totals}, edges))
    assert third.state.nodes["read"].status == "done"
    assert third.rows("totals.table")["n_sum"].to_pylist() == [sum(range(4, ROWS + 1, 8))]


async def test_whoever_needs_rows_is_given_rows(engine: Engine, catalog: Catalog, file: Path) -> None:
    nodes = {"few": FEW, "records": node("tables.to_records", limit=2), "describe": node("tables.describe")}
    edges = [FUSED[0], ("few.table", "records.table"), ("few.table", "describe.table")]
    done = await ran(engine, catalog, chain(file, nodes, edges))
    assert done.values["records.records"] == [{"n": n, "N": 3, "text": f"row {n}"} for n in (3, 11)]
    assert done.rows("describe.table")["rows"].to_pylist() == [ROWS // 8] * 3


async def test_what_needs_all_rows_is_made_once_for_several(engine: Engine, catalog: Catalog, file: Path) -> None:
    nodes = {
        "join": node("tables.join", on=["n"]),
        "sort": node("tables.sort", columns=["N"], descending=True),
        "a": NARROW,
        "b": node("tables.filter", column="n", operator="<", value="5"),
    }
    edges = [("read.table", "join.left"), ("read.table", "join.right"), ("join.table", "sort.table")]
    alone = await ran(engine, catalog, chain(file, {n: nodes[n] for n in ("join", "sort")}, edges))
    assert alone.values["sort.table"].steps > 1
    several = [*edges, ("sort.table", "a.table"), ("sort.table", "b.table")]
    done = await ran(engine, catalog, chain(file, nodes, several))
    assert done.values["sort.table"].steps == 1, "its rows are made"
    in_order = done.rows("sort.table")
    assert in_order["N"].to_pylist() == sorted(in_order["N"].to_pylist(), reverse=True)
    assert done.rows("a.table")["number"].equals(in_order["n"])
    assert sorted(done.rows("b.table")["n"].to_pylist()) == [0, 1, 2, 3, 4]


async def test_so_is_a_step_on_top_of_it(engine: Engine, catalog: Catalog, file: Path) -> None:
    few = node("tables.filter", column="n", operator="<", value="5")
    nodes = {"join": node("tables.join", on=["n"]), "few": few, "a": NARROW, "b": NARROW}
    edges = [("read.table", "join.left"), ("read.table", "join.right"), ("join.table", "few.table")]
    several = [*edges, ("few.table", "a.table"), ("few.table", "b.table")]
    done = await ran(engine, catalog, chain(file, nodes, several))
    assert done.values["join.table"].steps > 1, "nobody has asked for its rows"
    assert kind_of(done.values["few.table"]) == "table" or done.values["few.table"].steps == 1
    assert sorted(done.rows("b.table")["number"].to_pylist()) == [0, 1, 2, 3, 4]


async def test_rows_leave_a_process_of_their_own(engine: Engine, catalog: Catalog, file: Path) -> None:
    made = chain(file, {"few": FEW}, FUSED[:1])
    elsewhere = made.nodes["read"].model_copy(update={"placement": Placement(where="subprocess")})
    done = await ran(engine, catalog, made.model_copy(update={"nodes": {**made.nodes, "read": elsewhere}}))
    assert kind_of(done.values["read.table"]) == "table"
    assert done.rows("few.table")["n"].to_pylist() == list(range(3, ROWS, 8))


@pytest.mark.parametrize("own", [{"retry": {"times": 1}}, {"timeout_s": 60}, {"error_port": True}])
async def test_a_node_that_answers_for_its_errors_makes_its_rows(
    engine: Engine, catalog: Catalog, file: Path, own: dict[str, Any]
) -> None:
    done = await ran(engine, catalog, chain(file, {"few": {**FEW, **own}}, FUSED[:1]))
    assert done.values["few.table"].steps == 1
    assert done.rows("few.table")["n"].to_pylist() == list(range(3, ROWS, 8))


async def test_a_file_too_large_to_copy_is_not_taken_for_what_it_was(
    engine: Engine, catalog: Catalog, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(artifacts, "LARGEST_COPY", 10)
    done = await ran(engine, catalog, chain(file, {"few": FEW}, FUSED[:1]))
    assert done.rows("few.table").num_rows == ROWS // 8
    write(file, 5)
    with pytest.raises(Exception, match="has changed since it was read"):
        done.rows("few.table")


async def test_a_query_ends_with_its_run(engine: Engine, catalog: Catalog, file: Path) -> None:
    everything = "SELECT count(*) AS s FROM a, a AS b, a AS c WHERE hash(a.n + b.n + c.n) = 0"
    ports = {"inputs": {"a": {"title": "a", "x-iceos-type": "table"}}}
    nodes = {"sql": {**node("tables.sql", tables=["a"], query=everything), "ports": ports}}
    state = RunState()
    run = engine.start(RunSpec(chain(file, nodes, [("read.table", "sql.a")])), catalog, state.apply)
    working = asyncio.ensure_future(engine.execute(run))
    while "sql" not in state.nodes or state.nodes["sql"].status == "waiting":  # noqa: ASYNC110  # told by what is tested
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.2)
    assert state.nodes["sql"].status == "running", state.nodes["sql"].reason
    working.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(working, 60)
    assert state.nodes["sql"].status == "cancelled"


async def test_a_run_goes_on_with_frames(engine: Engine, catalog: Catalog, file: Path) -> None:
    done = await ran(engine, catalog, chain(file, {"few": FEW}, FUSED[:1]))
    restored = engine.history.outputs(done.id)["few"]["table"]
    assert isinstance(restored, LazyFrame)
    assert restored.key == done.values["few.table"].key


def test_queries_of_others_are_not_run(tmp_path: Path, file: Path) -> None:
    store = Artifacts(tmp_path / "artifacts")
    kept = store.copy(artifacts.File(path=file), file.open("rb"))
    schema = pa.schema([("n", pa.int64()), ("N", pa.int64()), ("text", pa.string())])
    frame = LazyFrame.of_file(kept, schema, ROWS).query("FROM input_0 WHERE c0 < 3", schema=schema)
    stored = ValueEncoder(store).ports({"table": frame})
    with aside() as ctx:
        assert decode(stored, store)["table"].table(ctx)["n"].to_pylist() == [0, 1, 2]

    class Foreign(Artifacts):
        is_foreign = True

    with pytest.raises(Lost):
        decode(stored, Foreign(store.folder))
    broken = json.loads(stored)
    broken["table"]["value"]["steps"][0]["file"]["sha256"] = "0" * 64
    with pytest.raises(Lost):
        decode(json.dumps(broken), store)


async def test_a_time_limit_is_one_for_the_rows_too(
    engine: Engine, catalog: Catalog, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To make them is the work of a node that gives a query; who is stopped stops making them."""
    stopped = threading.Event()

    @contextmanager
    def slow(frame: LazyFrame, ctx: Context) -> Iterator[pa.RecordBatchReader]:
        with ctx.on_cancel(stopped.set):
            stopped.wait(60)
        ctx.check_cancelled()
        yield pa.RecordBatchReader.from_batches(frame.schema, [])

    monkeypatch.setattr(LazyFrame, "batches", slow)
    limited = {**node("tables.sort", columns=["n"]), "timeout_s": 0.3}
    done = await ran(engine, catalog, chain(file, {"sorted": limited}, [("read.table", "sorted.table")]), "failed")
    assert done.state.nodes["sorted"].reason == "it took longer than 0.3 s"
    assert stopped.is_set()

"""What a node would give is what it gives, on the first rows; it does nothing else, and is soon over."""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest

from engine.catalog import Catalog, ToolSpec
from engine.chain import edit
from engine.chain.model import Chain
from engine.chain.validate import errors, validate
from engine.engine import Engine
from engine.executors import landlock
from engine.live import harmless
from engine.live import previews as live_previews
from engine.live.preview import SAMPLE_ROWS, SHOWN_ROWS, LivePreview
from engine.live.previews import LivePreviews
from engine.run.scope import RunSpec
from engine.run.state import RunState
from nodes.sdk import Context, Fields, Tool

ROWS = SAMPLE_ROWS + 500
ENDLESS = "{% for a in range(10**9) %}{% for b in range(10**9) %}{% endfor %}{% endfor %}"
Edges = list[tuple[str, str]]


@pytest.fixture
async def previews() -> AsyncIterator[LivePreviews]:
    made = LivePreviews()
    yield made
    await made.close()


def chain(nodes: Mapping[str, Mapping[str, Any]], edges: Edges = []) -> Chain:  # noqa: B006  # never changed
    return Chain.model_validate(
        {
            "nodes": {name: {"version": "1.0.0", **node} for name, node in nodes.items()},
            "edges": [{"from": source, "to": target} for source, target in edges],
        }
    )


def with_template(drawn: Chain, catalog: Catalog, text: str) -> tuple[Chain, str]:
    """A chain with one more node, and that."""
    spec = catalog.newest("text.template")
    assert spec is not None
    return edit.add_node(drawn, spec, 0, 0, {"template": text, "variables": []})


def reading(path: Path, **inputs: Any) -> dict[str, Any]:
    return {"tool": "tables.read", "inputs": {"file": str(path), **inputs}}


def table(rows: int) -> pa.Table:
    return pa.table(
        {
            "n": pa.array(range(rows), pa.int64()),
            "share": [i / 7 for i in range(rows)],
            "name": [f"no. {i % 50}, „a\nb“" if i % 9 == 0 else f"no. {i % 50}" for i in range(rows)],
        }
    )


def write(path: Path, rows: int) -> None:
    """The same table in the kind of file that its name says."""
    data = table(rows)
    match path.suffixes:
        case [".csv"]:
            pa.csv.write_csv(data, path)
        case [".csv", ".gz"]:
            with gzip.open(path, "wb") as stream:
                pa.csv.write_csv(data, stream)
        case [".parquet"]:
            pq.write_table(data, path)
        case [".jsonl"]:
            path.write_text("\n".join(map(json.dumps, data.to_pylist())))
        case [".json"]:
            path.write_text(json.dumps(data.to_pylist()))
        case [".xlsx"]:
            import openpyxl

            book = openpyxl.Workbook(write_only=True)
            sheet = book.create_sheet("all")
            sheet.append(data.column_names)
            for row in data.to_pylist():
                sheet.append([*row.values()])
            book.save(path)


async def of(previews: LivePreviews, drawn: Chain, node: str, catalog: Catalog, **more: Any) -> LivePreview:
    preview = await previews.of(RunSpec(drawn), node, catalog, asked=True, **more)
    assert preview is not None
    return preview


async def given(engine: Engine, drawn: Chain, catalog: Catalog, node: str, port: str) -> Any:
    state = RunState()
    run = engine.start(RunSpec(drawn), catalog, lambda event: state.apply(event) and None, recorded=False)
    assert await engine.execute(run) == "done", state.nodes
    return next(value for at, value in run.values.items() if (at.node, at.port) == (node, port))


@pytest.mark.parametrize("name", ["t.csv", "t.csv.gz", "t.parquet", "t.jsonl", "t.json", "t.xlsx"])
@pytest.mark.parametrize("rows", [7, ROWS])
async def test_it_is_the_beginning_of_what_a_run_gives(
    previews: LivePreviews, engine: Engine, catalog: Catalog, tmp_path: Path, name: str, rows: int
) -> None:
    write(tmp_path / name, rows)
    drawn = chain({"read": reading(tmp_path / name)})
    preview = await of(previews, drawn, "read", catalog)
    assert preview.reason == ""
    whole = await given(engine, drawn, catalog, "read", "table")
    assert preview.outputs["table"].to_pylist() == whole.slice(0, SHOWN_ROWS).to_pylist()
    assert preview.outputs["table"].schema.types == whole.schema.types
    told = [notice.message for notice in preview.notices if notice.action == "cut"]
    assert any(f"{SAMPLE_ROWS:,} rows" in message for message in told) == (rows > SAMPLE_ROWS)


async def test_what_follows_works_on_the_first_rows_and_says_so(
    previews: LivePreviews, catalog: Catalog, tmp_path: Path
) -> None:
    write(tmp_path / "t.csv", ROWS)
    counted = {"tool": "tables.aggregate", "inputs": {"group_by": ["name"]}}
    drawn = chain({"read": reading(tmp_path / "t.csv"), "count": counted}, [("read.table", "count.table")])
    preview = await of(previews, drawn, "count", catalog)
    assert sum(preview.outputs["table"]["rows"].to_pylist()) == SAMPLE_ROWS
    assert preview.received["table"].num_rows == SHOWN_ROWS
    assert [notice.action for notice in preview.cut] == ["cut"]


async def test_a_node_that_is_not_whole_shows_what_it_is_given(
    previews: LivePreviews, catalog: Catalog, penguins: Path
) -> None:
    drawn = chain({"read": reading(penguins), "keep": {"tool": "tables.filter"}}, [("read.table", "keep.table")])
    preview = await of(previews, drawn, "keep", catalog)
    assert preview.outputs == {}
    assert preview.received["table"].column_names[0] == "species"


async def test_what_fails_says_why_and_shows_what_it_was_given(
    previews: LivePreviews, catalog: Catalog, penguins: Path
) -> None:
    wrong = {"tool": "tables.filter", "inputs": {"column": "year", "operator": "=", "value": "spring"}}
    drawn = chain({"read": reading(penguins), "keep": wrong}, [("read.table", "keep.table")])
    preview = await of(previews, drawn, "keep", catalog)
    assert "spring" in preview.reason
    assert preview.received["table"].num_rows == SHOWN_ROWS


class Written(Tool):
    """Says that it only computes, and writes."""

    name = "test.written"
    deterministic = True

    class Inputs(Fields):
        path: str

    class Outputs(Fields):
        done: str

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        Path(inputs.path).write_text("it was here")
        return self.Outputs(done="yes")


@pytest.mark.skipif(not landlock.version(), reason="the kernel has no Landlock")
async def test_a_tool_that_says_too_little_cannot_write(previews: LivePreviews, tmp_path: Path) -> None:
    drawn = chain({"write": {"tool": Written.name, "inputs": {"path": str(tmp_path / "new")}}})
    preview = await of(previews, drawn, "write", Catalog([ToolSpec(Written)]))
    assert "Permission denied" in preview.reason
    assert not (tmp_path / "new").exists()


async def test_a_node_that_does_more_than_compute_has_none_and_does_nothing(
    previews: LivePreviews, catalog: Catalog, penguins: Path, tmp_path: Path
) -> None:
    read = reading(penguins)
    os.mkfifo(tmp_path / "pipe.csv")
    written = tmp_path / "out.csv"
    wired = ("read.table", "last.table")
    cases: dict[str, tuple[Mapping[str, Any], Edges]] = {
        "writes": ({"read": read, "last": {"tool": "tables.write", "inputs": {"save_to": str(written)}}}, [wired]),
        "runs code": ({"last": {"tool": "python.code", "inputs": {"takes": {}, "gives": {}, "code": "pass"}}}, []),
        "asks a host": ({"last": {"tool": "http.request", "inputs": {"url": "http://127.0.0.1:1/"}}}, []),
        "reads a pipe": ({"last": reading(tmp_path / "pipe.csv")}, []),
        "reads a device": ({"last": reading(Path("/dev/zero"))}, []),
        "reads a folder": ({"last": {"tool": "files.list", "inputs": {"folder": str(tmp_path)}}}, []),
        "tells the time": (
            {"read": read, "last": {"tool": "tables.formula", "inputs": {"name": "at", "expression": "now()"}}},
            [wired],
        ),
        "draws lots": (
            {"read": read, "last": {"tool": "tables.formula", "inputs": {"name": "x", "expression": "random()"}}},
            [wired],
        ),
    }
    for what, (nodes, edges) in cases.items():
        drawn = chain(nodes, edges)
        assert not errors(validate(drawn, catalog, tmp_path)), f"{what}: it would run"
        preview = await previews.of(RunSpec(drawn), "last", catalog)
        assert preview is None or not preview.outputs, what
    assert not written.exists()


MOUNTS = """
22 1 8:1 / / rw - ext4 /dev/root rw
30 22 0:40 / /mnt/team\\040files rw - nfs4 server:/export rw
31 22 0:41 / /mnt/team\\040files/here rw - tmpfs tmpfs rw
32 22 0:42 / /home/ada/drive rw - fuse.sshfs ada@host: rw
33 22 0:43 / /proc rw - proc proc rw
""".strip()


def test_what_lies_on_no_disk_of_this_machine_is_told_by_its_mount(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTS)
    monkeypatch.setattr(harmless, "_MOUNTS", mounts)
    monkeypatch.setattr(harmless.sys, "platform", "linux")
    is_on_disk = {"/mnt/team files/a.csv": False, "/mnt/team files/here/a.csv": True, "/home/ada/drive/a.csv": False}
    is_on_disk |= {"/home/ada/a.csv": True, "/mnt/team filesystem/a.csv": True, "\\\\host\\share\\a.csv": False}
    is_on_disk |= {"/proc/self/environ": False, "/process/a.csv": True}
    assert {path: harmless.is_on_disk(Path(path)) for path in is_on_disk} == is_on_disk


def test_nothing_elsewhere_is_touched_and_a_path_is_what_the_tool_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A link to another machine is not followed; ``link/..`` is where the link leads, as for the tool."""
    far, mounts = tmp_path / "far", tmp_path / "mountinfo"
    (far / "deep").mkdir(parents=True)
    (far / "a.csv").write_text("n\n1\n")
    os.mkfifo(far / "p.csv")
    (tmp_path / "p.csv").write_text("n\n1\n")
    (tmp_path / "deep").symlink_to(far / "deep")
    (tmp_path / "away.csv").symlink_to(far / "a.csv")
    (tmp_path / "round").symlink_to(tmp_path / "round")
    plain = {"p.csv": True, "deep/../p.csv": False, "deep/../a.csv": True, "away.csv": True, "round": False}
    assert {name: harmless._is_plain_file(tmp_path, name) for name in plain} == plain
    mounts.write_text(f"22 1 8:1 / / rw - ext4 /dev/root rw\n30 22 0:40 / {far} rw - nfs4 server:/export rw\n")
    monkeypatch.setattr(harmless, "_MOUNTS", mounts)
    touched: list[Path] = []
    real = os.lstat
    monkeypatch.setattr(harmless.os, "lstat", lambda path: touched.append(Path(path)) or real(path))
    assert not any(harmless._is_plain_file(tmp_path, name) for name in ("deep/../a.csv", "away.csv"))
    assert not [path for path in touched if far in (path, *path.parents)]


@pytest.mark.parametrize("text", [ENDLESS, "{{ 'a' * 10**10 }}"])
async def test_work_without_an_end_is_ended_and_the_next_preview_comes(
    previews: LivePreviews, catalog: Catalog, penguins: Path, text: str
) -> None:
    await of(previews, chain({"read": reading(penguins)}), "read", catalog)
    endless, node = with_template(Chain(), catalog, text)
    preview = await previews.of(RunSpec(endless), node, catalog)
    assert preview is not None
    assert preview.reason
    assert preview.outputs == {}
    again = await of(previews, chain({"read": reading(penguins)}), "read", catalog)
    assert again.outputs["table"].num_rows == SHOWN_ROWS


async def test_who_wants_another_one_does_not_wait_for_the_first(
    previews: LivePreviews, catalog: Catalog, penguins: Path
) -> None:
    drawn, text = with_template(chain({"read": reading(penguins)}), catalog, ENDLESS)
    first = asyncio.create_task(previews.of(RunSpec(drawn), text, catalog, asked=True))
    await asyncio.sleep(0)
    second = asyncio.create_task(previews.of(RunSpec(drawn), "read", catalog, asked=True))
    first.cancel()
    preview = await second
    assert preview is not None
    assert preview.outputs["table"].num_rows == SHOWN_ROWS
    assert first.cancelled()


async def test_it_leaves_nothing(
    engine: Engine, catalog: Catalog, penguins: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(live_previews.tempfile, "tempdir", str(temporary))
    drawn = chain(
        {"read": reading(penguins), "draw": {"tool": "chart.draw", "inputs": {"x": "species"}}},
        [("read.table", "draw.table")],
    )
    before = _files(tmp_path)
    preview = await engine.preview(RunSpec(drawn), "draw", catalog, asked=True)
    assert preview is not None
    assert preview.outputs["png"].path.is_file(), "it is looked at"
    await engine.close()
    assert _files(tmp_path) - before <= {tmp_path / "history"}
    assert not engine.history.runs()


def _files(folder: Path) -> set[Path]:
    return {*folder.rglob("*")}


async def test_what_a_program_that_was_killed_has_left_is_removed(
    previews: LivePreviews, catalog: Catalog, penguins: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_previews.tempfile, "tempdir", str(tmp_path))
    ended = await asyncio.create_subprocess_exec(sys.executable, "-c", "")
    await ended.wait()
    left, held, other = (tmp_path / f"iceos-preview-{name}-x" for name in (ended.pid, os.getpid(), "somebody"))
    for folder in (left, held, other):
        folder.mkdir()
    await of(previews, chain({"read": reading(penguins)}), "read", catalog)
    assert [folder.exists() for folder in (left, held, other)] == [False, True, True]


def saying(catalog: Catalog) -> dict[str, Any]:
    """A template that says what item it is given."""
    spec = catalog.newest("text.template")
    assert spec is not None
    said, node = edit.add_node(Chain(), spec, 0, 0, {"template": "{{ item }}", "variables": ["item"]})
    return said.nodes[node].model_dump(by_alias=True)


def around(tool: str, inner: Mapping[str, Any], edges: Edges, takes: Sequence[str]) -> dict[str, Any]:
    """A chain's fields: a node `loop` of a tool that runs a sub-chain."""
    ports = {name: {"schema": {}, "title": name} for name in takes}
    node = {"tool": tool, "inputs": {"chain": "part"}, "ports": {"inputs": {name: {} for name in takes}, "outputs": {}}}
    if tool == "flow.map":
        del node["ports"]["inputs"][takes[0]]  # type: ignore[index]
    definition = {
        "inputs": ports,
        "nodes": {name: {"version": "1.0.0", **each} for name, each in inner.items()},
        "edges": [{"from": source, "to": target} for source, target in edges],
    }
    return {"node": node, "definitions": {"part": definition}}


def with_loop(made: Mapping[str, Any], nodes: Mapping[str, Mapping[str, Any]], edges: Edges) -> Chain:
    drawn = chain({**nodes, "loop": made["node"]}, edges)
    definitions = {name: Chain.model_validate(each) for name, each in made["definitions"].items()}
    return drawn.model_copy(update={"definitions": definitions})


async def test_inside_of_a_sub_chain_it_is_made_of_what_that_is_given(
    previews: LivePreviews, catalog: Catalog, tmp_path: Path
) -> None:
    write(tmp_path / "t.csv", ROWS)
    few = {"tool": "tables.filter", "inputs": {"column": "n", "operator": "<", "value": "3"}}
    edges = [("$inputs.data", "few.table")]
    drawn = with_loop(
        around("flow.chain", {"few": few}, edges, ["data"]),
        {"read": reading(tmp_path / "t.csv")},
        [("read.table", "loop.data")],
    )
    preview = await of(previews, drawn, "few", catalog, level=("loop",))
    assert preview.outputs["table"].column("n").to_pylist() == [0, 1, 2]
    assert preview.received["table"].num_rows == SHOWN_ROWS


@pytest.mark.parametrize("is_table", [True, False])
async def test_of_a_loop_the_first_time_is_seen_and_said_so(
    previews: LivePreviews, catalog: Catalog, tmp_path: Path, is_table: bool
) -> None:
    write(tmp_path / "t.csv", 5)
    nodes = {"read": reading(tmp_path / "t.csv"), "list": {"tool": "tables.to_records"}}
    edges = [("read.table", "list.table"), ("read.table" if is_table else "list.records", "loop.items")]
    made = around("flow.map", {"say": saying(catalog)}, [("$inputs.row", "say.item")], ["row"])
    drawn = with_loop(made, nodes, edges)
    preview = await of(previews, drawn, "say", catalog, level=("loop",))
    assert preview.received["item"] == {"n": 0, "share": 0.0, "name": "no. 0, „a\nb“"}
    assert "no. 0" in preview.outputs["text"]
    assert [notice.message for notice in preview.cut] == ["For each: only the first time is looked at"]


async def test_inside_of_what_cannot_run_it_says_why(previews: LivePreviews, catalog: Catalog, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text('a,b\n"1,2\n')
    (tmp_path / "none.csv").write_text("a,b\n")
    made = around("flow.map", {"say": saying(catalog)}, [("$inputs.row", "say.item")], ["row"])
    for name, reason in (("bad.csv", "line 2"), ("none.csv", "there are none")):
        drawn = with_loop(made, {"read": reading(tmp_path / name)}, [("read.table", "loop.items")])
        preview = await of(previews, drawn, "say", catalog, level=("loop",))
        assert reason in preview.reason, name
    drawn = with_loop(made, {"read": reading(tmp_path / "none.csv")}, [])
    assert await previews.of(RunSpec(drawn), "say", catalog, level=("loop",)) is None, "it is given nothing yet"


async def test_files_that_a_pattern_finds_are_read_where_all_are_plain(
    previews: LivePreviews, catalog: Catalog, tmp_path: Path
) -> None:
    for number in (1, 2):
        write(tmp_path / f"t-{number}.csv", 2)
    drawn = chain({"read": reading(tmp_path / "t-1.csv", others="t-*.csv")})
    preview = await of(previews, drawn, "read", catalog)
    assert preview.outputs["table"].column("origin").to_pylist() == ["t-1.csv"] * 2 + ["t-2.csv"] * 2
    (tmp_path / "t-3.csv").symlink_to("/proc/self/status")
    assert await previews.of(RunSpec(drawn), "read", catalog, asked=True) is None

"""After a run: rows are counted that no node needed to make."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pytestqt.qtbot import QtBot

from app.desktop.main_window import MainWindow
from app.desktop.run.row_counts import counted_or_why
from engine.chain.file import dump
from engine.chain.model import Chain
from engine.run.preview import preview
from nodes.frames import LazyFrame
from nodes.sdk import Context, File
from tests.desktop.conftest import Open, finish

pytestmark = pytest.mark.usefixtures("everything_is_large")
ROWS = 20_000


@pytest.fixture
def file(tmp_path: Path) -> Path:
    table = pa.table({"n": range(ROWS), "part": [f"part {number % 8}" for number in range(ROWS)]})
    pq.write_table(table, tmp_path / "data.parquet")
    nodes = {
        "read": {"tool": "tables.read", "inputs": {"file": str(tmp_path / "data.parquet")}},
        "few": {"tool": "tables.filter", "inputs": {"column": "part", "operator": "=", "value": "part 3"}},
    }
    edges = [{"from": "read.table", "to": "few.table"}]
    known = {name: {"version": "1.0.0", **node} for name, node in nodes.items()}
    path = tmp_path / "chain.iceos"
    path.write_bytes(dump(Chain.model_validate({"format": 1, "nodes": known, "edges": edges})))
    return path


def said(window: MainWindow, node: str) -> str:
    return window.controller.state.nodes[node].result


def test_a_card_says_how_many_rows_there_are(open_window: Open, qtbot: QtBot, file: Path) -> None:
    window = open_window(file)
    finish(qtbot, window, window.parts.run_commands.run)
    qtbot.waitUntil(lambda: said(window, "few") == f"{ROWS // 8:,} rows × 2 columns", timeout=60_000)
    assert window.controller.state.nodes["few"].outputs["table"]["head"][0] == ["3", "part 3"]


def test_counting_ends_when_a_run_begins_or_another_chain_is_there(
    open_window: Open, qtbot: QtBot, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, asked = threading.Event(), threading.Event()

    def late(frame: LazyFrame, ctx: Context) -> int:
        asked.set()
        while not go_on.wait(0.01):
            ctx.check_cancelled()
        return 7

    monkeypatch.setattr(LazyFrame, "count", late)
    window = open_window(file)
    for number in (1, 2):
        asked.clear()
        finish(qtbot, window, window.parts.run_commands.run)
        qtbot.waitUntil(asked.is_set, timeout=60_000)
        assert said(window, "few") == "2 columns, rows not counted", number
    window.controller.forget()
    go_on.set()
    qtbot.waitUntil(lambda: not window.parts.row_counts.is_counting, timeout=60_000)
    assert not window.controller.state.nodes


def test_it_says_why_rows_cannot_be_made(loop: None, qtbot: QtBot, tmp_path: Path) -> None:
    table = pa.table({"part": ["one", "two"]})
    pq.write_table(table, tmp_path / "data.parquet")
    frame = LazyFrame.of_file(File(path=tmp_path / "data.parquet"), table.schema, 2)
    bad = frame.query("SELECT CAST(c0 AS INTEGER) AS c0 FROM input_0", schema=pa.schema([("n", pa.int32())]))
    assert preview(bad)["text"] == "1 column, rows not counted"
    shown = asyncio.get_running_loop().create_task(counted_or_why(bad, tmp_path))
    qtbot.waitUntil(shown.done, timeout=60_000)
    assert shown.result()["text"].startswith("1 column; its rows cannot be made: ")

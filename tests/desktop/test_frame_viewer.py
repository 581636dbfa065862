"""A table whose rows are made when somebody looks at it, seen in the window."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.desktop.viewers import viewer_for
from app.desktop.viewers.frames import FrameViewer
from canvas.theme import LIGHT
from nodes.frames import LazyFrame, batches
from nodes.sdk import File

ROWS = 100_000


@pytest.fixture
def frame(tmp_path: Path) -> LazyFrame:
    table = pa.table({"n": range(ROWS), "text": [f"row {number}" for number in range(ROWS)]})
    pq.write_table(table, tmp_path / "data.parquet")
    whole = LazyFrame.of_file(File(path=tmp_path / "data.parquet"), table.schema, ROWS)
    return whole.where("c0 >= 10")


@pytest.mark.parametrize("most", [1000, 1 << 30])
def test_its_rows_are_made_and_shown(
    frame: LazyFrame, qtbot: QtBot, loop: object, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(batches, "IN_MEMORY", most)
    viewer = viewer_for(frame, LIGHT)
    assert isinstance(viewer, FrameViewer)
    qtbot.addWidget(viewer)
    viewer.show()
    assert viewer.notice.text() == "Making the rows…"
    qtbot.waitUntil(lambda: viewer.table is not None, timeout=30_000)
    qtbot.waitUntil(lambda: not viewer.notice.isVisible(), timeout=30_000)
    assert viewer.table is not None
    model = viewer.table.model
    assert model.rows == ROWS - 10
    assert model.index(ROWS - 11, 1).data(Qt.ItemDataRole.DisplayRole) == f"row {ROWS - 1}"


def test_a_file_that_has_gone_is_told(frame: LazyFrame, qtbot: QtBot, loop: object) -> None:
    Path(frame.files()[0].path).unlink()
    viewer = viewer_for(frame, LIGHT)
    assert isinstance(viewer, FrameViewer)
    qtbot.addWidget(viewer)
    qtbot.waitUntil(lambda: "has changed since it was read" in viewer.notice.text(), timeout=30_000)
    assert viewer.table is None

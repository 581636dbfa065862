"""A table whose rows are made when somebody looks at it, seen in the window."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shiboken6
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.desktop.viewers import copying, grid, table_model, tables, viewer_for
from app.desktop.viewers.copying import CellRange
from app.desktop.viewers.rows import FIRST, QuerySource
from app.desktop.viewers.tables import TableViewer
from canvas.theme import LIGHT
from nodes.frames import LazyFrame
from nodes.frames.arrangement import Arrangement
from nodes.sdk import File

ROWS = 100_000
Show = Callable[[LazyFrame], TableViewer]


@pytest.fixture
def whole(tmp_path: Path) -> LazyFrame:
    """As it lies in its file."""
    table = pa.table({"n": range(ROWS), "text": [f"row {number}" for number in range(ROWS)]})
    pq.write_table(table, tmp_path / "data.parquet", row_group_size=7000)
    return LazyFrame.of_file(File(path=tmp_path / "data.parquet"), table.schema, ROWS)


@pytest.fixture
def show(qtbot: QtBot, loop: object) -> Show:
    def shown(frame: LazyFrame) -> TableViewer:
        viewer = viewer_for(frame, LIGHT)
        assert isinstance(viewer, TableViewer)
        qtbot.addWidget(viewer)
        viewer.resize(500, 400)
        viewer.show()
        return viewer

    return shown


@pytest.fixture
def segmented(whole: LazyFrame, qtbot: QtBot, show: Show, monkeypatch: pytest.MonkeyPatch) -> TableViewer:
    """A viewer whose grid knows of a thousand rows at a time."""
    for module in (table_model, grid):
        monkeypatch.setattr(module, "SEGMENT", 1000)
    viewer = show(whole)
    qtbot.waitUntil(lambda: viewer.model.rowCount() == 1000, timeout=30_000)
    return viewer


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """All rows are made only when this is set."""
    go_on = threading.Event()
    make = QuerySource.all

    def late(self: QuerySource, *arguments: Any) -> Any:
        go_on.wait(60)
        return make(self, *arguments)

    monkeypatch.setattr(QuerySource, "all", late)
    yield go_on
    go_on.set()


def test_one_that_is_gone_says_nothing_any_more(
    whole: LazyFrame, held: threading.Event, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "_QUICK_S", 0.02)
    viewer = TableViewer(whole.where("c0 > 5"), LIGHT)
    viewer.show()
    qtbot.waitUntil(lambda: viewer.stop_button.isVisible(), timeout=30_000)
    viewer.arrange(Arrangement(pattern="7"))
    qtbot.wait(5)
    time.sleep(0.05)  # it would speak by now
    shiboken6.delete(viewer)
    qtbot.wait(100)  # what goes wrong in here fails the test


def cell(viewer: TableViewer, row: int, column: int) -> Any:
    return viewer.model.index(row, column).data(Qt.ItemDataRole.DisplayRole)


def test_its_rows_are_made_and_shown(whole: LazyFrame, qtbot: QtBot, show: Show) -> None:
    viewer = show(whole.where("c0 >= 10"))
    qtbot.waitUntil(lambda: viewer.count.text() == "99,990 rows × 2 columns", timeout=30_000)
    assert cell(viewer, 0, 1) == "row 10"
    qtbot.waitUntil(lambda: cell(viewer, ROWS - 11, 1) == f"row {ROWS - 1}", timeout=30_000)
    assert not viewer.notice.isVisible()
    assert not viewer.stop_button.isVisible()


def test_the_first_rows_are_there_at_once_and_said_to_be_that(
    whole: LazyFrame, qtbot: QtBot, show: Show, held: threading.Event
) -> None:
    viewer = show(whole.where("c0 >= 10"))
    qtbot.waitUntil(lambda: viewer.model.rowCount() == FIRST, timeout=30_000)
    assert viewer.count.text() == "2 columns"
    assert viewer.notice.text() == "These are the first rows. Making the others…"
    viewer.stop_button.click()
    assert viewer.notice.text() == "Stopped: these are the first rows, the others were not made"
    held.set()
    QTest.qWait(100)
    assert viewer.model.rowCount() == FIRST
    viewer.filter.setText("row 99999")
    told = "1 row × 2 columns, of rows that are not counted"
    qtbot.waitUntil(lambda: viewer.count.text() == told, timeout=30_000)


def test_what_lies_in_a_file_is_read_by_pages(whole: LazyFrame, qtbot: QtBot, show: Show) -> None:
    """And only what is on the screen."""
    viewer = show(whole)
    qtbot.waitUntil(lambda: cell(viewer, 0, 1) == "row 0", timeout=30_000)
    assert cell(viewer, 50_000, 1) == "…"
    assert viewer.model.number(50_000) is None
    qtbot.waitUntil(lambda: cell(viewer, 50_000, 1) == "row 50000", timeout=30_000)
    assert viewer.model.number(50_000) == 50_001
    assert len(viewer.model._pages) <= 4


def test_more_rows_than_a_grid_has_are_scrolled_over(segmented: TableViewer, qtbot: QtBot) -> None:
    """It knows of a segment of them, which moves; the bar, Ctrl+End and Ctrl+Home go over all."""
    viewer = segmented
    bar = viewer.grid.over_all
    assert bar.isVisible()
    assert not viewer.view.verticalScrollBar().isVisible()

    def top() -> str:
        return str(cell(viewer, viewer.view.rowAt(1), 1))

    bar.setValue(70_000)
    qtbot.waitUntil(lambda: top() == "row 70000", timeout=30_000)
    assert viewer.model.rowCount() == 1000
    viewer.view.setCurrentIndex(viewer.model.index(viewer.view.rowAt(1), 0))
    for _ in range(100):  # beyond the end of the segment
        QTest.keyClick(viewer.view, Qt.Key.Key_PageDown)
        QTest.qWait(1)
    qtbot.waitUntil(lambda: top() > "row 70600", timeout=30_000)
    QTest.keyClick(viewer.view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: cell(viewer, viewer.view.currentIndex().row(), 1) == f"row {ROWS - 1}", timeout=30_000)
    assert viewer.view.currentIndex().row() == 999
    QTest.keyClick(viewer.view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: top() == "row 0", timeout=30_000)
    viewer.view.selectAll()
    QGuiApplication.clipboard().clear()
    viewer.copy()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text().count("\n") == ROWS, timeout=60_000)


def click(viewer: TableViewer, row: int) -> None:
    """On the first cell of a row that is seen."""
    at = viewer.view.visualRect(viewer.model.index(row, 0)).center()
    QTest.mouseClick(viewer.view.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_what_is_selected_stays_so_beyond_a_segment(segmented: TableViewer, qtbot: QtBot) -> None:
    viewer = segmented
    rows = CellRange(0, ROWS - 1, 0, 1)
    viewer.view.selectAll()
    assert viewer.grid.selected() == [rows]
    viewer.grid.show_row(70_000)
    assert viewer.grid.selected() == [rows], "Ctrl+A, and scrolled"
    index = viewer.model.index(500, 0)
    viewer.view.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Deselect)
    assert sum(copying.cells_of([part]) for part in viewer.grid.selected()) == 2 * ROWS - 1
    click(viewer, 500)
    assert viewer.grid.selected() == [CellRange(row := 500 + viewer.model.first, row, 0, 0)], "another choice"
    viewer.grid.show_row(5)
    click(viewer, 5)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(viewer.view, Qt.Key.Key_End, both)
    assert viewer.grid.selected() == [CellRange(5, ROWS - 1, 0, 1)], "Ctrl+Shift+End"
    viewer.grid.show_row(50_000)
    click(viewer, viewer.view.rowAt(1))
    viewer.grid.show_row(90_000)
    QTest.keyClick(viewer.view, Qt.Key.Key_Down)
    assert viewer.view.currentIndex().row() + viewer.model.first == 90_001, "keys go on from where one looks"


def test_statistics_of_rows_that_are_not_made_say_why(
    whole: LazyFrame, qtbot: QtBot, show: Show, held: threading.Event
) -> None:
    viewer = show(whole.where("c0 >= 10"))
    qtbot.waitUntil(lambda: viewer.model.rowCount() == FIRST, timeout=30_000)
    viewer.stop_button.click()
    viewer.statistics.show_column(0)
    assert "not all rows were made" in [part.text() for part in viewer.panel.findChildren(QLabel)]


def test_who_stops_an_order_has_the_one_before(
    whole: LazyFrame, qtbot: QtBot, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    viewer = show(whole)
    qtbot.waitUntil(lambda: viewer.shown is not None, timeout=30_000)
    monkeypatch.setattr(QuerySource, "first", lambda *_: threading.Event().wait(2))
    viewer.view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(viewer.stop_button.isVisible, timeout=30_000)
    viewer.stop_button.click()
    assert viewer.arrangement == Arrangement()
    assert viewer.view.horizontalHeader().sortIndicatorSection() == -1
    assert cell(viewer, 0, 0) == "0"
    assert viewer.shown is not None, "all rows of that are there"


def test_sorted_filtered_and_copied_without_being_held(whole: LazyFrame, qtbot: QtBot, show: Show) -> None:
    viewer = show(whole)
    viewer.arrange(Arrangement(pattern="99", column=1, sorted_by=0, descending=True))
    found = [number for number in range(ROWS) if "99" in str(number)][::-1]
    told = f"{len(found):,} of 100,000 rows × 2 columns"
    qtbot.waitUntil(lambda: viewer.count.text() == told, timeout=30_000)
    assert [cell(viewer, row, 0) for row in range(3)] == [str(number) for number in found[:3]]
    assert viewer.model.number(0) == found[0] + 1
    viewer.view.selectColumn(0)
    QGuiApplication.clipboard().clear()
    viewer.copy()
    qtbot.waitUntil(lambda: bool(QGuiApplication.clipboard().text()), timeout=30_000)
    assert QGuiApplication.clipboard().text().split() == [str(number) for number in found]


def test_a_file_that_has_gone_is_told(whole: LazyFrame, qtbot: QtBot, show: Show) -> None:
    Path(whole.files()[0].path).unlink()
    viewer = show(whole.where("c0 >= 10"))
    qtbot.waitUntil(lambda: "has changed since it was read" in viewer.notice.text(), timeout=30_000)
    assert viewer.model.rowCount() == 0


def test_what_was_made_goes_with_the_viewer(
    whole: LazyFrame, qtbot: QtBot, loop: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    viewer = viewer_for(whole.where("c0 >= 10"), LIGHT)
    assert isinstance(viewer, TableViewer)
    for pattern in ("1", "22"):
        viewer.arrange(Arrangement(pattern=pattern))
        qtbot.waitUntil(lambda pattern=pattern: viewer._is_whole and viewer._seen.pattern == pattern, timeout=30_000)
    (folder,) = tmp_path.glob("iceos-rows-*")
    qtbot.waitUntil(lambda: len([*folder.glob("*/*.parquet")]) == 1, timeout=30_000)
    shiboken6.delete(viewer)
    qtbot.waitUntil(lambda: not folder.exists(), timeout=30_000)

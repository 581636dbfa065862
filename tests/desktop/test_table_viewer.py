"""A table as a person looks at it: what is copied, counted and told is what the cells hold."""

from __future__ import annotations

import csv
import io
import threading
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.viewers import choose, copying, rows, tables
from app.desktop.viewers.copying import CellRange
from app.desktop.viewers.rows import HeldRows
from app.desktop.viewers.statistics_panel import Histogram
from app.desktop.viewers.table_menus import plain
from app.desktop.viewers.tables import TableViewer
from app.desktop.viewers.texts import TextViewer
from canvas.theme import DARK, LIGHT
from nodes.frames.arrangement import Arrangement, Cell

SELECT = QItemSelectionModel.SelectionFlag.Select
Shown = Callable[[pa.Table], TableViewer]


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    def show(table: pa.Table) -> TableViewer:
        viewer = TableViewer(table, LIGHT)
        qtbot.addWidget(viewer)
        viewer.show()
        viewer.view.setFocus()
        return viewer

    return show


def copied(qtbot: QtBot, viewer: TableViewer) -> list[list[str]]:
    """Ctrl+C, and what a spreadsheet makes of it."""
    QGuiApplication.clipboard().clear()
    QTest.keyClick(viewer.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(QGuiApplication.clipboard().text()), timeout=30_000)
    return list(csv.reader(io.StringIO(QGuiApplication.clipboard().text()), "excel-tab"))


@pytest.fixture
def table() -> pa.Table:
    return pa.table(
        {
            "x": [286.47249999999997, None, 1e-7, 12345678901234567890.0],
            "t": ["a\tb", 'say "x"', "two\nlines", "–"],
            "n": [2**53 + 1, 2, None, -1],
        }
    )


def test_what_is_copied_is_what_the_cells_hold(shown: Shown, qtbot: QtBot, table: pa.Table) -> None:
    """Not the rounded text that is seen."""
    viewer = shown(table)
    viewer.view.selectAll()
    assert copied(qtbot, viewer) == [
        ["286.47249999999997", "a\tb", "9007199254740993"],
        ["", 'say "x"', "2"],
        ["1e-07", "two\nlines", ""],
        ["1.2345678901234567e+19", "–", "-1"],
    ]


def test_rows_are_copied_in_the_order_that_is_seen(shown: Shown, qtbot: QtBot, table: pa.Table) -> None:
    viewer = shown(table)
    with qtbot.waitSignal(viewer.model.modelReset):
        viewer.view.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    viewer.view.selectColumn(1)
    assert copied(qtbot, viewer) == [["–"], ['say "x"'], ["a\tb"], ["two\nlines"]]
    with qtbot.waitSignal(viewer.model.modelReset):
        viewer.filter.setText("SAY")
    viewer.view.selectAll()
    assert copied(qtbot, viewer) == [["", 'say "x"', "2"]]


def test_cells_apart_keep_their_places(shown: Shown, qtbot: QtBot, table: pa.Table) -> None:
    viewer = shown(table)
    for row, column in ((0, 0), (3, 2), (3, 1)):
        viewer.view.selectionModel().select(viewer.model.index(row, column), SELECT)
    assert copied(qtbot, viewer) == [["286.47249999999997", "", ""], ["", "–", "-1"]]


def test_rows_are_found_sorted_and_copied_beside_the_window(
    shown: Shown, qtbot: QtBot, table: pa.Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many there are."""
    threads = set[str]()

    def noted(work: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            threads.add(threading.current_thread().name)
            return work(*arguments)

        return call

    monkeypatch.setattr(rows, "positions", noted(rows.positions))
    monkeypatch.setattr(tables, "delimited", noted(tables.delimited))
    viewer = shown(table)
    with qtbot.waitSignal(viewer.model.modelReset):
        viewer.filter.setText("a")
    with qtbot.waitSignal(viewer.model.modelReset):
        viewer.view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    viewer.view.selectAll()
    copied(qtbot, viewer)
    assert threads
    assert threading.main_thread().name not in threads


def test_what_is_asked_last_is_shown(shown: Shown, qtbot: QtBot) -> None:
    """Whatever was asked before and came later."""
    viewer = shown(pa.table({"t": [f"row {number}" for number in range(20_000)]}))
    for pattern in ("1", "12", "123", "1234", "12345"):
        viewer.arrange(Arrangement(pattern=pattern))
    qtbot.waitUntil(lambda: viewer.model.rows.count == 1, timeout=30_000)
    qtbot.waitUntil(lambda: viewer.count.text().startswith("1 of"), timeout=30_000)
    QTest.qWait(50)
    assert viewer.model.rows.count == 1


@pytest.mark.parametrize("order", [None, [2, 0, 1]])
def test_a_value_of_any_kind_is_copied(order: list[int] | None) -> None:
    import datetime as dt
    import decimal

    values: list[list[Any]] = [
        [dt.datetime(2026, 1, 2, 3, 4, 5, 6), None, dt.datetime(1970, 1, 1)],
        [decimal.Decimal("1.10"), decimal.Decimal("0.00"), None],
        [b"\xff", b"", None],
        [[1, None], [], None],
        [True, False, None],
    ]
    table = pa.table([pa.array(column) for column in values], [f"c{n}" for n in range(len(values))])
    numbers = order and pa.array(order, pa.int64())
    text = copying.delimited(HeldRows(table, numbers), [CellRange(0, 2, 0, len(values) - 1)])
    rows = list(csv.reader(io.StringIO(text), "excel-tab"))
    first = rows[(order or [0, 1, 2]).index(0)]
    assert first == [
        "2026-01-02 03:04:05.000006",
        "1.10",
        "/w==",
        "[1, null]",
        "true",
    ]


def test_headings_are_copied_with_shift(shown: Shown, qtbot: QtBot, table: pa.Table) -> None:
    viewer = shown(table)
    viewer.view.selectColumn(2)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QGuiApplication.clipboard().clear()
    QTest.keyClick(viewer.view, Qt.Key.Key_C, both)
    qtbot.waitUntil(lambda: bool(QGuiApplication.clipboard().text()), timeout=30_000)
    assert QGuiApplication.clipboard().text() == 'n\n9007199254740993\n2\n""\n-1\n'


def test_hidden_columns_are_not_copied(shown: Shown, qtbot: QtBot, table: pa.Table) -> None:
    viewer = shown(table)
    viewer.view.setColumnHidden(1, True)
    viewer.view.selectAll()
    assert copied(qtbot, viewer)[3] == ["1.2345678901234567e+19", "-1"]


def test_more_than_a_clipboard_takes_is_refused(
    shown: Shown, qtbot: QtBot, table: pa.Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "_MOST_COPIED", 11)
    viewer = shown(table)
    viewer.view.selectAll()
    QGuiApplication.clipboard().setText("as before")
    viewer.copy()
    qtbot.waitUntil(lambda: "more than 11 cells" in viewer.notice.text(), timeout=30_000)
    assert QGuiApplication.clipboard().text() == "as before"


def entry(menu: QMenu, text: str) -> QAction:
    return next(action for action in menu.actions() if action.text().startswith(text))


def menu_at(viewer: TableViewer, place: QWidget, x: int, y: int) -> QMenu:
    """The menu that a right click opens."""
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(x, y), place.mapToGlobal(QPoint(x, y)))
    QGuiApplication.sendEvent(place, event)
    return viewer.view.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)[-1]


def test_a_cell_keeps_the_rows_that_are_like_it(shown: Shown, qtbot: QtBot) -> None:
    viewer = shown(pa.table({"sort": ["a", "b", None, "a"], "n": [1, 2, 3, 4]}))
    at = viewer.view.visualRect(viewer.model.index(3, 0)).center()
    menu = menu_at(viewer, viewer.view.viewport(), at.x(), at.y())
    with qtbot.waitSignal(viewer.model.modelReset):
        entry(menu, "Only rows where sort is a").trigger()
    assert viewer.arrangement.same_as == Cell(4, 0)
    assert [viewer.model.number(row) for row in range(viewer.model.rowCount())] == [1, 4]
    assert viewer.condition.isVisible()
    assert viewer.condition.text() == "Only rows where sort is a"
    with qtbot.waitSignal(viewer.model.modelReset):
        viewer.condition.click()
    assert viewer.model.rowCount() == 4
    assert not viewer.condition.isVisible()


def test_a_heading_sorts_filters_hides_and_tells(shown: Shown, qtbot: QtBot) -> None:
    viewer = shown(pa.table({"n": [2, 1, None, 3], "text": ["1", "b", "c", "d"]}))
    header = viewer.view.horizontalHeader()
    x = header.sectionViewportPosition(0) + 5
    with qtbot.waitSignal(viewer.model.modelReset):
        entry(menu_at(viewer, header.viewport(), x, 5), "Sort descending").trigger()
    assert [viewer.model.value(row, 0) for row in range(4)] == [3, 2, 1, None]
    assert header.sortIndicatorSection() == 0
    with qtbot.waitSignal(viewer.model.modelReset):
        entry(menu_at(viewer, header.viewport(), x, 5), "In the order of the table").trigger()
    assert [viewer.model.value(row, 0) for row in range(4)] == [2, 1, None, 3]
    entry(menu_at(viewer, header.viewport(), x, 5), "Filter this column").trigger()
    assert viewer.filter.placeholderText() == "Filter n"
    with qtbot.waitSignal(viewer.model.modelReset):
        viewer.filter.setText("1")
    assert [viewer.model.value(row, 1) for row in range(viewer.model.rowCount())] == ["b"]
    with qtbot.waitSignal(viewer.model.modelReset):
        viewer.filter.clear()
    entry(menu_at(viewer, header.viewport(), x, 5), "Hide").trigger()
    assert viewer.view.isColumnHidden(0)
    x = header.sectionViewportPosition(1) + 5
    entry(menu_at(viewer, header.viewport(), x, 5), "Show hidden columns").trigger()
    assert not viewer.view.isColumnHidden(0)


def words(viewer: TableViewer) -> list[str]:
    return [part.text() for part in viewer.panel.findChildren(QLabel)]


def test_statistics_are_of_all_rows_that_are_seen(shown: Shown, qtbot: QtBot) -> None:
    count = 300_000
    viewer = shown(pa.table({"n": range(count), "half": [n % 2 for n in range(count)]}))
    viewer.statistics.show_column(0)
    qtbot.waitUntil(lambda: "300,000" in words(viewer), timeout=30_000)
    assert "299,999" in words(viewer)
    (histogram,) = viewer.panel.findChildren(Histogram)
    assert histogram.words_at(histogram.width() - 1).endswith("299999: 12,500")
    viewer.arrange(Arrangement(same_as=Cell(1, 1)))
    qtbot.waitUntil(lambda: "150,000" in words(viewer), timeout=30_000)
    assert "299,998" in words(viewer)


@pytest.mark.parametrize(
    ("values", "lines"),
    [
        ([1.0, 2.0, 3.0, None], ["1 … 3, mean 2", "1 missing"]),
        ([5, 5, 5], ["5 … 5, mean 5"]),
        ([None, None], ["2 missing"]),
        ([[1], [2]], ["1 × [1]"]),
        ([True, False, True], ["2 × true"]),
        (["a", "b", "a"], ["2 × a", "1 × b"]),
        ([float("nan"), 1.0], ["1 … 1, mean 1", "1 not finite (NaN, infinity)"]),
    ],
    ids=str,
)
def test_a_heading_that_is_pointed_at_tells_of_its_values(
    shown: Shown, qtbot: QtBot, values: list[Any], lines: list[str]
) -> None:
    viewer = shown(pa.table({"n": values}))
    header = viewer.view.horizontalHeader().viewport()
    at = QPoint(10, 5)
    QToolTip.hideText()
    QGuiApplication.sendEvent(header, QHelpEvent(QEvent.Type.ToolTip, at, header.mapToGlobal(at)))
    qtbot.waitUntil(lambda: all(line in QToolTip.text() for line in lines), timeout=30_000)


NANOSECONDS = pa.array([1_700_000_000_123_456_789, None], pa.int64()).cast(pa.timestamp("ns"))
FAR = pa.array([2**62, None], pa.int64())


@pytest.mark.parametrize(
    "column",
    [
        NANOSECONDS,
        FAR.cast(pa.timestamp("s")),
        pa.array([2**31 - 2, None], pa.int32()).cast(pa.date32()),
        FAR.cast(pa.duration("s")),
        pa.array([0, None], pa.int64()).cast(pa.timestamp("us", "Not/A_Zone")),
        pa.array(["a", None], pa.string_view()),
        pa.array([[1, None], None]),
        pa.array([1.5, None], pa.float16()),
        pa.nulls(2),
    ],
    ids=lambda column: str(column.type),
)
def test_a_value_of_any_kind_is_seen_sorted_and_copied(shown: Shown, qtbot: QtBot, column: pa.Array) -> None:
    viewer = shown(pa.table({"a": column}))
    assert viewer.model.index(0, 0).data()
    assert viewer.model.index(1, 0).data() == "–"
    with qtbot.waitSignal(viewer.model.modelReset):
        viewer.view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert [viewer.model.number(row) for row in range(2)] == [1, 2]
    viewer.view.selectAll()
    copied(qtbot, viewer)


def test_what_has_no_viewer_says_so(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    """And is not left in the place of another."""

    def broken(*_: object) -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr(choose, "TableViewer", broken)
    viewer = choose.viewer_for(pa.table({"a": [1]}), LIGHT)
    qtbot.addWidget(viewer)
    assert isinstance(viewer, TextViewer)
    assert "it cannot be shown: a fault" in viewer.toPlainText()


def test_hidden_columns_come_back_from_any_menu(shown: Shown, qtbot: QtBot) -> None:
    viewer = shown(pa.table({"a": [1], "b": [2]}))
    for column in range(2):
        viewer.view.setColumnHidden(column, True)
    header = viewer.view.horizontalHeader()
    entry(menu_at(viewer, header.viewport(), 5, 5), "Show hidden columns").trigger()
    assert not viewer.view.isColumnHidden(0)


def test_one_cell_is_copied_as_it_is(shown: Shown, qtbot: QtBot) -> None:
    viewer = shown(pa.table({"a": ['{"a": 1}']}))
    viewer.view.selectAll()
    viewer.copy()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == '{"a": 1}', timeout=30_000)


def test_cells_between_ranges_count() -> None:
    assert copying.cells_of([CellRange(0, 149_999, 0, 0), CellRange(5, 5, 0, 59)]) == 150_000 * 60
    assert copying.cells_of([CellRange(0, 9, 0, 0), CellRange(20, 29, 0, 0), CellRange(5, 24, 1, 1)]) == 60


def test_other_colours_leave_what_is_looked_at(shown: Shown, qtbot: QtBot) -> None:
    viewer = shown(pa.table({"a": [1, 2, 3]}))
    with qtbot.waitSignal(viewer.model.modelReset):
        viewer.arrange(Arrangement(pattern="2"))
    viewer.set_theme(DARK)
    assert viewer.model.rowCount() == 1
    assert viewer.model._theme is DARK


def test_names_are_made_fit_for_menus() -> None:
    assert plain("a & b\n\tc") == "a && b c"
    assert plain("x" * 50) == "x" * 40 + "…"

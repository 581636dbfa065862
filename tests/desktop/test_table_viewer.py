"""A table as a person looks at it: what is copied, counted and told is what the cells hold."""

from __future__ import annotations

import csv
import io
import threading
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.desktop.viewers import copying, distribution, tables
from app.desktop.viewers.copying import CellRange
from app.desktop.viewers.tables import TableViewer
from canvas.theme import LIGHT

SELECT = QItemSelectionModel.SelectionFlag.Select
Shown = Callable[[pa.Table], TableViewer]


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    def show(table: pa.Table) -> TableViewer:
        viewer = TableViewer(table, LIGHT)
        qtbot.addWidget(viewer)
        viewer.show()
        viewer.grid.setFocus()
        return viewer

    return show


def copied(qtbot: QtBot, viewer: TableViewer) -> list[list[str]]:
    """Ctrl+C, and what a spreadsheet makes of it."""
    QGuiApplication.clipboard().clear()
    QTest.keyClick(viewer.grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
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
    viewer.grid.selectAll()
    assert copied(qtbot, viewer) == [
        ["286.47249999999997", "a\tb", "9007199254740993"],
        ["", 'say "x"', "2"],
        ["1e-07", "two\nlines", ""],
        ["1.2345678901234567e+19", "–", "-1"],
    ]


def test_rows_are_copied_in_the_order_that_is_seen(shown: Shown, qtbot: QtBot, table: pa.Table) -> None:
    viewer = shown(table)
    with qtbot.waitSignal(viewer.model.modelReset):
        viewer.grid.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    viewer.grid.selectColumn(1)
    assert copied(qtbot, viewer) == [["–"], ['say "x"'], ["a\tb"], ["two\nlines"]]
    with qtbot.waitSignal(viewer.model.modelReset):
        viewer.filter.setText("SAY")
    viewer.grid.selectAll()
    assert copied(qtbot, viewer) == [["", 'say "x"', "2"]]


def test_cells_apart_keep_their_places(shown: Shown, qtbot: QtBot, table: pa.Table) -> None:
    viewer = shown(table)
    for row, column in ((0, 0), (3, 2), (3, 1)):
        viewer.grid.selectionModel().select(viewer.model.index(row, column), SELECT)
    assert copied(qtbot, viewer) == [["286.47249999999997", "", ""], ["", "–", "-1"]]


def test_a_column_of_a_part_says_so() -> None:
    count = distribution._ROWS + 1
    told = distribution.distribution(pa.chunked_array([pa.array(range(count))]))
    assert told.splitlines()[-1] == "of the first 200,000 rows of 200,001"
    assert "of the first" not in distribution.distribution(pa.chunked_array([pa.array(range(count - 1))]))


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

    for name in ("_matching", "_sorted", "delimited"):
        monkeypatch.setattr(tables, name, noted(getattr(tables, name)))
    viewer = shown(table)
    with qtbot.waitSignal(viewer.model.modelReset):
        viewer.filter.setText("a")
    with qtbot.waitSignal(viewer.model.modelReset):
        viewer.grid.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    viewer.grid.selectAll()
    copied(qtbot, viewer)
    assert threads
    assert threading.main_thread().name not in threads


def test_what_is_asked_last_is_shown(shown: Shown, qtbot: QtBot) -> None:
    """Whatever was asked before and came later."""
    viewer = shown(pa.table({"t": [f"row {number}" for number in range(20_000)]}))
    for pattern in ("1", "12", "123", "1234", "12345"):
        viewer.model.filter(pattern)
    qtbot.waitUntil(lambda: viewer.model.rows == 1, timeout=30_000)
    qtbot.waitUntil(lambda: viewer._count.text().startswith("1 of"), timeout=30_000)
    QTest.qWait(50)
    assert viewer.model.rows == 1


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
    text = copying.delimited(table, numbers, [CellRange(0, 2, 0, len(values) - 1)])
    rows = list(csv.reader(io.StringIO(text), "excel-tab"))
    first = rows[(order or [0, 1, 2]).index(0)]
    assert first == [
        "2026-01-02 03:04:05.000006",
        "1.10",
        "/w==",
        "[1, null]",
        "true",
    ]

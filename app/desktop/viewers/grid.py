"""A grid over more rows than Qt's own can have: it knows of a segment of them, and a scroll bar goes over all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QScrollBar, QTableView, QWidget

from app.desktop.viewers.copying import CellRange
from app.desktop.viewers.table_model import SEGMENT, TableModel

_WIDEST = 320


class _Table(QTableView):
    copy_wanted = Signal(bool)
    """With headings, or not."""
    end_wanted = Signal(bool)
    """The last row of all, or the first."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = Qt.KeyboardModifier.ControlModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit(False)
        elif event.key() == Qt.Key.Key_C and event.modifiers() == control | Qt.KeyboardModifier.ShiftModifier:
            self.copy_wanted.emit(True)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and event.modifiers() == control:
            self.end_wanted.emit(event.key() == Qt.Key.Key_End)
        else:
            super().keyPressEvent(event)


class Grid(QWidget):
    """`view` is what has the keyboard. Rows of the model are those of the segment."""

    def __init__(self, model: TableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.view = _Table()
        self.view.setModel(model)
        self.view.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.view.setAlternatingRowColors(True)
        self.view.setWordWrap(False)
        self.view.setShowGrid(False)
        self.view.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.view.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        self.view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.view.horizontalHeader().setHighlightSections(False)
        self.over_all = QScrollBar(Qt.Orientation.Vertical)
        self.over_all.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.view, 1)
        row.addWidget(self.over_all)
        model.modelReset.connect(self._on_reset)
        bar = self.view.verticalScrollBar()
        bar.valueChanged.connect(self._on_scrolled)
        bar.rangeChanged.connect(lambda *_: self._fit_bar())
        self.over_all.valueChanged.connect(self.show_row)
        self.view.end_wanted.connect(self._go_to_end)
        self._following = False
        """A bar moves because the other one was moved."""

    def fit_columns(self) -> None:
        """Widths from the headings and the first rows, as far as these are there."""
        measure = self.view.fontMetrics().horizontalAdvance
        for column in range(self._model.columnCount()):
            texts = self._model.headerData(column, Qt.Orientation.Horizontal).split("\n")
            rows = range(min(30, self._model.rowCount()))
            texts += [self._model.data(self._model.index(row, column)) for row in rows]
            self.view.setColumnWidth(column, min(_WIDEST, max(measure(str(text)) for text in texts) + 30))

    def show_row(self, row: int) -> None:
        """Let a row, of all from 0, be the first that is seen."""
        if self._following:
            return
        self._following = True
        last = self._model.rows.count - SEGMENT
        at, page = row - self._model.first, self.view.verticalScrollBar().pageStep()
        if (at < page and self._model.first > 0) or (at + 2 * page > SEGMENT and self._model.first < last):
            current = self.view.currentIndex()
            number, column = current.row() + self._model.first, current.column()
            self._model.move(row - SEGMENT // 2)
            if current.isValid() and 0 <= number - self._model.first < SEGMENT:
                index = self._model.index(number - self._model.first, column)
                self.view.selectionModel().setCurrentIndex(index, self.view.selectionModel().SelectionFlag.NoUpdate)
        self.view.verticalScrollBar().setValue(row - self._model.first)
        self.over_all.setValue(row)
        self._following = False

    def _go_to_end(self, is_last: bool) -> None:
        row = self._model.rows.count - 1 if is_last else 0
        column = self._model.columnCount() - 1 if is_last else 0
        self.show_row(row)
        self.view.setCurrentIndex(self._model.index(row - self._model.first, column))

    def selected(self) -> list[CellRange]:
        """What is selected, in rows as they are seen, of all from 0. All of a segment stands for all."""
        chosen = self.view.selectionModel().selection()
        ranges = []
        for number in range(chosen.count()):
            part = chosen.at(number)
            top, bottom = part.top() + self._model.first, part.bottom() + self._model.first
            if part.top() == 0 and part.bottom() == self._model.rowCount() - 1:
                top, bottom = 0, self._model.rows.count - 1
            ranges += [CellRange(top, bottom, left, right) for left, right in self._seen(part.left(), part.right())]
        return ranges

    def _seen(self, left: int, right: int) -> Sequence[tuple[int, int]]:
        """The columns of a range that are not hidden, as ranges."""
        seen: list[tuple[int, int]] = []
        for column in range(left, right + 1):
            if self.view.isColumnHidden(column):
                continue
            if seen and seen[-1][1] == column - 1:
                seen[-1] = (seen[-1][0], column)
            else:
                seen.append((column, column))
        return seen

    def _on_reset(self) -> None:
        is_large = self._model.rows.count > SEGMENT
        self.over_all.setVisible(is_large)
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if is_large else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.view.setVerticalScrollBarPolicy(policy)
        self._fit_bar()

    def _fit_bar(self) -> None:
        page = max(self.view.verticalScrollBar().pageStep(), 1)
        self.over_all.setPageStep(page)
        following, self._following = self._following, True
        self.over_all.setRange(0, max(min(self._model.rows.count - page, 2**31 - 1), 0))
        self._following = following

    def _on_scrolled(self, value: int) -> None:
        if not self._following and self.over_all.isVisible():
            QTimer.singleShot(0, self.view, lambda: self.show_row(value + self._model.first))

"""A grid over more rows than Qt's own can have: it knows of a segment of them, and a scroll bar goes over all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QScrollBar, QTableView, QWidget

from app.desktop.viewers.copying import CellRange
from app.desktop.viewers.table_model import SEGMENT, Index, TableModel

_WIDEST = 320
_LOOKED_AT = 100
"""Columns whose first values are looked at, for their widths."""


class _Table(QTableView):
    copy_wanted = Signal(bool)
    """With headings, or not."""
    end_wanted = Signal(bool, bool)
    """The last row of all, or the first; with all up to there, or not."""
    all_wanted = Signal()
    chosen_anew = Signal()
    """What was selected is not any more."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit(False)
        elif event.key() == Qt.Key.Key_C and event.modifiers() == control | shift:
            self.copy_wanted.emit(True)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and event.modifiers() & ~shift == control:
            self.end_wanted.emit(event.key() == Qt.Key.Key_End, bool(event.modifiers() & shift))
        else:
            super().keyPressEvent(event)

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        command = super().selectionCommand(index, event)
        if command & QItemSelectionModel.SelectionFlag.Clear:
            self.chosen_anew.emit()
        return command

    def selectAll(self) -> None:
        super().selectAll()
        self.all_wanted.emit()


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
        self.view.setTabKeyNavigation(False)
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
        self._selecting = False
        self._beyond: list[CellRange] = []
        """What is selected before and after the segment."""
        self.view.all_wanted.connect(self._select_all)
        self.view.chosen_anew.connect(self._forget_beyond)

    def fit_columns(self) -> None:
        """Widths from the headings and the first rows, as far as these are there."""
        measure = self.view.fontMetrics().horizontalAdvance
        for column in range(self._model.columnCount()):
            texts = self._model.headerData(column, Qt.Orientation.Horizontal).split("\n")
            rows = range(min(30, self._model.rowCount()) if column < _LOOKED_AT else 0)
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
            self._move_segment(row)
        self.view.verticalScrollBar().setValue(row - self._model.first)
        self.over_all.setValue(row)
        self._following = False

    def _move_segment(self, row: int) -> None:
        """Let the segment lie around a row; what is selected stays so, beyond it, too."""
        ranges, current = self.selected(), self.view.currentIndex()
        number, column = current.row() + self._model.first, max(current.column(), 0)
        self._model.move(row - SEGMENT // 2)
        if not (current.isValid() and 0 <= number - self._model.first < SEGMENT):
            number = row  # from which keys go on
        self._select(ranges, number, column)

    def _select(self, ranges: Sequence[CellRange], row: int, column: int) -> None:
        """Select cells, by rows of all; those beyond the segment are remembered. Keys go on from a row and column."""
        self._selecting = True
        chosen, last = QItemSelection(), self._model.rowCount() - 1
        for part in ranges:
            top, bottom = max(part.top - self._model.first, 0), min(part.bottom - self._model.first, last)
            if top <= bottom:
                chosen.select(self._model.index(top, part.left), self._model.index(bottom, part.right))
        self.view.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        index = self._model.index(row - self._model.first, column)
        self.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self._beyond = [*self._outside(ranges)]
        self._selecting = False

    def _outside(self, ranges: Sequence[CellRange]) -> Iterator[CellRange]:
        """Those parts of ranges that lie before and after the segment."""
        first, last = self._model.first, self._model.first + self._model.rowCount() - 1
        for part in ranges:
            if part.top < first:
                yield part._replace(bottom=min(part.bottom, first - 1))
            if part.bottom > last:
                yield part._replace(top=max(part.top, last + 1))

    def _forget_beyond(self) -> None:
        if not self._selecting:
            self._beyond = []

    def _select_all(self) -> None:
        if self._model.rows.count > self._model.rowCount() and (columns := self._model.columnCount()):
            self._beyond = [*self._outside([CellRange(0, self._model.rows.count - 1, 0, columns - 1)])]

    def _go_to_end(self, is_last: bool, is_extended: bool) -> None:
        count, columns, current = self._model.rows.count, self._model.columnCount(), self.view.currentIndex()
        if not count or not columns:
            return
        row, column = (count - 1, columns - 1) if is_last else (0, 0)
        anchor, anchor_column = max(current.row(), 0) + self._model.first, max(current.column(), 0)
        self.show_row(row)
        index = self._model.index(row - self._model.first, column)
        if not is_extended:
            self.view.setCurrentIndex(index)
            return
        columns_between = sorted((anchor_column, column))
        self._select([CellRange(*sorted((anchor, row)), *columns_between)], row, column)

    def selected(self) -> list[CellRange]:
        """What is selected and not hidden, in rows as they are seen, of all from 0."""
        chosen = self.view.selectionModel().selection()
        first = self._model.first
        parts = [chosen.at(number) for number in range(chosen.count())]
        ranges = [CellRange(p.top() + first, p.bottom() + first, p.left(), p.right()) for p in parts]
        visible = [
            part._replace(left=left, right=right)
            for part in (*ranges, *self._beyond)
            for left, right in self._seen(part.left, part.right)
        ]
        return _joined(visible)

    def _seen(self, left: int, right: int) -> Sequence[tuple[int, int]]:
        """The columns of a range that are not hidden, as ranges."""
        columns: list[tuple[int, int]] = []
        for column in range(left, right + 1):
            if self.view.isColumnHidden(column):
                continue
            if columns and columns[-1][1] == column - 1:
                columns[-1] = (columns[-1][0], column)
            else:
                columns.append((column, column))
        return columns

    def _on_reset(self) -> None:
        if not self._following:  # other rows
            self._beyond = []
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


def _joined(ranges: Sequence[CellRange]) -> list[CellRange]:
    """The same cells, ranges of the same columns that follow each other in one."""
    joined: list[CellRange] = []
    for part in sorted(ranges, key=lambda part: (part.left, part.right, part.top)):
        before = joined[-1] if joined else None
        if before is not None and before[2:] == part[2:] and part.top == before.bottom + 1:
            joined[-1] = before._replace(bottom=part.bottom)
        else:
            joined.append(part)
    return joined

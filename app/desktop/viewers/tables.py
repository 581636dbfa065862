"""A table as a grid that shows only what is on screen, with sorting and a filter computed by pyarrow."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLabel, QLineEdit, QTableView, QVBoxLayout, QWidget

from app.desktop.background import Tasks
from app.desktop.viewers.copying import CellRange, delimited
from app.desktop.viewers.distribution import distribution
from canvas.language import reported, tr
from canvas.plain import tip
from canvas.theme import Theme
from engine.run.preview import dimensions

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_WIDEST, _LONGEST = 320, 300
_CELLS = 4000
"""So many values are held: those of a screen."""


class ArrowModel(QAbstractTableModel):
    """A `pyarrow.Table`, read cell by cell. `order` are row numbers after sorting and filtering, or None.

    Sorting and filtering take their time beside the window.
    """

    busy = Signal(bool)
    """Rows are looked for, or were found."""

    def __init__(self, table: Any, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._columns = [self._table.column(i) for i in range(table.num_columns)]
        self._cells: dict[tuple[int, int], Any] = {}
        self._theme = theme
        self._distributions: dict[int, str] = {}
        self._order: Any = None
        self._tasks = Tasks(self, lambda _: None)
        self._arranging: asyncio.Task[None] | None = None
        self._arranged_by: tuple[str, tuple[int, bool] | None] = ("", None)
        """The filter and the column to sort by that the rows are, or will be, arranged by."""
        self._sorted: tuple[int, bool] | None = None
        self._pattern = ""

    @property
    def rows(self) -> int:
        if self._order is None:
            return int(self._table.num_rows)
        return len(self._order)

    def rowCount(self, parent: Index = _NONE) -> int:
        if parent.isValid():
            return 0  # a cell has no rows
        return min(self.rows, 2**31 - 1)

    def columnCount(self, parent: Index = _NONE) -> int:
        if parent.isValid():
            return 0
        return len(self._columns)

    def _row(self, number: int) -> int:
        """The row of the table that is shown as this one."""
        if self._order is None:
            return number
        return int(self._order[number].as_py())

    def _value(self, row: int, column: int) -> Any:
        """What a cell holds. Asked for several times while it is painted, and not quick in a table of many parts."""
        if (row, column) not in self._cells:
            if len(self._cells) >= _CELLS:
                self._cells.clear()
            self._cells[row, column] = self._columns[column][row].as_py()
        return self._cells[row, column]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column = self._columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            if _is_number(column.type):
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.ForegroundRole):
            return None
        value = self._value(self._row(index.row()), index.column())
        if role == Qt.ItemDataRole.ForegroundRole:
            if value is None:
                return self._theme.soft
            return None
        text = _text(value)
        if role == Qt.ItemDataRole.DisplayRole:
            return _shorten(text)
        if len(text) > 30:
            return tip(text[:2000])
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if orientation == Qt.Orientation.Vertical:
            if role != Qt.ItemDataRole.DisplayRole:
                return None
            return str(self._row(section) + 1)
        field = self._table.schema.field(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{field.name}\n{field.type}"
        if role != Qt.ItemDataRole.ToolTipRole:
            return None
        if section not in self._distributions:
            self._distributions[section] = distribution(self._columns[section])
        return tip(f"{field.name}: {field.type}\n{self._distributions[section]}")

    def text_of(self, ranges: Sequence[CellRange]) -> str:
        """What the cells hold, as `copying.as_text`. Blocks."""
        return delimited(self._table, self._order, ranges)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted = None
        if column >= 0:
            self._sorted = (column, order == Qt.SortOrder.AscendingOrder)
        self._arrange()

    def filter(self, pattern: str) -> None:
        """Keep the rows in which some column contains `pattern`, small and capital letters alike."""
        self._pattern = pattern.strip()
        self._arrange()

    def _arrange(self) -> None:
        """Find the rows that are to be seen, and in which order; meanwhile what was there stays."""
        wanted = (self._pattern, self._sorted)
        if wanted == self._arranged_by:
            return
        self._arranged_by = wanted
        self.busy.emit(True)
        self._arranging = self._tasks.start(self._find_rows(), instead_of=self._arranging)

    async def _find_rows(self) -> None:
        order = await asyncio.to_thread(_arranged, self._columns, self._pattern, self._sorted)
        self.beginResetModel()
        self._order = order
        self.endResetModel()
        self.busy.emit(False)


def _arranged(columns: Sequence[Any], pattern: str, sorting: tuple[int, bool] | None) -> Any:
    """The numbers of the rows in which `pattern` stands, sorted by a column and whether it ascends; None for all."""
    order = None
    if pattern:
        order = _matching(columns, pattern)
    if sorting is not None:
        order = _sorted(columns[sorting[0]], sorting[1], order)
    return order


def _matching(columns: Sequence[Any], pattern: str) -> Any:
    """The numbers of the rows that the filter keeps."""
    import pyarrow as pa
    import pyarrow.compute as pc

    masks = []
    for column in columns:
        try:
            mask = pc.match_substring(column.cast(pa.string()), pattern, ignore_case=True)
        except pa.ArrowException:
            continue  # a nested column has no text
        masks.append(pc.fill_null(mask, False))
    if not masks:
        return pa.array([], pa.int64())
    return pc.indices_nonzero(functools.reduce(pc.or_, masks)).cast(pa.int64())


def _sorted(values: Any, ascending: bool, order: Any) -> Any:
    """The rows of `order`, or all where it is None, by the values of a column."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if order is not None:
        values = values.take(order)
    direction = "ascending" if ascending else "descending"
    try:
        indices = pc.sort_indices(values, sort_keys=[("", direction)]).cast(pa.int64())
    except (pa.ArrowException, TypeError):
        return order  # a nested column has no order
    if order is None:
        return indices
    return order.take(indices)


class _Grid(QTableView):
    copy_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        else:
            super().keyPressEvent(event)


class TableViewer(QWidget):
    def __init__(self, table: Any, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ArrowModel(table, theme, self)
        self._all = table.num_rows
        self._tasks = Tasks(self, lambda error: self._count.setText(reported(str(error))))
        self._count = QLabel()
        self._count.setObjectName("soft")
        self.grid = _Grid()
        self.grid.copy_wanted.connect(lambda: self._tasks.start(self._copy()))
        self.model.busy.connect(self._on_busy)
        self.grid.setModel(self.model)
        self.grid.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.grid.setSortingEnabled(True)
        self.grid.setAlternatingRowColors(True)
        self.grid.setWordWrap(False)
        self.grid.setShowGrid(False)
        self.grid.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.grid.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        self.grid.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.grid.horizontalHeader().setHighlightSections(False)
        self.grid.setAccessibleName(tr("Table"))
        self._fit_columns()
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(tr("Filter rows"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(260)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(150)
        self._wait.timeout.connect(self._apply)
        self.filter.textChanged.connect(lambda _: self._wait.start())
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self.filter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.grid)
        self._show_size()

    def _fit_columns(self) -> None:
        """Widths from the header and the first rows."""
        measure = self.grid.fontMetrics().horizontalAdvance
        for i in range(self.model.columnCount()):
            texts = self.model.headerData(i, Qt.Orientation.Horizontal).split("\n")
            texts += [self.model.data(self.model.index(row, i)) for row in range(min(30, self.model.rows))]
            self.grid.setColumnWidth(i, min(_WIDEST, max(measure(str(t)) for t in texts) + 30))

    async def _copy(self) -> None:
        """The selected cells, for a spreadsheet."""
        chosen = self.grid.selectionModel().selection()
        parts = [chosen.at(number) for number in range(chosen.count())]
        ranges = [CellRange(part.top(), part.bottom(), part.left(), part.right()) for part in parts]
        if not ranges:
            return
        self._count.setText(tr("Copying…"))
        try:
            QGuiApplication.clipboard().setText(await asyncio.to_thread(self.model.text_of, ranges))
        finally:
            self._show_size()

    def _apply(self) -> None:
        self.model.filter(self.filter.text())

    def _on_busy(self, busy: bool) -> None:
        if busy:
            self._count.setText(tr("Looking…"))
        else:
            self._show_size()

    def _show_size(self) -> None:
        size = reported(dimensions(self._all, self.model.columnCount()))
        if self.model.rows != self._all:
            size = tr("{rows:,} of {told}", rows=self.model.rows, told=size)
        self._count.setText(size)


def _is_number(kind: Any) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind))


def _text(value: Any) -> str:
    if value is None:
        return "–"
    if not isinstance(value, float):
        return str(value)
    if abs(value) < 1e15:
        return f"{value:.6g}"
    return f"{value:g}"


def _shorten(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return text[: _LONGEST - 1] + "…"

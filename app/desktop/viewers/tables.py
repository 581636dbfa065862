"""A table as a grid that shows only what is on screen, with sorting and a filter computed by pyarrow."""

from __future__ import annotations

import functools
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLabel, QLineEdit, QTableView, QVBoxLayout, QWidget

from app.desktop.viewers.distribution import distribution
from canvas.language import reported, tr
from canvas.plain import tip
from canvas.theme import Theme
from engine.run.preview import dimensions

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_WIDEST, _LONGEST = 320, 300


class ArrowModel(QAbstractTableModel):
    """A `pyarrow.Table`, read cell by cell. `order` are row numbers after sorting and filtering, or None."""

    def __init__(self, table: Any, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = table.combine_chunks()
        self._columns = [self._table.column(i) for i in range(table.num_columns)]
        self._theme = theme
        self._distributions: dict[int, str] = {}
        self._order: Any = None
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

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column = self._columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            if _is_number(column.type):
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.ForegroundRole):
            return None
        value = column[self._row(index.row())].as_py()
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
        self.beginResetModel()
        self._order = None
        if self._pattern:
            self._order = self._matching()
        if self._sorted is not None:
            self._order = self._in_order(*self._sorted)
        self.endResetModel()

    def _matching(self) -> Any:
        """The numbers of the rows that the filter keeps."""
        import pyarrow as pa
        import pyarrow.compute as pc

        masks = []
        for column in self._columns:
            try:
                mask = pc.match_substring(column.cast(pa.string()), self._pattern, ignore_case=True)
            except pa.ArrowException:
                continue  # a nested column has no text
            masks.append(pc.fill_null(mask, False))
        if not masks:
            return pa.array([], pa.int64())
        return pc.indices_nonzero(functools.reduce(pc.or_, masks)).cast(pa.int64())

    def _in_order(self, column: int, ascending: bool) -> Any:
        """The numbers of the rows that are there, sorted."""
        import pyarrow as pa
        import pyarrow.compute as pc

        values = self._columns[column]
        if self._order is not None:
            values = values.take(self._order)
        direction = "ascending" if ascending else "descending"
        try:
            indices = pc.sort_indices(values, sort_keys=[("", direction)]).cast(pa.int64())
        except (pa.ArrowException, TypeError):
            self._sorted = None  # a nested column has no order
            return self._order
        if self._order is None:
            return indices
        return self._order.take(indices)


class _Grid(QTableView):
    """Copies the selected cells as tab-separated text, for a spreadsheet."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not event.matches(QKeySequence.StandardKey.Copy):
            super().keyPressEvent(event)
            return
        rows: dict[int, dict[int, str]] = {}
        for index in self.selectedIndexes():
            rows.setdefault(index.row(), {})[index.column()] = str(index.data())
        lines = ["\t".join(cells[c] for c in sorted(cells)) for _, cells in sorted(rows.items())]
        QGuiApplication.clipboard().setText("\n".join(lines))


class TableViewer(QWidget):
    def __init__(self, table: Any, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ArrowModel(table, theme, self)
        self._all = table.num_rows
        self.grid = _Grid()
        self.grid.setModel(self.model)
        self.grid.setSortingEnabled(True)
        self.grid.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
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
        self._count = QLabel()
        self._count.setObjectName("soft")
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

    def _apply(self) -> None:
        self.model.filter(self.filter.text())
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

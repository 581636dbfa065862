"""A table as a grid that shows only what is on screen, with sorting and a filter computed by pyarrow."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLabel, QLineEdit, QTableView, QVBoxLayout, QWidget

from app.desktop.viewers.distribution import distribution
from canvas.language import reported, tr
from canvas.plain import tip
from canvas.theme import Theme
from engine.run.preview import dimensions

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_WIDEST = 320


class ArrowModel(QAbstractTableModel):
    """A `pyarrow.Table`, read cell by cell. `order` are row numbers after sorting and filtering, or None."""

    def __init__(self, table: Any, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = table.combine_chunks()
        self._columns = [self._table.column(i) for i in range(table.num_columns)]
        self._theme = theme
        self._told: dict[int, str] = {}
        self._order: Any = None
        self._sorted: tuple[int, bool] | None = None
        self._words = ""

    @property
    def rows(self) -> int:
        return self._table.num_rows if self._order is None else len(self._order)

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else min(self.rows, 2**31 - 1)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column = self._columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if _is_number(column.type) else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.ForegroundRole):
            return None
        row = index.row() if self._order is None else self._order[index.row()].as_py()
        value = column[row].as_py()
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._theme.soft if value is None else None
        text = _shown(value)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(text[:2000]) if len(text) > 30 else None
        return text if len(text) <= 300 else text[:299] + "…"

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if orientation == Qt.Orientation.Vertical:
            if role != Qt.ItemDataRole.DisplayRole:
                return None
            return str((section if self._order is None else self._order[section].as_py()) + 1)
        field = self._table.schema.field(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{field.name}\n{field.type}"
        if role != Qt.ItemDataRole.ToolTipRole:
            return None
        if section not in self._told:
            self._told[section] = distribution(self._columns[section])
        return tip(f"{field.name}: {field.type}\n{self._told[section]}")

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted = (column, order == Qt.SortOrder.AscendingOrder) if column >= 0 else None
        self._arrange()

    def filter(self, words: str) -> None:
        """Keep the rows in which some column contains `words`, small and capital letters alike."""
        self._words = words.strip()
        self._arrange()

    def _arrange(self) -> None:
        import pyarrow as pa
        import pyarrow.compute as pc

        self.beginResetModel()
        order = None
        if self._words:
            found = None
            for column in self._columns:
                try:
                    hit = pc.match_substring(column.cast(pa.string()), self._words, ignore_case=True)
                except pa.ArrowException:
                    continue  # a nested column has no text
                hit = pc.fill_null(hit, False)
                found = hit if found is None else pc.or_(found, hit)
            order = pa.array([], pa.int64()) if found is None else pc.indices_nonzero(found).cast(pa.int64())
        if self._sorted is not None:
            column = self._columns[self._sorted[0]]
            chosen = column if order is None else column.take(order)
            direction = "ascending" if self._sorted[1] else "descending"
            try:
                indices = pc.sort_indices(chosen, sort_keys=[("", direction)])
                order = indices.cast(pa.int64()) if order is None else order.take(indices)
            except (pa.ArrowException, TypeError):
                self._sorted = None  # a nested column has no order
        self._order = order
        self.endResetModel()


class _Grid(QTableView):
    """Copies the selected cells as tab-separated text, for a spreadsheet."""

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Copy)
        ):
            event.accept()  # else the window copies nodes
            return True
        return super().event(event)

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
        self._tell()

    def _fit_columns(self) -> None:
        """Widths from the header and the first rows."""
        measure = self.grid.fontMetrics().horizontalAdvance
        for i in range(self.model.columnCount()):
            texts = self.model.headerData(i, Qt.Orientation.Horizontal).split("\n")
            texts += [self.model.data(self.model.index(row, i)) for row in range(min(30, self.model.rows))]
            self.grid.setColumnWidth(i, min(_WIDEST, max(measure(str(t)) for t in texts) + 30))

    def _apply(self) -> None:
        self.model.filter(self.filter.text())
        self._tell()

    def _tell(self) -> None:
        told = reported(dimensions(self._all, self.model.columnCount()))
        self._count.setText(
            told if self.model.rows == self._all else tr("{rows:,} of {told}", rows=self.model.rows, told=told)
        )


def _is_number(kind: Any) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind))


def _shown(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:.6g}" if abs(value) < 1e15 else f"{value:g}"
    return str(value)

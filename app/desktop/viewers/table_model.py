"""The rows of a table for a grid that asks for what is on the screen: held, or read by pages beside the window."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.desktop.background import Tasks, in_thread
from app.desktop.viewers.rows import HeldRows, Page, Rows
from canvas.language import tr
from canvas.plain import tip
from canvas.theme import Theme
from engine.errors import EngineError
from nodes.frames.lazy import is_number
from nodes.sdk.cells import held

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
SEGMENT = 500_000
"""Rows that the grid knows of at a time: Qt keeps 16 bytes for each, and counts pixels in 31 bits."""
PAGE_ROWS = 256
PAGE_COLUMNS = 64
_PAGES, _PAGES_BYTES = 64, 256 << 20
"""Pages that are held, the fewer of both; the last always is."""
_WANTED = 8
"""Pages that are read of those that were asked for: what was scrolled past is not wanted any more."""
_CELLS = 4000
"""So many values are held: those of a screen."""
_LONGEST, _WHOLE, _WIDE, _ITEMS = 300, 2000, 30, 100
"""Letters of a cell, of its tip, of what is seen whole in most columns; items of a list that are looked at."""

Place = tuple[int, int]
"""Of a page: the number of its rows and that of its columns, each counted in pages."""


class TableModel(QAbstractTableModel):
    """A segment of the rows, from `first` on; rows in it are counted from there."""

    failed = Signal(object)
    """An `EngineError`: rows cannot be read."""

    def __init__(self, schema: Any, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.schema = schema
        self._kinds = [field.type for field in schema]
        self._is_number = [is_number(kind) for kind in self._kinds]
        self._theme = theme
        self.rows: Rows = HeldRows(schema.empty_table())
        self.first = 0
        """The row that the grid has as its first, of those that are seen, from 0."""
        self._cells: dict[Place, Shown] = {}
        self._pages: dict[Place, Page] = {}
        self._wanted: dict[Place, None] = {}
        self._tasks = Tasks(self, self.failed.emit)
        self._reading: asyncio.Task[None] | None = None

    def first_page(self, rows: Rows) -> Page:
        """Of rows that are not shown yet. Blocks. Raises `ToolError`."""
        return rows.page(*self._part((0, 0)))

    def show_rows(self, rows: Rows, first: Page | None = None) -> None:
        """Other rows of the same columns; `first` is the page that is seen at once, where it is there."""
        self.beginResetModel()
        self.rows = rows
        self.first = 0
        self._cells.clear()
        self._pages.clear()
        self._wanted.clear()
        if first is not None:
            self._hold((0, 0), first)
        self.endResetModel()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def move(self, first: int) -> None:
        """Let the segment begin elsewhere."""
        self.beginResetModel()
        self.first = max(0, min(first, self.rows.count - SEGMENT))
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        if parent.isValid():
            return 0  # a cell has no rows
        return min(self.rows.count - self.first, SEGMENT)

    def columnCount(self, parent: Index = _NONE) -> int:
        if parent.isValid():
            return 0
        return len(self._kinds)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column = index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(column)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.ForegroundRole):
            return None
        shown = self._shown(index.row(), column)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._theme.soft if shown.is_soft else None
        if role == Qt.ItemDataRole.DisplayRole:
            return shown.text
        return tip(shown.whole) if shown.whole != shown.text or len(shown.text) > _WIDE else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            if role == Qt.ItemDataRole.DisplayRole:
                number = self.number(section)
                return "" if number is None else str(number)
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        field = self.schema.field(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{_shorten(_on_one_line(field.name), _WIDE * 2)}\n{_shorten(str(field.type), _WIDE * 2)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            heading = f"{_shorten(field.name)}: {_shorten(str(field.type))}"
            return tip(f"{heading}\n{tr('Right click: sort, filter, hide, statistics')}")
        return None

    def _shown(self, row: int, column: int) -> Shown:
        """What a cell shows. Asked for several times while it is painted, and not quick in a table of many parts."""
        place = (row + self.first, column)
        if place not in self._cells:
            value = self.value(row, column)
            if value is _COMING:
                return _COMING_SHOWN
            if len(self._cells) >= _CELLS:
                self._cells.clear()
            self._cells[place] = shown(value)
        return self._cells[place]

    def value(self, row: int, column: int) -> Any:
        """What a cell holds; `is_coming` says whether that is not there yet."""
        at = row + self.first
        page = self._page((at // PAGE_ROWS, column // PAGE_COLUMNS))
        if page is None or at % PAGE_ROWS >= page.cells.num_rows:
            return _COMING
        return held(page.cells.column(column % PAGE_COLUMNS)[at % PAGE_ROWS])

    def name_of(self, column: int) -> str:
        return str(self.schema.field(column).name)

    def number(self, row: int) -> int | None:
        """The number that a row has in the whole table, from 1; None where that is not there yet."""
        at = row + self.first
        page = self._page((at // PAGE_ROWS, 0))
        if page is None or at % PAGE_ROWS >= len(page.numbers):
            return None
        return page.numbers[at % PAGE_ROWS]

    def _alignment(self, column: int) -> int:
        side = Qt.AlignmentFlag.AlignRight if self._is_number[column] else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter)

    def _page(self, place: Place) -> Page | None:
        """One that is held or takes no time; any other is read, and None for now."""
        if (page := self._pages.get(place)) is not None:
            return page
        if self.rows.is_at_hand:
            return self._hold(place, self.rows.page(*self._part(place)))
        self._wanted.pop(place, None)
        self._wanted[place] = None
        if self._reading is None or self._reading.done():
            self._reading = self._tasks.start(self._read())
        return None

    def _part(self, place: Place) -> tuple[int, int, Sequence[int]]:
        columns = range(place[1] * PAGE_COLUMNS, min((place[1] + 1) * PAGE_COLUMNS, len(self._kinds)))
        return place[0] * PAGE_ROWS, PAGE_ROWS, columns

    def _hold(self, place: Place, page: Page) -> Page:
        self._pages[place] = page
        size = sum(held.cells.nbytes for held in self._pages.values())
        while len(self._pages) > 1 and (len(self._pages) > _PAGES or size > _PAGES_BYTES):
            size -= self._pages.pop(next(iter(self._pages))).cells.nbytes
        return page

    async def _read(self) -> None:
        """Read what is wanted, the last first."""
        while self._wanted:
            for place in [*self._wanted][:-_WANTED]:
                del self._wanted[place]
            place, _ = self._wanted.popitem()
            rows = self.rows
            try:
                page = await in_thread(None, rows.page, *self._part(place))
            except EngineError:
                self._wanted.clear()
                raise
            if rows is self.rows:
                self._hold(place, page)
                self._tell(place)

    def _tell(self, place: Place) -> None:
        """A page is there."""
        first, count, columns = self._part(place)
        top, bottom = max(first - self.first, 0), min(first - self.first + count, self.rowCount()) - 1
        if top <= bottom and columns:
            self.dataChanged.emit(self.index(top, columns[0]), self.index(bottom, columns[-1]))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, top, bottom)


class _Coming:
    """Stands for a value that is being read."""

    def __str__(self) -> str:
        return "…"


_COMING = _Coming()


def is_coming(value: Any) -> bool:
    return value is _COMING


class Shown(NamedTuple):
    """A value as there is room for it, and as whole as a tip has room for."""

    text: str
    whole: str
    is_soft: bool = False


_COMING_SHOWN = Shown("…", "…", True)


def shown(value: Any) -> Shown:
    """Numbers rounded, a dash for what is missing."""
    if value is None:
        return Shown("–", "–", True)
    if isinstance(value, float):
        return Shown(f"{value:.6g}" if abs(value) < 1e15 else f"{value:g}", str(value))
    if isinstance(value, list | tuple) and len(value) > _ITEMS:
        whole = f"{str([*value[:_ITEMS]])[:-1]}, …]"
    else:
        whole = str(value)
    return Shown(_shorten(_on_one_line(whole)), whole[:_WHOLE])


def _on_one_line(text: str) -> str:
    return text.replace("\r\n", "↵").replace("\n", "↵").replace("\r", "↵")


def _shorten(text: str, most: int = _LONGEST) -> str:
    if len(text) <= most:
        return text
    return text[: most - 1] + "…"

"""The menus of a table: on a heading, and on a cell."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QTableView

from app.desktop.viewers.table_model import TableModel, is_coming, shown
from canvas.language import tr
from nodes.frames.arrangement import Arrangement, Cell

_LONGEST = 40


class TableMenus(QObject):
    """What a person chooses is done here where it is the view's alone; the rest is for who shows the rows."""

    same_wanted = Signal(Cell, str)
    """Only rows with the value of a cell, and that in words."""
    filter_wanted = Signal(object)
    """Look for what is typed in a column by its number, or in all (None)."""
    statistics_wanted = Signal(int)
    copy_wanted = Signal(bool)
    """With headings, or not."""

    def __init__(self, view: QTableView, model: TableModel, seen: Callable[[], Arrangement]) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._seen = seen
        self._header = view.horizontalHeader()
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._on_cell)
        self._header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._header.customContextMenuRequested.connect(self._on_heading)

    def _on_cell(self, at: QPoint) -> None:
        index, menu = self._view.indexAt(at), QMenu(self._view)
        if index.isValid():
            value, number = self._model.value(index.row(), index.column()), self._model.number(index.row())
            if number is not None and not is_coming(value):
                cell, name = Cell(number, index.column()), self._model.name_of(index.column())
                text = tr("Only rows where {column} is {value}", column=plain(name), value=plain(shown(value).text))
                menu.addAction(text, lambda: self.same_wanted.emit(cell, text))
                menu.addSeparator()
        self._add(menu, tr("Copy"), "Ctrl+C", lambda: self.copy_wanted.emit(False))
        self._add(menu, tr("Copy with headings"), "Ctrl+Shift+C", lambda: self.copy_wanted.emit(True))
        if index.isValid():
            name = self._model.name_of(index.column())
            inner = menu.addMenu(tr("Column {column}", column=plain(name)))
            self._fill(inner, index.column())
        self._add_hidden(menu)
        self._pop_up(menu, self._view.viewport().mapToGlobal(at))

    def _on_heading(self, at: QPoint) -> None:
        menu = QMenu(self._view)
        if (column := self._header.logicalIndexAt(at)) >= 0:
            self._fill(menu, column)
        self._add_hidden(menu)
        if menu.actions():
            self._pop_up(menu, self._header.viewport().mapToGlobal(at))

    def _fill(self, menu: QMenu, column: int) -> None:
        """What can be done with a column."""
        ascending, descending = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        menu.addAction(tr("Sort ascending"), lambda: self._view.sortByColumn(column, ascending))
        menu.addAction(tr("Sort descending"), lambda: self._view.sortByColumn(column, descending))
        if self._seen().sorted_by is not None:
            menu.addAction(tr("In the order of the table"), lambda: self._header.setSortIndicator(-1, ascending))
        menu.addSeparator()
        menu.addAction(tr("Filter this column…"), lambda: self.filter_wanted.emit(column))
        if self._seen().column is not None:
            menu.addAction(tr("Filter all columns"), lambda: self.filter_wanted.emit(None))
        menu.addAction(tr("Statistics"), lambda: self.statistics_wanted.emit(column))
        menu.addSeparator()
        menu.addAction(tr("Copy column"), lambda: self._copy(column))
        menu.addAction(tr("Hide"), lambda: self._view.setColumnHidden(column, True))

    def _add_hidden(self, menu: QMenu) -> None:
        if self._header.hiddenSectionCount():
            menu.addAction(tr("Show hidden columns"), self._show_hidden)

    def _add(self, menu: QMenu, text: str, keys: str, do: Callable[[], object]) -> None:
        """An entry that tells its keys, which the grid listens to."""
        action = menu.addAction(text, do)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setShortcutVisibleInContextMenu(True)

    def _pop_up(self, menu: QMenu, at: QPoint) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _copy(self, column: int) -> None:
        self._view.selectColumn(column)
        self.copy_wanted.emit(True)

    def _show_hidden(self) -> None:
        for column in range(self._model.columnCount()):
            self._view.setColumnHidden(column, False)


def plain(text: str) -> str:
    """A text on a button or in a menu: short, on one line, with no letter taken for a key."""
    line = " ".join(text[: _LONGEST + 1].split())
    return (line if len(text) <= _LONGEST else f"{line[:_LONGEST]}…").replace("&", "&&")

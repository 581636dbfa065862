"""A table as a person looks at it: rows that are there, or those of a query, sorted, filtered, counted and copied."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.desktop.background import Tasks, in_thread
from app.desktop.viewers.column_statistics import ShownStatistics
from app.desktop.viewers.copying import cells_of, delimited
from app.desktop.viewers.grid import Grid
from app.desktop.viewers.rows import Page, Rows, context, source_of
from app.desktop.viewers.statistics_panel import StatisticsPanel
from app.desktop.viewers.table_menus import TableMenus
from app.desktop.viewers.table_model import TableModel
from app.desktop.widgets.icons import themed
from canvas.language import reported, tr
from canvas.plain import label
from canvas.theme import Theme
from engine.errors import EngineError
from engine.run.preview import dimensions
from nodes.frames import AnyTable
from nodes.frames.arrangement import Arrangement, Cell
from nodes.sdk.messages import Progress
from nodes.sdk.texts import mark

_MOST_COPIED = 10_000_000
"""Cells; a clipboard is no file."""
_EACH_S = 0.2
_QUICK_S = 0.3
"""What takes no longer says nothing."""


class TableViewer(QWidget):
    """Of a `pyarrow.Table` or a `LazyFrame`. What takes time does so beside the window, and ends with it."""

    progressed = Signal(str)
    """How far the rows are, from another thread."""

    def __init__(self, table: AnyTable, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = source_of(table)
        self.arrangement = Arrangement()
        self.model = TableModel(self._source.schema, theme, self)
        self.model.failed.connect(self._say_error)
        self._tasks = Tasks(self, self._say_error)
        self._arranging: asyncio.Task[None] | None = None
        self._seen: Arrangement | None = None
        """What the rows that are seen are of."""
        self._is_seen_whole = False
        """They are all of that."""
        self._is_looking = False
        self._is_fitted = False
        self.count = label(name="soft")
        self.notice = label(name="soft", wrap=True)
        self.notice.hide()
        self.stop_button = QPushButton(tr("Stop"))
        self.stop_button.setToolTip(tr("Leave it at the first rows"))
        self.stop_button.clicked.connect(self._stop)
        self.stop_button.hide()
        self.grid = Grid(self.model)
        self.view = self.grid.view
        self.view.setAccessibleName(tr("Table"))
        self.view.copy_wanted.connect(self.copy)
        header = self.view.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.sortIndicatorChanged.connect(self._on_sort)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(tr("Filter rows"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(260)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(150)
        self._wait.timeout.connect(self._on_filter)
        self.filter.textChanged.connect(lambda _: self._wait.start())
        self.condition = QToolButton()
        self.condition.setIcon(themed("x", theme))
        self.condition.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.condition.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.condition.clicked.connect(lambda: self.arrange(replace(self.arrangement, same_as=None)))
        self.condition.hide()
        self.panel = StatisticsPanel(theme)
        self.panel.hide()
        self.statistics = ShownStatistics(self.model, self._source, header, self.panel, self)
        self.progressed.connect(self._say_progress)
        source = self._source
        self.destroyed.connect(lambda: source.close())
        self._lay_out()
        menus = TableMenus(self.view, self.model, lambda: self.arrangement)
        menus.same_wanted.connect(self._keep_same)
        menus.filter_wanted.connect(self._filter_in)
        menus.statistics_wanted.connect(self.statistics.show_column)
        menus.copy_wanted.connect(self.copy)
        self._look()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self.count)
        head.addWidget(self.notice, 1)
        head.addWidget(self.stop_button)
        head.addStretch(0)
        head.addWidget(self.condition)
        head.addWidget(self.filter)
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.addWidget(self.grid)
        sides.addWidget(self.panel)
        sides.setStretchFactor(0, 1)
        sides.setSizes([600, 220])
        sides.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(sides, 1)

    # which rows

    def arrange(self, arrangement: Arrangement) -> None:
        """Show other rows, or in another order; meanwhile what was there stays."""
        if arrangement == self.arrangement and (self._is_whole or self._is_looking):
            return
        self.arrangement = arrangement
        self._show_condition()
        self._look()

    def _keep_same(self, cell: Cell, text: str) -> None:
        """Show only rows that have the value of a cell, which `text` says in words."""
        self.condition.setText(text)
        self.condition.setToolTip(tr("Show all rows again"))
        self.arrange(replace(self.arrangement, same_as=cell))

    def _filter_in(self, column: int | None) -> None:
        """Look for what is typed in one column, or in all."""
        self.filter.setFocus()
        self.arrange(replace(self.arrangement, column=column))

    def _on_sort(self, column: int, order: Qt.SortOrder) -> None:
        sorted_by = column if column >= 0 else None
        descending = order == Qt.SortOrder.DescendingOrder
        self.arrange(replace(self.arrangement, sorted_by=sorted_by, descending=descending))

    def _on_filter(self) -> None:
        self.arrange(replace(self.arrangement, pattern=self.filter.text().strip()))

    def _show_condition(self) -> None:
        cell, column = self.arrangement.same_as, self.arrangement.column
        self.filter.setPlaceholderText(tr("Filter rows"))
        if column is not None:
            self.filter.setPlaceholderText(tr("Filter {column}", column=self.model.name_of(column)))
        self.condition.setVisible(cell is not None)

    def _look(self) -> None:
        self._is_looking = True
        self.statistics.rows_changed(is_whole=False)
        self._show_size()
        if self.arrangement.is_all and self._source.is_held:
            self._show(self._source.all(self.arrangement, context(self._source, lambda _: None)), is_whole=True)
            return
        self._arranging = self._tasks.start(self._find(self.arrangement), instead_of=self._arranging)

    async def _find(self, wanted: Arrangement) -> None:
        """Make the rows that are wanted; the first of them come at once."""
        told_at = 0.0

        def say(progress: Progress) -> None:
            nonlocal told_at
            if time.monotonic() - told_at >= _EACH_S:
                told_at = time.monotonic()
                self.progressed.emit(progress.message)

        ctx = context(self._source, say)
        waiting = self._tasks.start(self._say_that_it_takes_long())
        try:
            if (first := await in_thread(ctx, self._source.first, wanted, ctx)) is not None:
                waiting.cancel()
                self._show(first, is_whole=False)
                self._say(tr("These are the first rows. Making the others…"))
            rows = await in_thread(ctx, self._source.all, wanted, ctx)
            page = await in_thread(ctx, self.model.first_page, rows)
        finally:
            waiting.cancel()
        self._show(rows, page, is_whole=True)

    async def _say_that_it_takes_long(self) -> None:
        await asyncio.sleep(_QUICK_S)
        self._say(tr("Looking…"))

    def _show(self, rows: Rows, page: Page | None = None, *, is_whole: bool) -> None:
        self._seen, self._is_seen_whole, self._is_looking = self.arrangement, is_whole, not is_whole
        self.model.show_rows(rows, page)
        if not self._is_fitted:
            self.grid.fit_columns()
            self._is_fitted = True
        if is_whole:
            self.notice.hide()
            self.stop_button.hide()
        self._show_size()
        self.statistics.rows_changed(is_whole=is_whole)

    def _stop(self) -> None:
        """Leave it at what is seen."""
        if self._arranging is not None:
            self._arranging.cancel()
        self._is_looking = False
        text = tr("Stopped: these are the first rows, the others were not made")
        if self._seen is not None and self._seen != self.arrangement:
            text = tr("Stopped: these are the rows from before")
            self._go_back(self._seen)
        self._say(text, is_stoppable=False)
        self.statistics.rows_changed(is_whole=self._is_whole)
        if not self._is_whole:
            self.statistics.give_up(mark("not all rows were made"))

    def _go_back(self, seen: Arrangement) -> None:
        """Let what can be chosen say of what the rows are that are seen."""
        self.arrangement = seen
        header = self.view.horizontalHeader()
        for widget in (header, self.filter):
            widget.blockSignals(True)
        column = -1 if seen.sorted_by is None else seen.sorted_by
        header.setSortIndicator(column, list(Qt.SortOrder)[seen.descending])
        self.filter.setText(seen.pattern)
        for widget in (header, self.filter):
            widget.blockSignals(False)
        self._show_condition()

    @property
    def _is_whole(self) -> bool:
        """Whether all rows are there that are wanted."""
        return self._is_seen_whole and self._seen == self.arrangement

    @property
    def shown(self) -> AnyTable | None:
        """The rows that are seen, in their order; None while they are not all there."""
        return self.model.rows.table() if self._is_whole else None

    def set_theme(self, theme: Theme) -> None:
        self.model.set_theme(theme)
        self.panel.set_theme(theme)
        self.condition.setIcon(themed("x", theme))
        self.view.viewport().update()

    # what is said

    def _say(self, text: str, *, is_stoppable: bool = True) -> None:
        self.notice.setText(text)
        self.notice.show()
        self.stop_button.setVisible(is_stoppable)

    def _say_progress(self, text: str) -> None:
        if not self._is_whole and self.stop_button.isVisible():
            self._say(tr("These are the first rows. Making the others: {rows}", rows=reported(text)))

    def _say_error(self, error: EngineError) -> None:
        text = " ".join(filter(None, (reported(str(error)), reported(error.remedy))))
        self._is_looking = False
        self._say(text, is_stoppable=False)
        self.statistics.give_up(text)

    def _show_size(self) -> None:
        total, columns = self._source.num_rows, self.model.columnCount()
        if total is not None:
            size = reported(dimensions(total, columns))
            if self._is_whole and self.model.rows.count != total:
                size = tr("{rows:,} of {told}", rows=self.model.rows.count, told=size)
        elif self._is_whole:
            size = tr("{told}, of rows that are not counted", told=reported(dimensions(self.model.rows.count, columns)))
        else:
            size = tr("1 column") if columns == 1 else tr("{columns:,} columns", columns=columns)
        self.count.setText(size)

    # copying

    def copy(self, with_headings: bool = False) -> None:
        """The selected cells to the clipboard, for a spreadsheet."""
        self._tasks.start(self._copy(with_headings))

    async def _copy(self, with_headings: bool) -> None:
        ranges = self.grid.selected()
        if not ranges:
            return
        if cells_of(ranges) > _MOST_COPIED:
            self._say(
                tr("These are more than {count:,} cells. Save the result as a file instead.", count=_MOST_COPIED),
                is_stoppable=False,
            )
            return
        self.count.setText(tr("Copying…"))
        try:
            names = self._source.schema.names if with_headings else None
            text = await in_thread(None, delimited, self.model.rows, ranges, names)
        finally:
            self._show_size()
        QGuiApplication.clipboard().setText(text)

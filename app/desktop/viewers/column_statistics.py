"""What the columns of a table hold: in a panel beside it, and where a heading is pointed at."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QHeaderView, QToolTip

from app.desktop.background import Tasks, in_thread
from app.desktop.viewers.distribution import distribution
from app.desktop.viewers.rows import Source, context
from app.desktop.viewers.statistics_panel import StatisticsPanel
from app.desktop.viewers.table_model import TableModel
from canvas.language import reported, tr
from canvas.plain import tip
from nodes.frames.statistics import ColumnStatistics, statistics

_TOLD_ON_HOVER = 1_000_000
"""Rows; to point at a heading costs a query no longer than a moment."""


class ShownStatistics(QObject):
    """Counts beside the window, over all rows that are seen; what was counted is remembered until others are."""

    def __init__(
        self, model: TableModel, source: Source, header: QHeaderView, panel: StatisticsPanel, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._source = source
        self._header = header
        self._panel = panel
        self._tasks = Tasks(self, lambda error: self.give_up(str(error)))
        self._counting: asyncio.Task[None] | None = None
        self._pointing: asyncio.Task[None] | None = None
        self._counted: dict[int, ColumnStatistics] = {}
        self._column: int | None = None
        """The one that is shown."""
        self._is_whole = False
        self._reason = ""
        """Why not all rows are there, nor will be."""
        header.viewport().installEventFilter(self)
        panel.closed.connect(self._close)

    def rows_changed(self, *, is_whole: bool) -> None:
        """Others are seen, or not all of them are there yet."""
        self._is_whole, self._reason = is_whole, ""
        self._counted.clear()
        if self._column is not None:
            self.show_column(self._column)

    def show_column(self, column: int) -> None:
        self._column = column
        self._panel.show()
        self._panel.say(self._title, reported(self._reason) or tr("Counting…"))
        if self._is_whole:
            self._counting = self._tasks.start(self._fill(column), instead_of=self._counting)

    def give_up(self, reason: str) -> None:
        """Say why there are no figures."""
        self._reason = reason
        if self._column is not None:
            self._panel.say(self._title, reported(reason))

    @property
    def _title(self) -> str:
        return self._model.name_of(self._column or 0)

    def _close(self) -> None:
        self._column = None
        self._panel.hide()
        if self._counting is not None:
            self._counting.cancel()

    async def _fill(self, column: int) -> None:
        self._panel.show_statistics(self._title, await self._of(column))

    async def _of(self, column: int) -> ColumnStatistics:
        if column not in self._counted:
            rows, ctx = self._model.rows, context(self._source, lambda _: None)
            summary = await in_thread(ctx, lambda: statistics(rows.table(), column, ctx))
            if rows is not self._model.rows:
                return summary
            self._counted[column] = summary
        return self._counted[column]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A heading that is pointed at tells how its values are distributed, once that is counted."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            column = self._header.logicalIndexAt(event.pos())
            if column >= 0 and self._is_whole and self._model.rows.count <= _TOLD_ON_HOVER:
                self._pointing = self._tasks.start(
                    self._tell(column, event.globalPos()), lambda _: None, instead_of=self._pointing
                )
        return super().eventFilter(watched, event)

    async def _tell(self, column: int, at: QPoint) -> None:
        summary = await self._of(column)
        heading = self._model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
        place = self._header.viewport().mapFromGlobal(at)
        if self._header.isVisible() and self._header.logicalIndexAt(place) == column:
            QToolTip.showText(at, heading.replace("</qt>", tip("\n" + distribution(summary)).removeprefix("<qt>")))

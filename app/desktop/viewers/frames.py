"""A table whose rows are made when somebody looks at it."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.desktop.background import Tasks
from app.desktop.viewers.tables import TableViewer
from canvas.language import reported, tr
from canvas.plain import label
from canvas.theme import Theme
from engine.errors import EngineError
from nodes.frames import LazyFrame
from nodes.frames.rows import aside
from nodes.sdk import Table, ToolError

_FIRST = 100
"""Rows that are shown while all are made."""


class FrameViewer(QWidget):
    """Says that rows are made, and then shows them; it stops where nobody looks any more."""

    def __init__(self, frame: LazyFrame, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.notice = label(tr("Making the rows…"), "soft", wrap=True)
        self.notice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.notice)
        self.table: TableViewer | None = None
        self._tasks = Tasks(self, self._say)
        self._tasks.start(self._load(frame))

    def _say(self, error: EngineError) -> None:
        self.notice.setText(tr("it cannot be read: {strerror}", strerror=reported(str(error))))

    async def _load(self, frame: LazyFrame) -> None:
        with aside() as ctx:
            try:
                if not frame.spreads:  # the first come at once
                    self._show(await asyncio.to_thread(frame.head(_FIRST).table, ctx))
                    self.notice.setText(tr("These are the first rows. Making the others…"))
                rows = await asyncio.to_thread(frame.table, ctx)
            except asyncio.CancelledError:
                ctx.cancel()
                raise
            except ToolError as error:
                raise EngineError(str(error)) from error
        self.notice.hide()
        self._show(rows)

    def _show(self, rows: Table) -> None:
        if self.table is not None:
            self.table.deleteLater()
        self.table = TableViewer(rows, self._theme)
        self._column.addWidget(self.table, 1)

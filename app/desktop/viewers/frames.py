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
from nodes.sdk import ToolError


class FrameViewer(QWidget):
    """Says that rows are made, and then shows them; it stops where nobody looks any more."""

    def __init__(self, frame: LazyFrame, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.notice = label(tr("Making the rows…"), "soft", wrap=True)
        self.notice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.notice, 1)
        self.table: TableViewer | None = None
        self._tasks = Tasks(self, self._say)
        self._tasks.start(self._load(frame))

    def _say(self, error: EngineError) -> None:
        self.notice.setText(tr("it cannot be read: {strerror}", strerror=reported(str(error))))

    async def _load(self, frame: LazyFrame) -> None:
        with aside() as ctx:
            try:
                rows = await asyncio.to_thread(frame.table, ctx)
            except asyncio.CancelledError:
                ctx.cancel()
                raise
            except ToolError as error:
                raise EngineError(str(error)) from error
        self.notice.hide()
        self.table = TableViewer(rows, self._theme)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.table)

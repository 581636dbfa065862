"""A table opened in the program that the person has for its kind of file."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.desktop.background import Tasks, in_thread
from app.desktop.widgets.icons import themed
from canvas.language import reported, tr
from canvas.theme import Theme
from engine.processes import temporary_folder
from nodes.frames import AnyTable
from nodes.library.tables.write import WriteTable
from nodes.sdk import Context
from nodes.sdk.messages import Notice

_FOLDER = "iceos-open-"


class OpenButton(QToolButton):
    """`table` gives the one that is seen, None while it is not all there. It is written as *Write table* does, into a
    folder that goes with the program.
    """

    failed = Signal(str)
    noted = Signal(str)
    """What was changed because the file cannot hold it."""

    def __init__(
        self, table: Callable[[], AnyTable | None], name: Callable[[], str], theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._table = table
        self._name = name
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._tasks = Tasks(self, lambda error: self.failed.emit(str(error)))
        menu = QMenu(self)
        menu.addAction(tr("Open as CSV"), lambda: self.open_as(".csv"))
        menu.addAction(tr("Open as Excel workbook"), lambda: self.open_as(".xlsx"))
        self.setMenu(menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setAutoRaise(True)
        self.setToolTip(tr("Open this table in another program"))
        self.setAccessibleName(tr("Open in another program"))
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self.setIcon(themed("external-link", theme))

    def open_as(self, suffix: str) -> None:
        """Write it with this suffix, and open that."""
        table = self._table()
        if table is None:
            self.failed.emit(tr("its rows are not all there yet"))
            return
        self._tasks.start(self._open(table, f"{self._name()}{suffix}"))

    async def _open(self, table: AnyTable, name: str) -> None:
        self.setEnabled(False)
        notices: list[Notice] = []
        ctx = Context(lambda message: notices.append(message) if isinstance(message, Notice) else None, self._made)
        try:
            path = await in_thread(ctx, _written, table, name, ctx)
        finally:
            self.setEnabled(True)
        lines = [tr("{name} lies at {path} until iceOS is closed", name=path.name, path=path)]
        self.noted.emit("\n".join([*lines, *(reported(notice.message) for notice in notices)]))
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.failed.emit(tr("no program opens {name}; it lies at {path}", name=path.name, path=path))

    def _made(self) -> Path:
        if self._folder is None:
            self._folder = temporary_folder(_FOLDER)
        return Path(self._folder.name)


def _written(table: AnyTable, name: str, ctx: Context) -> Path:
    return WriteTable().run(WriteTable.Inputs(table=table, name=name), ctx).file.path

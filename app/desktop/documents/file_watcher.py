"""The file of the document was changed by somebody else: say so, show how, and let the person choose."""

from __future__ import annotations

import asyncio
import difflib
import logging
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QFontDatabase, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from app.desktop.background import Tasks
from app.desktop.documents.files import FileCommands
from app.desktop.widgets.message_bar import MessageBar
from canvas.document import Document
from canvas.language import tr
from canvas.plain import label
from engine.chain.file import dump

log = logging.getLogger(__name__)
_SETTLE_MS = 300
"""Editors write a file in several steps."""


class FileWatcher(QObject):
    """Watches the file of one document."""

    def __init__(self, document: Document, files: FileCommands, bar: MessageBar, window: QWidget) -> None:
        super().__init__(window)
        self._document, self._files, self._bar, self._window = document, files, bar, window
        self._watcher = QFileSystemWatcher(self)
        self._tasks = Tasks(self, lambda error: log.info("the file of the chain: %s", error))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SETTLE_MS)
        self._later.timeout.connect(lambda: self._tasks.start(self._look()))
        self._watcher.fileChanged.connect(lambda _: self._later.start())
        document.path_changed.connect(self._watch)

    def _watch(self) -> None:
        if watched := self._watcher.files():
            self._watcher.removePaths(watched)
        if self._document.path is not None and self._document.path.exists():
            self._watcher.addPath(str(self._document.path))

    async def _look(self) -> None:
        path = self._document.path
        self._watch()  # a file that was replaced is another one to the system
        if path is None:
            return
        content = await asyncio.to_thread(path.read_bytes)
        if content == self._document.stored or path != self._document.path:
            return
        self._bar.show_message(
            tr("“{name}” was changed outside of this window.", name=path.name),
            choices={
                tr("Show differences"): lambda: self._differences(path, content),
                tr("Reload"): lambda: self._reload(path),
                tr("Keep mine"): lambda: None,
            },
        )

    def _reload(self, path: Path) -> None:
        self._document.undo_stack.setClean()  # that is what the person has just chosen to lose
        self._files.load(path)

    def _differences(self, path: Path, content: bytes) -> None:
        dialog = DifferenceDialog(dump(self._document.root).decode(), content.decode("utf-8", "replace"), self._window)
        dialog.accepted.connect(lambda: self._reload(path))
        dialog.open()


class DifferenceDialog(QDialog):
    """The lines of the chain in the window and of the file that differ. Accepted means: take the file."""

    def __init__(self, ours: str, theirs: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Differences"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(820, 560)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        lines = difflib.unified_diff(
            ours.splitlines(), theirs.splitlines(), tr("in this window"), tr("in the file"), lineterm=""
        )
        cursor = QTextCursor(self.text.document())
        for line in lines:
            style = QTextCharFormat()
            if line[:1] in _COLOURS:
                style.setForeground(QColor(_COLOURS[line[:1]]))
            cursor.insertText(line + "\n", style)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        buttons = QDialogButtonBox()
        buttons.addButton(tr("Take the file"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(tr("Keep mine"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(label(tr("− stands only in this window, + only in the file."), "soft"))
        column.addWidget(self.text, 1)
        column.addWidget(buttons)


_COLOURS = {"-": "#d64545", "+": "#2f9e6e", "@": "#8b5cf6"}

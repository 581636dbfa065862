"""The file of the document was changed or removed by somebody else: say so, and let the person choose."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.desktop.background import Tasks
from app.desktop.documents.files import FileCommands
from app.desktop.widgets.message_bar import MessageBar
from canvas.document import Document, content_of
from canvas.language import tr

log = logging.getLogger(__name__)
_SETTLE_MS = 300
"""Editors write a file in several steps."""


class FileWatcher(QObject):
    """Watches the file of one document, and its folder: a file may go and come again."""

    def __init__(self, document: Document, files: FileCommands, bar: MessageBar, window: QWidget) -> None:
        super().__init__(window)
        self._document, self._files, self._bar = document, files, bar
        self._message = ""
        """Of what was told last."""
        self._closed = False
        self._watcher = QFileSystemWatcher(self)
        self._tasks = Tasks(self, lambda error: log.info("the file of the chain: %s", error))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SETTLE_MS)
        self._later.timeout.connect(lambda: self._tasks.start(self._look()))
        self._watcher.fileChanged.connect(self._look_soon)
        self._watcher.directoryChanged.connect(self._look_soon)
        document.path_changed.connect(self._watch)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.applicationStateChanged.connect(self._on_application)  # not every file system tells of changes

    def close(self) -> None:
        self._later.stop()
        self._tasks.close()
        self._closed = True

    def _watch(self) -> None:
        if watched := [*self._watcher.files(), *self._watcher.directories()]:
            self._watcher.removePaths(watched)
        if (path := self._document.path) is not None:
            self._watcher.addPaths([str(path), str(path.parent)])

    def _on_application(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive and self._document.path is not None:
            self._look_soon()

    def _look_soon(self) -> None:
        if not self._closed and not self._later.isActive():
            self._later.start()

    async def _look(self) -> None:
        document, path, stored = self._document, self._document.path, self._document.stored
        if path is None:
            return
        content = await asyncio.to_thread(content_of, path)
        if path != document.path or stored is not document.stored:  # it was saved meanwhile
            self._look_soon()
            return
        if content is not None:
            self._watcher.addPath(str(path))  # a file that was replaced is another one to the system
        told = document.on_disk
        document.look_at(content)
        if content == stored:
            self._withdraw()
        elif content != told:
            self._tell(path, content)

    def _tell(self, path: Path, content: bytes | None) -> None:
        if content is None:
            self._message = tr("“{name}” was removed or moved away outside of this window.", name=path.name)
            choices = {tr("Save it again"): lambda: self._files.save_to(path), tr("Leave it"): lambda: None}
        else:
            self._message = tr("“{name}” was changed outside of this window.", name=path.name)
            choices = {
                tr("Show differences"): lambda: self._files.show_differences(path, content),
                tr("Reload"): self._files.reload,
                tr("Keep mine"): lambda: self._files.save_to(path, instead_of=content),
            }
        self._bar.show_message(self._message, choices=choices)

    def _withdraw(self) -> None:
        """The file is as it was: there is nothing to choose any more."""
        if self._message and self._bar.label.text() == self._message:
            self._bar.hide()

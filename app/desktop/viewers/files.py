"""Files in general, and HTML pages with a preview."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QTextDocument
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from app.desktop.background import Tasks
from app.desktop.viewers.texts import TextViewer
from app.desktop.widgets.icons import themed
from canvas.language import tr
from canvas.plain import label
from canvas.theme import Theme
from engine.errors import EngineError
from engine.run.preview import size
from nodes.sdk.types import File

_TEXT_KINDS = ("text/", "application/json", "application/x-ndjson", "application/xml")
_TEXT_BYTES = 4_000_000
_SAVED_ROW = 3


class FileViewer(QWidget):
    """Name, size and places; the text of a text file."""

    def __init__(self, file: File, theme: Theme, saved_to: Path | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._form = form = QFormLayout()
        facts = {
            tr("Name"): file.name,
            tr("Kind"): file.media_type,
            tr("Size"): size(file.size_bytes or 0),
            tr("Saved to"): str(saved_to),
            tr("Kept at"): str(file.path),
        }
        for title, text in facts.items():
            fact = label(text, wrap=True)
            fact.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            form.addRow(f"{title}:", fact)
        form.setRowVisible(_SAVED_ROW, False)
        column.addLayout(form)
        button = QPushButton(tr("Open"))
        button.setIcon(themed("external-link", theme))
        button.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.path))))
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.text = TextViewer("")
        self._tasks = Tasks(self, lambda error: self.text.setPlainText(_unreadable(error)))
        if saved_to is not None:
            self._tasks.start(self._look_for(saved_to))
        column.addWidget(self.text, 1)
        if file.media_type.startswith(_TEXT_KINDS):
            self._tasks.start(self._load(file.path))
        else:
            self.text.hide()
            column.addStretch(1)

    async def _look_for(self, saved_to: Path) -> None:
        """Say where the person has the file, as long as it is there."""
        self._form.setRowVisible(_SAVED_ROW, await asyncio.to_thread(saved_to.is_file))

    async def _load(self, path: Path) -> None:
        self.text.show_text(*await asyncio.to_thread(_read, path))


class PageViewer(QWidget):
    """A preview of an HTML page: nothing is fetched and no script runs. The browser shows it as it is."""

    def __init__(self, file: File, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        notice = label(tr("A preview; the browser shows the page as it is."), "soft")
        self.open_button = QPushButton(tr("Open in browser"))
        self.open_button.setIcon(themed("external-link", theme))
        self.open_button.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.path))))
        head.addWidget(notice, 1)
        head.addWidget(self.open_button)
        column.addLayout(head)
        self.page = _Page()
        self.page.setOpenLinks(False)
        # pages bring dark text and count on white paper, whatever the window's colours
        self.page.setStyleSheet("background: #ffffff; color: #1b212c;")
        column.addWidget(self.page, 1)
        self._notice = notice
        self._tasks = Tasks(self, lambda error: self.page.setPlainText(_unreadable(error)))
        self._tasks.start(self._load(file.path))

    async def _load(self, path: Path) -> None:
        text, more = await asyncio.to_thread(_read, path)
        if more:
            self._notice.setText(tr("A preview of the beginning; the browser shows the page as it is."))
        self.page.setHtml(text)


def _read(path: Path) -> tuple[str, int]:
    """The beginning of a text file, and how many bytes follow. Blocks; raises OSError."""
    with path.open("rb") as stream:
        beginning = stream.read(_TEXT_BYTES)
        more = os.fstat(stream.fileno()).st_size - len(beginning)
    return beginning.decode("utf-8", "replace"), more


def _unreadable(error: EngineError) -> str:
    return tr("it cannot be read: {strerror}", strerror=str(error))


class _Page(QTextBrowser):
    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Only what the page carries itself."""
        url = QUrl(name)
        if url.scheme() == "data":
            return super().loadResource(kind, url)
        if kind == QTextDocument.ResourceType.StyleSheetResource.value:
            return ""
        return b""

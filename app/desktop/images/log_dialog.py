"""What a container wrote, and goes on to write."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from canvas.language import tr

EVERY_MS = 500


class LogDialog(QDialog):
    """Follows the lines that `lines` gives."""

    def __init__(self, title: str, lines: Callable[[], list[str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Log of {name}", name=title))
        self.resize(760, 420)
        self._lines = lines
        self._shown: list[str] = []
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setPlaceholderText(tr("It has written nothing."))
        self.text.setAccessibleName(tr("Log"))
        QVBoxLayout(self).addWidget(self.text)
        timer = QTimer(self)
        timer.setInterval(EVERY_MS)
        timer.timeout.connect(self.refresh)
        timer.start()
        self.refresh()

    def refresh(self) -> None:
        lines = self._lines()
        if lines and lines != self._shown:
            self._shown = lines
            bar = self.text.verticalScrollBar()
            follows = bar.value() >= bar.maximum() - 4
            self.text.setPlainText("\n".join(lines))
            if follows:
                bar.setValue(bar.maximum())

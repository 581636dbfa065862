"""Plain texts."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from canvas.language import tr
from engine.run.preview import size

_LONGEST = 2_000_000


class TextViewer(QPlainTextEdit):
    """Read only; of a very long text the beginning."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.setAccessibleName(tr("Text"))
        self.show_text(text)

    def show_text(self, text: str, more_bytes: int = 0) -> None:
        """`more_bytes` follow it, which are not here."""
        beginning = text[:_LONGEST]
        if len(text) > _LONGEST:
            beginning += tr("\n… ({count:,} more characters)", count=len(text) - _LONGEST)
        if more_bytes:
            beginning += tr("\n… ({size} more in the file)", size=size(more_bytes))
        self.setPlainText(beginning)

    def grow(self, text: str) -> bool:
        """Add what `text` has beyond what is shown; False where it does not begin with that."""
        beginning = self.toPlainText()
        if not text.startswith(beginning):
            return False
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(text[len(beginning) : _LONGEST])
        self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
        return True

"""Two versions of a chain, in the window and in its file: how they differ, and which one stays."""

from __future__ import annotations

import difflib

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFontDatabase, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from canvas.language import tr
from canvas.plain import label


class DifferenceDialog(QDialog):
    """The lines of the chain in the window and of the file that differ."""

    theirs_taken = Signal()
    """The window is to show what the file holds."""
    ours_kept = Signal()
    """The file is to hold what the window shows."""

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
        roles = QDialogButtonBox.ButtonRole
        for title, chosen in ((tr("Take the file"), self.theirs_taken), (tr("Keep mine"), self.ours_kept)):
            button = buttons.addButton(title, roles.ActionRole)
            button.clicked.connect(self.accept)
            button.clicked.connect(lambda _=False, chosen=chosen: chosen.emit())
        buttons.addButton(tr("Decide later"), roles.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(label(tr("− stands only in this window, + only in the file."), "soft"))
        column.addWidget(self.text, 1)
        column.addWidget(buttons)


_COLOURS = {"-": "#d64545", "+": "#2f9e6e", "@": "#8b5cf6"}

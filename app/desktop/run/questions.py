"""A bar above the canvas with what a running chain asks a person."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QWidget

from canvas.language import tr
from canvas.plain import label


class Questions(QFrame):
    """One question at a time, the oldest first."""

    answered = Signal(str, bool, str)
    """The path of the node, yes or no, and a note."""
    looked_at = Signal(str)
    """The person wants to see what the question of this node is about."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self.setAccessibleName(tr("Question of the running chain"))
        self._waiting: OrderedDict[str, str] = OrderedDict()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        self.label = label(wrap=True)
        self.note = QLineEdit()
        self.note.setPlaceholderText(tr("A note for the record"))
        self.note.setAccessibleName(tr("Note"))
        self.note.setMaximumWidth(self.fontMetrics().averageCharWidth() * 40)
        self.look, self.yes, self.no = (
            QPushButton(tr("Look at it")),
            QPushButton(tr("Approve")),
            QPushButton(tr("Reject")),
        )
        self.look.setToolTip(tr("Select the node, and show what it received"))
        row.addWidget(self.label, 1)
        for widget in (self.look, self.note, self.yes, self.no):
            row.addWidget(widget)
        self.look.clicked.connect(lambda: self.looked_at.emit(next(iter(self._waiting), "")))
        self.yes.clicked.connect(lambda: self._answer(True))
        self.no.clicked.connect(lambda: self._answer(False))
        self.note.returnPressed.connect(lambda: self._answer(True))
        self.hide()

    def ask(self, path: str, title: str, question: str) -> None:
        self._waiting[path] = tr("{title} asks: {question}", title=title, question=question)
        self._show()

    def withdraw(self, path: str) -> None:
        """The node waits no longer."""
        if self._waiting.pop(path, None) is not None:
            self._show()

    def clear(self) -> None:
        self._waiting.clear()
        self._show()

    def _show(self) -> None:
        self.setVisible(bool(self._waiting))
        if not self._waiting:
            return
        text = next(iter(self._waiting.values()))
        if len(self._waiting) > 1:
            text += tr("\n{count} more after this", count=len(self._waiting) - 1)
        self.label.setText(text)

    def _answer(self, approved: bool) -> None:
        if not self._waiting:
            return
        path, _ = self._waiting.popitem(last=False)
        note = self.note.text().strip()
        self.note.clear()
        self._show()
        self.answered.emit(path, approved, note)

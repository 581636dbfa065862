"""The bar for messages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from app.desktop.widgets.icons import themed
from canvas.language import tr
from canvas.plain import label
from canvas.theme import Theme


class MessageBar(QFrame):
    """One message across the top of the canvas, with what can be done about it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self._theme = theme
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        self.label = label(wrap=True)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(self.label, 1)
        self._buttons: list[QPushButton] = []
        self._row = row
        self._close = QToolButton()
        self._close.setIcon(themed("x", theme))
        self._close.setAutoRaise(True)
        self._close.setToolTip(tr("Close"))
        self._close.setAccessibleName(tr("Close message"))
        self._close.clicked.connect(self.hide)
        row.addWidget(self._close)
        self.hide()

    def show_message(
        self,
        text: str,
        kind: Literal["info", "error"] = "info",
        choices: Mapping[str, Callable[[], object]] | None = None,
    ) -> None:
        """Show a message with a button for each choice."""
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []
        self.label.setText(text)
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        for title, do in (choices or {}).items():
            button = QPushButton(title)
            button.clicked.connect(lambda _=False, do=do: self._chosen(do))
            self._row.insertWidget(self._row.count() - 1, button)
            self._buttons.append(button)
        self.show()

    def _chosen(self, do: Callable[[], object]) -> None:
        self.hide()
        do()

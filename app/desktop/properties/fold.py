"""A heading that shows and hides what is under it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from app.desktop.widgets.icons import themed
from canvas.theme import Theme


class Fold(QWidget):
    """Closed at first; `set_open` opens it."""

    def __init__(self, title: str, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        self._button = QToolButton()
        self._button.setText(title)
        self._button.setAutoRaise(True)
        self._button.setCheckable(True)
        self._button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._button.toggled.connect(self.set_open)
        column.addWidget(self._button)
        self._body = QWidget()
        self._content = QVBoxLayout(self._body)
        self._content.setContentsMargins(0, 0, 0, 0)
        self._content.setSpacing(10)
        column.addWidget(self._body)

    def add(self, widget: QWidget) -> None:
        self._content.addWidget(widget)

    def set_open(self, on: bool) -> None:
        self._button.setChecked(on)
        arrow = "chevron-down" if on else "chevron-right"
        self._button.setIcon(themed(arrow, self._theme))
        self._body.setVisible(on)

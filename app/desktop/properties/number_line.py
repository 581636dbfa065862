"""A line for a number that may be left out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QDoubleValidator
from PySide6.QtWidgets import QLineEdit


class NumberLine(QLineEdit):
    """A positive number, or nothing; `changed` carries it."""

    changed = Signal(object)

    def __init__(self, empty: str) -> None:
        super().__init__()
        self.setPlaceholderText(empty)
        self.setValidator(QDoubleValidator(0.0, 1e9, 6, self))
        self.textEdited.connect(lambda _: self.changed.emit(self.number()))

    def number(self) -> float | None:
        """What is written; None for nothing."""
        try:
            return float(self.text()) or None
        except ValueError:
            return None

    def show_number(self, number: float | None) -> None:
        if number == self.number():
            return
        if number is None:
            self.clear()
        else:
            self.setText(f"{number:g}")

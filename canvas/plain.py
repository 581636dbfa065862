"""Texts that come out of chains and runs, shown as what they are. Qt reads what looks like HTML as HTML."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from nodes.sdk.printable import straight


def tip(text: str) -> str:
    """For a tool tip."""
    if not text:
        return ""
    return f"<qt>{escape(straight(text)).replace(chr(10), '<br>')}</qt>"


class PlainLabel(QLabel):
    """Shows its text as it is, whatever it is."""

    def __init__(self, text: str) -> None:
        super().__init__(straight(text))
        self.setTextFormat(Qt.TextFormat.PlainText)

    def setText(self, text: str) -> None:
        super().setText(straight(text))


def label(text: str = "", name: str = "", *, wrap: bool = False) -> QLabel:
    """A label that shows its text as it is; `name` is its object name for the style sheet."""
    widget = PlainLabel(text)
    widget.setIndent(0)  # else a margin of the style sheet moves the text, too
    widget.setObjectName(name)
    widget.setWordWrap(wrap)
    return widget

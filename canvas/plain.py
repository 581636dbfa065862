"""Texts that come out of chains and runs, shown as what they are. Qt reads what looks like HTML as HTML."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


def tip(text: str) -> str:
    """For a tool tip."""
    if not text:
        return ""
    return f"<qt>{escape(text).replace(chr(10), '<br>')}</qt>"


def label(text: str = "", name: str = "", *, wrap: bool = False) -> QLabel:
    """A label that shows its text as it is; `name` is its object name for the style sheet."""
    widget = QLabel(text)
    widget.setTextFormat(Qt.TextFormat.PlainText)
    widget.setIndent(0)  # else a margin of the style sheet moves the text, too
    widget.setObjectName(name)
    widget.setWordWrap(wrap)
    return widget

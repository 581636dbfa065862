"""Texts that come out of chains and runs, shown as what they are. Qt reads what looks like HTML as HTML."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


def tip(text: str) -> str:
    """For a tool tip."""
    return f"<qt>{escape(text).replace(chr(10), '<br>')}</qt>" if text else ""


def label(text: str = "", name: str = "", *, wrap: bool = False) -> QLabel:
    """A label that shows its text as it is; `name` is its object name for the style sheet."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setIndent(0)  # else a margin of the style sheet moves the text, too
    made.setObjectName(name)
    made.setWordWrap(wrap)
    return made

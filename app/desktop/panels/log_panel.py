"""What the run and its nodes said."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from canvas.language import reported, tr
from canvas.theme import Theme
from engine.run import events as ev
from nodes.sdk.printable import straight

_LINES = 5000


class LogPanel(QPlainTextEdit):
    """What the run and its nodes said; the last few thousand lines."""

    def __init__(self, theme: Theme, titles: Callable[[str], str], parent: QWidget | None = None) -> None:
        """`titles` says what people call a node, by its path."""
        super().__init__(parent)
        self._titles = titles
        self.setReadOnly(True)
        self.setMaximumBlockCount(_LINES)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setPlaceholderText(tr("What nodes print and report appears here."))
        self.setAccessibleName(tr("Log"))
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def add_event(self, event: ev.Event) -> None:
        """Add a line for an event that says something."""
        at = time.strftime("%H:%M:%S", time.localtime(event.at))
        theme = self._theme
        match event:
            case ev.NodeLog():
                colour = {"error": theme.bad, "warning": theme.warn}.get(event.level, theme.text)
                # lines of tools are theirs; warnings may be of the engine
                message = reported(event.message) if event.level == "warning" else event.message
                self._line(f"{at}  {self._titles(event.node)}: {message}", colour)
            case ev.NodeNotice():
                self._line(f"{at}  {self._titles(event.node)}: {reported(event.message)}", theme.warn)
            case ev.NodeFailed():
                text = tr("{node} failed: {reason}", node=self._titles(event.node), reason=reported(event.reason))
                self._line(f"{at}  {text}", theme.bad)
                if event.detail:
                    self._line(event.detail.rstrip(), theme.soft)
            case ev.NodeSkipped():
                title, reason = self._titles(event.node), reported(event.reason)
                text = tr("{node} did not run: {reason}", node=title, reason=reason)
                self._line(f"{at}  {text}", theme.warn)
            case ev.RunFinished():
                colour = {"done": theme.good, "failed": theme.bad}.get(event.status, theme.warn)
                status, took = reported(event.status), f"{event.elapsed_s:.2f} s"
                text = tr("run {run} {status} after {took}", run=event.run, status=status, took=took)
                self._line(f"{at}  {text}", colour)

    def _line(self, text: str, colour: QColor) -> None:
        style = QTextCharFormat()
        style.setForeground(colour)
        bar = self.verticalScrollBar()
        follows = bar.value() >= bar.maximum() - 4
        cursor = self.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        if not self.document().isEmpty():
            cursor.insertBlock()
        cursor.insertText(straight(text), style)
        if follows:
            bar.setValue(bar.maximum())

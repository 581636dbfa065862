"""Editors of several lines: plain text, source code with colours, JSON."""

from __future__ import annotations

import bisect
import contextlib
import json
from operator import itemgetter
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QKeyEvent,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextDocument,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.desktop.form.base import FieldContext, FieldEditor, text_of
from app.desktop.form.simple import fill
from canvas.theme import Theme
from engine.chain.model import JsonSchema
from nodes.sdk import hints

MOST_COLOURED = 30_000
"""Letters: a longer text would be read again with each key."""


class GrowingText(QPlainTextEdit):
    """As high as its text, between a few lines and many."""

    def __init__(self, least: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least, self._most = least, most
        self.setTabChangesFocus(True)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def _grow(self, *_: object) -> None:
        # the layout of a plain text measures its height in lines
        needed = int(self.document().documentLayout().documentSize().height())
        lines = max(self._least, min(self._most, needed + (needed < self._least)))
        if self.lineWrapMode() == QPlainTextEdit.LineWrapMode.NoWrap:
            lines += 1  # room for the horizontal scroll bar
        height = lines * self.fontMetrics().lineSpacing() + 2 * (
            self.frameWidth() + int(self.document().documentMargin())
        )
        self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._grow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._grow()

    def sizeHint(self) -> QSize:
        return QSize(120, self.height())


class LinesEditor(FieldEditor):
    def __init__(self, schema: JsonSchema, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(schema, context, parent)
        self.box = GrowingText(3, 16)
        self.box.textChanged.connect(self._typed)
        fill(self, self.box)

    def _typed(self) -> None:
        self.edited.emit(self.box.toPlainText())

    def show_value(self, value: Any) -> None:
        text = text_of(value)
        if text != self.box.toPlainText():
            self.box.blockSignals(True)
            self.box.setPlainText(text)
            self.box.blockSignals(False)
            self.box._grow()


class CodeEditor(LinesEditor):
    """Fixed-width text with the colours of its language; Tab indents, Shift+Tab leaves the field."""

    def __init__(self, schema: JsonSchema, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(schema, context, parent)
        self.box.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.box.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.box.setTabChangesFocus(False)
        self.box.installEventFilter(self)
        language = hints.code_language(schema)
        self._colours = Highlighter(self.box.document(), language, context.theme)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Tab:
                self.box.insertPlainText("    ")
                return True
            if event.key() == Qt.Key.Key_Backtab:
                self.focusPreviousChild()
                return True
        return super().eventFilter(watched, event)


class JsonEditor(CodeEditor):
    """Any JSON value. What is not JSON is kept as a text, so a plain text needs no quotation marks."""

    def __init__(self, schema: JsonSchema, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__({**schema, **hints.EDITOR.entry("code:json")}, context, parent)
        self._structured = schema.get("type") in ("object", "array")

    def _typed(self) -> None:
        self.edited.emit(self._read(self.box.toPlainText()))

    def _read(self, text: str) -> Any:
        if not text.strip():
            return None
        try:
            return json.loads(text)
        except ValueError:
            return text

    def show_value(self, value: Any) -> None:
        if value == self._read(self.box.toPlainText()):
            return
        if value is None or (self._structured and not value):
            super().show_value("")
        elif isinstance(value, str):
            super().show_value(value)
        else:
            super().show_value(json.dumps(value, indent=2, ensure_ascii=False))


class Highlighter(QSyntaxHighlighter):
    """Colours from a Pygments lexer, computed once a change for the whole text, up to `MOST_COLOURED` letters."""

    def __init__(self, document: QTextDocument, language: str, theme: Theme) -> None:
        super().__init__(document)
        from pygments.lexers import get_lexer_by_name
        from pygments.util import ClassNotFound

        self._lexer: Any = None
        with contextlib.suppress(ClassNotFound):
            self._lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
        self._formats = _formats(theme)
        self._text = ""
        """What the spans are of."""
        self._spans: list[tuple[int, int, QTextCharFormat]] = []
        """Where letters of one colour begin and end, in their order."""

    def highlightBlock(self, text: str) -> None:
        if self._lexer is None or self.document().characterCount() > MOST_COLOURED:
            return
        source = self.document().toPlainText()
        if source != self._text:
            self._text = source
            self._spans = [
                (start, start + len(piece), style)
                for start, token, piece in self._lexer.get_tokens_unprocessed(source)
                if (style := self._format(token)) is not None
            ]
        begin = self.currentBlock().position()
        end = begin + len(text)
        for number in range(bisect.bisect_right(self._spans, begin, key=itemgetter(1)), len(self._spans)):
            start, stop, style = self._spans[number]
            if start >= end:
                return
            first = max(start, begin)
            self.setFormat(first - begin, min(stop, end) - first, style)

    def _format(self, token: Any) -> QTextCharFormat | None:
        while token is not None:
            if str(token) in self._formats:
                return self._formats[str(token)]
            token = token.parent
        return None


def _formats(theme: Theme) -> dict[str, QTextCharFormat]:
    def style(colour: QColor, bold: bool = False) -> QTextCharFormat:
        text_format = QTextCharFormat()
        text_format.setForeground(colour)
        if bold:
            text_format.setFontWeight(QFont.Weight.DemiBold)
        return text_format

    return {
        "Token.Keyword": style(theme.accent, True),
        "Token.Operator.Word": style(theme.accent, True),
        "Token.Literal.String": style(theme.good),
        "Token.Literal.Number": style(theme.port("switch")),
        "Token.Comment": style(theme.soft),
        "Token.Comment.Preproc": style(theme.port("image"), True),
        "Token.Name.Function": style(theme.port("table")),
        "Token.Name.Builtin": style(theme.port("list")),
        "Token.Name.Tag": style(theme.port("table")),
    }

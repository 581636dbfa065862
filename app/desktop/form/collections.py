"""Lists of texts and mappings of text to text, a row each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.desktop.form.base import FieldContext, FieldEditor
from app.desktop.form.suggest_box import SuggestBox
from app.desktop.widgets.icons import themed
from canvas.language import tr
from engine.chain.model import JsonSchema
from nodes.sdk import hints

Types = Callable[[], Mapping[str, str]]


class Rows(FieldEditor):
    """A column of rows with a button to remove each and one to add."""

    def __init__(self, schema: JsonSchema, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(schema, context, parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._rows: list[QWidget] = []
        self.add_button = QPushButton(tr("Add"))
        self.add_button.setIcon(themed("plus", context.theme))
        self.add_button.clicked.connect(self._add_clicked)
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _row(self, *parts: QWidget) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        for widget in parts:
            line.addWidget(widget, 0 if isinstance(widget, QLabel) else 1)
        remove = QToolButton()
        remove.setIcon(themed("x", self.context.theme))
        remove.setToolTip(tr("Remove"))
        remove.setAccessibleName(tr("Remove"))
        remove.setAutoRaise(True)
        remove.clicked.connect(lambda: self._remove(row))
        line.addWidget(remove)
        self._rows.append(row)
        self._column.insertWidget(self._column.count() - 1, row)
        return row

    def _remove(self, row: QWidget) -> None:
        self._rows.remove(row)
        row.hide()
        # the button's own signal is still on its way
        QTimer.singleShot(0, row, row.deleteLater)
        self._say()

    def _clear(self) -> None:
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows.clear()

    def _add_clicked(self) -> None:
        raise NotImplementedError

    def _say(self, *_: object) -> None:
        raise NotImplementedError


def _line(options: list[str], text: str, changed: QObject | Any, types: Types = dict) -> QWidget:
    """A text field, with a list of likely values when there are any."""
    if options:
        box = SuggestBox(lambda: options, types)
        box.setEditText(text)
        box.editTextChanged.connect(changed)
        return box
    line = QLineEdit(text)
    line.setCursorPosition(0)
    line.textEdited.connect(changed)
    return line


def _text(widget: QWidget) -> str:
    if isinstance(widget, QComboBox):
        return widget.currentText()
    assert isinstance(widget, QLineEdit)
    return widget.text()


class ListEditor(Rows):
    """A list of texts; column names and choices are offered."""

    def __init__(self, schema: JsonSchema, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(schema, context, parent)
        self._options = [str(choice) for choice in schema.get("items", {}).get("enum", ())]
        self._keeps_empty = not self._options
        self._types: Types = dict
        if port := hints.COLUMN_OF.read(schema):
            self._options, self._keeps_empty = context.columns(port), False
            self._types = partial(context.types, port)
        self._lines: dict[QWidget, QWidget] = {}

    def show_value(self, value: Any) -> None:
        texts = [str(v) for v in value] if isinstance(value, list) else []
        if texts == self._value():
            return
        self._clear()
        self._lines.clear()
        for text in texts:
            self._add(text)

    def _value(self) -> list[str]:
        texts = [_text(self._lines[row]) for row in self._rows]
        return [text for text in texts if text or self._keeps_empty]

    def _add(self, text: str) -> QWidget:
        line = _line(self._options, text, self._say, self._types)
        self._lines[self._row(line)] = line
        return line

    def _add_clicked(self) -> None:
        line = self._add("")
        line.setFocus()
        if isinstance(line, QComboBox):
            QTimer.singleShot(0, line, line.showPopup)  # once it has its width
        self._say()

    def _say(self, *_: object) -> None:
        self.edited.emit(self._value())


class MappingEditor(Rows):
    """Text to text. Rows without a name are not part of the value yet."""

    def __init__(self, schema: JsonSchema, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(schema, context, parent)
        self._names: list[str] = []
        self._types: Types = dict
        if port := hints.COLUMN_OF.read(schema):
            self._names, self._types = context.columns(port), partial(context.types, port)
        self._values = hints.VALUES.read(schema) or [
            str(choice) for choice in schema.get("additionalProperties", {}).get("enum", ())
        ]
        self._types_of_values: Types = dict
        if port := hints.VALUES_OF.read(schema):
            self._values, self._types_of_values = context.columns(port), partial(context.types, port)
        self._pairs: dict[QWidget, tuple[QWidget, QWidget]] = {}

    def show_value(self, value: Any) -> None:
        texts = {str(k): str(v) for k, v in value.items()} if isinstance(value, dict) else {}
        if texts == self._value():
            return
        self._clear()
        self._pairs.clear()
        for key, text in texts.items():
            self._add(key, text)

    def _value(self) -> dict[str, str]:
        pairs = (self._pairs[row] for row in self._rows)
        return {name: _text(value) for key, value in pairs if (name := _text(key))}

    def _add(self, key: str, text: str) -> QWidget:
        name = _line(self._names, key, self._say, self._types)
        if isinstance(name, QLineEdit):
            name.setPlaceholderText(tr("name"))
        value = _line(self._values, text, self._say, self._types_of_values)
        self._pairs[self._row(name, QLabel("→"), value)] = (name, value)
        return name

    def _add_clicked(self) -> None:
        self._add("", next(iter(self._values), "")).setFocus()

    def _say(self, *_: object) -> None:
        self.edited.emit(self._value())

"""One-line editors: text, numbers, yes or no, choices, secrets."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QLocale
from PySide6.QtGui import QDoubleValidator, QIntValidator
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QSpinBox, QWidget

from app.desktop.form.base import FieldContext, FieldEditor, text_of
from app.desktop.form.suggest_box import SuggestBox
from app.desktop.widgets.wheel import ignore_wheel
from canvas.language import tr
from engine.chain.model import JsonSchema
from nodes.sdk import hints


def fill(editor: QWidget, *parts: QWidget) -> None:
    """Lay the parts side by side without margins."""
    row = QHBoxLayout(editor)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    for widget in parts:
        row.addWidget(widget)
    editor.setFocusProxy(parts[0])


class TextEditor(FieldEditor):
    def __init__(self, schema: JsonSchema, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(schema, context, parent)
        self.line = QLineEdit()
        self.line.textEdited.connect(self.edited.emit)
        fill(self, self.line)

    def show_value(self, value: Any) -> None:
        text = text_of(value)
        if text != self.line.text():
            self.line.setText(text)


class SuggestEditor(FieldEditor):
    """A line with a list of what is likely; anything else can be typed."""

    def __init__(self, schema: JsonSchema, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(schema, context, parent)
        port = hints.COLUMN_OF.read(schema)
        self.box = SuggestBox(self._offers, partial(context.types, port) if port else dict)
        self.box.editTextChanged.connect(self.edited.emit)
        fill(self, self.box)

    def _offers(self) -> list[str]:
        if port := hints.COLUMN_OF.read(self.schema):
            return self.context.columns(port)
        return [str(example) for example in self.schema.get("examples", ())]

    def show_value(self, value: Any) -> None:
        self.box.blockSignals(True)
        text = text_of(value)
        line = self.box.lineEdit()
        if line is not None and line.text() != text:
            self.box.setEditText(text)
        if line is not None and hints.COLUMN_OF.read(self.schema) and not self.box.count():
            line.setPlaceholderText(tr("columns are offered after a run"))
        self.box.blockSignals(False)


class ChoiceEditor(FieldEditor):
    def __init__(self, schema: JsonSchema, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(schema, context, parent)
        self._values = list(schema["enum"])
        self.box = QComboBox()
        self.box.addItems([tr(value) if isinstance(value, str) else str(value) for value in self._values])
        ignore_wheel(self.box)
        self.box.activated.connect(lambda index: self.edited.emit(self._values[index]))
        fill(self, self.box)

    def show_value(self, value: Any) -> None:
        self.box.setCurrentIndex(self._values.index(value) if value in self._values else -1)


class SwitchEditor(FieldEditor):
    def __init__(self, schema: JsonSchema, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(schema, context, parent)
        self.box = QCheckBox(tr("Yes"))
        self.box.clicked.connect(lambda on: self.edited.emit(on))
        fill(self, self.box)

    def show_value(self, value: Any) -> None:
        self.box.setChecked(bool(value))


class WholeEditor(FieldEditor):
    def __init__(self, schema: JsonSchema, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(schema, context, parent)
        low = int(schema.get("minimum", schema.get("exclusiveMinimum", -(2**31)) + 1))
        high = int(schema.get("maximum", schema.get("exclusiveMaximum", 2**31) - 1))
        if low >= -(2**31) and high < 2**31:
            self.spin: QSpinBox | None = QSpinBox()
            self.spin.setRange(low, high)
            ignore_wheel(self.spin)
            self.spin.valueChanged.connect(self.edited.emit)
            fill(self, self.spin)
        else:
            self.spin = None
            self.line = QLineEdit()
            self.line.setValidator(QIntValidator(self.line))
            self.line.textEdited.connect(self._typed)
            fill(self, self.line)

    def _typed(self, text: str) -> None:
        try:
            self.edited.emit(int(text))
        except ValueError:
            self.edited.emit(text)

    def show_value(self, value: Any) -> None:
        if self.spin is None:
            self.line.setText(text_of(value))
        elif isinstance(value, int):
            self.spin.blockSignals(True)
            self.spin.setValue(value)
            self.spin.blockSignals(False)


class DecimalEditor(FieldEditor):
    """A number as text: keeps what was typed (1e-6, 0.10) where a spin box would round it."""

    def __init__(self, schema: JsonSchema, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(schema, context, parent)
        self.line = QLineEdit()
        validator = QDoubleValidator(self.line)
        validator.setLocale(QLocale.c())
        self.line.setValidator(validator)
        self.line.textEdited.connect(self._typed)
        fill(self, self.line)

    def _typed(self, text: str) -> None:
        try:
            self.edited.emit(float(text))
        except ValueError:
            self.edited.emit(text)

    def show_value(self, value: Any) -> None:
        text = f"{value:g}" if isinstance(value, float) else text_of(value)
        try:
            same = float(self.line.text()) == value
        except ValueError:
            same = self.line.text() == text
        if not same:
            self.line.setText(text)


class SecretEditor(FieldEditor):
    """The name of a secret; the secret itself is never in the chain."""

    def __init__(self, schema: JsonSchema, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(schema, context, parent)
        self.line = QLineEdit()
        self.line.setPlaceholderText(tr("name of a secret (Run › Secrets)"))
        self.line.textEdited.connect(self._typed)
        fill(self, self.line)

    def _typed(self, name: str) -> None:
        self.edited.emit({"$secret": name} if name else None)

    def show_value(self, value: Any) -> None:
        text = str(value.get("$secret", "")) if isinstance(value, dict) else ""
        if text != self.line.text():
            self.line.setText(text)

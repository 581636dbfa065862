"""A list of records: a row of small editors for each, such as the conditions of a filter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QFormLayout, QWidget

from app.desktop.form.base import FieldContext, FieldEditor
from app.desktop.form.collections import Rows
from canvas.language import tr
from engine.chain.model import JsonSchema

MakeEditor = Callable[[JsonSchema, FieldContext], FieldEditor]


class RecordsEditor(Rows):
    """`make` gives the editor of one field of a record."""

    def __init__(
        self, schema: JsonSchema, context: FieldContext, make: MakeEditor, parent: QWidget | None = None
    ) -> None:
        super().__init__(schema, context, parent)
        self._make = make
        self._fields: JsonSchema = schema["items"]["properties"]
        self._records: dict[QWidget, dict[str, Any]] = {}

    def show_value(self, value: Any) -> None:
        records = [record for record in value if isinstance(record, dict)] if isinstance(value, list) else []
        if records == self._value():
            return
        self._clear()
        self._records.clear()
        for record in records:
            self._add(record)

    def _value(self) -> list[dict[str, Any]]:
        return [self._records[row] for row in self._rows]

    def _add(self, record: dict[str, Any]) -> QWidget:
        fields = QWidget()
        form = QFormLayout(fields)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(4)
        row = self._row(fields)
        self._records[row] = record
        for name, schema in self._fields.items():
            editor = self._make(schema, self.context)
            title = tr(str(schema.get("title", name)))
            editor.setAccessibleName(title)
            editor.show_value(record.get(name, schema.get("default")))
            editor.edited.connect(lambda value, row=row, name=name: self._edited(row, name, value))
            form.addRow(title, editor)
        return row

    def _edited(self, row: QWidget, name: str, value: Any) -> None:
        # a new record: the old one may be the chain's own
        self._records[row] = {**self._records[row], name: value}
        self._say()

    def _add_clicked(self) -> None:
        row = self._add({name: schema["default"] for name, schema in self._fields.items() if "default" in schema})
        self._say()
        row.setFocus()

    def _say(self, *_: object) -> None:
        self.edited.emit(self._value())

"""A path with a button to browse for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QLineEdit, QToolButton, QWidget

from app.desktop.form.base import FieldContext, FieldEditor, text_of
from app.desktop.form.simple import fill
from app.desktop.widgets.icons import themed
from canvas.language import tr
from canvas.plain import tip
from engine.chain.model import JsonSchema
from engine.chain.paths import stored_path
from nodes.sdk import hints


class PathEditor(FieldEditor):
    """Paths inside the chain's folder are kept relative, so that the folder can move."""

    def __init__(self, schema: JsonSchema, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(schema, context, parent)
        self.line = QLineEdit()
        self.line.textEdited.connect(self._typed)
        self.button = QToolButton()
        self.button.setIcon(themed("folder-open", context.theme))
        self.button.setToolTip(tr("Browse…"))
        self.button.setAccessibleName(tr("Browse"))
        self.button.clicked.connect(self._browse)
        fill(self, self.line, self.button)

    def show_value(self, value: Any) -> None:
        text = text_of(value)
        if text != self.line.text():
            self.line.setText(text)
            self.line.setToolTip(text and tip(str(self.context.folder / text)))

    def _typed(self, text: str) -> None:
        is_none = not text and self.schema.get("x-nullable")
        self.edited.emit(None if is_none else text)

    def _browse(self) -> None:
        dialog = QFileDialog(self, self.schema.get("title", tr("Choose a file")))
        present = self.context.folder / self.line.text()
        if self.schema.get("format") == "directory-path":
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        elif hints.SAVES.read(self.schema):
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        if suffixes := hints.SUFFIXES.read(self.schema):
            dialog.setNameFilters(
                [tr("Fitting files ({patterns})", patterns=" ".join("*" + s for s in suffixes)), tr("All files (*)")]
            )
        folder = present if present.is_dir() else present.parent
        dialog.setDirectory(str(folder))
        dialog.fileSelected.connect(self._chosen)
        dialog.open()

    def _chosen(self, path: str) -> None:
        stored = stored_path(Path(path), self.context.folder)
        self.line.setText(stored)
        self.edited.emit(stored)

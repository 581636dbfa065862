"""A dialog over things that are kept by name: the list of them, a form, one button that keeps, one that removes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from canvas.language import reported, tr
from canvas.plain import label
from engine.errors import EngineError


class NamedDialog(QDialog):
    """`chosen` tells which name of the list was picked; whoever makes one connects the buttons."""

    chosen = Signal(str)

    def __init__(self, title: str, introduction: str, listed: str, save_title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(460)
        self.list = QListWidget()
        self.list.setAccessibleName(listed)
        self.list.currentTextChanged.connect(self._choose)
        self._form = QFormLayout()
        self.name = self.line(tr("Name"))
        self.status = label(wrap=True)
        self.keep_button, self.remove_button = QPushButton(save_title), QPushButton(tr("Remove"))
        self.keep_button.setDefault(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.keep_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.remove_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(label(introduction, "soft", wrap=True))
        column.addWidget(self.list)
        column.addLayout(self._form)
        column.addWidget(self.status)
        column.addWidget(buttons)

    def line(self, title: str, *, secret: bool = False) -> QLineEdit:
        """One more line of the form."""
        field = QLineEdit()
        field.setAccessibleName(title)
        if secret:
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self._form.addRow(title, field)
        return field

    def fill(self, names: Sequence[str]) -> None:
        self.list.clear()
        self.list.addItems(names)
        self.remove_button.setEnabled(False)

    def show_status(self, text: str, *, bad: bool = False) -> None:
        self.status.setObjectName("problem" if bad else "soft")
        self.status.style().polish(self.status)
        self.status.setText(text)

    def show_error(self, error: EngineError | OSError) -> None:
        text = f"{reported(str(error))}."
        if isinstance(error, EngineError):
            text = f"{text} {reported(error.remedy)}".strip()
        self.show_status(text, bad=True)

    def _choose(self, name: str) -> None:
        self.remove_button.setEnabled(bool(name))
        if name:
            self.name.setText(name)
        self.chosen.emit(name)

"""Which secrets there are, by name; setting and removing them. Their values are never shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
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
from engine.run.secrets import KeyringSecrets


class SecretsDialog(QDialog):
    """Over the system's keyring. `wanted` is a name that a chain asks for."""

    def __init__(self, keyring: KeyringSecrets, parent: QWidget, wanted: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Secrets"))
        self.setMinimumWidth(420)
        self._keyring = keyring
        about = tr(
            "Secrets are kept in the system's keyring. A chain only names them; they are never part of a file, "
            "a log or a result. Those in the environment (ICEOS_SECRET_…) come first and are not listed."
        )
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Names of secrets"))
        self.list.currentTextChanged.connect(self._chosen)
        self.name = QLineEdit(wanted)
        self.name.setAccessibleName(tr("Name"))
        self.value = QLineEdit()
        self.value.setEchoMode(QLineEdit.EchoMode.Password)
        self.value.setAccessibleName(tr("Secret"))
        self.told = label(name="problem", wrap=True)
        self.set_button, self.remove_button = QPushButton(tr("Set")), QPushButton(tr("Remove"))
        self.set_button.setDefault(True)
        self.set_button.clicked.connect(self._set)
        self.remove_button.clicked.connect(self._remove)
        form = QFormLayout()
        form.addRow(tr("Name"), self.name)
        form.addRow(tr("Secret"), self.value)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.set_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.remove_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(label(about, "soft", wrap=True))
        column.addWidget(self.list)
        column.addLayout(form)
        column.addWidget(self.told)
        column.addWidget(buttons)
        self._fill()
        (self.value if wanted else self.name).setFocus()

    def _fill(self) -> None:
        self.list.clear()
        self.list.addItems(self._keyring.names())
        self.remove_button.setEnabled(False)

    def _chosen(self, name: str) -> None:
        self.remove_button.setEnabled(bool(name))
        if name:
            self.name.setText(name)

    def _set(self) -> None:
        name, value = self.name.text().strip(), self.value.text()
        if not name or not value:
            self.told.setText(tr("A name and a secret are needed."))
            return
        self._do(lambda: self._keyring.set(name, value))

    def _remove(self) -> None:
        self._do(lambda: self._keyring.remove(self.list.currentItem().text()))

    def _do(self, work: Callable[[], None]) -> None:
        try:
            work()
        except (EngineError, OSError) as error:
            remedy = error.remedy if isinstance(error, EngineError) else ""
            self.told.setText(f"{reported(str(error))}. {reported(remedy)}")
            return
        self.told.setText("")
        self.value.clear()
        self._fill()

"""Which secrets there are, by name; setting and removing them. Their values are never shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.desktop.widgets.named_dialog import NamedDialog
from canvas.language import tr
from engine.errors import EngineError
from engine.run.secrets import KeyringSecrets


class SecretsDialog(NamedDialog):
    """Over the system's keyring. `wanted` is a name that a chain asks for."""

    def __init__(self, keyring: KeyringSecrets, parent: QWidget, name: str = "") -> None:
        introduction = tr(
            "Secrets are kept in the system's keyring. A chain only names them; they are never part of a file, "
            "a log or a result. Those in the environment (ICEOS_SECRET_…) come first and are not listed."
        )
        super().__init__(tr("Secrets"), introduction, tr("Names of secrets"), tr("Set"), parent)
        self._keyring = keyring
        self.value = self.line(tr("Secret"), secret=True)
        self.name.setText(name)
        self.keep_button.clicked.connect(self._set)
        self.remove_button.clicked.connect(self._remove)
        self.fill(keyring.names())
        if name:
            self.value.setFocus()
        else:
            self.name.setFocus()

    def _set(self) -> None:
        name, value = self.name.text().strip(), self.value.text()
        if not name or not value:
            self.show_status(tr("A name and a secret are needed."), bad=True)
            return
        self._do(lambda: self._keyring.set(name, value))

    def _remove(self) -> None:
        self._do(lambda: self._keyring.remove(self.list.currentItem().text()))

    def _do(self, work: Callable[[], None]) -> None:
        try:
            work()
        except (EngineError, OSError) as error:
            self.show_error(error)
            return
        self.show_status("")
        self.value.clear()
        self.fill(self._keyring.names())

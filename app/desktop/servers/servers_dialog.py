"""The servers a person knows: add, try, remove."""

from __future__ import annotations

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

from app.desktop.servers.work import Work
from app.servers import Servers
from canvas.language import reported, tr
from canvas.plain import label
from engine.client import Client
from engine.errors import EngineError


class ServersDialog(QDialog):
    """A server is tried before it is kept."""

    def __init__(self, servers: Servers, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Servers"))
        self.setMinimumWidth(460)
        self._servers = servers
        self._work = Work(self)
        about = tr(
            "A server runs chains for a team, also while this machine is off. Its operator gives you the address "
            "and a token; the token is kept in the system's keyring."
        )
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Servers you know"))
        self.list.currentTextChanged.connect(self._chosen)
        self.name, self.url, self.token = QLineEdit(), QLineEdit(), QLineEdit()
        self.url.setPlaceholderText("http://host:8000")
        self.token.setEchoMode(QLineEdit.EchoMode.Password)
        form = QFormLayout()
        for title, line in ((tr("Name"), self.name), (tr("Address"), self.url), (tr("Token"), self.token)):
            line.setAccessibleName(title)
            form.addRow(title, line)
        self.told = label(wrap=True)
        self.add_button, self.remove_button = QPushButton(tr("Test and keep")), QPushButton(tr("Remove"))
        self.add_button.setDefault(True)
        self.add_button.clicked.connect(self._add)
        self.remove_button.clicked.connect(self._remove)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.add_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.remove_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(label(about, "soft", wrap=True))
        column.addWidget(self.list)
        column.addLayout(form)
        column.addWidget(self.told)
        column.addWidget(buttons)
        self._fill()
        self.name.setFocus()

    def _fill(self) -> None:
        self.list.clear()
        self.list.addItems([server.name for server in self._servers.all()])
        self.remove_button.setEnabled(False)

    def _chosen(self, name: str) -> None:
        self.remove_button.setEnabled(bool(name))
        for server in self._servers.all():
            if server.name == name:
                self.name.setText(server.name)
                self.url.setText(server.url)

    def _add(self) -> None:
        name, url = self.name.text().strip(), self.url.text().strip()
        token = self.token.text().strip() or self._servers.token(url)
        if not name or not url or not token:
            self._say(tr("A name, an address and a token are needed."), bad=True)
            return
        self.add_button.setEnabled(False)
        self._say(tr("Asking {url} …", url=url))

        def ask() -> dict[str, object]:
            with Client(url, token, timeout_s=10) as client:
                told = client.me()
            self._servers.add(name, url, token)
            return told

        self._work.do(ask, self._added, self._failed)

    def _added(self, told: dict[str, object]) -> None:
        self.add_button.setEnabled(True)
        scopes = ", ".join(str(scope) for scope in told["scopes"])  # type: ignore[attr-defined]  # a list, says the API
        self._say(tr("It answers. You are “{name}” there and may: {scopes}.", name=told["name"], scopes=scopes))
        self.token.clear()
        self._fill()

    def _failed(self, error: EngineError) -> None:
        self.add_button.setEnabled(True)
        self._say(f"{reported(str(error))}. {reported(error.remedy)}", bad=True)

    def _remove(self) -> None:
        try:
            self._servers.remove(self.list.currentItem().text())
        except OSError as error:
            self._say(str(error), bad=True)
        self._fill()

    def _say(self, words: str, *, bad: bool = False) -> None:
        self.told.setObjectName("problem" if bad else "soft")
        self.told.style().polish(self.told)
        self.told.setText(words)

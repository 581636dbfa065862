"""The servers a person knows: add, try, remove."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.desktop.servers.work import Work
from app.desktop.widgets.named_dialog import NamedDialog
from app.servers import Servers
from canvas.language import tr
from engine.client import Client
from engine.errors import EngineError


class ServersDialog(NamedDialog):
    """A server is tried before it is kept."""

    def __init__(self, servers: Servers, parent: QWidget) -> None:
        about = tr(
            "A server runs chains for a team, also while this machine is off. Its operator gives you the address "
            "and a token; the token is kept in the system's keyring."
        )
        super().__init__(tr("Servers"), about, tr("Servers you know"), tr("Test and keep"), parent)
        self._servers = servers
        self._work = Work(self)
        self.url, self.token = self.line(tr("Address")), self.line(tr("Token"), secret=True)
        self.url.setPlaceholderText("http://host:8000")
        self.chosen.connect(self._show)
        self.keep_button.clicked.connect(self._keep)
        self.remove_button.clicked.connect(self._remove)
        self._fill()
        self.name.setFocus()

    def _fill(self) -> None:
        self.fill([server.name for server in self._servers.all()])

    def _show(self, name: str) -> None:
        for server in self._servers.all():
            if server.name == name:
                self.url.setText(server.url)

    def _keep(self) -> None:
        name, url = self.name.text().strip(), self.url.text().strip()
        token = self.token.text().strip() or self._servers.token(url)
        if not name or not url or not token:
            self.say(tr("A name, an address and a token are needed."), bad=True)
            return
        self.keep_button.setEnabled(False)
        self.say(tr("Asking {url} …", url=url))

        def ask() -> dict[str, object]:
            with Client(url, token, timeout_s=10) as client:
                told = client.me()
            self._servers.add(name, url, token)
            return told

        self._work.do(ask, self._kept, self._failed)

    def _kept(self, told: dict[str, object]) -> None:
        self.keep_button.setEnabled(True)
        scopes = ", ".join(str(scope) for scope in told["scopes"])  # type: ignore[attr-defined]  # a list, says the API
        self.say(tr("It answers. You are “{name}” there and may: {scopes}.", name=told["name"], scopes=scopes))
        self.token.clear()
        self._fill()

    def _failed(self, error: EngineError) -> None:
        self.keep_button.setEnabled(True)
        self.say_failed(error)

    def _remove(self) -> None:
        try:
            self._servers.remove(self.list.currentItem().text())
        except OSError as error:
            self.say_failed(error)
        self._fill()

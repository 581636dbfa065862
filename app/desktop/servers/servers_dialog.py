"""The servers a person knows: add, try, remove."""

from __future__ import annotations

import asyncio

from PySide6.QtWidgets import QWidget

from app.desktop.background import Tasks
from app.desktop.widgets.named_dialog import NamedDialog
from app.servers import Servers
from canvas.language import tr
from engine.async_client import AsyncClient
from engine.errors import EngineError

_PATIENCE_S = 10


class ServersDialog(NamedDialog):
    """A server is tried before it is kept."""

    def __init__(self, servers: Servers, parent: QWidget) -> None:
        explanation = tr(
            "A server runs chains for a team, also while this machine is off. Its operator gives you the address "
            "and a token; the token is kept in the system's keyring."
        )
        super().__init__(tr("Servers"), explanation, tr("Servers you know"), tr("Test and keep"), parent)
        self._servers = servers
        self._tasks = Tasks(self, self._failed)
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
        self.keep_button.setEnabled(False)
        self._tasks.start(self._try_and_keep(name, url, self.token.text().strip()))

    async def _try_and_keep(self, name: str, url: str, token: str) -> None:
        if not token:
            token = await asyncio.to_thread(self._servers.token, url)
        if not name or not url or not token:
            self.keep_button.setEnabled(True)
            self.show_status(tr("A name, an address and a token are needed."), bad=True)
            return
        self.show_status(tr("Asking {url} …", url=url))
        async with AsyncClient(url, token, timeout_s=_PATIENCE_S) as client:
            me = await client.me()
        await asyncio.to_thread(self._servers.add, name, url, token)
        self.keep_button.setEnabled(True)
        scopes = ", ".join(map(str, me["scopes"]))
        self.show_status(tr("It answers. You are “{name}” there and may: {scopes}.", name=me["name"], scopes=scopes))
        self.token.clear()
        self._fill()

    def _failed(self, error: EngineError) -> None:
        self.keep_button.setEnabled(True)
        self._fill()
        self.show_error(error)

    def _remove(self) -> None:
        self._tasks.start(self._forget(self.list.currentItem().text()))

    async def _forget(self, name: str) -> None:
        await asyncio.to_thread(self._servers.remove, name)
        self._fill()

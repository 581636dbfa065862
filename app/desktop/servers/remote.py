"""Commands that need a server: export the chain, run it there, show what runs there."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QInputDialog, QWidget

from app.desktop.background import Tasks
from app.desktop.documents.files import FileCommands
from app.desktop.run.remote_feed import RemoteRunFeed
from app.desktop.run.run_controller import RunController
from app.desktop.servers.export_dialog import ExportDialog
from app.desktop.servers.runs_dialog import RunsDialog
from app.desktop.servers.servers_dialog import ServersDialog
from app.desktop.widgets.message_bar import MessageBar
from app.servers import Server, Servers
from canvas.document import Document
from canvas.language import reported, tr
from canvas.theme import Theme
from engine.chain.bundle import Bundle, bundle
from engine.chain.file import Loaded, write_atomically
from engine.chain.identity import identity
from engine.client import chain_name
from engine.errors import EngineError
from engine.folders import Folders

log = logging.getLogger(__name__)
_LOOK_BACK_S = 1.5


class Remote(QObject):
    """What is running on a server is remembered, so that the next start offers to show it."""

    def __init__(
        self,
        document: Document,
        controller: RunController,
        files: FileCommands,
        bar: MessageBar,
        folders: Folders,
        theme: Callable[[], Theme],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._document, self._controller, self._files, self._bar = document, controller, files, bar
        self._artifacts, self._theme, self._window = folders.artifacts, theme, window
        self.servers = Servers(folders)
        self._tasks = Tasks(self, self._failed)
        self._followed_file = folders.data / "following.json"
        self._changing_followed = asyncio.Lock()
        controller.finished.connect(lambda _: self._on_finished())

    def manage(self) -> None:
        ServersDialog(self.servers, self._window).open()

    def export(self) -> None:
        """Publish the chain."""
        if not (servers := self._ask_for_servers()) or (upload := self._bundle()) is None:
            return
        root = self._document.root
        name = chain_name(self._document.path or Path(root.title or "chain"))
        dialog = ExportDialog(self.servers, servers, upload, name, root.version, self._theme(), self._window)
        dialog.published.connect(self._on_published)
        dialog.open()

    def run(self) -> None:
        """Run the chain on a server, and show the run here."""
        servers = self._ask_for_servers()
        if not servers or self._is_busy():
            return
        if len(servers) == 1:
            self._run_on(servers[0])
            return
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(tr("Run on a server"))
        dialog.setLabelText(tr("Server"))
        dialog.setComboBoxItems([server.name for server in servers])
        dialog.textValueSelected.connect(lambda name: self._run_on(next(s for s in servers if s.name == name)))
        dialog.open()

    def show_runs(self) -> None:
        if servers := self._ask_for_servers():
            dialog = RunsDialog(self.servers, servers, self._window)
            dialog.followed.connect(self.show_run)
            dialog.open()

    def show_run(self, server: Server, run: str) -> None:
        """Put a run of a server on the canvas, as far as it has come, and what follows."""
        if not self._is_busy():
            self._tasks.start(self._show_run(server, run))

    async def _show_run(self, server: Server, run: str) -> None:
        async with self.servers.connect(server) as client:
            loaded, info = await client.document(run), await client.run(run)
        if identity(self._document.root) == identity(loaded.chain):
            self._follow(server, run)
            return
        title = tr("{name} on {server}", name=info.name, server=server.name)

        def show() -> None:
            self._files.show(loaded.chain, title, self._document.folder)
            # the canvas forgets what ran before, and only then this is shown
            QTimer.singleShot(0, self, lambda: self._follow(server, run))

        self._files.when_safe(show)

    def look_back(self) -> None:
        """Some time after the start: offer to show a run that was left on a server."""
        self._tasks.start(self._look_back(), failed=lambda error: log.info("the run that was left: %s", error))

    async def _look_back(self) -> None:
        await asyncio.sleep(_LOOK_BACK_S)
        try:
            followed = json.loads(await asyncio.to_thread(self._followed_file.read_text, "utf-8"))
            server, run = self.servers.find(str(followed["server"])), str(followed["run"])
        except (OSError, ValueError, KeyError, TypeError):
            return
        async with self.servers.connect(server) as client:
            info = await client.run(run)
        self._forget()
        if self._bar.isVisible() or self._controller.running:
            return
        text = tr(
            "“{name}” was left on {server}: {status}.",
            name=info.name,
            server=server.name,
            status=reported(info.status),
        )
        self._bar.show_message(
            text, choices={tr("Show it"): lambda: self.show_run(server, run), tr("Leave it"): lambda: None}
        )

    def _run_on(self, server: Server) -> None:
        if (upload := self._bundle()) is not None:
            self._bar.show_message(tr("Sending the chain to {server} …", server=server.name))
            self._tasks.start(self._start(server, upload))

    async def _start(self, server: Server, upload: Bundle) -> None:
        async with self.servers.connect(server) as client:
            run = await client.start_once(upload)
        self._bar.hide()
        self._follow(server, run.id)

    def _follow(self, server: Server, run: str) -> None:
        self._remember(server, run)
        feed = RemoteRunFeed(lambda: self.servers.connect(server), server.name, run, self._artifacts, self._controller)
        self._controller.follow(feed)

    def _bundle(self) -> Bundle | None:
        document = self._document
        try:
            return bundle(Loaded(document.root), document.root, document.catalog, document.folder)
        except EngineError as error:
            self._failed(error)
            return None

    def _ask_for_servers(self) -> list[Server]:
        """Those that the person knows; where there are none, how to add one is offered."""
        servers = self.servers.all()
        if not servers:
            self._bar.show_message(tr("No server is known yet."), choices={tr("Add one…"): self.manage})
        return servers

    def _is_busy(self) -> bool:
        if self._controller.running:
            self._bar.show_message(tr("Another run is going on. Stop it first, or wait for its end."), "error")
            return True
        return False

    def _on_published(self, name: str, version: str, address: str) -> None:
        self._bar.show_message(
            tr("{name} {version} is published: {address}", name=name, version=version, address=address)
        )

    def _failed(self, error: EngineError) -> None:
        self._bar.show_message(f"{reported(str(error))}. {reported(error.remedy)}", "error")

    def _on_finished(self) -> None:
        status = self._controller.state.status
        if status is not None and status.is_over:  # else the server is away, and the run goes on there
            self._forget()

    def _forget(self) -> None:
        self._change_followed(lambda: self._followed_file.unlink(missing_ok=True))

    def _remember(self, server: Server, run: str) -> None:
        content = json.dumps({"server": server.name or server.url, "run": run}).encode()

        def write() -> None:
            self._followed_file.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._followed_file, content)

        self._change_followed(write)

    def _change_followed(self, change: Callable[[], object]) -> None:
        """One after the other, in the order in which they were asked for."""

        async def do() -> None:
            async with self._changing_followed:
                await asyncio.to_thread(change)

        def warn(error: EngineError) -> None:
            log.warning("which run on a server is followed cannot be remembered: %s", error)

        self._tasks.start(do(), failed=warn)

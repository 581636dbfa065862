"""Commands that need a server: export the chain, run it there, show what runs there."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QInputDialog, QWidget

from app.desktop.documents.files import FileCommands
from app.desktop.run.remote_feed import RemoteRunFeed
from app.desktop.run.run_controller import RunController
from app.desktop.servers.export_dialog import ExportDialog
from app.desktop.servers.runs_dialog import RunsDialog
from app.desktop.servers.servers_dialog import ServersDialog
from app.desktop.servers.work import Work
from app.desktop.widgets.message_bar import MessageBar
from app.servers import Server, Servers
from canvas.document import Document
from canvas.language import reported, tr
from canvas.theme import Theme
from engine.chain.bundle import Bundle, bundle
from engine.chain.file import Loaded, write_atomically
from engine.chain.identity import identity
from engine.client import named
from engine.errors import EngineError
from engine.folders import Folders

log = logging.getLogger(__name__)
_LOOK_BACK_MS = 1500


class Remote(QObject):
    """What is running on a server is remembered, so that the next start offers to show it."""

    def __init__(
        self,
        document: Document,
        controller: RunController,
        files: FileCommands,
        bar: MessageBar,
        where: Folders,
        theme: Callable[[], Theme],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._document, self._controller, self._files, self._bar = document, controller, files, bar
        self._where, self._theme, self._window = where, theme, window
        self.servers = Servers(where)
        self._work = Work(self)
        self._going = where.data / "following.json"
        controller.finished.connect(lambda _: self._remember(None))

    def manage(self) -> None:
        ServersDialog(self.servers, self._window).open()

    def export(self) -> None:
        """Publish the chain."""
        if (known := self._known()) and (made := self._bundle()) is not None:
            path = self._document.path
            name = named(path) if path is not None else named(Path(self._document.root.title or "chain"))
            dialog = ExportDialog(
                self.servers, known, made, name, self._document.root.version, self._theme(), self._window
            )
            dialog.published.connect(self._on_published)
            dialog.open()

    def run(self) -> None:
        """Run the chain on a server, and show the run here."""
        known = self._known()
        if not known or self._is_busy():
            return
        if len(known) == 1:
            self._run_on(known[0])
            return
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(tr("Run on a server"))
        dialog.setLabelText(tr("Server"))
        dialog.setComboBoxItems([server.name for server in known])
        dialog.textValueSelected.connect(lambda name: self._run_on(next(s for s in known if s.name == name)))
        dialog.open()

    def show_runs(self) -> None:
        if known := self._known():
            dialog = RunsDialog(self.servers, known, self._window)
            dialog.followed.connect(self.show_run)
            dialog.open()

    def show_run(self, server: Server, run: str) -> None:
        """Put a run of a server on the canvas, as far as it has come, and what follows."""
        if self._is_busy():
            return

        def ask() -> Any:
            with self.servers.client(server) as client:
                return client.document(run), client.run(run)

        def show(told: Any) -> None:
            (loaded, _), info = told
            if identity(self._document.root) == identity(loaded.chain):
                self._follow(server, run)
                return
            title = tr("{name} on {server}", name=info.name, server=server.name)

            def put() -> None:
                self._files.show(loaded.chain, title, self._document.folder)
                # the canvas forgets what ran before, and only then this is shown
                QTimer.singleShot(0, lambda: self._follow(server, run))

            self._files.when_safe(put)

        self._work.do(ask, show, self._failed)

    def look_back(self) -> None:
        """Some time after the start: offer to show a run that was left on a server."""
        QTimer.singleShot(_LOOK_BACK_MS, self._look_back)

    def _look_back(self) -> None:
        try:
            told = json.loads(self._going.read_text("utf-8"))
            server, run = self.servers.find(str(told["server"])), str(told["run"])
        except (OSError, ValueError, KeyError, TypeError, EngineError):
            return

        def ask() -> Any:
            with self.servers.client(server) as client:
                return client.run(run)

        def offer(info: Any) -> None:
            self._remember(None)
            if self._bar.isVisible() or self._controller.running:
                return
            words = tr(
                "“{name}” was left on {server}: {status}.",
                name=info.name,
                server=server.name,
                status=reported(info.status),
            )
            self._bar.say(words, choices={tr("Show it"): lambda: self.show_run(server, run), tr("Leave it"): _nothing})

        self._work.do(ask, offer, lambda error: log.info("the run that was left: %s", error))

    def _run_on(self, server: Server) -> None:
        made = self._bundle()
        if made is None:
            return
        self._bar.say(tr("Sending the chain to {server} …", server=server.name))

        def start() -> str:
            with self.servers.client(server) as client:
                return client.start_once(made).id

        def started(run: str) -> None:
            self._bar.hide()
            self._follow(server, run)

        self._work.do(start, started, self._failed)

    def _follow(self, server: Server, run: str) -> None:
        self._remember({"server": server.name or server.url, "run": run})
        feed = RemoteRunFeed(
            lambda: self.servers.connect(server), server.name, run, self._where.artifacts, self._controller
        )
        self._controller.follow(feed)

    def _bundle(self) -> Bundle | None:
        document = self._document
        try:
            return bundle(Loaded(document.root), document.root, document.catalog, document.folder)
        except EngineError as error:
            self._failed(error)
            return None

    def _known(self) -> list[Server]:
        known = self.servers.all()
        if not known:
            self._bar.say(tr("No server is known yet."), choices={tr("Add one…"): self.manage})
        return known

    def _is_busy(self) -> bool:
        if self._controller.running:
            self._bar.say(tr("Another run is going on. Stop it first, or wait for its end."), "error")
            return True
        return False

    def _on_published(self, name: str, version: str, address: str) -> None:
        self._bar.say(tr("{name} {version} is published: {address}", name=name, version=version, address=address))

    def _failed(self, error: EngineError) -> None:
        self._bar.say(f"{reported(str(error))}. {reported(error.remedy)}", "error")

    def _remember(self, told: dict[str, str] | None) -> None:
        try:
            if told is None:
                self._going.unlink(missing_ok=True)
            else:
                self._going.parent.mkdir(parents=True, exist_ok=True)
                write_atomically(self._going, json.dumps(told).encode())
        except OSError as error:
            log.warning("the run on a server cannot be remembered: %s", error)


def _nothing() -> None:
    """Leave it as it is."""

"""What runs, and ran, on a server: follow it on the canvas, stop it, go on with it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.desktop.background import Tasks
from app.servers import Server, Servers
from canvas.language import reported, tr
from canvas.plain import label
from engine.async_client import AsyncClient
from engine.client import RemoteRun
from engine.errors import EngineError

log = logging.getLogger(__name__)
_REFRESH_S = 2


class RunsDialog(QDialog):
    """`followed` tells the server and the run that is to be shown."""

    followed = Signal(object, str)

    def __init__(self, servers: Servers, choices: list[Server], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Runs on a server"))
        self.resize(760, 420)
        self._servers, self._choices = servers, choices
        self._tasks = Tasks(self, self._failed)
        self._watch: asyncio.Task[None] | None = None
        self._runs: list[RemoteRun] = []
        self.server = QComboBox()
        self.server.addItems([server.name for server in choices])
        self.server.setAccessibleName(tr("Server"))
        self.server.currentIndexChanged.connect(lambda _: self.refresh())
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(tr("Runs"))
        self.tree.setHeaderLabels([tr("Chain"), tr("Started"), tr("Took"), tr("Status"), tr("Run")])
        self.tree.setRootIsDecorated(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.itemSelectionChanged.connect(self._enable)
        self.tree.itemActivated.connect(lambda *_: self._follow())
        self.status = label(wrap=True)
        self.follow, self.stop, self.resume = (
            QPushButton(tr("Show on the canvas")),
            QPushButton(tr("Stop")),
            QPushButton(tr("Resume")),
        )
        self.follow.setDefault(True)
        self.follow.clicked.connect(self._follow)
        self.stop.clicked.connect(self._cancel)
        self.resume.clicked.connect(self._resume)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        for button in (self.follow, self.stop, self.resume):
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (self.server, self.tree, self.status, buttons):
            column.addWidget(widget)
        self.refresh()
        self._enable()

    @property
    def _chosen(self) -> Server:
        return self._choices[self.server.currentIndex()]

    def refresh(self) -> None:
        """Look now, and from now on every two seconds."""
        self._watch = self._tasks.start(self._follow_list(self._chosen), instead_of=self._watch)

    async def _follow_list(self, server: Server) -> None:
        while True:
            try:
                async with self._servers.connect(server) as client:
                    while True:
                        self._fill(await client.runs(limit=100))
                        await asyncio.sleep(_REFRESH_S)
            except EngineError as error:
                log.debug("the runs on %s are asked for again: %s", server.url, error)
                self._failed(error)
                await asyncio.sleep(_REFRESH_S)

    def _fill(self, runs: list[RemoteRun]) -> None:
        self.status.clear()
        if not runs:
            self.status.setText(tr("Nothing has run there yet."))
        if runs == self._runs:
            return
        chosen = self._selected()
        self._runs = runs
        self.tree.clear()
        for run in runs:
            at = time.strftime("%d %b, %H:%M:%S", time.localtime(run.created_at))
            item = QTreeWidgetItem([f"{run.name} {run.version}", at, _duration(run), reported(run.status), run.id])
            self.tree.addTopLevelItem(item)
            item.setSelected(chosen is not None and chosen.id == run.id)

    def _selected(self) -> RemoteRun | None:
        items = self.tree.selectedItems()
        return next((run for run in self._runs if items and run.id == items[0].text(4)), None)

    def _enable(self) -> None:
        run = self._selected()
        self.follow.setEnabled(run is not None)
        self.stop.setEnabled(run is not None and not run.over)
        self.resume.setEnabled(run is not None and run.status.is_resumable)

    def _follow(self) -> None:
        if (run := self._selected()) is not None:
            self.followed.emit(self._chosen, run.id)
            self.accept()

    def _cancel(self) -> None:
        if (run := self._selected()) is not None:
            self._tasks.start(self._order(self._chosen, lambda client: client.cancel(run.id)))

    def _resume(self) -> None:
        if (run := self._selected()) is not None:
            self._tasks.start(self._order(self._chosen, lambda client: client.resume(run.id)))

    async def _order(self, server: Server, order: Callable[[AsyncClient], Coroutine[Any, Any, object]]) -> None:
        async with self._servers.connect(server) as client:
            await order(client)
        self.refresh()

    def _failed(self, error: EngineError) -> None:
        self.status.setText(f"{reported(str(error))}. {reported(error.remedy)}")


def _duration(run: RemoteRun) -> str:
    if run.finished_at is None:
        return ""
    return f"{run.finished_at - run.created_at:.1f} s"

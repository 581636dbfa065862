"""What runs, and ran, on a server: follow it on the canvas, stop it, go on with it."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt, QTimer, Signal
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

from app.desktop.servers.work import Work
from app.servers import Server, Servers
from canvas.language import reported, tr
from canvas.plain import label
from engine.client import RemoteRun
from engine.errors import EngineError

_AGAIN_MS = 2000


class RunsDialog(QDialog):
    """`followed` tells the server and the run that is to be shown."""

    followed = Signal(object, str)

    def __init__(self, servers: Servers, known: list[Server], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Runs on a server"))
        self.resize(760, 420)
        self._servers, self._known = servers, known
        self._work = Work(self)
        self._runs: list[RemoteRun] = []
        self.server = QComboBox()
        self.server.addItems([server.name for server in known])
        self.server.setAccessibleName(tr("Server"))
        self.server.currentIndexChanged.connect(lambda _: self.refresh())
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(tr("Runs"))
        self.tree.setHeaderLabels([tr("Chain"), tr("Started"), tr("Took"), tr("Status"), tr("Run")])
        self.tree.setRootIsDecorated(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.itemSelectionChanged.connect(self._enable)
        self.tree.itemActivated.connect(lambda *_: self._follow())
        self.told = label(wrap=True)
        self.follow, self.stop, self.resume = (
            QPushButton(tr("Show on the canvas")),
            QPushButton(tr("Stop")),
            QPushButton(tr("Resume")),
        )
        self.follow.setDefault(True)
        self.follow.clicked.connect(self._follow)
        self.stop.clicked.connect(lambda: self._ask("cancel"))
        self.resume.clicked.connect(lambda: self._ask("resume"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        for button in (self.follow, self.stop, self.resume):
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (self.server, self.tree, self.told, buttons):
            column.addWidget(widget)
        self._again = QTimer(self)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self.refresh)
        self._again.start()
        self.refresh()
        self._enable()

    @property
    def _chosen(self) -> Server:
        return self._known[self.server.currentIndex()]

    def refresh(self) -> None:
        server = self._chosen

        def ask() -> list[RemoteRun]:
            with self._servers.client(server) as client:
                return client.runs(limit=100)

        self._work.do(ask, self._fill, self._failed)

    def _fill(self, runs: list[RemoteRun]) -> None:
        self.told.setText("" if runs else tr("Nothing has run there yet."))
        if runs == self._runs:
            return
        chosen = self._selected()
        self._runs = runs
        self.tree.clear()
        for run in runs:
            at = time.strftime("%d %b, %H:%M:%S", time.localtime(run.created_at))
            took = f"{run.finished_at - run.created_at:.1f} s" if run.finished_at else ""
            item = QTreeWidgetItem([f"{run.name} {run.version}", at, took, reported(run.status), run.id])
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

    def _ask(self, what: str) -> None:
        run, server = self._selected(), self._chosen
        if run is None:
            return
        number = run.id

        def ask() -> None:
            with self._servers.client(server) as client:
                getattr(client, what)(number)

        self._work.do(ask, lambda _: self.refresh(), self._failed)

    def _failed(self, error: EngineError) -> None:
        self.told.setText(f"{reported(str(error))}. {reported(error.remedy)}")

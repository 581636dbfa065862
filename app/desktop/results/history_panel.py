"""The list of what ran before."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.desktop.background import Tasks
from app.desktop.widgets.flow import FlowLayout
from canvas.document import Document
from canvas.language import reported, tr
from canvas.plain import label
from canvas.theme import Theme
from engine.errors import EngineError
from engine.run.history import History, RunRecord
from engine.run.status import RunStatus

_SHOWN = 200
_LOOKED_AT_MS = 250


class HistoryPanel(QWidget):
    """Lists runs, the latest first. What is done with them is told by signals."""

    opened = Signal(object)
    resumed = Signal(object)
    compared = Signal(object, object)
    forgotten = Signal(list)
    """To be removed, after a question."""
    chosen_changed = Signal()

    def __init__(self, history: History, document: Document, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._history = history
        self._document = document
        self._theme = theme
        self._tasks = Tasks(self, self._failed)
        self._reading: asyncio.Task[None] | None = None
        self.which = QComboBox()
        self.which.addItems([tr("all chains"), tr("this chain")])
        self.which.setAccessibleName(tr("Whose runs"))
        self.which.activated.connect(lambda _: self.refresh())
        head = FlowLayout()
        head.addWidget(label(tr("Runs of"), "soft"))
        head.addWidget(self.which)
        buttons = {
            "open": (tr("Open"), self._open, tr("Show the chain as it was, with what each node received and produced")),
            "resume": (tr("Resume"), self._resume, tr("Go on where it stopped: what was finished is not run again")),
            "compare": (tr("Compare"), self._compare, tr("Compare two runs node by node (select two with Ctrl)")),
            "forget": (tr("Forget"), self.forget, tr("Remove it from the history, and files that no other run uses")),
        }
        self.buttons: dict[str, QPushButton] = {}
        for name, (title, action, tip) in buttons.items():
            button = self.buttons[name] = QPushButton(title)
            button.setToolTip(tip)
            button.clicked.connect(action)
            head.addWidget(button)
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels([tr("Started"), tr("Chain"), tr("Status"), tr("Took"), tr("Run")])
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        for column in range(5):
            mode = QHeaderView.ResizeMode.Stretch if column == 1 else QHeaderView.ResizeMode.ResizeToContents
            self.tree.header().setSectionResizeMode(column, mode)
        self.tree.header().setStretchLastSection(False)
        self.tree.setAccessibleName(tr("Runs"))
        self.tree.itemDoubleClicked.connect(lambda *_: self._open())
        self.tree.itemSelectionChanged.connect(self._enable)
        self._empty = label(tr("Nothing has run yet."), "soft")
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(10, 8, 10, 8)
        column_.addLayout(head)
        column_.addWidget(self._empty)
        column_.addWidget(self.tree, 1)
        self._enable()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # panels that share a place are shown for a moment while the window is built
        QTimer.singleShot(_LOOKED_AT_MS, self.refresh)

    def refresh(self) -> None:
        """Read the list anew, where it is seen."""
        if not self.isVisible():
            return
        path: Path | None = None
        if self.which.currentIndex():
            path = self._document.path
        self._reading = self._tasks.start(self._read(path), instead_of=self._reading)

    async def _read(self, path: Path | None) -> None:
        self._fill(await asyncio.to_thread(self._history.runs, _SHOWN, path=path))

    def _failed(self, error: EngineError) -> None:
        self._empty.setText(str(error))
        self._fill([])

    def _fill(self, records: list[RunRecord]) -> None:
        chosen = {record.id for record in self.chosen}
        self.tree.clear()
        for record in records:
            item = self._item(record)
            self.tree.addTopLevelItem(item)
            item.setSelected(record.id in chosen)
        self._empty.setVisible(not records)
        self._enable()

    def _item(self, record: RunRecord) -> QTreeWidgetItem:
        at = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(record.started_at))
        name, duration = record.name or tr("Untitled"), ""
        if record.elapsed_s is not None:
            duration = f"{record.elapsed_s:.2f} s"
        if record.scope.is_partial:
            name = tr("{name} (part)", name=name)
        item = QTreeWidgetItem([at, name, reported(record.status), duration, record.id])
        colour = self._theme.status(record.status)
        if record.status is RunStatus.INTERRUPTED:
            colour = self._theme.warn
        item.setForeground(2, colour)
        item.setToolTip(1, record.path)
        item.setData(0, Qt.ItemDataRole.UserRole, record)
        return item

    @property
    def chosen(self) -> list[RunRecord]:
        return [item.data(0, Qt.ItemDataRole.UserRole) for item in self.tree.selectedItems()]

    @property
    def forgettable(self) -> bool:
        """Some are chosen, and none of them goes on."""
        chosen = self.chosen
        return bool(chosen) and all(record.status.is_over for record in chosen)

    def _enable(self) -> None:
        chosen = self.chosen
        one = len(chosen) == 1
        self.buttons["open"].setEnabled(one)
        self.buttons["resume"].setEnabled(one and chosen[0].status.is_resumable)
        self.buttons["compare"].setEnabled(len(chosen) == 2)
        self.buttons["forget"].setEnabled(self.forgettable)
        self.chosen_changed.emit()

    def _open(self) -> None:
        if len(self.chosen) == 1:
            self.opened.emit(self.chosen[0])

    def _resume(self) -> None:
        self.resumed.emit(self.chosen[0])

    def _compare(self) -> None:
        first, second = sorted(self.chosen, key=lambda record: record.started_at)
        self.compared.emit(first, second)

    def forget(self) -> None:
        """Ask to remove those that are chosen."""
        self.forgotten.emit(self.chosen)

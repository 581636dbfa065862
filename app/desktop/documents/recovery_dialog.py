"""The work of programs that ended without saving: which chains, from when, and how they differ from their files."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QMessageBox,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.desktop.background import Tasks
from app.desktop.documents.recovery import Lost
from canvas.language import tr
from canvas.plain import label
from engine.chain.file import load
from engine.chain.model import Chain
from engine.errors import ChainError


class RecoveryDialog(QDialog):
    """All of them are chosen at first; what is neither restored nor discarded is offered again at the next start."""

    restored = Signal(list)
    """Those that the person wants to go on with."""
    discarded = Signal(list)

    def __init__(self, unsaved: Sequence[Lost], parent: QWidget) -> None:
        super().__init__(parent)
        self._unsaved = list(unsaved)
        self.setWindowTitle(tr("Unsaved work"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(860, 360)
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels([tr("Chain"), tr("Folder"), tr("Kept"), tr("Differs from its file")])
        self.tree.setRootIsDecorated(False)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.tree.setAccessibleName(tr("Unsaved work"))
        for each in self._unsaved:
            folder = str(each.path.parent if each.path else each.folder or "")
            at = time.strftime("%Y-%m-%d %H:%M", time.localtime(each.saved_at))
            self.tree.addTopLevelItem(QTreeWidgetItem([each.name or tr("an unsaved chain"), folder, at, ""]))
        self.tree.selectAll()
        roles = QDialogButtonBox.ButtonRole
        buttons = QDialogButtonBox()
        restore = buttons.addButton(tr("Restore"), roles.AcceptRole)
        restore.clicked.connect(self._restore)
        buttons.addButton(tr("Discard…"), roles.DestructiveRole).clicked.connect(self._ask)
        buttons.addButton(tr("Later"), roles.RejectRole).clicked.connect(self.reject)
        self.tree.itemSelectionChanged.connect(lambda: restore.setEnabled(bool(self._chosen())))
        column = QVBoxLayout(self)
        column.addWidget(label(tr("iceOS ended without saving these. Each opens in a tab of its own."), wrap=True))
        column.addWidget(self.tree, 1)
        column.addWidget(buttons)
        self._tasks = Tasks(self, lambda _: None)
        self._tasks.start(self._compare())

    def _chosen(self) -> list[Lost]:
        return [
            each
            for row, each in enumerate(self._unsaved)
            if (item := self.tree.topLevelItem(row)) is not None and item.isSelected()
        ]

    def _restore(self) -> None:
        chosen = self._chosen()
        self.accept()
        self.restored.emit(chosen)

    def _ask(self) -> None:
        chosen = self._chosen()
        box = QMessageBox(self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(tr("Discard unsaved work on {count} chains for good?", count=len(chosen)))
        box.setStandardButtons(QMessageBox.StandardButton.Discard | QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)

        def answered(answer: int) -> None:
            if answer == QMessageBox.StandardButton.Discard:
                self.discarded.emit(chosen)
                self._remove(chosen)

        box.finished.connect(answered)
        box.open()

    def _remove(self, gone: Sequence[Lost]) -> None:
        for row in reversed(range(len(self._unsaved))):
            if self._unsaved[row] in gone:
                self.tree.takeTopLevelItem(row)
                del self._unsaved[row]
        if not self._unsaved:
            self.reject()

    async def _compare(self) -> None:
        for each in list(self._unsaved):
            words = await asyncio.to_thread(_differs, each)
            if each in self._unsaved and (item := self.tree.topLevelItem(self._unsaved.index(each))) is not None:
                item.setText(3, words)


def _differs(unsaved: Lost) -> str:
    """How a chain differs from its file, in words. Blocks."""
    if unsaved.path is None:
        return tr("it has no file yet")
    try:
        saved = load(unsaved.path).chain
    except ChainError:
        saved = Chain()
        if unsaved.path.exists():
            return tr("its file cannot be read")
    before, after = saved.nodes, unsaved.chain.nodes
    return tr(
        "nodes: {added} added, {removed} removed, {changed} changed",
        added=len(after.keys() - before.keys()),
        removed=len(before.keys() - after.keys()),
        changed=sum(before[node] != after[node] for node in before.keys() & after.keys()),
    )

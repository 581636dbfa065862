"""Two runs side by side: which nodes differ, and the values of one port in both."""

from __future__ import annotations

import time
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.desktop.viewers import viewer_for
from canvas.language import reported, tr
from canvas.plain import label
from canvas.theme import Theme
from engine.run.history import History, NodeDifference, NodeRecord, RunRecord, compare


class CompareDialog(QDialog):
    """Raises `HistoryError` where one of the runs cannot be read."""

    def __init__(
        self, history: History, first: RunRecord, second: RunRecord, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Compare two runs"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1000, 700)
        self._history, self._runs, self._theme = history, (first, second), theme
        titles = [f"{r.name}, {time.strftime('%d %b %H:%M:%S', time.localtime(r.started_at))}" for r in self._runs]
        self.nodes = QTreeWidget()
        self.nodes.setHeaderLabels([tr("Node"), *titles, tr("Different")])
        self.nodes.setRootIsDecorated(False)
        self.nodes.setUniformRowHeights(True)
        self.nodes.setAccessibleName(tr("Nodes of both runs"))
        self.nodes.header().setStretchLastSection(True)
        for column in range(3):
            self.nodes.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        for told in compare(history, first.id, second.id):
            self.nodes.addTopLevelItem(self._item(told))
        self.port = QComboBox()
        self.port.setAccessibleName(tr("Port whose values are shown"))
        self.port.activated.connect(lambda _: self._show())
        self.sides = QSplitter(Qt.Orientation.Horizontal)
        head = QHBoxLayout()
        head.addWidget(label(tr("Values of"), "soft"))
        head.addWidget(self.port)
        head.addStretch(1)
        below = QWidget()
        column_ = QVBoxLayout(below)
        column_.setContentsMargins(0, 6, 0, 0)
        column_.addLayout(head)
        column_.addWidget(self.sides, 1)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.addWidget(self.nodes)
        halves.addWidget(below)
        halves.setSizes([280, 420])
        QVBoxLayout(self).addWidget(halves)
        self._records: list[NodeRecord | None] = []
        self.nodes.currentItemChanged.connect(lambda *_: self._choose())
        items = self._items()
        first_item = next(
            (i for i in items if not i.data(0, Qt.ItemDataRole.UserRole).same), items[0] if items else None
        )
        if first_item is not None:
            self.nodes.setCurrentItem(first_item)

    def _items(self) -> list[QTreeWidgetItem]:
        return [item for n in range(self.nodes.topLevelItemCount()) if (item := self.nodes.topLevelItem(n))]

    def _item(self, told: NodeDifference) -> QTreeWidgetItem:
        sides = [
            (reported(status) if status else tr("not there")) + (f", {elapsed:.2f} s" if elapsed is not None else "")
            for status, elapsed in zip(told.status, told.elapsed_s, strict=True)
        ]
        sides_of = ((tr("received"), told.inputs), (tr("produced"), told.outputs))
        words = "; ".join(f"{side} {', '.join(ports)}" for side, ports in sides_of if ports) or (
            "" if told.same else tr("how it ended")
        )
        item = QTreeWidgetItem([told.node, *sides, words])
        item.setData(0, Qt.ItemDataRole.UserRole, told)
        for column in range(4):
            item.setForeground(column, self._theme.soft if told.same else self._theme.text)
        return item

    def _choose(self) -> None:
        item = self.nodes.currentItem()
        if item is None:
            return
        told: NodeDifference = item.data(0, Qt.ItemDataRole.UserRole)
        self._records = [self._history.node(run.id, told.node) for run in self._runs]
        self.port.clear()
        for side, title in (("outputs", tr("produced")), ("inputs", tr("received"))):
            names = dict.fromkeys(name for record in self._records if record for name in getattr(record, side))
            differing = told.outputs if side == "outputs" else told.inputs
            for name in sorted(names, key=lambda name: name not in differing):
                sign = " ≠" if name in differing else ""
                self.port.addItem(f"{title}: {name}{sign}", (side, name))
        self._show()

    def _show(self) -> None:
        while (old := self.sides.widget(0)) is not None:
            old.setParent(None)
            old.deleteLater()
        chosen: Any = self.port.currentData()
        for record in self._records:
            values = getattr(record, chosen[0]) if record is not None and chosen else {}
            shown = viewer_for(values[chosen[1]], self._theme) if chosen and chosen[1] in values else self._nothing()
            self.sides.addWidget(shown)
        self.sides.setSizes([1, 1])

    def _nothing(self) -> QFrame:
        frame = QFrame()
        column = QVBoxLayout(frame)
        words = label(tr("Nothing in this run."), "soft")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(words)
        return frame

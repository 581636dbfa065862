"""Two runs side by side: which nodes differ, and the values of one port in both."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Collection
from typing import Any, Literal

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

from app.desktop.background import Tasks
from app.desktop.viewers import viewer_for
from canvas.language import reported, tr
from canvas.plain import label
from canvas.theme import Theme
from engine.errors import EngineError
from engine.run.history import History, NodeDifference, NodeRecord, RunRecord

Side = Literal["outputs", "inputs"]


class CompareDialog(QDialog):
    """`differences` are those of all nodes of both."""

    def __init__(
        self,
        history: History,
        runs: tuple[RunRecord, RunRecord],
        differences: list[NodeDifference],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Compare two runs"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1000, 700)
        self._history, self._runs, self._theme = history, runs, theme
        self._tasks = Tasks(self, self._failed)
        self._reading: asyncio.Task[None] | None = None
        self._records: list[NodeRecord | None] = []
        titles = [f"{r.name}, {time.strftime('%d %b %H:%M:%S', time.localtime(r.started_at))}" for r in runs]
        self.nodes = QTreeWidget()
        self.nodes.setHeaderLabels([tr("Node"), *titles, tr("Different")])
        self.nodes.setRootIsDecorated(False)
        self.nodes.setUniformRowHeights(True)
        self.nodes.setAccessibleName(tr("Nodes of both runs"))
        self.nodes.header().setStretchLastSection(True)
        for column in range(3):
            self.nodes.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        items = [self._item(difference) for difference in differences]
        self.nodes.addTopLevelItems(items)
        self.port = QComboBox()
        self.port.setAccessibleName(tr("Port whose values are shown"))
        self.port.activated.connect(lambda _: self._show())
        self.sides = QSplitter(Qt.Orientation.Horizontal)
        self._build()
        self.nodes.currentItemChanged.connect(lambda *_: self._choose())
        if items:
            unequal = (item for item, difference in zip(items, differences, strict=True) if not difference.same)
            self.nodes.setCurrentItem(next(unequal, items[0]))

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(tr("Values of"), "soft"))
        head.addWidget(self.port)
        head.addStretch(1)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 6, 0, 0)
        column.addLayout(head)
        column.addWidget(self.sides, 1)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.addWidget(self.nodes)
        halves.addWidget(below)
        halves.setSizes([280, 420])
        QVBoxLayout(self).addWidget(halves)

    def _item(self, difference: NodeDifference) -> QTreeWidgetItem:
        ends = [_end(*end) for end in zip(difference.status, difference.elapsed_s, strict=True)]
        item = QTreeWidgetItem([difference.node, *ends, _summary(difference)])
        item.setData(0, Qt.ItemDataRole.UserRole, difference)
        colour = self._theme.text
        if difference.same:
            colour = self._theme.soft
        for column in range(4):
            item.setForeground(column, colour)
        return item

    def _choose(self) -> None:
        item = self.nodes.currentItem()
        if item is not None:
            work = self._read(item.data(0, Qt.ItemDataRole.UserRole))
            self._reading = self._tasks.start(work, instead_of=self._reading)

    async def _read(self, difference: NodeDifference) -> None:
        self._records = [await asyncio.to_thread(self._history.node, run.id, difference.node) for run in self._runs]
        self.port.clear()
        self._list_ports("outputs", tr("produced"), difference.outputs)
        self._list_ports("inputs", tr("received"), difference.inputs)
        self._show()

    def _list_ports(self, side: Side, title: str, differing: Collection[str]) -> None:
        names = dict.fromkeys(name for record in self._records for name in _values(record, side))
        for name in sorted(names, key=lambda name: name not in differing):
            sign = ""
            if name in differing:
                sign = " ≠"
            self.port.addItem(f"{title}: {name}{sign}", (side, name))

    def _show(self) -> None:
        self._clear()
        for record in self._records:
            self.sides.addWidget(self._viewer(record))
        self.sides.setSizes([1, 1])

    def _viewer(self, record: NodeRecord | None) -> QWidget:
        if self.port.currentIndex() >= 0:
            side, name = self.port.currentData()
            values = _values(record, side)
            if name in values:
                return viewer_for(values[name], self._theme)
        return self._nothing()

    def _clear(self) -> None:
        while (widget := self.sides.widget(0)) is not None:
            widget.setParent(None)
            widget.deleteLater()

    def _failed(self, error: EngineError) -> None:
        self._clear()
        self.sides.addWidget(label(reported(str(error)), wrap=True))

    def _nothing(self) -> QFrame:
        frame = QFrame()
        column = QVBoxLayout(frame)
        text = label(tr("Nothing in this run."), "soft")
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(text)
        return frame


def _values(record: NodeRecord | None, side: Side) -> dict[str, Any]:
    """What a node produced or received; empty where it did not run."""
    if record is None:
        return {}
    return {"outputs": record.outputs, "inputs": record.inputs}[side]


def _end(status: str, elapsed_s: float | None) -> str:
    """How a node ended in one of the runs."""
    text = reported(status) or tr("not there")
    if elapsed_s is not None:
        text += f", {elapsed_s:.2f} s"
    return text


def _summary(difference: NodeDifference) -> str:
    """In what a node differs."""
    if difference.same:
        return ""
    sides = ((tr("received"), difference.inputs), (tr("produced"), difference.outputs))
    return "; ".join(f"{side} {', '.join(ports)}" for side, ports in sides if ports) or tr("how it ended")

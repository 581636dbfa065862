"""All containers of this window: what they are, what they do, and how to stop them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from canvas.language import mark, tr
from canvas.plain import label
from engine.run.preview import size

if TYPE_CHECKING:
    from engine.executors.docker.executor import Shown

EVERY_MS = 1000
_STATES = {"starting": mark("starting"), "busy": mark("busy"), "warm": mark("warm")}


class ContainersPanel(QWidget):
    """The signals carry the id of a container. It looks only while it is seen."""

    logs_wanted = Signal(str)
    shell_wanted = Signal(str)
    stop_wanted = Signal(str)

    def __init__(self, shown: Callable[[], list[Shown]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = shown
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.refresh)
        head = QHBoxLayout()
        self.count = label("", "soft")
        head.addWidget(self.count)
        head.addStretch(1)
        self.buttons: dict[str, QPushButton] = {}
        for name, title, signal in (
            ("logs", tr("Show logs"), self.logs_wanted),
            ("shell", tr("Open a shell"), self.shell_wanted),
            ("stop", tr("Stop"), self.stop_wanted),
        ):
            button = self.buttons[name] = QPushButton(title)
            button.clicked.connect(lambda _=False, signal=signal: self._say(signal))
            head.addWidget(button)
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels([tr("Image"), tr("Node"), tr("State"), tr("Memory"), tr("Container")])
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        self.tree.setAccessibleName(tr("Containers"))
        for column in range(5):
            mode = QHeaderView.ResizeMode.Stretch if column == 0 else QHeaderView.ResizeMode.ResizeToContents
            self.tree.header().setSectionResizeMode(column, mode)
        self.tree.itemSelectionChanged.connect(self._enable)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(10, 8, 10, 8)
        column_.addLayout(head)
        column_.addWidget(self.tree)
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        self.refresh()
        self._timer.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)

    def refresh(self) -> None:
        """Show what there is now; what was chosen stays chosen."""
        chosen, found = self._chosen(), self._shown()
        self.tree.clear()
        for shown in found:
            memory = size(shown.memory_bytes) if shown.memory_bytes else ""
            item = QTreeWidgetItem([shown.image, shown.node, tr(_STATES[shown.state]), memory, shown.id])
            item.setData(0, Qt.ItemDataRole.UserRole, shown.id)
            self.tree.addTopLevelItem(item)
            item.setSelected(shown.id == chosen)
        one = tr("1 container of this window")
        self.count.setText(
            tr("No container of this window runs.")
            if not found
            else one
            if len(found) == 1
            else tr("{count} containers of this window", count=len(found))
        )
        self._enable()

    def _chosen(self) -> str:
        items = self.tree.selectedItems()
        return str(items[0].data(0, Qt.ItemDataRole.UserRole)) if items else ""

    def _enable(self) -> None:
        for button in self.buttons.values():
            button.setEnabled(bool(self._chosen()))

    def _say(self, signal: object) -> None:
        if container := self._chosen():
            signal.emit(container)  # type: ignore[attr-defined]  # one of the three above

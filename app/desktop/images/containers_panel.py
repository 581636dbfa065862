"""All containers of this window: what they are, what they do, and how to stop them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.desktop.widgets.flow import FlowLayout
from canvas.language import mark, tr
from canvas.plain import label
from engine.run.preview import size

if TYPE_CHECKING:
    from engine.executors.docker.executor import ContainerInfo

EVERY_MS = 1000
_STATES = {"starting": mark("starting"), "busy": mark("busy"), "warm": mark("warm")}


class ContainersPanel(QWidget):
    """The signals carry the id of a container. It looks only while it is seen."""

    logs_wanted = Signal(str)
    shell_wanted = Signal(str)
    stop_wanted = Signal(str)

    def __init__(self, containers: Callable[[], list[ContainerInfo]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._containers = containers
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.refresh)
        head = FlowLayout()
        self.count = label("", "soft")
        head.addWidget(self.count)
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
        self.tree.setHeaderLabels(_headers())
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        self.tree.setAccessibleName(tr("Containers"))
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.itemSelectionChanged.connect(self._enable)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.addLayout(head)
        layout.addWidget(self.tree)
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
        selected, containers = self._chosen(), self._containers()
        self.tree.clear()
        for container in containers:
            item = QTreeWidgetItem(_cells(container))
            item.setData(0, Qt.ItemDataRole.UserRole, container.id)
            self.tree.addTopLevelItem(item)
            item.setSelected(container.id == selected)
        self.count.setText(_count(len(containers)))
        self._enable()

    def _chosen(self) -> str:
        items = self.tree.selectedItems()
        if not items:
            return ""
        return str(items[0].data(0, Qt.ItemDataRole.UserRole))

    def _enable(self) -> None:
        for button in self.buttons.values():
            button.setEnabled(bool(self._chosen()))

    def _say(self, signal: object) -> None:
        if container := self._chosen():
            signal.emit(container)  # type: ignore[attr-defined]  # one of the three above


def _headers() -> list[str]:
    return [tr("Image"), tr("Node"), tr("State"), tr("CPU"), tr("Memory"), tr("Container")]


def _cells(container: ContainerInfo) -> list[str]:
    """A row of the list; what was not measured yet stays empty."""
    cpu = memory = ""
    if container.cpu_percent is not None:
        cpu = f"{container.cpu_percent:.0f} %"
    if container.memory_bytes:
        memory = size(container.memory_bytes)
    return [container.image, container.node, tr(_STATES[container.state]), cpu, memory, container.id]


def _count(containers: int) -> str:
    if not containers:
        return tr("No container of this window runs.")
    if containers == 1:
        return tr("1 container of this window")
    return tr("{count} containers of this window", count=containers)

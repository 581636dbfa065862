"""What came out of the selected node, or went through the selected wire."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.desktop.actions import themed
from app.desktop.run_controller import RunController
from app.desktop.viewers import viewer_for
from app.desktop.viewers.texts import TextViewer
from canvas.plain import label
from canvas.theme import Theme
from engine.chain.card import Card
from engine.chain.model import OUTPUTS, Chain, Edge, Endpoint
from engine.run import export
from engine.run.state import NodeState


class Results(QWidget):
    """Shows the value of one port at a time; a row of buttons switches between the ports of a node."""

    failed = Signal(str)

    def __init__(self, controller: RunController, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self._theme = theme
        self._ports: list[tuple[str, Endpoint]] = []
        self._shown: Endpoint | None = None
        self._value: Any = None
        self._node = ""
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        self._title = label(name="label")
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(4)
        self._group = QButtonGroup(self)
        self._save = QToolButton()
        self._save.setIcon(themed("save", theme))
        self._save.setToolTip("Save this result as a file…")
        self._save.setAccessibleName("Save result")
        self._save.setAutoRaise(True)
        self._save.clicked.connect(self._save_as)
        head.addWidget(self._title)
        head.addSpacing(10)
        head.addLayout(self._buttons)
        head.addStretch(1)
        head.addWidget(self._save)
        self._body = QWidget()
        self._stack = QStackedLayout(self._body)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._body, 1)
        self.show_node(Chain(), "", None)

    @property
    def viewer(self) -> QWidget | None:
        """What shows the value at the moment."""
        return self._stack.currentWidget()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._save.setIcon(themed("save", theme))
        shown, self._shown = self._shown, None
        if shown is not None:
            self._show(shown)

    def show_node(self, chain: Chain, node_id: str, card: Card | None) -> None:
        """All outputs of a node; what went into the chain's outputs for their block; nothing for an empty id."""
        title = card.title if card else ""
        titles = {port.name: port.title for port in (*card.inputs, *card.outputs)} if card else {}
        self._node = node_id
        if node_id == OUTPUTS:
            edges = [e for e in chain.edges if e.target.node == OUTPUTS]
            self._set(title, [(titles.get(e.target.port, e.target.port), e.source) for e in edges])
        else:
            state = self._controller.state.nodes.get(node_id)
            names = state.outputs if state else {}
            self._set(title, [(titles.get(name, name), Endpoint(node_id, name)) for name in names])

    def show_wire(self, chain: Chain, edge: Edge) -> None:
        """The value that went through a wire."""
        self._node = edge.source.node if edge.source.node in chain.nodes else ""
        self._set(f"{edge.source} → {edge.target}", [(edge.source.port, edge.source)])

    def _set(self, title: str, ports: list[tuple[str, Endpoint]]) -> None:
        self._title.setText(title)
        if ports != self._ports:
            self._ports = ports
            for button in self._group.buttons():
                self._group.removeButton(button)
                button.hide()
                button.deleteLater()
            for name, at in ports:
                button = QPushButton(name)
                button.setCheckable(True)
                button.setObjectName("segment")
                button.clicked.connect(lambda _=False, at=at: self._show(at))
                self._group.addButton(button)
                self._buttons.addWidget(button)
        wanted = next((at for _, at in ports if at == self._shown), ports[0][1] if ports else None)
        for button, (_, at) in zip(self._group.buttons(), ports, strict=True):
            button.setChecked(at == wanted)
            button.setVisible(len(ports) > 1)
        self._show(wanted)

    def _show(self, at: Endpoint | None) -> None:
        try:
            value = self._controller.value(at) if at is not None else None
        except KeyError:
            at = None
        streamed = self._controller.chunks.get(self._node, "")
        if at is None and streamed:
            if not isinstance(self.viewer, TextViewer) or not self.viewer.grow(streamed):
                self._put(TextViewer(streamed), None, None)
        elif at is None:
            self._put(label(self._nothing(), "soft", wrap=True), None, None)
        elif at != self._shown or value is not self._value:
            self._put(viewer_for(value, self._theme), value, at)

    def _put(self, widget: QWidget, value: Any, at: Endpoint | None) -> None:
        if isinstance(widget, QLabel):
            widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
        while (item := self._stack.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
        self._shown, self._value = at, value
        self._save.setVisible(value is not None)

    def _nothing(self) -> str:
        if not self._node:
            return "Select a node, or click on a wire, to see what came out of it."
        state = self._controller.state.nodes.get(self._node, NodeState())
        if state.status in ("failed", "skipped", "cancelled"):
            return state.reason + (f"\n{state.remedy}" if state.remedy else "")
        return "Running…" if state.status == "running" else "Nothing has come out of this node yet: run the chain (F5)."

    def _save_as(self) -> None:
        if self._shown is None:
            return
        value, name = self._value, self._shown.port
        suffix = export.suffix_of(value)
        dialog = QFileDialog(self, "Save result")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"*{suffix}" if suffix else "All files (*)")
        dialog.selectFile(f"{name}{suffix}")
        dialog.fileSelected.connect(lambda path: self._write(Path(path), value))
        dialog.open()

    def _write(self, path: Path, value: Any) -> None:
        try:
            export.write_value(path, value)
        except OSError as error:
            self.failed.emit(f"{path} cannot be written: {error.strerror or error}")

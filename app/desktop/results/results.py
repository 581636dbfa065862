"""What came out of the selected node, or went through the selected wire."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.desktop.background import Tasks
from app.desktop.results.notices import NoticeList
from app.desktop.results.open_button import OpenButton
from app.desktop.results.preview_line import PreviewLine
from app.desktop.run.lens import Lens
from app.desktop.run.live_preview import LivePreviewer
from app.desktop.viewers import viewer_for
from app.desktop.viewers.tables import TableViewer
from app.desktop.viewers.texts import TextViewer
from app.desktop.widgets.flow import FlowLayout
from app.desktop.widgets.icons import themed
from canvas.language import reported, tr
from canvas.plain import label
from canvas.theme import Theme
from engine.chain.card import Card
from engine.chain.graph import Graph
from engine.chain.model import OUTPUTS, Edge, Endpoint
from engine.chain.names import wire_title
from engine.live.preview import LivePreview
from engine.run import export
from engine.run.state import NodeState
from engine.run.status import NodeStatus
from nodes.sdk.kinds import kind_of
from nodes.sdk.messages import Notice

_RAN = ("running", "done", "cached", "failed")


class ResultPort(NamedTuple):
    """One value that can be looked at: what a port gave, or what a node received."""

    title: str
    at: Endpoint
    received: bool = False
    previewed: bool = False
    """It is of a live preview."""


class Results(QWidget):
    """Shows the value of one port at a time; a row of buttons switches between what a node produced and received."""

    failed = Signal(str)
    noted = Signal(str)
    picked = Signal(str, str)
    """The path of a node and the port where what a notice tells is changed."""

    def __init__(self, lens: Lens, live_previewer: LivePreviewer, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lens = lens
        self._live_previewer = live_previewer
        self._theme = theme
        self._ports: list[ResultPort] = []
        self._shown: ResultPort | None = None
        self._chosen: ResultPort | None = None
        """What the person asked to see; kept while it is there."""
        self._value: Any = None
        self._node = ""
        self._tasks = Tasks(self, lambda error: self.failed.emit(str(error)))
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        self._title = label(name="label")
        self._title.setMinimumWidth(1)  # a long one is cut, where else the window could not be narrower
        self._buttons = FlowLayout()
        self._group = QButtonGroup(self)
        self._save_button = QToolButton()
        self._save_button.setIcon(themed("save", theme))
        self._save_button.setToolTip(tr("Save this result as a file…"))
        self._save_button.setAccessibleName(tr("Save result"))
        self._save_button.setAutoRaise(True)
        self._save_button.clicked.connect(self._save_as)
        self._pin_button = QToolButton()
        self._pin_button.setIcon(themed("pin", theme))
        self._pin_button.setCheckable(True)
        self._pin_button.setToolTip(tr("Keep this result beside the next ones, to compare them"))
        self._pin_button.setAccessibleName(tr("Keep beside"))
        self._pin_button.setAutoRaise(True)
        self._pin_button.clicked.connect(self._pin)
        self.open_button = OpenButton(self._shown_table, self._file_name, theme, self)
        self.open_button.failed.connect(self.failed)
        self.open_button.noted.connect(self.noted)
        self._buttons.addWidget(self._title)
        head.addLayout(self._buttons, 1)
        head.addWidget(self._pin_button)
        head.addWidget(self.open_button)
        head.addWidget(self._save_button)
        self.sides = QSplitter(Qt.Orientation.Horizontal)
        """What was kept on the left, if anything was, and the present value."""
        self._body = QWidget()
        self._stack = QStackedLayout(self._body)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        column.addLayout(head)
        self.notices = NoticeList()
        self.notices.picked.connect(lambda port: self.picked.emit(self._lens.parent / self._node, port))
        self.preview_line = PreviewLine()
        self.preview_line.asked.connect(live_previewer.ask)
        column.addWidget(self.preview_line)
        column.addWidget(self.notices)
        self.sides.addWidget(self._body)
        column.addWidget(self.sides, 1)
        self.show_nothing()

    @property
    def viewer(self) -> QWidget | None:
        """What shows the value at the moment."""
        return self._stack.currentWidget()

    def _pin(self, on: bool) -> None:
        """Keep the present value beside the next ones, or let it go."""
        while self.sides.count() > 1:
            side = self.sides.widget(0)
            assert side is not None
            side.hide()
            side.setParent(None)
            side.deleteLater()
        if not on or self._value is None:
            self._pin_button.setChecked(False)
            return
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 6, 0)
        title = self._title.text()
        if self._shown:
            title += f", {self._shown.title}"
        column.addWidget(label(tr("Kept: {title}, {at}", title=title, at=time.strftime("%H:%M:%S")), "soft"))
        column.addWidget(viewer_for(self._value, self._theme), 1)
        self.sides.insertWidget(0, side)
        self.sides.setSizes([1, 1])

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._pin_button.setIcon(themed("pin", theme))
        self._save_button.setIcon(themed("save", theme))
        self.open_button.set_theme(theme)
        viewers = self.sides.findChildren(TableViewer)
        for viewer in viewers:
            viewer.set_theme(theme)
        if self.viewer in viewers:
            return
        port, self._shown = self._shown, None
        if port is not None:
            self._show(port)

    def show_nothing(self) -> None:
        self._node = ""
        self._set("", [])

    def show_node(self, graph: Graph, node_id: str, card: Card) -> None:
        """All outputs of a node; for the block of the chain's outputs what the chain gives, for a bypassed node what it
        passes on.
        """
        input_titles = {port.name: port.title for port in card.inputs}
        self._node = node_id
        if node_id == OUTPUTS:
            self._set(card.title, [ResultPort(input_titles[name], source) for name, source in graph.outputs().items()])
            return
        output_titles = {port.name: port.title for port in card.outputs}
        if card.mode == "bypass":
            sources = {name: graph.source(Endpoint(node_id, name)) for name in output_titles}
            passed_on = [ResultPort(output_titles[name], source) for name, source in sources.items() if source]
            self._set(tr("{title}, passed on", title=card.title), passed_on)
            return
        state = self._lens.state(node_id) or NodeState()
        preview = self._live_previewer.of(node_id) or LivePreview()
        previewed = [
            ResultPort(output_titles.get(name, name), Endpoint(node_id, name), previewed=True)
            for name in preview.outputs
        ] or [
            ResultPort(input_titles.get(name, name), Endpoint(node_id, name), True, True) for name in preview.received
        ]
        ports = [ResultPort(output_titles.get(name, name), Endpoint(node_id, name)) for name in state.outputs]
        if state.status in _RAN:
            values = self._lens.received(node_id)
            edges = graph.chain.edges_of.get(node_id, ())
            names = [e.target.port for e in edges if e.target.node == node_id and e.target.port in values]
            ports += [ResultPort(input_titles.get(name, name), Endpoint(node_id, name), True) for name in names]
        self._set(card.title, [*previewed, *ports])

    def show_wire(self, graph: Graph, edge: Edge) -> None:
        """The value that went through a wire, also where a bypassed node only passed it on."""
        source = graph.source(edge.source) or edge.source
        self._node = ""
        if source.node in graph.chain.nodes:
            self._node = source.node
        self._set(wire_title(graph.chain, graph.catalog, edge), [ResultPort(edge.source.port, source)])

    def _set(self, title: str, ports: list[ResultPort]) -> None:
        self._title.setText(title)
        if ports != self._ports:
            self._ports = ports
            self._fill_buttons()
        port = next(iter(ports), None)
        if self._chosen in ports:
            port = self._chosen
        for button, other in zip(self._group.buttons(), ports, strict=True):
            button.setChecked(other == port)
            button.setVisible(len(ports) > 1 or other.received or other.previewed)
        self._show(port)

    def _fill_buttons(self) -> None:
        """One for each port."""
        for button in self._group.buttons():
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        for port in self._ports:
            button = QPushButton(port.title)
            if port.received:
                button.setText(tr("received: {title}", title=port.title))
            if port.previewed:
                button.setText(tr("preview: {title}", title=button.text()))
            button.setCheckable(True)
            button.setObjectName("segment")
            button.clicked.connect(lambda _=False, port=port: self._choose(port))
            self._group.addButton(button)
            self._buttons.addWidget(button)

    def _choose(self, port: ResultPort) -> None:
        self._chosen = port
        self._show(port)

    def _show(self, port: ResultPort | None) -> None:
        preview = self._live_previewer.of(self._node)
        self.preview_line.show_preview(preview, self._live_previewer.is_making(self._node))
        state = self._lens.state(self._node) or NodeState()
        is_previewed = port is not None and port.previewed
        if preview is not None and is_previewed:
            self.notices.show_notices(preview.notices)
        else:
            self.notices.show_notices(state.notices, _failure(state) if port is not None else None)
        if port is not None:
            try:
                value = self._value_of(port)
            except KeyError:
                pass
            else:
                if port != self._shown or value is not self._value:
                    saved_to = None if port.received else self._lens.saved_to(port.at.node)
                    self._put(viewer_for(value, self._theme, saved_to), value, port)
                return
        if not (streamed := self._lens.streamed(self._node)):
            self._put(label(self._nothing(), "soft", wrap=True), None, None)
        elif not isinstance(self.viewer, TextViewer) or not self.viewer.grow(streamed):
            self._put(TextViewer(streamed), None, None)

    def _value_of(self, port: ResultPort) -> Any:
        if port.previewed:
            preview = self._live_previewer.of(port.at.node) or LivePreview()
            return (preview.received if port.received else preview.outputs)[port.at.port]
        if port.received:
            return self._lens.received(port.at.node)[port.at.port]
        return self._lens.value(port.at)

    def _put(self, widget: QWidget, value: Any, port: ResultPort | None) -> None:
        if isinstance(widget, QLabel):
            widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
        while (item := self._stack.takeAt(0)) is not None:
            if (previous := item.widget()) is not None:
                previous.hide()
                previous.deleteLater()
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
        self._shown, self._value = port, value
        self._save_button.setVisible(value is not None and port is not None and not port.previewed)
        self.open_button.setVisible(port is not None and not port.previewed and kind_of(value) in ("table", "frame"))
        self._pin_button.setVisible(value is not None or self._pin_button.isChecked())

    def _nothing(self) -> str:
        if not self._node:
            return tr("Select a node, or click on a wire, to see what came out of it.")
        state = self._lens.state(self._node) or NodeState()
        if self._lens.is_aggregate and state.status != "waiting":
            return (
                (reported(state.message) or tr("Running…"))
                + "\n"
                + tr("Choose an item in the bar above the canvas to see its values.")
            )
        if state.status in ("failed", "skipped", "cancelled"):
            return f"{reported(state.reason)}\n{reported(state.remedy)}".strip()
        if state.status == "running":
            return tr("Running…")
        return tr("Nothing has come out of this node yet: run the chain (F5).")

    def _shown_table(self) -> Any:
        """The table that is seen, filtered and sorted as it is; None while its rows are not all there."""
        return self.viewer.shown if isinstance(self.viewer, TableViewer) else self._value

    def _file_name(self) -> str:
        return self._shown.at.port if self._shown is not None else "table"

    def _save_as(self) -> None:
        if self._shown is None:
            return
        value, name = self._value, self._shown.at.port
        suffix = export.suffix_of(value)
        dialog = QFileDialog(self, tr("Save result"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(tr("All files (*)"))
        if suffix:
            dialog.setNameFilter(f"*{suffix}")
        dialog.selectFile(f"{name}{suffix}")
        dialog.fileSelected.connect(lambda path: self._write(Path(path), value))
        dialog.open()

    def _write(self, path: Path, value: Any) -> None:
        self._tasks.start(
            asyncio.to_thread(export.write_value, path, value),
            failed=lambda error: self.failed.emit(
                tr("{path} cannot be written: {reason}", path=path, reason=str(error))
            ),
        )


def _failure(state: NodeState) -> Notice | None:
    """Why a node failed, and what helps; None of one that has not."""
    if state.status != NodeStatus.FAILED:
        return None
    return Notice(" ".join(filter(None, (reported(state.reason), reported(state.remedy)))), port=state.port)

"""How one node runs: its time limit, trying again, its error port, and in which process."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QSpinBox, QWidget

from app.desktop.properties.number_line import NumberLine
from app.desktop.properties.placement_form import PlacementForm
from app.desktop.widgets.wheel import ignore_wheel
from canvas.language import tr
from engine.catalog import ToolSpec
from engine.chain.model import Node, Retry

_NO_RETRY = Retry.model_construct(times=0)
"""What the fields show where nothing is tried again; no node has it."""


class BehaviourForm(QWidget):
    """`changed` carries the fields of the node that are to be set."""

    changed = Signal(dict)

    def __init__(self, node: Node, spec: ToolSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(8)
        self.timeout = NumberLine(tr("no limit"))
        self.timeout.setToolTip(tr("Seconds for each try; then the work is stopped and the node fails"))
        self.times = QSpinBox()
        self.times.setRange(0, 100)
        self.times.setSpecialValueText(tr("never"))
        ignore_wheel(self.times)
        self.wait = NumberLine(tr("at once"))
        self.wait.setToolTip(tr("Seconds before the first new try; twice as long before each further one"))
        self.matching = QLineEdit()
        self.matching.setPlaceholderText(tr("any but wrong inputs"))
        self.matching.setToolTip(tr("Only failures in whose text this regular expression is found"))
        self.error_port = QCheckBox(tr("Show an error port"))
        self.error_port.setToolTip(tr("A failure goes there, and the run goes on"))
        self.placement = PlacementForm(node, spec)
        rows: dict[str, QWidget] = {tr("Time limit (s)"): self.timeout}
        if not spec.nests:  # what is inside can be tried again, node by node
            rows |= {tr("Try again"): self.times, tr("after (s)"): self.wait, "on": self.matching}
        for title, widget in rows.items():
            widget.setAccessibleName(title)
            form.addRow(title, widget)
        form.addRow(self.error_port)
        if not spec.flow:
            form.addRow(self.placement)
        self.show_node(node)
        self.timeout.changed.connect(lambda number: self.changed.emit({"timeout_s": number}))
        self.times.valueChanged.connect(lambda _: self._say_retry())
        self.wait.changed.connect(lambda _: self._say_retry())
        self.matching.textEdited.connect(lambda _: self._say_retry())
        self.error_port.clicked.connect(lambda on: self.changed.emit({"error_port": on}))
        self.placement.changed.connect(lambda placement: self.changed.emit({"placement": placement}))

    @property
    def is_customised(self) -> bool:
        """Whether anything differs from what a new node has."""
        return bool(
            self.timeout.text() or self.times.value() or self.error_port.isChecked() or self.placement.is_customised
        )

    def show_node(self, node: Node) -> None:
        """Show what is set, without saying so."""
        retry = node.retry or _NO_RETRY
        for widget in (self.times, self.error_port):
            widget.blockSignals(True)
        self.timeout.show_number(node.timeout_s)
        self.times.setValue(retry.times)
        self.wait.show_number(retry.wait_s or None)
        if self.matching.text() != retry.matching:
            self.matching.setText(retry.matching)
        self.error_port.setChecked(node.error_port)
        self.placement.show_node(node)
        for line in (self.wait, self.matching):
            line.setEnabled(node.retry is not None)
        for widget in (self.times, self.error_port):
            widget.blockSignals(False)

    def _say_retry(self) -> None:
        retry = None
        if times := self.times.value():
            wait_s = min(self.wait.number() or 0.0, 3600.0)
            retry = Retry(times=times, wait_s=wait_s, matching=self.matching.text())
        self.changed.emit({"retry": retry})

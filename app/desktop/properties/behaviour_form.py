"""How one node runs: its time limit, trying again, its error port, and in which process."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QDoubleValidator
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QSpinBox, QWidget

from app.desktop.form.simple import calm
from canvas.language import tr
from engine.catalog import ToolSpec
from engine.chain.model import LEAST_MB, Limits, Node, Placement, Retry


class NumberLine(QLineEdit):
    """A positive number, or nothing; `changed` carries it."""

    changed = Signal(object)

    def __init__(self, empty: str) -> None:
        super().__init__()
        self.setPlaceholderText(empty)
        self.setValidator(QDoubleValidator(0.0, 1e9, 6, self))
        self.textEdited.connect(lambda _: self.changed.emit(self._number()))

    def _number(self) -> float | None:
        try:
            return float(self.text()) or None
        except ValueError:
            return None

    def show_number(self, number: float | None) -> None:
        if number != self._number():
            self.setText("" if number is None else f"{number:g}")


class BehaviourForm(QWidget):
    """`changed` carries the fields of the node that are to be set."""

    changed = Signal(dict)

    def __init__(self, node: Node, spec: ToolSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(8)
        self._default = spec.home.where
        self.timeout = NumberLine(tr("no limit"))
        self.timeout.setToolTip(tr("Seconds for each try; then the work is stopped and the node fails"))
        self.times = QSpinBox()
        self.times.setRange(0, 100)
        self.times.setSpecialValueText(tr("never"))
        calm(self.times)
        self.wait = NumberLine(tr("at once"))
        self.wait.setToolTip(tr("Seconds before the first new try; twice as long before each further one"))
        self.matching = QLineEdit()
        self.matching.setPlaceholderText(tr("any but wrong inputs"))
        self.matching.setToolTip(tr("Only failures in whose text this regular expression is found"))
        self.error_port = QCheckBox(tr("Show an error port"))
        self.error_port.setToolTip(tr("A failure goes there, and the run goes on"))
        self.where = QComboBox()
        self.where.addItems([tr("in this program"), tr("in a process of its own")])
        calm(self.where)
        self.memory = NumberLine(tr("no limit"))
        self.memory.setToolTip(tr("Megabytes that a process of its own may use; then the node fails"))
        rows: dict[str, QWidget] = {tr("Time limit (s)"): self.timeout}
        if not spec.nests:  # what is inside can be tried again, node by node
            rows |= {tr("Try again"): self.times, tr("after (s)"): self.wait, "on": self.matching}
        if not spec.flow:
            rows |= {tr("Where"): self.where, tr("Memory (MB)"): self.memory}
        for title, widget in rows.items():
            widget.setAccessibleName(title)
            form.addRow(title, widget)
        form.addRow(self.error_port)
        self.show_node(node)
        self.timeout.changed.connect(lambda number: self.changed.emit({"timeout_s": number}))
        self.times.valueChanged.connect(lambda _: self._say_retry())
        self.wait.changed.connect(lambda _: self._say_retry())
        self.matching.textEdited.connect(lambda _: self._say_retry())
        self.error_port.clicked.connect(lambda on: self.changed.emit({"error_port": on}))
        self.where.activated.connect(lambda _: self._say_where())
        self.memory.changed.connect(lambda _: self._say_where())

    @property
    def told(self) -> bool:
        """Whether anything differs from what a new node has."""
        return bool(
            self.timeout.text()
            or self.times.value()
            or self.error_port.isChecked()
            or self.where.currentIndex() != int(self._default == "subprocess")
            or self.memory.text()
        )

    def show_node(self, node: Node) -> None:
        """Show what is set, without saying so."""
        retry = node.retry
        for widget in (self.times, self.error_port, self.where):
            widget.blockSignals(True)
        self.timeout.show_number(node.timeout_s)
        self.times.setValue(retry.times if retry else 0)
        self.wait.show_number((retry.wait_s if retry else 1.0) or None)
        if self.matching.text() != (retry.matching if retry else ""):
            self.matching.setText(retry.matching if retry else "")
        self.error_port.setChecked(node.error_port)
        where = node.placement.where if node.placement else self._default
        self.where.setCurrentIndex(int(where == "subprocess"))
        self.memory.show_number(node.placement.limits.memory_mb if node.placement else None)
        self.memory.setEnabled(where == "subprocess")
        for line in (self.wait, self.matching):
            line.setEnabled(retry is not None)
        for widget in (self.times, self.error_port, self.where):
            widget.blockSignals(False)

    def _say_retry(self) -> None:
        times, wait = self.times.value(), self.wait._number()
        retry = Retry(times=times, wait_s=min(wait or 0.0, 3600.0), matching=self.matching.text()) if times else None
        self.changed.emit({"retry": retry})

    def _say_where(self) -> None:
        where = "subprocess" if self.where.currentIndex() else "inline"
        wanted = self.memory._number() if where == "subprocess" else None
        limits = Limits(memory_mb=max(LEAST_MB, round(wanted)) if wanted else None)
        usual = where == self._default and limits == Limits()
        self.changed.emit({"placement": None if usual else Placement(where=where, limits=limits)})

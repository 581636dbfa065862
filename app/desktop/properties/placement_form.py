"""Where one node runs: in this program, in a process of its own, or in a container, and what it may use there."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QWidget

from app.desktop.properties.number_line import NumberLine
from app.desktop.widgets.wheel import ignore_wheel
from canvas.language import mark, tr
from engine.catalog import ToolSpec
from engine.chain.edit import placement_of
from engine.chain.model import LEAST_MB, Limits, Mount, Node, Placement
from engine.images.reference import STANDARD, reference

_WHERE = {
    "inline": mark("in this program"),
    "subprocess": mark("in a process of its own"),
    "docker": mark("in a container"),
    "server": mark("on a server"),
}


class PlacementForm(QWidget):
    """`changed` carries a placement, or None where the usual one is meant."""

    changed = Signal(object)

    def __init__(self, node: Node, spec: ToolSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec, self._home, self._node = spec, spec.home, node
        self.form = QFormLayout(self)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setVerticalSpacing(8)
        self._places = list(_WHERE)
        if spec.home.where == "docker":
            self._places = ["docker", "server"]
        self.where = QComboBox()
        self.where.addItems([tr(_WHERE[kind]) for kind in self._places])
        self.where.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.where.setMinimumContentsLength(8)
        ignore_wheel(self.where)
        self.image = QLineEdit()
        self.image.setPlaceholderText(spec.home.image or STANDARD)
        self.image.setToolTip(tr("An image with a version or a range of versions, such as iceos/node-js:^1.0"))
        self.memory = NumberLine(tr("no limit"))
        self.memory.setToolTip(tr("Megabytes that it may use; then the node fails"))
        self.cpus = NumberLine(tr("no limit"))
        self.cpus.setToolTip(tr("How many processor cores it may use"))
        self.exchange = NumberLine("4096")
        self.exchange.setToolTip(tr("Megabytes of files that it may write for one answer; then the node fails"))
        self.mounts = QLineEdit()
        self.mounts.setPlaceholderText(tr("none"))
        self.mounts.setToolTip(
            tr("Files and folders it may read, as /here:/there, several with commas; with :rw it may write, too")
        )
        self.server = QLineEdit()
        self.server.setToolTip(tr("The name of a server you know (Run › Servers…): it runs this one node"))
        self.queue = QLineEdit()
        self.queue.setPlaceholderText(tr("none"))
        self.queue.setToolTip(tr("On a server, workers that serve this queue run the node; here it means nothing"))
        self.network = QCheckBox(tr("May reach the network"))
        self.gpu = QCheckBox(tr("Needs a GPU"))
        self.warm = QCheckBox(tr("Keep its container warm"))
        self.warm.setToolTip(tr("It stays ready for the next run until the program ends"))
        rows = {
            tr("Where"): self.where,
            tr("Image"): self.image,
            tr("Memory (MB)"): self.memory,
            tr("Cores"): self.cpus,
            tr("Files (MB)"): self.exchange,
            tr("Mounts"): self.mounts,
            tr("Server"): self.server,
            tr("Queue"): self.queue,
        }
        for title, widget in rows.items():
            widget.setAccessibleName(title)
            self.form.addRow(title, widget)
        for box in (self.network, self.gpu, self.warm):
            self.form.addRow(box)
            box.clicked.connect(lambda _: self._say())
        self.show_node(node)
        self.where.activated.connect(lambda _: self._say())
        self.image.editingFinished.connect(self._say)
        for line in (self.mounts, self.server, self.queue):
            line.editingFinished.connect(self._say)
        self.memory.changed.connect(lambda _: self._say())
        self.cpus.changed.connect(lambda _: self._say())
        self.exchange.changed.connect(lambda _: self._say())

    @property
    def is_customised(self) -> bool:
        """Whether it is another than the usual place."""
        return self._node.placement is not None and self._node.placement != self._home

    def show_node(self, node: Node) -> None:
        """Show what is set, without saying so."""
        self._node = node
        placement = node.placement or self._home
        boxes = ((self.network, placement.network), (self.gpu, placement.gpu), (self.warm, placement.warm))
        for widget in (self.where, self.image, *(box for box, _ in boxes)):
            widget.blockSignals(True)
        self.where.setCurrentIndex(self._places.index(placement.where) if placement.where in self._places else -1)
        image = placement.image
        if image == self._home.image:
            image = ""
        if self.image.text() != image:
            self.image.setText(image)
        written = ", ".join(_written(mount) for mount in placement.mounts)
        if self.mounts.text() != written:
            self.mounts.setText(written)
        for line, text in ((self.server, placement.server), (self.queue, placement.queue)):
            if line.text() != text:
                line.setText(text)
        self.memory.show_number(placement.limits.memory_mb)
        self.cpus.show_number(placement.limits.cpus)
        self.exchange.show_number(placement.limits.exchange_mb)
        for box, on in boxes:
            box.setChecked(on)
        for widget in (self.where, self.image, *(box for box, _ in boxes)):
            widget.blockSignals(False)
        contained = placement.where == "docker"
        for widget in (self.image, self.cpus, self.exchange, self.mounts, self.network, self.gpu, self.warm):
            self.form.setRowVisible(widget, contained)
        self.form.setRowVisible(self.server, placement.where == "server")
        self.memory.setEnabled(placement.where != "inline")

    def _say(self) -> None:
        kind = self._places[max(0, self.where.currentIndex())]
        if kind == "docker" and not self._check_image():
            return
        self.changed.emit(placement_of(self._spec, self._placement(kind)))

    def _check_image(self) -> bool:
        """Whether the name of the image can be read; where not, the line shows why."""
        self.image.setStyleSheet("")
        try:
            if image := self.image.text().strip():
                reference(image)
        except ValueError as error:
            self.image.setToolTip(str(error))
            self.image.setStyleSheet("border-color: #d64545;")
            return False
        return True

    def _placement(self, kind: str) -> Placement:
        """What the fields say that are shown for this kind of place."""
        queue, memory_mb = self.queue.text().strip(), _megabytes(self.memory, LEAST_MB)
        match kind:
            case "docker":
                limits = Limits(memory_mb=memory_mb, cpus=self.cpus.number(), exchange_mb=_megabytes(self.exchange, 1))
                return Placement(
                    where="docker",
                    image=self.image.text().strip() or self._home.image,
                    limits=limits,
                    network=self.network.isChecked(),
                    gpu=self.gpu.isChecked(),
                    warm=self.warm.isChecked(),
                    mounts=_mounts(self.mounts.text()),
                    queue=queue,
                )
            case "server":
                server = self.server.text().strip()
                return Placement(where="server", limits=Limits(memory_mb=memory_mb), server=server, queue=queue)
            case "subprocess":
                return Placement(where="subprocess", limits=Limits(memory_mb=memory_mb), queue=queue)
        return Placement(where="inline", queue=queue)


def _written(mount: Mount) -> str:
    text = f"{mount.path}:{mount.at}"
    if mount.writable:
        text += ":rw"
    return text


def _megabytes(line: NumberLine, least: int) -> int | None:
    if written := line.number():
        return max(least, round(written))
    return None


def _mounts(text: str) -> tuple[Mount, ...]:
    """What can be read of it; a part that makes no sense is left out, and the line then shows so."""
    mounts = []
    for entry in text.split(","):
        path, _, target = entry.strip().partition(":")
        at, _, mode = target.partition(":")
        if path and at.startswith("/"):
            mounts.append(Mount(path=path, at=at, writable=mode == "rw"))
    return tuple(mounts)

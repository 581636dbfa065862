"""Draw a wire from port to port, or take the end of one that is there elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QApplication, QGraphicsPathItem, QMenu

from canvas.gestures.base import Gesture, Surface
from canvas.items.edges import curve
from canvas.items.node import NodeItem
from canvas.language import reported, tr
from engine.chain import edit, wiring
from engine.chain.card import CardPort
from engine.chain.model import Edge, Endpoint


class Connect(Gesture):
    """From a port. While it is drawn, ports that fit are lit and the others dimmed; over one that does not fit
    the reason is shown. Dropped on a card instead of a port, it goes to the port that fits. With Ctrl held another
    wire from the same port follows at once, until Ctrl is let go.
    """

    cursor = Qt.CursorShape.CrossCursor

    def __init__(
        self,
        view: Surface,
        at: QPoint,
        modifiers: Qt.KeyboardModifier,
        item: NodeItem,
        port: CardPort,
        is_input: bool,
    ) -> None:
        super().__init__(view, at, modifiers)
        self._detached: Edge | None = None
        end = Endpoint(item.id, port.name)
        if is_input and (edge := self.document.chain.incoming.get(end)):
            # a wire ends here: its end is taken along
            self._detached, end, is_input = edge, edge.source, False
            self.scene.edges.drop([edge])
        self._fixed = end
        self._from_input = is_input
        self._chain = self.document.chain
        if self._detached:
            self._chain = edit.remove(self._chain, edges=[self._detached])
        colour = self.scene.theme.port(port.type.family)
        self._wire = QGraphicsPathItem()
        pen = QPen(colour, 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        pen.setCosmetic(True)
        self._wire.setPen(pen)
        self._wire.setZValue(5)
        self.scene.addItem(self._wire)
        self._highlight_ports()
        self.move(at, self.pressed_scene)

    def move(self, at: QPoint, scene: QPointF) -> None:
        anchor = self._anchor()
        target = self.scene.port_at(scene)
        self.view.show_message("")
        if target is not None and target[2] != self._from_input:
            item, port, is_input = target
            point = item.port_point(port.name, is_input)
            if reason := self._connection_error(Endpoint(item.id, port.name)):
                self.view.show_message(reported(reason), at)
            elif point is not None:
                scene = point
        self._wire.setPath(curve(scene, anchor) if self._from_input else curve(anchor, scene))

    def end(self, at: QPoint, scene: QPointF) -> bool | None:
        self._clear_feedback()
        target = self.scene.port_at(scene)
        if target is not None and target[2] != self._from_input:
            self._wire_to(Endpoint(target[0].id, target[1].name), at)
            if QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier:
                self._start_next_wire(at, scene)
                return True
            return None
        item = self.scene.node_at(scene)
        if item is not None and item.id != self._fixed.node:
            self._choose_port(item, at)
        elif item is None and not self._detached and (at - self.pressed).manhattanLength() > 30:
            self.view.wire_dropped.emit(self._fixed, self._from_input, scene)
        elif item is None and self._detached and self.scene.port_at(scene) is None:
            self.document.edit(tr("Remove wire"), self._chain)
        else:
            self._restore_wire()
        return None

    def _start_next_wire(self, at: QPoint, scene: QPointF) -> None:
        """One more wire from the same port."""
        self._detached, self._chain = None, self.document.chain
        self.scene.addItem(self._wire)
        self._highlight_ports()
        self.move(at, scene)

    def cancel(self) -> None:
        self._clear_feedback()
        self._restore_wire()

    def _wire_to(self, end: Endpoint, at: QPoint) -> None:
        source, target = self._ends(end)
        if self._detached is not None and self._detached.target == target:
            self._restore_wire()
            return
        reason = self.document.try_edit(
            tr("Move wire") if self._detached else tr("Wire"),
            lambda: edit.connect(self._chain, self.document.catalog, source, target),
        )
        if reason:
            self._restore_wire()
            self.view.show_message(reported(reason), at, linger=True)

    def _choose_port(self, item: NodeItem, at: QPoint) -> None:
        """Dropped on a card: wire the port that fits, ask when several do."""
        compatible = wiring.Compatibility(self._chain, self.document.catalog, self._fixed, self._from_input)
        fitting = compatible.fitting(item.id)
        free = [p for p in fitting if self._from_input or Endpoint(item.id, p) not in self._chain.incoming] or fitting
        if len(free) == 1:
            self._wire_to(Endpoint(item.id, free[0]), at)
        elif free:
            self._restore_wire()
            menu = QMenu(self.view.viewport())
            for name in free:
                action = menu.addAction(name.replace("_", " ").capitalize())
                action.triggered.connect(lambda _=False, n=name: self._wire_to(Endpoint(item.id, n), at))
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.view.viewport().mapToGlobal(at))
        else:
            self._restore_wire()
            self.view.show_message(tr("no port of {title} fits", title=item.card.title), at, linger=True)

    def _ends(self, end: Endpoint) -> tuple[Endpoint, Endpoint]:
        """Source and target of the wire, were it to end at `end`."""
        return (end, self._fixed) if self._from_input else (self._fixed, end)

    def _connection_error(self, end: Endpoint) -> str:
        source, target = self._ends(end)
        return wiring.connection_error(self._chain, self.document.catalog, source, target)

    def _anchor(self) -> QPointF:
        item = self.scene.nodes[self._fixed.node]
        at = item.port_point(self._fixed.port, self._from_input)
        return self.pressed_scene if at is None else at  # the origin is false

    def _highlight_ports(self) -> None:
        fits = wiring.Compatibility(self._chain, self.document.catalog, self._fixed, self._from_input)
        for item in self.scene.nodes.values():
            candidates, opposite = item.card.inputs, item.card.outputs
            if self._from_input:
                candidates, opposite = opposite, candidates
            item.lit = {(p.name, not self._from_input): fits(Endpoint(item.id, p.name)) for p in candidates}
            item.lit |= {(p.name, self._from_input): False for p in opposite if (item.id, p.name) != self._fixed}
            item.update()

    def _clear_feedback(self) -> None:
        self.view.show_message("")
        self.scene.removeItem(self._wire)
        for item in self.scene.nodes.values():
            if item.lit:
                item.lit = {}
                item.update()

    def _restore_wire(self) -> None:
        if self._detached is not None:
            self.scene.edges.put([self._detached])

"""Move cards."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication

from canvas.gestures.base import Gesture, Surface
from canvas.items.node import NodeItem
from engine.chain import edit

GRID = 10.0


class Move(Gesture):
    """From a card: selects it, and drags all that is selected. Alt moves without the grid."""

    def __init__(self, view: Surface, at: QPoint, modifiers: Qt.KeyboardModifier, item: NodeItem) -> None:
        super().__init__(view, at, modifiers)
        self._item = item
        self._moving = False
        add = bool(modifiers & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier))
        self._narrow = item.isSelected() and not add
        selected = set(self.scene.selected_ids())
        if add:
            self.scene.select(selected ^ {item.id})
        elif not item.isSelected():
            self.scene.select({item.id})
        self._from = {n: QPointF(self.scene.nodes[n].pos()) for n in self.scene.selected_ids()}

    def move(self, at: QPoint, scene: QPointF) -> None:
        if not self._moving:
            if (at - self.pressed).manhattanLength() < QApplication.startDragDistance():
                return
            self._moving = True
        shift = scene - self.pressed_scene
        free = bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.AltModifier)
        for node_id, start in self._from.items():
            to = start + shift
            if not free:
                to = QPointF(round(to.x() / GRID) * GRID, round(to.y() / GRID) * GRID)
            self.scene.nodes[node_id].place(to.x(), to.y())
        self.scene.follow(self._from)

    def end(self, at: QPoint, scene: QPointF) -> None:
        if not self._moving:
            if self._narrow:
                self.scene.select({self._item.id})
            return
        to = {n: (self.scene.nodes[n].x(), self.scene.nodes[n].y()) for n in self._from}
        if any(self.scene.nodes[n].pos() != start for n, start in self._from.items()):
            label = "Move" if len(to) == 1 else f"Move {len(to)} nodes"
            self.document.edit(label, edit.move(self.document.chain, to))

    def cancel(self) -> None:
        for node_id, start in self._from.items():
            self.scene.nodes[node_id].place(start.x(), start.y())
        self.scene.follow(self._from)

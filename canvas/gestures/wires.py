"""Bend wires, and cut them with a stroke."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem

from canvas.gestures.base import Gesture, Surface
from canvas.language import tr
from engine.chain import decor, edit
from engine.chain.model import Chain, Edge


class Bend(Gesture):
    """From a point that a wire goes through: moves it."""

    cursor = Qt.CursorShape.SizeAllCursor

    def __init__(self, view: Surface, at: QPoint, modifiers: Qt.KeyboardModifier, edge: Edge, number: int) -> None:
        super().__init__(view, at, modifiers)
        self._edge, self._number = edge, number
        self._before = self.document.chain
        self.scene.select((), {edge})

    def move(self, at: QPoint, scene: QPointF) -> None:
        self.scene.preview_bends(self._edge, self._points(scene))

    def end(self, at: QPoint, scene: QPointF) -> None:
        self.scene.preview_bends(self._edge, None)
        if (at - self.pressed).manhattanLength() > 2:
            self.document.edit(tr("Bend wire"), decor.bent(self._before, self._edge, self._points(scene)))

    def cancel(self) -> None:
        self.scene.preview_bends(self._edge, None)

    def _points(self, scene: QPointF) -> list[tuple[float, float]]:
        points = list(self._before.layout.bends.get(str(self._edge.target), ()))
        points[self._number] = (round(scene.x() / 10) * 10, round(scene.y() / 10) * 10)
        return points


def bent_at(chain: Chain, edge: Edge, number: int, at: QPointF) -> Chain:
    """With one more bend, at a scene point, as `number`."""
    points = list(chain.layout.bends.get(str(edge.target), ()))
    points.insert(number, (round(at.x() / 10) * 10, round(at.y() / 10) * 10))
    return decor.bent(chain, edge, points)


def straightened(chain: Chain, edge: Edge, number: int) -> Chain:
    """Without one of the bends."""
    points = list(chain.layout.bends.get(str(edge.target), ()))
    del points[number]
    return decor.bent(chain, edge, points)


class Cut(Gesture):
    """A stroke with Alt held from empty canvas: every wire that it crosses is removed."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, view: Surface, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        super().__init__(view, at, modifiers)
        self._path = QPainterPath(self.pressed_scene)
        self._stroke = QGraphicsPathItem()
        pen = QPen(self.scene.theme.bad, 2.0, Qt.PenStyle.DashLine)
        pen.setCosmetic(True)
        self._stroke.setPen(pen)
        self._stroke.setZValue(6)
        self.scene.addItem(self._stroke)

    def move(self, at: QPoint, scene: QPointF) -> None:
        self._path.lineTo(scene)
        self._stroke.setPath(self._path)

    def end(self, at: QPoint, scene: QPointF) -> None:
        self._path.lineTo(scene)
        self.scene.removeItem(self._stroke)
        if cut := self.scene.edges.crossed(self._path):
            label = tr("Cut wire") if len(cut) == 1 else tr("Cut {count} wires", count=len(cut))
            self.document.edit(label, edit.remove(self.document.chain, edges=cut))

    def cancel(self) -> None:
        self.scene.removeItem(self._stroke)

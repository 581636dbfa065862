"""Select cards, frames and notes with a rubber band."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtWidgets import QRubberBand

from canvas.gestures.base import Gesture, Surface


class RubberBand(Gesture):
    """From empty canvas; Shift or Ctrl keeps what was selected before."""

    def __init__(self, view: Surface, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        super().__init__(view, at, modifiers)
        extends = modifiers & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier)
        self._before: list[str] = []
        if extends:
            self._before = [*self.scene.selected_ids(), *self.scene.selected_decor()]
        self._band = QRubberBand(QRubberBand.Shape.Rectangle, view.viewport())
        self.scene.select(self._before)

    def move(self, at: QPoint, scene: QPointF) -> None:
        self._band.setGeometry(QRect(self.pressed, QSize()).united(QRect(at, QSize(1, 1))).normalized())
        self._band.show()
        area = QRectF(self.pressed_scene, scene).normalized()
        touched = [n for n, item in self.scene.nodes.items() if item.rect().intersects(area)]
        touched += [n for n, item in self.scene.decor.items() if area.contains(item.rect())]
        self.scene.select({*self._before, *touched})

    def end(self, at: QPoint, scene: QPointF) -> None:
        self._band.deleteLater()

    def cancel(self) -> None:
        self.scene.select(self._before)
        self._band.deleteLater()

"""Drag the picture."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt

from canvas.gestures.base import Gesture


class Pan(Gesture):
    cursor = Qt.CursorShape.ClosedHandCursor

    def move(self, at: QPoint, scene: QPointF) -> None:
        shift = at - self.pressed
        self.pressed = at
        self.view.scroll_by(-shift.x(), -shift.y())

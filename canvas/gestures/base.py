"""What every gesture has: it starts with a press, follows the mouse, and ends or is given up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt

if TYPE_CHECKING:
    from canvas.view import ChainView


class Gesture:
    """One thing done with the mouse from press to release. Points are in viewport and scene units."""

    cursor: Qt.CursorShape | None = None

    def __init__(self, view: ChainView, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        self.view = view
        self.scene = view.chain_scene
        self.document = view.document
        self.pressed = at
        self.pressed_scene = view.mapToScene(at)
        self.modifiers = modifiers

    def move(self, at: QPoint, scene: QPointF) -> None:
        """The mouse moved."""

    def end(self, at: QPoint, scene: QPointF) -> None:
        """The button was released: do it."""

    def cancel(self) -> None:
        """Escape: leave everything as it was."""

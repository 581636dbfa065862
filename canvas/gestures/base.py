"""What every gesture has: it starts with a press, follows the mouse, and ends or is given up."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QWidget

from canvas.document import Document
from canvas.scene import ChainScene


class Surface(Protocol):
    """What a gesture needs of the view it happens on."""

    document: Document
    chain_scene: ChainScene
    wire_dropped: Any
    """A signal: fixed endpoint, whether it is an input, scene point."""

    def viewport(self) -> QWidget: ...
    def mapToScene(self, point: QPoint, /) -> QPointF: ...
    def scroll_by(self, dx: int, dy: int) -> None: ...
    def show_message(self, text: str, at: QPoint | None = None, *, linger: bool = False) -> None: ...


class Gesture:
    """One thing done with the mouse from press to release. Points are in viewport and scene units."""

    cursor: Qt.CursorShape | None = None

    def __init__(self, view: Surface, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        self.view = view
        self.scene = view.chain_scene
        self.document = view.document
        self.pressed = at
        self.pressed_scene = view.mapToScene(at)
        self.modifiers = modifiers

    def move(self, at: QPoint, scene: QPointF) -> None:
        """The mouse moved."""

    def end(self, at: QPoint, scene: QPointF) -> bool | None:
        """The button was released: do it. True keeps the gesture going until the next release."""
        return None

    def cancel(self) -> None:
        """Escape: leave everything as it was."""

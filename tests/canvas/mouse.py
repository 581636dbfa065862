"""Real mouse events on a canvas, at scene points."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from canvas.view import ChainView
from engine.chain.card import HEADER, WIDTH

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


class Mouse:
    """Presses, drags and clicks where a person would."""

    def __init__(self, view: ChainView) -> None:
        self.view = view

    def at(self, scene: QPointF) -> QPoint:
        """A scene point in the viewport."""
        return self.view.mapFromScene(scene)

    def header(self, node: str) -> QPointF:
        """The middle of a node's header."""
        return self.view.chain_scene.nodes[node].pos() + QPointF(WIDTH / 2, HEADER / 2)

    def output(self, node: str, port: str) -> QPointF:
        point = self.view.chain_scene.nodes[node].output_point(port)
        assert point is not None, f"{node} shows no output {port}"
        return point

    def input(self, node: str, port: str) -> QPointF:
        point = self.view.chain_scene.nodes[node].input_point(port)
        assert point is not None, f"{node} shows no input {port}"
        return point

    def click(self, scene: QPointF, modifiers: Qt.KeyboardModifier = NONE, button: Qt.MouseButton = LEFT) -> None:
        QTest.mouseClick(self.view.viewport(), button, modifiers, self.at(scene))

    def double_click(self, scene: QPointF) -> None:
        QTest.mouseDClick(self.view.viewport(), LEFT, NONE, self.at(scene))

    def press(self, scene: QPointF, modifiers: Qt.KeyboardModifier = NONE, button: Qt.MouseButton = LEFT) -> None:
        QTest.mousePress(self.view.viewport(), button, modifiers, self.at(scene))

    def move(self, scene: QPointF, held: Qt.MouseButton = LEFT) -> None:
        """Move with a button held, which `QTest.mouseMove` does not report."""
        at = QPointF(self.at(scene))
        everywhere = QPointF(self.view.viewport().mapToGlobal(at.toPoint()))
        QApplication.sendEvent(
            self.view.viewport(),
            QMouseEvent(QEvent.Type.MouseMove, at, everywhere, Qt.MouseButton.NoButton, held, NONE),
        )

    def release(self, scene: QPointF, button: Qt.MouseButton = LEFT) -> None:
        QTest.mouseRelease(self.view.viewport(), button, NONE, self.at(scene))

    def drag(
        self, start: QPointF, end: QPointF, modifiers: Qt.KeyboardModifier = NONE, button: Qt.MouseButton = LEFT
    ) -> None:
        self.press(start, modifiers, button)
        for step in (0.25, 0.5, 0.75, 1.0):
            self.move(start + (end - start) * step)
        self.release(end, button)

    def wheel(self, scene: QPointF, steps: int, modifiers: Qt.KeyboardModifier = NONE) -> None:
        at = QPointF(self.at(scene))
        everywhere = QPointF(self.view.viewport().mapToGlobal(at.toPoint()))
        QApplication.sendEvent(
            self.view.viewport(),
            QWheelEvent(
                at,
                everywhere,
                QPoint(),
                QPoint(0, 120 * steps),
                Qt.MouseButton.NoButton,
                modifiers,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            ),
        )


def drop(view: ChainView, data: QMimeData, scene: QPointF) -> None:
    """What a drag ends with: enter, move and drop, as the window system sends them."""
    at = view.mapFromScene(scene)
    how = (Qt.DropAction.CopyAction, data, LEFT, NONE)
    QApplication.sendEvent(view.viewport(), QDragEnterEvent(at, *how))
    QApplication.sendEvent(view.viewport(), QDragMoveEvent(at, *how))
    QApplication.sendEvent(view.viewport(), QDropEvent(QPointF(at), *how))

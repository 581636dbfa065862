"""A short walk around the window: a bubble beside each part, with what it is for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from canvas.language import tr
from canvas.plain import label


class Stop(NamedTuple):
    """One part of the window and what is said of it."""

    widget: QWidget
    title: str
    text: str


class Tour(QFrame):
    """Goes from stop to stop; Escape ends it."""

    def __init__(self, stops: Sequence[Stop], window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("tour")
        self._stops, self._window, self._at = stops, window, 0
        self._mark = QFrame(window)
        self._mark.setObjectName("tourMark")
        self._mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._title = label("", "heading")
        self._text = label("", wrap=True)
        self.next_button, self.end_button = QPushButton(tr("Next")), QPushButton(tr("Enough"))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.end_button)
        row.addWidget(self.next_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addLayout(row)
        self.setFixedWidth(self.fontMetrics().averageCharWidth() * 46)
        self.next_button.clicked.connect(lambda: self._go(self._at + 1))
        self.end_button.clicked.connect(self.end)
        self.next_button.installEventFilter(self)
        self._go(0)

    def end(self) -> None:
        self._mark.deleteLater()
        self.deleteLater()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self.end()
            return True
        return super().eventFilter(watched, event)

    def _go(self, at: int) -> None:
        if at >= len(self._stops):
            self.end()
            return
        self._at = at
        stop = self._stops[at]
        self._title.setText(stop.title)
        self._text.setText(stop.text)
        self.next_button.setText(tr("Next"))
        if stop is self._stops[-1]:
            self.next_button.setText(tr("Done"))
        area = QRect(stop.widget.mapTo(self._window, QPoint(0, 0)), stop.widget.size())
        self._mark.setGeometry(area.adjusted(-2, -2, 2, 2))
        self._mark.show()
        self._mark.raise_()
        self.adjustSize()
        self.move(self._beside(area))
        self.show()
        self.raise_()
        self.next_button.setFocus()

    def _beside(self, area: QRect) -> QPoint:
        """Where there is room: right of it, left of it, else inside."""
        room, size = self._window.rect(), self.sizeHint()
        y = max(8, min(area.center().y() - size.height() // 2, room.height() - size.height() - 8))
        if area.right() + 12 + self.width() < room.width():
            return QPoint(area.right() + 12, y)
        if area.left() - 12 - self.width() > 0:
            return QPoint(area.left() - 12 - self.width(), y)
        return QPoint(area.center().x() - self.width() // 2, y)


def stops_of(tools: QWidget, canvas: QWidget, properties: QWidget, toolbar: QWidget, results: QWidget) -> list[Stop]:
    """What a new user is shown of the window."""
    return [
        Stop(tools, tr("Tools"), tr("All there is. Drag one onto the canvas, or double click on it.")),
        Stop(
            canvas,
            tr("The canvas"),
            tr(
                "Double click, or just type, to add a tool. Drag from an output to an input to wire them; "
                "drop a wire on empty canvas to see what fits."
            ),
        ),
        Stop(properties, tr("Properties"), tr("What the selected node is set to. What is missing is said here.")),
        Stop(toolbar, tr("Run"), tr("F5 runs the chain. Nodes show how far they are; what did not change is kept.")),
        Stop(
            results,
            tr("Results"),
            tr(
                "What came out of the selected node, or went through the wire you clicked. History beside it keeps "
                "every run."
            ),
        ),
    ]

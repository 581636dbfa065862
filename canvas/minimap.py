"""A small picture of the whole chain in a corner of the canvas; a press on it goes there."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from canvas.language import tr
from canvas.view import ChainView

_WIDTH, _HEIGHT, _MARGIN = 190, 130, 12


class Minimap(QWidget):
    """Lies over the view and follows it."""

    def __init__(self, view: ChainView) -> None:
        super().__init__(view.viewport())
        self._view = view
        self.setFixedSize(_WIDTH, _HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(tr("Minimap"))
        view.view_changed.connect(self._follow)
        view.chain_scene.changed.connect(self._repaint)
        self._follow()

    def _follow(self) -> None:
        port = self._view.viewport().rect()
        self.move(port.right() - _WIDTH - _MARGIN, port.bottom() - _HEIGHT - _MARGIN)
        self.update()

    def _repaint(self, _regions: object) -> None:
        self.update()

    def _scale(self) -> tuple[QRectF, float]:
        area = self._view.chain_scene.bounds() | self._view.visible_rect()
        area.adjust(-40, -40, 40, 40)
        return area, min(_WIDTH / max(1.0, area.width()), _HEIGHT / max(1.0, area.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._view.chain_scene.theme
        painter = QPainter(self)
        background = QColor(theme.card)
        background.setAlpha(225)
        painter.setPen(QPen(theme.border, 1))
        painter.setBrush(background)
        painter.drawRoundedRect(QRectF(0.5, 0.5, _WIDTH - 1, _HEIGHT - 1), 8, 8)
        area, scale = self._scale()
        painter.setClipRect(self.rect().adjusted(2, 2, -2, -2))
        painter.translate((_WIDTH - area.width() * scale) / 2, (_HEIGHT - area.height() * scale) / 2)
        painter.scale(scale, scale)
        painter.translate(-area.topLeft())
        painter.setPen(Qt.PenStyle.NoPen)
        for colour, rects in self._view.chain_scene.rects().items():
            painter.setBrush(QColor(colour))
            painter.drawRects(rects)
        pen = QPen(theme.accent, 1.5)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self._view.visible_rect())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position())

    def _go(self, at: QPointF) -> None:
        area, scale = self._scale()
        corner = QPointF((_WIDTH - area.width() * scale) / 2, (_HEIGHT - area.height() * scale) / 2)
        self._view.centerOn(area.topLeft() + (at - corner) / scale)
        self._view.view_changed.emit()

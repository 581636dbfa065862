"""The picture from far away: all cards as rectangles and all wires as lines, in a few calls."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from canvas.theme import Theme

BELOW_SCALE = 0.35
WITH_NODES = 300
"""With fewer nodes the cards themselves are quick enough from any distance, and say more."""


class Overview(QGraphicsItem):
    """Shown below `BELOW_SCALE` instead of the node items and the edge layer.

    `rects` gives the cards by colour, `lines` the wires; both are asked for again after `outdate`.
    """

    def __init__(
        self, rects: Callable[[], dict[str, list[QRectF]]], lines: Callable[[], list[QLineF]], theme: Theme
    ) -> None:
        super().__init__()
        self._rects = rects
        self._lines = lines
        self._theme = theme
        self._drawn: tuple[dict[str, list[QRectF]], list[QLineF]] | None = None
        self._bounds = QRectF()
        self.setVisible(False)
        self.setZValue(2)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def outdate(self, bounds: QRectF) -> None:
        """Something has moved or changed colour; `bounds` holds everything."""
        if bounds != self._bounds:
            self.prepareGeometryChange()
            self._bounds = QRectF(bounds)
        self._drawn = None
        self.update()

    def recolour(self) -> None:
        """Only colours have changed."""
        self._drawn = None
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def shape(self) -> QPainterPath:
        return QPainterPath()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if self._drawn is None:
            self._drawn = (self._rects(), self._lines())
        rects, lines = self._drawn
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        wire = QPen(self._theme.wire, 1.0)
        wire.setCosmetic(True)
        painter.setPen(wire)
        painter.drawLines(lines)
        for name, some in rects.items():
            colour = QColor(name)
            pen = QPen(colour, 1.0)
            pen.setCosmetic(True)
            painter.setPen(pen)
            fill = QColor(colour)
            if colour != self._theme.accent:
                fill.setAlpha(150)
            painter.setBrush(fill)
            painter.drawRects(some)

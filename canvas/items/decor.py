"""Frames and notes: what is drawn around the nodes."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from canvas.theme import Theme
from engine.chain.decor import TITLE
from engine.chain.model import SHADES, Area, Frame, Note
from nodes.sdk.printable import straight

CORNER = 18.0
"""The lower right corner by which it is made larger or smaller, in scene units."""


def shade(colour: str, alpha: int = 255) -> QColor:
    """One of the colours that frames and notes have."""
    result = QColor(SHADES.get(colour, SHADES["grey"]))
    result.setAlpha(alpha)
    return result


class DecorItem(QGraphicsItem):
    """A frame or a note. The scene tells it what to show."""

    def __init__(self, name: str, area: Area, theme: Theme, font: QFont) -> None:
        super().__init__()
        self.id = name
        self.area = area
        self._theme, self._font = theme, font
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
        self.setPos(area.x, area.y)

    def show_area(self, area: Area) -> None:
        self.prepareGeometryChange()
        self.area = area
        self.setPos(area.x, area.y)
        self.update()

    def set_theme(self, theme: Theme, font: QFont) -> None:
        self._theme, self._font = theme, font
        self.update()

    def place(self, x: float, y: float) -> None:
        self.setPos(x, y)

    def resize(self, width: float, height: float) -> None:
        """While it is dragged by its corner."""
        self.show_area(self.area.model_copy(update={"width": max(60.0, width), "height": max(40.0, height)}))

    def rect(self) -> QRectF:
        """In scene units."""
        return QRectF(self.x(), self.y(), self.area.width, self.area.height)

    def at_corner(self, scene: QPointF) -> bool:
        corner = self.rect().bottomRight()
        return QRectF(corner.x() - CORNER, corner.y() - CORNER, CORNER, CORNER).contains(scene)

    def boundingRect(self) -> QRectF:
        return QRectF(-3, -3, self.area.width + 6, self.area.height + 6)

    def _paint_body(self, painter: QPainter, fill: int) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        chosen = self.isSelected()
        painter.setPen(QPen(shade(self.area.colour, 170), 1.2))
        if chosen:
            painter.setPen(QPen(self._theme.accent, 2.0))
        painter.setBrush(shade(self.area.colour, fill))
        painter.drawRoundedRect(QRectF(0, 0, self.area.width, self.area.height), 10, 10)
        if chosen:
            painter.setPen(QPen(self._theme.accent, 1.4))
            right, bottom = self.area.width - 5, self.area.height - 5
            for step in (4, 9):
                painter.drawLine(QPointF(right - step, bottom), QPointF(right, bottom - step))


class FrameItem(DecorItem):
    """Its title is its handle; inside of it the canvas is free."""

    def __init__(self, name: str, frame: Frame, theme: Theme, font: QFont) -> None:
        super().__init__(name, frame, theme, font)
        self.setZValue(-2)

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addRect(QRectF(0, 0, self.area.width, TITLE))
        path.addRect(QRectF(self.area.width - CORNER, self.area.height - CORNER, CORNER, CORNER))
        return path

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        self._paint_body(painter, 26)
        font = QFont(self._font)
        font.setPixelSize(15)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(self._theme.text)
        room = QRectF(14, 0, self.area.width - 28, TITLE)
        title = painter.fontMetrics().elidedText(
            straight(str(getattr(self.area, "title", ""))), Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)


class NoteItem(DecorItem):
    """Markdown on a coloured sheet."""

    def __init__(self, name: str, note: Note, theme: Theme, font: QFont) -> None:
        super().__init__(name, note, theme, font)
        self._document: QTextDocument | None = None
        self.setZValue(-1)

    def show_area(self, area: Area) -> None:
        self._document = None
        super().show_area(area)

    def set_theme(self, theme: Theme, font: QFont) -> None:
        self._document = None
        super().set_theme(theme, font)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        self._paint_body(painter, 46)
        if self._document is None:
            self._document = self._layout()
        painter.save()  # the view leaves that to the items
        painter.setClipRect(QRectF(4, 4, self.area.width - 8, self.area.height - 8))
        painter.translate(10, 8)
        self._document.drawContents(painter)
        painter.restore()

    def _layout(self) -> QTextDocument:
        document = QTextDocument()
        font = QFont(self._font)
        font.setPixelSize(13)
        document.setDefaultFont(font)
        document.setMarkdown(
            str(getattr(self.area, "text", "")),
            QTextDocument.MarkdownFeature(
                QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
            ),
        )
        document.setTextWidth(self.area.width - 20)
        everything = QTextCursor(document)
        everything.select(QTextCursor.SelectionType.Document)
        style = QTextCharFormat()
        style.setForeground(self._theme.text)
        everything.mergeCharFormat(style)
        return document

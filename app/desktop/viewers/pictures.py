"""Pictures, scaled down to what there is room for."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImageReader, QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from canvas.language import tr
from nodes.sdk.types import File

_MOST_MEGABYTES = 512


class PictureViewer(QWidget):
    """An SVG is drawn as one at any size; everything else by Qt's readers."""

    def __init__(self, file: File, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self._drawing: QSvgRenderer | None = None
        self._picture = QPixmap()
        self._scaled = QPixmap()
        self._problem = ""
        if file.media_type == "image/svg+xml":
            self._drawing = QSvgRenderer(str(file.path))
            self._natural = QSizeF(self._drawing.defaultSize())
            if not self._drawing.isValid():
                self._problem = tr("this SVG cannot be drawn")
        else:
            reader = QImageReader(str(file.path))
            reader.setAllocationLimit(_MOST_MEGABYTES)
            reader.setAutoTransform(True)
            self._picture = QPixmap.fromImageReader(reader)
            self._natural = QSizeF(self._picture.size())
            if self._picture.isNull():
                self._problem = reader.errorString()
        self.setAccessibleName(tr("Picture {name}", name=file.name))
        self.setMinimumSize(80, 60)

    def sizeHint(self) -> QSize:
        return self._natural.toSize().boundedTo(QSize(900, 600))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._problem or self._natural.isEmpty():
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._problem or tr("an empty picture"))
            return
        room = QSizeF(self.size())
        size = self._natural.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        if self._drawing is None and size.width() > self._natural.width():
            size = self._natural
        spot = QRectF(
            (room.width() - size.width()) / 2, (room.height() - size.height()) / 2, size.width(), size.height()
        )
        # charts are made for white paper, whatever the window's colours
        painter.fillRect(spot, QColor("white"))
        if self._drawing is not None:
            self._drawing.render(painter, spot)
        else:
            painter.drawPixmap(spot.topLeft(), self._fitting(size))

    def _fitting(self, size: QSizeF) -> QPixmap:
        """The picture scaled down well, which the painter alone does not; kept until the room changes."""
        ratio = self.devicePixelRatioF()
        pixels = (size * ratio).toSize()
        if self._scaled.size() != pixels:
            self._scaled = self._picture.scaled(
                pixels, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            self._scaled.setDevicePixelRatio(ratio)
        return self._scaled

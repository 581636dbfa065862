"""Pictures, scaled down to what there is room for."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QByteArray, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from app.desktop.background import Tasks
from canvas.language import tr
from nodes.sdk.types import File

_MOST_MEGABYTES = 512


class PictureViewer(QWidget):
    """An SVG is drawn as one at any size; everything else by Qt's readers."""

    def __init__(self, file: File, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing: QSvgRenderer | None = None
        self._picture = QPixmap()
        self._scaled = QPixmap()
        self._natural = QSizeF()
        self._problem = tr("Loading…")
        self.setAccessibleName(tr("Picture {name}", name=file.name))
        self.setMinimumSize(80, 60)
        self._tasks = Tasks(self, lambda error: self._fail(str(error)))
        self._tasks.start(self._load(file))

    async def _load(self, file: File) -> None:
        if file.media_type == "image/svg+xml":
            self._drawing = QSvgRenderer(QByteArray(await asyncio.to_thread(file.path.read_bytes)))
            self._natural = QSizeF(self._drawing.defaultSize())
            self._problem = ""
            if not self._drawing.isValid():
                self._problem = tr("this SVG cannot be drawn")
        else:
            image, self._problem = await asyncio.to_thread(_decoded, str(file.path))
            self._picture = QPixmap.fromImage(image)
            self._natural = QSizeF(self._picture.size())
        self._refresh()

    def _refresh(self) -> None:
        self.updateGeometry()
        self.update()

    def _fail(self, reason: str) -> None:
        self._problem = reason
        self._refresh()

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


def _decoded(path: str) -> tuple[QImage, str]:
    """The picture in a file, and why it cannot be shown. Blocks."""
    reader = QImageReader(path)
    reader.setAllocationLimit(_MOST_MEGABYTES)
    reader.setAutoTransform(True)
    image = reader.read()
    if image.isNull():
        return image, reader.errorString()
    return image, ""

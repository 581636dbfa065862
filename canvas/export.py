"""The scene as a picture."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSizeF
from PySide6.QtGui import QImage, QImageWriter, QPainter

from canvas.scene import ChainScene

MARGIN = 40.0
_MOST_PIXELS = 60_000_000


def export_png(scene: ChainScene, path: Path, scale: float = 2.0) -> None:
    """Write everything as PNG, `scale` pixels a scene unit (less where that would be too large).

    Raises OSError when the file cannot be written.
    """
    area = scene.bounds().adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
    scale = min(scale, (_MOST_PIXELS / (area.width() * area.height())) ** 0.5)
    image = QImage((QSizeF(area.size()) * scale).toSize(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(scene.theme.canvas)
    painter = QPainter(image)
    scene.render(painter, QRectF(image.rect()), area)
    painter.end()
    writer = QImageWriter(str(path), QByteArray(b"png"))
    if not writer.write(image):
        raise OSError(f"{path}: {writer.errorString()}")

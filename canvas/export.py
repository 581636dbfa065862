"""The scene as a picture, and the chain that a picture carries."""

from __future__ import annotations

import base64
from pathlib import Path

from PySide6.QtCore import QByteArray, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPageSize, QPainter, QPdfWriter

from canvas.scene import ChainScene
from engine.chain.file import dump, parse
from engine.chain.model import Chain
from engine.errors import ChainError

MARGIN = 40.0
_MOST_PIXELS = 60_000_000
_KEY = "iceos-chain"
"""The text field of a PNG that holds the chain."""
_DPI = 96


def export_png(scene: ChainScene, path: Path, chain: Chain | None = None, scale: float = 2.0) -> None:
    """Write everything as PNG, `scale` pixels a scene unit (less where that would be too large).

    With `chain` the picture carries it, and opens as it. Raises OSError when the file cannot be written.
    """
    area = scene.bounds().adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
    scale = min(scale, (_MOST_PIXELS / (area.width() * area.height())) ** 0.5)
    image = QImage((QSizeF(area.size()) * scale).toSize(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(scene.theme.canvas)
    painter = QPainter(image)
    scene.render(painter, QRectF(image.rect()), area)
    painter.end()
    if chain is not None:
        image.setText(_KEY, base64.b64encode(dump(chain)).decode())  # Qt folds the spaces of plain text
    writer = QImageWriter(str(path), QByteArray(b"png"))
    if not writer.write(image):
        raise OSError(f"{path}: {writer.errorString()}")


def export_pdf(scene: ChainScene, path: Path) -> None:
    """Write everything as one page of PDF, as lines and texts. Raises OSError when the file cannot be written."""
    area = scene.bounds().adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
    path.open("wb").close()  # Qt says nothing of a file that it cannot write
    writer = QPdfWriter(str(path))
    writer.setResolution(_DPI)
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setPageSize(QPageSize(QSizeF(area.size()) * 72 / _DPI, QPageSize.Unit.Point))
    painter = QPainter(writer)
    page = QRectF(0, 0, writer.width(), writer.height())
    painter.fillRect(page, scene.theme.canvas)
    scene.render(painter, page, area)
    painter.end()


def chain_in(picture: Path) -> Chain:
    """The chain that a PNG carries. Raises `ChainError` when it carries none."""
    text = QImageReader(str(picture)).text(_KEY)
    if not text:
        raise ChainError("this picture carries no chain", path=picture, remedy="Open the chain file itself.")
    try:
        return parse(base64.b64decode(text), picture)
    except ValueError as error:
        raise ChainError("what this picture carries is damaged", path=picture) from error

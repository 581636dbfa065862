"""Icons from ``resources/icons`` in any colour and size."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer


@lru_cache(maxsize=512)
def _source(name: str) -> str:
    folder = files("resources") / "icons"
    path = folder / f"{name}.svg"
    if not path.is_file():
        path = folder / "box.svg"
    return path.read_text("utf-8")


@lru_cache(maxsize=1024)
def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon `size` logical pixels wide, for a screen with `ratio` device pixels each."""
    image = QPixmap(round(size * ratio), round(size * ratio))
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    renderer.render(painter, QRectF(image.rect()))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def icon(name: str, colour: QColor, faded: QColor | None = None) -> QIcon:
    """An icon for buttons and menus; `faded` is its colour while disabled."""
    result = QIcon()
    for size in (16, 24, 48):
        result.addPixmap(pixmap(name, colour.name(), size))
        if faded is not None:
            result.addPixmap(pixmap(name, faded.name(), size), QIcon.Mode.Disabled)
    return result

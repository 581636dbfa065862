"""A node's result on the node itself: a picture, the head of a table, or the beginning of a text."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QImageReader, QPainter, QPixmap

from canvas.language import tr
from canvas.theme import Theme
from nodes.sdk.printable import straight

_SHARP = 3
"""Pixels a scene unit that pictures are kept with."""
_ROW = 17.0


def paint_result(
    painter: QPainter, area: QRectF, outputs: Mapping[str, Mapping[str, Any]], theme: Theme, font: QFont
) -> None:
    """Paint the most telling of the outputs of a node into a rectangle."""
    previews = list(outputs.values())
    picture = next((p for p in previews if p.get("type") == "image" and p.get("path")), None)
    table = next((p for p in previews if p.get("type") == "table"), None)
    painter.save()  # the view leaves that to the items
    painter.setClipRect(area)
    if picture is not None:
        _picture(painter, area, str(picture["path"]), str(picture.get("sha256")))
    elif table is not None:
        _table(painter, area, table, theme, font)
    else:
        text = next((str(p.get("text", "")) for p in previews if p.get("type") != "none"), "")
        _text(painter, area, text or tr("Nothing yet: run the chain."), theme, font)
    painter.restore()


def _picture(painter: QPainter, area: QRectF, path: str, content: str) -> None:
    if not os.path.exists(path):  # of a run elsewhere: on its way
        return
    pixmap = _loaded(path, content, int(area.width()) * _SHARP, int(area.height()) * _SHARP)
    if pixmap is None or pixmap.isNull():
        return
    size = pixmap.size().scaled(area.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    at = QRectF(0, 0, size.width(), size.height())
    at.moveCenter(area.center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)
    painter.drawPixmap(at, pixmap, QRectF(pixmap.rect()))


@lru_cache(maxsize=64)
def _loaded(path: str, _content: str, width: int, height: int) -> QPixmap | None:
    """The picture, no larger than it is shown; the hash of its content keeps old and new apart."""
    reader = QImageReader(path)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        reader.setScaledSize(size.scaled(QSize(width, height), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        return None
    return QPixmap.fromImage(image)


def _table(painter: QPainter, area: QRectF, preview: Mapping[str, Any], theme: Theme, font: QFont) -> None:
    names = [str(column["name"]) for column in preview.get("columns", ())][:4]
    if not names:
        return
    small = QFont(font)
    small.setPixelSize(10)
    bold = QFont(small)
    bold.setWeight(QFont.Weight.DemiBold)
    width = area.width() / len(names)
    rows = [names, *preview.get("head", ())]
    painter.setFont(bold)
    painter.setPen(theme.text)
    for y, row in enumerate(rows):
        for x, value in enumerate(row[: len(names)]):
            cell = QRectF(area.left() + x * width, area.top() + y * _ROW, width - 6, _ROW)
            text = painter.fontMetrics().elidedText(
                straight(str(value)), Qt.TextElideMode.ElideRight, int(cell.width())
            )
            painter.drawText(cell, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.setFont(small)  # all but the first row, the names
        painter.setPen(theme.soft)
    painter.setPen(theme.border)
    painter.drawLine(
        area.topLeft() + QRectF(0, 0, 0, _ROW).bottomLeft(), area.topRight() + QRectF(0, 0, 0, _ROW).bottomLeft()
    )


def _text(painter: QPainter, area: QRectF, text: str, theme: Theme, font: QFont) -> None:
    small = QFont(font)
    small.setPixelSize(10)
    painter.setFont(small)
    painter.setPen(theme.soft)
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWrapAnywhere
    painter.drawText(area, int(flags), straight(text))

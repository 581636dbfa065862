"""PySide6 6.12.0 on Python below 3.12 drops a reference to None in most calls; ours must not."""

from __future__ import annotations

import sys

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot


def test_a_thousand_painter_calls_keep_the_references_to_none(qtbot: QtBot) -> None:
    image = QImage(50, 50, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    before = sys.getrefcount(None)
    for _ in range(1000):
        painter.drawRect(QRectF(1, 1, 10, 10))
    after = sys.getrefcount(None)
    painter.end()
    assert abs(after - before) < 100

"""Where a window was on the screen, as text that the settings keep."""

from __future__ import annotations

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QWidget

_SIZE = (1440, 920)


def restore_geometry(window: QWidget, geometry: str) -> None:
    """Place a window where it was; at first as large as it likes to be, on a screen that may be smaller."""
    screen = window.screen().availableGeometry()
    window.resize(min(_SIZE[0], screen.width() - 8), min(_SIZE[1], screen.height() - 40))
    if geometry:
        window.restoreGeometry(decoded(geometry))


def encoded(state: QByteArray) -> str:
    """What `saveGeometry` and `saveState` return, in Base64."""
    return bytes(state.toBase64().data()).decode()


def decoded(text: str) -> QByteArray:
    return QByteArray.fromBase64(text.encode())

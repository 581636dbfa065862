"""Icons in the colours of the window."""

from __future__ import annotations

from PySide6.QtGui import QIcon

from canvas.icons import icon
from canvas.theme import Theme


def themed(name: str, theme: Theme) -> QIcon:
    """An icon for a button in the window."""
    return icon(name, theme.soft, theme.idle)

"""Which viewer a value gets."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from app.desktop.viewers.files import FileViewer, PageViewer
from app.desktop.viewers.json_tree import JsonViewer
from app.desktop.viewers.pictures import PictureViewer
from app.desktop.viewers.tables import TableViewer
from app.desktop.viewers.texts import TextViewer
from canvas.theme import Theme
from nodes.sdk.types import File


def viewer_for(value: Any, theme: Theme) -> QWidget:
    """A widget that shows `value`."""
    if hasattr(value, "to_batches"):
        return TableViewer(value, theme)
    if isinstance(value, File):
        if value.media_type.startswith("image/"):
            return PictureViewer(value)
        if value.media_type in ("text/html", "application/xhtml+xml"):
            return PageViewer(value, theme)
        return FileViewer(value, theme)
    if isinstance(value, dict | list):
        return JsonViewer(value)
    return TextViewer("nothing" if value is None else str(value))

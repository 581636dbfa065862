"""Which viewer a value gets."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from app.desktop.viewers.files import FileViewer, PageViewer
from app.desktop.viewers.json_tree import JsonViewer
from app.desktop.viewers.pictures import PictureViewer
from app.desktop.viewers.tables import TableViewer
from app.desktop.viewers.texts import TextViewer
from canvas.language import tr
from canvas.theme import Theme
from nodes.sdk.errors import reason_of
from nodes.sdk.kinds import FILES, kind_of
from nodes.sdk.types import File

log = logging.getLogger(__name__)


def viewer_for(value: Any, theme: Theme, saved_to: Path | None = None) -> QWidget:
    """A widget that shows `value`, or says that it cannot be shown: whatever it is, it is not that of another node.

    A file may have been saved, too.
    """
    try:
        return _viewer_for(value, theme, saved_to)
    except Exception as problem:
        log.exception("no viewer for a %s", type(value).__name__)
        return TextViewer(tr("it cannot be shown: {reason}", reason=reason_of(problem)))


def _viewer_for(value: Any, theme: Theme, saved_to: Path | None) -> QWidget:
    kind = kind_of(value)
    if kind in ("table", "frame"):
        return TableViewer(value, theme)
    if kind in FILES:
        return _file_viewer(value, theme, saved_to)
    if kind in ("dict", "list"):
        return JsonViewer(value)
    if value is None:
        return TextViewer("nothing")
    return TextViewer(str(value))


def _file_viewer(file: File, theme: Theme, saved_to: Path | None) -> QWidget:
    if file.media_type.startswith("image/"):
        return PictureViewer(file)
    if file.media_type in ("text/html", "application/xhtml+xml"):
        return PageViewer(file, theme)
    return FileViewer(file, theme, saved_to)

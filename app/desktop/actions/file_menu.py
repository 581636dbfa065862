"""The File menu."""

from __future__ import annotations

from app.desktop.actions.action import Action
from app.desktop.documents.pictures import export_picture

FILE = (
    Action(
        "new",
        "New chain",
        "File",
        lambda parts: parts.file_commands.new(),
        icon="file-plus-2",
        keys=("Ctrl+N",),
        tip="Start an empty chain",
        toolbar="icon",
    ),
    Action(
        "open",
        "Open…",
        "File",
        lambda parts: parts.file_commands.open(),
        icon="folder-open",
        keys=("Ctrl+O",),
        tip="Open a chain",
        toolbar="icon",
    ),
    Action(
        "save",
        "Save",
        "File",
        lambda parts: parts.file_commands.save(),
        icon="save",
        keys=("Ctrl+S",),
        tip="Save the chain",
        enabled=lambda situation: situation.unsaved,
        toolbar="icon",
        separate=True,
    ),
    Action(
        "save_as",
        "Save as…",
        "File",
        lambda parts: parts.file_commands.save_as(),
        icon="save-all",
        keys=("Ctrl+Shift+S",),
        tip="Save under another name",
    ),
    Action(
        "export",
        "Export picture…",
        "File",
        lambda parts: export_picture(parts.view, parts.message, parts.view.window()),
        icon="image",
        tip="Save a picture of the chain (PNG or SVG)",
    ),
    Action(
        "new_window",
        "New window",
        "File",
        lambda parts: parts.window_commands.new_window_requested.emit(),
        keys=("Ctrl+Alt+N",),
        tip="Another window beside this one",
        separate=True,
    ),
    Action(
        "close",
        "Close chain",
        "File",
        lambda parts: parts.window_commands.close(),
        icon="x",
        keys=("Ctrl+W",),
        tip="Close this chain; the others stay open",
    ),
    Action("quit", "Quit", "File", lambda parts: parts.window_commands.quit(), keys=("Ctrl+Q",), separate=True),
)

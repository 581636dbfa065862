"""The chains that come with iceOS."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

FIRST = "penguins.iceos"


def folder() -> Path:
    """Where they lie."""
    with as_file(files("resources") / "examples") as path:
        return path


def paths() -> list[Path]:
    """All of them, the first to show first."""
    return sorted(folder().glob("*.iceos"), key=lambda path: (path.name != FIRST, path.name))

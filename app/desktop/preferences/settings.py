"""What the desktop remembers between starts, in one JSON file."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from engine.chain.file import write_atomically
from nodes.sdk.errors import reason_of

RECENT = 12
log = logging.getLogger(__name__)


class Settings(BaseModel):
    """Unknown keys are kept, so an older version loses nothing of a newer one's."""

    model_config = ConfigDict(extra="allow")

    theme: Literal["system", "light", "dark"] = "system"
    language: str = ""
    """One of `canvas.language.LANGUAGES`; empty for that of the system."""
    recent_files: list[str] = []
    recent_tools: list[str] = []
    session: list[list[str]] = []
    """The files that were open at the end, a list for each window."""
    updates: str = ""
    """Where *Check for updates* last asked."""
    geometry: str = ""
    """Base64 of `QMainWindow.saveGeometry`."""
    state: str = ""
    """Base64 of `QMainWindow.saveState`."""

    def remember_file(self, path: Path) -> None:
        self.recent_files = [str(path), *(p for p in self.recent_files if p != str(path))][:RECENT]

    def remember_tool(self, tool: str) -> None:
        self.recent_tools = [tool, *(t for t in self.recent_tools if t != tool)][:RECENT]


def read(path: Path) -> Settings:
    """The stored settings; the defaults where there are none that can be read."""
    try:
        return Settings.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return Settings()
    except (OSError, ValidationError) as error:
        log.warning("settings %s cannot be read, defaults are used: %s", path, reason_of(error))
        return Settings()


def write(path: Path, settings: Settings) -> None:
    """Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, settings.model_dump_json(indent=2).encode())

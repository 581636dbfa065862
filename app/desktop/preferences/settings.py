"""What the desktop remembers between starts, in one JSON file."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

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
    live_preview: bool = True
    """Show what a node gives while the chain is drawn."""
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
    unread: list[str] = Field(default=[], exclude=True)
    """What the file says of these could not be read; `copy_of` has it."""

    def stored(self) -> str:
        """What the file is to hold."""
        return self.model_dump_json(indent=2)

    def remember_file(self, path: Path) -> None:
        self.recent_files = [str(path), *(p for p in self.recent_files if p != str(path))][:RECENT]

    def remember_tool(self, tool: str) -> None:
        self.recent_tools = [tool, *(t for t in self.recent_tools if t != tool)][:RECENT]


def read(path: Path) -> Settings:
    """The stored settings, one by one: defaults in place of those that cannot be read, and a copy of the file then."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        log.warning("settings %s cannot be read, defaults are used: %s", path, reason_of(error))
        return Settings(unread=["*"])
    settings = _parsed(content)
    if settings.unread:
        log.warning("settings %s: %s cannot be read; the defaults are used", path, ", ".join(settings.unread))
        try:
            write_atomically(copy_of(path), content)
        except OSError as error:
            log.warning("no copy of the settings could be kept: %s", reason_of(error))
    return settings


def copy_of(path: Path) -> Path:
    """Where a settings file is kept of which something could not be read."""
    return path.with_suffix(".unread.json")


def _parsed(content: bytes) -> Settings:
    try:
        values: Any = json.loads(content)
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict):
        return Settings(unread=["*"])
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        wrong = {str(each["loc"][0]) for each in error.errors()}
        readable = {name: value for name, value in values.items() if name not in wrong}
        return Settings.model_validate(readable).model_copy(update={"unread": sorted(wrong)})


def write(path: Path, content: str) -> bool:
    """`content` is what `Settings.stored` gives. Whether it is on the disk; the log says why not."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content.encode())
    except OSError as error:
        log.warning("settings cannot be written: %s", reason_of(error))
        return False
    return True

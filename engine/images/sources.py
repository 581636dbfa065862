"""Images and servers whose tools were added here, each remembered with what it said of itself.

A file a source under ``sources/``: what is known of it needs neither the container engine nor the network.
"""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ValidationError

from engine.chain.file import write_atomically
from nodes.sdk.errors import reason_of

log = logging.getLogger(__name__)


class Source(BaseModel):
    """`name` stands before the slash in the names of its tools. `reference` is what nodes ask for, `digest` what was
    looked at; a server has an `address` instead.
    """

    kind: Literal["image", "server"]
    name: str
    title: str = ""
    version: str = "1.0.0"
    reference: str = ""
    digest: str = ""
    address: str = ""
    contract: bool = False
    document: dict[str, Any] = {}
    refused: dict[str, str] = {}
    """Why operations cannot be tools, by their place."""


class Sources:
    """Those in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __iter__(self) -> Any:
        for path in sorted(self.folder.glob("*.json")):
            try:
                yield Source.model_validate_json(path.read_bytes())
            except (OSError, ValidationError) as error:
                log.warning("source %s cannot be read: %s", path, reason_of(error))

    def add(self, source: Source) -> None:
        """Remember it; one of the same name is replaced. Raises OSError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        write_atomically(self.folder / f"{source.name}.json", source.model_dump_json(indent=1).encode())

    def remove(self, name: str) -> bool:
        """Forget it; whether there was one."""
        path = self.folder / f"{source_name(name)}.json"
        existed = path.exists()
        path.unlink(missing_ok=True)
        return existed


def source_name(text: str) -> str:
    """A name for a source that tool names may begin with: of an image its last part, of a server its host."""
    plain = re.sub(r"[^a-z0-9_-]+", "-", text.lower().rpartition("/")[2]).strip("-")
    if plain[:1].isalpha():
        return plain
    return f"x{plain}"


def semantic(version: str) -> str:
    """The nearest semantic version: ``2.1`` is 2.1.0, and what is none is 1.0.0."""
    from semantic_version import Version

    try:
        return str(Version.coerce(version.removeprefix("v")))
    except ValueError:
        return "1.0.0"

"""The files that were sent along with a chain, as the chain names them: known by their hashes, not by a disk."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.server.artifacts import check_names
from engine.chain.file import MAX_BYTES, parse
from engine.chain.model import Chain
from engine.errors import ChainError
from engine.run.artifacts import Artifacts, suffix_of


class SentFiles:
    """`files` are hashes by path relative to the chain, which lies in `folder`.

    Whatever else a chain names is not there, whether or not this machine has it. Blocks on the disk. Raises ValueError
    for names that no folder can hold, FileNotFoundError for a file that was never uploaded.
    """

    def __init__(self, artifacts: Artifacts, files: Mapping[str, Any], folder: Path = Path()) -> None:
        check_names(files)
        self.folder = folder
        self._content: dict[Path, Path] = {}
        self._folders: set[Path] = {folder}
        for name, reference in files.items():
            path = folder / name
            self._content[path] = artifacts.find(str(reference["sha256"]), suffix_of(name))
            self._folders.update(parent for parent in path.parents if folder in parent.parents)

    def locate(self, folder: Path, named: str) -> Path:
        return Path(os.path.normpath(folder / named))

    def exists(self, path: Path) -> bool:
        plain = Path(os.path.normpath(path))
        return plain in self._content or plain in self._folders

    def read_chain(self, path: Path) -> Chain:
        content = self._content.get(path)
        if content is None:
            raise ChainError(f"{path.name} was not sent along with the chain", remedy="Send it, too.")
        if content.stat().st_size > MAX_BYTES:
            raise ChainError(f"{path.name} is too large for a chain (limit {MAX_BYTES // 1_000_000} MB)")
        return parse(content.read_bytes(), path)

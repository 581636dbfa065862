"""Unsaved work, written every few seconds of change and offered again after a crash."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QLockFile, QObject, QTimer

from canvas.document import Document
from engine.chain import file as chain_file
from engine.chain.model import Chain
from engine.errors import ChainError

EVERY_MS = 3000
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Lost:
    """Work of a program that ended without saving."""

    file: Path
    chain: Chain
    path: Path | None
    trusted: bool


class Recovery(QObject):
    """Keeps a file for one document while it has unsaved changes."""

    def __init__(self, document: Document, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._file = folder / f"{uuid4().hex[:12]}.json"
        self._lock = _lock(self._file)
        self._written: Chain | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.write)
        self._timer.start()

    def write(self) -> None:
        """Write the present chain if it has changed; remove the file when there is nothing to lose."""
        document = self._document
        if not document.modified:
            self.forget()
            return
        if document.chain is self._written:
            return
        content = {
            "path": str(document.path) if document.path else None,
            "trusted": document.trusted,
            "chain": json.loads(chain_file.dump(document.chain)),
        }
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            if not self._lock.isLocked():
                self._lock.tryLock(0)
            chain_file.write_atomically(self._file, json.dumps(content).encode())
            self._written = document.chain
        except OSError as error:
            log.warning("the recovery file cannot be written: %s", error)

    def forget(self) -> None:
        self._written = None
        self._file.unlink(missing_ok=True)

    def close(self) -> None:
        self._timer.stop()
        self.forget()
        self._lock.unlock()


def lost(folder: Path) -> Iterator[Lost]:
    """Recovery files of programs that run no more. One that cannot be read is left where it is."""
    for file in sorted(folder.glob("*.json")):
        lock = _lock(file)
        if not lock.tryLock(0):
            continue  # the program that writes it is alive
        lock.unlock()
        try:
            content = json.loads(file.read_text("utf-8"))
            chain = chain_file.parse(json.dumps(content["chain"]))
            path = Path(content["path"]) if content["path"] else None
            yield Lost(file, chain, path, bool(content["trusted"]))
        except (OSError, ValueError, KeyError, TypeError, ChainError) as error:
            log.warning("recovery file %s cannot be read: %s", file, error)


def _lock(file: Path) -> QLockFile:
    """Held by the program that writes `file`; taken over once that program is gone."""
    lock = QLockFile(str(file) + ".lock")
    lock.setStaleLockTime(0)
    return lock

"""Unsaved work, written every few seconds of change and offered again after a crash."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QLockFile, QObject, QTimer

from canvas.document import Document, fingerprint
from engine.chain import file as chain_file
from engine.chain.model import Chain
from engine.errors import ChainError
from nodes.sdk.errors import reason_of

EVERY_MS = 3000
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Lost:
    """Work of a program that ended without saving."""

    file: Path
    chain: Chain
    path: Path | None
    base: str
    """The `fingerprint` of what its file held then; empty where that is not known."""
    trusted: bool


class Recovery(QObject):
    """Keeps a file for one document while it has unsaved changes."""

    def __init__(self, document: Document, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._file = folder / f"{uuid4().hex[:12]}.json"
        self._lock = _lock(self._file)
        self._written: Chain | None = None
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="iceos-recovery")
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.write)
        self._timer.start()

    def write(self) -> None:
        """Write the present chain if it has changed; remove the file when there is nothing to lose.

        The disk and the JSON of a large chain are a thread's: a chain is never changed in place.
        """
        document = self._document
        if not document.modified:
            self.forget()
        elif document.root is not self._written:
            self._written = document.root
            base = fingerprint(document.stored)
            self._writer.submit(self._save, document.root, document.path, base, document.trusted)

    def forget(self) -> None:
        if self._written is not None:
            self._written = None
            self._writer.submit(self._file.unlink, missing_ok=True)

    def close(self) -> None:
        self._timer.stop()
        self.forget()
        self._writer.shutdown()
        self._lock.unlock()

    def _save(self, chain: Chain, path: Path | None, base: str, trusted: bool) -> None:
        content = {
            "path": str(path) if path else None,
            "base": base,
            "trusted": trusted,
            "chain": json.loads(chain_file.dump(chain)),
        }
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            if not self._lock.isLocked():
                self._lock.tryLock(0)
            chain_file.write_atomically(self._file, json.dumps(content).encode())
        except OSError as error:
            self._written = None
            log.warning("the recovery file cannot be written: %s", reason_of(error))


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
            yield Lost(file, chain, path, str(content.get("base", "")), bool(content["trusted"]))
        except (OSError, ValueError, KeyError, TypeError, ChainError) as error:
            log.warning("recovery file %s cannot be read: %s", file, reason_of(error))


def _lock(file: Path) -> QLockFile:
    """Held by the program that writes `file`; taken over once that program is gone."""
    lock = QLockFile(str(file) + ".lock")
    lock.setStaleLockTime(0)
    return lock

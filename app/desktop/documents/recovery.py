"""Unsaved work, written every few seconds of change and offered again after a crash."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QLockFile, QObject, QSysInfo, QTimer

from canvas.document import Document, fingerprint
from engine.chain import file as chain_file
from engine.chain.model import Chain
from engine.errors import ChainError
from engine.processes import is_alive
from nodes.sdk.errors import reason_of

EVERY_MS = 3000
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Lost:
    """Work of a program that ended without saving."""

    file: Path
    chain: Chain
    path: Path | None
    folder: Path | None
    """That its relative paths are meant from, where it has no file."""
    base: str
    """The `fingerprint` of what its file held then; empty where that is not known."""
    trusted: bool
    saved_at: float
    """Seconds since the epoch."""

    @property
    def name(self) -> str:
        """Of its file, else its title; may be empty."""
        if self.path is not None:
            return self.path.stem
        return self.chain.title


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
            self._writer.submit(self._save, document.root, self._facts())

    def take_over(self, unsaved: Lost) -> None:
        """The document shows what was `unsaved`: its file goes once this one is on the disk."""
        self._written = chain = self._document.root
        facts = self._facts()

        def replace() -> None:
            if self._save(chain, facts):
                unsaved.file.unlink(missing_ok=True)

        self._writer.submit(replace)

    def _facts(self) -> dict[str, object]:
        """What is kept beside the chain."""
        document = self._document
        return {
            "path": document.path and str(document.path),
            "folder": str(document.folder),
            "base": fingerprint(document.stored),
            "trusted": document.trusted,
        }

    def forget(self) -> None:
        if self._written is not None:
            self._written = None
            self._writer.submit(self._file.unlink, missing_ok=True)

    def close(self) -> None:
        self._timer.stop()
        self.forget()
        self._writer.shutdown()
        self._lock.unlock()

    def _save(self, chain: Chain, facts: dict[str, object]) -> bool:
        content = {**facts, "chain": json.loads(chain_file.dump(chain))}
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            if not self._lock.isLocked():
                self._lock.tryLock(0)
            chain_file.write_atomically(self._file, json.dumps(content).encode())
        except OSError as error:
            self._written = None
            log.warning("the recovery file cannot be written: %s", reason_of(error))
            return False
        return True


def lost(folder: Path) -> Iterator[Lost]:
    """Recovery files of programs that run no more. One that cannot be read is left where it is."""
    for file in sorted(folder.glob("*.json")):
        lock = _lock(file)
        if lock.tryLock(0):
            lock.unlock()
        elif _is_held(lock):
            continue  # the program that writes it is alive
        try:
            yield _read(file)
        except (OSError, ValueError, KeyError, TypeError, ChainError) as error:
            log.warning("recovery file %s cannot be read: %s", file, reason_of(error))


def _read(file: Path) -> Lost:
    content = json.loads(file.read_text("utf-8"))
    return Lost(
        file,
        chain_file.parse(json.dumps(content["chain"])),
        Path(content["path"]) if content["path"] else None,
        Path(content["folder"]) if content.get("folder") else None,
        str(content.get("base", "")),
        bool(content["trusted"]),
        file.stat().st_mtime,
    )


def _is_held(lock: QLockFile) -> bool:
    """Whether the program that has a lock lives; that it cannot be taken does not say so: the disk may be full."""
    process, host, _ = lock.getLockInfo()
    if not process or host != QSysInfo.machineHostName():
        return bool(process)
    return is_alive(process)


def _lock(file: Path) -> QLockFile:
    """Held by the program that writes `file`; taken over once that program is gone."""
    lock = QLockFile(str(file) + ".lock")
    lock.setStaleLockTime(0)
    return lock

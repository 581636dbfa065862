"""Whose a run is: the program that holds a lock, which the system lets go when it ends, however it does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from filelock import FileLock


class Locks:
    """Marks of the programs that share a history on one machine, a file each in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._own = ""
        self._held: FileLock | None = None

    def own(self) -> str:
        """This program's mark on its runs."""
        if not self._own:
            from filelock import FileLock

            self._own = uuid4().hex
            self._held = FileLock(self._path(self._own), thread_local=False)
            self._held.acquire(timeout=1)
        return self._own

    def alive(self, owner: str) -> bool:
        """Whether the program with this mark still runs."""
        if owner == self._own:
            return True
        path = self._path(owner)
        if not path.exists():
            return False
        from filelock import FileLock, Timeout

        try:
            with FileLock(path, timeout=0):
                pass
        except Timeout:
            return True
        path.unlink(missing_ok=True)
        return False

    def release(self) -> None:
        if self._held is not None:
            self._held.release()
            Path(self._held.lock_file).unlink(missing_ok=True)
            self._held, self._own = None, ""

    def _path(self, owner: str) -> Path:
        return self._folder / f"{owner}.alive"

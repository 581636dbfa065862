"""Files of somebody who may still be writing them, or have put something else in their place.

Whoever keeps a file open for writing can shorten it, and what is mapped of it then ends the process that reads it. So
what is taken is a copy that has no name. Whoever may write to a folder can make a link of any name in it between two
looks, so such a folder is opened once, before anybody else can see it, and every name in it is looked up from there
by calls that follow no link.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import BinaryIO, NamedTuple
from uuid import uuid4

from nodes.sdk.arrow import read_foreign_table
from nodes.sdk.types import Table

HOLDS = hasattr(os, "O_PATH") and Path("/proc/self/fd").is_dir()
"""Whether this system lets a file be held by its descriptor alone (Linux)."""
_NOT_FOLLOWED = getattr(os, "O_NOFOLLOW", 0)
_DEEPEST = 16
_CLEARED_WITHIN_S = 2.0
_REMOVED_WITHIN_S = 60.0
_BLOCK = 512
"""Bytes: the unit of `st_blocks`, whatever the file system (stat(2))."""


class Usage(NamedTuple):
    """What a folder takes of its disk."""

    size_bytes: int
    entries: int


class ForeignFolder:
    """A folder that somebody else writes to, too: a name in it leads into this very folder, or nowhere.

    `path` is for those who need a name for it (a mount, the tools of a service); nothing is opened by it again.
    Linux only. May be used from any thread; who closes it waits for those who are looking through it, for the number of
    a closed descriptor is soon that of another folder.
    """

    def __init__(self, path: Path) -> None:
        """Open it; do so before anybody else can. Raises OSError."""
        self.path = path
        self._used = Lock()
        self._descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | _NOT_FOLLOWED)

    def close(self) -> None:
        """Names lead nowhere any more: they raise OSError. May be called again."""
        with self._used:
            descriptor, self._descriptor = self._descriptor, -1
            if descriptor >= 0:
                os.close(descriptor)

    @contextmanager
    def new(self, name: str) -> Iterator[BinaryIO]:
        """A new file to write, readable by all; what is written goes into it, whatever becomes of its name meanwhile.

        Raises OSError, for a name that is there already, too.
        """
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NOT_FOLLOWED
        with self._used:
            descriptor = os.open(_component(name), flags, 0o644, dir_fd=self._descriptor)
        # not opened once more by its descriptor: what was cut to nothing some file systems write to the disk at once
        with os.fdopen(descriptor, "wb") as file:
            os.fchmod(descriptor, 0o644)
            yield file

    def open(self, name: str) -> BinaryIO:
        """A file to read. Raises ValueError for what is none, OSError, for a link, too."""
        with self._used:
            return _regular(_component(name), self._descriptor)

    def socket(self, name: str) -> int | None:
        """A descriptor of a socket (close it): connected to by `socket_path`, it is this one whatever its name becomes.
        None where there is none.
        """
        with self._used:
            try:
                descriptor = os.open(_component(name), os.O_PATH | _NOT_FOLLOWED, dir_fd=self._descriptor)
            except OSError:
                return None
            device = os.fstat(self._descriptor).st_dev
        opened = os.fstat(descriptor)
        if stat.S_ISSOCK(opened.st_mode) and opened.st_dev == device:
            return descriptor
        os.close(descriptor)
        return None

    def usage(self, most_entries: int) -> Usage:
        """What all in it takes, up to `most_entries` of them; deeper than `_DEEPEST` is too many."""
        size = entries = 0
        with self._used:
            for depth, entry in _entries(self._descriptor):
                entries += 1
                with contextlib.suppress(OSError):  # gone meanwhile
                    size += entry.stat(follow_symlinks=False).st_blocks * _BLOCK
                if depth > _DEEPEST:
                    entries += most_entries
                if entries > most_entries:
                    break
        return Usage(size, entries)

    def free_bytes(self) -> int:
        """What is left on its disk for one who is not root."""
        with self._used:
            disk = os.fstatvfs(self._descriptor)
        return disk.f_bavail * disk.f_frsize

    def clear(self) -> bool:
        """Remove all in it; whether all of it is gone."""
        with self._used, contextlib.suppress(OSError):
            _empty(self._descriptor, _CLEARED_WITHIN_S)
            return not os.listdir(self._descriptor)
        return False


def remove_tree(path: Path) -> None:
    """Remove a folder, whatever somebody has put into it: no link is followed, no depth is too deep, and what cannot
    be removed stays.
    """
    if not HOLDS:  # nor does anybody else write there: see `EngineInfo.shares`
        shutil.rmtree(path, ignore_errors=True)
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | _NOT_FOLLOWED)
        try:
            _empty(descriptor, _REMOVED_WITHIN_S)
        finally:
            os.close(descriptor)
        path.rmdir()


def socket_path(descriptor: int) -> str:
    """Where a socket that is held by a descriptor is connected to."""
    return str(_by_descriptor(descriptor))


def open_foreign(path: Path) -> BinaryIO:
    """Open a file to read it. Raises ValueError for what is no regular file, and OSError, for a link, too."""
    return _regular(str(path), None)


def take_table(path: Path) -> Table:
    """A table of an Arrow IPC file, mapped from a copy beside it that nobody else can open (Linux). Blocks on the disk.

    Raises ValueError (`pyarrow.ArrowInvalid` is one), OSError.
    """
    with open_foreign(path) as content, _nameless(path.parent) as copy:
        shutil.copyfileobj(content, copy, 1 << 20)
        copy.flush()
        return read_foreign_table(_by_descriptor(copy.fileno()))


def _regular(name: str, folder: int | None) -> BinaryIO:
    descriptor = os.open(name, os.O_RDONLY | os.O_NONBLOCK | _NOT_FOLLOWED, dir_fd=folder)
    stream = os.fdopen(descriptor, "rb")
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        stream.close()
        raise ValueError(f"{Path(name).name!r} is no file")
    return stream


def _entries(folder: int, depth: int = 0) -> Iterator[tuple[int, os.DirEntry[str]]]:
    """All in a folder and in those in it, down to one below `_DEEPEST`, with how deep each lies."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            yield depth, entry
            if depth <= _DEEPEST and entry.is_dir(follow_symlinks=False):
                with contextlib.suppress(OSError), _opened(entry.name, folder) as inner:
                    yield from _entries(inner, depth + 1)


def _empty(folder: int, within_s: float) -> None:
    """Remove all in a folder. Folders in folders are moved up, so that no depth is too deep, until nothing is left,
    nothing of it can be removed, or the time is up: somebody may go on making new ones. Raises OSError.
    """
    deadline, before = time.monotonic() + within_s, set[str]()
    while (names := os.listdir(folder)) and set(names) != before and time.monotonic() < deadline:
        before = set(names)
        for name in names:
            try:
                os.unlink(name, dir_fd=folder)
            except OSError:
                with contextlib.suppress(OSError):
                    _remove_folder(name, folder)


def _remove_folder(name: str, parent: int) -> None:
    _open_up(name, parent)
    with _opened(name, parent) as inner:
        for child in os.listdir(inner):
            try:
                os.unlink(child, dir_fd=inner)
            except OSError:
                _open_up(child, inner)
                os.rename(child, uuid4().hex, src_dir_fd=inner, dst_dir_fd=parent)
    os.rmdir(name, dir_fd=parent)


def _open_up(name: str, parent: int) -> None:
    """Let its owner into a folder whose mode shuts everybody out."""
    with _opened(name, parent, os.O_PATH) as held:
        os.chmod(_by_descriptor(held), 0o700)


@contextmanager
def _opened(name: str, parent: int, flags: int = os.O_RDONLY) -> Iterator[int]:
    """A folder in a folder, by its descriptor. Raises OSError, for a link, too."""
    descriptor = os.open(name, flags | os.O_DIRECTORY | _NOT_FOLLOWED, dir_fd=parent)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _component(name: str) -> str:
    if name != Path(name).name or name in ("", ".", "..") or "\0" in name:
        raise ValueError(f"{name!r} is no name of a file")
    return name


def _by_descriptor(descriptor: int) -> Path:
    return Path(f"/proc/self/fd/{descriptor}")


def _nameless(folder: Path) -> BinaryIO:
    """A new file on the disk of `folder`, or where that cannot have one without a name, among temporary files."""
    try:
        descriptor = os.open(folder, os.O_TMPFILE | os.O_RDWR, 0o600)
    except OSError:
        descriptor, name = tempfile.mkstemp()
        os.unlink(name)
    return os.fdopen(descriptor, "w+b")

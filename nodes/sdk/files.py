"""Files that are whole or not there."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_LONGEST_NAME = 200
"""Bytes; with a number and a suffix it is a name on every file system."""
_NO_NAME = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


def file_name(name: str) -> str:
    """The last part of a path as a name that every file system takes; ``file`` where there is none."""
    plain = _NO_NAME.sub("_", Path(name.replace("\0", "_")).name) or "file"
    suffix = Path(plain).suffix if len(Path(plain).suffix.encode()) < 20 else ""
    stem = plain.removesuffix(suffix).encode()[: _LONGEST_NAME - len(suffix.encode())].decode("utf-8", "ignore")
    return stem + suffix


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A new file in the folder of `path`, which takes its place once the block has ended and all is on the disk.

    Where the block fails, or the disk is full, the file that was there is untouched. What is no plain file (a device,
    a pipe) is given as it is. Raises OSError.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():
        yield path
        return
    handle, name = tempfile.mkstemp(prefix=".iceos-", dir=path.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        with temporary.open("rb+") as stream:
            os.fsync(stream.fileno())
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current

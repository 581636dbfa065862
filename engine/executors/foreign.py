"""Files of somebody who may still be writing them, or have put something else in their place.

Whoever keeps a file open for writing can shorten it, and what is mapped of it then ends the process that reads it. So
what is taken is a copy that has no name.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from pathlib import Path
from typing import BinaryIO

from nodes.sdk.arrow import read_foreign_table
from nodes.sdk.types import Table


def open_foreign(path: Path) -> BinaryIO:
    """Open a file to read it. Raises ValueError for what is no regular file, and OSError, for a link, too."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    stream = os.fdopen(descriptor, "rb")
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        stream.close()
        raise ValueError(f"{path.name!r} is no file")
    return stream


def take_table(path: Path) -> Table:
    """A table of an Arrow IPC file, mapped from a copy beside it that nobody else can open (Linux). Blocks on the disk.

    Raises ValueError (`pyarrow.ArrowInvalid` is one), OSError.
    """
    with open_foreign(path) as content, _nameless(path.parent) as copy:
        shutil.copyfileobj(content, copy, 1 << 20)
        copy.flush()
        return read_foreign_table(Path(f"/proc/self/fd/{copy.fileno()}"))


def _nameless(folder: Path) -> BinaryIO:
    """A new file on the disk of `folder`, or where that cannot have one without a name, among temporary files."""
    try:
        descriptor = os.open(folder, os.O_TMPFILE | os.O_RDWR, 0o600)
    except OSError:
        descriptor, name = tempfile.mkstemp()
        os.unlink(name)
    return os.fdopen(descriptor, "w+b")

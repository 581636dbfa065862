"""Processes of this machine, by their numbers, and the temporary files of this one."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path


def is_alive(process: int) -> bool:
    """Whether there is such a process; where a look would end it (Windows) there is."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # it is somebody else's, and lives
    return True


def temporary_folder(prefix: str) -> tempfile.TemporaryDirectory[str]:
    """A folder for temporary files of this process; those of processes that were killed are removed. Raises OSError."""
    for left in Path(tempfile.gettempdir()).glob(f"{prefix}*-*"):
        process = left.name.removeprefix(prefix).partition("-")[0]
        if process.isdigit() and not is_alive(int(process)):
            shutil.rmtree(left, ignore_errors=True)
    return tempfile.TemporaryDirectory(prefix=f"{prefix}{os.getpid()}-", ignore_cleanup_errors=True)

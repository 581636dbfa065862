"""Processes of this machine, by their numbers."""

from __future__ import annotations

import os


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

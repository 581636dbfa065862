"""Whether processes are really gone."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path


def alive(pid: int) -> bool:
    """Whether a process exists and is no zombie waiting to be collected."""
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


def until(condition: Callable[[], object], within_s: float = 60.0) -> bool:
    """Whether something comes true; asked again and again."""
    deadline = time.monotonic() + within_s
    while not (come := bool(condition())) and time.monotonic() < deadline:
        time.sleep(0.01)
    return come


def ends(pid: int, within_s: float = 10.0) -> bool:
    """Whether a process that was killed comes to its end; the kernel takes a moment for one that is not our child."""
    return until(lambda: not alive(pid), within_s)

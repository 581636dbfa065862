"""Circles of garbage are collected in the window's thread alone.

Python collects them in whichever thread happens to allocate, and what Qt owns must not be destroyed in another thread
than its own: a timer that an engine's thread destroys goes on ticking into freed memory.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QTimer

_LOOK_MS = 100
"""How long garbage waits at most, while the window's loop turns."""


@contextmanager
def collecting_in_this_thread() -> Iterator[None]:
    """Inside of this, garbage is collected while this thread's Qt loop turns, as often as the thresholds say."""
    was_enabled = gc.isenabled()
    gc.disable()
    timer = QTimer()
    timer.timeout.connect(_collect_due)
    timer.start(_LOOK_MS)
    try:
        yield
    finally:
        timer.stop()
        if was_enabled:
            gc.enable()


def _collect_due() -> None:
    """The oldest generation whose count is over its threshold, as the interpreter itself would."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > thresholds[generation] > 0:
            gc.collect(generation)
            return

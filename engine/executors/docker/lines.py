"""The output of a container as lines, whatever it writes: neither their length nor their number grows without end."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import deque
from collections.abc import Callable

from nodes.sdk.printable import printable
from nodes.sdk.texts import mark

LONGEST = 8_000
"""Characters of a line that are kept."""
PER_SECOND = 1_000
"""So many lines are taken; of what comes faster the last are."""
_TICK_S = 0.1


class Lines:
    """Fed in a thread; `take` gets each line on the loop, and how many were left out where some were."""

    def __init__(self, loop: asyncio.AbstractEventLoop, take: Callable[[str], None]) -> None:
        self._loop = loop
        self._take = take
        self._open = bytearray()
        """Of the line that has not ended yet."""
        self._cut_bytes = 0
        self._waiting: deque[bytes] = deque(maxlen=round(PER_SECOND * _TICK_S))
        self._left_out = 0
        self._is_called = False
        self._taken_at = 0.0
        self._lock = threading.Lock()

    def feed(self, data: bytes) -> None:
        """Take some more. Raises RuntimeError once the loop is closed."""
        first, *others = data.split(b"\n")
        self._extend(first)
        for piece in others:
            self._push()
            self._extend(piece)
        self._call()

    def end(self) -> None:
        """There is no more. Raises RuntimeError once the loop is closed."""
        if self._open:
            self._push()
        self._loop.call_soon_threadsafe(self.flush)

    def _extend(self, piece: bytes) -> None:
        room = LONGEST - len(self._open)
        self._open += piece[:room]
        self._cut_bytes += max(0, len(piece) - room)

    def _push(self) -> None:
        line = bytes(self._open)
        if self._cut_bytes:
            line += f"… ({self._cut_bytes:,} bytes more)".encode()
        self._open.clear()
        self._cut_bytes = 0
        with self._lock:
            self._left_out += len(self._waiting) == self._waiting.maxlen
            self._waiting.append(line)

    def _call(self) -> None:
        """Have the lines taken, unless that is to happen anyway."""
        with self._lock:
            if self._is_called or not self._waiting:
                return
            self._is_called = True
        self._loop.call_soon_threadsafe(self._flush_later)

    def _flush_later(self) -> None:
        wait_s = self._taken_at + _TICK_S - time.monotonic()
        if wait_s > 0:
            self._loop.call_later(wait_s, self.flush)
        else:
            self.flush()

    def flush(self) -> None:
        """Take what is there now; call it on the loop. Of a line that overwrites itself the last is taken, as a
        terminal shows it.
        """
        with self._lock:
            lines, left_out = tuple(self._waiting), self._left_out
            self._waiting.clear()
            self._left_out, self._is_called = 0, False
        self._taken_at = time.monotonic()
        if left_out:
            self._take(mark(f"… {left_out:,} lines left out: they came faster than {PER_SECOND:,} a second"))
        for line in lines:
            self._take(printable(line.decode("utf-8", "replace").rstrip().rpartition("\r")[2]))

"""The beat of a process, from a thread with a connection of its own: whatever the loop is at, it goes on."""

from __future__ import annotations

import faulthandler
import logging
import os
import threading
import time
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError

from app.server.lease import BEAT_S, GAP_S, LOOP_LEASES, Lease

log = logging.getLogger(__name__)


class Pulse:
    """Beats from `begin` to `end`. `lost` is called in the thread when others have taken this process for dead."""

    def __init__(self, lease: Lease, lost: Callable[[], None]) -> None:
        self._lease = lease
        self._lost = lost
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._work, name="iceos-beat", daemon=True)
        self._last_loop_beat = 0
        self._loop_standing_s = 0.0
        self._watched_at_s = time.monotonic()
        self.loop_beat = 0
        """Grows as long as the loop turns; the loop counts it up."""
        self.reaches_database = False
        """Whether the last beat came through."""

    def begin(self) -> None:
        self.reaches_database = True
        self._thread.start()

    def end(self) -> None:
        """Blocks until a beat that is on its way is over, 10 s at most."""
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join(10)

    def _work(self) -> None:
        next_beat_s = time.monotonic()
        while not self._ended.wait(max(0.0, next_beat_s - time.monotonic())):
            next_beat_s = time.monotonic() + BEAT_S
            self._watch_loop()
            try:
                is_ours = self._lease.beat(self.loop_beat)
                if not self.reaches_database:
                    log.info("the database answers again")
                self.reaches_database = True
                if not is_ours:
                    self._give_up()
            except SQLAlchemyError as error:
                self.reaches_database = False
                log.warning("the database does not answer: %s", getattr(error, "orig", None) or error)
            except Exception:  # a process that no longer beats is taken for dead
                log.exception("in the beat of this process")

    def _watch_loop(self) -> None:
        """Count for how long the loop stands still while this thread is awake."""
        now_s = time.monotonic()
        if self.loop_beat == self._last_loop_beat:
            self._loop_standing_s += min(now_s - self._watched_at_s, GAP_S)
        else:
            self._last_loop_beat, self._loop_standing_s = self.loop_beat, 0.0
        self._watched_at_s = now_s

    def _give_up(self) -> None:
        """A loop that hangs lets go of nothing and takes on more: such a process ends, for others to start it anew."""
        if self._loop_standing_s > LOOP_LEASES / 2 * self._lease.length_s:
            log.critical("the loop has stood still for %.0f s, others go on: this ends", self._loop_standing_s)
            faulthandler.dump_traceback(all_threads=True)
            os._exit(70)
        self._lost()

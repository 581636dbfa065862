"""A pool of threads that a call that hangs cannot keep the program from ending.

The standard pool's threads are joined when the interpreter ends, so one that waits for a registry or for the look-up
of a name would hold up whoever pressed Ctrl+C.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
_Call = tuple[Future[Any], Callable[[], Any]]


class DaemonThreads(Executor):
    """At most `limit` calls at a time, in daemon threads called `name`; the others wait for a free one."""

    def __init__(self, limit: int, name: str) -> None:
        self._limit = limit
        self._name = name
        self._calls: queue.SimpleQueue[_Call | None] = queue.SimpleQueue()
        self._idle = threading.Semaphore(0)
        self._starting = threading.Lock()
        self._threads = 0
        self._closed = False

    def submit(self, call: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        future: Future[T] = Future()
        with self._starting:
            if self._closed:
                raise BrokenExecutor
            self._calls.put((future, lambda: call(*args, **kwargs)))
            if not self._idle.acquire(blocking=False) and self._threads < self._limit:
                self._threads += 1
                name = f"{self._name}_{self._threads}"
                threading.Thread(target=self._work, name=name, daemon=True).start()
        return future

    def shutdown(self, wait: bool = False, *, cancel_futures: bool = False) -> None:
        """Take no more calls. It never waits for those that run."""
        with self._starting:
            self._closed = True
            while cancel_futures and not self._calls.empty():
                waiting = self._calls.get()
                if waiting is not None:
                    waiting[0].cancel()
            self._calls.put(None)

    def _work(self) -> None:
        while (job := self._calls.get()) is not None:
            future, call = job
            del job  # what it holds is let go as soon as it is done
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(call())
                except BaseException as error:
                    future.set_exception(error)
            del future, call
            self._idle.release()
        self._calls.put(None)  # for the next of them

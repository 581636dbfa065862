"""Qt's loop and asyncio as one: in the window's thread, what is painted and what is awaited take turns (qasync)."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from app.collector import collecting_in_this_thread
from engine.threads import DaemonThreads

log = logging.getLogger(__name__)
_QT_API = "QT_API"
_CLEAN_UP_S, _LOOK_MS = 5.0, 100
"""So long tasks that were cancelled may take to clean up behind themselves at the end."""


@contextmanager
def window_loop(app: QApplication) -> Iterator[None]:
    """Whatever runs on the loop of `app` inside of this can start asyncio's tasks; at the end they are cancelled.

    Qt keeps the lead (`app.exec()`, or a test that waits), so neither `run_forever` nor `run_until_complete` is used.
    Garbage is collected in this thread only.
    """
    loop = _loop_class()(app)
    loop.set_default_executor(DaemonThreads(sys.maxsize, "iceos-blocking"))
    loop.set_exception_handler(_report)
    asyncio._set_running_loop(loop)
    try:
        with collecting_in_this_thread():
            yield
    finally:
        _cancel_tasks(app)
        asyncio._set_running_loop(None)
        loop.set_default_executor(None)  # else closing waits for calls that hang
        loop.close()


def _loop_class() -> type[Any]:
    """That of qasync, which takes the Qt that a person may have set for other programs in QT_API."""
    chosen = os.environ.get(_QT_API)
    os.environ[_QT_API] = "pyside6"
    try:
        import qasync
    finally:
        del os.environ[_QT_API]
        if chosen is not None:
            os.environ[_QT_API] = chosen
    return qasync.QEventLoop  # type: ignore[no-any-return]  # it has no types


def _cancel_tasks(app: QApplication) -> None:
    """Cancel what is still awaited, and let it clean up behind itself."""
    clock = QTimer()
    clock.start(_LOOK_MS)
    give_up = time.monotonic() + _CLEAN_UP_S
    cancelled: set[asyncio.Task[Any]] = set()
    while tasks := asyncio.all_tasks():  # cleaning up, and timers that still run, may start others
        for task in tasks - cancelled:
            log.debug("cancelled at the end: %s", task.get_name())
            task.cancel()
        cancelled |= tasks
        if time.monotonic() > give_up:
            log.warning("did not end when they were cancelled: %s", ", ".join(task.get_name() for task in tasks))
            return
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    app.processEvents()  # whoever waits for their end hears of it


def _report(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """What a callback raised that nobody awaits goes where every unforeseen exception goes."""
    error = context.get("exception")
    if isinstance(error, BaseException):
        sys.excepthook(type(error), error, error.__traceback__)
    else:
        log.error("%s", context.get("message"))

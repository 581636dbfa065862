"""What a program is doing at this moment: the stacks of all threads and of all asyncio tasks, in a file.

A run that hangs is explained from outside: ``kill -USR1`` has the program write the file and tell its name. The signal
is not handled by the main thread, which may be what hangs, or lie in Qt's loop: a thread of its own waits for it.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
import socket
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

from app.logs import without_secrets
from nodes.sdk.errors import reason_of

log = logging.getLogger(__name__)
MOST_FILES = 20
"""Files of this kind in a folder; older ones go."""


def write_stacks(folder: Path) -> Path:
    """Write down what runs now, without secrets; returns the file. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    moment = time.time()
    stamp = time.strftime("%Y%m%d-%H%M%S", time.localtime(moment))
    path = folder / f"stacks-{stamp}-{int(moment * 1000) % 1000:03}.txt"
    path.write_text(without_secrets("\n".join([*_threads(), *_tasks()])) + "\n", "utf-8")
    for older in sorted(folder.glob("stacks-*.txt"))[:-MOST_FILES]:
        older.unlink(missing_ok=True)
    return path


def write_on_signal(folder: Path) -> None:
    """From now on SIGUSR1 has the stacks written to `folder`, where the platform has it.

    Only the main thread can ask for that; in another this does nothing.
    """
    if not hasattr(signal, "SIGUSR1") or threading.current_thread() is not threading.main_thread():
        return
    reader, writer = socket.socketpair()
    writer.setblocking(False)
    signal.signal(signal.SIGUSR1, _ignore)
    signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
    threading.Thread(target=_serve, args=(reader, writer, folder), name="iceos-stacks", daemon=True).start()


def _ignore(_number: int, _frame: FrameType | None) -> None:
    """Python wakes the thread by itself; without a handler the signal would end the program."""


def _serve(reader: socket.socket, _writer: socket.socket, folder: Path) -> None:
    """Read the numbers of signals as they come. `_writer` is held so that it stays open."""
    while numbers := reader.recv(64):
        if signal.SIGUSR1 not in numbers:
            continue
        try:
            log.warning("what is running is written to %s", write_stacks(folder))
        except Exception as error:  # whatever it is: the next time may go better
            log.warning("what is running cannot be written to %s: %s", folder, reason_of(error))


def _threads() -> Iterator[str]:
    names = {thread.ident: thread.name for thread in threading.enumerate()}
    for number, frame in sys._current_frames().items():
        yield f"Thread {names.get(number, number)}"
        yield "".join(traceback.format_stack(frame))


def _tasks() -> Iterator[str]:
    """Of every loop there is: only the running one is known to asyncio, and this thread runs none."""
    loops = [loop for loop in gc.get_objects() if isinstance(loop, asyncio.AbstractEventLoop)]
    for task in (task for loop in loops for task in asyncio.all_tasks(loop)):
        yield f"Task {task.get_name()}"
        yield "".join(traceback.format_list(_stack(task.get_coro())))


_LINKS = (("cr_frame", "cr_await"), ("gi_frame", "gi_yieldfrom"), ("ag_frame", "ag_await"))
"""Where a coroutine, a generator and an asynchronous generator stand, and what each waits for."""


def _stack(awaited: Any) -> list[traceback.FrameSummary]:
    """Down to where it waits: a task itself tells its outermost frame only."""
    frames: list[tuple[FrameType, int]] = []
    while link := next((link for link in _LINKS if hasattr(awaited, link[0])), None):
        if frame := getattr(awaited, link[0]):
            frames.append((frame, frame.f_lineno))
        awaited = getattr(awaited, link[1])
    return list(traceback.StackSummary.extract(frames))

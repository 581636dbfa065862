"""Tasks of a window or dialog: begun on the window's loop, cancelled when it closes."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable, Coroutine
from typing import Any, ParamSpec, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from engine.errors import EngineError
from nodes.sdk import Context, ToolError
from nodes.sdk.errors import system_reason

log = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")


class Tasks:
    """Those of one `owner`. They end with it: when it is destroyed, when a dialog is finished, or by `close`.

    `failed` tells the person of what may go wrong (`EngineError`, OSError); anything else is a fault of the program
    and is reported as such.
    """

    def __init__(self, owner: QObject, failed: Callable[[EngineError], object]) -> None:
        self._owner = type(owner).__name__
        self._failed = failed
        self._running: set[asyncio.Task[None]] = set()
        self._closed = False
        owner.destroyed.connect(lambda: self.close())
        if isinstance(owner, QDialog):
            owner.finished.connect(lambda _: self.close())

    def start(
        self,
        work: Coroutine[Any, Any, object],
        failed: Callable[[EngineError], object] | None = None,
        instead_of: asyncio.Task[None] | None = None,
    ) -> asyncio.Task[None]:
        """Begin to await `work`. `failed` takes the place of the owner's; `instead_of` is cancelled: nobody wants
        what it would say any more."""
        if instead_of is not None:
            instead_of.cancel()
        name = f"{self._owner}: {getattr(work, '__qualname__', 'work')}"
        task = asyncio.get_running_loop().create_task(self._watch(work, failed or self._failed), name=name)
        self._running.add(task)
        task.add_done_callback(self._on_done)
        task.add_done_callback(lambda _: work.close())  # it may have been cancelled before it began
        log.debug("started %s", name)
        if self._closed:
            task.cancel()
        return task

    def close(self) -> None:
        """Cancel all of them; what is started from now on is cancelled before it begins."""
        self._closed = True
        for task in self._running:
            log.debug("cancelled with its window: %s", task.get_name())
            task.cancel()

    async def _watch(self, work: Coroutine[Any, Any, object], failed: Callable[[EngineError], object]) -> None:
        try:
            await work
        except EngineError as error:
            failed(error)
        except OSError as error:
            failed(EngineError(system_reason(error)))

    def _on_done(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        if task.cancelled():
            return
        if (error := task.exception()) is not None:
            sys.excepthook(type(error), error, error.__traceback__)


async def in_thread(ctx: Context | None, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Await work that blocks, beside the window. Who is cancelled stops the work of its `ctx`.

    Raises `EngineError` for what a tool would fail with, and what else the work raises.
    """
    try:
        return await asyncio.to_thread(work, *args, **kwargs)
    except asyncio.CancelledError:
        if ctx is not None:
            ctx.cancel()
        raise
    except ToolError as error:
        raise EngineError(str(error), remedy=error.remedy) from error

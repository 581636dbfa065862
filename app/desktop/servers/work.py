"""Talking to servers without holding up the window: work in a thread, its end in the window's."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from engine.errors import EngineError


class Work(QObject):
    """Does one thing after another. After `stop` nothing more is told."""

    _ended = Signal(object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ended.connect(lambda then, result: then(result))

    def do(
        self, work: Callable[[], Any], then: Callable[[Any], object], failed: Callable[[EngineError], object]
    ) -> None:
        """`then` takes the result, `failed` what was raised."""

        def run() -> None:
            try:
                result = work()
            except EngineError as error:
                self._tell(failed, error)
            except OSError as error:
                self._tell(failed, EngineError(str(error.strerror or error)))
            else:
                self._tell(then, result)

        threading.Thread(target=run, name="iceos-server", daemon=True).start()

    def _tell(self, then: Callable[[Any], object], result: object) -> None:
        with contextlib.suppress(RuntimeError):  # the window is gone
            self._ended.emit(then, result)

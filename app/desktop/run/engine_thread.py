"""The engine on a plain asyncio loop in a thread of its own, so that neither feels the other."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

from engine.engine import Engine
from engine.executors.base import Executor
from engine.run.events import Event
from engine.run.history import History
from engine.run.scheduler import Run
from engine.run.status import RunStatus

T = TypeVar("T")


class EngineThread:
    """Starts runs from the window's thread; their events collect in a queue until `drain` is called."""

    def __init__(self, data: Path, history: History, executors: Mapping[str, Executor]) -> None:
        self.engine = Engine(data, executors=executors, history=history)
        self._events: deque[Event] = deque()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, name="iceos-engine", daemon=True)
        self._thread.start()

    def take(self, event: Event) -> None:
        """The sink of its runs."""
        self._events.append(event)

    def execute(self, run: Run) -> Future[RunStatus]:
        """Begin a run that the engine has started. The future ends with its status, after its last event."""
        return asyncio.run_coroutine_threadsafe(self.engine.execute(run), self._loop)

    def call(self, action: Callable[..., object], *arguments: Any) -> None:
        """Call something of a run where it lives; what it does is told by events."""
        self._loop.call_soon_threadsafe(action, *arguments)

    def ask(self, work: Callable[[Engine], Coroutine[Any, Any, T]]) -> Future[T]:
        """Do something beside what runs; the future ends in the thread of the engine."""
        return asyncio.run_coroutine_threadsafe(work(self.engine), self._loop)

    def drain(self, limit: int) -> list[Event]:
        """The events since the last call, at most `limit`."""
        return [self._events.popleft() for _ in range(min(limit, len(self._events)))]

    def close(self, wait_s: float = 8.0) -> None:
        """Stop everything and end the thread."""
        asyncio.run_coroutine_threadsafe(self._end(), self._loop)
        self._thread.join(wait_s)

    async def _end(self) -> None:
        running = asyncio.all_tasks() - {asyncio.current_task()}
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        await self.engine.close()
        self._loop.stop()

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()
        self._loop.close()

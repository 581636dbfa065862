"""The engine on a plain asyncio loop in a thread of its own, so that neither feels the other."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

from engine.engine import Engine
from engine.run.events import Event
from engine.run.plan import Plan
from engine.run.scheduler import Run


class EngineThread:
    """Starts runs from the window's thread; their events collect in a queue until `drain` is called."""

    def __init__(self, data: Path) -> None:
        self._engine = Engine(data)
        self._events: deque[Event] = deque()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, name="iceos-engine", daemon=True)
        self._thread.start()

    def start(self, plan: Plan, identity: Callable[[], str], fresh: bool) -> tuple[Run, Future[str]]:
        """Begin a run. The future ends with its status, after its last event."""
        run = self._engine.prepare(plan, self._events.append, identity=identity, fresh=fresh)
        return run, asyncio.run_coroutine_threadsafe(self._engine.execute(run), self._loop)

    def stop(self, run: Run) -> None:
        """Ask a run to stop; its events tell when it has."""
        self._loop.call_soon_threadsafe(run.cancel)

    def drain(self, limit: int = 1500) -> list[Event]:
        """The events since the last call, at most `limit` so that a frame stays short."""
        return [self._events.popleft() for _ in range(min(limit, len(self._events)))]

    def close(self, wait_s: float = 3.0) -> None:
        """Stop everything and end the thread."""
        asyncio.run_coroutine_threadsafe(self._end(), self._loop)
        self._thread.join(wait_s)

    async def _end(self) -> None:
        running = asyncio.all_tasks() - {asyncio.current_task()}
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        await self._engine.close()
        self._loop.stop()

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()
        self._loop.close()

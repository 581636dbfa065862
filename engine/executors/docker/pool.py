"""Containers that wait for the next call: hot or removed, bounded in number and memory, least recently used first."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from engine.executors.docker.container import MEMORY_MB, Container, Recipe
from engine.executors.docker.instance import Instance

IDLE = 4
IDLE_S = 300.0
IDLE_SHARE = 0.25
"""Of the engine's memory, what waiting containers may be allowed together."""
STARTS = 2
"""At a time: more of them hold up the loop and each other."""


class Pool:
    """`changed` is called whenever a container comes, goes, or changes hands."""

    def __init__(self, instance: Instance, changed: Callable[[], None]) -> None:
        self.idle: list[Container] = []
        self.busy: set[Container] = set()
        self._kept: set[Container] = set()
        self._instance = instance
        self._changed = changed
        self._starts = asyncio.Semaphore(STARTS)
        self._sweeping: asyncio.Task[None] | None = None

    async def take(self, recipe: Recipe, say: Callable[[str], None], fresh: bool = False) -> tuple[Container, bool]:
        """A container of this recipe for one caller, and whether it was there already. Raises `NodeError`."""
        for container in [] if fresh else self.idle:
            if container.recipe == recipe and not container.gone.is_set():
                self.idle.remove(container)
                self.busy.add(container)
                self._changed()
                return container, True
        async with self._starts:
            container = Container(recipe, self._instance)
            self.busy.add(container)
            self._changed()
            try:
                await container.start(say)
            except BaseException:
                self.busy.discard(container)
                self._changed()
                raise
        return container, False

    async def give_back(self, container: Container, *, keep: bool) -> None:
        """Let it wait for the next call. With `keep` it waits until the program ends."""
        await container.tidy()
        self.busy.discard(container)
        container.since = time.monotonic()
        if container.gone.is_set():
            await self.drop(container)
            return
        if keep:
            self._kept.add(container)
        self.idle.append(container)
        self._changed()
        await self._trim()
        if self._sweeping is None or self._sweeping.done():
            self._sweeping = asyncio.create_task(self._sweep())

    async def drop(self, container: Container) -> None:
        """Remove it: it is broken, or its call was stopped."""
        self.busy.discard(container)
        self._kept.discard(container)
        if container in self.idle:
            self.idle.remove(container)
        await container.remove()
        self._changed()

    async def close(self) -> None:
        if self._sweeping is not None:
            self._sweeping.cancel()
        await asyncio.gather(*(self.drop(c) for c in (*self.idle, *self.busy)), return_exceptions=True)

    async def _trim(self) -> None:
        about = await self._instance.daemon.about()
        room_mb = about.memory_bytes * IDLE_SHARE / 1e6
        while len(self.idle) > IDLE or sum(_megabytes(c) for c in self.idle) > room_mb:
            spare = [c for c in self.idle if c not in self._kept]
            if not spare:
                return
            await self.drop(min(spare, key=lambda c: c.since))

    async def _sweep(self) -> None:
        while any(c not in self._kept for c in self.idle):
            await asyncio.sleep(IDLE_S / 10)
            for container in [c for c in self.idle if c not in self._kept]:
                if container.gone.is_set() or time.monotonic() - container.since > IDLE_S:
                    await self.drop(container)


def _megabytes(container: Container) -> int:
    return container.recipe.limits.memory_mb or MEMORY_MB

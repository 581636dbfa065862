"""Containers that wait for the next call: hot or removed, bounded in number and memory, least recently used first."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable

from engine.executors.docker.container import MEMORY_MB, Container, Recipe
from engine.executors.docker.instance import Instance

log = logging.getLogger(__name__)

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
        self._pinned: set[Container] = set()
        self._instance = instance
        self._changed = changed
        self._starts = asyncio.Semaphore(STARTS)
        self._sweeping: asyncio.Task[None] | None = None

    async def take(
        self, recipe: Recipe, report: Callable[[str], None], domain: str = "", *, new: bool = False
    ) -> tuple[Container, bool]:
        """A container of this recipe for one caller, and whether it was there already. Raises `NodeError`.

        It has worked for nobody but `domain`, which it belongs to from now on; who only looks at it names none.
        """
        container = None if new else self._waiting(recipe, domain)
        if container is None:
            container = await self._start(recipe, report)
            container.domain = domain
            return container, False
        log.debug("%s: container %s is warm and used again", recipe.name, container.key)
        container.domain = domain
        self.idle.remove(container)
        self.busy.add(container)
        self._changed()
        return container, True

    async def release(self, container: Container, *, pin: bool) -> None:
        """Let it wait for the next call. With `keep` it waits until the program ends."""
        is_clean = await container.tidy()
        container.at_rest()
        self.busy.discard(container)
        container.since = time.monotonic()
        if container.gone.is_set() or not is_clean:
            await self.drop(container)
            return
        if pin:
            self._pinned.add(container)
        self.idle.append(container)
        self._changed()
        await self._trim()
        if self._sweeping is None or self._sweeping.done():
            self._sweeping = asyncio.create_task(self._sweep())

    def _waiting(self, recipe: Recipe, domain: str) -> Container | None:
        fitting = (c for c in self.idle if c.recipe == recipe and c.domain in ("", domain))
        return next((c for c in fitting if not c.gone.is_set()), None)

    async def _start(self, recipe: Recipe, report: Callable[[str], None]) -> Container:
        if self._starts.locked():
            log.debug("%s: waiting for the start of others, %d at a time", recipe.name, STARTS)
        async with self._starts:
            container = Container(recipe, self._instance)
            busy, warm = len(self.busy), len(self.idle)
            log.debug("%s: container %s is started beside %d busy, %d warm", recipe.name, container.key, busy, warm)
            self.busy.add(container)
            self._changed()
            try:
                await container.start(report)
            except BaseException as error:
                log.debug("%s: container %s did not start: %r", recipe.name, container.key, error)
                self.busy.discard(container)
                self._changed()
                raise
        log.debug("%s: container %s is ready after %.2f s", recipe.name, container.key, container.started_s)
        return container

    async def drop(self, container: Container) -> None:
        """Remove it: it is broken, or its call was stopped."""
        log.debug("%s: container %s is removed", container.recipe.name, container.key)
        self.busy.discard(container)
        self._pinned.discard(container)
        if container in self.idle:
            self.idle.remove(container)
        await container.remove()
        self._changed()

    async def close(self) -> None:
        if self._sweeping is not None:
            self._sweeping.cancel()
        await asyncio.gather(*(self.drop(c) for c in (*self.idle, *self.busy)), return_exceptions=True)

    async def _trim(self) -> None:
        engine = await self._instance.daemon.info()
        limit_mb = engine.memory_bytes * IDLE_SHARE / 1e6
        while len(self.idle) > IDLE or sum(_megabytes(c) for c in self.idle) > limit_mb:
            evictable = [c for c in self.idle if c not in self._pinned]
            if not evictable:
                log.debug("%d containers wait, more than should, and all are to be kept warm", len(self.idle))
                return
            oldest = min(evictable, key=lambda c: c.since)
            log.debug("more than %d containers or %.0f MB wait: %s makes room", IDLE, limit_mb, oldest.key)
            await self.drop(oldest)

    async def _sweep(self) -> None:
        while any(c not in self._pinned for c in self.idle):
            await asyncio.sleep(IDLE_S / 10)
            for container in [c for c in self.idle if c not in self._pinned]:
                if container.gone.is_set() or time.monotonic() - container.since > IDLE_S:
                    log.debug("container %s has waited long enough, or is gone", container.key)
                    await self.drop(container)


def _megabytes(container: Container) -> int:
    return container.recipe.limits.memory_mb or MEMORY_MB

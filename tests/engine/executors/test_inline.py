"""Threads that do not end keep no places of those who come after."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from engine.executors.base import Job
from engine.executors.inline import LIMITS, InlineExecutor
from nodes.sdk import Context, tool

released = threading.Event()


@tool("test.deaf")
def deaf(a: int = 0) -> int:
    released.wait(60)
    return a


@tool("test.quick")
def quick(a: int = 0) -> int:
    return a


async def test_abandoned_threads_give_their_places_back(tmp_path: Path) -> None:
    executor = InlineExecutor(grace_s=0.01)
    ctx = Context(lambda message: None, lambda: tmp_path)
    try:
        for _ in range(LIMITS["thread"] + 1):
            work = asyncio.create_task(executor.run(Job("deaf", deaf, *deaf.models({})), {}, ctx))
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            work.cancel()
            with pytest.raises(asyncio.CancelledError):
                await work
        assert await executor.run(Job("quick", quick, *quick.models({})), {"a": 3}, ctx) == {"result": 3}
    finally:
        released.set()
        executor.close()

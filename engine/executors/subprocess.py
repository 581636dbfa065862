"""In a process of its own: for tools that hold on to the interpreter. A kill is a kill there.

Workers stay for the next job. A subprocess limits accidents; it is no security boundary.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
from collections.abc import Mapping
from typing import Any

from engine.errors import Failure, NodeError
from engine.executors.base import Job
from engine.executors.frames import HEADER, frame, pack, unpack
from engine.installed import own_file
from nodes.sdk.context import Context
from nodes.sdk.launch import python
from nodes.sdk.messages import load
from nodes.sdk.texts import mark

IDLE = 2
"""How many workers wait for a next job."""


class _Worker:
    """One process and the job it has at the moment."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self._ctx: Context | None = None
        self._listening = asyncio.create_task(self._listen())

    async def run(self, message: dict[str, Any], ctx: Context) -> Any:
        """Send a job and wait for its answer. Raises `NodeError` when it failed or the process ended."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self._ctx = ctx
        try:
            with contextlib.suppress(ConnectionError):
                self.process.stdin.write(frame(message))
                await self.process.stdin.drain()
            while True:
                head = await self.process.stdout.readexactly(HEADER.size)
                answer = json.loads(await self.process.stdout.readexactly(HEADER.unpack(head)[0]))
                if "done" in answer:
                    return answer["done"]
                if "failed" in answer:
                    raise Failure.load(answer["failed"]).error()
                if spoken := load(*answer["said"]):
                    ctx.tell(spoken)
        except asyncio.IncompleteReadError:
            code = await self.process.wait()
            raise NodeError(_ended(code, message["memory_mb"])) from None
        finally:
            self._ctx = None

    async def _listen(self) -> None:
        """What tools print goes to the log of the node that runs."""
        assert self.process.stderr is not None
        while True:
            try:
                line = await self.process.stderr.readline()
            except ValueError:
                continue  # a line longer than the buffer
            if not line:
                return
            if self._ctx is not None:
                self._ctx.log(line.decode("utf-8", "replace").rstrip())

    async def end(self) -> None:
        """Kill it and all it has started."""
        if self.process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                kill(self.process)
            await self.process.wait()
        self._listening.cancel()


class SubprocessExecutor:
    """The executor. All of it lives on one event loop; `close` it there."""

    def __init__(self) -> None:
        self._idle: list[_Worker] = []
        self._busy: set[_Worker] = set()

    def lane(self, job: Job) -> str:
        return "subprocess"

    async def identity(self, job: Job) -> str:
        return ""

    async def run(self, job: Job, inputs: Mapping[str, Any], ctx: Context) -> Mapping[str, Any]:
        folder = ctx.new_file("handed").parent
        file = own_file(job.tool)
        try:
            packed = await asyncio.to_thread(pack, inputs, folder)
        except TypeError as error:
            raise NodeError(f"an input cannot leave this process: {error}") from error
        message = {
            "module": job.tool.__module__,
            "name": job.tool.__name__,
            "file": str(file) if file else None,
            "inputs": packed,
            "folder": str(folder),
            "memory_mb": job.placement.limits.memory_mb,
        }
        worker = await self._free_worker()
        self._busy.add(worker)
        try:
            answer = await worker.run(message, ctx)
        except BaseException:
            # stopped or broken: whatever it is doing ends with it. A failed tool may have left anything behind.
            await worker.end()
            raise
        else:
            if len(self._idle) < IDLE:
                self._idle.append(worker)
            else:
                await worker.end()
        finally:
            self._busy.discard(worker)
        unpacked: dict[str, Any] = await asyncio.to_thread(unpack, answer)
        return unpacked

    async def _free_worker(self) -> _Worker:
        if self._idle:
            return self._idle.pop()
        return _Worker(await _start())

    async def close(self) -> None:
        """End every worker."""
        workers = [*self._idle, *self._busy]
        self._idle.clear()
        for worker in workers:
            await worker.end()


def kill(process: asyncio.subprocess.Process) -> None:
    """Kill a process and, where there are process groups, all it has started. Raises ProcessLookupError."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()


async def _start() -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *python("engine.executors.worker"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        start_new_session=True,
    )


def _ended(code: int, memory_mb: int | None) -> str:
    if code < 0 and memory_mb:
        return mark(
            f"its process crashed ({signal.Signals(-code).name}), perhaps at its limit of {memory_mb} MB of memory"
        )
    if code == -signal.SIGKILL:
        return mark("its process was killed, perhaps because the machine ran out of memory")
    if code < 0:
        return mark(f"its process crashed ({signal.Signals(-code).name})")
    return mark(f"its process ended with code {code} in the middle of the work")

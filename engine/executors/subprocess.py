"""In a process of its own: for tools that compute what a chain brings. A kill is a kill there.

Workers stay for the next job. A subprocess limits what a job uses; it is no security boundary.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
from collections.abc import Callable, Mapping
from typing import Any

from engine.errors import Failure, NodeError
from engine.executors.base import Job
from engine.executors.frames import HEADER, frame, pack, unpack
from engine.executors.limits import JobLimits, WorkerLimits, descendants, until_too_large
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
        self._is_too_large = False
        self._listening = asyncio.create_task(self._listen())

    async def run(self, message: dict[str, Any], ctx: Context, limits: JobLimits) -> Any:
        """Send a job and wait for its answer. Raises `NodeError` when it failed or the process ended."""
        self._ctx = ctx
        watching = None
        if limits.memory_mb is not None:
            watching = asyncio.create_task(self._watch(limits.memory_mb))
        try:
            return await self._answer({**message, "limits": limits._asdict()}, ctx)
        except asyncio.IncompleteReadError:
            code = await self.process.wait()
            if self._is_too_large:
                assert limits.memory_mb is not None
                raise too_much_memory(limits.memory_mb) from None
            raise NodeError(_ended(code, limits)) from None
        finally:
            self._ctx = None
            if watching is not None:
                watching.cancel()

    async def _answer(self, message: dict[str, Any], ctx: Context) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
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

    async def _watch(self, memory_mb: int) -> None:
        await until_too_large(self.process.pid, memory_mb)
        self._is_too_large = True
        kill(self.process)

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

    def __init__(
        self,
        limits: WorkerLimits | None = None,
        *,
        idle: int = IDLE,
        environment: Callable[[], dict[str, str]] | None = None,
    ) -> None:
        """`idle` workers wait for a next job; `environment` is theirs, and this program's where none is given."""
        self._limits = limits or WorkerLimits()
        self._most_idle = idle
        self._environment = environment
        self._idle: list[_Worker] = []
        self._busy: set[_Worker] = set()
        self._starting: asyncio.Task[_Worker] | None = None

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
        }
        limits = self._limits.of(job.placement.limits.memory_mb)
        worker = await self._free_worker()
        self._busy.add(worker)
        try:
            async with asyncio.timeout(self._limits.wall_s):
                answer = await worker.run(message, ctx, limits)
        except TimeoutError:
            await worker.end()
            raise NodeError(f"it took longer than {self._limits.wall_s:g} s") from None
        except BaseException:
            # stopped or broken: whatever it is doing ends with it. A failed tool may have left anything behind.
            await worker.end()
            raise
        else:
            if len(self._idle) < self._most_idle and not any(descendants(worker.process.pid)):
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
        if self._starting is not None:
            starting, self._starting = self._starting, None
            return await starting
        return await self._start()

    def warm(self) -> None:
        """Have a worker start, so that the first job need not wait for it. Call it on the loop."""
        if not (self._idle or self._busy or self._starting):
            self._starting = asyncio.create_task(self._start())

    async def _start(self) -> _Worker:
        environment = None
        if self._environment is not None:
            environment = self._environment()
        process = await asyncio.create_subprocess_exec(
            *python("engine.executors.worker"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,
            env=environment,
        )
        if self._limits.niceness and hasattr(os, "setpriority"):
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, process.pid, self._limits.niceness)
        return _Worker(process)

    async def close(self) -> None:
        """End every worker."""
        if self._starting is not None:
            self._idle.append(await self._starting)
            self._starting = None
        workers = [*self._idle, *self._busy]
        self._idle.clear()
        for worker in workers:
            await worker.end()


def kill(process: asyncio.subprocess.Process) -> None:
    """Kill a process and, as far as the platform tells, all it has started. Raises ProcessLookupError."""
    strays = list(descendants(process.pid))  # those that have left its group, too
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    for stray in strays:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(stray, signal.SIGKILL)


def too_much_memory(memory_mb: int) -> NodeError:
    remedy = mark("Raise its limit under When it runs.")
    return NodeError(f"it needed more than its {memory_mb} MB of memory", remedy=remedy)


def _ended(code: int, limits: JobLimits) -> str:
    if limits.processor_s and code == -getattr(signal, "SIGXCPU", 0):
        return mark(f"it took more than its {limits.processor_s} s of processor time")
    if code < 0 and limits.memory_mb:
        name, memory_mb = signal.Signals(-code).name, limits.memory_mb
        return mark(f"its process crashed ({name}), perhaps at its limit of {memory_mb} MB of memory")
    if code == -signal.SIGKILL:
        return mark("its process was killed, perhaps because the machine ran out of memory")
    if code < 0:
        return mark(f"its process crashed ({signal.Signals(-code).name})")
    return mark(f"its process ended with code {code} in the middle of the work")

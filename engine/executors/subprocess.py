"""In a process of its own: for tools that compute what a chain brings. A kill is a kill there.

Workers stay for the next job of the same executor. A person's own are no security boundary; those of a server serve
one run (`engine.executors.confined`), and the kernel holds them to its files where it can.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from engine.checks import validate_outputs
from engine.errors import Failure, NodeError
from engine.executors.base import Job
from engine.executors.frames import HEADER, frame, pack, unpack, unpack_foreign
from engine.executors.limits import ALLOCATORS, JobLimits, WorkerLimits, descendants, until_too_large
from engine.installed import own_file
from nodes.sdk.context import Context
from nodes.sdk.errors import reason_of, system_reason
from nodes.sdk.kinds import files_in
from nodes.sdk.launch import python
from nodes.sdk.messages import load
from nodes.sdk.texts import mark

IDLE = 2
"""How many workers wait for a next job."""


ENDS_WITHIN_S = 5.0
"""For a process that was killed; what the kernel holds longer keeps nobody's place."""
_PARSED_ON_THE_LOOP = 100_000
"""Bytes; a larger answer is parsed beside it."""


class _Answer(NamedTuple):
    what: str
    content: Any
    """What was packed, a failure, or a message; None for one that is not known."""


def _parsed(content: bytes) -> _Answer:
    """Raises `NodeError` for what no worker of ours sends."""
    try:
        ((what, told),) = json.loads(content).items()
        if what == "failed":
            told = Failure.load(told)
        elif what == "said":
            told = load(*told)
        elif what != "done":
            raise ValueError(what)
    except (AttributeError, RecursionError, TypeError, ValueError) as error:
        raise NodeError("its process gives no answer that makes sense", detail=repr(error)) from error
    return _Answer(what, told)


class WorkerProcess(Protocol):
    """A process of asyncio's, or a forked one."""

    @property
    def pid(self) -> int: ...
    @property
    def stdin(self) -> asyncio.StreamWriter | None: ...
    @property
    def stdout(self) -> asyncio.StreamReader | None: ...
    @property
    def stderr(self) -> asyncio.StreamReader | None: ...
    @property
    def returncode(self) -> int | None: ...
    async def wait(self) -> int: ...


class Worker:
    """One process and the job it has at the moment."""

    def __init__(self, process: WorkerProcess, kill: Callable[[], None], sees: frozenset[str] = frozenset()) -> None:
        self.process = process
        self.sees = sees
        """What it may read beside the files of its run."""
        self.expiry: asyncio.TimerHandle | None = None
        self._kill = kill
        self._ctx: Context | None = None
        self._is_too_large = False
        self._listening = asyncio.create_task(self._listen())

    async def tell(self, message: dict[str, Any]) -> None:
        """Send what is no job."""
        assert self.process.stdin is not None
        self.process.stdin.write(frame(message))
        await self.process.stdin.drain()

    async def run(self, job: bytes, ctx: Context, limits: JobLimits) -> Any:
        """Send a job, as a frame, and wait for its answer. Raises `NodeError` when it failed or the process ended."""
        self._ctx = ctx
        watching = None
        if limits.memory_mb is not None:
            watching = asyncio.create_task(self._watch(limits.memory_mb))
        try:
            return await self._answer(job, ctx, limits.answer_mb)
        except (asyncio.IncompleteReadError, ConnectionError):
            code = await self.process.wait()
            if self._is_too_large:
                assert limits.memory_mb is not None
                raise too_much_memory(limits.memory_mb) from None
            raise NodeError(_ended(code, limits)) from None
        finally:
            self._ctx = None
            if watching is not None:
                watching.cancel()

    async def _answer(self, job: bytes, ctx: Context, most_mb: int | None) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        with contextlib.suppress(ConnectionError):
            self.process.stdin.write(job)
            await self.process.stdin.drain()
        while True:
            (size,) = HEADER.unpack(await self.process.stdout.readexactly(HEADER.size))
            if most_mb is not None and size > most_mb * 1_000_000:
                raise _too_large(size, most_mb)
            content = await self.process.stdout.readexactly(size)
            if size > _PARSED_ON_THE_LOOP:
                answer = await asyncio.to_thread(_parsed, content)
            else:
                answer = _parsed(content)
            if answer.what == "done":
                return answer.content
            if answer.what == "failed":
                raise answer.content.error()
            if answer.content is not None:
                ctx.tell(answer.content)

    async def _watch(self, memory_mb: int) -> None:
        await until_too_large(self.process.pid, memory_mb)
        self._is_too_large = True
        self._kill()

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
                self._kill()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.process.wait(), ENDS_WITHIN_S)
        self._listening.cancel()
        if self.process.stdin is not None:
            self.process.stdin.close()


class Source(Protocol):
    """Where workers come from."""

    @property
    def stays_s(self) -> float | None:
        """How long one waits for a next job; None is for ever."""
        ...

    @property
    def is_foreign(self) -> bool:
        """Whether a worker is believed no more than a container of somebody else's (Linux)."""
        ...

    @property
    def is_slow(self) -> bool:
        """Whether it pays to have one start before it is wanted."""
        ...

    def needs(self, job: Job, inputs: Mapping[str, Any]) -> frozenset[str]:
        """The paths that a worker must see to do this job, beside those that all of them see."""
        ...

    def place(self, ctx: Context) -> AbstractAsyncContextManager[None]:
        """Wait until one more may be busy, and count it for as long as it is."""
        ...

    async def start(self, sees: frozenset[str]) -> Worker:
        """Raises OSError."""
        ...


class Processes:
    """Each a new process of Python: it sees what this program sees, and as many are busy as are wanted."""

    stays_s = None
    is_foreign = False
    is_slow = True

    def __init__(self, environment: Callable[[], dict[str, str]] | None = None, niceness: int = 0) -> None:
        """`environment` is theirs, and this program's where none is given."""
        self._environment = environment
        self._niceness = niceness

    def needs(self, job: Job, inputs: Mapping[str, Any]) -> frozenset[str]:
        return frozenset()

    def place(self, ctx: Context) -> AbstractAsyncContextManager[None]:
        return contextlib.nullcontext()

    async def start(self, sees: frozenset[str]) -> Worker:
        environment = dict(os.environ)
        if self._environment is not None:
            environment = self._environment()
        process = await asyncio.create_subprocess_exec(
            *python("engine.executors.worker"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,
            env=environment | ALLOCATORS,
        )
        if self._niceness and hasattr(os, "setpriority"):
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, process.pid, self._niceness)
        return Worker(process, partial(kill, process))


class SubprocessExecutor:
    """The executor. All of it lives on one event loop; `close` it there."""

    def __init__(self, limits: WorkerLimits | None = None, *, idle: int = IDLE, source: Source | None = None) -> None:
        """`idle` workers wait for a next job; `source` is where they come from."""
        self._limits = limits or WorkerLimits()
        self._most_idle = idle
        self._source = source or Processes(niceness=self._limits.niceness)
        self._idle: list[Worker] = []
        self._busy: set[Worker] = set()
        self._starting: asyncio.Task[Worker] | None = None
        self._ending: set[asyncio.Task[None]] = set()

    def lane(self, job: Job) -> str:
        return "subprocess"

    async def identity(self, job: Job) -> str:
        return ""

    def takes_frames(self, job: Job, port: str) -> bool:
        return True  # the worker makes the rows that the tool wants

    async def run(self, job: Job, inputs: Mapping[str, Any], ctx: Context) -> Mapping[str, Any]:
        folder = ctx.new_file("handed").parent
        limits = self._limits.of(job.placement.limits.memory_mb)
        try:
            message, needs = await asyncio.to_thread(self._packed, job, inputs, folder, limits, ctx.sample_rows)
        except TypeError as error:
            raise NodeError(f"an input cannot leave this process: {error}") from error
        async with self._source.place(ctx):
            worker = await self._free_worker(needs)
            async with self._busy_with(worker):
                async with asyncio.timeout(self._limits.wall_s):
                    answer = await worker.run(message, ctx, limits)
                return await asyncio.to_thread(self._unpacked, job, answer, folder, inputs)

    def _packed(
        self, job: Job, inputs: Mapping[str, Any], folder: Path, limits: JobLimits, sample_rows: int | None
    ) -> tuple[bytes, frozenset[str]]:
        """The job as a frame, and the paths that its worker must see. Blocks on the disk. Raises TypeError, OSError."""
        file = own_file(job.tool)
        message = {
            "module": job.tool.__module__,
            "name": job.tool.__name__,
            "file": str(file) if file else None,
            "inputs": pack(inputs, folder),
            "folder": str(folder),
            "limits": limits._asdict(),
            "sample_rows": sample_rows,
        }
        return frame(message), self._source.needs(job, inputs)

    def _unpacked(self, job: Job, answer: Any, folder: Path, inputs: Mapping[str, Any]) -> dict[str, Any]:
        """The outputs of an answer. Blocks on the disk. Raises `NodeError` for what no worker of ours gives."""
        if not self._source.is_foreign:
            return unpack(answer)
        try:
            outputs = unpack_foreign(answer, folder, files_in([*inputs.values()]))
        except (OSError, TypeError, ValueError) as error:
            raise NodeError(f"what its process gives cannot be read: {reason_of(error)}") from error
        return validate_outputs(job.outputs, outputs, job.tool.name)

    @asynccontextmanager
    async def _busy_with(self, worker: Worker) -> AsyncIterator[None]:
        """It waits for a next job after the block, or is ended where that fails."""
        self._busy.add(worker)
        try:
            yield
        except TimeoutError:
            await worker.end()
            raise NodeError(f"it took longer than {self._limits.wall_s:g} s") from None
        except BaseException:
            # stopped or broken: whatever it is doing ends with it. A failed tool may have left anything behind.
            await worker.end()
            raise
        else:
            if len(self._idle) < self._most_idle and not any(descendants(worker.process.pid)):
                self._rest(worker)
            else:
                await worker.end()
        finally:
            self._busy.discard(worker)

    def _rest(self, worker: Worker) -> None:
        self._idle.append(worker)
        if (stays_s := self._source.stays_s) is not None:
            worker.expiry = asyncio.get_running_loop().call_later(stays_s, self._expire, worker)

    def _expire(self, worker: Worker) -> None:
        self._idle.remove(worker)
        ending = asyncio.create_task(worker.end())
        self._ending.add(ending)
        ending.add_done_callback(self._ending.discard)

    async def _free_worker(self, needs: frozenset[str]) -> Worker:
        for worker in reversed(self._idle):
            if needs <= worker.sees and worker.process.returncode is None:
                self._idle.remove(worker)
                if worker.expiry is not None:
                    worker.expiry.cancel()
                return worker
        if self._starting is not None:
            starting, self._starting = self._starting, None
            return await starting
        return await self._start(needs)

    def warm(self) -> None:
        """Have a worker start, so that the first job need not wait for it. Call it on the loop."""
        if self._source.is_slow and not (self._idle or self._busy or self._starting):
            self._starting = asyncio.create_task(self._start(frozenset()))

    async def _start(self, needs: frozenset[str]) -> Worker:
        try:
            return await self._source.start(needs)
        except OSError as error:
            raise NodeError(f"no process can be started for it: {system_reason(error)}") from error

    async def close(self) -> None:
        """End every worker."""
        if self._starting is not None:
            self._idle.append(await self._starting)
            self._starting = None
        workers = [*self._idle, *self._busy]
        self._idle.clear()
        for worker in workers:
            if worker.expiry is not None:
                worker.expiry.cancel()
            await worker.end()
        if self._ending:
            await asyncio.wait(self._ending)


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


def _too_large(size: int, most_mb: int) -> NodeError:
    remedy = mark("Have it give a file or a table.")
    return NodeError(f"it gives {size / 1e6:.0f} MB of values, and {most_mb} MB are the most", remedy=remedy)


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

"""A process that runs tools for `engine.executors.subprocess`: ``python -P -m engine.executors.worker``.

It reads jobs from standard input and answers on what was standard output; what tools print is logged in its
place among the answers, and what libraries write past Python goes to standard error. When its standard input
closes it leaves at once, so it never outlives the program that started it.
"""

from __future__ import annotations

import asyncio
import importlib
import inspect
import io
import math
import os
import queue
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from engine.checks import validate_inputs, validate_outputs
from engine.errors import Failure
from engine.executors.frames import frame, pack, read_frame, unpack
from engine.executors.limits import JobLimits, data_bytes
from engine.installed import load_own
from nodes.frames.lazy import takes_frames
from nodes.sdk.context import Context
from nodes.sdk.errors import ToolError
from nodes.sdk.kinds import with_rows
from nodes.sdk.messages import Log, dump
from nodes.sdk.texts import mark
from nodes.sdk.tools import Tool


def main() -> None:
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a tool prints must not get between the answers
    serve(sys.stdin.buffer, answers)


def serve(stream: BinaryIO, answers: BinaryIO) -> NoReturn:
    """Do the jobs that come until no more can come; the process ends then, in the middle of whatever it does."""
    jobs: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(stream, jobs), daemon=True).start()
    writing = threading.Lock()

    def write(content: bytes) -> None:
        with writing:
            answers.write(content)
            answers.flush()

    def send(message: dict[str, Any]) -> None:
        write(frame(message))

    sys.stdout = sys.stderr = printed = _Printed(send)
    while True:
        job = jobs.get()
        try:
            with limited(JobLimits(**job["limits"])):
                done = frame({"done": _run(job, send)})
        except BaseException as error:  # SystemExit of a tool is its failure, too
            done = frame({"failed": Failure.of(error).dump()})
        printed.end()
        write(done)


class _Printed(io.TextIOBase):
    """Takes what tools print and logs it line by line."""

    def __init__(self, send: Callable[[dict[str, Any]], None]) -> None:
        self._send = send
        self._line = ""

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        *lines, self._line = (self._line + text).split("\n")
        for line in lines:
            self._send({"said": dump(Log(line))})
        return len(text)

    def end(self) -> None:
        """Log the last line, which has no end."""
        if self._line:
            self.write("\n")


def _read(stream: BinaryIO, jobs: queue.SimpleQueue[dict[str, Any]]) -> None:
    while (job := read_frame(stream)) is not None:
        jobs.put(job)
    os._exit(0)  # nobody is there any more: what still runs runs for nobody


def _run(job: dict[str, Any], send: Callable[[dict[str, Any]], None]) -> Any:
    folder = Path(job["folder"])
    tool = _find(job["module"], job["name"], job["file"])
    inputs = unpack(job["inputs"])
    input_model, output_model = tool.models(inputs)
    ctx = Context(lambda message: send({"said": dump(message)}), lambda: folder, sample_rows=job["sample_rows"])
    for port, field in input_model.model_fields.items():
        if port in inputs and not takes_frames(field.annotation):
            inputs[port] = with_rows(inputs[port], ctx)
    returned = tool().run(validate_inputs(input_model, inputs), ctx)
    if inspect.iscoroutine(returned):
        returned = asyncio.run(returned)
    try:
        return pack(validate_outputs(output_model, returned, tool.name), folder)
    except TypeError as error:
        raise ToolError(f"an output cannot leave its process: {error}", remedy="Return a file or a table.") from error


@contextmanager
def limited(limits: JobLimits) -> Iterator[None]:
    """Limit this process while a job runs; does nothing where the platform has no such limits.

    Raises `ToolError` when the job needed more memory. More processor time ends the process (SIGXCPU).
    """
    try:
        import resource
    except ImportError:
        yield
        return
    spent_s = math.ceil(time.process_time())
    amounts = {
        resource.RLIMIT_DATA: limits.memory_mb and data_bytes() + limits.memory_mb * 1_000_000,
        resource.RLIMIT_CPU: limits.processor_s and spent_s + limits.processor_s,
        resource.RLIMIT_NOFILE: limits.open_files,
        resource.RLIMIT_FSIZE: limits.output_mb and limits.output_mb * 1_000_000,
    }
    previous = {kind: resource.getrlimit(kind) for kind, amount in amounts.items() if amount is not None}
    for kind, (_, hard) in previous.items():
        most = amounts[kind] or 0
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        resource.setrlimit(kind, (most, hard))
    try:
        yield
    except MemoryError as error:
        if limits.memory_mb is None:
            raise
        remedy = mark("Raise its limit under When it runs.")
        raise ToolError(f"it needed more than its {limits.memory_mb} MB of memory", remedy=remedy) from error
    finally:
        for kind, amounts_before in previous.items():
            resource.setrlimit(kind, amounts_before)


def _find(module: str, name: str, file: str | None) -> type[Tool]:
    """The tool by its module (or, from the person's own folder, its file) and name."""
    if module not in sys.modules and file is not None:
        load_own(Path(file))
    tool = getattr(importlib.import_module(module), name, None)
    if not (isinstance(tool, type) and issubclass(tool, Tool)):
        raise ToolError(f"{module} has no tool {name!r} at its top level, so no other process can find it")
    return tool


if __name__ == "__main__":
    main()

"""Calls by their key: computed once, listened to as often as somebody asks."""

from __future__ import annotations

import asyncio
import inspect
import shutil
import tempfile
import threading
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

from pydantic import BaseModel, ValidationError

from nodes.sdk.arrow import write_table
from nodes.sdk.context import Context
from nodes.sdk.errors import InputProblem, ToolError
from nodes.sdk.messages import Message, dump
from nodes.sdk.tools import Tool
from nodes.sdk.types import Table
from nodes.sdk.wire import pack, unpack

KEPT = 256
"""Ended calls that can still be asked for."""
MOST_EVENTS = 10_000
"""Of a call that says more, the first are forgotten; what it returns never is."""


class Call:
    """One computation and all that it said, numbered from 1."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.task: asyncio.Task[None] | None = None
        self.ended: dict[str, Any] | None = None
        """The last event: ``done`` or ``failed``."""
        self._events: list[tuple[int, str, dict[str, Any]]] = []
        self._count = 0
        self._news = asyncio.Event()

    def say(self, kind: str, data: dict[str, Any]) -> None:
        """Add an event. Call it on the loop."""
        self._count += 1
        self._events.append((self._count, kind, data))
        if len(self._events) > MOST_EVENTS:
            del self._events[0]
        if kind in ("done", "failed"):
            self.ended = {"event": kind, **data}
        self._news.set()
        self._news = asyncio.Event()

    async def events(self, last_id: int = 0) -> AsyncIterator[tuple[int, str, dict[str, Any]]]:
        """What was said after number `last_id`, and what follows, to the end."""
        while True:
            news = self._news
            for number, kind, data in [e for e in self._events if e[0] > last_id]:
                last_id = number
                yield number, kind, data
            if self.ended is not None and last_id >= self._count:
                return
            if news is self._news:
                await news.wait()

    async def end(self) -> dict[str, Any]:
        """Wait for the last event."""
        while self.ended is None:
            await self._news.wait()
        return self.ended


class CallTable:
    """All calls of a server. `shared` is the folder that the caller sees, too; None where there is none."""

    def __init__(self, shared: Path | None) -> None:
        self._shared = shared is not None
        self._root = (shared or Path(tempfile.mkdtemp(prefix="iceos-serve-"))).resolve()
        self._calls: dict[str, Call] = {}

    def begin(self, key: str, tool: type[Tool], body: Mapping[str, Any]) -> Call:
        """The call of this key: the one that is there, or a new one."""
        if key and key in self._calls:
            return self._calls[key]
        call = Call(key or uuid4().hex)
        self._calls[call.key] = call
        for old in [k for k, c in self._calls.items() if c.ended is not None][: max(0, len(self._calls) - KEPT)]:
            del self._calls[old]
        call.task = asyncio.create_task(self._compute(call, tool, body))
        return call

    def cancel(self, key: str) -> bool:
        """Stop a call; whether there is one."""
        call = self._calls.get(key)
        if call is None or call.task is None:
            return False
        call.task.cancel()
        return True

    async def _compute(self, call: Call, tool: type[Tool], body: Mapping[str, Any]) -> None:
        loop, thread = asyncio.get_running_loop(), threading.get_ident()

        def emit(message: Message) -> None:
            if threading.get_ident() == thread:
                _tell(call, message)
            else:
                loop.call_soon_threadsafe(_tell, call, message)

        ctx = Context(emit, lambda: self._root)
        try:
            done = await self._run(tool, body, ctx)
        except asyncio.CancelledError:
            ctx.cancel()
            call.say("failed", {"reason": "stopped", "remedy": "", "port": "", "kind": "cancelled"})
        except Exception as error:  # whatever a tool raises is its answer
            call.say("failed", _failure(error))
        else:
            call.say("done", {"outputs": done})

    async def _run(self, tool: type[Tool], body: Mapping[str, Any], ctx: Context) -> Any:
        unpacked = await asyncio.to_thread(unpack, dict(body), self._shared_file)
        try:
            inputs, outputs = tool.models({k: v for k, v in unpacked.items() if k in tool.Inputs.model_fields})
            values = inputs.model_validate(unpacked)
        except ValidationError as error:
            raise _input_problem(error) from error
        except ValueError as error:
            raise InputProblem("", str(error)) from error
        run = tool().run
        if inspect.iscoroutinefunction(run):
            returned = await run(values, ctx)
        else:
            returned = await _in_thread(run, values, ctx)
        if not isinstance(returned, outputs):
            if isinstance(returned, BaseModel):
                returned = dict(returned)
            returned = outputs.model_validate(returned)
        return await asyncio.to_thread(pack, dict(returned), self._written, self._share, ctx)

    def _shared_file(self, name: str) -> Path:
        self._check_shared()
        path = (self._root / name).resolve()
        if self._root not in path.parents:
            raise InputProblem("", f"{name!r} is no file of the shared folder")
        return path

    def _check_shared(self) -> None:
        if not self._shared:
            raise ToolError("this server shares no folder with its caller", remedy="Set ICEOS_FILES.")

    def _written(self, table: Table) -> str:
        path = self._root / f"table-{uuid4().hex}.arrow"
        write_table(table, path)
        return self._share(path)

    def _share(self, path: Path) -> str:
        """The name of a file in the shared folder; one from elsewhere is copied in."""
        self._check_shared()
        if path.resolve().parent == self._root:
            return path.name
        target = self._root / f"{uuid4().hex[:8]}-{path.name}"
        shutil.copyfile(path, target)
        return target.name


async def _in_thread(run: Any, values: Any, ctx: Context) -> Any:
    working = asyncio.get_running_loop().run_in_executor(None, run, values, ctx)
    try:
        return await asyncio.shield(working)
    except asyncio.CancelledError:
        ctx.cancel()
        working.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
        raise


def _tell(call: Call, message: Message) -> None:
    if call.ended is None:
        call.say(*dump(message))


def _failure(error: Exception) -> dict[str, Any]:
    """What is told of a failed call; `kind` says whose fault it is: ``input`` or ``tool``."""
    failure = {"reason": str(error), "remedy": "", "port": "", "kind": "tool"}
    if isinstance(error, ToolError):
        failure["remedy"] = error.remedy
    else:
        failure["reason"] = f"{type(error).__name__}: {error}"
    if isinstance(error, InputProblem):
        failure |= {"port": error.port, "kind": "input"}
    return failure


def _input_problem(error: ValidationError) -> InputProblem:
    first = error.errors(include_url=False)[0]
    port = next(iter(first["loc"]), "")
    return InputProblem(str(port), first["msg"].removeprefix("Value error, "))

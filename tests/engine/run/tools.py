"""Tools that behave and misbehave."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Annotated, Any

from nodes.sdk import ONE_OR_MANY, Context, Fields, File, InputProblem, Secret, Table, Tool, ToolError, tool

ADD_STARTED: list[str] = []


@tool("test.add")
async def add(a: int = 0, b: int = 0) -> int:
    """Adds."""
    return a + b


@tool("test.slow")
async def slow(a: int = 0, seconds: float = 30.0) -> int:
    await asyncio.sleep(seconds)
    return a


@tool("test.fail")
async def fail(a: int = 0) -> int:
    raise ToolError("it cannot be done", remedy="Do something else.")


@tool("test.crash")
def crash(a: int = 0) -> int:
    return 1 // (a - a)


@tool("test.blame")
async def blame(a: int = 0) -> int:
    raise InputProblem("a", "this number is bad")


@tool("test.wrong_type")
async def wrong_type(a: int = 0) -> int:
    return "not a number"  # type: ignore[return-value]  # that is the point


@tool("test.any")
async def anything(value: Any = None) -> Any:
    return value


@tool("test.total")
async def total(values: Annotated[list[int], ONE_OR_MANY]) -> int:
    return sum(values)


@tool("test.write")
def write(text: str, ctx: Context) -> File:
    path = ctx.new_file("note.txt")
    path.write_text(text)
    return File(path=path)


@tool("test.size")
def size(file: File) -> int:
    return Path(file.path).stat().st_size


@tool("test.chatty")
def chatty(ctx: Context, times: int = 1000) -> int:
    for i in range(times):
        ctx.progress(i / times, f"step {i}")
    ctx.log("nearly there")
    for piece in ("to", "ge", "ther"):
        ctx.chunk(piece)
    return times


@tool("test.polite_thread")
def polite_thread(ctx: Context, a: int = 0) -> int:
    while True:
        ctx.check_cancelled()
        time.sleep(0.005)


STUBBORN_MAY_END = threading.Event()


@tool("test.stubborn_thread")
def stubborn_thread(ctx: Context, a: int = 0) -> int:
    STUBBORN_MAY_END.wait(20)
    ctx.log("I am still talking")
    return 1


@tool("test.reveal")
async def reveal(key: Secret) -> int:
    return len(key.reveal())


class Together(Tool):
    """Finishes only when as many as `others` run at the same time."""

    name = "test.together"
    running = 0
    most = 0

    class Inputs(Fields):
        a: int = 0

    class Outputs(Fields):
        result: int

    async def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        Together.running += 1
        Together.most = max(Together.most, Together.running)
        await asyncio.sleep(0.02)
        Together.running -= 1
        return self.Outputs(result=inputs.a)


ALL: list[type[Tool]] = [
    add,
    slow,
    fail,
    crash,
    blame,
    wrong_type,
    anything,
    total,
    write,
    size,
    chatty,
    polite_thread,
    stubborn_thread,
    reveal,
    Together,
]


@tool("test.isolated_table", isolated=True)
def isolated_table(table: Table, rows: int = 1) -> Table:
    """Runs in a process of its own."""
    print("printed in a worker")
    return table.slice(0, rows)


@tool("test.isolated_pid", isolated=True)
def isolated_pid(a: int = 0) -> int:
    return os.getpid()


@tool("test.isolated_file", isolated=True)
async def isolated_file(file: File, ctx: Context) -> File:
    ctx.progress(0.5, "half")
    ctx.chunk("piece")
    path = ctx.new_file("copy.txt")
    path.write_bytes(file.path.read_bytes())
    return File(path=path)


@tool("test.isolated_hold", isolated=True)
def isolated_hold(ctx: Context, a: int = 0) -> int:
    ctx.log(f"child {subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']).pid}")
    time.sleep(60)
    return 1


@tool("test.isolated_exit", isolated=True)
def isolated_exit(a: int = 0, how: str = "exit") -> int:
    if how == "exit":
        os._exit(7)
    if how == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if how == "system":
        sys.exit("bye")
    raise ToolError("no way", remedy="Another way.")


@tool("test.isolated_any", isolated=True)
def isolated_any(value: Any) -> Any:
    return value


@tool("test.isolated_secret", isolated=True)
def isolated_secret(key: Secret) -> int:
    return len(key.reveal())


@tool("test.isolated_bytes", isolated=True)
def isolated_bytes(size: int) -> bytes:
    return bytes(size)


@tool("test.isolated_hungry", isolated=True)
def isolated_hungry(megabytes: int) -> int:
    """Uses so much memory, and says how much it was."""
    return len(bytearray(megabytes * 1_000_000)) // 1_000_000


@tool("test.isolated_busy", isolated=True)
def isolated_busy(a: int = 0) -> int:
    while True:
        a += 1


@tool("test.isolated_parent", isolated=True)
def isolated_parent(megabytes: int, children: int = 1, waits: bool = True) -> int:
    """Starts processes that hold so much memory each, and that leave its group; returns the id of one."""
    code = f"import time; held = b'x' * {megabytes * 1_000_000}; time.sleep(600)"
    started = [subprocess.Popen([sys.executable, "-c", code], start_new_session=True) for _ in range(children)]
    if waits:
        started[0].wait()
    return started[0].pid


@tool("test.isolated_variable", isolated=True)
def isolated_variable(name: str) -> str:
    return os.environ.get(name, "")


@tool("test.isolated_code", isolated=True)
def isolated_code(code: str, names: dict[str, Any], file: File | None = None) -> Any:
    """As if code had got out of a tool: returns its `got`, or how it failed."""
    names = {**names, "file": file}
    try:
        exec(code, names)
    except BaseException as error:
        return f"{type(error).__name__}: {error}"
    return names.get("got")


@tool("test.isolated_writing", isolated=True)
def isolated_writing(megabytes: int, ctx: Context) -> File:
    path = ctx.new_file("large")
    path.write_bytes(bytes(megabytes * 1_000_000))
    return File(path=path)


ISOLATED: list[type[Tool]] = [
    isolated_table,
    isolated_pid,
    isolated_file,
    isolated_hold,
    isolated_exit,
    isolated_any,
    isolated_secret,
    isolated_bytes,
    isolated_hungry,
    isolated_busy,
    isolated_parent,
    isolated_variable,
    isolated_code,
    isolated_writing,
]
ALL += ISOLATED


@tool("test.leaves")
def leaves(a: int = 0) -> int:
    sys.exit(3)


@tool("test.leaves_too")
async def leaves_too(a: int = 0) -> int:
    sys.exit(4)


ALL += [leaves, leaves_too]


class Flaky(Tool):
    """Fails a number of times before it gives what it was given."""

    name = "test.flaky"
    tried = 0

    class Inputs(Fields):
        a: int = 0
        failures: int = 2
        reason: str = "busy"

    class Outputs(Fields):
        result: int

    async def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        Flaky.tried += 1
        if Flaky.tried <= inputs.failures:
            raise ToolError(inputs.reason)
        return self.Outputs(result=inputs.a)


@tool("test.told")
async def told(error: dict[str, Any] | None = None, value: int | None = None) -> str:
    """Says which of the two reached it."""
    return f"error {error['reason']}" if error else f"value {value}"


@tool("test.needs_error")
async def needs_error(error: dict[str, Any]) -> str:
    return str(error["node"])


ALL += [Flaky, told, needs_error]


@tool("test.leaks")
def leaks(key: Secret, ctx: Context, fail: bool = False) -> dict[str, Any]:
    """Tells its secret to everybody."""
    ctx.log(f"the key is {key.reveal()}")
    ctx.progress(0.5, key.reveal())
    ctx.chunk(key.reveal())
    if fail:
        raise ValueError(f"wrong key {key.reveal()}")
    return {"key": key.reveal()}


ALL += [leaks]


STUBBORN_COROUTINE_MAY_END = False


@tool("test.stubborn_coroutine")
async def stubborn_coroutine(a: int = 0) -> int:
    """Goes on whatever it is told."""
    while not STUBBORN_COROUTINE_MAY_END:
        try:
            await asyncio.sleep(0.01)
        except asyncio.CancelledError:
            continue
    return 1


ALL += [stubborn_coroutine]


class NoPreview:
    """Its text cannot be had."""

    def __str__(self) -> str:
        raise ValueError("it has no text")


@tool(name="test.no_preview", title="No preview", category="Test")
def no_preview(kind: str) -> Any:
    """Gives what cannot be previewed."""
    return 10**5000 if kind == "digits" else NoPreview()


class Half(Tool):
    """Gives a number, and a file that it never wrote: keeping that fails."""

    name = "test.half"
    title = "Half"
    category = "Test"

    class Outputs(Fields):
        result: int
        file: File

    async def run(self, inputs: Tool.Inputs, ctx: Context) -> Half.Outputs:
        path = ctx.new_file("never written")
        return self.Outputs(result=1, file=File(path=path, name=path.name))


ALL += [no_preview, Half]

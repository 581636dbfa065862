"""The tool that runs a person's Python code."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from nodes.sdk import (
    CONFIG,
    Code,
    Context,
    Fields,
    File,
    Group,
    Image,
    InputProblem,
    Ports,
    Table,
    Tool,
    ToolError,
    hints,
)
from nodes.sdk.arrow import read_table, write_table
from nodes.sdk.kinds import FILES, kind_of
from nodes.sdk.launch import python
from nodes.sdk.texts import mark

TYPES: dict[str, Any] = {
    "any": Any,
    "text": str,
    "number": float,
    "whole number": int,
    "yes/no": bool,
    "list": list[Any],
    "record": dict[str, Any],
    "table": Table,
    "file": File,
    "image": Image,
}
_GRACE_S = 2.0
MORE = Group("More options")


class PythonCode(Tool):
    """Run your own Python.

    Name the inputs and outputs and their types in the form. In the code each input is a variable; set a
    variable for each output. A table is a `pyarrow.Table`:

    ```python
    import pyarrow.compute as pc
    result = data.append_column("double", pc.multiply(data["mass"], 2))
    ```

    What you `print` appears in the log. The code runs in a process of its own with limits on time and memory.
    That protects this program from accidents; it is no protection from malicious code, so a chain with code
    from elsewhere asks before its first run.
    """

    name = "python.code"
    title = "Python code"
    category = "Code"
    icon = "square-code"
    keywords = ("script", "function", "custom", "eval")
    effects = frozenset({"code", "network", "read", "write"})

    class Inputs(Fields):
        takes: Annotated[dict[str, str], CONFIG] = Field(
            {"data": "table"},
            title="Inputs",
            description="Name and type of each input.",
            json_schema_extra=hints.VALUES.entry(list(TYPES)),
        )
        gives: Annotated[dict[str, str], CONFIG] = Field(
            {"result": "table"},
            title="Outputs",
            description="Name and type of each output.",
            json_schema_extra=hints.VALUES.entry(list(TYPES)),
        )
        code: Annotated[str, CONFIG, Code("python")] = Field("result = data\n", description="Sets each output.")
        timeout_s: Annotated[float, CONFIG, MORE] = Field(60, gt=0, le=86_400, title="Time limit (s)")
        memory_mb: Annotated[int, CONFIG, MORE] = Field(2048, ge=256, title="Memory limit (MB)")

    class Outputs(Fields):
        pass

    @staticmethod
    def ports(config: Mapping[str, Any]) -> Ports:
        sides = []
        for side in ("takes", "gives"):
            named = config.get(side) or {}
            if unknown := sorted({*named.values()} - TYPES.keys()):
                raise ValueError(f"{unknown[0]!r} is no type; there are {', '.join(TYPES)}")
            sides.append({name: (TYPES[kind], Field(title=name)) for name, kind in named.items()})
        return Ports(inputs=sides[0], outputs=sides[1])

    async def run(self, inputs: Any, ctx: Context) -> dict[str, Any]:
        folder = ctx.new_file("python")
        folder.mkdir()
        values = {name: getattr(inputs, name) for name in inputs.takes}
        await asyncio.to_thread(_send, folder, values, inputs)
        process = await asyncio.create_subprocess_exec(
            *python("nodes.library.python_process", str(folder), isolated=True),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,
            limit=1 << 20,
        )
        try:
            async with asyncio.timeout(inputs.timeout_s):
                await _forward(process, ctx)
                code = await process.wait()
        except TimeoutError as error:
            raise InputProblem(
                "timeout_s", f"the code took longer than {inputs.timeout_s:g} s", remedy="Raise the time limit."
            ) from error
        finally:
            await _end(process)
        return await asyncio.to_thread(_receive, folder, code, inputs)


async def _forward(process: asyncio.subprocess.Process, ctx: Context) -> None:
    """What the code prints, line by line; a line longer than a mebibyte is cut."""
    assert process.stdout is not None
    while True:
        try:
            line = await process.stdout.readline()
        except ValueError:
            continue
        if not line:
            return
        ctx.log(line.decode("utf-8", "replace").rstrip())


async def _end(process: asyncio.subprocess.Process) -> None:
    """End the process and all that it has started: it does so itself, if it is still able to."""
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), _GRACE_S)
    if process.returncode is None or sys.platform != "linux":
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    await process.wait()


def _send(folder: Path, values: dict[str, Any], inputs: Any) -> None:
    """Inputs as files: JSON, or Arrow IPC for tables."""
    constants: dict[str, Any] = {}
    for name, value in values.items():
        kind = kind_of(value)
        if kind == "table":
            write_table(value, folder / f"{name}.in.arrow")
        elif kind in FILES:
            constants[name] = str(value.path)
        else:
            constants[name] = value
    job = {"inputs": constants, "outputs": inputs.gives, "memory_mb": inputs.memory_mb, "code": inputs.code}
    try:
        (folder / "job.json").write_text(json.dumps(job), "utf-8")
    except TypeError as error:
        raise ToolError(f"an input cannot be handed to the code: {error}") from error


def _receive(folder: Path, code: int, inputs: Any) -> dict[str, Any]:
    answer_file = folder / "answer.json"
    if not answer_file.exists():
        if code in (-9, 137) or code == 0:
            raise ToolError(
                "the code ended without an answer", remedy="It may have run out of memory, or left by itself."
            )
        raise ToolError(f"the process ended with code {code}")
    answer = json.loads(answer_file.read_text("utf-8"))
    if "failed" in answer:
        remedy = mark("Mend the code.")
        if "MemoryError" in answer["failed"]:
            remedy = mark(f"Raise the memory limit ({inputs.memory_mb} MB).")
        elif lacking := re.search(r"No module named '([\w.]+)'", answer["failed"]):
            remedy = mark(f"Install {lacking[1]} beside iceOS, or write a tool that runs in a container which has it.")
        raise InputProblem("code", answer["failed"], remedy=remedy)
    outputs: dict[str, Any] = dict(answer["outputs"])
    for name in answer["tables"]:
        outputs[name] = read_table(folder / f"{name}.out.arrow")
    return outputs

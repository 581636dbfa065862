"""Tools that misbehave in every way a server in a container can, served as the contract asks."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import Any

from nodes.sdk import Context, Fields, Tool


class Look(Tool):
    """What a node sees of the place it runs in."""

    name = "faults.look"

    class Outputs(Fields):
        uid: int
        capabilities: str
        no_new_privileges: str
        root_writable: bool
        pids_max: str
        memory_max: str
        routes: list[str]

    def run(self, inputs: Any, ctx: Context) -> dict[str, Any]:
        status = dict(
            line.split(":\t", 1) for line in Path("/proc/self/status").read_text().splitlines() if ":\t" in line
        )
        try:
            Path("/probe").write_text("x")
            writable = True
        except OSError:
            writable = False

        def limit(*names: str) -> str:
            return next((p.read_text().strip() for n in names if (p := Path("/sys/fs/cgroup") / n).exists()), "")

        return {
            "uid": os.getuid(),
            "capabilities": status["CapEff"],
            "no_new_privileges": status["NoNewPrivs"],
            "root_writable": writable,
            "pids_max": limit("pids.max", "pids/pids.max"),
            "memory_max": limit("memory.max", "memory/memory.limit_in_bytes"),
            "routes": Path("/proc/net/route").read_text().splitlines()[1:],
        }


class Eat(Tool):
    """More memory than there is, or a signal that nobody expects."""

    name = "faults.eat"

    class Inputs(Fields):
        megabytes: int = 0
        kill: bool = False
        leave: int = 0

    def run(self, inputs: Any, ctx: Context) -> dict[str, Any]:
        if inputs.kill:
            os.kill(os.getpid(), signal.SIGKILL)
        if inputs.leave:
            print("leaving", flush=True)
            os._exit(inputs.leave)
        held = [b"x" * 1_000_000 for _ in range(inputs.megabytes)]
        del held
        return {}


class Stream(Tool):
    """A piece every tenth of a second."""

    name = "faults.stream"

    class Inputs(Fields):
        pieces: int = 100
        pause_s: float = 0.1

    class Outputs(Fields):
        text: str

    def run(self, inputs: Any, ctx: Context) -> dict[str, Any]:
        text = ""
        for number in range(inputs.pieces):
            ctx.check_cancelled()
            ctx.chunk(f"{number} ", "text")
            ctx.progress(number / inputs.pieces)
            text += f"{number} "
            time.sleep(inputs.pause_s)
        return {"text": text}


class Huge(Tool):
    """An answer that no JSON should be."""

    name = "faults.huge"

    class Outputs(Fields):
        text: str

    def run(self, inputs: Any, ctx: Context) -> dict[str, Any]:
        return {"text": "x" * 80_000_000}


class Fill(Tool):
    """A file larger than the scratch space."""

    name = "faults.fill"

    class Inputs(Fields):
        megabytes: int

    def run(self, inputs: Any, ctx: Context) -> dict[str, Any]:
        with open("/tmp/filled", "wb") as out:
            for _ in range(inputs.megabytes):
                out.write(b"x" * 1_000_000)
        return {}

"""Containers: cold and warm calls, files by name, and how fast orphans are gone. Needs a container engine.

The peers run in the same minute: ``docker run -p`` of the same image, the same server as a plain process, base64.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa

from benchmarks.rows import Row, show
from engine.chain.model import Placement
from engine.executors.base import Job
from engine.executors.docker.discovery import discover
from engine.executors.docker.executor import DockerExecutor
from engine.executors.docker.watchdog import INSTANCE_LABEL
from engine.images.tools import tools_of
from nodes.library.tables import ToRecords
from nodes.library.text import Replace
from nodes.sdk.context import Context

ROOT = Path(__file__).parent.parent
LEAN, SCRIPT, STANDARD = "iceos-bench/lean:1.0.0", "iceos/node-js:1.0.0", "iceos/nodes-std:0.1.0"
DOCKER = "/usr/bin/docker" if Path("/usr/bin/docker").exists() else "docker"


def command(*arguments: str) -> str:
    return subprocess.run([DOCKER, *arguments], capture_output=True, text=True, check=True).stdout.strip()


def by_command_line(image: str) -> float:
    """Milliseconds from ``docker run -p`` to the first answer."""
    began = time.perf_counter()
    container = command("run", "--detach", "--publish", "127.0.0.1::8080", image)
    port = command("port", container, "8080").rpartition(":")[2]
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
                break
        except OSError:
            time.sleep(0.002)
    took = (time.perf_counter() - began) * 1e3
    command("rm", "--force", container)
    return took


class Runs:
    """Calls through the executor."""

    def __init__(self, folder: Path) -> None:
        self.docker = DockerExecutor()
        self._folder = folder

    async def call(self, tool: Any, image: str, **inputs: Any) -> float:
        job = Job("node", tool, *tool.models(inputs), Placement(where="docker", image=image))
        began = time.perf_counter()
        await self.docker.run(job, inputs, Context(lambda _: None, lambda: self._folder))
        return (time.perf_counter() - began) * 1e3

    async def cold(self, tool: Any, image: str, **inputs: Any) -> float:
        """The first answer of a new container, the sandbox up."""
        took = await self.call(tool, image, **inputs)
        for container in tuple(self.docker.pool.idle):
            await self.docker.pool.drop(container)
        return took


async def plain_process(calls: int) -> float:
    """Median milliseconds of a warm call to the same server of standard tools, run by hand on a unix socket."""
    import aiohttp

    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/s"
        server = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "nodes.sdk.serve",
            "nodes.library.text",
            env={**os.environ, "ICEOS_UDS": path},
            cwd=ROOT,
        )
        while not os.path.exists(path):  # noqa: ASYNC240, ASYNC110  # nothing else runs here
            await asyncio.sleep(0.01)
        elapsed = []
        async with aiohttp.ClientSession("http://node", connector=aiohttp.UnixConnector(path)) as session:
            await asyncio.sleep(0.5)
            for number in range(calls):
                began = time.perf_counter()
                body = {"text": "abc", "find": "b", "replacement": "x"}
                headers = {"Accept": "text/event-stream", "Idempotency-Key": f"bench:{number}"}
                async with session.post("/tools/text.replace", json=body, headers=headers) as answer:
                    await answer.read()
                elapsed.append((time.perf_counter() - began) * 1e3)
        server.terminate()
        await server.wait()
    return statistics.median(elapsed[5:])


def base64_ms(table: pa.Table) -> float:
    """A table as base64 in JSON, packed and unpacked, without even a network between."""
    began = time.perf_counter()
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
    body = json.dumps({"table": base64.b64encode(sink.getvalue()).decode()}).encode()
    pa.ipc.open_file(pa.BufferReader(base64.b64decode(json.loads(body)["table"]))).read_all()
    return (time.perf_counter() - began) * 1e3


async def longest_gap(work: Any) -> float:
    """Milliseconds that the loop was held up at most while something runs on it."""
    gaps = []

    async def tick() -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(0.001)
            gaps.append((time.perf_counter() - began) * 1e3 - 1)

    ticking = asyncio.create_task(tick())
    await work
    ticking.cancel()
    return max(gaps)


_ORPHAN = """
import asyncio, sys
from pathlib import Path
from benchmarks.docker import Runs
async def main():
    runs = Runs(Path(sys.argv[1]))
    container, _, _ = await runs.docker.container_of(sys.argv[2])
    print(runs.docker.instance.id, flush=True)
    await asyncio.sleep(600)
asyncio.run(main())
"""


def orphan_ms(image: str, folder: str) -> float:
    """Milliseconds from ``kill -9`` of a program until its container runs no more."""
    with subprocess.Popen(
        [sys.executable, "-c", _ORPHAN, folder, image], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as running:
        assert running.stdout is not None
        instance = running.stdout.readline().strip()
        label = f"label={INSTANCE_LABEL}={instance}"
        name = command("ps", "--quiet", "--filter", label, "--filter", f"ancestor={image}")
        pid = int(command("inspect", "--format", "{{.State.Pid}}", name))
        began = time.perf_counter()
        running.send_signal(signal.SIGKILL)
        while os.path.exists(f"/proc/{pid}"):
            time.sleep(0.001)
        took = (time.perf_counter() - began) * 1e3
    while command("ps", "--all", "--quiet", "--filter", label):
        time.sleep(0.05)
    return took


def unlabelled(image: str) -> str:
    """The same image for which only the watchdog can care."""
    name = "iceos-bench/foreign:1.0.0"
    lines = f'FROM {image}\nLABEL org.iceos.contract="0"\n'
    build = [DOCKER, "build", "--quiet", "--tag", name, "-"]
    subprocess.run(build, input=lines, text=True, check=True, capture_output=True)
    return name


async def measured() -> AsyncIterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        runs = Runs(Path(folder))
        text = {"text": "one two three"}
        command("build", "--quiet", "--tag", LEAN, str(ROOT / "benchmarks" / "lean"))
        try:
            (tool,) = tools_of(await discover(runs.docker, LEAN))
            await runs.docker.close()
            runs = Runs(Path(folder))
            first = await runs.cold(tool, LEAN, **text)
            lean = statistics.median([await runs.cold(tool, LEAN, **text) for _ in range(7)])
            peer = statistics.median([await asyncio.to_thread(by_command_line, LEAN) for _ in range(5)])
            yield Row("cold start, lean image", 1, "ms", lean, peers={"docker run -p": peer})
            yield Row("the very first start, sandbox and all", 1, "ms", first)
            (words,) = tools_of(await discover(runs.docker, SCRIPT))
            script = statistics.median([await runs.cold(words, SCRIPT, **text) for _ in range(7)])
            peer = statistics.median([await asyncio.to_thread(by_command_line, SCRIPT) for _ in range(5)])
            yield Row("cold start, node-js", 1, "ms", script, peers={"docker run -p": peer})
            replace = {"text": "abc", "find": "b", "replacement": "x"}
            std = statistics.median([await runs.cold(Replace, STANDARD, **replace) for _ in range(7)])
            peer = statistics.median([await asyncio.to_thread(by_command_line, STANDARD) for _ in range(5)])
            yield Row("cold start, nodes-std", 1, "ms", std, peers={"docker run -p": peer})
            gap = await longest_gap(runs.call(tool, LEAN, **text))
            yield Row("longest gap of the loop at a start", 1, "ms", gap)
            await runs.call(Replace, STANDARD, **replace)
            warm = statistics.median([await runs.call(Replace, STANDARD, **replace) for _ in range(200)])
            yield Row("warm call, p50", 200, "ms", warm, peers={"the same as a process": await plain_process(200)})
            table = pa.table({"x": pa.array(range(12_500_000))})
            large = min([await runs.call(ToRecords, STANDARD, table=table, limit=1) for _ in range(3)])
            plain = {"base64 in JSON, without the network": base64_ms(table)}
            yield Row("100 MB into a node by name", 100, "ms", large, peers=plain)
        finally:
            await runs.docker.close()
        yield Row("orphan of the contract gone", 1, "ms", await asyncio.to_thread(orphan_ms, SCRIPT, folder))
        # the same without its label: only the watchdog knows of it
        foreign = await asyncio.to_thread(unlabelled, SCRIPT)
        yield Row("foreign orphan gone", 1, "ms", await asyncio.to_thread(orphan_ms, foreign, folder))


def rows() -> Iterator[Row]:
    async def collected() -> list[Row]:
        return [row async for row in measured()]

    yield from asyncio.run(collected())


if __name__ == "__main__":
    show(rows())

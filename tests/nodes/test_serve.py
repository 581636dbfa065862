"""Tools as a server, in a real process: health, calls, streams, keys, cancelling, files, and its end."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pyarrow as pa
import pytest

from nodes.sdk.arrow import read_table, write_table
from tests.conftest import ROOT
from tests.processes import until

MODULE = '''
import time
from nodes.sdk import Context, InputProblem, tool

@tool("t.slow")
def slow(ctx: Context, pieces: int = 3, pause_s: float = 0.0) -> str:
    """Slow."""
    for n in range(pieces):
        ctx.check_cancelled()
        ctx.chunk(str(n))
        time.sleep(pause_s)
    open(__file__ + ".count", "a").write("x")
    return "done"

@tool("t.picky")
def picky(n: int) -> int:
    if n < 0:
        raise InputProblem("n", "too small", remedy="Take a larger one.")
    return 1 // n
'''


def started(folder: Path, module: str, *more: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "nodes.sdk.serve", str(folder / module), *more],
        stdin=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env={**os.environ, "ICEOS_UDS": str(folder / "s"), "ICEOS_FILES": str(folder), "ICEOS_LEASE": "stdin"},
    )


class Served:
    def __init__(self, folder: Path) -> None:
        self.folder, self.socket = folder, folder / "s"
        (folder / "tools.py").write_text(MODULE)
        self.process = started(folder, "tools.py", "nodes.library.tables")
        assert until(self.socket.exists)
        self.session = aiohttp.ClientSession("http://node", connector=aiohttp.UnixConnector(str(self.socket)))

    async def ready(self) -> None:
        async with asyncio.timeout(30):
            while True:
                async with self.session.get("/healthz") as answer:
                    if answer.status == 200:
                        return
                    assert (await answer.json())["status"] == "starting"
                await asyncio.sleep(0.01)

    async def call(self, name: str, body: Any, key: str = "", stream: bool = True, after: int = 0) -> Any:
        headers = {"Accept": "text/event-stream"} if stream else {}
        headers |= {"Idempotency-Key": key} if key else {}
        headers |= {"Last-Event-ID": str(after)} if after else {}
        async with self.session.post(f"/tools/{name}", json=body, headers=headers) as answer:
            if not stream:
                return answer.status, await answer.json()
            told = [block.split("\n") for block in (await answer.text()).strip().split("\n\n")]
            return [(int(n[4:]), kind[7:], json.loads(data[6:])) for n, kind, data in told]


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    made = Served(tmp_path)
    await made.ready()
    yield made
    await made.session.close()
    made.process.kill()
    made.process.wait()


async def test_a_call_streams_numbered_events_to_its_end(served: Served) -> None:
    events = await served.call("t.slow", {})
    assert [(n, kind) for n, kind, _ in events] == [(1, "chunk"), (2, "chunk"), (3, "chunk"), (4, "done")]
    assert events[-1][2] == {"outputs": {"result": "done"}}
    assert await served.call("t.slow", {}, stream=False) == (200, {"result": "done"})


async def test_the_same_key_is_computed_once_and_resumed_from_any_number(served: Served) -> None:
    first, second = await asyncio.gather(*(served.call("t.slow", {"pause_s": 0.05}, "r:n:1") for _ in range(2)))
    assert first == second
    assert (served.folder / "tools.py.count").read_text() == "x"
    assert [n for n, _, _ in await served.call("t.slow", {}, "r:n:1", after=2)] == [3, 4]


async def test_what_is_wrong_is_told_by_port_and_status(served: Served) -> None:
    assert await served.call("t.picky", {"n": -1}, stream=False) == (
        422,
        {"reason": "too small", "remedy": "Take a larger one.", "port": "n"},
    )
    status, told = await served.call("t.picky", {"n": "x"}, stream=False)
    assert (status, told["port"]) == (422, "n")
    status, told = await served.call("t.picky", {"n": 0}, stream=False)
    assert status == 500
    assert told["reason"].startswith("ZeroDivisionError")
    async with served.session.post("/tools/t.picky", data=b"{no") as answer:
        assert answer.status == 400
    async with served.session.post("/tools/t.none", json={}) as answer:
        assert answer.status == 404


async def test_a_call_is_cancelled_by_its_key_and_health_answers_meanwhile(served: Served) -> None:
    calling = asyncio.ensure_future(served.call("t.slow", {"pieces": 1000, "pause_s": 0.02}, "long:n:1"))
    await asyncio.sleep(0.1)
    async with served.session.get("/healthz") as answer:
        assert answer.status == 200
    async with served.session.delete("/runs/long:n:1") as answer:
        assert answer.status == 204
    assert (await calling)[-1][1:] == ("failed", {"reason": "stopped", "remedy": "", "port": "", "kind": "cancelled"})
    async with served.session.delete("/runs/none") as answer:
        assert answer.status == 404


async def test_tables_and_files_travel_by_name_in_the_shared_folder(served: Served) -> None:
    write_table(pa.table({"a": [1, 2, 3]}), served.folder / "in.arrow")
    body = {"table": {"$table": "in.arrow"}, "column": "a", "operator": ">", "value": "1"}
    _, told = await served.call("tables.filter", body, stream=False)
    assert read_table(served.folder / told["table"]["$table"]).to_pydict() == {"a": [2, 3]}
    _, told = await served.call("tables.write", {"table": {"$table": "in.arrow"}, "name": "out.csv"}, stream=False)
    assert (served.folder / told["file"]["$file"]["path"]).read_text().splitlines()[0] == '"a"'
    outside = {**body, "table": {"$table": "../in.arrow"}}
    status, told = await served.call("tables.filter", outside, stream=False)
    assert (status, "no file of the shared folder" in told["reason"]) == (422, True)


def test_it_ends_with_a_signal_and_with_its_lease(tmp_path: Path) -> None:
    for number, end in enumerate((lambda p: p.send_signal(signal.SIGTERM), lambda p: p.stdin.close())):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "tools.py").write_text(MODULE)
        process = started(folder, "tools.py")
        assert until((folder / "s").exists)
        end(process)
        assert process.wait(5) == 0


async def test_a_module_that_cannot_be_loaded_is_told_by_health(tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text("import nothing_of_that_name")
    process = started(tmp_path, "broken.py")
    assert until((tmp_path / "s").exists)
    try:
        async with aiohttp.ClientSession("http://n", connector=aiohttp.UnixConnector(str(tmp_path / "s"))) as session:
            async with asyncio.timeout(20):
                told: dict[str, Any] = {}
                while told.get("status") != "failed":
                    async with session.get("/healthz") as answer:
                        assert answer.status == 503
                        told = await answer.json()
        assert "nothing_of_that_name" in told["detail"]
    finally:
        process.kill()
        process.wait()

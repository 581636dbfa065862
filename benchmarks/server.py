"""The server: what durability costs a node, many runs at once, many readers of one run, how fast it is ready.

Beside it in the same minute: the same chain of nodes as steps of a bare DBOS workflow, and a bare FastAPI endpoint.
``python -m benchmarks.server [DATABASE_URL]``; without an address on SQLite.
"""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from benchmarks.rows import Row, show
from engine.chain.bundle import Bundle
from engine.chain.file import dump
from engine.client import Client
from engine.installed import installed
from nodes.event_stream import aiter_events
from tests.engine.chain.builders import Builder

ROOT = Path(__file__).parent.parent
TOKEN = "a-token-for-the-benchmark"
NODES, RUNS_AT_ONCE, NODES_OF_EACH, READERS = 200, 100, 20, 200
TEMPLATES = 1000
BARE_DBOS = """
import asyncio, sys, time
from dbos import DBOS
DBOS(config={"name": "bare", "system_database_url": sys.argv[1], "log_level": "ERROR", "console_log_level": "ERROR"})

@DBOS.step()
async def node(value: int) -> int:
    return value + 1

@DBOS.workflow()
async def chain(nodes: int) -> int:
    value = 0
    for _ in range(nodes):
        value = await node(value)
    return value

async def main() -> None:
    DBOS.launch()
    await chain(5)
    began = time.perf_counter()
    await chain(int(sys.argv[2]))
    print((time.perf_counter() - began) * 1e3 / int(sys.argv[2]))
    DBOS.destroy()

asyncio.run(main())
"""
BARE_FASTAPI = """
import fastapi, uvicorn, sys
app = fastapi.FastAPI()

@app.get("/healthz")
async def alive() -> dict[str, str]:
    return {"status": "ready"}

uvicorn.run(app, port=int(sys.argv[1]), log_level="error")
"""


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def program(path: str, *command: str, **environment: str) -> Iterator[tuple[str, float]]:
    """A server in a process of its own: its address, and the seconds until it answered at `path`."""
    port = free_port()
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *(word.replace("PORT", str(port)) for word in command)], cwd=ROOT,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **environment},
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    try:
        while True:
            try:
                if httpx.get(url + path, timeout=5).status_code == 200:
                    break
            except httpx.TransportError:
                time.sleep(0.005)
        yield url, time.perf_counter() - began
    finally:
        process.terminate()
        process.wait(20)


def serve(folder: str, database: str) -> Any:
    command = ("-m", "uvicorn", "app.main:app", "--port", "PORT", "--log-level", "error")
    environment = {"ICEOS_DATA_DIR": folder, "ICEOS_DATABASE_URL": database, "ICEOS_BOOTSTRAP_TOKEN": TOKEN}
    return program("/readyz", *command, **environment)


def row_of_nodes(count: int, seconds: float = 0) -> Bundle:
    """Nodes one after the other, each of which only waits."""
    build = Builder(installed())
    previous = ""
    for _ in range(count):
        node = build.node("flow.wait", seconds=seconds)
        if previous:
            build.wire(f"{previous}.value", f"{node}.value")
        previous = node
    return Bundle(dump(build.chain))


def templates(count: int) -> Bundle:
    """Nodes that are filled in worker processes, each on its own."""
    build = Builder(installed())
    for _ in range(count):
        build.node("text.template", template="{{ 1 + 1 }}", variables=[])
    return Bundle(dump(build.chain))


def bare_template(_number: int) -> str:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment().from_string("{{ 1 + 1 }}").render()


def bare_pool() -> float:
    """Milliseconds a template in the processes of the standard library."""
    with ProcessPoolExecutor() as pool:
        list(pool.map(bare_template, range(8)))
        began = time.perf_counter()
        list(pool.map(bare_template, range(TEMPLATES)))
        return (time.perf_counter() - began) * 1e3 / TEMPLATES


def seconds_of(client: Client, chain: Bundle) -> float:
    """How long a run takes: from the request until its last event, stored like all before it, has come."""
    began = time.perf_counter()
    run = client.start_once(chain)
    events = list(client.events(run.id))
    assert getattr(events[-1], "status", "") == "done", client.run(run.id)
    return time.perf_counter() - began


def bare_dbos(database: str, folder: str) -> float:
    """Milliseconds a step."""
    address = database.replace("postgresql://", "postgresql+psycopg://") or f"sqlite:///{folder}/bare.db"
    done = subprocess.run(
        [sys.executable, "-c", BARE_DBOS, address, str(NODES)], capture_output=True, text=True, check=True
    )
    return float(done.stdout.strip().splitlines()[-1])


def all_at_once(client: Client) -> float:
    """Seconds from the first request to the end of the last run."""
    chain = row_of_nodes(NODES_OF_EACH)
    client.publish(chain, "many", f"1.0.{secrets.randbelow(10**6)}")
    began = time.perf_counter()
    runs = [client.start("many").id for _ in range(RUNS_AT_ONCE)]
    while any(run.status in ("queued", "running") for run in client.runs(limit=500) if run.id in set(runs)):
        time.sleep(0.05)
    assert all(client.run(run).status == "done" for run in runs)
    return time.perf_counter() - began


def many_readers(client: Client, url: str) -> tuple[float, float]:
    """Milliseconds from when an event happened until a reader had it: the middle one, and the 99th of 100."""
    run = client.start_once(row_of_nodes(60, 0.1)).id
    began, delays = time.time(), list[float]()

    async def read(http: httpx.AsyncClient) -> None:
        async with http.stream("GET", f"{url}/v1/runs/{run}/events") as answer:
            async for event in aiter_events(answer.aiter_bytes()):
                if (at := json.loads(event.data)["at"]) > began + 3:
                    delays.append(time.time() - at)  # by then all of them listen

    async def all_of_them() -> None:
        limits = httpx.Limits(max_connections=READERS + 10)
        headers = {"Authorization": f"Bearer {TOKEN}"}
        async with httpx.AsyncClient(headers=headers, limits=limits, timeout=120) as http:
            await asyncio.gather(*(read(http) for _ in range(READERS)))

    asyncio.run(all_of_them())
    hundredths = statistics.quantiles(delays, n=100)
    return hundredths[49] * 1e3, hundredths[98] * 1e3


def requests_a_second(url: str, path: str, headers: dict[str, str]) -> float:
    with httpx.Client(base_url=url, headers=headers) as http:
        http.get(path)
        began, count = time.perf_counter(), 0
        while time.perf_counter() - began < 2:
            http.get(path)
            count += 1
        return count / 2


def rows() -> Iterator[Row]:
    database = next((a for a in sys.argv[1:] if "://" in a), "")
    kind = "postgres" if database else "sqlite"
    with tempfile.TemporaryDirectory() as folder:
        bare_ms = min(bare_dbos(database, folder) for _ in range(3))
        with program("/healthz", "-c", BARE_FASTAPI, "PORT") as (bare_url, bare_s):
            bare_rate = requests_a_second(bare_url, "/healthz", {})
        with serve(folder, database) as (_, first_s):
            pass
        with serve(folder, database) as (url, ready_s), Client(url, TOKEN) as client:
            yield Row(f"{kind}: start to ready, first time", 1, "s", first_s, peers={"bare FastAPI": bare_s})
            yield Row(f"{kind}: start to ready", 1, "s", ready_s, peers={"bare FastAPI": bare_s})
            chain = row_of_nodes(NODES)
            seconds_of(client, chain)
            ours_ms = min(seconds_of(client, chain) for _ in range(3)) * 1e3 / NODES
            yield Row(f"{kind}: durable node", NODES, "ms", ours_ms, peers={"bare DBOS": bare_ms})
            worker_ms = min(seconds_of(client, templates(TEMPLATES)) for _ in range(2)) * 1e3 / TEMPLATES
            peers = {"bare process pool": bare_pool(), "durable node inline": ours_ms}
            yield Row(f"{kind}: durable template in a worker", TEMPLATES, "ms", worker_ms, peers=peers)
            one_ms = min(seconds_of(client, templates(1)) for _ in range(10)) * 1e3
            alone_ms = min(seconds_of(client, row_of_nodes(1)) for _ in range(10)) * 1e3
            peers = {"run of a node inline": alone_ms}
            yield Row(f"{kind}: run of a template, in a worker of its own", 1, "ms", one_ms, peers=peers)
            took_s = all_at_once(client)
            each_ms = took_s * 1e3 / RUNS_AT_ONCE / NODES_OF_EACH
            yield Row(f"{kind}: {RUNS_AT_ONCE} runs of {NODES_OF_EACH} nodes at once", RUNS_AT_ONCE, "s", took_s)
            yield Row(f"{kind}:   of that a node", NODES_OF_EACH, "ms", each_ms, peers={"bare DBOS": bare_ms})
            middle_ms, late_ms = many_readers(client, url)
            yield Row(f"{kind}: event to a reader, p50", READERS, "ms", middle_ms)
            yield Row(f"{kind}: event to a reader, p99", READERS, "ms", late_ms)
            rate = requests_a_second(url, "/v1/me", {"Authorization": f"Bearer {TOKEN}"})
            peers = {"bare FastAPI": bare_rate}
            yield Row(f"{kind}: requests with a token", 1, "a second", rate, peers=peers, better="higher")


if __name__ == "__main__":
    show(rows())

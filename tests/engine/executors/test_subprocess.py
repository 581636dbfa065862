"""Tools in processes of their own: equal results, nothing left behind, and crashes that are only the node's."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from engine.chain.model import Limits, Placement
from engine.errors import NodeError
from engine.executors.base import Job
from engine.executors.limits import JobLimits, WorkerLimits
from engine.executors.subprocess import Processes, SubprocessExecutor
from nodes.library.chart import Chart
from nodes.library.tables import Sql
from nodes.sdk import Chunk, Context, File, Image, Log, Message, Progress, Secret, tool
from nodes.sdk.testing import run_tool
from nodes.sdk.tools import Tool
from tests.engine.run import tools
from tests.processes import alive, ends


@pytest.fixture
async def workers() -> AsyncIterator[SubprocessExecutor]:
    made = SubprocessExecutor()
    yield made
    await made.close()


class Caller:
    """Runs tools in workers and keeps what they say."""

    def __init__(self, workers: SubprocessExecutor, folder: Path) -> None:
        self.workers = workers
        self.said: list[Message] = []
        self.ctx = Context(self.said.append, lambda: folder)

    async def __call__(self, which: type[Tool], limits: Limits | None = None, **inputs: Any) -> dict[str, Any]:
        job = Job("node", which, *which.models(inputs), Placement(where="subprocess", limits=limits or Limits()))
        return dict(await self.workers.run(job, inputs, self.ctx))


@pytest.fixture
def call(workers: SubprocessExecutor, tmp_path: Path) -> Caller:
    return Caller(workers, tmp_path)


async def test_tables_pass_both_ways_and_prints_are_logged(call: Caller) -> None:
    table = pa.table({"a": [1, 2, 3], "b": ["x", None, "z"]})
    made = await call(tools.isolated_table, table=table, rows=2)
    assert made["result"].to_pydict() == {"a": [1, 2], "b": ["x", None]}
    assert call.said == [Log("printed in a worker")]


async def test_files_progress_and_chunks_pass(call: Caller, tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("hello")
    made = await call(tools.isolated_file, file=str(tmp_path / "in.txt"))
    assert isinstance(made["result"], File)
    assert made["result"].path.read_text() == "hello"
    assert call.said[:2] == [Progress(0.5, "half"), Chunk("piece")]


@pytest.mark.parametrize(
    "value",
    [None, True, 1.5, "text", [1, [2]], {"a": {"b": None}}, {"$table": "no"}, b"\x00\xff", [pa.table({"a": [1]})]],
    ids=repr,
)
async def test_every_value_comes_back_as_it_went(call: Caller, value: Any) -> None:
    assert (await call(tools.isolated_any, value=value))["result"] == value


async def test_a_secret_reaches_the_tool(call: Caller) -> None:
    assert (await call(tools.isolated_secret, key=Secret("k", "hunter2")))["result"] == 7


async def test_a_worker_is_used_again(call: Caller) -> None:
    first = await call(tools.isolated_pid)
    second = await call(tools.isolated_pid)
    assert first == second
    assert first["result"] != os.getpid()


async def test_several_run_at_the_same_time(call: Caller) -> None:
    pids = await asyncio.gather(*(call(tools.isolated_pid) for _ in range(3)))
    assert len({p["result"] for p in pids}) == 3


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("exit", "its process ended with code 7"),
        ("kill", "its process was killed"),
        ("system", "SystemExit: bye"),
        ("error", "no way"),
    ],
)
async def test_a_crash_fails_the_node_and_the_next_one_runs(call: Caller, how: str, words: str) -> None:
    with pytest.raises(NodeError, match=words) as caught:
        await call(tools.isolated_exit, how=how)
    if how == "error":
        assert caught.value.remedy == "Another way."
    assert (await call(tools.isolated_pid))["result"] > 0


async def test_a_wrong_input_names_its_port(call: Caller) -> None:
    with pytest.raises(NodeError, match="rows") as caught:
        await call(tools.isolated_table, table=pa.table({}), rows="many")
    assert caught.value.port == "rows"


async def test_cancelling_kills_the_worker_and_what_it_started(call: Caller) -> None:
    heard = asyncio.Event()
    pids: list[int] = []

    def hear(message: Message) -> None:
        if isinstance(message, Log):
            pids.append(int(message.message.split()[-1]))
            heard.set()

    call.ctx._emit = hear
    task = asyncio.create_task(call(tools.isolated_hold))
    await heard.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert ends(pids[0])


async def test_closing_ends_every_worker(tmp_path: Path) -> None:
    workers = SubprocessExecutor()
    pid = (await Caller(workers, tmp_path)(tools.isolated_pid))["result"]
    assert alive(pid)
    await workers.close()
    assert ends(pid)


async def test_a_tool_that_no_other_process_can_find_is_told(call: Caller) -> None:
    @tool("test.local", isolated=True)
    def local(a: int = 0) -> int:
        return a

    with pytest.raises(NodeError, match="at its top level"):
        await call(local)


async def test_a_tool_from_the_persons_folder_runs_there(call: Caller, tmp_path: Path) -> None:
    from engine.installed import installed

    (tmp_path / "mine.py").write_text(
        "from nodes.sdk import tool\n@tool('mine.up', isolated=True)\n"
        "def up(text: str) -> str:\n    return text.upper()\n"
    )
    spec = installed(tmp_path).newest("mine.up")
    assert spec is not None
    assert await call(spec.implementation, text="a") == {"result": "A"}


async def test_dynamic_ports_and_charts_give_the_same_as_inline(call: Caller) -> None:
    table = pa.table({"a": ["x", "y"], "n": [1, 2]})
    query = "SELECT sum(n) AS s FROM t"
    made = await call(Sql, tables=["t"], query=query, t=table)
    assert made["table"].equals(run_tool(Sql, tables=["t"], query=query, t=table).outputs["table"])
    chart = await call(Chart, table=table, x="a", y="n")
    assert isinstance(chart["svg"], Image)
    inline = run_tool(Chart, table=table, x="a", y="n").outputs["svg"]
    drawn, drawn_inline = (re.sub(r"clip\d+", "clip", svg.path.read_text()) for svg in (chart["svg"], inline))
    assert drawn == drawn_inline, "but for the numbers that a process gives to what it draws"


async def test_two_gigabytes_that_are_no_file_are_refused_with_a_reason(call: Caller) -> None:
    with pytest.raises(NodeError, match=r"2\.1 GB are too much for a value that is no table and no file") as caught:
        await call(tools.isolated_bytes, size=1 << 31)
    assert caught.value.remedy == "Return a file or a table."
    assert (await call(tools.isolated_bytes, size=3))["result"] == b"\0\0\0"


async def test_a_job_that_needs_more_memory_than_it_may_have_fails_alone(call: Caller) -> None:
    with pytest.raises(NodeError, match="it needed more than its 300 MB of memory"):
        await call(tools.isolated_hungry, Limits(memory_mb=300), megabytes=600)
    assert (await call(tools.isolated_hungry, Limits(memory_mb=900), megabytes=600))["result"] == 600
    assert (await call(tools.isolated_hungry, megabytes=600))["result"] == 600


async def test_what_a_worker_did_before_takes_nothing_of_the_memory_of_its_next_job(tmp_path: Path) -> None:
    workers = SubprocessExecutor(WorkerLimits(JobLimits(memory_mb=1000)))
    reserve = (
        "import builtins, mmap; more = mmap.mmap(-1, 400_000_000, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS); "
        "builtins.reserved = [*getattr(builtins, 'reserved', []), more]"
    )
    try:
        call = Caller(workers, tmp_path)
        for _ in range(4):
            assert (await call(tools.isolated_code, code=f"{reserve}; got = len(reserved)", names={}))["result"]
        table = pa.table({"x": [1.0, 2.0], "y": [1.0, 4.0]})
        assert "png" in await call(Chart, table=table, kind="points", x="x", y="y")
        assert (await call(tools.isolated_code, code="got = len(reserved)", names={}))["result"] == 4
    finally:
        await workers.close()


async def test_a_job_that_takes_more_processor_time_than_it_may_have_is_told(tmp_path: Path) -> None:
    workers = SubprocessExecutor(WorkerLimits(JobLimits(processor_s=1)))
    try:
        call = Caller(workers, tmp_path)
        assert (await call(tools.isolated_pid))["result"] > 0
        with pytest.raises(NodeError, match="more than its 1 s of processor time"):
            await call(tools.isolated_busy)
        assert (await call(tools.isolated_pid))["result"] > 0
    finally:
        await workers.close()


async def test_what_a_job_started_counts_against_its_memory_and_ends_with_it(tmp_path: Path) -> None:
    workers = SubprocessExecutor(WorkerLimits(JobLimits(memory_mb=400)))
    try:
        with pytest.raises(NodeError, match="more than its 400 MB of memory"):
            await Caller(workers, tmp_path)(tools.isolated_parent, megabytes=200, children=3)
    finally:
        await workers.close()


async def test_a_worker_whose_job_left_something_behind_does_no_other(tmp_path: Path) -> None:
    workers = SubprocessExecutor()
    try:
        left = (await Caller(workers, tmp_path)(tools.isolated_parent, megabytes=1, waits=False))["result"]
        assert ends(left)
    finally:
        await workers.close()


async def test_a_job_keeps_its_worker_for_a_bounded_time_and_has_the_environment_it_is_given(tmp_path: Path) -> None:
    limits = WorkerLimits(JobLimits(output_mb=1), wall_s=5)
    workers = SubprocessExecutor(limits, source=Processes(lambda: {"ONLY": "this"}))
    try:
        call = Caller(workers, tmp_path)
        assert (await call(tools.isolated_variable, name="ONLY"))["result"] == "this"
        assert (await call(tools.isolated_variable, name="PATH"))["result"] == ""
        with pytest.raises(NodeError, match="File too large"):
            await call(tools.isolated_writing, megabytes=2)
        with pytest.raises(NodeError, match="it took longer than 5 s"):
            await call(tools.isolated_hold)
    finally:
        await workers.close()

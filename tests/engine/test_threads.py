"""Threads that end with the program, whatever they wait for."""

from __future__ import annotations

import subprocess
import sys
import threading
from concurrent.futures import BrokenExecutor, wait

import pytest

from engine.threads import DaemonThreads


def test_so_many_calls_run_at_a_time_and_the_others_wait() -> None:
    threads, go = DaemonThreads(3, "test"), threading.Event()
    running: list[str] = []
    arrived = threading.Semaphore(0)

    def call(number: int) -> int:
        running.append(threading.current_thread().name)
        arrived.release()
        go.wait()
        return number

    futures = [threads.submit(call, number) for number in range(10)]
    for _ in range(3):
        assert arrived.acquire(timeout=60)
    assert sorted(running) == ["test_1", "test_2", "test_3"]
    go.set()
    assert [future.result(60) for future in futures] == list(range(10))
    assert set(running) == {"test_1", "test_2", "test_3"}


def test_what_waits_can_be_cancelled_and_a_failure_is_that_of_its_call() -> None:
    threads, go = DaemonThreads(1, "test"), threading.Event()
    first, second, third = threads.submit(go.wait), threads.submit(int, "no number"), threads.submit(int, "3")
    assert third.cancel()
    go.set()
    assert first.result(60)
    with pytest.raises(ValueError, match="no number"):
        second.result(60)
    fourth = threads.submit(int, "4")
    threads.shutdown()
    wait([fourth], 60)
    assert fourth.result() == 4
    with pytest.raises(BrokenExecutor):
        threads.submit(int, "5")


def test_a_call_that_hangs_does_not_keep_the_program_alive() -> None:
    hang = (
        "import asyncio, threading\n"
        "from engine.threads import DaemonThreads\n"
        "async def main():\n"
        "    call = asyncio.get_running_loop().run_in_executor(DaemonThreads(2, 'hangs'), threading.Event().wait)\n"
        "    await asyncio.wait({call}, timeout=0.1)\n"
        "asyncio.run(main())\n"
    )
    assert subprocess.run([sys.executable, "-c", hang], timeout=120, check=False).returncode == 0

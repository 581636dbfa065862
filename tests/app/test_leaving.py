"""A program ends with its exit code and all of its output, whatever its threads do."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.conftest import ROOT

_BUSY = """
import atexit, sys, threading
from contextlib import suppress
import duckdb
from app import leaving

asking = threading.Event()

def ask() -> None:
    own = duckdb.connect()
    while True:
        asking.set()
        with suppress(duckdb.InterruptException):  # as DuckDB does at the end, once
            own.sql("SELECT sum(i) FROM range(1_000_000) AS t(i)").fetchall()

def main() -> None:
    threading.Thread(target=ask, daemon=True).start()
    atexit.register(lambda: print("at the end"))
    asking.wait()
    print("said")
    threading.Timer(0.1, lambda: print("a thread that is waited for")).start()
    END

leaving.run(main)
"""


def _ended(end: str, output: int = subprocess.PIPE) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    command = [sys.executable, "-c", _BUSY.replace("END", end)]
    return subprocess.run(
        command, stdout=output, stderr=subprocess.PIPE, text=True, cwd=ROOT, env=environment, timeout=120
    )


@pytest.mark.parametrize(
    ("end", "code", "said"),
    [
        ("return", 0, ""),
        ("sys.exit(3)", 3, ""),
        ("sys.exit('wrong')", 1, "wrong\n"),
        ("sys.exit(None)", 0, ""),
        ("raise KeyboardInterrupt", 130, ""),
        ("raise ValueError('wrong')", 1, "Traceback"),
    ],
)
def test_a_thread_in_native_code_does_not_abort_the_program(end: str, code: int, said: str) -> None:
    done = _ended(end)
    assert (done.returncode, done.stdout) == (code, "said\na thread that is waited for\nat the end\n"), done.stderr
    assert done.stderr.startswith(said)
    assert bool(done.stderr) == bool(said)


def test_output_that_cannot_be_written_is_told() -> None:
    with Path("/dev/full").open("w") as full:
        done = _ended("return", full.fileno())
    assert done.returncode == 120
    assert "No space left" in done.stderr


def test_who_asks_again_does_not_wait_for_threads() -> None:
    code = """
import threading, time
from app import leaving

def main() -> None:
    threading.Thread(target=time.sleep, args=(600,)).start()
    print("waits", flush=True)

leaving.run(main)
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "waits\n"
        process.send_signal(signal.SIGINT)
        while process.poll() is None:  # the first may come before it waits
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.1)
            process.send_signal(signal.SIGINT)

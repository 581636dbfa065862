"""The program says what it does, to whom and how much was asked for, and no secret."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import logs
from app.stacks import write_stacks
from engine.chain.file import dump
from engine.installed import installed
from nodes.sdk.types import Secret
from tests.conftest import ROOT
from tests.engine.chain.builders import Builder

_HANGING = '''
import threading

from nodes.sdk import tool


@tool("mine.hang")
def hang() -> str:
    """Waits for what never comes."""
    threading.Event().wait()  # the line at which it hangs
    return ""
'''


@pytest.fixture
def untouched() -> Iterator[None]:
    """Loggers as they were, afterwards."""
    names = ("", *logs.PACKAGES, "engine.run")
    levels = {name: logging.getLogger(name).level for name in names}
    handlers = list(logging.getLogger().handlers)
    yield
    logging.getLogger().handlers[:] = handlers
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def iceos(*arguments: str | Path, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "app.cli", *map(str, arguments)],
        cwd=ROOT, env={**os.environ, **environment}, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def chain_of(tmp_path: Path, *tools: str) -> Path:
    (tmp_path / "data" / "tools").mkdir(parents=True)
    (tmp_path / "data" / "tools" / "hanging.py").write_text(_HANGING)
    build = Builder(installed(tmp_path / "data" / "tools"))
    for name in tools:
        build.node(name)
    path = tmp_path / "chain.iceos"
    path.write_bytes(dump(build.chain))
    return path


@pytest.mark.skipif(not hasattr(signal, "SIGUSR1"), reason="the platform has no such signal")
def test_a_run_that_hangs_is_explained_from_outside(tmp_path: Path) -> None:
    path = chain_of(tmp_path, "mine.hang", "flow.wait")
    with iceos("--data-dir", tmp_path / "data", "run", path, "--trust", "--json") as program:
        assert program.stdout is not None
        assert program.stderr is not None
        started: set[str] = set()
        while len(started) < 2:
            event = json.loads(program.stdout.readline())
            if event["type"] == "NodeStarted":
                started.add(event["node"])
        text = ""
        while "at which it hangs" not in text:  # its thread begins a moment after the event that tells of it
            program.send_signal(signal.SIGUSR1)
            line = program.stderr.readline()
            text = Path(line.rstrip().rpartition(" ")[2]).read_text()
        program.kill()
    assert "what is running is written to" in line
    assert "threading.Event().wait()  # the line at which it hangs" in text, "a thread"
    assert "engine/flow/wait.py" in text, "a task that waits"


def test_each_v_says_more_and_the_variable_says_of_what(untouched: None, capsys: pytest.CaptureFixture[str]) -> None:
    def said(verbosity: int, setting: str) -> set[str]:
        for name in (*logs.PACKAGES, "engine.run"):
            logging.getLogger(name).setLevel(logging.NOTSET)
        logs.configure(verbosity, setting)
        for name in ("engine.run.scheduler", "app.server.lease", "somebody.elses"):
            for level in ("debug", "info", "warning"):
                getattr(logging.getLogger(name), level)(f"{name} {level}")
        return {" ".join(line.split()[-2:]) for line in capsys.readouterr().err.splitlines()}

    names = ("engine.run.scheduler", "app.server.lease")
    warnings = {"engine.run.scheduler warning", "app.server.lease warning", "somebody.elses warning"}
    assert said(0, "") == warnings
    assert said(1, "") == warnings | {f"{name} info" for name in names}
    assert said(2, "") == warnings | {f"{name} {level}" for name in names for level in ("info", "debug")}
    assert said(0, "debug") == said(2, "")
    assert said(0, "engine.run=debug") == warnings | {"engine.run.scheduler debug", "engine.run.scheduler info"}
    assert said(0, "error,somebody=debug") == {f"somebody.elses {level}" for level in ("debug", "info", "warning")}


def test_a_level_that_is_none_is_told_of_and_stops_nothing(untouched: None, capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure(0, "loud,engine=debug")
    assert "ICEOS_LOG: 'loud' is no level" in capsys.readouterr().err
    assert logging.getLogger("engine").level == logging.DEBUG


def test_no_secret_gets_into_a_log_or_a_list_of_stacks(
    untouched: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = Secret("KEY", "very-secret-indeed")
    logs.configure()
    logs.write_to(tmp_path)
    log = logging.getLogger("engine.run")
    log.warning("asked with %s", secret.reveal())
    log.warning("asked at https://somebody:hunter22@example.com/ with Authorization: Bearer abc.def.ghi")
    try:
        raise ValueError(f"the key {secret.reveal()} was refused")
    except ValueError:
        log.exception("it failed")
    text = capsys.readouterr().err + (tmp_path / logs.FILE).read_text() + write_stacks(tmp_path).read_text()
    assert text.count("ValueError: the key") == 2
    assert not [word for word in (secret.reveal(), "hunter22", "abc.def.ghi") if word in text]


def test_where_something_is_asked_stays_in_the_log_and_a_password_does_not(
    untouched: None, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure(1)
    logging.getLogger("engine.test").info(
        "waiting for http://127.0.0.1:5000/v2 and postgresql://ada:hidden@host:5432/x"
    )
    line = capsys.readouterr().err
    assert "http://127.0.0.1:5000/v2" in line
    assert "host:5432/x" in line
    assert "hidden" not in line


def test_a_log_that_cannot_be_written_is_told_of_once(
    untouched: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure()
    (tmp_path / "file").write_text("")
    logs.write_to(tmp_path / "file" / "logs")
    assert "cannot be written" in capsys.readouterr().err
    logs.write_to(tmp_path)
    (handler,) = (h for h in logging.getLogger().handlers if getattr(h, "baseFilename", "") in logs.written_to())
    os.close(handler.stream.fileno())  # type: ignore[attr-defined]  # of a file
    for number in range(3):
        logging.getLogger("engine").info("number %d", number)
    assert capsys.readouterr().err.count("cannot be written") == 1


def test_a_log_stays_small(untouched: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "LARGEST_BYTES", 10_000)
    logs.configure()
    logs.write_to(tmp_path)
    for number in range(2_000):
        logging.getLogger("engine").info("line %d", number)
    files = list(tmp_path.glob("iceos.log*"))
    assert 1 < len(files) <= 4
    assert sum(path.stat().st_size for path in files) <= 4 * 10_000
    assert "line 1999" in (tmp_path / logs.FILE).read_text()

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
from typing import Any

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


@tool("mine.nothing")
def nothing() -> str:
    """Does nothing."""
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


@pytest.mark.skipif(not hasattr(signal, "SIGUSR1"), reason="the platform has no such signal")
@pytest.mark.parametrize("module", ["app.cli", "app.main", "app.__main__", "app.stacks", "app.commands.running"])
def test_the_signal_for_stacks_ends_no_program_that_begins(module: str) -> None:
    """Before anything slow is imported: the first import that the package makes finds the signal harmless."""
    script = f"""
import builtins, importlib, os, signal
before = builtins.__import__
def slowly(name, *rest):
    if {module!r} in sys.modules or name.partition(".")[0] in ("typer", "pydantic", "engine", "rich", "fastapi"):
        builtins.__import__ = before
        os.kill(os.getpid(), signal.SIGUSR1)
        print("goes on", flush=True)
    return before(name, *rest)
import sys
builtins.__import__ = slowly
importlib.import_module({module!r})
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, text=True, capture_output=True)
    assert done.stdout.startswith("goes on"), done.stderr
    assert done.returncode in (0, 1), "1: settings of a server that are not there"
    assert "Current thread" in done.stderr, "where it is tells why it takes so long"


def test_every_command_at_any_depth_takes_v() -> None:
    from typer.main import get_command

    from app.cli import cli

    def commands(group: Any, context: Any) -> Iterator[Any]:
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            yield command
            if hasattr(command, "list_commands"):
                yield from commands(command, context)

    root: Any = get_command(cli)
    every = list(commands(root, root.make_context("iceos", ["tools"])))
    assert len(every) > 30
    assert not [command.name for command in every if not any("-v" in option.opts for option in command.params)]


def test_v_after_a_command_is_heard_and_adds_to_what_was_before(tmp_path: Path) -> None:
    path = chain_of(tmp_path, "mine.nothing")

    def said(*arguments: str | Path) -> set[str]:
        with iceos("--data-dir", tmp_path / "data", *arguments, ICEOS_LOG="") as process:
            _, err = process.communicate()
        assert process.returncode == 0, err
        return {word for word in ("INFO", "DEBUG") if f" {word} " in err}

    run = ("run", path, "--trust", "--fresh")
    assert said(*run) == set()
    assert "DEBUG" in said(*run, "-vv")
    assert "DEBUG" in said("-v", *run, "--verbose")


class _Broken:
    def __str__(self) -> str:
        raise RuntimeError("it has no words")

    __repr__ = __str__


@pytest.mark.parametrize(
    "record", [("%s and %s", "one"), ("%d", "no number"), ("%s", _Broken()), (_Broken(),), ("%q", 1), ("\ud800 %s", 1)]
)
def test_a_line_that_cannot_be_written_in_full_breaks_nothing(
    record: tuple[Any, ...], untouched: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    logging.getLogger().handlers.clear()  # those of pytest fail a test with such a line
    logs.configure()
    logs.write_to(tmp_path)
    logging.getLogger("engine.run").warning(*record)
    logging.getLogger("engine.run").warning("the next one")
    for text in (capsys.readouterr().err, (tmp_path / logs.FILE).read_text()):
        first, second = text.splitlines()
        assert "WARNING engine.run: " in first
        assert second.endswith("the next one")


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

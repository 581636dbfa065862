"""The packaged program as it is built: complete, without what no one asked for, and it works."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, ROOT

PROGRAM = ROOT / "build" / "iceos" / "iceos"
pytestmark = pytest.mark.package


@pytest.fixture
def program() -> Path:
    return PROGRAM


def _run(program: Path, *arguments: str | Path, **more: str) -> str:
    """Without any Python to find."""
    environment = {
        "PATH": "/nowhere", "HOME": os.environ["HOME"], "ICEOS_DATA_DIR": os.environ["ICEOS_DATA_DIR"],
        "QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8", **more,
    }  # fmt: skip
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, env=environment, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_it_runs_a_chain_shows_a_window_and_has_its_own_python(program: Path, tmp_path: Path) -> None:
    _run(program, "run", EXAMPLES / "penguins.iceos", "--output", tmp_path)
    assert (tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG"), "drawn in a process of its own"
    assert _run(program, EXAMPLES / "penguins.iceos", ICEOS_TRACE_START="1").strip() == "painted"
    code = {"takes": {}, "gives": {"x": "text"}, "code": "import platform; x = platform.python_version()"}
    chain = tmp_path / "code.iceos"
    chain.write_text(_CODE.replace("INPUTS", str(code).replace("'", '"')))
    assert "x: 3." in _run(program, "run", chain, "--trust")
    assert "tables.read" in _run(program, "tools")
    assert "--port" in _run(program, "serve", "--help")


_CODE = """{"format": 1, "nodes": {"a": {"tool": "python.code", "version": "1.0.0", "inputs": INPUTS,
"ports": {"outputs": {"x": {"type": "string", "title": "x"}}}}},
"outputs": {"x": {"schema": {"type": "string"}}}, "edges": [{"from": "a.x", "to": "$outputs.x"}]}"""


def test_it_carries_nothing_that_it_does_not_use(program: Path) -> None:
    files = [str(path.relative_to(program.parent)) for path in program.parent.rglob("*") if path.is_file()]
    for unwanted in ("Qt6Quick", "Qt6Qml", "libgtk", "arrow_flight", "/tests/", "pytest", "botocore", "mypy", ".pyi"):
        assert [name for name in files if unwanted in name] == [], unwanted
    assert sum(path.lstat().st_size for path in program.parent.rglob("*")) < 520e6

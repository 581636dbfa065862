"""The wheel, in an environment that has nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, ROOT

pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    poetry = ROOT / ".poetry" / "bin" / "poetry"
    subprocess.run(
        [poetry, "build", "--format", "wheel", "--output", folder], cwd=ROOT, check=True, capture_output=True
    )
    (made,) = folder.glob("*.whl")
    return made


class Environment:
    """A virtual environment with the wheel and these extras."""

    def __init__(self, folder: Path, wheel: Path, extras: str) -> None:
        self._bin = folder / "bin"
        venv.create(folder, with_pip=True)
        wanted = f"{wheel}[{extras}]" if extras else str(wheel)
        done = self.run("pip", "install", "--quiet", "--disable-pip-version-check", wanted)
        assert done.returncode == 0, done.stderr

    def run(self, program: str, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        own = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
        return subprocess.run(
            [self._bin / program, *map(str, arguments)], capture_output=True, text=True, cwd=self._bin,
            env={**own, "QT_QPA_PLATFORM": "offscreen", **environment},
        )  # fmt: skip


def test_without_extras_it_runs_chains_and_says_what_a_window_needs(wheel: Path, tmp_path: Path) -> None:
    plain = Environment(tmp_path / "env", wheel, "")
    done = plain.run("iceos", "run", EXAMPLES / "penguins.iceos", "--output", tmp_path / "out")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "out" / "report.html").exists()
    for command, extra in (("open", "iceos[desktop]"), ("serve", "iceos[server]")):
        done = plain.run("iceos", command)
        assert done.returncode == 2
        assert extra in done.stderr
    listed = plain.run("pip", "list").stdout
    assert "PySide6" not in listed
    assert "fastapi" not in listed


@pytest.mark.slow
def test_with_extras_it_has_a_window_and_a_server(wheel: Path, tmp_path: Path) -> None:
    whole = Environment(tmp_path / "env", wheel, "desktop,server,s3,containers,serve")
    done = whole.run("iceos", "open", "--example", ICEOS_TRACE_START="1")
    assert done.stdout.strip() == "painted", done.stderr
    assert whole.run("python", "-c", "import app.main").returncode == 0
    assert whole.run("iceos", "desktop", "install", "--share", tmp_path / "share").returncode == 0
    assert sys.version_info[:2] == tuple(map(int, whole.run("python", "-V").stdout.split()[1].split(".")[:2]))

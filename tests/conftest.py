"""What all tests share: real tools, a data folder of their own, and what to do without Docker or a database."""

from __future__ import annotations

import gc
import itertools
import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from engine.catalog import Catalog
from engine.installed import installed
from nodes.frames import batches

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "resources" / "examples"

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
gc.disable()  # a window that is over is collected in the thread of the tests alone: see `app.collector`
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"  # never the person's own
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:  # as a shell has it for what it starts in the background
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def own_data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing a test does touches the person's own data."""
    folder = tmp_path / "iceos-data"
    monkeypatch.setenv("ICEOS_DATA_DIR", str(folder))
    monkeypatch.setenv("XDG_DATA_HOME", str(folder / "share"))
    return folder


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The tools of this installation."""
    return installed()


@pytest.fixture(scope="session")
def penguins() -> Path:
    """344 penguins, some of them unweighed."""
    return EXAMPLES / "data" / "penguins.csv"


@pytest.fixture
def everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables of more than a kilobyte are queries."""
    monkeypatch.setattr(batches, "IN_MEMORY", 1000)


def open_to_all(folder: Path) -> None:
    """Let every user of the machine into a folder of the tests, which are this user's alone."""
    folder.chmod(0o755)
    if not folder.name.startswith("pytest-of-"):
        open_to_all(folder.parent)


def _docker_problem() -> str:
    program = shutil.which("docker")
    if program is None:
        return "docker is not installed"
    answer = subprocess.run([program, "info"], capture_output=True, text=True, timeout=60)
    return "" if answer.returncode == 0 else f"no engine for containers answers: {answer.stderr.strip()[:120]}"


def _postgres_problem() -> str:
    from tests.server.postgres import programs

    return "" if programs() else "PostgreSQL is not installed"


def _browser_problem() -> str:
    found = shutil.which("chromedriver") and (shutil.which("chromium") or shutil.which("google-chrome"))
    return "" if found else "Chromium and its driver are not installed"


def _package_problem() -> str:
    return "" if (ROOT / "build" / "iceos" / "iceos").exists() else "the package is not built: make package"


_PROBLEMS = {
    "docker": _docker_problem,
    "postgres": _postgres_problem,
    "browser": _browser_problem,
    "package": _package_problem,
}
_known: dict[str, str] = {}
_ALONE = ("tests/docker", "tests/deploy", "tests/package", "tests/desktop/test_containers.py")
"""What works on the one engine for containers, or on files of the checkout: one test of them at a time."""
_APART = ("tests/server", "tests/attack")
"""Tests that share nothing but what is made quickly: each goes wherever there is room."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Several processes run the tests (pytest-xdist): what shares something goes to the same one."""
    for item in items:
        place = item.path.relative_to(ROOT).as_posix()
        if place.startswith(_ALONE) or item.get_closest_marker("docker"):
            item.add_marker(pytest.mark.xdist_group("alone"))
        elif not place.startswith(_APART):
            item.add_marker(pytest.mark.xdist_group(place))


_WHOLE_EVERY = 20
"""Tests between two looks at all that is held; between others at what is new."""
_ended = itertools.count(1)


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    gc.collect(2 if next(_ended) % _WHOLE_EVERY == 0 else 1)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what needs a service that is not there, with the reason; fail instead where it is required."""
    required = os.environ.get("ICEOS_REQUIRE", "").split(",")
    for name, problem_of in _PROBLEMS.items():
        if item.get_closest_marker(name) is None:
            continue
        problem = _known.setdefault(name, problem_of())
        if problem and name in required:
            pytest.fail(f"{name} is required (ICEOS_REQUIRE), but {problem}")
        if problem:
            pytest.skip(problem)

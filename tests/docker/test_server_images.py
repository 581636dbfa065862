"""The server as images: one container by itself, and the parts of the compose file, with any one of them killed."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from engine.chain.bundle import Bundle
from engine.chain.file import dump
from engine.chain.model import Chain, Placement
from engine.client import Client
from engine.executors import landlock
from engine.installed import installed
from tests.conftest import EXAMPLES, ROOT
from tests.docker.conftest import docker
from tests.engine.chain.builders import Builder
from tests.processes import until

pytestmark = [pytest.mark.docker, pytest.mark.timeout(1200)]
TOKEN = "a-token-for-the-tests-only"
POSTGRES = "iceos-test/postgres:15"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def answers(url: str) -> bool:
    try:
        return httpx.get(url).status_code == 200
    except httpx.TransportError:
        return False


def size_mb(image: str) -> float:
    """Beyond its base."""
    sizes = [int(docker("image", "inspect", "--format", "{{.Size}}", name)) for name in (image, "python:3.11-slim")]
    return (sizes[0] - sizes[1]) / 1e6


@pytest.fixture(scope="module")
def images(standard: str) -> None:
    subprocess.run(
        [ROOT / "deploy" / "images.sh", "server", "web", "orchestrator", "worker"], check=True, capture_output=True
    )


def test_the_whole_server_is_one_image(images: None, tmp_path: Path) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    name = docker("run", "--detach", "--rm", "--publish", f"127.0.0.1:{port}:8000", "--read-only", "--tmpfs", "/tmp",
                  "--cap-drop", "ALL", "iceos:0.1.0")  # fmt: skip
    try:
        assert until(lambda: answers(f"{url}/readyz"), 60), docker("logs", name)
        # no token was chosen, so one was made up and is in the log
        told = subprocess.run(["docker", "logs", name], capture_output=True, text=True)
        lines = [line.strip() for line in (told.stdout + told.stderr).splitlines()]
        token = next(line for line in lines if line.startswith("ice_"))
        with Client(url, token) as client:
            client.push(EXAMPLES / "penguins.iceos")
            run = client.start("penguins")
            assert [event.type for event in client.events(run.id)][-1] == "RunFinished"
            assert client.outputs(run.id, tmp_path)["summary"].num_rows == 8
        assert docker("exec", name, "id", "-u") == "65534"
        every = "import importlib.metadata as m; print([d.name for d in m.distributions()])"
        listed = docker("exec", name, "python", "-c", every)
        assert "PySide6" not in listed
        assert "poetry" not in listed
        for program in ("gcc", "poetry"):
            assert "none" in docker("exec", name, "sh", "-c", f"command -v {program} || echo none"), program
        assert until(lambda: docker("inspect", "--format", "{{.State.Health.Status}}", name) == "healthy", 60)
    finally:
        docker("stop", name)


def test_the_images_are_small(images: None) -> None:
    sizes = {name: size_mb(name) for name in ("iceos:0.1.0", "iceos/web:0.1.0", "iceos/nodes-std:0.1.0")}
    print("\nMB beyond the base:", json.dumps({name: round(size) for name, size in sizes.items()}))
    assert sizes["iceos:0.1.0"] <= 550
    assert sizes["iceos/web:0.1.0"] <= 150


class Stack:
    """The parts of deploy/compose.yaml."""

    def __init__(self) -> None:
        self.project = f"iceostest{secrets.token_hex(3)}"
        self.web, self.api = free_port(), free_port()
        self.environment = {
            **os.environ, "ICEOS_DB_PASSWORD": secrets.token_hex(8), "ICEOS_BOOTSTRAP_TOKEN": TOKEN,
            "ICEOS_WEB_PORT": str(self.web), "ICEOS_API_PORT": str(self.api), "ICEOS_POSTGRES_IMAGE": POSTGRES,
            "ICEOS_UNFENCED": str(not landlock.version()),
        }  # fmt: skip
        program = shutil.which("docker-compose")
        self._command = [program] if program else ["docker", "compose"]

    def compose(self, *arguments: str, **changed: str) -> subprocess.CompletedProcess[str]:
        command = [*self._command, "--project-name", self.project, "--file", str(ROOT / "deploy" / "compose.yaml")]
        return subprocess.run(
            [*command, *arguments], env={**self.environment, **changed}, capture_output=True, text=True, timeout=300
        )

    def container(self, part: str) -> str:
        return self.compose("ps", "-q", part).stdout.strip()

    def client(self) -> Client:
        return Client(f"http://127.0.0.1:{self.api}", TOKEN)


@pytest.fixture(scope="module")
def stack(images: None) -> Iterator[Stack]:
    subprocess.run(
        [ROOT / "deploy" / "base-images.sh", "postgres"],
        check=True,
        env={**os.environ, "ICEOS_POSTGRES_IMAGE": POSTGRES},
    )
    made = Stack()
    done = made.compose("up", "--detach")
    assert done.returncode == 0, done.stderr
    yield made
    made.compose("down", "--volumes", "--timeout", "1")


def placed_chain(seconds: float) -> Chain:
    """A node in nodes-std, with a table; one left to the workers; a wait between."""
    build = Builder(installed())
    make = build.node("tables.from_columns", columns=["a"], a=[3, 1, 2])
    wait = build.node("flow.wait", seconds=seconds)
    sort = build.node("tables.sort", columns=["a"])
    count = build.node("tables.to_records")
    build.wire(f"{make}.table", f"{wait}.value")
    build.wire(f"{wait}.value", f"{sort}.table")
    build.wire(f"{sort}.table", f"{count}.table")
    chain = build.chain
    places = {sort: Placement(where="docker"), count: Placement(where="inline", queue="heavy")}
    nodes = {n: node.model_copy(update={"placement": places.get(n)}) for n, node in chain.nodes.items()}
    return chain.model_copy(update={"nodes": nodes})


def test_nothing_has_a_default_password(stack: Stack) -> None:
    for name in ("ICEOS_DB_PASSWORD", "ICEOS_BOOTSTRAP_TOKEN"):
        done = stack.compose("config", **{name: ""})
        assert done.returncode != 0
        assert "choose" in done.stderr


def test_a_chain_runs_with_a_node_in_nodes_std_and_one_at_a_worker(stack: Stack, tmp_path: Path) -> None:
    with stack.client() as client:
        assert until(lambda: len(client.catalog()["workers"]) == 3, 60)
        assert until(lambda: answers(f"http://127.0.0.1:{stack.web}/web/login"), 60)
        run = client.start_once(Bundle(dump(placed_chain(0.1))))
        ended = list(client.events(run.id))[-1]
        assert getattr(ended, "status", "") == "done", client.run(run.id)
        _, outputs = client.values(run.id, "tables_to_records", tmp_path)
        assert outputs["records"] == [{"a": 1}, {"a": 2}, {"a": 3}]


@pytest.mark.parametrize("part", ["worker-1", "orchestrator", "nodes-std", "web", "postgres"])
def test_killing_any_one_of_them_loses_nothing(stack: Stack, part: str, tmp_path: Path) -> None:
    with stack.client() as client:
        runs = [client.start_once(Bundle(dump(placed_chain(6.0)))).id for _ in range(4)]
        assert until(lambda: all(client.run(run).status in {"running", "done"} for run in runs), 180)
        docker("kill", stack.container(part))
        docker("start", stack.container(part) or docker("ps", "-aq", "--filter", f"name={stack.project}_{part}"))
        assert until(lambda: answers(f"{client.url}/readyz"), 90)
        assert until(lambda: all(client.run(run).over for run in runs), 90), [client.run(run) for run in runs]
        assert {client.run(run).status for run in runs} == {"done"}

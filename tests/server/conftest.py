"""Real servers and workers, each a process, on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from engine.client import Client
from engine.executors import landlock
from tests.conftest import ROOT, open_to_all
from tests.processes import until
from tests.server.postgres import Cluster

TOKEN = "a-token-for-the-tests-only"


class Program:
    """A process of a server; `inside` is a command that runs it elsewhere."""

    def __init__(
        self, command: list[str], environment: dict[str, str], log: Path, root: Path, inside: tuple[str, ...]
    ) -> None:
        self.log = log
        with log.open("ab") as out:
            self.process = subprocess.Popen(
                [*inside, sys.executable, "-P", "-m", *command], stdout=out, stderr=out, cwd=root,
                env={**os.environ, "PYTHONPATH": str(root), **environment},
            )  # fmt: skip

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"it did not end:\n{self.log.read_text()[-3000:]}") from None


class Team:
    """A server, and as many workers as a test wants, on one database."""

    def __init__(self, folder: Path, database: str) -> None:
        self.folder = folder
        self.database = database
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.host = "127.0.0.1"
        self.inside: tuple[str, ...] = ()
        self.programs: list[Program] = []
        self.more: dict[str, str] = {"ICEOS_LEASE_S": "2"}
        self.root = ROOT
        self._clients: list[Client] = []

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        return {
            "ICEOS_DATA_DIR": str(self.folder),
            "ICEOS_DATABASE_URL": self.database,
            "ICEOS_BOOTSTRAP_TOKEN": TOKEN,
            "ICEOS_UNFENCED": str(not landlock.version()),
            **self.more,
        }

    def launch(self) -> Program:
        """A server that has just begun to start."""
        command = [
            "uvicorn", "app.main:app", "--host", self.host, "--port", str(self.port), "--log-level", "warning",
        ]  # fmt: skip
        return self._begun(command, "server.log")

    def serve(self) -> Program:
        program = self.launch()
        assert until(lambda: program.process.poll() is not None or self.ready(), 240)
        assert program.process.poll() is None, program.log.read_text()[-4000:]
        return program

    def work(self, queues: str = "heavy", concurrency: int = 4) -> Program:
        command = ["app.cli", "worker", "--queues", queues, "--concurrency", str(concurrency)]
        program = self._begun(command, "worker.log")
        mark, client = f"-{program.process.pid}-", self.client()

        def is_there() -> bool:
            return any(mark in worker["id"] for worker in client.catalog()["workers"])

        assert until(lambda: is_there() or program.process.poll() is not None, 60)
        assert program.process.poll() is None, program.log.read_text()[-4000:]
        return program

    def _begun(self, command: list[str], log: str) -> Program:
        self.programs.append(Program(command, self.environment, self.folder / log, self.root, self.inside))
        return self.programs[-1]

    def ready(self) -> bool:
        try:
            return httpx.get(f"{self.url}/readyz").status_code == 200
        except httpx.TransportError:
            return False

    def client(self, token: str = TOKEN) -> Client:
        made = Client(self.url, token)
        self._clients.append(made)
        return made

    def end(self) -> None:
        for client in self._clients:
            client.close()
        for program in self.programs:
            if program.process.poll() is None:
                program.kill()


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    folder = tmp_path_factory.mktemp("postgres")
    open_to_all(folder)
    made = Cluster(folder)
    made.start()
    yield made
    made.stop()


class Teams:
    """Makes teams on ``sqlite`` or ``postgres``; nothing runs yet."""

    def __init__(self, folder: Path, cluster: Callable[[], Cluster]) -> None:
        self._folder = folder
        self._cluster = cluster
        self.made: list[Team] = []

    def __call__(self, kind: str) -> Team:
        folder = self._folder / f"server{len(self.made)}"
        folder.mkdir()
        return self._keep(Team(folder, self._cluster().database() if kind == "postgres" else ""))

    def beside(self, team: Team) -> Team:
        """Another server on the same folder and database."""
        return self._keep(Team(team.folder, team.database))

    def _keep(self, team: Team) -> Team:
        self.made.append(team)
        return team


@pytest.fixture
def teams(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Teams]:
    made = Teams(tmp_path, lambda: request.getfixturevalue("cluster"))
    yield made
    for team in made.made:
        team.end()


BOTH = pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])


@pytest.fixture
def team(teams: Teams) -> Team:
    """A server on SQLite, running."""
    found = teams("sqlite")
    found.serve()
    return found

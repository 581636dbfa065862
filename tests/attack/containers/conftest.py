"""A lying image, and a person's folder that it must not reach. Only the command, the engine and HTTP are used."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, open_to_all
from tests.docker.conftest import docker

HERE = Path(__file__).parent
LIAR = "iceos-test/liar:1.0.0"
SECRET = "what only the person may read"


@pytest.fixture(scope="session")
def liar(tmp_path_factory: pytest.TempPathFactory) -> str:
    context = tmp_path_factory.mktemp("liar")
    (context / "liar.py").write_text((HERE / "liar.py").read_text())
    (context / "Dockerfile").write_text(
        'FROM python:3.11-slim\nCOPY liar.py /liar.py\nLABEL org.iceos.contract="1" org.iceos.name="liar" '
        'org.iceos.version="1.0.0"\nCMD ["python", "/liar.py"]\n'
    )
    docker("build", "--tag", LIAR, str(context))
    return LIAR


class Person:
    """Somebody with a folder of their own, whose program keeps its data in another."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.home = folder / "person"
        self.home.mkdir()
        open_to_all(self.home)
        self.secret = self.home / "secret.txt"
        self.secret.write_text(SECRET)
        (self.home / "thesis").mkdir()
        (self.home / "thesis" / "chapter.txt").write_text("three years of work")
        self.out = folder / "out"
        self.chain = folder / "chain.iceos"
        self._before = self._files()

    def iceos(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-P", "-m", "app.cli", "--data-dir", str(self.data), *map(str, arguments)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "500", "NO_COLOR": "1"}
        return subprocess.run(
            command, capture_output=True, text=True, env=environment, stdin=subprocess.DEVNULL, timeout=300
        )

    def run(
        self, nodes: Mapping[str, Any], edges: list[Any] | None = None, *options: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a chain as who trusts it."""
        chain = {"format": 1, "title": "t", "nodes": nodes, "edges": edges or []}
        self.chain.write_text(json.dumps(chain))
        return self.iceos("run", self.chain, "--trust", "--output", self.out, *options)

    def read(self) -> str:
        """All that is left of runs, as one text."""
        folders = (self.data, self.out)
        found = [path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()]
        return b"\n".join(found).decode("latin-1")

    def is_untouched(self) -> bool:
        return self._files() == self._before

    def _files(self) -> dict[str, str]:
        return {str(path.relative_to(self.home)): path.read_text() for path in self.home.rglob("*") if path.is_file()}


@pytest.fixture
def person(tmp_path: Path) -> Person:
    return Person(tmp_path)

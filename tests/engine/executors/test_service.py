"""A service that is away for a while, as one that starts again is."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.chain.model import Placement
from engine.errors import NodeError
from engine.executors import service
from engine.executors.base import Job
from engine.executors.service import ServiceExecutor
from nodes.library.text import Template
from nodes.sdk.context import Context
from nodes.sdk.messages import Message, Phase
from tests.conftest import ROOT

INPUTS: dict[str, Any] = {"template": "Hello {{ value }}", "value": "Ada"}
JOB = Job("node", Template, *Template.models(INPUTS), Placement(where="docker"))


class Service:
    """The standard tools, served by a process on a port that stays the same."""

    def __init__(self, log: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.address = f"http://127.0.0.1:{self.port}"
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-P", "-m", "nodes.sdk.serve", "nodes.library.text", "--port", str(self.port)]
        with self._log.open("ab") as out:
            self._process = subprocess.Popen(command, stdout=out, stderr=out, cwd=ROOT, env={**os.environ})

    def kill(self) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            self._process = None


@pytest.fixture
def away(tmp_path: Path) -> Iterator[Service]:
    made = Service(tmp_path / "service.log")
    yield made
    made.kill()


async def test_a_service_that_is_away_is_waited_for(away: Service, tmp_path: Path) -> None:
    said: list[Message] = []
    executor = ServiceExecutor(away.address)
    for _ in range(2):  # before it was ever there, and after it was killed
        said.clear()
        working = asyncio.ensure_future(executor.run(JOB, INPUTS, Context(said.append, lambda: tmp_path, "a:b:1")))
        while not any(isinstance(message, Phase) for message in said):  # noqa: ASYNC110  # said by what is tested
            await asyncio.sleep(0.02)
        assert not working.done()
        away.start()
        assert (await asyncio.wait_for(working, 120))["text"] == "Hello Ada"
        away.kill()


async def test_a_service_that_stays_away_is_an_error(
    away: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "PATIENCE_S", 1.0)
    with pytest.raises(NodeError, match="cannot be reached") as caught:
        await ServiceExecutor(away.address).run(JOB, INPUTS, Context(lambda _: None, lambda: tmp_path, "a:b:1"))
    assert caught.value.remedy == "Is the service running?"

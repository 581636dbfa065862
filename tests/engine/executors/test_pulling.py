"""Where the download of an image is, from the lines that an engine of Docker writes about it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from engine.executors.docker import images
from engine.executors.docker.daemon import Daemon, EngineProblem
from engine.executors.docker.images import pull_image

LINES: list[dict[str, Any]] = [
    {"status": "Pulling from library/words", "id": "1.2.0"},
    {"status": "Already exists", "id": "aaa", "progressDetail": {}},
    {"status": "Pulling fs layer", "id": "bbb", "progressDetail": {}},
    {"status": "Waiting", "id": "ccc", "progressDetail": {}},
    {"status": "Downloading", "id": "bbb", "progressDetail": {"current": 10, "total": 100}},
    {"status": "Downloading", "id": "bbb", "progressDetail": {"current": 50, "total": 100}},
    {"status": "Downloading", "id": "ccc", "progressDetail": {"current": 50, "total": 300}},
    {"status": "Pull complete", "id": "bbb", "progressDetail": {}},
    {"status": "Status: Downloaded newer image"},
]


class Registry(Daemon):
    """An engine that pulls what is written here."""

    def __init__(self, lines: list[dict[str, Any]]) -> None:
        super().__init__()
        self.lines = lines
        self.pulled: list[tuple[str, str]] = []

    async def call(self, do: Callable[..., Any]) -> Any:
        return do(self)

    def pull(self, name: str, *, tag: str, stream: bool, decode: bool) -> Iterator[dict[str, Any]]:
        assert (stream, decode) == (True, True)
        self.pulled.append((name, tag))
        yield from self.lines


@pytest.mark.parametrize(
    ("reference", "asked"),
    [
        ("library/words:1.2.0", ("library/words", "1.2.0")),
        ("localhost:5000/words:1.2.0", ("localhost:5000/words", "1.2.0")),
        ("words@sha256:" + "a" * 64, ("words", "sha256:" + "a" * 64)),
    ],
)
async def test_an_image_is_pulled_by_name_and_version(reference: str, asked: tuple[str, str]) -> None:
    registry = Registry(LINES)
    await pull_image(registry, reference, lambda fraction: None)
    assert registry.pulled == [asked]


async def test_the_fraction_is_that_of_all_layers_that_are_downloaded() -> None:
    fractions: list[float | None] = []
    await pull_image(Registry(LINES), "words:1.2.0", fractions.append)
    assert fractions == [None, None, None, None, 0.1, 0.5, 0.25, 0.25, 0.25]


async def test_the_log_tells_what_every_layer_does_and_waits_for(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(images, "PULL_LOG_S", -1)
    with caplog.at_level(logging.DEBUG, "engine.executors.docker"):
        await pull_image(Registry(LINES), "words:1.2.0", lambda fraction: None)
    assert "words:1.2.0: aaa Already exists" in caplog.messages
    assert "words:1.2.0: bbb Downloading" in caplog.messages
    assert "words:1.2.0: 50 % is here, waiting for bbb Downloading, ccc Waiting" in caplog.messages
    assert caplog.messages[-1] == "words:1.2.0: the pull has ended"


async def test_a_refused_pull_says_why_and_what_to_do() -> None:
    registry = Registry([*LINES[:3], {"error": "manifest unknown"}])
    with pytest.raises(EngineProblem, match=r"words:1\.2\.0 cannot be pulled: manifest unknown") as caught:
        await pull_image(registry, "words:1.2.0", lambda fraction: None)
    assert caught.value.kind == "missing"
    assert "Check the name" in caught.value.remedy

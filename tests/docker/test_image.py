"""The image of the command line: it builds, holds no Qt, runs as nobody and without a network."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docker.conftest import docker

pytestmark = [pytest.mark.docker, pytest.mark.timeout(900)]
TAG = f"iceos-test:{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
"""Its own in each process of the tests: whoever is ready first removes it."""


@pytest.fixture(scope="module")
def image() -> Iterator[str]:
    docker("build", "--tag", TAG, ".")
    yield TAG
    docker("image", "rm", "--force", TAG)


def test_the_example_runs_in_it_as_nobody_without_network(image: str, tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    example = "/opt/iceos/lib/python3.11/site-packages/resources/examples/penguins.iceos"
    told = docker(
        "run", "--rm", "--network", "none", "--read-only", "--tmpfs", "/tmp", "--cap-drop", "ALL",
        "-v", f"{tmp_path}:/work", image, "run", example, "--output", "/work/results",
    )  # fmt: skip
    assert "summary: /work/results/summary.csv" in told
    assert (tmp_path / "results" / "chart.png").read_bytes().startswith(b"\x89PNG")


_LISTED = "from importlib.metadata import distributions; print(*(d.name for d in distributions()))"


def test_it_carries_no_qt_and_no_build_tools(image: str) -> None:
    listed = docker("run", "--rm", "--entrypoint", "python", image, "-c", _LISTED).lower()
    assert "iceos" in listed
    assert "pyside6" not in listed
    assert not {"poetry", "pip"} & set(listed.split())
    assert docker("run", "--rm", "--entrypoint", "id", image, "-u").strip() == "65534"

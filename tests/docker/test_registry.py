"""A real registry on loopback: versions chosen from it, images pulled with progress, locks that hold."""

from __future__ import annotations

import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.errors import NodeError
from engine.executors.docker.daemon import EngineProblem
from engine.executors.docker.images import resolve_image
from engine.images.reference import reference
from engine.images.registry import tags_of
from nodes.sdk.messages import Phase
from tests.docker import faults as tools
from tests.docker.conftest import Place, docker
from tests.processes import until

pytestmark = [pytest.mark.docker, pytest.mark.timeout(600)]

CONFIG = """
version: 0.1
storage: {{filesystem: {{rootdirectory: {folder}}}}}
http: {{addr: "127.0.0.1:{port}"}}
log: {{level: error}}
"""


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    program = shutil.which("docker-registry")
    if program is None:
        pytest.skip("docker-registry is not installed")
    folder = tmp_path_factory.mktemp("registry")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (folder / "config.yml").write_text(CONFIG.format(folder=folder / "data", port=port))
    serving = subprocess.Popen(
        [program, "serve", str(folder / "config.yml")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    assert until(lambda: _answers(port))
    yield f"localhost:{port}"
    serving.kill()
    serving.wait()


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


@pytest.fixture
def pushed(registry: str, faults: str) -> Iterator[str]:
    """An image in two versions that is only in the registry."""
    name = f"{registry}/team/faults"
    for version in ("1.0.0", "1.1.0", "2.0.0"):
        docker("tag", faults, f"{name}:{version}")
        docker("push", f"{name}:{version}")
        docker("rmi", f"{name}:{version}")
    yield name
    for version in ("1.0.0", "1.1.0", "2.0.0"):
        subprocess.run(["docker", "rmi", "--force", f"{name}:{version}"], capture_output=True)


async def test_the_newest_compatible_version_is_pulled_and_run(place: Place, pushed: str) -> None:
    assert sorted(await tags_of(pushed)) == ["1.0.0", "1.1.0", "2.0.0"]
    assert await place(tools.Stream, f"{pushed}:^1.0", pieces=1, pause_s=0) == {"text": "0 "}
    words = [m.words for m in place.said if isinstance(m, Phase)]
    assert words[0] == f"pulling {pushed}:1.1.0"
    assert words[-1] == "running"
    digest = [m.digest for m in place.said if isinstance(m, Phase)][-1]
    assert digest.startswith("sha256:")
    again = await place(tools.Stream, f"{pushed}:^1.0@{digest}", pieces=1, pause_s=0)
    assert again == {"text": "0 "}, "what a lock pins is what runs"


async def test_what_is_here_wins_over_what_would_have_to_be_pulled(place: Place, pushed: str) -> None:
    docker("pull", f"{pushed}:1.0.0")
    found = await resolve_image(place.executor.daemon, reference(f"{pushed}:^1.0"))
    assert found.reference == f"{pushed}:1.0.0"
    far = await resolve_image(place.executor.daemon, reference(f"{pushed}:^1.0"), ask_registry=True)
    assert (far.reference, sorted(far.remote)) == (f"{pushed}:1.1.0", ["1.0.0", "1.1.0", "2.0.0"])


async def test_a_version_or_a_registry_that_is_not_there_is_told(place: Place, pushed: str, tmp_path: Path) -> None:
    with pytest.raises(EngineProblem, match=r"no version of .*team/faults is in \^7 \(there is: 2.0.0, 1.1.0, 1.0.0\)"):
        await place(tools.Look, f"{pushed}:^7")
    with pytest.raises(NodeError, match="cannot be pulled"):
        await place(tools.Look, f"{pushed}:7.0.0")
    with pytest.raises(EngineProblem, match="its registry cannot be asked"):
        await place(tools.Look, "localhost:1/team/faults:^1")

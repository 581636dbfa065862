"""Nodes in real containers: equal results, locked down, and each fault with its words."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import os
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from engine.catalog import Catalog
from engine.errors import NodeError
from engine.executors.docker.daemon import EngineProblem, _supported, explain
from engine.executors.docker.discovery import discover
from engine.executors.docker.watchdog import INSTANCE_LABEL
from engine.images.tools import tools_of
from nodes.sdk.messages import Chunk, Log, Phase, Usage
from tests.conftest import ROOT
from tests.docker import faults as tools
from tests.docker.conftest import FAULTS, Place, derived, docker, left_behind
from tests.processes import until

pytestmark = [pytest.mark.docker, pytest.mark.timeout(900)]


async def test_a_standard_tool_gives_the_same_in_its_container(place: Place, standard: str, catalog: Catalog) -> None:
    spec = catalog.newest("tables.filter")
    assert spec is not None
    table = pa.table({"a": [1, 2, 3], "b": ["x", None, "z"]})
    made = await place(spec.implementation, table=table, column="a", operator=">", value="1")
    assert made["table"].equals(table.slice(1))
    assert made["rest"].equals(table.slice(0, 1))
    phases = [m for m in place.said if isinstance(m, Phase)]
    assert [(p.words, p.warm) for p in phases] == [("starting", False), ("running", False)]
    assert phases[-1].image == "iceos/nodes-std:0.1.0"
    assert phases[-1].digest.startswith("sha256:")


async def test_files_go_in_and_come_out_by_name(place: Place, standard: str, catalog: Catalog, penguins: Path) -> None:
    read, write = catalog.newest("tables.read"), catalog.newest("tables.write")
    assert read is not None
    assert write is not None
    table = (await place(read.implementation, file=str(penguins)))["table"]
    assert table.num_rows == 344
    file = (await place(write.implementation, table=table, name="out.csv"))["file"]
    assert file.path.parent == place.folder
    assert file.path.read_text().startswith('"species"')


async def test_the_second_call_finds_it_warm_and_quick(place: Place, faults: str) -> None:
    await place(tools.Stream, FAULTS, pieces=1, pause_s=0)
    place.said.clear()
    assert await place(tools.Stream, FAULTS, pieces=2, pause_s=0) == {"text": "0 1 "}
    assert [m.text for m in place.said if isinstance(m, Chunk)] == ["0 ", "1 "]
    assert [m.warm for m in place.said if isinstance(m, Phase)][-1]
    (container,) = place.executor.containers()
    assert (container.image, container.state) == (FAULTS, "warm")


async def test_nodes_run_beside_each_other_in_containers_of_their_own(place: Place, faults: str) -> None:
    made = await asyncio.gather(*(place(tools.Stream, FAULTS, pieces=3, pause_s=0.1) for _ in range(3)))
    assert made == [{"text": "0 1 2 "}] * 3
    assert len({container.id for container in place.executor.containers()}) == 3


async def test_a_running_node_can_do_nothing_it_need_not(place: Place, faults: str) -> None:
    seen = await place(tools.Look, FAULTS, {"limits": {"memory_mb": 300}})
    assert seen["uid"] == (os.getuid() or 65534)
    assert int(seen["capabilities"], 16) == 0
    assert seen["no_new_privileges"] == "1"
    assert not seen["root_writable"]
    assert int(seen["pids_max"]) <= 512
    assert int(seen["memory_max"]) == 300 * 2**20
    assert seen["routes"] == []


async def test_a_way_out_is_there_only_on_request(place: Place, faults: str) -> None:
    assert (await place(tools.Look, FAULTS))["routes"] == []
    assert (await place(tools.Look, FAULTS, {"network": True}))["routes"] != []


async def test_mounted_files_are_seen_and_cannot_be_changed(
    place: Place, standard: str, tmp_path: Path, catalog: Catalog
) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "words.txt").write_text("kept words")
    run("chmod", "755", str(tmp_path))
    spec = catalog.newest("python.code")
    assert spec is not None
    code = (
        "import pathlib\nresult = pathlib.Path('/data/words.txt').read_text()\ntry:\n"
        "    pathlib.Path('/data/x').write_text('x')\n    result += '!'\nexcept OSError:\n    pass"
    )
    placed = {"mounts": [{"path": str(tmp_path / "kept"), "at": "/data"}]}
    made = await place(spec.implementation, "", placed, code=code, takes={}, gives={"result": "text"})
    assert made["result"] == "kept words"


async def test_what_it_uses_is_told_and_listed_while_it_works(place: Place, faults: str) -> None:
    working = asyncio.create_task(place(tools.Stream, FAULTS, pieces=60, pause_s=0.1))
    while not any(container.cpu_percent is not None for container in place.executor.containers()):
        assert not working.done()
        await asyncio.sleep(0.05)
    await working
    usage = [m for m in place.said if isinstance(m, Usage)]
    assert (usage[-1].memory_bytes or 0) > 5_000_000
    assert (usage[-1].cpu_percent or 0) >= 0
    (container,) = place.executor.containers()
    assert (container.state, container.cpu_percent) == ("warm", None), "nobody measures one that rests"


def run(*command: str) -> None:
    subprocess.run(command, check=True)


# each fault with its words


async def test_memory_is_told_apart_from_a_kill(place: Place, faults: str) -> None:
    with pytest.raises(NodeError, match="more than its 100 MB of memory") as caught:
        await place(tools.Eat, FAULTS, {"limits": {"memory_mb": 100}}, megabytes=400)
    assert "Raise its limit" in caught.value.remedy
    with pytest.raises(NodeError, match="killed from outside"):
        await place(tools.Eat, FAULTS, kill=True)


async def test_one_that_leaves_tells_its_code_and_last_words(place: Place, faults: str) -> None:
    with pytest.raises(NodeError, match="ended with code 3: leaving"):
        await place(tools.Eat, FAULTS, leave=3)


async def test_a_tool_that_fails_leaves_its_container_for_the_next(
    place: Place, standard: str, catalog: Catalog
) -> None:
    spec = catalog.newest("tables.filter")
    assert spec is not None
    with pytest.raises(NodeError, match="there is no column 'zz'") as caught:
        await place(spec.implementation, table=pa.table({"a": [1]}), column="zz", operator=">", value="1")
    assert caught.value.remedy == "The columns are: a"
    assert [container.state for container in place.executor.containers()] == ["warm"]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ('CMD ["/nonexistent"]', "command cannot be run"),
        ('CMD ["python", "-c", "print(\'no model\'); raise SystemExit(4)"]', "ended with code 4: no model"),
        ('ENV MODE=failed\nCMD ["python", "/srv/broken.py"]', "failed to start: the model file is damaged"),
    ],
)
async def test_one_that_does_not_start_says_why(place: Place, faults: str, lines: str, words: str) -> None:
    image = derived("iceos-test/start:1.0.0", lines)
    with pytest.raises(NodeError, match=words) as caught:
        await place(tools.Look, image)
    assert caught.value.remedy
    assert place.executor.containers() == []


async def test_one_that_never_answers_is_given_up(place: Place, faults: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.executors.docker.container.ANSWERS_WITHIN_S", 1.5)
    image = derived("iceos-test/deaf:1.0.0", 'CMD ["sleep", "600"]')
    with pytest.raises(NodeError, match="not ready within 2 s") as caught:
        await place(tools.Look, image)
    assert "log" in caught.value.remedy


async def test_a_missing_image_and_a_missing_version_are_told_apart(place: Place, standard: str) -> None:
    with pytest.raises(EngineProblem, match="there is no image iceos/nowhere here") as caught:
        await place(tools.Look, "iceos/nowhere:^1.0")
    assert "build it" in caught.value.remedy.lower()
    with pytest.raises(EngineProblem, match=r"no version of iceos/nodes-std is in \^7 \(there is: 0.1.0\)"):
        await place(tools.Look, "iceos/nodes-std:^7")
    with pytest.raises(EngineProblem, match="cannot be pulled"):
        await place(tools.Look, "iceos/nodes-std:nightly")
    with pytest.raises(NodeError, match="names no image"):
        await place(tools.Look, "No Such Name!")


async def test_an_answer_that_is_too_large_is_refused(place: Place, faults: str) -> None:
    with pytest.raises(NodeError, match="larger than 64 MB"):
        await place(tools.Huge, FAULTS)
    assert await place(tools.Stream, FAULTS, pieces=1, pause_s=0) == {"text": "0 "}


@pytest.mark.parametrize(
    ("mode", "operation", "words"),
    [
        ("answer", "go", "its answer is no JSON"),
        ("list", "go", "a list where an object is promised"),
        ("link", "link", "cannot be taken"),
        ("climb", "link", "is no name of a file"),
    ],
)
async def test_malformed_answers_are_refused(place: Place, faults: str, mode: str, operation: str, words: str) -> None:
    image = derived(f"iceos-test/{mode}:1.0.0", f'ENV MODE={mode}\nCMD ["python", "/srv/broken.py"]')
    source = await discover(place.executor, image)
    tool = next(t for t in tools_of(source) if t.operation.id == operation)
    with pytest.raises(NodeError, match=words) as caught:
        await place(tool, image)
    assert "does not keep to" in caught.value.remedy


async def test_a_malformed_schema_is_refused(place: Place, faults: str) -> None:
    image = derived("iceos-test/schema:1.0.0", 'ENV MODE=schema\nCMD ["python", "/srv/broken.py"]')
    with pytest.raises(NodeError, match=r"openapi.json is no JSON"):
        await discover(place.executor, image)


async def test_a_full_disk_inside_is_the_tools_failure(place: Place, faults: str) -> None:
    with pytest.raises(NodeError, match="No space left on device"):
        await place(tools.Fill, FAULTS, megabytes=600)


async def test_a_full_disk_here_is_told(place: Place, standard: str, catalog: Catalog, tmp_path: Path) -> None:
    if os.getuid():
        pytest.skip("a small file system needs root")
    spec = catalog.newest("files.read_text") or catalog.newest("files.picture")
    assert spec is not None
    large = tmp_path / "large.txt"
    large.write_text("x" * 3_000_000)
    await place.executor.instance.begin()
    folder = place.executor.instance.folder
    run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder))
    try:
        with pytest.raises(NodeError, match="cannot be handed to the container: No space left"):
            await place(spec.implementation, file=str(large))
    finally:
        await place.executor.pool.close()
        run("umount", "-l", str(folder))


async def test_a_call_that_hangs_is_stopped_and_its_container_goes(place: Place, faults: str) -> None:
    calling = asyncio.ensure_future(place(tools.Stream, FAULTS, pieces=10_000, pause_s=0.05))
    await place.heard(Chunk)
    calling.cancel()
    began = time.monotonic()
    with pytest.raises(asyncio.CancelledError):
        await calling
    assert time.monotonic() - began < 10
    assert place.executor.containers() == []


@pytest.mark.parametrize("later_s", [0, 0.02, 0.05, 0.1, 0.2])
async def test_a_call_stopped_while_its_container_is_made_leaves_nothing(
    place: Place, faults: str, later_s: float
) -> None:
    await place.executor.instance.begin()
    calling = asyncio.ensure_future(place(tools.Stream, FAULTS, pieces=10_000, pause_s=0.05))
    await place.heard(Phase)
    await asyncio.sleep(later_s)
    calling.cancel()
    with pytest.raises(asyncio.CancelledError):
        await calling
    gone = await asyncio.to_thread(until, lambda: _beside_the_sandbox(place) == [], 10)
    assert gone, docker("ps", "--all")


def _beside_the_sandbox(place: Place) -> list[str]:
    ours = ("--filter", f"label={INSTANCE_LABEL}={place.executor.instance.id}", "--filter", "label=org.iceos.image")
    return docker("ps", "--all", "--quiet", *ours).split()


async def test_a_container_removed_from_outside_fails_its_node(place: Place, faults: str) -> None:
    calling = asyncio.ensure_future(place(tools.Stream, FAULTS, pieces=10_000, pause_s=0.05))
    await place.heard(Chunk)
    docker("rm", "--force", place.executor.containers()[0].id)
    with pytest.raises(NodeError, match="removed from outside"):
        await calling
    assert await place(tools.Stream, FAULTS, pieces=1, pause_s=0) == {"text": "0 "}


async def test_logs_are_heard_by_the_node_that_runs(place: Place, faults: str) -> None:
    with pytest.raises(NodeError):
        await place(tools.Eat, FAULTS, leave=1)
    assert Log("leaving") in place.said


async def test_no_gpu_is_said_before_anything_starts(place: Place, faults: str) -> None:
    if (await place.executor.daemon.info()).gpu:
        pytest.skip("there is one here")
    with pytest.raises(NodeError, match="no GPU"):
        await place(tools.Look, FAULTS, {"gpu": True})


def test_a_port_that_is_taken_is_told(faults: str) -> None:
    import docker as sdk

    client = sdk.APIClient(version="1.41")
    taken = socket.create_server(("127.0.0.1", 0))
    port = taken.getsockname()[1]
    made = client.create_container(
        FAULTS, ports=[8080], host_config=client.create_host_config(port_bindings={8080: ("127.0.0.1", port)})
    )
    try:
        with pytest.raises(sdk.errors.APIError) as caught:
            client.start(made["Id"])
        problem = explain(caught.value)
        assert (problem.kind, "port" in str(problem)) == ("conflict", True)
    finally:
        client.remove_container(made["Id"], force=True)
        taken.close()


# the engine itself


async def test_an_engine_that_shares_no_folders_is_reached_by_a_published_port(
    place: Place, faults: str, standard: str, catalog: Catalog
) -> None:
    """As Docker Desktop is: here the same engine is taken for one."""
    engine = await place.executor.daemon.info()
    place.executor.daemon._info = engine._replace(shares=False)
    assert await place(tools.Stream, FAULTS, pieces=2, pause_s=0) == {"text": "0 1 "}
    bound = docker("port", place.executor.containers()[0].id, "8080")
    assert bound.startswith("127.0.0.1:")
    spec = catalog.newest("tables.describe")
    assert spec is not None
    with pytest.raises(NodeError, match="shares no folders"):
        await place(spec.implementation, table=pa.table({"a": [1]}))


@pytest.mark.parametrize(("what", "words"), [("podman", "is Podman"), ("rootless", "is rootless")])
async def test_an_engine_that_would_only_half_work_is_refused(place: Place, what: str, words: str) -> None:
    """There is none of these here: what the engine says of itself is changed."""
    engine = await place.executor.daemon.info()
    with pytest.raises(EngineProblem, match=words) as caught:
        _supported(engine._replace(**{what: True}))
    assert "DOCKER_HOST" in caught.value.remedy


async def test_mounts_that_would_do_harm_are_refused(place: Place, faults: str) -> None:
    for path, words in {"/nowhere/at/all": "is not there", "/var/run/docker.sock": "is a socket"}.items():
        with pytest.raises(NodeError, match=words):
            await place(tools.Look, FAULTS, {"mounts": [{"path": path, "at": "/x"}]})


async def test_the_docker_context_is_honoured(
    place: Place, faults: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A context of the command line, that names an engine which is not there."""
    monkeypatch.delenv("DOCKER_HOST", raising=False)
    monkeypatch.setenv("DOCKER_CONFIG", str(tmp_path))
    name = "elsewhere"
    meta = tmp_path / "contexts" / "meta" / hashlib.sha256(name.encode()).hexdigest()
    meta.mkdir(parents=True)
    (tmp_path / "config.json").write_text(json.dumps({"currentContext": name}))
    told = {
        "Name": name,
        "Metadata": {},
        "Endpoints": {"docker": {"Host": "unix:///nowhere.sock", "SkipTLSVerify": False}},
    }
    (meta / "meta.json").write_text(json.dumps(told))
    with pytest.raises(EngineProblem, match="no container engine answers"):
        await place(tools.Look, FAULTS)


async def test_an_absent_engine_is_said_with_a_remedy(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_HOST", "unix:///nowhere/docker.sock")
    with pytest.raises(EngineProblem, match="no container engine answers") as caught:
        await place(tools.Look, FAULTS)
    assert "Start it" in caught.value.remedy


def test_missing_permission_is_told_apart(tmp_path: Path) -> None:
    if os.getuid():
        pytest.skip("another user can be taken on by root only")
    script = (
        "import asyncio\nfrom engine.executors.docker.daemon import Daemon, EngineProblem\nasync def main():\n"
        "    try:\n        await Daemon().info()\n    except EngineProblem as e:\n        print(e.kind, e.remedy)\n"
        "asyncio.run(main())"
    )
    here = stat.S_IMODE(ROOT.stat().st_mode)
    if not here & 0o005:
        pytest.skip("this checkout cannot be read by others")
    done = subprocess.run(
        ["setpriv", "--reuid", "65534", "--clear-groups", sys.executable, "-c", script],
        capture_output=True, text=True, cwd=ROOT, env={**os.environ, "HOME": "/tmp"},
    )  # fmt: skip
    assert done.stdout.startswith("permission Join the group"), done.stdout + done.stderr


class _Between:
    """Stands between us and the engine, and can be cut off: what a client sees when the engine restarts."""

    def __init__(self, path: Path, engine: str) -> None:
        self._engine = engine
        self._open: list[socket.socket] = []
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(path))
        self._listening.listen(64)
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                caller, _ = self._listening.accept()
            except OSError:
                return
            engine = socket.socket(socket.AF_UNIX)
            engine.connect(self._engine)
            self._open += [caller, engine]
            for one, other in ((caller, engine), (engine, caller)):
                threading.Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := one.recv(65536):
                other.sendall(data)
            other.shutdown(socket.SHUT_WR)

    def cut(self) -> None:
        for end in (self._listening, *self._open):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


@pytest.fixture
def between(monkeypatch: pytest.MonkeyPatch) -> Iterator[_Between]:
    folder = tempfile.TemporaryDirectory(prefix="iceos-between-")  # the path of a unix socket must be short
    path = Path(folder.name) / "e.sock"
    made = _Between(path, "/var/run/docker.sock")
    monkeypatch.setenv("DOCKER_HOST", f"unix://{path}")
    yield made
    made.cut()
    folder.cleanup()


async def test_an_engine_that_goes_in_the_middle_fails_the_node(faults: str, between: _Between, tmp_path: Path) -> None:
    place = Place(tmp_path)
    calling = asyncio.ensure_future(place(tools.Stream, FAULTS, pieces=10_000, pause_s=0.05))
    await place.heard(Chunk)
    between.cut()  # and with it the lease: the container leaves
    with pytest.raises(NodeError, match="no container engine answers"):
        await calling
    instance = place.executor.instance.id
    await place.executor.close()
    os.environ.pop("DOCKER_HOST")
    assert left_behind(instance), "the engine was out of reach for all who could have removed it"
    other = Place(tmp_path)
    await other.executor.instance.begin()  # the next start sweeps
    await other.executor.close()
    assert left_behind(instance) == []


# kill -9

_RUNNER = """
import asyncio, sys
from pathlib import Path
from tests.docker import faults as tools
from tests.docker.conftest import FAULTS, Place

async def main():
    place = Place(Path(sys.argv[1]))
    tell = place.said.append
    class Said(list):
        def append(self, m):
            print(type(m).__name__, getattr(m, "words", ""), place.executor.instance.id, flush=True)
    place.said = Said()
    await place(tools.Stream, FAULTS, pieces=10_000, pause_s=0.05)

asyncio.run(main())
"""


@pytest.mark.parametrize(
    ("moment", "later_s"),
    [("Phase starting", 0.03), ("Phase starting", 0.1), ("Phase starting", 0.25), ("Phase running", 0), ("Chunk", 0)],
)
def test_nothing_is_left_after_kill_9(faults: str, tmp_path: Path, moment: str, later_s: float) -> None:
    running = subprocess.Popen(
        [sys.executable, "-c", _RUNNER, str(tmp_path)], stdout=subprocess.PIPE, text=True, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])},
    )  # fmt: skip
    assert running.stdout is not None
    instance = ""
    for line in running.stdout:
        if line.startswith(moment):
            instance = line.split()[-1]
            break
    time.sleep(later_s)  # in the middle of making it
    running.send_signal(signal.SIGKILL)
    running.wait()
    until(lambda: not left_behind(instance), 15)
    assert instance
    assert left_behind(instance) == []
    home = Path("/tmp") / f"iceos-{os.getuid()}" / instance
    assert until(lambda: not home.exists(), 15)

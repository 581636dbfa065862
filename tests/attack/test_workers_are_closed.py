"""Walls 1 and 4, the kernel's part: code that has got out of a tool runs in a worker, and sees its run only.

The attacks are Python that runs in a worker as if a tool had a hole. `run` and `own` are what the run may use, all else
is somebody else's. They set `got` to what they have got.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pyarrow as pa
import pytest

from app.server import isolation
from app.server.isolation import Unfenced
from app.server.settings import ServerSettings
from engine.chain.bundle import Bundle
from engine.chain.file import dump
from engine.chain.model import Placement
from engine.client import ServerError
from engine.errors import NodeError
from engine.executors import landlock
from engine.executors.base import Job
from engine.executors.confined import ConfinedWorkers
from engine.executors.limits import JobLimits, WorkerLimits
from engine.executors.subprocess import SubprocessExecutor
from engine.installed import installed
from nodes.library.chart import Chart
from nodes.library.tables import Sql
from nodes.library.text import Template
from nodes.sdk import Context, File, Message, packed
from nodes.sdk.arrow import write_table
from nodes.sdk.tools import Tool
from tests.engine.chain.builders import Builder
from tests.engine.run import tools
from tests.processes import alive, ends, until
from tests.server.conftest import Team, Teams
from tests.server.marked import wait_for

WITHOUT_LANDLOCK = Path(__file__).parents[1] / "server" / "without_landlock.py"
SECRET = "the-password-of-the-database"
linux = pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux only")
fenced = pytest.mark.skipif(not landlock.version(), reason="this kernel has no Landlock")
scoped = pytest.mark.skipif(landlock.version() < 6, reason="this kernel's Landlock lets signals through")


class Server:
    """A data folder as a server has it, with workers; and somebody else's process."""

    def __init__(self, folder: Path, places: int = 4, wall_s: float = 60) -> None:
        self.folder = folder
        limits = WorkerLimits(JobLimits(2000, 30, 256, output_mb=50, answer_mb=1), wall_s)
        self.workers = ConfinedWorkers(limits, isolation.worker_environment, places)
        self.other = folder / "runs" / "other" / "invoice.txt"
        self.stored = folder / "artifacts" / "ab" / "abcd.txt"
        self.database = folder / "server.db"
        for file in (self.other, self.stored, self.database):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(SECRET)
        self.bystander = subprocess.Popen(
            [sys.executable, "-c", "import time; time.sleep(600)"], env={"DATABASE": SECRET}
        )
        self.said: list[Message] = []

    def run(self, name: str) -> OneRun:
        return OneRun(self, name)

    async def close(self) -> None:
        self.bystander.kill()
        self.bystander.wait()
        await self.workers.close()


class OneRun:
    def __init__(self, server: Server, name: str) -> None:
        self.work, self.own = server.folder / "work" / name, server.folder / "runs" / name
        (self.work / "node").mkdir(parents=True)
        self.own.mkdir(parents=True)
        (self.own / "sent.txt").write_text("sent")
        self.executor: SubprocessExecutor = server.workers.of_run(self.work, self.own)
        self._ctx = Context(server.said.append, lambda: self.work / "node")
        self._names = {
            "run": str(self.work),
            "own": str(self.own),
            "other": str(server.other),
            "stored": str(server.stored),
            "database": str(server.database),
            "data": str(server.folder),
            "bystander": server.bystander.pid,
            "server": os.getpid(),
        }

    async def __call__(self, which: type[Tool], **inputs: Any) -> dict[str, Any]:
        job = Job("node", which, *which.models(inputs), Placement(where="subprocess"))
        return dict(await self.executor.run(job, inputs, self._ctx))

    async def code(self, code: str, file: Path | None = None) -> Any:
        handed = {} if file is None else {"file": File(path=file)}
        return (await self(tools.isolated_code, code=code, names=self._names, **handed))["result"]


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    made = Server(tmp_path)
    yield made
    await made.close()


READING = {
    "a file of another run": "got = open(other).read()",
    "the database": "got = open(database, 'rb').read().decode()",
    "a file of the store that was not handed to it": "got = open(stored).read()",
    "what the data folder holds": "import os; got = os.listdir(data)",
    "by a path relative to its own folder": "import os; os.chdir(own); got = open('../other/invoice.txt').read()",
    "through a descriptor of the folder": "import os; d = os.open(data, os.O_PATH); got = os.read(os.open("
    "'server.db', os.O_RDONLY, dir_fd=d), 99).decode()",
    "in a process that it starts": "import subprocess; got = subprocess.run(['cat', other], capture_output=True, "
    "text=True, check=True).stdout",
    "the passwords of the machine": "got = open('/etc/shadow').read()",
    "the environment of another process": "got = open(f'/proc/{bystander}/environ').read()",
    "the environment of the server": "got = open(f'/proc/{server}/environ').read()",
    "through the root of another process": "got = open(f'/proc/{bystander}/root{other}').read()",
    "through the working folder of another process": "got = open(f'/proc/{server}/cwd/pyproject.toml').read()",
    "the home folder": "import os; got = os.listdir(os.path.expanduser('~root'))",
    "temporary files of others": "import os; got = os.listdir('/tmp')",
    "by a hard link": "import os; os.link(other, own + '/mine'); got = open(own + '/mine').read()",
    "by a symbolic link": "import os; os.symlink(other, own + '/mine'); got = open(own + '/mine').read()",
    "by moving it": "import os; os.rename(other, own + '/mine'); got = open(own + '/mine').read()",
    "by mounting it": "import ctypes; libc = ctypes.CDLL(None, use_errno=True); libc.unshare(0x10020000); "
    "assert libc.mount(data.encode(), own.encode(), None, 4096, None) == 0, 'mount'; "
    "got = open(own + '/server.db').read()",
    "by another root": "import os; os.chroot(data); got = open('/server.db').read()",
    "the memory of another process": "import ctypes; assert ctypes.CDLL(None).ptrace(16, bystander, 0, 0) == 0, "
    "'ptrace'; "
    "got = open(f'/proc/{bystander}/mem')",
    "by a handle of the file": """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
handle = (ctypes.c_byte * 200)()
ctypes.cast(handle, ctypes.POINTER(ctypes.c_uint))[0] = 128
mount = ctypes.c_int()
assert libc.name_to_handle_at(-100, other.encode(), handle, ctypes.byref(mount), 0) == 0, "name"
opened = libc.open_by_handle_at(os.open(own, os.O_RDONLY), handle, os.O_RDONLY)
assert opened >= 0, "open"
got = os.read(opened, 99).decode()
""",
}
WRITING = {
    "a file of another run": "open(other, 'w').write('mine')",
    "the database": "import os; os.truncate(database, 0)",
    "the file that it was handed": "import os; os.chmod(file.path, 0o666); open(file.path, 'a').write('mine')",
    "the file that it was handed, by another name": "import os; os.link(file.path, own + '/n'); open(own + '/n', 'a')"
    ".write('mine')",
    "a new file in the data folder": "open(data + '/new', 'w')",
    "a new file in a folder of temporary files": "import tempfile; open('/tmp/iceos-attack', 'w')",
    "its own code": "import engine; open(engine.__file__, 'a').write('#')",
    "by removing what is another's": "import os; os.remove(other)",
    "by removing a folder": "import shutil; shutil.rmtree(data + '/runs/other')",
    "a link for the engine to follow": "import os; os.symlink(other, own + '/sent.csv')",
    "a pipe for the engine to wait at": "import os; os.mkfifo(own + '/pipe')",
    "a device": "import os; os.mknod(own + '/disk', 0o60600, os.makedev(8, 0))",
    "a program, which it executes": "import os, shutil, subprocess; shutil.copy('/bin/true', own + '/p'); "
    "os.chmod(own + '/p', 0o755); subprocess.run([own + '/p'], check=True)",
}


@fenced
@pytest.mark.parametrize("how", READING)
async def test_nothing_of_others_is_read(server: Server, how: str) -> None:
    got = await server.run("mine").code(READING[how])
    assert SECRET not in str(got)
    assert str(got).startswith(("PermissionError", "AssertionError", "CalledProcessError", "OSError")), got


@fenced
@pytest.mark.parametrize("how", WRITING)
async def test_nothing_of_others_is_written(server: Server, how: str) -> None:
    got = await server.run("mine").code(WRITING[how], server.stored)
    assert str(got).startswith(("PermissionError", "OSError")), got
    for file in (server.other, server.stored, server.database):
        assert file.read_text() == SECRET


@scoped
async def test_nobody_outside_is_sent_a_signal(server: Server) -> None:
    run = server.run("mine")
    assert "PermissionError" in await run.code("import os; os.kill(bystander, 9)")
    assert "PermissionError" in await run.code("import os; os.kill(os.getppid(), 9)")
    assert alive(server.bystander.pid)


@fenced
async def test_a_run_uses_its_own_files_and_what_it_is_handed(server: Server, tmp_path: Path) -> None:
    run = server.run("mine")
    assert await run.code("got = open(own + '/sent.txt').read()") == "sent"
    assert await run.code("open(own + '/new.txt', 'w').write('x'); got = open('/dev/null').read()") == ""
    assert await run.code("got = file.path.read_text()", server.stored) == SECRET
    assert await run.code("import tempfile; got = tempfile.mkdtemp()") != ""
    assert (await run(tools.isolated_file, file=File(path=server.stored)))["result"].path.read_text() == SECRET


@linux
async def test_what_tools_need_is_there(server: Server) -> None:
    run = server.run("mine")
    table = pa.table({"a": ["x", "y"], "n": [1, 2]})
    assert (await run(Template, template="{{ 1 + 1 }}", variables=[]))["text"] == "2"
    made = await run(Sql, tables=["t"], query="SELECT sum(n) AS s FROM t", t=table)
    assert made["table"].to_pydict() == {"s": [3]}
    assert "<svg" in (await run(Chart, table=table, x="a", y="n"))["svg"].path.read_text()
    code = "import datetime, zoneinfo, ssl, socket; got = [str(zoneinfo.ZoneInfo('Europe/Berlin')), " \
        "len(ssl.create_default_context().get_ca_certs()) >= 0, socket.gethostbyname('localhost')]"  # fmt: skip
    assert await run.code(code) == ["Europe/Berlin", True, "127.0.0.1"]


@linux
async def test_no_worker_serves_two_runs(server: Server) -> None:
    first, second = server.run("first"), server.run("second")
    pids = [(await run(tools.isolated_pid))["result"] for run in (first, first, second, first)]
    assert pids[0] == pids[1] == pids[3] != pids[2]
    await first.executor.close()
    assert ends(pids[0])
    assert alive(pids[2])


@linux
async def test_a_worker_that_is_not_needed_any_more_ends(server: Server) -> None:
    run = server.run("mine")
    run.executor._source.stays_s = 0.1  # type: ignore[misc]
    assert await asyncio.to_thread(ends, (await run(tools.isolated_pid))["result"])
    assert (await run(tools.isolated_pid))["result"] > 0


@linux
async def test_workers_know_nothing_of_the_template(server: Server) -> None:
    """Nor of each other: no descriptor but its own, no secret in its environment."""
    run = server.run("mine")
    code = """
import contextlib, os
got = []
for descriptor in range(256):
    with contextlib.suppress(OSError):
        got.append(os.readlink(f"/proc/self/fd/{descriptor}").partition(":")[0])
"""
    opened = await run.code(code)
    assert set(opened) <= {"/dev/null", "pipe", "socket"} | {name for name in opened if name.startswith("/proc/")}
    assert len(opened) <= 6
    assert SECRET not in str(await run.code("import os; got = dict(os.environ)"))


@linux
async def test_workers_are_closed_to_each_other(server: Server) -> None:
    """Neither read nor traced, by what is no worker either (as another user than root)."""
    run = server.run("mine")
    pid = (await run(tools.isolated_pid))["result"]
    other = await server.run("other run").code(
        f"import ctypes; got = ctypes.CDLL(None, use_errno=True).ptrace(16, {pid}, 0, 0)"
    )
    assert other == -1
    assert os.stat(f"/proc/{pid}/environ").st_uid == 0
    dumpable = await run.code("import ctypes; got = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)")
    assert dumpable == 0


@linux
async def test_limits_cannot_be_raised(server: Server) -> None:
    run = server.run("mine")
    for kind in ("DATA", "NOFILE", "FSIZE"):
        got = await run.code(f"import resource as r; r.setrlimit(r.RLIMIT_{kind}, (r.RLIM_INFINITY,) * 2)")
        assert "not allowed to raise" in got or "PermissionError" in got


@linux
@pytest.mark.parametrize("fork", ["setsid", "twice"])
async def test_what_leaves_its_worker_ends_with_it(server: Server, fork: str) -> None:
    run = server.run("mine")
    code = "import os, time\nr, w = os.pipe()\nif not os.fork():\n    os.setsid()\n"
    if fork == "twice":
        code += "    if os.fork(): os._exit(0)\n"
    code += "    os.write(w, str(os.getpid()).encode()); time.sleep(600); os._exit(0)\ngot = os.read(r, 99).decode()"
    left = int(await run.code(code))
    await run.executor.close()
    assert ends(left)


@linux
async def test_a_place_is_free_again_whatever_became_of_who_had_it(tmp_path: Path) -> None:
    server = Server(tmp_path, places=1)
    try:
        run, other = server.run("mine"), server.run("another")
        holding = asyncio.create_task(run(tools.isolated_hold))
        waiting = asyncio.create_task(other(tools.isolated_pid))
        await asyncio.to_thread(until, lambda: server.said)
        holding.cancel()
        assert (await waiting)["result"] > 0
        for how in ("exit", "kill", "error"):
            with pytest.raises(NodeError):
                await run(tools.isolated_exit, how=how)
        assert (await other(tools.isolated_pid))["result"] > 0
        assert any("waits for a free worker" in str(said) for said in server.said)
    finally:
        await server.close()


@linux
async def test_runs_take_turns_at_the_places(tmp_path: Path) -> None:
    """One that has much to do does not keep out one that comes later."""
    server = Server(tmp_path, places=1)
    done: list[str] = []

    async def one(run: OneRun, name: str) -> None:
        await run(tools.isolated_pid)
        done.append(name)

    try:
        greedy, modest = server.run("greedy"), server.run("modest")
        first = [asyncio.create_task(one(greedy, "greedy")) for _ in range(3)]
        await asyncio.to_thread(until, lambda: done)
        later = asyncio.create_task(one(modest, "modest"))
        await asyncio.gather(*first, later, *(one(greedy, "greedy") for _ in range(3)))
        assert done.index("modest") < len(done) - 1
    finally:
        await server.close()


@linux
async def test_a_template_that_dies_takes_its_workers_with_it_and_a_new_one_is_there(server: Server) -> None:
    run = server.run("mine")
    pid = (await run(tools.isolated_pid))["result"]
    template = server.workers.template
    assert template is not None
    assert template._process is not None
    template._process.kill()
    assert until(lambda: not alive(pid))
    assert await asyncio.to_thread(until, lambda: template._control is None)
    assert (await run(tools.isolated_pid))["result"] != pid


def test_a_data_folder_where_tools_look_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(landlock, "version", lambda: 7)
    monkeypatch.setattr(isolation, "visible", lambda: (str(tmp_path),))
    assert not isolation.workers(ServerSettings(data_dir=tmp_path / "data")).fenced
    with pytest.raises(Unfenced, match="Choose another one"):
        isolation.workers(ServerSettings(data_dir=tmp_path / "data", queues="heavy"))


@fenced
def test_without_a_fence_chains_of_others_are_refused_until_the_operator_agrees(teams: Teams) -> None:
    team = teams("sqlite")
    team.inside = (sys.executable, str(WITHOUT_LANDLOCK))
    server = team.serve()
    assert httpx.get(f"{team.url}/readyz").json()["fenced"] is False
    assert "no Landlock" in server.log.read_text()
    build = Builder(installed())
    build.node("text.template", template="hello", variables=[])
    chain, admin = Bundle(dump(build.chain)), team.client()
    other = team.client(admin.ask("POST", "/v1/tokens", {"name": "other", "scopes": ["run", "publish"]})["token"])
    for attempt in (lambda: other.start_once(chain), lambda: other.publish(chain, "mine", "1.0.0")):
        with pytest.raises(ServerError, match="takes chains of administrators only"):
            attempt()
    admin.publish(chain, "ours", "1.0.0")
    for run in (other.start("ours"), admin.start_once(chain)):
        wait_for(team, run.id)
        assert admin.run(run.id).status == "done"
    with pytest.raises(AssertionError, match="ICEOS_UNFENCED=true says that all who run chains here"):
        team.work()
    server.stop()
    team.more["ICEOS_UNFENCED"] = "true"
    team.serve()
    team.work()
    run = other.start_once(chain)
    wait_for(team, run.id)
    assert admin.run(run.id).status == "done"


def test_a_server_says_whether_it_is_fenced(team: Team) -> None:
    assert httpx.get(f"{team.url}/readyz").json() == {"status": "ready", "fenced": bool(landlock.version())}


_SAY = """
import glob, json, os, stat, struct, threading, time
def say(content, size=None):
    sockets = [number for number in range(3, 99) if os.path.exists(f'/proc/self/fd/{number}')]
    jobs = next(number for number in sockets if stat.S_ISSOCK(os.fstat(number).st_mode))
    os.write(jobs, struct.pack('>I', size or len(content)) + content)
def done(value, kinds):
    say(json.dumps({'done': {'$lost': LOST, 'v': 2, 'value': {'result': value}, 'kinds': kinds}}).encode())
"""
_ANSWERS = {
    "the table of another run": "done(other_table, {'/result': 'table'})",
    "a table by a path with dots": "done(run + '/node/../../other.arrow', {'/result': 'table'})",
    "a table that is no file": "os.mkdir(run + '/node/t'); done(run + '/node/t', {'/result': 'table'})",
    "a table that is none": "open(run + '/node/t', 'w'); done(run + '/node/t', {'/result': 'table'})",
    "a table that is not there": "done(run + '/node/t', {'/result': 'table'})",
    "a table that is a number": "done(1, {'/result': 'table'})",
    "more than it may": "say(b'{', 4_000_000_000)",
    "a list": "say(b'[]')",
    "nothing": "say(b'')",
    "two answers": 'say(b\'{"done": {}, "said": []}\')',
    "what is no JSON": "say(b'\\xff')",
    "deep nests": "say(b'[' * 500_000)",
    "a failure that is none": "say(b'{\"failed\": 3}')",
    "a message that is none": "say(b'{\"said\": [1]}')",
    "a number": "say(b'{\"done\": 1}')",
    "another output": 'say(b\'{"done": {"other": 1}}\')',
    "kinds that are none": "done(1, {'/result': 'pickle'})",
    "a file that is none": "done(1, {'/result': 'file'})",
}


@linux
@pytest.mark.parametrize("what", _ANSWERS)
async def test_an_answer_is_not_believed(server: Server, what: str) -> None:
    run = server.run("mine")
    stolen = server.folder / "other.arrow"
    write_table(pa.table({"a": [SECRET]}), stolen)
    names = f"LOST = {packed._LOST!r}; other_table = {str(stolen)!r}"
    with pytest.raises(NodeError) as caught:
        await run.code(f"{names}{_SAY}\n{_ANSWERS[what]}\ntime.sleep(600)")
    assert SECRET not in str(caught.value)
    assert await run.code("got = 1") == 1


@linux
async def test_a_table_stays_what_it_was_whatever_its_worker_does_later(server: Server) -> None:
    run = server.run("mine")
    code = f"""{_SAY}
import pyarrow
def shorten():
    while not os.path.exists(own + '/go'):
        time.sleep(0.01)
    for name in glob.glob(run + '/node/*.arrow'):
        os.truncate(name, 0)
    open(own + '/gone', 'w')
threading.Thread(target=shorten, daemon=True).start()
got = pyarrow.table({{'a': range(1_000_000)}})
"""
    table = await run.code(code)
    (run.own / "go").touch()
    assert until((run.own / "gone").exists)
    assert table["a"].to_pylist() == list(range(1_000_000))

"""One container: made hardened, ready when it answers, gone when it is let go."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import socket
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4

from engine.chain.model import Limits, Mount
from engine.errors import NodeError
from engine.executors.docker.daemon import EngineProblem
from engine.executors.docker.images import Image
from engine.executors.docker.instance import Instance, own_gid, own_uid
from nodes.sdk.texts import mark

if TYPE_CHECKING:
    import aiohttp
    from docker import APIClient

MEMORY_MB = 2048
PIDS = 512
SCRATCH_MB = 512
ANSWERS_WITHIN_S = 60.0
"""A server that does not answer at all by then is given up."""
READY_WITHIN_S = 600.0
"""One that says it is starting may take so long: models are large."""
LOG_LINES = 2000
INSIDE = "/iceos"
"""Where the private folder is mounted: the socket, and the files that travel by name."""
_NOT_READY_REMEDY = "Show its log, and check what its server needs to start."


class Recipe(NamedTuple):
    """Containers of equal recipes are interchangeable."""

    image: Image
    name: str
    limits: Limits = Limits()
    network: bool = False
    gpu: bool = False
    mounts: tuple[Mount, ...] = ()
    ready_path: str = "/healthz"


class Container:
    """Made by `started`. `logs` holds its last lines; `listener` is told each while somebody uses it."""

    def __init__(self, recipe: Recipe, instance: Instance) -> None:
        self.recipe = recipe
        self.id = ""
        self.key = uuid4().hex[:8]
        self.logs: deque[str] = deque(maxlen=LOG_LINES)
        self.listener: Callable[[str], None] | None = None
        self.since = time.monotonic()
        self.memory_bytes: int | None = None
        self.started_s = 0.0
        """How long it took until it was ready."""
        self.gone = asyncio.Event()
        self.folder = instance.folder / self.key
        self._instance = instance
        self._loop = asyncio.get_running_loop()
        self._lease: Any = None
        self._creating: asyncio.Task[None] | None = None
        self._address = ""
        self._session: aiohttp.ClientSession | None = None
        self.shares = False
        """Whether it sees the private folder, so that files can travel by name."""

    @property
    def files(self) -> Path:
        """The folder through which files travel, as this machine sees it."""
        return self.folder / "f"

    @property
    def _socket(self) -> Path:
        return self.folder / "s"

    @property
    def session(self) -> aiohttp.ClientSession:
        assert self._session is not None, "it has been started"
        return self._session

    async def start(self, say: Callable[[str], None]) -> None:
        """Make it and wait until it is ready. Raises `NodeError`; nothing is left of it then."""
        import aiohttp

        began = time.monotonic()
        about = await self._instance.daemon.about()
        uses_socket = self.shares = self.recipe.image.contract and about.shares
        if self.recipe.network:
            network = "bridge"
        elif uses_socket:
            network = await self._instance.sandbox()
        else:
            network = await self._instance.network() if about.shares else "bridge"
        try:
            await asyncio.to_thread(self._make_folder)
            published = not uses_socket and not about.shares
            create = self._instance.daemon.call(lambda client: self._create(client, network, uses_socket, published))
            self._creating = asyncio.ensure_future(create)
            await asyncio.shield(self._creating)
            if uses_socket:
                connector: aiohttp.BaseConnector = aiohttp.UnixConnector(str(self._socket), limit=0)
                self._address = "http://node"
            else:
                connector = aiohttp.TCPConnector(limit=0)
                self._address = await self._instance.daemon.call(lambda client: self._tcp(client, network, published))
            timeout = aiohttp.ClientTimeout(total=None, sock_connect=5)
            self._session = aiohttp.ClientSession(self._address, connector=connector, timeout=timeout)
            await self._until_ready(say, uses_socket)
            self.started_s = time.monotonic() - began
        except BaseException:
            await asyncio.shield(self.remove())
            raise

    async def remove(self) -> None:
        """Stop it at once and remove all of it."""
        if self._creating is not None:
            await asyncio.wait({self._creating})  # the engine cannot be told to leave off in the middle of that
        if self._session is not None:
            await self._session.close()
        if self.id:
            container = self.id
            with contextlib.suppress(EngineProblem):  # gone already
                await self._instance.daemon.call(lambda c: c.remove_container(container, force=True, v=True))
        await asyncio.to_thread(shutil.rmtree, self.folder, True)
        self.gone.set()

    def drop_lease(self) -> None:
        """Close its standard input, as happens when this program ends."""
        inner = getattr(self._lease, "_sock", self._lease)
        inner.shutdown(socket.SHUT_WR)

    async def ended(self) -> NodeError:
        """Why it is not there any more, in words."""
        container = self.id
        try:
            told = await self._instance.daemon.call(lambda client: client.inspect_container(container))
        except EngineProblem as error:
            if error.kind != "missing":
                return error
            return NodeError("its container was removed from outside", remedy="Run it again.")
        state, limit = told["State"], self.recipe.limits.memory_mb or MEMORY_MB
        tail = "\n".join(list(self.logs)[-40:])
        if state.get("OOMKilled"):
            remedy = mark("Raise its limit under When it runs.")
            return NodeError(f"it needed more than its {limit} MB of memory", remedy=remedy, detail=tail)
        if state.get("Running"):
            return NodeError("the connection to its container broke", remedy="Run it again.", detail=tail)
        code = int(state.get("ExitCode", 0))
        if code == 137:
            return NodeError("its container was killed from outside", remedy="Run it again.", detail=tail)
        if code in (126, 127):  # of the small init that every container has
            why = mark(f"the image's command cannot be run: {self.logs[-1] if self.logs else code}")
            return NodeError(why, remedy="The image is broken: look at its ENTRYPOINT and CMD.", detail=tail)
        told_last = f": {self.logs[-1]}" if self.logs else ""
        return NodeError(f"its container ended with code {code}{told_last}", remedy="Show its log.", detail=tail)

    async def usage(self) -> tuple[float | None, int | None]:
        """Percent of one core since the last time asked, and bytes of memory."""
        container = self.id
        told = await self._instance.daemon.call(lambda c: c.stats(container, decode=None, stream=False, one_shot=True))
        memory = told.get("memory_stats", {})
        used = memory.get("usage")
        if used is not None:
            used -= memory.get("stats", {}).get("total_inactive_file", memory.get("stats", {}).get("inactive_file", 0))
        total, now = told.get("cpu_stats", {}).get("cpu_usage", {}).get("total_usage"), time.monotonic()
        before, self._cpu = getattr(self, "_cpu", None), (total, now)
        percent = None
        if before is not None and total is not None and now > before[1]:
            percent = (total - before[0]) / 1e9 / (now - before[1]) * 100
        self.memory_bytes = used
        return percent, used

    async def tidy(self) -> None:
        """Remove the files of the last call."""

        def clear() -> None:
            for path in self.files.iterdir():
                shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)

        with contextlib.suppress(OSError):
            if os.listdir(self.files):
                await asyncio.to_thread(clear)

    # making it

    def _make_folder(self) -> None:
        self.folder.mkdir(mode=0o700)
        self.files.mkdir(mode=0o700)
        if os.getuid() == 0:
            for path in (self.folder, self.files):
                os.chown(path, own_uid(), own_gid())

    def _create(self, client: APIClient, network: str, uses_socket: bool, published: bool) -> None:
        recipe = self.recipe
        limits, contract = recipe.limits, recipe.image.contract
        memory = f"{limits.memory_mb or MEMORY_MB}m"
        binds = [f"{self.folder}:{INSIDE}:rw"] if uses_socket else []
        binds += [f"{mount.path}:{mount.at}:{'rw' if mount.writable else 'ro'}" for mount in recipe.mounts]
        options: dict[str, Any] = {
            "network_mode": network,
            "binds": binds,
            "init": True,
            "cap_drop": ["ALL"],
            "security_opt": ["no-new-privileges"],
            "read_only": True,
            "tmpfs": {"/tmp": f"rw,nosuid,nodev,size={SCRATCH_MB}m,mode=1777"},
            "pids_limit": PIDS,
            "mem_limit": memory,
            "memswap_limit": memory,
            "log_config": {"Type": "json-file", "Config": {"max-size": "4m", "max-file": "1"}},
        }
        if limits.cpus:
            options["nano_cpus"] = int(limits.cpus * 1e9)
        if recipe.gpu:
            from docker.types import DeviceRequest

            options["device_requests"] = [DeviceRequest(count=-1, capabilities=[["gpu"]])]
        if published:
            options["port_bindings"] = {recipe.image.port: ("127.0.0.1", None)}
        environment = {"HOME": "/tmp"}
        if contract:
            environment["ICEOS_LEASE"] = "stdin"
        if uses_socket:
            environment |= {"ICEOS_UDS": f"{INSIDE}/s", "ICEOS_FILES": f"{INSIDE}/f"}
        made = client.create_container(
            recipe.image.id,
            host_config=client.create_host_config(**options),
            environment=environment,
            labels={**self._instance.labels, "org.iceos.image": recipe.name},
            user=f"{own_uid()}:{own_gid()}" if contract else None,
            stdin_open=contract,
            ports=[recipe.image.port] if published else None,
        )
        self.id = made["Id"]
        # the lease, its log and the sign of its end in one: attached before the start, so that nothing is missed
        streams = {"stdin": int(contract), "stdout": 1, "stderr": 1, "stream": 1}
        self._lease = client.attach_socket(self.id, params=streams)
        client.start(self.id)
        threading.Thread(target=self._listen, name="iceos-container", daemon=True).start()

    def _tcp(self, client: APIClient, network: str, published: bool) -> str:
        told = client.inspect_container(self.id)["NetworkSettings"]
        if published:
            bound = told["Ports"][f"{self.recipe.image.port}/tcp"][0]
            return f"http://127.0.0.1:{bound['HostPort']}"
        return f"http://{told['Networks'][network]['IPAddress']}:{self.recipe.image.port}"

    def _listen(self) -> None:
        """In a thread: its output line by line, until it ends or the engine does."""
        from docker.utils.socket import frames_iter

        inner = getattr(self._lease, "_sock", self._lease)
        with contextlib.suppress(AttributeError, OSError):
            inner.settimeout(None)
        rest = b""
        with contextlib.suppress(Exception):  # however the stream ends, it has ended
            for _stream, data in frames_iter(self._lease, tty=False):
                *lines, rest = (rest + data).split(b"\n")
                for line in lines:
                    self._loop.call_soon_threadsafe(self._heard, line.decode("utf-8", "replace").rstrip())
        with contextlib.suppress(RuntimeError):  # the loop is closed
            if rest:
                self._loop.call_soon_threadsafe(self._heard, rest.decode("utf-8", "replace"))
            self._loop.call_soon_threadsafe(self.gone.set)

    def _heard(self, line: str) -> None:
        self.logs.append(line)
        if self.listener is not None:
            self.listener(line)

    async def _until_ready(self, say: Callable[[str], None], uses_socket: bool) -> None:
        import aiohttp

        began, answered = time.monotonic(), False
        while True:
            if self.gone.is_set():
                raise await self.ended()
            passed = time.monotonic() - began
            if passed > (READY_WITHIN_S if answered else ANSWERS_WITHIN_S):
                tail = "\n".join(list(self.logs)[-40:])
                words = mark(f"its server was not ready within {passed:.0f} s")
                raise NodeError(words, remedy=_NOT_READY_REMEDY, detail=tail)
            if not uses_socket or self._socket.exists():
                with contextlib.suppress(aiohttp.ClientError, OSError, asyncio.TimeoutError):
                    limit = aiohttp.ClientTimeout(total=5)
                    async with self.session.get(self.recipe.ready_path, timeout=limit) as answer:
                        # of a server that knows no health any answer is a sign of life
                        if answer.status == 200 or (not self.recipe.image.contract and answer.status < 500):
                            return
                        answered = True
                        await self._hear_health(answer, say)
            await asyncio.sleep(0.002 if passed < 1 else 0.02 if passed < 10 else 0.2)

    async def _hear_health(self, answer: aiohttp.ClientResponse, say: Callable[[str], None]) -> None:
        try:
            told = await answer.json(content_type=None)
        except ValueError:
            return
        if not isinstance(told, dict):
            return
        if told.get("status") == "failed":
            reason = str(told.get("detail") or mark("no reason given"))
            raise NodeError(f"its server failed to start: {reason}", remedy=_NOT_READY_REMEDY)
        if detail := told.get("detail"):
            say(str(detail)[:200])

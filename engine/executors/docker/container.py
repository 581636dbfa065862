"""One container: made hardened, ready when it answers, gone when it is let go."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import shutil
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4

from engine.chain.model import Limits, Mount
from engine.errors import NodeError
from engine.executors.docker.daemon import EngineInfo, EngineProblem
from engine.executors.docker.images import ContainerImage
from engine.executors.docker.instance import Instance, own_gid, own_uid
from nodes.sdk.texts import mark

if TYPE_CHECKING:
    import aiohttp
    from docker import APIClient

log = logging.getLogger(__name__)

MEMORY_MB = 2048
PIDS = 512
SCRATCH_MB = 512
ANSWERS_WITHIN_S = 60.0
"""A server that does not answer at all by then is given up."""
READY_WITHIN_S = 600.0
"""One that says it is starting may take so long: models are large."""
LOG_LINES = 2000
SHOWN_LINES = 40
"""So many of the last ones stand beside a failure."""
INSIDE = "/iceos"
"""Where the private folder is mounted: the socket, and the files that travel by name."""
_NOT_READY_REMEDY = "Show its log, and check what its server needs to start."


class Recipe(NamedTuple):
    """Containers of equal recipes are interchangeable."""

    image: ContainerImage
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
        self.cpu_percent: float | None = None
        """Of one core, since it was measured before."""
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
        self._last_health: dict[str, Any] = {}
        self._cpu_reading: tuple[int, float] | None = None
        """Nanoseconds of processor time, and when that was read."""
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

    async def start(self, report: Callable[[str], None]) -> None:
        """Make it and wait until it is ready. Raises `NodeError`; nothing is left of it then."""
        import aiohttp

        began = time.monotonic()
        engine = await self._instance.daemon.info()
        uses_socket = self.shares = self.recipe.image.contract and engine.shares
        published = not engine.shares
        network = await self._network(engine)
        log.debug("container %s: network %s, %s", self.key, network, "socket" if uses_socket else "port")
        try:
            await asyncio.to_thread(self._make_folder)
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
            await self._until_ready(report, uses_socket)
            self.started_s = time.monotonic() - began
        except BaseException:
            await asyncio.shield(self.remove())
            raise

    async def _network(self, engine: EngineInfo) -> str:
        """With a way out only where the recipe asks for it, or the engine can be reached in no other way."""
        if self.recipe.network:
            return "bridge"
        if self.shares:
            return await self._instance.sandbox()
        if engine.shares:
            return await self._instance.network()
        return "bridge"

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
            inspected = await self._instance.daemon.call(lambda client: client.inspect_container(container))
        except EngineProblem as error:
            if error.kind != "missing":
                return error
            return NodeError("its container was removed from outside", remedy="Run it again.")
        state, limit = inspected["State"], self.recipe.limits.memory_mb or MEMORY_MB
        tail = self._log_tail()
        log.debug("container %s ended: %s", self.key, state)
        if state.get("OOMKilled"):
            remedy = mark("Raise its limit under When it runs.")
            return NodeError(f"it needed more than its {limit} MB of memory", remedy=remedy, detail=tail)
        if state.get("Running"):
            return NodeError("the connection to its container broke", remedy="Run it again.", detail=tail)
        code = int(state.get("ExitCode", 0))
        if code == 137:
            return NodeError("its container was killed from outside", remedy="Run it again.", detail=tail)
        if code in (126, 127):  # of the small init that every container has
            reason = mark(f"the image's command cannot be run: {self._last_line(str(code))}")
            return NodeError(reason, remedy="The image is broken: look at its ENTRYPOINT and CMD.", detail=tail)
        last_line = self._last_line("")
        if last_line:
            last_line = f": {last_line}"
        return NodeError(f"its container ended with code {code}{last_line}", remedy="Show its log.", detail=tail)

    def _log_tail(self) -> str:
        return "\n".join(list(self.logs)[-SHOWN_LINES:])

    def _last_line(self, default: str) -> str:
        return next(reversed(self.logs), default)

    async def usage(self) -> tuple[float | None, int | None]:
        """Percent of one core since the last time asked, and bytes of memory."""
        container = self.id
        stats = await self._instance.daemon.call(lambda c: c.stats(container, decode=None, stream=False, one_shot=True))
        self.cpu_percent = self._cpu_since(stats.get("cpu_stats", {}).get("cpu_usage", {}).get("total_usage"))
        self.memory_bytes = _memory_in(stats.get("memory_stats", {}))
        return self.cpu_percent, self.memory_bytes

    def at_rest(self) -> None:
        """Nothing is measured until it is used again."""
        self.cpu_percent = self._cpu_reading = None

    def _cpu_since(self, total_ns: int | None) -> float | None:
        previous, self._cpu_reading = self._cpu_reading, None
        if total_ns is None:
            return None
        self._cpu_reading = (total_ns, time.monotonic())
        if previous is None:
            return None
        used_s = (total_ns - previous[0]) / 1e9
        return max(0.0, used_s / max(self._cpu_reading[1] - previous[1], 1e-9) * 100)

    async def tidy(self) -> None:
        """Remove the files of the last call."""

        def clear() -> None:
            for path in self.files.iterdir():
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink(missing_ok=True)

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
        created = client.create_container(
            recipe.image.id,
            host_config=client.create_host_config(**options),
            environment=environment,
            labels={**self._instance.labels, "org.iceos.image": recipe.name},
            user=f"{own_uid()}:{own_gid()}" if contract else None,
            stdin_open=contract,
            ports=[recipe.image.port] if published else None,
        )
        self.id = created["Id"]
        # the lease, its log and the sign of its end in one: attached before the start, so that nothing is missed
        streams = {"stdin": int(contract), "stdout": 1, "stderr": 1, "stream": 1}
        self._lease = client.attach_socket(self.id, params=streams)
        client.start(self.id)
        threading.Thread(target=self._listen, name="iceos-container", daemon=True).start()

    def _tcp(self, client: APIClient, network: str, published: bool) -> str:
        settings = client.inspect_container(self.id)["NetworkSettings"]
        if published:
            binding = settings["Ports"][f"{self.recipe.image.port}/tcp"][0]
            return f"http://127.0.0.1:{binding['HostPort']}"
        return f"http://{settings['Networks'][network]['IPAddress']}:{self.recipe.image.port}"

    def _listen(self) -> None:
        """In a thread: its output line by line, until it ends or the engine does."""
        from docker.utils.socket import frames_iter

        inner = getattr(self._lease, "_sock", self._lease)
        with contextlib.suppress(AttributeError, OSError):
            inner.settimeout(None)
        partial = b""
        with contextlib.suppress(Exception):  # however the stream ends, it has ended
            for _stream, data in frames_iter(self._lease, tty=False):
                *lines, partial = (partial + data).split(b"\n")
                for line in lines:
                    self._loop.call_soon_threadsafe(self._append_log, line.decode("utf-8", "replace").rstrip())
        with contextlib.suppress(RuntimeError):  # the loop is closed
            if partial:
                self._loop.call_soon_threadsafe(self._append_log, partial.decode("utf-8", "replace"))
            self._loop.call_soon_threadsafe(self.gone.set)

    def _append_log(self, line: str) -> None:
        self.logs.append(line)
        if self.listener is not None:
            self.listener(line)

    async def _until_ready(self, report: Callable[[str], None], uses_socket: bool) -> None:
        began, limit_s = time.monotonic(), ANSWERS_WITHIN_S
        while True:
            if self.gone.is_set():
                raise await self.ended()
            elapsed = time.monotonic() - began
            if elapsed > limit_s:
                message = mark(f"its server was not ready within {elapsed:.0f} s")
                raise NodeError(message, remedy=_NOT_READY_REMEDY, detail=self._log_tail())
            if not uses_socket or self._socket.exists():
                status = await self._health(report)
                if self._is_ready(status):
                    return
                if status:
                    limit_s = READY_WITHIN_S
            await asyncio.sleep(_pause_s(elapsed))

    def _is_ready(self, status: int) -> bool:
        if self.recipe.image.contract:
            return status == 200
        return 0 < status < 500  # of a server that knows no health any answer is a sign of life

    async def _health(self, report: Callable[[str], None]) -> int:
        """The status that it answers, 0 while it answers nothing. Raises `NodeError` for one that has given up."""
        import aiohttp

        timeout = aiohttp.ClientTimeout(total=5)
        with contextlib.suppress(aiohttp.ClientError, OSError, asyncio.TimeoutError):
            async with self.session.get(self.recipe.ready_path, timeout=timeout) as response:
                if not self._is_ready(response.status):
                    await self._check_health(response, report)
                return response.status
        return 0

    async def _check_health(self, response: aiohttp.ClientResponse, report: Callable[[str], None]) -> None:
        try:
            health = await response.json(content_type=None)
        except ValueError:
            return
        if not isinstance(health, dict):
            return
        if health != self._last_health:
            self._last_health = health
            log.debug("container %s: waiting until it is ready, its health is %s", self.key, health)
        if health.get("status") == "failed":
            reason = str(health.get("detail") or mark("no reason given"))
            raise NodeError(f"its server failed to start: {reason}", remedy=_NOT_READY_REMEDY)
        if detail := health.get("detail"):
            report(str(detail)[:200])


def _pause_s(elapsed: float) -> float:
    """How long to wait before it is asked for its health again."""
    if elapsed < 1:
        return 0.002
    if elapsed < 10:
        return 0.02
    return 0.2


def _memory_in(stats: Mapping[str, Any]) -> int | None:
    """What is in use, without files that could be dropped (as `docker stats` counts)."""
    usage = stats.get("usage")
    if usage is None:
        return None
    detail = stats.get("stats", {})
    return int(usage - detail.get("total_inactive_file", detail.get("inactive_file", 0)))

"""One container: made hardened, ready when it answers, gone when it is let go."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4

from engine.chain.model import Limits, Mount
from engine.errors import NodeError
from engine.executors.docker.daemon import EngineInfo, EngineProblem
from engine.executors.docker.images import ContainerImage
from engine.executors.docker.instance import Instance, own_gid, own_uid
from engine.executors.docker.lines import Lines
from engine.executors.foreign import ForeignFolder, remove_tree, socket_path
from engine.images.calls import open_session
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
EXCHANGE_MB = 4096
"""So much the files that a container writes may take, unless its node says otherwise."""
_MOST_FILES = 10_000
_LOOKED_AT_EVERY_S = 0.25
LOG_LINES = 2000
SHOWN_LINES = 40
"""So many of the last ones stand beside a failure."""
INSIDE = "/iceos"
"""Below it are mounted the folder of the socket, and that of the files that travel by name; nothing above them is."""
_SOCKET = "s"
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
        self.domain = ""
        """Whose it is, once it has worked: what is left in its memory and in /tmp meets nobody else's."""
        self.folder = instance.folder / self.key
        self.files: ForeignFolder | None = None
        """Through which files travel by name; None where it and this machine share no folder."""
        self.handed_bytes = 0
        """Of files that it was given for the call it works at."""
        self._instance = instance
        self._loop = asyncio.get_running_loop()
        self._lines = Lines(self._loop, self._append_log)
        self._lease: Any = None
        self._creating: asyncio.Task[None] | None = None
        self._last_health: dict[str, Any] = {}
        self._cpu_reading: tuple[int, float] | None = None
        """Nanoseconds of processor time, and when that was read."""
        self._session: aiohttp.ClientSession | None = None
        self._sockets: ForeignFolder | None = None
        self._socket: int | None = None
        """A descriptor of the socket that it is called through: the name of it is its to change."""
        self._overfull: NodeError | None = None
        self._watching: asyncio.Task[None] | None = None

    @property
    def session(self) -> aiohttp.ClientSession:
        assert self._session is not None, "it has been started"
        return self._session

    async def start(self, report: Callable[[str], None]) -> None:
        """Make it and wait until it is ready. Raises `NodeError`; nothing is left of it then."""
        import aiohttp

        began = time.monotonic()
        engine = await self._instance.daemon.info()
        uses_socket, published = self.recipe.image.contract and engine.shares, not engine.shares
        network = await self._network(engine, uses_socket)
        log.debug("container %s: network %s, %s", self.key, network, "socket" if uses_socket else "port")
        try:
            if uses_socket:
                await asyncio.to_thread(self._make_folders)
            create = self._instance.daemon.call(lambda client: self._create(client, network, published))
            self._creating = asyncio.ensure_future(create)
            await asyncio.shield(self._creating)
            if not uses_socket:
                address = await self._instance.daemon.call(lambda client: self._tcp(client, network, published))
                self._session = open_session(address, aiohttp.TCPConnector(limit=0))
            await self._until_ready(report)
            if self.files is not None:
                self._watching = asyncio.create_task(self._watch_files(self.files))
            self.started_s = time.monotonic() - began
        except BaseException:
            await asyncio.shield(self.remove())
            raise

    async def _network(self, engine: EngineInfo, uses_socket: bool) -> str:
        """With a way out only where the recipe asks for it, or the engine can be reached in no other way."""
        if self.recipe.network:
            return "bridge"
        if uses_socket:
            return await self._instance.sandbox()
        if engine.shares:
            return await self._instance.network()
        return "bridge"

    async def remove(self) -> None:
        """Stop it at once and remove all of it."""
        if self._creating is not None:
            await asyncio.wait({self._creating})  # the engine cannot be told to leave off in the middle of that
        if self._watching is not None:
            self._watching.cancel()
        await self._disconnect()
        if self.id:
            container = self.id
            with contextlib.suppress(EngineProblem):  # gone already
                await self._instance.daemon.call(lambda c: c.remove_container(container, force=True, v=True))
        await asyncio.to_thread(self._remove_folders)
        self.gone.set()

    def drop_lease(self) -> None:
        """Close its standard input, as happens when this program ends."""
        inner = getattr(self._lease, "_sock", self._lease)
        inner.shutdown(socket.SHUT_WR)

    async def ended(self) -> NodeError:
        """Why it is not there any more, in words."""
        if self._overfull is not None:
            return self._overfull
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

    async def tidy(self) -> bool:
        """Remove the files of the last call; whether none is left."""
        is_clean = self.files is None or await asyncio.to_thread(self.files.clear)
        self.handed_bytes = 0
        return is_clean

    async def _watch_files(self, files: ForeignFolder) -> None:
        """End it once it writes more than it may: what it fills is the disk of this machine."""
        least_free = await asyncio.to_thread(files.free_bytes) // 4
        while self._overfull is None:
            await asyncio.sleep(_LOOKED_AT_EVERY_S)
            self._overfull = await asyncio.to_thread(self._problem_of, files, least_free)
        container = self.id
        with contextlib.suppress(EngineProblem):  # gone already
            await self._instance.daemon.call(lambda client: client.kill(container))
        await asyncio.to_thread(files.clear)

    def _problem_of(self, files: ForeignFolder, least_free: int) -> NodeError | None:
        usage, free = files.usage(_MOST_FILES), files.free_bytes()
        written = usage.size_bytes - self.handed_bytes
        remedy = mark("Its image writes more than it should, or the limit of its files under When it runs is too low.")
        if usage.entries > _MOST_FILES:
            return NodeError(f"it made more than {_MOST_FILES:,} files", remedy=remedy)
        if written > self.most_bytes:
            return NodeError(f"its files are more than {self.most_bytes // 1_000_000:,} MB", remedy=remedy)
        if written > (free + usage.size_bytes) / 2:
            return NodeError("its files would take more than half of what the disk has left", remedy=remedy)
        if free < least_free:  # a file without a name cannot be seen
            return NodeError("the disk was filling up while it ran", remedy="Make room on the disk.")
        return None

    @property
    def most_bytes(self) -> int:
        """What the files of one answer may take."""
        return (self.recipe.limits.exchange_mb or EXCHANGE_MB) * 1_000_000

    # making it

    def _make_folders(self) -> None:
        """Its own two, opened before anybody else sees them; the one around them is seen by nobody else."""
        self.folder.mkdir(mode=0o700)
        for name in ("s", "f"):
            (self.folder / name).mkdir(mode=0o700)
            if os.getuid() == 0:
                os.chown(self.folder / name, own_uid(), own_gid())
        self._sockets, self.files = ForeignFolder(self.folder / "s"), ForeignFolder(self.folder / "f")

    def _remove_folders(self) -> None:
        for leaf in (self._sockets, self.files):
            if leaf is not None:
                leaf.close()
                remove_tree(leaf.path)
        remove_tree(self.folder)

    def _create(self, client: APIClient, network: str, published: bool) -> None:
        recipe = self.recipe
        limits, contract = recipe.limits, recipe.image.contract
        memory = f"{limits.memory_mb or MEMORY_MB}m"
        leaves = [leaf for leaf in (self._sockets, self.files) if leaf is not None]
        binds = [f"{leaf.path}:{INSIDE}/{leaf.path.name}:rw" for leaf in leaves]
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
        if leaves:
            environment |= {"ICEOS_UDS": f"{INSIDE}/s/{_SOCKET}", "ICEOS_FILES": f"{INSIDE}/f"}
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
        with contextlib.suppress(Exception):  # however the stream ends, it has ended
            for _stream, data in frames_iter(self._lease, tty=False):
                self._lines.feed(data)
        with contextlib.suppress(RuntimeError):  # the loop is closed
            self._lines.end()
            self._loop.call_soon_threadsafe(self.gone.set)

    def unlisten(self) -> None:
        """Its call has ended: what it has printed until now is heard, and no more."""
        self._lines.flush()
        self.listener = None

    def _append_log(self, line: str) -> None:
        self.logs.append(line)
        if self.listener is not None:
            self.listener(line)

    async def _connected(self) -> bool:
        """Whether there is somewhere to call: by now its socket is there."""
        if self._session is None and self._sockets is not None:
            self._socket = self._sockets.socket(_SOCKET)
            if self._socket is not None:
                import aiohttp

                connector = aiohttp.UnixConnector(socket_path(self._socket), limit=0)
                self._session = open_session("http://node", connector)
        return self._session is not None

    async def _disconnect(self) -> None:
        if self._session is not None:
            await self._session.close()
        if self._socket is not None:
            os.close(self._socket)
        self._session = self._socket = None

    async def _until_ready(self, report: Callable[[str], None]) -> None:
        began, limit_s = time.monotonic(), ANSWERS_WITHIN_S
        while True:
            if self.gone.is_set():
                raise await self.ended()
            elapsed = time.monotonic() - began
            if elapsed > limit_s:
                message = mark(f"its server was not ready within {elapsed:.0f} s")
                raise NodeError(message, remedy=_NOT_READY_REMEDY, detail=self._log_tail())
            if await self._connected():
                status = await self._health(report)
                if self._is_ready(status):
                    return
                if status:
                    limit_s = READY_WITHIN_S
                elif self._socket is not None:  # whose server may have made another one meanwhile
                    await self._disconnect()
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

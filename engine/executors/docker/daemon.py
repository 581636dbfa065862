"""The container engine, asked without holding up the loop, and its errors in words.

The SDK blocks, so every call runs in a small pool of threads, each with a client of its own (the SDK's maintainers
promise nothing for a shared one).
"""

from __future__ import annotations

import asyncio
import logging
import os
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from engine.errors import NodeError
from engine.executors.foreign import HOLDS
from engine.threads import DaemonThreads
from nodes.sdk.texts import mark

if TYPE_CHECKING:
    from docker import APIClient

log = logging.getLogger(__name__)

T = TypeVar("T")
THREADS = 4
API_VERSION = "1.41"
"""Of Docker 20.10, the oldest engine that all of it was tried with."""
TIMEOUT_S = 60
SLOW_S = 2.0
"""An answer of the engine that takes longer is logged."""
ABSENT = "Start it (for example: sudo systemctl start docker), or install Docker."


class EngineProblem(NodeError):
    """What the container engine could not do. `kind` is for programs: absent, permission, missing, conflict, …"""

    def __init__(self, message: str, *, remedy: str = "", kind: str = "failed") -> None:
        super().__init__(message, remedy=remedy)
        self.kind = kind


class EngineInfo(NamedTuple):
    """What was learned of the engine once it answered."""

    version: str
    rootless: bool
    shares: bool
    """Whether folders and unix sockets of this machine can be seen inside of containers."""
    podman: bool
    memory_bytes: int
    gpu: bool


class Daemon:
    """`DOCKER_HOST`, else the current Docker context, else the usual socket."""

    def __init__(self) -> None:
        self._threads = DaemonThreads(THREADS, "iceos-docker")
        self._local = threading.local()
        self._info: EngineInfo | None = None

    async def call(self, do: Callable[[APIClient], T]) -> T:
        """Ask the engine something. Raises `EngineProblem`."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._ask, do)

    async def info(self) -> EngineInfo:
        """What it is and can do; raises `EngineProblem` where it is absent, or cannot serve us."""
        if self._info is None:
            log.debug("waiting for the container engine to say what it is")
            self._info = _supported(await self.call(_info))
            log.debug("the container engine: %s", self._info)
        return self._info

    def client(self) -> APIClient:
        """A client of the calling thread. Raises what the SDK raises."""
        client: APIClient | None = getattr(self._local, "client", None)
        if client is None:
            client = self._local.client = connect()
        return client

    def close(self) -> None:
        self._threads.shutdown(cancel_futures=True)

    def _ask(self, do: Callable[[APIClient], T]) -> T:
        began = time.monotonic()
        try:
            return do(self.client())
        except EngineProblem:
            raise
        except Exception as error:
            self._local.client = None  # a connection that broke is not used again
            problem = explain(error)
            log.debug("the container engine: %s (%s, %r)", problem, problem.kind, error)
            raise problem from error
        finally:
            if (elapsed := time.monotonic() - began) > SLOW_S:
                log.debug("the container engine took %.1f s", elapsed)


def connect(timeout_s: int = TIMEOUT_S) -> APIClient:
    """A new client. Raises what the SDK raises; that nothing answers shows at its first call."""
    import docker
    from docker.context import ContextAPI
    from docker.utils import kwargs_from_env

    if os.environ.get("DOCKER_HOST"):
        return docker.APIClient(version=API_VERSION, timeout=timeout_s, **kwargs_from_env())
    context = ContextAPI.get_current_context()
    options: dict[str, Any] = {}
    if context is not None and context.Host:
        options = {"base_url": context.Host, "tls": context.TLSConfig or False}
    return docker.APIClient(version=API_VERSION, timeout=timeout_s, **options)


def _info(client: APIClient) -> EngineInfo:
    fields, components = client.info(), client.version().get("Components", [])
    security = fields.get("SecurityOptions") or []
    local = client.base_url.startswith("http+docker://") or client.base_url.startswith("http+unix")
    return EngineInfo(
        version=str(fields.get("ServerVersion", "")),
        rootless=any("rootless" in option for option in security),
        shares=HOLDS and local and "Desktop" not in str(fields.get("OperatingSystem", "")),
        podman=any("podman" in str(component.get("Name", "")).lower() for component in components),
        memory_bytes=int(fields.get("MemTotal", 0)),
        gpu="nvidia" in (fields.get("Runtimes") or {}),
    )


def _supported(engine: EngineInfo) -> EngineInfo:
    """The same, where nodes can run there. Raises `EngineProblem` for what would only half work."""
    if engine.podman:
        raise EngineProblem(
            "this engine is Podman, whose network namespaces and attach differ from Docker's",
            remedy="Point DOCKER_HOST at a Docker engine.",
            kind="unsupported",
        )
    if engine.rootless:
        raise EngineProblem(
            "this engine is rootless: its containers see private folders as somebody else's",
            remedy="Point DOCKER_HOST, or the Docker context, at an engine that runs as root.",
            kind="unsupported",
        )
    return engine


def explain(error: Exception) -> EngineProblem:
    """What went wrong, for the person who reads the node."""
    import requests
    from docker import errors

    text = str(getattr(error, "explanation", None) or error)
    low = text.lower()
    if isinstance(error, errors.ImageNotFound):
        return EngineProblem(f"the image is not here: {_first_line(text)}", kind="missing")
    if isinstance(error, errors.NotFound):
        return EngineProblem(f"the engine does not find it: {_first_line(text)}", kind="missing")
    if isinstance(error, errors.APIError):
        if "could not select device driver" in low:
            return EngineProblem(
                "the engine has no GPU to give",
                remedy="Install the NVIDIA container toolkit, or run the node without a GPU.",
                kind="gpu",
            )
        if "port is already allocated" in low or "address already in use" in low or error.status_code == 409:
            return EngineProblem(f"something else has that name or port: {_first_line(text)}", kind="conflict")
        if "no space left" in low:
            return EngineProblem("the engine's disk is full", remedy="Make room: docker system prune.", kind="disk")
        if "executable file not found" in low or "no such file or directory" in low or "oci runtime" in low:
            return EngineProblem(
                f"the image's command cannot be run: {_first_line(text)}",
                remedy="The image is broken: look at its ENTRYPOINT and CMD.",
                kind="command",
            )
        return EngineProblem(f"the engine refused: {_first_line(text)}", kind="refused")
    if isinstance(error, requests.exceptions.Timeout):
        return EngineProblem("the container engine does not answer", remedy="Restart it.", kind="hangs")
    if "permission denied" in low:
        return EngineProblem(
            "this user may not use the container engine",
            remedy="Join the group: sudo usermod -aG docker $USER, then log in again.",
            kind="permission",
        )
    if isinstance(error, errors.DockerException | requests.exceptions.RequestException | OSError):
        return EngineProblem("no container engine answers", remedy=ABSENT, kind="absent")
    return EngineProblem(f"{type(error).__name__}: {_first_line(text)}")


def _first_line(text: str) -> str:
    line = text.strip().partition("\n")[0].rstrip("\r") or mark("no reason given")
    if len(line) > 300:
        return line[:299] + "…"
    return line

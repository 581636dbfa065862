"""The container engine, asked without holding up the loop, and its errors in words.

The SDK blocks, so every call runs in a small pool of threads, each with a client of its own (the SDK's maintainers
promise nothing for a shared one).
"""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from engine.errors import NodeError
from nodes.sdk.texts import mark

if TYPE_CHECKING:
    from docker import APIClient

T = TypeVar("T")
THREADS = 4
API_VERSION = "1.41"
"""Of Docker 20.10, the oldest engine that all of it was tried with."""
TIMEOUT_S = 60
ABSENT = "Start it (for example: sudo systemctl start docker), or install Docker."


class EngineProblem(NodeError):
    """What the container engine could not do. `kind` is for programs: absent, permission, missing, conflict, …"""

    def __init__(self, message: str, *, remedy: str = "", kind: str = "failed") -> None:
        super().__init__(message, remedy=remedy)
        self.kind = kind


class About(NamedTuple):
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
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="iceos-docker")
        self._local = threading.local()
        self._about: About | None = None

    async def call(self, do: Callable[[APIClient], T]) -> T:
        """Ask the engine something. Raises `EngineProblem`."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._ask, do)

    async def about(self) -> About:
        """What it is and can do; raises `EngineProblem` where it is absent, or cannot serve us."""
        if self._about is None:
            self._about = _served(await self.call(_about))
        return self._about

    def client(self) -> APIClient:
        """A client of the calling thread. Raises what the SDK raises."""
        made: APIClient | None = getattr(self._local, "client", None)
        if made is None:
            made = self._local.client = connect()
        return made

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _ask(self, do: Callable[[APIClient], T]) -> T:
        try:
            return do(self.client())
        except EngineProblem:
            raise
        except Exception as error:
            self._local.client = None  # a connection that broke is not used again
            raise explained(error) from error


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


def _about(client: APIClient) -> About:
    told, parts = client.info(), client.version().get("Components", [])
    security = told.get("SecurityOptions") or []
    local = client.base_url.startswith("http+docker://") or client.base_url.startswith("http+unix")
    return About(
        version=str(told.get("ServerVersion", "")),
        rootless=any("rootless" in option for option in security),
        shares=local and "Desktop" not in str(told.get("OperatingSystem", "")),
        podman=any("podman" in str(part.get("Name", "")).lower() for part in parts),
        memory_bytes=int(told.get("MemTotal", 0)),
        gpu="nvidia" in (told.get("Runtimes") or {}),
    )


def _served(about: About) -> About:
    """The same, where nodes can run there. Raises `EngineProblem` for what would only half work."""
    if about.podman:
        raise EngineProblem(
            "this engine is Podman, whose network namespaces and attach differ from Docker's",
            remedy="Point DOCKER_HOST at a Docker engine.",
            kind="unsupported",
        )
    if about.rootless:
        raise EngineProblem(
            "this engine is rootless: its containers see private folders as somebody else's",
            remedy="Point DOCKER_HOST, or the Docker context, at an engine that runs as root.",
            kind="unsupported",
        )
    return about


def explained(error: Exception) -> EngineProblem:
    """What went wrong, for the person who reads the node."""
    import requests
    from docker import errors

    words = str(getattr(error, "explanation", None) or error)
    low = words.lower()
    if isinstance(error, errors.ImageNotFound):
        return EngineProblem(f"the image is not here: {_short(words)}", kind="missing")
    if isinstance(error, errors.NotFound):
        return EngineProblem(f"the engine does not find it: {_short(words)}", kind="missing")
    if isinstance(error, errors.APIError):
        if "could not select device driver" in low:
            return EngineProblem(
                "the engine has no GPU to give",
                remedy="Install the NVIDIA container toolkit, or run the node without a GPU.",
                kind="gpu",
            )
        if "port is already allocated" in low or "address already in use" in low or error.status_code == 409:
            return EngineProblem(f"something else has that name or port: {_short(words)}", kind="conflict")
        if "no space left" in low:
            return EngineProblem("the engine's disk is full", remedy="Make room: docker system prune.", kind="disk")
        if "executable file not found" in low or "no such file or directory" in low or "oci runtime" in low:
            return EngineProblem(
                f"the image's command cannot be run: {_short(words)}",
                remedy="The image is broken: look at its ENTRYPOINT and CMD.",
                kind="command",
            )
        return EngineProblem(f"the engine refused: {_short(words)}", kind="refused")
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
    return EngineProblem(f"{type(error).__name__}: {_short(words)}")


def _short(words: str) -> str:
    line = words.strip().splitlines()[0] if words.strip() else mark("no reason given")
    return line if len(line) <= 300 else line[:299] + "…"

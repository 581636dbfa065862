"""This program among all that use the container engine: its label, its folder, and the nets against orphans.

Three nets: containers of the contract leave when their standard input ends; a watchdog process removes everything
with our label once we are gone; and the next start sweeps what even that has missed.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from filelock import FileLock, Timeout

from engine.errors import NodeError
from engine.executors.docker.daemon import Daemon
from engine.executors.docker.sandbox import IMAGE as SANDBOX_IMAGE
from engine.executors.docker.sandbox import ensure_image as ensure_sandbox
from engine.executors.docker.watchdog import INSTANCE_LABEL, OWNER_LABEL, remove
from engine.executors.foreign import remove_tree
from nodes.sdk.launch import python

if TYPE_CHECKING:
    from docker import APIClient

log = logging.getLogger(__name__)

_SWEEPS = 5
"""A container that is just ending cannot be removed at the first try."""


def own_uid() -> int:
    """The user that nodes run as: the calling one, or nobody where that is root."""
    return _system_id("getuid") or 65534


def own_gid() -> int:
    return _system_id("getgid") or 65534


def _system_id(name: str) -> int:
    """Of the process; 0 on Windows, which has no such numbers."""
    return int(getattr(os, name, int)())


class Instance:
    """Begins when the first container is needed; `close` removes everything of it."""

    def __init__(self, daemon: Daemon) -> None:
        self.id = uuid4().hex[:12]
        self.daemon = daemon
        # unix sockets have short paths, and other users have no business in here
        self._home = Path(tempfile.gettempdir()) / f"iceos-{_system_id('getuid')}"
        self.folder = self._home / self.id
        # taken in one thread and given back in another
        self._lock = FileLock(self._home / f"{self.id}.lock", thread_local=False)
        self._watchdog: subprocess.Popen[bytes] | None = None
        self._beginning: asyncio.Task[None] | None = None
        self._sandbox: asyncio.Task[str] | None = None
        self._network: asyncio.Task[str] | None = None

    @property
    def labels(self) -> dict[str, str]:
        return {INSTANCE_LABEL: self.id, OWNER_LABEL: str(own_uid())}

    async def begin(self) -> None:
        """Once: check the engine, hang up the nets, remove what others left. Raises `EngineProblem`."""
        if self._beginning is None or (self._beginning.done() and self._beginning.exception() is not None):
            self._beginning = asyncio.ensure_future(self._begin())
        await asyncio.shield(self._beginning)

    async def sandbox(self) -> str:
        """The network mode of a container that has no way out: that of the sandbox, or none at all."""
        if self._sandbox is None or (self._sandbox.done() and self._sandbox.exception() is not None):
            self._sandbox = asyncio.ensure_future(self.daemon.call(self._make_sandbox))
        return await asyncio.shield(self._sandbox)

    async def network(self) -> str:
        """The network for images that listen on a port: this machine reaches them, they reach nobody."""
        if self._network is None or (self._network.done() and self._network.exception() is not None):
            self._network = asyncio.ensure_future(self.daemon.call(self._make_network))
        return await asyncio.shield(self._network)

    async def close(self) -> None:
        """Remove everything of ours, also what is just being made."""
        making = {task for task in (self._beginning, self._sandbox, self._network) if task is not None}
        if making:
            await asyncio.wait(making)
            with contextlib.suppress(Exception):  # an engine that is gone has nothing left
                await self.daemon.call(lambda client: remove(client, self.id))
        await asyncio.to_thread(self._remove_nets)

    async def _begin(self) -> None:
        await self.daemon.info()
        await asyncio.to_thread(self._spread_nets)
        await self.daemon.call(self._sweep)
        log.debug("instance %s has begun, its folder is %s", self.id, self.folder)

    def _spread_nets(self) -> None:
        self._home.mkdir(mode=0o700, exist_ok=True)
        if hasattr(os, "getuid") and self._home.stat().st_uid != os.getuid():
            raise NodeError(f"{self._home} belongs to somebody else", remedy="Remove it, or set TMPDIR.")
        self._lock.acquire(blocking=False)
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self._watchdog = subprocess.Popen(
            python("engine.executors.docker.watchdog", self.id, str(self.folder)),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        log.debug("instance %s: the watchdog is process %d", self.id, self._watchdog.pid)

    def _remove_nets(self) -> None:
        if self._watchdog is not None:
            assert self._watchdog.stdin is not None
            with contextlib.suppress(OSError):  # it was killed
                self._watchdog.stdin.write(b".")
                self._watchdog.stdin.close()
            self._watchdog.wait()
            log.debug("instance %s: the watchdog has ended with code %s", self.id, self._watchdog.returncode)
        remove_tree(self.folder)
        if self._lock.is_locked:
            self._lock.release()
            Path(self._lock.lock_file).unlink(missing_ok=True)

    def _sweep(self, client: APIClient) -> None:
        """Remove what programs of this user have left that do not run any more."""
        filters = {"label": f"{OWNER_LABEL}={own_uid()}"}
        labels = [c.get("Labels") or {} for c in client.containers(all=True, filters=filters)]
        labels += [n.get("Labels") or {} for n in client.networks(filters=filters)]
        for instance in {label[INSTANCE_LABEL] for label in labels if INSTANCE_LABEL in label} - {self.id}:
            lock = FileLock(self._home / f"{instance}.lock")
            try:
                lock.acquire(blocking=False)
            except Timeout:
                continue  # it is alive
            log.debug("removing what instance %s has left", instance)
            for _ in range(_SWEEPS):
                if not remove(client, instance):
                    break
            remove_tree(self._home / instance)
            lock.release()
            Path(lock.lock_file).unlink(missing_ok=True)

    def _make_sandbox(self, client: APIClient) -> str:
        if not ensure_sandbox(client):
            log.debug("no sandbox for this kind of processor, containers start without one")
            return "none"
        host = client.create_host_config(
            network_mode="none",
            init=True,
            cap_drop=["ALL"],
            security_opt=["no-new-privileges"],
            read_only=True,
            pids_limit=16,
            mem_limit="16m",
        )
        created = client.create_container(
            SANDBOX_IMAGE, command=["/pause"], host_config=host, user="65534:65534", labels=self.labels
        )
        client.start(created["Id"])
        log.debug("the sandbox is %s", created["Id"][:12])
        return f"container:{created['Id']}"

    def _make_network(self, client: APIClient) -> str:
        name = f"iceos-{self.id}"
        client.create_network(
            name,
            driver="bridge",
            internal=True,
            labels=self.labels,
            options={"com.docker.network.bridge.enable_icc": "false"},
        )
        return name

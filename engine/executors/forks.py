"""Workers that are forked from a warm template (`engine.executors.template`), one after the other (Linux)."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import os
import signal
import socket
from collections import deque
from collections.abc import Callable
from functools import partial

from engine.executors.confinement import ENDED, FORK, FORKED, KILL, PACKET
from engine.executors.limits import ALLOCATORS
from nodes.sdk.launch import python

log = logging.getLogger(__name__)
_Forked = tuple[int, asyncio.Future[int]]


class ForkedWorker:
    """A process that a template has made, with streams to it like those of a process of asyncio's."""

    def __init__(
        self,
        pid: int,
        stdin: asyncio.StreamWriter,
        stdout: asyncio.StreamReader,
        stderr: asyncio.StreamReader,
        ended: asyncio.Future[int],
        kill: Callable[[], None],
    ) -> None:
        self.pid = pid
        self.stdin = stdin
        self.stdout = stdout
        self.stderr = stderr
        self._ended = ended
        self.kill = kill

    @property
    def returncode(self) -> int | None:
        return self._ended.result() if self._ended.done() else None

    async def wait(self) -> int:
        return await asyncio.shield(self._ended)


class Template:
    """Starts the process when the first worker is wanted, and anew when it has ended. Lives on one event loop."""

    def __init__(self, environment: Callable[[], dict[str, str]], niceness: int = 0) -> None:
        self._environment = environment
        self._niceness = niceness
        self._control: socket.socket | None = None
        self._process: asyncio.subprocess.Process | None = None
        self._starting = asyncio.Lock()
        self._forking: deque[asyncio.Future[_Forked]] = deque()
        self._workers: dict[int, asyncio.Future[int]] = {}

    async def fork(self) -> ForkedWorker:
        """A new worker, which waits for its confinement. Raises OSError where there is none to be had."""
        loop, control = asyncio.get_running_loop(), await self.start()
        forked: asyncio.Future[_Forked] = loop.create_future()
        ours, theirs = socket.socketpair()
        printed, printing = os.pipe()
        try:
            socket.send_fds(control, [PACKET.pack(FORK, 0, 0)], [theirs.fileno(), printing])
            self._forking.append(forked)
            pid, ended = await forked
            stdout, stdin = await asyncio.open_connection(sock=ours)
        except BaseException:
            ours.close()  # a worker that nobody takes reads its end, and leaves
            os.close(printed)
            raise
        finally:
            theirs.close()
            os.close(printing)
        stderr = asyncio.StreamReader()
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(stderr), os.fdopen(printed, "rb", 0))
        return ForkedWorker(pid, stdin, stdout, stderr, ended, partial(self._kill, pid))

    async def start(self) -> socket.socket:
        """Have the process there: it takes a moment to load, and forks meanwhile wait. Raises OSError."""
        async with self._starting:
            if self._control is None:
                ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
                with theirs:
                    self._process = await asyncio.create_subprocess_exec(
                        *python("engine.executors.template"),
                        stdin=theirs.fileno(),
                        stdout=asyncio.subprocess.DEVNULL,
                        start_new_session=True,
                        env=self._environment() | ALLOCATORS,
                    )
                with contextlib.suppress(OSError):
                    os.setpriority(os.PRIO_PROCESS, self._process.pid, self._niceness)
                ours.setblocking(False)
                asyncio.get_running_loop().add_reader(ours, self._hear, ours)
                self._control = ours
            return self._control

    async def close(self) -> None:
        """End it, and all workers with it."""
        async with self._starting:
            self._lose()
            if self._process is not None:
                await self._process.wait()
                self._process = None

    def _hear(self, control: socket.socket) -> None:
        try:
            packet = control.recv(PACKET.size)
        except BlockingIOError:
            return
        except OSError:
            packet = b""
        if not packet:
            log.warning("the process that makes workers has ended: a new one is started when it is needed")
            self._lose()
            return
        what, pid, code = PACKET.unpack(packet)
        if what == FORKED:
            forked = self._forking.popleft()
            if pid:
                self._workers[pid] = asyncio.get_running_loop().create_future()
            if forked.done():  # nobody waits for it any more
                return
            if pid:
                forked.set_result((pid, self._workers[pid]))
            else:
                forked.set_exception(OSError(errno.EAGAIN, os.strerror(errno.EAGAIN)))
        elif what == ENDED and (ended := self._workers.pop(pid, None)) is not None:
            ended.set_result(code)

    def _kill(self, pid: int) -> None:
        if self._control is not None and pid in self._workers:
            with contextlib.suppress(OSError):
                self._control.send(PACKET.pack(KILL, pid, 0))

    def _lose(self) -> None:
        """Without it there are no workers: the kernel ends them."""
        if self._control is not None:
            asyncio.get_running_loop().remove_reader(self._control)
            self._control.close()
            self._control = None
        for ended in self._workers.values():
            ended.set_result(-signal.SIGKILL)
        self._workers.clear()
        while self._forking:
            if not (forked := self._forking.popleft()).done():
                forked.set_exception(ConnectionResetError(errno.ECONNRESET, os.strerror(errno.ECONNRESET)))

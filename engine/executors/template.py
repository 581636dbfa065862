"""A process that has loaded the tools and makes workers of itself: ``python -P -m engine.executors.template``.

Its standard input is a socket of packets. `FORK` with two descriptors, a socket of jobs and a pipe for what is printed,
makes a worker and is answered by `FORKED` and its number (0: there is none to be had); `KILL` kills one with all it has
started; `ENDED` tells that one has ended, and how. The process has no data of any run; when nobody holds the other end
of the socket it leaves, and its workers with it.

A worker first reads what it may use (`Confinement`), closes itself, and then does jobs as any other.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import os
import pkgutil
import random
import selectors
import signal
import socket
import tempfile
import warnings
from pathlib import Path
from typing import NoReturn

import nodes.library
from engine.executors import landlock
from engine.executors.confinement import (
    ENDED,
    FORK,
    FORKED,
    KILL,
    PACKET,
    Confinement,
    prctl,
    shut_own_process,
    visible,
)
from engine.executors.frames import read_frame
from engine.executors.limits import data_bytes, descendants
from engine.executors.worker import serve

_LOADED = (
    *("charset_normalizer", "duckdb", "jinja2.sandbox", "jmespath", "markdown_it", "openpyxl"),
    *("pyarrow.compute", "pyarrow.csv", "pyarrow.json", "pyarrow.parquet"),
)
"""What tools load when they begin, and slow to load."""
_NOT_LOADED = "nodes.library.python_process"
_SYSTEM = (
    *("/etc/alternatives", "/etc/ca-certificates", "/etc/crypto-policies", "/etc/fonts", "/etc/gai.conf"),
    *("/etc/host.conf", "/etc/hosts", "/etc/ld.so.cache", "/etc/localtime", "/etc/mime.types", "/etc/nsswitch.conf"),
    *("/etc/pki", "/etc/resolv.conf", "/etc/services", "/etc/ssl", "/etc/timezone", "/var/cache/fontconfig"),
    *("/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu", "/sys/fs/cgroup", "/dev/random", "/dev/urandom"),
)
_OWN_PROCESS = "/proc/self"
_DEVICES = ("/dev/full", "/dev/null", "/dev/zero")
_CAPABILITIES_3 = 0x20080522
_PR_SET_PDEATHSIG, _PR_SET_CHILD_SUBREAPER = 1, 36


def enter(confinement: Confinement, programs: tuple[str, ...]) -> None:
    """Close this process, for good. Raises OSError."""
    import resource

    most = confinement.most
    for kind, amount in (
        (resource.RLIMIT_DATA, most.memory_mb and data_bytes() + 2 * most.memory_mb * 1_000_000),  # of all its jobs
        (resource.RLIMIT_NOFILE, most.open_files),
        (resource.RLIMIT_FSIZE, most.output_mb and most.output_mb * 1_000_000),
    ):
        if amount is not None:
            _, hard = resource.getrlimit(kind)
            if hard != resource.RLIM_INFINITY:
                amount = min(amount, hard)
            resource.setrlimit(kind, (amount, amount))
    if confinement.write:
        os.chdir(confinement.write[0])
        os.environ["TMPDIR"] = tempfile.tempdir = confinement.write[0]
    _drop_capabilities()
    if confinement.fenced:
        os.open(_OWN_PROCESS, os.O_PATH)  # never closed: what the kernel has let go of, it sees as another file
        landlock.restrict((*_SYSTEM, _OWN_PROCESS, *confinement.read), (*_DEVICES, *confinement.write), programs)


def main() -> None:
    shut_own_process()
    prctl(_PR_SET_CHILD_SUBREAPER, 1)  # what workers leave behind comes to this process, which ends it
    _load()
    programs = visible()
    gc.collect()
    gc.freeze()  # or the first collection in each worker copies all that is shared
    control = socket.socket(fileno=os.dup(0))
    _Template(control, programs).serve()


def _load() -> None:
    """Import what tools need, so that no worker has to."""
    modules = [module.name for module in pkgutil.walk_packages(nodes.library.__path__, "nodes.library.")]
    for name in (*modules, *_LOADED):
        if name != _NOT_LOADED:
            with contextlib.suppress(Exception):  # a tool that needs it says so
                importlib.import_module(name)


class _Template:
    def __init__(self, control: socket.socket, programs: tuple[str, ...]) -> None:
        self._control = control
        self._programs = programs
        self._workers: set[int] = set()
        wake, self._woken = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)
        self._wake = wake
        signal.set_wakeup_fd(self._woken, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def serve(self) -> None:
        with selectors.DefaultSelector() as ready:
            ready.register(self._control, selectors.EVENT_READ)
            ready.register(self._wake, selectors.EVENT_READ)
            while True:
                for key, _ in ready.select():
                    if key.fileobj is not self._control:
                        os.read(self._wake, 4096)
                        self._collect()
                    elif not self._obey():
                        for worker in self._workers:
                            _kill(worker)
                        return

    def _obey(self) -> bool:
        """One command; False where there will be no more."""
        packet, descriptors, _, _ = socket.recv_fds(self._control, PACKET.size, 2)
        if not packet:
            return False
        command, worker, _ = PACKET.unpack(packet)
        if command == KILL and worker in self._workers:
            _kill(worker)
        elif command == FORK:
            self._fork(*descriptors)
        return True

    def _fork(self, jobs: int, printed: int) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of a thread of pyarrow's, which knows of forks
            try:
                worker = os.fork()
            except OSError:
                worker = -1
        if not worker:
            try:
                self._become_worker(jobs, printed)
            finally:
                os._exit(70)
        os.close(jobs)
        os.close(printed)
        if worker > 0:
            self._workers.add(worker)
        self._control.send(PACKET.pack(FORKED, max(worker, 0), 0))

    def _become_worker(self, jobs: int, printed: int) -> NoReturn:
        prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()
        nothing = os.open(os.devnull, os.O_RDONLY)
        for descriptor, source in ((0, nothing), (1, printed), (2, printed)):
            os.dup2(source, descriptor)
        os.closerange(3, jobs)  # what is the template's own; where it listens, too
        os.closerange(jobs + 1, max(jobs, printed, nothing) + 1)
        random.seed()
        stream = os.fdopen(jobs, "rb")
        confinement = read_frame(stream)
        if confinement is None:
            os._exit(0)
        enter(Confinement.load(confinement), self._programs)
        serve(stream, os.fdopen(os.dup(jobs), "wb"))

    def _collect(self) -> None:
        """Tell which workers have ended, and end what they have left."""
        while True:
            try:
                process, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if not process:
                break
            if process in self._workers:
                self._workers.discard(process)
                with contextlib.suppress(OSError):
                    self._control.send(PACKET.pack(ENDED, process, os.waitstatus_to_exitcode(status)))
        for file in Path("/proc/self/task").glob("*/children"):
            for orphan in {*map(int, file.read_text().split())} - self._workers:
                _kill(orphan)


def _kill(process: int) -> None:
    """With all it has started, those that have left its group, too."""
    strays = [*descendants(process)]
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process, signal.SIGKILL)
    for stray in (process, *strays):
        with contextlib.suppress(ProcessLookupError):
            os.kill(stray, signal.SIGKILL)


def _drop_capabilities() -> None:
    """Give up what root may beyond others, where the server is run by it."""
    libc = ctypes.CDLL(None, use_errno=True)
    header, none = (ctypes.c_uint32 * 2)(_CAPABILITIES_3, 0), (ctypes.c_uint32 * 6)()
    if libc.capset(ctypes.byref(header), ctypes.byref(none)):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), "capset")


if __name__ == "__main__":
    main()

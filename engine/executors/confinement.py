"""What passes between a program and the template of its workers, and what each worker is told about itself."""

from __future__ import annotations

import ctypes
import os
import struct
import sys
import sysconfig
from collections.abc import Iterator
from typing import Any, NamedTuple

from engine.executors.limits import JobLimits

PACKET = struct.Struct("<cii")
"""What it is about, the number of a worker, and how that one ended."""
FORK, FORKED, KILL, ENDED = b"f", b"p", b"k", b"e"


_PR_SET_DUMPABLE = 4
_PROGRAMS = ("/bin", "/lib", "/lib32", "/lib64", "/sbin", "/usr")


class Confinement(NamedTuple):
    """What a worker may use, whatever runs in it."""

    fenced: bool
    """Whether the kernel holds it to the paths."""
    read: list[str]
    write: list[str]
    """Folders; the first takes temporary files."""
    most: JobLimits

    def dump(self) -> dict[str, Any]:
        return self._asdict()

    @classmethod
    def load(cls, message: dict[str, Any]) -> Confinement:
        return cls(**{**message, "most": JobLimits(*message["most"])})


def shut_own_process() -> None:
    """Other processes of this user read neither the environment nor the memory of this one (Linux)."""
    if sys.platform == "linux":
        prctl(_PR_SET_DUMPABLE, 0)


def prctl(option: int, value: int) -> None:
    """Set an attribute of this process (Linux)."""
    ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)


def sources_of(module: object) -> Iterator[str]:
    """Where the code of a package or a module lies."""
    file = getattr(module, "__file__", None)
    if folders := getattr(module, "__path__", None):
        yield from folders
    elif file:
        yield file


def visible() -> tuple[str, ...]:
    """The folders that every worker may read and execute: Python, what is loaded, and programs of the system."""
    paths = {*_PROGRAMS, sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix}
    paths |= {sysconfig.get_path("stdlib"), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    for name, module in tuple(sys.modules.items()):
        if "." not in name:
            paths.update(sources_of(module))
    paths -= {"", os.sep}
    return tuple(sorted(path for path in paths if not any(path.startswith(f"{other}/") for other in paths)))

"""What may run without being asked for: what computes, the same each time, and reads plain files of this machine."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from engine.chain.model import INPUTS, Endpoint
from engine.run.placement import absolute
from engine.run.plan import Plan, Step
from nodes.sdk import ToolError
from nodes.sdk.kinds import kind_of

_MOUNTS = Path("/proc/self/mountinfo")
_NO_DISKS = frozenset(
    {
        *(
            "9p",
            "afs",
            "autofs",
            "ceph",
            "cifs",
            "davfs",
            "fuse",
            "glusterfs",
            "lustre",
            "ncpfs",
            "nfs",
            "nfs4",
            "smb3",
        ),
        *("binfmt_misc", "bpf", "cgroup", "cgroup2", "configfs", "debugfs", "devpts", "devtmpfs", "efivarfs"),
        *("fusectl", "mqueue", "nsfs", "proc", "pstore", "rpc_pipefs", "securityfs", "selinuxfs", "sysfs", "tracefs"),
    }
)
_MOST_PARTS = 1000


def is_harmless(planned: Plan) -> bool:
    """Whether all steps do no more than compute, the same each time, or read plain files of this machine. Blocks."""
    values = {name.port: value for name, value in planned.values.items() if name.node == INPUTS}
    return all(_is_harmless(step, planned.folder, values) for step in planned.steps.values())


def _is_harmless(step: Step, folder: Path, given: Mapping[str, Any]) -> bool:
    tool = step.job.tool
    if step.disabled:
        return True
    if step.where not in ("inline", "subprocess") or tool.effects - {"read"} or not tool.deterministic:
        return False
    defaults = {
        name: info.get_default() for name, info in step.job.inputs.model_fields.items() if not info.is_required()
    }
    inputs = {**defaults, **step.constants}
    if not tool.repeatable(inputs):
        return False
    if step.inner is not None:
        return is_harmless(step.inner)
    paths = dict(_paths_of(step, given))
    if not all(_is_plain_file(folder, value) for value in paths.values()):
        return False
    inputs |= {name: absolute(folder, value) for name, value in paths.items()}
    try:
        return all(_is_plain_file(folder, str(path)) for path in tool.also_reads(inputs))
    except (ToolError, OSError):
        return False


def _paths_of(step: Step, given: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What its paths are, by port, as far as that is known before it runs."""
    wired: dict[str, Endpoint] = dict(step.wires)
    for name in step.paths:
        if name in step.constants:
            yield name, step.constants[name]
        elif name in wired and "read" in step.job.tool.effects:
            source = wired[name]
            yield name, given.get(source.port) if source.node == INPUTS else None


def _is_plain_file(folder: Path, value: Any) -> bool:
    """Whether a path, as a tool would open it, is that of a regular file on a disk of this machine."""
    if kind_of(value) in ("file", "image"):
        value = str(value.path)
    if not isinstance(value, str) or not value:
        return False
    try:
        path = _resolved(folder / Path(value).expanduser())
        return path is not None and stat.S_ISREG(os.lstat(path).st_mode)
    except (OSError, RuntimeError, ValueError):  # a home of nobody, a name that is none
        return False


def _resolved(path: Path) -> Path | None:
    """Where a path leads, every link followed; None as soon as that is no disk of this machine: nothing there is asked.

    Raises OSError.
    """
    pending, resolved = [*path.absolute().parts[1:]][::-1], Path(path.absolute().anchor)
    for _ in range(_MOST_PARTS):
        if not pending:
            return resolved
        part = pending.pop()
        if part == os.pardir:
            resolved = resolved.parent
            continue
        at = resolved / part
        if not is_on_disk(at):
            return None
        if not stat.S_ISLNK(os.lstat(at).st_mode):
            resolved = at
            continue
        target = Path(os.readlink(at))
        if target.is_absolute():
            resolved = Path(target.anchor)
            target = target.relative_to(target.anchor)
        pending += reversed(target.parts)
    return None


def is_on_disk(path: Path) -> bool:
    """Whether what lies there is stored by this machine, as far as that is known without touching it: not on another
    machine, and not made up by the kernel (Linux; elsewhere by UNC paths).
    """
    if str(path).startswith("\\\\"):
        return False
    if sys.platform != "linux":
        return True
    kind, longest = "", -1
    with contextlib.suppress(OSError):
        for line in _MOUNTS.read_text().splitlines():
            before, _, after = line.partition(" - ")
            mounted = Path(before.split(" ")[4].encode("latin-1").decode("unicode_escape"))
            if (mounted == path or mounted in path.parents) and len(mounted.parts) >= longest:
                kind, longest = after.split(" ", 1)[0], len(mounted.parts)
    return kind not in _NO_DISKS and not kind.startswith("fuse.")

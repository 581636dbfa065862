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
from engine.run.plan import Plan, Step
from nodes.sdk.kinds import kind_of

_MOUNTS = Path("/proc/self/mountinfo")
_REMOTE_FILE_SYSTEMS = frozenset(
    {"9p", "afs", "autofs", "ceph", "cifs", "davfs", "fuse", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "smb3"}
)


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
    if not tool.repeatable({**defaults, **step.constants}):
        return False
    if step.inner is not None:
        return is_harmless(step.inner)
    return all(_is_plain_file(folder, value) for value in _paths_of(step, given))


def _paths_of(step: Step, given: Mapping[str, Any]) -> Iterator[Any]:
    """What its paths are, as far as that is known before it runs."""
    wired: dict[str, Endpoint] = dict(step.wires)
    for name in step.paths:
        if name in step.constants:
            yield step.constants[name]
        elif name in wired and "read" in step.job.tool.effects:
            source = wired[name]
            yield given.get(source.port) if source.node == INPUTS else None


def _is_plain_file(folder: Path, value: Any) -> bool:
    """Whether a path is that of a regular file on a file system of this machine."""
    if kind_of(value) in ("file", "image"):
        value = str(value.path)
    if not isinstance(value, str) or not value:
        return False
    path = Path(os.path.normpath(folder / Path(value).expanduser()))
    if is_remote(path):
        return False
    with contextlib.suppress(OSError):
        return stat.S_ISREG(os.stat(path).st_mode) and not is_remote(Path(os.path.realpath(path)))
    return False


def is_remote(path: Path) -> bool:
    """Whether it lies on another machine, as far as this one says so without touching it (Linux, UNC paths)."""
    if str(path).startswith("\\\\"):
        return True
    if sys.platform != "linux":
        return False
    kind, longest = "", -1
    with contextlib.suppress(OSError):
        for line in _MOUNTS.read_text().splitlines():
            before, _, after = line.partition(" - ")
            mounted = Path(before.split(" ")[4].encode("latin-1").decode("unicode_escape"))
            if (mounted == path or mounted in path.parents) and len(mounted.parts) >= longest:
                kind, longest = after.split(" ", 1)[0], len(mounted.parts)
    return kind in _REMOTE_FILE_SYSTEMS or kind.startswith("fuse.")

"""What a container may see of this machine: never a way to whoever rules it.

A socket is such a way, also below a folder that is mounted to be read: the kernel says where all of them are.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from engine.chain.model import Mount
from engine.errors import NodeError
from nodes.sdk.texts import mark

_SOCKETS = Path("/proc/net/unix")
"""Named sockets of this machine (proc_net(5)); there is no such file on other systems than Linux."""
_OF_THE_SYSTEM = (Path("/dev"), Path("/proc"), Path("/sys"))
_REMEDY = mark("Mount the folder that the node needs, and nothing around it, under When it runs.")


def resolved(mount: Mount, own: Path) -> Mount:
    """The mount with its path as it is now, so that no link leads it elsewhere later. `own` is this program's folder.

    Blocks on the disk. Raises `NodeError` for what no container gets.
    """
    path = Path(mount.path)
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError, ValueError):  # the engine would make a folder of what is not there
        remedy = mark("Change it under When it runs.")
        raise NodeError(f"{mount.path} is not there, so it cannot be mounted", remedy=remedy) from None
    if real.is_socket():
        raise NodeError(f"{mount.path} is a socket, which no container gets", remedy=_REMEDY)
    if not real.is_file() and not real.is_dir():
        raise NodeError(f"{mount.path} is no file and no folder, and no container gets it", remedy=_REMEDY)
    for part in (*_OF_THE_SYSTEM, own):
        if _holds(real, part) or _holds(part, real):
            raise NodeError(f"{mount.path} holds, or is, {part}, which no container gets", remedy=_REMEDY)
    for socket in _sockets():
        if _holds(real, socket):
            raise NodeError(
                f"{mount.path} holds the socket {socket}, through which a container could command this machine",
                remedy=_REMEDY,
            )
    return mount.model_copy(update={"path": str(real)})


def _holds(folder: Path, path: Path) -> bool:
    return folder == path or folder in path.parents


def _sockets() -> Iterator[Path]:
    """Where somebody listens, by path."""
    try:
        lines = _SOCKETS.read_text(errors="surrogateescape").splitlines()[1:]
    except OSError:
        return
    for line in lines:
        name = line.split(maxsplit=7)[7:]  # number, references, protocol, flags, type, state, inode, path
        if name and name[0].startswith("/"):
            path = Path(name[0])
            if path.is_socket():  # not one of a container, whose paths are others
                yield path.resolve()

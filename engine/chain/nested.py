"""Chains inside chains: which one a node runs."""

from __future__ import annotations

import stat
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from engine.chain.file import load
from engine.chain.model import Chain, Node
from engine.errors import ChainError
from nodes.sdk.errors import reason_of, system_reason

CHAIN, FILE, VERSION = "chain", "file", "version"
"""The constants of a node that name its sub-chain: one of the chain's definitions, or a file."""


class Inner(NamedTuple):
    """A sub-chain, and the folder that its relative paths resolve against. `file` is None for a definition."""

    chain: Chain
    folder: Path
    file: Path | None = None


class ChainFiles(Protocol):
    """The files that a chain names by their paths, and whoever looks at them for it."""

    def locate(self, folder: Path, named: str) -> Path:
        """Where a path of a chain in `folder` leads. Raises `ChainError` for what names no file."""
        ...

    def exists(self, path: Path) -> bool:
        """Whether there is a file or a folder."""
        ...

    def read_chain(self, path: Path) -> Chain:
        """The chain in a file. Raises `ChainError`."""
        ...


class Disk:
    """The files of this machine, as a person who opens a chain has them."""

    def locate(self, folder: Path, named: str) -> Path:
        try:
            return (folder / Path(named).expanduser()).resolve()
        except (OSError, ValueError, RuntimeError) as error:  # no such name, a home of nobody, links in a circle
            raise ChainError(f"{named!r} names no file: {reason_of(error)}", remedy="Choose another file.") from error

    def exists(self, path: Path) -> bool:
        try:
            return path.exists()
        except (OSError, ValueError):
            return False

    def read_chain(self, path: Path) -> Chain:
        try:
            status = path.stat()
        except (OSError, ValueError) as error:
            raise ChainError(f"{path} cannot be read: {system_reason(error)}", remedy="Choose another file.") from error
        if not stat.S_ISREG(status.st_mode):
            # a hostile chain may name a device or a pipe, and looking into it must not hang
            raise ChainError(f"{path} is no file", remedy="Choose another file.")
        return _read_once(path, status.st_mtime_ns, status.st_size)


DISK = Disk()


@lru_cache(maxsize=64)
def _read_once(path: Path, _changed_ns: int, _size: int) -> Chain:
    return load(path).chain


def inner_of(chain: Chain, node: Node, folder: Path, files: ChainFiles = DISK) -> Inner | None:
    """The sub-chain that a node runs; None where it names none.

    Raises `ChainError` when it is not there, cannot be read, or has a version that will not do.
    """
    if named := node.inputs.get(FILE):
        path = files.locate(folder, str(named))
        inner = files.read_chain(path)
        _check_version(inner, node.inputs.get(VERSION), path)
        return Inner(inner, path.parent, path)
    name = node.inputs.get(CHAIN)
    if not name:
        return None
    definition = chain.definitions.get(str(name))
    if definition is None:
        raise ChainError(f"the chain holds no sub-chain {name!r}", remedy="Choose another, or undo what removed it.")
    return Inner(definition, folder)


def _check_version(chain: Chain, versions: Any, path: Path) -> None:
    if not versions:
        return
    from semantic_version import NpmSpec, Version

    try:
        fits = chain.version and Version(chain.version) in NpmSpec(str(versions))
    except ValueError as error:
        raise ChainError(f"no version and no range of versions: {error}", remedy="Write it as ^1.2.") from error
    if not fits:
        raise ChainError(
            f"version {versions} is asked for, {path.name} is {chain.version or 'without one'}",
            remedy="Ask for another version, or take another file.",
        )

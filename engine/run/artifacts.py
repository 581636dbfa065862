"""Files that nodes made, kept by what they contain (SHA-256), and the folders nodes work in."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import time
from collections.abc import Container
from pathlib import Path
from typing import Any
from uuid import uuid4

from engine.errors import NodeError
from nodes.sdk.errors import reason_of
from nodes.sdk.kinds import FILES, kind_of
from nodes.sdk.types import File

_BLOCK = 1 << 20
_HEXADECIMAL = frozenset("0123456789abcdef")


class Artifacts:
    """A folder of content-addressed files: ``ab/abcd….svg``, the suffix kept so that programs open them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def place(self, digest: str, suffix: str) -> Path:
        """Where the file with this content lies, or would. Raises FileNotFoundError for what is no hash."""
        if len(digest) != 64 or not set(digest) <= _HEXADECIMAL:
            raise FileNotFoundError(2, "no SHA-256", digest)
        return self.folder / digest[:2] / f"{digest}{suffix}"

    def ingest(self, file: File) -> File:
        """Move a file in and return it with hash and size. Blocks on the disk. Raises OSError."""
        digest = sha256(file.path)
        size = file.path.stat().st_size
        target = self.store(file.path, digest, Path(file.name).suffix)
        return file.model_copy(update={"path": target, "sha256": digest, "size_bytes": size})

    def store(self, path: Path, digest: str, suffix: str) -> Path:
        """Move a file with this content in; returns where it lies now. Blocks on the disk. Raises OSError."""
        target = self.place(digest, suffix)
        if target.exists():
            path.unlink()
            os.utime(target)  # in use again: not to be collected before the history knows of it
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            # two nodes may bring the same content at the same time
            arriving = target.with_name(f".{uuid4().hex}")
            shutil.move(path, arriving)
            os.replace(arriving, target)
        return target

    def find(self, digest: str, suffix: str) -> Path:
        """The file with this content. Blocks on the disk. Raises FileNotFoundError."""
        path = self.place(digest, suffix)
        if not path.exists():
            raise FileNotFoundError(2, "it is not there any more", str(path))
        return path

    def external(self, path: Path) -> Path:
        """A file that was never kept here, by its path. Raises FileNotFoundError."""
        path.stat()
        return path

    def collect(self, used: Container[str], fresh_s: float) -> None:
        """Remove files whose hash is not `used`, unless they came or were touched in the last `fresh_s` seconds.

        Blocks on the disk.
        """
        # those with a dot were left by a program that was killed while it wrote
        for file in (*self.folder.glob("*/*"), *self.folder.glob(".*")):
            with contextlib.suppress(FileNotFoundError):  # another program does the same
                if file.stem not in used and time.time() - file.stat().st_mtime > fresh_s:
                    file.unlink()

    def temp_path(self) -> Path:
        """A path to write something to that `store` will move in."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return self.folder / f".{uuid4().hex}"


def sha256(path: Path) -> str:
    """Hexadecimal SHA-256 of a file's content."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


class Workspace:
    """Where one run works: a folder a node, made when asked for, all removed at the end."""

    def __init__(self, folder: Path, artifacts: Artifacts) -> None:
        self.folder = folder
        self.artifacts = artifacts

    def of(self, node: str) -> Path:
        """The folder of a node. Raises `NodeError` where it cannot be made."""
        folder = self.folder / node.replace("/", "_")
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise NodeError(
                f"{folder} cannot be used to work in: {error.strerror or reason_of(error)}",
                remedy="Choose another data folder (--data-dir), or make room.",
            ) from error
        return folder

    def holds(self, value: Any) -> bool:
        """Whether a value is, or lists, files that lie in this workspace and must be kept as artifacts."""
        kind = kind_of(value)
        if kind in FILES:
            return self.folder in value.path.parents
        return kind == "list" and any(kind_of(item) in FILES for item in value)

    def keep(self, value: Any) -> Any:
        """The value with its files ingested. Blocks on the disk."""
        if kind_of(value) == "list":
            return [self.keep(item) for item in value]
        return self.artifacts.ingest(value) if self.holds(value) else value

    def close(self) -> None:
        """Remove what is left. Blocks on the disk."""
        shutil.rmtree(self.folder, ignore_errors=True)

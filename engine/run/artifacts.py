"""Files that nodes made, kept by what they contain (SHA-256), and the folders nodes work in.

Only the engine writes into the store. What it takes in is opened without following links and written by itself, or
moved where nobody else has a name for it; what lies there can be read and not changed.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import logging
import os
import shutil
import stat
import time
from collections.abc import Callable, Container, Iterable
from pathlib import Path
from typing import Any, BinaryIO
from uuid import uuid4

from engine.errors import NodeError
from engine.run.fence import Fence
from nodes.sdk.errors import reason_of, system_reason
from nodes.sdk.kinds import FILES, Leaf, files_in, same, walk
from nodes.sdk.texts import mark
from nodes.sdk.types import File

log = logging.getLogger(__name__)
_BLOCK = 1 << 20
_HEXADECIMAL = frozenset("0123456789abcdef")
_LONGEST_SUFFIX = 32
_REMEMBERED = 100_000
_RACY_S = 2.0
_digests: dict[str, tuple[tuple[int, ...], str]] = {}
"""How files looked when they were read, and the hash of what was in them."""
LARGEST_COPY = 2_000_000_000
"""Bytes of a file of the person's own that is copied into the store because a node has handed it on."""


class Artifacts:
    """A folder of content-addressed files: ``ab/abcd….svg``, the suffix kept so that programs open them.

    A `strict` one, a server's, hands a file out only if its content is what its name says, which is looked at again
    whenever something about the file has changed; and it knows no file by a path.
    """

    is_foreign = False
    """Whether somebody else has written what lies there."""

    def __init__(self, folder: Path, *, strict: bool = False) -> None:
        self.folder = folder
        self._strict = strict
        self._intact: dict[str, tuple[int, ...]] = {}
        """How files looked when their content was what their name says, by that name."""

    def place(self, digest: str, suffix: str) -> Path:
        """Where the file with this content lies, or would. Raises FileNotFoundError for what is no hash."""
        if len(digest) != 64 or not set(digest) <= _HEXADECIMAL:
            raise FileNotFoundError(2, "no SHA-256", digest)
        if "\0" in suffix or Path(f"x{suffix}").name != f"x{suffix}":
            raise FileNotFoundError(2, "no name of a file ends so", suffix)
        return self.folder / digest[:2] / f"{digest}{suffix}"

    def digest_of(self, path: Path) -> str:
        """The hash by which a path names a file of the store; empty for any other path."""
        digest = path.name[:64]
        with contextlib.suppress(FileNotFoundError):
            if self.place(digest, path.name[64:]) == path:
                return digest
        return ""

    def ingest(self, file: File) -> File:
        """Move a file in and return it with hash and size. Blocks on the disk. Raises OSError."""
        return self.take(file, file.path.parent)

    def take(self, file: File, folder: Path) -> File:
        """Move in a file that was made below `folder`. Blocks on the disk. Raises OSError, for a link, too."""
        incoming = self.temp_path()
        holder, name = open_beneath(folder, file.path)
        try:
            if not stat.S_ISREG(os.stat(name, dir_fd=holder, follow_symlinks=False).st_mode):
                raise OSError(22, "it is no file", str(file.path))
            os.rename(name, incoming, src_dir_fd=holder)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            return self._copied(file, name, holder)
        finally:
            os.close(holder)
        try:
            with _regular(incoming) as content:
                if os.fstat(content.fileno()).st_nlink > 1:  # whoever has another name for it could go on writing
                    return self.copy(file, content)
                digest, size = _digest(content), os.fstat(content.fileno()).st_size
            return self._as_kept(file, self.store(incoming, digest, suffix_of(file.name)), digest, size)
        finally:
            incoming.unlink(missing_ok=True)

    def copy_beneath(self, file: File, folder: Path) -> File:
        """Copy in a file that lies below `folder`. Blocks on the disk. Raises OSError, for a link, too."""
        holder, name = open_beneath(folder, file.path)
        try:
            return self._copied(file, name, holder)
        finally:
            os.close(holder)

    def _copied(self, file: File, name: str, holder: int) -> File:
        with _regular(name, holder) as content:
            return self.copy(file, content)

    def copy(self, file: File, content: BinaryIO) -> File:
        """Write a copy of an open file in. Blocks on the disk. Raises OSError."""
        incoming, digest, size = self.temp_path(), hashlib.sha256(), 0
        try:
            with incoming.open("wb") as target:
                while block := content.read(_BLOCK):
                    digest.update(block)
                    size += target.write(block)
            path = self.store(incoming, digest.hexdigest(), suffix_of(file.name))
        finally:
            incoming.unlink(missing_ok=True)
        return self._as_kept(file, path, digest.hexdigest(), size)

    @staticmethod
    def _as_kept(file: File, path: Path, digest: str, size: int) -> File:
        return file.model_copy(update={"path": path, "sha256": digest, "size_bytes": size})

    def store(self, path: Path, digest: str, suffix: str) -> Path:
        """Move a file with this content in; returns where it lies now. Blocks on the disk. Raises OSError."""
        target = self.place(digest, suffix)
        if self._is_intact(target, digest):
            path.unlink()
            self.touch(target)  # in use again: not to be collected before the history knows of it
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            # two nodes may bring the same content at the same time
            arriving = target.with_name(f".{uuid4().hex}")
            shutil.move(path, arriving)
            arriving.chmod(0o444)
            os.replace(arriving, target)
            self._remember(target.name, _looks(target.lstat()))
        return target

    def touch(self, path: Path) -> None:
        """A file of the store is in use now. Blocks on the disk."""
        before = path.lstat()
        os.utime(path)
        after = path.lstat()
        is_same = (before.st_ino, before.st_size) == (after.st_ino, after.st_size)
        if is_same and self._intact.get(path.name) == _looks(before):
            self._remember(path.name, _looks(after))

    def find(self, digest: str, suffix: str) -> Path:
        """The file with this content. Blocks on the disk. Raises FileNotFoundError."""
        path = self.place(digest, suffix)
        if not self._is_intact(path, digest):
            raise FileNotFoundError(2, "it is not there any more", str(path))
        return path

    def _is_intact(self, path: Path, digest: str) -> bool:
        """Whether the file is there, and what its name says. One that is not is removed."""
        try:
            looks = _looks(path.lstat())
        except FileNotFoundError:
            return False
        if not self._strict or self._intact.get(path.name) == looks:
            return True
        try:
            with _regular(path) as content:
                intact = _digest(content) == digest
        except FileNotFoundError:
            return False
        except OSError:
            intact = False
        if not intact:
            log.error("%s is not what its name says: it is removed", path)
            path.unlink(missing_ok=True)
            return False
        self._remember(path.name, looks)
        return True

    def _remember(self, name: str, looks: tuple[int, ...]) -> None:
        if len(self._intact) >= _REMEMBERED:
            self._intact.clear()
        self._intact[name] = looks

    def of_file(self, digest: str, name: str) -> Path:
        """The content of a file with this name. Blocks on the disk. Raises FileNotFoundError."""
        suffix = suffix_of(name)
        try:
            return self.find(digest, suffix)
        except FileNotFoundError:
            if suffix == Path(name).suffix:
                raise
        return self.find(digest, Path(name).suffix)  # as the build before kept it

    def external(self, path: Path) -> Path:
        """A file that was never kept here, by its path. Raises FileNotFoundError."""
        if self._strict:
            raise FileNotFoundError(2, "it was never kept", str(path))
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
    """Hexadecimal SHA-256 of a file's content. Raises OSError.

    It is not read twice while it looks the same, where looks can be trusted: on a disk of this machine, and when its
    last change was a while ago (a change in the same moment would not be seen, which git calls *racily clean*).
    """
    with path.open("rb") as stream:
        status = os.fstat(stream.fileno())
        looks = _looks(status)
        if (known := _digests.get(str(path))) is not None and known[0] == looks:
            return known[1]
        is_settled = time.time() - max(status.st_mtime, status.st_ctime) > _RACY_S
        digest = _digest(stream)
        if is_settled and os.major(status.st_dev) and _looks(os.fstat(stream.fileno())) == looks:
            if len(_digests) >= _REMEMBERED:
                _digests.clear()
            _digests[str(path)] = (looks, digest)
        return digest


def _digest(stream: BinaryIO) -> str:
    digest = hashlib.sha256()
    while block := stream.read(_BLOCK):
        digest.update(block)
    return digest.hexdigest()


def _looks(status: os.stat_result) -> tuple[int, ...]:
    """What changes when somebody writes to a file, or puts another in its place."""
    return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def suffix_of(name: str) -> str:
    """What an artifact keeps of a file's name, so that programs open it."""
    return Path(name).suffix[:_LONGEST_SUFFIX]


def open_beneath(folder: Path, path: Path) -> tuple[int, str]:
    """The folder that holds a file, as a descriptor, and the file's name in it. No link is followed below `folder`.

    Raises OSError, also for what does not lie there.
    """
    plain = Path(os.path.normpath(path))
    if folder not in plain.parents:
        raise FileNotFoundError(2, "it lies elsewhere", str(path))
    *folders, name = plain.relative_to(folder).parts
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    for part in folders:
        try:
            inner = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=descriptor)
        finally:
            os.close(descriptor)
        descriptor = inner
    return descriptor, name


def _regular(path: Path | str, holder: int | None = None, *, follow: bool = False) -> BinaryIO:
    """Open a file to read: no link unless they are followed, nothing that makes one wait. Raises OSError."""
    flags = os.O_RDONLY | os.O_NONBLOCK | (0 if follow else os.O_NOFOLLOW)
    stream = os.fdopen(os.open(path, flags, dir_fd=holder), "rb")
    if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
        stream.close()
        raise OSError(22, "it is no file", str(path))
    return stream


class Workspace:
    """Where one run works: a folder a node, made when asked for, all removed at the end.

    With a `fence` its nodes see only what that lets through; without one a person's own files are theirs to use.
    """

    def __init__(self, folder: Path, artifacts: Artifacts, fence: Fence | None = None) -> None:
        self.folder = folder
        self.artifacts = artifacts
        self.fence = fence
        self._taken: dict[Path, File] = {}
        """What lies in the store by where it was made: a tool may give one file several times."""

    def of(self, node: str) -> Path:
        """The folder of a node. Raises `NodeError` where it cannot be made."""
        folder = self.folder / node.replace("/", "_")
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise NodeError(
                f"{folder} cannot be used to work in: {system_reason(error)}",
                remedy="Choose another data folder (--data-dir), or make room.",
            ) from error
        return folder

    def holds(self, value: Any) -> bool:
        """Whether files in a value are still to be kept."""
        return any(not self._is_kept(file) for file in files_in(value))

    def keep(self, value: Any, handed: Iterable[File] = (), say: Callable[[str], None] = log.info) -> Any:
        """What a tool has returned, with every file in it in the store, wherever it stands: those that it made are
        moved, those that it hands on are copied. Blocks on the disk.

        `handed` are the files that the engine gave to the tool. `say` is told of a file that is too large to copy.
        Raises `NodeError` for a file that is none of the run, OSError.
        """
        known = {file.path: file for file in handed}

        def kept(file: File) -> File:
            if self._is_kept(file):
                return file
            return self._keep(file, known.get(file.path), say)

        leaves: dict[Any, Leaf] = {
            **dict.fromkeys(FILES, kept),
            "frame": lambda frame: frame.with_files(kept),
            "model": same,
        }
        return walk(value, leaves)

    def close(self) -> None:
        """Remove what is left. Blocks on the disk."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _take(self, file: File) -> File:
        try:
            self._taken[file.path] = taken = self.artifacts.take(file, self.folder)
        except FileNotFoundError:
            if (before := self._taken.get(file.path)) is None:
                raise
            facts = {"path": before.path, "sha256": before.sha256, "size_bytes": before.size_bytes}
            return file.model_copy(update=facts)
        return taken

    def _is_kept(self, file: File) -> bool:
        return bool(file.sha256) and self.artifacts.digest_of(file.path) == file.sha256

    def _keep(self, file: File, handed: File | None, say: Callable[[str], None]) -> File:
        if handed is not None and handed.sha256:  # whatever the tool says of its content
            return file.model_copy(update={"sha256": handed.sha256, "size_bytes": handed.size_bytes})
        is_made = self.folder in Path(os.path.normpath(file.path)).parents
        if is_made and (self.fence is not None or not file.path.is_symlink()):
            return self._take(file)
        if self.fence is None:
            return self._keep_own(file, say)
        for folder in self.fence.folders:
            with contextlib.suppress(FileNotFoundError):
                return self.artifacts.copy_beneath(file, folder)
        raise NodeError(f"it returned {file.name}, which is no file of this run")

    def _keep_own(self, file: File, say: Callable[[str], None]) -> File:
        """A file of the person's own: it is copied as it is now, so that the history has it whatever becomes of it."""
        if digest := self.artifacts.digest_of(file.path):
            size = file.path.stat().st_size
            return file.model_copy(update={"sha256": digest, "size_bytes": size})
        try:
            with _regular(file.path, follow=True) as content:
                if os.fstat(content.fileno()).st_size <= LARGEST_COPY:
                    return self.artifacts.copy(file, content)
        except OSError as error:
            log.debug("%s is not copied: %s", file.path, reason_of(error))
        else:
            say(mark(f"{file.name} is too large to be copied: the history has only its place, {file.path}"))
        return file.model_copy(update={"sha256": None, "size_bytes": None})

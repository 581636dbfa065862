"""Files that all machines of a server share: a folder, or any address that fsspec knows."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import time
from collections.abc import Collection, Container, Mapping
from math import inf
from pathlib import Path, PurePosixPath
from typing import Any

from engine.run.artifacts import Artifacts, sha256, suffix_of

SENT_S = 6 * 3600.0
"""A file that was sent is not sent again for so long, and nobody removes it in that time."""
COPY_S = 48 * 3600.0
"""A copy that was not used for so long is fetched again when it is wanted."""


_LONGEST_NAME = 255
"""Bytes, of a file on every file system."""


class SharedArtifacts(Artifacts):
    """Content-addressed files at `url`, those in use here in `folder`. Blocks on the network."""

    def __init__(self, folder: Path, url: str) -> None:
        super().__init__(folder, strict=True)
        import fsspec

        self._remote, self._root = fsspec.url_to_fs(url)
        self._sent: dict[str, float] = {}

    def store(self, path: Path, digest: str, suffix: str) -> Path:
        target = super().store(path, digest, suffix)
        address = self._address(digest, suffix)
        if time.monotonic() - self._sent.get(digest, -inf) > SENT_S and not self._is_young(address):
            self._remote.makedirs(address.rpartition("/")[0], exist_ok=True)
            self._remote.put_file(str(target), address)
        self._sent[digest] = time.monotonic()
        return target

    def find(self, digest: str, suffix: str) -> Path:
        with contextlib.suppress(FileNotFoundError):
            path = super().find(digest, suffix)
            self.touch(path)
            return path
        arriving = self.temp_path()
        try:
            self._remote.get_file(self._address(digest, suffix), str(arriving))
            if sha256(arriving) != digest:
                raise FileNotFoundError(2, "its content is not what its name says", self._address(digest, suffix))
            return super().store(arriving, digest, suffix)
        finally:
            arriving.unlink(missing_ok=True)

    def collect(self, used: Container[str], fresh_s: float) -> None:
        self._remote.invalidate_cache()
        for address in self._remote.find(self._root):
            digest = address.rpartition("/")[2][:64]
            if digest not in used and self._age_s(address) > fresh_s:
                self._remote.rm_file(address)

    def trim(self) -> None:
        """Remove copies that nothing here has used for long."""
        super().collect((), COPY_S)

    def _age_s(self, address: str) -> float:
        return time.time() - float(self._remote.modified(address).timestamp())

    def _is_young(self, address: str) -> bool:
        """Whether it is there, and nobody thinks of removing it."""
        self._remote.invalidate_cache()
        return self._remote.exists(address) and self._age_s(address) < SENT_S

    def _address(self, digest: str, suffix: str) -> str:
        return f"{self._root}/{digest[:2]}/{digest}{suffix}"


def open_artifacts(folder: Path, url: str) -> Artifacts:
    """Artifacts in `folder` alone, or shared at `url`."""
    return SharedArtifacts(folder, url) if url else Artifacts(folder, strict=True)


def check_names(files: Collection[str]) -> None:
    """Raises ValueError for the path of a file that no chain's folder can hold."""
    folders = {str(parent) for name in files for parent in PurePosixPath(name).parents}
    for name in files:
        parts = name.split("/")
        if "" in parts or "." in parts or ".." in parts:
            raise ValueError(f"{name[:200]!r} is no path in the chain's folder")
        if "\0" in name or any(len(part.encode()) > _LONGEST_NAME for part in parts):
            raise ValueError(f"{name[:200]!r} is no name of a file")
        if name in folders:
            raise ValueError(f"{name[:200]!r} is a file and a folder")


def lay_out(artifacts: Artifacts, files: Mapping[str, Any], folder: Path) -> None:
    """Put a chain's files beside it: hash by relative path. Blocks. Raises FileNotFoundError, ValueError."""
    check_names(files)
    folder.mkdir(parents=True, exist_ok=True)
    for name, reference in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        # a copy: a node may write to what lies in its folder
        shutil.copyfile(artifacts.find(str(reference["sha256"]), suffix_of(name)), target)


class Upload:
    """A file that is uploaded, piece by piece."""

    def __init__(self, artifacts: Artifacts) -> None:
        self._artifacts = artifacts
        self._path = artifacts.temp_path()
        self._stream = self._path.open("wb")
        self._digest = hashlib.sha256()
        self.size_bytes = 0

    def write(self, block: bytes) -> None:
        self._stream.write(block)
        self._digest.update(block)
        self.size_bytes += len(block)

    def keep(self, suffix: str) -> str:
        """Keep it; returns its hash."""
        self._stream.close()
        digest = self._digest.hexdigest()
        self._artifacts.store(self._path, digest, suffix)
        return digest

    def drop(self) -> None:
        self._stream.close()
        self._path.unlink(missing_ok=True)

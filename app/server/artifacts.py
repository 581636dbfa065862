"""Files that all machines of a server share: a folder, or any address that fsspec knows."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Container, Mapping
from math import inf
from pathlib import Path
from typing import Any
from uuid import uuid4

from engine.run.artifacts import Artifacts

SENT_S = 6 * 3600.0
"""A file that was sent is not sent again for so long, and nobody removes it in that time."""
COPY_S = 48 * 3600.0
"""A copy that was not used for so long is fetched again when it is wanted."""


class SharedArtifacts(Artifacts):
    """Content-addressed files at `url`, those in use here in `folder`. Blocks on the network."""

    def __init__(self, folder: Path, url: str) -> None:
        super().__init__(folder)
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
        path = self.place(digest, suffix)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            arriving = path.with_name(f".{uuid4().hex}")
            self._remote.get_file(self._address(digest, suffix), str(arriving))
            arriving.replace(path)
        else:
            os.utime(path)
        return path

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
    return SharedArtifacts(folder, url) if url else Artifacts(folder)


def suffix_of(name: str) -> str:
    """What an artifact keeps of a file's name, so that programs open it."""
    return Path(name).suffix[:32]


def lay_out(artifacts: Artifacts, files: Mapping[str, Any], folder: Path) -> None:
    """Put a chain's files beside it: hash by relative path. Blocks. Raises FileNotFoundError, ValueError."""
    folder.mkdir(parents=True, exist_ok=True)
    root = folder.resolve()
    for name, reference in files.items():
        target = (root / name).resolve()
        if root not in target.parents:
            raise ValueError(f"{name!r} lies outside of the chain's folder")
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

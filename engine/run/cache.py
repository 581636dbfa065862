"""Not doing work twice: outputs of deterministic tools kept by what went in.

The key is SHA-256 over tool, version and inputs; tables and files enter by their content, never by their path. An
entry is a folder with ``outputs.json`` and the tables beside it as Arrow files. Secrets are never part of one.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

from pydantic import ValidationError

from engine.executors.base import Job
from engine.installed import own_file
from engine.run.artifacts import sha256
from nodes.sdk.types import File, Image, Secret
from nodes.sdk.wire import pack, unpack

LIMIT_BYTES = 4_000_000_000
_FORMAT = 2


class Cache(Protocol):
    """What the scheduler asks."""

    async def key(self, job: Job, inputs: Mapping[str, Any], place: str = "") -> str:
        """The key for this work in a place (see `Executor.identity`); empty where it must be done."""
        ...

    async def find(self, key: str) -> Mapping[str, Any] | None:
        """The outputs kept under a key; None where there are none any more."""
        ...

    async def keep(self, key: str, outputs: Mapping[str, Any]) -> None:
        """Keep outputs. A disk that is full loses nothing but the entry."""
        ...


class FolderCache:
    """A cache in a folder, the entries used longest ago removed beyond `limit_bytes`."""

    def __init__(self, folder: Path, limit_bytes: int = LIMIT_BYTES) -> None:
        self._folder = folder
        self._limit = limit_bytes
        self._digests: dict[int, tuple[Any, str]] = {}
        """Digests of tables by identity, the table kept beside, so that each is read once."""

    async def key(self, job: Job, inputs: Mapping[str, Any], place: str = "") -> str:
        return await asyncio.to_thread(self._key, job, inputs, place)

    async def find(self, key: str) -> Mapping[str, Any] | None:
        return await asyncio.to_thread(self._find, key)

    async def keep(self, key: str, outputs: Mapping[str, Any]) -> None:
        await asyncio.to_thread(self._keep, key, outputs)

    def forget_tables(self) -> None:
        """Let go of the tables of a run that is over."""
        self._digests.clear()

    def trim(self) -> None:
        """Remove what is beyond the limit. Blocks on the disk."""
        entries = []
        for entry in self._folder.glob("*/*"):
            if entry.name.startswith("."):
                shutil.rmtree(entry, ignore_errors=True)  # left by a program that was killed while it wrote
            elif (told := entry / "outputs.json").exists():
                size = sum(file.stat().st_size for file in entry.iterdir())
                entries.append((told.stat().st_mtime, size, entry))
        total = sum(size for _, size, _ in entries)
        for _, size, entry in sorted(entries, key=lambda item: item[0]):
            if total <= self._limit:
                return
            shutil.rmtree(entry, ignore_errors=True)
            total -= size

    def _key(self, job: Job, inputs: Mapping[str, Any], place: str) -> str:
        if not job.tool.repeatable(inputs):
            return ""
        try:
            # as the tool will get them: a path as the file it names, a missing constant as its default
            given = job.inputs.model_validate(inputs)
            parts = {name: self._digest(value) for name, value in given}
            source = _source(job)
        except (_NotKept, ValidationError, OSError):
            return ""
        whole = [_FORMAT, job.tool.name, job.tool.version, source, place, parts]
        return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()

    def _digest(self, value: Any) -> Any:
        """Plain JSON that is equal exactly where values are."""
        if value is None or isinstance(value, str | bool | int | float):
            return [type(value).__name__, value]
        if isinstance(value, File):
            return ["file", value.sha256 or sha256(value.path), value.name, value.media_type, isinstance(value, Image)]
        if isinstance(value, list | tuple):
            return ["list", [self._digest(item) for item in value]]
        if isinstance(value, dict):
            return ["dict", {str(key): self._digest(item) for key, item in value.items()}]
        if isinstance(value, Path):
            return ["path", str(value)]
        if isinstance(value, bytes):
            return ["bytes", hashlib.sha256(value).hexdigest()]
        if hasattr(value, "to_batches"):
            return ["table", self._of_table(value)]
        raise _NotKept

    def _of_table(self, table: Any) -> str:
        known = self._digests.get(id(table))
        if known is not None:
            return known[1]
        import pyarrow as pa

        digest = hashlib.sha256()
        with pa.ipc.new_stream(pa.PythonFile(_Hashing(digest), "w"), table.schema) as stream:
            stream.write_table(table.combine_chunks())
        self._digests[id(table)] = (table, digest.hexdigest())
        return digest.hexdigest()

    def _place(self, key: str) -> Path:
        return self._folder / key[:2] / key

    def _find(self, key: str) -> Mapping[str, Any] | None:
        entry = self._place(key)
        try:
            outputs: Mapping[str, Any] = unpack(json.loads((entry / "outputs.json").read_text("utf-8")))
            os.utime(entry / "outputs.json")
            whole = isinstance(outputs, dict) and all(file.path.exists() for file in _files(outputs))
        except FileNotFoundError:
            return None
        except Exception:  # a damaged entry, whatever is wrong with it, is no entry
            shutil.rmtree(entry, ignore_errors=True)
            return None
        return outputs if whole else None

    def _keep(self, key: str, outputs: Mapping[str, Any]) -> None:
        entry = self._place(key)
        arriving = entry.with_name(f".{uuid4().hex}")
        try:
            if any(isinstance(value, Secret) for value in outputs.values()):
                return
            arriving.mkdir(parents=True)
            packed = _moved(pack(dict(outputs), arriving), arriving, entry)
            (arriving / "outputs.json").write_text(json.dumps(packed), "utf-8")
            shutil.rmtree(entry, ignore_errors=True)
            os.rename(arriving, entry)
        except (OSError, TypeError, ValueError):
            shutil.rmtree(arriving, ignore_errors=True)


class Refilled:
    """A cache that is written and not read: for doing all work anew."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    async def key(self, job: Job, inputs: Mapping[str, Any], place: str = "") -> str:
        return await self._cache.key(job, inputs, place)

    async def find(self, key: str) -> Mapping[str, Any] | None:
        return None

    async def keep(self, key: str, outputs: Mapping[str, Any]) -> None:
        await self._cache.keep(key, outputs)


class _NotKept(Exception):
    """A value that no key can stand for."""


class _Hashing:
    """A file that only digests what is written to it."""

    closed = False

    def __init__(self, digest: Any) -> None:
        self._digest = digest

    def write(self, data: Any) -> int:
        self._digest.update(data)
        return len(data)

    def flush(self) -> None:
        pass

    def close(self) -> None:
        pass


def _source(job: Job) -> str:
    """The content of a tool of the person's own, which changes without a new version; empty for all others."""
    file = own_file(job.tool)
    return sha256(file) if file else ""


def _files(value: Any) -> Iterator[File]:
    if isinstance(value, File):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _files(item)
    elif isinstance(value, list):
        for item in value:
            yield from _files(item)


def _moved(packed: Any, old: Path, new: Path) -> Any:
    """Paths of tables as they will be once the entry has its name."""
    if isinstance(packed, list):
        return [_moved(item, old, new) for item in packed]
    if not isinstance(packed, dict):
        return packed
    if "$table" in packed:
        return {"$table": str(new / Path(packed["$table"]).relative_to(old))}
    return {key: _moved(item, old, new) for key, item in packed.items()}

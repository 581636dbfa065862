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
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

from pydantic import ValidationError

from engine.executors.base import Job
from engine.installed import own_file
from engine.run.artifacts import Artifacts, sha256
from nodes.frames import LazyFrame
from nodes.sdk import ToolError
from nodes.sdk.arrow import read_table, write_table
from nodes.sdk.kinds import SCALARS, Kind, kind_of
from nodes.sdk.messages import Notice, dump, load
from nodes.sdk.packed import Decoder, Encoder, bytes_of, decode, encode, is_envelope, text_of
from nodes.sdk.types import File, Image, Table
from nodes.sdk.wire import unpack

LIMIT_BYTES = 4_000_000_000
_FORMAT = 2


class Cache(Protocol):
    """What the scheduler asks."""

    async def key(self, job: Job, inputs: Mapping[str, Any], location: str = "") -> str:
        """The key for this work at a location (see `Executor.identity`); empty where it must be done."""
        ...

    async def find(self, key: str) -> Mapping[str, Any] | None:
        """The outputs kept under a key; None where there are none any more."""
        ...

    async def keep(self, key: str, outputs: Mapping[str, Any], notices: Sequence[Notice] = ()) -> None:
        """Keep outputs and what was said of them. A disk that is full loses nothing but the entry."""
        ...

    async def notices(self, key: str) -> list[Notice]:
        """What was said of the outputs kept under a key."""
        ...


class FolderCache:
    """A cache in a folder, the entries used longest ago removed beyond `limit_bytes`."""

    def __init__(self, folder: Path, artifacts: Artifacts, limit_bytes: int = LIMIT_BYTES) -> None:
        self._folder = folder
        self._artifacts = artifacts
        self._limit = limit_bytes
        self._digests: dict[int, tuple[Any, str]] = {}
        """Digests of tables by identity, the table kept beside, so that each is read once."""

    async def key(self, job: Job, inputs: Mapping[str, Any], location: str = "") -> str:
        return await asyncio.to_thread(self._key, job, inputs, location)

    async def find(self, key: str) -> Mapping[str, Any] | None:
        return await asyncio.to_thread(self._find, key)

    async def keep(self, key: str, outputs: Mapping[str, Any], notices: Sequence[Notice] = ()) -> None:
        await asyncio.to_thread(self._keep, key, outputs, notices)

    async def notices(self, key: str) -> list[Notice]:
        return await asyncio.to_thread(self._notices, key)

    def forget_tables(self) -> None:
        """Let go of the tables of a run that is over."""
        self._digests.clear()

    def trim(self) -> None:
        """Remove what is beyond the limit. Blocks on the disk."""
        entries = []
        for entry in self._folder.glob("*/*"):
            if entry.name.startswith("."):
                shutil.rmtree(entry, ignore_errors=True)  # left by a program that was killed while it wrote
            elif (outputs := entry / "outputs.json").exists():
                size = sum(file.stat().st_size for file in entry.iterdir())
                entries.append((outputs.stat().st_mtime, size, entry))
        total = sum(size for _, size, _ in entries)
        for _, size, entry in sorted(entries, key=lambda item: item[0]):
            if total <= self._limit:
                return
            shutil.rmtree(entry, ignore_errors=True)
            total -= size

    def _key(self, job: Job, inputs: Mapping[str, Any], location: str) -> str:
        if not job.tool.repeatable(inputs):
            return ""
        try:
            # as the tool will get them: a path as the file it names, a missing constant as its default
            validated = job.inputs.model_validate(inputs)
            digests = {name: self._digest(value) for name, value in validated}
            source = _source(job)
            if beside := job.tool.also_reads(inputs):
                digests["$beside"] = [self._digest(File(path=path)) for path in beside]
        except (_NotKept, ValidationError, ToolError, OSError, RecursionError):
            return ""
        identity = [_FORMAT, job.tool.name, job.tool.version, source, location, digests]
        return hashlib.sha256(json.dumps(identity, sort_keys=True).encode()).hexdigest()

    def _digest(self, value: Any) -> Any:
        """Plain JSON that is equal exactly where values are."""
        kind = kind_of(value)
        if kind in SCALARS:
            return [type(value).__name__, value]
        if kind == "list":
            return ["list", [self._digest(item) for item in value]]
        if kind == "dict":
            return ["dict", {str(key): self._digest(item) for key, item in value.items()}]
        if kind == "table":
            return ["table", self._of_table(value)]
        if kind == "frame":
            return ["frame", value.key]
        digest = _DIGESTS.get(kind)
        if digest is None:
            raise _NotKept
        return digest(value)

    def _of_table(self, table: Any) -> str:
        previous = self._digests.get(id(table))
        if previous is not None:
            return previous[1]
        import pyarrow as pa

        digest = hashlib.sha256()
        with pa.ipc.new_stream(pa.PythonFile(_Hashing(digest), "w"), table.schema) as stream:
            stream.write_table(table.combine_chunks())
        self._digests[id(table)] = (table, digest.hexdigest())
        return digest.hexdigest()

    def _entry(self, key: str) -> Path:
        return self._folder / key[:2] / key

    def _find(self, key: str) -> Mapping[str, Any] | None:
        entry = self._entry(key)
        try:
            packed = json.loads((entry / "outputs.json").read_text("utf-8"))
            outputs: Mapping[str, Any] = dict(_decode(packed, entry, self._artifacts))
            os.utime(entry / "outputs.json")
        except FileNotFoundError:
            return None
        except Exception:  # a damaged entry, whatever is wrong with it, is no entry
            shutil.rmtree(entry, ignore_errors=True)
            return None
        return outputs

    def _notices(self, key: str) -> list[Notice]:
        try:
            stored = json.loads((self._entry(key) / "notices.json").read_text("utf-8"))
            said = [load("notice", fields) for fields in stored]
        except (OSError, ValueError, TypeError):
            return []
        return [notice for notice in said if isinstance(notice, Notice)]

    def _keep(self, key: str, outputs: Mapping[str, Any], notices: Sequence[Notice] = ()) -> None:
        entry = self._entry(key)
        incoming = entry.with_name(f".{uuid4().hex}")
        try:
            incoming.mkdir(parents=True)
            (incoming / "outputs.json").write_text(json.dumps(_encode(outputs, incoming)), "utf-8")
            if notices:
                (incoming / "notices.json").write_text(json.dumps([dump(notice)[1] for notice in notices]), "utf-8")
            shutil.rmtree(entry, ignore_errors=True)
            os.rename(incoming, entry)
        except (OSError, TypeError, ValueError, RecursionError):
            shutil.rmtree(incoming, ignore_errors=True)


class Refilled:
    """A cache that is written and not read: for doing all work anew."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    async def key(self, job: Job, inputs: Mapping[str, Any], location: str = "") -> str:
        return await self._cache.key(job, inputs, location)

    async def find(self, key: str) -> Mapping[str, Any] | None:
        return None

    async def keep(self, key: str, outputs: Mapping[str, Any], notices: Sequence[Notice] = ()) -> None:
        await self._cache.keep(key, outputs, notices)

    async def notices(self, key: str) -> list[Notice]:
        return []


class _NotKept(Exception):
    """A value that no key can stand for."""


class _Hashing:
    """A file that only digests what is written to it."""

    closed = False

    def __init__(self, digest: Any) -> None:
        self._digest = digest

    def write(self, content: Any) -> int:
        self._digest.update(content)
        return len(content)

    def flush(self) -> None:
        pass

    def close(self) -> None:
        pass


def _source(job: Job) -> str:
    """The content of a tool of the person's own, which changes without a new version; empty for all others."""
    file = own_file(job.tool)
    return sha256(file) if file else ""


def _digest_of_file(file: File) -> list[Any]:
    return ["file", file.sha256 or sha256(file.path), file.name, file.media_type, kind_of(file) == "image"]


_DIGESTS: dict[Kind, Callable[[Any], list[Any]]] = {
    "file": _digest_of_file,
    "image": _digest_of_file,
    "path": lambda path: ["path", str(path)],
    "bytes": lambda content: ["bytes", hashlib.sha256(content).hexdigest()],
}


def _encode(outputs: Mapping[str, Any], folder: Path) -> Any:
    """Outputs as JSON; tables are written into `folder` and named by their file there. Raises TypeError for secrets."""

    def table(value: Table) -> tuple[str, str]:
        name = f"table-{uuid4().hex}.arrow"
        write_table(value, folder / name)
        return "table", name

    leaves: dict[Kind, Encoder] = {
        "file": lambda file: ("file", file.model_dump(mode="json")),
        "image": lambda file: ("image", file.model_dump(mode="json")),
        "bytes": text_of,
        "table": table,
        "frame": lambda frame: ("frame", frame.dump(lambda file: file.model_dump(mode="json"))),
    }
    return encode(dict(outputs), leaves)


def _decode(packed: Any, entry: Path, artifacts: Artifacts) -> Any:
    """What `_encode` has written into the folder of an entry. Raises FileNotFoundError where a file of it is gone."""
    leaves: dict[str, Decoder] = {
        "file": lambda facts: _found(File.of_facts(facts), artifacts),
        "image": lambda facts: _found(Image.of_facts(facts), artifacts),
        "bytes": bytes_of,
        "table": lambda name: read_table(entry / Path(name).name),
        "frame": lambda dumped: LazyFrame.load(dumped, lambda facts: _found(File.of_facts(facts), artifacts)),
    }
    if is_envelope(packed):
        return decode(packed, leaves)

    def by_content(name: str) -> Path:
        """For entries of the build before: the name of a table of the entry, or the hash of an artifact."""
        path = Path(name)
        table = entry / path.name
        if path.suffix == ".arrow" and table.exists():
            return table
        return artifacts.find(path.stem, path.suffix)

    return unpack(packed, by_content)


def _found(file: File, artifacts: Artifacts) -> File:
    if not file.sha256:
        return file.model_copy(update={"path": artifacts.external(file.path)})
    return file.model_copy(update={"path": artifacts.of_file(file.sha256, file.name)})

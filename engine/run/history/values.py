"""Values as the history keeps them: JSON, with tables, files and whatever is large as artifacts beside it."""

from __future__ import annotations

import base64
import json
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from engine.run.artifacts import Artifacts, sha256
from engine.run.secrets import masked
from nodes.sdk.types import File, Image, Secret

_encode = json.JSONEncoder(separators=(",", ":")).encode
LARGE = 64 * 1024
"""JSON of more characters becomes an artifact."""
_REMEMBERED = 256


class Lost(Exception):
    """The value is not there any more: its artifact was removed, or it was of a kind that cannot be kept."""


class ValueEncoder:
    """Turns values into what is stored. `artifacts` collects the artifacts: suffix and size by hash."""

    def __init__(self, artifacts: Artifacts, secrets: Sequence[Secret] = ()) -> None:
        self._store = artifacts
        self._secrets = secrets
        self._known: OrderedDict[int, tuple[Any, Any]] = OrderedDict()
        self.artifacts: dict[str, tuple[str, int]] = {}

    def ports(self, values: Mapping[str, Any]) -> str:
        """Values by port as JSON text. Raises OSError."""
        return _encode({port: self._once(value) for port, value in values.items()})

    def forget(self) -> None:
        """Let go of the values that were packed."""
        self._known.clear()

    def _once(self, value: Any) -> Any:
        """What one node produced another receives: pack it once. Values are never changed."""
        if value is None or isinstance(value, int | float):
            return value
        if isinstance(value, str) and len(value) < LARGE // 2:
            return masked(value, self._secrets) if self._secrets else value
        known = self._known.get(id(value))
        if known is not None:
            return known[1]
        packed = self._sized(self._pack(value))
        self._known[id(value)] = (value, packed)
        if len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return packed

    def _sized(self, packed: Any) -> Any:
        if self._secrets:
            packed = masked(packed, self._secrets)
        if not isinstance(packed, str | list | dict):
            return packed
        content = _encode(packed)
        return {"$json": self._keep(content.encode(), ".json")} if len(content) > LARGE else packed

    def _pack(self, value: Any) -> Any:
        if value is None or isinstance(value, str | int | float | bool):
            return value
        if isinstance(value, File):
            if value.sha256:
                self.artifacts[value.sha256] = (value.path.suffix, value.size_bytes or 0)
            return {"$file": value.model_dump(mode="json"), "image": isinstance(value, Image)}
        if isinstance(value, Secret):
            return {"$secret": value.name}
        if isinstance(value, Path):
            return str(value)
        if isinstance(value, bytes):
            if len(value) > LARGE // 2:
                return {"$bytes": self._keep(value, ".bin")}
            return {"$base64": base64.b64encode(value).decode()}
        if isinstance(value, list | tuple):
            return [self._pack(item) for item in value]
        if isinstance(value, dict):
            packed = {str(key): self._pack(item) for key, item in value.items()}
            return {"$dict": packed} if any(key.startswith("$") for key in packed) else packed
        if hasattr(value, "to_batches"):
            return {"$table": self._table(value)}
        if hasattr(value, "model_dump"):
            return self._pack(value.model_dump())
        return {"$lost": type(value).__name__}

    def _keep(self, content: bytes, suffix: str) -> str:
        arriving = self._store.temp_path()
        try:
            arriving.write_bytes(content)
            return self._store_file(arriving, suffix)
        finally:
            arriving.unlink(missing_ok=True)

    def _table(self, table: Any) -> str:
        import pyarrow as pa

        arriving = self._store.temp_path()
        try:
            with pa.OSFile(str(arriving), "wb") as sink, pa.ipc.new_file(sink, table.schema) as out:
                out.write_table(table)
            return self._store_file(arriving, ".arrow")
        finally:
            arriving.unlink(missing_ok=True)

    def _store_file(self, path: Path, suffix: str) -> str:
        digest, size = sha256(path), path.stat().st_size
        self._store.store(path, digest, suffix)
        self.artifacts[digest] = (suffix, size)
        return digest


def decode(stored: str, artifacts: Artifacts) -> dict[str, Any]:
    """The values by port of what `ValueEncoder.ports` made. Tables are mapped, not read. Raises `Lost`."""
    return {port: _unpack(value, artifacts) for port, value in json.loads(stored).items()}


def decode_lenient(packed: Mapping[str, Any], artifacts: Artifacts) -> dict[str, Any]:
    """As `decode`, of what was read as JSON already, with words in the place of what is lost."""
    values = {}
    for port, value in packed.items():
        try:
            values[port] = _unpack(value, artifacts)
        except Lost as error:
            values[port] = str(error)
    return values


def _unpack(value: Any, artifacts: Artifacts) -> Any:
    if isinstance(value, list):
        return [_unpack(item, artifacts) for item in value]
    if not isinstance(value, dict):
        return value
    if "$json" in value:
        return _unpack(json.loads(_content(value["$json"], ".json", artifacts)), artifacts)
    if "$bytes" in value:
        return _content(value["$bytes"], ".bin", artifacts)
    if "$base64" in value:
        return base64.b64decode(value["$base64"])
    if "$file" in value:
        file = (Image if value["image"] else File).model_validate(value["$file"])
        try:
            if file.sha256:
                return file.model_copy(update={"path": artifacts.find(file.sha256, Path(file.name).suffix)})
            return file.model_copy(update={"path": artifacts.external(file.path)})
        except OSError as error:
            raise Lost(f"{file.path} is not there any more") from error
    if "$table" in value:
        import pyarrow as pa

        try:
            path = artifacts.find(value["$table"], ".arrow")
            with pa.memory_map(str(path)) as source:
                return pa.ipc.open_file(source).read_all()
        except (OSError, pa.ArrowException) as error:
            raise Lost(f"the table is not there any more: {error}") from error
    if "$secret" in value:
        raise Lost(f"the secret {value['$secret']}")
    if "$lost" in value:
        raise Lost(f"a {value['$lost']}, which cannot be kept")
    return {key: _unpack(item, artifacts) for key, item in value.get("$dict", value).items()}


def _content(digest: str, suffix: str, artifacts: Artifacts) -> bytes:
    try:
        return artifacts.find(digest, suffix).read_bytes()
    except OSError as error:
        raise Lost(f"it is not there any more: {error.strerror or error}") from error

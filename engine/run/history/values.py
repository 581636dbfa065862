"""Values as the history keeps them: JSON, with tables, files and whatever is large as artifacts beside it."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from engine.run.artifacts import Artifacts, sha256
from engine.run.history.legacy import upgraded
from engine.run.secrets import masked
from nodes.frames import LazyFrame
from nodes.sdk.arrow import read_foreign_table, read_table, write_table
from nodes.sdk.errors import reason_of, system_reason
from nodes.sdk.kinds import Kind
from nodes.sdk.packed import Decoder, Encoder, bytes_of, encode, envelope, text_of
from nodes.sdk.packed import decode as decode_packed
from nodes.sdk.texts import mark
from nodes.sdk.types import File, Image, Secret, Table

_to_text = json.JSONEncoder(separators=(",", ":")).encode
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
        self._encoded: OrderedDict[int, tuple[Any, Any]] = OrderedDict()
        self.artifacts: dict[str, tuple[str, int]] = {}
        self._leaves: dict[Kind, Encoder] = {
            "file": self._file,
            "image": self._image,
            "secret": lambda secret: ("secret", secret.name),
            "bytes": self._bytes,
            "table": self._table,
            "frame": self._frame,
            "other": lambda value: ("lost", type(value).__name__),
        }

    def ports(self, values: Mapping[str, Any]) -> str:
        """Values by port as JSON text. Raises OSError."""
        return _to_text({port: self._once(value) for port, value in values.items()})

    def forget(self) -> None:
        """Let go of the values that were packed."""
        self._encoded.clear()

    def _once(self, value: Any) -> Any:
        """What one node produced another receives: pack it once. Values are never changed."""
        if value is None or isinstance(value, int | float):
            return value
        if isinstance(value, str) and len(value) < LARGE // 2:
            return masked(value, self._secrets)
        previous = self._encoded.get(id(value))
        if previous is not None:
            return previous[1]
        try:
            packed = self._sized(encode(value, self._leaves, self._mask if self._secrets else None))
        except RecursionError:
            packed = envelope("value that is nested too deeply", {"": "lost"})
        self._encoded[id(value)] = (value, packed)
        if len(self._encoded) > _REMEMBERED:
            self._encoded.popitem(last=False)
        return packed

    def _mask(self, text: str) -> str:
        return str(masked(text, self._secrets))

    def _sized(self, packed: Any) -> Any:
        if not isinstance(packed, str | list | dict):
            return packed
        text = _to_text(packed)
        if len(text) <= LARGE:
            return packed
        return envelope(self._write(text.encode(), ".json"), {"": "json"})

    def _image(self, file: File) -> tuple[str, Any]:
        return "image", self._file(file)[1]

    def _file(self, file: File) -> tuple[str, Any]:
        if file.sha256:
            self.artifacts[file.sha256] = (file.path.suffix, file.size_bytes or 0)
        facts = file.model_dump(mode="json")
        return "file", {**facts, "path": self._mask(facts["path"]), "name": self._mask(facts["name"])}

    def _bytes(self, content: bytes) -> tuple[str, Any]:
        if len(content) > LARGE // 2:
            return "blob", self._write(content, ".bin")
        return text_of(content)

    def _write(self, content: bytes, suffix: str) -> str:
        path = self._store.temp_path()
        try:
            path.write_bytes(content)
            return self._store_file(path, suffix)
        finally:
            path.unlink(missing_ok=True)

    def _table(self, table: Table) -> tuple[str, Any]:
        path = self._store.temp_path()
        try:
            write_table(table, path)
            return "table", self._store_file(path, ".arrow")
        finally:
            path.unlink(missing_ok=True)

    def _frame(self, frame: LazyFrame) -> tuple[str, Any]:
        return "frame", frame.dump(lambda file: self._file(file)[1])

    def _store_file(self, path: Path, suffix: str) -> str:
        digest, size = sha256(path), path.stat().st_size
        self._store.store(path, digest, suffix)
        self.artifacts[digest] = (suffix, size)
        return digest


def decode(stored: str, artifacts: Artifacts) -> dict[str, Any]:
    """The values by port of what `ValueEncoder.ports` made. Tables are mapped, not read. Raises `Lost`."""
    return {port: decode_value(packed, artifacts) for port, packed in json.loads(stored).items()}


def decode_lenient(packed: Mapping[str, Any], artifacts: Artifacts) -> dict[str, Any]:
    """As `decode`, of what was read as JSON already, with words in the place of what is lost."""
    values = {}
    for port, value in packed.items():
        try:
            values[port] = decode_value(value, artifacts)
        except Lost as error:
            values[port] = str(error)
    return values


def decode_value(packed: Any, artifacts: Artifacts) -> Any:
    """One value of what `ValueEncoder.ports` made, read as JSON already; also of the build before. Raises `Lost`."""
    if not isinstance(packed, list | dict):
        return packed
    try:
        return decode_packed(upgraded(packed), _decoders(artifacts))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:  # a stranger has sent it
        raise Lost(f"a value that cannot be read: {error}") from error


def _decoders(artifacts: Artifacts) -> dict[str, Decoder]:
    def content(digest: str, suffix: str) -> bytes:
        try:
            return artifacts.find(digest, suffix).read_bytes()
        except OSError as error:
            raise Lost(f"it is not there any more: {system_reason(error)}") from error

    def file_of(facts: Any, cls: type[File] = File) -> File:
        file = cls.of_facts(facts)
        try:
            if file.sha256:
                path = artifacts.of_file(file.sha256, file.name)
            else:
                path = artifacts.external(file.path)
        except OSError as error:
            raise Lost(f"{file.path} is not there any more") from error
        return file.model_copy(update={"path": path})

    def table_of(digest: str) -> Table:
        import pyarrow as pa

        read = read_foreign_table if artifacts.is_foreign else read_table
        try:
            return read(artifacts.find(digest, ".arrow"))
        except (OSError, pa.ArrowException) as error:
            raise Lost(f"the table is not there any more: {reason_of(error)}") from error

    def frame_of(dumped: Any) -> LazyFrame:
        if artifacts.is_foreign:  # its queries would run here
            raise Lost(mark("its rows were not made: they went straight on into other nodes"))
        return LazyFrame.load(dumped, file_of)

    return {
        "file": file_of,
        "image": lambda facts: file_of(facts, Image),
        "table": table_of,
        "frame": frame_of,
        "blob": lambda digest: content(digest, ".bin"),
        "bytes": bytes_of,
        "json": lambda digest: decode_value(json.loads(content(digest, ".json")), artifacts),
        "secret": _lost_secret,
        "lost": _lost_kind,
    }


def _lost_secret(name: str) -> NoReturn:
    raise Lost(f"the secret {name}")


def _lost_kind(kind: str) -> NoReturn:
    raise Lost(f"a {kind}, which cannot be kept")

"""Values on their way into a container and back: JSON, with files and tables by name in a folder that both sides see.

What comes back is copied out before it is looked at: the other side may hold on to its files, and a name of its own
making must not lead to files of this machine.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

from engine.errors import NodeError
from engine.executors.foreign import ForeignFolder
from nodes.sdk.arrow import write_table
from nodes.sdk.context import Context
from nodes.sdk.errors import system_reason
from nodes.sdk.files import file_name
from nodes.sdk.kinds import SCALARS, kind_of, same, walk
from nodes.sdk.texts import mark
from nodes.sdk.types import File, Secret, Table
from nodes.sdk.wire import pack, unpack

_MALFORMED = mark("The server does not keep to the node contract (docs/node-contract.md).")
_MEDIA_TYPE = re.compile(r"[\w!#$&^.+-]{1,100}/[\w!#$&^.+-]{1,100}", re.ASCII)
"""Type and subtype (RFC 6838)."""
_PIECE = 1 << 20


class FileExchange:
    """For one call, through the folder `files`; its answer holds no more than `most_bytes` of files in all.

    Without such a folder what is JSON travels, and nothing else. Everything but `taken` blocks on the disk.
    """

    def __init__(self, files: ForeignFolder | None, ctx: Context, most_bytes: int) -> None:
        self.handed_bytes = 0
        """What the files take that were handed over."""
        self._shared = files
        self._ctx = ctx
        self._left_bytes = most_bytes
        self._most_bytes = most_bytes
        self._copies: dict[str, Path] = {}

    def encode(self, values: Mapping[str, Any], *, reveal: bool) -> dict[str, Any]:
        """Packed values. With `reveal` secrets travel as plain texts. Raises `NodeError`."""
        try:
            if reveal:
                values = walk(dict(values), {"secret": Secret.reveal, "model": same})
            packed: dict[str, Any] = pack(dict(values), self._written, self._named)
        except TypeError as error:
            raise NodeError(f"an input cannot leave this process: {error}") from error
        except OSError as error:
            raise NodeError(
                f"an input cannot be handed to the container: {system_reason(error)}",
                remedy="Make room on the disk.",
            ) from error
        return packed

    async def taken(self, outputs: Any) -> Any:
        """Outputs of an answer as values. Raises `NodeError`."""
        try:
            if is_json(outputs):
                return outputs
        except RecursionError:
            raise NodeError("its answer is nested too deep", remedy=_MALFORMED) from None
        return await asyncio.to_thread(self.decode, outputs)

    @property
    def _files(self) -> ForeignFolder:
        if self._shared is None:
            remedy = mark("The operator sets ICEOS_SERVICE_FILES; an engine of containers has to be of this machine.")
            raise NodeError("it shares no folders with this machine, so files and tables cannot travel", remedy=remedy)
        return self._shared

    def decode(self, outputs: Any) -> dict[str, Any]:
        """Outputs as values, their files copied into the folder of the node. Raises `NodeError`."""
        try:
            return {name: unpack(value, self._taken, self._file) for name, value in dict(outputs).items()}
        except (KeyError, ValueError, TypeError) as error:
            raise NodeError(f"its answer cannot be read: {error}", remedy=_MALFORMED) from error
        except OSError as error:
            raise NodeError(
                f"a file of its answer cannot be taken: {system_reason(error)}", remedy=_MALFORMED
            ) from error

    def _written(self, table: Table) -> str:
        name = f"table-{uuid4().hex}.arrow"
        with self._files.new(name) as file:
            write_table(table, file)
            self.handed_bytes += file.tell()
        return name

    def _named(self, path: Path) -> str:
        """The name of a copy in the folder, so that nobody can change the original."""
        name = f"{uuid4().hex[:8]}-{file_name(path.name)}"
        with self._files.new(name) as copy, path.open("rb") as original:
            shutil.copyfileobj(original, copy, _PIECE)
            self.handed_bytes += copy.tell()
        return name

    def _file(self, kind: type[File], facts: Mapping[str, Any]) -> File:
        """A file of an answer: a copy of what was sent, called as is said. Raises ValueError where it is another."""
        name, media_type = facts.get("name") or facts["path"], facts.get("media_type") or ""
        if not isinstance(name, str) or not isinstance(media_type, str):
            raise ValueError("name and media type of a file are texts")
        copy = self._taken(facts["path"])
        if facts.get("size_bytes") not in (None, copy.stat().st_size):
            raise ValueError(f"{name!r} has not the size that it says")
        digest = facts.get("sha256")
        if digest is not None and digest != _sha256(copy):
            raise ValueError(f"{name!r} is not the file that it says, by its SHA-256")
        essence = media_type.partition(";")[0].strip()
        if not _MEDIA_TYPE.fullmatch(essence):
            essence = ""
        return kind(path=copy, name=file_name(name), media_type=essence)

    def _taken(self, name: Any) -> Path:
        """A copy of the content of a name, one for all who name it. Raises ValueError, OSError."""
        if not isinstance(name, str):
            raise ValueError(f"{name!r} is no name of a file")
        if name not in self._copies:
            target = self._ctx.new_file(name)
            with self._files.open(name) as content, target.open("wb") as copy:
                while piece := content.read(_PIECE):
                    self._left_bytes -= len(piece)
                    if self._left_bytes < 0:
                        raise ValueError(f"its files are more than {self._most_bytes // 1_000_000:,} MB")
                    copy.write(piece)
            self._copies[name] = target
        return self._copies[name]


def _sha256(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def is_json(value: Any) -> bool:
    """Whether a value is JSON as it is, so that nothing of it has to be packed or unpacked. Raises RecursionError."""
    kind = kind_of(value)
    if kind == "list":
        return type(value) is not tuple and all(map(is_json, value))
    if kind == "dict":
        return all(type(key) is str and not key.startswith("$") and is_json(item) for key, item in value.items())
    return kind in SCALARS

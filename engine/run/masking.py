"""What a tool gives that was handed a secret: in texts, records, tables and files the secret is not to be read.

A service may send back what it was sent. Its answer goes on to other nodes, into files and into the history, and to
people who may not know the secret.
"""

from __future__ import annotations

import mmap
import os
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from engine.run.secrets import MASK, spellings_of
from nodes.sdk.kinds import FILES, kind_of
from nodes.sdk.messages import Message, Notice
from nodes.sdk.texts import mark
from nodes.sdk.types import File, Secret, Table

T = TypeVar("T")
_BLOCK = 1 << 20
_NOTHING = rb"(?!)"
_WIDE = ("utf-16-le", "utf-16-be")


class Masking:
    """`folder` is where the tool has made its files: no other is changed. That one was found is told."""

    def __init__(self, secrets: Sequence[Secret], folder: Path, say: Callable[[Message], None]) -> None:
        self._secrets = secrets
        self._folder = folder
        self._say = say
        self._spellings = spellings_of(secrets)
        found = [text.encode() for text in self._spellings]
        found += [text.encode(wide) for text in self._spellings for wide in _WIDE]
        found.sort(key=len, reverse=True)  # one may be the beginning of another
        self._longest = max(map(len, found), default=0)
        self._pattern = re.compile(b"|".join(map(re.escape, found)) or _NOTHING)

    def outputs(self, outputs: Mapping[str, Any]) -> dict[str, Any]:
        """What is handed on. Blocks on the disk. Raises OSError."""
        return {port: self._masked(value) for port, value in outputs.items()}

    def _masked(self, value: Any) -> Any:
        kind = kind_of(value)
        if kind == "str":
            return self._text(value)
        if kind == "bytes":
            return self._bytes(value)
        if kind == "list":
            return [self._masked(item) for item in value]
        if kind == "dict":
            return {self._text(str(key)): self._masked(item) for key, item in value.items()}
        if kind == "model":
            return self._masked(value.model_dump())
        if kind == "table":
            return self._table(value)
        if kind in FILES:
            return self._file(value)
        return value

    def _text(self, text: str) -> str:
        hidden = text
        for spelling in self._spellings:
            hidden = hidden.replace(spelling, MASK)
        return self._told(text, hidden)

    def _bytes(self, content: bytes) -> bytes:
        return self._told(content, self._pattern.sub(MASK.encode(), content))

    def _told(self, before: T, hidden: T) -> T:
        """What is handed on in place of a value."""
        if hidden == before:
            return before
        names = ", ".join(secret.name for secret in self._secrets)
        self._say(Notice(mark(f"what came back held a secret ({names}), which is hidden in it"), "cut"))
        return hidden

    def _table(self, table: Table) -> Table:
        import pyarrow as pa

        for index, field in enumerate(table.schema):
            column, name = table.column(index), self._text(field.name)
            hidden = column if _is_plain(field.type) else self._column(column)
            if hidden is not column or name != field.name:
                table = table.set_column(index, pa.field(name, hidden.type), hidden)
        return table

    def _column(self, column: Any) -> Any:
        import pyarrow as pa

        values = column.to_pylist()
        hidden = [self._masked(value) for value in values]
        if hidden == values:
            return column
        kind = pa.string() if pa.types.is_dictionary(column.type) else column.type
        return pa.chunked_array([pa.array(hidden, kind)])

    def _file(self, file: File) -> File:
        is_own = self._folder in Path(os.path.normpath(file.path)).parents
        if is_own and not file.path.is_symlink() and self._holds_one(file.path):
            self._rewrite(file.path)
            self._told(True, False)
            return file.model_copy(update={"sha256": None, "size_bytes": None})
        return file

    def _holds_one(self, path: Path) -> bool:
        with path.open("rb") as stream:
            if not os.fstat(stream.fileno()).st_size:
                return False
            with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
                return self._pattern.search(content) is not None

    def _rewrite(self, path: Path) -> None:
        beside = path.with_name(f"{path.name}.masked")
        with path.open("rb") as source, beside.open("wb") as target:
            self._copy(source, target)
        beside.replace(path)

    def _copy(self, source: BinaryIO, target: BinaryIO) -> None:
        rest, block = b"", b" "
        while block:
            block = source.read(_BLOCK)
            content = rest + block
            end = len(content) - self._longest if block else len(content)
            done = 0
            for found in self._pattern.finditer(content):
                if found.start() >= end:
                    break
                target.write(content[done : found.start()] + MASK.encode())
                done = found.end()
            target.write(content[done : max(done, end)])
            rest = content[max(done, end) :]


def _is_plain(kind: Any) -> bool:
    """Whether values of a type hold no text."""
    import pyarrow as pa

    types = pa.types
    tests = (types.is_integer, types.is_floating, types.is_decimal, types.is_boolean, types.is_temporal, types.is_null)
    return any(test(kind) for test in tests)

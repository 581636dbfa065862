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
from typing import Any, BinaryIO

from engine.run.secrets import MASK
from nodes.sdk.kinds import FILES, Leaf, same, walk
from nodes.sdk.messages import Message, Notice
from nodes.sdk.texts import mark
from nodes.sdk.types import File, Secret, Table

_BLOCK = 1 << 20
_NOTHING = rb"(?!)"


class Masking:
    """`folder` is where the tool has made its files: no other is changed. Each secret that is found is told."""

    def __init__(self, secrets: Sequence[Secret], folder: Path, say: Callable[[Message], None]) -> None:
        self._secrets = secrets
        self._folder = folder
        self._say = say
        spellings = {spelling for secret in secrets for spelling in secret.spellings()}
        self._spellings = sorted(spellings, key=len, reverse=True)  # one may be the beginning of another
        self._longest = max(map(len, spellings), default=0)
        self._pattern = re.compile(b"|".join(map(re.escape, self._spellings)) or _NOTHING)

    def outputs(self, outputs: Mapping[str, Any]) -> dict[str, Any]:
        """What is handed on. Blocks on the disk. Raises OSError."""
        leaves: dict[Any, Leaf] = {
            "str": self._text,
            "table": self._table,
            **dict.fromkeys(FILES, self._file),
            "model": same,
        }
        return {port: walk(value, leaves) for port, value in outputs.items()}

    def _text(self, text: str) -> str:
        hidden = text
        for spelling in self._spellings:
            hidden = hidden.replace(spelling.decode(), MASK)
        if hidden != text:
            self._tell()
        return hidden

    def _table(self, table: Table) -> Table:
        import pyarrow as pa
        import pyarrow.compute as pc

        for index, field in enumerate(table.schema):
            if pa.types.is_string(field.type) or pa.types.is_large_string(field.type):
                column = table.column(index)
                for spelling in self._spellings:
                    column = pc.replace_substring(column, spelling.decode(), MASK)
                if not column.equals(table.column(index)):
                    self._tell()
                    table = table.set_column(index, field, column)
        return table

    def _file(self, file: File) -> File:
        is_own = self._folder in Path(os.path.normpath(file.path)).parents
        if is_own and not file.path.is_symlink() and self._holds_one(file.path):
            self._rewrite(file.path)
            self._tell()
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

    def _tell(self) -> None:
        names = ", ".join(secret.name for secret in self._secrets)
        self._say(Notice(mark(f"what came back held a secret ({names}), which is hidden in it"), "cut"))

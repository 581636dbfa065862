"""What passes between this process and its workers: length-prefixed JSON, values packed with the kinds beside them.

Both sides are of one build and one machine: files and tables go by their path, queries as what they are made of.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, BinaryIO
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, Field

from engine.executors.foreign import take_table
from nodes.frames import LazyFrame
from nodes.frames.lazy import MOST_STEPS, is_plain
from nodes.sdk.arrow import read_table, write_table
from nodes.sdk.errors import reason_of
from nodes.sdk.kinds import Kind
from nodes.sdk.packed import Decoder, Encoder, bytes_of, decode, encode, text_of
from nodes.sdk.types import File, Image, Secret, Table
from nodes.sdk.wire import MAX_BYTES, TOO_MUCH, check_size

HEADER = struct.Struct(">I")


def frame(message: dict[str, Any]) -> bytes:
    """One message, ready to be written. Raises TypeError for a value that JSON cannot carry."""
    content = json.dumps(message).encode()
    if len(content) >= MAX_BYTES:
        raise TypeError(TOO_MUCH.format(len(content) / 1e9))
    return HEADER.pack(len(content)) + content


def read_frame(stream: BinaryIO) -> dict[str, Any] | None:
    """The next message; None where no more can come. Blocks. Raises ValueError."""
    head = stream.read(HEADER.size)
    if len(head) < HEADER.size:
        return None
    message: dict[str, Any] = json.loads(stream.read(HEADER.unpack(head)[0]))
    return message


def pack(values: Mapping[str, Any], folder: Path) -> Any:
    """Values by port as JSON; tables are written into `folder`, those whose rows are not made yet go as queries. Blocks
    on the disk.

    Raises TypeError for what cannot be handed over, OSError.
    """

    def table(value: Table) -> tuple[str, str]:
        path = folder / f"table-{uuid4().hex}.arrow"
        write_table(value, path)
        return "table", str(path)

    for value in values.values():
        check_size(value)
    return encode(dict(values), {**_ENCODERS, "table": table})


def unpack(packed: Any) -> dict[str, Any]:
    """What `pack` made of them. Tables are mapped, not copied. Blocks on the disk."""
    values: dict[str, Any] = decode(packed, _DECODERS)
    return values


def unpack_foreign(packed: Any, folder: Path, handed: Iterable[File] = ()) -> dict[str, Any]:
    """The same of a process that is not believed: its tables lie in `folder`, are copied, and are looked at whole; its
    queries never run here. Of a file only the path is believed, as far as `Workspace.keep` lets it; those that it was
    `handed` are what they were.

    Raises ValueError for what `pack` never makes, OSError.
    """
    known = {file.path: file for file in handed}

    def table(path: Any) -> Table:
        if not isinstance(path, str) or Path(path).parent != folder:
            raise ValueError("a table is not where it belongs")
        return take_table(Path(path))

    def query(dumped: Any) -> LazyFrame:
        return _foreign_query(dumped, lambda path: known.get(path) or File(path=path))

    values = decode(packed, {**_DECODERS, "table": table, "frame": query})
    if not isinstance(values, dict):
        raise ValueError("it is no record")
    return values


class _ForeignFile(BaseModel):
    """All else that is said of it is not believed."""

    path: str = Field(max_length=4096)


class _ForeignStep(BaseModel):
    """One of a query, as `LazyFrame.dump` has it."""

    model_config = ConfigDict(extra="forbid", strict=True)
    schema_: str = Field(alias="schema", max_length=10_000_000)
    rows: int | None = Field(ge=0)


class _ForeignSource(_ForeignStep):
    file: _ForeignFile
    stamp: Any


class _ForeignQuery(_ForeignStep):
    sql: str = Field(max_length=1_000_000)
    inputs: list[Annotated[int, Field(ge=0)]] = Field(max_length=MOST_STEPS)
    spreads: bool


class _ForeignPlan(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    format: int
    foreign: bool = False
    steps: list[_ForeignSource | _ForeignQuery] = Field(min_length=1, max_length=2 * MOST_STEPS)


def _foreign_query(dumped: Any, file: Callable[[Path], File]) -> LazyFrame:
    """Raises ValueError, and what `file` raises."""
    import pyarrow as pa

    plan = _ForeignPlan.model_validate(dumped).model_dump(by_alias=True)
    try:
        frame = LazyFrame.load(plan, lambda facts: file(Path(facts["path"])), is_foreign=True)
        for schema in frame.schemas():
            str(schema)  # names within a type are made texts here
            if not is_plain(schema):
                raise ValueError("it has a column of a type that no query has")
    except (pa.ArrowException, IndexError, RecursionError, TypeError) as error:
        raise ValueError(f"it is no query: {reason_of(error)}") from error
    return frame


_ENCODERS: dict[Kind, Encoder] = {
    "file": lambda file: ("file", file.model_dump(mode="json")),
    "image": lambda file: ("image", file.model_dump(mode="json")),
    "secret": lambda secret: ("secret", secret.dump()),
    "bytes": text_of,
    "frame": lambda frame: ("frame", frame.dump(lambda file: file.model_dump(mode="json"))),
}
_DECODERS: dict[str, Decoder] = {
    "file": File.model_validate,
    "image": Image.model_validate,
    "secret": lambda facts: Secret(*facts),
    "bytes": bytes_of,
    "table": lambda path: read_table(Path(path)),
    "frame": lambda dumped: LazyFrame.load({**dumped, "foreign": False}, File.model_validate),
}

"""What passes between this process and its workers: length-prefixed JSON, values packed with the kinds beside them.

Both sides are of one build and one machine: files and tables go by their path.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO
from uuid import uuid4

from engine.executors.foreign import take_table
from nodes.sdk.arrow import read_table, write_table
from nodes.sdk.context import Context
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


def pack(values: Mapping[str, Any], folder: Path, ctx: Context | None = None) -> Any:
    """Values by port as JSON; tables are written into `folder`. Blocks on the disk.

    With the `ctx` of the tool that gives them, rows that are not made yet are made.

    Raises TypeError for what cannot be handed over, OSError.
    """

    def table(value: Table) -> tuple[str, str]:
        path = folder / f"table-{uuid4().hex}.arrow"
        write_table(value, path)
        return "table", str(path)

    for value in values.values():
        check_size(value)
    leaves: dict[Kind, Encoder] = {**_ENCODERS, "table": table}
    if ctx is not None:
        leaves["frame"] = lambda frame: table(frame.table(ctx))
    return encode(dict(values), leaves)


def unpack(packed: Any) -> dict[str, Any]:
    """What `pack` made of them. Tables are mapped, not copied. Blocks on the disk."""
    values: dict[str, Any] = decode(packed, _DECODERS)
    return values


def unpack_foreign(packed: Any, folder: Path) -> dict[str, Any]:
    """The same of a process that is not believed: its tables lie in `folder`, are copied, and are looked at whole.

    Raises ValueError for what `pack` never makes, OSError.
    """

    def table(path: Any) -> Table:
        if not isinstance(path, str) or Path(path).parent != folder:
            raise ValueError("a table is not where it belongs")
        return take_table(Path(path))

    values = decode(packed, {**_DECODERS, "table": table})
    if not isinstance(values, dict):
        raise ValueError("it is no record")
    return values


_ENCODERS: dict[Kind, Encoder] = {
    "file": lambda file: ("file", file.model_dump(mode="json")),
    "image": lambda file: ("image", file.model_dump(mode="json")),
    "secret": lambda secret: ("secret", secret.dump()),
    "bytes": text_of,
}
_DECODERS: dict[str, Decoder] = {
    "file": File.model_validate,
    "image": Image.model_validate,
    "secret": lambda facts: Secret(*facts),
    "bytes": bytes_of,
    "table": lambda path: read_table(Path(path)),
}

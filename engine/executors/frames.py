"""What passes between this process and its workers: length-prefixed JSON, with tables as Arrow files beside it.

Tables are written to the folder of the job and named; files and secrets are marked; everything else is JSON.
"""

from __future__ import annotations

import base64
import json
import struct
from pathlib import Path
from typing import Any
from uuid import uuid4

from nodes.sdk.types import File, Image, Secret

HEADER = struct.Struct(">I")
MAX_BYTES = 1 << 31
_TOO_MUCH = "{:.1f} GB are too much for a value that is no table and no file"


def frame(message: dict[str, Any]) -> bytes:
    """One message, ready to be written. Raises TypeError for a value that JSON cannot carry."""
    content = json.dumps(message).encode()
    if len(content) >= MAX_BYTES:
        raise TypeError(_TOO_MUCH.format(len(content) / 1e9))
    return HEADER.pack(len(content)) + content


def pack(value: Any, folder: Path) -> Any:
    """A value as JSON; tables are written into `folder`. Blocks on the disk.

    Raises TypeError for what cannot be handed over.
    """
    if isinstance(value, str | bytes) and len(value) >= MAX_BYTES // 2:
        raise TypeError(_TOO_MUCH.format(len(value) / 1e9))
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, File):
        return {"$file": value.model_dump(mode="json"), "image": isinstance(value, Image)}
    if isinstance(value, Secret):
        return {"$secret": value.name, "value": value.reveal()}
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, bytes):
        return {"$bytes": base64.b64encode(value).decode()}
    if isinstance(value, list | tuple):
        return [pack(item, folder) for item in value]
    if isinstance(value, dict):
        packed = {str(key): pack(item, folder) for key, item in value.items()}
        return {"$dict": packed} if any(key.startswith("$") for key in packed) else packed
    if hasattr(value, "to_batches"):
        import pyarrow as pa

        path = folder / f"table-{uuid4().hex}.arrow"
        with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, value.schema) as out:
            out.write_table(value)
        return {"$table": str(path)}
    if hasattr(value, "model_dump"):
        return pack(value.model_dump(), folder)
    raise TypeError(f"a {type(value).__name__} cannot be handed to another process")


def unpack(value: Any) -> Any:
    """What `pack` made of it. Tables are mapped, not copied. Blocks on the disk."""
    if isinstance(value, list):
        return [unpack(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "$file" in value:
        return (Image if value["image"] else File).model_validate(value["$file"])
    if "$secret" in value:
        return Secret(value["$secret"], value["value"])
    if "$bytes" in value:
        return base64.b64decode(value["$bytes"])
    if "$table" in value:
        import pyarrow as pa

        with pa.memory_map(value["$table"]) as source:
            return pa.ipc.open_file(source).read_all()
    return {key: unpack(item) for key, item in value.get("$dict", value).items()}

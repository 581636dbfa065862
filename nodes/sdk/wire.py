"""Values on their way to another process: JSON, with tables as Arrow files and files by name beside it.

``{"$file": {"path": …, "name": …, "media_type": …, "size_bytes": …, "sha256": …}}`` is a file (``"image": true`` a
picture), ``{"$table": …}`` the path of an Arrow IPC file, ``{"$secret": …, "value": …}`` a secret, ``{"$bytes": …}``
base64. An object with a key of its own that begins with ``$`` travels as ``{"$dict": {…}}``.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

from nodes.sdk.types import File, Image, Secret

MAX_BYTES = 1 << 31
TOO_MUCH = "{:.1f} GB are too much for a value that is no table and no file"


def pack(value: Any, folder: Path, name_of: Callable[[Path], str] = str) -> Any:
    """A value as JSON; tables are written into `folder`. Blocks on the disk.

    `name_of` says how the path of a file is written. Raises TypeError for what cannot be handed over, OSError.
    """
    if isinstance(value, str | bytes) and len(value) >= MAX_BYTES // 2:
        raise TypeError(TOO_MUCH.format(len(value) / 1e9))
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, File):
        told = value.model_dump(mode="json")
        return {"$file": {**told, "path": name_of(value.path)}, "image": isinstance(value, Image)}
    if isinstance(value, Secret):
        return {"$secret": value.name, "value": value.reveal()}
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, bytes):
        return {"$bytes": base64.b64encode(value).decode()}
    if isinstance(value, list | tuple):
        return [pack(item, folder, name_of) for item in value]
    if isinstance(value, dict):
        packed = {str(key): pack(item, folder, name_of) for key, item in value.items()}
        return {"$dict": packed} if any(key.startswith("$") for key in packed) else packed
    if hasattr(value, "to_batches"):
        path = folder / f"table-{uuid4().hex}.arrow"
        write_table(value, path)
        return {"$table": name_of(path)}
    if hasattr(value, "model_dump"):
        return pack(value.model_dump(), folder, name_of)
    raise TypeError(f"a {type(value).__name__} cannot be handed to another process")


def unpack(value: Any, path_of: Callable[[str], Path] = Path) -> Any:
    """What `pack` made of it. Tables are mapped, not copied. Blocks on the disk.

    `path_of` finds the file of a name, and may refuse it. Raises KeyError or ValueError for what `pack` never makes.
    """
    if isinstance(value, list):
        return [unpack(item, path_of) for item in value]
    if not isinstance(value, dict):
        return value
    if "$file" in value:
        told = value["$file"]
        kind = Image if value.get("image") else File
        return kind.model_validate({**told, "path": path_of(told["path"])})
    if "$secret" in value:
        return Secret(value["$secret"], value["value"])
    if "$bytes" in value:
        return base64.b64decode(value["$bytes"])
    if "$table" in value:
        return read_table(path_of(value["$table"]))
    return {key: unpack(item, path_of) for key, item in value.get("$dict", value).items()}


def write_table(table: Any, path: Path) -> None:
    """Write an Arrow IPC file. Blocks on the disk."""
    import pyarrow as pa

    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema) as out:
        out.write_table(table)


def read_table(path: Path) -> Any:
    """An Arrow IPC file, mapped. Raises `pyarrow.ArrowInvalid` for any other file."""
    import pyarrow as pa

    with pa.memory_map(str(path)) as source:
        return pa.ipc.open_file(source).read_all()

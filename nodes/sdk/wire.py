"""Values on their way into a container: JSON, with tables as Arrow files and files by name beside it.

This is the form of the node contract (docs/node-contract.md), which images of others speak; `nodes.sdk.packed` is
that of all other places.

``{"$file": {"path": …, "name": …, "media_type": …, "size_bytes": …, "sha256": …}}`` is a file (``"image": true`` a
picture), ``{"$table": …}`` the path of an Arrow IPC file, ``{"$secret": …, "value": …}`` a secret, ``{"$bytes": …}``
base64. An object with a key of its own that begins with ``$`` travels as ``{"$dict": {…}}``.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from nodes.sdk.arrow import read_foreign_table
from nodes.sdk.context import Context
from nodes.sdk.kinds import FILES, SCALARS, Kind, Leaf, kind_of, same
from nodes.sdk.types import File, Image, Secret, Table

MAX_BYTES = 1 << 31
TOO_MUCH = "{:.1f} GB are too much for a value that is no table and no file"


def pack(
    value: Any, write: Callable[[Table], str], name_of: Callable[[Path], str] = str, ctx: Context | None = None
) -> Any:
    """A value as JSON. Blocks on the disk.

    `write` puts a table where the other side finds it and says under which name, `name_of` does so with a file. With
    the `ctx` of the tool that gives it, rows that are not made yet are made. Raises TypeError for what cannot be
    handed over, OSError.
    """

    def table(value: Table) -> dict[str, str]:
        return {"$table": write(value)}

    leaves: dict[Kind, Leaf] = {
        **dict.fromkeys(SCALARS, same),
        **dict.fromkeys(FILES, lambda file: _file(file, name_of)),
        "secret": lambda secret: {"$secret": secret.name, "value": secret.reveal()},
        "str": check_size,
        "path": str,
        "bytes": lambda content: {"$bytes": base64.b64encode(check_size(content)).decode()},
        "table": table,
    }
    if ctx is not None:
        leaves["frame"] = lambda frame: table(frame.table(ctx))
    return _pack(value, leaves)


def _pack(value: Any, leaves: Mapping[Kind, Leaf]) -> Any:
    kind = kind_of(value)
    if kind == "list":
        return [_pack(item, leaves) for item in value]
    if kind == "dict":
        packed = {str(key): _pack(item, leaves) for key, item in value.items()}
        if any(key.startswith("$") for key in packed):
            return {"$dict": packed}
        return packed
    if kind == "model":
        return _pack(value.model_dump(), leaves)
    if kind not in leaves:
        raise TypeError(f"a {type(value).__name__} cannot be handed to another process")
    return leaves[kind](value)


def check_size(value: Any) -> Any:
    """The value, unless it is a text, or bytes, that no message can carry. Raises TypeError."""
    if kind_of(value) in ("str", "bytes") and len(value) >= MAX_BYTES // 2:
        raise TypeError(TOO_MUCH.format(len(value) / 1e9))
    return value


def _file(file: File, name_of: Callable[[Path], str]) -> dict[str, Any]:
    facts = {**file.model_dump(mode="json"), "path": name_of(file.path)}
    return {"$file": facts, "image": kind_of(file) == "image"}


def unpack(
    value: Any, path_of: Callable[[str], Path] = Path, file_of: Callable[[type[File], Any], File] | None = None
) -> Any:
    """What `pack` made of it. Tables are mapped, not copied, and looked at. Blocks on the disk.

    `path_of` finds the file of a name, and may refuse it; `file_of` makes a file, or a picture, of what is said of it,
    else that is believed. Raises ValueError for what `pack` never makes.
    """

    def believed(kind: type[File], facts: Any) -> File:
        return kind.model_validate({**facts, "path": path_of(facts["path"])})

    try:
        return _unpack(value, path_of, file_of or believed)
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"it is no packed value: {error!r}") from error


def _unpack(value: Any, path_of: Callable[[str], Path], file_of: Callable[[type[File], Any], File]) -> Any:
    if isinstance(value, list):
        return [_unpack(item, path_of, file_of) for item in value]
    if not isinstance(value, dict):
        return value
    if "$file" in value:
        return file_of(Image if value.get("image") else File, value["$file"])
    if "$secret" in value:
        return Secret(value["$secret"], value["value"])
    if "$bytes" in value:
        return base64.b64decode(value["$bytes"])
    if "$table" in value:
        return read_foreign_table(path_of(value["$table"]))
    return {key: _unpack(item, path_of, file_of) for key, item in value.get("$dict", value).items()}

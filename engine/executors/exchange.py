"""Values on their way into a container and back: JSON, with files and tables by name in the private folder.

What comes back is copied out before it is looked at: the other side may hold on to its files, and a name of its own
making must not lead to files of this machine.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

from engine.errors import NodeError
from engine.executors.foreign import open_foreign
from nodes.sdk.context import Context
from nodes.sdk.errors import system_reason
from nodes.sdk.kinds import SCALARS, kind_of, same, walk
from nodes.sdk.types import Secret
from nodes.sdk.wire import pack, unpack

_MALFORMED = "The server does not keep to the node contract (docs/node-contract.md)."


class FileExchange:
    """`files` is the folder as this machine sees it. Everything here blocks on the disk."""

    def __init__(self, files: Path, ctx: Context) -> None:
        self._files = files
        self._ctx = ctx

    def encode(self, values: Mapping[str, Any], *, reveal: bool) -> dict[str, Any]:
        """Packed values. With `reveal` secrets travel as plain texts. Raises `NodeError`."""
        try:
            if reveal:
                values = walk(dict(values), {"secret": Secret.reveal, "model": same})
            packed: dict[str, Any] = pack(dict(values), self._files, self._named)
        except TypeError as error:
            raise NodeError(f"an input cannot leave this process: {error}") from error
        except OSError as error:
            raise NodeError(
                f"an input cannot be handed to the container: {system_reason(error)}",
                remedy="Make room on the disk.",
            ) from error
        return packed

    def decode(self, outputs: Any) -> dict[str, Any]:
        """Outputs as values, their files copied into the folder of the node. Raises `NodeError`."""
        try:
            return {name: unpack(value, self._taken) for name, value in dict(outputs).items()}
        except (KeyError, ValueError, TypeError) as error:
            raise NodeError(f"its answer cannot be read: {error}", remedy=_MALFORMED) from error
        except OSError as error:
            raise NodeError(
                f"a file of its answer cannot be taken: {system_reason(error)}", remedy=_MALFORMED
            ) from error

    def _named(self, path: Path) -> str:
        """The name of a file in the folder; one from elsewhere is copied in, so that nobody can change the original."""
        if path.parent == self._files:
            path.chmod(0o644)
            return path.name
        target = self._files / f"{uuid4().hex[:8]}-{path.name}"
        shutil.copyfile(path, target)
        target.chmod(0o644)
        return target.name

    def _taken(self, name: str) -> Path:
        if not name or name != Path(name).name or name in (".", ".."):
            raise ValueError(f"{name!r} is no name of a file")
        target = self._ctx.new_file(name)
        with open_foreign(self._files / name) as content, target.open("wb") as copy:
            shutil.copyfileobj(content, copy, 1 << 20)
        return target


def is_json(value: Any) -> bool:
    """Whether a value is JSON as it is, so that nothing of it has to be packed or unpacked."""
    kind = kind_of(value)
    if kind == "list":
        return type(value) is not tuple and all(map(is_json, value))
    if kind == "dict":
        return all(type(key) is str and not key.startswith("$") and is_json(item) for key, item in value.items())
    return kind in SCALARS

"""Packed values as the build before wrote and reads them: kinds told by keys inside of the data.

``{"$file": …}``, ``{"$table": …}``, ``{"$bytes": …}`` and ``{"$json": …}`` name artifacts, ``{"$base64": …}`` is bytes,
``{"$secret": …}`` a name, ``{"$lost": …}`` a type. A record with such a key of its own is ``{"$dict": {…}}``. They are
read as content by its hash only: a path in them opens nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nodes.sdk.packed import envelope, is_envelope, pointer

_CONTAINERS = frozenset({list, dict})
_KINDS = {
    "$json": "json",
    "$bytes": "blob",
    "$base64": "bytes",
    "$table": "table",
    "$secret": "secret",
    "$lost": "lost",
}
_KEYS = {kind: key for key, kind in _KINDS.items()}


def upgraded(packed: Any) -> Any:
    """What either build has packed, as this one packs it."""
    if is_envelope(packed) or not _marked(packed):
        return packed
    kinds: dict[str, str] = {}
    return envelope(_upgraded(packed, "", kinds), kinds)


def downgraded(packed: Any) -> Any:
    """What `nodes.sdk.packed` has made, for a process of the build before. It reads no path without a hash here."""
    if not is_envelope(packed):
        return packed
    return _downgraded(packed["value"], "", packed["kinds"])


def _marked(packed: Any) -> bool:
    """Whether a key begins with ``$`` anywhere."""
    if isinstance(packed, dict):
        for key, item in packed.items():
            if key[:1] == "$" or (type(item) in _CONTAINERS and _marked(item)):
                return True
    elif isinstance(packed, list):
        for item in packed:
            if type(item) in _CONTAINERS and _marked(item):
                return True
    return False


def _upgraded(packed: Any, path: str, kinds: dict[str, str]) -> Any:
    if isinstance(packed, list):
        return [_upgraded(item, f"{path}/{index}", kinds) for index, item in enumerate(packed)]
    if not isinstance(packed, dict):
        return packed
    if "$file" in packed:
        return _file(packed, path, kinds)
    for key, kind in _KINDS.items():
        if key in packed:
            kinds[path] = kind
            return packed[key]
    record = packed.get("$dict", packed)
    return {key: _upgraded(item, pointer(path, key), kinds) for key, item in record.items()}


def _file(packed: Mapping[str, Any], path: str, kinds: dict[str, str]) -> Any:
    facts = packed["$file"]
    if not facts.get("sha256"):
        kinds[path] = "lost"
        return "file that an older version kept by its path only"
    kinds[path] = "image" if packed.get("image") else "file"
    return facts


def _downgraded(value: Any, path: str, kinds: Mapping[str, str]) -> Any:
    kind = kinds.get(path)
    if kind in ("file", "image"):
        return {"$file": value, "image": kind == "image"}
    if kind is not None:
        return {_KEYS[kind]: value}
    if isinstance(value, list):
        return [_downgraded(item, f"{path}/{index}", kinds) for index, item in enumerate(value)]
    if isinstance(value, dict):
        record = {key: _downgraded(item, pointer(path, key), kinds) for key, item in value.items()}
        if any(key.startswith("$") for key in record):
            return {"$dict": record}
        return record
    return value

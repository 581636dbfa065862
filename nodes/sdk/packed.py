"""Values as JSON whose kinds are told beside the data, never by a key inside of it.

A value that JSON carries as it is stays as it is. Any other, and every one in which a key begins with ``$``, is an
envelope: ``{"$lost": …, "v": 2, "value": …, "kinds": {"/file": "file", …}}``. `kinds` says by JSON Pointer (RFC 6901)
which places of `value` hold something else than JSON, so whatever a chain puts into its data stays data.

What the build before wrote told kinds by keys (``{"$file": …}``). The two cannot be taken for each other: that build
never wrote ``$lost`` beside other keys, and takes our envelope for a value that is lost.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from typing import Any, Final

from nodes.sdk.kinds import SCALARS, Kind, kind_of, same

VERSION: Final = 2
_LOST: Final = "value of a newer version of iceOS"
_PARTS: Final = frozenset({"$lost", "v", "value", "kinds"})
_PLAIN: Final = frozenset({str, int, float, bool, type(None)})

Encoder = Callable[[Any], tuple[str, Any]]
"""What stands for a leaf: the name of its kind, and JSON."""
Decoder = Callable[[Any], Any]


def encode(value: Any, leaves: Mapping[Kind, Encoder], rewrite: Callable[[str], str] | None = None) -> Any:
    """A value as JSON; `leaves` are for all that is none. Tuples become lists, keys and paths texts, models records.

    `rewrite` says what is written of a text or a key. Of keys that become the same one, the last remains.

    Raises TypeError for a leaf of a kind without an entry, and whatever an entry raises.
    """
    packing = _Packing(leaves, rewrite)
    plain = packing.walk(value, "")
    if packing.kinds or packing.escaped:
        return envelope(plain, packing.kinds)
    return plain


def envelope(value: Any, kinds: Mapping[str, str]) -> dict[str, Any]:
    """JSON with what is told of it."""
    return {"$lost": _LOST, "v": VERSION, "value": value, "kinds": dict(kinds)}


def is_envelope(packed: Any) -> bool:
    """Whether this is an envelope of any version; what is none is plain JSON, or of the build before."""
    return isinstance(packed, dict) and "$lost" in packed and len(packed) > 1


def decode(packed: Any, leaves: Mapping[str, Decoder]) -> Any:
    """What `encode` made of it; `leaves` has an entry for each name of a kind. Nothing given is changed.

    Raises ValueError for what `encode` never makes, and whatever an entry raises.
    """
    if not is_envelope(packed):
        return packed
    if packed.get("v") != VERSION or packed.keys() != _PARTS:
        raise ValueError("it is of another version of iceOS")
    kinds = packed["kinds"]
    if not isinstance(kinds, dict) or not all(type(kind) is str and kind in leaves for kind in kinds.values()):
        raise ValueError("it has kinds of another version of iceOS")
    if not kinds:
        return packed["value"]
    remaining = dict(kinds)
    try:
        value = _restored(packed["value"], "", remaining, leaves)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    if remaining:
        raise ValueError(f"it tells of {next(iter(remaining))!r}, where nothing is")
    return value


def text_of(content: bytes) -> tuple[str, str]:
    """Bytes inside of JSON."""
    return "bytes", base64.b64encode(content).decode()


def bytes_of(text: str) -> bytes:
    """What `text_of` made of them. Raises ValueError."""
    if not isinstance(text, str):
        raise ValueError("bytes are a text here")
    return base64.b64decode(text, validate=True)


def pointer(parent: str, key: str) -> str:
    """The JSON Pointer of a key."""
    return f"{parent}/{key.replace('~', '~0').replace('/', '~1')}"


class _Packing:
    """One value on its way; `escaped` when a key of its own begins with ``$``."""

    def __init__(self, leaves: Mapping[Kind, Encoder], rewrite: Callable[[str], str] | None) -> None:
        self._leaves = leaves
        self._rewrite = rewrite or same
        self._plain = _PLAIN - {str} if rewrite else _PLAIN
        self.kinds: dict[str, str] = {}
        self.escaped = False

    def walk(self, value: Any, path: str) -> Any:
        kind = kind_of(value)
        if kind == "str":
            return self._rewrite(value)
        if kind in SCALARS:
            return value
        if kind == "list":
            plain = self._plain
            return [
                item if type(item) in plain else self.walk(item, f"{path}/{index}") for index, item in enumerate(value)
            ]
        if kind == "dict":
            return self._record(value, path)
        if kind == "model":
            return self.walk(value.model_dump(), path)
        if kind == "path":
            return self._rewrite(str(value))
        encoder = self._leaves.get(kind)
        if encoder is None:
            raise TypeError(f"a {type(value).__name__} cannot be handed to another process")
        self.kinds[path], payload = encoder(value)
        return payload

    def _record(self, record: Mapping[Any, Any], path: str) -> dict[str, Any]:
        packed: dict[str, Any] = {}
        for name, item in record.items():
            key = self._rewrite(str(name))
            if key.startswith("$"):
                self.escaped = True
            if key in packed:
                self._forget(pointer(path, key))
            packed[key] = item if type(item) in self._plain else self.walk(item, pointer(path, key))
        return packed

    def _forget(self, path: str) -> None:
        """What stood here is replaced, so nothing is told of it, nor of what is inside."""
        for place in [place for place in self.kinds if place == path or place.startswith(f"{path}/")]:
            del self.kinds[place]


def _restored(value: Any, path: str, kinds: dict[str, str], leaves: Mapping[str, Decoder]) -> Any:
    """The value with what `kinds` tells of it, which is taken out of there."""
    kind = kinds.pop(path, None)
    if kind is not None:
        return leaves[kind](value)
    if isinstance(value, list):
        return [_restored(item, f"{path}/{index}", kinds, leaves) for index, item in enumerate(value)]
    if isinstance(value, dict):
        return {key: _restored(item, pointer(path, key), kinds, leaves) for key, item in value.items()}
    return value

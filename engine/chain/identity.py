"""The identity of a chain: SHA-256 over the RFC 8785 form of what it does, not of how it looks."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import rfc8785

from engine.chain.model import Chain

_PARTS = ("nodes", "edges", "inputs", "outputs", "definitions")


def identity(chain: Chain) -> str:
    """Hexadecimal SHA-256. Moving or retitling a node never changes it; edge order does not matter.

    Raises ValueError where the chain holds a number that JSON cannot carry (NaN, infinity).
    """
    raw = chain.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return hashlib.sha256(canonical(_core(raw))).hexdigest()


def canonical(document: Any) -> bytes:
    """The RFC 8785 form of a JSON document. Raises ValueError where it has none.

    Python's own encoder, a tenth of the time, writes the same unless there are numbers that JSON has several forms
    for, or characters by whose halves in UTF-16 keys would be sorted.
    """
    if _has_simple_numbers(document):
        text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        if text.isascii() or len(text.encode("utf-16-le")) == 2 * len(text):
            return text.encode()
    return rfc8785.dumps(_with_large_integers(document))


_LARGEST_INT = 2**53 - 1


def _with_large_integers(document: Any) -> Any:
    """The document with integers that RFC 8785 has no form for as texts: two of them never become the same number."""
    if isinstance(document, dict):
        return {key: _with_large_integers(item) for key, item in document.items()}
    if isinstance(document, list | tuple):
        return [_with_large_integers(item) for item in document]
    if isinstance(document, int) and abs(document) > _LARGEST_INT:
        return f"integer {document}"
    return document


def _has_simple_numbers(document: Any) -> bool:
    """Whether all its numbers are integers that every JSON parser reads as they are."""
    if isinstance(document, str):
        return True
    if isinstance(document, dict):
        return all(map(_has_simple_numbers, document.values()))
    if isinstance(document, list | tuple):
        return all(map(_has_simple_numbers, document))
    if isinstance(document, int):
        return -_LARGEST_INT <= document <= _LARGEST_INT
    return not isinstance(document, float)


def _core(raw: dict[str, Any]) -> dict[str, Any]:
    core = {key: raw[key] for key in _PARTS if key in raw}
    core["edges"] = sorted(core.get("edges", []), key=lambda e: (e["to"], e["from"]))
    if "definitions" in core:
        core["definitions"] = {name: _core(inner) for name, inner in core["definitions"].items()}
    return core

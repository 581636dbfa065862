"""The identity of a chain: SHA-256 over the RFC 8785 form of what it does, not of how it looks."""

from __future__ import annotations

import hashlib
from typing import Any

import rfc8785

from engine.chain.model import Chain

_PARTS = ("nodes", "edges", "inputs", "outputs", "definitions")


def identity(chain: Chain) -> str:
    """Hexadecimal SHA-256. Moving or retitling a node never changes it; edge order does not matter.

    Raises ValueError where the chain holds a number that JSON cannot carry (NaN, infinity).
    """
    raw = chain.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return hashlib.sha256(rfc8785.dumps(_core(raw))).hexdigest()


def _core(raw: dict[str, Any]) -> dict[str, Any]:
    core = {key: raw[key] for key in _PARTS if key in raw}
    core["edges"] = sorted(core.get("edges", []), key=lambda e: (e["to"], e["from"]))
    if "definitions" in core:
        core["definitions"] = {name: _core(inner) for name, inner in core["definitions"].items()}
    return core

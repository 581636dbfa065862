"""From older format numbers to the present one, a step a function.

A step takes the parsed JSON of format N and returns that of format N + 1. Add it to `STEPS` under N.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engine.chain.model import FORMAT
from engine.errors import ChainError

Raw = dict[str, Any]


def _from_0(raw: Raw) -> Raw:
    """Format 0 (first drafts) kept edges as pairs: ``["a.out", "b.in"]``."""

    def edge(entry: Any) -> Any:
        if isinstance(entry, list) and len(entry) == 2:
            return {"from": entry[0], "to": entry[1]}
        return entry

    edges = raw.get("edges", [])
    if not isinstance(edges, list):
        return raw
    return {**raw, "edges": [edge(entry) for entry in edges]}


STEPS: Mapping[int, Callable[[Raw], Raw]] = {0: _from_0}


def migrated(raw: Raw) -> Raw:
    """The same document in the present format. Raises `ChainError` for a newer or a nonsensical number."""
    number = raw.get("format")
    if not isinstance(number, int) or isinstance(number, bool) or number < 0:
        raise ChainError("this is no chain: it has no format number")
    if number > FORMAT:
        raise ChainError(
            f"this chain has format {number}, and this iceOS reads up to {FORMAT}",
            remedy="Update iceOS to open it.",
        )
    while number < FORMAT:
        raw = {**STEPS[number](raw), "format": number + 1}
        number += 1
    return raw

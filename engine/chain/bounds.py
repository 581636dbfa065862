"""What a chain file may be: files come from strangers, and what is in one is read by many a function that recurses.

Numbers that no other JSON parser reads, characters that no file, database or path carries, and documents that nobody
drew are refused before anything is made of them.
"""

from __future__ import annotations

import math
import re
from typing import Any

from engine.errors import ChainError

DEEPEST = 100
"""Objects and lists in each other. A sub-chain within a sub-chain takes two."""
MOST_NODES = 200_000
MOST_EDGES = 1_000_000
"""Of all sub-chains together."""

_ESCAPED = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")
_HALF = re.compile("[\ud800-\udfff]")
_CONTAINERS = frozenset({dict, list})


def whole_number(text: str) -> int:
    """An integer as it is written. Raises `ChainError` for one that is beyond double precision."""
    if len(text) > 300:
        real_number(text)
    return int(text)


def real_number(text: str) -> float:
    """A number as it is written. Raises `ChainError` for one that is beyond double precision."""
    number = float(text)
    if not math.isfinite(number):
        raise ChainError(f"the number {text[:20]} is too large for JSON")
    return number


def check_size(document: dict[str, Any]) -> None:
    """Raises `ChainError` where a chain is nested too deeply, or has more parts than a chain can have."""
    depth, level = 0, [document]
    while level:
        depth += 1
        if depth > DEEPEST:
            raise ChainError(f"the JSON is nested too deeply to be a chain (limit {DEEPEST})")
        level = [item for one in level for item in _items(one) if type(item) in _CONTAINERS]
    nodes, edges = _parts(document)
    if nodes > MOST_NODES:
        raise ChainError(f"{nodes:,} nodes are too many for a chain (limit {MOST_NODES:,})")
    if edges > MOST_EDGES:
        raise ChainError(f"{edges:,} wires are too many for a chain (limit {MOST_EDGES:,})")


def check_texts(document: dict[str, Any], text: str) -> None:
    """Raises `ChainError` for half a character, and for a NUL that is no part of a constant."""
    if not _ESCAPED.search(text) and (text.isascii() or not _HALF.search(text)):
        return  # the text has none, so neither has what it says
    open_items: list[tuple[Any, bool]] = [(document, False)]
    while open_items:
        item, is_constant = open_items.pop()
        if isinstance(item, str):
            _check_text(item, may_have_nul=is_constant)
        elif isinstance(item, list):
            open_items += [(inner, is_constant) for inner in item]
        elif isinstance(item, dict):
            for key, inner in item.items():
                _check_text(key, may_have_nul=False)
                open_items.append((inner, is_constant or (key == "inputs" and "tool" in item)))


def _check_text(text: str, *, may_have_nul: bool) -> None:
    if half := _HALF.search(text):
        raise ChainError(f"a text holds U+{ord(half[0]):04X}, which is half a character")
    if "\0" in text and not may_have_nul:
        raise ChainError("a name or a text of the chain holds the character NUL")


def _items(container: Any) -> Any:
    return container.values() if type(container) is dict else container


def _parts(document: Any) -> tuple[int, int]:
    """How many nodes and edges a document and its definitions have, whatever else is wrong with it."""
    if not isinstance(document, dict):
        return 0, 0
    nodes, edges = (len(part) if isinstance(part, dict | list) else 0 for part in map(document.get, ("nodes", "edges")))
    definitions = document.get("definitions")
    if isinstance(definitions, dict):
        for inner in definitions.values():
            more_nodes, more_edges = _parts(inner)
            nodes, edges = nodes + more_nodes, edges + more_edges
    return nodes, edges

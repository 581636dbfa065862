"""What a chain from elsewhere could do, and which chains the person has allowed to."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from engine.catalog import Catalog, ToolSpec
from engine.chain.file import write_atomically
from engine.chain.identity import identity
from engine.chain.model import INPUTS, Chain, Node

_KEPT = 20_000


@dataclass(slots=True)
class Reach:
    """What running a chain would touch, in words; all empty means: nothing outside the run."""

    code: list[str] = field(default_factory=list)
    hosts: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.code or self.hosts or self.paths)


def reach(chain: Chain, catalog: Catalog, folder: Path) -> Reach:
    """Look at the constants of every node whose tool can run code, reach a host, or read and write files."""
    found = Reach()
    for node_id, node in chain.nodes.items():
        spec = catalog.of(node)
        if spec is None:
            continue
        title = chain.title_of(node_id, spec.title)
        if "code" in spec.effects:
            found.code.append(f"{title} ({node_id})")
        elif "network" in spec.effects:
            found.hosts += [h for h in _hosts(chain, node_id, node) if h not in found.hosts]
        if spec.effects & {"read", "write"} and "code" not in spec.effects:
            found.paths += [p for p in _paths(chain, spec, node_id, node, folder) if p not in found.paths]
    return found


def _hosts(chain: Chain, node_id: str, node: Node) -> Iterator[str]:
    edge = chain.incoming.get((node_id, "url"))  # type: ignore[call-overload]  # a pair equals an Endpoint
    value = node.inputs.get("url", "")
    if edge is not None:
        declared = chain.inputs.get(edge.source.port) if edge.source.node == INPUTS else None
        value = declared.schema_.get("default", "") if declared else ""
    host = urlsplit(value).netloc.rpartition("@")[2] if isinstance(value, str) else ""
    yield host or f"an address that {node_id} is given when it runs"


def _paths(chain: Chain, spec: ToolSpec, node_id: str, node: Node, folder: Path) -> Iterator[str]:
    for name in spec.paths_of(node):
        value = node.inputs.get(name)
        if isinstance(value, str) and value:
            path = Path(os.path.normpath(folder / Path(value).expanduser()))
            if folder not in path.parents and path != folder:
                yield str(path)


class Trust:
    """Identity hashes of chains made, or allowed, on this machine, in one file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def holds(self, chain: Chain) -> bool:
        return identity(chain) in self._read()

    def add(self, chain: Chain) -> None:
        """Remember this chain. Raises OSError when the file cannot be written."""
        known = self._read()
        known.pop(made := identity(chain), None)
        known[made] = None
        self._path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(self._path, json.dumps(list(known)[-_KEPT:], indent=0).encode())

    def _read(self) -> dict[str, Any]:
        """The hashes, oldest first. A file that cannot be read trusts nothing."""
        try:
            stored = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return dict.fromkeys(stored) if isinstance(stored, list) else {}

"""What a chain from elsewhere could do, and which chains the person has allowed to."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.catalog import Catalog, ToolSpec
from engine.chain.file import write_atomically
from engine.chain.graph import Graph
from engine.chain.identity import identity
from engine.chain.model import INPUTS, Chain, Endpoint, Node
from engine.chain.nested import inner_of
from engine.errors import ChainError
from nodes.sdk.texts import mark

_KEPT = 20_000
_ADDRESS = re.compile(r"https?://([^/?#\s\"'\\]+)", re.IGNORECASE)


@dataclass(slots=True)
class Reach:
    """What running a chain would touch, in words; all empty means: nothing outside the run."""

    code: list[str] = field(default_factory=list)
    hosts: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.code or self.hosts or self.paths or self.images)


def reach(chain: Chain, catalog: Catalog, folder: Path) -> Reach:
    """Look at the constants of every node whose tool can run code, reach a host, or read and write files, also in
    sub-chains and in the files that they lie in.
    """
    found = Reach()
    _look(found, chain, catalog, folder, ())
    return found


def _look(found: Reach, chain: Chain, catalog: Catalog, folder: Path, around: tuple[Path, ...]) -> None:
    for node_id, node in chain.nodes.items():
        spec = catalog.of(node)
        if spec is None:
            continue
        if spec.nests:
            _look_inside(found, chain, node, catalog, folder, around)
        title = chain.title_of(node_id, spec.title)
        placement = node.placement or spec.home
        if placement.where == "docker":
            image = placement.image or spec.home.image
            found.images += [image] if image and image not in found.images else []
            found.paths += [m.path for m in placement.mounts if m.path not in found.paths]
            if placement.network:
                found.hosts.append(f"any address that {node_id} is given when it runs")
        if "code" in spec.effects:
            found.code.append(f"{title} ({node_id})")
        elif "network" in spec.effects and not (placement.where == "docker" and not placement.network):
            found.hosts += [h for h in _hosts(Graph(chain, catalog), node_id, node) if h not in found.hosts]
        if spec.effects & {"read", "write"} and "code" not in spec.effects:
            found.paths += [p for p in _paths(chain, spec, node_id, node, folder) if p not in found.paths]


def _look_inside(
    found: Reach, chain: Chain, node: Node, catalog: Catalog, folder: Path, around: tuple[Path, ...]
) -> None:
    try:
        inner = inner_of(chain, node, folder)
    except ChainError:
        return  # it cannot run either
    if inner is not None and inner.file not in around:
        _look(found, inner.chain, catalog, inner.folder, (*around, inner.file) if inner.file else around)


def _hosts(graph: Graph, node_id: str, node: Node) -> Iterator[str]:
    """Hosts named by the address itself, or by what feeds it; words where only the run will know."""
    chain = graph.chain
    told: list[Any] = [node.inputs.get("url", "")]
    if edge := chain.incoming.get(Endpoint(node_id, "url")):
        feeding = {edge.source.node, *graph.ancestors(node_id)}
        told = [chain.nodes[n].inputs for n in feeding if n in chain.nodes]
        told += [port.schema_.get("default") for port in chain.inputs.values()] if INPUTS in feeding else []
    found = list(dict.fromkeys(_ADDRESS.findall(json.dumps(told))))
    yield from (host.rpartition("@")[2] for host in found)
    if not found or edge:
        yield mark(f"any address that {node_id} is given when it runs")


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

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
from engine.chain.model import INPUTS, Chain, Endpoint, Mount, Node, Placement
from engine.chain.nested import inner_of
from engine.errors import ChainError
from nodes.sdk.texts import mark

_MOST = 20_000
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
    total = Reach()
    _survey(Graph(chain, catalog), folder, (), total)
    lists = (total.code, total.hosts, total.paths, total.images)
    return Reach(*(list(dict.fromkeys(entries)) for entries in lists))


def _survey(graph: Graph, folder: Path, files: tuple[Path, ...], total: Reach) -> None:
    """Add what the nodes of a chain touch; `files` are those that it is in."""
    for node_id, node in graph.chain.nodes.items():
        spec = graph.catalog.of(node)
        if spec is None:
            continue
        if spec.nests:
            _survey_inner(graph, node, folder, files, total)
        placement = node.placement or spec.home
        if placement.where == "docker":
            total.images += filter(None, (placement.image or spec.home.image,))
            total.paths += map(_mounted, placement.mounts)
            if placement.network:
                total.hosts.append(_any_address(node_id))
        _survey_effects(graph, node_id, spec, placement, folder, total)


def _survey_effects(
    graph: Graph, node_id: str, spec: ToolSpec, placement: Placement, folder: Path, total: Reach
) -> None:
    """Add what the tool itself may do; one that runs code may do anything."""
    if "code" in spec.effects:
        total.code.append(f"{graph.chain.title_of(node_id, spec.title)} ({node_id})")
        return
    if "network" in spec.effects and (placement.network or placement.where != "docker"):
        total.hosts += _hosts(graph, node_id)
    if spec.effects & {"read", "write"}:
        total.paths += _paths(spec, graph.chain.nodes[node_id], folder)


def _survey_inner(graph: Graph, node: Node, folder: Path, files: tuple[Path, ...], total: Reach) -> None:
    try:
        inner = inner_of(graph.chain, node, folder)
    except ChainError:
        return  # it cannot run either
    if inner is None or inner.file in files:
        return
    if inner.file is not None:
        files = (*files, inner.file)
    _survey(Graph(inner.chain, graph.catalog), inner.folder, files, total)


def _hosts(graph: Graph, node_id: str) -> Iterator[str]:
    """Hosts named by the address itself, or by what feeds it; words where only the run will know."""
    chain = graph.chain
    edge = chain.incoming.get(Endpoint(node_id, "url"))
    sources: list[Any] = [chain.nodes[node_id].inputs.get("url", "")]
    if edge is not None:
        feeding = {edge.source.node, *graph.ancestors(node_id)}
        sources = [chain.nodes[n].inputs for n in feeding if n in chain.nodes]
        if INPUTS in feeding:
            sources += chain.input_defaults().values()
    addresses = _ADDRESS.findall(json.dumps(sources))
    yield from (address.rpartition("@")[2] for address in addresses)
    if not addresses or edge is not None:
        yield _any_address(node_id)


def _any_address(node_id: str) -> str:
    return mark(f"any address that {node_id} is given when it runs")


def _mounted(mount: Mount) -> str:
    if mount.writable:
        return mark(f"{mount.path} (in a container, which may change what is there)")
    return mark(f"{mount.path} (in a container, to read)")


def _paths(spec: ToolSpec, node: Node, folder: Path) -> Iterator[str]:
    """The paths outside of the chain's folder that a node names."""
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
        identities = self._read()
        digest = identity(chain)
        identities.pop(digest, None)  # the one that was used last stands last
        identities[digest] = None
        self._path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(self._path, json.dumps(list(identities)[-_MOST:], indent=0).encode())

    def _read(self) -> dict[str, Any]:
        """The hashes, oldest first. A file that cannot be read trusts nothing."""
        try:
            identities = json.loads(self._path.read_text("utf-8"))
            return dict.fromkeys(identities)
        except (OSError, ValueError, TypeError):
            return {}

"""Paths that a chain names: relative to the folder that it lies in, where they lie in that."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from engine.catalog import Catalog
from engine.chain.model import Chain


def paths_rebased(chain: Chain, catalog: Catalog, old: Path, new: Path) -> Chain:
    """The chain for a file in folder `new` instead of `old`: path constants mean the same files as before."""
    definitions = {name: paths_rebased(inner, catalog, old, new) for name, inner in chain.definitions.items()}
    if any(inner is not chain.definitions[name] for name, inner in definitions.items()):
        chain = chain.model_copy(update={"definitions": definitions})
    nodes = {}
    for node_id, node in chain.nodes.items():
        spec = catalog.of(node)
        if spec is None:
            continue
        paths = {name: _rebased(node.inputs[name], old, new) for name in spec.paths_of(node) if name in node.inputs}
        inputs = {**node.inputs, **paths}
        if inputs != node.inputs:
            nodes[node_id] = node.model_copy(update={"inputs": inputs})
    if not nodes:
        return chain
    return chain.model_copy(update={"nodes": {**chain.nodes, **nodes}})


def stored_path(path: Path, folder: Path) -> str:
    """How a path is written in a chain that lies in `folder`: relative when it is inside."""
    return path.relative_to(folder).as_posix() if folder in path.parents else str(path)


def _rebased(value: Any, old: Path, new: Path) -> Any:
    if isinstance(value, list):
        return [_rebased(item, old, new) for item in value]
    if not isinstance(value, str) or not value:
        return value
    return stored_path(old / Path(value).expanduser(), new)

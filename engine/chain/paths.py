"""Paths that a chain names: relative to the folder that it lies in, where they lie in that."""

from __future__ import annotations

import os
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
    if folder not in path.parents:
        return str(path)
    return path.relative_to(folder).as_posix()


def _rebased(value: Any, old: Path, new: Path) -> Any:
    if isinstance(value, list):
        return [_rebased(item, old, new) for item in value]
    if not isinstance(value, str) or not value:
        return value
    if value.startswith("~"):
        return value  # means the same wherever the chain lies
    path = Path(os.path.normpath(old / value))
    if Path(value).is_absolute() or not _are_near(path, new):
        return stored_path(path, new)
    return Path(os.path.relpath(path, new)).as_posix()


def _are_near(path: Path, folder: Path) -> bool:
    """Whether they are likely to move together: they share more than the root (of a drive)."""
    try:
        return Path(os.path.commonpath([path, folder])) != Path(path.anchor)
    except ValueError:  # drives of Windows
        return False

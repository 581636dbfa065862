"""A chain with all that it names beside it: what a server is sent."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.catalog import Catalog, Port, ToolSpec
from engine.chain.file import Loaded
from engine.chain.model import Chain, Node
from engine.chain.nested import FILE, inner_of
from engine.errors import ChainError
from nodes.sdk import hints

MOST_FILES = 10_000
_ELSEWHERE = "files"
"""The folder that files from outside of the chain's own go into."""


@dataclass(slots=True)
class Bundle:
    """`files` are paths on this machine by path relative to the chain. `moved` says which constants were changed so
    that they name a file of the bundle: the old path by the new.
    """

    document: bytes
    files: dict[str, Path] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)


def bundle(loaded: Loaded, chain: Chain, catalog: Catalog, folder: Path) -> Bundle:
    """The chain and the files and sub-chains that its nodes read; those that are not there are left as they are.

    Raises `ChainError` where there are too many.
    """
    made = Bundle(b"")
    made.document = loaded.bytes_for(_gathered(chain, catalog, folder.resolve(), folder.resolve(), made))
    return made


def _gathered(chain: Chain, catalog: Catalog, root: Path, folder: Path, made: Bundle) -> Chain:
    nodes = {}
    for node_id, node in chain.nodes.items():
        spec = catalog.of(node)
        if spec is not None:
            node = _of_node(chain, node, spec, root, folder, made, catalog)
        nodes[node_id] = node
    definitions = {name: _gathered(inner, catalog, root, folder, made) for name, inner in chain.definitions.items()}
    if nodes == chain.nodes and definitions == chain.definitions:
        return chain
    return chain.model_copy(update={"nodes": nodes, "definitions": definitions})


def _of_node(
    chain: Chain, node: Node, spec: ToolSpec, root: Path, folder: Path, made: Bundle, catalog: Catalog
) -> Node:
    inputs = dict(node.inputs)
    ports = spec.inputs_of(node)
    for name in spec.paths_of(node):
        if name in inputs and not _writes(ports.get(name), spec):
            inputs[name] = _taken(inputs[name], root, folder, made)
    if spec.nests and node.inputs.get(FILE):
        try:
            inner = inner_of(chain, node, folder)
        except ChainError:
            inner = None  # the server will say what is wrong with it
        if inner is not None and inner.file is not None:
            inputs[FILE] = _taken(str(node.inputs[FILE]), root, folder, made)
            before = set(made.moved)
            _gathered(inner.chain, catalog, root, inner.folder, made)
            if set(made.moved) - before:
                raise ChainError(
                    f"{inner.file.name} names files outside of the chain's folder",
                    remedy="Put them beside it, or make the sub-chain part of the chain.",
                )
    return node if inputs == node.inputs else node.model_copy(update={"inputs": inputs})


def _writes(port: Port | None, spec: ToolSpec) -> bool:
    return port is not None and hints.SAVES.read(port.schema)


def _taken(value: Any, root: Path, folder: Path, made: Bundle) -> Any:
    """The constant as it names the file in the bundle."""
    if isinstance(value, list):
        return [_taken(item, root, folder, made) for item in value]
    if not isinstance(value, str) or not value:
        return value
    path = Path(os.path.normpath(folder / Path(value).expanduser()))
    if not path.exists():
        return value
    inside = root in path.parents and not Path(value).expanduser().is_absolute()
    name = path.relative_to(root).as_posix() if inside else _free(made, path)
    found = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
    for file in found:
        made.files[name if file == path else f"{name}/{file.relative_to(path).as_posix()}"] = file
    if len(made.files) > MOST_FILES:
        raise ChainError(f"more than {MOST_FILES:,} files belong to this chain")
    if inside:
        return value
    made.moved[value] = name
    return name


def _free(made: Bundle, path: Path) -> str:
    """A name in the bundle that no other file has."""
    name, count = f"{_ELSEWHERE}/{path.name}", 1
    while made.files.get(name, path) != path:
        count += 1
        name = f"{_ELSEWHERE}/{path.stem}_{count}{path.suffix}"
    return name

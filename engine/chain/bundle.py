"""A chain with all that it names beside it: what a server is sent."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.catalog import Catalog
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
    gathering = _Gathering(catalog, folder.resolve())
    document = loaded.bytes_for(gathering.of_chain(chain, gathering.root))
    return Bundle(document, gathering.files, gathering.moved)


class _Gathering:
    """The files found so far, and the paths in the bundle of those that lie elsewhere."""

    def __init__(self, catalog: Catalog, root: Path) -> None:
        self._catalog = catalog
        self.root = root
        self.files: dict[str, Path] = {}
        self.moved: dict[str, str] = {}
        self._inner_files: set[Path] = set()

    def of_chain(self, chain: Chain, folder: Path) -> Chain:
        """The chain as it names the files in the bundle; its own paths resolve against `folder`."""
        nodes = {node_id: self._of_node(chain, node, folder) for node_id, node in chain.nodes.items()}
        definitions = {name: self.of_chain(inner, folder) for name, inner in chain.definitions.items()}
        if nodes == chain.nodes and definitions == chain.definitions:
            return chain
        return chain.model_copy(update={"nodes": nodes, "definitions": definitions})

    def _of_node(self, chain: Chain, node: Node, folder: Path) -> Node:
        spec = self._catalog.of(node)
        if spec is None:
            return node
        inputs = dict(node.inputs)
        ports = spec.inputs_of(node)
        for name in spec.paths_of(node):
            port = ports.get(name)
            writes = port is not None and hints.SAVES.read(port.schema)
            if name in inputs and not writes:
                inputs[name] = self._constant(inputs[name], folder)
        if spec.nests and node.inputs.get(FILE) and self._inner_file(chain, node, folder):
            inputs[FILE] = self._constant(str(node.inputs[FILE]), folder)
        if inputs == node.inputs:
            return node
        return node.model_copy(update={"inputs": inputs})

    def _inner_file(self, chain: Chain, node: Node, folder: Path) -> bool:
        """Gather what the chain in another file needs; whether that can be read."""
        try:
            inner = inner_of(chain, node, folder)
        except ChainError:
            return False  # the server will say what is wrong with it
        if inner is None or inner.file is None:
            return False
        if inner.file in self._inner_files:
            return True
        self._inner_files.add(inner.file)
        count = len(self.moved)
        self.of_chain(inner.chain, inner.folder)
        if len(self.moved) > count:
            raise ChainError(
                f"{inner.file.name} names files outside of the chain's folder",
                remedy="Put them beside it, or make the sub-chain part of the chain.",
            )
        return True

    def _constant(self, value: Any, folder: Path) -> Any:
        """The constant as it names the file in the bundle."""
        if isinstance(value, list):
            return [self._constant(item, folder) for item in value]
        if not isinstance(value, str) or not value:
            return value
        named = Path(value).expanduser()
        path = Path(os.path.normpath(folder / named))
        if not path.exists():
            return value
        if self.root in path.parents and not named.is_absolute():
            self._add(path, path.relative_to(self.root).as_posix())
            return value
        self.moved[value] = self._free_name(path)
        self._add(path, self.moved[value])
        return self.moved[value]

    def _add(self, path: Path, name: str) -> None:
        """A file, or all files of a folder, under this name."""
        if path.is_file():
            self.files[name] = path
        else:
            files = sorted(p for p in path.rglob("*") if p.is_file())
            self.files |= {f"{name}/{file.relative_to(path).as_posix()}": file for file in files}
        if len(self.files) > MOST_FILES:
            raise ChainError(f"more than {MOST_FILES:,} files belong to this chain")

    def _free_name(self, path: Path) -> str:
        """A name in the bundle that no other file has."""
        name, count = f"{_ELSEWHERE}/{path.name}", 1
        while self.files.get(name, path) != path:
            count += 1
            name = f"{_ELSEWHERE}/{path.stem}_{count}{path.suffix}"
        return name

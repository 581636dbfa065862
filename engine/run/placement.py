"""Where nodes run: the job of a node, its image, and the paths that it names."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from engine.catalog import Catalog, ToolSpec
from engine.chain.model import Chain, Node, Placement
from engine.executors.base import Job
from engine.flow.nesting import Nesting
from engine.images.reference import STANDARD, pinned


def job_of(node_id: str, node: Node, tool: ToolSpec, lock: Mapping[str, str], folder: Path, domain: str = "") -> Job:
    """What to run for one node; an image is that at the digest which the chain's `lock` pins. `domain` is `Job`'s."""
    inputs, outputs = _models(tool, node)
    return Job(node_id, tool.implementation, inputs, outputs, placed(node, tool, lock, folder), node, domain)


def placed(node: Node, tool: ToolSpec, lock: Mapping[str, str], folder: Path = Path()) -> Placement:
    """Where a node runs: as it says itself, else where its tool belongs."""
    placement = node.placement or tool.home
    if placement.where != "docker":
        return placement
    image = placement.image or tool.home.image or STANDARD
    mounts = tuple(mount.model_copy(update={"path": absolute(folder, mount.path)}) for mount in placement.mounts)
    return placement.model_copy(update={"image": pinned(image, lock), "mounts": mounts})


def images_of(chain: Chain, catalog: Catalog) -> set[str]:
    """The references of all images that a chain, and its sub-chains, would run nodes in."""
    images = set().union(*(images_of(inner, catalog) for inner in chain.definitions.values()))
    for node in chain.nodes.values():
        tool = catalog.of(node)
        if tool is not None and node.mode == "on":
            placement = placed(node, tool, {})
            if placement.where == "docker":
                images.add(placement.image)
    return images


def absolute(folder: Path, value: Any) -> Any:
    """A path constant (or a list of them) against the chain's own folder."""
    if isinstance(value, str) and value:
        return str(folder / Path(value).expanduser())
    if isinstance(value, list):
        return [absolute(folder, item) for item in value]
    return value


def _models(tool: ToolSpec, node: Node) -> tuple[type[BaseModel], type[BaseModel]]:
    implementation = tool.implementation
    if not tool.dynamic:
        return implementation.Inputs, implementation.Outputs
    if issubclass(implementation, Nesting):
        return implementation.models_of(node.ports)
    return implementation.models(node.inputs)

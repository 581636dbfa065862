"""A part of a chain, taken out and put in elsewhere: what the clipboard carries, and what groups are made of."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

from pydantic import ValidationError

from engine.chain import nested
from engine.chain.edit import fresh_id
from engine.chain.model import Chain, Endpoint, Layout, Node, NodeLayout, Position
from engine.errors import EditError

PASTE_FORMAT = "iceos-nodes"
Placed = TypeVar("Placed", bound=Position)


def extract(chain: Chain, ids: Collection[str]) -> Chain:
    """These nodes, frames and notes as a chain, with the wires between the nodes and the sub-chains they run."""
    nodes = {n: chain.nodes[n] for n in ids if n in chain.nodes}
    edges = tuple(e for e in chain.edges if e.source.node in nodes and e.target.node in nodes)
    inner_names = {inner_name(node) for node in nodes.values()}
    layout, ends = chain.layout, {str(e.target) for e in edges}
    return Chain(
        nodes=nodes,
        edges=edges,
        definitions={name: inner for name, inner in chain.definitions.items() if name in inner_names},
        layout=Layout(
            nodes={n: position for n, position in layout.nodes.items() if n in nodes},
            frames={n: frame for n, frame in layout.frames.items() if n in ids},
            notes={n: note for n, note in layout.notes.items() if n in ids},
            bends={end: points for end, points in layout.bends.items() if end in ends},
        ),
    )


def shifted(excerpt: Chain, dx: float, dy: float) -> Chain:
    """The same, drawn elsewhere. Nodes without a position get one."""

    def shift(position: Placed) -> Placed:
        return position.model_copy(update={"x": position.x + dx, "y": position.y + dy})

    layout = excerpt.layout
    positions = {**{n: NodeLayout(x=0, y=0) for n in excerpt.nodes}, **layout.nodes}
    update = {
        "nodes": {n: shift(position) for n, position in positions.items()},
        "frames": {n: shift(frame) for n, frame in layout.frames.items()},
        "notes": {n: shift(note) for n, note in layout.notes.items()},
        "bends": {end: tuple((x + dx, y + dy) for x, y in points) for end, points in layout.bends.items()},
    }
    return excerpt.model_copy(update={"layout": layout.model_copy(update=update)})


def corner(excerpt: Chain) -> tuple[float, float]:
    """The upper left of its nodes, frames and notes."""
    layout = excerpt.layout
    unplaced = [NodeLayout(x=0, y=0) for n in excerpt.nodes if n not in layout.nodes]
    nodes = [position for n, position in layout.nodes.items() if n in excerpt.nodes]
    positions: list[Position] = [*unplaced, *nodes, *layout.frames.values(), *layout.notes.values()]
    return min((p.x for p in positions), default=0.0), min((p.y for p in positions), default=0.0)


def merged(chain: Chain, excerpt: Chain, ids: Mapping[str, str]) -> Chain:
    """The chain with the nodes, frames and notes of `excerpt`, which get these ids, the wires between the nodes and
    the sub-chains they run.
    """
    inner_names = fresh_ids(chain.definitions, _stems(excerpt.definitions))
    edges = []
    bends = {}
    for edge in excerpt.edges:
        if edge.source.node in ids and edge.target.node in ids:
            target = Endpoint(ids[edge.target.node], edge.target.port)
            source = Endpoint(ids[edge.source.node], edge.source.port)
            edges.append(edge.model_copy(update={"source": source, "target": target}))
            if points := excerpt.layout.bends.get(str(edge.target)):
                bends[str(target)] = points
    layout, new = chain.layout, excerpt.layout
    return chain.model_copy(
        update={
            "nodes": {**chain.nodes, **{ids[n]: _calling(node, inner_names) for n, node in excerpt.nodes.items()}},
            "edges": (*chain.edges, *edges),
            "definitions": {**chain.definitions, **_renamed(excerpt.definitions, inner_names)},
            "layout": layout.model_copy(
                update={
                    "nodes": {**layout.nodes, **_renamed(new.nodes, ids)},
                    "frames": {**layout.frames, **_renamed(new.frames, ids)},
                    "notes": {**layout.notes, **_renamed(new.notes, ids)},
                    "bends": {**layout.bends, **bends},
                }
            ),
        }
    )


def copy(chain: Chain, ids: Iterable[str]) -> str:
    """Nodes, frames and notes as JSON text, for the clipboard."""
    excerpt = extract(chain, list(ids))
    return json.dumps({PASTE_FORMAT: excerpt.model_dump(mode="json", by_alias=True, exclude_defaults=True)}, indent=2)


def paste(chain: Chain, text: str, x: float, y: float) -> tuple[Chain, list[str]]:
    """Put copied nodes in, their upper left corner at (x, y); returns the chain and the new ids.

    Raises `EditError` when the text holds no nodes.
    """
    try:
        excerpt = Chain.model_validate(json.loads(text)[PASTE_FORMAT])
    except (ValueError, KeyError, TypeError, RecursionError, ValidationError) as error:
        raise EditError("the clipboard holds no nodes") from error
    areas = {**excerpt.layout.frames, **excerpt.layout.notes}
    ids = fresh_ids(chain.nodes, _stems(excerpt.nodes))
    ids |= fresh_ids({*chain.layout.frames, *chain.layout.notes, *ids.values()}, _stems(areas))
    left, top = corner(excerpt)
    return merged(chain, shifted(excerpt, x - left, y - top), ids), list(ids.values())


def fresh_ids(existing: Collection[str], wishes: Mapping[str, str]) -> dict[str, str]:
    """Ids that none has, by what they are wanted for."""
    fresh: dict[str, str] = {}
    for name, wish in wishes.items():
        fresh[name] = fresh_id({*existing, *fresh.values()}, wish)
    return fresh


def _stems(ids: Iterable[str]) -> dict[str, str]:
    """What copies are called: ``read_3`` becomes ``read`` or, where that is in use, ``read_2``."""
    return {name: re.sub(r"_\d+$", "", name) for name in ids}


def inner_name(node: Node) -> str:
    """The name of the definition that a node runs; of no meaning for one that runs none."""
    return str(node.inputs.get(nested.CHAIN))


def _calling(node: Node, names: Mapping[str, str]) -> Node:
    """The node with its sub-chain under its new name."""
    name = names.get(inner_name(node))
    if name is None:
        return node
    return node.model_copy(update={"inputs": {**node.inputs, nested.CHAIN: name}})


Entry = TypeVar("Entry")


def _renamed(entries: Mapping[str, Entry], names: Mapping[str, str]) -> dict[str, Entry]:
    """Those that are to be renamed, under their new names."""
    return {names[name]: entry for name, entry in entries.items() if name in names}

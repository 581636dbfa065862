"""Edits of a chain: pure functions that return a new one. Raise `EditError` and change nothing otherwise."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from engine.catalog import Catalog, ToolSpec
from engine.chain import nested
from engine.chain.model import (
    ERROR_PORT,
    INPUTS,
    OUTPUTS,
    Chain,
    ChainPort,
    Edge,
    Endpoint,
    JsonSchema,
    Layout,
    Node,
    NodeLayout,
    Placement,
    StoredPorts,
)
from engine.chain.wiring import connection_error
from engine.errors import ChainError, EditError

PASTE_FORMAT = "iceos-nodes"
_STARTER = Chain.model_validate(
    {
        "inputs": {"item": {"schema": {}, "title": "Item"}},
        "outputs": {"result": {"schema": {}, "title": "Result"}},
        "edges": [{"from": f"{INPUTS}.item", "to": f"{OUTPUTS}.result"}],
        "layout": {"nodes": {INPUTS: {"x": 0, "y": 0}, OUTPUTS: {"x": 620, "y": 0}}},
    }
)
"""What a new sub-chain begins with: it passes on what it is given."""
UNSET: Any = object()
"""Given to `set_input` to remove a constant, so that the default counts again."""


def fresh_id(taken: Collection[str], wish: str) -> str:
    """A short readable id that is not taken: ``read``, ``read_2``, …"""
    slug = re.sub(r"[^a-z0-9]+", "_", wish.lower()).strip("_")[:48] or "node"
    slug = slug if slug[0].isalpha() else f"n_{slug}"
    made, count = slug, 1
    while made in taken:
        count += 1
        made = f"{slug}_{count}"
    return made


def add_node(
    chain: Chain,
    spec: ToolSpec,
    x: float,
    y: float,
    inputs: Mapping[str, Any] | None = None,
    folder: Path | None = None,
) -> tuple[Chain, str]:
    """Place a tool at a position; returns the chain and the id of the new node.

    One that runs a sub-chain gets a new one, unless `inputs` name one; `folder` is where files are looked for.
    """
    node_id = fresh_id(chain.nodes, spec.name.replace(".", "_").replace("/", "_"))
    constants = dict(inputs or {})
    if spec.nests and not (constants.get(nested.CHAIN) or constants.get(nested.FILE)):
        constants[nested.CHAIN] = name = fresh_id(chain.definitions, node_id.removeprefix("flow_"))
        chain = chain.model_copy(update={"definitions": {**chain.definitions, name: _STARTER}})
    ports = _ports(chain, spec, constants, folder, None)
    node = Node(tool=spec.name, version=spec.version, inputs=constants, ports=ports, placement=_named(spec))
    placed = _with_layout(chain, {node_id: NodeLayout(x=x, y=y)})
    return placed.model_copy(update={"nodes": {**chain.nodes, node_id: node}}), node_id


def fresh_node(spec: ToolSpec) -> Node:
    """A node of this tool as it is before anybody has touched it."""
    return Node(
        tool=spec.name, version=spec.version, ports=_ports(Chain(), spec, {}, None, None), placement=_named(spec)
    )


def placement_of(spec: ToolSpec, wanted: Placement) -> Placement | None:
    """What a node stores for a placement: nothing where it is the usual one, unless that names an image, which
    others must know to run it.
    """
    return _named(spec) if wanted == spec.home else wanted


def _named(spec: ToolSpec) -> Placement | None:
    return spec.home if spec.home.image else None


def remove(chain: Chain, node_ids: Collection[str] = (), edges: Collection[Edge] = ()) -> Chain:
    """Remove nodes with their wires, and single wires."""
    gone, cut = set(node_ids), set(edges)
    kept = tuple(e for e in chain.edges if e not in cut and e.source.node not in gone and e.target.node not in gone)
    update: dict[str, Any] = {"edges": kept}
    if gone:
        update["nodes"] = {k: v for k, v in chain.nodes.items() if k not in gone}
        layout = {k: v for k, v in chain.layout.nodes.items() if k not in gone}
        update["layout"] = chain.layout.model_copy(update={"nodes": layout})
    if INPUTS in gone:
        update["inputs"] = {}
    if OUTPUTS in gone:
        update["outputs"] = {}
    if gone and chain.definitions:
        used = {node.inputs.get(nested.CHAIN) for node in update["nodes"].values()}
        dropped = {chain.nodes[n].inputs.get(nested.CHAIN) for n in gone if n in chain.nodes} - used
        update["definitions"] = {name: inner for name, inner in chain.definitions.items() if name not in dropped}
    return chain.model_copy(update=update)


def move(chain: Chain, positions: Mapping[str, tuple[float, float]]) -> Chain:
    """Set positions of nodes, in scene units."""
    places = chain.layout.nodes
    moved = {
        n: places[n].model_copy(update={"x": x, "y": y}) if n in places else NodeLayout(x=x, y=y)
        for n, (x, y) in positions.items()
    }
    return _with_layout(chain, moved)


def retitle(chain: Chain, node_id: str, title: str) -> Chain:
    """Give a node a title of its own; an empty one takes it back."""
    return _relayout(chain, node_id, title=title.strip())


def show_result(chain: Chain, node_ids: Iterable[str]) -> Chain:
    """Show the results of nodes on them; where all do already, no longer."""
    chosen = [n for n in node_ids if n in chain.nodes and n in chain.layout.nodes]
    on = not all(chain.layout.nodes[n].preview for n in chosen)
    changes = {n: chain.layout.nodes[n].model_copy(update={"preview": on}) for n in chosen}
    return _with_layout(chain, changes) if changes else chain


def show_port(chain: Chain, node_id: str, port: str, shown: bool) -> Chain:
    """Show an input as a port on the node although nothing is wired to it, or no longer."""
    now = chain.layout.nodes[node_id].shown
    kept = tuple(name for name in now if name != port)
    return _relayout(chain, node_id, shown=(*kept, port) if shown else kept)


def set_input(chain: Chain, catalog: Catalog, node_id: str, name: str, value: Any, folder: Path | None = None) -> Chain:
    """Set a constant (or `UNSET` it). Ports that depend on it are made anew: wires follow a port that got another
    name, and go with one that is gone. Sub-chains in files are looked for from `folder`.
    """
    node = chain.nodes[node_id]
    constants = {k: v for k, v in node.inputs.items() if k != name}
    if value is not UNSET:
        # an existing key keeps its place, so that the file's diff is one line
        constants = {**node.inputs, name: value}
    spec = catalog.of(node)
    # half-typed configuration keeps the ports it had: validation says what is wrong
    ports = _ports(chain, spec, constants, folder, node.ports) if spec is not None else node.ports
    changed = node.model_copy(update={"inputs": constants, "ports": ports})
    update: dict[str, Any] = {"nodes": {**chain.nodes, node_id: changed}}
    if spec is not None and ports != node.ports:
        update["edges"] = tuple(_rewired(chain.edges, node_id, node.ports, ports, spec, changed))
    return chain.model_copy(update=update)


def outdated(chain: Chain, catalog: Catalog, node_id: str, folder: Path | None = None) -> bool:
    """Whether `upgraded` would change a node: only another major version of its tool is here, or its sub-chain has
    got other ports.
    """
    node = chain.nodes[node_id]
    spec = catalog.of(node)
    if spec is None:
        return catalog.newest(node.tool) is not None
    return spec.nests and _ports(chain, spec, node.inputs, folder, node.ports) != node.ports


def upgraded(chain: Chain, catalog: Catalog, node_id: str, folder: Path | None = None) -> Chain:
    """A node of another major version as the newest tool of its name takes it: the tool translates the constants,
    and wires to ports that it no longer has are removed. The ports of a sub-chain that was changed are made anew.

    Raises `EditError` when no such tool is here or it cannot take them.
    """
    node = chain.nodes[node_id]
    spec = catalog.newest(node.tool)
    if spec is None:
        raise EditError(f"no tool {node.tool!r} here")
    try:
        translated = dict(node.inputs)
        if catalog.of(node) is None:
            translated = spec.implementation.upgrade(translated, node.version)
        ports = _ports(chain, spec, translated, folder, node.ports)
    except Exception as error:  # a foreign tool's own code
        raise EditError(f"{spec.title} cannot take over version {node.version}: {error}") from error
    changed = node.model_copy(update={"version": spec.version, "inputs": translated, "ports": ports})
    edges = tuple(_rewired(chain.edges, node_id, node.ports, ports, spec, changed))
    return chain.model_copy(update={"nodes": {**chain.nodes, node_id: changed}, "edges": edges})


def _rewired(
    edges: Iterable[Edge],
    node_id: str,
    old: StoredPorts | None,
    new: StoredPorts | None,
    spec: ToolSpec,
    changed: Node,
) -> Iterator[Edge]:
    old, new = old or StoredPorts(), new or StoredPorts()
    into, out = spec.inputs_of(changed), spec.outputs_of(changed)
    into_now, out_now = _renamed(old.inputs, new.inputs), _renamed(old.outputs, new.outputs)
    for edge in edges:
        source, target = edge.source, edge.target
        if target.node == node_id:
            target = Endpoint(node_id, into_now.get(target.port, target.port))
            if target.port not in into:
                continue
        if source.node == node_id:
            source = Endpoint(node_id, out_now.get(source.port, source.port))
            if source.port not in out:
                continue
        same = source == edge.source and target == edge.target
        yield edge if same else edge.model_copy(update={"source": source, "target": target})


def _renamed(old: Mapping[str, JsonSchema], new: Mapping[str, JsonSchema]) -> dict[str, str]:
    """Old name to new, where as many ports are there as before and one stands in another's place."""
    if len(old) != len(new):
        return {}
    return {a: b for a, b in zip(old, new, strict=True) if a != b and a not in new and b not in old}


def configure(chain: Chain, node_id: str, **fields: Any) -> Chain:
    """Set how a node runs: `retry`, `timeout_s`, `error_port`, `placement`. Without an error port its wires go."""
    changed = chain.nodes[node_id].model_copy(update=fields)
    made = chain.model_copy(update={"nodes": {**chain.nodes, node_id: changed}})
    if changed.error_port:
        return made
    error = Endpoint(node_id, ERROR_PORT)
    cut = [e for e in chain.edges_of.get(node_id, ()) if e.source == error]
    return remove(made, edges=cut) if cut and "error_port" in fields else made


def connect(chain: Chain, catalog: Catalog, source: Endpoint, target: Endpoint) -> Chain:
    """Wire an output to an input, in place of the wire that ended there. Raises `EditError` with the reason."""
    if reason := connection_error(chain, catalog, source, target):
        raise EditError(reason)
    edge = Edge.between(source, target)
    kept = tuple(e for e in chain.edges if e.target != target)
    return chain.model_copy(update={"edges": (*kept, edge)})


def declare_input(chain: Chain, name: str, port: ChainPort, near: tuple[float, float] = (0, 0)) -> Chain:
    """Declare a chain input, or change it. The block of inputs appears at `near` when it is the first."""
    changed = chain.model_copy(update={"inputs": {**chain.inputs, name: port}})
    return changed if INPUTS in chain.layout.nodes else _with_layout(changed, {INPUTS: _at(near)})


def declare_output(chain: Chain, name: str, port: ChainPort, near: tuple[float, float] = (0, 0)) -> Chain:
    """Declare a chain output, or change it."""
    changed = chain.model_copy(update={"outputs": {**chain.outputs, name: port}})
    return changed if OUTPUTS in chain.layout.nodes else _with_layout(changed, {OUTPUTS: _at(near)})


def declare_outputs_of(chain: Chain, catalog: Catalog, node_ids: Iterable[str]) -> Chain:
    """Declare every output of these nodes that feeds nothing as an output of the chain, and wire it.

    Raises `EditError` when there is none.
    """
    right = max((p.x for p in chain.layout.nodes.values()), default=0.0)
    made = chain
    for node_id in node_ids:
        node = chain.nodes.get(node_id)
        spec = catalog.of(node) if node else None
        if node is None or spec is None:
            continue
        fed = {edge.source.port for edge in chain.edges_of.get(node_id, ()) if edge.source.node == node_id}
        for port in spec.outputs_of(node).values():
            if port.name not in fed:
                name = fresh_id(made.outputs, f"{node_id}_{port.name}")
                declared = ChainPort.model_validate({"schema": port.schema, "title": port.title})
                near = (right + 300, chain.layout.nodes[node_id].y)
                made = declare_output(made, name, declared, near)
                edge = Edge.between((node_id, port.name), (OUTPUTS, name))
                made = made.model_copy(update={"edges": (*made.edges, edge)})
    if made is chain:
        raise EditError("every output of these nodes feeds something already")
    return made


def remove_port(chain: Chain, block: str, name: str) -> Chain:
    """Take back a declared input (`block` is `INPUTS`) or output (`OUTPUTS`) with its wires."""
    field = "inputs" if block == INPUTS else "outputs"
    kept = {k: v for k, v in getattr(chain, field).items() if k != name}
    edges = tuple(e for e in chain.edges if Endpoint(block, name) not in (e.source, e.target))
    changed = chain.model_copy(update={field: kept, "edges": edges})
    return changed if kept else remove(changed, {block})


def paths_rebased(chain: Chain, catalog: Catalog, old: Path, new: Path) -> Chain:
    """The chain for a file in folder `new` instead of `old`: path constants mean the same files as before."""
    nodes = {}
    inner = {name: paths_rebased(part, catalog, old, new) for name, part in chain.definitions.items()}
    if any(inner[name] is not part for name, part in chain.definitions.items()):
        chain = chain.model_copy(update={"definitions": inner})
    for node_id, node in chain.nodes.items():
        spec = catalog.of(node)
        paths = spec.paths_of(node) if spec else ()
        moved = {**node.inputs, **{n: _moved(node.inputs[n], old, new) for n in paths if n in node.inputs}}
        if moved != node.inputs:
            nodes[node_id] = node.model_copy(update={"inputs": moved})
    return chain.model_copy(update={"nodes": {**chain.nodes, **nodes}}) if nodes else chain


def stored_path(path: Path, folder: Path) -> str:
    """How a path is written in a chain that lies in `folder`: relative when it is inside."""
    return path.relative_to(folder).as_posix() if folder in path.parents else str(path)


def _moved(value: Any, old: Path, new: Path) -> Any:
    if isinstance(value, list):
        return [_moved(item, old, new) for item in value]
    if not isinstance(value, str) or not value:
        return value
    return stored_path(old / Path(value).expanduser(), new)


def copy(chain: Chain, node_ids: Iterable[str]) -> str:
    """Nodes and the wires between them as JSON text, for the clipboard."""
    wanted = list(node_ids)
    chosen = [n for n in wanted if n in chain.nodes]
    part = Chain(
        nodes={n: chain.nodes[n] for n in chosen},
        edges=tuple(e for e in chain.edges if e.source.node in chosen and e.target.node in chosen),
        layout=Layout(
            nodes={n: p for n, p in chain.layout.nodes.items() if n in chosen},
            frames={n: f for n, f in chain.layout.frames.items() if n in wanted},
            notes={n: f for n, f in chain.layout.notes.items() if n in wanted},
            bends={
                str(e.target): chain.layout.bends[str(e.target)]
                for e in chain.edges
                if e.source.node in chosen and e.target.node in chosen and str(e.target) in chain.layout.bends
            },
        ),
        definitions={
            name: chain.definitions[name]
            for name in dict.fromkeys(str(chain.nodes[n].inputs.get(nested.CHAIN)) for n in chosen)
            if name in chain.definitions
        },
    )
    return json.dumps({PASTE_FORMAT: part.model_dump(mode="json", by_alias=True, exclude_defaults=True)}, indent=2)


def paste(chain: Chain, text: str, x: float, y: float) -> tuple[Chain, list[str]]:
    """Put copied nodes in, their upper left corner at (x, y); returns the chain and the new ids.

    Raises `EditError` when the text holds no nodes.
    """
    try:
        part = Chain.model_validate(json.loads(text)[PASTE_FORMAT])
    except (ValueError, KeyError, TypeError, RecursionError, ValidationError) as error:
        raise EditError("the clipboard holds no nodes") from error
    names: dict[str, str] = {}
    for node_id in part.nodes:
        names[node_id] = fresh_id({*chain.nodes, *names.values()}, re.sub(r"_\d+$", "", node_id))
    at = {n: part.layout.nodes.get(n, NodeLayout(x=0, y=0)) for n in part.nodes}
    areas = {**part.layout.frames, **part.layout.notes}
    corners = [*at.values(), *areas.values()]
    left, top = min((p.x for p in corners), default=0), min((p.y for p in corners), default=0)
    for name in areas:
        names[name] = fresh_id({*chain.layout.frames, *chain.layout.notes, *names.values()}, re.sub(r"_\d+$", "", name))

    def shifted(place: Any) -> Any:
        return place.model_copy(update={"x": place.x - left + x, "y": place.y - top + y})

    placed = {names[n]: shifted(p) for n, p in at.items()}
    edges = [
        Edge.between((names[e.source.node], e.source.port), (names[e.target.node], e.target.port))
        for e in part.edges
        if e.source.node in names and e.target.node in names
    ]
    called: dict[str, str] = {}
    for name in part.definitions:
        called[name] = fresh_id({*chain.definitions, *called.values()}, re.sub(r"_\d+$", "", name))
    changed = chain.model_copy(
        update={
            "nodes": {**chain.nodes, **{names[n]: _calling(node, called) for n, node in part.nodes.items()}},
            "edges": (*chain.edges, *edges),
            "definitions": {**chain.definitions, **{called[n]: inner for n, inner in part.definitions.items()}},
        }
    )
    layout = chain.layout.model_copy(
        update={
            "nodes": {**chain.layout.nodes, **placed},
            "frames": {**chain.layout.frames, **{names[n]: shifted(f) for n, f in part.layout.frames.items()}},
            "notes": {**chain.layout.notes, **{names[n]: shifted(f) for n, f in part.layout.notes.items()}},
            "bends": {**chain.layout.bends, **_bends(part, names, x - left, y - top)},
        }
    )
    return changed.model_copy(update={"layout": layout}), list(names.values())


def _bends(part: Chain, names: Mapping[str, str], dx: float, dy: float) -> dict[str, tuple[tuple[float, float], ...]]:
    """The bends of pasted wires, where they are now."""
    return {
        str(Endpoint(names[edge.target.node], edge.target.port)): tuple((x + dx, y + dy) for x, y in through)
        for edge in part.edges
        if edge.target.node in names and (through := part.layout.bends.get(str(edge.target)))
    }


def part_at(root: Chain, level: Sequence[str]) -> Chain:
    """The sub-chain that is reached by opening these nodes one inside the other. Raises KeyError where one is gone."""
    for node_id in level:
        root = root.definitions[str(root.nodes[node_id].inputs[nested.CHAIN])]
    return root


def with_part(root: Chain, catalog: Catalog, level: Sequence[str], part: Chain) -> Chain:
    """`root` with the sub-chain at this level replaced."""
    if not level:
        return part
    name = str(root.nodes[level[0]].inputs[nested.CHAIN])
    return with_inner(root, catalog, name, with_part(root.definitions[name], catalog, level[1:], part))


def with_inner(chain: Chain, catalog: Catalog, name: str, inner: Chain) -> Chain:
    """Put a changed sub-chain in the place of definition `name`: the nodes that run it get its ports."""
    made = chain.model_copy(update={"definitions": {**chain.definitions, name: inner}})
    before = chain.definitions.get(name)
    if before is not None and before.inputs is inner.inputs and before.outputs is inner.outputs:
        return made
    for node_id, node in chain.nodes.items():
        spec = catalog.of(node)
        if spec is None or not spec.nests or node.inputs.get(nested.CHAIN) != name or node.inputs.get(nested.FILE):
            continue
        ports = _ports(made, spec, node.inputs, None, node.ports)
        if ports != node.ports:
            changed = node.model_copy(update={"ports": ports})
            edges = tuple(_rewired(made.edges, node_id, node.ports, ports, spec, changed))
            made = made.model_copy(update={"nodes": {**made.nodes, node_id: changed}, "edges": edges})
    return made


def _ports(
    chain: Chain, spec: ToolSpec, constants: Mapping[str, Any], folder: Path | None, now: StoredPorts | None
) -> StoredPorts | None:
    """The ports of a node with these constants; as they are `now` where they make no sense."""
    try:
        if not spec.nests:
            return spec.resolve(constants)
        node = Node(tool=spec.name, version=spec.version, inputs=dict(constants))
        if folder is None and constants.get(nested.FILE):
            return now
        inner = nested.inner_of(chain, node, folder or Path())
        return spec.resolve(constants, inner.chain if inner else None)
    except (ValueError, ChainError):
        return now


def _calling(node: Node, names: Mapping[str, str]) -> Node:
    """The node with its sub-chain under its new name."""
    called = names.get(str(node.inputs.get(nested.CHAIN)))
    return node.model_copy(update={"inputs": {**node.inputs, nested.CHAIN: called}}) if called else node


def _at(point: tuple[float, float]) -> NodeLayout:
    return NodeLayout(x=point[0], y=point[1])


def _with_layout(chain: Chain, changes: Mapping[str, NodeLayout]) -> Chain:
    layout = chain.layout.model_copy(update={"nodes": {**chain.layout.nodes, **changes}})
    return chain.model_copy(update={"layout": layout})


def _relayout(chain: Chain, node_id: str, **changes: Any) -> Chain:
    now = chain.layout.nodes.get(node_id, NodeLayout(x=0, y=0))
    return _with_layout(chain, {node_id: now.model_copy(update=changes)})

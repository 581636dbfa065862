"""Edits of a chain: pure functions that return a new one. Raise `EditError` and change nothing otherwise."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from engine.catalog import Catalog, Port, ToolSpec
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
    Node,
    NodeLayout,
    Placement,
    StoredPorts,
)
from engine.chain.wiring import connection_error
from engine.errors import ChainError, EditError
from nodes.sdk.errors import reason_of

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


def fresh_id(existing: Collection[str], wish: str) -> str:
    """A short readable id that none has: ``read``, ``read_2``, …"""
    slug = re.sub(r"[^a-z0-9]+", "_", wish.lower()).strip("_")[:48] or "node"
    if not slug[0].isalpha():
        slug = f"n_{slug}"
    fresh, count = slug, 1
    while fresh in existing:
        count += 1
        fresh = f"{slug}_{count}"
    return fresh


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
    node = Node(tool=spec.name, version=spec.version, inputs=constants, ports=ports, placement=image_placement(spec))
    return _with_layout(_with_node(chain, node_id, node), {node_id: NodeLayout(x=x, y=y)}), node_id


def fresh_node(spec: ToolSpec) -> Node:
    """A node of this tool as it is before anybody has touched it."""
    ports = _ports(Chain(), spec, {}, None, None)
    return Node(tool=spec.name, version=spec.version, ports=ports, placement=image_placement(spec))


def placement_of(spec: ToolSpec, placement: Placement) -> Placement | None:
    """What a node stores for a placement: nothing where it is the usual one, unless that names an image, which
    others must know to run it.
    """
    return image_placement(spec) if placement == spec.home else placement


def image_placement(spec: ToolSpec) -> Placement | None:
    """What a node stores of its tool's usual placement."""
    return spec.home if spec.home.image else None


def remove(chain: Chain, node_ids: Collection[str] = (), edges: Collection[Edge] = ()) -> Chain:
    """Remove nodes with their wires, and single wires."""
    removed, cut = set(node_ids), set(edges)
    update: dict[str, Any] = {
        "edges": tuple(
            e for e in chain.edges if e not in cut and e.source.node not in removed and e.target.node not in removed
        )
    }
    if removed:
        nodes = {n: node for n, node in chain.nodes.items() if n not in removed}
        positions = {n: position for n, position in chain.layout.nodes.items() if n not in removed}
        update["nodes"] = nodes
        update["layout"] = chain.layout.model_copy(update={"nodes": positions})
        removed_nodes = [chain.nodes[n] for n in removed if n in chain.nodes]
        update["definitions"] = definitions_without(chain, removed_nodes, nodes.values())
    if INPUTS in removed:
        update["inputs"] = {}
    if OUTPUTS in removed:
        update["outputs"] = {}
    return chain.model_copy(update=update)


def definitions_without(chain: Chain, removed: Iterable[Node], nodes: Iterable[Node]) -> dict[str, Chain]:
    """The sub-chains but those that removed nodes ran and none of these does; what never had a user stays."""
    if not chain.definitions:
        return chain.definitions
    unused = {node.inputs.get(nested.CHAIN) for node in removed} - {node.inputs.get(nested.CHAIN) for node in nodes}
    return {name: inner for name, inner in chain.definitions.items() if name not in unused}


def move(chain: Chain, positions: Mapping[str, tuple[float, float]]) -> Chain:
    """Set positions of nodes, in scene units."""
    return _with_layout(
        chain, {n: chain.layout_of(n).model_copy(update={"x": x, "y": y}) for n, (x, y) in positions.items()}
    )


def retitle(chain: Chain, node_id: str, title: str) -> Chain:
    """Give a node a title of its own; an empty one takes it back."""
    return _relayout(chain, node_id, title=title.strip())


def show_result(chain: Chain, node_ids: Iterable[str]) -> Chain:
    """Show the results of nodes on them; where all do already, no longer."""
    chosen = [n for n in node_ids if n in chain.nodes and n in chain.layout.nodes]
    on = not all(chain.layout.nodes[n].preview for n in chosen)
    changes = {n: chain.layout.nodes[n].model_copy(update={"preview": on}) for n in chosen}
    if not changes:
        return chain
    return _with_layout(chain, changes)


def show_port(chain: Chain, node_id: str, port: str, visible: bool) -> Chain:
    """Show an input as a port on the node although nothing is wired to it, or no longer."""
    names = [name for name in chain.layout.nodes[node_id].shown if name != port]
    if visible:
        names.append(port)
    return _relayout(chain, node_id, shown=tuple(names))


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
    if spec is None:
        return _with_node(chain, node_id, node.model_copy(update={"inputs": constants}))
    # half-typed configuration keeps the ports it had: validation says what is wrong
    ports = _ports(chain, spec, constants, folder, node.ports)
    changed = node.model_copy(update={"inputs": constants, "ports": ports})
    if ports == node.ports:
        return _with_node(chain, node_id, changed)
    return _with_ports(chain, node_id, spec, changed)


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
        raise EditError(f"{spec.title} cannot take over version {node.version}: {reason_of(error)}") from error
    changed = node.model_copy(update={"version": spec.version, "inputs": translated, "ports": ports})
    return _with_ports(chain, node_id, spec, changed)


def _with_ports(chain: Chain, node_id: str, spec: ToolSpec, changed: Node) -> Chain:
    """The chain with a node that has got other ports: wires follow a port with a new name, and go with a port that
    is gone.
    """
    old, new = chain.nodes[node_id].ports or StoredPorts(), changed.ports or StoredPorts()
    inputs, outputs = spec.inputs_of(changed), spec.outputs_of(changed)
    input_names, output_names = _renamed(old.inputs, new.inputs), _renamed(old.outputs, new.outputs)
    edges = []
    for edge in chain.edges:
        source, target = edge.source, edge.target
        if target.node == node_id:
            target = Endpoint(node_id, input_names.get(target.port, target.port))
            if target.port not in inputs:
                continue
        if source.node == node_id:
            source = Endpoint(node_id, output_names.get(source.port, source.port))
            if source.port not in outputs:
                continue
        if (source, target) != (edge.source, edge.target):
            edge = edge.model_copy(update={"source": source, "target": target})
        edges.append(edge)
    return _with_node(chain, node_id, changed).model_copy(update={"edges": tuple(edges)})


def _renamed(old: Mapping[str, JsonSchema], new: Mapping[str, JsonSchema]) -> dict[str, str]:
    """Old name to new, where as many ports are there as before and one stands in another's place."""
    if len(old) != len(new):
        return {}
    return {a: b for a, b in zip(old, new, strict=True) if a != b and a not in new and b not in old}


def configure(chain: Chain, node_id: str, **fields: Any) -> Chain:
    """Set how a node runs: `retry`, `timeout_s`, `error_port`, `placement`. Without an error port its wires go."""
    changed = chain.nodes[node_id].model_copy(update=fields)
    configured = _with_node(chain, node_id, changed)
    if changed.error_port or "error_port" not in fields:
        return configured
    error = Endpoint(node_id, ERROR_PORT)
    return remove(configured, edges=[e for e in chain.edges_of.get(node_id, ()) if e.source == error])


def connect(chain: Chain, catalog: Catalog, source: Endpoint, target: Endpoint) -> Chain:
    """Wire an output to an input, in place of the wire that ended there. Raises `EditError` with the reason."""
    if reason := connection_error(chain, catalog, source, target):
        raise EditError(reason)
    edge = Edge.between(source, target)
    others = (e for e in chain.edges if e.target != target)
    return chain.model_copy(update={"edges": (*others, edge)})


def declare_input(chain: Chain, name: str, port: ChainPort, at: tuple[float, float] = (0, 0)) -> Chain:
    """Declare a chain input, or change it. The block of inputs appears at `at` when it is the first."""
    changed = chain.model_copy(update={"inputs": {**chain.inputs, name: port}})
    return _with_block(changed, INPUTS, at)


def declare_output(chain: Chain, name: str, port: ChainPort, at: tuple[float, float] = (0, 0)) -> Chain:
    """Declare a chain output, or change it."""
    changed = chain.model_copy(update={"outputs": {**chain.outputs, name: port}})
    return _with_block(changed, OUTPUTS, at)


def declare_outputs_of(chain: Chain, catalog: Catalog, node_ids: Iterable[str]) -> Chain:
    """Declare every output of these nodes that feeds nothing as an output of the chain, and wire it.

    Raises `EditError` when there is none.
    """
    right = max((p.x for p in chain.layout.nodes.values()), default=0.0)
    declaring = chain
    for node_id in node_ids:
        for port in _loose_outputs(chain, catalog, node_id):
            name = fresh_id(declaring.outputs, f"{node_id}_{port.name}")
            declared = ChainPort.model_validate({"schema": port.schema, "title": port.title})
            declaring = declare_output(declaring, name, declared, (right + 300, chain.layout.nodes[node_id].y))
            edge = Edge.between((node_id, port.name), (OUTPUTS, name))
            declaring = declaring.model_copy(update={"edges": (*declaring.edges, edge)})
    if declaring is chain:
        raise EditError("every output of these nodes feeds something already")
    return declaring


def _loose_outputs(chain: Chain, catalog: Catalog, node_id: str) -> list[Port]:
    """The outputs of a node that feed nothing."""
    node = chain.nodes.get(node_id)
    if node is None or (spec := catalog.of(node)) is None:
        return []
    feeding = {edge.source.port for edge in chain.edges_of.get(node_id, ()) if edge.source.node == node_id}
    return [port for port in spec.outputs_of(node).values() if port.name not in feeding]


def remove_port(chain: Chain, block: str, name: str) -> Chain:
    """Take back a declared input (`block` is `INPUTS`) or output (`OUTPUTS`) with its wires."""
    field = {INPUTS: "inputs", OUTPUTS: "outputs"}[block]
    ports = {k: v for k, v in getattr(chain, field).items() if k != name}
    edges = tuple(e for e in chain.edges if Endpoint(block, name) not in (e.source, e.target))
    changed = chain.model_copy(update={field: ports, "edges": edges})
    if ports:
        return changed
    return remove(changed, {block})


def inner_at(root: Chain, level: Sequence[str]) -> Chain:
    """The sub-chain that is reached by opening these nodes one inside the other. Raises KeyError where one is gone."""
    for node_id in level:
        root = root.definitions[str(root.nodes[node_id].inputs[nested.CHAIN])]
    return root


def with_inner_at(root: Chain, catalog: Catalog, level: Sequence[str], inner: Chain) -> Chain:
    """`root` with the sub-chain at this level replaced."""
    if not level:
        return inner
    name = str(root.nodes[level[0]].inputs[nested.CHAIN])
    return with_inner(root, catalog, name, with_inner_at(root.definitions[name], catalog, level[1:], inner))


def with_inner(chain: Chain, catalog: Catalog, name: str, inner: Chain) -> Chain:
    """Put a changed sub-chain in the place of definition `name`: the nodes that run it get its ports."""
    previous = chain.definitions.get(name)
    chain = chain.model_copy(update={"definitions": {**chain.definitions, name: inner}})
    if previous is not None and previous.inputs is inner.inputs and previous.outputs is inner.outputs:
        return chain
    for node_id, node in chain.nodes.items():
        spec = catalog.of(node)
        if spec is None or not spec.nests or node.inputs.get(nested.CHAIN) != name or node.inputs.get(nested.FILE):
            continue
        ports = _ports(chain, spec, node.inputs, None, node.ports)
        if ports != node.ports:
            chain = _with_ports(chain, node_id, spec, node.model_copy(update={"ports": ports}))
    return chain


def _ports(
    chain: Chain, spec: ToolSpec, constants: Mapping[str, Any], folder: Path | None, fallback: StoredPorts | None
) -> StoredPorts | None:
    """The ports of a node with these constants; `fallback` where they make no sense."""
    try:
        if not spec.nests:
            return spec.resolve(constants)
        if folder is None and constants.get(nested.FILE):
            return fallback
        node = Node(tool=spec.name, version=spec.version, inputs=dict(constants))
        inner = nested.inner_of(chain, node, folder or Path())
        return spec.resolve(constants, inner.chain if inner else None)
    except (ValueError, ChainError):
        return fallback


def _with_node(chain: Chain, node_id: str, node: Node) -> Chain:
    return chain.model_copy(update={"nodes": {**chain.nodes, node_id: node}})


def _with_block(chain: Chain, block: str, at: tuple[float, float]) -> Chain:
    """The chain with a position for its block of inputs or outputs."""
    if block in chain.layout.nodes:
        return chain
    return _with_layout(chain, {block: NodeLayout(x=at[0], y=at[1])})


def _with_layout(chain: Chain, changes: Mapping[str, NodeLayout]) -> Chain:
    layout = chain.layout.model_copy(update={"nodes": {**chain.layout.nodes, **changes}})
    return chain.model_copy(update={"layout": layout})


def _relayout(chain: Chain, node_id: str, **changes: Any) -> Chain:
    return _with_layout(chain, {node_id: chain.layout_of(node_id).model_copy(update=changes)})

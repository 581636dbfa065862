"""Larger edits: into a wire, out of it, another tool in a node's place, a part of a chain as a sub-chain and back.

Pure functions that return a new chain, as in `engine.chain.edit`; they raise `EditError` and change nothing otherwise.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from engine.catalog import Catalog, Port, ToolSpec
from engine.chain import edit, nested
from engine.chain.card import is_data
from engine.chain.edit import fresh_id
from engine.chain.excerpt import corner, extract, fresh_ids, inner_name, merged, shifted
from engine.chain.graph import Absent, Graph
from engine.chain.model import INPUTS, OUTPUTS, Chain, ChainPort, Edge, Endpoint, Mode, Node, NodeLayout, Placement
from engine.chain.types import type_mismatch
from engine.errors import EditError

_SUBCHAIN = "flow.chain"
_MARGIN = 300.0
"""How far from the nodes of a new sub-chain the blocks of its inputs and outputs lie, in scene units."""


def insertable(chain: Chain, catalog: Catalog, node_id: str, edge: Edge) -> tuple[str, str] | None:
    """The input and output by which a node can go into a wire; None where its types do not fit or it is wired."""
    node = chain.nodes.get(node_id)
    if node is None or chain.edges_of.get(node_id) or node_id in (edge.source.node, edge.target.node):
        return None
    graph = Graph(chain, catalog)
    source, target = graph.output_port(edge.source), graph.input_port(edge.target)
    spec = catalog.of(node)
    if spec is None or isinstance(source, Absent) or isinstance(target, Absent):
        return None
    inputs = [p for p in spec.inputs_of(node).values() if not p.config and not type_mismatch(source.type, p.type)]
    inputs.sort(key=lambda p: not is_data(p, spec))
    outputs = [p for p in spec.outputs_of(node).values() if not type_mismatch(p.type, target.type)]
    if not inputs or not outputs:
        return None
    return _best(inputs, source.type.kind), _best(outputs, target.type.kind)


def _best(ports: Sequence[Port], kind: str) -> str:
    """The first port of exactly this kind, else the first."""
    return next((p.name for p in ports if p.type.kind == kind), ports[0].name)


def inserted(chain: Chain, catalog: Catalog, node_id: str, edge: Edge) -> Chain:
    """Put an unwired node into a wire."""
    ports = insertable(chain, catalog, node_id, edge)
    if ports is None:
        raise EditError("the node does not fit into this wire")
    entry, exit_ = Endpoint(node_id, ports[0]), Endpoint(node_id, ports[1])
    pair = {edge: (Edge.between(edge.source, entry), Edge.between(exit_, edge.target))}
    edges = tuple(new for old in chain.edges for new in pair.get(old, (old,)))
    return chain.model_copy(update={"edges": edges})


def removed_and_bridged(chain: Chain, catalog: Catalog, node_ids: Collection[str]) -> Chain:
    """Remove nodes, and let what fed each of them feed what hung on it, where the types fit."""
    for node_id in node_ids:
        graph = Graph(chain, catalog)
        bridges = [
            (source, edge.target)
            for edge in chain.edges_of.get(node_id, ())
            if edge.source.node == node_id and node_id in chain.nodes and (source := graph.passed_on(edge.source))
        ]
        chain = edit.remove(chain, [node_id])
        for source, target in bridges:
            if target.node not in chain.nodes or source.node not in Graph(chain, catalog).reachable(target.node):
                chain = _with_edges(chain, [Edge.between(source, target)])
    return chain


def tool_replaced(chain: Chain, catalog: Catalog, node_id: str, spec: ToolSpec) -> Chain:
    """Another tool in a node's place: constants it has, too, and wires that fit are kept; a wire to a port that it
    does not have goes to the first free one that fits. All else that the node says of itself stays as it was.
    """
    node = chain.nodes[node_id]
    constants = {name: value for name, value in node.inputs.items() if name in spec.inputs}
    unwired = edit.remove(chain, edges=chain.edges_of.get(node_id, ()))
    with_fresh, fresh_name = edit.add_node(unwired, spec, 0, 0, constants)
    fresh = with_fresh.nodes[fresh_name]
    update = {"tool": fresh.tool, "version": fresh.version, "inputs": fresh.inputs, "ports": fresh.ports}
    changed = node.model_copy(update={**update, "placement": _placement_for(node, spec)})
    nodes = {**chain.nodes, node_id: changed}
    definitions = edit.definitions_without(with_fresh, [node], nodes.values())
    replaced = unwired.model_copy(update={"nodes": nodes, "definitions": definitions})
    for edge in chain.edges_of.get(node_id, ()):
        replaced = _reconnected(replaced, catalog, node_id, edge, spec)
    return replaced


def _placement_for(node: Node, spec: ToolSpec) -> Placement | None:
    """Where a node runs once it has another tool: as it was, but an image belongs to the tool that was."""
    if node.placement is None or node.placement.image or spec.home.image or spec.flow:
        return edit.image_placement(spec)
    return node.placement


def _reconnected(chain: Chain, catalog: Catalog, node_id: str, edge: Edge, spec: ToolSpec) -> Chain:
    """The chain with the wire again, at the port of the same name or the first free one that takes it."""
    node = chain.nodes[node_id]
    if edge.target.node == node_id:
        ports = [p for p in spec.inputs_of(node).values() if not p.config]
        ports.sort(key=lambda p: (p.name != edge.target.port, not is_data(p, spec)))
        targets = [Endpoint(node_id, p.name) for p in ports]
        ends = [(edge.source, target) for target in targets if target not in chain.incoming]
    else:
        names = sorted(spec.outputs_of(node), key=lambda name: name != edge.source.port)
        ends = [(Endpoint(node_id, name), edge.target) for name in names]
    for source, target in ends:
        try:
            return edit.connect(chain, catalog, source, target)
        except EditError:
            continue
    return chain


def grouped(chain: Chain, catalog: Catalog, node_ids: Collection[str], title: str = "") -> tuple[Chain, str]:
    """Make a sub-chain of nodes: cut wires become its ports. Returns the chain and the node in their place."""
    members = [n for n in chain.nodes if n in node_ids]
    spec = catalog.newest(_SUBCHAIN)
    if not members or spec is None:
        raise EditError("select the nodes that are to be inside")
    graph = Graph(chain, catalog)
    if between := _between(graph, set(members)):
        raise EditError(f"{between} lies between these nodes: it feeds some of them and is fed by others")
    entering, leaving = _cut(chain, set(members))
    inputs = _port_names({e.source: e.target.port for e in entering})
    outputs = _port_names({e.source: e.source.port for e in leaving})
    inner = _group(graph, members, title, inputs, outputs, entering)

    bare = edit.remove(chain, members)
    name = fresh_id(bare.definitions, title or "group")
    bare = bare.model_copy(update={"definitions": {**bare.definitions, name: inner}})
    positions = [chain.layout_of(n) for n in members]
    x, y = (round(sum(axis) / len(members), -1) for axis in zip(*((p.x, p.y) for p in positions), strict=True))
    with_node, node_id = edit.add_node(bare, spec, x, y, {nested.CHAIN: name})
    if title:
        with_node = edit.retitle(with_node, node_id, title)
    wires = [Edge.between(source, (node_id, port)) for source, port in inputs.items()]
    wires += [edge.model_copy(update={"source": Endpoint(node_id, outputs[edge.source])}) for edge in leaving]
    return _with_edges(with_node, wires), node_id


def _cut(chain: Chain, members: set[str]) -> tuple[list[Edge], list[Edge]]:
    """The wires that lead into these nodes, and those that lead out of them."""
    entering = [e for e in chain.edges if e.target.node in members and e.source.node not in members]
    leaving = [e for e in chain.edges if e.source.node in members and e.target.node not in members]
    return entering, leaving


def _between(graph: Graph, members: set[str]) -> str:
    """A node outside that is fed by members and feeds others of them; empty where there is none."""
    for node_id in members:
        for successor in graph.chain.downstream(node_id):
            if successor not in members and graph.reachable(successor) & members:
                return successor
    return ""


def _port_names(wishes: Mapping[Endpoint, str]) -> dict[Endpoint, str]:
    """The name of a declared port for each source of a cut wire."""
    names: dict[Endpoint, str] = {}
    for source, wish in wishes.items():
        names[source] = fresh_id(names.values(), wish)
    return names


def _group(
    graph: Graph,
    members: Collection[str],
    title: str,
    inputs: Mapping[Endpoint, str],
    outputs: Mapping[Endpoint, str],
    entering: Sequence[Edge],
) -> Chain:
    """The members as a chain of its own, its upper left corner at the origin, with a port for each cut source."""
    excerpt = extract(graph.chain, members)
    left, top = corner(excerpt)
    inner = shifted(excerpt, -left, -top)
    right = max(position.x for position in inner.layout.nodes.values())
    blocks = {}
    if inputs:
        blocks[INPUTS] = NodeLayout(x=-_MARGIN, y=0)
    if outputs:
        blocks[OUTPUTS] = NodeLayout(x=right + _MARGIN, y=0)
    edges = [edge.model_copy(update={"source": Endpoint(INPUTS, inputs[edge.source])}) for edge in entering]
    edges += [Edge.between(source, (OUTPUTS, name)) for source, name in outputs.items()]
    return inner.model_copy(
        update={
            "title": title,
            "inputs": {name: _declared(graph, source) for source, name in inputs.items()},
            "outputs": {name: _declared(graph, source) for source, name in outputs.items()},
            "edges": (*inner.edges, *edges),
            "layout": inner.layout.model_copy(update={"nodes": {**inner.layout.nodes, **blocks}}),
        }
    )


def _declared(graph: Graph, source: Endpoint) -> ChainPort:
    """What a chain declares where the value of this output comes in or goes out."""
    port = graph.output_port(source)
    schema: dict[str, Any] = {} if isinstance(port, Absent) else dict(port.schema)
    schema.pop("default", None)
    return ChainPort.model_validate({"schema": schema, "title": str(schema.get("title", ""))})


def ungrouped(chain: Chain, catalog: Catalog, node_id: str) -> tuple[Chain, list[str]]:
    """The nodes of a sub-chain in the place of the node that runs it. Returns the chain and their ids."""
    node, inner = _dissolvable(chain, node_id)
    bare = edit.remove(chain, [node_id])
    ids = fresh_ids(bare.nodes, {n: n for n in inner.nodes})
    areas = {**inner.layout.frames, **inner.layout.notes}
    area_ids = fresh_ids({*bare.layout.frames, *bare.layout.notes, *bare.nodes, *ids.values()}, {n: n for n in areas})
    at, (left, top) = chain.layout_of(node_id), corner(inner)
    dissolved = merged(bare, shifted(inner, at.x - left, at.y - top), ids | area_ids)

    feeds = {e.target.port: e.source for e in chain.edges_of.get(node_id, ()) if e.target.node == node_id}
    wires = [*_entering(inner, feeds, ids), *_leaving(chain, node_id, inner, feeds, ids)]
    nodes = dict(dissolved.nodes)
    for target, value in _constants(inner, node, feeds).items():
        member = nodes[ids[target.node]]
        nodes[ids[target.node]] = member.model_copy(update={"inputs": {**member.inputs, target.port: value}})
    return _with_edges(dissolved.model_copy(update={"nodes": nodes}), wires), list(ids.values())


def _dissolvable(chain: Chain, node_id: str) -> tuple[Node, Chain]:
    """A node and the sub-chain that it runs. Raises `EditError` where it runs none of this chain."""
    node = chain.nodes.get(node_id)
    if node is not None and node.tool == _SUBCHAIN and not node.inputs.get(nested.FILE):
        inner = chain.definitions.get(inner_name(node))
        if inner is not None:
            return node, inner
    raise EditError("only a sub-chain that is part of this chain can be dissolved")


def _entering(inner: Chain, feeds: Mapping[str, Endpoint], ids: Mapping[str, str]) -> Iterator[Edge]:
    """The wires from what fed the node to the nodes that were in it."""
    for edge in inner.edges:
        source = feeds.get(edge.source.port)
        if edge.source.node == INPUTS and edge.target.node in ids and source is not None:
            target = Endpoint(ids[edge.target.node], edge.target.port)
            yield edge.model_copy(update={"source": source, "target": target})


def _constants(inner: Chain, node: Node, feeds: Mapping[str, Endpoint]) -> dict[Endpoint, Any]:
    """What nodes inside got from the form of the node, or by default, by their own ports."""
    values = {**inner.input_defaults(), **node.inputs}
    return {
        edge.target: values[edge.source.port]
        for edge in inner.edges
        if edge.source.node == INPUTS
        and edge.target.node in inner.nodes
        and edge.source.port not in feeds
        and edge.source.port in values
    }


def _leaving(
    chain: Chain, node_id: str, inner: Chain, feeds: Mapping[str, Endpoint], ids: Mapping[str, str]
) -> Iterator[Edge]:
    """The wires from the nodes that were in the node, or from what fed it, to what it fed."""
    sources = {edge.target.port: edge.source for edge in inner.edges if edge.target.node == OUTPUTS}
    for edge in chain.edges_of.get(node_id, ()):
        source = sources.get(edge.source.port)
        if edge.source.node != node_id or source is None:
            continue
        if source.node == INPUTS:
            source = feeds.get(source.port)
        elif source.node in ids:
            source = Endpoint(ids[source.node], source.port)
        else:
            source = None
        if source is not None:
            yield edge.model_copy(update={"source": source})


def switched(chain: Chain, node_ids: Collection[str], mode: Mode) -> Chain:
    """Set how nodes take part; back to `on` where all of them have that mode already."""
    nodes = {n: chain.nodes[n] for n in node_ids if n in chain.nodes}
    if all(node.mode == mode for node in nodes.values()):
        mode = "on"
    changed = {n: node.model_copy(update={"mode": mode}) for n, node in nodes.items()}
    return chain.model_copy(update={"nodes": {**chain.nodes, **changed}}) if changed else chain


def _with_edges(chain: Chain, edges: Iterable[Edge]) -> Chain:
    return chain.model_copy(update={"edges": (*chain.edges, *edges)})

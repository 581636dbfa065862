"""Larger edits: into a wire, out of it, another tool in a node's place, a part of a chain as a sub-chain and back.

Pure functions that return a new chain, as in `engine.chain.edit`; they raise `EditError` and change nothing otherwise.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from engine.catalog import Catalog, Port, ToolSpec
from engine.chain import edit, nested
from engine.chain.card import is_data
from engine.chain.edit import fresh_id
from engine.chain.graph import Absent, Graph
from engine.chain.model import INPUTS, OUTPUTS, Chain, ChainPort, Edge, Endpoint, Layout, Node, NodeLayout
from engine.chain.types import type_mismatch
from engine.errors import EditError

_SUBCHAIN = "flow.chain"
_BESIDE = 300.0
"""How far from the nodes of a new sub-chain the blocks of its inputs and outputs lie, in scene units."""


def insertable(chain: Chain, catalog: Catalog, node_id: str, edge: Edge) -> tuple[str, str] | None:
    """The input and output by which a node can go into a wire; None where its types do not fit or it is wired."""
    node = chain.nodes.get(node_id)
    spec = catalog.of(node) if node else None
    if node is None or spec is None or chain.edges_of.get(node_id) or node_id in (edge.source.node, edge.target.node):
        return None
    graph = Graph(chain, catalog)
    source, target = graph.output_port(edge.source), graph.input_port(edge.target)
    if isinstance(source, Absent) or isinstance(target, Absent):
        return None
    taking = [p for p in spec.inputs_of(node).values() if not p.config and not type_mismatch(source.type, p.type)]
    taking.sort(key=lambda p: not is_data(p, spec))
    giving = [p for p in spec.outputs_of(node).values() if not type_mismatch(p.type, target.type)]
    into, out = _best(taking, source.type.kind), _best(giving, target.type.kind)
    return (into, out) if into and out else None


def _best(ports: list[Port], kind: str) -> str:
    """The first port of exactly this kind, else the first; empty where there is none."""
    return next((p.name for p in ports if p.type.kind == kind), ports[0].name if ports else "")


def inserted(chain: Chain, catalog: Catalog, node_id: str, edge: Edge) -> Chain:
    """Put an unwired node into a wire."""
    ports = insertable(chain, catalog, node_id, edge)
    if ports is None:
        raise EditError("the node does not fit into this wire")
    into, out = Endpoint(node_id, ports[0]), Endpoint(node_id, ports[1])
    pair = {edge: (Edge.between(edge.source, into), Edge.between(out, edge.target))}
    edges = tuple(new for old in chain.edges for new in pair.get(old, (old,)))
    return chain.model_copy(update={"edges": edges})


def removed_and_bridged(chain: Chain, catalog: Catalog, node_ids: Collection[str]) -> Chain:
    """Remove nodes, and let what fed each of them feed what hung on it, where the types fit."""
    for node_id in node_ids:
        if node_id in chain.nodes:
            graph = Graph(chain, catalog)
            bridges = [
                (source, edge.target)
                for edge in chain.edges_of.get(node_id, ())
                if edge.source.node == node_id and (source := graph.passed_on(edge.source))
            ]
            chain = edit.remove(chain, [node_id])
            for source, target in bridges:
                if target.node not in chain.nodes or source.node not in Graph(chain, catalog).reachable(target.node):
                    chain = chain.model_copy(update={"edges": (*chain.edges, Edge.between(source, target))})
        else:
            chain = edit.remove(chain, [node_id])
    return chain


def tool_replaced(chain: Chain, catalog: Catalog, node_id: str, spec: ToolSpec) -> Chain:
    """Another tool in a node's place: constants it has, too, and wires that fit are kept; a wire to a port that it
    does not have goes to the first free one that fits.
    """
    node = chain.nodes[node_id]
    known = {name: value for name, value in node.inputs.items() if name in spec.inputs}
    made, _ = edit.add_node(Chain(), spec, 0, 0, known)
    (new,) = made.nodes.values()
    new = new.model_copy(update={"retry": node.retry, "timeout_s": node.timeout_s, "error_port": node.error_port})
    bare = edit.remove(chain, [node_id])
    nodes = {n: (new if n == node_id else other) for n, other in chain.nodes.items()}
    definitions = {**bare.definitions, **_called(made, bare)}
    if spec.nests and made.definitions:
        (name,) = _called(made, bare)
        nodes[node_id] = new.model_copy(update={"inputs": {**new.inputs, nested.CHAIN: name}})
    swapped_chain = chain.model_copy(update={"nodes": nodes, "edges": bare.edges, "definitions": definitions})
    for edge in chain.edges_of.get(node_id, ()):
        swapped_chain = _rewired(swapped_chain, catalog, node_id, edge, spec)
    return swapped_chain


def _called(made: Chain, beside: Chain) -> dict[str, Chain]:
    return {fresh_id(beside.definitions, name): inner for name, inner in made.definitions.items()}


def _rewired(chain: Chain, catalog: Catalog, node_id: str, edge: Edge, spec: ToolSpec) -> Chain:
    """The chain with the wire again, at the port of the same name or the first free one that takes it."""
    node = chain.nodes[node_id]
    if edge.target.node == node_id:
        ports = [p for p in spec.inputs_of(node).values() if not p.config]
        ports.sort(key=lambda p: (p.name != edge.target.port, not is_data(p, spec)))
        ends = [(edge.source, Endpoint(node_id, p.name)) for p in ports]
        ends = [(source, target) for source, target in ends if target not in chain.incoming]
    else:
        names = list(spec.outputs_of(node))
        ends = [(Endpoint(node_id, n), edge.target) for n in sorted(names, key=lambda n: n != edge.source.port)]
    for source, target in ends:
        try:
            return edit.connect(chain, catalog, source, target)
        except EditError:
            continue
    return chain


def grouped(chain: Chain, catalog: Catalog, node_ids: Collection[str], title: str = "") -> tuple[Chain, str]:
    """Make a sub-chain of nodes: cut wires become its ports. Returns the chain and the node in their place."""
    inside = [n for n in chain.nodes if n in node_ids]
    spec = catalog.newest(_SUBCHAIN)
    if not inside or spec is None:
        raise EditError("select the nodes that are to be inside")
    if between := _between(Graph(chain, catalog), set(inside)):
        raise EditError(f"{between} lies between these nodes: it feeds some of them and is fed by others")
    places = {n: chain.layout.nodes.get(n, NodeLayout(x=0, y=0)) for n in inside}
    left, top = min(p.x for p in places.values()), min(p.y for p in places.values())
    right = max(p.x for p in places.values())
    into = [e for e in chain.edges if e.target.node in inside and e.source.node not in inside]
    out = [e for e in chain.edges if e.source.node in inside and e.target.node not in inside]
    inputs: dict[str, ChainPort] = {}
    outputs: dict[str, ChainPort] = {}
    names_in = _named(chain, catalog, (e.source for e in into), inputs, {e.source: e.target.port for e in into})
    names_out = _named(chain, catalog, (e.source for e in out), outputs, {e.source: e.source.port for e in out})
    edges = [e for e in chain.edges if e.source.node in inside and e.target.node in inside]
    edges += [Edge.between((INPUTS, names_in[e.source]), e.target) for e in into]
    edges += [Edge.between(source, (OUTPUTS, name)) for source, name in names_out.items()]
    layout = {n: p.model_copy(update={"x": p.x - left, "y": p.y - top}) for n, p in places.items()}
    layout |= {INPUTS: NodeLayout(x=-_BESIDE, y=0)} if inputs else {}
    layout |= {OUTPUTS: NodeLayout(x=right - left + _BESIDE, y=0)} if outputs else {}
    used = {str(chain.nodes[n].inputs.get(nested.CHAIN)) for n in inside}
    inner = Chain(
        title=title,
        inputs=inputs,
        outputs=outputs,
        nodes={n: chain.nodes[n] for n in inside},
        edges=tuple(edges),
        definitions={name: part for name, part in chain.definitions.items() if name in used},
        layout=Layout(nodes=layout),
    )
    rest = edit.remove(chain, inside)
    name = fresh_id(rest.definitions, title or "group")
    rest = rest.model_copy(update={"definitions": {**rest.definitions, name: inner}})
    middle = sum(p.x for p in places.values()) / len(places), sum(p.y for p in places.values()) / len(places)
    made, node_id = edit.add_node(rest, spec, round(middle[0], -1), round(middle[1], -1), {nested.CHAIN: name})
    if title:
        made = edit.retitle(made, node_id, title)
    edges_around = [Edge.between(source, (node_id, name)) for source, name in names_in.items()]
    edges_around += [Edge.between((node_id, names_out[e.source]), e.target) for e in out]
    return made.model_copy(update={"edges": (*made.edges, *edges_around)}), node_id


def _between(graph: Graph, inside: set[str]) -> str:
    """A node outside that is fed by nodes inside and feeds others of them; empty where there is none."""
    for node_id in inside:
        for successor in graph.chain.downstream(node_id):
            if successor not in inside and graph.reachable(successor) & inside:
                return successor
    return ""


def _named(
    chain: Chain,
    catalog: Catalog,
    sources: Iterable[Endpoint],
    ports: dict[str, ChainPort],
    wishes: dict[Endpoint, str],
) -> dict[Endpoint, str]:
    """A declared port for each source of a cut wire."""
    names: dict[Endpoint, str] = {}
    for source in dict.fromkeys(sources):
        names[source] = name = fresh_id(ports, wishes[source])
        port = Graph(chain, catalog).output_port(source)
        schema: dict[str, Any] = {} if isinstance(port, Absent) else dict(port.schema)
        schema.pop("default", None)
        ports[name] = ChainPort.model_validate({"schema": schema, "title": str(schema.get("title", ""))})
    return names


def ungrouped(chain: Chain, catalog: Catalog, node_id: str) -> tuple[Chain, list[str]]:
    """The nodes of a sub-chain in the place of the node that runs it. Returns the chain and their ids."""
    node = chain.nodes.get(node_id)
    name = node.inputs.get(nested.CHAIN) if node is not None and node.tool == _SUBCHAIN else None
    if node is None or name not in chain.definitions or node.inputs.get(nested.FILE):
        raise EditError("only a sub-chain that is part of this chain can be dissolved")
    inner = chain.definitions[str(name)]
    at = chain.layout.nodes.get(node_id, NodeLayout(x=0, y=0))
    ids: dict[str, str] = {}
    for inner_id in inner.nodes:
        ids[inner_id] = fresh_id({*chain.nodes, *ids.values()} - {node_id}, inner_id)
    called: dict[str, str] = {}
    for inner_name in inner.definitions:
        called[inner_name] = fresh_id({*chain.definitions, *called.values()}, inner_name)
    rest = edit.remove(chain, [node_id])
    nodes = {ids[n]: _renamed(inner_node, called) for n, inner_node in inner.nodes.items()}
    places = {ids[n]: inner.layout.nodes.get(n, NodeLayout(x=0, y=0)) for n in inner.nodes}
    left = min((p.x for p in places.values()), default=0.0)
    top = min((p.y for p in places.values()), default=0.0)
    placed = {n: p.model_copy(update={"x": p.x - left + at.x, "y": p.y - top + at.y}) for n, p in places.items()}
    feeds = {e.target.port: e.source for e in chain.edges_of.get(node_id, ()) if e.target.node == node_id}
    edges = []
    for edge in inner.edges:
        target = Endpoint(ids.get(edge.target.node, ""), edge.target.port)
        if edge.source.node == INPUTS:
            if edge.target.node == OUTPUTS:
                continue
            if edge.source.port in feeds:
                edges.append(Edge.between(feeds[edge.source.port], target))
            elif edge.source.port in node.inputs or "default" in inner.inputs[edge.source.port].schema_:
                value = node.inputs.get(edge.source.port, inner.inputs[edge.source.port].schema_.get("default"))
                constants = {**nodes[target.node].inputs, target.port: value}
                nodes[target.node] = nodes[target.node].model_copy(update={"inputs": constants})
        elif edge.target.node != OUTPUTS:
            edges.append(Edge.between((ids[edge.source.node], edge.source.port), target))
    given = {e.target.port: e.source for e in inner.edges if e.target.node == OUTPUTS}
    for edge in chain.edges_of.get(node_id, ()):
        if edge.source.node == node_id and (source := given.get(edge.source.port)) is not None:
            if source.node == INPUTS:
                source = feeds.get(source.port, source)
            if source.node in ids or source.node != INPUTS:
                edges.append(Edge.between((ids.get(source.node, source.node), source.port), edge.target))
    layout = rest.layout.model_copy(update={"nodes": {**rest.layout.nodes, **placed}})
    definitions = {**rest.definitions, **{called[n]: part for n, part in inner.definitions.items()}}
    made = rest.model_copy(
        update={
            "nodes": {**rest.nodes, **nodes},
            "edges": (*rest.edges, *edges),
            "layout": layout,
            "definitions": definitions,
        }
    )
    return made, list(ids.values())


def _renamed(node: Node, called: dict[str, str]) -> Node:
    name = called.get(str(node.inputs.get(nested.CHAIN)))
    return node.model_copy(update={"inputs": {**node.inputs, nested.CHAIN: name}}) if name else node


def switched(chain: Chain, node_ids: Collection[str], mode: str) -> Chain:
    """Set how nodes take part (`on`, `off` or `bypass`); back to `on` where all of them have that mode already."""
    chosen = [n for n in node_ids if n in chain.nodes]
    wanted = "on" if all(chain.nodes[n].mode == mode for n in chosen) else mode
    changed = {n: chain.nodes[n].model_copy(update={"mode": wanted}) for n in chosen}
    return chain.model_copy(update={"nodes": {**chain.nodes, **changed}}) if changed else chain

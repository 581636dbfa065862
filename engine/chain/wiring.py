"""What can be wired to what in a chain."""

from __future__ import annotations

from engine.catalog import Catalog
from engine.chain.graph import Absent, Graph
from engine.chain.model import Chain, Endpoint
from engine.chain.types import type_mismatch
from nodes.sdk.texts import mark


class Compatibility:
    """Which ports a wire from `end` could lead to. Asked for every port of a chain, so it looks once at what lies
    up- or downstream.
    """

    def __init__(self, chain: Chain, catalog: Catalog, end: Endpoint, from_input: bool) -> None:
        self._graph, self._from_input = Graph(chain, catalog), from_input
        if from_input:
            port, closed = self._graph.input_port(end), self._graph.reachable(end.node)
        else:
            port, closed = self._graph.output_port(end), self._graph.ancestors(end.node)
        self._type = None if isinstance(port, Absent) else port.type
        self._closed = {*closed, end.node}

    @property
    def kind(self) -> str:
        """What kind of value the port at `end` takes or gives; empty where there is no such port."""
        return self._type.kind if self._type else ""

    def __call__(self, other: Endpoint) -> bool:
        if other.node in self._closed or self._type is None:
            return False
        if self._from_input:
            output = self._graph.output_port(other)
            return not isinstance(output, Absent) and not type_mismatch(output.type, self._type)
        target = self._graph.input_port(other)
        return not isinstance(target, Absent) and not type_mismatch(self._type, target.type)


def fitting_ports(chain: Chain, catalog: Catalog, end: Endpoint, node_id: str, from_input: bool) -> list[str]:
    """Ports of a node, drawn or not, that a wire from `end` fits; the best first."""
    fits = Compatibility(chain, catalog, end, from_input)
    if node_id not in chain.nodes:
        names = list(chain.inputs if from_input else chain.outputs)
        return [name for name in names if fits(Endpoint(node_id, name))]
    node = chain.nodes[node_id]
    spec = catalog.of(node)
    if spec is None:
        return []
    ports = spec.outputs_of(node) if from_input else spec.inputs_of(node)
    fitting = [port for port in ports.values() if fits(Endpoint(node_id, port.name))]
    exact = [port.name for port in fitting if port.type.kind == fits.kind]
    return exact or [port.name for port in fitting]


def connection_error(chain: Chain, catalog: Catalog, source: Endpoint, target: Endpoint) -> str:
    """Why this wire cannot be drawn; empty when it can."""
    if source.node == target.node:
        return mark("a node cannot feed itself")
    graph = Graph(chain, catalog)
    output, end = graph.output_port(source), graph.input_port(target)
    if isinstance(output, Absent) or isinstance(end, Absent):
        missing = source if isinstance(output, Absent) else target
        return mark(f"there is no port {missing}")
    if reason := type_mismatch(output.type, end.type):
        return reason
    if target.node in chain.nodes and source.node in graph.reachable(target.node):
        return mark("that would run in a circle")
    return ""

"""What can be wired to what in a chain."""

from __future__ import annotations

from collections.abc import Mapping

from engine.catalog import Catalog, Port
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
        self._port = port
        self._closed = {*closed, end.node}

    def __call__(self, other: Endpoint) -> bool:
        port = self._candidates(other.node).get(other.port)
        if port is None or port.config or isinstance(self._port, Absent) or other.node in self._closed:
            return False
        if self._from_input:
            return not type_mismatch(port.type, self._port.type)
        return not type_mismatch(self._port.type, port.type)

    def fitting(self, block: str) -> list[str]:
        """Ports of a node, or of a block of declared ones, that fit, drawn or not; of a node those of exactly the
        kind, where there are any.
        """
        if isinstance(self._port, Absent):
            return []
        ports = [port for name, port in self._candidates(block).items() if self(Endpoint(block, name))]
        exact = [port for port in ports if port.type.kind == self._port.type.kind]
        if exact and block in self._graph.chain.nodes:
            ports = exact
        return [port.name for port in ports]

    def _candidates(self, block: str) -> Mapping[str, Port]:
        if self._from_input:
            return self._graph.output_ports(block)
        return self._graph.input_ports(block)


def connection_error(chain: Chain, catalog: Catalog, source: Endpoint, target: Endpoint) -> str:
    """Why this wire cannot be drawn; empty when it can."""
    if source.node == target.node:
        return mark("a node cannot feed itself")
    graph = Graph(chain, catalog)
    output, end = graph.output_port(source), graph.input_port(target)
    if isinstance(output, Absent):
        return mark(f"there is no port {source}")
    if isinstance(end, Absent):
        return mark(f"there is no port {target}")
    if reason := type_mismatch(output.type, end.type):
        return reason
    if target.node in chain.nodes and source.node in graph.reachable(target.node):
        return mark("that would run in a circle")
    return ""

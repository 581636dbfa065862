"""A wire that was dropped on empty canvas, and the tools that it could lead to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF

from engine.catalog import Catalog, Port, ToolSpec
from engine.chain import edit
from engine.chain.card import HEADER, PAD, ROW, WIDTH
from engine.chain.graph import Absent, Graph
from engine.chain.model import Chain, Endpoint
from engine.chain.types import type_mismatch


@dataclass(frozen=True)
class LooseWire:
    """`end` is what it hangs on: an input where `from_input`, else an output."""

    end: Endpoint
    from_input: bool
    dropped_at: QPointF

    def offers(self, chain: Chain, catalog: Catalog) -> Iterator[tuple[ToolSpec, Port]]:
        """Every tool with a port that fits, and which one."""
        graph = Graph(chain, catalog)
        port = graph.input_port(self.end) if self.from_input else graph.output_port(self.end)
        if isinstance(port, Absent):
            return
        for spec in catalog:
            fitting = [candidate for candidate in self._ports(spec) if self._fits(candidate, port)]
            fitting.sort(key=lambda candidate: candidate.type.kind != port.type.kind)
            if fitting:
                yield spec, fitting[0]

    def connected(self, chain: Chain, catalog: Catalog, spec: ToolSpec, port: Port) -> tuple[Chain, str]:
        """A new node with its port where the wire was dropped, and the wire. Returns the id of the node, too."""
        x, y = self.dropped_at.x(), self.dropped_at.y() - HEADER - PAD - ROW / 2
        if self.from_input:
            x -= WIDTH
        chain, node_id = edit.add_node(chain, spec, round(x / 10) * 10, round(y / 10) * 10)
        source, target = self.end, Endpoint(node_id, port.name)
        if self.from_input:
            source, target = target, source
        return edit.connect(chain, catalog, source, target), node_id

    def _ports(self, spec: ToolSpec) -> list[Port]:
        node = edit.fresh_node(spec)
        if self.from_input:
            return list(spec.outputs_of(node).values())
        return [port for port in spec.inputs_of(node).values() if not port.config]

    def _fits(self, candidate: Port, port: Port) -> bool:
        if self.from_input:
            return not type_mismatch(candidate.type, port.type)
        return not type_mismatch(port.type, candidate.type)

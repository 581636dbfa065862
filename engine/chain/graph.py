"""Reading a chain: which ports there are, where values come from, what feeds what, and what the chain gives.

Whoever shows what came out of a run asks here, so that all of them give the same answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import TypeVar

from engine.catalog import Catalog, Port
from engine.chain.model import INPUTS, OUTPUTS, Chain, ChainPort, Endpoint, JsonSchema
from engine.chain.types import type_mismatch
from nodes.sdk.texts import mark

Value = TypeVar("Value")
_ANYTHING: JsonSchema = {}


@dataclass(frozen=True, slots=True)
class Absent:
    """There is no such port, and why."""

    reason: str


class Graph:
    """A chain with the tools of its nodes. It holds nothing of its own: make one, ask it, let it go."""

    def __init__(self, chain: Chain, catalog: Catalog) -> None:
        self.chain = chain
        self.catalog = catalog

    def output_ports(self, block: str) -> Mapping[str, Port]:
        """Where wires come from: the outputs of a node, or for `INPUTS` the declared inputs of the chain.

        One of an unknown tool gives anything, and is there where a wire is.
        """
        if block == INPUTS:
            return _declared(self.chain.inputs)
        node = self.chain.nodes.get(block)
        if node is None:
            return {}
        spec = self.catalog.of(node)
        if spec is not None:
            return spec.outputs_of(node)
        edges = self.chain.edges_of.get(block, ())
        return {e.source.port: Port(e.source.port, _ANYTHING) for e in edges if e.source.node == block}

    def input_ports(self, block: str) -> Mapping[str, Port]:
        """Where wires end, and those of a node that are only set in the form: as `output_ports`."""
        if block == OUTPUTS:
            return _declared(self.chain.outputs)
        node = self.chain.nodes.get(block)
        if node is None:
            return {}
        spec = self.catalog.of(node)
        if spec is not None:
            return spec.inputs_of(node)
        edges = self.chain.edges_of.get(block, ())
        return {e.target.port: Port(e.target.port, _ANYTHING) for e in edges if e.target.node == block}

    def output_port(self, at: Endpoint) -> Port | Absent:
        """The port that a wire comes from."""
        port = self.output_ports(at.node).get(at.port)
        if port is not None:
            return port
        if at.node == INPUTS:
            return Absent(mark(f"the chain declares no input {at.port!r}"))
        if at.node not in self.chain.nodes:
            return Absent(mark(f"there is no node {at.node!r} to come from"))
        return Absent(mark(f"{self._tool(at.node)} has no output {at.port!r}"))

    def input_port(self, at: Endpoint) -> Port | Absent:
        """The port that a wire ends at."""
        port = self.input_ports(at.node).get(at.port)
        if port is not None and port.config:
            return Absent(mark(f"{port.title} is set in the form, it takes no wire"))
        if port is not None:
            return port
        if at.node == OUTPUTS:
            return Absent(mark(f"the chain declares no output {at.port!r}"))
        if at.node not in self.chain.nodes:
            return Absent(mark(f"there is no node {at.node!r} to go to"))
        return Absent(mark(f"{self._tool(at.node)} has no input {at.port!r}"))

    def _tool(self, node_id: str) -> str:
        node = self.chain.nodes[node_id]
        spec = self.catalog.of(node)
        return spec.title if spec else node.tool

    def passed_on(self, at: Endpoint) -> Endpoint | None:
        """Where the value of an output comes from when its node only passes values on: the first wired input of the
        same kind, else the first that fits; None where there is none.
        """
        node = self.chain.nodes[at.node]
        spec = self.catalog.of(node)
        if spec is None or (output := spec.outputs_of(node).get(at.port)) is None:
            return None
        fitting = None
        for port in spec.inputs_of(node).values():
            edge = self.chain.incoming.get(Endpoint(at.node, port.name))
            if edge is None:
                continue
            if port.type.kind == output.type.kind:
                return edge.source
            if fitting is None and not type_mismatch(port.type, output.type):
                fitting = edge.source
        return fitting

    def source(self, at: Endpoint) -> Endpoint | None:
        """Where a value really comes from: bypassed nodes only pass on what they are given.

        None where that is nothing.
        """
        if not self._is_bypassed(at.node):
            return at
        source, visited = self.passed_on(at), {at}
        while source is not None and source not in visited and self._is_bypassed(source.node):
            visited.add(source)
            source = self.passed_on(source)
        return None if source in visited else source

    def _is_bypassed(self, node_id: str) -> bool:
        node = self.chain.nodes.get(node_id)
        return node is not None and node.mode == "bypass"

    def outputs(self) -> dict[str, Endpoint]:
        """Where each declared output gets its value, past bypassed nodes. One that nothing leads to is left out."""
        sources = {}
        for name in self.chain.outputs:
            edge = self.chain.incoming.get(Endpoint(OUTPUTS, name))
            if edge is not None and (source := self.source(edge.source)) is not None:
                sources[name] = source
        return sources

    def last_outputs(self) -> dict[str, Endpoint]:
        """The outputs of the nodes that feed no other, past bypassed nodes, named ``node.port``: what a person is
        shown where the chain declares none. Programs that run a chain get declared outputs only.
        """
        feeding = {edge.source.node for edge in self.chain.edges}
        sources = {}
        for node_id, node in self.chain.nodes.items():
            spec = self.catalog.of(node)
            if spec is None or node_id in feeding:
                continue
            for port in spec.outputs_of(node):
                source = self.source(Endpoint(node_id, port))
                if source is not None and source.node in self.chain.nodes:
                    sources[str(source)] = source
        return sources

    def results(self, values: Mapping[Endpoint, Value]) -> dict[str, Value]:
        """Of the values of a run those that a person is shown, by name: the declared outputs, or the last ones."""
        sources = self.outputs() if self.chain.outputs else self.last_outputs()
        return {name: values[source] for name, source in sources.items() if source in values}

    def ancestors(self, node_id: str) -> set[str]:
        """Every node that feeds this one, directly or not."""
        visited: set[str] = set()
        stack = [node_id]
        while stack:
            target = stack.pop()
            for edge in self.chain.edges_of.get(target, ()):
                if edge.target.node == target and edge.source.node not in visited:
                    visited.add(edge.source.node)
                    stack.append(edge.source.node)
        return visited

    def reachable(self, node_id: str) -> set[str]:
        """Every node that this one feeds, directly or not, and itself."""
        visited, stack = {node_id}, [node_id]
        while stack:
            for successor in self.chain.downstream(stack.pop()):
                if successor not in visited:
                    visited.add(successor)
                    stack.append(successor)
        return visited

    def cycle(self) -> list[str]:
        """The nodes of a circle of wires, the first of them again at its end; empty where there is none."""
        successors: dict[str, list[str]] = {node_id: [] for node_id in self.chain.nodes}
        in_degree = dict.fromkeys(successors, 0)
        for edge in self.chain.edges:
            source, target = edge.source.node, edge.target.node
            if source in successors and target in successors:
                successors[source].append(target)
                in_degree[target] += 1
        ready = [node_id for node_id, count in in_degree.items() if not count]
        for node_id in ready:  # grows while it is walked
            for successor in successors[node_id]:
                in_degree[successor] -= 1
                if not in_degree[successor]:
                    ready.append(successor)
        if len(ready) == len(successors):
            return []  # found in a third of the time that graphlib takes, which names the circle
        try:
            TopologicalSorter(successors).prepare()
        except CycleError as error:
            return list(reversed(error.args[1]))
        return []


def _declared(ports: Mapping[str, ChainPort]) -> dict[str, Port]:
    return {name: Port(name, port.schema_) for name, port in ports.items()}

"""What can be wired to what in a chain, and what lies up- or downstream of a node."""

from __future__ import annotations

from engine.catalog import Catalog
from engine.chain.model import INPUTS, OUTPUTS, Chain, Endpoint, JsonSchema
from engine.chain.types import misfit, type_of


class Fits:
    """Which ports a wire from `fixed` could end at. Asked for every port of a chain, so it looks once at what
    lies up- or downstream.
    """

    def __init__(self, chain: Chain, catalog: Catalog, fixed: Endpoint, from_input: bool) -> None:
        self._chain, self._catalog, self._from_input = chain, catalog, from_input
        schema_of = schema_of_input if from_input else schema_of_output
        schema = schema_of(chain, catalog, fixed)
        self._type = None if schema is None else type_of(schema)
        closed = reachable(chain, fixed.node) if from_input else ancestors(chain, fixed.node)
        self._closed = {*closed, fixed.node}

    @property
    def kind(self) -> str:
        """What kind of value the fixed port takes or gives; empty where there is no such port."""
        return self._type.kind if self._type else ""

    def __call__(self, end: Endpoint) -> bool:
        if end.node in self._closed or self._type is None:
            return False
        schema_of = schema_of_output if self._from_input else schema_of_input
        schema = schema_of(self._chain, self._catalog, end)
        if schema is None:
            return False
        pair = (type_of(schema), self._type) if self._from_input else (self._type, type_of(schema))
        return not misfit(*pair)


def fitting_ports(chain: Chain, catalog: Catalog, fixed: Endpoint, node_id: str, from_input: bool) -> list[str]:
    """Ports of a node, drawn or not, that a wire from `fixed` fits; the best first."""
    fits = Fits(chain, catalog, fixed, from_input)
    if node_id not in chain.nodes:
        names = list(chain.inputs if from_input else chain.outputs)
        return [name for name in names if fits(Endpoint(node_id, name))]
    node = chain.nodes[node_id]
    spec = catalog.of(node)
    if spec is None:
        return []
    ports = spec.outputs_of(node) if from_input else spec.inputs_of(node)
    found = [port for port in ports.values() if fits(Endpoint(node_id, port.name))]
    exact = [port.name for port in found if port.type.kind == fits.kind]
    return exact or [port.name for port in found]


def ancestors(chain: Chain, start: str) -> set[str]:
    """Every node that feeds `start`, directly or not."""
    seen: set[str] = set()
    stack = [start]
    while stack:
        node_id = stack.pop()
        for edge in chain.edges_of.get(node_id, ()):
            if edge.target.node == node_id and edge.source.node not in seen:
                seen.add(edge.source.node)
                stack.append(edge.source.node)
    return seen


def refusal(chain: Chain, catalog: Catalog, source: Endpoint, target: Endpoint) -> str:
    """Why this wire cannot be drawn; empty when it can."""
    if source.node == target.node:
        return "a node cannot feed itself"
    out, into = schema_of_output(chain, catalog, source), schema_of_input(chain, catalog, target)
    if out is None or into is None:
        return f"there is no port {source if out is None else target}"
    if reason := misfit(type_of(out), type_of(into)):
        return reason
    if target.node in chain.nodes and source.node in reachable(chain, target.node):
        return "that would run in a circle"
    return ""


def reachable(chain: Chain, start: str) -> set[str]:
    """Every node that `start` feeds, directly or not, and itself."""
    seen, stack = {start}, [start]
    while stack:
        for successor in chain.downstream(stack.pop()):
            if successor not in seen:
                seen.add(successor)
                stack.append(successor)
    return seen


def schema_of_output(chain: Chain, catalog: Catalog, at: Endpoint) -> JsonSchema | None:
    """The schema of an output port; None where there is no such port. An unknown tool's port is anything."""
    if at.node == INPUTS:
        return chain.inputs[at.port].schema_ if at.port in chain.inputs else None
    node = chain.nodes.get(at.node)
    if node is None:
        return None
    spec = catalog.of(node)
    if spec is None:
        return {} if any(e.source == at for e in chain.edges_of.get(at.node, ())) else None
    port = spec.outputs_of(node).get(at.port)
    return port.schema if port else None


def schema_of_input(chain: Chain, catalog: Catalog, at: Endpoint) -> JsonSchema | None:
    """The schema of an input port that takes a wire; None where there is none."""
    if at.node == OUTPUTS:
        return chain.outputs[at.port].schema_ if at.port in chain.outputs else None
    node = chain.nodes.get(at.node)
    if node is None:
        return None
    spec = catalog.of(node)
    if spec is None:
        return {} if at in chain.incoming else None
    port = spec.inputs_of(node).get(at.port)
    return port.schema if port and not port.config else None

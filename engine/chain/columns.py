"""Which columns tables have before the chain runs: from the last run, or as the tools foresee them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from engine.catalog import Catalog
from engine.chain.graph import Graph
from engine.chain.model import Chain, Endpoint
from engine.chain.validate import Finding
from nodes.sdk import hints

_OFFERED = 12


class Columns:
    """`seen` tells the columns of a port in the last run, or nothing. Asks each tool once."""

    def __init__(
        self, chain: Chain, catalog: Catalog, folder: Path, seen: Callable[[Endpoint], list[str]] = lambda _: []
    ) -> None:
        self._chain, self._catalog, self._folder, self._seen = chain, catalog, folder, seen
        self._foreseen: dict[str, dict[str, list[str]]] = {}

    def into(self, target: Endpoint) -> list[str]:
        """The columns of the table that a wire brings; empty where they are not known."""
        edge = self._chain.incoming.get(target)
        return self.out_of(edge.source) if edge is not None else []

    def out_of(self, source: Endpoint) -> list[str]:
        """The columns of the table that leaves by a port. What is foreseen is newer than what was seen."""
        real = Graph(self._chain, self._catalog).source(source)
        return (self._of(real.node).get(real.port) or self._seen(real)) if real is not None else []

    def _of(self, node_id: str) -> dict[str, list[str]]:
        if node_id in self._foreseen:
            return self._foreseen[node_id]
        self._foreseen[node_id] = {}  # where wires run in a circle, nothing is foreseen
        node = self._chain.nodes.get(node_id)
        spec = self._catalog.of(node) if node is not None else None
        if node is None or spec is None:
            return {}
        inputs: dict[str, Any] = dict(node.inputs)
        for name in spec.paths_of(node):
            if isinstance(inputs.get(name), str) and inputs[name]:
                inputs[name] = str(self._folder / Path(inputs[name]).expanduser())
        wired = [e.target.port for e in self._chain.edges_of.get(node_id, ()) if e.target.node == node_id]
        columns = {port: known for port in wired if (known := self.into(Endpoint(node_id, port)))}
        try:
            found = spec.implementation.foresee(inputs, columns)
        except Exception:  # a foreign tool's guess; without one the columns are simply not known
            found = {}
        self._foreseen[node_id] = found
        return found

    def missing(self) -> Iterator[Finding]:
        """A warning for every field that names a column which the table on its port does not have."""
        for node_id, node in self._chain.nodes.items():
            spec = self._catalog.of(node)
            if spec is None or node.mode != "on":
                continue
            for name, port in spec.inputs_of(node).items():
                told = node.inputs.get(name)
                if not (of := hints.COLUMN_OF.read(port.schema)) or not told:
                    continue
                known = self.into(Endpoint(node_id, of))
                gone = [c for c in (told if isinstance(told, list) else [told]) if known and c not in known]
                if gone and (node_id, name) not in self._chain.incoming:
                    yield Finding(
                        "warning",
                        "missing-column",
                        node_id,
                        name,
                        f"the table has no column {', '.join(map(repr, gone))}",
                        f"It has: {', '.join(known[:_OFFERED])}{'…' if len(known) > _OFFERED else ''}.",
                    )

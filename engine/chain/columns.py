"""Which columns tables have before the chain runs: from the last run, or as the tools foresee them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from engine.catalog import Catalog
from engine.chain.graph import Graph
from engine.chain.model import Chain, Endpoint, JsonSchema
from engine.chain.validate import Finding
from nodes.sdk import hints
from nodes.sdk.texts import mark

_OFFERED = 12


class Columns:
    """`last_columns` tells the columns of a port in the last run, or nothing. Asks each tool once."""

    def __init__(
        self, chain: Chain, catalog: Catalog, folder: Path, last_columns: Callable[[Endpoint], list[str]] = lambda _: []
    ) -> None:
        self._chain, self._catalog, self._folder, self._last_columns = chain, catalog, folder, last_columns
        self._foreseen: dict[str, dict[str, list[str]]] = {}

    def of_input(self, target: Endpoint) -> list[str]:
        """The columns of the table that a wire brings; empty where they are not known."""
        edge = self._chain.incoming.get(target)
        if edge is None:
            return []
        return self.of_output(edge.source)

    def foreseen(self, target: Endpoint) -> list[str]:
        """Those of `of_input` that the tools say, whatever a run gave."""
        edge = self._chain.incoming.get(target)
        if edge is None or (origin := Graph(self._chain, self._catalog).source(edge.source)) is None:
            return []
        return self._of(origin.node).get(origin.port, [])

    def of_output(self, source: Endpoint) -> list[str]:
        """The columns of the table that leaves by a port. What is foreseen is newer than what was seen."""
        origin = Graph(self._chain, self._catalog).source(source)
        if origin is None:
            return []
        return self._of(origin.node).get(origin.port) or self._last_columns(origin)

    def _of(self, node_id: str) -> dict[str, list[str]]:
        if node_id in self._foreseen:
            return self._foreseen[node_id]
        self._foreseen[node_id] = {}  # where wires run in a circle, nothing is foreseen
        node = self._chain.nodes.get(node_id)
        if node is None or (spec := self._catalog.of(node)) is None:
            return {}
        inputs: dict[str, Any] = dict(node.inputs)
        for name in spec.paths_of(node):
            if isinstance(inputs.get(name), str) and inputs[name]:
                inputs[name] = str(self._folder / Path(inputs[name]).expanduser())
        wired = [e.target.port for e in self._chain.edges_of.get(node_id, ()) if e.target.node == node_id]
        columns = {port: names for port in wired if (names := self.of_input(Endpoint(node_id, port)))}
        with suppress(Exception):  # a foreign tool's guess; without one the columns are simply not known
            self._foreseen[node_id] = spec.implementation.foresee(inputs, columns)
        return self._foreseen[node_id]

    def missing(self) -> Iterator[Finding]:
        """A warning for every field that names a column which the table on its port does not have."""
        for node_id, node in self._chain.nodes.items():
            spec = self._catalog.of(node)
            if spec is None or node.mode != "on":
                continue
            for name, port in spec.inputs_of(node).items():
                if (node_id, name) in self._chain.incoming:
                    continue
                named: dict[str, list[Any]] = {}
                for table, column in _named(port.schema, node.inputs.get(name)):
                    named.setdefault(table, []).append(column)
                for table, names in named.items():
                    columns = self.of_input(Endpoint(node_id, table))
                    missing = [column for column in names if column not in columns]
                    if columns and missing:
                        reason = mark(f"the table has no column {', '.join(map(repr, missing))}")
                        more = "…" if len(columns) > _OFFERED else ""
                        remedy = mark(f"It has: {', '.join(columns[:_OFFERED])}{more}.")
                        yield Finding("warning", "missing-column", node_id, name, reason, remedy)


def _named(schema: JsonSchema, constant: Any) -> Iterator[tuple[str, Any]]:
    """The columns that a constant names, each with the input whose table has it: one, several, in a mapping, in
    records.
    """
    if not constant:
        return
    if table := hints.COLUMN_OF.read(schema):
        yield from ((table, name) for name in (constant if isinstance(constant, list | dict) else [constant]))
    if (table := hints.VALUES_OF.read(schema)) and isinstance(constant, dict):
        yield from ((table, name) for name in constant.values() if name)
    parts = schema.get("items", {}).get("properties", {})
    if parts and isinstance(constant, list):
        for record in constant:
            if isinstance(record, dict):
                for key, part in parts.items():
                    yield from _named(part, record.get(key))

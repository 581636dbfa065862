"""Which columns tables have before the chain runs: from the last run, or as the tools foresee them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from engine.catalog import Catalog, Port
from engine.chain.graph import Graph
from engine.chain.model import INPUTS, Chain, Endpoint, JsonSchema
from engine.chain.nested import inner_of
from engine.chain.validate import Finding
from engine.errors import ChainError
from nodes.sdk import hints
from nodes.sdk.texts import mark

_OFFERED = 12


LastColumns = Callable[[tuple[str, ...], Endpoint], list[str]]
"""The columns of a port in the last run, or nothing: of the chain that these nodes run, one inside the other."""


class Columns:
    """Asks each tool once. A sub-chain knows what it is given, and the node around it what that gives."""

    def __init__(
        self,
        chain: Chain,
        catalog: Catalog,
        folder: Path,
        last_columns: LastColumns = lambda level, port: [],
        *,
        level: tuple[str, ...] = (),
        given: Callable[[str], list[str]] = lambda port: [],
        within: tuple[Path, ...] = (),
    ) -> None:
        """`level` names the nodes that it is in, `given` says what comes in by a port of the chain itself, `within` are
        the files that it is in.
        """
        self._chain, self._catalog, self._folder, self._last_columns = chain, catalog, folder, last_columns
        self._level, self._given, self._within = level, given, within
        self._foreseen: dict[str, dict[str, list[str]]] = {}
        self._inside: dict[str, Columns | None] = {}

    def of_input(self, target: Endpoint) -> list[str]:
        """The columns of the table that a wire brings; empty where they are not known."""
        edge = self._chain.incoming.get(target)
        if edge is None:
            return []
        return self.of_output(edge.source)

    def of_output(self, source: Endpoint) -> list[str]:
        """The columns of the table that leaves by a port. What is foreseen is newer than what was seen."""
        origin = Graph(self._chain, self._catalog).source(source)
        if origin is None:
            return []
        return self._foreseen_at(origin) or self._last_columns(self._level, origin)

    def foreseen(self, target: Endpoint) -> list[str]:
        """Those of `of_input` that the tools say, whatever a run gave."""
        edge = self._chain.incoming.get(target)
        if edge is None or (origin := Graph(self._chain, self._catalog).source(edge.source)) is None:
            return []
        return self._foreseen_at(origin)

    def inside(self, node_id: str) -> Columns | None:
        """Those of the sub-chain that a node runs; None where it runs none."""
        if node_id not in self._inside:
            self._inside[node_id] = self._look_inside(node_id)
        return self._inside[node_id]

    def _look_inside(self, node_id: str) -> Columns | None:
        node = self._chain.nodes.get(node_id)
        if node is None or (spec := self._catalog.of(node)) is None or not spec.nests:
            return None
        try:
            inner = inner_of(self._chain, node, self._folder)
        except ChainError:
            return None
        if inner is None or inner.file in self._within:
            return None
        return Columns(
            inner.chain,
            self._catalog,
            inner.folder,
            self._last_columns,
            level=(*self._level, node_id),
            given=lambda port: self.of_input(Endpoint(node_id, port)),
            within=(*self._within, inner.file) if inner.file else self._within,
        )

    def _foreseen_at(self, origin: Endpoint) -> list[str]:
        if origin.node == INPUTS:
            return self._given(origin.port)
        return self._of(origin.node).get(origin.port, [])

    def _of(self, node_id: str) -> dict[str, list[str]]:
        if node_id in self._foreseen:
            return self._foreseen[node_id]
        self._foreseen[node_id] = {}  # where wires run in a circle, nothing is foreseen
        node = self._chain.nodes.get(node_id)
        if node is None or (spec := self._catalog.of(node)) is None:
            return {}
        if spec.nests:
            self._foreseen[node_id] = self._of_subchain(node_id, spec.outputs_of(node))
            return self._foreseen[node_id]
        inputs: dict[str, Any] = dict(node.inputs)
        for name in spec.paths_of(node):
            if isinstance(inputs.get(name), str) and inputs[name]:
                inputs[name] = str(self._folder / Path(inputs[name]).expanduser())
        wired = [e.target.port for e in self._chain.edges_of.get(node_id, ()) if e.target.node == node_id]
        columns = {port: names for port in wired if (names := self.of_input(Endpoint(node_id, port)))}
        with suppress(Exception):  # a foreign tool's guess; without one the columns are simply not known
            self._foreseen[node_id] = spec.implementation.foresee(inputs, columns)
        return self._foreseen[node_id]

    def _of_subchain(self, node_id: str, ports: Mapping[str, Port]) -> dict[str, list[str]]:
        """Of the tables that a sub-chain gives; *For each* makes lists of them."""
        inner = self.inside(node_id)
        if inner is None:
            return {}
        given = Graph(inner._chain, self._catalog).outputs()
        return {name: inner.of_output(at) for name, at in given.items() if name in ports and not _is_list(ports[name])}

    def missing(self) -> Iterator[Finding]:
        """A warning for every field that names a column which the table on its port does not have."""
        for node_id, node in self._chain.nodes.items():
            spec = self._catalog.of(node)
            if spec is None or node.mode != "on":
                continue
            if (inner := self.inside(node_id)) is not None:
                yield from (found._replace(node=f"{node_id}/{found.node}") for found in inner.missing())
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


def _is_list(port: Port) -> bool:
    return port.schema.get("type") == "array"


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

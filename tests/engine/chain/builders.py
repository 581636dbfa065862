"""Small chains for tests, made of real tools."""

from __future__ import annotations

from typing import Any

from engine.catalog import Catalog
from engine.chain import edit
from engine.chain.model import Chain, Endpoint


class Builder:
    """Adds nodes and wires one after the other.

    chain = Builder(catalog).node("tables.read", file="a.csv").node("tables.sort").wire("read", …).chain
    """

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.chain = Chain()

    def node(self, tool: str, **inputs: Any) -> str:
        """Add a node; returns its id."""
        spec = self.catalog.newest(tool)
        assert spec is not None, tool
        self.chain, node_id = edit.add_node(self.chain, spec, 300.0 * len(self.chain.nodes), 0, inputs)
        return node_id

    def wire(self, source: str, target: str) -> None:
        """Wire ``node.port`` to ``node.port``."""
        self.chain = edit.connect(self.chain, self.catalog, Endpoint.parse(source), Endpoint.parse(target))

"""Looking at a run from where the canvas is: which part of it, and which item of a loop."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

from canvas.document import Document
from engine.catalog import Catalog
from engine.chain.columns import Columns
from engine.chain.graph import Graph
from engine.chain.model import INPUTS, Chain, Endpoint
from engine.chain.path import NodePath
from engine.run.events import Preview
from engine.run.state import NodeState, RunState
from nodes.sdk import hints


class RunView(Protocol):
    """A run, present or past. `parent` is the path of what is looked at, such as ``map_1[42]``."""

    state: RunState
    chunks: dict[str, str]

    def value(self, parent: NodePath, at: Endpoint) -> Any:
        """What came out of a port. Raises KeyError where nothing has."""
        ...

    def received(self, parent: NodePath, node: str) -> dict[str, Any]:
        """What a node was given, by port; empty where it did not run."""
        ...


class Lens:
    """`items` holds for each opened node the number of the item that is looked at; None stands for all of them."""

    def __init__(self, document: Document, run: RunView) -> None:
        self._document = document
        self._run = run
        self._columns: tuple[tuple[Any, ...], Columns] | None = None
        self.items: dict[tuple[str, ...], int | None] = {}

    @property
    def run(self) -> RunState:
        return self._run.state

    def loops(self, level: tuple[str, ...]) -> bool:
        """Whether the node that was opened last runs its sub-chain more than once."""
        path = self._path(level[:-1], aggregate=True) / level[-1]
        return self.run.counts.get(path, 0) > 0

    def count(self, level: tuple[str, ...]) -> int:
        """How many times it has run so far."""
        return self.run.counts.get(self._path(level[:-1], aggregate=True) / level[-1], 0)

    @property
    def is_aggregate(self) -> bool:
        """Whether several items are looked at together, so that there is no one value of anything."""
        level = self._document.level
        return any(self._item(level[:n]) is None and self.loops(level[:n]) for n in range(1, len(level) + 1))

    @property
    def parent(self) -> NodePath:
        """The path of what is looked at."""
        return self._path(self._document.level, aggregate=self.is_aggregate)

    def _item(self, level: tuple[str, ...]) -> int | None:
        return self.items.get(level)

    def _path(self, level: tuple[str, ...], *, aggregate: bool) -> NodePath:
        path = NodePath()
        for n, node_id in enumerate(level, 1):
            path /= node_id
            item = self._item(level[:n])
            if item is not None and not aggregate:
                path = path.at(item)
        return path

    def state(self, node_id: str) -> NodeState | None:
        """How a node that is shown is doing."""
        path = self.parent / node_id
        if self.is_aggregate:
            if (counts := self.run.tallies.get(path)) is None:
                return None
            return counts.state()
        return self.run.nodes.get(path)

    def value(self, at: Endpoint) -> Any:
        """What came out of a port that is shown. Raises KeyError where nothing has, or several things have."""
        if self.is_aggregate:
            raise KeyError(at)
        if at.node == INPUTS and self.parent:
            raise KeyError(at)
        return self._run.value(self.parent, at)

    def received(self, node_id: str) -> dict[str, Any]:
        if self.is_aggregate:
            return {}
        return self._run.received(self.parent, node_id)

    def saved_to(self, node_id: str) -> Path | None:
        """Where a node was told to put its file for the person; None for one that was told nothing of it."""
        node = self._document.chain.nodes.get(node_id)
        spec = self._document.catalog.of(node) if node is not None else None
        if node is None or spec is None:
            return None
        ports = spec.inputs_of(node).values()
        received = self.received(node_id)
        paths = (received.get(port.name) for port in ports if hints.SAVES.read(port.schema))
        return next((Path(str(path)) for path in paths if path), None)

    def streamed(self, node_id: str) -> str:
        return self._run.chunks.get(self.parent / node_id, "")

    def columns(self) -> Columns:
        """Which columns the tables of what is shown have. A chain from elsewhere reads no files for it."""
        columns = self.all_columns()
        for node in self._document.level:
            columns = columns.inside(node) or Columns(Chain(), Catalog(), self._document.folder)
        return columns

    def all_columns(self) -> Columns:
        """Those of the whole chain."""
        document = self._document
        key = (id(document.root), document.trusted, self.run.id, self.run.status, self.parent)
        if self._columns is None or self._columns[0] != key:
            catalog = Catalog()
            if document.trusted:
                catalog = document.catalog
            self._columns = (key, Columns(document.root, catalog, document.folder, self._run_columns))
        return self._columns[1]

    def _run_columns(self, level: tuple[str, ...], source: Endpoint) -> list[str]:
        """Those that came out of a port in the run."""
        preview: Preview = {}
        if level == self._document.level:
            preview = self._preview_of(source)
        elif (state := self.run.nodes.get(NodePath.join((*level, source.node)))) is not None:
            preview = state.outputs.get(source.port, {})
        return [column["name"] for column in preview.get("columns", ())]

    def _preview_of(self, source: Endpoint) -> Preview:
        """What came out of a port in the run, in short."""
        state = self.state(source.node) or NodeState()
        return state.outputs.get(source.port, {})

    def types_of_input(self, target: Endpoint) -> dict[str, str]:
        """What the columns of the table that a wire brings held in the run, by name."""
        edge = self._document.chain.incoming.get(target)
        if edge is None or (source := Graph(self._document.chain, self._document.catalog).source(edge.source)) is None:
            return {}
        return {column["name"]: column["type"] for column in self._preview_of(source).get("columns", ())}

    def shown(self, changed: Iterable[str]) -> dict[str, NodeState | None]:
        """Of the paths whose state has changed those that are on the canvas, by node."""
        parent, is_aggregate = self.parent, self.is_aggregate
        states: dict[str, NodeState | None] = {}
        for path in changed:
            at = NodePath(path)
            if is_aggregate:
                at = at.without_items
            if at.parent == parent and at.node not in states:
                states[at.node] = self.state(at.node)
        return states

    def all(self) -> dict[str, NodeState | None]:
        """The states of everything on the canvas."""
        return {n: self.state(n) for n in self._document.chain.nodes}

"""Looking at a run from where the canvas is: which part of it, and which item of a loop."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from canvas.document import Document
from engine.catalog import Catalog
from engine.chain.columns import Columns
from engine.chain.model import INPUTS, Endpoint
from engine.run.state import NodeState, RunState, without_items


class Seen(Protocol):
    """A run, present or past. `prefix` is the path of what is looked at, such as ``map_1[42]/``."""

    state: RunState
    chunks: dict[str, str]

    def value(self, prefix: str, at: Endpoint) -> Any:
        """What came out of a port. Raises KeyError where nothing has."""
        ...

    def received(self, prefix: str, node: str) -> dict[str, Any]:
        """What a node was given, by port; empty where it did not run."""
        ...


class Lens:
    """`items` holds for each opened node the number of the item that is looked at; None stands for all of them."""

    def __init__(self, document: Document, run: Seen) -> None:
        self._document = document
        self._run = run
        self._columns: tuple[tuple[Any, ...], Columns] | None = None
        self.items: dict[tuple[str, ...], int | None] = {}

    @property
    def run(self) -> RunState:
        return self._run.state

    def loops(self, level: tuple[str, ...]) -> bool:
        """Whether the node that was opened last runs its sub-chain more than once."""
        path = self._path(level[:-1], general=True) + level[-1]
        return self.run.counts.get(path, 0) > 0

    def count(self, level: tuple[str, ...]) -> int:
        """How many times it has run so far."""
        return self.run.counts.get(self._path(level[:-1], general=True) + level[-1], 0)

    @property
    def general(self) -> bool:
        """Whether several items are looked at together, so that there is no one value of anything."""
        level = self._document.level
        return any(self._item(level[:n]) is None and self.loops(level[:n]) for n in range(1, len(level) + 1))

    @property
    def prefix(self) -> str:
        return self._path(self._document.level, general=self.general)

    def _item(self, level: tuple[str, ...]) -> int | None:
        return self.items.get(level)

    def _path(self, level: tuple[str, ...], *, general: bool) -> str:
        path = ""
        for n, node_id in enumerate(level, 1):
            item = self._item(level[:n])
            path += node_id + ("" if general or item is None else f"[{item}]") + "/"
        return path

    def state(self, node_id: str) -> NodeState | None:
        """How a node that is shown is doing."""
        path = self.prefix + node_id
        if self.general:
            tally = self.run.tallies.get(path)
            return tally.state() if tally else None
        return self.run.nodes.get(path)

    def value(self, at: Endpoint) -> Any:
        """What came out of a port that is shown. Raises KeyError where nothing has, or several things have."""
        if self.general:
            raise KeyError(at)
        if at.node == INPUTS and self.prefix:
            raise KeyError(at)
        return self._run.value(self.prefix, at)

    def received(self, node_id: str) -> dict[str, Any]:
        return {} if self.general else self._run.received(self.prefix, node_id)

    def streamed(self, node_id: str) -> str:
        return self._run.chunks.get(self.prefix + node_id, "")

    def columns(self) -> Columns:
        """Which columns the tables of the chain that is open have. A chain from elsewhere reads no files for it."""
        document = self._document
        key = (id(document.chain), document.trusted, self.run.id, self.run.status, self.prefix)
        if self._columns is None or self._columns[0] != key:
            catalog = document.catalog if document.trusted else Catalog()
            self._columns = (key, Columns(document.chain, catalog, document.folder, self._seen_columns))
        return self._columns[1]

    def _seen_columns(self, source: Endpoint) -> list[str]:
        state = self.state(source.node)
        told = state.outputs.get(source.port) if state else None
        return [c["name"] for c in told.get("columns", ())] if told else []

    def shown(self, changed: Iterable[str]) -> dict[str, NodeState | None]:
        """Of the paths whose state has changed those that are on the canvas, by node."""
        prefix, general = self.prefix, self.general
        found: dict[str, NodeState | None] = {}
        for path in changed:
            plain = without_items(path) if general else path
            if plain.startswith(prefix) and "/" not in plain[len(prefix) :]:
                node_id = plain[len(prefix) :]
                if node_id not in found:
                    found[node_id] = self.state(node_id)
        return found

    def all(self) -> dict[str, NodeState | None]:
        """The states of everything on the canvas."""
        return {n: self.state(n) for n in self._document.chain.nodes}

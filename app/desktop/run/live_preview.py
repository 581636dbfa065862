"""What the selected node would give, made anew a moment after each edit while the chain is the person's own."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QObject, QTimer, Signal

from app.desktop.background import Tasks
from app.desktop.preferences.settings import Settings
from app.desktop.run.lens import Lens
from app.desktop.run.run_controller import RunController
from canvas.document import Change, Document
from canvas.view import ChainView
from engine.chain.graph import Graph
from engine.chain.model import INPUTS
from engine.live.preview import LivePreview
from engine.run.scope import RunSpec
from nodes.sdk.kinds import kind_of

_SETTLE_MS = 150


class LivePreviewer(QObject):
    """Makes a preview of a node that the person has added, edited or selected here, in a chain that is trusted, unless
    a run has given its results since. Opening, undo and pasting make none.
    """

    changed = Signal()
    """There is another preview, none any more, or one is on its way."""

    def __init__(
        self,
        document: Document,
        controller: RunController,
        lens: Lens,
        view: ChainView,
        settings: Settings,
    ) -> None:
        super().__init__(view)
        self._document, self._controller, self._lens = document, controller, lens
        self._view, self._settings = view, settings
        self._node = ""
        self._preview: LivePreview | None = None
        self._outdated: set[str] = set()
        """Nodes whose results of the last run are those of another chain."""
        self._task: asyncio.Task[None] | None = None
        self._tasks = Tasks(self, lambda error: self._show(LivePreview(reason=str(error))))
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._make)
        self._chain = document.chain
        document.changed.connect(self._on_changed)
        document.reset.connect(self._on_other)
        document.level_changed.connect(self._on_other)
        controller.started.connect(self._on_other)

    @property
    def node(self) -> str:
        """The node of which there is one, or one on its way; empty where there is neither."""
        return self._node

    @property
    def is_wanted(self) -> bool:
        """Whether one is to be made in a moment."""
        return self._settle.isActive()

    def of(self, node_id: str) -> LivePreview | None:
        """The preview of a node; None where there is none."""
        return self._preview if node_id and node_id == self._node else None

    def received(self, node_id: str) -> dict[str, dict[str, str]]:
        """The tables that it was given, by port: types by the names of columns."""
        preview = self.of(node_id)
        if preview is None:
            return {}
        tables = {port: value for port, value in preview.received.items() if kind_of(value) == "table"}
        return {port: {f.name: str(f.type) for f in table.schema} for port, table in tables.items()}

    def is_making(self, node_id: str) -> bool:
        """Whether one of this node is on its way: what is shown of it meanwhile is of before."""
        return bool(node_id) and node_id == self._node and (self._task is not None or self._settle.isActive())

    def ask(self) -> None:
        """Make the one of the selected node, even if it takes long: the person waits for it."""
        self._make(asked=True)

    def switch(self) -> bool:
        """Turn previews on or off, for this window and those to come. Whether they are on now."""
        self._settings.live_preview = not self._settings.live_preview
        self._want()
        return self._settings.live_preview

    def forget(self) -> None:
        """There is no preview, and none comes. What was just put in from elsewhere has none until one turns to it."""
        self._stop()
        if self._node:
            self._node, self._preview = "", None
            self.changed.emit()

    def close(self) -> None:
        self._settle.stop()
        self._tasks.close()

    def _stop(self) -> None:
        self._settle.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _on_other(self) -> None:
        """Another chain, or a run that gives results."""
        self._chain = self._document.chain
        self._outdated.clear()
        self.forget()

    def _on_changed(self, change: Change) -> None:
        old, self._chain = self._chain, self._document.chain
        graph, nodes = Graph(self._chain, self._document.catalog), self._chain.nodes
        touched = {edge.target.node for edge in (*change.edges_added, *change.edges_removed)}
        touched |= {node for node in (*change.added, *change.changed) if old.nodes.get(node) is not nodes.get(node)}
        if INPUTS in change.changed:
            touched |= {edge.target.node for edge in self._chain.edges if edge.source.node == INPUTS}
        affected = {other for node in touched & nodes.keys() for other in graph.reachable(node)}
        self._outdated |= affected
        if not change.is_new:
            self.forget()
        elif affected or change.removed:
            self._want()

    def look(self) -> None:
        """Something else may be selected."""
        if self._view.chain_scene.selected_ids() != [self._node]:
            self.forget()
            self._want()

    def _want(self) -> None:
        """Make one soon; what is shown stays meanwhile."""
        self._stop()
        if self._settings.live_preview and self._document.trusted and self._chosen():
            self._settle.start()
            self.changed.emit()
        else:
            self.forget()

    def _chosen(self) -> str:
        """The node that is selected alone, where a preview tells more than the last run."""
        nodes = self._view.chain_scene.selected_ids()
        if len(nodes) != 1 or nodes[0] not in self._document.chain.nodes:
            return ""
        state = self._lens.state(nodes[0])
        has_results = state is not None and bool(state.outputs)
        return "" if has_results and nodes[0] not in self._outdated else nodes[0]

    def _make(self, asked: bool = False) -> None:
        self._stop()
        node = self._chosen()
        if not node or self._controller.running or not self._document.trusted:
            self.forget()
            return
        if node != self._node:
            self._node, self._preview = node, None
        self._task = self._tasks.start(self._look(node, asked))
        self.changed.emit()

    async def _look(self, node: str, asked: bool) -> None:
        document = self._document
        spec = RunSpec(document.root, document.name, document.folder, document.path)
        level, catalog = document.level, document.catalog
        preview = await self._controller.ask(
            lambda engine: engine.preview(spec, node, catalog, level=level, asked=asked)
        )
        self._task = None
        if preview is None:
            self.forget()
        else:
            self._show(preview)

    def _show(self, preview: LivePreview) -> None:
        self._preview = preview
        self.changed.emit()

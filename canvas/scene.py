"""The scene: items for what the document holds, kept in step with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from PySide6.QtCore import QEasingCurve, QObject, QPointF, QRectF, QVariantAnimation, Signal
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QGraphicsScene

from canvas.document import Change, Document
from canvas.items.decor import DecorItem, FrameItem, NoteItem
from canvas.items.edges import EdgeLayer
from canvas.items.node import PORT_REACH, NodeItem
from canvas.items.overview import Overview
from canvas.theme import Theme
from engine.chain.card import CardPort, card_of
from engine.chain.graph import Graph
from engine.chain.model import Edge, Frame
from engine.run.state import NodeState

GLIDE_MS = 140
GLIDE_AT_MOST = 400
"""More cards than this jump: a movement would be no help and cost frames."""
_ROOM = 4000.0
"""Free space around the nodes, so that one can scroll past them."""


class ChainScene(QGraphicsScene):
    """Draws a `Document`. Items are told, they never ask."""

    wires_selected = Signal()

    def __init__(self, document: Document, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.BspTreeIndex)
        self.document = document
        self.theme = theme
        self.nodes: dict[str, NodeItem] = {}
        self._font = QFont(QGuiApplication.font())
        self.edges = EdgeLayer(self._ends, self._bends, theme)
        self.overview = Overview(self.rects, self.edges.lines, theme)
        self.addItem(self.edges)
        self.addItem(self.overview)
        self.decor: dict[str, DecorItem] = {}
        """Frames and notes, by id."""
        self.glide = False
        """Whether the next moves are shown as a short movement."""
        self._glide = QVariantAnimation(self)
        self._previewed: dict[Edge, tuple[QPointF, ...]] = {}
        self._overview_on = False
        document.changed.connect(self._on_changed)
        document.reset.connect(self.rebuild)
        document.level_changed.connect(self.rebuild)
        self.selectionChanged.connect(self._on_selection)
        self.rebuild()

    # what is where

    def selected_ids(self) -> list[str]:
        """Ids of the selected cards, in the order of the document."""
        return [n for n, item in self.nodes.items() if item.isSelected()]

    def selected_decor(self) -> list[str]:
        """Ids of the selected frames and notes."""
        return [n for n, item in self.decor.items() if item.isSelected()]

    def chosen(self) -> dict[str, NodeItem | DecorItem]:
        """Everything that is selected, by id."""
        things: dict[str, NodeItem | DecorItem] = {**self.nodes, **self.decor}
        return {n: item for n, item in things.items() if item.isSelected()}

    def contents_of(self, frame: DecorItem) -> list[str]:
        """Ids of the cards, frames and notes that lie in a frame."""
        area = frame.rect()
        things: dict[str, NodeItem | DecorItem] = {**self.nodes, **self.decor}
        return [n for n, item in things.items() if item is not frame and area.contains(item.rect())]

    def select(self, ids: Collection[str], edges: Collection[Edge] = ()) -> None:
        """Select exactly these."""
        previous = [*self.selected_ids(), *self.selected_decor()], set(self.edges.selected)
        self.blockSignals(True)
        for things in (self.nodes, self.decor):
            for name, item in things.items():
                if item.isSelected() != (name in ids):
                    item.setSelected(name in ids)
        self.blockSignals(False)
        self.edges.mark(hovered=self.edges.hovered, selected=set(edges))
        if previous[0] != [*self.selected_ids(), *self.selected_decor()]:
            self.selectionChanged.emit()
        if previous[1] != set(edges):
            self.wires_selected.emit()

    def node_at(self, point: QPointF) -> NodeItem | None:
        """The card under a scene point."""
        if self._overview_on:
            return next((i for i in self.nodes.values() if i.rect().contains(point)), None)
        for item in self.items(point):
            if isinstance(item, NodeItem):
                return item
        return None

    def decor_at(self, point: QPointF) -> DecorItem | None:
        """The note, or the title or corner of a frame, under a scene point; what lies on top first."""
        if self._overview_on:
            return None
        return next((item for item in self.items(point) if isinstance(item, DecorItem)), None)

    def port_at(self, point: QPointF) -> tuple[NodeItem, CardPort, bool] | None:
        """The port near a scene point: its card, the port, and whether it is an input."""
        if self._overview_on:
            return None
        area = QRectF(point.x() - PORT_REACH, point.y() - PORT_REACH, 2 * PORT_REACH, 2 * PORT_REACH)
        for item in self.items(area):
            if isinstance(item, NodeItem) and (port := item.port_at(point)):
                return (item, *port)
        return None

    def bounds(self) -> QRectF:
        """Around all cards; empty where there are none."""
        rect = QRectF()
        for things in (self.nodes, self.decor):
            for item in things.values():
                rect |= item.rect()
        return rect

    # what it looks like

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self._font = QFont(QGuiApplication.font())
        for things in (self.nodes, self.decor):
            for item in things.values():
                item.set_theme(theme, self._font)
        self.edges.set_theme(theme)
        self.overview.set_theme(theme)
        self.overview.outdate(self.bounds())
        self.invalidate()

    def set_overview(self, enabled: bool) -> None:
        """From far away draw the overview instead of the items."""
        if enabled == self._overview_on:
            return
        self._overview_on = enabled
        for item in self.nodes.values():
            item.setVisible(not enabled)
        self.edges.setVisible(not enabled)
        self.overview.setVisible(enabled)
        if enabled:
            self.overview.outdate(self.bounds())

    def set_states(self, states: Mapping[str, NodeState | None]) -> None:
        """Show how these nodes are doing."""
        for node_id, state in states.items():
            if node_id in self.nodes:
                self.nodes[node_id].set_state(state)
        chain = self.document.chain
        graph = Graph(chain, self.document.catalog)
        for node_id, state in states.items():
            node = chain.nodes.get(node_id)
            if node is not None and node.mode != "bypass":  # wires of a bypassed one are as those that lead to it
                for edge in self._leaving(node_id):
                    self._set_passed(graph, edge, state is not None and edge.source.port in state.outputs)
        if self._overview_on:
            self.overview.recolour()

    def _set_passed(self, graph: Graph, edge: Edge, passed: bool) -> None:
        """Show whether a value has gone through a wire, and through those behind a node that only passes it on."""
        pending, visited = [edge], {edge}
        while pending:
            wire = pending.pop()
            self.edges.set_passed(wire, passed)
            target = self.document.chain.nodes.get(wire.target.node)
            if target is None or target.mode != "bypass":
                continue
            for onward in self._leaving(wire.target.node):
                if onward not in visited and graph.passed_on(onward.source) == wire.source:
                    visited.add(onward)
                    pending.append(onward)

    def _leaving(self, node_id: str) -> Iterator[Edge]:
        return (edge for edge in self.document.chain.edges_of.get(node_id, ()) if edge.source.node == node_id)

    def clear_states(self) -> None:
        for item in self.nodes.values():
            if item.state is not None:
                item.set_state(None)
        self.edges.clear_passed()
        if self._overview_on:
            self.overview.recolour()

    def set_critical(self, nodes: Mapping[str, str], wires: set[Edge]) -> None:
        """Mark the path that decides how long a run takes: its nodes, with what is told of each, and its wires."""
        for node_id, item in self.nodes.items():
            item.set_critical(nodes.get(node_id))
        self.edges.set_critical(wires)

    def set_problems(self, problems: Mapping[str, str]) -> None:
        """Mark the nodes with which something is wrong."""
        for node_id, item in self.nodes.items():
            item.set_problem(problems.get(node_id, ""))

    def tick(self) -> None:
        """Let running nodes show the time that has passed."""
        for item in self.nodes.values():
            if item.state is not None and item.state.status == "running":
                item.tick()

    # keeping in step

    def rebuild(self) -> None:
        """Build everything anew, in one operation."""
        self.blockSignals(True)
        for item in self.nodes.values():
            self.removeItem(item)
        for decor in self.decor.values():
            self.removeItem(decor)
        self.nodes.clear()
        self.decor.clear()
        self.edges.clear()
        self._add(self.document.chain.blocks())
        self._follow(self.document.chain.edges)
        self._decorate()
        self.blockSignals(False)
        self._settle()
        self.selectionChanged.emit()

    def _on_changed(self, change: Change) -> None:
        self.edges.drop(change.edges_removed)
        for node_id in change.removed:
            item = self.nodes.pop(node_id)
            item.setSelected(False)
            self.removeItem(item)
        self._add(change.added)
        chain, catalog = self.document.chain, self.document.catalog
        for node_id in change.changed:
            self.nodes[node_id].set_card(card_of(chain, catalog, node_id))
        if self._glide.state() == QVariantAnimation.State.Running:
            self._glide.setCurrentTime(GLIDE_MS)  # its cards are where they go before it ends
        starts = {n: self.nodes[n].pos() for n in change.moved if self.glide}
        self.glide = False
        for node_id in change.moved:
            placement = chain.layout.nodes[node_id]
            self.nodes[node_id].place(placement.x, placement.y)
        touched = {*change.added, *change.changed, *change.moved}
        if touched or change.edges_added or change.bent:
            edges = [edge for node_id in touched for edge in chain.edges_of.get(node_id, ())]
            self._follow(dict.fromkeys((*edges, *change.edges_added, *change.bent)))
        if change.decor:
            self._decorate()
        self._settle()
        if 0 < len(starts) <= GLIDE_AT_MOST:
            self._begin_glide(starts)
        if change.edges_removed:
            self.wires_selected.emit()

    def _begin_glide(self, starts: dict[str, QPointF]) -> None:
        """Let cards come from where they were to where they are."""
        ends = {n: QPointF(self.nodes[n].pos()) for n in starts}

        def step(fraction: float) -> None:
            for node_id, start in starts.items():
                if node_id in self.nodes:
                    at = start + (ends[node_id] - start) * fraction
                    self.nodes[node_id].place(at.x(), at.y())
            self.follow([n for n in starts if n in self.nodes])

        self._glide = QVariantAnimation(self)
        self._glide.setDuration(GLIDE_MS)
        self._glide.setStartValue(0.0)
        self._glide.setEndValue(1.0)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._glide.valueChanged.connect(step)
        self._glide.start()

    def follow(self, node_ids: Iterable[str]) -> None:
        """Cards are being dragged: let their wires follow."""
        touching = self.document.chain.edges_of
        self._follow({edge for node_id in node_ids for edge in touching.get(node_id, ())})
        if self._overview_on:
            self.overview.outdate(self.bounds())

    def _follow(self, edges: Iterable[Edge]) -> None:
        self.edges.put(edges)

    def _add(self, node_ids: Iterable[str]) -> None:
        chain, catalog = self.document.chain, self.document.catalog
        for node_id in node_ids:
            item = NodeItem(card_of(chain, catalog, node_id), self.theme, self._font)
            placement = chain.layout.nodes[node_id]
            item.place(placement.x, placement.y)
            item.setVisible(not self._overview_on)
            self.nodes[node_id] = item
            self.addItem(item)

    def _decorate(self) -> None:
        """Show the frames and notes that the document has."""
        layout = self.document.chain.layout
        areas = {**layout.frames, **layout.notes}
        for name in [n for n in self.decor if n not in areas]:
            item = self.decor.pop(name)
            item.setSelected(False)
            self.removeItem(item)
        for name, area in areas.items():
            if name in self.decor:
                self.decor[name].show_area(area)
            else:
                kind = FrameItem if isinstance(area, Frame) else NoteItem
                self.decor[name] = kind(name, area, self.theme, self._font)  # type: ignore[arg-type]  # each with its own
                self.addItem(self.decor[name])

    def _settle(self) -> None:
        bounds = self.bounds()
        self.setSceneRect(bounds.adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM))
        if self._overview_on:
            self.overview.outdate(bounds)

    def _on_selection(self) -> None:
        if self._overview_on:
            self.overview.recolour()

    def _ends(self, edge: Edge) -> tuple[QPointF, QPointF] | None:
        source, target = self.nodes.get(edge.source.node), self.nodes.get(edge.target.node)
        if source is None or target is None:
            return None
        start, end = source.output_point(edge.source.port), target.input_point(edge.target.port)
        if start is None or end is None:
            return None
        return start, end

    def preview_bends(self, edge: Edge, points: Iterable[tuple[float, float]] | None) -> None:
        """While a bend is dragged: draw the wire through these points; None as the document says."""
        self._previewed = {}
        if points is not None:
            self._previewed[edge] = _points(points)
        self._follow([edge])

    def _bends(self, edge: Edge) -> tuple[QPointF, ...]:
        if edge in self._previewed:
            return self._previewed[edge]
        bends = self.document.chain.layout.bends
        if not bends:  # in most chains: spares the name of every target
            return ()
        return _points(bends.get(str(edge.target), ()))

    def rects(self) -> dict[str, list[QRectF]]:
        """The rectangles of the cards by the colour of what they are doing, for pictures of the whole."""
        rects: dict[str, list[QRectF]] = {}
        for item in self.nodes.values():
            colour = self.theme.soft
            if item.isSelected():
                colour = self.theme.accent
            elif item.state is not None and item.state.status not in ("waiting", "queued"):
                colour = self.theme.status(item.state.status)
            rects.setdefault(colour.name(), []).append(item.rect())
        return rects


def _points(pairs: Iterable[tuple[float, float]]) -> tuple[QPointF, ...]:
    return tuple(QPointF(x, y) for x, y in pairs)

"""Move cards, frames and notes."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication

from canvas.gestures.base import Gesture, Surface
from canvas.items.decor import DecorItem, FrameItem
from canvas.items.node import NodeItem
from canvas.language import tr
from engine.chain import decor, edit, reshape
from engine.chain.model import Chain, Edge

GRID = 10.0


def repositioned(chain: Chain, to: dict[str, tuple[float, float]]) -> Chain:
    """Nodes, frames and notes at new places."""
    nodes = {n: position for n, position in to.items() if n in chain.layout.nodes}
    areas = {n: {"x": x, "y": y} for n, (x, y) in to.items() if n not in nodes}
    if nodes:
        chain = edit.move(chain, nodes)
    if areas:
        chain = decor.changed(chain, areas)
    return chain


class Move(Gesture):
    """From a card, a note or the title of a frame: selects it, and drags all that is selected; a frame takes along
    what lies in it. Alt moves without the grid. A single unwired node that is dropped on a wire goes into it.
    """

    def __init__(self, view: Surface, at: QPoint, modifiers: Qt.KeyboardModifier, item: NodeItem | DecorItem) -> None:
        super().__init__(view, at, modifiers)
        self._item = item
        self._moving = False
        self._target_edge: Edge | None = None
        add = bool(modifiers & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier))
        self._select_only = item.isSelected() and not add
        selected = {*self.scene.selected_ids(), *self.scene.selected_decor()}
        if add:
            self.scene.select(selected ^ {item.id})
        elif not item.isSelected():
            self.scene.select({item.id})
        names = [*self.scene.selected_ids(), *self.scene.selected_decor()]
        for name in tuple(names):
            frame = self.scene.decor.get(name)
            if isinstance(frame, FrameItem):
                names += self.scene.contents_of(frame)
        self._items = {n: self._item_of(n) for n in dict.fromkeys(names)}
        self._starts = {n: QPointF(thing.pos()) for n, thing in self._items.items()}

    def _item_of(self, name: str) -> NodeItem | DecorItem:
        return self.scene.nodes.get(name) or self.scene.decor[name]

    def move(self, at: QPoint, scene: QPointF) -> None:
        if not self._moving:
            if (at - self.pressed).manhattanLength() < QApplication.startDragDistance():
                return
            self._moving = True
        shift = scene - self.pressed_scene
        free = bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.AltModifier)
        for name, start in self._starts.items():
            to = start + shift
            if not free:
                to = QPointF(round(to.x() / GRID) * GRID, round(to.y() / GRID) * GRID)
            self._items[name].place(to.x(), to.y())
        self.scene.follow([n for n in self._starts if n in self.scene.nodes])
        self._aim()

    def _aim(self) -> None:
        """Light the wire that the node would go into."""
        onto = None
        if len(self._starts) == 1 and isinstance(self._item, NodeItem):
            onto = self.scene.edges.at(self._item.rect().center(), 26.0)
            if onto is not None and (
                reshape.insertable(self.document.chain, self.document.catalog, self._item.id, onto) is None
            ):
                onto = None
        if onto != self._target_edge:
            self._target_edge = onto
            self.scene.edges.mark(hovered=onto)

    def end(self, at: QPoint, scene: QPointF) -> None:
        if not self._moving:
            if self._select_only:
                self.scene.select({self._item.id})
            return
        self.scene.edges.mark(hovered=None)
        to = {n: (thing.x(), thing.y()) for n, thing in self._items.items()}
        if all(self._items[n].pos() == start for n, start in self._starts.items()):
            return
        chain = repositioned(self.document.chain, to)
        if self._target_edge is not None:
            chain = reshape.inserted(chain, self.document.catalog, self._item.id, self._target_edge)
            self.document.edit(tr("Insert into wire"), chain)
        else:
            label = tr("Move") if len(to) == 1 else tr("Move {count} things", count=len(to))
            self.document.edit(label, chain)

    def cancel(self) -> None:
        self.scene.edges.mark(hovered=None)
        for name, start in self._starts.items():
            self._items[name].place(start.x(), start.y())
        self.scene.follow([n for n in self._starts if n in self.scene.nodes])


class Resize(Gesture):
    """From the corner of a frame or note."""

    cursor = Qt.CursorShape.SizeFDiagCursor

    def __init__(self, view: Surface, at: QPoint, modifiers: Qt.KeyboardModifier, item: DecorItem) -> None:
        super().__init__(view, at, modifiers)
        self._item = item
        self._before = item.area

    def move(self, at: QPoint, scene: QPointF) -> None:
        shift = scene - self.pressed_scene
        width, height = self._before.width + shift.x(), self._before.height + shift.y()
        self._item.resize(round(width / GRID) * GRID, round(height / GRID) * GRID)

    def end(self, at: QPoint, scene: QPointF) -> None:
        area = self._item.area
        if (area.width, area.height) != (self._before.width, self._before.height):
            size = {"width": area.width, "height": area.height}
            self.document.edit(tr("Resize"), decor.changed(self.document.chain, {self._item.id: size}))

    def cancel(self) -> None:
        self._item.show_area(self._before)

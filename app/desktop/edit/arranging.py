"""Where things lie: layout, alignment, frames and notes."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF

from canvas.document import Document
from canvas.gestures.move import repositioned
from canvas.language import tr
from canvas.view import ChainView
from engine.chain import decor, edit, layout
from engine.chain.card import card_of


class Arranging:
    """Commands on the places of one canvas. They let things glide, so that the eye can follow."""

    def __init__(self, view: ChainView) -> None:
        self._view = view

    @property
    def _document(self) -> Document:
        return self._view.document

    @property
    def _selected(self) -> list[str]:
        return self._view.chain_scene.selected_ids()

    def arrange(self) -> None:
        """Lay out the selection, or everything, and show it."""
        self._view.chain_scene.glide = True
        self._document.edit(tr("Arrange"), edit.move(self._document.chain, self._arranged(self._selected)))
        self._view.fit()

    def _arranged(self, nodes: list[str]) -> dict[str, tuple[float, float]]:
        """New places of several nodes, whose corner stays where it is; of all nodes where they are not several."""
        chain, catalog = self._document.chain, self._document.catalog
        if len(nodes) < 2:
            return layout.arranged(chain, catalog)
        places = layout.arranged(chain, catalog, nodes)
        current = [self._view.chain_scene.nodes[n].pos() for n in nodes]
        dx = min(p.x() for p in current) - min(x for x, _ in places.values())
        dy = min(p.y() for p in current) - min(y for _, y in places.values())
        return {n: (x + dx, y + dy) for n, (x, y) in places.items()}

    def show_results(self) -> None:
        """Show the results of the selected nodes on them, or no longer. What a node would cover makes room."""
        chain = edit.show_result(self._document.chain, self._selected)
        old = {n: _rect(item.rect()) for n, item in self._view.chain_scene.nodes.items()}
        heights = {n: card_of(chain, self._document.catalog, n).height for n in self._selected}
        new = {n: (x, y, width, heights.get(n, height)) for n, (x, y, width, height) in old.items()}
        self._view.chain_scene.glide = True
        self._document.edit(tr("Show result"), edit.move(chain, decor.spread(old, new)))

    def frame(self) -> None:
        """Put a frame around the selection."""
        rects = self._rects()
        if rects:
            chain, name = decor.framed(self._document.chain, list(rects.values()))
            self._document.edit(tr("Frame"), chain)
            self._view.chain_scene.select({name})

    def note(self) -> None:
        """Put a note under the mouse."""
        at = self._view.under_mouse()
        chain, name = decor.noted(self._document.chain, round(at.x() / 10) * 10, round(at.y() / 10) * 10)
        self._document.edit(tr("Note"), chain)
        self._view.chain_scene.select({name})

    def align(self, side: decor.Side) -> None:
        """Let the selection share a side."""
        if len(rects := self._rects()) > 1:
            self._place(tr("Align"), decor.aligned(rects, side))

    def distribute(self, axis: Literal["x", "y"]) -> None:
        """Equal gaps between what is selected."""
        if len(rects := self._rects()) > 2:
            self._place(tr("Distribute"), decor.distributed(rects, axis))

    def _place(self, label: str, places: dict[str, tuple[float, float]]) -> None:
        self._view.chain_scene.glide = True
        rounded = {n: (float(round(x)), float(round(y))) for n, (x, y) in places.items()}
        self._document.edit(label, repositioned(self._document.chain, rounded))

    def _rects(self) -> dict[str, decor.Rect]:
        return {name: _rect(item.rect()) for name, item in self._view.chain_scene.chosen().items()}


def _rect(area: QRectF) -> decor.Rect:
    return area.x(), area.y(), area.width(), area.height()

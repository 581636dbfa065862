"""The search box that appears on the canvas: type, Enter, and the tool is there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtWidgets import QWidget

from canvas.icons import icon
from canvas.language import tr
from canvas.search import search
from canvas.search_popup import Offer, SearchPopup
from canvas.theme import Theme
from engine.catalog import ToolSpec


class QuickAdd(SearchPopup):
    """Offers tools; `chosen` carries the `ToolSpec`."""

    def __init__(
        self,
        specs: Sequence[ToolSpec],
        recent: Sequence[str],
        theme: Theme,
        parent: QWidget,
        note: Callable[[ToolSpec], str] | None = None,
    ) -> None:
        super().__init__(tr("Search tools"), parent, width=320, rows=9)
        self._specs, self._recent, self._theme = specs, recent, theme
        self._note = note or (lambda spec: spec.category)
        self.fill("")

    def offers(self, query: str) -> Iterable[Offer]:
        for spec in search(self._specs, query, self._recent):
            picture = icon(spec.icon, self._theme.soft)
            yield Offer(f"{spec.title}   ·   {self._note(spec)}", spec, picture, spec.summary)

    def empty_text(self) -> str:
        if self._specs:
            return tr("No tool is called that.")
        return tr("No tool has a port that fits.")

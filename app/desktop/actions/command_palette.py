"""Every action by its name: type, Enter, and it is done."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from canvas.language import tr
from canvas.search_popup import Offer, SearchPopup


class CommandPalette(SearchPopup):
    """Fed by the table of actions, with the menu and the keys of each."""

    def __init__(self, actions: list[tuple[str, QAction]], parent: QWidget) -> None:
        super().__init__(tr("Search commands"), parent, width=parent.fontMetrics().averageCharWidth() * 70, rows=12)
        self._actions = actions
        self.chosen.connect(lambda action: action.trigger())
        self.fill("")

    def offers(self, words: str) -> Iterable[Offer]:
        for menu, action in _matching(self._actions, words):
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            text = f"{menu}: {_title(action)}" + (f"   ·   {keys}" if keys else "")
            yield Offer(text, action, action.icon(), action.statusTip(), action.isEnabled())


def _title(action: QAction) -> str:
    return action.text().replace("&", "")


def _matching(actions: list[tuple[str, QAction]], words: str) -> list[tuple[str, QAction]]:
    """The best first; without words all of them in the order of the menus, those that can be done now first."""
    from rapidfuzz import fuzz

    wanted = words.strip().lower()
    if not wanted:
        return sorted(actions, key=lambda pair: not pair[1].isEnabled())
    scored = []
    for place, (menu, action) in enumerate(actions):
        title = _title(action).lower()
        told = f"{menu.lower()} {title} {action.statusTip().lower()}"
        score = max(fuzz.WRatio(wanted, title), 100.0 if wanted in title else 0.0, 80.0 if wanted in told else 0.0)
        if score >= 70:
            scored.append((-score, not action.isEnabled(), place, (menu, action)))
    return [pair for *_, pair in sorted(scored, key=lambda row: row[:3])]

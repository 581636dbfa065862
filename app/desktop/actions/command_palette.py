"""Every action by its name: type, Enter, and it is done."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from canvas.language import tr
from canvas.search_popup import Offer, SearchPopup

_LEAST_SCORE = 70.0
_SCORE_OF_DESCRIPTION = 80.0


class CommandPalette(SearchPopup):
    """Fed by the table of actions, with the menu and the keys of each."""

    def __init__(self, actions: list[tuple[str, QAction]], parent: QWidget) -> None:
        super().__init__(tr("Search commands"), parent, width=parent.fontMetrics().averageCharWidth() * 70, rows=12)
        self._actions = actions
        self.chosen.connect(lambda action: action.trigger())
        self.fill("")

    def offers(self, query: str) -> Iterable[Offer]:
        for menu, action in _matching(self._actions, query):
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            text = "   ·   ".join(filter(None, (f"{menu}: {_title(action)}", keys)))
            yield Offer(text, action, action.icon(), action.statusTip(), action.isEnabled())


def _title(action: QAction) -> str:
    return action.text().replace("&", "")


def _score(text: str, title: str, description: str) -> float:
    """How well a text fits an action, up to 100."""
    from rapidfuzz import fuzz

    if text in title:
        return 100.0
    similarity = fuzz.WRatio(text, title)
    if text in description:
        return max(similarity, _SCORE_OF_DESCRIPTION)
    return similarity


def _matching(actions: list[tuple[str, QAction]], query: str) -> list[tuple[str, QAction]]:
    """The best first; without words all of them in the order of the menus, those that can be done now first."""
    text = query.strip().lower()
    if not text:
        return sorted(actions, key=lambda pair: not pair[1].isEnabled())
    scored = []
    for position, (menu, action) in enumerate(actions):
        title = _title(action).lower()
        description = f"{menu.lower()} {title} {action.statusTip().lower()}"
        if (score := _score(text, title, description)) >= _LEAST_SCORE:
            scored.append((-score, not action.isEnabled(), position, (menu, action)))
    return [pair for *_, pair in sorted(scored, key=lambda row: row[:3])]

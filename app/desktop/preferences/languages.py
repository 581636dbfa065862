"""Choosing the language of the window."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from app.desktop.preferences.settings import Settings
from app.desktop.widgets.message_bar import MessageBar
from canvas import language
from canvas.language import tr
from canvas.search_popup import Offer, SearchPopup


class LanguagePopup(SearchPopup):
    """`chosen` carries the name of a catalogue; empty for the language of the system."""

    def __init__(self, current: str, parent: QWidget) -> None:
        super().__init__(tr("Language"), parent, width=parent.fontMetrics().averageCharWidth() * 50, rows=5)
        self._current = current
        self.fill("")

    def offers(self, query: str) -> Iterable[Offer]:
        for name, title in {"": tr("as the system"), **language.LANGUAGES}.items():
            if query.strip().lower() in title.lower():
                mark = "  ✓" if name == self._current else ""
                yield Offer(title + mark, name)


def choose_language(settings: Settings, bar: MessageBar, window: QWidget) -> None:
    """Ask for the language; texts that are there already keep theirs until the next start."""

    def take(name: str) -> None:
        settings.language = name
        bar.show_message(tr("The language changes when iceOS starts again."))

    popup = LanguagePopup(settings.language, window)
    popup.chosen.connect(take)
    popup.popup_over(window)

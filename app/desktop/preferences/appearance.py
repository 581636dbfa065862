"""The colours of the window: chosen by the person, or those of the system."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.desktop.preferences.settings import Settings
from app.desktop.preferences.style import sheet
from canvas.theme import DARK, LIGHT, Theme


class Appearance(QObject):
    """Follows the settings and the system."""

    changed = Signal(object)
    """Carries the `Theme` that everything is to be drawn in."""
    chosen = Signal()
    """The person chose other colours, for all windows."""

    def __init__(self, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self.theme = self._preferred()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.refresh)

    def choose(self, name: Literal["system", "light", "dark"]) -> None:
        self._settings.theme = name
        self.refresh()
        self.chosen.emit()

    def refresh(self) -> None:
        """Take the colours that the settings ask for."""
        self.theme = self._preferred()
        self.apply_style()
        self.changed.emit(self.theme)

    def apply_style(self) -> None:
        """Set the palette and the style sheet of the program; widgets bring the theme they were made with."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.setPalette(self.theme.palette())
        app.setStyleSheet(sheet(self.theme))

    def _preferred(self) -> Theme:
        if self._settings.theme == "system":
            dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        else:
            dark = self._settings.theme == "dark"
        return DARK if dark else LIGHT

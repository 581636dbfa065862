"""The actions of a window: its menus, toolbar, shortcuts and context menus, all drawn from the table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar, QToolButton, QWidget

from app.desktop.actions.action import Action, Commands, Focus, Place
from app.desktop.actions.situation import Situation
from app.desktop.actions.table import ACTIONS, MENUS
from canvas.icons import icon
from canvas.language import tr
from canvas.theme import Theme


class Actions:
    """The table as `QAction`s of a window."""

    def __init__(self, window: QWidget, parts: Commands) -> None:
        self._actions = {row.id: _action(row, parts, window) for row in ACTIONS}
        self.set_theme(parts.appearance.theme)

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def set_theme(self, theme: Theme) -> None:
        for row in ACTIONS:
            if row.icon:
                self._actions[row.id].setIcon(icon(row.icon, row.colour(theme), theme.idle))

    def all(self) -> list[tuple[str, QAction]]:
        """Menu and action, in the order of the table."""
        return [(tr(row.menu), self._actions[row.id]) for row in ACTIONS]

    def refresh(self, situation: Situation) -> None:
        """Enable exactly those that can be done."""
        for row in ACTIONS:
            self._actions[row.id].setEnabled(row.enabled(situation))

    def name_step(self, action_id: str, step: str) -> None:
        """Name the step of editing that *Undo* or *Redo* would go."""
        action = self._actions[action_id]
        title = action.iconText()
        action.setText(f"{title} {step[:1].lower()}{step[1:]}".rstrip())
        action.setIconText(title)

    def fill_menu_bar(self, bar: QMenuBar) -> dict[str, QMenu]:
        """The menus by title, which the caller may add to."""
        titles = mnemonic([tr(title) for title in MENUS], MENUS)
        menus = {menu: bar.addMenu(title) for menu, title in zip(MENUS, titles, strict=True)}
        for row in ACTIONS:
            if row.separate:
                menus[row.menu].addSeparator()
            menus[row.menu].addAction(self._actions[row.id])
        return menus

    def fill_toolbar(self, bar: QToolBar) -> None:
        rows = [row for row in ACTIONS if row.toolbar]
        self._add(bar, rows)
        for row in rows:
            button = bar.widgetForAction(self._actions[row.id])
            if row.toolbar == "text" and isinstance(button, QToolButton):
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

    def context_menu(self, place: Place, parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        self._add(menu, [row for row in ACTIONS if place in row.places])
        return menu

    def _add(self, bar: QToolBar | QMenu, rows: Sequence[Action]) -> None:
        """Add actions, those of each menu apart from the others."""
        for number, row in enumerate(rows):
            if number and row.menu != rows[number - 1].menu:
                bar.addSeparator()
            bar.addAction(self._actions[row.id])


def _action(row: Action, parts: Commands, window: QWidget) -> QAction:
    action = QAction(tr(row.title), window)
    action.setObjectName(row.id)
    action.setShortcuts([QKeySequence(keys) for keys in row.keys])
    shortcut = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    tip = tr(row.tip or row.title)
    action.setToolTip(tip)
    if shortcut:
        action.setToolTip(f"{tip} ({shortcut})")
    if row.tip:
        action.setStatusTip(tip)
    action.triggered.connect(lambda _=False: row.run(parts))
    if row.focus is Focus.WINDOW:
        window.addAction(action)
    else:
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        _widget_of(row.focus, parts).addAction(action)
    return action


def _widget_of(focus: Literal[Focus.CANVAS, Focus.RUNS], parts: Commands) -> QWidget:
    match focus:
        case Focus.CANVAS:
            return parts.view
        case Focus.RUNS:
            return parts.history_panel.tree


def mnemonic(titles: Sequence[str], english: Sequence[str]) -> list[str]:
    """The titles, each with a letter that opens it together with Alt.

    Where a title has no Latin letter, that of the English one stands behind it in brackets, as is usual there. (Qt
    marks letters itself on no platform; only KDE does.)
    """
    used: set[str] = set()
    marked = []
    for title, fallback in zip(titles, english, strict=True):
        letter = next((c for c in title if c.isascii() and c.isalpha() and c.lower() not in used), "")
        if letter:
            marked.append(title.replace(letter, f"&{letter}", 1))
        else:
            letter = next(c for c in fallback if c.lower() not in used)
            marked.append(f"{title}(&{letter.upper()})")
        used.add(letter.lower())
    return marked

"""Every action of a window, one row each. Menus, toolbar, shortcuts and context menus are drawn from this table."""

from __future__ import annotations

from app.desktop.actions.action import Action
from app.desktop.actions.arrange_menu import ARRANGE
from app.desktop.actions.edit_menu import EDIT
from app.desktop.actions.file_menu import FILE
from app.desktop.actions.help_menu import HELP
from app.desktop.actions.run_menu import RUN
from app.desktop.actions.view_menu import VIEW

ACTIONS: tuple[Action, ...] = (*FILE, *EDIT, *RUN, *VIEW, *ARRANGE, *HELP)
MENUS = ("File", "Edit", "Arrange", "Run", "View", "Help")

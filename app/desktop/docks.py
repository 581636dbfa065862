"""The panels around the canvas, and where each has its place."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QTabWidget, QUndoView, QWidget

from canvas.language import tr

if TYPE_CHECKING:
    from app.desktop.main_window import MainWindow


class Docks(NamedTuple):
    """Those that the window speaks to, and those whose sizes it remembers."""

    results: QDockWidget
    problems: QDockWidget
    sides: list[QDockWidget]
    below: list[QDockWidget]


def build_docks(window: MainWindow) -> Docks:
    """Make all of them, those of one side as tabs."""
    sides = Qt.DockWidgetArea

    def dock(name: str, title: str, widget: QWidget, side: Qt.DockWidgetArea) -> QDockWidget:
        made = QDockWidget(title, window)
        made.setObjectName(name)
        made.setWidget(widget)
        # tabs name the panels that share a place; a second line with the same word would only take room
        made.setTitleBarWidget(QWidget())
        window.addDockWidget(side, made)
        return made

    tools = dock("tools", tr("Tools"), window.palette_panel, sides.LeftDockWidgetArea)
    right = [
        dock("properties", tr("Properties"), window.inspector, sides.RightDockWidgetArea),
        dock("help", tr("Help"), window.help, sides.RightDockWidgetArea),
        dock("steps", tr("Steps"), _steps(window), sides.RightDockWidgetArea),
    ]
    below = [
        dock("results", tr("Results"), window.results, sides.BottomDockWidgetArea),
        dock("log", tr("Log"), window.log_panel, sides.BottomDockWidgetArea),
        dock("problems", tr("Problems"), window.problems, sides.BottomDockWidgetArea),
        dock("history", tr("History"), window.history_panel, sides.BottomDockWidgetArea),
        dock("containers", tr("Containers"), window.containers_panel, sides.BottomDockWidgetArea),
    ]
    for group in (right, below):
        for first, second in pairwise(group):
            window.tabifyDockWidget(first, second)
        group[0].raise_()
    window.setTabPosition(sides.AllDockWidgetAreas, QTabWidget.TabPosition.North)
    window.setDocumentMode(True)
    window.setCorner(Qt.Corner.BottomLeftCorner, sides.LeftDockWidgetArea)
    window.setCorner(Qt.Corner.BottomRightCorner, sides.RightDockWidgetArea)
    return Docks(below[0], below[2], [tools, right[0]], [below[0]])


def _steps(window: MainWindow) -> QUndoView:
    """Every edit since the file was opened; a click goes there."""
    view = QUndoView(window.document.undo_stack)
    view.setEmptyLabel(tr("As it was opened"))
    view.setAccessibleName(tr("Steps of editing"))
    return view

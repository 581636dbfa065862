"""The panels around the canvas, and where each has its place."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabWidget, QUndoView, QWidget

from app.desktop.parts import Parts
from canvas.language import tr


class Docks(NamedTuple):
    """Those that the window speaks to, and those whose sizes it remembers."""

    results: QDockWidget
    problems: QDockWidget
    sides: list[QDockWidget]
    below: list[QDockWidget]


def build_docks(window: QMainWindow, parts: Parts) -> Docks:
    """Make all of them, those of one side as tabs."""
    sides = Qt.DockWidgetArea

    def dock(name: str, title: str, widget: QWidget, side: Qt.DockWidgetArea) -> QDockWidget:
        panel = QDockWidget(title, window)
        panel.setObjectName(name)
        panel.setWidget(widget)
        # tabs name the panels that share a place; a second line with the same word would only take room
        panel.setTitleBarWidget(QWidget())
        window.addDockWidget(side, panel)
        return panel

    tools = dock("tools", tr("Tools"), parts.tool_palette, sides.LeftDockWidgetArea)
    right = [
        dock("properties", tr("Properties"), parts.inspector, sides.RightDockWidgetArea),
        dock("help", tr("Help"), parts.help_panel, sides.RightDockWidgetArea),
        dock("steps", tr("Steps"), _steps(parts.document.undo_stack), sides.RightDockWidgetArea),
    ]
    below = [
        dock("results", tr("Results"), parts.results, sides.BottomDockWidgetArea),
        dock("log", tr("Log"), parts.log_panel, sides.BottomDockWidgetArea),
        dock("problems", tr("Problems"), parts.problems, sides.BottomDockWidgetArea),
        dock("history", tr("History"), parts.history_panel, sides.BottomDockWidgetArea),
        dock("containers", tr("Containers"), parts.containers_panel, sides.BottomDockWidgetArea),
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


def _steps(undo_stack: QUndoStack) -> QUndoView:
    """Every edit since the file was opened; a click goes there."""
    view = QUndoView(undo_stack)
    view.setEmptyLabel(tr("As it was opened"))
    view.setAccessibleName(tr("Steps of editing"))
    return view

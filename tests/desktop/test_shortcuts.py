"""Which keys do what depends on where the keyboard's focus is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QDockWidget, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.actions.action import Action, Focus
from app.desktop.actions.table import ACTIONS
from app.desktop.main_window import MainWindow
from tests.conftest import EXAMPLES
from tests.desktop.conftest import Open, finish

OF_CANVAS = [action for action in ACTIONS if action.focus is Focus.CANVAS]
PANELS = ("tools", "properties", "help", "steps", "results", "log", "problems", "history", "containers")


@pytest.fixture
def window(open_window: Open, qtbot: QtBot) -> MainWindow:
    """After a run, with a node selected and something in every panel."""
    window = open_window(EXAMPLES / "penguins.iceos")
    window.activateWindow()
    assert finish(qtbot, window, window.action_table["run"].trigger) == "done"
    window.view.chain_scene.select({"clean"})
    window.action_table["copy"].trigger()
    return window


def press(widget: QWidget, keys: str) -> None:
    """As the window system does: the window gets the key, and hands it to what has the focus."""
    combination: QKeyCombination = QKeySequence(keys)[0]
    QTest.keyClick(widget.window().windowHandle(), combination.key(), combination.keyboardModifiers())


def triggered(window: MainWindow, actions: list[Action]) -> list[str]:
    """The ids of what is triggered from now on, which does nothing in this test."""
    ids: list[str] = []
    for action in actions:
        window.action_table[action.id].triggered.disconnect()
        window.action_table[action.id].triggered.connect(lambda _=False, name=action.id: ids.append(name))
        window.action_table[action.id].setEnabled(True)
    return ids


def test_on_the_canvas_its_shortcuts_apply(window: MainWindow, qtbot: QtBot) -> None:
    ids = triggered(window, OF_CANVAS)
    window.view.setFocus()
    qtbot.waitUntil(window.view.hasFocus)
    for action in OF_CANVAS:
        for keys in action.keys:
            press(window.view, keys)
            assert ids == [action.id], keys
            ids.clear()


def test_in_a_panel_the_shortcuts_of_the_canvas_do_nothing(window: MainWindow, qtbot: QtBot) -> None:
    chain, selection = window.document.chain, window.view.chain_scene.selected_ids()
    ids = triggered(window, OF_CANVAS)
    for name in PANELS:
        panel = window.findChild(QDockWidget, name)
        assert isinstance(panel, QDockWidget)
        panel.raise_()
        focused = []
        for widget in focusable(panel):
            widget.setFocus()
            if not widget.hasFocus():
                continue  # it hands the focus on to a part of itself, which has its own turn
            focused.append(widget)
            for keys in (keys for action in OF_CANVAS for keys in action.keys):
                if "Space" in keys and isinstance(widget, QAbstractButton):
                    continue  # which presses it
                press(widget, keys)
                assert not ids, f"{keys} in {type(widget).__name__} of {name}"
                close_popups()
                widget.setFocus()
        assert focused, f"the keyboard reaches {name}"
        assert window.view.chain_scene.selected_ids() == selection, name
        assert window.document.chain.nodes.keys() == chain.nodes.keys(), name


def focusable(panel: QDockWidget) -> list[QWidget]:
    widgets = (widget for widget in panel.findChildren(QWidget) if widget.isVisible() and widget.isEnabled())
    return [widget for widget in widgets if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]


def close_popups() -> None:
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()


def test_select_all_in_a_table_selects_its_cells(window: MainWindow, qtbot: QtBot) -> None:
    tables = [t for t in window.parts.results.findChildren(QAbstractItemView) if t.isVisible() and t.model().rowCount()]
    assert tables
    tables[0].setFocus()
    press(tables[0], "Ctrl+A")
    assert window.view.chain_scene.selected_ids() == ["clean"]
    assert len(tables[0].selectionModel().selectedIndexes()) > 1


def test_from_a_panel_the_menu_still_acts_on_the_canvas(window: MainWindow) -> None:
    window.parts.tool_palette.tree.setFocus()
    window.action_table["delete"].trigger()
    assert "clean" not in window.document.chain.nodes
    assert QGuiApplication.clipboard().text()


def test_a_key_of_the_window_applies_in_every_panel(window: MainWindow, qtbot: QtBot) -> None:
    window.action_table["delete"].trigger()
    assert "clean" not in window.document.chain.nodes
    window.parts.tool_palette.tree.setFocus()
    press(window.parts.tool_palette.tree, "Ctrl+Z")
    assert "clean" in window.document.chain.nodes

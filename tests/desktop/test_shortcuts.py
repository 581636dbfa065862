"""Which keys do what depends on where the keyboard's focus is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDockWidget,
    QMessageBox,
    QTreeWidget,
    QWidget,
)
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
            window.action_table[action.id].setEnabled(True)  # what the run that ended refreshes is not asked here
            press(window.view, keys)
            assert ids == [action.id], keys
            ids.clear()


def test_a_shortcut_applies_where_the_table_says_and_nowhere_else(window: MainWindow, qtbot: QtBot) -> None:
    chain, selection = window.document.chain, window.view.chain_scene.selected_ids()
    actions = [action for action in ACTIONS if action.keys]
    ids = triggered(window, actions)
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
            allowed = {Focus.WINDOW}
            if widget is window.parts.history_panel.tree:
                allowed.add(Focus.RUNS)
            for keys in dict.fromkeys(keys for action in actions for keys in action.keys):
                if "Space" in keys and isinstance(widget, QAbstractButton):
                    continue  # which presses it
                for action in actions:
                    window.action_table[action.id].setEnabled(True)
                press(widget, keys)
                due = [action.id for action in actions if keys in action.keys and action.focus in allowed]
                assert ids in ([], due), f"{keys} in {type(widget).__name__} of {name}"
                ids.clear()
                close_popups()
                widget.setFocus()
        assert focused, f"the keyboard reaches {name}"
        assert window.view.chain_scene.selected_ids() == selection, name
        assert window.document.chain.nodes.keys() == chain.nodes.keys(), name


def test_from_a_panel_no_key_but_undo_changes_the_chain(window: MainWindow, qtbot: QtBot) -> None:
    tree = window.parts.history_panel.tree
    raise_history(window, qtbot)
    before = window.document.chain
    menus = {"Edit", "Arrange", "View"}
    for action in (a for a in ACTIONS if a.menu in menus and a.id not in ("undo", "redo")):
        for keys in action.keys:
            tree.setFocus()
            press(tree, keys)
            close_popups()
            assert window.document.chain == before, keys
            assert window.view.chain_scene.selected_ids() == ["clean"], keys


def test_the_canvas_has_the_focus_when_a_window_opens(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.activateWindow()
    qtbot.waitUntil(window.view.hasFocus)


@pytest.mark.parametrize("keys", ["Del", "Backspace"])
def test_delete_in_the_history_asks_and_removes_the_run(window: MainWindow, qtbot: QtBot, keys: str) -> None:
    tree = raise_history(window, qtbot)
    before = window.document.chain
    assert not window.action_table["forget_runs"].isEnabled()
    at = tree.visualItemRect(tree.topLevelItem(0)).center()
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert tree.hasFocus()

    press(tree, keys)
    box = question(window, qtbot)
    assert window.document.name in box.text()
    QTest.keyClick(box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not box.isVisible())
    assert len(window.controller.history.runs()) == 1

    window.activateWindow()
    tree.setFocus()
    qtbot.waitUntil(tree.hasFocus)
    press(tree, keys)
    box = question(window, qtbot)
    remove = next(b for b in box.buttons() if box.buttonRole(b) is QMessageBox.ButtonRole.AcceptRole)
    QTest.mouseClick(remove, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tree.topLevelItemCount() == 0)
    assert not window.controller.history.runs()
    assert window.document.chain == before
    assert window.view.chain_scene.selected_ids() == ["clean"]


def question(window: MainWindow, qtbot: QtBot) -> QMessageBox:
    """What is asked, once it is."""
    qtbot.waitUntil(lambda: any(box.isVisible() for box in window.findChildren(QMessageBox)))
    return next(box for box in window.findChildren(QMessageBox) if box.isVisible())


def raise_history(window: MainWindow, qtbot: QtBot) -> QTreeWidget:
    """The list of runs, in front, with the one that is over."""
    panel = window.findChild(QDockWidget, "history")
    assert isinstance(panel, QDockWidget)
    panel.raise_()
    tree = window.parts.history_panel.tree

    def is_listed() -> bool:
        rows = [tree.topLevelItem(row) for row in range(tree.topLevelItemCount())]
        return tree.isVisible() and [row.data(0, Qt.ItemDataRole.UserRole).status.is_over for row in rows] == [True]

    qtbot.waitUntil(is_listed)
    return tree


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

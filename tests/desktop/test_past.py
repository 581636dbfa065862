"""What ran before, in the window: listed, opened as it was, gone on with, compared."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDockWidget, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from app.desktop.main_window import MainWindow
from app.desktop.results.compare_dialog import CompareDialog
from app.desktop.viewers.tables import TableViewer
from engine.catalog import Catalog
from engine.chain import edit
from engine.chain.file import dump, load
from engine.folders import folders
from engine.run.artifacts import Artifacts
from engine.run.history import History
from tests.conftest import EXAMPLES, ROOT
from tests.desktop.conftest import Open, dialog, finish, wait_for_dialog
from tests.engine.chain.builders import Builder
from tests.processes import until

PENGUINS = EXAMPLES / "penguins.iceos"


def run(qtbot: QtBot, window: MainWindow) -> str:
    return finish(qtbot, window, window.action_table["run"].trigger)


def show_history(qtbot: QtBot, window: MainWindow, runs: int = 1) -> None:
    """Bring the list of runs to the front, and wait until it has so many, all of them over."""
    dock = window.findChild(QDockWidget, "history")
    assert dock is not None
    dock.raise_()
    window.parts.history_panel.refresh()
    tree = window.parts.history_panel.tree

    def are_listed() -> bool:
        items = [tree.topLevelItem(row) for row in range(tree.topLevelItemCount())]
        return len(items) == runs and all(item is not None and item.text(2) != "running" for item in items)

    qtbot.waitUntil(are_listed, timeout=15_000)


def pick(window: MainWindow, *rows: int) -> None:
    tree = window.parts.history_panel.tree
    tree.clearSelection()
    for row in rows:
        item = tree.topLevelItem(row)
        assert item is not None
        item.setSelected(True)


def press(window: MainWindow, title: str) -> None:
    QTest.mouseClick(window.parts.history_panel.buttons[title.lower()], Qt.MouseButton.LeftButton)


def open_picked(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.parts.history_commands.shown, timeout=15_000):
        press(window, "Open")


def test_a_past_run_is_opened_as_it_was_with_what_each_node_received(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(PENGUINS)
    assert run(qtbot, window) == "done"
    document = window.document
    document.edit("Change", edit.set_input(document.chain, document.catalog, "chart", "title", "New title"))
    document.undo_stack.setClean()
    show_history(qtbot, window)
    pick(window, 0)
    assert not window.parts.history_panel.buttons["resume"].isEnabled()
    open_picked(qtbot, window)
    assert document.chain.nodes["chart"].inputs["title"] == load(PENGUINS).chain.nodes["chart"].inputs["title"]
    item = window.view.chain_scene.nodes["summarise"]
    assert item.state is not None
    assert item.state.status == "done"
    window.view.chain_scene.select({"summarise"})
    assert isinstance(window.parts.results.viewer, TableViewer)
    buttons = window.parts.results._group.buttons
    qtbot.waitUntil(lambda: any(button.text().startswith("received") for button in buttons()))
    next(button for button in buttons() if button.text().startswith("received")).click()
    assert isinstance(window.parts.results.viewer, TableViewer)
    assert window.parts.status.text().endswith("done")


def test_a_chain_that_was_changed_since_opens_beside_its_file(
    open_window: Open, qtbot: QtBot, tmp_path: Path, catalog: Catalog
) -> None:
    build = Builder(catalog)
    build.node("data.constant", value="first")
    path = tmp_path / "text.iceos"
    path.write_bytes(dump(build.chain))
    window = open_window(path)
    run(qtbot, window)
    path.write_bytes(dump(edit.set_input(build.chain, catalog, "data_constant", "value", "second")))
    window.file_commands.load(path)
    show_history(qtbot, window)
    pick(window, 0)
    open_picked(qtbot, window)
    assert window.document.chain.nodes["data_constant"].inputs["value"] == "first"
    assert window.document.path is None, "saving asks for a name, so the file is safe"
    assert window.document.name.startswith("text as of")
    assert window.document.folder == tmp_path


def test_from_a_past_run_one_goes_on_from_a_node(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(PENGUINS)
    run(qtbot, window)
    show_history(qtbot, window)
    pick(window, 0)
    open_picked(qtbot, window)
    window.view.chain_scene.select({"chart"})
    started: list[str] = []
    window.controller.nodes_changed.connect(lambda changed: started.extend(changed))
    assert finish(qtbot, window, window.action_table["run_from"].trigger) == "done"
    assert set(started) == {"chart", "report"}


def test_two_runs_are_compared_side_by_side(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(PENGUINS)
    run(qtbot, window)
    document = window.document
    document.edit("Change", edit.set_input(document.chain, document.catalog, "chart", "title", "New title"))
    run(qtbot, window)
    show_history(qtbot, window, runs=2)
    pick(window, 0, 1)
    press(window, "Compare")
    found = wait_for_dialog(qtbot, CompareDialog)
    assert isinstance(found, CompareDialog)
    items = [found.nodes.topLevelItem(row) for row in range(found.nodes.topLevelItemCount())]
    assert [item.text(0) for item in items if item is not None and item.text(3)] == ["chart", "report"]
    qtbot.waitUntil(lambda: found.sides.count() == 2)
    assert found.nodes.currentItem().text(0) == "chart"
    found.close()


def test_a_run_is_forgotten_only_after_asking(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(PENGUINS)
    run(qtbot, window)
    show_history(qtbot, window)
    pick(window, 0)
    for answer, left in (("Cancel", 1), ("Remove", 0)):
        press(window, "Forget")
        box = dialog(QMessageBox)
        button = next(b for b in box.findChildren(QPushButton) if b.text().replace("&", "") == answer)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda left=left: window.parts.history_panel.tree.topLevelItemCount() == left)  # type: ignore[misc]


def test_a_window_that_is_killed_while_it_runs_offers_to_go_on(
    open_window: Open, qtbot: QtBot, tmp_path: Path, catalog: Catalog
) -> None:
    build = Builder(catalog)
    build.node("data.constant", value="kept")
    build.node("flow.wait", seconds=20)
    build.wire("data_constant.result", "flow_wait.value")
    path = tmp_path / "slow.iceos"
    path.write_bytes(dump(build.chain))
    program = subprocess.Popen([sys.executable, "-m", "app.cli", "run", str(path)], cwd=ROOT, stdout=subprocess.PIPE)
    history = History(folders().history, Artifacts(folders().artifacts))
    assert until(lambda: any(history.outputs(r.id) for r in history.runs()))
    os.kill(program.pid, signal.SIGKILL)
    program.wait()
    history.close()

    window = open_window()
    window.parts.history_commands.look_for_interrupted()
    qtbot.waitUntil(window.parts.message.isVisible, timeout=10_000)
    assert "1 of 2 nodes were finished" in window.parts.message.label.text()
    resume = next(b for b in window.parts.message.findChildren(QPushButton) if b.text() == "Resume")
    with qtbot.waitSignal(window.controller.nodes_changed, timeout=10_000):
        QTest.mouseClick(resume, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.controller.state.nodes["flow_wait"].status == "running", timeout=10_000)
    assert window.document.path == path
    assert window.controller.state.nodes["data_constant"].status == "done"
    assert finish(qtbot, window, window.action_table["stop"].trigger) == "cancelled"


def test_the_longest_path_is_drawn_and_hidden_again(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(PENGUINS)
    run(qtbot, window)
    scene = window.view.chain_scene
    window.action_table["critical"].trigger()
    marked = {n for n, item in scene.nodes.items() if item.critical is not None}
    assert {"read", "clean", "report"} <= marked
    assert len(scene.edges.critical) >= 3
    assert "The longest path takes" in window.parts.status.text()
    window.action_table["critical"].trigger()
    assert not scene.edges.critical
    assert all(item.critical is None for item in scene.nodes.values())

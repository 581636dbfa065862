"""Images and containers in the window, with a real engine."""

from __future__ import annotations

import subprocess

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.desktop.images import shell
from app.desktop.images.log_dialog import LogDialog
from app.desktop.main_window import MainWindow
from engine.chain import edit
from engine.chain.model import Placement
from tests.conftest import EXAMPLES, ROOT
from tests.desktop.conftest import Open, dialog, finish

pytestmark = [pytest.mark.docker, pytest.mark.timeout(600)]
IMAGE = "iceos/node-js:^1.0"


@pytest.fixture(scope="module", autouse=True)
def images() -> None:
    subprocess.run([ROOT / "deploy" / "images.sh", "std", "js"], check=True, capture_output=True)


@pytest.fixture
def window(open_window: Open) -> MainWindow:
    return open_window()


def dropped(window: MainWindow, qtbot: QtBot) -> str:
    """The node that an image dropped on the canvas becomes."""
    with qtbot.waitSignal(window.parts.images.added, timeout=120_000):
        window.view.text_dropped.emit(IMAGE, QPointF(0, 0))
    (node,) = window.document.chain.nodes
    return node


def test_an_image_dropped_on_the_canvas_becomes_a_node_that_runs(window: MainWindow, qtbot: QtBot) -> None:
    node = dropped(window, qtbot)
    assert window.document.chain.nodes[node].placement == Placement(where="docker", image=IMAGE)
    assert "Its tools: Keywords" in window.parts.message.label.text()
    window.parts.tool_palette.line.setText("keywords")
    item = window.parts.tool_palette.tree.topLevelItem(0)
    assert item is not None
    assert item.text(0) == "Keywords"
    chain = edit.set_input(window.document.chain, window.document.catalog, node, "text", "one two two")
    window.document.edit("Set", chain)
    assert finish(qtbot, window, window.action_table["run"].trigger) == "done"
    state = window.controller.state.nodes[node]
    assert (state.image, state.digest[:7]) == ("iceos/node-js:1.0.0", "sha256:")
    qtbot.waitUntil(lambda: window.parts.images.state.text() == "Containers: ready")


def test_containers_are_listed_and_stopped(window: MainWindow, qtbot: QtBot) -> None:
    node = dropped(window, qtbot)
    chain = edit.set_input(window.document.chain, window.document.catalog, node, "text", "one")
    window.document.edit("Set", chain)
    assert finish(qtbot, window, window.action_table["run"].trigger) == "done"
    panel = window.parts.containers_panel
    qtbot.waitUntil(lambda: [c.state for c in window.parts.images.shown()] == ["warm"])
    panel.refresh()
    item = panel.tree.topLevelItem(0)
    assert item is not None
    assert (item.text(0), item.text(2)) == ("iceos/node-js:1.0.0", "warm")
    item.setSelected(True)
    QTest.mouseClick(panel.buttons["stop"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.parts.images.shown() == [], timeout=20_000)


def test_a_built_in_tool_is_sent_to_a_container_by_its_form(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(EXAMPLES / "penguins.iceos")
    assert finish(qtbot, window, window.action_table["run_fresh"].trigger) == "done"
    here = window.controller.state.nodes["clean"].result
    window.view.chain_scene.select({"clean"})
    form = window.parts.inspector._behaviour_form.placement
    form.where.setCurrentIndex(2)
    form.where.activated.emit(2)
    assert window.document.chain.nodes["clean"].placement == Placement(where="docker")
    assert finish(qtbot, window, window.action_table["run_fresh"].trigger) == "done"
    state = window.controller.state.nodes["clean"]
    assert (state.result, state.image) == (here, "iceos/nodes-std:0.1.0")
    window.action_table["warm"].trigger()
    assert window.document.chain.nodes["clean"].placement == Placement(where="docker", warm=True)
    window.action_table["undo"].trigger()
    window.action_table["undo"].trigger()
    assert window.document.chain.nodes["clean"].placement is None


def test_the_log_of_a_node_is_there_after_its_container_has_failed(window: MainWindow, qtbot: QtBot) -> None:
    spec = window.document.catalog.newest("python.code")
    assert spec is not None
    node = window.parts.editing.add_tool(spec, QPointF(0, 0))
    chain = edit.configure(window.document.chain, node, placement=Placement(where="docker"))
    for name, value in {"takes": {}, "gives": {"result": "text"}, "code": "raise SystemExit(3)"}.items():
        chain = edit.set_input(chain, window.document.catalog, node, name, value)
    window.document.edit("Set", chain)
    assert finish(qtbot, window, window.action_table["run"].trigger) == "failed"
    window.view.chain_scene.select({node})
    window.action_table["logs"].trigger()
    assert dialog(LogDialog).windowTitle().startswith("Log of")


def test_an_absent_engine_is_told_in_the_status_bar_with_a_remedy(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCKER_HOST", "unix:///nowhere.sock")
    spec = window.document.catalog.newest("data.constant")
    assert spec is not None
    assert not window.parts.images.state.isVisible(), "nothing is said before it is needed"
    node = window.parts.editing.add_tool(spec, QPointF(0, 0))
    window.document.edit("Place", edit.configure(window.document.chain, node, placement=Placement(where="docker")))
    qtbot.waitUntil(lambda: window.parts.images.state.text() == "Containers: not available")
    assert "Start it" in window.parts.images.state.toolTip()
    assert finish(qtbot, window, window.action_table["run"].trigger) == "failed"
    assert "no container engine answers" in window.controller.state.nodes[node].reason


def test_a_shell_is_opened_in_the_terminal_that_is_here() -> None:
    assert shell.command("abc") == ["docker", "exec", "-it", "abc", "sh"]

"""A chain on a server, from the window: exported, run there, watched here."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.desktop.main_window import MainWindow
from app.desktop.servers.export_dialog import ExportDialog
from app.desktop.servers.runs_dialog import RunsDialog
from app.desktop.servers.servers_dialog import ServersDialog
from app.servers import Servers
from engine.chain import edit
from engine.chain.model import Endpoint, Placement
from engine.folders import folders
from tests.conftest import EXAMPLES
from tests.desktop.conftest import Open, dialog, finish
from tests.server.conftest import TOKEN, Team, Teams
from tests.server.conftest import teams as teams

pytestmark = pytest.mark.timeout(300)


def status_of(window: MainWindow, node: str) -> str:
    told = window.controller.state.nodes.get(node)
    return told.status if told else ""


def value_of(qtbot: QtBot, window: MainWindow, at: Endpoint) -> Any:
    """What came out of a port on the server, once it is here."""
    values: list[Any] = []

    def has_come() -> bool:
        with contextlib.suppress(KeyError):
            values.append(window.parts.lens.value(at))
        return bool(values)

    qtbot.waitUntil(has_come, timeout=15_000)
    return values[0]


@pytest.fixture
def server(teams: Teams) -> Team:
    team = teams("sqlite")
    team.serve()
    return team


@pytest.fixture
def known(server: Team, own_data_dir: Path) -> Team:
    """The person knows the server already."""
    Servers(folders()).add("home", server.url, TOKEN)
    return server


def test_a_server_is_tried_before_it_is_kept(open_window: Open, qtbot: QtBot, server: Team) -> None:
    window = open_window()
    window.action_table["servers"].trigger()
    asked = dialog(ServersDialog)
    assert isinstance(asked, ServersDialog)
    asked.name.setText("home")
    asked.url.setText("http://127.0.0.1:1")
    asked.token.setText("wrong")
    QTest.mouseClick(asked.keep_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "cannot be reached" in asked.status.text(), timeout=15_000)
    asked.url.setText(server.url)
    QTest.mouseClick(asked.keep_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "not known here" in asked.status.text(), timeout=15_000)
    assert Servers(folders()).all() == []
    asked.token.setText(TOKEN)
    QTest.mouseClick(asked.keep_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "may: admin" in asked.status.text(), timeout=15_000)
    assert [s.name for s in Servers(folders()).all()] == ["home"]
    assert TOKEN not in (folders().data / "servers.json").read_text()
    asked.list.setCurrentRow(0)
    QTest.mouseClick(asked.remove_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: Servers(folders()).all() == [])
    asked.reject()


def test_without_a_server_the_way_to_one_is_shown(open_window: Open) -> None:
    window = open_window(EXAMPLES / "penguins.iceos")
    window.action_table["run_on"].trigger()
    assert "No server is known" in window.parts.message.label.text()


def test_a_chain_is_exported_with_the_next_version(open_window: Open, qtbot: QtBot, known: Team) -> None:
    window = open_window(EXAMPLES / "penguins.iceos")
    for version in ("1.0.0", "1.0.1"):
        window.action_table["publish"].trigger()
        asked = dialog(ExportDialog)
        assert isinstance(asked, ExportDialog)
        qtbot.waitUntil(lambda box=asked, v=version: box.version.text() == v, timeout=15_000)  # type: ignore[misc]
        qtbot.waitUntil(asked.publish_button.isEnabled, timeout=15_000)
        assert asked.status.text() == "It can run there."
        with qtbot.waitSignal(asked.published, timeout=15_000):
            QTest.mouseClick(asked.publish_button, Qt.MouseButton.LeftButton)
        assert f"penguins {version} is published" in window.parts.message.label.text()
    assert [v["version"] for v in known.client().versions("penguins")] == ["1.0.1", "1.0.0"]


def test_what_keeps_a_chain_from_running_there_is_told_and_nothing_is_stored(
    open_window: Open, qtbot: QtBot, known: Team
) -> None:
    window = open_window(EXAMPLES / "search.iceos")
    window.action_table["publish"].trigger()
    asked = dialog(ExportDialog)
    assert isinstance(asked, ExportDialog)
    qtbot.waitUntil(lambda: "cannot run there" in asked.status.text(), timeout=15_000)
    assert not asked.publish_button.isEnabled()
    told = [asked.list.item(n).text() for n in range(asked.list.count())]
    assert any(words.startswith("llm_embed: no containers run on this server") for words in told)
    assert known.client().chains() == []
    asked.reject()


def test_a_run_on_a_server_is_seen_here_and_its_results_open_as_if_local(
    open_window: Open, qtbot: QtBot, known: Team
) -> None:
    window = open_window(EXAMPLES / "penguins.iceos")
    assert finish(qtbot, window, window.action_table["run"].trigger) == "done"
    here = {n: s.status for n, s in window.controller.state.nodes.items()}
    local = window.controller.value("", Endpoint("by_species", "table")) if "by_species" in here else None
    assert finish(qtbot, window, window.action_table["run_on"].trigger) == "done"
    assert {n: s.status for n, s in window.controller.state.nodes.items()}.keys() == here.keys()
    node = list(window.document.chain.nodes)[-1]
    window.view.chain_scene.select({node})
    report = value_of(qtbot, window, Endpoint("report", "report"))
    assert report.path.exists()
    assert "Penguins" in report.path.read_text()
    pictures = [p for s in window.controller.state.nodes.values() for p in s.outputs.values() if p["type"] == "image"]
    assert pictures
    for picture in pictures:
        assert folders().artifacts in Path(picture["path"]).parents
        assert Path(picture["path"]).stat().st_size == picture["size_bytes"], "nodes can show it"
    assert local is None or local.num_rows
    assert known.client().runs()[0].status == "done"


def test_a_run_goes_on_when_the_window_is_closed_and_the_next_one_shows_it(
    open_window: Open, qtbot: QtBot, known: Team
) -> None:
    window = open_window()
    window.parts.editing.add_named("flow.wait", window.view.mapToScene(100, 100))
    (node,) = window.document.chain.nodes
    chain = edit.set_input(window.document.chain, window.document.catalog, node, "seconds", 3)
    window.document.edit("Set", chain)
    with qtbot.waitSignal(window.controller.started, timeout=15_000):
        window.action_table["run_on"].trigger()
    qtbot.waitUntil(lambda: status_of(window, node) == "running", timeout=15_000)
    window.document.undo_stack.setClean()
    window.close()
    run = known.client().runs()[0]
    assert run.status == "running"
    again = open_window()
    again.parts.remote.look_back()
    qtbot.waitUntil(lambda: "was left on home" in again.parts.message.label.text(), timeout=15_000)
    with qtbot.waitSignal(again.controller.finished, timeout=30_000):
        again.parts.remote.show_run(Servers(folders()).all()[0], run.id)
    assert list(again.document.chain.nodes) == [node]
    assert again.controller.state.nodes[node].status == "done"


def test_runs_on_a_server_are_listed_stopped_and_gone_on_with(open_window: Open, qtbot: QtBot, known: Team) -> None:
    window = open_window()
    window.parts.editing.add_named("flow.wait", window.view.mapToScene(100, 100))
    (node,) = window.document.chain.nodes
    chain = edit.set_input(window.document.chain, window.document.catalog, node, "seconds", 60)
    window.document.edit("Set", chain)
    with qtbot.waitSignal(window.controller.started, timeout=15_000):
        window.action_table["run_on"].trigger()
    window.action_table["server_runs"].trigger()
    asked = dialog(RunsDialog)
    assert isinstance(asked, RunsDialog)
    qtbot.waitUntil(lambda: asked.tree.topLevelItemCount() == 1, timeout=15_000)
    item = asked.tree.topLevelItem(0)
    assert item is not None
    item.setSelected(True)
    with qtbot.waitSignal(window.controller.finished, timeout=15_000):
        QTest.mouseClick(asked.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(asked.resume.isEnabled, timeout=15_000)
    asked.reject()


def test_one_node_of_a_local_run_is_done_on_a_server(open_window: Open, qtbot: QtBot, known: Team) -> None:
    window = open_window(EXAMPLES / "penguins.iceos")
    assert finish(qtbot, window, window.action_table["run"].trigger) == "done"
    window.view.chain_scene.select({"clean"})
    here = window.controller.value("", Endpoint("clean", "table"))
    form = window.parts.inspector._behaviour_form.placement
    assert form is not None
    form.where.setCurrentIndex(form.where.findText("on a server"))
    form.where.activated.emit(form.where.currentIndex())
    placed = window.document.chain.nodes["clean"].model_copy(
        update={"placement": Placement(where="server", server="home")}
    )
    nodes = {**window.document.chain.nodes, "clean": placed}
    window.document.edit("Place", window.document.chain.model_copy(update={"nodes": nodes}))
    assert finish(qtbot, window, window.action_table["run_fresh"].trigger, within_s=60) == "done"
    assert window.controller.value("", Endpoint("clean", "table")).equals(here)
    assert len(known.client().runs()) == 1

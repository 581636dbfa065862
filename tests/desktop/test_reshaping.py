"""Rebuilding a chain on the canvas, with mouse and keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.desktop.actions.command_palette import CommandPalette
from app.desktop.edit.connect_popup import ConnectPopup
from app.desktop.main_window import MainWindow
from app.desktop.viewers.texts import TextViewer
from canvas.quick_add import QuickAdd
from engine.catalog import Catalog
from engine.chain import edit
from engine.chain.file import dump
from engine.chain.model import Chain, Edge
from tests.canvas.mouse import Mouse, drop
from tests.conftest import EXAMPLES
from tests.desktop.conftest import Open, dialog, finish
from tests.engine.chain.builders import Builder

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(open_window: Open, catalog: Catalog, tmp_path: Path) -> MainWindow:
    """constant → template → replace, side by side."""
    build = Builder(catalog)
    build.node("data.constant", value="cold")
    build.node("text.template", template="it is {{ value }}")
    build.node("text.replace", find="is", replacement="was")
    build.wire("data_constant.result", "text_template.value")
    build.wire("text_template.text", "text_replace.text")
    path = tmp_path / "three.iceos"
    path.write_bytes(dump(build.chain))
    return open_window(path)


def wires(chain: Chain) -> set[str]:
    return {f"{e.source} → {e.target}" for e in chain.edges}


def test_a_node_dropped_on_a_wire_goes_in_between(window: MainWindow) -> None:
    mouse, document = Mouse(window.view), window.document
    spec = document.catalog.newest("text.replace")
    assert spec is not None
    new = window.parts.editing.add_tool(spec, QPointF(300, 240))
    edge = next(e for e in document.chain.edges if e.target.node == "text_replace")
    ends = window.view.chain_scene._ends(edge)
    assert ends is not None
    middle = (ends[0] + ends[1]) / 2
    item = window.view.chain_scene.nodes[new]
    grip = mouse.header(new)
    mouse.drag(grip, middle - item.rect().center() + grip)
    assert wires(document.chain) == {
        "data_constant.result → text_template.value",
        f"text_template.text → {new}.text",
        f"{new}.text → text_replace.text",
    }
    assert document.undo_stack.undoText() == "Insert into wire"


def test_delete_and_reconnect(window: MainWindow, qtbot: QtBot) -> None:
    window.view.chain_scene.select({"text_template"})
    window.view.setFocus()
    qtbot.keyClick(window.view, Qt.Key.Key_Delete, CTRL)
    assert wires(window.document.chain) == {"data_constant.result → text_replace.text"}
    window.action_table["undo"].trigger()
    assert len(window.document.chain.nodes) == 3


def test_a_stroke_with_alt_cuts_the_wires_it_crosses(window: MainWindow) -> None:
    mouse = Mouse(window.view)
    ends = [window.view.chain_scene._ends(e) for e in window.document.chain.edges]
    first = ends[0]
    assert first is not None
    middle = (first[0] + first[1]) / 2
    QTest.mousePress(window.view.viewport(), Qt.MouseButton.LeftButton, ALT, mouse.at(middle + QPointF(0, -60)))
    mouse.move(middle)
    mouse.move(middle + QPointF(0, 60))
    mouse.release(middle + QPointF(0, 60))
    assert wires(window.document.chain) == {"text_template.text → text_replace.text"}


def test_a_wire_is_bent_moved_and_straightened(window: MainWindow) -> None:
    mouse, document = Mouse(window.view), window.document
    edge = document.chain.edges[0]
    ends = window.view.chain_scene._ends(edge)
    assert ends is not None
    middle = (ends[0] + ends[1]) / 2
    mouse.double_click(middle)
    (bend,) = document.chain.layout.bends[str(edge.target)]
    mouse.drag(QPointF(*bend), QPointF(bend[0], bend[1] + 90))
    assert document.chain.layout.bends[str(edge.target)] == ((bend[0], bend[1] + 90),)
    mouse.double_click(QPointF(bend[0], bend[1] + 90))
    assert document.chain.layout.bends == {}
    assert [document.undo_stack.text(n) for n in range(document.undo_stack.count())] == [
        "Bend wire",
        "Bend wire",
        "Straighten wire",
    ]


def test_another_tool_in_its_place_keeps_the_wires(window: MainWindow, qtbot: QtBot) -> None:
    window.view.chain_scene.select({"text_replace"})
    window.action_table["swap"].trigger()
    popup = dialog(QuickAdd)
    assert isinstance(popup, QuickAdd)
    qtbot.keyClicks(popup.line, "template")
    qtbot.keyClick(popup.line, Qt.Key.Key_Return)
    assert window.document.chain.nodes["text_replace"].tool == "text.template"
    assert "text_template.text → text_replace.value" in wires(window.document.chain)


def test_nodes_are_grouped_opened_and_ungrouped(window: MainWindow, qtbot: QtBot) -> None:
    document = window.document
    window.view.chain_scene.select({"text_template", "text_replace"})
    window.action_table["group"].trigger()
    (group,) = window.view.chain_scene.selected_ids()
    assert set(document.chain.nodes) == {"data_constant", group}
    assert finish(qtbot, window, window.action_table["run"].trigger) == "done"
    window.action_table["enter"].trigger()
    assert document.level == (group,)
    state = window.view.chain_scene.nodes["text_replace"].state
    assert state is not None
    assert state.status == "done"
    window.action_table["leave"].trigger()
    window.view.chain_scene.select({group})
    window.action_table["ungroup"].trigger()
    assert set(document.chain.nodes) == {"data_constant", "text_template", "text_replace"}


def shown_value(window: MainWindow) -> str:
    viewer = window.parts.results.viewer
    assert isinstance(viewer, TextViewer)
    return viewer.toPlainText()


def test_a_bypassed_node_is_drawn_so_and_passes_on(window: MainWindow, qtbot: QtBot) -> None:
    from engine.chain.model import Endpoint

    window.view.chain_scene.select({"text_template"})
    window.action_table["bypass"].trigger()
    assert window.view.chain_scene.nodes["text_template"].card.mode == "bypass"
    finish(qtbot, window, window.action_table["run"].trigger)
    assert window.controller.value("", Endpoint("text_replace", "text")) == "cold"
    wires = window.document.chain.edges
    assert window.view.chain_scene.edges.passed >= set(wires), "the wires behind it are drawn as those before it"
    window.view.chain_scene.select({"data_constant"})
    given = shown_value(window)
    window.view.chain_scene.select({"text_template"})
    assert shown_value(window) == given, "what it passes on is shown as its own result"
    window.action_table["undo"].trigger()
    assert window.document.chain.nodes["text_template"].mode == "on"
    window.action_table["redo"].trigger()
    window.view.chain_scene.select({"text_template"})
    window.action_table["bypass"].trigger()
    assert window.document.chain.nodes["text_template"].mode == "on"
    window.action_table["off"].trigger()
    finish(qtbot, window, window.action_table["run"].trigger)
    assert window.controller.state.nodes["text_replace"].status == "skipped"


def test_a_frame_takes_along_what_lies_in_it(window: MainWindow) -> None:
    mouse, document = Mouse(window.view), window.document
    window.view.chain_scene.select({"data_constant", "text_template"})
    window.action_table["frame"].trigger()
    (name,) = document.chain.layout.frames
    window.parts.inspector.widget().title.setText("")  # type: ignore[union-attr]  # the form of the frame
    window.parts.inspector.widget().title.textEdited.emit("Preparation")  # type: ignore[union-attr]
    frame = document.chain.layout.frames[name]
    assert frame.title == "Preparation"
    places = {n: (p.x, p.y) for n, p in document.chain.layout.nodes.items()}
    window.view.chain_scene.select(())
    title = QPointF(frame.x + 60, frame.y + 14)
    mouse.drag(title, title + QPointF(50, 40))
    after = document.chain.layout.nodes
    assert (after["data_constant"].x, after["data_constant"].y) == (
        places["data_constant"][0] + 50,
        places["data_constant"][1] + 40,
    )
    assert (after["text_replace"].x, after["text_replace"].y) == places["text_replace"]


def test_a_note_is_written_coloured_copied_and_removed(window: MainWindow) -> None:
    document = window.document
    window.action_table["note"].trigger()
    (name,) = document.chain.layout.notes
    form = window.parts.inspector.widget()
    form.text.setPlainText("**Careful** here")  # type: ignore[union-attr]  # the form of the note
    form.colour.activated.emit(5)  # type: ignore[union-attr]
    note = document.chain.layout.notes[name]
    assert (note.text, note.colour) == ("**Careful** here", "red")
    window.action_table["copy"].trigger()
    window.action_table["paste"].trigger()
    assert [n.text for n in document.chain.layout.notes.values()] == ["**Careful** here"] * 2
    window.action_table["delete"].trigger()
    assert len(document.chain.layout.notes) == 1


def test_find_steps_through_ids_constants_and_results(window: MainWindow, qtbot: QtBot) -> None:
    finish(qtbot, window, window.action_table["run"].trigger)
    window.action_table["find"].trigger()
    qtbot.keyClicks(window.parts.find_bar.line, "cold")
    assert window.parts.find_bar.count.text() == "1 of 3", "the constant, and the results of two nodes"
    seen = [window.view.chain_scene.selected_ids()]
    for _ in range(2):
        qtbot.keyClick(window.parts.find_bar.line, Qt.Key.Key_Return)
        seen.append(window.view.chain_scene.selected_ids())
    assert seen == [["data_constant"], ["text_template"], ["text_replace"]]
    qtbot.keyClick(window.parts.find_bar.line, Qt.Key.Key_Escape)
    assert not window.parts.find_bar.isVisible()


def test_every_command_is_found_by_its_name(window: MainWindow, qtbot: QtBot) -> None:
    window.view.chain_scene.select({"text_replace"})
    window.action_table["commands"].trigger()
    popup = dialog(CommandPalette)
    assert isinstance(popup, CommandPalette)
    assert popup.list.count() == len(window.action_table.all())
    qtbot.keyClicks(popup.line, "bypas")
    assert popup.list.item(0).text() == "Edit: Bypass   ·   Ctrl+B"
    qtbot.keyClick(popup.line, Qt.Key.Key_Return)
    assert window.document.chain.nodes["text_replace"].mode == "bypass"


def test_nodes_are_aligned_and_distributed(window: MainWindow, qtbot: QtBot) -> None:
    document = window.document
    document.edit("Move", edit.move(document.chain, {"data_constant": (0, 35), "text_template": (290, 90)}))
    window.action_table["select_all"].trigger()
    window.action_table["align_top"].trigger()
    assert {p.y for p in document.chain.layout.nodes.values()} == {0}
    window.action_table["distribute_x"].trigger()
    xs = sorted(p.x for p in document.chain.layout.nodes.values())
    assert xs[1] - xs[0] == pytest.approx(xs[2] - xs[1], abs=1)
    qtbot.waitUntil(lambda: window.view.chain_scene.nodes["text_template"].x() == xs[1])


def test_a_node_is_wired_without_a_mouse(window: MainWindow, qtbot: QtBot) -> None:
    document = window.document
    spec = document.catalog.newest("text.template")
    assert spec is not None
    new = window.parts.editing.add_tool(spec, QPointF(300, 300))
    window.view.setFocus()
    window.action_table["connect"].trigger()
    popup = dialog(ConnectPopup)
    assert isinstance(popup, ConnectPopup)
    qtbot.keyClicks(popup.line, "data_constant.result value")
    qtbot.keyClick(popup.line, Qt.Key.Key_Return)
    assert f"data_constant.result → {new}.value" in wires(document.chain)
    window.view.chain_scene.select({"data_constant"})
    qtbot.keyClick(window.view, Qt.Key.Key_Right, CTRL)
    assert window.view.chain_scene.selected_ids() == ["text_template"]


def test_with_ctrl_one_port_is_wired_several_times_in_a_row(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    mouse, document = Mouse(window.view), window.document
    document.edit("Cut", edit.remove(document.chain, edges=document.chain.edges))
    window.parts.editing.add_tool(document.catalog.newest("text.template"), QPointF(300, 260))  # type: ignore[arg-type]
    monkeypatch.setattr("canvas.gestures.connect.QApplication.keyboardModifiers", staticmethod(lambda: CTRL))
    mouse.press(mouse.output("data_constant", "result"))
    for target in ("text_template", "text_template_2"):
        mouse.move(mouse.input(target, "value"))
        mouse.release(mouse.input(target, "value"))
    QTest.keyClick(window.view, Qt.Key.Key_Escape)
    assert wires(document.chain) == {
        "data_constant.result → text_template.value",
        "data_constant.result → text_template_2.value",
    }


def test_addresses_pictures_and_chains_are_dropped_on_the_canvas(window: MainWindow, tmp_path: Path) -> None:
    document = window.document
    part = tmp_path / "part.iceos"
    part.write_bytes(dump(Chain.model_validate({"inputs": {"x": {}}, "nodes": {}, "format": 1})))
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/data.json")])
    drop(window.view, data, QPointF(0, 300))
    assert document.chain.nodes["http_request"].inputs["url"] == "https://example.org/data.json"
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(part)), QUrl.fromLocalFile(str(tmp_path / "photo.jpg"))])
    drop(window.view, data, QPointF(300, 300))
    assert document.chain.nodes["flow_chain"].inputs["file"] == "part.iceos"
    assert "x" in document.catalog.of(document.chain.nodes["flow_chain"]).inputs_of(document.chain.nodes["flow_chain"])  # type: ignore[union-attr]
    assert document.chain.nodes["files_picture"].inputs["file"] == "photo.jpg"


def test_the_result_is_shown_on_the_node_and_the_card_makes_room(window: MainWindow, qtbot: QtBot) -> None:
    window.view.chain_scene.select({"text_replace"})
    before = window.view.chain_scene.nodes["text_replace"].card.height
    window.action_table["preview"].trigger()
    finish(qtbot, window, window.action_table["run"].trigger)
    item = window.view.chain_scene.nodes["text_replace"]
    assert item.card.height > before + 100
    assert item.state is not None
    assert window.grab().toImage().width() > 0
    window.action_table["preview"].trigger()
    assert window.view.chain_scene.nodes["text_replace"].card.height == before


def test_a_node_that_grows_covers_no_other(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(EXAMPLES / "penguins.iceos")
    scene = window.view.chain_scene
    places = {n: item.pos() for n, item in scene.nodes.items()}
    scene.select(set(scene.nodes))
    window.action_table["preview"].trigger()
    items = list(scene.nodes.values())

    def covering() -> list[tuple[str, str]]:
        return [(a.id, b.id) for i, a in enumerate(items) for b in items[:i] if a.rect().intersects(b.rect())]

    qtbot.waitUntil(lambda: not covering())  # they glide there
    assert places["read"] == scene.nodes["read"].pos(), "what covers nothing stays"
    window.action_table["undo"].trigger()
    qtbot.waitUntil(lambda: {n: item.pos() for n, item in scene.nodes.items()} == places)


def test_one_looks_back_and_forward(window: MainWindow) -> None:
    window.view.zoom_to(0.6)
    window.view.centerOn(0, 0)
    here = window.view.visible_rect().center()
    window.action_table["fit"].trigger()
    assert (window.view.visible_rect().center() - here).manhattanLength() > 20
    window.action_table["back"].trigger()
    assert (window.view.visible_rect().center() - here).manhattanLength() < 6
    window.action_table["forward"].trigger()
    assert (window.view.visible_rect().center() - here).manhattanLength() > 20


def test_the_minimap_goes_where_one_presses(window: MainWindow, qtbot: QtBot) -> None:
    window.action_table["minimap"].trigger()
    minimap = window.parts.window_commands.minimap
    assert minimap is not None
    assert minimap.isVisible()
    before = window.view.visible_rect().center()
    QTest.mouseClick(minimap, Qt.MouseButton.LeftButton, pos=minimap.rect().topLeft())
    assert window.view.visible_rect().center() != before
    window.action_table["minimap"].trigger()
    assert window.parts.window_commands.minimap is None


def test_copied_nodes_travel_as_text(window: MainWindow) -> None:
    window.view.chain_scene.select({"data_constant", "text_template"})
    window.action_table["copy"].trigger()
    text = QGuiApplication.clipboard().text()
    assert '"iceos-nodes"' in text
    data = QMimeData()
    data.setText(text)
    drop(window.view, data, QPointF(0, 300))
    assert len(window.document.chain.nodes) == 5
    assert Edge.between(("data_constant_2", "result"), ("text_template_2", "value")) in window.document.chain.edges


def test_addresses_that_are_dropped_with_files_are_taken_too(open_window: Open, penguins: Path) -> None:
    window = open_window()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(penguins)), *map(QUrl, ("https://example.org/a", "https://example.org/b"))])
    drop(window.view, data, QPointF(0, 300))
    nodes = window.document.chain.nodes.values()
    assert [node.inputs.get("url") or Path(str(node.inputs["file"])).name for node in nodes] == [
        "penguins.csv",
        "https://example.org/a",
        "https://example.org/b",
    ]
    heights = [layout.y for layout in window.document.chain.layout.nodes.values()]
    assert len(set(heights)) == 3

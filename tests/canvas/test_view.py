"""Gestures with real mouse and key events: what the document and the screen show afterwards."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

from canvas.document import Document
from canvas.items.overview import BELOW_SCALE
from canvas.theme import DARK, LIGHT
from canvas.view import ChainView
from engine.catalog import Catalog
from engine.chain import edit, excerpt
from engine.chain.file import dump
from engine.chain.model import FARTHEST, Chain, Edge, Endpoint, Node
from engine.run.state import NodeState
from engine.run.status import NodeStatus
from tests.canvas.mouse import Mouse
from tests.conftest import EXAMPLES

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def document(qtbot: QtBot, catalog: Catalog) -> Document:
    made = Document(catalog)
    made.open(EXAMPLES / "penguins.iceos", trusted=True)
    return made


@pytest.fixture
def view(qtbot: QtBot, document: Document) -> ChainView:
    made = ChainView(document, LIGHT)
    qtbot.addWidget(made)
    made.resize(1500, 700)
    made.show()
    qtbot.waitExposed(made)
    made.fit()
    return made


@pytest.fixture
def mouse(view: ChainView) -> Mouse:
    return Mouse(view)


def test_a_click_selects_ctrl_adds_and_empty_canvas_clears(view: ChainView, mouse: Mouse) -> None:
    mouse.click(mouse.header("read"))
    assert view.chain_scene.selected_ids() == ["read"]
    mouse.click(mouse.header("chart"), CTRL)
    assert view.chain_scene.selected_ids() == ["read", "chart"]
    mouse.click(mouse.header("read"), CTRL)
    assert view.chain_scene.selected_ids() == ["chart"]
    mouse.click(QPointF(100, 400))
    assert view.chain_scene.selected_ids() == []


def test_dragging_moves_all_that_is_selected_on_the_grid_in_one_step(view: ChainView, mouse: Mouse) -> None:
    mouse.click(mouse.header("read"))
    mouse.click(mouse.header("clean"), CTRL)
    start = mouse.header("clean")
    mouse.drag(start, start + QPointF(43, 148))
    places = view.document.chain.layout.nodes
    assert (places["clean"].x, places["clean"].y) == (300, 210)
    assert (places["read"].x, places["read"].y) == (40, 210)
    assert view.document.undo_stack.count() == 1
    view.document.undo_stack.undo()
    assert view.chain_scene.nodes["clean"].pos() == QPointF(260, 60)


def test_escape_gives_a_move_up(view: ChainView, mouse: Mouse) -> None:
    start = mouse.header("read")
    mouse.press(start)
    mouse.move(start + QPointF(200, 200))
    assert view.chain_scene.nodes["read"].pos() != QPointF(0, 60)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    mouse.release(start)
    assert view.chain_scene.nodes["read"].pos() == QPointF(0, 60)
    assert view.document.undo_stack.count() == 0


def test_a_gesture_whose_release_never_came_ends_where_it_was(view: ChainView, mouse: Mouse) -> None:
    start = mouse.header("read")
    mouse.press(start)
    mouse.move(start + QPointF(200, 200))
    left_at = view.chain_scene.nodes["read"].pos()
    mouse.move(start + QPointF(300, 0), held=Qt.MouseButton.NoButton)
    mouse.move(start + QPointF(400, -100), held=Qt.MouseButton.NoButton)
    assert view.chain_scene.nodes["read"].pos() == left_at
    assert view.document.undo_stack.count() == 1
    mouse.drag(mouse.header("read"), start)
    assert view.chain_scene.nodes["read"].pos() == QPointF(0, 60)


def test_a_press_after_a_release_that_never_came_begins_anew(view: ChainView, mouse: Mouse) -> None:
    mouse.press(mouse.header("read"))
    mouse.move(mouse.header("read") + QPointF(200, 200))
    left_at = view.chain_scene.nodes["read"].pos()
    clean = view.chain_scene.nodes["clean"].pos()
    mouse.drag(mouse.header("clean"), mouse.header("clean") + QPointF(100, 100))
    assert view.chain_scene.nodes["read"].pos() == left_at
    assert view.chain_scene.nodes["clean"].pos() == clean + QPointF(100, 100)


def test_another_button_ends_no_gesture(view: ChainView, mouse: Mouse) -> None:
    start = mouse.header("read")
    mouse.press(start)
    mouse.move(start + QPointF(100, 100))
    mouse.release(start + QPointF(100, 100), Qt.MouseButton.RightButton)
    mouse.move(start + QPointF(200, 200))
    mouse.release(start + QPointF(200, 200))
    assert view.chain_scene.nodes["read"].pos() == QPointF(200, 260)
    assert view.document.undo_stack.count() == 1


def test_a_rubber_band_selects_what_it_touches(view: ChainView, mouse: Mouse) -> None:
    mouse.drag(QPointF(-30, 20), QPointF(300, 200))
    assert view.chain_scene.selected_ids() == ["read", "clean"]
    mouse.drag(QPointF(480, 150), QPointF(600, 300), SHIFT)
    assert view.chain_scene.selected_ids() == ["read", "clean", "summarise"]


def test_a_wire_is_drawn_from_output_to_input(view: ChainView, mouse: Mouse) -> None:
    mouse.drag(mouse.output("clean", "rest"), mouse.input("chart", "table"))
    assert view.document.chain.incoming[Endpoint("chart", "table")].source == Endpoint("clean", "rest")
    view.document.undo_stack.undo()
    assert view.document.chain.incoming[Endpoint("chart", "table")].source == Endpoint("clean", "table")


def test_a_wire_is_drawn_from_input_to_output(view: ChainView, mouse: Mouse) -> None:
    view.document.edit(
        "Cut", edit.remove(view.document.chain, edges=[view.document.chain.incoming[Endpoint("chart", "table")]])
    )
    mouse.drag(mouse.input("chart", "table"), mouse.output("clean", "rest"))
    assert view.document.chain.incoming[Endpoint("chart", "table")].source == Endpoint("clean", "rest")


def test_while_a_wire_is_drawn_fitting_ports_are_lit_and_the_reason_is_shown_over_others(
    view: ChainView, mouse: Mouse
) -> None:
    start = mouse.output("chart", "png")
    mouse.press(start)
    lit = {n: item.lit for n, item in view.chain_scene.nodes.items()}
    assert lit["report"]["chart", True] is True
    assert lit["summarise"]["penguins", True] is False
    assert lit["read"]["table", False] is False
    mouse.move(mouse.input("summarise", "penguins"))
    assert "an image does not fit a table" in QToolTip.text()
    mouse.release(mouse.input("summarise", "penguins"))
    assert view.document.undo_stack.count() == 0
    assert all(not item.lit for item in view.chain_scene.nodes.values())


def test_a_circle_is_refused_with_the_reason(view: ChainView, mouse: Mouse) -> None:
    mouse.press(mouse.output("summarise", "table"))
    mouse.move(mouse.input("clean", "table"))
    assert "that would run in a circle" in QToolTip.text()
    mouse.release(mouse.input("clean", "table"))
    assert view.document.undo_stack.count() == 0


def test_the_end_of_a_wire_is_taken_elsewhere_or_dropped(view: ChainView, mouse: Mouse) -> None:
    mouse.drag(mouse.input("report", "summary"), QPointF(700, 600))
    assert Endpoint("report", "summary") not in view.document.chain.incoming
    view.document.undo_stack.undo()
    mouse.drag(mouse.input("report", "summary"), mouse.input("report", "chart"))
    assert view.document.chain.incoming[Endpoint("report", "chart")].source == Endpoint("summarise", "table")
    assert Endpoint("report", "summary") not in view.document.chain.incoming


def test_taking_a_wire_and_putting_it_back_changes_nothing(view: ChainView, mouse: Mouse) -> None:
    mouse.drag(mouse.input("report", "summary"), mouse.input("report", "summary"))
    assert view.document.undo_stack.count() == 0
    assert len(view.chain_scene.edges.lines()) == len(view.document.chain.edges)


def test_a_wire_dropped_on_a_card_goes_to_the_port_that_fits(view: ChainView, mouse: Mouse) -> None:
    mouse.drag(mouse.output("clean", "rest"), mouse.header("chart"))
    assert view.document.chain.incoming[Endpoint("chart", "table")].source == Endpoint("clean", "rest")


def test_a_hidden_port_appears_when_a_wire_reaches_it(view: ChainView, mouse: Mouse, catalog: Catalog) -> None:
    spec = catalog.newest("data.constant")
    assert spec is not None
    chain, node = edit.add_node(view.document.chain, spec, 0, 250, {"kind": "text", "value": "sex"})
    view.document.edit("Add", chain)
    assert view.chain_scene.nodes["clean"].input_point("column") is None
    view.document.edit("Wire", edit.connect(chain, catalog, Endpoint(node, "result"), Endpoint("clean", "column")))
    assert view.chain_scene.nodes["clean"].input_point("column") is not None


def test_a_wire_dropped_on_empty_canvas_asks_for_a_tool(view: ChainView, mouse: Mouse, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.wire_dropped) as caught:
        mouse.drag(mouse.output("clean", "rest"), QPointF(480, 400))
    fixed, from_input, _ = caught.args
    assert (fixed, from_input) == (Endpoint("clean", "rest"), False)


def test_clicking_a_wire_selects_it(view: ChainView, mouse: Mouse) -> None:
    middle = (mouse.output("read", "table") + mouse.input("clean", "table")) / 2
    mouse.click(middle)
    assert view.chain_scene.edges.selected == {Edge.between(("read", "table"), ("clean", "table"))}
    mouse.click(mouse.header("read"))
    assert view.chain_scene.edges.selected == set()


def test_double_click_and_tab_ask_for_a_tool_and_double_click_on_a_node_opens_it(
    view: ChainView, mouse: Mouse, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(view.add_requested) as caught:
        mouse.double_click(QPointF(100, 400))
    assert (caught.args[0] - QPointF(100, 400)).manhattanLength() < 4
    with qtbot.waitSignal(view.add_requested):
        QTest.keyClick(view, Qt.Key.Key_Tab)
    with qtbot.waitSignal(view.add_requested) as caught:
        QTest.keyClick(view, Qt.Key.Key_F)
    assert caught.args[1] == "f"
    with qtbot.waitSignal(view.node_opened) as opened:
        mouse.double_click(mouse.header("chart"))
    assert opened.args == ["chart"]


def test_the_wheel_zooms_at_the_mouse_and_within_limits(view: ChainView, mouse: Mouse) -> None:
    point = mouse.header("report")
    before = mouse.at(point)
    mouse.wheel(point, 3)
    assert view.scale_factor > 1.0
    assert (mouse.at(point) - before).manhattanLength() <= 3
    mouse.wheel(point, 100)
    assert view.scale_factor == pytest.approx(3.0)
    mouse.wheel(point, -1000)
    assert view.scale_factor == pytest.approx(0.04)


def test_middle_button_and_space_drag_the_picture(view: ChainView, mouse: Mouse) -> None:
    before = view.mapFromScene(QPointF(0, 0))
    mouse.drag(QPointF(100, 400), QPointF(150, 430), button=Qt.MouseButton.MiddleButton)
    assert view.mapFromScene(QPointF(0, 0)) != before
    QTest.keyPress(view, Qt.Key.Key_Space)
    again = view.mapFromScene(QPointF(0, 0))
    mouse.drag(mouse.header("read"), mouse.header("read") + QPointF(60, 0))
    QTest.keyRelease(view, Qt.Key.Key_Space)
    assert view.mapFromScene(QPointF(0, 0)) != again
    assert view.document.undo_stack.count() == 0


def test_arrow_keys_nudge_what_is_selected_as_one_step(view: ChainView, mouse: Mouse) -> None:
    mouse.click(mouse.header("read"))
    for _ in range(3):
        QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.document.chain.layout.nodes["read"].x == 30
    assert view.document.undo_stack.count() == 1


def test_items_follow_every_change_of_the_document(view: ChainView, catalog: Catalog) -> None:
    document, scene = view.document, view.chain_scene

    def agree() -> None:
        expected = {*document.chain.nodes, *(["$outputs"] if document.chain.outputs else [])}
        assert set(scene.nodes) == expected
        assert len(scene.edges.lines()) == len(document.chain.edges)
        for node, place in document.chain.layout.nodes.items():
            assert scene.nodes[node].pos() == QPointF(place.x, place.y)

    agree()
    document.edit("Delete", edit.remove(document.chain, ["clean", "$outputs"]))
    agree()
    document.undo_stack.undo()
    agree()
    document.edit("Paste", excerpt.paste(document.chain, excerpt.copy(document.chain, ["read", "clean"]), 0, 500)[0])
    agree()
    document.edit("Tables", edit.set_input(document.chain, catalog, "summarise", "tables", ["penguins", "more"]))
    assert [p.name for p in scene.nodes["summarise"].card.inputs] == ["penguins", "more"]
    document.new()
    agree()


def test_an_unknown_tool_is_a_placeholder_that_keeps_its_wires(view: ChainView) -> None:
    chain = view.document.chain
    alien = Node(tool="nobody.has_it", version="3.1.4", inputs={"secret_sauce": 1})
    changed = chain.model_copy(update={"nodes": {**chain.nodes, "clean": alien}})
    view.document.edit("Swap", changed)
    item = view.chain_scene.nodes["clean"]
    assert not item.card.is_known
    assert len(view.chain_scene.edges.lines()) == len(chain.edges)
    assert view.document.chain.nodes["clean"].inputs == {"secret_sauce": 1}


def paint(view: ChainView) -> QImage:
    image = QImage(view.viewport().size(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    view.render(painter)
    painter.end()
    return image


def colours(image: QImage) -> set[int]:
    return {image.pixel(x, y) & 0xFFFFFF for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}


def test_states_are_seen_on_the_cards_near_and_far(view: ChainView, monkeypatch: pytest.MonkeyPatch) -> None:
    red = LIGHT.bad.rgb() & 0xFFFFFF
    assert red not in colours(paint(view))
    read = NodeState(status=NodeStatus.DONE, outputs={"table": {"type": "table", "text": "1 row"}})
    view.chain_scene.set_states({"clean": NodeState(status=NodeStatus.FAILED, reason="no"), "read": read})
    assert red in colours(paint(view))
    assert Edge.between(("read", "table"), ("clean", "table")) in view.chain_scene.edges.passed
    monkeypatch.setattr("canvas.view.WITH_NODES", 1)
    view.zoom_to(BELOW_SCALE - 0.05)
    assert view.chain_scene.overview.isVisible()
    assert not view.chain_scene.nodes["read"].isVisible()
    near = colours(paint(view))
    view.chain_scene.clear_states()
    assert near != colours(paint(view))


def test_the_theme_changes_every_colour(view: ChainView) -> None:
    view.set_theme(DARK)
    seen = colours(paint(view))
    assert DARK.canvas.rgb() & 0xFFFFFF in seen
    assert LIGHT.canvas.rgb() & 0xFFFFFF not in seen


def test_an_empty_chain_can_be_looked_at_and_fitted(view: ChainView, qtbot: QtBot) -> None:
    view.document.new()
    view.fit()
    assert view.scale_factor == 1.0
    assert view.chain_scene.bounds().isEmpty()
    paint(view)


def test_hovering_tells_ports_wires_and_problems(view: ChainView, mouse: Mouse) -> None:
    def tip(scene: QPointF) -> str:
        QTest.mouseMove(view.viewport(), mouse.at(scene))
        view._hover(mouse.at(scene), scene)
        return re.sub("<[^>]*>", "", view.viewport().toolTip())

    assert tip(mouse.output("read", "table")) == "Table: table"
    view.chain_scene.set_states(
        {"read": NodeState(status=NodeStatus.DONE, outputs={"table": {"type": "table", "text": "3 rows"}})}
    )
    assert "3 rows" in tip((mouse.output("read", "table") + mouse.input("clean", "table")) / 2)
    view.chain_scene.set_problems({"clean": "Column is missing"})
    assert tip(mouse.header("clean")) == "Column is missing"


def test_loading_a_thousand_nodes_is_one_operation(view: ChainView, catalog: Catalog, monkeypatch: Any) -> None:
    node = Node(tool="data.pick", version="1.0.0")
    nodes = {f"n{i}": node for i in range(1000)}
    edges = tuple(Edge.between((f"n{i}", "result"), (f"n{i + 1}", "data")) for i in range(999))
    signals: list[int] = []
    view.chain_scene.selectionChanged.connect(lambda: signals.append(1))
    view.document.recover(Chain(nodes=nodes, edges=edges), None, "", trusted=True)
    assert len(view.chain_scene.nodes) == 1000
    assert len(view.chain_scene.edges.lines()) == 999
    assert len(signals) <= 2


@pytest.mark.parametrize("far", [1e6, 1e300, float("inf"), float("nan")])
def test_what_a_file_puts_far_away_is_drawn_at_once(view: ChainView, far: float) -> None:
    """A wire is looked up by the cells that its box lies in: of one across all the canvas there would be millions."""
    chain = view.document.chain
    raw = json.loads(dump(chain))
    raw["layout"]["nodes"]["clean"] = {"x": far, "y": -far}
    moved = Chain.model_validate(raw)
    view.document.edit("Move", moved)
    item = view.chain_scene.nodes["clean"]
    assert abs(item.x()) <= FARTHEST
    assert abs(item.y()) <= FARTHEST
    edge = next(edge for edge in moved.edges if edge.target.node == "clean")
    ends = view.chain_scene.nodes["read"].output_point("table"), item.input_point("table")
    assert None not in ends
    middle = (ends[0] + ends[1]) / 2  # type: ignore[operator]
    assert view.chain_scene.edges.at(middle, 30.0) == edge
    view.fit()
    view.grab()

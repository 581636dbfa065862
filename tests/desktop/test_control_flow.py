"""Loops, branches, failures that go their own way, and a question: as a person meets them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.desktop.main_window import MainWindow
from app.desktop.viewers.json_tree import JsonViewer
from app.desktop.viewers.texts import TextViewer
from canvas.quick_add import QuickAdd
from engine.chain.file import load
from engine.chain.model import INPUTS, OUTPUTS
from tests.canvas.mouse import Mouse
from tests.conftest import EXAMPLES
from tests.desktop.conftest import Open, dialog, finish
from tests.desktop.test_first_chain import add_by_search

REVIEW = EXAMPLES / "review.iceos"


def click(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def asked(qtbot: QtBot, window: MainWindow) -> None:
    """Start the run and wait for its question."""
    with qtbot.waitSignal(window.controller.question_raised, timeout=30_000):
        window.action_table["run"].trigger()


def test_the_review_runs_asks_and_goes_the_way_of_the_answer(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(REVIEW)
    asked(qtbot, window)
    states = window.controller.state.nodes
    assert states["notes"].status == "failed"
    assert states["notes"].routed
    assert states["no_notes"].status in ("done", "cached")
    assert states["ask"].status == "running"
    assert window.parts.questions.isVisible()
    assert window.parts.questions.label.text() == "Ask the editor asks: Shall this page be published?"
    click(window.parts.questions.look)
    assert window.view.chain_scene.selected_ids() == ["ask"]
    assert isinstance(window.parts.results.viewer, TextViewer)
    assert "Adelie" in window.parts.results.viewer.toPlainText()
    qtbot.keyClicks(window.parts.questions.note, "well done")
    assert finish(qtbot, window, lambda: click(window.parts.questions.yes)) == "done"
    assert not window.parts.questions.isVisible()
    assert states["draft"].status == "skipped"
    window.view.chain_scene.select({OUTPUTS})
    assert isinstance(window.parts.results.viewer, TextViewer)
    page = window.parts.results.viewer.toPlainText()
    assert "- **Gentoo**: 124 penguins, 5076 g on average (1 not weighed)" in page
    assert "There are no field notes" in page
    assert "well done" in page


def test_a_rejected_page_stays_a_draft(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(REVIEW)
    asked(qtbot, window)
    assert finish(qtbot, window, lambda: click(window.parts.questions.no)) == "done"
    window.view.chain_scene.select({OUTPUTS})
    assert isinstance(window.parts.results.viewer, TextViewer)
    assert window.parts.results.viewer.toPlainText().startswith("DRAFT, not approved")


def test_a_question_goes_when_the_run_is_stopped(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(REVIEW)
    asked(qtbot, window)
    assert finish(qtbot, window, window.action_table["stop"].trigger) == "cancelled"
    assert not window.parts.questions.isVisible()


def test_a_double_click_opens_the_loop_with_the_states_of_all_items_or_of_one(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(REVIEW)
    asked(qtbot, window)
    finish(qtbot, window, lambda: click(window.parts.questions.yes))
    mouse = Mouse(window.view)
    mouse.double_click(mouse.header("each"))
    assert window.document.level == ("each",)
    assert set(window.view.chain_scene.nodes) == {
        INPUTS,
        OUTPUTS,
        "complete",
        "with_gaps",
        "without_gaps",
        "either",
    }
    told = window.view.chain_scene.nodes["with_gaps"].state
    assert told is not None
    assert (told.status, told.message) == ("done", "2 done · 1 skipped")
    box = window.parts.crumbs._items[("each",)]
    assert (box.minimum(), box.maximum()) == (0, 3)
    box.setValue(2)
    told = window.view.chain_scene.nodes["with_gaps"].state
    assert told is not None
    assert told.status == "skipped"
    window.view.chain_scene.select({"without_gaps"})
    qtbot.waitUntil(lambda: isinstance(window.parts.results.viewer, TextViewer))
    assert "Chinstrap" in window.parts.results.viewer.toPlainText()  # type: ignore[union-attr]  # waited for
    received = next(b for b in window.parts.results._group.buttons() if b.text() == "received: row")
    received.click()
    qtbot.waitUntil(lambda: isinstance(window.parts.results.viewer, JsonViewer))
    window.action_table["leave"].trigger()
    assert window.document.level == ()
    assert not window.parts.crumbs.isVisible()


def test_a_loop_is_added_filled_inside_undone_saved_and_run(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window()
    document, mouse = window.document, Mouse(window.view)
    source = add_by_search(qtbot, window, mouse, QPointF(-350, -60), "constant")
    window.parts.inspector._fields["kind"].editor.edited.emit("list")  # type: ignore[union-attr]  # a drop-down list
    window.parts.inspector._fields["value"].editor.edited.emit([1, 2, 3])  # type: ignore[union-attr]
    loop = add_by_search(qtbot, window, mouse, QPointF(0, -60), "for each")
    mouse.drag(mouse.output(source, "result"), mouse.input(loop, "items"))
    assert [str(e.target) for e in document.chain.edges] == [f"{loop}.items"]

    opener = window.parts.inspector._fields["chain"].editor.button  # type: ignore[union-attr]  # opens the sub-chain
    click(opener)
    assert document.level == (loop,)
    window.view.chain_scene.select((), {document.chain.edges[0]})
    window.action_table["delete"].trigger()
    inside = add_by_search(qtbot, window, mouse, QPointF(310, 200), "template")
    mouse.drag(mouse.output(INPUTS, "item"), mouse.input(inside, "value"))
    mouse.drag(mouse.output(inside, "text"), mouse.input(OUTPUTS, "result"))
    window.parts.inspector._fields["template"].editor.edited.emit("number {{ value }}")  # type: ignore[union-attr]

    window.action_table["leave"].trigger()
    window.action_table["undo"].trigger()
    assert document.level == (loop,), "undo shows where it happened"
    assert document.chain.nodes[inside].inputs.get("template") is None
    window.action_table["redo"].trigger()
    window.action_table["leave"].trigger()

    path = tmp_path / "loop.iceos"
    window.file_commands.save_to(path)
    assert load(path).chain == document.root
    document.open(path, trusted=True)
    assert finish(qtbot, window, window.action_table["run"].trigger) == "done"
    item = window.view.chain_scene.nodes[loop]
    assert item.state is not None
    window.view.chain_scene.select({loop})
    assert isinstance(window.parts.results.viewer, JsonViewer)
    assert window.controller.value("", _at(loop, "result")) == ["number 1", "number 2", "number 3"]


def _at(node: str, port: str) -> object:
    from engine.chain.model import Endpoint

    return Endpoint(node, port)


def test_a_problem_inside_is_marked_on_the_node_around_it_and_a_click_leads_there(
    open_window: Open, qtbot: QtBot
) -> None:
    window = open_window(REVIEW)
    window.document.enter("each")
    edge = next(e for e in window.document.chain.edges if e.target.node == "with_gaps")
    window.view.chain_scene.select((), {edge})
    window.action_table["delete"].trigger()
    window.action_table["leave"].trigger()
    window.parts.run_commands.check()
    assert "row is missing" in window.view.chain_scene.nodes["each"].problem
    row = next(
        item
        for n in range(window.parts.problems.topLevelItemCount())
        if (item := window.parts.problems.topLevelItem(n)) is not None and "› Tell the gaps" in item.text(0)
    )
    window.parts.problems.itemClicked.emit(row, 0)
    assert window.document.level == ("each",)
    assert window.view.chain_scene.selected_ids() == ["with_gaps"]


def test_the_quick_search_finds_the_loop_by_other_words(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    Mouse(window.view).double_click(QPointF(0, 0))
    popup = dialog(QuickAdd)
    assert isinstance(popup, QuickAdd)
    qtbot.keyClicks(popup.line, "iterate")
    assert "For each" in popup.list.item(0).text()
    qtbot.keyClick(popup.line, Qt.Key.Key_Escape)


def test_whoever_steps_out_sees_what_they_saw_before(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(REVIEW)
    qtbot.wait(50)
    view = window.view
    view.zoom_to(0.7)
    view.scroll_by(120, 40)
    before = (view.scale_factor, view.visible_rect().center())
    window.document.enter("each")
    view.zoom_to(0.5)
    view.scroll_by(-60, 30)
    inside = (view.scale_factor, view.visible_rect().center())
    for _ in range(2):
        window.action_table["leave"].trigger()
        assert view.scale_factor == before[0]
        assert (view.visible_rect().center() - before[1]).manhattanLength() < 3
        window.document.enter("each")
        assert view.scale_factor == inside[0]
        assert (view.visible_rect().center() - inside[1]).manhattanLength() < 3

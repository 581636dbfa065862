"""How nodes and chains run, set in the forms."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.desktop.properties.chain_form import ChainForm
from canvas.document import Document
from engine.chain import edit
from engine.chain.model import Endpoint, Placement, Policy, Retry
from tests.conftest import EXAMPLES
from tests.desktop.conftest import Open, finish

PENGUINS = EXAMPLES / "penguins.iceos"


def test_time_limit_retries_and_error_port_are_set_and_taken_back(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(PENGUINS)
    window.view.chain_scene.select({"clean"})
    form = window.parts.inspector._behaviour_form
    qtbot.keyClicks(form.timeout, "2.5")
    form.times.setValue(3)
    form.matching.setEnabled(True)
    qtbot.keyClicks(form.matching, "busy")
    form.error_port.click()
    node = window.document.chain.nodes["clean"]
    assert (node.timeout_s, node.retry, node.error_port) == (2.5, Retry(times=3, matching="busy"), True)
    assert [p.name for p in window.view.chain_scene.nodes["clean"].card.outputs] == ["table", "rest", "error"]
    while window.document.undo_stack.canUndo():
        window.action_table["undo"].trigger()
    assert (form.timeout.text(), form.times.value(), form.error_port.isChecked()) == ("", 0, False)
    assert "error" not in [p.name for p in window.view.chain_scene.nodes["clean"].card.outputs]


def test_taking_an_error_port_away_takes_its_wire(open_window: Open) -> None:
    window = open_window(PENGUINS)
    document: Document = window.document
    chain = edit.configure(document.chain, "read", error_port=True)
    chain = edit.connect(
        edit.remove(chain, edges=[chain.incoming[Endpoint("report", "summary")]]),
        document.catalog,
        Endpoint("read", "error"),
        Endpoint("report", "summary"),
    )
    document.edit("Route", chain)
    assert len(window.view.chain_scene.edges.lines()) == 8
    document.edit("Back", edit.configure(document.chain, "read", error_port=False))
    assert Endpoint("report", "summary") not in document.chain.incoming


def test_a_node_can_be_sent_to_a_process_of_its_own(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(PENGUINS)
    window.view.chain_scene.select({"clean"})
    form = window.parts.inspector._behaviour_form
    form.placement.where.setCurrentIndex(1)
    form.placement.where.activated.emit(1)
    assert window.document.chain.nodes["clean"].placement == Placement(where="subprocess")
    assert finish(qtbot, window, lambda: window.action_table["run"].trigger()) == "done"
    form = window.parts.inspector._behaviour_form
    form.placement.where.setCurrentIndex(0)
    form.placement.where.activated.emit(0)
    assert window.document.chain.nodes["clean"].placement is None


def test_the_policy_of_the_chain_is_set_in_its_form(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(PENGUINS)
    form = window.parts.inspector.widget()
    assert isinstance(form, ChainForm)
    qtbot.keyClicks(form._deadline, "60")
    form._failure.setCurrentIndex(1)
    form._failure.activated.emit(1)
    assert window.document.chain.policy == Policy(on_failure="stop", deadline_s=60)
    qtbot.keyClick(form._title, Qt.Key.Key_X)
    while window.document.undo_stack.canUndo():
        window.action_table["undo"].trigger()
    assert form._deadline.text() == ""
    assert form._failure.currentIndex() == 0
    assert form._title.text() == "Penguins of the Palmer Archipelago"


def test_a_bad_expression_is_found_before_the_run(open_window: Open) -> None:
    window = open_window(PENGUINS)
    chain = edit.configure(window.document.chain, "clean", retry=Retry(times=1, matching="("))
    window.document.edit("Retry", chain)
    window.parts.run_commands.check()
    assert "bad-retry" in {f.code for f in window.parts.findings.findings}


def test_numbers_can_be_read_in_their_fields(open_window: Open) -> None:
    window = open_window(PENGUINS)
    window.view.chain_scene.select({"clean"})
    spin = window.parts.inspector._behaviour_form.times
    window.parts.inspector._behaviour_form.parentWidget().parentWidget().set_open(True)  # type: ignore[attr-defined]  # the fold
    window.parts.inspector.ensurePolished()
    spin.resize(150, 28)
    assert spin.lineEdit().width() > 100, "a style sheet can leave it one pixel"

"""A chain is built looking at data: what a node would give is seen before anything runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from app.desktop.form.suggest_box import SuggestBox
from app.desktop.main_window import MainWindow
from app.desktop.viewers.tables import TableViewer
from engine.chain import excerpt
from engine.live.preview import SHOWN_ROWS
from nodes.library.tables import Sql
from tests.canvas.mouse import Mouse
from tests.conftest import EXAMPLES
from tests.desktop.conftest import Open, finish
from tests.desktop.test_first_chain import add_by_search, field, type_into

pytestmark = pytest.mark.usefixtures("live_previews")


def shown(qtbot: QtBot, window: MainWindow) -> TableViewer:
    """The table of the preview, once it is there."""
    results = window.parts.results
    qtbot.waitUntil(lambda: results.preview_line.text.text().startswith("Live preview: at most"), timeout=60_000)
    assert isinstance(results.viewer, TableViewer)
    return results.viewer


def settled(qtbot: QtBot, window: MainWindow) -> None:
    """Whatever was to begin has begun, and is over."""
    previewer = window.parts.live_previewer
    qtbot.waitUntil(lambda: not previewer.is_wanted and not previewer.is_making(previewer.node), timeout=60_000)


def read_penguins(qtbot: QtBot, window: MainWindow, penguins: Path) -> str:
    read = add_by_search(qtbot, window, Mouse(window.view), QPointF(-250, -100), "read table")
    type_into(qtbot, window, "file", str(penguins))
    return read


def test_rows_are_there_as_soon_as_a_file_is_chosen_and_guesses_lead_to_their_fields(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "orders.csv").write_text("when;what\n" + "".join(f"{day:02}.01.2025;x\n" for day in range(1, 29)))
    window = open_window()
    read_penguins(qtbot, window, tmp_path / "orders.csv")
    assert shown(qtbot, window).model.rowCount() == 28
    assert not window.controller.state.nodes, "nothing has run"
    lines = window.parts.results.notices
    buttons = [button for button in lines.findChildren(QToolButton) if "separator" in button.accessibleName()]
    buttons[0].click()
    focused = window.focusWidget()
    assert focused is not None
    assert window.parts.inspector._fields["separator"].isAncestorOf(focused)


def test_columns_are_offered_with_their_types_before_the_node_is_whole(
    open_window: Open, qtbot: QtBot, penguins: Path
) -> None:
    window = open_window()
    mouse = Mouse(window.view)
    read = read_penguins(qtbot, window, penguins)
    keep = add_by_search(qtbot, window, mouse, QPointF(100, -100), "filter rows")
    mouse.drag(mouse.output(read, "table"), mouse.input(keep, "table"))
    window.view.chain_scene.select({keep})
    assert shown(qtbot, window).model.rowCount() == SHOWN_ROWS
    assert window.parts.results._shown is not None
    assert window.parts.results._shown.received, "what it is given, for it is not whole yet"
    box = field(window, "column").findChild(SuggestBox)
    assert box is not None
    box.showPopup()
    types = {box.itemText(row): box.itemData(row, Qt.ItemDataRole.UserRole) for row in range(box.count())}
    box.hidePopup()
    assert types["species"] == "text"
    assert types["year"] == "whole number"
    assert types["bill_length_mm"] == "number"
    box.setEditText("year")
    type_into(qtbot, window, "value", "2007")
    qtbot.waitUntil(lambda: not window.parts.results._shown.received, timeout=60_000)  # type: ignore[union-attr]
    years = shown(qtbot, window).model
    assert {years.index(row, 7).data() for row in range(years.rowCount())} == {"2007"}


def test_results_of_a_run_stand_until_the_chain_is_another(open_window: Open, qtbot: QtBot, penguins: Path) -> None:
    window = open_window()
    read = read_penguins(qtbot, window, penguins)
    shown(qtbot, window)
    assert finish(qtbot, window, lambda: window.action_table["run"].trigger()) == "done"
    assert not window.parts.results.preview_line.isVisible()
    assert isinstance(window.parts.results.viewer, TableViewer)
    assert window.parts.results.viewer.model.rowCount() == 344
    window.view.chain_scene.select(())
    window.view.chain_scene.select({read})
    settled(qtbot, window)
    assert not window.parts.results.preview_line.isVisible(), "the run's results are those of this chain"
    window.parts.inspector._set("separator", ";")
    table = shown(qtbot, window)
    assert table.model.columnCount() == 1
    window.action_table["undo"].trigger()
    settled(qtbot, window)
    assert not window.parts.results.preview_line.isVisible(), "undo looks at nothing"


def test_opening_pasting_and_chains_from_elsewhere_show_none(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(EXAMPLES / "penguins.iceos")
    settled(qtbot, window)
    assert not window.parts.results.preview_line.isVisible()
    text = excerpt.copy(window.document.chain, ["read"])
    QGuiApplication.clipboard().setText(text)
    window.action_table["paste"].trigger()
    settled(qtbot, window)
    assert len(window.view.chain_scene.selected_ids()) == 1
    assert not window.parts.results.preview_line.isVisible(), "what was pasted runs when one turns to it"
    window.document.trusted = False
    window.view.chain_scene.select({"read"})
    settled(qtbot, window)
    assert not window.parts.results.preview_line.isVisible()
    window.document.trusted = True
    window.view.chain_scene.select({"clean"})
    assert shown(qtbot, window).model.rowCount() == SHOWN_ROWS


def test_it_is_turned_off_and_stays_off(open_window: Open, qtbot: QtBot, penguins: Path) -> None:
    window = open_window()
    read_penguins(qtbot, window, penguins)
    shown(qtbot, window)
    window.action_table["live_preview"].trigger()
    assert window.parts.status.text() == "Live preview is off"
    assert not window.parts.results.preview_line.isVisible()
    window.document.abandon_changes()
    window.close()
    again = open_window()
    read_penguins(qtbot, again, penguins)
    settled(qtbot, again)
    assert not again.parts.results.preview_line.isVisible()


def test_one_that_takes_long_is_waited_for_when_asked(
    open_window: Open, qtbot: QtBot, penguins: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    read_penguins(qtbot, window, penguins)
    shown(qtbot, window)
    monkeypatch.setattr("engine.live.previews.WITHIN_S", 0.0)
    window.parts.inspector._set("header", "no")
    line = window.parts.results.preview_line
    qtbot.waitUntil(line.wait_button.isVisible, timeout=60_000)
    assert "takes longer than" in line.text.text()
    line.wait_button.click()
    assert shown(qtbot, window).model.columnCount() == 8


def test_nobody_who_writes_in_the_form_loses_a_letter_or_the_cursor(
    open_window: Open, qtbot: QtBot, penguins: Path
) -> None:
    """When a preview tells columns that nobody foresaw."""
    window = open_window()
    mouse = Mouse(window.view)
    read = read_penguins(qtbot, window, penguins)
    asked = add_by_search(qtbot, window, mouse, QPointF(60, -100), "sql")
    table = Sql.Inputs.model_fields["tables"].get_default()[0]
    mouse.drag(mouse.output(read, "table"), mouse.input(asked, table))
    keep = add_by_search(qtbot, window, mouse, QPointF(320, -100), "filter rows")
    mouse.drag(mouse.output(asked, "table"), mouse.input(keep, "table"))
    window.view.chain_scene.select({keep})
    title = window.parts.inspector._title
    title.setFocus()
    window.activateWindow()
    qtbot.keyClicks(title, "what I keep")
    shown(qtbot, window)
    qtbot.keyClicks(title, " of it")
    assert window.parts.inspector._title is title, "the form was not built anew around who writes in it"
    assert window.document.chain.layout.nodes[keep].title == "what I keep of it"
    box = field(window, "column").findChild(SuggestBox)
    assert box is not None
    box.showPopup()
    assert "species" in [box.itemText(row) for row in range(box.count())]
    box.hidePopup()
    assert "column" not in window.document.chain.nodes[keep].inputs, "to look into a list chooses nothing"


def test_a_preview_of_before_is_not_shown_as_one_of_now(open_window: Open, qtbot: QtBot, penguins: Path) -> None:
    window = open_window()
    read_penguins(qtbot, window, penguins)
    shown(qtbot, window)
    window.parts.inspector._set("header", "no")
    assert window.parts.results.preview_line.text.text() == "Live preview…"
    assert shown(qtbot, window).model.columnCount() == 8

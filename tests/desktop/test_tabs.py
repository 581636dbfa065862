"""Several chains at once, and what comes back at the next start."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from app.desktop.help.tour import Tour
from app.desktop.tabs import Desktop, TabWindow
from canvas.theme import DARK
from engine.catalog import Catalog
from engine.folders import folders
from tests.conftest import EXAMPLES
from tests.desktop.conftest import dialog
from tests.engine.chain.builders import Builder

PENGUINS, REVIEW = EXAMPLES / "penguins.iceos", EXAMPLES / "review.iceos"


def begin(desktop: Desktop, qtbot: QtBot, *paths: Path) -> TabWindow:
    window = desktop.begin(paths)
    qtbot.waitExposed(window)
    return window


def test_another_file_opens_in_a_tab_of_its_own(desktop: Desktop, qtbot: QtBot) -> None:
    window = begin(desktop, qtbot, PENGUINS)
    first = window.pages()[0]
    first.file_commands.open_path(REVIEW)
    assert [page.document.name for page in window.pages()] == ["penguins", "review"]
    assert window.windowTitle().startswith("review")
    first.file_commands.open_path(PENGUINS)
    assert window.tabs.currentIndex() == 0, "what is open already is shown, not opened twice"
    first.action_table["new"].trigger()
    assert window.tabs.count() == 3
    window.pages()[2].file_commands.open_path(REVIEW)
    assert window.tabs.count() == 3


def test_a_changed_chain_is_marked_and_asks_before_its_tab_closes(desktop: Desktop, qtbot: QtBot) -> None:
    window = begin(desktop, qtbot, PENGUINS)
    page = window.pages()[0]
    page.file_commands.open_path(REVIEW)
    page.document.edit("Title", page.document.chain.model_copy(update={"title": "x"}))
    assert window.tabs.tabText(0) == "• penguins"
    window.close()
    box = dialog(QMessageBox)
    cancel = next(b for b in box.findChildren(QPushButton) if b.text().replace("&", "") == "Cancel")
    QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert window.isVisible()
    assert page in window.pages()
    window.close()
    box = dialog(QMessageBox)
    discard = next(b for b in box.findChildren(QPushButton) if "iscard" in b.text() or "without" in b.text().lower())
    QTest.mouseClick(discard, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not desktop.windows)


def test_what_was_open_comes_back(desktop: Desktop, qtbot: QtBot, catalog: Catalog) -> None:
    window = begin(desktop, qtbot, PENGUINS)
    window.pages()[0].file_commands.open_path(REVIEW)
    window.close()
    again = Desktop(lambda: catalog, folders())
    shown = begin(again, qtbot)
    assert [page.document.path for page in shown.pages()] == [PENGUINS, REVIEW]
    shown.close()


def test_colours_chosen_in_one_tab_are_those_of_all(desktop: Desktop, qtbot: QtBot) -> None:
    window = begin(desktop, qtbot, PENGUINS)
    window.pages()[0].file_commands.open_path(REVIEW)
    window.pages()[0].parts.appearance.choose("dark")
    assert [page.parts.appearance.theme for page in window.pages()] == [DARK, DARK]
    window.pages()[0].parts.appearance.choose("system")


def test_a_second_window_stands_beside_the_first(desktop: Desktop, qtbot: QtBot) -> None:
    window = begin(desktop, qtbot, PENGUINS)
    window.pages()[0].action_table["new_window"].trigger()
    assert len(desktop.windows) == 2
    desktop.windows[1].close()
    assert desktop.windows == [window]


def test_an_empty_canvas_offers_examples_that_open_with_a_click(desktop: Desktop, qtbot: QtBot) -> None:
    window = begin(desktop, qtbot)
    page = window.pages()[0]
    qtbot.waitUntil(page.parts.start_page.isVisible)
    examples = [b for b in page.parts.start_page.findChildren(QToolButton) if b.isVisible()]
    assert examples[0].accessibleName() == "Penguins of the Palmer Archipelago"
    QTest.mouseClick(examples[0], Qt.MouseButton.LeftButton)
    assert page.document.path == PENGUINS
    assert not page.parts.start_page.isVisible()


def test_a_new_user_is_shown_around(desktop: Desktop, qtbot: QtBot) -> None:
    window = begin(desktop, qtbot)
    page = window.pages()[0]
    page.action_table["tour"].trigger()
    tour = page.findChild(Tour)
    assert tour is not None
    titles = []
    for _ in range(5):
        titles.append(tour._title.text())
        assert tour.isVisible()
        QTest.mouseClick(tour.next_button, Qt.MouseButton.LeftButton)
    assert titles == ["Tools", "The canvas", "Properties", "Run", "Results"]
    assert not tour.isVisible()


def test_chains_without_a_name_are_told_apart(desktop: Desktop, qtbot: QtBot, tmp_path: Path) -> None:
    first = desktop.begin([])
    for _ in range(2):
        first.open(None)
    other = desktop.window()
    other.open(None)
    assert [first.tabs.tabText(index) for index in range(3)] == ["Untitled 1", "Untitled 2", "Untitled 3"]
    assert other.tabs.tabText(0) == "Untitled 4"
    second = first.pages()[1]
    second.close()
    qtbot.waitUntil(lambda: first.tabs.count() == 2)
    assert first.open(None).document.name == "Untitled 2"
    saved = first.pages()[0]
    saved.file_commands.save_to(tmp_path / "mine.iceos")
    qtbot.waitUntil(lambda: saved.document.name == "mine")
    assert first.open(None).document.name == "Untitled 1"


def answer(button: str) -> None:
    box = dialog(QMessageBox)
    QTest.mouseClick(next(b for b in box.findChildren(QPushButton) if button in b.text()), Qt.MouseButton.LeftButton)


def test_a_window_asks_before_it_stops_what_runs(desktop: Desktop, qtbot: QtBot, catalog: Catalog) -> None:
    window = begin(desktop, qtbot)
    page = window.pages()[0]
    build = Builder(catalog)
    build.node("flow.wait", seconds=600)
    page.document.edit("Wait", build.chain)
    page.document.abandon_changes()
    page.action_table["run"].trigger()
    qtbot.waitUntil(lambda: page.controller.works_here, timeout=30_000)
    window.close()
    assert "is running" in dialog(QMessageBox).text()
    answer("Cancel")
    assert window.isVisible()
    assert page.controller.running
    window.close()
    answer("Stop")
    qtbot.waitUntil(lambda: not desktop.windows, timeout=30_000)

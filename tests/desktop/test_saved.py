"""Saved means: the file holds it. Whatever happens to the file outside of the window, nobody's work goes in silence."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.documents.difference_dialog import DifferenceDialog
from app.desktop.main_window import MainWindow
from canvas.document import fingerprint
from engine.catalog import Catalog
from engine.chain import edit
from engine.chain.file import dump, load
from tests.desktop.conftest import Open, dialog, finish
from tests.engine.chain.builders import Builder

NODE = "data_constant"


def written(path: Path, catalog: Catalog, value: str) -> bytes:
    """A chain of one constant, as somebody else writes it."""
    build = Builder(catalog)
    build.node("data.constant", value=value)
    path.write_bytes(dump(build.chain))
    return path.read_bytes()


def value_in(path: Path) -> Any:
    return load(path).chain.nodes[NODE].inputs["value"]


def change(window: MainWindow, value: str) -> None:
    document = window.document
    document.edit("Change", edit.set_input(document.chain, document.catalog, NODE, "value", value))


def press(widget: QWidget, title: str) -> None:
    button = next(b for b in widget.findChildren(QPushButton) if b.text() == title and b.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def press_save(window: MainWindow) -> None:
    window.activateWindow()
    window.view.setFocus()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def told(window: MainWindow, text: str) -> Callable[[], bool]:
    return lambda: window.parts.message.isVisible() and text in window.parts.message.label.text()


@pytest.fixture
def path(tmp_path: Path, catalog: Catalog) -> Path:
    place = tmp_path / "shared.iceos"
    written(place, catalog, "first")
    return place


def test_a_change_from_outside_is_told_shown_and_taken_over(
    open_window: Open, qtbot: QtBot, path: Path, catalog: Catalog
) -> None:
    window = open_window(path)
    written(path, catalog, "theirs")
    qtbot.waitUntil(told(window, "was changed outside"), timeout=30_000)
    assert window.document.modified
    press(window.parts.message, "Show differences")
    shown = dialog(DifferenceDialog)
    assert isinstance(shown, DifferenceDialog)
    text = shown.text.toPlainText()
    assert '-      "inputs": {"value": "first"}' in text
    assert '+      "inputs": {"value": "theirs"}' in text
    press(shown, "Take the file")
    assert window.document.chain.nodes[NODE].inputs["value"] == "theirs"
    assert not window.document.modified


def test_what_this_window_wrote_itself_is_no_news(open_window: Open, qtbot: QtBot, path: Path) -> None:
    window = open_window(path)
    change(window, "mine")
    window.file_commands.save_to(path)
    with qtbot.waitSignal(window.parts.file_watcher._later.timeout, timeout=30_000):
        path.write_bytes(path.read_bytes())  # the system tells of a change, and it is none
    QTest.qWait(100)
    assert not window.parts.message.isVisible()
    assert not window.document.modified


@pytest.mark.parametrize("answer", ["Keep mine", "Take the file", "Decide later"])
def test_saving_over_a_change_from_outside_asks(open_window: Open, path: Path, catalog: Catalog, answer: str) -> None:
    """Also where nothing has told of it yet."""
    window = open_window(path)
    change(window, "mine")
    theirs = written(path, catalog, "theirs")
    press_save(window)
    assert path.read_bytes() == theirs, "not before the person has chosen"
    press(dialog(DifferenceDialog), answer)
    assert value_in(path) == {"Keep mine": "mine"}.get(answer, "theirs")
    assert window.document.chain.nodes[NODE].inputs["value"] == {"Take the file": "theirs"}.get(answer, "mine")
    assert window.document.modified == (answer == "Decide later")


def test_what_came_while_the_differences_were_shown_is_asked_about_anew(
    open_window: Open, path: Path, catalog: Catalog
) -> None:
    window = open_window(path)
    change(window, "mine")
    written(path, catalog, "theirs")
    press_save(window)
    shown = dialog(DifferenceDialog)
    latest = written(path, catalog, "theirs, later")
    press(shown, "Keep mine")
    assert path.read_bytes() == latest
    again = [w for w in QApplication.topLevelWidgets() if isinstance(w, DifferenceDialog) and w.isVisible()]
    press(next(w for w in again if "later" in w.text.toPlainText()), "Keep mine")
    assert value_in(path) == "mine"


def test_two_windows_on_one_file_do_not_overwrite_each_other(open_window: Open, path: Path) -> None:
    one, other = open_window(path), open_window(path)
    change(one, "of one")
    change(other, "of the other")
    press_save(one)
    press_save(other)
    assert value_in(path) == "of one"
    press(dialog(DifferenceDialog), "Keep mine")
    assert value_in(path) == "of the other"
    assert not other.document.modified


def test_keep_mine_keeps_mine(open_window: Open, qtbot: QtBot, path: Path, catalog: Catalog) -> None:
    window = open_window(path)
    written(path, catalog, "theirs")
    qtbot.waitUntil(told(window, "was changed outside"), timeout=30_000)
    assert window.action_table["save"].isEnabled()
    press(window.parts.message, "Keep mine")
    assert value_in(path) == "first"
    assert not window.document.modified


def test_a_file_that_is_removed_leaves_unsaved_work(open_window: Open, qtbot: QtBot, path: Path) -> None:
    window = open_window(path)
    path.unlink()
    qtbot.waitUntil(told(window, "was removed or moved away"), timeout=30_000)
    assert window.document.modified
    assert window.isWindowModified()
    assert not window.close(), "it is the only copy"
    box = dialog(QMessageBox)
    assert isinstance(box, QMessageBox)
    box.button(QMessageBox.StandardButton.Save).click()
    assert value_in(path) == "first"


def test_a_file_that_was_removed_is_closed_when_the_person_says_so(open_window: Open, qtbot: QtBot, path: Path) -> None:
    window = open_window(path)
    path.unlink()
    qtbot.waitUntil(lambda: window.document.modified, timeout=30_000)
    window.close()
    box = dialog(QMessageBox)
    assert isinstance(box, QMessageBox)
    box.button(QMessageBox.StandardButton.Discard).click()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=30_000)


def test_a_file_that_goes_and_comes_again_is_watched_on(
    open_window: Open, qtbot: QtBot, path: Path, catalog: Catalog
) -> None:
    """As a version control or a program that syncs does it."""
    window = open_window(path)
    first = path.read_bytes()
    path.unlink()
    qtbot.waitUntil(told(window, "was removed or moved away"), timeout=30_000)
    path.write_bytes(first)
    qtbot.waitUntil(lambda: not window.parts.message.isVisible(), timeout=30_000)
    assert not window.document.modified
    for value in ("second", "third"):
        other = path.with_suffix(".new")
        written(other, catalog, value)
        os.replace(other, path)
        qtbot.waitUntil(told(window, "was changed outside"), timeout=30_000)
        press(window.parts.message, "Reload")
        assert window.document.chain.nodes[NODE].inputs["value"] == value


def test_what_is_restored_does_not_replace_a_newer_file(open_window: Open, path: Path, catalog: Catalog) -> None:
    window = open_window(path)
    change(window, "unsaved")
    unsaved, base = window.document.root, window.document.stored
    window.document.recover(unsaved, path, "", trusted=True)
    newer = written(path, catalog, "newer")
    for known in ("", fingerprint(base)):
        window.document.recover(unsaved, path, known, trusted=True)
        press_save(window)
        assert path.read_bytes() == newer
        press(dialog(DifferenceDialog), "Decide later")
    window.document.recover(unsaved, path, fingerprint(newer), trusted=True)
    press_save(window)
    assert value_in(path) == "unsaved"


def test_undo_after_saving_elsewhere_means_the_same_files(
    open_window: Open, qtbot: QtBot, tmp_path: Path, catalog: Catalog
) -> None:
    here, there = tmp_path / "here", tmp_path / "there" / "deep"
    here.mkdir()
    there.mkdir(parents=True)
    (here / "a.csv").write_text("x\n1\n")
    build = Builder(catalog)
    build.node("tables.read", file="a.csv")
    (here / "chain.iceos").write_bytes(dump(build.chain))
    window = open_window(here / "chain.iceos")
    window.file_commands.trust()
    document = window.document

    def file() -> Any:
        return document.chain.nodes["tables_read"].inputs["file"]

    document.edit("Title", document.chain.model_copy(update={"title": "one"}))
    steps = document.undo_stack.count()
    window.file_commands.save_to(there / "chain.iceos")
    assert file() == "../../here/a.csv", "relative paths stay relative"
    assert document.undo_stack.count() == steps
    assert not document.modified
    document.undo_stack.undo()
    assert document.chain.title == ""
    assert file() == "../../here/a.csv"
    assert finish(qtbot, window, window.action_table["run"].trigger) == "done"
    document.undo_stack.redo()
    assert (document.chain.title, file()) == ("one", "../../here/a.csv")
    window.file_commands.save_to(here / "again.iceos")
    assert file() == "a.csv"
    document.undo_stack.undo()
    assert file() == "a.csv"


def test_saving_elsewhere_in_vain_changes_nothing(open_window: Open, tmp_path: Path, catalog: Catalog) -> None:
    build = Builder(catalog)
    build.node("tables.read", file="a.csv")
    (tmp_path / "chain.iceos").write_bytes(dump(build.chain))
    window = open_window(tmp_path / "chain.iceos")
    before = window.document.root
    window.file_commands.save_to(tmp_path / "no" / "folder" / "chain.iceos")
    assert "cannot be saved" in window.parts.message.label.text()
    assert window.document.root is before
    assert window.document.path == tmp_path / "chain.iceos"
    assert not window.document.undo_stack.canUndo()
    assert not window.document.modified

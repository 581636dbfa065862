"""Looking at results waits for no disk: the window's thread reads no file and asks no database for them."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, event

from app.desktop.main_window import MainWindow
from app.desktop.viewers import viewer_for
from app.desktop.viewers.json_tree import JsonViewer
from app.desktop.viewers.tables import TableViewer
from app.desktop.viewers.texts import TextViewer
from canvas.theme import LIGHT
from engine.chain.model import OUTPUTS
from engine.folders import folders
from nodes.sdk.types import File
from tests.conftest import EXAMPLES
from tests.desktop.conftest import Open, finish
from tests.desktop.test_past import open_picked, pick, show_history

_WATCHED: list[tuple[Path, list[str]]] = []


def _note(name: str, arguments: tuple[Any, ...]) -> None:
    if name != "open" or not _WATCHED or threading.current_thread() is not threading.main_thread():
        return
    for folder, found in _WATCHED:
        if isinstance(arguments[0], str) and arguments[0].startswith(str(folder)):
            found.append(arguments[0])


sys.addaudithook(_note)  # there is no taking it back: it notes only while something is watched


@contextmanager
def _in_the_windows_thread(folder: Path) -> Iterator[list[str]]:
    """The files below `folder` that this thread opens, and the statements that it sends to a database."""
    found: list[str] = []

    def note_statement(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if threading.current_thread() is threading.main_thread():
            found.append(statement)

    _WATCHED.append((folder, found))
    event.listen(Engine, "before_cursor_execute", note_statement)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note_statement)
        _WATCHED.clear()


def _is_shown(window: MainWindow, kind: type[QWidget]) -> Callable[[], bool]:
    return lambda: isinstance(window.parts.results.viewer, kind)


def test_results_are_looked_at(open_window: Open, qtbot: QtBot) -> None:
    """Of a run, of an item of a loop in it, which only the history knows, and of a past run."""
    window = open_window(EXAMPLES / "review.iceos")
    scene, buttons = window.view.chain_scene, window.parts.results._group
    window.controller.question_raised.connect(lambda *_: window.parts.questions.yes.click())
    assert finish(qtbot, window, window.action_table["run"].trigger) == "done"
    with _in_the_windows_thread(folders().data) as found:
        scene.select({OUTPUTS})
        for button in buttons.buttons():
            button.click()
        scene.select({"read"})
        qtbot.waitUntil(_is_shown(window, TableViewer))
        window.document.enter("each")
        window.parts.crumbs._items[("each",)].setValue(2)
        scene.select({"without_gaps"})
        qtbot.waitUntil(_is_shown(window, TextViewer))
        wire = next(edge for edge in window.document.chain.edges if edge.target.node == "without_gaps")
        scene.select((), {wire})
        qtbot.waitUntil(_is_shown(window, JsonViewer))
        window.action_table["leave"].trigger()
        show_history(qtbot, window)
        pick(window, 0)
        open_picked(qtbot, window)
        scene.select({"read"})
        qtbot.waitUntil(_is_shown(window, TableViewer))
    assert found == []


def test_a_file_is_shown(qtbot: QtBot, tmp_path: Path) -> None:
    text, page, gone = tmp_path / "a.txt", tmp_path / "a.html", tmp_path / "gone.txt"
    text.write_bytes(b"x" * 4_500_000)
    page.write_text("<p>told</p>" + " " * 4_500_000)
    viewers: list[Any] = []
    with _in_the_windows_thread(tmp_path) as found:
        for path, kind in ((text, "text/plain"), (page, "text/html"), (gone, "text/plain")):
            viewers.append(viewer_for(File(path=path, media_type=kind), LIGHT))
            qtbot.addWidget(viewers[-1])
        shown, drawn, missing = viewers
        qtbot.waitUntil(lambda: "500.0 kB more in the file" in shown.text.toPlainText(), timeout=30_000)
        qtbot.waitUntil(lambda: "told" in drawn.page.toPlainText(), timeout=30_000)
        qtbot.waitUntil(lambda: "it cannot be read" in missing.text.toPlainText(), timeout=30_000)
    assert found == []

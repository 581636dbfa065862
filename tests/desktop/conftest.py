"""A window as a person has it, offscreen, with its data in a folder of the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.main_window import MainWindow
from app.desktop.preferences.settings import Settings
from app.desktop.tabs import Desktop
from app.loop import window_loop
from canvas.language import tr
from engine.catalog import Catalog
from engine.folders import folders

Open = Callable[..., MainWindow]


@pytest.fixture
def loop(qapp: QApplication) -> Iterator[None]:
    """Windows await on the loop that the program has."""
    with window_loop(qapp):
        yield


@pytest.fixture(autouse=True)
def quiet(request: pytest.FixtureRequest, own_data_dir: Path) -> None:
    """Live previews, each of which has processes of its own, are on where a test asks for them."""
    if "live_previews" not in request.fixturenames:
        folders().settings.parent.mkdir(parents=True, exist_ok=True)
        folders().settings.write_text(Settings(live_preview=False).stored())


@pytest.fixture
def live_previews() -> None:
    """Windows have them on, as they come."""


@pytest.fixture(autouse=True)
def on_the_loop(loop: None) -> None:
    """Widgets that a test makes itself await, too."""


@pytest.fixture
def open_window(qtbot: QtBot, catalog: Catalog, loop: None) -> Iterator[Open]:
    """Opens windows, on a file when given one, and closes them without questions."""
    windows: list[MainWindow] = []

    def make(path: Path | None = None) -> MainWindow:
        window = MainWindow(Catalog(catalog).translated(tr), folders())  # a test may add tools to its own
        window.resize(1280, 800)
        if path is not None:
            window.file_commands.load(path)
        window.show()
        qtbot.waitExposed(window)
        window.parts.run_commands.check()
        windows.append(window)
        return window

    yield make
    for window in windows:
        window.let_go()
        window.close()
        window.deleteLater()


@pytest.fixture
def desktop(qtbot: QtBot, catalog: Catalog, loop: None) -> Iterator[Desktop]:
    made = Desktop(lambda: catalog, folders())
    yield made
    for window in tuple(made.windows):
        for page in window.pages():
            page.let_go()
        window.close()


def dialog(kind: type[QWidget]) -> QWidget:
    """The dialog of this kind that is open."""
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    assert found, f"no {kind.__name__} is open"
    return found[0]


def wait_for_dialog(qtbot: QtBot, kind: type[QWidget]) -> QWidget:
    """The dialog of this kind, once it has opened."""
    qtbot.waitUntil(lambda: any(isinstance(w, kind) and w.isVisible() for w in QApplication.topLevelWidgets()))
    return dialog(kind)


def finish(qtbot: QtBot, window: MainWindow, start: Callable[[], object], within_s: int = 30) -> str:
    """Start a run and wait for its end; returns its status."""
    with qtbot.waitSignal(window.controller.finished, timeout=within_s * 1000) as caught:
        start()
    return str(caught.args[0])

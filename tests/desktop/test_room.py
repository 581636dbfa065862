"""On a screen of 1280×800 at 200 % everything has its place, in each language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QDockWidget, QPushButton
from pytestqt.qtbot import QtBot

from canvas import language
from tests.conftest import EXAMPLES
from tests.desktop.conftest import Open, finish

ROOM = QSize(640, 400)


@pytest.fixture(params=[language.ENGLISH, "de", "zh_CN"])
def speaking(request: pytest.FixtureRequest, qapp: object) -> Iterator[str]:
    language.install(request.param)
    yield request.param
    language.install(language.ENGLISH)


def test_the_window_is_no_larger_than_the_screen(speaking: str, open_window: Open, qtbot: QtBot) -> None:
    window = open_window(EXAMPLES / "penguins.iceos")
    assert finish(qtbot, window, window.action_table["run"].trigger) == "done"
    window.view.chain_scene.select({"chart"})
    window.resize(ROOM)
    for dock in window.findChildren(QDockWidget):
        dock.raise_()
        for _ in range(3):  # layouts follow one another
            QApplication.processEvents()
        assert window.size() == ROOM, f"{dock.objectName()} needs more"
        panel = dock.widget()
        assert panel is not None
        for button in panel.findChildren(QPushButton):
            if button.isVisible():
                assert button.width() >= button.minimumSizeHint().width(), f"{button.text()} is cut"

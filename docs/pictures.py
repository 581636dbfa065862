"""The pictures in the documentation, made by the program itself: ``make pictures``."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "2")

from PySide6.QtCore import QEventLoop, QLoggingCategory, QTimer
from PySide6.QtWidgets import QApplication

from app import examples
from app.desktop.main_window import MainWindow
from engine.catalog import installed
from engine.folders import Folders

FOLDER = Path(__file__).parent / "pictures"


def main() -> None:
    app = QApplication([])
    app.setStyle("Fusion")
    QLoggingCategory.setFilterRules("qt.svg.warning=false")
    with tempfile.TemporaryDirectory() as data:
        window = MainWindow(installed(), Folders(Path(data)))
        window.resize(1400, 860)
        window.files.load(examples.folder() / examples.FIRST)
        window.show()
        run(window)
        for theme in ("light", "dark"):
            window._set_theme(theme)
            window.view.chain_scene.select({"chart"})
            window.view.fit()
            wait(400)
            window.grab().save(str(FOLDER / f"window-{theme}.png"))
        window.close()


def run(window: MainWindow) -> None:
    loop = QEventLoop()
    window.controller.finished.connect(loop.quit)
    QTimer.singleShot(200, window.running.run)
    loop.exec()


def wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main()

"""The pictures in the documentation, made by the program itself: ``make pictures``."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Literal

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "2")

from PySide6.QtCore import QEventLoop, QLoggingCategory, QTimer
from PySide6.QtWidgets import QApplication

from app import examples
from app.desktop.main_window import MainWindow
from app.loop import window_loop
from canvas import language
from engine.chain import decor
from engine.folders import Folders
from engine.installed import installed

THEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
FOLDER = Path(__file__).parent / "pictures"


def main() -> None:
    app = QApplication([])
    app.setStyle("Fusion")
    QLoggingCategory.setFilterRules("qt.svg.warning=false")
    with tempfile.TemporaryDirectory() as data, window_loop(app):
        window = MainWindow(installed(), Folders(Path(data)))
        window.resize(1400, 860)
        window.file_commands.load(examples.folder() / examples.FIRST)
        window.show()
        run(window)
        for theme in THEMES:
            window.parts.appearance.choose(theme)
            window.view.chain_scene.select({"chart"})
            window.view.fit()
            wait(400)
            window.grab().save(str(FOLDER / f"window-{theme}.png"))
        window.parts.appearance.choose("light")
        rebuilt(window)
        reviewed(window)
        window.document.undo_stack.setClean()
        window.close()
        spoken(Folders(Path(data)))


def spoken(folders: Folders) -> None:
    """The window in German."""
    language.install("de")
    window = MainWindow(installed().translated(language.tr), folders)
    window.resize(1400, 860)
    window.parts.appearance.choose("light")
    window.file_commands.load(examples.folder() / examples.FIRST)
    window.show()
    run(window)
    window.view.chain_scene.select({"clean"})
    window.view.fit()
    wait(400)
    window.grab().save(str(FOLDER / "window-german.png"))
    window.close()


def rebuilt(window: MainWindow) -> None:
    """Frame, note, results on nodes, a bypassed node, the minimap and the longest path."""
    window.view.chain_scene.select({"summarise", "chart"})
    window.action_table["preview"].trigger()
    window.view.chain_scene.select(())
    window.action_table["arrange"].trigger()
    wait(300)
    window.view.chain_scene.select({"read", "clean"})
    window.action_table["frame"].trigger()
    (frame,) = window.document.chain.layout.frames
    chain = decor.changed(window.document.chain, {frame: {"title": "Preparation"}})
    window.document.edit("Title", chain)
    chain, _ = decor.noted(window.document.chain, 0, -270, "### Penguins\nDouble click to **edit** this note.")
    window.document.edit("Note", chain)
    window.view.chain_scene.select({"chart"})
    window.action_table["minimap"].trigger()
    window.view.fit()
    wait(500)
    window.view.grab().save(str(FOLDER / "canvas-frames.png"))
    window.action_table["minimap"].trigger()
    window.action_table["critical"].trigger()
    wait(300)
    window.view.grab().save(str(FOLDER / "canvas-longest-path.png"))
    window.action_table["critical"].trigger()
    window.document.undo_stack.setClean()


def reviewed(window: MainWindow) -> None:
    """A question, a sub-chain with its items, and the history."""
    window.file_commands.load(examples.folder() / "review.iceos")
    wait(500)
    loop = QEventLoop()
    window.controller.question_raised.connect(lambda *_: QTimer.singleShot(300, loop.quit))
    window.parts.run_commands.run()
    loop.exec()
    window.view.fit()
    window.parts.questions.look.click()
    wait(300)
    window.grab().save(str(FOLDER / "question.png"))
    done = QEventLoop()
    window.controller.finished.connect(done.quit)
    window.parts.questions.yes.click()
    done.exec()
    window.document.enter("each")
    window.parts.crumbs._items["each",].setValue(0)
    window.view.chain_scene.select({"with_gaps"})
    wait(400)
    window.grab().save(str(FOLDER / "sub-chain.png"))


def run(window: MainWindow) -> None:
    loop = QEventLoop()
    window.controller.finished.connect(loop.quit)
    QTimer.singleShot(200, window.parts.run_commands.run)
    loop.exec()


def wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main()

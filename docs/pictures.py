"""The pictures in the documentation, made by the program itself: ``make pictures``."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Literal

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "2")

from PySide6.QtCore import QLoggingCategory, SignalInstance
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
        task = asyncio.ensure_future(draw(Folders(Path(data))))
        task.add_done_callback(lambda _: app.quit())
        app.exec()
        task.result()


async def draw(folders: Folders) -> None:
    window = MainWindow(installed(), folders)
    window.resize(1400, 860)
    window.file_commands.load(examples.folder() / examples.FIRST)
    window.show()
    await run(window)
    for theme in THEMES:
        window.parts.appearance.choose(theme)
        window.view.chain_scene.select({"chart"})
        window.view.fit()
        await asyncio.sleep(0.4)
        window.grab().save(str(FOLDER / f"window-{theme}.png"))
    window.parts.appearance.choose("light")
    await rebuilt(window)
    await reviewed(window)
    window.document.undo_stack.setClean()
    window.close()
    await spoken(folders)


async def spoken(folders: Folders) -> None:
    """The window in German."""
    language.install("de")
    window = MainWindow(installed().translated(language.tr), folders)
    window.resize(1400, 860)
    window.parts.appearance.choose("light")
    window.file_commands.load(examples.folder() / examples.FIRST)
    window.show()
    await run(window)
    window.view.chain_scene.select({"clean"})
    window.view.fit()
    await asyncio.sleep(0.4)
    window.grab().save(str(FOLDER / "window-german.png"))
    window.close()


async def rebuilt(window: MainWindow) -> None:
    """Frame, note, results on nodes, a bypassed node, the minimap and the longest path."""
    window.view.chain_scene.select({"summarise", "chart"})
    window.action_table["preview"].trigger()
    window.view.chain_scene.select(())
    window.action_table["arrange"].trigger()
    await asyncio.sleep(0.3)
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
    await asyncio.sleep(0.5)
    window.view.grab().save(str(FOLDER / "canvas-frames.png"))
    window.action_table["minimap"].trigger()
    window.action_table["critical"].trigger()
    await asyncio.sleep(0.3)
    window.view.grab().save(str(FOLDER / "canvas-longest-path.png"))
    window.action_table["critical"].trigger()
    window.document.undo_stack.setClean()


async def reviewed(window: MainWindow) -> None:
    """A question, a sub-chain with its items, and the history."""
    window.file_commands.load(examples.folder() / "review.iceos")
    await asyncio.sleep(0.5)
    await emitted(window.controller.question_raised, window.parts.run_commands.run)
    await asyncio.sleep(0.3)
    window.view.fit()
    window.parts.questions.look.click()
    await asyncio.sleep(0.3)
    window.grab().save(str(FOLDER / "question.png"))
    await emitted(window.controller.finished, window.parts.questions.yes.click)
    window.document.enter("each")
    window.parts.crumbs._items["each",].setValue(0)
    window.view.chain_scene.select({"with_gaps"})
    await asyncio.sleep(0.4)
    window.grab().save(str(FOLDER / "sub-chain.png"))


async def run(window: MainWindow) -> None:
    await asyncio.sleep(0.2)
    await emitted(window.controller.finished, window.parts.run_commands.run)


async def emitted(signal: SignalInstance, start: Callable[[], object]) -> None:
    """Start something, and wait until it has emitted a signal."""
    event = asyncio.Event()
    signal.connect(lambda *_: event.set())
    start()
    await event.wait()


if __name__ == "__main__":
    main()
